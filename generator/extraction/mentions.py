"""Mentions of PICO's parts: the spans of title and abstract that name them.

Three models read every passage, each trained on reports that people annotated: ``pico`` (all parts, trials of one
disease), ``ebm_nlp`` (participants, interventions and outcomes, all of medicine) and ``rct_art`` (arms, outcomes and
measures of single result sentences). Their model cards stand beside them in ``models/``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

import pycrfsuite
from msgspec import Struct

from generator.article import Article, Role
from generator.evidence import Abbreviation, Design, Quote, Sentence
from generator.extraction.coordination import AND, OR, parts_of
from generator.extraction.features import Passage, read_passages
from generator.extraction.lexicon import hits, load_rules
from generator.extraction.quoting import quote
from generator.extraction.study_types import reports_participants
from generator.extraction.tagging import load_model, probabilities, probable_kinds, spans_of
from generator.extraction.trimming import trimmed, who, without_aside


class MentionKind(StrEnum):
    """What a span of words names."""

    CONDITION = "condition"
    ELIGIBILITY = "eligibility"
    INTERVENTION = "intervention"
    CONTROL = "control"
    OUTCOME = "outcome"
    ARM = "arm"
    """Whose result it is, in a sentence of results: "tented patients", "placebo group"."""
    MEASURE = "measure"
    """A result with its numbers: "21 of 44 patients (48%)"."""
    INTERVENTION_SIZE = "intervention size"
    """The number of participants of an intervention arm."""
    CONTROL_SIZE = "control size"
    """The number of participants of a control arm."""


class Mention(Struct, frozen=True, kw_only=True):
    """Words that name a part of the study, and the probability-bounded kind that a model gave them."""

    kind: MentionKind
    quote: Quote


_Span = tuple[MentionKind, int, int]

# The least probability of a word's kind, by model: chosen by cross-validation (training/mentions.py).
PICO_BOUNDS = {
    "condition": 0.3,
    "eligibility": 0.3,
    "intervention": 0.3,
    "control": 0.25,
    "outcome": 0.25,
    "intervention size": 0.3,
    "control size": 0.3,
}
PICO_LEAST = {"eligibility": 0.05, "intervention": 0.05, "control": 0.1}
EBM_BOUNDS = {"participants": 0.25, "interventions": 0.25, "outcomes": 0.25}
RCT_BOUNDS = {"outcome": 0.4, "arm": 0.4, "measure": 0.4}


def find_mentions(
    article: Article, sentences: tuple[Sentence, ...], abbreviations: tuple[Abbreviation, ...], design: Design
) -> tuple[Mention, ...]:
    """All mentions, title first, in the order of the text, none overlapping another of its kind."""
    passages = read_passages(article, sentences, abbreviations)
    features = [pycrfsuite.ItemSequence(passage.features) for passage in passages]
    known_field = _is_of_known_field(article)
    least = _MOST_LOWERED * min(PICO_LEAST.values()) if known_field else min(PICO_BOUNDS.values())
    of_pico = [
        probabilities(load_model("pico"), items, len(passage.words), PICO_BOUNDS, least)
        for passage, items in zip(passages, features, strict=True)
    ]
    bounds = _lowered(of_pico) if known_field else PICO_BOUNDS
    left_out = frozenset[MentionKind]() if reports_participants(design) else _OF_PARTICIPANTS
    return tuple(
        Mention(kind=kind, quote=quote(article, passage.where, start, end))
        for passage, items, words in zip(passages, features, of_pico, strict=True)
        for kind, start, end in _passage_mentions(
            article.text_of(passage.where), passage, items, probable_kinds(words, bounds), known_field=known_field
        )
        if kind not in left_out
    )


_OF_PARTICIPANTS = frozenset(
    {MentionKind.ELIGIBILITY, MentionKind.ARM, MentionKind.INTERVENTION_SIZE, MentionKind.CONTROL_SIZE}
)
"""What a review, a protocol or an animal study has none of, whatever its words look like to a model."""


def _is_of_known_field(article: Article) -> bool:
    """Whether an article is about the disease that the ``pico`` model learned from; elsewhere ``ebm_nlp`` leads."""
    rules = load_rules("pico_field")
    return any(any(hits(rules, article.text_of(where))) for where in ("title", "abstract"))


_MOST_LOWERED = 0.7


def _lowered(passages: Iterable[Iterable[Mapping[str, float]]]) -> dict[str, float]:
    """The ``pico`` bounds, lowered for what a trial has for sure where no word of the article reaches them.

    Then the most probable words are taken, if they are at all likely (``PICO_LEAST``).
    """
    words = [word for passage in passages for word in passage if word]
    peaks = {kind: max((word[kind] for word in words), default=0.0) for kind in PICO_LEAST}
    low = {kind: _MOST_LOWERED * peak for kind, peak in peaks.items() if PICO_LEAST[kind] <= peak < PICO_BOUNDS[kind]}
    return PICO_BOUNDS | low


def _passage_mentions(
    text: str,
    passage: Passage,
    features: pycrfsuite.ItemSequence,
    by_pico: Sequence[str],
    *,
    known_field: bool,
) -> list[_Span]:
    """The mentions of the title or a sentence, whose words have these kinds ``by_pico``."""

    def read(model: str, bounds: Mapping[str, float]) -> list[tuple[str, int, int]]:
        words = probabilities(load_model(model), features, len(passage.words), bounds, min(bounds.values()))
        return list(_spans(text, passage, probable_kinds(words, bounds)))

    found = [(MentionKind(kind), start, end) for kind, start, end in _spans(text, passage, by_pico)]
    if not known_field:
        found = list(_general(text, passage, found, read("ebm_nlp", EBM_BOUNDS)))
    if passage.role is Role.RESULTS:
        results = [(MentionKind(kind), start, end) for kind, start, end in read("rct_art", RCT_BOUNDS)]
        found = results + [span for span in found if _is_new(span, results)]
    return sorted(set(found), key=lambda span: (span[1], span[2], span[0]))


def _general(text: str, passage: Passage, special: list[_Span], general: list[tuple[str, int, int]]) -> Iterator[_Span]:
    """The mentions outside the ``pico`` model's field: what ``ebm_nlp`` finds, told apart further, then the rest."""
    found: list[_Span] = []
    for kind, start, end in general:
        if kind == "participants":
            found += _participants(text, passage, start, end)
        elif kind == "interventions":
            parts = (without_aside(text, *part) for part in parts_of(text, start, end, OR))
            found += [_treatment(text, special, *part) for part in parts]
        else:
            spans = [(MentionKind.OUTCOME, *part) for part in parts_of(text, start, end, AND)]
            found += [span for span in spans if _is_new(span, special)]
    yield from found
    yield from (span for span in special if _is_new(span, found, together=_TOGETHER.get(span[0], (span[0],))))


_TOGETHER = {
    MentionKind.INTERVENTION: (MentionKind.INTERVENTION, MentionKind.CONTROL),
    MentionKind.CONTROL: (MentionKind.INTERVENTION, MentionKind.CONTROL),
}
_HAVING = re.compile(
    r"\b(?:with|having|suffering from|affected by|diagnosed with|treated for|at risk (?:of|for))\s", re.IGNORECASE
)


def _participants(text: str, passage: Passage, start: int, end: int) -> Iterator[_Span]:
    """Who took part, and in the title also what they had: "children with asthma"."""
    if span := who(text, start, end):
        yield MentionKind.ELIGIBILITY, *span
        having = _HAVING.search(text, *span)
        if passage.where == "title" and having and having.end() < span[1]:
            yield MentionKind.CONDITION, having.end(), span[1]


def _treatment(text: str, special: list[_Span], start: int, end: int) -> _Span:
    """A treatment as intervention or, where its words or the ``pico`` model say so, as control."""
    controls = any(hit.rule.value != "alone" for hit in hits(load_rules("controls"), text, start, end))
    marked = any(kind is MentionKind.CONTROL and start < stop and begin < end for kind, begin, stop in special)
    return (MentionKind.CONTROL if controls or marked else MentionKind.INTERVENTION), start, end


def _spans(text: str, passage: Passage, kinds: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """The spans of the passage whose words have these kinds, trimmed."""
    for kind, start, end in spans_of(passage.words, kinds):
        if span := trimmed(text, start, end):
            yield kind, *span


def _is_new(span: _Span, found: Iterable[_Span], together: tuple[MentionKind, ...] = ()) -> bool:
    """Whether nothing of its kind, or of the kinds that exclude it, overlaps a span."""
    kind, start, end = span
    kinds = together or (kind,)
    return not any(other in kinds and start < stop and begin < end for other, begin, stop in found)
