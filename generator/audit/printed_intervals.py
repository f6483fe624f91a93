"""Values with an interval or a range right behind them, read from the words alone.

The extraction leaves out bounds that cannot be those of their value, as in "0.66 (95% CI 1.41-1.07)": it would rather
read too little. The audit is there to see just these. What a value is, a ratio or a median, is said by the words before
it, and what its bounds are by the words between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from generator.audit.precision import figure
from generator.audit.reading import Printed, is_torn_at, once
from generator.evidence import EvidenceRecord, Quote, StatisticType
from generator.extraction.lexicon import Hit, first_hit, hits, load_rules, matches
from generator.extraction.quoting import quote

RATIOS: Final = {StatisticType.RISK_RATIO, StatisticType.ODDS_RATIO, StatisticType.HAZARD_RATIO}
DIFFERENCES: Final = {StatisticType.MEAN_DIFFERENCE, StatisticType.RISK_DIFFERENCE}
_AVERAGES: Final = {StatisticType.MEAN, StatisticType.MEDIAN}

_NO_VALUE: Final = re.compile(
    r"[<>≤≥]\s?$|\b[pP](?:[\s-]?values?)?\s?[=,:]?\s?$|\bdifferent\sfrom\s$"
    r"|(?:±|\+\s?/?\s?[-−]|\+\s?or|\bS[DE]M?|\bstandard deviation)[\])]?\s?[=,:]?\s?$"
)
"""Before a p-value or a standard deviation that stands right before an interval: "(P < 0.001, 95% CI 1.7 to 6.2)"."""
_IN_BRACKETS: Final = re.compile(r"\d\s?(?:%|[a-z]+)?\s?[(\[]$")
"""Before a number that stands in brackets behind another, and so is its spread or size: "32.1 (11.4; range 18-50)"."""
_AT: Final = re.compile(r"\b(?:at|after|within|over|by|in|for)\s(?:the\s)?$", re.IGNORECASE)
_TIME: Final = re.compile(r"[\s-](?:years?|yrs?|months?|weeks?|days?|hours?|h|min(?:utes)?)\b")
_WITH_UNIT: Final = re.compile(
    r"(?<![\d.,·])(?P<number>\d+(?:[.,·]\d+)*)\s?"
    r"(?P<unit>(?:(?:year|yr|month|week|day|hour|minute)s?|h|hrs?|min|kg|g|mg)(?:/\w+)?)\b"
)
_NEAR: Final = 22
"""Characters between a mean and its spread: " kg/m2 plus or minus "."""
_REACH: Final = 60
"""Characters between the name of a ratio or difference and its value."""
_LIST_REACH: Final = 240
"""Characters between a name and a value of the list that it heads."""
_IN_A_LIST: Final = re.compile(
    r"[-−–]?[\d.·]+\s?%?\s?[(\[][^()\[\]]*[)\]]|\b\d{2}(?:\.\d+)?\s?%(?=\s?-?\s?(?:CI|conf))"
)
"""What may stand between them: the values before it with their bounds, and the level."""


class PrintedInterval(Struct, frozen=True):
    """A value with two bounds; ``kind`` is what the words make of them: ``interval``, ``range`` or ``iqr``."""

    kind: str
    name: StatisticType
    """What the value is called; ``OTHER`` where it has no name."""
    value: Printed
    low: Printed
    high: Printed
    level: float | None
    quote: Quote


@once
def printed_intervals(record: EvidenceRecord) -> Iterator[PrintedInterval]:
    """The values with bounds of the abstract, in the order of the forms and of the text."""
    taken: list[range] = []
    for rule, match in matches(load_rules("printed_intervals"), record.text_of("abstract")):
        if any(match.start("low") in other for other in taken):
            continue
        if one := _read(record, rule.value, match):
            taken.append(range(match.start(), match.end()))
            yield one


def _read(record: EvidenceRecord, form: str, match: re.Match[str]) -> PrintedInterval | None:
    start = _sentence_start(record, match.start())
    before = match.string[start : match.start()]
    if _NO_VALUE.search(before) or is_torn_at(match.string, match.start()) or _is_a_time(match, before):
        return None
    name = _name(match.string, start, *match.span("value"))
    kind = _kind(form, match, before, name)
    if kind != "interval" and (_IN_BRACKETS.search(before) or not same_unit(match) or _follows_a_number(before)):
        return None
    if kind is None or (name in RATIOS and re.match(r"\s?%", match.string[match.end("value") :])):
        return None  # a ratio in percent is a reduction
    value, low, high = (_printed(match[part]) for part in ("value", "low", "high"))
    level = match.groupdict().get("level")
    words = quote(record, "abstract", *match.span())
    return PrintedInterval(kind, name, value, low, high, figure(level)[0] if level else None, words)


def _follows_a_number(before: str) -> bool:
    """Whether a number stands right before the value, behind the average's name, of which it then is the spread.

    As in "mean 26 plus or minus 6 (range 12-36)"; the values before it in a list, with their bounds, do not count.
    """
    named = hits(load_rules("effect_measures"), before)
    last = max((hit.end for hit in named if StatisticType(hit.rule.value) in _AVERAGES), default=0)
    return re.search(r"\d", _IN_A_LIST.sub("", before[last:])[-_NEAR:]) is not None


def _is_a_time(match: re.Match[str], before: str) -> bool:
    """Whether the number says when a value before it was measured: "77% at 1 year [95% CI 75-80]"."""
    return _AT.search(before) is not None and _TIME.match(match.string, match.end("value")) is not None


def have_two_units(text: str, value: Printed, bound: Printed) -> bool:
    """Whether both are printed with a unit of time or mass, and these differ: "2.1 years (range 3-60 months)"."""
    units = [_unit_behind(text, number) for number in (value, bound)]
    return None not in units and units[0] != units[1]


def _unit_behind(text: str, number: Printed) -> str | None:
    """The unit behind the last figures of a number, in the singular."""
    figures = number.text.lstrip("-−–")
    units = [match["unit"] for match in _WITH_UNIT.finditer(text) if match["number"] == figures]
    return units[-1].rstrip("s") if units else None


def same_unit(match: re.Match[str]) -> bool:
    """Whether both bounds are in one unit, where the first has one: not so in "range 9 months to 48 years"."""
    unit = match["low_unit"].strip().rstrip("s")
    return not unit or re.match(rf"\s?{re.escape(unit)}", match.string[match.end("high") :]) is not None


def _printed(digits: str) -> Printed:
    bare = re.sub(r"^\s?([-−–])\s", r"\1", digits).strip()
    value, stands_for = figure(bare)
    return Printed(value, stands_for, bare)


def _sentence_start(record: EvidenceRecord, position: int) -> int:
    """Where the sentence around a position begins."""
    return max((one.start for one in record.sentences if one.start <= position), default=0)


def _kind(form: str, match: re.Match[str], before: str, name: StatisticType) -> str | None:
    """What the bounds are; ``None`` where the words leave it open or they are no bounds."""
    if form == "interval":
        return form
    if form == "range":
        between = match.string[match.end("value") : match.start("low")]
        quartiles = re.search(r"quartile|IQR|inter-?quartile", between, re.IGNORECASE)
        return ("iqr" if quartiles else "range") if name in _AVERAGES else None
    spoken = first_hit(load_rules("names_of_bounds"), before)
    if spoken is None:  # "HR = 2.82 [1.26-6.25]"
        return "interval" if name in RATIOS and _decimals(match["low"]) == _decimals(match["high"]) > 0 else None
    if spoken.rule.value == "interval":
        return "interval" if name not in _AVERAGES else None
    return spoken.rule.value if name in _AVERAGES else None


def _decimals(digits: str) -> int:
    return len(re.split(r"[.·]", digits)[1]) if re.search(r"[.·]", digits) else 0


def _name(text: str, start: int, value: int, end: int) -> StatisticType:
    """The nearest name before the value, if it still speaks of it. Some are names only right before a number."""
    found = hits(load_rules("effect_measures"), text, start, end)
    named: list[Hit] = sorted((hit for hit in found if hit.end <= value), key=lambda hit: hit.end)
    if not named:
        return StatisticType.OTHER
    kind, between = StatisticType(named[-1].rule.value), text[named[-1].end : value]
    if kind in _AVERAGES:
        return kind if len(between) <= _LIST_REACH else StatisticType.OTHER
    rest = _IN_A_LIST.sub("", between)
    near = len(rest) <= _REACH and len(between) <= _LIST_REACH and not re.search(r"\d|[;.]\s", rest)
    return kind if near else StatisticType.OTHER
