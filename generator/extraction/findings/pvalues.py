"""P-values, in all the forms abstracts print."""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from generator.extraction.findings.measures import Measure
from generator.extraction.numbers import Number, NumberKind

_OPERATOR = re.compile(
    r"(?:(?:one|two|1|2)-(?:sided|tailed)\s)?(?<![A-Za-z])[pP](?:trend|int\w*|adj\w*|corr\w*|values?)?(?![A-Za-z])[^.;=<>≤≥]{0,40}?\s?"
    r"(?P<operator>=\s?[<>]|[<>]\s?=|[<>=≤≥]|&lt;|&gt;|less than|of|was|were)\s?(?:or)?\s?=?\s*$"
)
_MEASURE = (
    r"(?:[\w-]+\s)?(?:S?MD|WMD|RD|a?[HOR]R|IRR"
    r"|(?:[Hh]azard|[Oo]dds|[Rr]isk|[Rr]ate) ratio|[Rr]elative risk|[Mm]ean difference)"
    r"(?:\s?[(\[](?:[A-Z]{2,4}|(?:\d\d\s?%\s?)?CIs?)[)\]])?\s?[=:,]?\s?[-−–]?"
)
_BEFORE_MEASURE = re.compile(rf"[;,]\s?{_MEASURE}")
_TURNS = re.compile(
    r"[,;]\s(?:but|although|however),?\s[^,;.]{0,24}\bno\s(?:\w+\s)?(?:correlation|association|relation|link|interaction)"
    r"|[(\[][^()\[\]]{0,30}?(?:β|\b[bBr]|\brho|ρ|\b[Bb]eta)\s?=\s?[-−–]?\d*[.·]?\d+[,;]\s$"
    r"|\b(?:vs\.?|versus)\s$|\b[Pp]\s?[<=>](?:[^;.]|\.\d)*[,;]\s?(?:but|although|while|whereas)\b"
)
"""Between a measure and a p-value of something else: "0.78 (0.62-0.96), but there was none with age (P > 0.05)",
"RR 2.00 (1.43-2.79) versus p = 0.06, 1.26", "3.03 (1.98-4.56), P = 5.8 x 10(-7), but alike in others (P = 0.17)",
"24%; more was worse (β = 0.3, P < 0.01)"."""
_MORE_DIGITS = re.compile(r"\s\d")
_LEADS_ON = re.compile(rf"[;,]\s?{_MEASURE}\d")
_IS_LISTED = re.compile(r"(?:,\s(?:and\s)?|\sand\s)(?:[<=>]\s?)?0?[.·]\d[\d,.·\sand<=>]*(?:[)\]]|,?\srespectively)")
"""Behind the first of several, of which nobody says which result each is of: "(P = 0.447 and 0.706)"."""
Operator = Literal["<", "=", ">"]
_MEANING: dict[str, Operator] = {
    "<": "<",
    "&lt;": "<",
    "less than": "<",
    "=<": "<",  # "P =< .05" is misprinted for P < .05; "<=" is another sign
    ">": ">",
    "&gt;": ">",
    "=>": ">",
    "=": "=",
    "of": "=",
    "was": "=",
}


class PFound(Struct, frozen=True, kw_only=True):
    """A p-value and its words ``[start, end)``."""

    start: int
    end: int
    operator: Operator
    value: float


def find_p_values(text: str, numbers: tuple[Number, ...], start: int, end: int) -> tuple[PFound, ...]:
    """The p-values of ``text[start:end]``. "P ≤ .05" bounds a value in a way that the record cannot say: left out."""
    found = []
    for number in numbers:
        if number.kind is not NumberKind.P_VALUE or not start <= number.start < end or not 0 <= number.value <= 1:
            continue
        if text[number.end : number.end + 1] == "/" or (number.decimals == 3 and _MORE_DIGITS.match(text, number.end)):
            continue  # "P < 0/001" is some other number, "P < 0.000 1" not all of one
        match = _OPERATOR.search(text, max(start, number.start - 60), number.start)
        operator = _MEANING.get(match["operator"].replace("= ", "=")) if match else None
        if match and operator:
            found.append(PFound(start=match.start(), end=number.end, operator=operator, value=number.value))
    return tuple(found)


def p_value_of(text: str, measure: Measure, found: tuple[PFound, ...], last: int, until: int) -> PFound | None:
    """The p-value of a measure: the one in its own words, else the one that leads to it, else the first behind its row.

    The row's last measure begins at ``last``, and ``until`` is where the next row begins. One that leads to another
    measure, as in "(P = 0.2, SMD -0.24)", is that one's and not the row's.
    """
    for p in found:
        if measure.start <= p.start < measure.end or _leads_to(text, p, measure.start):
            return p
    behind = next((p for p in found if last <= p.start < until), None)
    if behind is None or _LEADS_ON.match(text, behind.end, until) or _TURNS.search(text, last, behind.start):
        return None
    return None if _IS_LISTED.match(text, behind.end, until) else behind


def _leads_to(text: str, p: PFound, start: int) -> bool:
    """Whether a p-value stands right before a measure, with no more than its name between: "(P = 0.2; HR 0.8"."""
    return p.end <= start and _BEFORE_MEASURE.fullmatch(text, p.end, start) is not None
