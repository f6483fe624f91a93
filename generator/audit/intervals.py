"""Intervals: whether they run upwards, hold their estimate, lie evenly about it, and have a possible level."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from math import log, log10, sqrt
from typing import Any

from msgspec import Struct

from generator.audit.precision import Interval, exact
from generator.audit.printed_intervals import DIFFERENCES, RATIOS, have_two_units, printed_intervals
from generator.audit.reading import Printed, finding_at, once, overlap, read, sentence_around, statistics
from generator.audit.verdict import agreement, verdict
from generator.evidence import Check, CheckStatus, EvidenceRecord, Quote, StatisticType
from generator.extraction.lexicon import first_hit, holding, load_rules

_LEVELS = (90, 95, 99)
"""Levels that authors use; a "value" that equals one was read from the words for the interval."""
_EVENLY = 0.1
"""How far from the middle of its interval, whose length is 1, exact, bootstrap and profile methods put an estimate.

For ratios it is that much for each tenfold from the lower bound to the upper: wide intervals are those of few events.
"""
_ROUGHLY = 0.25
"""The most, and that of risks, whose ratios and differences are also made of odds ratios and hazard ratios."""
_LEVEL_WORDS = re.compile(r"\d+(?:\.\d+)?\s?%(?=[\s-]{0,2}(?:CI|C\.I|confidence))")
_REACH = 40
"""Characters beside an estimate that may say on what scale it is."""
_COEFFICIENT = re.compile(r"(?:β|\b[Bb]eta|\b[Bb])\s?[,=:]?\s?$")
_RISKS = {StatisticType.RISK_RATIO, StatisticType.RISK_DIFFERENCE}


_UNNAMED = {StatisticType.OTHER, StatisticType.COUNT}


class Estimate(Struct, frozen=True):
    """An estimate with its interval; ``value`` is ``None`` where only the interval is printed."""

    index: int | None
    """The finding that it is, where it is one."""
    kind: StatisticType
    value: Printed | None
    low: Printed
    high: Printed
    level: float | None
    quote: Quote
    from_words: bool = False
    """Whether it was read from the words alone; what the finding says beside its number may then be another's."""

    @property
    def text(self) -> str:
        """Both bounds, for a message."""
        return f"{self.low.text} to {self.high.text}"

    @property
    def reported(self) -> dict[str, Any]:
        """The printed numbers."""
        value = {"value": self.value.value} if self.value else {}
        return {**value, "low": self.low.value, "high": self.high.value}


def interval_order(record: EvidenceRecord) -> Iterator[Check]:
    """Intervals whose first bound is the larger one; nothing is said of the others.

    Source: Altman et al., Statistics with Confidence, 2nd ed., 2000: an interval is given from its lower to its upper
    limit. Some authors write differences the other way round, so one that has its estimate inside, and not at a bound,
    is left alone.
    """
    for one in estimates(record):
        if one.kind not in RATIOS | DIFFERENCES and _has_words_inside(one):
            continue  # "12.5% fewer to 7.2% more" says its signs in words
        inside = one.value is not None and one.high.value < one.value.value < one.low.value
        if one.low.value > one.high.value and not inside:
            said = f"Printed: {one.text}. The interval runs downwards; a sign may be missing."
            yield _judge(one, CheckStatus.MISMATCH, said)


def interval_holds_estimate(record: EvidenceRecord) -> Iterator[Check]:
    """Whether an interval holds the estimate that it is printed with.

    low <= estimate <= high, each at its printed precision. Source: Cochrane Handbook, section 15.3.1: the interval
    is a range around the estimate. "2.1 lower (-3.4 to -0.8)" says its sign in words, so a difference may be negated,
    and "92% (0.89 to 0.95)" gives its bounds as fractions. An interval beside one arm's value in a sentence that
    compares may be that of the comparison, and is left out.
    """
    for one in estimates(record):
        if one.value is not None and one.low.value <= one.high.value and _belongs(record, one):
            yield _hold(one, one.value)


def interval_symmetric(record: EvidenceRecord) -> Iterator[Check]:
    """Whether an estimate lies in the middle of its interval, for ratios on the log scale.

    (low + high) / 2 for differences, sqrt(low x high) for ratios, at the printed precision. Source: Cochrane Handbook,
    sections 6.3.1 and 6.3.2: intervals of estimates on the (log) scale are symmetric about them. Exact, bootstrap and
    profile methods give others: only an estimate outside the middle fifth of its interval counts against it, for risk
    ratios and differences, which are also made of odds ratios and hazard ratios, only one outside the middle half, and
    for the wide intervals of few events one between the two. Where the sentence names such a method, and for
    differences of medians or costs, nothing is said.
    """
    for one in estimates(record):
        if (
            one.value is None
            or one.kind not in RATIOS | DIFFERENCES
            or not one.low.value < one.value.value < one.high.value
        ):
            continue
        if (one.kind in RATIOS and one.low.stands_for.low <= 0) or _may_hide_a_sign(one, one.value):
            continue
        method = {rule.value for rule in holding(load_rules("uneven_intervals"), sentence_around(record, one.quote))}
        if "all" in method or (method and one.kind in DIFFERENCES):
            continue
        yield _balance(one, one.value)


def interval_level(record: EvidenceRecord) -> Iterator[Check]:
    """Intervals whose level is no percentage between 0 and 100; nothing is said of the others.

    Source: the definition of a confidence level as a probability.
    """
    for one in estimates(record):
        if one.level is not None and not 0 < abs(one.level) < 100:  # "88.4% -95% CI" is no sign
            said = f"Printed: a {one.level:g}% interval. A level lies between 0% and 100%."
            yield _judge(one, CheckStatus.MISMATCH, said)


def _has_words_inside(one: Estimate) -> bool:
    """Whether more than a "to" or "and" stands between the figures of the bounds."""
    low, high = (re.escape(bound.text.lstrip("-−–")).replace(r"\.", "[.·]") for bound in (one.low, one.high))
    between = re.search(rf"{low}(?P<words>.*?){high}", one.quote.text)
    return between is None or re.search(r"(?!to\b|and\b|through\b)\b[a-z]{2,}", between["words"]) is not None


def _belongs(record: EvidenceRecord, one: Estimate) -> bool:
    """Whether the interval is the estimate's own beyond doubt."""
    if one.value and (_in_fractions(one) or _in_percent(one, one.value)):
        return _is_inside(one.value, one.low, one.high) or _bounds_in(one, one.value) is not None
    if one.kind in RATIOS | DIFFERENCES:
        return True
    if (
        one.kind in _UNNAMED
        and one.value is not None
        and one.value.text.isdigit()
        and "%" not in _LEVEL_WORDS.sub("", one.quote.text)
    ):
        return False  # a count: "(1 with the vaccine, 19 without (95% CI 67-100))"
    if one.low.value < 0 <= (one.value.value if one.value else 0):
        return False  # no arm's own interval goes below zero where its value is a count or a share
    compares = first_hit(load_rules("comparisons"), sentence_around(record, one.quote))
    return compares is None and one.level is not None


def _hold(one: Estimate, value: Printed) -> Check:
    """Whether the interval holds its estimate, apart from the sign of a difference and from percent."""
    inside = _is_inside(value, one.low, one.high)
    negated = not inside and one.kind not in RATIOS and _is_inside(_scaled(value, -1), one.low, one.high)
    scaled = None if inside or negated else _bounds_in(one, value)
    where = "inside" if inside else "outside"
    if negated or scaled:
        where = "inside, apart from its sign," if negated else f"inside, where the bounds are {scaled},"
    return _judge(
        one,
        agreement(inside or negated or scaled is not None),
        f"Printed: {value.text} ({one.text}). The estimate lies {where} its interval.",
    )


def _is_inside(value: Printed, low: Printed, high: Printed) -> bool:
    return not (value.stands_for.is_below(low.stands_for) or high.stands_for.is_below(value.stands_for))


def _scaled(value: Printed, factor: Fraction | int) -> Printed:
    low, high = sorted((value.stands_for.low * factor, value.stands_for.high * factor))
    return Printed(float(exact(value.value) * factor), Interval(low, high), value.text)


def _bounds_in(one: Estimate, value: Printed) -> str | None:
    """What the bounds are where the value is in percent or they are, and then hold it."""
    if _in_fractions(one) and _is_inside(_scaled(value, Fraction(1, 100)), one.low, one.high):
        return "fractions"
    return "percentages" if _in_percent(one, value) and _is_inside(_scaled(value, 100), one.low, one.high) else None


def _in_fractions(one: Estimate) -> bool:
    """Whether the value is a percentage and its bounds are not: "92% [95% CI 0.89-0.95]"."""
    words = _LEVEL_WORDS.sub("", one.quote.text).replace(" percentage points", "%")
    in_one = one.value is not None and max(abs(one.low.value), abs(one.high.value)) <= 1 < abs(one.value.value)
    return in_one and words.count("%") == 1 and re.match(r"[^\d]*[\d.·]+\s?%", words) is not None


def _in_percent(one: Estimate, value: Printed) -> bool:
    """Whether the value is a fraction and its bounds are not: "0.93 (95% CI 92-94)"."""
    words = _LEVEL_WORDS.sub("", one.quote.text)
    said = one.kind not in DIFFERENCES or "%" in words
    is_percent = re.match(rf"\s?{re.escape(value.text)}\s?%", words) is not None
    return one.kind not in RATIOS and said and not is_percent and 0 < value.value < 1 < one.low.value


@once
def estimates(record: EvidenceRecord) -> Iterator[Estimate]:
    """The values that are printed with an interval: those of the findings, then what else the words show."""
    found = list(_of_findings(record))
    for words in printed_intervals(record):
        if words.kind == "interval" and not any(overlap(one.quote, words.quote) for one in found):
            index = finding_at(record, words.quote)
            found.append(
                Estimate(
                    index, words.name, words.value, words.low, words.high, words.level, words.quote, from_words=True
                )
            )
    yield from (one for one in found if not _is_on_another_scale(record, one))


def _of_findings(record: EvidenceRecord) -> Iterator[Estimate]:
    """The findings that print an interval.

    A ratio in percent or another unit is a reduction, or no ratio at all; a value that equals the level, the level.
    """
    for index, finding, statistic in statistics(record):
        is_level = {statistic.value, statistic.low} & {statistic.level or _LEVELS[0], *_LEVELS}
        if is_level or (statistic.type in RATIOS and (statistic.unit or _is_coefficient(record, statistic.quote))):
            continue
        low = read(record, statistic.low, statistic.quote, finding)
        high = read(record, statistic.high, statistic.quote, finding)
        value = read(record, statistic.value, statistic.quote, finding)
        if low and high:
            yield Estimate(index, statistic.type, value, low, high, statistic.level, statistic.quote)


def _is_on_another_scale(record: EvidenceRecord, one: Estimate) -> bool:
    """Whether the words or units make the value none that the interval is around: a logarithm, days beside months."""
    text, words = record.text_of(one.quote.where), one.quote
    before, behind = text[max(0, words.start - _REACH) : words.start], text[words.end : words.end + _REACH]
    if first_hit(load_rules("no_estimates"), f"{before}|{words.text.lstrip()}|{behind}"):
        return True
    if one.kind in RATIOS and one.from_words and _is_coefficient(record, words):
        return True
    if one.value is None:
        return False
    if one.kind in DIFFERENCES and one.level is None and _are_the_two_values(one.value, one.low, one.high):
        return True
    return have_two_units(f"{words.text}{behind}", one.value, one.high)


def _are_the_two_values(value: Printed, low: Printed, high: Printed) -> bool:
    """Whether what stands in brackets behind a difference are the two that it is one of: "2.0 (10.4 to 12.4)"."""
    apart = Interval(high.stands_for.low - low.stands_for.high, high.stands_for.high - low.stands_for.low)
    return apart.meets(value.stands_for) and not _is_inside(value, low, high)


def _is_coefficient(record: EvidenceRecord, words: Quote) -> bool:
    """Whether the number is that of a regression and not a ratio: "(OR, 1.9; β, 0.146)"."""
    return _COEFFICIENT.search(record.text_of(words.where)[max(0, words.start - 8) : words.start]) is not None


def _may_hide_a_sign(one: Estimate, value: Printed) -> bool:
    """Whether the dash between the bounds may also be the minus of the upper one: "-1.05 (-1.70-0.40)"."""
    dashed = re.search(rf"\d\s?[-−–]\s?{re.escape(one.high.text)}\b", one.quote.text)
    other = _scaled(one.high, -1)
    return bool(dashed) and one.low.value < value.value < other.value < 0


def _balance(one: Estimate, value: Printed) -> Check:
    """How evenly the interval lies about its estimate."""
    lowest, highest = _middle(one, rounded_down=True), _middle(one, rounded_down=False)
    even = float(value.stands_for.low) <= highest and lowest <= float(value.stands_for.high)
    scale = "on the log scale" if one.kind in RATIOS else "between the bounds"
    said = f"Printed: {value.text} ({one.text}). The middle {scale} is {lowest:.4g} to {highest:.4g}"
    first, last = _positions(one, value)
    computed = {
        "kind": one.kind.value,
        "low": round(lowest, 4),
        "high": round(highest, 4),
        "position": [round(first, 4), round(last, 4)],
    }
    spare = _ROUGHLY if one.kind in _RISKS else _off_middle(one)
    if even:
        return _judge(one, CheckStatus.OK, f"{said}, where the estimate lies.", computed)
    if one.kind is StatisticType.RISK_DIFFERENCE or (first <= 0.5 + spare and last >= 0.5 - spare):
        method = "as exact, bootstrap and profile methods may give it"
        return _judge(one, CheckStatus.NOT_CHECKABLE, f"{said}; the estimate lies beside it, {method}.", computed)
    return _judge(one, CheckStatus.MISMATCH, f"{said}; the estimate lies far beside it.", computed)


def _off_middle(one: Estimate) -> float:
    """How far from the middle the estimate may lie."""
    if one.kind not in RATIOS:
        return _EVENLY
    return min(_EVENLY * max(log10(one.high.value / one.low.value), 1), _ROUGHLY)


def _middle(one: Estimate, *, rounded_down: bool) -> float:
    """The smallest or the largest middle that the printed bounds allow."""
    low, high = one.low.stands_for, one.high.stands_for
    first, last = (low.low, high.low) if rounded_down else (low.high, high.high)
    return sqrt(first * last) if one.kind in RATIOS else float(first + last) / 2


def _positions(one: Estimate, value: Printed) -> tuple[float, float]:
    """Between which places the estimate lies: 0 at the lower bound, 0.5 in the middle, 1 at the upper."""
    ends = ((float(of.low), float(of.high)) for of in (one.low.stands_for, value.stands_for, one.high.stands_for))
    places = [
        (middle - low) / (high - low)
        for corner in product(*ends)
        for low, middle, high in [tuple(map(log, corner)) if one.kind in RATIOS else corner]
        if low < high
    ]
    return min(places), max(places)


def _judge(one: Estimate, status: CheckStatus, message: str, computed: dict[str, Any] | None = None) -> Check:
    level = {"level": one.level} if one.level is not None else {}
    bounds = {"bounds": [[float(end.stands_for.low), float(end.stands_for.high)] for end in (one.low, one.high)]}
    return verdict(
        status,
        message,
        quotes=(one.quote,),
        reported={**one.reported, **level},
        computed={**bounds, **(computed or {})},
        finding=one.index,
    )
