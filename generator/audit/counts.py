"""Counts and percentages: whether they go together."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor
from typing import Any

from msgspec import Struct

from generator.audit.denominators import Denominator, denominators
from generator.audit.hedges import is_hedged
from generator.audit.precision import Interval, exact, printed, shown
from generator.audit.verdict import agreement, verdict
from generator.evidence import Check, CheckStatus, EvidenceRecord, Finding, Quote, StatisticType

_KINDS = {StatisticType.PROPORTION, StatisticType.RATE}


class _Share(Struct, frozen=True):
    """A printed percentage: its finding, its count if printed, and the values that it may stand for."""

    index: int
    finding: Finding
    count: int | None
    value: float
    stands_for: Interval
    quote: Quote

    @property
    def text(self) -> str:
        return f"{shown(exact(self.value), 6)}%"

    @property
    def bounds(self) -> str:
        under = "under " if self.stands_for.open else ""
        return f"{shown(self.stands_for.low, 6)}% to {under}{shown(self.stands_for.high, 6)}%"


def count_against_percentage(record: EvidenceRecord) -> Iterator[Check]:
    """Whether a printed count and its denominator give the percentage printed with them.

    100 x count / denominator has to lie within what the printed percentage may stand for. Source: arithmetic; the
    bounds are those of ``precision.py``. A denominator that is not printed is the named group's size, or the total
    where no groups are told apart, and is said to be assumed.
    """
    for share in _shares(record):
        if share.count is None:
            continue
        found = denominators(record, share.finding)
        yield _compare(share, share.count, found[0]) if len(found) == 1 else _leave_open(share, share.count, found)


def percentage_attainable(record: EvidenceRecord) -> Iterator[Check]:
    """Whether some whole number of the denominator gives a percentage that is printed without its count.

    A whole number k with ``low <= 100 k / n < high``. Source: the granularity of proportions, as in Brown & Heathers,
    The GRIM test, Soc Psychol Personal Sci 2017;8:363-369, doi:10.1177/1948550616673876.
    """
    for share in _shares(record):
        found = denominators(record, share.finding)
        if share.count is None and len(found) == 1:
            yield _attain(share, found[0])


def _shares(record: EvidenceRecord) -> Iterator[_Share]:
    """The printed percentages of participants or events. "About 30%" may stand for anything and is left out."""
    for index, finding in enumerate(record.findings):
        statistic = finding.statistic
        if statistic is None or statistic.type not in _KINDS or statistic.value is None or statistic.unit != "%":
            continue
        stands_for = printed(statistic.value, statistic.quote.text)
        if stands_for and not is_hedged(record, statistic.quote, statistic.value):
            yield _Share(index, finding, statistic.numerator, statistic.value, stands_for, statistic.quote)


def _compare(share: _Share, count: int, of: Denominator) -> Check:
    percentage = Fraction(100 * count, of.value)
    return verdict(
        agreement(share.stands_for.holds(percentage)),
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
        reported={"count": count, "percentage": share.value},
        computed={"candidates": [one.value for one in candidates]},
        finding=share.index,
    )


def _attain(share: _Share, of: Denominator) -> Check:
    counts = _whole_numbers(share.stands_for, of.value)
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
    return {**count, **({} if of.assumed else {"denominator": of.value}), "percentage": share.value}


def _computed(share: _Share, of: Denominator) -> dict[str, Any]:
    """The bounds of the printed percentage and the denominator that they were held against."""
    limits = {"low": float(share.stands_for.low), "high": float(share.stands_for.high), "denominator": of.value}
    return {**limits, "assumed": of.assumed} if of.assumed else limits
