"""How likely a group that rules found is one whose results the study compares, and none that goes by another name."""

from __future__ import annotations

from collections.abc import Iterator

from generator.extraction.groups.arm import says_group
from generator.extraction.groups.merging import Named, has_size, own_names
from generator.extraction.groups.seen import Seen
from generator.extraction.likelihoods import NAME_PARTS
from generator.extraction.names import occurrences
from generator.extraction.regression import likely, load_weighing, share

GROUP_FEATURES = (
    *(f"likeliest name: {part}" for part in NAME_PARTS),
    *(f"first name: {part}" for part in NAME_PARTS),
    "places",
    "names",
    "sizes",
    "has a size",
    "groups",
    "groups with a size",
    "groups before it",
    "in the title",
    "says group",
    "words",
    "figures",
    "and",
    "brackets",
    "comma",
    "named again",
    "how early",
    "in the known field",
)
LEAST, SURE = 0.5, 0.7
"""So likely a group must be to be told, and to be told where nothing else is told of it."""
_MOST, _MOST_WORDS, _FAR = 6, 12, 2000


def likely_groups(seen: Seen) -> list[tuple[Named, float]]:
    """The groups that are likely enough, in their order, and how likely."""
    weighing = load_weighing("groups", GROUP_FEATURES)
    judged = zip(seen.sets, map(weighing.score, group_features(seen)), strict=True)
    return [(known, likelihood) for known, score in judged if (likelihood := likely(score)) >= LEAST]


def group_features(seen: Seen) -> Iterator[list[float]]:
    """The ``GROUP_FEATURES`` of each group."""
    text, names, sets = seen.text, seen.names, seen.sets
    of_title = names.key(seen.title)
    sized = sum(map(has_size, sets))
    for at, known in enumerate(sets):
        own = own_names(text, known)
        name, called = own[0], {one.lower() for one in own}
        yield [
            *seen.means(known),
            *seen.likelihoods.read(known[0].start, known[0].end),
            share(len(known), _MOST),
            share(len(called), _MOST),
            share(len({arm.size for arm in known} - {None}), _MOST),
            float(has_size(known)),
            share(len(sets), _MOST),
            share(sized, _MOST),
            share(at, _MOST),
            float(any(frozenset() != names.key(one) <= of_title for one in own)),
            float(any(map(says_group, called))),
            share(name.count(" ") + 1, _MOST_WORDS),
            float(any(map(str.isdigit, name))),
            float(" and " in name),
            float("(" in name),
            float("," in name),
            share(sum(1 for _ in occurrences(text, called)) - len(called), _MOST),
            min(known[0].start / _FAR, 1.0),
            float(seen.known_field),
        ]
