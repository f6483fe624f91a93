"""Test statistics: whether they give the p-value that is printed with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from msgspec import Struct

from generator.audit.distributions import chi_squared_tail, correlation_tails, f_tail, normal_tails, t_tails
from generator.audit.precision import Interval, figure
from generator.audit.reading import sentence_around
from generator.audit.verdict import agreement, verdict
from generator.evidence import Check, CheckStatus, EvidenceRecord, Quote
from generator.extraction.lexicon import first_hit, load_rules, matches
from generator.extraction.numbers import digits_value
from generator.extraction.quoting import quote

_HALVED: Final = {"t", "z", "r"}
"""Tests that may be one-sided; their p-value is then half as large."""
_SIDES: Final = {True: (("two-sided", 1), ("one-sided", 2)), False: (("tail", 1),)}


def statistic_against_p_value(record: EvidenceRecord) -> Iterator[Check]:
    """Whether t, F, chi-squared, r or z with their degrees of freedom give the p-value printed with them.

    The two-sided tail probability, for t, z and r the one-sided one too, over all values that the printed statistic
    may stand for, has to meet the printed p-value. For r, the number in brackets may be that of the participants, of
    which two are no degrees of freedom; r(2) is r squared. Where all of several printed p-values are larger, they may
    have been corrected for the number of tests, and it stays open. Source: Nuijten et al., The prevalence of
    statistical reporting errors in psychology, Behav Res Methods 2016;48:1205-1226, doi:10.3758/s13428-015-0664-2.
    """
    text = record.text_of("abstract")
    found = [
        _compared(rule.value, match, quote(record, "abstract", *match.span()))
        for rule, match in matches(load_rules("test_statistics"), text)
    ]
    equal = [one for one in found if one.reported["sign"] == "="]
    corrected = len(equal) > 1 and all(one.above for one in equal)
    for one in found:
        plain = first_hit(load_rules("not_plain_tests"), sentence_around(record, one.words)) is None
        yield _judge(one, plain=plain, may_be_corrected=corrected and one.above)


class _Compared(Struct, frozen=True, kw_only=True):
    """A test statistic and the p-value printed with it."""

    words: Quote
    test: str
    reported: dict[str, Any]
    sides: str
    low: float
    high: float
    agrees: bool
    above: bool
    """Whether the printed p-value is larger than any that the statistic gives."""


def _compared(test: str, match: re.Match[str], words: Quote) -> _Compared:
    value, (_, around) = figure(match["value"])[0], figure(match["value"].lstrip("-−–"))
    p, stands_for = figure(match["p"])
    near, far = max(float(around.low), 0.0), float(around.high)
    ways = [
        (sides, _tails(test, far, degrees) / share, _tails(test, near, degrees) / share)
        for degrees in _possible_degrees(test, match)
        for sides, share in _SIDES[test in _HALVED]
    ]
    agreeing = [way for way in ways if _meets(match["sign"], p, stands_for, *way[1:])]
    sides, low, high = (agreeing or ways)[0]
    return _Compared(
        words=words,
        test=test,
        reported={"test": test, "value": value, **dict(_degrees(match)), "sign": match["sign"], "p": p},
        sides=sides,
        low=low,
        high=high,
        agrees=bool(agreeing),
        above=not agreeing and match["sign"] == "=" and all(largest < stands_for.low for _, _, largest in ways),
    )


def _judge(one: _Compared, *, plain: bool, may_be_corrected: bool) -> Check:
    said = f"{one.test} of {one.reported['value']:g} gives a {one.sides} p-value of {one.low:.3g} to {one.high:.3g}"
    status = CheckStatus.NOT_CHECKABLE if may_be_corrected or not plain else agreement(one.agrees)
    reason = "; p-values corrected for several tests are larger" if may_be_corrected else ""
    reason = reason if plain else "; by the words around it, it need not be the printed one"
    return verdict(
        status,
        f"Printed: {one.words.text}. {said}{reason}.",
        quotes=(one.words,),
        reported=one.reported,
        computed={"low": one.low, "high": one.high, "sides": one.sides},
    )


def _tails(test: str, size: float, degrees: dict[str, float]) -> float:
    """The probability of a statistic at least this far from what no effect would give, to both sides."""
    if test == "z":
        return normal_tails(size)
    if test == "t":
        return t_tails(size, degrees["df"])
    if test == "r":
        return correlation_tails(size, degrees["df"])
    return f_tail(size, degrees["df1"], degrees["df"]) if test == "F" else chi_squared_tail(size, degrees["df"])


def _possible_degrees(test: str, match: re.Match[str]) -> list[dict[str, float]]:
    printed_ones = dict(_degrees(match))
    if test == "r" and printed_ones["df"] > 2:
        return [printed_ones, {"df": printed_ones["df"] - 2}]
    return [printed_ones]


def _degrees(match: re.Match[str]) -> Iterator[tuple[str, float]]:
    """The degrees of freedom that the words print: ``df``, and F's first ``df1``."""
    for name in ("df1", "df"):
        if text := match.groupdict().get(name):
            yield name, digits_value(text)[0]


def _meets(sign: str, p: float, stands_for: Interval, smallest: float, largest: float) -> bool:
    """Whether some p-value between the computed bounds goes with the printed one."""
    if sign == "<":
        return smallest < (p or float(stands_for.high))  # "P < .000" stands for less than .0005
    if sign == ">":
        return largest > p
    return float(stands_for.low) <= largest and smallest <= float(stands_for.high)
