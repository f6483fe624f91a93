"""Tail probabilities of the normal, t, chi-squared and F distributions, from the standard library.

The regularised incomplete beta and gamma functions by their continued fractions and series: Abramowitz & Stegun,
Handbook of Mathematical Functions, 6.5.29, 6.5.31, 26.5.8; fractions evaluated as Lentz, Appl Opt 1976;15:668-671,
and Thompson & Barnett, J Comput Phys 1986;64:490-509, describe.
"""

from __future__ import annotations

from collections.abc import Callable
from math import erfc, exp, lgamma, log, sqrt
from typing import Final

_ACCURACY: Final = 1e-14
_STEPS: Final = 1000
_TINY: Final = 1e-300
"""Stands in for a zero denominator of a continued fraction."""


def normal_tails(z: float) -> float:
    """P(|Z| >= |z|) of a standard normal Z."""
    return erfc(abs(z) / sqrt(2))


def t_tails(t: float, df: float) -> float:
    """P(|T| >= |t|) of Student's t with ``df`` degrees of freedom."""
    return incomplete_beta(df / (df + t * t), df / 2, 0.5)


def f_tail(f: float, df1: float, df2: float) -> float:
    """P(F >= f) with ``df1`` and ``df2`` degrees of freedom."""
    return incomplete_beta(df2 / (df2 + df1 * f), df2 / 2, df1 / 2) if f > 0 else 1.0


def chi_squared_tail(x: float, df: float) -> float:
    """P(X >= x) of chi-squared with ``df`` degrees of freedom."""
    return incomplete_gamma(df / 2, x / 2)


def correlation_tails(r: float, df: float) -> float:
    """P(|R| >= |r|) of a correlation whose true value is 0, by t = r sqrt(df / (1 - r²))."""
    return t_tails(r * sqrt(df / (1 - r * r)), df) if abs(r) < 1 else 0.0


def incomplete_beta(x: float, a: float, b: float) -> float:
    """I_x(a, b), the regularised incomplete beta function, for 0 <= x <= 1 and positive a and b."""
    if x <= 0 or x >= 1:
        return min(max(x, 0.0), 1.0)
    if x > (a + 1) / (a + b + 2):  # the fraction converges fast on this side only
        return 1 - incomplete_beta(1 - x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x)) / a

    def term(step: int) -> float:
        m = step // 2
        if step % 2:
            return -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        return m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))

    return front / _fraction(term, lambda step: 1.0)


def incomplete_gamma(a: float, x: float) -> float:
    """Q(a, x), the upper regularised incomplete gamma function, for positive a."""
    if x <= 0:
        return 1.0
    front = exp(a * log(x) - x - lgamma(a))
    if x < a + 1:
        return 1 - front * _series(a, x)
    return front / _fraction(lambda step: -step * (step - a), lambda step: x + 2 * step + 1 - a)


def _series(a: float, x: float) -> float:
    """The sum of x^k / (a (a + 1) … (a + k))."""
    total = term = 1 / a
    for step in range(1, _STEPS):
        term *= x / (a + step)
        total += term
        if term < total * _ACCURACY:
            break
    return total


def _fraction(numerator: Callable[[int], float], denominator: Callable[[int], float]) -> float:
    """b0 + a1 / (b1 + a2 / (b2 + …)), by Lentz's method."""
    value = denominator(0) or _TINY
    above, below = value, 0.0
    for step in range(1, _STEPS):
        a, b = numerator(step), denominator(step)
        below = 1 / ((b + a * below) or _TINY)
        above = (b + a / above) or _TINY
        change = above * below
        value *= change
        if abs(change - 1) < _ACCURACY:
            break
    return value
