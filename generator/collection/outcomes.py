"""The same outcome side by side across the studies of a shelf. Values stand beside each other and are never pooled."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from msgspec import Struct

from generator.collection.summary import Result, Summary
from generator.collection.topics import topic_key
from generator.evidence import StatisticType
from generator.labels import LABELS
from generator.plots import RATIOS, SHARE_AXIS, SHARES, Axis, RatioScale, ratio_scale

MOST_OUTCOMES = 6
MOST_STUDIES = 30
"""Studies of one outcome that are drawn; the table has them all."""


class Mark(Struct, frozen=True, kw_only=True):
    """One study's value of an outcome. Places are percentages of the axis."""

    row: Summary
    result: Result
    at: float
    low_at: float | None = None
    high_at: float | None = None


class Outcome(Struct, frozen=True, kw_only=True):
    """An outcome that two or more studies report in the same measure."""

    name: str
    measure: str
    axis: Axis
    marks: tuple[Mark, ...]
    studies: int
    """How many there are; ``marks`` may hold fewer."""


def shared_outcomes(rows: Sequence[Summary]) -> tuple[Outcome, ...]:
    """The outcomes that most studies share, those left out of tables and plots aside."""
    found: dict[tuple[str, StatisticType], dict[str, tuple[Summary, Result]]] = defaultdict(dict)
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        for result in () if row.left_out else row.results:
            if result.outcome and (key := topic_key(result.outcome)) and _is_drawable(result):
                names[key][result.outcome] += 1
                # The first value a study prints: later ones are most often of other groups or times.
                found[key, result.type].setdefault(row.id, (row, result))
    shared = [(key, list(pairs.values())) for key, pairs in found.items() if len(pairs) > 1]
    shared.sort(key=lambda item: (-len(item[1]), item[0]))
    return tuple(
        _outcome(min(names[key], key=lambda n: (-names[key][n], n)), type_, pairs)
        for (key, type_), pairs in shared[:MOST_OUTCOMES]
    )


def _outcome(name: str, type_: StatisticType, pairs: list[tuple[Summary, Result]]) -> Outcome:
    drawn = pairs[:MOST_STUDIES]
    scale = ratio_scale(result for _, result in drawn)
    return Outcome(
        name=name,
        measure=LABELS["statistic"][type_] or "percent",
        axis=scale.axis if scale else SHARE_AXIS,
        marks=tuple(_mark(row, result, scale) for row, result in drawn),
        studies=len(pairs),
    )


def _mark(row: Summary, result: Result, scale: RatioScale | None) -> Mark:
    """The mark on a logarithmic axis, or without one on the axis of percentages, where a value is its own place."""
    low, high = result.low, result.high
    drawn = low is not None and high is not None and (low > 0 or scale is None)
    place = scale.place if scale else lambda value: min(max(value, 0.0), 100.0)
    return Mark(
        row=row,
        result=result,
        at=place(result.value or 0.0),
        low_at=place(low) if drawn and low is not None else None,
        high_at=place(high) if drawn and high is not None else None,
    )


def _is_drawable(result: Result) -> bool:
    if result.value is None:
        return False
    if result.type in SHARES:
        return result.unit == "%" and 0 <= result.value <= 100
    return result.type in RATIOS and result.value > 0
