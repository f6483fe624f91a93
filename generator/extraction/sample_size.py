"""How many people took part: the one printed number for which most speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from generator.article import Article, Role
from generator.evidence import Group, Place, ReportedCount, Sentence
from generator.extraction.lexicon import Rules, holding, load_rules
from generator.extraction.numbers import Number, NumberKind, find_numbers
from generator.extraction.quoting import quote
from generator.extraction.searching import Patterns, search, sought
from generator.extraction.study_types import own_sentences

_ENOUGH = 1
_ENOUGH_ALONE = 0
"""For the only number of people of an article, where it is printed as a size: "a population (n = 169)"."""
_BY_ROLE = {Role.METHODS: 2, Role.RESULTS: 1, Role.OBJECTIVE: 0, Role.BACKGROUND: -3, Role.CONCLUSIONS: -3}
_GUESSED = -1
"""For a sentence that a model, and no label, takes for background."""
_TITLE = 2
_SEVERAL = 10
_LARGEST = 2
_LOOK_BACK = 120
_LOOK_AHEAD = 240
_BRACKETED_SIZE = re.compile(r"[(\[] ?[nN] ?= ?$")
_PEOPLE_BEFORE = sought(
    re.compile(
        r"\b(?:patients|participants|subjects|women|men|children|adults|adolescents|individuals|people|persons|volunteers"
        r"|infants|survivors|cases|sample|cohort|population|students|veterans|residents)\b"
        r"(?:(?!\b(?:groups?|arms?|controls?|placebo|(?:randomi[sz]ed|assigned|allocated)\b[^.;()]*\bto"
        r"|(?:who|that)\s(?:were\s)?(?:received|given|underwent|got|took|had|did))\b)[^.;()])*"
        r"[(\[] ?n ?= ?$"
        r"|\b(?:study|trial|survey|experiment|users|drinkers|interviews|respondents|births)\s[(\[] ?n ?= ?$",
        re.IGNORECASE,
    )
)
_PART = re.compile(
    r"\b(?:subset|subgroup|subsample|portion|half|most|some|remaining|other)\s(?:of\s)?(?:the\s)?\Z"
    r"|%\sof\s(?:the\s)?\Z",
    re.IGNORECASE,
)
"""As in "a subset of patients (n = 72)", "65% of the patients (n = 1,220)"."""
_ONE_OF_TWO = re.compile(
    r"\s?[)\]](?:,\s|,?\s(?:and|or|versus|vs\.?)\s)(?:[^.;()\[\]]{1,60}[(\[](?:[A-Z-]+,\s)?[nN]\s?=|\d+\swith\b)"
    r"|\s?[)\]][^.;()\d]{1,80}\s(?:and|versus|vs\.?)\s(?:to\s|in\s|with\s)?\d+\s(?:[\w-]+\s){0,3}(?:patients|controls|volunteers|women|men|children)\b"
)
_OTHER_OF_TWO = re.compile(rf"[nN]\s?=\s?\d+{_ONE_OF_TWO.pattern}\s?\Z")
"""As in "men (n = 13) and women (n = 13)", "adults with gout (n = 16), 16 with fever"."""
_NAME_OR_BOUND = re.compile(r"(?:\b[A-Z]{3,} |\bDisease |(?:[≤≥<>~#]|[<>]=) ?|\b0|\d )$")  # "SWOG 307", ">= 16"
_LONGEST_NAME = 24
_PEOPLE_WITHIN = 200


class _Candidate(Struct, frozen=True):
    """A number of people and what speaks for its being all of them."""

    where: Place
    number: Number
    weight: int


def find_sample_size(
    article: Article, sentences: tuple[Sentence, ...], groups: Sequence[Group] = ()
) -> ReportedCount | None:
    """The number of all participants; of several stages, the one that most is said of.

    ``None`` where no number has enough for it. A sum of arms is never made: only printed totals count, and none that
    is known to be the size of one of ``groups``.
    """
    taken = {(group.size_quote.where, group.size_quote.start) for group in groups if group.size_quote}
    found = [one for one in _candidates(article, sentences) if (one.where, one.number.start) not in taken]
    sized = len(found) == 1 and found[0].number.kind is NumberKind.SIZE
    likely = [candidate for candidate in found if candidate.weight >= (_ENOUGH_ALONE if sized else _ENOUGH)]
    if not likely:
        return None
    most = max(candidate.number.value for candidate in likely)
    best = max(likely, key=lambda candidate: candidate.weight + _LARGEST * (candidate.number.value == most))
    number = best.number
    return ReportedCount(value=int(number.value), quote=quote(article, best.where, number.start, number.end))


def _candidates(article: Article, sentences: tuple[Sentence, ...]) -> Iterator[_Candidate]:
    """The numbers of people in title and abstract, in the order of the text."""
    title = article.text_of("title")
    for number in find_numbers(title):
        if _counts_people(title, number):
            yield _Candidate("title", number, _TITLE + _weight(title, 0, len(title), number))
    text = article.text_of("abstract")
    numbers = find_numbers(text)
    labelled = article.abstract is not None and article.abstract.is_labelled
    own = {sentence.start for sentence in own_sentences(text, sentences)}
    for sentence in sentences:
        of_study = sentence.role is Role.BACKGROUND and sentence.start in own
        by_role = _BY_ROLE[Role.OBJECTIVE if of_study else sentence.role]
        if sentence.role is Role.BACKGROUND and not labelled:
            by_role = max(by_role, _GUESSED)
        for number in numbers:
            if sentence.start <= number.start < sentence.end and _counts_people(text, number):
                weight = _weight(text, sentence.start, sentence.end, number) + by_role
                yield _Candidate("abstract", number, weight)


def _counts_people(text: str, number: Number) -> bool:
    """Whether people are what the number counts."""
    if number.value < 2 or number.decimals or number.partner is not None:
        return False
    if number.kind is NumberKind.SIZE:
        people = search(_PEOPLE_BEFORE, text, max(0, number.start - _LOOK_BACK), number.start)
        if people is None or _ONE_OF_TWO.match(text, number.end):
            return False
        if _OTHER_OF_TWO.search(text, max(0, number.start - _LOOK_BACK), number.start):
            return False
        return not _PART.search(text, max(0, people.start() - _LONGEST_NAME), people.start())
    if number.kind is not NumberKind.PLAIN or number.unit is not None:
        return False
    if _NAME_OR_BOUND.search(text[max(0, number.start - _LONGEST_NAME) : number.start]):
        return False
    after = text[number.end : number.end + _PEOPLE_WITHIN]
    return any(holding(load_rules("people_counted"), after))


def _weight(text: str, start: int, end: int, number: Number) -> int:
    """The sum of the weights of the rules that hold, within the number's sentence."""
    before = text[max(start, number.start - _LOOK_BACK) : number.start]
    before = _BRACKETED_SIZE.sub("", before)
    after = text[number.end : min(end, number.end + _LOOK_AHEAD)]
    weight = 0 if number.value >= _SEVERAL else -3
    for side, words in (("before", before), ("after", after)):
        weight += sum(rule.extra["weight"] for rule in holding(_rules(side), words))
    return weight


@cache
def _rules(side: str) -> Rules:
    """The rules for the words on one side of a number."""
    return Patterns(
        rule for rule in load_rules("sample_size") if (rule.extra["side"] == "before") == (side == "before")
    )
