"""Results in words: the clauses of a sentence, how surely each is stated, and what it says of which outcome."""

from __future__ import annotations

import re
from functools import lru_cache

from generator.evidence import Certainty
from generator.extraction.findings.around import Span
from generator.extraction.lexicon import holding, load_rules
from generator.extraction.searching import search, search_all, sought

_BOUNDARY = sought(
    re.compile(
        r";\s|,\s(?:and|but|while|whereas|although|however|with)\s|,\s(?=[^,]{3,60}\s(?:was|were|had|developed|showed)\s)|\s(?:but|whereas)\s"
    )
)
_VERB = sought(
    re.compile(
        r"\b(?:was|were|is|are|had|has|have|showed|did|does|developed|occurred|improved|increased|decreased|reduced|remained|underwent"
        r"|achieved|experienced|differed|received|reported|demonstrated|resulted|led|produced|found|observed|appears?|seems?|provides?"
        r"|led|caused|prolonged|delayed|improves?|reduces?|increases?|can|may|could|should|might|will|received|tolerated|died|declined)\b",
        re.IGNORECASE,
    )
)
_SETS_AGAINST = re.compile(r",?\s(?:while|whereas|although)\s")
"""Before these the clause has said something, whatever its verb."""
_LEAD = re.compile(
    r"^(?:(?:However|Moreover|In addition|Additionally|Furthermore"
    r"|Also|Conclusions?|Overall|In conclusion|Finally|Similarly|In contrast"
    r"|By contrast|To date|Of note|Thus|Therefore|Despite [^,]{3,80}"
    r"|In summary|Notably|Importantly),?\s)+(?:that\s)?|^(?:the|a|an|there|that)\s|^and\s",
    re.IGNORECASE,
)


@lru_cache(maxsize=64)  # each result of a sentence asks for the one that it stands in
def clauses(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The clauses of a sentence, cut only where a part with a verb of its own begins."""
    cuts = [start]
    for match in search_all(_BOUNDARY, text, start, end):
        begun = _SETS_AGAINST.match(match[0]) or search(_VERB, text, cuts[-1], match.start())
        if begun and search(_VERB, text, match.end(), end):
            cuts.append(match.end())
    return tuple(Span(a, b) for a, b in zip(cuts, [*cuts[1:], end], strict=True))


_EXCEPTION = sought(
    re.compile(
        r",?\s(?:but\s(?=no\s|not\s(?:in|for|on|with|after|at|the|any|other)\b)|except\b|with the exception\b"
        r"|(?:hence|thus|therefore),?\s|(?:suggesting|indicating|showing|implying)\sthat\b)"
    )
)
"""Where a clause begins to say something else than before: "more pain but no fever", not "but not significantly"."""


def certainty_of(text: str, clause: Span, at: int) -> Certainty:
    """How a clause states the result at a place of it: up to an exception, or from there."""
    cuts = [match.start() for match in search_all(_EXCEPTION, text, clause.start, clause.end)]
    start = max([clause.start, *(cut for cut in cuts if cut <= at)])
    end = min([clause.end, *(cut for cut in cuts if cut > at)])
    return _certainty(text, start, end)


@lru_cache(maxsize=64)
def _certainty(text: str, start: int, end: int) -> Certainty:
    said = _first_said(text, start, end)
    if said is Certainty.NEGATED and (whose := _WHOSE.search(text, start, end)):
        outside = (_first_said(text, start, whose.start()), _first_said(text, whose.end(), end))
        said = next((one for one in _STRONGEST_FIRST if one in outside), Certainty.ASSERTED)
    return said


def _first_said(text: str, start: int, end: int) -> Certainty:
    """What the first rule says that finds its words."""
    rule = next(holding(load_rules("certainty"), text, start, end), None)
    return Certainty(rule.value) if rule else Certainty.ASSERTED


_STRONGEST_FIRST = (Certainty.NEGATED, Certainty.HEDGED)


_WHOSE = re.compile(
    r"\b(?:who|(?:in|of|for|to|from|among)\swhom|whose)\b(?:\s(?!(?:and|but)\b)[\w-]+){0,6}?\s(?:was|were|had|have|has|did|do|does|is|are)\snot\b"
)
"""Who people were, which is denied, and not what was found: "larger than in those in whom it was not used"."""


_SEEN = re.compile(
    r"\b(?:[Ww]e|[Tt]here)\s(?:\w+\s)?(?:observed|found|saw|noted|detected|recorded|identified|achieved|obtained|was|were)\s"
    r"(?:an?\s|the\s|only\s)?(?P<words>[a-zA-Z][^,;.()\d]{2,70}?)\s(?:in|of|for|among|at)\s$"
)


def object_of(text: str, start: int, end: int) -> Span | None:
    """What "we observed … in" names, right before a number that begins at ``end``."""
    match = _SEEN.search(text, start, end)
    return Span(*match.span("words")) if match else None


_DID = re.compile(
    r"\s?[)\]]?(?:\s(?:of|in)\s(?:the\s|all\s|these\s|our\s)?[a-z]+)?"
    r"(?:\s(?:patients|participants|subjects|women|men|children|people|adults|infants))?"
    r",?\s(?:(?:also|had|have|were|was)\s(?:(?:been|also|already|previously)\s)*)?(?:an?\s|the\s)?"
    r"(?P<words>(?:(?<=had\s)|(?<=have\s)|(?<=been\s)|(?<=were\s)|(?<=was\s)|(?<=had\sa\s)|(?<=had\san\s)"
    r"|(?!(?:treated|compared|randomi[sz]ed|assigned|allocated|aged|enrolled|included|approached)\b)(?=\w+ed\b)"
    r"|(?=(?:underwent|withdrew|met|took|gave|became|chose|no\slonger)\b))"
    r"[A-Za-z][\w/'-]*(?:(?<=ed)\swith)?(?:\s(?!(?:and|but|while|whereas|compared|versus|vs|than|at(?!\sleast)|before|after|during|within|by"
    r"|in|on|with|for|among|who|which|that|if|as|per|prior|followed)\b)(?:\d+-)?[A-Za-z][\w/'-]*){0,7})(?![\w-])"
)
_LEADS_ON = re.compile(r"(?:\s(?:of|to|from|or|out|be))+$")


def done_by(text: str, start: int, end: int) -> Span | None:
    """What a number of people that ends at ``start`` did, were or had: "completed the trial", "women", "asthma"."""
    match = _DID.match(text, start, end)
    if not match:
        return None
    first = match.start("words")
    return Span(first, first + len(_LEADS_ON.sub("", match["words"])), of_people=True)


_SEX = r"(?:(?:fe)?males?|women|men|boys|girls)"
_OF_SEX = re.compile(rf"(?:\d[\d,\s]*|\d[^%]*%\s?[)\]]*)\s(?P<sex>{_SEX})\b(?![\s-](?:sex|rats|mice))")
_NAMED_BEFORE = re.compile(rf"\b(?P<sex>{_SEX}),?\s[(\[]$")


def sex_of(text: str, start: int, end: int, *, alone: bool = False) -> Span | None:
    """The women or men whom a share ``text[start:end]`` is of: "(163 boys [54%]", "40% girls", "female (66%)".

    Only where nothing more is said of them, if they must stand ``alone``: "72 (41%) female, 115 (65%) black".
    """
    before = _NAMED_BEFORE.search(text, max(0, start - 16), start)
    match = before or _OF_SEX.match(text, start, end + 10)
    if match is None or (alone and (before is not None or not _CLOSED.match(text, max(end, match.end())))):
        return None
    return Span(*match.span("sex"), of_people=True)


_CLOSED = re.compile(r"[\s%)\]]*(?:[,;)\]]|\sand\s\d)")


def subject_of(text: str, start: int, end: int) -> Span | None:
    """The words before a clause's verb, without the words that only lead in; ``None`` where there are none or many."""
    lead = _LEAD.match(text[start:end])
    first = start + (lead.end() if lead else 0)
    again = _LEAD.match(text[first:end])
    first += again.end() if again else 0
    verb = search(_VERB, text, first, end)
    if not verb:
        return None
    last = verb.start()
    words = text[first:last].rstrip(" ,")
    if not re.search(r"[A-Za-z]{3}", words) or len(words.split()) > 14:
        return None
    return Span(first, first + len(words))
