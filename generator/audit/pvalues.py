"""P-values: whether they can be, and whether they go with their interval."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from generator.audit.intervals import Estimate, estimates
from generator.audit.precision import Interval, decimals, printed, shown
from generator.audit.printed_intervals import DIFFERENCES, RATIOS
from generator.audit.reading import is_torn, sentence_around
from generator.audit.verdict import agreement, verdict
from generator.evidence import Check, CheckStatus, EvidenceRecord, PValue
from generator.extraction.lexicon import first_hit, load_rules, matches
from generator.extraction.numbers import digits_value
from generator.extraction.quoting import quote

_BEHIND: Final = re.compile(r"\s?[)\]]{0,2}\s?[,;:]?\s?[(\[]?")
_REACH: Final = 40
"""Characters between a p-value and the estimate that it leads to: "(P = 0.02; relative risk 1.9"."""
_LEVEL: Final = 95.0
"""The level of an interval that is printed without one; the check says that it was assumed."""
_LEVELS: Final = re.compile(r"\b(\d\d(?:\.\d+)?)\s?%[\s-]{0,2}(?:CI|C\.I|confidence)")


def p_value_possible(record: EvidenceRecord) -> Iterator[Check]:
    """P-values below 0 or above 1; nothing is said of the others.

    Source: 0 <= p <= 1, as for any probability.
    """
    seen: set[int] = set()  # several findings may share one, and the words show it again
    for index, p in (*_of_findings(record), *((None, p) for p in _printed(record))):
        if p.quote.end in seen:
            continue
        seen.add(p.quote.end)
        if not _is_possible(p) and not is_torn(record, p.quote, p.value):
            yield verdict(
                CheckStatus.MISMATCH,
                f"Printed: {_said(p)}. A p-value lies between 0 and 1.",
                quotes=(p.quote,),
                reported={"operator": p.operator, "p": p.value},
                computed={"low": 0, "high": 1},
                finding=index,
            )


def _of_findings(record: EvidenceRecord) -> Iterator[tuple[int, PValue]]:
    return ((index, one.p_value) for index, one in enumerate(record.findings) if one.p_value)


def _printed(record: EvidenceRecord) -> Iterator[PValue]:
    """The p-values that the words show, also those that the extraction does not take for any."""
    text = record.text_of("abstract")
    for _, match in matches(load_rules("printed_p_values"), text):
        words = quote(record, "abstract", *match.span())
        yield PValue(operator=match["sign"], value=digits_value(match["words"])[0], quote=words)  # type: ignore[arg-type]


def _said(p: PValue) -> str:
    """The p-value with its printed decimals, for a message: "P < 0.000" says more than "P < 0"."""
    return f"P {p.operator} {p.value:.{decimals(p.value, p.quote.text) or 0}f}"


def _is_possible(p: PValue) -> bool:
    """Whether the p-value is a probability; "P < 0" without decimals is a torn number and passes."""
    if (p.operator, p.value) == ("<", 0):
        return not decimals(p.value, p.quote.text)
    return 0 <= p.value <= 1 and (p.operator, p.value) != (">", 1)


def p_value_against_interval(record: EvidenceRecord) -> Iterator[Check]:
    """Whether a p-value and the interval beside it say the same of the null value.

    p < 1 - level goes with an interval that leaves out 1 (ratios) or 0 (differences). Source: Altman & Bland, How to
    obtain the P value from a confidence interval, BMJ 2011;343:d2304, doi:10.1136/bmj.d2304. Where the bound rounds
    to the null value, or the p-value to its limit, nothing can be said, nor where the words make the p-value one of
    something else, of another test, or of several that are listed behind their intervals, nor where no level is
    printed beside an interval and the abstract speaks of others than 95%.
    """
    behind = list(_printed(record))
    for one in estimates(record):
        p = _right_behind(record, one, behind) or _own(record, one)
        if p is None or one.kind not in RATIOS | DIFFERENCES or one.low.value > one.high.value:
            continue
        yield _compare(one, p, _asks_something_else(record, one, p) or _is_of_another_level(record, one))


def _right_behind(record: EvidenceRecord, one: Estimate, found: list[PValue]) -> PValue | None:
    """The p-value that follows the interval with no more than a bracket and a comma between them."""
    text = record.text_of("abstract")
    after = (p for p in found if p.quote.start >= one.quote.end)
    return next((p for p in after if _BEHIND.fullmatch(text[one.quote.end : p.quote.start])), None)


def _own(record: EvidenceRecord, one: Estimate) -> PValue | None:
    """The finding's p-value, where it stands in its words or leads to them, with no other number between."""
    p = None if one.from_words or one.index is None else record.findings[one.index].p_value
    if p is None or p.quote.start >= one.quote.end:
        return None
    between = record.text_of("abstract")[p.quote.end : one.quote.start]
    return p if len(between) <= _REACH and not re.search(r"\d", between) else None


def _compare(one: Estimate, p: PValue, other_question: bool) -> Check:
    level = one.level or _LEVEL
    limit = 1 - Fraction(str(level)) / 100
    null = Fraction(1 if one.kind in RATIOS else 0)
    excludes, below = leaves_out(one, null), is_below(p, limit)
    if excludes is None or below is None or other_question:
        status, said = CheckStatus.NOT_CHECKABLE, "At the printed precision, or by the test it is of, this stays open."
    else:
        status, said = agreement(excludes == below), _in_words(excludes, below, null, limit)
    assumed = "" if one.level else f" The level is assumed: {_LEVEL:g}%."
    return verdict(
        status,
        f"Printed: {one.text} and {_said(p)}. {said}{assumed}",
        quotes=(one.quote, p.quote),
        reported={**one.reported, "operator": p.operator, "p": p.value},
        computed={"null": int(null), "limit": float(limit), **({} if one.level else {"assumed": f"level {_LEVEL:g}%"})},
        finding=one.index,
    )


def _asks_something_else(record: EvidenceRecord, one: Estimate, p: PValue) -> bool:
    """Whether the sentence, or what follows the p-value, makes it one that need not go with the interval."""
    behind = record.text_of("abstract")[p.quote.end :][:_REACH]
    aside = first_hit(load_rules("p_value_asides"), behind)
    return bool(aside or first_hit(load_rules("other_question"), sentence_around(record, one.quote)))


def _is_of_another_level(record: EvidenceRecord, one: Estimate) -> bool:
    """Whether no level stands beside the interval, and the abstract prints one that is not the usual."""
    return one.level is None and any(
        float(match[1]) != _LEVEL for match in _LEVELS.finditer(record.text_of("abstract"))
    )


def leaves_out(one: Estimate, null: Fraction) -> bool | None:
    """Whether the interval leaves the null value out; ``None`` where a bound may be the null value."""
    low, high = one.low.stands_for, one.high.stands_for
    at = Interval(null, null)
    if at.is_below(low) or high.is_below(at):
        return True
    return False if low.is_below(at) and at.is_below(high) else None


def is_below(p: PValue, limit: Fraction) -> bool | None:
    """Whether the p-value is below the limit; ``None`` where its precision or its sign leaves that open."""
    stands_for = printed(p.value, p.quote.text)
    if stands_for is None:
        return None
    if p.operator == "<":
        return True if Fraction(str(p.value)) <= limit else None
    if p.operator == ">":
        return False if Fraction(str(p.value)) >= limit else None
    at = Interval(limit, limit)
    return True if stands_for.is_below(at) else (False if at.is_below(stands_for) else None)


def _in_words(excludes: bool, below: bool, null: Fraction, limit: Fraction) -> str:
    interval = f"The interval {'leaves out' if excludes else 'holds'} {null}"
    sign = "below" if below else "above"
    return f"{interval}, and the p-value is {sign} {shown(limit, 4)}."
