"""What printed counts imply and the source does not print, each value under the name of its formula."""

from __future__ import annotations

import re
from math import ceil, floor
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


def implied(numerator: int, denominator: int, *, interval: bool = True) -> dict[str, Any] | None:
    """The percentage and the interval that printed counts imply, ``None`` where they are no share.

    Without ``interval`` only the percentage: events over units that can each have several are no binomial count.
    """
    if not 0 <= numerator <= denominator or not denominator:
        return None
    share: dict[str, Any] = {
        "percent": round(100 * numerator / denominator, 1),
        "percent_formula": "numerator / denominator",
    }
    if not interval:
        return share
    low, high = wilson_interval(numerator, denominator)
    return share | {
        "low": round(low, 1),
        "high": round(high, 1),
        "level": _LEVEL,
        "interval_formula": "Wilson score interval",
    }


def size_of_group(place: int) -> str:
    """How a finding names the size of the group in this place, where its denominator is assumed from that."""
    return f"population.groups[{place}].size"


def counts_others(text: str, start: int, end: int, total: int | None) -> bool:
    """Whether a stretch of text tells how many of something else there were, of which its shares may be.

    As in "of the 160 lesions 3.7% came back", "the number of margins was 640, and 81.8% were clear", "of those who".
    """
    found = (match["of"] or match["were"] for match in _OWN_TOTAL.finditer(text, start, end))
    others = total is not None and any(int(count.replace(",", "")) != total for count in found)
    return others or _OF_SOME.search(text, start, end) is not None


_OF_SOME = re.compile(r"\b(?:[Oo]f|[Aa]mong)\sthose\b|\b(?:Of|Among|In)\sthe\s(?:remaining|rest|others?)\b")
"""Of a part of them, whose number need not stand there: "Of those who smoked, 16%"."""


_OWN_TOTAL = re.compile(
    r"\b(?:[Oo]f|[Aa]mong)\s(?:the\s|all\s|these\s)?(?P<of>\d[\d,]*)\s[a-z]"
    r"|\b[Nn]umber\sof\s[^.;,()]{2,40}\s(?:was|were|is)\s(?P<were>\d[\d,]*)\b(?!\.\d)"
)


def implied_by_percent(
    numerator: int | None, percent: float, decimals: int, denominator: int, *, assumed_from: str
) -> dict[str, Any] | None:
    """The counts and what they imply where only a percentage and perhaps its count are printed.

    The denominator is an assumption, named by ``assumed_from``; it is made only where the printed percentage, at its
    printed precision, is that of one whole number and no other, and that of the printed count if there is one.
    """
    half = 0.5 * 10.0**-decimals
    low, high = (percent - half) * denominator / 100, (percent + half) * denominator / 100
    fitting = range(max(0, ceil(low - 1e-9)), min(denominator, floor(high + 1e-9)) + 1)
    if len(fitting) != 1 or numerator not in (None, fitting[0]):
        return None
    values = implied(fitting[0], denominator)
    if values is None:
        return None
    counts = {"numerator": fitting[0], "denominator": denominator, "denominator_assumed": assumed_from}
    return counts | values
