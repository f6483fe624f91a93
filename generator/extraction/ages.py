"""Ages of the participants, in all the forms that abstracts print."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from generator.article import Article, Role
from generator.evidence import Age, Place, Sentence
from generator.extraction.lexicon import Rule, load_rules, matches
from generator.extraction.numbers import digits_value
from generator.extraction.quoting import quote
from generator.extraction.study_types import own_sentences

_OLDEST = {"year": 110, "month": 1320, "week": 5720, "day": 40150}
_NEXT_ARM = re.compile(
    r"\s?[)\]]?\s?(?:(?:in|for|among)\s[^.;,\d]{1,40}?)?,?\s?(?:and|vs\.?|versus)\s(?:in\s|for\s)?"
    r"(?:(?!mean|median|BMI|body|time|index|weight|height|score|follow|duration|diagnos)[^\s.;\d%()]+\s){0,5}?[(\[]?"
    r"(?P<words>(?P<value>\d{1,3}(?:[.·]\d+)?)"
    r"(?:\s?(?:years?|yrs?))?\s?(?:\((?:range,?\s)?\d+\s?[-–]\s?\d+[^)]{0,8}\)|(?:±|\+/-)\s?\d+(?:[.·]\d+)?(?:\s?(?P<unit>years?|yrs?))?|(?P<unit_alone>years?|yrs?)))"
    r"(?!\s(?:after|before|of follow|later|ago))"
)
_SHARE_OF_THAT_AGE = re.compile(r"\d\s?%\s(?:were\s|was\s|of\s\w+\s)?\Z")
_STATISTICS: dict[str, Literal["mean", "median", "range"]] = {"mean": "mean", "median": "median", "range": "range"}


def find_ages(article: Article, sentences: Sequence[Sentence]) -> tuple[Age, ...]:
    """The ages of the participants in the order of the text, none overlapping another, each bound or range once.

    Bounds and ranges come from what the article says of its methods and aims: in results they name subgroups. The
    title is read where the abstract gives no age. An age of the background is that of others, or a word's definition.
    """
    found: list[Age] = []
    own = own_sentences(article.text_of("abstract"), sentences)
    for sentence in sentences:
        of_others = sentence.role is Role.BACKGROUND and sentence not in own
        if sentence.role is not Role.CONCLUSIONS and not of_others:
            ages = _ages_in(article, "abstract", sentence.start, sentence.end)
            found += [age for age in ages if sentence.role is not Role.RESULTS or age.statistic in ("mean", "median")]
    return tuple(_each_once(found or _ages_in(article, "title", 0, len(article.text_of("title")))))


def _each_once(ages: Iterable[Age]) -> Iterator[Age]:
    """The ages without those that repeat the figures of an earlier one."""
    seen: set[tuple[float | None, ...]] = set()
    for age in ages:
        figures = (age.value, age.low, age.high)
        if age.value is not None or figures not in seen:
            seen.add(figures)
            yield age


def _ages_in(article: Article, where: Place, start: int, end: int) -> Iterator[Age]:
    """The ages of a stretch of text; where several rules match, the one that comes first in the lexicon."""
    text = article.text_of(where)
    taken: list[tuple[int, int, Age]] = []
    for rule, match in matches(load_rules("ages"), text, start, end):
        first, last = match.span("words")
        if _SHARE_OF_THAT_AGE.search(text, max(start, first - 12), first):
            continue  # "31% > 75 years old"
        if all(last <= other_start or first >= other_end for other_start, other_end, _ in taken):
            age = _age(article, where, rule.value, match)
            if age is not None:
                taken.append((first, last, age))
                taken += _of_other_arms(article, where, rule, last, end)
    for _, _, age in sorted(taken, key=lambda one: one[0]):
        yield age


def _of_other_arms(article: Article, where: Place, rule: Rule, start: int, end: int) -> Iterator[tuple[int, int, Age]]:
    """The ages of further arms: "34.2 ± 10.1 years and 32.3 ± 9.1 years"."""
    while rule.value in ("mean", "median") and (match := _NEXT_ARM.match(article.text_of(where), start, end)):
        age = _age(article, where, rule.value, match)
        if age is None:
            return
        yield *match.span("words"), age
        start = match.end("words")


def _age(article: Article, where: Place, statistic: str, match: re.Match[str]) -> Age | None:
    """The age of a match; ``None`` where its figures cannot be one."""
    parts = match.groupdict()
    value, low, high = (_figure(parts.get(name)) for name in ("value", "low", "high"))
    unit = parts.get("unit") or parts.get("unit_alone") or _unit_in(parts["words"])
    stated = [figure for figure in (value, low, high) if figure is not None]
    oldest = next((years for name, years in _OLDEST.items() if unit and unit.startswith(name)), _OLDEST["year"])
    if len({name for name in _UNITS if re.search(rf"\b{name}s?\b", parts["words"])}) > 1:
        return None  # "5 months to 6 years" is no range in one unit
    text, (first, last) = article.text_of(where), match.span("words")
    if _GESTATIONAL.search(text, max(0, first - 60), first) or _OF_A_PART.search(text, max(0, first - 80), first):
        return None
    if _TIMES.search(text, max(0, first - 40), first):
        return None
    if _SIZE.search(text, max(0, first - 6), first):
        return None
    if statistic not in ("mean", "median") and _OF_A_GROUP.search(text, max(0, first - 80), first):
        return None
    sign = _SIGN.search(text, max(0, first - 3), first)
    if between := _BETWEEN_AGES.search(text, max(0, first - 24), first):
        first = between.start() if " and " in parts["words"] else first
    if not stated or max(stated) > oldest or (low is not None and high is not None and low >= high):
        return None
    return Age(
        statistic=_STATISTICS.get(statistic),
        value=value,
        low=low,
        high=high,
        unit=unit,
        quote=quote(article, where, sign.start() if sign else first, last),
    )


_BETWEEN_AGES = re.compile(r"\bbetween\s(?:the\s)?ages?\s(?:of\s)?\Z", re.IGNORECASE)
_SIGN = re.compile(r"[≥>≤<]=?\s?\Z")
_OF_A_PART = re.compile(
    r"\bage\s(?:groups?|strata|categories|classes)\b[^.;()]{0,30}[(:][^().]*\Z"
    r"|\b(?:adults|parents|mothers|couples|families)\swith\s(?:an?\s)?(?:children|child|infants?|sons?|daughters?)\s[^.;()]{0,12}\Z"
    r"|\b(?i:parents|caregivers|caretakers|guardians|mothers|fathers|families|relatives|siblings|teachers)\sof\s"
    r"(?:[\w-]+\s){0,4}?(?:child(?:ren)?|infants?|adolescents?|teenagers|sons?|daughters?|patients?)\s[^.;()]{0,20}\Z"
    r"|\b(?:occurr(?:ing|ed)|onset)\s(?:(?:at|before|under|after)\s)?\Z"
    r"|\b(?:adversity|adverse\s(?:childhood\s)?experiences?|abuse|neglect|maltreatment|exposures?)\b[^.;()]{0,30}\Z"
)
"""Before ages that only some have, only the children of those who took part, or that people were asked about."""
_TIMES = re.compile(r"\b(?:at|after)\s\d+(?:,\s\d+)*,\s\Z")
"""Before the last of several times: "followed up at 6, 15, 24 and 36 months"."""
_SIZE = re.compile(r"\b[nN]\s?=\s?\Z")
_OF_A_GROUP = re.compile(r"\b[Gg]roup\s(?:[A-D1-4]|I{1,3})\b[^.;()]{0,60}\Z")
_GESTATIONAL = re.compile(r"\bgestation(?:al)?\b[^.;,]{0,50}\Z", re.IGNORECASE)
"""Before the age of a pregnancy."""


_UNITS = ("year", "month", "week", "day")


def _figure(printed: str | None) -> float | None:
    return digits_value(printed)[0] if printed else None


def _unit_in(words: str) -> str | None:
    """A unit printed between the figures, as in "10 years (1-21)"."""
    match = re.search(r"(?:years?|yrs?|months?|weeks?|days?)\b", words)
    return match[0] if match else None
