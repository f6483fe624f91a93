"""Logistic regressions that weigh what rules and the network found; their weights are ``models/judges.json``.

The file is made by ``training/judges.py`` and holds a weight for each feature by its name, so that what speaks for a
value can be read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from math import exp
from operator import mul
from pathlib import Path

import msgspec
from msgspec import Struct

MODEL = Path(__file__).with_name("models") / "judges.json"


class Regression(Struct, frozen=True, forbid_unknown_fields=True):
    """The sum of features times their weights, and a constant, are log-odds."""

    constant: float
    weights: Mapping[str, float]
    """By the names of the features."""


class Weighing(Struct, frozen=True):
    """A regression whose weights stand in the order of its features."""

    constant: float
    weights: Sequence[float]

    def score(self, features: Sequence[float]) -> float:
        """The log-odds of some features."""
        return sum(map(mul, self.weights, features), self.constant)


def weighing_of(regression: Regression, names: Sequence[str]) -> Weighing:
    """The weights in the order of their names; raises KeyError where one is lacking."""
    return Weighing(regression.constant, [regression.weights[name] for name in names])


@cache
def load_weighing(name: str, features: tuple[str, ...]) -> Weighing:
    """A shipped regression of these features."""
    return weighing_of(msgspec.json.decode(MODEL.read_bytes(), type=dict[str, Regression])[name], features)


def likely(score: float) -> float:
    """The probability of log-odds."""
    return 1 / (1 + exp(-score))


def share(count: int, most: int) -> float:
    """A count as a feature: more than the most count as that."""
    return min(count, most) / most
