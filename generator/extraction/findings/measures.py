"""Measures: the forms in which a result's number is printed, each whole, with its attachments.

A measure begins with a number and takes what belongs to it: a denominator, a percentage, a spread, an interval, the
people counted ("13/38 patients (34%)", "2.7 ± 2.9 kg", "69% of women", "0.94 (95% CI 0.74-1.19)"). Here only the
form is read; which statistic it is, where the form leaves it open, is decided in ``kinds``.
"""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from generator.evidence import Dispersion
from generator.extraction.lexicon import alternatives, load_rules
from generator.extraction.numbers import Number, NumberKind


class Measure(Struct, frozen=True, kw_only=True):
    """A reported number with its attachments; ``[start, end)`` are its words."""

    start: int
    end: int
    head: Number
    """The number that the words begin with, or the percentage of a count."""
    percent: float | None = None
    numerator: int | None = None
    denominator: int | None = None
    value: float | None = None
    unit: str | None = None
    low: float | None = None
    high: float | None = None
    level: float | None = None
    dispersion: Dispersion | None = None
    over_units: bool = False
    """Whether events are counted over units that can each have several, such as cycles: no proportion of people."""
    counted: bool = False
    """Whether people or events are counted: a noun follows, or a denominator, or a percentage in brackets."""
    bare: bool = False
    """Whether the number stands alone: no unit, noun or attachment tells what it is."""


_TIME_UNIT = re.compile(
    r"(?:years?|yrs?|months?|mos?|weeks?|wks?|days?|hours?|hrs?|minutes?|mins?|h|d|min)$", re.IGNORECASE
)


def is_time(measure: Measure) -> bool:
    """Whether a measure is a length of time."""
    return measure.unit is not None and _TIME_UNIT.match(measure.unit) is not None


class Reading(Struct, kw_only=True):
    """A stretch of text with its numbers, and how far it has been read."""

    text: str
    numbers: tuple[Number, ...]
    stop: int
    """Where the stretch ends."""

    def number(self, index: int) -> Number | None:
        """The number at an index, ``None`` behind the last."""
        return self.numbers[index] if 0 <= index < len(self.numbers) else None

    def at(self, index: int, position: int) -> Number | None:
        """The number at an index if it begins at a position."""
        number = self.number(index)
        return number if number is not None and number.start == position else None


# ----------------------------------------------------------------------------------------------- patterns

_NO_QUALIFIER = (
    r"(?:and|or|vs|versus|in|of|on|at|for|with|were|was|had|to|per|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|comprised|included|received)"
)
_QUALIFIER = rf"(?:(?!{_NO_QUALIFIER}\s)[a-z][\w+/-]{{2,20}}\s){{0,2}}"
_NO_GROUP = r"(?!\s(?:groups?|arms?)\b)"
"""Behind people: "of the control group" names a group."""
_OUT_OF = re.compile(
    r"\s?/\s?|\s(?:out\s)?of\s(?:(?:the|our|these)\s(?:first|last|next|remaining|other|original|initial)\s|the\s"
    r"|a\stotal\sof\s|all\s|our\s|these\s)?",
    re.IGNORECASE,
)
_PLUS_MINUS = re.compile(
    r"\s?[(\[]?\s?(?:Â?±|\+\s?/\s?[-−–]|[-−–]\s?/\s?\+|\+\s?-|\+\sor\s-|&#177;|\+and-|\bplus\s?(?:or|/)\s?minus\b)\s?"
    r"(?P<name>SD|SEM|SE|standard deviations?|standard errors?)?\s?(?:[\[(]S[DE]M?[\])]\s)?"
    r"|,?\s(?P<said>SD|SEM|SE)\s?=?\s"
)
_OPEN = re.compile(r"\s?[(\[{]\s?")
_INNER = re.compile(r"\s?[,;]?\s?\[?")
_CLOSING = {"(": ")", "[": "]", "{": "}"}
_COMMA = re.compile(r"(?:,|;|\sor|\s?=)\s")
_LEADS_ON = re.compile(r"\s?[,;:]?\s(?:and\s|with\s(?:a\s)?)?")
_PER = re.compile(
    r"(?:\s(?:events?|cases?|deaths?|episodes?|infections?))?\s?(?:per|/)\s?(?P<per>1(?:0{1,5}|,000|00,000)?\s?)?"
    r"(?P<base>(?:person|patient|woman|women)s?[-\s](?:years?|months?|days?)|patients?|women|persons?|live births"
    r"|years?|year)\b",
    re.IGNORECASE,
)
_POINTS = re.compile(r"\s?(?:percentage\s|%\s)?points?\b", re.IGNORECASE)


def _counted() -> str:
    return alternatives("counted_people", "counted_events")


@cache
def _people() -> re.Pattern[str]:
    return re.compile(
        rf"\s{_QUALIFIER}(?:(?P<people>{alternatives('counted_people')})|{alternatives('counted_events')})(?![\w-]){_NO_GROUP}",
        re.IGNORECASE,
    )


@cache
def _event_at_end() -> re.Pattern[str]:
    return re.compile(rf"\s{_QUALIFIER}(?:{alternatives('counted_events')})$", re.IGNORECASE)


@cache
def _counted_of() -> re.Pattern[str]:
    return re.compile(rf"(?:\s{_QUALIFIER}(?:{_counted()}))?(?:\s?/\s?|\s(?:out\s)?of\s|\sin\s(?=\d))")


@cache
def _of_people() -> re.Pattern[str]:
    return re.compile(
        rf"\sof\s(?!controls\b)(?:the\s|all\s|these\s|those\s|our\s)*(?:evaluable\s|treated\s|enrolled\s)?(?:{_counted()})(?![\w-]){_NO_GROUP}",
        re.IGNORECASE,
    )


# ------------------------------------------------------------------------------------------------ reading

_HEADS = {NumberKind.PLAIN, NumberKind.PERCENT, NumberKind.DOSE, NumberKind.SIZE}


def find_measures(text: str, numbers: tuple[Number, ...], start: int, end: int) -> tuple[Measure, ...]:
    """The measures of ``text[start:end]`` in order, none overlapping another. ``numbers`` are those of the text."""
    inside = tuple(number for number in numbers if start <= number.start and number.unit_end <= end)
    reading = Reading(text=text, numbers=inside, stop=end)
    found: list[Measure] = []
    index = 0
    while index < len(inside):
        if inside[index].kind in _HEADS:
            measure, index = _measure(reading, index)
            found.append(measure)
        else:
            index += 1
    return tuple(found)


def _measure(reading: Reading, index: int) -> tuple[Measure, int]:
    """The measure that begins with the number at an index, and the index behind its last number."""
    head = reading.numbers[index]
    measure = Measure(start=head.start, end=head.unit_end, head=head, value=head.value, unit=head.unit)
    following = index + 1
    if head.unit == "%":
        measure = replace(measure, percent=head.value)
    if head.unit is None and (sign := reading.text[head.start - 1 : head.start]) in _CURRENCIES:
        measure = replace(measure, start=head.start - 1, unit=sign)  # "$48 (29.7%)" counts nobody
    for attach in (_with_denominator, _with_noun, _with_spread, _with_rate, _with_brackets, _with_late_denominator):
        measure, following = attach(reading, measure, following)
    measure, following = _with_open_interval(reading, measure, following)
    measure, following = _with_distant_denominator(reading, measure, following)
    measure, following = _with_whole(reading, measure, following)
    if measure.percent is not None and measure.end == head.unit_end:
        measure = _with_of_people(reading, measure)
    following = _behind_conversion(reading, measure, following)
    measure = _without_event(reading.text, _with_sign_of_size(reading.text, measure))
    alone = measure.end == head.end and measure.unit is None
    return replace(measure, bare=alone and not measure.counted), following


_CURRENCIES = ("$", "€", "£", "¥")


def _behind_conversion(reading: Reading, measure: Measure, index: int) -> int:
    """The index behind the same value in another unit: "2.26 mg/day (0.071 mg/kg)"."""
    other = reading.number(index)
    if other is None or measure.unit in {None, "%"} or other.unit in {None, "%"}:
        return index
    opened = re.compile(r"\s?\(").fullmatch(reading.text, measure.end, other.start)
    return index + 1 if opened and reading.text[other.unit_end : other.unit_end + 1] == ")" else index


def _without_event(text: str, measure: Measure) -> Measure:
    """The measure without the event that ends its words: "14 deaths" counts 14, what happened is the outcome."""
    match = _event_at_end().search(text, measure.start, measure.end)
    return replace(measure, end=match.start()) if match else measure


def _with_sign_of_size(text: str, measure: Measure) -> Measure:
    """The measure with the "n =" before its number."""
    match = _SIGN_OF_SIZE.search(text, max(0, measure.start - 5), measure.start)
    return replace(measure, start=match.start()) if match else measure


_SIGN_OF_SIZE = re.compile(r"\b[nN]\s?[=:]\s?$")


def _whole(number: Number | None) -> int | None:
    """The number as a count, if it can be one."""
    if number is None or number.decimals or number.value < 0 or number.kind not in {NumberKind.PLAIN, NumberKind.SIZE}:
        return None
    return int(number.value)


def _with_denominator(reading: Reading, measure: Measure, index: int) -> tuple[Measure, int]:
    """As in "13/38", "13 of 38", "13 out of the 38 children"."""
    top, following = _whole(measure.head), reading.number(index)
    bottom = _whole(following)
    if top is None or following is None or bottom is None or measure.unit is not None:
        return measure, index
    if not _OUT_OF.fullmatch(reading.text, measure.end, following.start) or top > bottom or not bottom:
        return measure, index
    if following.unit is not None and following.unit != "%":
        return measure, index
    return replace(measure, end=following.end, numerator=top, denominator=bottom, counted=True), index + 1


def _with_late_denominator(reading: Reading, measure: Measure, index: int) -> tuple[Measure, int]:
    """As in "13 (18%) of 72 subjects", "eight (53%) of 15"."""
    following = reading.number(index)
    bottom = _whole(following)
    if measure.denominator is not None or measure.numerator is None or bottom is None or following is None:
        return measure, index
    if not re.compile(r"\sof\s(?:the\s|all\s)?").fullmatch(reading.text, measure.end, following.start):
        return measure, index
    if measure.numerator > bottom or not bottom:
        return measure, index
    measure = replace(measure, end=following.end, denominator=bottom)
    return _with_noun(reading, measure, index + 1)


_OVER = re.compile(
    r"(?:(?!\sand\s)[^.;:,()\[\]\d]){0,90}\s(?:over|in|during|among|across|of)\s(?:the\s|all\s|these\s|a\stotal\sof\s)*",
    re.IGNORECASE,
)


def _with_distant_denominator(reading: Reading, measure: Measure, index: int) -> tuple[Measure, int]:
    """As in "Eight events were seen over the 78 cycles (15%)": a count, what it was counted over, their percentage."""
    following, percent = reading.number(index), reading.number(index + 1)
    bottom = _whole(following)
    if not measure.counted or measure.denominator is not None or measure.percent is not None or not bottom:
        return measure, index
    if following is None or percent is None or percent.unit != "%" or (measure.numerator or 0) > bottom:
        return measure, index
    between = _OVER.fullmatch(reading.text, measure.end, following.start)
    behind = re.compile(r"(?:\s[a-z][a-z-]+){1,3}\s\(").fullmatch(reading.text, following.end, percent.start)
    closing = re.compile(r"\s?\)").match(reading.text, percent.unit_end)
    if not between or not behind or not closing:
        return measure, index
    people = _people().match(reading.text, following.end, reading.stop)
    whole = replace(measure, end=closing.end(), denominator=bottom, percent=percent.value, head=percent)
    return replace(whole, over_units=not (people and people["people"])), index + 2


def _with_noun(reading: Reading, measure: Measure, index: int) -> tuple[Measure, int]:
    """The people or events counted: "nine patients", "49 enrolled children"."""
    numerator = measure.numerator if measure.numerator is not None else _whole(measure.head)
    if (measure.unit is not None and measure.percent is None) or numerator is None:
        return measure, index
    match = _people().match(reading.text, measure.end, reading.stop)
    if not match or (numerator > 1 and _ONE_OF_THEM.search(match[0])):
        return measure, index
    return replace(measure, end=match.end(), numerator=numerator, counted=True), index


_ONE_OF_THEM = re.compile(r"\b(?:patient|participant|subject|woman|man|child|person)$", re.IGNORECASE)
"""In "two patient domains" and "10 patient visits" nobody is counted."""


def _with_of_people(reading: Reading, measure: Measure) -> Measure:
    """As in "85% of patients", unless the words go on to name an arm."""
    match = _of_people().match(reading.text, measure.end, reading.stop)
    return replace(measure, end=match.end(), counted=True) if match else measure


def _with_whole(reading: Reading, measure: Measure, index: int) -> tuple[Measure, int]:
    """As in "23.2% of 203 women": the denominator of a percentage whose count is not printed."""
    bottom = _whole(reading.number(index))
    if measure.percent is None or measure.numerator is not None or not bottom:
        return measure, index
    match = re.compile(r"\sof\s(?:the\s|all\s)?(?:other\s)?").fullmatch(
        reading.text, measure.end, reading.numbers[index].start
    )
    noun = _people().match(reading.text, reading.numbers[index].end, reading.stop)
    if not match or not noun:
        return measure, index
    return replace(measure, end=noun.end(), denominator=bottom, counted=True), index + 1


def _with_spread(reading: Reading, measure: Measure, index: int) -> tuple[Measure, int]:
    """As in "2.7 ± 2.9 kg", "4.31 (± 1.67)"."""
    spread = reading.number(index)
    if spread is None or measure.numerator is not None:
        return measure, index
    match = _PLUS_MINUS.fullmatch(reading.text, measure.end, spread.start)
    if not match:
        return measure, index
    kind = _kind_of_spread(match)
    end = spread.unit_end
    if "(" in match[0] or "[" in match[0]:
        closing = re.compile(r"\s?[)\]]").match(reading.text, end)
        end = closing.end() if closing else end
    points = _POINTS.match(reading.text, end)
    end = points.end() if points else end
    dispersion = Dispersion(type="se" if kind == "se" else "sd", value=abs(spread.value))
    unit = measure.unit or spread.unit
    percent = measure.value if unit == "%" else None
    return replace(measure, end=end, dispersion=dispersion, unit=unit, percent=percent), index + 1


def _kind_of_spread(match: re.Match[str]) -> str:
    """What the words between a value and its spread call that; a standard deviation where they do not say."""
    return "se" if (match["name"] or match["said"] or "").startswith(("SE", "standard e")) else "sd"


def _with_rate(reading: Reading, measure: Measure, index: int) -> tuple[Measure, int]:
    """As in "42.5 per 1000 women", "1.3 events per 100 patient-years"."""
    match = _PER.match(reading.text, measure.end, reading.stop)
    if not match or measure.unit is not None or measure.numerator is not None:
        return measure, index
    while (number := reading.number(index)) is not None and number.start < match.end():
        index += 1
    return replace(measure, end=match.end(), unit=match[0].strip()), index


# ------------------------------------------------------------------------------------------------ brackets


def _with_brackets(reading: Reading, measure: Measure, index: int) -> tuple[Measure, int]:
    """What stands in brackets behind the number and belongs to it."""
    opening = _OPEN.match(reading.text, measure.end, reading.stop)
    if not opening:
        return _with_comma(reading, measure, index)
    closing = _closing(reading.text, opening.end() - 1, opening[0].strip(), reading.stop)
    inner, following = _with_items(reading, measure, index, opening.end())
    if inner is None:
        return measure, index
    rest = reading.text[inner.end : closing]
    if closing < reading.stop and (
        not rest.strip(" ]") or re.match(r"\s?[,;:]?\s?(?:log-?rank\s)?[Pp][\s-]?[<=>]", rest)
    ):
        inner = replace(inner, end=closing + 1)
        while (number := reading.number(following)) is not None and number.start < closing:
            following += 1
    noun = _people().match(reading.text, inner.end, reading.stop)
    if noun and inner.numerator is not None and not measure.end > measure.head.end:
        inner = replace(inner, end=noun.end())
    return inner, following


def _closing(text: str, at: int, opening: str, stop: int) -> int:
    """Where the bracket that opened is closed; ``stop`` where it is not."""
    close, depth = _CLOSING[opening], 1
    for position in range(at + (text[at] == opening), stop):
        if text[position] == opening:
            depth += 1
        elif text[position] == close:
            depth -= 1
            if not depth:
                return position
    return stop


def _with_items(reading: Reading, measure: Measure, index: int, at: int) -> tuple[Measure | None, int]:
    """The measure with the items of a bracket that belong to it, ``None`` if none does."""
    found: Measure | None = None
    while (following := reading.number(index)) is not None:
        item = _item(reading, found or measure, index, at)
        if item is None:
            break
        found, index = item
        at = found.end + len(_INNER.match(reading.text, found.end)[0])  # type: ignore[index]
    del following
    return found, index


def _item(reading: Reading, measure: Measure, index: int, at: int) -> tuple[Measure, int] | None:
    """The measure with the one item that begins at a position, and the index behind it."""
    for read in (_interval_item, _spread_item, _percent_item, _fraction_item, _size_item, _plain_item):
        if (item := read(reading, measure, index, at)) is not None:
            return item
    return None


def _interval_item(reading: Reading, measure: Measure, index: int, at: int) -> tuple[Measure, int] | None:
    """As in "95% CI, 33% to 64%", "CI 0.7-1.2"."""
    level = None
    while (number := reading.number(index)) is not None and number.kind is NumberKind.LEVEL:
        level, index = number.value, index + 1  # some print it twice: "95% 95%CI"
    following, high = reading.number(index), reading.number(index + 1)
    if following is None or high is None or following.kind is not NumberKind.INTERVAL:
        return None
    if _SPREAD_BEFORE.search(reading.text, max(0, measure.start - 8), measure.start):
        return None  # "50% (SE 0.3, 95% CI 45 to 55)"
    if _ONE_MORE.match(reading.text, high.unit_end, reading.stop):
        return _with_several(reading, measure, index)
    between = reading.text[at : following.start]
    if len(between) > 48 or re.search(r"[.;](?!\d)|\bP\b", between.replace("C.I.", "")) or measure.low is not None:
        return None
    if (
        measure.unit == "%"
        and following.unit is None
        and high.unit is None
        and not _may_be_fractions(measure, following, high)
    ):
        return None  # "AUC 0.77, 80% sensitivity and 60% specificity, CI 0.67-0.87" goes back to the first
    end = max(high.end, high.unit_end)
    return (
        replace(measure, end=_within(end, reading.stop), low=following.value, high=high.value, level=level),
        index + 2,
    )


def _may_be_fractions(measure: Measure, low: Number, high: Number) -> bool:
    """Whether bounds up to 1 may be those of a percentage, as fractions: "92%, CI 0.89 to 0.95"."""
    value = measure.value or 0
    return value <= 1 or low.value < 0 or high.value > 1 or low.value * 100 <= value <= high.value * 100


def _with_several(reading: Reading, measure: Measure, index: int) -> tuple[Measure, int]:
    """The measure without the intervals of several values that stand behind it, and the index behind them.

    As in "3.8 and 8.1 months (95% CI 2.9-4.8 and 6.8-9.5)".
    """
    while (high := reading.number(index + 1)) and _ONE_MORE.match(reading.text, high.unit_end, reading.stop):
        index += 2
    return measure, index + 2


_SPREAD_BEFORE = re.compile(r"[(\[,;]\s?S[DE]M?\s?[=:]?\s?$")
_ONE_MORE = re.compile(r"(?:,|,?\s(?:and|versus|vs\.?))\s[-−–]?\d+(?:\.\d+)?\s?%?(?:[-–—−]|\sto\s)[-−–]?\d")
"""Behind an interval: another one."""


def _spread_item(reading: Reading, measure: Measure, index: int, at: int) -> tuple[Measure, int] | None:
    """As in "SD 4.7", "range 1-21", "IQR 3 to 9", "± 4.7".

    A range behind a standard deviation, "32.1 (11.4; range 18-50)", belongs to the words and is not kept beside it.
    """
    low, high = reading.numbers[index], reading.number(index + 1)
    words = reading.text[at : low.start]
    if len(words) > 48:
        return None
    if named := _PLUS_MINUS.fullmatch(" " + words):
        kind = _kind_of_spread(named)
    else:
        rule = next((rule for rule in load_rules("spreads") if rule.pattern.search(words)), None)
        if rule is None:
            return None
        kind = rule.value
    if _NAMED_QUARTILES.match(reading.text, at):
        return None
    if kind in ("sd", "se"):
        spread = Dispersion(type="se" if kind == "se" else "sd", value=abs(low.value))
        return None if measure.dispersion else (replace(measure, end=low.unit_end, dispersion=spread), index + 1)
    if high is None or not re.compile(r"[^.;()\d]{0,24}").fullmatch(reading.text, low.end, high.start):
        return None
    if low.unit is not None and low.unit.rstrip("s") != (high.unit or "").rstrip("s"):
        return None  # "range 19 days-11.8 years"
    if measure.dispersion is not None:
        return (replace(measure, end=high.unit_end), index + 2) if measure.dispersion.value is not None else None
    both = Dispersion(type="iqr" if kind == "iqr" else "range", low=low.value, high=high.value)
    return replace(measure, end=high.unit_end, dispersion=both), index + 2


_NAMED_QUARTILES = re.compile(r"quartiles?\s1\s?[-–]\s?3:")
"""The 1 and 3 of "quartile 1-3: 363-1267" are no bounds."""


def _percent_item(reading: Reading, measure: Measure, index: int, at: int) -> tuple[Measure, int] | None:
    """The percentage of a count: "552 patients (11.6%)"."""
    number = reading.at(index, at)
    top = measure.numerator if measure.numerator is not None else _whole(measure.head)
    if number is None or number.unit != "%" or measure.percent is not None or top is None or measure.unit is not None:
        return None
    if re.compile(r"\s(?:vs\.?|versus|v\.?|and|to|compared)\s").match(reading.text, number.unit_end):
        return None  # "than with regimen 75 (49.2% v 40%)" lists the shares of two arms
    if _A_YEAR.match(reading.text, number.unit_end):
        return None
    if measure.denominator is None and _OF_SOME.match(reading.text, number.unit_end):
        return None
    if top == 1 and measure.head.in_words and _THE_ONE.search(reading.text, max(0, measure.start - 30), measure.start):
        return None
    counted = replace(measure, end=number.unit_end, percent=number.value, numerator=top, head=number, counted=True)
    return counted, index + 1


_A_YEAR = re.compile(r"\s?(?:/|per\s|a\s|each\s)\s?(?:years?|yr|month|annum|(?:patient|person)-?\s?years?)\b|\s?annual")
"""Behind a rate, which is none of a count: "25 of 135 patients (2.6%/year)"."""
_THE_ONE = re.compile(r"\b(?:the|an?|this|that|each)\s(?:[a-z-]+\s)?$", re.IGNORECASE)
"""Before a "one" that counts nothing: "more often at the southern (34%) than at the northern one (12%)"."""
_OF_SOME = re.compile(
    r"\s(?:(?!of\b|in\b|overall\b)[A-Za-z]|of\s(?:the\s)?(?:full|planned|expected|required|targeted|anticipated)\b)"
)
"""Behind a percentage that tells who they are or of what plan, not how many of all: "130 adolescents (47% male)",
"12 (95% CI ...)", "120 events (61% of full information)"."""


def _fraction_item(reading: Reading, measure: Measure, index: int, at: int) -> tuple[Measure, int] | None:
    """The counts of a percentage, or a count again with what it is of: "17% (5/30)", "five women (17%, 5/30)"."""
    top, bottom = reading.at(index, at), reading.number(index + 1)
    if measure.denominator is not None or top is None or bottom is None:
        return None
    over, under = _whole(top), _whole(bottom)
    if over is None or under is None or over > under or not under:
        return None
    if measure.numerator != over and (measure.percent is None or measure.numerator is not None):
        return None
    if not _counted_of().fullmatch(reading.text, top.end, bottom.start):
        return None
    if measure.percent is not None and _OF_ITS_OWN.match(reading.text, bottom.end):
        return None
    noun = _people().match(reading.text, bottom.end, reading.stop)
    end = noun.end() if noun else bottom.end
    return replace(measure, end=end, numerator=over, denominator=under, counted=True), index + 2


_OF_ITS_OWN = re.compile(
    r"(?:\s[a-z]+)?(?:\sand\s\d+\s?(?:/|of\s)\s?\d|[,;]\s?[\d.·]+\s?%(?!\s?-?\s?(?:CI|C\.I|conf)))"
)
"""Behind one fraction of several, or one that has its own percentage: "24% (9/46 dogs and 10/34 cats)",
"with 0.5% (12 of 39 eyes, 31%)"."""


def _size_item(reading: Reading, measure: Measure, index: int, at: int) -> tuple[Measure, int] | None:
    """The count of a percentage: "34% (n = 13)", "34% [13 patients]"."""
    number = reading.number(index)
    count = _whole(number)
    if number is None or count is None or measure.percent is None or measure.numerator is not None:
        return None
    if measure.dispersion is not None or measure.low is not None:
        return None  # "69% (range 38-100%; n = 2)" averages over two
    if number.kind is NumberKind.SIZE:
        if not re.compile(r"[nN]\s?[=:]\s?").fullmatch(reading.text, at, number.start):
            return None
        divided = reading.number(index + 1)
        if (under := _whole(divided)) and divided and reading.text[number.end : divided.start].strip() == "/":
            return replace(measure, end=divided.end, numerator=count, denominator=under, counted=True), index + 2
        return replace(measure, end=number.end, numerator=count, counted=True), index + 1
    if number.start != at:
        return None
    noun = _people().match(reading.text, number.end, reading.stop)
    if not noun or not re.compile(r"\s?[)\]]").match(reading.text, noun.end()):
        return None  # "25.6% (6 CR, 17 PR)" is the sum of its counts
    return replace(measure, end=noun.end(), numerator=count, counted=True), index + 1


def _plain_item(reading: Reading, measure: Measure, index: int, at: int) -> tuple[Measure, int] | None:
    """A bare pair or number in brackets: a span without a name, "8.5 (7.1-9.9)", or a spread without one, "2.9 (3.9)".

    Which spread it is only the sentence can tell (``kinds``); here a pair is kept as bounds and a single number as a
    spread of a number with decimals, which nothing else in brackets right behind it is.
    """
    low, high = reading.at(index, at), reading.number(index + 1)
    if low is None or measure.low is not None or measure.dispersion is not None:
        return None
    if measure.numerator is not None and measure.percent is None:
        return None
    if low.kind not in {NumberKind.PLAIN, NumberKind.PERCENT, NumberKind.DOSE} or low.unit not in {None, measure.unit}:
        return None
    if high is not None and re.compile(r"\s?%?\s?(?:--|[-–—−‒‑,;:/]|to|and)\s?\+?\s?").fullmatch(
        reading.text, low.end, high.start
    ):
        if _falls(reading, measure, low, high):
            return replace(measure, end=high.unit_end, low=high.value, high=low.value), index + 2
        around = measure.percent is None or low.value <= measure.percent <= high.value
        if not around or high.value <= low.value or not re.compile(r"\s?[\])};,]").match(reading.text, high.unit_end):
            return None
        return replace(measure, end=high.unit_end, low=low.value, high=high.value), index + 2
    alone = re.compile(r"\s?[\])}]").match(reading.text, low.unit_end)
    and_range = re.compile(r"\s?[;,]\s?range,?\s").match(reading.text, low.unit_end)
    decimals = alone and low.decimals and measure.head.decimals
    said = _SPREAD_SAID.search(reading.text, max(0, measure.start - _SAID_REACH), measure.start) if alone else None
    if not (decimals or and_range or (alone and said)) or low.in_words or measure.percent is not None:
        return None
    if low.value < 0 or low.unit == "%":
        return None
    spread = Dispersion(type="se" if said and said["error"] else "sd", value=low.value)
    return replace(measure, end=low.unit_end, dispersion=spread), index + 1


_SPREAD_SAID = re.compile(
    r"\b(?:mean|average)s?\s?[(\[±]\s?"
    r"(?:SDs?|standard deviations?|(?P<error>SEM?|s\.e\.m?\.?|standard errors?(?: of the mean)?))[)\]]?"
    r"(?:[^.;]|\.\d)*\Z",
    re.IGNORECASE,
)
"""Before values that have a spread in brackets: "the mean (SE) increase was 145 (84) minutes"."""
_SAID_REACH = 240


def _falls(reading: Reading, measure: Measure, low: Number, high: Number) -> bool:
    """Whether a pair in square brackets is an interval printed from its high end: "a fall of 0.27 [0.41, 0.13]"."""
    return (
        measure.value is not None
        and low.value > measure.value > high.value
        and bool(low.decimals and high.decimals)
        and reading.text[low.start - 1] == "["
        and reading.text[high.unit_end : high.unit_end + 1] == "]"
    )


def _with_comma(reading: Reading, measure: Measure, index: int) -> tuple[Measure, int]:
    """The other half of a proportion behind a comma: "42%, 13/31", "72 of 207, 34.8%", "six of 35 or 17.1%"."""
    match = _COMMA.match(reading.text, measure.end, reading.stop)
    if not match or reading.number(index) is None:
        return measure, index
    if measure.denominator is not None:
        return _percent_item(reading, measure, index, match.end()) or (measure, index)
    if measure.percent is not None and "," in match[0]:
        return _fraction_item(reading, measure, index, match.end()) or (measure, index)
    if match[0] == "; " and _counted_in_bracket(reading, measure, index, match.end()):
        return _percent_item(reading, measure, index, match.end()) or (measure, index)
    return measure, index


def _counted_in_bracket(reading: Reading, measure: Measure, index: int, at: int) -> bool:
    """Whether a bracket holds a count and its percentage and nothing else: "(145; 30.9%)"."""
    percent = reading.number(index)
    opened = reading.text[measure.start - 1 : measure.start] == "("
    if not opened or _whole(measure.head) is None or percent is None or percent.unit != "%" or percent.start != at:
        return False
    return reading.text[percent.unit_end : percent.unit_end + 1] == ")"


def _with_open_interval(reading: Reading, measure: Measure, index: int) -> tuple[Measure, int]:
    """The interval behind a comma or semicolon: "HR 0.94; 95% CI 0.74-1.19"."""
    match = _LEADS_ON.match(reading.text, measure.end, reading.stop)
    if not match or reading.number(index) is None or measure.numerator is not None:
        return measure, index
    item = _interval_item(reading, measure, index, match.end())
    if item is None and match[0].strip():
        item = _spread_item(reading, measure, index, match.end())
    if item is None and match[0].strip():
        item = _interval_again(reading, measure, index, match.end())
    return item or (measure, index)


def _interval_again(reading: Reading, measure: Measure, index: int, at: int) -> tuple[Measure, int] | None:
    """An interval that is not called one any more: the second of "(0.7; 95% CI -2.1 to 3.4) and (0.3; -1.5 to 2.0)".

    Its name may stand in an earlier sentence; square brackets say it without: "OR 5.8, [3.5, 9.6]".
    """
    opened = reading.text[at : at + 1] == "["
    low, high = reading.at(index, at + opened), reading.number(index + 1)
    if (
        not (opened or _SAID.search(reading.text, 0, measure.start))
        or low is None
        or high is None
        or measure.value is None
        or measure.low is not None
    ):
        return None
    span = _TO_HIGH.fullmatch(reading.text, low.end, high.start)
    closed = _CLOSED_SO.match(reading.text, high.unit_end)
    if not span or not closed or not low.value <= measure.value <= high.value:
        return None
    return replace(measure, end=high.unit_end + opened, low=low.value, high=high.value), index + 2


_SAID = re.compile(r"\b(?:[Cc]onfidence (?:intervals?|limits?)|CIs?|C\.I\.)(?![\w-])")
_TO_HIGH = re.compile(r"\s?%?(?:\sto\s|\s?[-–—,]\s?)")
_CLOSED_SO = re.compile(r"\s?[)\]]|[;,]\s?[Pp]\b")


def _within(end: int, stop: int) -> int:
    return min(end, stop)
