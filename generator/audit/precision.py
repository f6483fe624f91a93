"""Printed precision: the values that a printed number may stand for.

Authors round half up, round half to even, or cut digits off; abstracts do not say which, so all three are allowed:
"34%" may stand for anything from 33.5 up to, but not including, 35. Only the printed text knows its decimals ("34"
and "34.0" are the same float), so they are counted in the quote's words. Arithmetic is exact (``Fraction``).
"""

from __future__ import annotations

import re
from fractions import Fraction

from msgspec import Struct

_NUMBER = re.compile(r"(?:\d{1,3}(?:[,\s]\d{3})+(?!\d)|\d*)[.·](?P<decimals>\d+)|\d{1,3}(?:[,\s]\d{3})+(?!\d)|\d+")


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


def exactly(value: int) -> Interval:
    """A count, which is printed as it is."""
    return Interval(Fraction(value), Fraction(value))


def printed(value: float, words: str) -> Interval | None:
    """What ``value``, printed in ``words``, may stand for; ``None`` where the words do not show its decimals."""
    places = decimals(value, words)
    if places is None:
        return None
    middle, unit = exact(value), Fraction(1, 10**places)
    if value < 0:  # cut off towards zero
        return Interval(middle - unit, middle + unit / 2)
    return Interval(middle - unit / 2, middle + unit, open=True)


def decimals(value: float, words: str) -> int | None:
    """How many decimals ``value`` has where ``words`` print it; the fewest if several numbers there equal it.

    A whole number that stands there in letters ("Seventy-one percent") has none.
    """
    size = abs(exact(value))
    found = [len(match["decimals"] or "") for match in _NUMBER.finditer(words) if _read(match[0]) == size]
    if found:
        return min(found)
    return 0 if size.denominator == 1 else None


def place_of(value: float, words: str) -> int | None:
    """Where in ``words`` the number begins that equals ``value``; ``None`` where it stands in letters."""
    size = abs(exact(value))
    return next((match.start() for match in _NUMBER.finditer(words) if _read(match[0]) == size), None)


def exact(value: float) -> Fraction:
    """The decimal number that a float was read from: 0.1 is one tenth."""
    return Fraction(repr(value))


def shown(value: Fraction | float, places: int = 1) -> str:
    """The number for a sentence: at most ``places`` decimals, no trailing zeros."""
    text = f"{float(value):.{places}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _read(digits: str) -> Fraction:
    return Fraction(re.sub(r"[,\s]", "", digits).replace("·", "."))
