"""Which measures of a sentence can be results: not its thresholds, times, scales, ages and sizes of groups."""

from __future__ import annotations

import re

from generator.extraction.findings.flow import flow_rules, is_flow, with_parts
from generator.extraction.findings.measures import Measure, is_time
from generator.extraction.lexicon import holding, load_rules
from generator.extraction.numbers import NumberKind

_TIME_LIST = re.compile(
    r"(?:,\s\d+)*,?\s(?:and|or|to)\s(?:\d+|one|two|three|four|five|six|twelve)[\s-](?:years?|months?|weeks?|days?|hours?|hrs?|h|min|minutes)\b"
)
_DOSES = re.compile(r"(?:\s(?:or|and)\s\d+/\d+)*\s?(?:mg|[µμ]g|mcg)\b")
"""Behind "50/250": a fixed combination, and no count."""
_DOSE_LIST = re.compile(
    r"(?:,\s\d+(?:[.·]\d+)?)*,?\s(?:and|or|to|than|versus|vs\.?)\s\d+(?:[.·/]\d+)?\s?(?:mg|[µμ]g|mcg|microg|Gy)\b"
)
_TIME_AFTER = re.compile(
    r"(?:,?\s(?:and|or)\s(?:\d+|one|two|three|four|six|twelve)\s(?:hours?|minutes|min|days?|weeks?|months?|years?))?"
    r"\s(?:after|before|post|following|later|prior|of (?:[\w-]+\s){0,3}?(?:treatment|therapy|follow|study|age"
    r"|intervention|chemotherapy|radiotherapy|training|exercise|supplementation)|from|ago|apart)\b|\s\(n\s?="
)
_AT_TIMES = re.compile(r"\b(?:at|after)\s(?:\d+(?:[.·]\d+)?(?:,\s(?:and\s|or\s)?|\s(?:and|or)\s))+$")
"""Before a later one of several times: "at 6, 12, and 24 hours"."""
_SHORT_NAME = re.compile(r"(?<![A-Za-z])(?!CI\b|OR\b|RR\b|HR\b|SD\b)[A-Z]{2,}[\w-]*\s$")
"""A number behind an abbreviation is part of its name: "FEC 100", "VAS 1"."""


def find_candidates(text: str, measures: tuple[Measure, ...], start: int) -> list[Measure]:
    """The measures of a sentence that may be results."""
    flow = {measure.start for measure in measures if measure.counted and is_flow(text, measure, start)}
    marked = with_parts(text, measures, flow)
    return [measure for measure in marked if not _ruled_out(text, measure, start, flow)]


def _is_bracketed_span(text: str, measure: Measure) -> bool:
    """Whether a number is an end of a span that stands in brackets of its own: "(1.10-3.15)", "(0-2 h)"."""
    opened = text[measure.start - 1 : measure.start] in ("(", "[")
    return opened and _SPAN_CLOSED.match(text, measure.end) is not None


_SPAN_CLOSED = re.compile(
    r"(?:\s?(?:[-–—]|to)|,)\s?[-−–]?[\d.·]+\s?(?:h|hours?|min(?:utes)?|days?|weeks?|months?|years?)?\s?[)\]\[(]"
)


def _is_of_a_range(text: str, measure: Measure) -> bool:
    """Whether a number is an end of a range of shares, which is no share: "60–80% had pain"."""
    if measure.percent is not None and _RANGE_BEFORE.search(text, max(0, measure.start - 12), measure.start):
        return True
    if _DASH.isdisjoint(text[measure.end : measure.end + 2]):
        return False
    alone = measure.bare or (measure.percent is not None and measure.end == measure.head.unit_end)
    return alone and _RANGE_BEHIND.match(text, measure.end) is not None


_DASH = frozenset("-–—‒‑")
_LOST_SIGN = re.compile(r"(?<![\s\w])\?\s?\Z|\d\?\s\Z|\s\?\Z")
"""What a "±" or a "≥" became before a number: "102.6? 9.8", "a ?30% decline"."""
_RANGE_BEFORE = re.compile(r"(?<![\d.,·])\d[\d.·]*\s?%?\s?[-–—‒‑]\s?\Z")
_RANGE_BEHIND = re.compile(r"\s?[-–—‒‑]\s?\d[\d.·]*\s?%")


def _ruled_out(text: str, measure: Measure, start: int, flow: set[int]) -> bool:
    """Whether the words around the number say that it is a threshold, a time, a scale or an age."""
    first = max(start, measure.start - 72)
    before = text[first : measure.start]
    if _LOST_SIGN.search(before):
        return True
    if measure.head.in_words and measure.head.value == 1 and _ONE_IN.match(text, measure.head.end):
        return True
    timed = is_time(measure) or (measure.bare and _TIME_LIST.match(text, measure.end) is not None)
    if timed and _P_BEFORE.search(before):
        return True
    if timed and _NEXT_TIME.search(before) and text.startswith(" (", measure.head.unit_end):
        return True
    if timed and (not before.strip() or _AT_TIMES.search(before)):
        return True  # a time that begins its sentence, or stands in a list of times, says when
    for rule in holding(load_rules("not_results"), text, first, measure.start):
        if rule.extra["only"] == "any" or timed:
            return not (rule.value == "age" and (measure.counted or measure.percent is not None))
    if timed and not measure.head.decimals and _TIME_AFTER.match(text, measure.end):
        return True
    if measure.head.kind is NumberKind.SIZE and measure.percent is None:
        return True  # "(n = 51)" behind an arm's name is the arm's size, and is kept with the group
    plain = measure.bare or (measure.counted and measure.percent is None and measure.denominator is None)
    if plain and not measure.head.decimals and not measure.head.in_words and _SHORT_NAME.search(before):
        return True
    if _is_no_value(text, before, measure) or _is_of_a_range(text, measure):
        return True
    if measure.percent is not None and _IN_ALL.match(text, measure.head.unit_end) and text[measure.start - 1] == "(":
        return True
    if measure.denominator is not None and _OF_A_SCALE.match(text, measure.end):
        return True
    if _BROKEN_DECIMAL.match(text, measure.head.end) or _is_of_decimal_comma(text, measure):
        return True
    if text.endswith("[", 0, measure.start) and _SPREAD_OF.search(before) and _CLOSES.match(text, measure.end):
        return True
    if measure.bare and _HANGING.match(text, measure.head.end):
        return True
    if _TIME_WITH_VALUE.match(text, measure.head.end) and _AT_TIMES_WITH_VALUES.search(text, start, measure.start):
        return True
    if _is_bare_level(text, before, measure) or _is_denominator(text, before, measure):
        return True
    if measure.bare and measure.head.decimals > 2 and _is_bare_p(text, measure, start):
        return True
    if measure.bare and (_DOSE_LIST.match(text, measure.end) or _is_bracketed_span(text, measure)):
        return True
    if measure.denominator is not None and _DOSES.match(text, measure.end):
        return True
    if _YEARS_OLD.match(text, measure.end) or _PEAK.match(text, measure.head.end):
        return True
    if _AGE_OR_BOUND.match(text, measure.head.end) or _OR_MORE.match(text, measure.head.unit_end):
        return True
    if _marks_a_list(before, text[measure.head.end :], measure):
        return True
    if measure.percent is None and measure.denominator is None and _is_given(text, measure):
        return True
    if measure.bare and measure.head.in_words and _COUNTED_APART.match(text, measure.end):
        return True
    if _POWER_OR_RATIO.search(before[-_CLOSE:]):
        return True
    if measure.percent is not None and _CRITERION.match(text, measure.head.unit_end):
        return True
    if measure.percent is not None and _CONCENTRATION.match(text, measure.end):
        return True
    if measure.percent is not None and _VOLUME.search(before) and _OF_DRUG.match(text, measure.end):
        return True
    if measure.denominator in _FULL_SCORES and measure.percent is None and _is_score(text, measure, start):
        return True
    if measure.counted and measure.percent is None and measure.denominator is None and _OF_SO_MANY.search(before):
        return True
    if measure.counted and measure.percent is not None and _is_of_those(text, before, measure):
        return True
    if measure.start in flow and measure.percent is None and measure.denominator is None:
        return True
    if measure.counted and any(holding(flow_rules("put"), text[measure.end : measure.end + 60])):
        return True
    if measure.counted and any(holding(flow_rules("of an analysis"), before)):
        return True
    if measure.counted and measure.percent is None and _HIGH_END.search(before[-_CLOSE:]):
        return True
    if measure.head.kind is not NumberKind.DOSE or measure.dispersion is not None or measure.low is not None:
        return False
    spoken_of = re.search(r"\bdos(?:e|age|ing)\b", text[start : measure.start], re.IGNORECASE)
    return spoken_of is None or any(given.search(text, start, measure.start) for given in (_GIVEN_DOSE, _ASSIGNED))


_IN_ALL = re.compile(r"\sof\s(?:the\s|all\s)?(?:whole\s|total\s|study\s)?(?:cohort|sample|population|total)\)")
"""Behind how many of all a group is: "those who ate nuts (32% of the cohort) had ..."."""
_OF_A_SCALE = re.compile(
    r"\s(?:(?!(?:patients|participants|subjects|women|men|children|people|cases|with|in|who|had|were|was|and)\b)[\w-]+\s){0,3}?"
    r"(?:domains?|items?|sub-?scales?|scales?|outcomes?|measures|questions|parameters|criteria|scenarios|studies|trials|cohorts"
    r"|comparisons|analyses|settings|countries|regions|sites|SNPs|genes|tasks|tests)\b"
)
"""Behind a count of what was asked or measured, and not of people: "five of seven domains"."""
_BROKEN_DECIMAL = re.compile(r"/0\d\b|/\d+\s?±|/[\d.·]+\s?=\s?[\d.·]")
"""Behind a number whose decimal point is written as a slash, "5/06 ± 0.52", or that is divided: "3.8/6.9 = 0.55"."""
_DECIMAL_COMMA = re.compile(r",\d{1,2}(?![\d,.·]|\s?%)")
_BEHIND_COMMA = re.compile(r"\d,\Z")
_ASIDE = r"\((?:[^()]|\([^()]*\))*\)"
_TIME_WITH_VALUE = re.compile(
    rf"(?:\s{_ASIDE},?\s(?:(?:and|or)\s)?\d+)*\s{_ASIDE}\s(?:months|weeks|days|years|hours|minutes)\b"
)
_AT_TIMES_WITH_VALUES = re.compile(rf"\b(?:at|after|by)\s(?:\d+\s{_ASIDE},?\s(?:(?:and|or)\s)?)*\Z")
"""Around a time of a list whose unit its last one has: "at 6 (2.2), 12 (1.8) and 24 (1.6) months"."""
_SPREAD_OF = re.compile(r"\d\s?[\w%/]{0,8}\s?\[\Z")
_CLOSES = re.compile(r"\s?%?\s?\]")
"""Around a spread in square brackets right behind its value: "−5.5% [0.6%]"."""
_HANGING = re.compile(r"-(?=[\s,])(?![^;]{0,30}-fold)")
"""Behind a number whose word follows a later one: "the 0.3- and 1-μm particles"."""
_LEVELS = (90, 95, 99)
_BEHIND_ESTIMATE = re.compile(r"\d\s?\w{0,4}[;,]\s\Z")
_BOUNDS = re.compile(r"\s?\(\s?[-−–]?[\d.·]+\s?(?:to|[-–,;+])")
_PER = re.compile(r"\bper\s\Z")
_UNITS_OF_RATES = (100, 1000, 10_000, 100_000, 1_000_000)
_CRITERION = re.compile(r"\s?/\s?\d+(?:\.\d+)?\s?mm\b")
"""Behind the first bound of two, as of gamma analyses: "2%/2 mm"."""
_OF = re.compile(r"(?:^|[.;:]\s)(?:Of|Among|Out of)\s(?:the\s|these\s|all\s|our\s|a total of\s)?\Z")
_OF_THE_REST = re.compile(r"\b(?:Of|Among)\sthe\s(?:remaining|other)\s\Z")
_SO_MANY_DID = re.compile(r"[^.;()\d]{0,120},\s(?:only\s)?\d[\d,]*(?:\s[\w-]+){0,3}\s?[(\[]\s?\d+(?:\.\d+)?\s?%")
"""Before and behind how many there were of whom a sentence counts some: "Of 462 children, 242 (52%) came"."""
_OF_THINGS_FROM = re.compile(
    r"(?:^|\.\s)(?:Of|Among)\s(?:the|these|all)\s(?:[\w-]+\s){1,5}(?:from|of|in)\s(?:the\s)?\Z"
)
"""Before how many gave what a sentence is about: "Of the samples of 33 patients"."""
_LISTED_STUDIES = re.compile(
    r"[(;]\s?(?:\d+|one|two|three|four|five|six)\s"
    r"(?:trials?|trails?|stud(?:y|ies)|RCTs?|cohorts?|reports?|comparisons?),\s\Z"
)
_ONE_IN = re.compile(
    r"\sin\s(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|\d+)\s(?!\w*\s?(?:groups|arms)\b)"
)
"""Behind "one" of a rough share: "one in three patients"."""
_P_BEFORE = re.compile(r"\b[pP]\s?=\s?[^;]*0?[.·]\d+\s\(\Z")
"""Before the time that a p-value is of: "(p = 0.023 (8 h), and 0.016 (24 h))"."""
_NEXT_TIME = re.compile(r"\b(?:baseline|at\s\w+\s\w+)\s\([^()]*\)(?:,\s\w+\s\w+\s\([^()]*\))*,?\s(?:and\s)?(?:at\s)?\Z")
"""Before a later time whose value stands in a bracket behind it: "at baseline (26), 8 weeks (30) and ..."."""


def _is_of_decimal_comma(text: str, measure: Measure) -> bool:
    """Whether a number is a part of one with a decimal comma, as in "an average of 5,24 (SD 5,75)"."""
    if measure.head.decimals:
        return False
    before = text[max(0, measure.start - 2) : measure.start]
    return _DECIMAL_COMMA.match(text, measure.head.end) is not None or _BEHIND_COMMA.search(before) is not None


def _is_bare_level(text: str, before: str, measure: Measure) -> bool:
    """Whether a percentage is the level of an interval that is not called so: "OR 0.65; 95% (0.4-1.05)"."""
    is_level = measure.percent in _LEVELS and not measure.head.decimals and measure.numerator is None
    return is_level and bool(_BEHIND_ESTIMATE.search(before) and _BOUNDS.match(text, measure.head.unit_end))


def _is_denominator(text: str, before: str, measure: Measure) -> bool:
    """Whether a number is what a rate is per, or how many the studies had that a bracket counts.

    As in "252 events per 1000 participants", "(4 trials, 345 patients, RR 0.89)", "Of the samples of 33 patients",
    "Of 462 children, 242 (52%) came".
    """
    if measure.counted and _OF_THE_REST.search(before) and _SO_MANY_DID.match(text, measure.end):
        return True
    if measure.percent is not None or measure.denominator is not None:
        return False
    if measure.head.value in _UNITS_OF_RATES and _PER.search(before):
        return True
    if measure.counted and _OF.search(before) and _SO_MANY_DID.match(text, measure.end):
        return True
    return measure.counted and (_LISTED_STUDIES.search(before) or _OF_THINGS_FROM.search(before)) is not None


def _is_bare_p(text: str, measure: Measure, start: int) -> bool:
    """Whether a small number is all that a bracket behind a comparison holds, or one of several p-values.

    As in "lower than with A (0.027)", "with P values of 0.002 and 0.001 in A, and 0.008 and 0.001 in B".
    """
    if measure.value is None or not 0 < measure.value < 1:
        return False
    alone = text[measure.start - 1] == "(" and text[measure.end : measure.end + 1] == ")"
    before = _COMPARES if alone else _P_VALUES
    return before.search(text, start, measure.start) is not None


_COMPARES = re.compile(r"\b(?:compared (?:with|to)|than|versus|vs\.?)\s[^;]*\Z")
_P_VALUES = re.compile(r"\b[pP][\s-]?values\s(?:of|were|are)\s(?:<\s?)?0?\.\d")
_ASSIGNED = re.compile(r"\b(?:randomi[sz]ed|assigned|allocated)\b[^.;]*\bto\b", re.IGNORECASE)
_GIVEN_DOSE = re.compile(
    r"\b(?:at|with|after|to|by|under|received|receiving|given)\s(?:an?\s|the\s)?(?:[\w-]+\s){0,3}?doses?\s(?:levels?\s)?of\s$"
    r"|(?<!mean\s)(?<!median\s)(?<!average\s)(?<!total\s)(?<!cumulative\s)\bdose\sof\s$"
    r"|\bat\s(?:the\s)?[\w-]+\sdoses?,\s$",
    re.IGNORECASE,
)
"""Before what was given, not found: "at an exemplin dose of 200 mg", "a maintenance dose of 2 mg causes"."""


_OF_SO_MANY = re.compile(r"%\s(?:in|for|of|among)\s(?:the\s)?\Z")
"""Before how many a share is of: "2.5% in 56 children of the exemplin group"."""


def _is_of_those(text: str, before: str, measure: Measure) -> bool:
    """Whether a count with its percentage says of how many a result is."""
    return bool(_OF_THOSE.search(before) and _WITH_IT.match(text, measure.end))


_OF_THOSE = re.compile(r"\b(?:in|among|of|for|from)\sthe\s$", re.IGNORECASE)
_WITH_IT = re.compile(r"\)?\s(?:with|who|whose|in whom|having)\b")
"""Around a count of those that a result is of: "deaths in the 308 (78%) patients with pain"."""
_CLOSE = 20
"""Characters; what makes a number a part of another one stands right before it."""
_POWER_OR_RATIO = re.compile(r"\d\s?[x×]\s?10\s?\($|[A-Za-zμ]/$")
"""Before the power of ten, and the "100 μm" of "274 μm/100 μm"."""
_HIGH_END = re.compile(r"\d\s?(?:to|-|–)\s?$|\b(?:or|to)\s$")
"""Before the high end of "1 to 3 nodes"."""
_YEARS_OLD = re.compile(r"\s?years\sold\b")
_PEAK = re.compile(r"\s?m/z\b")
"""Behind the place of a peak in a mass spectrum."""
_AGE_OR_BOUND = re.compile(
    r"\s?(?:years?|yrs?|months?)(?:[\s-]olds?\b|\sof\sage\b)"
    r"|\s?(?:[a-z]+\s)?(?:and|or)\s(?:older|more|over|greater|higher|less|lower|above|longer|fewer|later)\b"
)


_OR_MORE = re.compile(r"\sor\s(?:more|greater|higher|less|lower|above|longer|fewer)\b")


def _is_no_value(text: str, before: str, measure: Measure) -> bool:
    """Whether a number is a spread, a bound, a reference, a dose or the length of a scale."""
    if _PART_OF_ANOTHER.search(before[-_CLOSE:]) or _BEHIND_VALUE.match(text, measure.end):
        return True
    if measure.bare and 0 <= measure.head.value < 1 and measure.head.decimals > 1 and _P_LIST.search(before):
        return True
    if measure.bare and _CITED.search(before) and _CITED_ON.match(text, measure.end):
        return True
    if measure.low is not None:
        return False
    second = _IN_INTERVALS.search(text[max(0, measure.start - 90) : measure.start])
    return second is not None and (bool(second["low"]) or _UP_TO.match(text, measure.head.end) is not None)


_PART_OF_ANOTHER = re.compile(
    r"(?:±|\+/-|\d\s\+)\s?$|\b0\s?[-–]\s?$|\bpercentiles?\s(?:of|was|=)\s$|[<>]/=\s?$|\bdifferent\sfrom\s$"
    r"|\[[-−–]?[\d.·]+,\s$"
)
"""Before a spread, the end of a span from zero, a percentile, a bound, what a value is held against."""
_BEHIND_VALUE = re.compile(
    r"\s(?:dose\s)?(?:VAS|visual analogue?|dose\b)|(?:\s?[-–]|\sto\s)[\d.·]+\srange\b|\srange\b(?!\sof)"
    r"|\s(?:(?:level\sof\s)?significance(?:\slevel)?|statistical\spower|power)(?=[,.;)]|\s(?:to|and|at|for|with)\b)"
    r"|\sof\s(?:the\s)?(?:full|planned|expected|required|targeted)\s(?:information|events|accrual|enrol+ment|sample)\b"
)
"""Behind the length of a scale, an end of a range, what a study was planned with: "(100 mm VAS)", "in the 0.64 to 1.0
range", "80% power to", "61% of full information"."""
_A_P = r"\s?0?[.·]\d+(?:\s\([^()]*\))?"
_P_LIST = re.compile(rf"[(;,]\s?[pP](?:[- ]values?)?\s?[=<>]{_A_P}(?:,{_A_P})*,?\s(?:and\s)?$|(?<![\w-])[pP]\s$")
"""Before a later one of several p-values, or one without its sign: "(P = 0.039, 0.047 and 0.026)", "p 0.004"."""
_CITED = re.compile(r"[A-Za-z)”']\s?\[(?:\d{1,3}\s?[,–-]\s?)*$")
_CITED_ON = re.compile(r"(?:\s?[,–-]\s?\d{1,3})*\][,;.\s]")
"""References in square brackets: "reduced activity [2], appetite [3, 4]"."""
_IN_INTERVALS = re.compile(r"\b(?:CI|confidence intervals?)\b[^;)]*\band\s(?P<low>[\d.·]+\s?(?:to|[-–])\s?)?\Z")
_UP_TO = re.compile(r"\s?(?:to|[-–])\s?[\d.·]+")
"""The second of two intervals: "(95% CI, 5.8 to 8.0 and 5.0 to 8.0)"."""


def _is_score(text: str, measure: Measure, start: int) -> bool:
    """Whether "2/10" or "0/1" is a score or an amount and counts nobody."""
    small = (measure.denominator or 0) <= 2 and "/" in text[measure.start : measure.end]
    return small or _SCORE.search(text, start, measure.start) is not None


def _is_given(text: str, measure: Measure) -> bool:
    """Whether a whole number counts what was given or done: "six courses of exemplin"."""
    if measure.head.decimals or measure.unit is not None or (measure.head.end < measure.end and not measure.counted):
        return False
    behind = text[measure.head.end : measure.head.end + 60]
    return any(holding(load_rules("units_given"), behind))


_COUNTED_APART = re.compile(
    r"\s(?:[\w-]+\s)?(?:groups|arms|treatments|conditions|regimens|occasions|time\s?points|methods|modalities)\b",
    re.IGNORECASE,
)
"""Behind "the two": what a study compares."""
_CONCENTRATION = re.compile(
    r"\s(?:(?!(?:in|of|for|with|on|among|at|to|and|the|were|was|had)\b)[\w-]+\s){0,3}?(?:solutions?|inhibitory|starch|gels?|creams?|ointments?|saline|dextrose|glucose|albumin|emulsions?|varnish|suspension"
    r"|ethanol|oxygen)\b",
    re.IGNORECASE,
)
"""Behind a percentage that says how strong something is: "6% starch solution"."""
_VOLUME = re.compile(r"\d\s?(?:m[lL]|cc)\s$")
_OF_DRUG = re.compile(r"\s[a-z]{5,}")
"""Around the strength of what was given: "20 ml 0.5% exemplin"."""
_FULL_SCORES = (1, 2, 10, 100)
_SCORE = re.compile(r"\b(?:scores?|scales?|VAS|NRS|points?|rated|rating)\b", re.IGNORECASE)
"""Before "2/10" it makes a score of what looks like a count."""
_MOST_LISTED = 20


def _marks_a_list(before: str, after: str, measure: Measure) -> bool:
    """Whether a number counts the points of a list: "differed: (1) reduced pain; and (2) fewer falls"."""
    return bool(
        measure.percent is None
        and measure.head.value <= _MOST_LISTED
        and _POINT_CLOSES.match(after)
        and _POINT_OPENS.search(before)
    )


_POINT_OPENS = re.compile(r"(?:^|[:;,.]|\b(?:and|or|were|are|including))\s?\($")
_POINT_CLOSES = re.compile(r"\)\s[A-Za-z]")
