"""The network of mentions: what each word of an article may be part of, and what each sentence is about.

Dilated convolutions over the words (Strubell et al., EMNLP 2017) on top of word vectors, shared by all tasks; a linear
layer for each corpus that people annotated and for what readers labelled (Caruana 1997). The weights are
``models/mentions.npz``, made by ``training/mentions.py``; this module is the same sum in NumPy, so that nothing heavier
is needed to read an article.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    "reports": (OUTSIDE, "condition", "tested", "compared"),
    "people": (OUTSIDE, "people"),
    "results": (OUTSIDE, "outcome", "group", "value"),
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


class Layer(Struct, frozen=True):
    """A convolution over each word and its neighbours at a distance, of normalised values."""

    scale: Floats
    shift: Floats
    before: Floats
    own: Floats
    after: Floats
    bias: Floats


class Network(Struct, frozen=True):
    """The weights, and the words that the network knows."""

    vocabulary: Vocabulary
    weights: Mapping[str, Floats]
    """By the names that they were trained under."""
    told: Mapping[str, Floats]
    """What each row of each table adds to the features of a word; of long forms, which are few, the first layer."""
    layers: Sequence[Layer]

    def read(self, seen: Seen) -> Reading:
        """The probabilities for an article of at least one word."""
        w = self.weights
        starts = np.flatnonzero(seen.flags[:, 0])
        sizes = np.diff(starts, append=len(seen.flags))[:, None].astype(np.float32)
        x = np.maximum(self._told(seen), 0)
        sums = np.add.reduceat(x, starts)
        everywhere = _divided(sums.sum(axis=0, keepdims=True), np.float32(len(x)))
        around = _linear(everywhere, w, "glob") + _linear(_divided(sums, sizes), w, "sent")
        x += around.take(seen.passages, axis=0)
        for layer, dilation in zip(self.layers, DILATIONS, strict=True):
            x += _convolved(_normed(x, layer.scale, layer.shift), layer, dilation)
        x = _normed(x, w["lnf.weight"], w["lnf.bias"])
        means = _divided(np.add.reduceat(x, starts), sizes)
        pooled = np.concatenate([means, np.maximum.reduceat(x, starts), w["ro.weight"][seen.roles]], axis=1)
        about = np.maximum(_linear(pooled, w, "sh2"), 0)
        return Reading(
            kinds={task: _shares(_linear(x, w, f"heads.{task}")) for task in TASKS},
            topics=_shares(_linear(about, w, "so")),
        )

    def _told(self, seen: Seen) -> Floats:
        """(n, features): the sum of what is known of each word, of its passage, and of its place in the article."""
        of = self.told
        word = of["word"][seen.words]
        for place, name in enumerate(_AFFIXES):
            word += of[name][seen.affixes[:, place]]
        word += of["shape"][seen.shapes]
        short = np.flatnonzero(seen.long_forms)
        word[short] += self._long_forms(seen.long_forms[short])
        told: Floats = seen.flags @ of["flags"]
        told += word.take(seen.distinct, axis=0)
        told += (of["role"][seen.roles] + of["place"][seen.places]).take(seen.passages, axis=0)
        return told

    def _long_forms(self, rows: Rows) -> Floats:
        """What the last word of its long form adds to the features of an abbreviation."""
        fixed, learned = _vectors(self.weights, rows)
        result: Floats = fixed @ self.told["long form, fixed"] + learned @ self.told["long form, learned"]
        return result


_AFFIXES = ("first letters", "last three letters", "last four letters")


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
        vocabulary=Vocabulary(
            words={word: row for row, word in enumerate(words, UNKNOWN + 1)},
            shapes={outline: row for row, outline in enumerate(shapes, 1)},
        ),
        weights=weights,
        told=_told_of_rows(weights),
        layers=[_layer(weights, f"convs.{place}") for place in range(len(DILATIONS))],
    )


def _told_of_rows(w: Mapping[str, Floats]) -> dict[str, Floats]:
    """The tables times the first layer, which is linear: a row of the products is all that a word needs."""
    tables = {"fixed": w["fz.weight"], "learned": w["we.weight"]}
    tables |= {f"long form, {name}": table for name, table in tables.items()}
    tables |= dict.fromkeys(_AFFIXES, w["p.weight"])
    tables |= {"shape": w["sh.weight"], "role": w["ro.weight"], "place": w["pl.weight"]}
    ends = np.cumsum([table.shape[1] for table in tables.values()])
    *rows, flags = np.split(w["inp.weight"], ends)
    first = dict(zip(tables, rows, strict=True))
    told = {name: tables[name] @ first[name] for name in (*_AFFIXES, "shape", "role", "place")}
    told["place"] += w["inp.bias"]
    word, learned = tables["fixed"] @ first["fixed"], tables["learned"] @ first["learned"]
    word[: len(learned)] += learned
    word[len(learned) :] += learned[UNKNOWN]
    long_forms = {name: rows for name, rows in first.items() if name.startswith("long form")}
    return told | long_forms | {"word": word, "flags": flags}


def _layer(w: Mapping[str, Floats], name: str) -> Layer:
    before, own, after = np.split(w[f"{name}.c.weight"], 3)
    return Layer(w[f"{name}.ln.weight"], w[f"{name}.ln.bias"], before, own, after, w[f"{name}.c.bias"])


def _unpacked(stored: Mapping[str, NDArray[np.generic]], name: str) -> Floats:
    """A table as it was trained; large ones are kept as whole numbers and a scale for each row.

    Row by row, which is how products are made of it fastest.
    """
    table = stored[name].astype(np.float32, order="C")
    scale = f"{name}.scale"
    return table * stored[scale].astype(np.float32) if scale in stored else table


def _vectors(w: Mapping[str, Floats], rows: Rows) -> tuple[Floats, Floats]:
    """The vectors of words, fixed and learned; the second table has only the first words, the others are unknown."""
    learned = w["we.weight"]
    return w["fz.weight"][rows], learned[np.where(rows < len(learned), rows, UNKNOWN)]


def _divided(sums: Floats, count: Floats | np.float32) -> Floats:
    result: Floats = np.divide(sums, count, dtype=np.float32)
    return result


def _linear(x: Floats, w: Mapping[str, Floats], name: str) -> Floats:
    result: Floats = x @ w[f"{name}.weight"] + w[f"{name}.bias"]
    return result


def _normed(x: Floats, scale: Floats, shift: Floats) -> Floats:
    """Layer normalisation (Ba et al. 2016)."""
    width = x.shape[1]
    result: Floats = x - (x @ np.full((width, 1), 1 / width, np.float32))
    result *= 1 / np.sqrt(np.vecdot(result, result)[:, None] / width + NORM_EPSILON)
    result *= scale
    result += shift
    return result


def _convolved(x: Floats, layer: Layer, dilation: int) -> Floats:
    """The values of a layer, rectified; beyond the ends there is nothing."""
    result: Floats = x @ layer.own
    result += layer.bias
    result[dilation:] += x[:-dilation] @ layer.before
    result[:-dilation] += x[dilation:] @ layer.after
    return np.maximum(result, 0, out=result)


def _shares(x: Floats) -> Floats:
    """Softmax over the columns, of which there are few: they are laid out one after the other."""
    raised = np.array(x.T, order="C")
    raised -= raised.max(axis=0)
    np.exp(raised, out=raised)
    raised /= raised.sum(axis=0)
    return raised.T
