"""Counts and percentages: whether they go together."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor
from typing import Any

from generator.audit.bearing_out import Company, Pair, company
from generator.audit.denominators import Denominator, assumed_denominators
from generator.audit.precision import Interval, exact, shown
from generator.audit.reading import sentence_around
from generator.audit.shares import Share, is_no_share, shares
from generator.audit.verdict import agreement, verdict
from generator.audit.wholes import gives, is_of_no_number
from generator.evidence import Check, CheckStatus, EvidenceRecord
from generator.extraction.lexicon import first_hit, load_rules


def count_against_percentage(record: EvidenceRecord) -> Iterator[Check]:
    """Whether a printed count and its denominator give the percentage printed with them.

    100 x count / denominator has to lie within what the printed percentage may stand for. Source: arithmetic; the
    bounds are those of ``precision.py``. Scores, changes and estimates (by Kaplan-Meier, imputed, adjusted) are no such
    pairs, and "Of 80 patients, 14 (35%)" is none where what follows names a part of them. A denominator that is not
    printed is the named group's size, or the total where no groups are told apart, and is said to be assumed. The
    percentage may be of some of them only, so it is contradicted only where no number of people up to the assumed one
    gives it, or where the counts of a row make up all of them; and only where no other printed number fits, and other
    pairs bear it out: the total, where it fits two others for each that it fails, where the other pairs of the sentence
    fit what they are assumed to be of, or where the words lead on from it to those who stayed; a group's size, where
    the other group of the row fits its own, where another pair of the sentence prints it, or where no other pair of the
    abstract fails and a near one fits its own group. Where no other pair fails, nothing has to bear out that more
    people than all of the abstract would be needed. And whichever assumed denominator it is of, some whole number has
    to give the percentage. Where an abstract speaks of weighted percentages, none of them has to follow from its count.
    """
    pairs = [Pair(one, one.count, _denominators(record, one)) for one in shares(record) if one.count is not None]
    together = company(record, pairs)
    for place, pair in enumerate(pairs):
        if pair.share.of is None and _is_of_no_number(together, pair):
            yield _say_of_none(pair.share, pair.count)
        elif pair.known:
            yield _compare(pair.share, pair.count, pair.known, borne_out=not pair.fits and together.bears_out(place))
        else:
            yield _leave_open(pair.share, pair.count, pair.of)


def percentage_attainable(record: EvidenceRecord) -> Iterator[Check]:
    """Whether some whole number of the denominator gives a percentage that is printed without its count.

    A whole number k with ``low <= 100 k / n < high``. Of so many people that any percentage of that precision could be
    had, such as 34% of 200, nothing is said; nor of changes and estimates, nor is all assumed where a
    sentence compares. Source: the granularity of proportions, as in Brown & Heathers,
    The GRIM test, Soc Psychol Personal Sci 2017;8:363-369, doi:10.1177/1948550616673876.
    """
    for share in shares(record):
        found = _denominators(record, share)
        if share.count is not None or len(found) != 1 or _any_is_attainable(share.number.stands_for, found[0].value):
            continue
        if not is_no_share(record, share.quote) and not (found[0].is_total and _compares(record, share)):
            yield _attain(share, found[0])


def _denominators(record: EvidenceRecord, share: Share) -> tuple[Denominator, ...]:
    """What the percentage may be of: the printed denominator, else what its finding leaves possible."""
    if share.of or share.finding is None:
        return (share.of,) if share.of else ()
    return assumed_denominators(record, share.finding)


def _is_of_no_number(together: Company, pair: Pair) -> bool:
    if pair.known is None:
        return False  # then nothing but their places says that the two numbers belong together
    fits_others = together.tried[pair.known.value, True] > 0
    return is_of_no_number(together.record, pair.share, pair.count, fits_others=fits_others)


def _say_of_none(share: Share, count: int) -> Check:
    """That no whole number gives the percentage, with the two that come nearest."""
    below = max(floor(Fraction(100 * count) / exact(share.number.value)), count, 1)
    nearest = [(whole, Fraction(100 * count, whole)) for whole in (below, below + 1)]
    said = " and ".join(f"{count} of {whole} is {shown(percentage, 2)}%" for whole, percentage in nearest)
    return verdict(
        CheckStatus.MISMATCH,
        f"Printed: {count} and {share.text}. {count} is {share.text} of no whole number: {said}; a printed "
        f"{share.text} stands for {share.bounds}.",
        quotes=(share.quote,),
        reported={"count": count, "percentage": share.number.value},
        computed={
            "low": float(share.number.stands_for.low),
            "high": float(share.number.stands_for.high),
            "nearest": {str(whole): round(float(percentage), 4) for whole, percentage in nearest},
        },
        finding=share.index,
    )


def _compare(share: Share, count: int, of: Denominator, *, borne_out: bool) -> Check:
    percentage = Fraction(100 * count, of.value)
    status = agreement(gives(share, count, of.value))
    if status is CheckStatus.MISMATCH and not borne_out:
        status = CheckStatus.NOT_CHECKABLE
    doubted = status is CheckStatus.NOT_CHECKABLE and not of.assumed
    no_other = status is CheckStatus.MISMATCH and of.assumed is not None
    return verdict(
        status,
        f"Printed: {count}{'' if of.assumed else f' of {of.value}'} and {share.text}. {count} of {of.value} is "
        f"{_shown_beside(percentage, share)}%; a printed {share.text} stands for {share.bounds}.{_assumption(of)}"
        f"{' No other number of people that the abstract prints gives it.' if no_other else ''}"
        f"{' It may be weighted, or of another number.' if doubted else ''}",
        quotes=(share.quote, of.quote),
        reported=_reported(share, of),
        computed={"percentage": round(float(percentage), 4), **_computed(share, of)},
        finding=share.index,
    )


def _shown_beside(percentage: Fraction, share: Share) -> str:
    """The percentage with one decimal, or with one more than those of the printed one that it is held against."""
    _, _, decimals = share.number.text.replace("·", ".").partition(".")
    return shown(percentage, len(decimals) + 1)


def _leave_open(share: Share, count: int, candidates: tuple[Denominator, ...]) -> Check:
    numbers = ", ".join(str(one.value) for one in candidates)
    why = f"it could be any of {numbers}" if candidates else "nothing tells which number it is"
    return verdict(
        CheckStatus.NOT_CHECKABLE,
        f"Printed: {count} and {share.text}. The denominator is not printed beside them, and {why}.",
        quotes=(share.quote, *(one.quote for one in candidates)),
        reported={"count": count, "percentage": share.number.value},
        computed={"candidates": [one.value for one in candidates]},
        finding=share.index,
    )


def _attain(share: Share, of: Denominator) -> Check:
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


def _compares(record: EvidenceRecord, share: Share) -> bool:
    """Whether the sentence compares, and so may give the percentages of parts of all."""
    return first_hit(load_rules("comparisons"), sentence_around(record, share.quote)) is not None


def _any_is_attainable(stands_for: Interval, n: int) -> bool:
    """Whether the counts of ``n`` lie so close together that one of them gives any percentage so printed."""
    return (stands_for.high - stands_for.low) * n >= 100


def _whole_numbers(stands_for: Interval, n: int) -> range:
    """The counts of ``n`` whose percentage lies within the interval."""
    first, last = max(ceil(stands_for.low * n / 100), 0), min(floor(stands_for.high * n / 100), n)
    return range(first, last + 1 if stands_for.holds(Fraction(100 * last, n)) else last)


def _span(counts: range) -> str:
    return str(counts[0]) if len(counts) == 1 else f"{counts[0]} to {counts[-1]}"


def _assumption(of: Denominator) -> str:
    return f" The denominator is assumed: {of.assumed}." if of.assumed else ""


def _reported(share: Share, of: Denominator) -> dict[str, Any]:
    """What the text prints, and nothing that was assumed."""
    count = {} if share.count is None else {"count": share.count}
    return {**count, **({} if of.assumed else {"denominator": of.value}), "percentage": share.number.value}


def _computed(share: Share, of: Denominator) -> dict[str, Any]:
    """The bounds of the printed percentage and the denominator that they were held against."""
    limits = {
        "low": float(share.number.stands_for.low),
        "high": float(share.number.stands_for.high),
        "denominator": of.value,
    }
    return {**limits, "assumed": of.assumed} if of.assumed else limits
