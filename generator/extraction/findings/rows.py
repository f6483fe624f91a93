"""Rows: measures listed side by side, "30% in A and 18% in B", with what is printed once for all of them."""

from __future__ import annotations

import re
from itertools import pairwise

from msgspec.structs import replace

from generator.extraction.findings.measures import Measure, is_time
from generator.extraction.lexicon import Hit

SIDE_BY_SIDE = re.compile(
    r"[)\]]?\s?[,;]?\s?(?:and|vs\.?|versus|v\.?|or|/|,|;|(?:as\s)?compared\s(?:with|to)|against|rather\sthan)?\s?"
    r"(?:(?:only|a|an|the|approximately|about|just)\s)?[(\[]?",
    re.IGNORECASE,
)
_CLOSE = 4
"""Characters between the name of a statistic and a number that is surely its own."""
_P_VALUE = re.compile(r"\b[pP]\s?[<=>]")
_BRACKET = re.compile(r"[()\[\]]")
_TELLS_MORE = re.compile(r"\([^()]*\d[^()]*;\s[^()\d]+\Z")
_COORDINATOR = re.compile(
    r"(?<![\w-])(?:and|vs\.?|versus|v\.?|compared\s(?:with|to)|whereas|while|against|in\scontrast\sto|but|than|or)(?![\w-])|[,;:/)]",
    re.IGNORECASE,
)


def find_rows(text: str, measures: list[Measure], names: list[Hit]) -> list[list[Measure]]:
    """The measures in rows of parallel ones."""
    rows: list[list[Measure]] = []
    for measure in measures:
        if rows and not _closed(text, rows[-1], measure) and _parallel(text, rows[-1][-1], measure, names):
            rows[-1].append(measure)
        else:
            rows.append([measure])
    return [_with_shared(text, row) for row in rows]


def _closed(text: str, row: list[Measure], measure: Measure) -> bool:
    """Whether a row has ended: with its p-value, or with the bracket that held it."""
    between = text[row[-1].end : measure.start]
    if _P_VALUE.search(between):
        return True
    opened = text.rfind("(", 0, row[0].start)
    if between.startswith(")") and opened >= 0 and _TELLS_MORE.match(text, opened, row[0].start):
        return True  # "9% with A (stroke, 6%; fever, 3%) and 5% with B"
    bracket = _BRACKET.search(between)
    return len(row) > 1 and bracket is not None and bracket[0] in ")]" and "(" in between[bracket.end() :]


def _parallel(text: str, one: Measure, other: Measure, names: list[Hit]) -> bool:
    """Whether two neighbours are listed side by side: a coordination between them and nothing that starts anew."""
    between = text[one.end : other.start]
    if not _alike(one, other) or any(one.end <= name.start < other.start for name in names):
        return False
    if one.percent is None and other.percent is not None and any(0 <= one.start - name.end < _CLOSE for name in names):
        return False  # "9% vs 6%, RR, 1.4; 8% vs 4%, RR, 1.9"
    if SIDE_BY_SIDE.fullmatch(between):
        return True
    if sum(map(between.count, "([")) != sum(map(between.count, ")]")):
        return False  # one of them stands in brackets that explain something else
    if len(between) > 110 or "; " in between or not _COORDINATOR.search(between):
        return False
    return not _VERB.search(between) or bool(_GOES_ON.search(between))


_VERB = re.compile(r"\b(?:was|were|is|are|had|showed|did)\b")
_GOES_ON = re.compile(r"\b(?:it|that|whereas|while|compared)\b")


def _alike(one: Measure, other: Measure) -> bool:
    """Whether two measures can stand in one row: percentages with percentages, counts with counts."""
    if one.percent is not None and other.percent is not None:
        return True
    if one.percent is not None or other.percent is not None:
        lacking = one if one.percent is None else other
        return lacking.bare or (one.numerator is not None and other.numerator is not None)
    if one.counted and other.counted:
        return True
    if one.counted or other.counted:
        lacking = other if one.counted else one
        return lacking.bare and not lacking.head.decimals
    if (one.head.in_words and one.bare) != (other.head.in_words and other.bare) and (one.unit or other.unit):
        return False
    if is_time(one) and not is_time(other):
        return False  # "at 6 h (3.0 v 4.5)"; a unit printed once stands behind the last number
    return one.unit == other.unit or one.unit is None or other.unit is None


def _with_shared(text: str, row: list[Measure]) -> list[Measure]:
    """The row with what is printed once for all: "75 and 67% of patients", "8 and 11 patients"."""
    shared = list(row)
    for index in range(len(row) - 2, -1, -1):
        here, after = shared[index], shared[index + 1]
        if not SIDE_BY_SIDE.fullmatch(text, here.end, after.start) and not here.bare:
            continue
        if text[here.end : after.start] == "; " and text[here.start - 1 : here.start] == "(":
            continue  # "(145; 30.9%)": a count and its percentage
        if (
            here.bare
            and after.percent is not None
            and after.numerator is None
            and not (here.counted or here.head.in_words)
        ):
            shared[index] = replace(here, percent=here.value, unit="%", bare=False)
        elif here.bare and after.counted and after.percent is None and not here.head.decimals:
            shared[index] = replace(here, numerator=int(here.head.value), counted=True, bare=False)
        elif here.unit is None and after.unit is not None and after.unit != "%" and not here.counted:
            shared[index] = replace(here, unit=after.unit, bare=False)
    for index, (before, here) in enumerate(pairwise(shared)):
        if here.bare and before.counted and before.percent is None and not here.head.decimals and here.head.value >= 0:
            shared[index + 1] = replace(here, numerator=int(here.head.value), counted=True, bare=False)
    return shared
