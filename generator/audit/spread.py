"""Means and medians: whether they lie in their range, and whether their standard deviation is a possible one."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import sqrt
from typing import Final

from generator.audit.precision import Interval, figure
from generator.audit.reading import Printed, read, statistics
from generator.audit.verdict import agreement, verdict
from generator.evidence import Age, Check, EvidenceRecord, Finding, Quote, Statistic, StatisticType
from generator.extraction.lexicon import load_rules, matches
from generator.extraction.quoting import quote

_FEWEST: Final = 2
"""Participants that a standard deviation needs; of so few it can be largest for its range."""


def centre_in_range(record: EvidenceRecord) -> Iterator[Check]:
    """Whether a median lies in its range or interquartile range, and a mean in its range.

    low <= centre <= high. Source: the definitions; a mean may lie outside an interquartile range, which is therefore
    not held against it.
    """
    for index, finding, statistic in statistics(record):
        yield from _of_statistic(record, index, finding, statistic)
    for age in record.population.age:
        yield from _of_age(record, age)


def sd_possible(record: EvidenceRecord) -> Iterator[Check]:
    """Whether a standard deviation is possible for the mean and the range printed with it.

    sd² <= n / (n - 1) x (high - mean) x (mean - low). Source: Bhatia & Davis, A better bound on the variance, Am Math
    Mon 2000;107:353-357. Where the number of participants is not known, n = 2 gives the widest bound.
    """
    text = record.text_of("abstract")
    for _, match in matches(load_rules("spread"), text):
        words = quote(record, "abstract", *match.span())
        mean, sd, low, high = (figure(match[name]) for name in ("mean", "sd", "low", "high"))
        widest = _widest_sd(mean[1], low[1], high[1])
        reported = {"mean": mean[0], "sd": sd[0], "low": low[0], "high": high[0]}
        yield _judge_sd(words, reported, possible=float(sd[1].low) <= widest, widest=widest)


def _of_statistic(record: EvidenceRecord, index: int, finding: Finding, statistic: Statistic) -> Iterator[Check]:
    spread = statistic.dispersion
    if spread is None or spread.type not in {"range", "iqr"}:
        return
    if statistic.type is StatisticType.MEDIAN or (statistic.type is StatisticType.MEAN and spread.type == "range"):
        numbers = [read(record, one, statistic.quote, finding) for one in (statistic.value, spread.low, spread.high)]
        yield from _judge_centre(numbers, statistic.quote, index)


def _of_age(record: EvidenceRecord, age: Age) -> Iterator[Check]:
    if age.statistic == "median":  # what stands beside a mean age may be anything
        yield from _judge_centre([read(record, one, age.quote) for one in (age.value, age.low, age.high)], age.quote)


def _judge_centre(numbers: list[Printed | None], words: Quote, index: int | None = None) -> Iterator[Check]:
    centre, low, high = numbers
    if centre is None or low is None or high is None:
        return
    inside = not (centre.stands_for.is_below(low.stands_for) or high.stands_for.is_below(centre.stands_for))
    said = "inside" if inside else "outside"
    yield verdict(
        agreement(inside),
        f"Printed: {centre.text} ({low.text} to {high.text}). The value lies {said} its range.",
        quotes=(words,),
        reported={"value": centre.value, "low": low.value, "high": high.value},
        computed={"low": float(low.stands_for.low), "high": float(high.stands_for.high)},
        finding=index,
    )


def _widest_sd(mean: Interval, low: Interval, high: Interval) -> float:
    """The largest standard deviation that the mean and the range allow, at their printed precision."""
    products = [(high.high - centre) * (centre - low.low) for centre in _centres(mean, low, high)]
    return sqrt(_FEWEST / (_FEWEST - 1) * max(*map(float, products), 0.0))


def _centres(mean: Interval, low: Interval, high: Interval) -> list[Fraction]:
    """The ends of the mean and, where it may lie there, the middle of the range, whose product is largest."""
    middle = (low.low + high.high) / 2
    return [mean.low, mean.high, *([middle] if mean.holds(middle) else [])]


def _judge_sd(words: Quote, reported: dict[str, float], *, possible: bool, widest: float) -> Check:
    said = "at most" if possible else "more than"
    return verdict(
        agreement(possible),
        f"Printed: {words.text}. The standard deviation is {said} {widest:.4g}, the largest for that mean and range.",
        quotes=(words,),
        reported=reported,
        computed={"largest_sd": round(widest, 4), "assumed": "n unknown, 2 at least"},
    )
