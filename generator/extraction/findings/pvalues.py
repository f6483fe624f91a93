"""P-values, in all the forms abstracts print."""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from generator.extraction.numbers import Number, NumberKind

_OPERATOR = re.compile(
    r"(?:(?:one|two|1|2)-(?:sided|tailed)\s)?(?<![A-Za-z])[pP](?:trend|int\w*|adj\w*|corr\w*|values?)?(?![A-Za-z])[^.;=<>≤≥]{0,40}?\s?"
    r"(?P<operator>=\s?[<>]|[<>]\s?=|[<>=≤≥]|&lt;|&gt;|less than|of|was|were)\s?(?:or)?\s?=?\s*$"
)
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
        if text[number.end : number.end + 1] == "/":
            continue  # "P < 0/001" is some other number
        match = _OPERATOR.search(text, max(start, number.start - 60), number.start)
        operator = _MEANING.get(match["operator"].replace("= ", "=")) if match else None
        if match and operator:
            found.append(PFound(start=match.start(), end=number.end, operator=operator, value=number.value))
    return tuple(found)
