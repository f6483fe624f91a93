"""Which group is the comparator: by its name, else by what it lacks, else by what the title says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from generator.evidence import GroupRole
from generator.extraction.groups.merging import Named, spans
from generator.extraction.lexicon import hits, load_rules, load_words
from generator.extraction.mentions import TREATMENTS, Mention, MentionKind
from generator.extraction.names import JOINS, Names
from generator.extraction.searching import search_all, sought


def roles_of(
    text: str, title: str, names: Names, sets: Sequence[Named], mentions: Sequence[Mention]
) -> list[GroupRole | None]:
    """Comparator for the groups whose names say so, else for the one for which most speaks; else intervention.

    Of groups that little tells apart, the one named last is the comparator: reports name what is tested first.
    """
    controls = [names.key(text[slice(*one.span("words"))]) for one in search_all(_NAMED_CONTROL, text, 0, len(text))]
    for is_called in (
        partial(_is_called_nothing_or_control, names),
        partial(_is_called_nothing, names),
        _is_called_control,
        _is_called_saline,
        partial(_is_named, names, controls),
    ):
        called = [is_called(text, known) for known in sets]
        if any(called) and not all(called):
            return [GroupRole.COMPARATOR if said else GroupRole.INTERVENTION for said in called]
    titled = [any(key and key <= names.key(title) for key in _keys(text, names, known)) for known in sets]
    alone = sum(titled) == 1 and not _AGAINST.search(title)
    lesser = [_has_less(text, names, known, sets) for known in sets]
    signs = [
        _TITLE * _order_in_title(title, names, _keys(text, names, known))
        + _LESS * has_less
        + _CUSTOMARY * _is_customary(text, names, known)
        + _ONLY * _is_by_itself(text, known)
        + _MARKED * _is_marked(names, _keys(text, names, known), mentions)
        - _ALONE * (in_title and alone and not has_less)
        for known, in_title, has_less in zip(sets, titled, lesser, strict=True)
    ]
    for index, sign in enumerate(_set_against(text, names, sets)):
        signs[index] += _STANDARD * sign
    signs[-1] += _LAST
    most = max(signs)
    last = max(index for index, sign in enumerate(signs) if sign == most)
    return [GroupRole.COMPARATOR if index == last else GroupRole.INTERVENTION for index in range(len(sets))]


def _is_called_nothing_or_control(names: Names, text: str, known: Named) -> bool:
    return _is_called_nothing(names, text, known) or _is_called_control(text, known)


def _is_marked(names: Names, keys: set[frozenset[str]], mentions: Sequence[Mention]) -> float:
    """Above zero for what the network marks as a comparator where it is named, below for what it marks as tested."""
    found = [one for one in mentions if one.kind in TREATMENTS and names.key(one.quote.text) in keys]
    signs = [one.of_treatment * (1 if one.kind is MentionKind.CONTROL else -1) for one in found]
    return sum(signs) / len(signs) if signs else 0.0


def controls_of(text: str, sets: Sequence[Named]) -> list[GroupRole | None]:
    """Comparator for the groups whose names say so, and no role for the others: of people whom nobody treated."""
    called = [_is_called_control(text, known) for known in sets]
    return [GroupRole.COMPARATOR if said and not all(called) else None for said in called]


_NAMED_CONTROL = sought(
    re.compile(
        r"\b(?:control|comparator|comparison|reference) (?:group|arm)\s?[(\[](?P<words>[^()\[\]=;,]{3,60})[)\]]",
        re.IGNORECASE,
    )
)
"""As in "patients in the control group (chemotherapy alone)"."""


def _is_named(names: Names, controls: Sequence[frozenset[str]], text: str, known: Named) -> bool:
    """Whether the abstract calls one of the group's names that of the control group."""
    return bool(set(controls) & _keys(text, names, known) - {frozenset[str]()})


def _is_called_saline(text: str, known: Named) -> bool:
    """Whether the group was given what a drug is dissolved in; where that is all that it was given."""
    return any(value == "saline" and not joined for value, joined in control_words(text, known))


def control_words(text: str, known: Named) -> Iterator[tuple[str, bool]]:
    """What the lexicon of comparators finds in each of the group's names, and whether that name is a combination's."""
    for arm in known:
        for start, end in spans(arm):
            for hit in hits(load_rules("controls"), text, start, end):
                yield hit.rule.value, JOINS.search(text, start, end) is not None


_ALONE = 1.2
"""Against the only group that a title names which compares nothing: it names what was tried."""
_LESS = 1.0
_TITLE = 1.0
_CUSTOMARY = 2.0
_ONLY = 1.0
_LAST = 0.2
_MARKED = 0.35
"""For what the network marks as a comparator at its every mention."""
_STANDARD = 1.5


def _set_against(text: str, names: Names, sets: Sequence[Named]) -> list[int]:
    """One for the group that another is said not to be inferior to, less one for that other, else nothing."""
    found = [0] * len(sets)
    keys = [_keys(text, names, known) - {frozenset[str]()} for known in sets]
    for match in search_all(_NOT_INFERIOR, text, 0, len(text)):
        tested, standard = (
            [index for index, own in enumerate(keys) if any(_is_in(key, names.key(match[half])) for key in own)]
            for half in ("tested", "standard")
        )
        if len(tested) == len(standard) == 1 and tested != standard:
            found[tested[0]], found[standard[0]] = -1, 1
    return found


_NOT_INFERIOR = sought(
    re.compile(
        r"(?P<tested>[^.;,]{3,90}?)\s(?:is|are|was|were|to be|be)\s(?:[\w-]+\s)?(?:not\s|non-?\s?)inferior\s"
        r"(?:(?:and\s(?:not\s)?superior|as compared)\s)?(?:to|with|compared with)\s(?P<standard>[^.;,]{3,90})",
        re.IGNORECASE,
    )
)
"""As in "exemplin was not inferior to zorimab": the second is the standard."""


def _is_called_nothing(names: Names, text: str, known: Named) -> bool:
    """Whether one of the group's names says that it was given nothing, or what is as good as nothing."""
    lacking = any(names.lacks(text[start:end]) for arm in known for start, end in spans(arm))
    return lacking or any(value in _NOTHING for value, _ in control_words(text, known))


_WEAK = frozenset({"alone", "saline"})
_NOTHING = frozenset({"placebo", "sham", "no treatment"})


def _is_called_control(text: str, known: Named) -> bool:
    """Whether one of the group's names is one that only comparators have, and none that only others have."""
    tested = any(_TESTED.fullmatch(text, start, end) for arm in known for start, end in spans(arm))
    return not tested and any(value not in _WEAK for value, _ in control_words(text, known))


_TESTED = re.compile(
    r"(?:intervention|experimental|active(?:\streatment)?)(?:\s(?:groups?|arms?|condition))?", re.IGNORECASE
)
"""What was usual may be part of what these were given."""


def _is_customary(text: str, names: Names, known: Named) -> bool:
    """Whether one of the group's names, written out, says that this is what is usually done."""
    return any(
        not _USUAL_WORDS.isdisjoint(names.key(text[start:end])) and not _ADDED.search(text, start, end)
        for arm in known
        for start, end in spans(arm)
    )


def _is_by_itself(text: str, known: Named) -> bool:
    """Whether one of the group's names says that there was nothing else: "exemplin alone"."""
    return any(value == "alone" and not joined for value, joined in control_words(text, known))


_ADDED = re.compile(r"\+|\b(?:plus|with|and|followed by)\b")
_USUAL_WORDS = frozenset(load_words("usual_words"))
_AGAINST = re.compile(
    r"\b(?:versus|vs\.?|compar(?:ed|ison) (?:with|to)|as \w+ as|(?:superior|inferior) to|than|(?<!with )or)\b"
    r"|(?<=\bcomparison of )[^:;]{3,80}?\b(?:with|to)\b"
    r"|(?<=\bcomparing )[^:;]{3,80}?\b(?:with|to|and)\b|(?<=\bbetween )[^:;]{3,80}?\band\b",
    re.IGNORECASE,
)


def _order_in_title(title: str, names: Names, keys: set[frozenset[str]]) -> float:
    """Above zero for what the title names after "versus" only, below for what it names before it only."""
    against = _AGAINST.search(title)
    if not against:
        return 0.0
    halves = (title[: against.end()], title[against.end() :])
    before, after = (any(_is_in(key, names.key(half)) for key in keys) for half in halves)
    return float(after) - float(before)


def _is_in(key: frozenset[str], half: frozenset[str]) -> bool:
    """Whether words have a name, or of a longer one most words: "node biopsy" for "sentinel lymph node biopsy"."""
    return bool(key) and (key <= half or (len(key) >= _LONGER and len(key & half) >= _MOST * len(key)))


_LONGER = 3
_MOST = 2 / 3


def _keys(text: str, names: Names, known: Named) -> set[frozenset[str]]:
    """The telling words of all of a group's names."""
    return {names.key(text[start:end]) for arm in known for start, end in spans(arm)}


def _has_less(text: str, names: Names, known: Named, sets: Sequence[Named]) -> bool:
    """Whether another group has all that this one has and more: "chemotherapy" beside "chemotherapy plus X".

    So has a combination beside what was given alone, and one that goes by no other name.
    """
    others = [other for other in sets if other is not known]
    by_itself = _is_by_itself(text, known)
    if any(
        _COMBINED.search(text, *span) and (by_itself or _BARE.fullmatch(text, *span))
        for other in others
        for arm in other
        for span in spans(arm)
    ):
        return True
    mine = [name for arm in known for start, end in spans(arm) if names.key(name := text[start:end])]
    return any(
        _is_more(names, text[start:end], one)
        for other in others
        for arm in other
        for start, end in spans(arm)
        for one in mine
    )


def _is_more(names: Names, more: str, less: str) -> bool:
    """Whether a name is another's with something added: "X plus Y" beside "X", or "XY" beside "X" by its letters."""
    if names.key(less) < names.key(more) and any(map(JOINS.search, names.forms(more))):
        return True
    short, long = (_OF_GROUP.sub("", name) for name in (less, more))
    return (
        bool(_LETTERS.fullmatch(short) and _WITH_ADDED.fullmatch(long))
        and long != short
        and (long.startswith(short) or long.endswith(short))
    )


_COMBINED = re.compile(r"\bcombin(?:ation|ed)\b", re.IGNORECASE)
_BARE = re.compile(r"(?:\w+\s)?combin(?:ation|ed)(?:\s(?:group|arm|therapy|treatment))?", re.IGNORECASE)
_OF_GROUP = re.compile(r"\s(?:groups?|arms?|patients)$", re.IGNORECASE)
_LETTERS = re.compile(r"[A-Z]{2,6}")
_WITH_ADDED = re.compile(r"[A-Z](?:[-+/]?[A-Z]){2,9}")
