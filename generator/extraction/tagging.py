"""Learned models: linear-chain conditional random fields that give each word of a passage a kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import pycrfsuite

from generator.extraction.words import Word

FOLDER = Path(__file__).with_name("models")
OUTSIDE = "-"
"""The label of a word that belongs to no kind."""


@cache
def load_model(name: str, folder: Path = FOLDER) -> pycrfsuite.Tagger:
    """The model ``models/NAME.crfsuite``, read once."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(folder / f"{name}.crfsuite"))
    return tagger


def probable_kinds(
    tagger: pycrfsuite.Tagger, features: pycrfsuite.ItemSequence, count: int, least: Mapping[str, float]
) -> list[str]:
    """The kind of each of ``count`` words: of those that reach their ``least`` probability the one furthest above.

    The single best sequence leaves out what is probable but not certain at any one word. A bound for each kind
    trades precision against recall openly; the bounds are chosen by cross-validation (``training/mentions.py``).
    """
    tagger.set(features)
    kinds = []
    lowest = min(least.values())
    for at in range(count):
        best, lead = OUTSIDE, 1.0
        if tagger.marginal(OUTSIDE, at) > 1 - lowest:  # what is left is too little for any kind
            kinds.append(OUTSIDE)
            continue
        for kind, bound in least.items():
            share = tagger.marginal(kind, at) / bound
            if share >= lead:
                best, lead = kind, share
        kinds.append(best)
    return kinds


def spans_of(words: Sequence[Word], kinds: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """``(kind, start, end)`` of each run of one kind, in the order of the text."""
    open_kind, start, end = OUTSIDE, 0, 0
    for word, kind in zip(words, kinds, strict=True):
        if kind != open_kind:
            if open_kind != OUTSIDE:
                yield open_kind, start, end
            open_kind, start = kind, word.start
        end = word.end
    if open_kind != OUTSIDE:
        yield open_kind, start, end


def kinds_of(words: Sequence[Word], spans: Sequence[tuple[str, int, int]]) -> list[str]:
    """The kind of each word under the spans ``(kind, start, end)``; a word that a span cuts counts as inside."""
    kinds = [OUTSIDE] * len(words)
    for kind, start, end in spans:
        for at, word in enumerate(words):
            if word.start < end and word.end > start and kinds[at] == OUTSIDE:
                kinds[at] = kind
    return kinds
