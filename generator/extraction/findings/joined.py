"""Outcomes that are lists, with several values: which value is of which item nobody says."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from generator.extraction.findings.arms import Arm
from generator.extraction.findings.around import Span
from generator.extraction.findings.kinds import Result


def of_joined_outcomes(
    text: str, rows: Sequence[Sequence[Result]], outcomes: Mapping[int, Span | None], arms: Mapping[int, Arm]
) -> set[int]:
    """Where the results begin whose outcome lists several things and that are not the only value of their group.

    As in "mean flow and resistance were 34 and 2.1"; "nausea and vomiting" of 12% is one outcome. Of values that are
    set against each other each is a group's, also where nothing says which group's.
    """
    values = defaultdict[tuple[Span, str | None, bool], list[Result]](list)
    against = defaultdict[tuple[Span, str | None, bool], int](int)
    for row in rows:
        named = [(result, _key(text, result, outcomes, arms)) for result in row]
        for result, key in named:
            if key:
                values[key].append(result)
        for (one, key), (other, next_key) in pairwise(named):
            if key and key == next_key and key[1] is None and _AGAINST.search(text, one.end, other.start):
                against[key] += 1
    several = (
        found
        for key, found in values.items()
        if len(found) - against[key] > 1 or any(_is_of_each(text, result, key[0]) for result in found)
    )
    return {result.start for found in several for result in found}


def _key(
    text: str, result: Result, outcomes: Mapping[int, Span | None], arms: Mapping[int, Arm]
) -> tuple[Span, str | None, bool] | None:
    """The outcome of a result, its group and whether it compares two; ``None`` where the outcome is no list."""
    outcome, arm = outcomes.get(result.start), arms.get(result.start)
    if outcome is None or not _LISTS.search(text, outcome.start, outcome.end):
        return None
    return outcome, arm.key if arm else None, result.compares


def _is_of_each(text: str, result: Result, outcome: Span) -> bool:
    """Whether a value is one of as many as an outcome lists: "flow, and size were 0.9; 0.1; and 0.6, respectively"."""
    if ", " not in text[outcome.start : outcome.end] or outcome.end > result.start:
        return False
    return _RESPECTIVELY.match(text, result.end) is not None


_RESPECTIVELY = re.compile(r"[^.]{0,160}?(?:\d\.\d[^.]{0,80}?)*\brespectively\b")
_LISTS = re.compile(r"[^\W\d_](?:\s\([^()]*\))?(?:,\s|\sand\s)(?![^()]*\))")
_AGAINST = re.compile(r"\b(?:vs|versus|than|compared)\b")
