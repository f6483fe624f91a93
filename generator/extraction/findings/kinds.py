"""Which statistic each result is.

The form decides where it can ("13/38 (34%)" is a proportion, "2.7 ± 2.9" a mean); else the nearest name before the
number ("median", "hazard ratio"); else the measures that it is listed with ("21 and 22 months"). An arm's value
without a name is called what the abstract calls its other averages, if it knows one kind only; else it is ``other``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from generator.evidence import BETWEEN_GROUPS, Dispersion, StatisticType
from generator.extraction.findings.amounts import change_words, may_be_change, says_change
from generator.extraction.findings.measures import Measure, is_time
from generator.extraction.findings.rows import SIDE_BY_SIDE, find_rows
from generator.extraction.findings.screening import find_candidates
from generator.extraction.lexicon import Hit, hits, load_rules
from generator.extraction.searching import search, sought


class Result(Struct, frozen=True, kw_only=True):
    """A measure that is a result: its statistic, and the row of parallel measures that it stands in."""

    measure: Measure
    type: StatisticType
    row: int
    """Measures listed side by side ("30% in A and 18% in B") share a row."""
    compares: bool = False
    """Whether it sets groups against each other, and so belongs to none: a ratio, a difference, an effect size."""
    of_change: bool = False
    """Whether it says by how much something changed or differs."""
    may_be_change: bool = False
    """Whether it may, where nothing says that it does."""
    called: tuple[int, int] | None = None
    """Where the name stands of a statistic that is of none of the types, or the word for the way of a change."""

    @property
    def start(self) -> int:
        """Where the words begin."""
        return self.measure.start

    @property
    def end(self) -> int:
        """Where the words end."""
        return self.measure.end


class _Scene(Struct, frozen=True, kw_only=True):
    """The sentence that a row of measures stands in."""

    text: str
    start: int
    names: list[Hit]
    """The names of statistics in the sentence."""
    row: list[Measure]
    usual: StatisticType | None
    """The only kind of average that the abstract speaks of."""

    @property
    def first(self) -> Measure:
        """The row's first measure: the words before it speak of the whole row."""
        return self.row[0]

    def before(self, measure: Measure, width: int) -> str:
        """The words of the sentence before a measure."""
        return self.text[max(self.start, measure.start - width) : measure.start]


_RATIOS = {StatisticType.HAZARD_RATIO, StatisticType.ODDS_RATIO, StatisticType.RISK_RATIO}
_DIFFERENCES = {StatisticType.MEAN_DIFFERENCE, StatisticType.RISK_DIFFERENCE}
_AVERAGES = {StatisticType.MEAN, StatisticType.MEDIAN}
_SHARES = {StatisticType.PROPORTION, StatisticType.SURVIVAL_PROBABILITY}
_LEVELS = {*_AVERAGES, *_SHARES, StatisticType.OTHER}
"""What may be the amount of a change, too."""


def usual_average(text: str) -> StatisticType | None:
    """Means, where an abstract speaks of means and of no median; one median says nothing of other values."""
    means, medians = (search(words, text, 0, len(text)) for words in (_MEAN, _MEDIAN))
    return StatisticType.MEAN if means and not medians else None


_MEDIAN = sought(re.compile(r"\bmedians?\b", re.IGNORECASE))
_MEAN = sought(re.compile(r"\b[Mm]eans?\b(?! (?:of|that|for|by|to)\b)|\b[Aa]verage|±|\+/-|\bSDs?\b"))


_NOTHING: Mapping[str, StatisticType | None] = MappingProxyType({})


def find_results(
    text: str,
    measures: tuple[Measure, ...],
    start: int,
    end: int,
    usual: StatisticType | None = None,
    redefined: Mapping[str, StatisticType | None] = _NOTHING,
) -> tuple[Result, ...]:
    """The results among the measures of the sentence ``text[start:end]``; ``usual`` is the abstract's usual average.

    ``redefined`` are short forms that the abstract defines otherwise: HR as a heart rate, RR as a rate ratio.
    """
    if not measures:
        return ()
    names = list(_as_defined(text, _names(text, start, end), redefined))
    rows = find_rows(text, find_candidates(text, measures, start), names)
    found: list[Result] = []
    for number, row in enumerate(rows):
        found += _read_row(_Scene(text=text, start=start, names=names, row=row, usual=usual), number)
    return tuple(_with_their_likes(text, found))


_SHORT_FORM = re.compile(r"\s[(\[][A-Za-z]{2,4}[)\]]")


def _as_defined(text: str, names: Iterable[Hit], redefined: Mapping[str, StatisticType | None]) -> Iterator[Hit]:
    """The names of statistics as the abstract defines their short forms."""
    for name in names:
        short = text[name.start : name.end]
        if short not in redefined:
            yield name
        elif (meant := redefined[short]) is not None:
            yield replace(name, rule=replace(name.rule, value=meant))


def _with_their_likes(text: str, results: list[Result]) -> Iterator[Result]:
    """The results; what is set against a change is one, and what goes on with a list of averages is one of them.

    As in "the mean decrease was 4.2 compared to 3.1 with B", "median adherence was 95% in A; 90% in B; and 92% in C".
    """
    before: Result | None = None
    change: Result | None = None
    for result in results:
        alone = result.measure.numerator is None
        if before is not None and alone and _goes_on(text, before, result):
            result = replace(result, type=before.type)
        if change is not None and alone and not result.of_change and result.type in _LEVELS:
            between = text[change.end : result.start]
            units = {result.measure.unit, change.measure.unit}
            same_unit = len(units - {None}) < 2 and (units == {"%"} or "%" not in units)
            if same_unit and (_AGAINST.search(between) or _NEXT.fullmatch(between)) and not _ANEW_SAID.search(between):
                result = replace(result, type=change.type, of_change=True, called=change.called)
        yield result
        before = result
        change = result if result.of_change else change


def _goes_on(text: str, before: Result, result: Result) -> bool:
    """Whether a percentage is the next of a list of percentages that are averages."""
    average = before.type in _AVERAGES and before.measure.percent is not None
    shares = result.type is StatisticType.PROPORTION
    return average and shares and _LISTED.fullmatch(text, before.end, result.start) is not None


_LISTED = re.compile(
    r"\s(?:in|with|for|among|on|after)\s(?:(?!\b(?:was|were|had|is|are|but)\b)[^;,.])+[;,]?\s"
    r"(?:(?:and|versus|vs\.?|compared (?:to|with))\s)?",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"\b(?:compared (?:to|with)|versus|vs\.?|than|against|but not|whereas|while|and)\s[^.;()]{0,50}[(\[]?\Z",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\s?(?:\([^()]*\))?,\s")
_ANEW_SAID = re.compile(r"\b(?:was|were|had|is|are)\b|.{160}", re.DOTALL)
"""Between a change and a number of something else, or one that stands far away."""


def _names(text: str, start: int, end: int) -> list[Hit]:
    """The names of statistics in order, without those that are part of a longer one ("mean" of "mean difference").

    Nor a short form right behind its long one, which says what it is: "rate ratio [RR]".
    """
    kept: list[Hit] = []
    for hit in sorted(hits(load_rules("effect_measures"), text, start, end), key=lambda hit: (hit.start, -hit.end)):
        if not kept or (hit.start >= kept[-1].end and not _SHORT_FORM.fullmatch(text, kept[-1].end, hit.end + 1)):
            kept.append(hit)
    return kept


def _read_row(scene: _Scene, number: int) -> list[Result]:
    """The row's results; none where nothing tells what its numbers are."""
    kept = []
    name = _name_of(scene)
    named = StatisticType(name.rule.value) if name else None
    for measure in scene.row:
        type_ = _type(scene, measure)
        if type_ in _RATIOS and measure.low is not None and measure.low < 0:
            type_ = StatisticType.OTHER  # no ratio goes below zero: its name was that of an earlier one
        if type_ is StatisticType.COUNT and not measure.counted:
            measure = replace(measure, numerator=int(measure.head.value), counted=True)
        if type_ is not None:
            counts = type_ in _SHARES and measure.numerator is not None  # so many changed: that is a level
            of_change = not counts and type_ in _LEVELS and says_change(scene.text, scene.start, scene.row, measure)
            if of_change and type_ in _SHARES:
                type_ = StatisticType.OTHER  # no share of anybody
            compares = _compares(scene, measure, type_, named)
            bounded = _with_named_bounds(scene, measure, type_)
            own_name = (name.start, name.end) if name and type_ is StatisticType.OTHER is named else None
            kept.append(
                Result(
                    measure=bounded,
                    type=type_,
                    row=number,
                    compares=compares,
                    of_change=of_change,
                    may_be_change=not of_change and _may_be_change(scene, measure, type_),
                    called=change_words(scene.text, scene.start, scene.row, measure) if of_change else own_name,
                )
            )
    return kept


def _may_be_change(scene: _Scene, measure: Measure, type_: StatisticType) -> bool:
    amount = type_ in _AVERAGES or type_ is StatisticType.OTHER or (type_ in _SHARES and measure.numerator is None)
    return amount and may_be_change(scene.text, scene.start, scene.row)


def _compares(scene: _Scene, measure: Measure, type_: StatisticType, named: StatisticType | None) -> bool:
    """Whether a result of this type is of two groups set against each other, and so of neither alone."""
    if len(scene.row) == 1 and type_ in _LEVELS and _PAIR_LABEL.search(scene.before(scene.first, 60)):
        return True
    if type_ is not StatisticType.OTHER:
        return type_ in BETWEEN_GROUPS
    said_behind = measure.percent is None and _SET_AGAINST.match(scene.text, measure.end) is not None
    return named is StatisticType.OTHER or said_behind


_PAIR_LABEL = re.compile(r"(?:^|[\s\[(])[^\s,;:()\[\]]{1,30}\s(?:vs\.?|versus)\s(?:[^\s,;:()\[\]]+\s?){1,3}:\s\Z")
"""Before the difference of two groups: "exemplin versus placebo: -0.05"."""
_SET_AGAINST = re.compile(
    r"(?:\s?\([^()]*\))?(?:-fold\b|\stimes\b|\s(?:points?\s)?(?:higher|lower|greater|shorter|longer|larger|smaller)\b)"
)
"""Behind a number of two groups: "0.99 (95% CI 0.11-1.87) higher with exemplin", "2.6-fold"."""


# ------------------------------------------------------------------------------------------------------ types


def _type(scene: _Scene, measure: Measure) -> StatisticType | None:
    """The statistic that a measure is, ``None`` where nothing tells."""
    name = _name_of(scene)
    if name and name.rule.value in BETWEEN_GROUPS and _OF_ALL.search(scene.text, name.end, measure.start):
        name = None  # "HR 3.2 (1.2-8.4), with an AUC of 0.92 (0.84-0.99)"
    called = StatisticType(name.rule.value) if name else None
    if measure.head.in_words and called in BETWEEN_GROUPS:
        return None  # "HR rose in two conditions"
    if called in _RATIOS and measure.value is not None and measure.value < 0:
        return None  # "HR (-7 b/min)"
    if called in BETWEEN_GROUPS and measure.counted and measure.percent is None:
        return None  # "the predicted HR can be tested in 359 patients"
    if called in _RATIOS and measure.percent is not None:
        return _percentage(scene, measure, None)  # "9% vs 6%, RR 1.4; 8% vs 4%, RR 1.9"
    if called is not None and called not in _AVERAGES:
        alone = measure is scene.first or SIDE_BY_SIDE.fullmatch(scene.text, scene.first.end, measure.start)
        return _between_groups(scene, measure, called) if alone or measure.low is not None else None
    if measure.counted and measure.percent is None:
        return StatisticType.COUNT
    if measure.percent is not None:
        return _percentage(scene, measure, name)
    if measure.unit is not None and _PER_SO_MANY.search(measure.unit):
        return StatisticType.RATE
    if is_time(measure) and not _is_stated_time(scene, measure):
        return None
    if measure.dispersion is not None and measure.dispersion.type in ("sd", "se"):
        return StatisticType.MEDIAN if called is StatisticType.MEDIAN else StatisticType.MEAN
    if called is not None and name is not None and _names_number(scene, name, measure):
        return called
    return _unnamed(scene, measure)


_PER_SO_MANY = re.compile(r"\bper\b|/(?:1000|100)(?!0*\s?(?:k?g|m?L|dL)\b)")
"""In the unit of a rate; a flow "per 100 g" is an amount."""


def _is_stated_time(scene: _Scene, measure: Measure) -> bool:
    """Whether a length of time is told of as a value, and does not say when something was measured."""
    if measure.dispersion is not None or measure.low is not None or measure.head.decimals:
        return True
    before = scene.before(scene.first, 40)
    return len(scene.row) > 1 or bool(_STATED.search(before)) or bool(re.search(r"\b(?:median|mean),?\s$", before))


def _name_of(scene: _Scene) -> Hit | None:
    """The nearest name of a statistic before the row, if it still speaks of it."""
    before = [name for name in scene.names if name.end <= scene.first.start]
    if not before:
        return None
    between = scene.text[before[-1].end : scene.first.start]
    if before[-1].rule.value in _AVERAGES:
        return before[-1] if len(between) <= 200 and not _FOLLOW_UP.search(between) else None
    ratio_ends = len(between) > 90 or _RATIO_ENDS.search(between)
    if ratio_ends and scene.first.low is not None and _AND_AGAIN.fullmatch(between):
        return before[-1]
    if before[-1].rule.value == StatisticType.OTHER and between == " (" and _set_against(scene):
        return None  # "with a medium effect size (1.5 vs 4.2, d = 0.56)" explains it
    if before[-1].rule.value in _DIFFERENCES and between.endswith("(") and _set_against(scene):
        return None  # "the difference in scores of A and B (16 vs 22, adjusted difference -6)"
    to_it = scene.text[before[-1].start : scene.first.start]
    if _IS_ONE_OF_TWO.search(to_it) and _OTHER_OF_TWO.match(scene.text, scene.first.end):
        return None  # "the difference between before (38) and after (29)"
    return None if ratio_ends else before[-1]


_IS_ONE_OF_TWO = re.compile(r"\bdifferences?\sbetween\s[^;()]{3,100}\s\(\Z")
_OTHER_OF_TWO = re.compile(r"[^()]{0,40}\)\s(?:and|versus|vs\.?)\s[^;.()]{2,60}\s\([^()\d]{0,20}\d")


def _set_against(scene: _Scene) -> bool:
    """Whether two numbers of the row are two groups'."""
    return any(_VERSUS.search(scene.text, one.end, other.start) for one, other in pairwise(scene.row))


_VERSUS = re.compile(r"\s(?:vs\.?|versus|v)\s")


def _between_groups(scene: _Scene, measure: Measure, called: StatisticType) -> StatisticType:
    """A difference of percentages is a risk difference, unless means are spoken of."""
    if called is not StatisticType.MEAN_DIFFERENCE or measure.unit != "%":
        return called
    means = re.search(r"\bmean|\bchange", scene.text[scene.start : measure.start], re.IGNORECASE)
    return called if means else StatisticType.RISK_DIFFERENCE


def _names_number(scene: _Scene, name: Hit, measure: Measure) -> bool:
    """Whether an average's name speaks of the number: a bare whole number behind a semicolon is something else."""
    between = scene.text[name.end : scene.first.start]
    if measure.head.in_words and measure.bare:
        return re.fullmatch(r"[^.;,()]{0,60}\s(?:was|were)\s(?:only\s)?", between) is not None
    whole = measure.bare and not measure.head.decimals
    return not whole or (_is_told(scene) and not re.search(r"[;)\]]\s?[;,]?\s", between))


_RATIO_ENDS = re.compile(r"(?<!\w)(?<![A-Za-z]-)\d(?!\d*[-\s]year)|[;.](?=\s)")
"""Between a ratio's or difference's name and a number that is not its own; not the 75 of "EASI-75"."""
_AND_AGAIN = re.compile(
    r"[^;]{0,120}?\d[^;()\[\]]{0,12}[(\[][^()\[\]]*\d[^()\[\]]*[)\]]\s(?:for|with|in)\s[^;.()]{2,60}(?:;|,?\sand|,)\s(?:and\s)?"
)
"""Between a difference's name and its next value: "difference vs placebo, 46% [40-53] for 15 mg; 63% [57-70]"."""
_NEXT_CLAUSE = re.compile(r",\s(?:and|but|while|whereas)\s")
_ANEW = re.compile(r"[;,]\s|\d")
_CLAUSE = re.compile(r"[;]\s|,\s(?:and|but|while|whereas|though|although)\s")
_WHEN = re.compile(r"\b(?:at|after|over|within) \d+ (?:years?|months?|weeks?|days?|hours?|h|min)\b")
_FOLLOW_UP = re.compile(r"\bfollow[-\s]?up\b", re.IGNORECASE)
"""Behind an average it is what the average is of: "at a median follow-up of 26 months, 8.3% had died"."""
_SURVIVAL = re.compile(
    r"\b[Ss]urviv(?:al|ed|ing)\b|\b(?:OS|DFS|PFS|EFS|RFS|DDFS|BCSS|CSS|MFS|LRFS|iDFS|IDFS|DMFS)\b"
    r"|\b(?:local|locoregional|disease) control\b"
)
_NO_SURVIVAL = re.compile(r"\brespon|\bsurvivors?\b|\btoxicit|\badverse", re.IGNORECASE)


def _percentage(scene: _Scene, measure: Measure, name: Hit | None) -> StatisticType:
    """What a percentage is: a share, a survival probability, an average, or a change."""
    if measure.dispersion is not None and measure.dispersion.type in ("sd", "se") and not _is_estimated(scene):
        return StatisticType.MEAN
    if measure.numerator is not None:
        return StatisticType.PROPORTION
    before = scene.before(scene.first, 140)
    if name is not None:
        between = scene.text[name.end : scene.first.start]
        ended = _ANEW.search(_WHEN.sub("", between)) or _NEXT_CLAUSE.search(scene.text, scene.first.end, measure.start)
        if len(between) <= 70 and not ended:
            return StatisticType(name.rule.value)
    if measure.percent is not None and not 0 <= measure.percent <= 100:
        return StatisticType.OTHER
    if _OF_EFFECT.search(before) or _OF_RUNS.match(scene.text, measure.head.unit_end):
        return StatisticType.OTHER
    clause = _CLAUSE.split(before)[-1]
    if _SURVIVAL.search(clause) and not _NO_SURVIVAL.search(clause):
        return StatisticType.SURVIVAL_PROBABILITY
    return StatisticType.PROPORTION


_OF_RUNS = re.compile(
    r"\sof\s(?:the\s|all\s)?(?:\d[\d,]*\s)?(?:bootstrap\w*|simulat\w+|iterations|replicat\w+|resampl\w+|runs)\b"
)
"""Behind what happened in a computer: no share of people either."""
_OF_EFFECT = re.compile(
    r"\b(?:efficacy|effectiveness|RRR|relative reduction)\s?(?:\([A-Z]+\)\s?)?"
    r"(?:(?:of|was|is|=|:|,)\s?)?[(\[]?\Z"
)
"""Before how much a treatment prevents: no share of people."""


def _is_estimated(scene: _Scene) -> bool:
    """Whether a percentage with a spread is an estimate of survival or incidence: "5-year survival was 67 ± 8%"."""
    before = re.split(r"[;]\s", scene.before(scene.first, 140))[-1]
    return bool(_ESTIMATED.search(before) or (_SURVIVAL.search(before) and not _NO_SURVIVAL.search(before)))


_ESTIMATED = re.compile(
    r"\b(?:cumulative|actuarial|Kaplan|estimated)\b|\b(?:incidences?|probabilit\w+|prevalence"
    r"|(?:mortality|death|relapse|recurrence|failure) rates?)\b",
    re.IGNORECASE,
)

_STATED = re.compile(
    r"(?:\b(?:was|were|is|are|of|by|being|averaged|remained|reached|scored)|[=:,])\s(?:only\s|about\s|approximately\s)?$"
)
_SUBJECT = re.compile(
    r"\s(?:was|were|had|died|developed|achieved|withdrew|discontinued|experienced|completed|relapsed|responded|required"
    r"|dropped|underwent|showed|remained|reported)\b"
)
_IN_ARM = re.compile(
    r"\s(?:in|with|on|for|among|after)\s(?:the\s)?[^,;.()]{0,60}?\b(?:groups?|arms?|placebo|controls?|cohorts?)\b",
    re.IGNORECASE,
)
_COUNTED_BEFORE = re.compile(
    r"\b(?:numbers? of|deaths?|events?|patients|women|men|subjects|cases|recurrences|relapses|infections|complications"
    r"|episodes|cancers|failures|responses|fractures|tumou?rs|metastases|withdrawals|hospitali[sz]ations|strokes|died"
    r"|developed|occurred|observed)\b",
    re.IGNORECASE,
)


def _unnamed(scene: _Scene, measure: Measure) -> StatisticType | None:
    """The statistic of a number without a name of one: a count, the usual average, else not said."""
    listed = len(scene.row) > 1
    whole = measure.bare and not measure.head.decimals
    if whole and measure.head.in_words and scene.before(measure, 4).lower() == "the ":
        return None
    if whole and measure.head.value >= 0 and _is_count(scene, measure):
        return StatisticType.COUNT
    if whole and (measure.head.in_words or not (listed and _is_told(scene))):
        return None
    if not listed and not _STATED.search(scene.before(scene.first, 40)) and measure.low is None:
        return None
    if _PER_TIME.search(scene.before(scene.first, 100)):
        return StatisticType.RATE
    last = next((name for name in reversed(scene.names) if name.end <= measure.start), None)
    if (
        last is not None
        and StatisticType(last.rule.value) in BETWEEN_GROUPS
        and not _OF_ALL.search(scene.text, last.end, measure.start)
    ):
        return StatisticType(last.rule.value) if measure.low is not None else None
    named = {name.rule.value for name in scene.names if name.rule.value in _AVERAGES and name.end <= measure.start}
    if len(named) == 1:
        return StatisticType(named.pop())
    usual = None if scene.usual is StatisticType.MEAN and measure.low is not None else scene.usual
    average = listed and not whole and not _NO_AVERAGE.search(scene.before(scene.first, 120))
    return usual if usual and average else StatisticType.OTHER  # "24 [7, 38]" beside "24 ± 7" is no mean


_OF_ALL = re.compile(
    r"\b(?:C-?\s?(?:index|indices|statistics?)|concordance|AU(?:RO)?Cs?|areas? under|kappa|correlations?|coefficients?"
    r"|Cronbach\w*|sensitivity|specificity|accuracy|likelihood ratios?)(?!\w)",
    re.IGNORECASE,
)
"""What is worked out of all participants at once, and is no average of them, nor of two groups."""
_NO_AVERAGE = re.compile(rf"{_OF_ALL.pattern}(?:(?!\bmeans?\b)[^.;])*$", re.IGNORECASE)
_PER_TIME = re.compile(
    r"\brates?\s\(?per\s[\d,\s]*(?:person|patient|woman|child)-?\s?years?\)?[^.;]{0,40}$", re.IGNORECASE
)


def _is_told(scene: _Scene) -> bool:
    """Whether a row of bare whole numbers is told as values: behind "was", or with nothing else between them."""
    if _STATED.search(scene.before(scene.first, 40)):
        return True
    return all(SIDE_BY_SIDE.fullmatch(scene.text, one.end, other.start) for one, other in pairwise(scene.row))


def _is_count(scene: _Scene, measure: Measure) -> bool:
    """Whether a bare whole number counts people or events: their noun before it, an arm behind it or beside it."""
    if measure.head.in_words and len(scene.row) == 1 and _SUBJECT.match(scene.text, measure.end):
        return measure.head.value > 0
    before = re.split(r"[;.]\s", scene.before(scene.first, 120))[-1]
    if measure.head.in_words and (measure.head.value == 1 or re.match(r"\sor\b", scene.text[measure.end :])):
        return False  # "the other one", "one or two"
    if not _COUNTED_BEFORE.search(before) or any(other.head.decimals for other in scene.row):
        return False
    return len(scene.row) > 1 or _IN_ARM.match(scene.text, measure.end) is not None


_SPREAD_WORDS = re.compile(r"(?P<iqr>interquartile|iqr|quartiles?|percentiles?)|\brange", re.IGNORECASE)


def _with_named_bounds(scene: _Scene, measure: Measure, type_: StatisticType) -> Measure:
    """The measure with its bounds read as the sentence calls them: a range, quartiles, else an interval."""
    if type_ is StatisticType.MEDIAN and measure.dispersion is not None and measure.dispersion.type == "sd":
        measure = replace(measure, dispersion=None)  # "18.6 (10.2)" behind a median is no standard deviation
    words = scene.text[measure.start : measure.end]
    if measure.low is None or measure.high is None or measure.level is not None or re.search(r"CI|confidence", words):
        return measure
    said = _SPREAD_WORDS.search(scene.text, scene.start, measure.start)
    if not said:
        return measure
    spread = Dispersion(type="iqr" if said["iqr"] else "range", low=measure.low, high=measure.high)
    return replace(measure, low=None, high=None, dispersion=spread)
