"""Counts and percentages: whether they go together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor
from typing import Any

from msgspec import Struct

from generator.audit.denominators import Denominator, denominators
from generator.audit.hedges import is_hedged
from generator.audit.precision import Interval, place_of, shown
from generator.audit.reading import Printed, read, statistics
from generator.audit.verdict import agreement, verdict
from generator.evidence import Check, CheckStatus, EvidenceRecord, Finding, Quote, Statistic, StatisticType
from generator.extraction.lexicon import first_hit, load_rules, matches
from generator.extraction.numbers import digits_value
from generator.extraction.quoting import quote

_KINDS = {StatisticType.PROPORTION, StatisticType.RATE}
_SEPARATE = re.compile(r"(?:%|percent|per cent),\s?[\w-]+ (?:of|out of) ")
"""A percentage and a count that are two statements: "If the risk were 12%, 23 of 100 patients would"."""
_OF_OTHERS = re.compile(r"[\d.·,]+\s?(?:%|percent|per cent) of (?!them\b|these\b|those\b|\d)")
_REACH = 60
"""Characters after a percentage that may say what it is of."""
_BORNE_OUT = 2
"""Other pairs that an assumed total has to fit before it can contradict one."""
_BOUNDED = {StatisticType.PROPORTION, StatisticType.SURVIVAL_PROBABILITY}


class _Share(Struct, frozen=True):
    """A printed percentage: its finding, its count if printed, and the values that it may stand for."""

    index: int
    finding: Finding
    count: int | None
    number: Printed
    quote: Quote

    @property
    def text(self) -> str:
        return f"{self.number.text}%"

    @property
    def bounds(self) -> str:
        stands_for = self.number.stands_for
        under = "under " if stands_for.open else ""
        return f"{shown(stands_for.low, 6)}% to {under}{shown(stands_for.high, 6)}%"


def count_against_percentage(record: EvidenceRecord) -> Iterator[Check]:
    """Whether a printed count and its denominator give the percentage printed with them.

    100 x count / denominator has to lie within what the printed percentage may stand for. Source: arithmetic; the
    bounds are those of ``precision.py``. A denominator that is not printed is the named group's size, or the total
    where no groups are told apart, and is said to be assumed. It may be the wrong one: a group's size contradicts no
    percentage, and the total only where it fits several others and fails this one alone.
    """
    pairs = [(one, one.count, denominators(record, one.finding)) for one in _shares(record) if one.count is not None]
    fits = Counter((of[0].value, _gives(one, count, of[0])) for one, count, of in pairs if len(of) == 1)
    for share, count, found in pairs:
        if len(found) == 1:
            of = found[0].value
            yield _compare(share, count, found[0], borne_out=fits[of, True] >= _BORNE_OUT and fits[of, False] == 1)
        else:
            yield _leave_open(share, count, found)


def percentage_attainable(record: EvidenceRecord) -> Iterator[Check]:
    """Whether some whole number of the denominator gives a percentage that is printed without its count.

    A whole number k with ``low <= 100 k / n < high``. Source: the granularity of proportions, as in Brown & Heathers,
    The GRIM test, Soc Psychol Personal Sci 2017;8:363-369, doi:10.1177/1948550616673876.
    """
    for share in _shares(record):
        found = denominators(record, share.finding)
        if share.count is None and len(found) == 1:
            yield _attain(share, found[0])


def percentage_possible(record: EvidenceRecord) -> Iterator[Check]:
    """Percentages of participants below 0 or above 100; nothing is said of the others.

    Source: the definition of a proportion. Changes, which may be larger, are no proportions, so only a percentage with
    its count, or "of the patients" after it, is looked at.
    """
    for index, _, statistic in statistics(record):
        if not 0 <= (statistic.value or 0) <= 100 and _is_share_of_people(record, statistic):
            yield verdict(
                CheckStatus.MISMATCH,
                f"Printed: {statistic.value:g}%. A share of participants or events lies between 0% and 100%.",
                quotes=(statistic.quote,),
                reported={"percentage": statistic.value},
                computed={"low": 0, "high": 100},
                finding=index,
            )


def count_possible(record: EvidenceRecord) -> Iterator[Check]:
    """Counts of participants larger than what they are of; nothing is said of the others.

    Source: 0 <= count <= denominator, the definition of a count of participants. Events may be more than those who
    have them, so only counts with a percentage in brackets are looked at.
    """
    text = record.text_of("abstract")
    for _, match in matches(load_rules("counts_of_wholes"), text):
        count, whole = (int(digits_value(match[name])[0]) for name in ("count", "whole"))
        if count > whole:
            yield verdict(
                CheckStatus.MISMATCH,
                f"Printed: {match[0]}. {count} is more than the {whole} that it is of.",
                quotes=(quote(record, "abstract", *match.span()),),
                reported={"count": count, "denominator": whole},
                computed={"low": 0, "high": whole},
            )


def _is_share_of_people(record: EvidenceRecord, statistic: Statistic) -> bool:
    """Whether the words make the percentage one of participants."""
    if statistic.type not in _BOUNDED or statistic.unit != "%" or statistic.value is None:
        return False
    place = place_of(statistic.value, statistic.quote.text)
    after = record.text_of(statistic.quote.where)[statistic.quote.start + (place or 0) :][:_REACH]
    return first_hit(load_rules("share_of_people"), after) is not None


def _shares(record: EvidenceRecord) -> Iterator[_Share]:
    """The printed percentages of participants or events. "About 30%" may stand for anything and is left out."""
    for index, finding, statistic in statistics(record):
        if statistic.type not in _KINDS or statistic.unit != "%":
            continue
        number = read(record, statistic.value, statistic.quote, finding)
        if _SEPARATE.search(statistic.quote.text) or _is_of_others(record, statistic):
            continue
        if number and not is_hedged(record, statistic.quote, number.value):
            yield _Share(index, finding, statistic.numerator, number, statistic.quote)


def _gives(share: _Share, count: int, of: Denominator) -> bool:
    """Whether the count and its denominator give the percentage."""
    return share.number.stands_for.holds(Fraction(100 * count, of.value))


def _is_of_others(record: EvidenceRecord, statistic: Statistic) -> bool:
    """Whether the percentage after a count says what it is of: "Ten of these 21 (14% of all employees)"."""
    place = place_of(statistic.value or 0, statistic.quote.text)
    if not place or statistic.numerator is None:
        return False
    after = record.text_of(statistic.quote.where)[statistic.quote.start + place :][:_REACH]
    return _OF_OTHERS.match(after) is not None


def _compare(share: _Share, count: int, of: Denominator, *, borne_out: bool) -> Check:
    percentage = Fraction(100 * count, of.value)
    status = agreement(_gives(share, count, of))
    if status is CheckStatus.MISMATCH and of.assumed and not (of.is_total and borne_out and count <= of.value):
        status = CheckStatus.NOT_CHECKABLE
    return verdict(
        status,
        f"Printed: {count}{'' if of.assumed else f' of {of.value}'} and {share.text}. {count} of {of.value} is "
        f"{shown(percentage)}%; a printed {share.text} stands for {share.bounds}.{_assumption(of)}",
        quotes=(share.quote, of.quote),
        reported=_reported(share, of),
        computed={"percentage": round(float(percentage), 4), **_computed(share, of)},
        finding=share.index,
    )


def _leave_open(share: _Share, count: int, candidates: tuple[Denominator, ...]) -> Check:
    numbers = ", ".join(str(one.value) for one in candidates)
    why = f"it could be any of {numbers}" if candidates else "the abstract does not give it"
    return verdict(
        CheckStatus.NOT_CHECKABLE,
        f"Printed: {count} and {share.text}. The denominator is not printed, and {why}.",
        quotes=(share.quote, *(one.quote for one in candidates)),
        reported={"count": count, "percentage": share.number.value},
        computed={"candidates": [one.value for one in candidates]},
        finding=share.index,
    )


def _attain(share: _Share, of: Denominator) -> Check:
    counts = _whole_numbers(share.number.stands_for, of.value)
    if counts:
        status, said = CheckStatus.OK, f"{_span(counts)} of {of.value} gives it."
    else:
        # of an assumed denominator this says little: the percentage may be of fewer people
        status = CheckStatus.NOT_CHECKABLE if of.assumed else CheckStatus.MISMATCH
        said = f"No whole number of {of.value} gives {share.bounds}."
    return verdict(
        status,
        f"Printed: {share.text}. {said}{_assumption(of)}",
        quotes=(share.quote, of.quote),
        reported=_reported(share, of),
        computed={"counts": [counts[0], counts[-1]] if counts else [], **_computed(share, of)},
        finding=share.index,
    )


def _whole_numbers(stands_for: Interval, n: int) -> range:
    """The counts of ``n`` whose percentage lies within the interval."""
    first, last = max(ceil(stands_for.low * n / 100), 0), min(floor(stands_for.high * n / 100), n)
    return range(first, last + 1 if stands_for.holds(Fraction(100 * last, n)) else last)


def _span(counts: range) -> str:
    return str(counts[0]) if len(counts) == 1 else f"{counts[0]} to {counts[-1]}"


def _assumption(of: Denominator) -> str:
    return f" The denominator is assumed: {of.assumed}." if of.assumed else ""


def _reported(share: _Share, of: Denominator) -> dict[str, Any]:
    """What the text prints, and nothing that was assumed."""
    count = {} if share.count is None else {"count": share.count}
    return {**count, **({} if of.assumed else {"denominator": of.value}), "percentage": share.number.value}


def _computed(share: _Share, of: Denominator) -> dict[str, Any]:
    """The bounds of the printed percentage and the denominator that they were held against."""
    limits = {
        "low": float(share.number.stands_for.low),
        "high": float(share.number.stands_for.high),
        "denominator": of.value,
    }
    return {**limits, "assumed": of.assumed} if of.assumed else limits
