"""Which group is the comparator: what its name, the title, comparisons and the network say of it, weighed.

The weights are a regression's (``regression.py``), fitted to what readers labelled and people annotated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from generator.evidence import GroupRole
from generator.extraction.groups.arm import says_group
from generator.extraction.groups.merging import Named, letters_of, own_names, spans
from generator.extraction.groups.seen import Seen
from generator.extraction.lexicon import hits, load_rules, load_words
from generator.extraction.likelihoods import NAME_PARTS
from generator.extraction.mentions import TREATMENTS, Mention, MentionKind
from generator.extraction.names import JOINS, Names, occurrences
from generator.extraction.regression import likely, load_weighing, share
from generator.extraction.searching import search_all, sought

_SIGNS = (
    "called nothing",
    "called a control",
    "called saline",
    "named as the control",
    "behind versus in the title",
    "has less",
    "customary",
    "alone",
    "marked",
    "marked in the title",
    "alone in the title",
    "the standard",
    "last",
    "behind than",
    "before than",
    "more often behind than",
)
_OF_OWN = (*(f"name: {part}" for part in NAME_PARTS), *_SIGNS)
_OF_ANY = (
    *_OF_OWN,
    *(f"{what}, more than others" for what in _OF_OWN),
    "how early",
    "words",
    "lettered",
    "says group",
    "groups",
    "place among them",
    "first",
)
ROLE_FEATURES = (*_OF_ANY, *(f"{what}, in the known field" for what in _OF_ANY), "in the known field")
"""Of a group beside others. In the known field a task of the network that learned from it speaks as well."""
_SAYING = [
    (_OF_ANY.index("called a control"), True),
    (_OF_ANY.index("called saline"), True),
    (_OF_ANY.index("named as the control"), False),
    (_OF_ANY.index("the standard"), False),
]
"""Signs that say outright that others are compared with a group, and whether its name must be no combination's."""
_SAID = 3.0
"""For each of them: they are right in 419 of 421 labelled groups that have one, beside others that have not, often
beside words for which the network would have it otherwise."""
SURE = 0.6
"""So likely a role must be to be told; of what is less sure no role is told."""


def roles_of(seen: Seen) -> list[GroupRole | None]:
    """Comparator for the groups that others are likely compared with, intervention for those that likely are tested."""
    weighing = load_weighing("comparators", ROLE_FEATURES)
    rows = role_features(seen)
    called = [_called(seen.text, known) for known in seen.sets]
    denied = [any(map(_DENIED.match, own_names(seen.text, known))) for known in seen.sets]
    scores = [
        weighing.score(row) + _SAID * (lacks + sum(row[sign] for sign, of_name in _SAYING if own or not of_name))
        for row, own, lacks in zip(rows, called, denied, strict=True)
    ]
    never = [lacks or not _NEVER_TESTED.isdisjoint(own) for own, lacks in zip(called, denied, strict=True)]
    if len(scores) == 2 and not all(never):  # one is compared with the other
        lead = (scores[0] - scores[1]) / 2
        scores = [lead, -lead]
    return [_role(likely(score), known) for score, known in zip(scores, never, strict=True)]


def _role(comparator: float, never_tested: bool) -> GroupRole | None:
    if comparator >= SURE:
        return GroupRole.COMPARATOR
    return None if never_tested or 1 - comparator < SURE else GroupRole.INTERVENTION


def _called(text: str, known: Named) -> set[str]:
    """What the lexicon of comparators finds in a group's names that are no combination's."""
    return {value for value, joined in control_words(text, known) if not joined}


_DENIED = re.compile(r"(?:who\s)?(?:did|do|does|had|have|has|were|was)\snot\b", re.IGNORECASE)
"""The beginning of a name that says that something was not given: "did not receive exemplin"."""
_NEVER_TESTED = frozenset({"control", "placebo", "sham"})


def role_features(seen: Seen) -> list[list[float]]:
    """The ``ROLE_FEATURES`` of each group."""
    text, sets = seen.text, seen.sets
    own = [[*seen.means(known), *signs] for known, signs in zip(sets, _signs(seen), strict=True)]
    rows = []
    for at, (known, mine) in enumerate(zip(sets, own, strict=True)):
        others = [other for place, other in enumerate(own) if place != at]
        row = [
            *mine,
            *[value - max(values) for value, *values in zip(mine, *others, strict=True)],
            min(known[0].start / _FAR, 1.0),
            share(text.count(" ", known[0].start, known[0].end) + 1, _MOST_WORDS),
            float(bool(letters_of(text, known))),
            float(any(map(says_group, own_names(text, known)))),
            share(len(sets), _MOST),
            at / (len(sets) - 1),
            float(at == 0),
        ]
        rows.append([*row, *(row if seen.known_field else _ELSEWHERE), float(seen.known_field)])
    return rows


_FAR, _MOST_WORDS, _MOST = 2000, 12, 6
_ELSEWHERE = [0.0] * len(_OF_ANY)


def _signs(seen: Seen) -> list[list[float]]:
    """The ``_SIGNS`` of each group."""
    text, title, names, sets = seen.text, seen.title, seen.names, seen.sets
    called = (text[slice(*one.span("words"))] for one in search_all(_NAMED_CONTROL, text, 0, len(text)))
    controls = set(map(names.key, called)) - {frozenset[str]()}
    of_title = [one for one in seen.mentions if one.quote.where == "title"]
    keys = [_keys(text, names, known) for known in sets]
    titled = [any(key and key <= names.key(title) for key in own) for own in keys]
    against = _AGAINST.search(title)
    halves = [names.key(half) for half in (title[: against.end()], title[against.end() :])] if against else []
    alone = sum(titled) == 1 and not against
    lesser = [_has_less(text, names, known, sets) for known in sets]
    standard = _set_against(text, names, keys)
    compared = _compared(text, sets)
    return [
        [
            float(_is_called_nothing(names, text, known)),
            float(_is_called_control(text, known)),
            float(_is_called_saline(text, known)),
            float(not own.isdisjoint(controls)),
            _order_in_title(halves, own),
            float(lesser[at]),
            float(_is_customary(text, names, known)),
            float(_is_by_itself(text, known)),
            _is_marked(names, own, seen.mentions),
            _is_marked(names, own, of_title),
            float(titled[at] and alone and not lesser[at]),
            float(standard[at]),
            float(at == len(sets) - 1),
            *compared[at],
        ]
        for at, (known, own) in enumerate(zip(sets, keys, strict=True))
    ]


def _compared(text: str, sets: Sequence[Named]) -> list[list[float]]:
    """How often each group stands behind a word such as "than" and how often before it, and which is more."""
    places = sorted(
        (*place, at)
        for at, known in enumerate(sets)
        for place in occurrences(text, {_OF_GROUP.sub("", name) for name in own_names(text, known)})
    )
    behind, before = [0] * len(sets), [0] * len(sets)
    for match in search_all(_THAN, text, 0, len(text)):
        clause = text[max(0, match.start() - _BACK) : match.start()].rpartition(". ")[2]
        first = match.start() - len(clause)
        last = match.end() + len(text[match.end() : match.end() + _ON].partition(". ")[0])
        other = next((at for start, _, at in places if match.end() <= start < last), None)
        one = next((at for start, end, at in reversed(places) if first <= start and end <= match.start()), None)
        if other is not None and other != one:
            behind[other] += 1
            if one is not None:
                before[one] += 1
    return [
        [share(after, _OFTEN), share(ahead, _OFTEN), (after - ahead) / max(after + ahead, 1)]
        for after, ahead in zip(behind, before, strict=True)
    ]


_OFTEN = 4
_BACK, _ON = 100, 60
"""Characters: as far from "than" a group may begin."""
_THAN = sought(
    re.compile(
        r"\b(?:than|compared (?:with|to)|versus|vs\.?|relative to|as compared|(?:superior|inferior) to|over)\s",
        re.IGNORECASE,
    )
)


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


def _is_called_saline(text: str, known: Named) -> bool:
    """Whether the group was given what a drug is dissolved in; where that is all that it was given."""
    return any(value == "saline" and not joined for value, joined in control_words(text, known))


def control_words(text: str, known: Named) -> Iterator[tuple[str, bool]]:
    """What the lexicon of comparators finds in each of the group's names, and whether that name is a combination's."""
    for name in own_names(text, known):
        yield from _control_words(name)


@lru_cache(maxsize=1024)  # several signs ask it of the same names
def _control_words(name: str) -> tuple[tuple[str, bool], ...]:
    return tuple((hit.rule.value, JOINS.search(name) is not None) for hit in hits(load_rules("controls"), name))


def _set_against(text: str, names: Names, keys: Sequence[set[frozenset[str]]]) -> list[int]:
    """One for the group that another is said not to be inferior to, less one for that other, else nothing."""
    found = [0] * len(keys)
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
    lacking = any(map(names.lacks, own_names(text, known)))
    return lacking or any(value in _NOTHING for value, _ in control_words(text, known))


_WEAK = frozenset({"alone", "saline"})
_NOTHING = frozenset({"placebo", "sham", "no treatment"})


def _is_called_control(text: str, known: Named) -> bool:
    """Whether one of the group's names is one that only comparators have, and none that only others have."""
    tested = any(map(_TESTED.fullmatch, own_names(text, known)))
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


def _order_in_title(halves: Sequence[frozenset[str]], keys: set[frozenset[str]]) -> float:
    """Above zero for what the title names after "versus" only, below for what it names before it only."""
    if not halves:
        return 0.0
    before, after = (any(_is_in(key, half) for key in keys) for half in halves)
    return float(after) - float(before)


def _is_in(key: frozenset[str], half: frozenset[str]) -> bool:
    """Whether words have a name, or of a longer one most words: "node biopsy" for "sentinel lymph node biopsy"."""
    return bool(key) and (key <= half or (len(key) >= _LONGER and len(key & half) >= _NEARLY_ALL * len(key)))


_LONGER = 3
_NEARLY_ALL = 2 / 3


def _keys(text: str, names: Names, known: Named) -> set[frozenset[str]]:
    """The telling words of all of a group's names."""
    return set(map(names.key, own_names(text, known)))


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
    mine = [name for name in own_names(text, known) if names.key(name)]
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
