"""Counts of those who were studied, which are no results: "51 women completed the study", "60 men (30 A, 30 B)"."""

from __future__ import annotations

import re
from functools import cache

from msgspec.structs import replace

from generator.extraction.findings.measures import Measure
from generator.extraction.lexicon import Rules, holding, load_rules
from generator.extraction.searching import Patterns

_HAPPENED = re.compile(
    r"\b(?:occurred|seen|observed|reported|noted|detected|found|diagnosed|developed|experienced|achieved)\s(?:in|by|for|among)\s$"
)


def is_flow(text: str, measure: Measure, start: int) -> bool:
    """Whether a count says who was studied, and not what happened to them: the population tells that."""
    before, after = text[start : measure.start], text[measure.end : measure.end + 100]
    if _HAPPENED.search(before):
        return False
    if any(holding(flow_rules("before"), before)) or any(holding(flow_rules("after"), after)):
        return True
    if before.endswith("(") and after.startswith(")"):
        return True  # "TMX (51 patients)" is the size of an arm
    return "evaluable" in text[measure.head.end : measure.end]


@cache
def flow_rules(side: str) -> Rules:
    """The rules for the words on one side of a count of who was studied."""
    return Patterns(rule for rule in load_rules("participants_counted") if rule.extra["side"] == side)


def with_parts(text: str, measures: tuple[Measure, ...], flow: set[int]) -> list[Measure]:
    """The measures again, bare numbers marked as counts where they sum up to one: "136 women (74 A, 62 B)".

    Where the whole says who was studied, so do its parts, and they join ``flow``.
    """
    marked = list(measures)
    for index, whole in enumerate(measures):
        parts = _parts(measures, index)
        if whole.start in flow:
            flow |= {measures[at].start for at in parts}
        for at in parts:
            marked[at] = replace(measures[at], numerator=int(measures[at].head.value), counted=True, bare=False)
    return marked


def _parts(measures: tuple[Measure, ...], index: int) -> list[int]:
    """The whole numbers right behind a count that sum up to it; none if none do."""
    whole, total, parts = measures[index], 0, list[int]()
    if whole.numerator is None or whole.percent is not None:
        return []
    for at in range(index + 1, len(measures)):
        part = measures[at]
        if part.percent is not None or part.unit is not None or part.head.decimals or part.denominator is not None:
            return []
        total += int(part.head.value)
        parts.append(at)
        if total >= whole.numerator:
            return parts if total == whole.numerator and len(parts) > 1 else []
    return []
