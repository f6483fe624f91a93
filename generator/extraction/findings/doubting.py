"""Results whose number may be of something else than the outcome that was found for it, or no value of it."""

from __future__ import annotations

import re

from generator.evidence import Sentence, StatisticType
from generator.extraction.findings.around import Span
from generator.extraction.findings.kinds import Result
from generator.extraction.findings.outcomes import SHARES, lacks_head


def is_doubtful(text: str, outcome: Span, result: Result, start: int) -> bool:
    """Whether a number may be more or less than it says of an outcome, in the sentence that begins at ``start``."""
    doubts = (_is_one_of_several, _is_of_another, _is_no_level, _is_cut)
    return any(doubt(text, outcome, result, start) for doubt in doubts)


# ------------------------------------------------------------------------------------------------ one of several


def _is_one_of_several(text: str, outcome: Span, result: Result, start: int) -> bool:
    """Whether it is an end of a span, or one of the values that a list of times answers."""
    measure = result.measure
    is_low_end = measure.head.partner is not None and measure.low is None and measure.dispersion is None
    several = _SEVERAL_TIMES.match(text, outcome.start, outcome.end)
    last_of_times = _YEARS.match(text, outcome.start) and _YEARS_BEFORE.search(text, start, outcome.start)
    return bool(
        is_low_end
        or several
        or last_of_times
        or _ANSWERED_BY_TIMES.match(text, result.end)
        or _SPANS.search(text, start, result.start)
        or _is_end_of_span(text, result, start)
        or (outcome.end <= result.start and _AMONG_THEM.search(text, outcome.end, result.start))
    )


def _is_end_of_span(text: str, result: Result, start: int) -> bool:
    """Whether a number is an end of "it was 6 to 12 in women and 4 to 7 in men", and no end of a change."""
    if result.of_change or not (
        _LOW_OF_SPAN.match(text, result.end) or _HIGH_OF_SPAN.search(text, start, result.start)
    ):
        return False
    return _SAYS_SPAN.search(text, start, result.start) is not None


_AMONG_THEM = re.compile(r"[(,]\s?(?:including|of (?:which|whom)|among (?:them|which|whom))\s(?:only\s)?\Z")
"""Before some of those that were counted: "toxicity in 13% (including 2 cases of heart failure)"."""
_LOW_OF_SPAN = re.compile(r"\sto\s\d+(?:\.\d+)?\b")
_HIGH_OF_SPAN = re.compile(r"\d\sto\s\Z")
_SAYS_SPAN = re.compile(
    r"\b(?:was|were|is|are|of)\s(?:about\s|approximately\s|only\s)?"
    r"(?:(?!\bfrom\b)[^.;])*?(?<!from\s)(?:\d+(?:\.\d+)?\sto\s)?\Z"
)
_SPANS = re.compile(
    r"\b(?:var(?:ied|ies|ying)|rang(?:ed|es|ing)) (?:widely )?(?:between|from)"
    r" (?:[-−–]?[\d.·]+ ?%? [^.;,]{0,30}(?:and|to) )?\Z"
)
"""Before either end of a span of many values."""
_SEVERAL_TIMES = re.compile(r"(?:[A-Za-z-]+\s){0,3}\d+-?,?\s(?:and|or|to)\s\d+-(?:year|month|week|day)\b|\W*\d+\W*\Z")
"""The beginning of an outcome of several times, "1- and 2-year survival", and one that is only a number."""
_YEARS = re.compile(r"[\w.]+-(?:year|month|week|day)\b")
_YEARS_BEFORE = re.compile(
    r"\b(?:\d+|one|two|three|five|six|seven|eight|ten|twelve)-,?\s(?:and|or|to)\s\Z", re.IGNORECASE
)
"""The same where it begins with the last time only: "Five- and [10-year survival]"."""
_ANSWERED_BY_TIMES = re.compile(
    r"(?:\s?[(\[][^()\[\]]*[)\]])?(?:(?:,|,?\sand)\s[\d.·]+\s?%?(?:\s?[(\[][^()\[\]]*[)\]])?)*(?:\s[^\s.;:()\d]+){0,6}?"
    r"\s(?:at|after|by)\s(?:months?\s|weeks?\s|days?\s|years?\s)?\d+(?:[-\s]\w+)?(?:,\s\d+(?:[-\s]\w+)?)*,?\s(?:and|or)\s\d+"
    r"[^.;()]{0,60}?,?\srespectively\b"
)
"""Behind one of several values: the others, and as many times."""


# ---------------------------------------------------------------------------------------------------- of another


def _is_of_another(text: str, outcome: Span, result: Result, start: int) -> bool:
    """Whether words between the two, or behind the number, say that it is of something else or of some."""
    if outcome.end <= result.start:
        return _has_its_own(text, outcome, result)
    if result.start < outcome.start and _is_of_how_many(text, outcome, result, start):
        return True
    if result.type in SHARES and _OF.fullmatch(text, result.end, outcome.start) and _CAME.match(text, outcome.end):
        return True
    if outcome.start <= result.end:
        return False
    return _is_of_item_before(text, start, result, outcome) or (
        not result.compares and _is_in_bracket_before(text, start, result, outcome)
    )


def _has_its_own(text: str, outcome: Span, result: Result) -> bool:
    """Whether a number behind an outcome has words of its own."""
    way = _OTHER_WAY.match(text, result.end)
    own = _WITH_ITS_OWN.search(text, outcome.end, result.start)
    return bool(
        own
        or _FIGURE_OF_OTHERS.match(text, result.end)
        or _THOSE_FOR.search(text, outcome.end, result.start)
        or _OF_ONE_SEX.match(text, result.end)
        or (way and f" {way['way']} " in text[outcome.start : outcome.end])
        or (result.type is StatisticType.COUNT and _WHO_DID.match(text, result.end))
        or _is_part_of_share(text, outcome, result)
        or (
            result.type in SHARES
            and _NEXT_CLAUSE.search(text, outcome.end, result.start)
            and _DID.match(text, result.end)
        )
    )


def _is_part_of_share(text: str, outcome: Span, result: Result) -> bool:
    """Whether a plain count stands in the bracket of a share: "it was 5.7% (2 local, 4 distant)"."""
    measure = result.measure
    plain = measure.percent is None and not measure.head.decimals and measure.low is None
    return plain and _PARTS_OF_SHARE.search(text, outcome.end, result.start) is not None


def _is_of_how_many(text: str, outcome: Span, result: Result, start: int) -> bool:
    """Whether the words behind a number only say of what, or in whom, so many are."""
    if _SO_MANY_OF.fullmatch(text, result.start, outcome.start):
        return True
    who = _WHO_ONLY.fullmatch(text, outcome.start, outcome.end)
    return who is not None and _IN.search(text, start, result.start) is not None


def _is_of_item_before(text: str, start: int, result: Result, outcome: Span) -> bool:
    """Whether a number stands in the bracket of one item of a list, and its outcome is the next one."""
    next_item = _NEXT_ITEM.fullmatch(text, result.end, outcome.start)
    return next_item is not None and _IN_BRACKET.search(text, start, result.start) is not None


def _is_in_bracket_before(text: str, start: int, result: Result, outcome: Span) -> bool:
    """Whether a number is a later one of a bracket that ends before its outcome: "(4 men and 32% ill), flow was"."""
    before, behind = text[start : result.start], text[result.end : outcome.start]
    listed = _BEHIND_ANOTHER.search(before) is not None
    return listed and behind.count(")") > behind.count("(")


_BEHIND_ANOTHER = re.compile(r"\([^()]*\d[^()]*(?:,|\sand)\s\Z")
_WITH_ITS_OWN = re.compile(r"\bwith\s(?:an?|the)\s(?:[\w-]+\s){1,4}of\s\Z")
"""Before a value that has an outcome of its own: "prevalence was 9.5%, with a medium titre of 482"."""
_FIGURE_OF_OTHERS = re.compile(r"\s(?:[\w-]+\s)?(?:observed|reported|found|published|estimated)\sby\s(?:the\s)?[A-Z]")
"""Behind a value of somebody else: "compared to 1% prevalence observed by the National Institute"."""
_THOSE_FOR = re.compile(r"\b(?:whereas|while|but)\s(?:those|that)\sfor\s")
"""Before a value of the same of another thing, whose name the outcome holds: "costs of A rose, whereas those for B"."""
_OF_ONE_SEX = re.compile(r"\s(?:fe)?males?\s?[)\]]")
"""Behind how many of some were of a sex: "had tumors (27 female)"."""
_OTHER_WAY = re.compile(r"\)?\s(?P<way>via|by|using|through)\s")
"""Behind a value that was reached another way than the one before: "21% were done via a cut and 79% via a scope"."""
_WHO_DID = re.compile(r"(?:\s(?:of\sthem|patients|participants|subjects|women|men|children|cases))?,?\swho\s")
"""Behind a count of people whose own words say what they did: "4 patients who fell"."""
_PARTS_OF_SHARE = re.compile(r"%\s?[(\[](?:[^()\[\]]*(?:,|\sand)\s)?\Z")
"""Before how many of a share each kind was."""
_NEXT_CLAUSE = re.compile(r",\s(?:while|whereas|but|and)\s")
_DID = re.compile(
    r"\s?(?:of\s(?:the\s|these\s|all\s|our\s)?)?(?:patients|participants|subjects|respondents|children|adults|women|men|people|individuals)?\s?"
    r"(?:underwent|had|received|developed|reported|showed|experienced|required|achieved|completed)\b"
)
"""Between an outcome and a share of people, and behind the share, where these did something else."""
_NEXT_ITEM = re.compile(r"[^()\[\]]*[)\]],\s(?:and\s|or\s)?")
_IN_BRACKET = re.compile(r"\w\s[(\[][^()\[\]]*\Z")
"""Between a value in the bracket of one item of a list and the next one: "edema (5%), convulsion (4%)"."""
_OF = re.compile(r"\s?\)?\sof\s(?:the\s|all\s|these\s|such\s)?")
_CAME = re.compile(r"\s(?:occur(?:s|red)?|happen(?:s|ed)?|took\splace|were|was|are|is|had|have|led)\b")
"""Around what a share is of, and not how many had that: "50% of deaths occur within two years"."""
_SO_MANY_OF = re.compile(r"\d+\s?/\s?\d+\s")
"""Before what a share is of: "in 38/46 successful implants (83%)"."""
_IN = re.compile(r"\b(?:in|for|of|among)\s\Z")
_WHO_ONLY = re.compile(
    r"(?:patients|participants|subjects|respondents|women|men|girls|boys|children|adults|people|individuals|infants|cases)"
)
"""Before and behind how many something was done in: "it was needed in 68 (14%) women"."""


def is_of_a_factor(text: str, sentence: Sentence, outcome: Span, result: Result) -> bool:
    """Whether a ratio stands behind what predicts something, and not behind that: "age (OR 2) predicted death"."""
    if not result.compares or not _OWN_BRACKET.fullmatch(text, outcome.end, result.start):
        return False
    return (
        _FACTORS_ARE.search(text, sentence.start, outcome.start) is not None
        or _IS_A_FACTOR.match(text, result.end, sentence.end) is not None
    )


_OWN_BRACKET = re.compile(r"(?:\s\([^()]{1,20}\))?\s?[(\[][^()\[\]]{0,40}")
_FACTOR = (
    r"(?:predictors?|predictive|risk\sfactors?|protective(?:\sfactors?)?|determinants?"
    r"|(?:associated|correlated)\s(?:factors|with))"
)
_FACTORS_ARE = re.compile(
    rf"\b(?:{_FACTOR}|factors)\b[^;()]{{0,90}}(?:\b(?:were|was|are|is|included?|including|being|such\sas)\b|:)"
    r"(?:[^;()]|\([^()]*\))*\Z",
    re.IGNORECASE,
)
_IS_A_FACTOR = re.compile(
    r"[^()]*\)(?:[^;()]|\([^()]*\))*?"
    rf"\b(?:(?:was|were|are|is|remained|as|being)\s(?:[\w-]+\s){{0,5}}?{_FACTOR}|(?:independently\s)?predict(?:ed|s)?)\b",
    re.IGNORECASE,
)
"""Before what predicts something, "risk factors were age (OR 2)", and behind it: "age (OR 2) predicted death"."""


# ------------------------------------------------------------------------------------------------------ no level


def _is_no_level(text: str, outcome: Span, result: Result, start: int) -> bool:
    """Whether it may be a change, is a figure of a model or the area under a curve, or a share beside an average."""
    beside_average = result.type in SHARES and _AVERAGE.match(text, outcome.start, outcome.end)
    return bool(
        beside_average
        or (result.may_be_change and not result.of_change)
        or (result.type in SHARES and not result.of_change and _CHANGED_RISK.match(text, result.end))
        or _END_OF_CHANGE.search(text, start, result.start)
        or _COEFFICIENT.search(text, start, result.start)
        or _EXPLAINED.match(text, result.end)
        or _is_under_curve(text, outcome, result, start)
        or _is_named_otherwise(text, outcome, result, start)
        or _is_a_difference(text, outcome, result, start)
    )


def _is_a_difference(text: str, outcome: Span, result: Result, start: int) -> bool:
    """Whether it is by how much an outcome differed: "differences in the mean dose were up to 0.8"."""
    if result.of_change or "(" in text[outcome.end : result.start]:
        return False  # "no differences in the dose (0.8 vs 0.9)"
    return _DIFFERENCES_IN.search(text, start, outcome.start) is not None


_DIFFERENCES_IN = re.compile(r"\b[Dd]ifferences\s(?:in|between)\s(?:the\s)?(?:(?:average|mean|median)\s)?\Z")


def _is_named_otherwise(text: str, outcome: Span, result: Result, start: int) -> bool:
    """Whether words before it name what it is, and the outcome does not say so: how well a test tells, or a dose.

    As in "(sensitivity, 0.817)", "atenolol (mean dose 37.5 +/- 18.5 mg)".
    """
    found = (figure.search(text, start, result.start) for figure in (_TEST_FIGURE, _DOSE))
    return any(named and not _names_it(outcome, named) for named in found)


_DOSE = re.compile(r"\bdos(?:e|es|age)(?:\s?[:=,]|\s(?:of|was|were))?\s\Z", re.IGNORECASE)
_TEST_FIGURE = re.compile(
    r"\b(?:sensitivity|specificity|PPV|NPV|(?:positive|negative) predictive values?)(?: [(\[][A-Z]+[)\]])?"
    r"\s?(?:[=:,]|of|was|were)?\s?\Z",
    re.IGNORECASE,
)


def _is_under_curve(text: str, outcome: Span, result: Result, start: int) -> bool:
    """Whether it is the area under a curve that the outcome does not name: "albumin (AUC = 0.93)"."""
    value = result.measure.value
    curve = _CURVE.search(text, start, result.start) if value is not None and 0 < value <= 1 else None
    return curve is not None and not _names_it(outcome, curve)


def _names_it(outcome: Span, said: re.Match[str]) -> bool:
    """Whether an outcome holds words that say what kind of figure a number is."""
    return outcome.start < said.end() and said.start() < outcome.end


_CHANGED_RISK = re.compile(
    r"(?:\s?[(\[][^()\[\]]*[)\]])?(?:,?\s(?:and|or)\s\d[\d.]*\s?%(?:\s?[(\[][^()\[\]]*[)\]])?)?"
    r"\s(?:decreased|increased|reduced|lower|higher|greater|elevated)\s(?:\w+\s){0,2}?(?:risks?|odds|hazards?|likelihood|rates?)\b"
)
"""Behind by how much a risk changed: "was associated with a 7% (0.8 to 0.9) and 12% decreased risk"."""
_END_OF_CHANGE = re.compile(r"\bfrom\s[-−–]?\d[\d.·]*\sto\s\Z")
"""Before the second end of a change of which the first has no unit: "from 11.1 to 1.5%"."""
_COEFFICIENT = re.compile(
    r"(?:(?<![\w.])[bB]|[β𝛽𝜷]|\b[Bb]eta|(?<!\w)R\s?²|(?<![\w.])[tFz](?:\s(?:value|statistic|score)|\s?\([\d.,\s]+\))?|χ\s?²)\s?=\s?\Z"
)
"""Before a figure of a model or a test of significance, which is no value of what it stands behind."""
_AVERAGE = re.compile(
    r"(?:the\s)?(?:mean|median|average)\s(?!.*(?:%|\b(?:percent\w*|proportions?|rates?|shares?|fractions?|adherence|saturation)\b))",
    re.IGNORECASE,
)
_EXPLAINED = re.compile(
    r"(?:(?:,|,?\sand)\s[\d.·]+\s?%)*\s(?:explanatory\spower|of\s(?:the\s)?(?:[\w-]+\s)?(?:variance|variation|variability))\b"
)
"""Behind how much a model explains of an outcome, which is nobody's share."""
_CURVE = re.compile(
    r"\b(?:AU(?:RO)?Cs?|area under (?:the |a )?(?:[\w-]+ ){0,4}curve|[Cc]-(?:ind(?:ex|ices)|statistics?))"
    r"(?: [(\[]AU(?:RO)?C[)\]])?\s?(?:[=:,]|of|was|were)\s?\Z"
)


# ----------------------------------------------------------------------------------------------------------- cut


def _is_cut(text: str, outcome: Span, result: Result, start: int) -> bool:
    """Whether an outcome lacks its head, before or behind its list, or its end, or only says why."""
    return bool(
        _WHY.match(text, outcome.start)
        or _CUT.search(text, outcome.start, outcome.end)
        or _LISTED_AS.match(text, result.end)
        or (not result.of_change and lacks_head(text, outcome, start))
    )


_WHY = re.compile(r"(?:due\sto|because\sof|owing\sto|secondary\sto)\b", re.IGNORECASE)
"""The beginning of why something happened, which is not what."""
_CUT = re.compile(
    r"\b(?:who|whom|whose|which|that|involving|as well|located|by means|in terms|as a result|because|instead)\Z",
    re.IGNORECASE,
)
"""At the end of an outcome that goes on: "proportion of patients who"."""
_LISTED_AS = re.compile(
    r"(?:\)?,?\s(?:and\s)?[^.;()]{2,60}\([^()]*)*\)\s(?:were|was)\s(?:the\s)?(?:\w+\s){0,3}?(?:most|main|leading|primary|common|frequent|prevalent)\b"
    r"[^.;]{0,50}?\b(?:causes?|reasons?|types?|sources?|factors|barriers|predictors)\b"
)
"""Behind the items of a list whose head follows: "stroke (24%) and dementia (23%) were the main causes of death"."""
