"""A row of results in its sentence: the arms around it, and where the clauses begin that it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from generator.extraction.findings.arms import Arm
from generator.extraction.findings.kinds import Result


class Span(Struct, frozen=True, order=True):
    """Words ``[start, end)`` of the abstract."""

    start: int
    end: int
    of_people: bool = False
    """Whether they tell what people did, were or had, and name no outcome of the study."""


class Place(Struct, frozen=True, kw_only=True):
    """A row of results with the arms around it, up to the results before and after the row."""

    text: str
    row: list[Result]
    before: list[Arm]
    inside: list[Arm]
    after: list[Arm]
    earlier: list[Arm]
    """All arms that the sentence names before the row."""
    later: list[Arm]
    """All arms that it names after the row."""


CLAUSE = re.compile(r";\s|(?<!\bvs)\.\s")
CLAUSE_END = re.compile(r";\s|,\s(?:and|but|while|whereas|with|although|however)\s")
RESPECTIVE = re.compile(r"\brespective(?:ly)?\b")


def clause_start(text: str, end: int) -> int:
    """Where the sentence or the part of it behind a semicolon begins that goes on to ``end``."""
    return max(text.rfind(mark, 0, end) for mark in (". ", "; ")) + 1


def is_led(text: str, arm: Arm) -> bool:
    """Whether a sentence sets out from an arm as what another is compared with: "Compared with A, ..."."""
    return _LEAD.search(text[max(0, arm.start - _LEAD_REACH) : arm.start]) is not None


_LEAD = re.compile(
    r"\b(?:[Cc]ompared (?:with|to)|[Ii]n comparison (?:with|to)|[Rr]elative to|[Tt]han)\b[^,;.()]{0,30}$"
)
_LEAD_REACH = 64
"""Characters: more than the longest lead and what may follow it."""


def distinct(arms: list[Arm]) -> list[Arm]:
    """Each arm once, at its first place."""
    found: dict[str, Arm] = {}
    for arm in arms:
        found.setdefault(arm.key, arm)
    return list(found.values())


def changes(text: str, rows: list[list[Result]]) -> Iterator[tuple[Result, Result]]:
    """Both ends of each change: "from 4.3 to 1.2"."""
    for one, other in pairwise([result for row in rows for result in row]):
        if CHANGE.fullmatch(text, one.end, other.start):
            yield one, other


PAIR = re.compile(r"\s(?:and|versus|vs\.?)\s")
"""Between two numbers that are named in one breath: "61% and 33%"."""
CHANGE = re.compile(r"\sto\s(?:an?\s)?(?:mean\sof\s|median\sof\s)?")
