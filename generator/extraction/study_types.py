"""The closed list of study types, and which of them an article's words or its record name."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import Literal

import msgspec
from msgspec import Struct

from generator.article import Article, Citation, Role
from generator.evidence import Design, Reported, Sentence
from generator.extraction.lexicon import FOLDER, Hit, Rule, Rules, first_hit, hits, load_rules
from generator.extraction.quoting import quote
from generator.extraction.searching import Patterns

RecordField = Literal["publication type", "MeSH heading"]


class StudyType(Struct, frozen=True, forbid_unknown_fields=True):
    """A term of MeSH for a kind of study or paper, with what it means for the card."""

    value: str
    source: RecordField
    family: str
    participants: bool
    """Whether such a paper reports people it studied itself."""
    results: bool
    definition: str
    sums_up: bool = False
    """Whether such a paper sums up the studies of a question, and so is about the treatments that they are about."""


@cache
def study_types() -> tuple[StudyType, ...]:
    """The list in its order of precedence. Raises ``msgspec.ValidationError`` where an entry has a wrong key."""
    table = tomllib.loads((FOLDER / "study_types.toml").read_text(encoding="utf-8"))
    return tuple(msgspec.convert(table["type"], list[StudyType]))


@cache
def _by_value() -> dict[str, StudyType]:
    return {kind.value: kind for kind in study_types()}


def reports_participants(design: Design) -> bool:
    """Whether the article can have participants of its own; true where nothing says what it is."""
    return all(kind.participants for kind in _named(design))


def reports_results(design: Design) -> bool:
    """Whether the article can have results; false for protocols, notices and opinions."""
    return all(kind.results for kind in _named(design))


def sums_up_studies(design: Design) -> bool:
    """Whether the article sums up the studies of a question."""
    return any(kind.sums_up for kind in _named(design))


def family_of(design: Design) -> str | None:
    """The family of the study's type; ``None`` where nothing says what it is."""
    return next((kind.family for kind in _named(design)), None)


def _named(design: Design) -> list[StudyType]:
    name = design.named_study_type
    return [_by_value()[name]] if name else []


# ------------------------------------------------------------------------------------------------ the record


def type_of_record(citation: Citation) -> tuple[str, RecordField] | None:
    """What the record's publication types, else its MeSH headings, call the study."""
    listed = {name.strip().lower() for name in citation.publication_types}
    headings = {heading.term.lower() for heading in citation.mesh}
    for kind in study_types():
        if kind.value.lower() in listed:
            return kind.value, "publication type"
    if "animals" in headings and "humans" not in headings:
        return "Animal Experimentation", "MeSH heading"
    for kind in study_types():
        if kind.source == "MeSH heading" and kind.family == "observational" and kind.value.lower() in headings:
            return kind.value, "MeSH heading"
    return None


# ------------------------------------------------------------------------------------------------- the words


def type_in_words(article: Article, sentences: tuple[Sentence, ...], of_record: str | None) -> Reported | None:
    """The study type that the article's own words name.

    Title before abstract; in each, the order of ``study_types.toml``. The record's indexers read the full text: where
    they name a type of another family than the abstract's words do, the words are not followed, unless the title says
    it; where the abstract names the record's own type too, that is quoted.
    """
    in_title = _in_title(article)
    if in_title and _by_value()[in_title.value].family == "synthesis":
        return in_title
    if found := _subject_of_laboratory(article, sentences):
        return found
    named = _in_abstract(article, sentences)
    if in_title and "Trial" in in_title.value:  # "a randomised trial" may be one that will be made
        planned = next((one for one in named if one.value == PROTOCOL), None)
        if planned:
            return planned
    if in_title and in_title.value not in _LESS_THAN_RANDOMISED:
        return in_title
    if in_title:
        return next((one for one in named if one.value == "Randomized Controlled Trial"), in_title)
    if of_record is None:
        return named[0] if named else None
    same = [one for one in named if one.value == of_record]
    kin = [one for one in named if _by_value()[one.value].family == _by_value()[of_record].family]
    return next(chain(same, kin), None)


PROTOCOL = "Clinical Trial Protocol"
CASE_REPORTS = "Case Reports"
REVIEW = "Review"
"""A narrative one: those that follow a method are ``Systematic Review``."""
# What the title of a randomised trial may call it, leaving to the abstract to say that it was randomised.
_LESS_THAN_RANDOMISED = frozenset(
    ["Prospective Studies", *(kind.value for kind in study_types() if kind.value.startswith("Clinical Trial, Phase"))]
) | {"Clinical Trial"}


@cache
def _rules(where: str) -> Rules:
    """The rules for a title or abstract, in the order of the closed list."""
    order = [kind.value for kind in study_types()]
    rules = [rule for rule in load_rules("study_type_words") if rule.extra["where"] in (where, "both")]
    return Patterns(sorted(rules, key=lambda rule: order.index(rule.value)))


def _in_title(article: Article) -> Reported | None:
    """The first type of the list that the title names."""
    title = article.text_of("title")
    found = list(hits(_rules("title"), title))
    if not found:
        return None
    # "a case series and review of the literature" is of its cases first
    cases = next((hit for hit in found if hit.rule.value == CASE_REPORTS), None)
    hit = cases if cases and found[0].rule.value in ("Review", "Systematic Review") else found[0]
    value = _phase_type(hit, title)
    return Reported(value=value, quote=quote(article, "title", hit.start, hit.end))


def _in_abstract(article: Article, sentences: tuple[Sentence, ...]) -> list[Reported]:
    """The types that the abstract names of itself, in the order of the list; each once."""
    text = article.text_of("abstract")
    own = own_sentences(text, sentences)
    methods = [sentence for sentence in own if sentence.role is Role.METHODS]
    said: dict[Rule, list[Hit]] = {}
    for hit in hits(_rules("abstract"), text):
        said.setdefault(hit.rule, []).append(hit)
    found: dict[str, Reported] = {}
    for rule, places in said.items():
        places = [hit for hit in places if not _WANTED.search(text, max(0, hit.start - _BEFORE), hit.start)]
        first = earliest(places, methods if rule.value == PROTOCOL else own)
        if first:
            value = _phase_type(first, text)
            found.setdefault(value, Reported(value=value, quote=quote(article, "abstract", first.start, first.end)))
    cohort = found.get("Cohort Studies")
    if "Cross-Sectional Studies" in found and cohort and cohort.quote.text.lower().endswith(("cohort", "cohorts")):
        del found["Cohort Studies"]  # a look at one time at people of a cohort
    return list(found.values())


_BEFORE = 60
_WANTED = re.compile(
    r"\b(?:need(?:ed|s)?|call(?:s|ing)?|warrant(?:s|ed|ing)?|future|further|requir(?:e|es|ed|ing)|await(?:s|ing)?)"
    r"\s(?:for\s)?(?:(?:an?|the|more|larger?|further|well-designed|prospective|multicent(?:er|re)),?\s)*\Z"
)
"""Before a study that is asked for and was not made: "supports the need for a randomised trial"."""


def earliest(found: Iterable[Hit], sentences: Sequence[Sentence]) -> Hit | None:
    """The first hit in the earliest of these sentences, in the order given, that has one."""
    order = {sentence.start: place for place, sentence in enumerate(sentences)}
    starts = sorted(order)
    best: tuple[int, int, Hit] | None = None
    for hit in found:
        at = bisect_right(starts, hit.start) - 1
        if at >= 0:
            place = order[starts[at]]
            inside = hit.end <= sentences[place].end
            if inside and (best is None or (place, hit.start) < best[:2]):
                best = (place, hit.start, hit)
    return best[2] if best else None


@lru_cache(maxsize=64)  # several parts of a card ask it of the same abstract
def own_sentences(text: str, sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """The sentences that speak of the study itself: methods and aims first, of the others those that say so."""
    plain = [sentence for sentence in sentences if sentence.role in (Role.METHODS, Role.OBJECTIVE)]
    said = [hit.start for hit in hits(load_rules("own_study"), text)]
    speaking = [
        sentence
        for sentence in sentences
        if sentence.role is Role.RESULTS
        or (
            sentence.role in (Role.BACKGROUND, Role.CONCLUSIONS)
            and any(sentence.start <= start < sentence.end for start in said)
        )
    ]
    return (*plain, *speaking)


def _phase_type(hit: Hit, text: str) -> str:
    """MeSH's name for a trial of a stated phase; of two phases, none."""
    if hit.rule.value != "Clinical Trial":
        return hit.rule.value
    phase = first_hit(load_rules("phase"), text, hit.start, hit.end)
    value = f"Clinical Trial, {phase.rule.value}" if phase else hit.rule.value
    return value if value in _by_value() else hit.rule.value


def _subject_of_laboratory(article: Article, sentences: tuple[Sentence, ...]) -> Reported | None:
    """Animals or specimens that the study was made on, where it speaks of no people."""
    title, text = article.text_of("title"), article.text_of("abstract")
    rules = _subjects(people=False)
    in_title = {hit.rule.value: hit for hit in reversed(list(hits(rules, title)))}
    own = own_sentences(text, sentences)
    said = [hit for hit in hits(rules, text) if _is_in(hit, own)]
    if not (in_title or said) or any(hits(_subjects(people=True), title)):
        return None
    if any(_is_in(hit, own) for hit in hits(_subjects(people=True), text)):
        return None
    for subject, value in (("animals", "Animal Experimentation"), ("specimens", "In Vitro Techniques")):
        places = [hit for hit in said if hit.rule.value == subject]
        if subject in in_title and (places or not own):
            hit = in_title[subject]
            return Reported(value=value, quote=quote(article, "title", hit.start, hit.end))
        if places:
            return Reported(value=value, quote=quote(article, "abstract", places[0].start, places[0].end))
    return None


@cache
def _subjects(*, people: bool) -> Rules:
    """The rules for people, or those for animals and specimens."""
    return Patterns(rule for rule in load_rules("subjects") if (rule.value == "people") is people)


def _is_in(hit: Hit, sentences: Iterable[Sentence]) -> bool:
    return any(sentence.start <= hit.start < sentence.end for sentence in sentences)
