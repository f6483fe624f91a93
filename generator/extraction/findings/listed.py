"""Values listed one by one, each in brackets behind what it measures, whose group is named once, behind the last."""

from __future__ import annotations

import re
from itertools import pairwise

from generator.extraction.findings.arms import Arm
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
