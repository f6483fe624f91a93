"""Geometry of the small plots on a card: where on its axis a value and its interval stand, in percent of the width.

A plot is drawn for what the source prints, and for an interval that is computed and says so. Values that a source
prints for a retracted article are still its own; nothing is pooled.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Protocol

from msgspec import Struct

from generator.evidence import Finding, Statistic, StatisticType

RATIOS = frozenset({StatisticType.RISK_RATIO, StatisticType.ODDS_RATIO, StatisticType.HAZARD_RATIO})
SHARES = frozenset({StatisticType.PROPORTION, StatisticType.SURVIVAL_PROBABILITY})
ICONS_A_LINE = 20
ICON_STEP = 9
"""Pixels from one icon to the next."""
MOST_ICONS = 100
"""People in an icon array; more are a texture, not a count."""


class Tick(Struct, frozen=True, kw_only=True):
    """A figure under an axis; ``anchor`` keeps those at its ends inside the plot."""

    words: str
    at: float
    anchor: str


class Axis(Struct, frozen=True, kw_only=True):
    """What a plot is drawn on; ``line_at`` is the place of no difference."""

    words: str
    unit: str
    ticks: tuple[Tick, ...]
    line_at: float | None = None


class Plot(Struct, frozen=True, kw_only=True):
    """A value on an axis. Places are percentages of the axis, figures are for the words beside them."""

    axis: Axis
    value: float
    at: float
    low: float | None = None
    high: float | None = None
    low_at: float | None = None
    high_at: float | None = None
    computed_interval: bool = False


class Icon(Struct, frozen=True, kw_only=True):
    """One person of an icon array, in pixels."""

    x: int
    y: int
    filled: bool


class Icons(Struct, frozen=True, kw_only=True):
    """So many of so many people, each drawn."""

    numerator: int
    denominator: int

    @property
    def width(self) -> int:
        """Pixels."""
        return min(self.denominator, ICONS_A_LINE) * ICON_STEP

    @property
    def height(self) -> int:
        """Pixels."""
        return -(-self.denominator // ICONS_A_LINE) * ICON_STEP

    @property
    def icons(self) -> tuple[Icon, ...]:
        """Those who are counted first, line by line."""
        middle = ICON_STEP // 2
        return tuple(
            Icon(
                x=place % ICONS_A_LINE * ICON_STEP + middle,
                y=place // ICONS_A_LINE * ICON_STEP + middle,
                filled=place < self.numerator,
            )
            for place in range(self.denominator)
        )


def _ends(low: str, middle: str, high: str) -> tuple[Tick, ...]:
    return (
        Tick(words=low, at=0, anchor="start"),
        Tick(words=middle, at=50, anchor="middle"),
        Tick(words=high, at=100, anchor="end"),
    )


SHARE_AXIS = Axis(words="on an axis from 0 to 100%", unit="%", ticks=_ends("0", "50", "100%"))


class RatioScale(Struct, frozen=True):
    """A logarithmic axis that reaches equally far to both sides of 1."""

    reach: float
    """The largest value on the axis."""

    def place(self, value: float) -> float:
        """Percent of the width."""
        return round(50 + 50 * math.log(value) / math.log(self.reach), 2)

    @property
    def axis(self) -> Axis:
        """Its ends, and no difference in the middle."""
        ticks = _ends(f"{1 / self.reach:.2g}", "1", f"{self.reach:.3g}")
        return Axis(words="on a logarithmic axis, 1 is no difference", unit="", ticks=ticks, line_at=50)


class Measured(Protocol):
    """A reported number, with its interval where there is one."""

    @property
    def type(self) -> StatisticType:
        """Its kind."""

    @property
    def value(self) -> float | None:
        """As printed."""

    @property
    def low(self) -> float | None:
        """The interval's lower bound."""

    @property
    def high(self) -> float | None:
        """The interval's upper bound."""


def ratio_scale(statistics: Iterable[Measured]) -> RatioScale | None:
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


def icons_of(statistic: Statistic | None) -> Icons | None:
    """How many of how many people, where both are printed, few enough to be drawn, and possible."""
    if statistic is None or statistic.numerator is None or statistic.denominator is None:
        return None
    if not 0 <= statistic.numerator <= statistic.denominator <= MOST_ICONS or statistic.denominator == 0:
        return None
    return Icons(numerator=statistic.numerator, denominator=statistic.denominator)


def computed_interval(finding: Finding) -> tuple[float, float] | None:
    """The Wilson interval of a share in percent, where the program worked one out."""
    low, high = (finding.computed or {}).get("low"), (finding.computed or {}).get("high")
    return (float(low), float(high)) if low is not None and high is not None else None


def _share(statistic: Statistic, finding: Finding) -> Plot:
    low, high = statistic.low, statistic.high
    computed = None if low is not None else computed_interval(finding)
    if computed:
        low, high = computed
    return _plot(
        SHARE_AXIS, statistic.value or 0.0, low, high, lambda value: min(max(value, 0.0), 100.0), bool(computed)
    )


def _ratio(statistic: Statistic, scale: RatioScale) -> Plot:
    bounds = (statistic.low, statistic.high)
    # A logarithm has no place for zero, nor for a bound that is a typing error.
    usable = all(bound is not None and bound > 0 for bound in bounds)
    low, high = bounds if usable else (None, None)
    return _plot(scale.axis, statistic.value or 1.0, low, high, scale.place, False)


def _plot(
    axis: Axis,
    value: float,
    low: float | None,
    high: float | None,
    place: Callable[[float], float],
    computed: bool,
) -> Plot:
    return Plot(
        axis=axis,
        value=value,
        at=place(value),
        low=low,
        high=high,
        low_at=place(low) if low is not None else None,
        high_at=place(high) if high is not None else None,
        computed_interval=computed,
    )
