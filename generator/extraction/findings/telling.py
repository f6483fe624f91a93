"""The words of an outcome as a card tells them: without those for its change, with those that it needs."""

from __future__ import annotations

import re

from msgspec.structs import replace

from generator.evidence import StatisticType
from generator.extraction.findings.around import Span
from generator.extraction.findings.kinds import Result
from generator.extraction.findings.outcomes import SHARES, with_cause, with_odds, with_rate, with_threshold
from generator.extraction.mentions import says_something
from generator.extraction.trimming import trimmed, within_edges


def as_told(text: str, outcome: Span | None, result: Result, start: int) -> Span | None:
    """The outcome of a result without the words for its change, and with those that it does not go without."""
    outcome = _with_denial(text, without_change(text, outcome, result.type), result)
    if outcome is None:
        return None
    outcome = with_cause(text, _without_time_begun(text, _without_next(text, outcome)), start)
    if result.of_change and result.measure.percent is not None:
        outcome = with_odds(text, outcome, start)
    return with_rate(text, with_threshold(text, outcome, start), start) if result.type in SHARES else outcome


def _without_time_begun(text: str, outcome: Span) -> Span:
    """The outcome without the beginning of a time at its end: "pain about 2 [weeks after surgery]"."""
    begun = _TIME_BEGUN.search(text, outcome.start + 1, outcome.end)
    return replace(outcome, end=begun.start()) if begun and begun.end() == outcome.end else outcome


_TIME_BEGUN = re.compile(r"\s(?:at|about|after|within|over|for)\s(?:about\s|approximately\s)?\d+\Z")


def _without_next(text: str, outcome: Span) -> Span:
    """The outcome without what others did: "completed residencies [and all graduated fellowships]"."""
    behind = _NEXT_DID.search(text, outcome.start + 1, outcome.end)
    return replace(outcome, end=behind.start()) if behind else outcome


_NEXT_DID = re.compile(r",?\s(?:and|but|while|whereas)\s(?:all|none|most|both|the (?:others?|rest|remaining))\s")


def _with_denial(text: str, outcome: Span | None, result: Result) -> Span | None:
    """What a share of people did not have or do, with the words that deny it: "60% no longer had pain"."""
    if outcome is None or result.type not in SHARES or outcome.start < result.end:
        return outcome
    denied = _DENIED.search(text, result.end, outcome.start)
    return Span(denied.start(), outcome.end, of_people=outcome.of_people) if denied else outcome


_DENIED = re.compile(
    r"\b(?:no|no longer (?:had|have|met|showed|reported|experienced)"
    r"|(?:did|do|had|have|were|was) not(?: (?:have|achieve|reach|show|experience|develop|report|need|require))?)"
    r" (?:an? |the |any |(?:[a-z]+ly )?significant )*$"
)


def without_change(text: str, outcome: Span | None, type_: StatisticType | None) -> Span | None:
    """The outcome without the words for its change that lead to it: "better survival (HR 0.7)" is of survival.

    A share is of those with the change ("improved pain in 60%"): there only "a lower risk of" and the like are cut.
    """
    if outcome is None or outcome.of_people:
        return outcome
    of_a_change = type_ in _DIFFERENCES and _CHANGE.match(text, outcome.start, outcome.end)
    if of_a_change:  # "a greater drop in pain (difference, 1 point)": pain itself may be more
        return outcome
    kinds = ["risk"] if type_ in SHARES else ["risk", "compared outcome"]
    kinds += ["average"] if type_ in _AMOUNTS else []
    for kind in kinds:
        span = within_edges(text, outcome.start, outcome.end, kind)
        if span and span != trimmed(text, outcome.start, outcome.end) and says_something("outcome", text[slice(*span)]):
            outcome = Span(*span)
    return outcome


_DIFFERENCES = {StatisticType.MEAN_DIFFERENCE, StatisticType.RISK_DIFFERENCE}
_CHANGE = re.compile(
    r"(?:(?:an?|\w+ly|greater|larger|smaller|higher|lower|more|less|mean)\s)*"
    r"(?:drop|fall|declines?|decreases?|reductions?|loss|increases?|rise|gains?|changes?|improvements?)\s(?:in|of)\b",
    re.IGNORECASE,
)
_AMOUNTS = {StatisticType.MEAN, StatisticType.MEDIAN, StatisticType.MEAN_DIFFERENCE}
