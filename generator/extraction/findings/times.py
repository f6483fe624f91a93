"""When a result was measured."""

from __future__ import annotations

import re

from generator.extraction.findings.around import Span
from generator.extraction.findings.kinds import Result
from generator.extraction.lexicon import Hit, hits, load_rules


def time_of(text: str, clause: Span, result: Result, last: int) -> Span | None:
    """The time that a result of a clause is of: named right behind it, else last before it, else first behind it.

    Right behind is what stands behind ``last``, the number that it is set beside.
    None for where a change sets out from: "after 3 months pain fell from 6 to 4".
    """
    if _FROM.search(text, max(clause.start, result.start - _FROM_REACH), result.start) and _TO.match(text, result.end):
        return None
    if (listed := _LISTED_TIME.search(text, clause.start, result.start)) is not None:
        return Span(*listed.span("time"))
    times = hits(load_rules("timepoints"), text, clause.start, clause.end)
    said = sorted((hit for hit in times if not _is_by_how_much(text, hit)), key=lambda hit: hit.start)
    before = [hit for hit in said if hit.end <= result.start]
    behind = [hit for hit in said if hit.start >= last and not _OF_NEXT.fullmatch(text, hit.start, hit.end)]
    if not before and behind and _ANOTHER_VALUE.match(text, last, behind[0].start):
        return None  # "(rate 32%) and 68 degrees at 2 years"
    if behind and (not before or _SAME_VALUE.fullmatch(text, last, behind[0].start)):
        before = behind[:1]
    if (
        before
        and _OF_NEXT.fullmatch(text, before[-1].start, before[-1].end)
        and _NEXT_NAME.search(text, before[-1].end, result.start)
    ):
        return None  # "1-year survival was 66% and median survival 14 months"
    if before and _NEXT_VERB.search(text, before[-1].end, result.start):
        return None  # "was alike at baseline (4 vs 5) and fell (by 2 vs 1)"
    if behind and before == behind[:1] and _SINCE.search(text, last, behind[0].start):
        return None  # "fell by 2 and 1, and between baseline and week 4 by 3"
    if len(before) > 1 and _AND.fullmatch(text, before[-2].end, before[-1].start):
        return None  # "3-year and 5-year survival was 66% and 63%"
    if before and (_TIMES.search(text, before[-1].start, before[-1].end) or _MORE_TIMES.match(text, before[-1].end)):
        return None  # "at 6 and 12 hours it was 4.2 and 3.1", "at baseline, 8 and 16 weeks"
    return Span(before[-1].start, before[-1].end) if before else None


def _is_by_how_much(text: str, time: Hit) -> bool:
    """Whether a length of time is by how much something changed: "decreased by 4.5 hours", "... and by 3.5 days"."""
    said = text.startswith("by ", time.start)
    return said and bool(_CHANGED.search(text, time.start - 14, time.start) or _WITH_DECIMALS.match(text, time.start))


_WITH_DECIMALS = re.compile(r"by\s\d+[.·]\d")
_CHANGED = re.compile(r"\b(?:(?:in|de)creased|reduced|shortened|prolonged|extended|lengthened|rose|fell|delayed)\s\Z")


def without_time(text: str, outcome: Span) -> Span:
    """The outcome without a time at its end, where its value is of a later one: "pain at 6 h (1.3) and 12 h (1.1)"."""
    time = _OWN_TIME.search(text, outcome.start + 1, outcome.end)
    return Span(outcome.start, time.start(), of_people=outcome.of_people) if time else outcome


_FROM = re.compile(r"[(\[]\Z|\bfrom\s(?:an?\s)?(?:mean\s(?:of\s)?|median\s(?:of\s)?|baseline\s(?:of\s)?)?\Z")
_FROM_REACH = 24
_TO = re.compile(r"(?:\s[^\W\d][^\s,;.()]*){0,3}\sto\s(?:an?\s)?(?:mean\sof\s|median\sof\s)?\d")
_OWN_TIME = re.compile(r"\s(?:at|after)\s\d+(?:\s|-)?(?:h|hours?|days?|weeks?|months?|years?)$")
_LISTED_TIME = re.compile(
    r"[)\]],?\s(?:and\s)?"
    r"(?P<time>\d+(?:\s|-)?(?:h|hours?|days?|weeks?|months?|years?)|(?:day|week|month|year|visit)\s\d+)\s[(\[]"
    r"(?:[A-Za-z][\w\s-]{0,30}[:=,]?\s)?(?:\d[^();]{0,30}\s(?:vs\.?|versus)\s)?$"
)
"""Before the value of a later time of a list: "at 6 h (MD: 1.3), 12 h (MD: 1.1) and 24 h (MD: 0.9)"."""
_OF_NEXT = re.compile(r"\d+(?:\.\d+)?-(?:h|hour|day|week|month|year)(?!.*follow-up).*")
"""A time that is part of an outcome's name: in "median survival was 14 months and 1-year survival 66%" the second's."""
_NEXT_NAME = re.compile(
    r"\d\S*(?:\s[^\W\d]+){0,2}(?:\s?[(\[][^()\[\]]*[)\]])?,?\s(?:and|with)\s(?:an?\s|the\s)?[^\W\d]{2}"
)
_ANOTHER_VALUE = re.compile(r"\s?[)\]],?\s(?:and|but)\s(?:\w+\s)?\d")
"""Between a value in a bracket and the time of the one behind that."""
_NEXT_VERB = re.compile(
    r"[)\]],?\s(?:and|but)\s(?:then\s|(?:\w+ly)\s)?(?:did|was|were|had|has|fell|rose|increased|decreased|declined|improved|changed|dropped"
    r"|remained|worsened|reached)\b"
)
"""Between the time of one value and a value that the sentence tells by another verb."""
_SINCE = re.compile(r"\b(?:between|from)\s[^;()]*\Z")
"""Before the end of a span of time that belongs to a later value."""
_AND = re.compile(r",?\s(?:and|or|to)\s(?:at\s)?")
_TIMES = re.compile(r"\d(?:,\s\d+)*,?\sand\s\d")
_MORE_TIMES = re.compile(
    r"(?:,\s\d+(?:,\s\d+)*)?,?\s(?:and|or)\s\d+[-\s]?(?:h|hours?|min|days?|weeks?|months?|years?)\b"
)
_SAME_VALUE = re.compile(r"(?:(?!\b(?:and|but|vs|versus)\b)[^,;:]){0,60}", re.IGNORECASE)
"""What may stand between a value and its time: "(95% CI 2 to 5) in the placebo group"."""
