"""Whether a number says by how much something changed or differs, and not how much of it there was."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.extraction.findings.measures import Measure
from generator.extraction.findings.rows import SIDE_BY_SIDE
from generator.extraction.searching import search, sought

_REACH = 160
"""Characters: as far before a number the words for its change may stand."""


def says_change(text: str, start: int, row: Sequence[Measure], measure: Measure) -> bool:
    """Whether the words around a measure of a sentence say that it is a change, or the sign before it does.

    "the mean decrease in pain was 4.2", "pain fell by 30%", "30% and 20% lower with A and B", "more reduced (-4.2)";
    the ends of a change are none: "from 4.3 to 1.2".
    """
    first, last = row[0], row[-1]
    if text[measure.start] == "+":
        return True
    if not search(_SAYS_ANY, text, start, min(len(text), last.end + _BEHIND_REACH)):
        return False
    if measure is first and _OF_CHANGE_IN_BRACKETS.search(text, max(start, measure.start - 20), measure.start):
        return True
    clause = _clause_before(text, start, first)
    behind = _last_beside(text, row, measure)
    told_behind = any(_BEHIND.match(text, end) or _FROM_BEHIND.match(text, end) for end in _ends_of(behind))
    if told_behind or _MEASURED_BEHIND.match(text, behind.end):
        return True
    if _ENDS.search(text, max(start, measure.start - 24), measure.start):
        return False
    if any(words.search(clause) for words in (_CHANGED_BY, _CHANGE_OF, _IS_CHANGE, _LARGER_CHANGE, _MORE_OF)):
        return True
    if measure.numerator is None and _CHANGE_WAS_LIKE.search(clause):
        return True
    if measure.percent is None and any(words.search(clause) for words in (_CHANGE_WAS_LARGER, _CHANGED_MORE)):
        return True
    apart = not _VERSUS.search(text, first.start, last.start)
    if apart and (
        _SEEN.search(clause) or (len(row) == 1 and (_COMPARED.search(clause) or _CHANGED_THING.search(clause)))
    ):
        return True
    signed = text[measure.start] in "+-−–" or (measure.value or measure.percent or 0) < 0
    return signed and _CHANGING.search(text, start, measure.start) is not None


_OF_CHANGE_IN_BRACKETS = re.compile(
    r"\b(?:increase|decrease|reduction|improvement|rise|decline|gain|loss|drop|fall)\s[(\[]\Z"
)
"""As in "showed a significant increase (1.67%)"."""


def change_words(text: str, start: int, row: Sequence[Measure], measure: Measure) -> tuple[int, int] | None:
    """The word that says which way a change goes, before a measure without a sign or right behind it, if one does.

    "Pain *fell* by 30%", "30% and 20% *lower* with A and B".
    """
    if text[measure.start] in "+-−–" or (measure.value or measure.percent or 0) < 0:
        return None
    for end in _ends_of(_last_beside(text, row, measure)):
        if (said := _BEHIND.match(text, end)) and (way := _way_of(said[0])):
            return said.start() + way[0], said.start() + way[1]
    clause = _clause_before(text, start, row[0])
    way, begin = _way_of(clause), row[0].start - len(clause)
    return (begin + way[0], begin + way[1]) if way else None


def _clause_before(text: str, start: int, first: Measure) -> str:
    """What a clause says before the first measure of a row, as far as it may tell of a change."""
    return _CLAUSE.split(text[max(start, first.start - _REACH) : first.start])[-1]


def _last_beside(text: str, row: Sequence[Measure], measure: Measure) -> Measure:
    """The last measure of the row where those behind this one are set right beside it, else this one."""
    last = row[-1]
    return last if measure is not last and SIDE_BY_SIDE.fullmatch(text, measure.end, last.start) else measure


def _ends_of(measure: Measure) -> tuple[int, ...]:
    """Where a measure ends, and its first number with its unit."""
    return tuple(dict.fromkeys((measure.end, measure.head.unit_end)))


def _way_of(words: str) -> tuple[int, int] | None:
    """Where the last word for a direction stands: a verb or noun of change, else an adjective that compares.

    Before "by" it is a verb: "exemplin *slowed* the decline by".
    """
    for ways in (_WAY_DONE, _WAY_CAUSED) if _BY.search(words) else (_WAY, _WAY_COMPARED):
        if found := list(ways.finditer(words)):
            return found[-1].span()
    return None


def may_be_change(text: str, start: int, row: Sequence[Measure]) -> bool:
    """Whether a verb or noun of change leads to a row that is set against nothing, so that it may be of changes.

    "Weight was reduced by A and B (5% and 4%, respectively)", "2.0 and 1.9 times as common", "lower than B (10%)".
    """
    first, last = row[0], row[-1]
    if _TIMES_AS.match(text, last.end):
        return True
    bracketed = text[first.start - 1 : first.start] in ("(", "[")
    if not (bracketed or _SPANNING.search(text, max(0, first.start - _REACH), first.start)):
        return False
    if _VERSUS.search(text, first.start, last.start):
        return False
    clause = _clause_before(text, start, first)
    if bracketed and len(row) == 1 and _LOWER_THAN.search(clause):
        return True
    if bracketed and _CHANGES_OF_LIST.search(text, max(start, first.start - 2 * _REACH), first.start):
        return True
    return (_CHANGED_IN_BRACKETS if bracketed else _CHANGES_SPAN).search(clause) is not None


_SPAN_OPENS = r"\b(?:from|were)\s(?:[\d.]+[^.;]{0,30}\sto\s)?\Z"
_SPANNING = re.compile(_SPAN_OPENS)
_TIMES_AS = re.compile(r"(?:\s?[)\]])?\s(?:times|fold)\b|-fold\b")
_CHANGED_IN_BRACKETS = re.compile(
    r"\b(?:reduced|increased|decreased|declined|improved|fell|rose|dropped|lowered)\b"
    r"(?:(?!\b(?:risk|patients|participants|subjects|people|women|men|children|compared|from|than|to|was|were|had)\b)(?:[^.;]|\.\d))*[(\[]"
    r"(?:[^()\[\]]*[pP]\s?[<=>]\s?[\d.]+\s?[(\[])?$",
    re.IGNORECASE,
)
_LOWER_THAN = re.compile(
    r"\b(?:lower|higher|greater|smaller|shorter|longer)\s[^.;:()]{0,60}\b(?:than|compared (?:with|to))\s"
    r"[^.;:()]{1,60}\s[(\[]$",
    re.IGNORECASE,
)
"""Before one value for two groups, which may be the difference: "glucose was lower with A than with B (10%)"."""
_CHANGES_OF_LIST = re.compile(
    r"\b(?:changes|improvements|reductions|increases|decreases)\sin\s(?:[^.;()]{2,80}\([^()]*\),?\s(?:and\s)?)*[^.;()]{2,80}[(\[]$",
    re.IGNORECASE,
)
"""Before each value of "changes in the scores of A (4), B (2) and C (3)"."""
_CHANGES_SPAN = re.compile(
    r"\b(?:changes|improvements|reductions|increases|decreases)\s(?:in|from)\s[^.;]*"
    rf"\b(?:compared with|versus|relative to)\s[^.;]*{_SPAN_OPENS}"
)
_BEHIND_REACH = 80
_SAYS_ANY = sought(
    re.compile(
        r"\b(?:reduc|increas|increment|decreas|declin|improv|chang|fell\b|fall|rose\b|rise|drop|gain|lost\b|loss|rais|lower|elevat"
        r"|great|worsen|differ|high|short|long|small|few|more\b|less\b)",
        re.IGNORECASE,
    )
)
"""One of these stands wherever a change is told."""
_CHANGE = (
    r"(?:reductions?|increases?|increments?|decreases?|declines?|improvements?|changes?|gains?|drops?|rises?|falls?)"
)
_CHANGING = re.compile(
    r"\b(?:reduc|increas|decreas|declin|improv|chang|fell\b|fall|rose\b|rise|drop|gain|lost\b|loss|rais|lower|elevat|greater"
    r"|worsen|differ)\w*",
    re.IGNORECASE,
)
_WAY = re.compile(
    r"\b(?:reduc(?:ed?|es|ing|tions?)|increas(?:ed?|es|ing)|increments?|decreas(?:ed?|es|ing)|declin(?:ed?|es|ing)"
    r"|improv(?:ed?|es|ing|ements?)|fell|falls?|rose|rises?|drop(?:s|ped)?|gain(?:s|ed)?|lost|loss|raised|elevat(?:ed|ions?)"
    r"|worsen(?:s|ed|ing)?|lowered)\b",
    re.IGNORECASE,
)
_WAY_DONE = re.compile(
    r"\b(?:(?:reduc|increas|decreas|declin|improv)(?:ed|es|ing)|fell|rose|drop(?:s|ped)|gained|lost|raised|elevated|worsened"
    r"|lowered|slowed|shortened|prolonged|alleviated|attenuated|mitigated|boosted|enhanced|higher|lower|greater|longer|shorter"
    r"|(?:to|can|could|may|might|would|will)\s(?:reduce|increase|decrease|decline|improve|fall|rise|drop))\b",
    re.IGNORECASE,
)
_WAY_CAUSED = re.compile(
    r"(?<=\ban\s)(?:increase|improvement|elevation)(?=\s(?:in|of)\b)"
    r"|(?<=\ba\s)(?:decrease|decline|reduction|rise|fall|drop|gain|loss)(?=\s(?:in|of)\b)"
)
"""What something caused: "it led to a decline in scores by 2"."""
_BY = re.compile(r"\bby\s[^.;,]{0,30}\Z")
_WAY_COMPARED = re.compile(r"\b(?:lower|higher|greater|smaller|larger|longer|shorter|fewer|less|more)\b", re.IGNORECASE)
_CHANGED_BY = re.compile(
    r"\b(?:reduc|increas|decreas|declin|improv|chang|fell|rose|drop|lower|elevat|worsen)\w*"
    r"(?:\s(?!(?:achieved|reached|reported|experienced|shown|seen|met|was|were)\b)[\w(),/-]+){0,9}?\sby\s"
    r"(?:approximately\s|about\s|an?\s|the\s|up\sto\s|average\s|mean\s|median\s|of\s|nearly\s|almost\s)*$"
    r"|\b(?:reduced|decreased|increased|declined|dropped|rose|fell)\s$",
    re.IGNORECASE,
)
_LARGER_CHANGE = re.compile(
    r"\b(?:greater|larger|smaller|more|less|bigger|higher|lower|increased|enhanced|better)\s(?:the\s|an?\s)?(?:[\w-]+\s){0,2}?"
    rf"(?:{_CHANGE}|weight\sloss)\s(?:in|of|from)\s(?:(?!\b(?:was|were|had|but|while|whereas)\b)(?:[^.;]|\.\d))*[(\[]$",
    re.IGNORECASE,
)
"""Before values that are of changes, whatever is set against what: "a greater reduction in pain (11 vs 17)"."""
_MORE_OF = re.compile(
    r"\b(?:more|less|greater|lower|higher|fewer)\s(?:(?!\b(?:was|were|had|with|in|for|than)\b)[\w-]+\s){1,4}of\s"
    r"(?:[\d.,]+(?:\s?[\w%]{1,6})?,?\s(?:and\s)?)*$",
    re.IGNORECASE,
)
"""As in "significantly more pain of 15 mm, 11 mm and 7 mm"."""
_CHANGED_THING = re.compile(
    r"\b(?:reduc|increas|decreas|improv|lower)(?:ed|es|ing)\s(?:the\s)?(?:[\w-]+\s){1,8}[(\[]$", re.IGNORECASE
)
"""Before a lone number in brackets: "it reduced the need for surgery (82.6%)"."""
_CHANGE_OF = re.compile(
    rf"\b{_CHANGE}(?:\sfrom\sbaseline)?\sof\s"
    r"(?:approximately\s|about\s|an?\s|the\s|up\sto\s|average\s|mean\s|median\s|nearly\s|almost\s)*$",
    re.IGNORECASE,
)
_IS_CHANGE = re.compile(
    rf"(?:^\s?|\b(?:the|mean|median|average|an?|LS|and|in|with|by|to)\s(?:(?!in\b)[\w-]+\s){{0,2}}?){_CHANGE}\s(?:in|of|from|on)\s"
    r"(?:(?!\b(?:was|were|had|have|has|is|are|with|associated|led|resulted|who|which|that)\b)[^.;:]){3,110}?\s"
    r"(?:(?:was|were|of|averaged|being)\s(?:significant(?:ly)?\s|only\s|about\s|approximately\s)*"
    r"(?:(?:higher|lower|greater|smaller|larger)\s)?)$",
    re.IGNORECASE,
)
_CHANGE_WAS_LARGER = re.compile(
    rf"\b{_CHANGE}\s(?:in|of|from)\s[^.;:()]{{3,110}}?\s(?:was|were)\s(?:[a-z]+ly\s)?(?:higher|lower|greater|smaller|larger)\b"
    r"[^.;:()]{0,90}[(\[]$",
    re.IGNORECASE,
)
"""Before amounts, not shares: "the improvement of symptoms was greater with A (4.7 vs 0.4)"."""
_CHANGED_MORE = re.compile(
    r"\b(?:increased|decreased|declined|improved|dropped|rose|fell)\s(?:[a-z]+ly\s)?(?:more|less|further)\s"
    r"(?:[^.;:()]|\([^()]*\))*[(\[]$",
    re.IGNORECASE,
)
"""As in "which increased more with A (1.2) than with B (0.7)"."""
_CHANGE_WAS_LIKE = re.compile(
    r"\b(?:reductions?|decreases?|increases?|declines?)\s(?:in|of|from)\s[^.;:()]{3,110}?\s(?:was|were)\s(?:also\s)?"
    r"(?:similar|comparable|alike|equal)\b[^.;:()]{0,60}[(\[]$",
    re.IGNORECASE,
)
"""As in "the decreases in albumin were similar (23% with A and 29% with B)"."""
_SEEN = re.compile(
    rf"\b{_CHANGE}\s(?:in|of)\s[^.;:()]{{3,80}}\s(?:was|were)\s(?:observed|seen|found|noted|recorded)\s[^.;:()]{{0,60}}[(\[]$",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:was|were)\s(?:[a-z]+ly\s)?(?:lower|higher|greater|smaller|shorter|longer|reduced|increased|decreased)\s[(\[]$"
)
_VERSUS = re.compile(r"\b(?:vs\.?|v|versus|compared (?:with|to)|than)\s")
_BEHIND = re.compile(
    r"[^\w\s.;]?\s?(?:\([^)]*\)\s)?(?:[a-z]+/[a-zA-Z]+\s|mm\s?Hg\s|points?\s|units?\s|kg\s|cm\s|days?\s)?"
    r"(?:relative\s|absolute\s|greater\s|mean\s|median\s|further\s|significant\s|proportional\s|risk\s)?"
    r"(?:reductions?|increases?|decreases?|declines?|improvements?|changes?|gains?|loss|drops?|rises?|differences?|lower|higher"
    r"|shorter|longer|greater|smaller|fewer|less|more|(?:increased|decreased|reduced|elevated)\s(?:\w+\s){0,3}?(?:risks?|odds|hazards?|rates?|incidence"
    r"|mortality|likelihood))\b(?!\s(?:limit|and upper|quartile|dose))",
    re.IGNORECASE,
)
_FROM_BEHIND = re.compile(r"\s[(\[]from\s\d[^()]*\sto\s\d")
"""As in "it rose by 7% in all, and 8% (from 28% to 36%) in men"."""
_MEASURED_BEHIND = re.compile(
    rf"(?:\s[\w./²³%-]+){{1,3}}\s{_CHANGE}\s(?:in|from)\b(?!\s\d)"
    r"|\s(?!(?:had|with|showed|achieved|reported|experienced|of|in|were|was|who|and|or|vs|versus|for)\b)(?:body\s)?[a-z]+\s"
    r"(?:reduction|loss|gain|increase|decrease|decline)s?\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\b(?:from|to)\s(?:an?\s)?(?:mean\s(?:of\s)?|median\s(?:of\s)?)?$", re.IGNORECASE)
_CLAUSE = re.compile(r"[;]\s|,\s(?:but|while|whereas)\s|\.\s")
