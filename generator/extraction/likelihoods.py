"""How likely the network takes the words of an abstract for parts of results, for people and for treatments."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate

import numpy as np
from msgspec import Struct

from generator.extraction.features import Passage
from generator.extraction.mentions import Words
from generator.extraction.network import TASKS, TOPICS, Floats, Reading

PARTS: Mapping[str, tuple[str, str]] = {
    "value": ("results", "value"),
    "outcome": ("results", "outcome"),
    "group": ("results", "group"),
    "outcome of one field": ("pico", "outcome"),
    "outcome anywhere": ("ebm_nlp", "outcomes"),
    "participants": ("ebm_nlp", "participants"),
    "treatment": ("ebm_nlp", "interventions"),
}
"""What words may be of, and the task and kind of the network that say so."""
NAME_PARTS: Mapping[str, tuple[str, str]] = {
    "tested": ("reports", "tested"),
    "compared": ("reports", "compared"),
    "condition": ("reports", "condition"),
    "people": ("people", "people"),
    "group of a result": ("results", "group"),
    "outcome of a result": ("results", "outcome"),
    "treatment": ("ebm_nlp", "interventions"),
    "intervention of one field": ("pico", "intervention"),
    "control of one field": ("pico", "control"),
}
"""What a name may be of."""


class Stretch(Struct, frozen=True):
    """Of n words that stand side by side."""

    starts: Sequence[int]
    texts: Sequence[str]
    shares: Sequence[Sequence[float]]
    """(parts, n): the rows are ``PARTS``."""
    about: Sequence[float]
    """What the last of their sentences is about, ``TOPICS``."""

    def words(self, start: int, end: int) -> tuple[int, int]:
        """The places ``[first, behind)`` of the words that begin in ``[start, end)``."""
        return bisect_left(self.starts, start), bisect_left(self.starts, end)

    def likeliest(self, first: int, behind: int) -> list[float]:
        """Of each part, the share of the likeliest of some words; zeros where there are none."""
        if first >= behind:
            return _NONE
        return [max(shares[first:behind]) for shares in self.shares]


_NONE = [0.0] * len(PARTS)


class Likelihoods(Struct, frozen=True):
    """Of the n words of an abstract."""

    passages: Sequence[Passage]
    """The sentences that have words."""
    firsts: Sequence[int]
    """Which word each begins with, and n."""
    shares: Floats
    """(parts, n)"""
    topics: Floats
    """(passages, topics)"""
    kinds: Mapping[str, Floats] = {}
    """By the network's tasks, (n, kinds)."""

    def stretch(self, start: int, end: int) -> Stretch:
        """The words of the sentences from the one that holds ``start`` to the last one before ``end``."""
        begins = [passage.words[0].start for passage in self.passages]
        last = bisect_left(begins, end)
        first = min(max(bisect_right(begins, start) - 1, 0), max(last - 1, 0))
        words = [word for passage in self.passages[first:last] for word in passage.words]
        return Stretch(
            starts=[word.start for word in words],
            texts=[word.text for word in words],
            shares=self.shares[:, self.firsts[first] : self.firsts[last]].tolist(),
            about=self.topics[last - 1].tolist() if last else [0.0] * len(TOPICS),
        )


class NameReader:
    """What the network says of the words of names in one abstract, each name read once."""

    def __init__(self, likelihoods: Likelihoods) -> None:
        self._starts = [word.start for passage in likelihoods.passages for word in passage.words]
        self._shares = [
            likelihoods.kinds[task][:, TASKS[task].index(kind)].tolist() for task, kind in NAME_PARTS.values()
        ]
        self._known: dict[tuple[int, int], list[float]] = {}

    def read(self, start: int, end: int) -> list[float]:
        """How likely the words that begin in ``[start, end)`` are of each of ``NAME_PARTS``, on average."""
        if (start, end) not in self._known:
            first, behind = bisect_left(self._starts, start), bisect_left(self._starts, end)
            count = max(behind - first, 1)
            self._known[start, end] = [sum(shares[first:behind]) / count for shares in self._shares]
        return self._known[start, end]


def likelihoods_of(words: Words | None, reading: Reading | None) -> Likelihoods | None:
    """What the network says of the abstract's words; ``None`` where there are none."""
    if words is None or reading is None:
        return None
    own = [passage for passage in words.passages if passage.where == "abstract"]
    firsts = list(accumulate((len(passage.words) for passage in own), initial=0))
    title = len(words.seen.passages) - firsts[-1]
    shares = [reading.kinds[task][title:, TASKS[task].index(kind)] for task, kind in PARTS.values()]
    topics = reading.topics[len(words.passages) - len(own) :]
    kinds = {task: reading.kinds[task][title:] for task, _ in NAME_PARTS.values()}
    return Likelihoods(passages=own, firsts=firsts, shares=np.stack(shares), topics=topics, kinds=kinds)
