"""Which of two groups has more, where the words say so: "B had lower scores (17 vs 11) than A"."""

from __future__ import annotations

import re

from generator.extraction.findings.arms import Arm
from generator.extraction.findings.around import CLAUSE, Place, clause_start, distinct, is_led
from generator.extraction.findings.kinds import Result


def as_said(place: Place, found: list[Arm | None]) -> list[Arm | None]:
    """The arms the other way round where the words say which of two values is the larger and that does not hold.

    As in "compared with A, B had lower scores (17 vs 11)"; where turning does not help, nothing is known. Values that
    stand in brackets right behind their own arms need no turning: "higher in A (9%) and in B (8%) than in C (2%)".
    """
    arms = [arm for arm in found if arm is not None]
    if len(arms) != len(found) or len(found) < 2 or len(distinct(arms)) != len(arms):
        return found
    if all(_RIGHT_BEHIND.fullmatch(place.text, arm.end, own.start) for arm, own in zip(arms, place.row, strict=True)):
        return found
    said = _larger_and_smaller(place) or _of_one_alone(place, arms)
    if said is None:
        return found
    for turned in (arms, arms[-1:] + arms[:-1]):
        values = {arm.key: _size(result) for arm, result in zip(turned, place.row, strict=True)}
        larger, smaller = (values.get(arm.key) for arm in said)
        if larger is None or smaller is None:
            return found
        if larger >= smaller:
            return list(turned)
    return [None] * len(found)


def _size(result: Result) -> float | None:
    """How large a result is, its sign apart; ``None`` where no number says it."""
    measure = result.measure
    value = measure.percent if measure.percent is not None else measure.value
    return None if value is None else abs(value)


def _larger_and_smaller(place: Place) -> tuple[Arm, Arm] | None:
    """The arm of which the words before a row say that it has more, and the other; ``None`` where they do not."""
    before = [arm for arm in place.before if not CLAUSE.search(place.text, arm.end, place.row[0].start)]
    if not before:
        return None
    text, stop = place.text, place.row[0].start
    start = min(clause_start(text, before[0].start), before[0].start)
    told = list(_MORE_OR_LESS.finditer(text, start, stop))
    if len(told) != 1:
        return None
    other = next((arm for arm in before if arm.end <= told[0].start() and is_led(text, arm)), None)
    if other is not None:
        subjects = [arm for arm in before if arm.start > other.end and arm.key != other.key][:1]
    else:
        than = _THAN.search(text, told[0].end(), stop)
        other = next((arm for arm in before if than and arm.start >= than.end()), None)
        if than is None or other is None:
            return None
        subjects = [arm for arm in before if arm.end <= than.start() and arm.key != other.key][-1:]
    if not subjects or _SCORE.search(text, told[0].end(), stop):
        return None
    return (subjects[0], other) if told[0]["more"] else (other, subjects[0])


def _of_one_alone(place: Place, arms: list[Arm]) -> tuple[Arm, Arm] | None:
    """The same where only one of two arms is named, before the bracket of a row or behind it."""
    for own, told in filter(None, (_named_before(place), _named_behind(place))):
        others = [arm for arm in arms if arm.key != own.key]
        if len(arms) == 2 and len(others) == 1:
            return (own, others[0]) if told["more"] else (others[0], own)
    return None


def _named_before(place: Place) -> tuple[Arm, re.Match[str]] | None:
    """The arm that has more or less, and the words for it: "pain was increased in the placebo group (0% vs 8%)"."""
    text, own = place.text, place.before[-1] if place.before else None
    if own is None or not _RIGHT_BEHIND.fullmatch(text, own.end, place.row[0].start):
        return None
    told = _MORE_IN.search(text, clause_start(text, own.start), own.start)
    return (own, told) if told else None


def _named_behind(place: Place) -> tuple[Arm, re.Match[str]] | None:
    """The same in "pain was more frequent (8% vs 25%) in the placebo group"."""
    text, own, first = place.text, place.after[0] if place.after else None, place.row[0].start
    if own is None or not _CLOSED_IN.fullmatch(text, place.row[-1].end, own.start):
        return None
    told = _MORE_BEFORE.search(text, clause_start(text, first), first)
    return (own, told) if told else None


_MORE_BEFORE = re.compile(
    r"\b(?:(?P<more>higher|greater|longer|increased|more(?:\s(?:frequent(?:ly)?|common(?:ly)?|often))?)"
    r"|(?:lower|shorter|decreased|reduced|less(?:\s(?:frequent(?:ly)?|common(?:ly)?|often))?))\s[(\[]$",
    re.IGNORECASE,
)
_CLOSED_IN = re.compile(r"[^()\[\]]{0,24}[)\]]\s(?:in|with|for|among)\s(?:the\s)?")
_MORE_IN = re.compile(
    r"\b(?:(?P<more>higher|greater|longer|increased|more\s(?:frequent|common|often|associated|prevalent))"
    r"|(?:lower|shorter|decreased|reduced|less\s(?:frequent|common|often|associated|prevalent)))\s(?:in|with|for|among)\s(?:the\s)?$",
    re.IGNORECASE,
)
_RIGHT_BEHIND = re.compile(r"\s?(?:groups?|arms?|patients)?\s?\(")
_MORE_OR_LESS = re.compile(
    r"(?<!or )\b(?:(?P<more>higher|greater|longer|larger|more\s(?:frequent|common|often))"
    r"|(?P<less>lower|fewer|shorter|smaller|less\s(?:frequent|common|often)|less(?=\s(?:in|with)\s)))\b",
    re.IGNORECASE,
)
_SCORE = re.compile(r"\bscores?\b", re.IGNORECASE)
"""Of a scale that may run the other way: "greater relief (mean score 1.7 vs 2.6)"."""
_THAN = re.compile(r"\b(?:than|compared\s(?:with|to)|versus|vs\.?|relative\sto)\b", re.IGNORECASE)
