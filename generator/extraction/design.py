"""How the study was made, from the article's own words; its type also from the record's indexing.

Each field is the first words that say so: title, then the sentences that speak of the study itself. Where the first
words that say so disagree within one sentence, the earlier ones stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from generator.article import Article, Role
from generator.evidence import PLACES, Design, Place, Reported, Sentence
from generator.extraction.lexicon import Hit, first_hit, hits, load_rules
from generator.extraction.quoting import quote
from generator.extraction.study_types import (
    PROTOCOL,
    earliest,
    own_sentences,
    reports_participants,
    type_in_words,
    type_of_record,
)
from generator.readers.trials import find_trial_numbers


def find_design(article: Article, sentences: tuple[Sentence, ...]) -> Design:
    """The design as far as the source states it.

    A paper without participants of its own (a review, a protocol) keeps only its type and registration, a protocol
    also what it plans.
    """
    of_record = type_of_record(article.citation)
    design = Design(
        study_type=type_in_words(article, sentences, of_record[0] if of_record else None),
        registration=_registration(article),
        study_type_of_record=of_record[0] if of_record else None,
        study_type_field=of_record[1] if of_record else None,
    )
    return _with_methods(design, article, sentences) if reads_methods(design) else design


def reads_methods(design: Design) -> bool:
    """Whether a report of this type is read for its methods: one with participants of its own, or a protocol."""
    return reports_participants(design) or design.named_study_type == PROTOCOL


def _with_methods(design: Design, article: Article, sentences: tuple[Sentence, ...]) -> Design:
    """The design with what title and abstract say of the study's methods."""
    own = own_sentences(article.text_of("abstract"), sentences)
    return replace(
        design,
        **{name: _first(article, own, name) for name in ("allocation", "masking", "control", "centers", "phase")},
        time_frame=_told(article, sentences, "time_frame", (Role.METHODS, Role.OBJECTIVE, Role.RESULTS)),
        follow_up=_told(article, sentences, "follow_up", (Role.RESULTS, Role.METHODS, Role.CONCLUSIONS)),
    )


def _first(article: Article, own: Sequence[Sentence], name: str) -> Reported | None:
    """The first words that a rule of this lexicon finds, with the rule's value."""
    rules = load_rules(name)
    if hit := first_hit(rules, article.text_of("title")):
        return _reported(article, "title", hit, hit.rule.value)
    hit = earliest(hits(rules, article.text_of("abstract")), own)
    return _reported(article, "abstract", hit, hit.rule.value) if hit else None


def _told(article: Article, sentences: Sequence[Sentence], name: str, order: Sequence[Role]) -> Reported | None:
    """The first words that a rule of this lexicon finds in the sections, in their order, as printed."""
    text = article.text_of("abstract")
    told = [sentence for role in order for sentence in sentences if sentence.role is role]
    found = (
        hit
        for hit in hits(load_rules(name), text)
        if not _ANALYSED.search(text, max(0, hit.start - _REACH), hit.start) and not _MORE_PERIODS.match(text, hit.end)
    )
    hit = earliest(found, told)
    return _reported(article, "abstract", hit, text[hit.start : hit.end]) if hit else None


_REACH = 60
_ANALYSED = re.compile(
    r"\b(?:analys[ei]s\s(?:was|were)\s(?:performed|conducted|done|completed)|(?:was|were)\sanaly[sz]ed)\s[^.;]{0,20}\Z"
    r"|\bborn\s(?:in\s|between\s|from\s|during\s)?\Z"
)
"""Before when the data were looked at, long after the study as a rule, and when people were born."""


def _registration(article: Article) -> Reported | None:
    """The first trial number that title or abstract print; none of many, which are other trials'."""
    printed = [(where, found) for where in PLACES for found in find_trial_numbers(article.text_of(where))]
    if not printed or len({found.number for _, found in printed}) > _OF_ONE_STUDY:
        return None
    where, first = printed[0]
    return Reported(value=first.number, quote=quote(article, where, first.start, first.end))


_MORE_PERIODS = re.compile(r"(?:\s?\([^()]*\))?(?:,|,?\sand)\s(?:in\s)?(?:19|20)\d\d\s?[-–]")
"""Behind the first of several periods: "in 1984-1986 (N = 3300), 1988-1989 (N = 3331)"."""
_OF_ONE_STUDY = 2
"""So many numbers a study may have, one of each registry."""


def _reported(article: Article, where: Place, hit: Hit, value: str) -> Reported:
    return Reported(value=value, quote=quote(article, where, hit.start, hit.end))
