"""Means and medians: whether they lie in their range, and whether their standard deviation is a possible one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import sqrt
from typing import Final

from generator.audit.precision import Interval, figure
from generator.audit.printed_intervals import have_two_units, printed_intervals, same_unit
from generator.audit.reading import Printed, finding_at, overlap, read, statistics
from generator.audit.verdict import agreement, verdict
from generator.evidence import Age, Check, CheckStatus, EvidenceRecord, Finding, Quote, Statistic, StatisticType
from generator.extraction.lexicon import first_hit, load_rules, matches
from generator.extraction.quoting import quote

_SPREADS: Final = {"range", "iqr"}
_MEDIAN: Final = re.compile(r"\bmedian\b[^.;]*$", re.IGNORECASE)
_REACH: Final = 60
"""Characters before a centre that may call it a median."""
_END_OF_RANGE: Final = re.compile(r"\d\s?(?:%|[a-z]+)?\s?to\s$")
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
    yield from _of_words(record)


def sd_possible(record: EvidenceRecord) -> Iterator[Check]:
    """Whether a standard deviation is possible for the mean and the range printed with it.

    sd² <= n / (n - 1) x (high - mean) x (mean - low). Source: Bhatia & Davis, A better bound on the variance, Am Math
    Mon 2000;107:353-357. The range seldom says how many it is of. n = 2 gives the widest bound, and only what is beyond
    that is a mismatch; what would be too wide for all participants is said to stay open.
    """
    text = record.text_of("abstract")
    everyone = record.population.sample_size.value if record.population.sample_size else _FEWEST
    for _, match in matches(load_rules("spread"), text):
        if (
            not same_unit(match)
            or _has_another_unit(match)
            or _MEDIAN.search(text[max(0, match.start() - _REACH) : match.start()])
        ):
            continue
        words = quote(record, "abstract", *match.span())
        mean, sd, low, high = (figure(match[name]) for name in ("mean", "sd", "low", "high"))
        reported = {"mean": mean[0], "sd": sd[0], "low": low[0], "high": high[0]}
        of_all, of_two = (_widest_sd(mean[1], low[1], high[1], of) for of in (max(everyone, _FEWEST), _FEWEST))
        yield _judge_sd(words, reported, float(sd[1].low), of_all, of_two, everyone)


def _of_statistic(record: EvidenceRecord, index: int, finding: Finding, statistic: Statistic) -> Iterator[Check]:
    spread, start = statistic.dispersion, statistic.quote.start
    if spread is None or spread.type not in _SPREADS:
        return
    if _END_OF_RANGE.search(record.text_of("abstract")[max(0, start - _REACH) : start]):
        return  # "from 6 to 18 (-11 to -5)" says two ranges
    if statistic.type is StatisticType.MEDIAN or (statistic.type is StatisticType.MEAN and spread.type == "range"):
        numbers = [read(record, one, statistic.quote, finding) for one in (statistic.value, spread.low, spread.high)]
        yield from _judge_centre(record, numbers, statistic.quote, index)


def _of_age(record: EvidenceRecord, age: Age) -> Iterator[Check]:
    if age.statistic == "median":  # what stands beside a mean age may be anything
        numbers = [read(record, one, age.quote) for one in (age.value, age.low, age.high)]
        yield from _judge_centre(record, numbers, age.quote)


def _of_words(record: EvidenceRecord) -> Iterator[Check]:
    """What the words show beside the findings and ages: the extraction leaves out a range that cannot be one."""
    read_before = [one.statistic.quote for one in record.findings if one.statistic and one.statistic.dispersion]
    read_before += [age.quote for age in record.population.age if age.statistic == "median" and age.low is not None]
    for words in printed_intervals(record):
        named = words.name is StatisticType.MEDIAN or (words.name is StatisticType.MEAN and words.kind == "range")
        if named and words.kind in _SPREADS and not any(overlap(words.quote, other) for other in read_before):
            numbers = [words.value, words.low, words.high]
            yield from _judge_centre(record, numbers, words.quote, finding_at(record, words.quote))


def _judge_centre(
    record: EvidenceRecord, numbers: Sequence[Printed | None], words: Quote, index: int | None = None
) -> Iterator[Check]:
    centre, low, high = numbers
    if centre is None or low is None or high is None:
        return
    if high.value < centre.value < low.value:
        return  # it was printed downwards: "-53.5 (-30 to -100)"
    behind = record.text_of(words.where)[words.end :][:_REACH]
    if first_hit(load_rules("other_ranges"), f"{words.text}|{behind}") or have_two_units(
        words.text + behind, centre, high
    ):
        return
    inside = not (centre.stands_for.is_below(low.stands_for) or high.stands_for.is_below(centre.stands_for))
    if not inside and low.value <= -centre.value <= high.value:
        return  # the sign stands in words: "fell by 12 (-40 to -3)"
    said = "inside" if inside else "outside"
    yield verdict(
        agreement(inside),
        f"Printed: {centre.text} ({low.text} to {high.text}). The value lies {said} its range.",
        quotes=(words,),
        reported={"value": centre.value, "low": low.value, "high": high.value},
        computed={"low": float(low.stands_for.low), "high": float(high.stands_for.high)},
        finding=index,
    )


def _has_another_unit(match: re.Match[str]) -> bool:
    """Whether the range is in another unit than the mean: "30 ± 45 min (range 1.2-2.1 h)"."""
    mean, high = (Printed(*figure(match[name]), match[name]) for name in ("sd", "high"))
    return have_two_units(match.string[match.start() : match.end() + _REACH], mean, high)


def _widest_sd(mean: Interval, low: Interval, high: Interval, participants: int) -> float:
    """The largest standard deviation of so many that the mean and the range allow, at their printed precision."""
    products = [(high.high - centre) * (centre - low.low) for centre in _centres(mean, low, high)]
    return sqrt(participants / (participants - 1) * max(*map(float, products), 0.0))


def _centres(mean: Interval, low: Interval, high: Interval) -> list[Fraction]:
    """The ends of the mean and, where it may lie there, the middle of the range, whose product is largest."""
    middle = (low.low + high.high) / 2
    return [mean.low, mean.high, *([middle] if mean.holds(middle) else [])]


def _judge_sd(
    words: Quote, reported: dict[str, float], smallest: float, of_all: float, of_two: float, everyone: int
) -> Check:
    """The check of a standard deviation that is at least ``smallest``, against the bounds of all and of two."""
    if smallest <= of_all:
        status, said = CheckStatus.OK, f"at most {of_all:.4g}, the largest for that mean and range"
    elif smallest <= of_two:
        status, said = CheckStatus.NOT_CHECKABLE, f"more than {of_all:.4g}, the largest of {everyone} participants"
    else:
        status, said = CheckStatus.MISMATCH, f"more than {of_two:.4g}, the largest for that mean and range"
    assumed = f"all {everyone} participants" if everyone > _FEWEST else "n unknown, 2 at least"
    return verdict(
        status,
        f"Printed: {words.text}. The standard deviation is {said}.",
        quotes=(words,),
        reported=reported,
        computed={"largest_sd": round(of_all, 4), "largest_sd_of_two": round(of_two, 4), "assumed": assumed},
    )
