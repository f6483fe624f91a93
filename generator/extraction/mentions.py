"""Mentions of PICO's parts: the spans of title and abstract that name them.

Three models read every passage, each trained on reports that people annotated: ``pico`` (all parts, trials of one
disease), ``ebm_nlp`` (participants, interventions and outcomes, all of medicine) and ``rct_art`` (arms, outcomes and
measures of single result sentences). Their model cards stand beside them in ``models/``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

import pycrfsuite
from msgspec import Struct

from generator.article import Article, Role
from generator.evidence import Abbreviation, Design, Quote, Sentence
from generator.extraction.features import Passage, read_passages
from generator.extraction.quoting import quote
from generator.extraction.tagging import load_model, probable_kinds, spans_of
from generator.extraction.trimming import trimmed


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
EBM_BOUNDS = {"participants": 0.3, "interventions": 0.3, "outcomes": 0.3}
RCT_BOUNDS = {"outcome": 0.4, "arm": 0.4, "measure": 0.4}


def find_mentions(
    article: Article, sentences: tuple[Sentence, ...], abbreviations: tuple[Abbreviation, ...], design: Design
) -> tuple[Mention, ...]:
    """All mentions, title first, in the order of the text, none overlapping another of its kind."""
    return tuple(
        Mention(kind=kind, quote=quote(article, passage.where, start, end))
        for passage in read_passages(article, sentences, abbreviations)
        for kind, start, end in _passage_mentions(article.text_of(passage.where), passage)
    )


def _passage_mentions(text: str, passage: Passage) -> list[tuple[MentionKind, int, int]]:
    """The mentions of the title or a sentence."""
    features = pycrfsuite.ItemSequence(passage.features)
    found = list(_read(text, passage, features, "pico", PICO_BOUNDS))
    if passage.role is Role.RESULTS:
        found += [span for span in _read(text, passage, features, "rct_art", RCT_BOUNDS) if _is_new(span, found)]
    return sorted(found, key=lambda item: item[1:])


def _read(
    text: str, passage: Passage, features: pycrfsuite.ItemSequence, model: str, bounds: Mapping[str, float]
) -> Iterator[tuple[MentionKind, int, int]]:
    """What one model finds in a passage."""
    kinds = probable_kinds(load_model(model), features, len(passage.words), bounds)
    for kind, start, end in spans_of(passage.words, kinds):
        if span := trimmed(text, start, end):
            yield MentionKind(kind), *span


def _is_new(span: tuple[MentionKind, int, int], found: Iterable[tuple[MentionKind, int, int]]) -> bool:
    """Whether nothing of its kind overlaps a span."""
    kind, start, end = span
    return not any(kind is other and start < stop and begin < end for other, begin, stop in found)
