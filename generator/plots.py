"""Geometry of the small plots on a card: where on its axis a value and its interval stand, in percent of the width.

A plot is drawn for what the source prints, and for an interval that is computed and says so. Values that a source
prints for a retracted article are still its own; nothing is pooled.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

from msgspec import Struct

from generator.evidence import Finding, Statistic, StatisticType

RATIOS = frozenset({StatisticType.RISK_RATIO, StatisticType.ODDS_RATIO, StatisticType.HAZARD_RATIO})
SHARES = frozenset({StatisticType.PROPORTION, StatisticType.SURVIVAL_PROBABILITY})
MOST_ICONS = 100
"""People in an icon array; more are a texture, not a count."""


class Plot(Struct, frozen=True, kw_only=True):
    """A value on an axis. Places are percentages of the axis, figures are for the words beside them."""

    kind: str
    """``share`` from 0 to 100%, or ``ratio`` on a logarithmic axis about 1."""
    value: float
    at: float
    low: float | None = None
    high: float | None = None
    low_at: float | None = None
    high_at: float | None = None
    computed_interval: bool = False


class Axis(Struct, frozen=True, kw_only=True):
    """Ticks as (words, place in percent); ``line_at`` is the value of no difference."""

    kind: str
    ticks: tuple[tuple[str, float], ...]
    line_at: float | None = None


SHARE_AXIS = Axis(kind="share", ticks=(("0%", 0.0), ("50%", 50.0), ("100%", 100.0)))


class RatioScale(Struct, frozen=True):
    """A logarithmic axis that reaches equally far to both sides of 1."""

    reach: float
    """The largest value on the axis."""

    def place(self, value: float) -> float:
        """Percent of the width."""
        return round(50 + 50 * math.log(value) / math.log(self.reach), 2)

    @property
    def axis(self) -> Axis:
        """Ticks at both ends and at 1."""
        ends = (1 / self.reach, 1.0, self.reach)
        return Axis(kind="ratio", ticks=tuple((f"{end:.3g}", self.place(end)) for end in ends), line_at=50.0)


def ratio_scale(statistics: Iterable[Statistic]) -> RatioScale | None:
    """A scale that holds every ratio with its interval; ``None`` where there is none."""
    figures = [
        max(figure, 1 / figure)
        for statistic in statistics
        if statistic.type in RATIOS
        for figure in (statistic.value, statistic.low, statistic.high)
        if figure is not None and figure > 0
    ]
    if not figures:
        return None
    farthest = max(figures)
    return RatioScale(next((reach for reach in (2.0, 4.0, 10.0, 20.0, 50.0) if farthest <= reach), farthest))


def plot_of(finding: Finding, scale: RatioScale | None) -> Plot | None:
    """The plot of a share or a ratio; ``None`` for what has no place on an axis."""
    statistic = finding.statistic
    if statistic is None or statistic.value is None:
        return None
    if statistic.type in SHARES and statistic.unit == "%" and 0 <= statistic.value <= 100:
        return _share(statistic, finding)
    if statistic.type in RATIOS and scale and statistic.value > 0:
        return _ratio(statistic, scale)
    return None


def icons_of(statistic: Statistic | None) -> tuple[int, int] | None:
    """How many of how many people, where both are printed, few enough to be drawn, and possible."""
    if statistic is None or statistic.numerator is None or statistic.denominator is None:
        return None
    if not 0 <= statistic.numerator <= statistic.denominator <= MOST_ICONS or statistic.denominator == 0:
        return None
    return statistic.numerator, statistic.denominator


def computed_interval(finding: Finding) -> tuple[float, float] | None:
    """The Wilson interval of a share in percent, where the program worked one out."""
    interval = (finding.computed or {}).get("interval")
    return (float(interval["low"]), float(interval["high"])) if interval else None


def _share(statistic: Statistic, finding: Finding) -> Plot:
    low, high = statistic.low, statistic.high
    computed = None if low is not None else computed_interval(finding)
    if computed:
        low, high = computed
    return _plot("share", statistic.value or 0.0, low, high, lambda value: min(max(value, 0.0), 100.0), bool(computed))


def _ratio(statistic: Statistic, scale: RatioScale) -> Plot:
    usable = statistic.low is not None and statistic.low > 0 and statistic.high is not None
    low, high = (statistic.low, statistic.high) if usable else (None, None)
    return _plot("ratio", statistic.value or 1.0, low, high, scale.place, False)


def _plot(
    kind: str,
    value: float,
    low: float | None,
    high: float | None,
    place: Callable[[float], float],
    computed: bool,
) -> Plot:
    return Plot(
        kind=kind,
        value=value,
        at=place(value),
        low=low,
        high=high,
        low_at=place(low) if low is not None else None,
        high_at=place(high) if high is not None else None,
        computed_interval=computed,
    )
