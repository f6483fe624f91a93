"""What contradicts what, worked out once more: plain floats and rounding by ``decimal``, none of the audit's own code.

The benchmark of slips asks here whether a changed number leaves the bounds of the printed precision. Each function
takes the printed numbers by name, as text, and answers whether no values that they may stand for go together. A text
stands for whatever is printed so by rounding half up, by rounding half to even, or by cutting digits off.

Three rules need more than arithmetic, and say where they draw the line:

- A denominator that is not printed may be that of a smaller group. So a count and a percentage contradict each other
  only if no number of people up to the assumed one goes with them.
- Exact, bootstrap and profile methods give intervals that are not quite symmetric, the less so the fewer events there
  are. So an estimate contradicts its interval only if it lies outside the middle fifth, for risk ratios the middle
  half, and for other ratios in between where one bound is over ten times the other. Differences of risks are
  left out.
- An adjusted effect need not follow from the arms. So none does where the abstract speaks of adjustment or a model.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

Texts = Mapping[str, str]
"""Printed numbers by name; those that stand in words or are assumed, as figures."""

ROUNDINGS = (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_DOWN)
ADJUSTED = re.compile(
    r"adjust|regress|multivaria|covaria|stratif|propensity|weighted|imput|least.squares|ANCOVA|GEE\b|match|pool|meta-?anal"
    r"|Cox|model|Bayes|hierarch|generali[sz]ed",
    re.IGNORECASE,
)
LINE = 0.05
"""The p-value that goes with a 95% interval's bound at the null value."""


def decimal(text: str) -> Decimal:
    """The number that the text prints."""
    return Decimal(text.replace("·", ".").replace("−", "-").replace("–", "-").replace(",", ""))


def ends(text: str) -> tuple[float, float]:
    """The least and the greatest value that may be printed so."""
    value = decimal(text)
    unit = Decimal(1).scaleb(value.as_tuple().exponent)  # type: ignore[arg-type]
    near, far = unit / 2, unit * Decimal("0.999999999")
    if text[:1] in "-−–":
        return float(value - far), float(value + near)
    return float(value - near), float(value + far)


def is_printed_as(exact: Decimal, text: str) -> bool:
    """Whether some rounding prints the exact number so."""
    unit = Decimal(1).scaleb(decimal(text).as_tuple().exponent)  # type: ignore[arg-type]
    return any(exact.quantize(unit, rounding=way) == decimal(text) for way in ROUNDINGS)


def percent(count: int, whole: int) -> Decimal:
    """The exact percentage, as far as anybody prints it."""
    return Decimal(100 * count) / Decimal(whole)


def share(now: Texts) -> bool:
    """A count, its printed denominator and their percentage."""
    count, whole = int(decimal(now["count"])), int(decimal(now["denominator"]))
    return whole == 0 or count > whole or not is_printed_as(percent(count, whole), now["percentage"])


def assumed_share(now: Texts) -> bool:
    """A count and a percentage of at most so many people."""
    count, most = int(decimal(now["count"])), int(decimal(now["assumed"]))
    return not any(is_printed_as(percent(count, whole), now["percentage"]) for whole in range(max(count, 1), most + 1))


def attainable(now: Texts) -> bool:
    """A percentage of a printed number of people."""
    whole = int(decimal(now["denominator"]))
    return not any(is_printed_as(percent(count, whole), now["percentage"]) for count in range(whole + 1))


def arms(now: Texts) -> bool:
    """Arms and their total. Where the first few make it up, the others divide it again."""
    sizes = [int(decimal(text)) for name, text in sorted(now.items()) if name.startswith("arms")]
    total = int(decimal(now["total"]))
    return all(sum(sizes[:most]) != total for most in range(2, len(sizes) + 1))


def more_analysed(now: Texts) -> bool:
    """More participants analysed than randomised."""
    return decimal(now["analysed"]) > decimal(now["randomised"])


def differ(now: Texts) -> bool:
    """Two printings of one number."""
    (low, high), (other_low, other_high) = (ends(text) for text in now.values())
    return high < other_low or other_high < low


def outside(now: Texts) -> bool:
    """A value and the interval or range around it."""
    (value_low, value_high), low, high = ends(now["value"]), ends(now["low"])[0], ends(now["high"])[1]
    return value_high < low or value_low > high


def uneven(now: Texts, *, kind: str) -> bool:
    """An estimate far from its interval's middle, for ratios on the logarithmic scale."""
    ratio = kind.endswith("ratio")
    if kind == "risk_difference":
        return False
    wide = math.log10(float(decimal(now["high"]) / decimal(now["low"]))) if ratio and decimal(now["low"]) > 0 else 1
    spare = 0.25 if kind == "risk_ratio" else min(max(wide, 1) / 10, 0.25)
    places = []
    for value in ends(now["value"]):
        for low in ends(now["low"]):
            for high in ends(now["high"]):
                if not low < value < high or (ratio and low <= 0):
                    return False
                logs = [math.log(one) if ratio else one for one in (low, value, high)]
                places.append((logs[1] - logs[0]) / (logs[2] - logs[0]))
    return min(places) > 0.5 + spare or max(places) < 0.5 - spare


def significance(now: Texts, *, null: float) -> bool:
    """A p-value printed with "=" and a 95% interval that says otherwise of the null value."""
    low, high, p = ends(now["low"]), ends(now["high"]), ends(now["p"])
    leaves_out = low[0] > null or high[1] < null
    holds = low[1] < null < high[0]
    return (leaves_out and p[0] > LINE) or (holds and p[1] < LINE)


def spread(now: Texts) -> bool:
    """A standard deviation larger than any two values in the range, with that mean, can have."""
    low, high = ends(now["low"])[0], ends(now["high"])[1]
    centre = min(max((low + high) / 2, ends(now["mean"])[0]), ends(now["mean"])[1])
    return not low <= centre <= high or ends(now["sd"])[0] > math.sqrt(2 * (high - centre) * (centre - low))


def effect(now: Texts, *, kind: str, text: str) -> bool:
    """A ratio or difference and the two arms' values, the effect taken either way round."""
    if ADJUSTED.search(text):
        return False
    first, second = ends(now["arms0"]), ends(now["arms1"])
    low, high = ends(now["effect"])
    values = [way for one in first for other in second for way in _effects(kind, one, other)]
    ways = [values[number :: len(values) // 4] for number in range(len(values) // 4)]
    if kind.endswith("difference"):
        sizes = sorted((abs(low), abs(high)))
        low, high = (0.0 if low < 0 < high else sizes[0]), sizes[1]
        ways = [[0.0, *map(abs, way)] if min(way) < 0 < max(way) else [*map(abs, way)] for way in ways]
    return all(max(way) < low - 1e-9 or min(way) > high + 1e-9 for way in ways)


def _effects(kind: str, one: float, other: float) -> list[float]:
    """What two values of the arms give, for each of them as the first; for means also one rising, one falling."""
    if kind == "risk_difference":
        return [one - other]
    if kind == "mean_difference":
        return [one - other, one + other]
    if kind == "odds_ratio":
        one, other = (share / (100 - share) if share < 100 else math.inf for share in (one, other))
    return [one / other if other > 0 else math.inf, other / one if one > 0 else math.inf]


def test_statistic(now: Texts, *, test: str, sign: str) -> bool:
    """A test statistic and its p-value, two-sided or one-sided."""
    near, far = sorted(abs(end) for end in ends(now["value"]))
    df = float(decimal(now["df"])) if "df" in now else 0.0
    df1 = float(decimal(now["df1"])) if "df1" in now else 0.0
    tail = TAILS[test]
    degrees = [df, df - 2] if test == "r" and df > 2 else [df]
    sides = (1, 2) if test in {"t", "z", "r"} else (1,)
    low, high = ends(now["p"])
    for of in degrees:
        for side in sides:
            least, most = tail(far, of, df1) / side, tail(near, of, df1) / side
            if sign == "=" and low <= most + 1e-9 and least <= high + 1e-9:
                return False
            if (sign == "<" and least < float(decimal(now["p"]))) or (sign == ">" and most > float(decimal(now["p"]))):
                return False
    return True


# ------------------------------------------------------------------------------------- tails, by adding up densities


def _simpson(density: Callable[[float], float], start: float, stop: float, steps: int = 4000) -> float:
    """The area under a density, by Simpson's rule."""
    width = (stop - start) / steps
    inner = sum((4 if step % 2 else 2) * density(start + step * width) for step in range(1, steps))
    return (density(start) + density(stop) + inner) * width / 3


def _normal(size: float, df: float, df1: float) -> float:
    return math.erfc(size / math.sqrt(2))


def _t(size: float, df: float, df1: float) -> float:
    """Twice the upper tail, with t = tan(angle) so that the range is a finite one."""
    scale = math.lgamma((df + 1) / 2) - math.lgamma(df / 2) - math.log(df * math.pi) / 2

    def density(angle: float) -> float:
        t = math.tan(angle)
        return math.exp(scale - (df + 1) / 2 * math.log1p(t * t / df)) * (1 + t * t)

    return 2 * _simpson(density, math.atan(size), math.pi / 2 - 1e-9)


def _r(size: float, df: float, df1: float) -> float:
    return _t(size * math.sqrt(df / (1 - size * size)), df, 0) if size < 1 else 0.0


def _chi(size: float, df: float, df1: float) -> float:
    """One less the area from 0, with x = u² so that the density stays finite for one degree of freedom."""
    scale = math.log(2) - df / 2 * math.log(2) - math.lgamma(df / 2)
    return 1 - _simpson(lambda u: _power(u, df - 1, scale - u * u / 2), 0, math.sqrt(max(size, 0)))


def _f(size: float, df: float, df1: float) -> float:
    """One less the area from 0, with x = u²."""
    half = math.lgamma((df1 + df) / 2) - math.lgamma(df1 / 2) - math.lgamma(df / 2)
    scale = math.log(2) + half + df1 / 2 * math.log(df1 / df)

    def density(u: float) -> float:
        return _power(u, df1 - 1, scale - (df1 + df) / 2 * math.log1p(df1 * u * u / df))

    return 1 - _simpson(density, 0, math.sqrt(max(size, 0)))


def _power(u: float, exponent: float, log_factor: float) -> float:
    """U to the power, times the exponential of the factor's logarithm."""
    if u <= 0:
        return math.exp(log_factor) if exponent == 0 else 0.0
    return math.exp(exponent * math.log(u) + log_factor)


TAILS: dict[str, Callable[[float, float, float], float]] = {
    "z": _normal,
    "t": _t,
    "r": _r,
    "chi-squared": _chi,
    "F": _f,
}
