"""One group of the places that speak of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.extraction.groups.arm import Arm
from generator.extraction.names import Names

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
