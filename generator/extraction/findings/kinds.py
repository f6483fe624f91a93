"""Which of a sentence's measures are results, and which statistic each one is.

The form decides where it can ("13/38 (34%)" is a proportion, "2.7 ± 2.9" a mean); else the nearest name before the
number ("median", "hazard ratio"); else the measures that it is listed with ("21 and 22 months").
"""

from __future__ import annotations

import re
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from generator.evidence import Dispersion, StatisticType
from generator.extraction.findings.measures import Measure
from generator.extraction.lexicon import Hit, hits, load_rules
from generator.extraction.numbers import NumberKind


class Result(Struct, frozen=True, kw_only=True):
    """A measure that is a result: its statistic, and the row of parallel measures that it stands in."""

    measure: Measure
    type: StatisticType
    row: int
    """Measures listed side by side ("30% in A and 18% in B") share a row."""

    @property
    def start(self) -> int:
        """Where the words begin."""
        return self.measure.start

    @property
    def end(self) -> int:
        """Where the words end."""
        return self.measure.end


BETWEEN_GROUPS = {
    StatisticType.HAZARD_RATIO,
    StatisticType.ODDS_RATIO,
    StatisticType.RISK_RATIO,
    StatisticType.RISK_DIFFERENCE,
    StatisticType.MEAN_DIFFERENCE,
}
_AVERAGES = {StatisticType.MEAN, StatisticType.MEDIAN}

_STRICT = re.compile(
    r"[)\]]?\s?[,;]?\s?(?:and|vs\.?|versus|v\.?|or|/|,|;|(?:as\s)?compared\s(?:with|to)|against|rather\sthan|with)?\s?"
    r"(?:(?:only|a|an|the|approximately|about|just)\s)?[(\[]?",
    re.IGNORECASE,
)
_COORDINATOR = re.compile(
    r"(?<![\w-])(?:and|vs\.?|versus|v\.?|compared\s(?:with|to)|whereas|while|against|in\scontrast\sto|but|than|or)(?![\w-])|[,;:/)]",
    re.IGNORECASE,
)
_TIME_UNIT = re.compile(
    r"(?:years?|yrs?|months?|mos?|weeks?|wks?|days?|hours?|hrs?|minutes?|mins?|h|d|min)$", re.IGNORECASE
)
_PREDICATE = re.compile(
    r"(?:\b(?:was|were|is|are|of|by|at|to|from|being|reached|averaged|remained|with|for|in|had|scored|improved|lost|gained|decreased"
    r"|increased|declined|respective|approximately|about|only|score|value|level)|[=:,(\[]|\b(?:a|an|the))\s?$",
    re.IGNORECASE,
)
_STATED = re.compile(
    r"(?:\b(?:was|were|is|are|of|by|being|averaged|remained|reached|scored)|[=:,])\s(?:only\s|about\s|approximately\s)?$"
)
_CHANGE_AFTER = re.compile(
    r"\s?(?:\([^)]*\)\s)?(?:relative\s|absolute\s|greater\s|mean\s|median\s)?(?:reductions?|increases?|decreases?|declines?|improvements?"
    r"|changes?|gains?|loss|drops?|rises?|lower|higher|greater|less|more|shorter|longer|difference)\b",
    re.IGNORECASE,
)
_CHANGE_BEFORE = re.compile(
    r"\b(?:reduc|increas|decreas|declin|improv|chang|fell|rose|drop|gain|lost|rais|lower|elevat)\w*(?:\s\w+){0,4}?\s(?:by|of)\s"
    r"(?:approximately\s|about\s|a\s|an\s|the\s|up\sto\s)*$|\b(?:reduced|decreased|increased|declined|dropped|rose|fell)\s$",
    re.IGNORECASE,
)
_TIME_AFTER = re.compile(
    r"\s(?:after|before|post|following|later|prior|of (?:treatment|therapy|follow|study|age|the study"
    r"|intervention)|from|ago|apart)\b"
)
_SHORT_NAME = re.compile(r"(?<![A-Za-z])(?!CI\b|OR\b|RR\b|HR\b|SD\b)[A-Z]{2,}[\w-]*\s$")
"""A number behind an abbreviation is part of its name: "FEC 100", "VAS 1"."""
_SUBJECT = re.compile(
    r"\s(?:was|were|had|died|developed|achieved|withdrew|discontinued|experienced|completed|relapsed|responded|required|dropped"
    r"|underwent|showed|remained|reported)\b"
)
_SURVIVAL = re.compile(
    r"\bsurviv(?:al|ed|ing)\b|\b(?:OS|DFS|PFS|EFS|RFS|DDFS|BCSS|CSS|MFS|LRFS|iDFS|IDFS|DMFS)\b"
    r"|\b(?:local|locoregional|disease) control\b"
)
_NO_SURVIVAL = re.compile(r"\brespon|\bsurvivors?\b|\btoxicit|\badverse", re.IGNORECASE)


def find_results(text: str, measures: tuple[Measure, ...], start: int, end: int) -> tuple[Result, ...]:
    """The results among the measures of the sentence ``text[start:end]``."""
    names = _names(text, start, end)
    candidates = [measure for measure in measures if not _ruled_out(text, measure, start)]
    rows = _rows(text, candidates, names)
    found: list[Result] = []
    for number, row in enumerate(rows):
        found.extend(_read_row(text, row, number, names, start, found))
    return tuple(found)


def _names(text: str, start: int, end: int) -> list[Hit]:
    """The names of statistics in order, without those that are part of a longer one ("mean" of "mean difference")."""
    kept: list[Hit] = []
    for hit in sorted(hits(load_rules("effect_measures"), text, start, end), key=lambda hit: (hit.start, -hit.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


# ------------------------------------------------------------------------------------------------- ruling out


def _ruled_out(text: str, measure: Measure, start: int) -> bool:
    """Whether the words around the number say that it is a threshold, a time, a scale or an age."""
    before = text[max(start, measure.start - 72) : measure.start]
    timed = measure.unit is not None and _TIME_UNIT.match(measure.unit) is not None
    for rule in load_rules("not_results"):
        if (rule.extra["only"] == "any" or timed) and rule.pattern.search(before):
            return not (rule.value == "age" and measure.counted)
    if timed and not measure.head.decimals and _TIME_AFTER.match(text, measure.end):
        return True
    if measure.head.kind is NumberKind.SIZE and measure.percent is None:
        return True  # "(n = 51)" behind an arm's name is the arm's size, and is kept with the group
    if measure.bare and not measure.head.decimals and _SHORT_NAME.search(before):
        return True
    if re.compile(r"\s?(?:years?|yrs?|months?)(?:[\s-]olds?\b|\sof\sage\b)|\s?(?:and|or)\s(?:older|more|over)\b").match(
        text, measure.head.end
    ):
        return True
    return measure.head.kind is NumberKind.DOSE and not re.search(
        r"\bdos(?:e|age|ing)\b", text[start : measure.start], re.IGNORECASE
    )


# ------------------------------------------------------------------------------------------------------ rows


def _rows(text: str, measures: list[Measure], names: list[Hit]) -> list[list[Measure]]:
    """The measures in rows of parallel ones."""
    rows: list[list[Measure]] = []
    for measure in measures:
        if rows and _parallel(text, rows[-1][-1], measure, names):
            rows[-1].append(measure)
        else:
            rows.append([measure])
    return rows


def _parallel(text: str, one: Measure, other: Measure, names: list[Hit]) -> bool:
    """Whether two neighbours are listed side by side: a coordination between them and nothing that starts anew."""
    between = text[one.end : other.start]
    if not _alike(one, other) or any(one.end <= name.start < other.start for name in names):
        return False
    if _STRICT.fullmatch(between):
        return True
    if len(between) > 110 or "; " in between or not _COORDINATOR.search(between):
        return False
    return not re.search(r"\b(?:was|were|is|are|had|showed|did)\b", between) or bool(
        re.search(r"\b(?:it|that|whereas|while|compared)\b", between)
    )


def _alike(one: Measure, other: Measure) -> bool:
    """Whether two measures can stand in one row: percentages with percentages, counts with counts."""
    if one.percent is not None and other.percent is not None:
        return True
    if one.percent is not None or other.percent is not None:
        lacking = one if one.percent is None else other
        return lacking.bare or (lacking.numerator is not None) == (
            one.numerator is not None and other.numerator is not None
        )
    if one.counted and other.counted:
        return True
    if one.counted or other.counted:
        lacking = other if one.counted else one
        return lacking.bare and not lacking.head.decimals
    return one.unit == other.unit or one.unit is None or other.unit is None


# ----------------------------------------------------------------------------------------------------- types


def _read_row(
    text: str, row: list[Measure], number: int, names: list[Hit], start: int, earlier: list[Result]
) -> list[Result]:
    """The row's results; none where nothing tells what its numbers are."""
    row = _with_shared(text, row)
    name = _name_of(text, row[0], names, start)
    kept = []
    for measure in row:
        type_ = _type(text, measure, row, name, names, start)
        if type_ is StatisticType.COUNT and not measure.counted:
            measure = replace(measure, numerator=int(measure.head.value), counted=True)
        if type_ is not None:
            kept.append(Result(measure=_named(text, measure, type_, start), type=type_, row=number))
    return kept


def _with_shared(text: str, row: list[Measure]) -> list[Measure]:
    """The row with what is printed once for all: "75 and 67% of patients", "8 and 11 patients"."""
    shared = list(row)
    for index in range(len(row) - 2, -1, -1):
        here, after = shared[index], shared[index + 1]
        if not _STRICT.fullmatch(text, here.end, after.start) and not here.bare:
            continue
        if here.bare and after.percent is not None and after.numerator is None and not here.counted:
            shared[index] = replace(here, percent=here.value, unit="%", bare=False)
        elif here.bare and after.counted and after.percent is None and not here.head.decimals:
            shared[index] = replace(here, numerator=int(here.head.value), counted=True, bare=False)
        elif here.unit is None and after.unit is not None and after.unit != "%" and not here.counted:
            shared[index] = replace(here, unit=after.unit, bare=False)
    for index, (before, here) in enumerate(pairwise(shared)):
        if here.bare and before.counted and before.percent is None and not here.head.decimals and here.head.value >= 0:
            shared[index + 1] = replace(here, numerator=int(here.head.value), counted=True, bare=False)
    return shared


def _name_of(text: str, measure: Measure, names: list[Hit], start: int) -> Hit | None:
    """The nearest name of a statistic before a measure, if it still speaks of it."""
    before = [name for name in names if name.end <= measure.start]
    if not before:
        return None
    name = before[-1]
    return name if name.rule.value in ("mean", "median") or _speaks_of(text, name, measure) else None


def _speaks_of(text: str, name: Hit, measure: Measure) -> bool:
    """Whether a ratio or difference's name stands right before the number, whatever it is a ratio of."""
    between = text[name.end : measure.start]
    return len(between) <= 90 and not re.search(r"\d(?!\d*[-\s]year)|[;.](?=\s)", between)


def _type(
    text: str, measure: Measure, row: list[Measure], name: Hit | None, names: list[Hit], start: int
) -> StatisticType | None:
    """The statistic that a measure is, ``None`` where nothing tells."""
    called = StatisticType(name.rule.value) if name else None
    if called is not None and called not in _AVERAGES and name is not None:
        return called if measure is row[0] or _STRICT.fullmatch(text, row[0].end, measure.start) else None
    if measure.counted and measure.percent is None:
        return StatisticType.COUNT if _counts(text, measure) else None
    if measure.percent is not None:
        return _percentage(text, measure, row, called, name, start)
    if measure.unit is not None and re.search(r"\bper\b|/(?:1000|100)", measure.unit):
        return StatisticType.RATE
    if measure.dispersion is not None and measure.dispersion.type in ("sd", "se"):
        return StatisticType.MEDIAN if called is StatisticType.MEDIAN else StatisticType.MEAN
    if measure.dispersion is not None:
        return called or StatisticType.OTHER
    if called is not None and _near(text, name, row[0], start):
        return called
    return _unnamed(text, measure, row, names, start)


def _near(text: str, name: Hit | None, measure: Measure, start: int) -> bool:
    """Whether an average's name is near enough to speak of the number."""
    return name is not None and measure.start - name.end <= 200


def _counts(text: str, measure: Measure) -> bool:
    """Whether a counted number is a result and not part of a phrase such as "one or two cycles"."""
    return not (
        measure.head.in_words
        and measure.denominator is None
        and re.search(r"\b(?:or|to)\s$", text[: measure.start][-4:])
    )


def _percentage(
    text: str, measure: Measure, row: list[Measure], called: StatisticType | None, name: Hit | None, start: int
) -> StatisticType:
    """What a percentage is: a share, a survival probability, an average, or a change."""
    before = text[max(start, row[0].start - 140) : row[0].start]
    if measure.numerator is None and called is not None and name is not None:
        between = text[name.end : row[0].start]
        if len(between) <= 70 and not re.search(r"[;,]\s|\d", between):
            return called
    if measure.dispersion is not None and measure.dispersion.type in ("sd", "se"):
        return StatisticType.MEAN
    if measure.numerator is None and (_CHANGE_AFTER.match(text, measure.end) or _CHANGE_BEFORE.search(before)):
        return StatisticType.OTHER
    clause = re.split(r"[;]\s|,\s(?:and|but|while|whereas)\s", before)[-1]
    if _SURVIVAL.search(clause) and not _NO_SURVIVAL.search(clause) and measure.numerator is None:
        return StatisticType.SURVIVAL_PROBABILITY
    return StatisticType.PROPORTION


def _unnamed(text: str, measure: Measure, row: list[Measure], names: list[Hit], start: int) -> StatisticType | None:
    """The statistic of a number without a name of one: the sentence's only average, else not said."""
    averages = {
        name.rule.value for name in names if name.rule.value in ("mean", "median") and name.end <= measure.start
    }
    listed = len(row) > 1
    before = text[max(start, row[0].start - 40) : row[0].start]
    if measure.bare and not measure.head.decimals and not listed:
        return None
    if measure.head.in_words and measure.bare:
        return StatisticType.COUNT if _SUBJECT.match(text, measure.end) and measure.value else None
    if not listed and not _STATED.search(before) and measure.low is None:
        return None
    if len(averages) == 1:
        return StatisticType(averages.pop())
    return StatisticType.OTHER


def _named(text: str, measure: Measure, type_: StatisticType, start: int) -> Measure:
    """The measure with its bounds read as its statistic wants them: a spread of a median, an interval of a ratio."""
    spread = measure.dispersion
    if type_ is StatisticType.MEDIAN and spread is not None and spread.type == "sd":
        measure = replace(measure, dispersion=None)
    if measure.low is None or measure.high is None or measure.level is not None:
        return measure
    if "CI" in text[measure.start : measure.end] or "confidence" in text[measure.start : measure.end]:
        return measure
    said = text[start : measure.start].lower()
    for word, kind in (
        ("interquartile", "iqr"),
        ("iqr", "iqr"),
        ("quartile", "iqr"),
        ("percentile", "iqr"),
        ("range", "range"),
    ):
        if word in said:
            both = Dispersion(type="iqr" if kind == "iqr" else "range", low=measure.low, high=measure.high)
            return replace(measure, low=None, high=None, dispersion=both)
    return measure
