"""Values listed one by one, each in brackets behind what it measures, whose group is named once, behind the last."""

from __future__ import annotations

import re
from itertools import pairwise

from generator.extraction.findings.arms import Arm
from generator.extraction.findings.around import RESPECTIVE, distinct
from generator.extraction.findings.kinds import Result


def closed_by_their_arm(text: str, results: list[Result], arms: tuple[Arm, ...]) -> dict[int, Arm]:
    """The arms of such lists: "pain (15 [14%]) and rash (9 [8%]) in A, and fever (7 [6%]) and cough (5 [4%]) in B"."""
    linked: dict[int, Arm] = {}
    ended = 0
    for run in _runs(text, results, arms):
        arm = next((arm for arm in arms if arm.start >= run[-1].end), None)
        if len(run) < 2 or arm is None or not _CLOSES.fullmatch(text, run[-1].end, arm.start):
            continue
        opened = any(ended <= other.start and other.end <= run[0].start for other in arms)
        if not opened:
            linked |= {result.start: arm for result in run}
        ended = arm.end
    return linked


def closed_by_their_arms(text: str, rows: list[list[Result]], arms: tuple[Arm, ...]) -> dict[int, Arm]:
    """The arms of numbers with p-values between that as many arms follow: "3 (P = .1), 4 (P = .2), 5 in A, B and C"."""
    for first in range(len(rows)):
        run = rows[first : first + 1]
        for row in rows[first + 1 :]:
            if len(run[-1]) != 1 or len(row) != 1 or not _NEXT_WITH_P.fullmatch(text, run[-1][0].end, row[0].start):
                break
            run.append(row)
        behind = distinct([arm for arm in arms if arm.start >= run[-1][0].end])
        told_apart = not any(run[0][0].start < arm.start < run[-1][0].start for arm in arms)
        answered = behind and RESPECTIVE.search(text, behind[-1].end, behind[-1].end + _RESPECTIVE_REACH)
        if len(run) > 2 and len(behind) == len(run) and told_apart and answered:
            return {row[0].start: arm for row, arm in zip(run, behind, strict=True)}
    return {}


_NEXT_WITH_P = re.compile(r"(?:\s?[(\[]?[^()\[\];]{0,12}[pP]\s?[<=>≤]\s?[^()\[\];]{1,12}[)\]])?,?\s(?:and\s)?")
_RESPECTIVE_REACH = 40


def each_respectively(text: str, rows: list[list[Result]], arms: tuple[Arm, ...]) -> dict[int, Arm]:
    """The one arm of each row that answers a list of its own: "a and b in A, respectively, c and d in B, respectively".

    As in "in A it was 4 and 5, respectively, and in B it was 6 and 7, respectively".
    """
    found: dict[int, Arm] = {}
    at = 0
    for row in rows:
        own = distinct([arm for arm in arms if at <= arm.start and arm.end <= row[0].start])
        if len(row) < 2 or len(own) != 1 or not _RESPECTIVELY.match(text, row[-1].end):
            return {}
        found |= {result.start: own[0] for result in row}
        at = row[-1].end
    return found if len(rows) > 1 else {}


_RESPECTIVELY = re.compile(r"(?:\s[\w/%]{1,8}){0,2}\)?,?\srespectively\b")


def _runs(text: str, results: list[Result], arms: tuple[Arm, ...]) -> list[list[Result]]:
    """The results in runs, each of which goes on in the same list as the one before it."""
    runs: list[list[Result]] = [[result] for result in results[:1]]
    for one, other in pairwise(results):
        apart = any(one.end <= arm.start < other.start for arm in arms)
        if apart or not _NEXT.fullmatch(text, one.end, other.start):
            runs.append([])
        runs[-1].append(other)
    return runs


_NEXT = re.compile(r"\s?[)\]]?(?:[,;]\s(?:and\s)?|\sand\s|,?\sas well as\s)[^()\[\],;:.]{2,70}\s[(\[]")
_CLOSES = re.compile(
    r"\s?[)\]]?,?\s(?:in|with|for|among|on)\s(?:the\s|those\s|patients\s|participants\s|subjects\s|women\s|men\s|children\s"
    r"|who\s|receiving\s|received\s|treated\s|given\s|taking\s|assigned\s|to\s|with\s|in\s|on\s)*"
)
