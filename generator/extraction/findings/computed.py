"""What printed counts imply and the source does not print, each value under the name of its formula."""

from __future__ import annotations

from statistics import NormalDist
from typing import Any

_LEVEL = 95


def wilson_interval(numerator: int, denominator: int, level: float = _LEVEL) -> tuple[float, float]:
    """The Wilson score interval of a proportion, in percent (Wilson 1927; Newcombe 1998, method 3)."""
    z = NormalDist().inv_cdf(0.5 + level / 200)
    share = numerator / denominator
    middle = share + z * z / (2 * denominator)
    half = z * (share * (1 - share) / denominator + z * z / (4 * denominator * denominator)) ** 0.5
    below = 1 + z * z / denominator
    return 100 * max(0.0, (middle - half) / below), 100 * min(1.0, (middle + half) / below)


def implied(
    numerator: int | None, denominator: int | None, *, assumed_from: str | None = None, rate: bool = False
) -> dict[str, Any] | None:
    """The percentage and the interval that counts imply, ``None`` where they imply none.

    ``assumed_from`` names where the denominator comes from if the result does not print it. Events may be more than
    the units they are counted over (``rate``), so they get a percentage but no interval of a proportion.
    """
    if numerator is None or not denominator or numerator > denominator:
        return None
    values: dict[str, Any] = {
        "percent": round(100 * numerator / denominator, 1),
        "percent_formula": "numerator / denominator",
    }
    if assumed_from is not None:
        values |= {"denominator": denominator, "denominator_assumed": assumed_from}
    if not rate:
        low, high = wilson_interval(numerator, denominator)
        values |= {
            "low": round(low, 1),
            "high": round(high, 1),
            "level": _LEVEL,
            "interval_formula": "Wilson score interval",
        }
    return values
