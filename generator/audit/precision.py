"""Printed precision: the values that a printed number may stand for.

Authors round half up, round half to even, or cut digits off; abstracts do not say which, so all three are allowed:
"34%" may stand for anything from 33.5 up to, but not including, 35. Only the printed text knows its decimals ("34"
and "34.0" are the same float), so they are counted in the quote's words. Arithmetic is exact (``Fraction``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from msgspec import Struct

from generator.extraction.numbers import DIGITS, digits_value

_DIGITS = re.compile(DIGITS)


class Interval(Struct, frozen=True):
    """Values from ``low`` to ``high``; ``high`` itself is left out where ``open``."""

    low: Fraction
    high: Fraction
    open: bool = False

    def holds(self, value: Fraction) -> bool:
        """Whether the value lies inside."""
        return self.low <= value and (value < self.high or (value == self.high and not self.open))

    def meets(self, other: Interval) -> bool:
        """Whether some value lies in both."""
        return not (self.is_below(other) or other.is_below(self))

    def is_below(self, other: Interval) -> bool:
        """Whether every value of this interval is smaller than every value of the other."""
        return self.high < other.low or (self.high == other.low and self.open)


def printed(value: float, words: str) -> Interval | None:
    """What ``value``, printed in ``words``, may stand for; ``None`` where the words do not show its decimals."""
    places = decimals(value, words)
    return None if places is None else _stands_for(value, places)


def figure(digits: str) -> tuple[float, Interval]:
    """The value of a number in figures, and what it may stand for."""
    value, places = digits_value(digits)
    return value, _stands_for(value, places)


def decimals(value: float, words: str) -> int | None:
    """How many decimals ``value`` has where ``words`` print it; the fewest if several numbers there equal it.

    A whole number that stands there in letters ("Seventy-one percent") has none.
    """
    found = [places for _, size, places in _digits(words) if size == abs(value)]
    if found:
        return min(found)
    return 0 if value == int(value) else None


def place_of(value: float, words: str) -> int | None:
    """Where in ``words`` the figures of ``value`` begin, its sign left out; ``None`` where it stands in letters."""
    return next(places_of(value, words), None)


def places_of(value: float, words: str) -> Iterator[int]:
    """Every place in ``words`` where figures of ``value`` begin: "10" stands twice in "1/10 (10%)"."""
    return (start for start, size, _ in _digits(words) if size == abs(value))


def exact(value: float) -> Fraction:
    """The decimal number that a float was read from: 0.1 is one tenth."""
    return Fraction(repr(value))


def shown(value: Fraction | float, places: int = 1) -> str:
    """The number for a sentence: at most ``places`` decimals, no trailing zeros."""
    text = f"{float(value):.{places}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


@lru_cache(maxsize=1024)  # several checks ask what the same number stands for
def _stands_for(value: float, places: int) -> Interval:
    middle, unit = exact(value), Fraction(1, 10**places)
    if value < 0:  # cut off towards zero
        return Interval(middle - unit, middle + unit / 2)
    return Interval(middle - unit / 2, middle + unit, open=True)


@lru_cache(maxsize=256)  # the checks ask for the same quotes and sentences again and again
def _digits(words: str) -> tuple[tuple[int, float, int], ...]:
    """Where each number in figures begins, its size and its decimals."""
    return tuple((match.start(), *digits_value(match[0])) for match in _DIGITS.finditer(words))
