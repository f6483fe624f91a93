"""Which measures of a sentence can be results: not its thresholds, times, scales, ages and sizes of groups."""

from __future__ import annotations

import re

from msgspec.structs import replace

from generator.extraction.findings.measures import Measure
from generator.extraction.lexicon import load_rules
from generator.extraction.numbers import NumberKind

_TIME_UNIT = re.compile(
    r"(?:years?|yrs?|months?|mos?|weeks?|wks?|days?|hours?|hrs?|minutes?|mins?|h|d|min)$", re.IGNORECASE
)
_TIME_LIST = re.compile(
    r"(?:,\s\d+)*,?\s(?:and|or|to)\s\d+[\s-](?:years?|months?|weeks?|days?|hours?|hrs?|h|min|minutes)\b"
)
_TIME_AFTER = re.compile(
    r"\s(?:after|before|post|following|later|prior|of (?:treatment|therapy|follow|study|age|the study"
    r"|intervention)|from|ago|apart)\b"
)
_SHORT_NAME = re.compile(r"(?<![A-Za-z])(?!CI\b|OR\b|RR\b|HR\b|SD\b)[A-Z]{2,}[\w-]*\s$")
"""A number behind an abbreviation is part of its name: "FEC 100", "VAS 1"."""


def find_candidates(text: str, measures: tuple[Measure, ...], start: int) -> list[Measure]:
    """The measures of a sentence that may be results."""
    flow = {measure.start for measure in measures if measure.counted and _is_flow(text, measure, start)}
    marked = _with_parts(text, measures, flow)
    return [measure for measure in marked if not _ruled_out(text, measure, start, flow)]


def _ruled_out(text: str, measure: Measure, start: int, flow: set[int]) -> bool:
    """Whether the words around the number say that it is a threshold, a time, a scale or an age."""
    before = text[max(start, measure.start - 72) : measure.start]
    timed = measure.unit is not None and _TIME_UNIT.match(measure.unit) is not None
    timed = timed or (measure.bare and _TIME_LIST.match(text, measure.end) is not None)
    for rule in load_rules("not_results"):
        if (rule.extra["only"] == "any" or timed) and rule.pattern.search(before):
            return not (rule.value == "age" and measure.counted)
    if timed and not measure.head.decimals and _TIME_AFTER.match(text, measure.end):
        return True
    if measure.head.kind is NumberKind.SIZE and measure.percent is None:
        return True  # "(n = 51)" behind an arm's name is the arm's size, and is kept with the group
    plain = measure.percent is None and measure.denominator is None and measure.unit is None
    if plain and not measure.head.decimals and not measure.head.in_words and _SHORT_NAME.search(before):
        return True
    if re.compile(r"\s?(?:years?|yrs?|months?)(?:[\s-]olds?\b|\sof\sage\b)|\s?(?:and|or)\s(?:older|more|over)\b").match(
        text, measure.head.end
    ):
        return True
    if measure.start in flow and measure.percent is None and measure.denominator is None:
        return True
    if measure.counted and measure.percent is None and re.search(r"\d\s?(?:to|-|–)\s?$|\b(?:or|to)\s$", before):
        return True  # the high end of "1 to 3 nodes"
    return measure.head.kind is NumberKind.DOSE and not re.search(
        r"\bdos(?:e|age|ing)\b", text[start : measure.start], re.IGNORECASE
    )


def _is_flow(text: str, measure: Measure, start: int) -> bool:
    """Whether a count says who was studied, and not what happened to them: the population tells that."""
    before, after = text[start : measure.start], text[measure.end : measure.end + 100]
    for rule in load_rules("participants_counted"):
        if rule.pattern.search(before if rule.extra["side"] == "before" else after):
            return True
    if before.endswith("(") and after.startswith(")"):
        return True  # "TMX (51 patients)" is the size of an arm
    return "evaluable" in text[measure.head.end : measure.end]


def _with_parts(text: str, measures: tuple[Measure, ...], flow: set[int]) -> list[Measure]:
    """The measures again, bare numbers marked as counts where they sum up to one: "136 women (74 A, 62 B)".

    Where the whole says who was studied, so do its parts, and they join ``flow``.
    """
    marked = list(measures)
    for index, whole in enumerate(measures):
        inside = _bracketed(text, measures, index)
        parts = [measures[at] for at in inside]
        if len(parts) < 2 or whole.numerator is None or sum(part.head.value for part in parts) != whole.numerator:
            continue
        if whole.start in flow:
            flow |= {part.start for part in parts}
        for at in inside:
            marked[at] = replace(measures[at], numerator=int(measures[at].head.value), counted=True, bare=False)
    return marked


def _bracketed(text: str, measures: tuple[Measure, ...], index: int) -> list[int]:
    """The bare whole numbers in the brackets behind a count."""
    opening = re.compile(r"[^().;]{0,48}\s[(\[]").match(text, measures[index].end)
    if measures[index].percent is not None or not opening:
        return []
    ends = [at for at in (text.find(")", opening.end()), text.find("]", opening.end())) if at >= 0]
    inside = [
        at for at in range(index + 1, len(measures)) if opening.end() <= measures[at].start < min(ends, default=0)
    ]
    whole = all(measures[at].percent is None and measures[at].unit is None for at in inside)
    return inside if whole and not any(measures[at].head.decimals for at in inside) else []
