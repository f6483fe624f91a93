"""The network of mentions: what each word of an article may be part of, and what each sentence is about.

Dilated convolutions over the words (Strubell et al., EMNLP 2017) on top of word vectors, shared by all tasks; a linear
layer for each corpus that people annotated (Caruana 1997). The weights are ``models/mentions.npz``, made by
``training/mentions.py``; this module is the same sum in NumPy, so that nothing heavier is needed to read an article.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from generator.extraction.features import UNKNOWN, Rows, Seen, Vocabulary

MODEL = Path(__file__).with_name("models") / "mentions.npz"
DILATIONS = (1, 2, 4, 8, 1)
OUTSIDE = "-"
"""The kind of a word that belongs to none; the first of each task."""
TASKS: Mapping[str, tuple[str, ...]] = {
    "pico": (
        OUTSIDE,
        "condition",
        "eligibility",
        "intervention",
        "control",
        "outcome",
        "intervention size",
        "control size",
        "total size",
    ),
    "ebm_nlp": (OUTSIDE, "participants", "interventions", "outcomes"),
    "rct_art": (OUTSIDE, "outcome", "arm", "measure"),
}
TOPICS = ("background", "intervention", "outcome", "other", "population", "study design")
"""What a sentence is about."""
NORM_EPSILON = 1e-5

Floats = NDArray[np.float32]


class Reading(Struct, frozen=True):
    """What the network makes of an article of n words and m passages; probabilities."""

    kinds: Mapping[str, Floats]
    """Of each task, (n, kinds): the words' kinds."""
    topics: Floats
    """(m, topics): the passages' ``TOPICS``; those of a title mean nothing."""


class Network(Struct, frozen=True):
    """The weights by their names, and the words that the network knows."""

    weights: Mapping[str, Floats]
    vocabulary: Vocabulary

    def read(self, seen: Seen) -> Reading:
        """The probabilities for an article of at least one word."""
        w = self.weights
        starts = np.flatnonzero(seen.flags[:, 0])
        x = np.maximum(self._told(seen), 0)
        around = _linear(x.mean(axis=0, keepdims=True), w, "glob") + _linear(_means(x, starts), w, "sent")
        x += around[seen.passages]
        for layer, dilation in enumerate(DILATIONS):
            x += _convolved(_normed(x, w, f"convs.{layer}.ln"), w, f"convs.{layer}.c", dilation)
        x = _normed(x, w, "lnf")
        pooled = np.concatenate([_means(x, starts), np.maximum.reduceat(x, starts), w["ro.weight"][seen.roles]], axis=1)
        about = np.maximum(_linear(pooled, w, "sh2"), 0)
        return Reading(
            kinds={task: _shares(_linear(x, w, f"heads.{task}")) for task in TASKS},
            topics=_shares(_linear(about, w, "so")),
        )

    def _told(self, seen: Seen) -> Floats:
        """(n, features): the sum of what is known of each word, of its passage, and of its place in the article."""
        w = self.weights
        of_word = [
            *_looked_up(w, seen.words),
            *_looked_up(w, seen.long_forms),
            w["p.weight"][seen.affixes].reshape(len(seen.words), -1),
            w["sh.weight"][seen.shapes],
        ]
        of_passage = [w["ro.weight"][seen.roles], w["pl.weight"][seen.places]]
        parts = [np.concatenate(of_word, axis=1), np.concatenate(of_passage, axis=1), seen.flags]
        ends = np.cumsum([part.shape[1] for part in parts])
        word, passage, flags = (
            part @ rows for part, rows in zip(parts, np.split(w["inp.weight"], ends[:-1]), strict=True)
        )
        told: Floats = flags
        told += word[seen.distinct]
        told += (passage + w["inp.bias"])[seen.passages]
        return told


@cache
def load_network(path: Path = MODEL) -> Network:
    """The shipped network, or another one, read once."""
    with np.load(path) as stored:
        words = bytes(stored["words"]).decode().split("\n")
        shapes = bytes(stored["shapes"]).decode().split("\n")
        weights = {
            name: _unpacked(stored, name) for name in stored.files if not name.endswith((".scale", "words", "shapes"))
        }
    return Network(
        weights=weights,
        vocabulary=Vocabulary(
            words={word: row for row, word in enumerate(words, UNKNOWN + 1)},
            shapes={outline: row for row, outline in enumerate(shapes, 1)},
        ),
    )


def _unpacked(stored: Mapping[str, NDArray[np.generic]], name: str) -> Floats:
    """A table as it was trained; large ones are kept as whole numbers and a scale for each row."""
    table = stored[name].astype(np.float32)
    scale = f"{name}.scale"
    return table * stored[scale].astype(np.float32) if scale in stored else table


def _looked_up(w: Mapping[str, Floats], rows: Rows) -> tuple[Floats, Floats]:
    """The vectors of words, fixed and learned; the second table has only the first words, the others are unknown."""
    learned = w["we.weight"]
    return w["fz.weight"][rows], learned[np.where(rows < len(learned), rows, UNKNOWN)]


def _means(x: Floats, starts: NDArray[np.intp]) -> Floats:
    """The mean row of each stretch that begins at one of ``starts``."""
    sizes = np.diff(starts, append=len(x))
    result: Floats = (np.add.reduceat(x, starts) / sizes[:, None]).astype(np.float32)
    return result


def _linear(x: Floats, w: Mapping[str, Floats], name: str) -> Floats:
    result: Floats = x @ w[f"{name}.weight"] + w[f"{name}.bias"]
    return result


def _normed(x: Floats, w: Mapping[str, Floats], name: str) -> Floats:
    """Layer normalisation (Ba et al. 2016)."""
    width = x.shape[1]
    result: Floats = x - np.einsum("ij->i", x)[:, None] / width
    result *= 1 / np.sqrt(np.einsum("ij,ij->i", result, result)[:, None] / width + NORM_EPSILON)
    result *= w[f"{name}.weight"]
    result += w[f"{name}.bias"]
    return result


def _convolved(x: Floats, w: Mapping[str, Floats], name: str, dilation: int) -> Floats:
    """A convolution over each word and its neighbours at a distance, rectified; beyond the ends there is nothing."""
    count, width = x.shape
    near = np.zeros((count, 3, width), np.float32)
    near[dilation:, 0] = x[:-dilation]
    near[:, 1] = x
    near[:-dilation, 2] = x[dilation:]
    result = _linear(near.reshape(count, -1), w, name)
    return np.maximum(result, 0, out=result)


def _shares(x: Floats) -> Floats:
    """Softmax over the columns, of which there are few: they are laid out one after the other."""
    raised = np.array(x.T, order="C")
    raised -= raised.max(axis=0)
    np.exp(raised, out=raised)
    raised /= raised.sum(axis=0)
    return raised.T
