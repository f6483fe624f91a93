"""Numbers as abstracts print them, each with its place, its value and, where the form decides, what it is.

The only number grammar of the program: digits with separators and middle dots, decimals without a leading zero,
number words, signs, percent signs, ranges; and the many numbers that are nobody's result (dates, doses, grades,
levels of confidence, identifiers). Larger forms (n/N, mean ± SD, intervals) are built of these in ``findings``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from generator.extraction.needed_words import plan
from generator.extraction.searching import Candidate, Patterns, Sought, search_all, sought


class NumberKind(StrEnum):
    """What a number's form says it is; ``PLAIN`` where only the sentence can tell."""

    PLAIN = "plain"
    PERCENT = "percent"
    """With a percent sign or word of its own."""
    SIZE = "size"
    """After "n =": how many were studied."""
    P_VALUE = "p_value"
    LEVEL = "level"
    """The 95 of "95% CI"."""
    INTERVAL = "interval"
    """A bound of a confidence interval."""
    TEST = "test"
    """A test statistic, its degrees of freedom or a correlation: "t(54) = 0.35", "r = 0.4"."""
    DATE = "date"
    """A calendar year, or the day of a date."""
    TIME = "time"
    """A length of time used as an adjective, or a point in a schedule: "5-year", "week 12"."""
    DOSE = "dose"
    LABEL = "label"
    """A grade, stage, phase, type, group name: "grade 3", "type 2"."""
    RATIO = "ratio"
    """A side of "2:1"."""
    NAME = "name"
    """Part of a word or a unit: "IL-6", "CD4", "5-FU", "10⁹/L"."""


class Number(Struct, frozen=True, kw_only=True):
    """A number of a text: ``[start, end)`` covers the figures or words and a sign, not the unit."""

    start: int
    end: int
    value: float
    decimals: int
    """Digits printed after the decimal point."""
    kind: NumberKind = NumberKind.PLAIN
    in_words: bool = False
    unit: str | None = None
    """``%``, or the unit as printed."""
    unit_end: int
    """Where the unit ends; ``end`` where there is none."""
    partner: float | None = None
    """The high end where this is the low end of a range, as in "1-21" or "18 to 65"; the next number is that end."""


# ------------------------------------------------------------------------------------------------ words

_UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_WORD = "|".join(sorted([*_UNITS, *_TENS, *_SCALES], key=len, reverse=True))
_JOIN = r"(?:\s*[-‐‑]\s*(?:and\s*[-‐‑]\s*)?|\s+and\s+|(?<=thousand),\s+|\s+)"
WORDS = rf"(?:none|(?:{_WORD})(?:{_JOIN}(?:{_WORD}))*)(?![\w])"
"""Pattern of a number in words (case-insensitive): "Seventy-one", "one hundred and twenty", "none"."""
_LETTERS = re.compile("[a-z]+")


def words_value(words: str) -> int | None:
    """The whole number that words say, ``None`` where they say several ("two three") or none."""
    total = current = 0
    room = 1000  # the next word must be worth less: "seventy one" is a number, "one seventy" is two
    for word in _LETTERS.findall(words.lower()):
        if word in ("and", "none"):
            continue
        if word == "hundred":
            current, room = 100 * max(current, 1), 100
        elif word in _SCALES:
            total, current, room = total + _SCALES[word] * max(current, 1), 0, 1000
        else:
            worth = _UNITS.get(word, _TENS.get(word, 0))
            if worth >= room:
                return None
            current, room = current + worth, 10 if word in _TENS else 1
    return total + current


# ----------------------------------------------------------------------------------------------- digits

_GAP = "[\u00a0\u2009\u202f]"
_POINT = "[.·⋅∙‧]"
DIGITS = (
    r"(?:"
    rf"\d{{1,3}}(?:,\d{{3}})+(?![\d])(?:{_POINT}\d+)?"  # 1,009
    rf"|\d{{1,3}}(?:{_GAP}\d{{3}})+(?!\d)"  # 1 009 with a space that keeps it together
    rf"|[1-9]\d{{0,2}}(?: \d{{3}})+(?![\d.,·]*\d)(?!\s?(?:%|mg|µg|μg|mcg|ml|Gy|kg|cells))"  # 1 009
    rf"|\d+{_POINT}\d+"  # 12.5, 12·5
    r"|0,\d+(?![\d,])|\d+,\d{1,2}(?=\s?%)"  # 0,05 and 12,5%, as much of Europe writes them
    r"|(?<=[-–=(])[0-9]\. \d{2,3}(?=[)\];,])"  # 0. 92, broken where a record was typed: only inside brackets and spans
    r"|\d+"
    rf"|(?<![\d\w]){_POINT}\d+"  # .03
    r")"
)
"""Pattern of an unsigned number in digits."""

_SIGN = (
    r"(?:(?<=[(\[])[-−–]\s(?=\d)|(?<=vs\.\s)[-−–]\s(?=\d)"
    r"|(?:(?<=\bwas\s)|(?<=\bwere\s)|(?<=\bof\s)|(?<=\bby\s)|(?<=difference\s)|(?<=\bCI\s)|(?<=\bCI,\s)|(?<=\bCI:\s)|(?<==\s)"
    r"|(?<=\d\sto\s)|(?<=%\sto\s))[-−–]\s(?=\d)|(?<=\ba\s)−\s(?=\d)"
    r"|(?<![\w.%)\]])(?<!\d\s)[-−–]\s?[€$£]\s?(?=\d)"
    r"|(?<![\w.%)\]])(?<!\d\s)(?<!\+/)(?<!\+\s/)(?<![-−]/)(?<!\+\sor\s)(?:[-−–]|\+\s?)(?=[\d.·]))?"
)
_IN_DIGITS = re.compile(_SIGN + DIGITS, re.IGNORECASE)
_FIRST_SIGN = re.compile(r"[-−–+\d.·⋅∙‧]")
"""What digits begin with: to look for it and then to match is many times faster than to search for all of the form."""
_IN_WORDS = sought(re.compile(rf"(?<!\w){WORDS}", re.IGNORECASE))
_MINUS = "-−–"
_NO_FIGURE = re.compile(r"[-−–+€$£\s\u00a0\u2009\u202f]")
_ANY_POINT = re.compile(_POINT)
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")


@lru_cache(maxsize=4096)
def digits_value(digits: str) -> tuple[float, int]:
    """The value of printed digits and how many stand after the point."""
    sign = -1.0 if digits[0] in _MINUS else 1.0
    bare = _NO_FIGURE.sub("", digits)
    bare = _ANY_POINT.sub(".", bare)
    if _THOUSANDS.fullmatch(bare) and ("." in bare or not bare.startswith("0,")):
        bare = bare.replace(",", "")
    bare = bare.replace(",", ".")
    return sign * float(bare), len(bare.partition(".")[2])


# ------------------------------------------------------------------------------------------- units, kinds

_TIME = r"(?:years?|yrs?|months?|mos?|weeks?|wks?|days?|hours?|hrs?|minutes?|mins?|seconds?|secs?|h|d)"
_ATOM = (
    r"(?:mm\s?Hg|cm\s?H2O|mmol|[µμ]mol|micromol|nmol|pmol|fmol|mol|mEq|mOsm|mIU|[µμ]IU|IU|kg|mg|[µμ]g|micrograms?|milligrams?|microg|mcg|mug|ng|pg|cGy|Gy"
    r"|MBq|mCi|mL|dL|[µμ]L|microL|[µμ]m|microm|mm|cm|nm|kcal|kJ|kPa|Hz|dB|bpm|beats|msec|ms|mV|MET|METs|U|g|L|m|J|D|s|min|m"
    rf"|letters|{_TIME}|(?:percentage\s)?points?)(?:[²³]|\([-−]?[123]\)|⁻[¹²]|[-−][12]|[23])?"
)
_UNIT = re.compile(
    r"\s?(?P<percent>%(?!\s?/\s?(?:s|sec|min|h)\b)|‰)(?:\spoints?\b)?|[\s-]?(?P<per_cent>per\s?cent\b|percent(?!age|ile))"
    rf"|[\s]?(?P<unit>(?:/(?=[µμm]))?{_ATOM}(?:(?:\s?/\s?|·|\.(?=(?:kg|mL|L|h|hr|min|d|day)\b)|\sLBM|\sper\s|\s(?=[a-z]{{1,4}}(?:\([-−]\d\)|[-−]\d)))(?:(?:10+\s?)?{_ATOM})?)*)(?![\w])",
    re.IGNORECASE,
)
_DOSE = re.compile(
    r"(?:mg|µg|μg|mcg|mug|microg|micrograms?|milligrams?|ng|cGy|Gy|IU|U|MBq|mCi)\b(?!.{0,3}(?:dL|mL|L|LBM)\b)",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s?[x×]\s?(?=[A-Z]\b)|\s?[x×]\s?10(?:[⁰¹²³⁴-⁹⁻^(])|[⁰¹²³⁴-⁹⁻]|\(\d\)|\^\d|[A-Za-zα-ωΑ-Ω]+\d|[α-ω]"
    rf"|(?P<time>(?i:-{_TIME}\b(?!-)|\s?-\s?and\b(?=.{{1,12}}-{_TIME})))"
    r"|(?:st|nd|rd|th)\b|\s(?:SDs?|standard deviations?)\b(?!\s?=?\s?\d)"
    r"|-(?!fold|percent|per)[A-Za-z]|'|D\b|\([A-Z]+\)[A-Z]|[A-KN-Z]\b(?!/)|[A-Z]{3,}\b"
    r"|(?![MG]Bq|[MG]Hz|IU)[a-z]?[A-Z][A-Za-z]*[A-Z][A-Za-z]*"
)
"""Behind a number that is part of a name, or a length of time."""
_LEVEL = re.compile(
    r"\s?(?:%|per\s?cent)\s*[-,]?\s*\(?(?:(?:two-sided|credible|bootstrap\w*|binomial|exact|Wilson|Poisson|profile|likelihood)\s){0,3}"
    r"(?:confiden(?:ce|tial)|CIs?\b|C\.I\.|credib|Cr[Il]|limits of agreement|prediction interval|CL\b)"
    r"|\s?%\s?(?:(?:to|-|–|and)\s?75\s?%)?\sinter-?quartile",  # "median [25% to 75% interquartile range]"
    re.IGNORECASE,
)
_LEVEL_BEHIND = re.compile(r"\s?%\s?[:=,;]?\s?[(\[]?\s?[(\[]?[-−–]?[\d.]")
_CI_BEFORE = re.compile(r"(?<![A-Za-z])(?:(?:CIs?|C\.I\.|confidence intervals?)\]?\)?\s?[:=,(]?|IC\s(?:del|de|à))\s?$")
"""Before a level that stands behind the words for the interval: "CI 95% -1.70 to -0.40"."""
_TWICE = re.compile(r"\s?%\s9\d\s?%\s?CI")
_LEVELS = {"90", "95", "99"}
_REACH = 48
"""Characters before a number that are looked at."""


class _Before(Sought, frozen=True, kw_only=True, eq=False):
    """What stands right before a number of a kind, within so many characters."""

    kind: NumberKind
    reach: int


def _before(kind: NumberKind, reach: int, pattern: re.Pattern[str]) -> _Before:
    return _Before(kind=kind, reach=reach, pattern=pattern, plan=plan(pattern))


_KINDS = (
    _before(
        NumberKind.P_VALUE,
        _REACH,
        re.compile(
            r"(?<![A-Za-z])[pP](?:[\s-]*(?:values?|trend|interaction|int|for \w+(?: \w+){0,2}|\(\w+\)|"
            r"adj\w*|corr\w*|log-?rank|values?,?\s\w+\s[x×*]\s\w+))?\s*"
            r"(?:[<>=≤≥]|&[lg]t;|of|was|were|less than|is)\s*(?:or)?\s*=?\s*$"
        ),
    ),
    _before(NumberKind.SIZE, 8, re.compile(r"(?<![A-Za-z])[nN]\s?[s]?\s?(?:=|:|of)\s?$")),
    _before(
        NumberKind.TEST,
        _REACH,
        re.compile(
            r"(?<![A-Za-z])(?:(?:[tFrzZdR]|χ2|χ²|chi2|chi-squared?|R2|R²|r2|r²|rho|ρ|η2|η²|ηp2|ηp²|ηₚ²|(?:partial\s)?[Ee]ta[\s-]squared?|df|beta|β|kappa|κ|Q|I2|I²|(?:Wilks['’]?s?\s)?(?:λ|[Ll]ambda)|Wald(?:\s(?:χ2|χ²|chi2))?)"
            r"\s?(?:\(\s?[\d., ]*\s?\)|\[\s?[\d., ]*\s?\]|\d+(?:,\s?\d+)?)?\s?(?:=|of|<|>)\s?"
            r"|[tF]\s?[(\[]\s?(?:\d+[,;] ?)?|\b(?:lower|upper|first|third) quartiles?\s(?:of\s|was\s)?)$"
        ),
    ),
    _before(
        NumberKind.LABEL,
        _REACH,
        re.compile(
            r"\b(?:grades?|stages?|phases?|types?|levels?|groups?|arms?|class(?:es)?|tiers?|categor(?:y|ies)|scores? of"
            r"|subtypes?|genotypes?|serotypes?|periods?|performance status"
            r"|strat(?:um|a)|cohorts?|stud(?:y|ies)|trials?|parts?|tables?|figures?|versions?|factors?|models?"
            r"|questions?|items?|zones?|lines?|levels?|quartiles?|quintiles?|tertiles?|numbers?|no\.|NYHA|ECOG|WHO|ASA"
            r"|(?<!per\s)(?<!each\s)(?:case|patient|subject|time(?:\s?point)?|wave|site|cent(?:er|re)|village)|(?-i:Cases)|superscript|log\.?)\s"
            r"(?:[≥>≤<]\s?)?(?:(?:\d|[IV]+)\s?(?:,|/|or|and|to|-|–|through)\s?)*$",
            re.IGNORECASE,
        ),
    ),
    _before(
        NumberKind.TIME,
        _REACH,
        re.compile(
            r"\b(?:days?|weeks?|months?|years?|hours?|cycles?|visits?|sessions?|courses?|rounds?|POD)\s"
            r"(?:(?:\d+)\s?(?:,|/|or|and|to|-|–|through|,\s?and)\s?)*$",
            re.IGNORECASE,
        ),
    ),
    _before(
        NumberKind.NAME,
        3,
        re.compile(
            r"(?:[A-Za-zα-ω_]|[a-zA-Zμ]\([-−]?|[A-Za-z][-–−]|[A-Z][./]|\)[-–−](?<=[A-Z]\)-)|\d\(|[A-Za-z)]\s?[*∗]\s?)$"
        ),
    ),
)
_BEFORE = Patterns(_KINDS)
_LOST_POINT = re.compile(r"0\d+")
"""A number that lost its decimal point on the way: "odds ratio 065, 95% CI 050-085"."""
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = re.compile(rf"(?:st|nd|rd|th)?,?\s(?:of\s)?{_MONTH}(?![a-z])")
_DAY_OF_YEAR = re.compile(rf"(?:st|nd|rd|th)?,?\s(?:of\s)?{_MONTH},?\s\d{{4}}")
_FROM = re.compile(r"\b(?:on|from|to|until|between|and|since)\s$", re.IGNORECASE)
_MONTH_BEFORE = re.compile(rf"\b{_MONTH}\s$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_BEHIND = re.compile(r",?\s\d{4}|\s(?:and|to)")
_YEAR_BEFORE = re.compile(
    rf"(?:\b(?:in|since|from|until|between|before|after|during|by|of|to|through|and|till|early|late|mid|year|{_MONTH}"
    rf"|(?:spring|summer|autumn|fall|winter)),?\s?|{_MONTH},?\s\d{{1,2}},?\s|\d{{4}}\s?[-–/]\s?|[(,]\s?|[-/]\d?\d[-/])$",
    re.IGNORECASE,
)
_NO_YEAR_AFTER = re.compile(
    r"\s?(?:%|per\s?cent|[a-z]+s\b(?<!was)|men\b|women\b|children\b|people\b|[a-z]+ (?:patients|women)"
    r"|to (?:receive|placebo)\b)"
)
_MONTH_OF_YEAR = re.compile(
    r"(?<![\d/])(?:0[1-9]|1[0-2])/(?:[5-9]\d|[0-2]\d|(?:19|20)\d\d)(?![\d/%])(?=,?\s(?:and|to|until)\s(?:0[1-9]|1[0-2])/|,\s)"
)
_RATIO_BEFORE = re.compile(r"\d\s?[:∶]\s?$")
_PERCENT_BEHIND = re.compile(r"\s?%")
"""A share is no part of a ratio: "at week 12: 34.7%"."""
_RATIO = re.compile(r"(?<=\d)(?:(?:\s?[:∶]|\s[:∶]\s)\d|[:∶]\s\d+(?![\d.·]))")
_DECIMALS = re.compile(r"[.·]\d")
_TO = re.compile(r"(?:\s?(?:%|per\s?cent))?\s?(?:--?|[–—−‒]|to|through)\s?(?:[+]\s?)?")
_NOT_A_SPAN = {NumberKind.NAME, NumberKind.TEST}


@lru_cache(maxsize=64)  # several parts of a card read the numbers of the same title and abstract
def find_numbers(text: str) -> tuple[Number, ...]:
    """Every number of the text in order, none overlapping another."""
    before = _BEFORE.candidates(text, 0, len(text))
    spans = [(*span, False) for span in _in_digits(text)] + [(*span, True) for span in _in_words(text)]
    found: list[Number] = []
    for at, end, in_words in sorted(spans):
        start = at + (bool(found) and _is_second_dash(text, at, found[-1]))
        number = _read(text, start, end, before, in_words=in_words)
        if number and not (found and start < found[-1].unit_end):  # the 2 of "kg/m2" is none
            found.append(number)
    return tuple(_with_ranges(text, _with_intervals(text, found)))


def _is_second_dash(text: str, start: int, low: Number) -> bool:
    """Whether what looks like a sign is the second of two dashes behind a low end: "2.0--7.0"."""
    return text[start - 1 : start + 1] == "--" and low.unit_end == start - 1 and low.value >= 0


def _in_digits(text: str) -> Iterator[tuple[int, int]]:
    """Where numbers in digits stand."""
    first = _FIRST_SIGN.search(text)
    while first:
        match = _IN_DIGITS.match(text, first.start())
        if match:
            yield match.span()
        first = _FIRST_SIGN.search(text, (match or first).end())


def _in_words(text: str) -> Iterator[tuple[int, int]]:
    """Where numbers in words stand."""
    return (match.span() for match in search_all(_IN_WORDS, text, 0, len(text)))


def _read(text: str, start: int, end: int, before: Sequence[Candidate[_Before]], *, in_words: bool) -> Number | None:
    """The number ``text[start:end]``, with its unit and what its neighbours say it is."""
    if in_words:
        value = words_value(text[start:end])
        if value is None:
            return None
        figures, decimals = float(value), 0
    elif _LOST_POINT.fullmatch(text, start, end):
        return None
    else:
        figures, decimals = digits_value(text[start:end])
    unit, unit_end = _unit(text, end)
    kind = _kind(text, start, end, before, unit, in_words=in_words)
    if kind is NumberKind.PLAIN:
        if unit == "%":
            kind = NumberKind.PERCENT
        elif unit is not None and _DOSE.match(unit):
            kind = NumberKind.DOSE
    return Number(
        start=start,
        end=end,
        value=figures,
        decimals=decimals,
        kind=kind,
        in_words=in_words,
        unit=unit,
        unit_end=unit_end,
    )


def _unit(text: str, end: int) -> tuple[str | None, int]:
    """The unit after a number and where it ends."""
    match = _UNIT.match(text, end)
    if not match:
        return None, end
    return ("%" if match["per_cent"] else match["percent"] or match["unit"].strip()), match.end()


def _kind(
    text: str, start: int, end: int, before: Sequence[Candidate[_Before]], unit: str | None, *, in_words: bool
) -> NumberKind:
    """What the words around a number say of it; its unit only denies that it is a visit's."""
    if _LEVEL.match(text, end) or _is_level_behind(text, start, end):
        return NumberKind.LEVEL
    for candidate in before:
        kind = candidate.sought.kind
        if candidate.first(max(0, start - candidate.sought.reach), start) and not (
            (kind is NumberKind.LABEL and not _can_be_label(text, start, end))
            or (kind is NumberKind.TIME and unit == "%")  # no visit: "at 6 months 59% had pain"
            or (kind is NumberKind.NAME and unit == "%" and text[start - 1] == "(")  # "after exemplin(15%)"
        ):
            return kind
    if after := _AFTER.match(text, end):
        return NumberKind.TIME if after["time"] else NumberKind.NAME
    if in_words:
        return NumberKind.PLAIN
    if _is_date(text, start, end):
        return NumberKind.DATE
    other = _RATIO_BEFORE.search(text[max(0, start - 4) : start])
    if other and text[start - 2 : start] == ": " and _DECIMALS.search(text, start, end):
        other = None  # a value behind its label: "scores above 15: 34.1"
    if (other and not _PERCENT_BEHIND.match(text, end)) or _RATIO.match(text, end):
        return NumberKind.RATIO
    return NumberKind.PLAIN


def _is_level_behind(text: str, start: int, end: int) -> bool:
    """Whether a level stands behind the words for the interval, or twice before them."""
    if text[start:end] not in _LEVELS:
        return False
    behind = _LEVEL_BEHIND.match(text, end) and _CI_BEFORE.search(text[max(0, start - 24) : start])
    return bool(behind or _TWICE.match(text, end))


def _can_be_label(text: str, start: int, end: int) -> bool:
    """Whether figures are short enough for a grade or group: "group 1 and 152 in group 2" names two."""
    listed = re.search(r"\d\D{1,9}$|\b[IV]+\W{1,9}$", text[max(0, start - 10) : start])
    if text[start].isalpha():
        return not listed
    return "." not in text[start:end] and (end - start <= 2 or not listed)


def _is_date(text: str, start: int, end: int) -> bool:
    """Whether the figures are a calendar year or the day of a date."""
    before = text[max(0, start - _REACH) : start]
    figures = text[start:end]
    if _MONTH_OF_YEAR.match(text, start) or _MONTH_OF_YEAR.match(text, max(0, start - 3)):
        return True
    if len(figures) <= 2 and figures.isdecimal():
        if _DAY.match(text, end):
            return bool(_DAY_OF_YEAR.match(text[end : end + 24])) or bool(_FROM.search(before))
        return bool(_MONTH_BEFORE.search(before)) and bool(_YEAR_BEHIND.match(text, end))
    if not _YEAR.fullmatch(figures):
        return False
    return bool(_YEAR_BEFORE.search(before)) and not _NO_YEAR_AFTER.match(text, end)


# ------------------------------------------------------------------------------------- ranges and intervals

_INTERVAL_WORD = sought(
    re.compile(
        r"(?:confiden(?:ce|tial)\s(?:intervals?|limits?)|(?<![A-Za-z])CIs?|C\.I\.|Cr[Il]|credible intervals?)\]?\)?\s?"
        r"(?:\[CI\]|\(CI\)|\{CI\})?\s?(?:[:=,(]?\s?9[059]\s?%)?"
        r"\s?(?:was|of|were|from|between|ranged? from)?\s?[:=,;]?\s?[(\[]?\s?"
        r"(?:(?:approximately|approx\.?|about|roughly)\s|[~≈]\s?)?$",
        re.IGNORECASE,
    )
)
_BETWEEN_BOUNDS = re.compile(r"\s?(?:%|per\s?cent)?\s?[A-Za-zµμ/²%]{0,8}\s?(?:--|[-–—−‒‑,;:]|to|and)\s?(?:[+]\s?)?")


def _with_intervals(text: str, numbers: list[Number]) -> list[Number]:
    """The numbers again, the two after the words for a confidence interval marked as its bounds."""
    marked = list(numbers)
    said = _INTERVAL_WORD.candidates(text, 0, len(text))
    for index, number in enumerate(numbers[:-1]):
        if not any(words.first(max(0, number.start - _REACH), number.start) for words in said):
            continue
        high = numbers[index + 1]
        if _BETWEEN_BOUNDS.fullmatch(text, number.end, high.start):
            for at in (index, index + 1):
                marked[at] = replace(numbers[at], kind=NumberKind.INTERVAL)
    return marked


def _with_ranges(text: str, numbers: list[Number]) -> list[Number]:
    """The numbers again, the low end of each range knowing its high end."""
    joined = list(numbers)
    for index, (low, high) in enumerate(pairwise(numbers)):
        if low.kind in _NOT_A_SPAN or high.kind in _NOT_A_SPAN:
            continue
        if high.value > low.value and _TO.fullmatch(text, low.end, high.start):
            joined[index] = replace(low, partner=high.value)
    return joined
