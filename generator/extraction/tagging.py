"""From the probabilities of words to spans of one kind, and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import numpy as np

from generator.extraction.network import OUTSIDE, TASKS, Floats
from generator.extraction.words import Word

REACH = 0.5
"""Beside a word that reaches its bound, words of the same kind count from this share of the bound on."""


def probable_kinds(task: str, probabilities: Floats, bounds: Mapping[str, float]) -> list[str]:
    """The kind of each word by its ``probabilities``: of those that reach their bound the one furthest above.

    The single likeliest kind leaves out what is probable but not certain at any one word. A bound for each kind
    trades precision against recall openly; the bounds are chosen on articles that the network had not seen
    (``training/mentions.py``). A kind without a bound is never given. A name is rarely sure at its every word, so
    neighbours of a word that reaches the bound need less (hysteresis, as in Canny 1986).
    """
    least = np.array([bounds.get(kind, np.inf) for kind in TASKS[task]], np.float32)
    shares = probabilities / least
    furthest = shares.max(axis=1)
    best = np.where(furthest >= REACH, shares.argmax(axis=1), 0)
    begins = np.ones(len(best), np.bool_)
    begins[1:] = best[1:] != best[:-1]
    edges = np.flatnonzero(begins)
    kept = np.maximum.reduceat(furthest, edges) >= 1 if len(edges) else begins
    runs = np.where(kept, best[edges], 0)[np.cumsum(begins) - 1]
    return [TASKS[task][kind] for kind in runs.tolist()]


def spans_of(words: Sequence[Word], kinds: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """``(kind, start, end)`` of each run of one kind, in the order of the text."""
    first = 0
    for kind, run in groupby(kinds):
        behind = first + len(list(run))
        if kind != OUTSIDE:
            yield kind, words[first].start, words[behind - 1].end
        first = behind


def kinds_of(words: Sequence[Word], spans: Sequence[tuple[str, int, int]]) -> list[str]:
    """The kind of each word under the spans ``(kind, start, end)``; a word that a span cuts counts as inside."""
    kinds = [OUTSIDE] * len(words)
    for kind, start, end in spans:
        for at, word in enumerate(words):
            if word.start < end and word.end > start and kinds[at] == OUTSIDE:
                kinds[at] = kind
    return kinds
