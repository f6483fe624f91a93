"""One group of the places that speak of it, and the groups that are left where two were formed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from generator.extraction.groups.arm import Arm
from generator.extraction.names import Names
from generator.extraction.searching import search, sought

Named = list[Arm]
"""The places of one group, in the order in which they were met."""


def merged(text: str, names: Names, arms: Sequence[Arm]) -> list[Named]:
    """The arms, those of one group together, in the order in which the groups are named first."""
    sets: list[Named] = []
    for arm in arms:
        may_be = [known for known in sets if not _is_another(letters_of(text, known), letters_of(text, [arm]))]
        same = [known for known in may_be if _has_name_of(text, names, known, arm)]
        fitting = same or [known for known in may_be if _is_part_of(text, names, known, arm)]
        if len(fitting) == 1:
            fitting[0].append(arm)
        elif not fitting:
            sets.append([arm])
    return sorted(sets, key=lambda known: known[0].start)


def spans(arm: Arm) -> list[tuple[int, int]]:
    """All names of a group in one place."""
    return [(arm.start, arm.end), *arm.beside]


def own_names(text: str, known: Named) -> list[str]:
    """All names of a group, as its places print them."""
    return [text[start:end] for arm in known for start, end in spans(arm)]


def letters_of(text: str, known: Named) -> set[str]:
    """The letters or numbers that the group goes by: B for "group B"."""
    found = (_LETTERED.search(text, start, end) for arm in known for start, end in spans(arm))
    return {match[0].split()[1] for match in found if match}


LETTERED = r"\b(?:[Gg]roup|[Aa]rm|GROUP|ARM)\s(?:[A-Z]{1,2}\d{0,2}|[1-9]|III|[A-Z]\w*[A-Z]\w*)"
"""A group that goes by a letter or number."""
_LETTERED = re.compile(rf"{LETTERED}$")


def _is_another(one: set[str], other: set[str]) -> bool:
    """Whether both groups go by letters, and by different ones."""
    return bool(one and other) and one.isdisjoint(other)


def _has_name_of(text: str, names: Names, known: Named, arm: Arm) -> bool:
    """Whether an arm has a name of the group, and none with other figures: "X every 4 weeks" is not "X every 12"."""
    same = [pair for pair in _pairs(text, known, arm) if names.key(pair[0]) == names.key(pair[1]) != frozenset()]
    return bool(same) and all(names.agree(mine, theirs) for mine, theirs in same)


def _is_part_of(text: str, names: Names, known: Named, arm: Arm) -> bool:
    """Whether an arm has a part of the group's name, or the other way round; not if one sentence gives both a size."""
    if arm.size is not None and any(other.size is not None and other.sentence == arm.sentence for other in known):
        return False
    return any(names.is_part(mine, theirs) for mine, theirs in _pairs(text, known, arm))


def _pairs(text: str, known: Named, arm: Arm) -> Iterator[tuple[str, str]]:
    """Each telling name of an arm with each of a group."""
    for start, end in spans(arm):
        for other in known:
            for begin, stop in spans(other):
                yield text[start:end], text[begin:stop]


def with_fuller_names(text: str, names: Names, sets: list[Named]) -> list[Named]:
    """The groups; one without a size whose name holds that of just one with a size is that one, where two have one.

    As in "closure with the gel or a control technique ... in the gel group (n = 30)".
    """
    sized = [known for known in sets if has_size(known)]
    if len(sized) != 2 or len(sets) == 2:
        return sets
    kept = list(sized)
    for known in (one for one in sets if one not in sized):
        fitting = [place for place, one in enumerate(sized) if _holds(text, names, known, one)]
        if len(fitting) == 1:
            kept[fitting[0]] = sorted([*kept[fitting[0]], *known], key=lambda arm: (arm.start, arm.end))
        else:
            kept.append(known)
    return sorted(kept, key=lambda known: known[0].start)


def _holds(text: str, names: Names, longer: Named, shorter: Named) -> bool:
    """Whether a name of a group has all telling words of one of another's and goes on without adding a treatment."""
    return any(
        frozenset() != names.key(text[slice(*less)]) < names.key(text[slice(*more)])
        and not _ADDED.search(text, *more)
        and names.agree(text[slice(*less)], text[slice(*more)])
        for arm in longer
        for more in spans(arm)
        for other in shorter
        for less in spans(other)
    )


_ADDED = re.compile(r"\+|\b(?:plus|and|combin\w+|followed by|added|without|no)\b|/", re.IGNORECASE)


def of_two(text: str, sets: list[Named]) -> list[Named]:
    """The groups; where the abstract speaks of two and just two have a size, or a name of their own, these two."""
    if len(sets) > 2 and search(_TWO_GROUPS, text, 0, len(text)):
        for told in (has_size, partial(_is_called_more, text)):
            if len(two := [known for known in sets if told(known)]) == 2:
                return two
    return sets


def has_size(known: Named) -> bool:
    """Whether a size of the group is printed."""
    return any(arm.size is not None for arm in known)


def _is_called_more(text: str, known: Named) -> bool:
    """Whether a group is called by more than its part in the study: not "test group"."""
    return not all(_BY_PART.fullmatch(text, *span) for arm in known for span in spans(arm))


_BY_PART = re.compile(
    r"(?:the\s)?(?:test|experimental|intervention|study|treatment)(?:\sgroups?|\sarms?)?", re.IGNORECASE
)
_TWO_GROUPS = sought(re.compile(r"\b(?:two|2)[\s-](?:[\w-]+\s)?(?:groups?|arms?)\b", re.IGNORECASE))
