"""The network of mentions: what each word of an article may be part of, and what each sentence is about.

Dilated convolutions over the words (Strubell et al., EMNLP 2017) on top of word vectors, shared by all tasks; before
the last of them each word is told what stands around the same word elsewhere in the article. A linear layer for each
corpus that people annotated and for what readers labelled (Caruana 1997). The weights are
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
SHARING = 4
"""The convolution before which words that are alike share what is around them."""
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
_NOTHING = np.float32(0)

Floats = NDArray[np.float32]


class Reading(Struct, frozen=True):
    """What the network makes of an article of n words and m passages; probabilities."""

    kinds: Mapping[str, Floats]
    """Of each task, (n, kinds): the words' kinds."""
    topics: Floats
    """(m, topics): the passages' ``TOPICS``; those of a title mean nothing."""


class Layer(Struct, frozen=True):
    """A convolution over each word and its neighbours at a distance.

    The layer normalisation of what it is given (Ba et al. 2016) is part of the weights, which are linear, but for the
    spread of each word's values.
    """

    before: Floats
    own: Floats
    after: Floats
    bias: Floats
    """Of a word with both neighbours."""
    bias_before: Floats
    bias_after: Floats
    """What a word without that neighbour lacks of it."""


class Sharing(Struct, frozen=True):
    """A linear layer with the layer normalisation of what it is given."""

    weights: Floats
    bias: Floats


class Alike(Struct, frozen=True):
    """Which of n words are alike: their order word by word, and where in it each of the k words begins."""

    numbers: Rows
    """(n,): which of the k words each is."""
    order: NDArray[np.intp]
    starts: NDArray[np.intp]
    counts: Floats
    """(k, 1): how often each stands in the article."""


class Network(Struct, frozen=True):
    """The weights, and the words that the network knows."""

    vocabulary: Vocabulary
    weights: Mapping[str, Floats]
    """By the names that they were trained under."""
    told: Mapping[str, Floats]
    """What each row of each table adds to the features of a word; of long forms, which are few, the first layer."""
    layers: Sequence[Layer]
    sharing: Sharing
    heads: Floats
    """(features, kinds of all tasks): the last layers side by side."""
    shifts: Floats

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
        for place, (layer, dilation) in enumerate(zip(self.layers, DILATIONS, strict=True)):
            if place == SHARING:
                x += _shared(_scaled(x), _alike(seen.alike), self.sharing)
            x += _convolved(_scaled(x), layer, dilation)
        x = _normed(x, w["lnf.weight"], w["lnf.bias"])
        means = _divided(np.add.reduceat(x, starts), sizes)
        pooled = np.concatenate([means, np.maximum.reduceat(x, starts), w["ro.weight"][seen.roles]], axis=1)
        about = np.maximum(_linear(pooled, w, "sh2"), 0)
        kinds = _shares(x @ self.heads + self.shifts, _BEGINS)
        return Reading(
            kinds={
                task: kinds[:, begin : begin + len(TASKS[task])] for task, begin in zip(TASKS, _BEGINS, strict=True)
            },
            topics=_shares(_linear(about, w, "so"), [0]),
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
        sharing=Sharing(*_with_norm(weights, "alike.ln", weights["alike.l.weight"], weights["alike.l.bias"])),
        heads=np.concatenate([weights[f"heads.{task}.weight"] for task in TASKS], axis=1),
        shifts=np.concatenate([weights[f"heads.{task}.bias"] for task in TASKS]),
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
    parts = np.split(w[f"{name}.c.weight"], 3)
    (before, own, after), biases = zip(*(_with_norm(w, f"{name}.ln", part) for part in parts), strict=True)
    bias = w[f"{name}.c.bias"] + sum(biases)
    return Layer(before, own, after, bias, bias_before=biases[0], bias_after=biases[2])


def _with_norm(
    w: Mapping[str, Floats], name: str, weights: Floats, bias: Floats | np.float32 = _NOTHING
) -> tuple[Floats, Floats]:
    """Weights and bias of a layer for values that are only divided by their spread.

    The mean is taken out, and scale and shift are put in, once for all words.
    """
    scaled = w[f"{name}.weight"][:, None] * weights
    return scaled - scaled.mean(axis=0), w[f"{name}.bias"] @ weights + bias


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


def _alike(numbers: Rows) -> Alike:
    counts = np.bincount(numbers)
    return Alike(
        numbers=numbers,
        order=np.argsort(numbers, kind="stable"),
        starts=np.cumsum(counts) - counts,
        counts=counts[:, None].astype(np.float32),
    )


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


def _scaled(x: Floats) -> Floats:
    """The values of each word divided by their spread."""
    width = x.shape[1]
    means = x @ np.full(width, 1 / width, np.float32)
    spreads = np.sqrt(np.vecdot(x, x) / width - means * means + NORM_EPSILON)
    scaled: Floats = x * (1 / spreads)[:, None]
    return scaled


def _convolved(x: Floats, layer: Layer, dilation: int) -> Floats:
    """The values of a layer, rectified; beyond the ends there is nothing."""
    result: Floats = x @ layer.own
    result += layer.bias
    result[dilation:] += x[:-dilation] @ layer.before
    result[:-dilation] += x[dilation:] @ layer.after
    result[:dilation] -= layer.bias_before
    result[-dilation:] -= layer.bias_after
    return np.maximum(result, 0, out=result)


def _shared(x: Floats, alike: Alike, layer: Sharing) -> Floats:
    """(n, features): what is around a word anywhere, on average; the same for all that are alike."""
    sums = np.add.reduceat(x.take(alike.order, axis=0), alike.starts)
    told: Floats = _divided(sums, alike.counts) @ layer.weights + layer.bias
    return told.take(alike.numbers, axis=0)


def _shares(x: Floats, begins: Sequence[int]) -> Floats:
    """Softmax over the columns of each group of columns; these are laid out one after the other."""
    raised = np.array(x.T, order="C")
    raised -= raised.max(axis=0)
    np.maximum(raised, _LEAST, out=raised)
    np.exp(raised, out=raised)
    raised /= np.repeat(np.add.reduceat(raised, begins), np.diff(begins, append=len(raised)), axis=0)
    return raised.T


_LEAST = np.float32(-80)
"""What is so far below the highest score of a word counts as this much, lest all of a group come to nothing."""
_BEGINS = np.cumsum([0, *map(len, TASKS.values())])[:-1].tolist()
"""The first kind of each task, where all stand side by side."""
