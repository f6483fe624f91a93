"""Groups that are named without a size beside them: where participants are put into them, or compared in results."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from generator.article import Article, Role
from generator.evidence import Sentence
from generator.extraction.coordination import OR, parts_of
from generator.extraction.groups.arm import Arm, NamedPlace, is_nobody, says_group
from generator.extraction.groups.wording import name_after, without_brackets
from generator.extraction.lexicon import Hit, hits, load_rules
from generator.extraction.mentions import TREATMENTS, Mention, MentionKind
from generator.extraction.names import Names


def says_who_was_put(text: str, sentence: Sentence) -> bool:
    """Whether a sentence says that people were put into groups, and not only that the trial is a randomised one."""
    return _PUT.search(text, sentence.start, sentence.end) is not None


_PUT = re.compile(
    r"\b(?:randomi[sz]ed(?!,?\s(?:[\w-]+[\s,]+){0,5}?(?:trial|study|design|comparison)s?\b)|randomly\s\w+ed|allocated|assigned"
    r"|divided into)\b",
    re.IGNORECASE,
)


def allotted_arms(text: str, sentence: Sentence, places: Sequence[NamedPlace]) -> list[Arm]:
    """What participants were put to, by a sentence that says so: the interventions and controls after its verb."""
    cues = hits(load_rules("allocation_cues"), text, sentence.start, sentence.end)
    cue = min((hit.start for hit in cues), default=None)
    if cue is None:
        return []
    return [
        Arm(start=start, end=end, sentence=sentence.start)
        for place in places
        if place.kind in TREATMENTS and cue < place.start < sentence.end and not _is_beside_groups(text, place, cue)
        for start, end in _alternatives(text, place.start, place.end)
        if not is_nobody(text[start:end])
    ]


def _is_beside_groups(text: str, place: NamedPlace, cue: int) -> bool:
    """Whether what is named behind the cue is no group of its own, but what all had or what is divided next."""

    def led_by(words: re.Pattern[str], reach: int) -> bool:
        return words.search(text, max(cue, place.start - reach), place.start) is not None

    added = place.kind is MentionKind.CONTROL and led_by(_ADDED_TO, 20)
    several = text[place.end - 1] == "s" and led_by(_SEVERAL, 30)
    return led_by(_SETTING, 40) or added or several or _BY_EITHER.match(text, place.end) is not None


_ADDED_TO = re.compile(r"\b(?:plus|in addition to|added to|on top of)\s(?:the\s)?\Z", re.IGNORECASE)
"""Before what a treatment was added to, and no group by itself: "exemplin plus usual care"."""
_BY_EITHER = re.compile(r",?\s(?:through|via|by|with|using|as)\s(?:either|one of)\b")
"""Behind what all got, one way or the other: "an injection through either the one or the other approach"."""
_SEVERAL = re.compile(r"\b(?:two|three|four|five|six|[2-6])\s(?:different\s|[a-z-]+ly\s)?\Z")
"""Before what is divided next: "assigned to three different exemplin regimens: ..."."""


def _alternatives(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of a name that lists alternatives, by commas, too, where the list goes on behind it: "A, B" or C."""
    parts = list(parts_of(text, start, end, OR))
    if not _LAST_OF_LIST.match(text, end) and len(parts) < 2:
        return parts
    listed = [part for one in parts for part in parts_of(text, *one, _COMMA)]
    return listed if all(_SHORT_NAME.fullmatch(text, *part) for part in listed) else parts


_LAST_OF_LIST = re.compile(r"(?:\s\([^()]*\))?,?\sor\s")
_COMMA = re.compile(r",\s(?!\d)")
_SHORT_NAME = re.compile(r"(?=.*[^\W\d_]{4})(?!.*\b(?:and|using|with)\b)[^\s,]+(?:\s[^\s,]+){0,3}")
"""A part of a list that is a treatment; longer ones may be parts of one: "a course with video, workbook and calls"."""


_SETTING = re.compile(
    r"\b(?:before|after|during|under|following|prior to|switch(?:ed|ing)?\s(?:over\s)?from"
    r"|according to(?:\s(?:dose|use|type)\sof)?"
    r"|(?:patients|participants|subjects|women|men|children|adults)"
    r"\s(?:undergoing|requiring|scheduled for|who underwent))\s(?:the\s|an?\s|elective\s)?\Z",
    re.IGNORECASE,
)
"""Before what all had when the treatment was given, "exemplin 1 h before anaesthesia", "women undergoing surgery", or
before what told them apart: "according to dose of exemplin"."""


def assigned_arms(text: str, sentence: Sentence, places: Sequence[NamedPlace]) -> list[Arm]:
    """The alternatives behind "randomised to": by the grammar of the list alone, where no model names them.

    "Randomised to receive six cycles of A or B", "assigned to either an intervention group, a usual-care group or ...".
    Nothing where a part has no name, since then the list was not understood.
    """
    assigned = min(hits(load_rules("assigned"), text, sentence.start, sentence.end), key=_begin, default=None)
    if assigned is None:
        return []
    start, end = assigned.end, sentence.end
    between = _BETWEEN_TWO if assigned.rule.value == "between" else _ALTERNATIVE
    if (groups := _OF_GROUPS.match(text, start, end)) and not between.search(groups.group()):
        between = _AND
    blanked = without_brackets(text[start:end])
    cuts = [match.span() for match in between.finditer(blanked)]
    edges = [0, *(edge for cut in cuts for edge in cut), end - start]
    spans = [
        name_after(text, start + one, start + other, places) for one, other in zip(edges[::2], edges[1::2], strict=True)
    ]
    named = [
        span
        for span, stop in zip(spans, edges[1::2], strict=True)
        if span and not is_nobody(text[span[0] : span[1]]) and not _GOES_ON.search(blanked, span[1] - start, stop)
    ]
    if not 2 <= len(spans) <= _MOST_ARMS or len(named) < len(spans):
        return []
    return [Arm(start=start, end=end, sentence=sentence.start) for start, end in named]


def _begin(hit: Hit) -> int:
    return hit.start


_MOST_ARMS = 5
_GOES_ON = re.compile(r"\b(?:plus|followed by|combined with|in combination)\b|\+", re.IGNORECASE)
"""Behind a part of a name that a dose cuts short: "exemplin 20 mg plus zorimab"."""
_ALTERNATIVE = re.compile(
    r",?\s(?:(?<!\bwith\s)or|versus|vs\.?)\s"
    r"|,\s(?!i\.\s?e\.|e\.\s?g\.|namely\b|that\sis\b)(?=[^,]+(?:,[^,]+)*,?\s(?:or|versus|vs\.?)\s)",
    re.IGNORECASE,
)
_BETWEEN_TWO = re.compile(r",?\s(?:and|(?<!\bwith\s)or|versus|vs\.?)\s", re.IGNORECASE)
_OF_GROUPS = re.compile(r"[^,;.()]{3,60}?\band\b[^,;.()]{3,60}?\s(?:groups|arms)\b", re.IGNORECASE)
"""As in "assigned to the placebo and the exemplin arms"."""
_AND = re.compile(r"\sand\s", re.IGNORECASE)


def arms_of_results(text: str, sentences: Sequence[Sentence], places: Sequence[NamedPlace]) -> list[Arm]:
    """The names in results that say whose they are; in more than one sentence only those that say "group" or "control".

    One sentence alone has nothing else to name its groups by; in a whole abstract a treatment in the results may as
    well be what all had. What a bracket lists behind a name is what it was made of.
    """
    alone = len(sentences) == 1
    behind = [_IN_BRACKET.match(text, place.end) for place in places if place.is_name]
    made_of = [match.span() for match in behind if match]
    return [
        Arm(start=place.start, end=place.end)
        for place in places
        if place.kind is MentionKind.ARM
        and not any(start <= place.start < end for start, end in made_of)
        and (alone or says_group(text[place.start : place.end]))
        and not is_nobody(text[place.start : place.end])
    ]


_IN_BRACKET = re.compile(r"\s\([^()]*,[^()]*\)")


def compared_arms(text: str, sentences: Sequence[Sentence], places: Sequence[NamedPlace], names: Names) -> list[Arm]:
    """The two names that results set against each other most often ("for X than for Y"), in every place of theirs."""
    told = any(hits(load_rules("allocation_cues"), text))
    against = _AGAINST if told else _SET_AGAINST  # "trauma or haematoma" are no groups where nobody speaks of groups
    pairs: Counter[frozenset[frozenset[str]]] = Counter()
    arms: list[Arm] = []
    for sentence in sentences:
        if sentence.role is Role.RESULTS:
            found = [
                Arm(start=place.start, end=place.end, sentence=sentence.start)
                for place in places
                if place.is_name and sentence.start <= place.start < sentence.end
            ]
            found += [
                Arm(start=hit.start, end=hit.end, sentence=sentence.start)
                for hit in hits(load_rules("arm_phrases"), text, sentence.start, sentence.end)
                if not any(arm.start < hit.end and hit.start < arm.end for arm in found)
            ]
            found.sort()
            arms += found
            for one, other in pairwise(found):
                keys = frozenset(names.key(text[arm.start : arm.end]) for arm in (one, other))
                if len(keys) == 2 and all(keys) and against.search(text[one.end : other.start]):
                    pairs[keys] += 1
    if not pairs:
        return []
    (best, count), *rest = pairs.most_common(2)
    if rest and rest[0][1] == count:
        return []
    return [arm for arm in arms if names.key(text[arm.start : arm.end]) in best]


_SET_AGAINST = re.compile(
    r"^(?:[^.;]|\.\d){0,60}?(?<![\w-])(?:versus|vs\.?|v|than|compared (?:with|to))(?![\w-])(?:[^.;]|\.\d){0,40}$"
)
_AGAINST = re.compile(
    r"^(?:[^.;]|\.\d){0,60}?(?<![\w-])(?:versus|vs\.?|v|than|compared (?:with|to)|and|or)(?![\w-])(?:[^.;]|\.\d){0,40}$"
)


def titled_arms(article: Article, mentions: Sequence[Mention], places: Sequence[NamedPlace], names: Names) -> list[Arm]:
    """What the title names as treatment and as control, in every place of the abstract that names one of them."""
    keys = {
        names.key(mention.quote.text): mention.kind
        for mention in mentions
        if mention.kind in TREATMENTS and mention.quote.where == "title"
    }
    if set(keys.values()) != set(TREATMENTS):
        return []
    text = article.text_of("abstract")
    return [
        Arm(start=place.start, end=place.end)
        for place in places
        if place.is_name and names.key(text[place.start : place.end]) in keys
    ]
