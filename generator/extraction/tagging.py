"""Learned models: linear-chain conditional random fields that give each word of a passage a kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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


def probabilities(
    tagger: pycrfsuite.Tagger, features: pycrfsuite.ItemSequence, count: int, kinds: Iterable[str], least: float
) -> list[dict[str, float]]:
    """The probability of each of ``kinds`` at each of ``count`` words; empty where all kinds share less than ``least``.

    Most words are surely outside, and asking for one probability is dear: so that of the outside is asked first.
    """
    tagger.set(features)
    names = tuple(kinds)
    return [
        {} if tagger.marginal(OUTSIDE, at) > 1 - least else {kind: tagger.marginal(kind, at) for kind in names}
        for at in range(count)
    ]


def probable_kinds(words: Iterable[Mapping[str, float]], least: Mapping[str, float]) -> list[str]:
    """The kind of each word by its ``probabilities``: of those that reach their ``least`` the one furthest above.

    The single best sequence leaves out what is probable but not certain at any one word. A bound for each kind
    trades precision against recall openly; the bounds are chosen by cross-validation (``training/mentions.py``).
    """
    kinds = []
    for probability in words:
        best, lead = OUTSIDE, 1.0
        for kind in probability:
            share = probability[kind] / least[kind]
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
