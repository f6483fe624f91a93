"""Mentions of PICO's parts: the spans of title and abstract that name them."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from generator.article import Article
from generator.evidence import Design, Quote, Sentence


class MentionKind(StrEnum):
    """What a span of words names."""

    CONDITION = "condition"
    ELIGIBILITY = "eligibility"
    INTERVENTION = "intervention"
    CONTROL = "control"
    OUTCOME = "outcome"


class Mention(Struct, frozen=True, kw_only=True):
    """Words that name a condition, an eligibility criterion, an intervention, a control or an outcome."""

    kind: MentionKind
    quote: Quote


def find_mentions(article: Article, sentences: tuple[Sentence, ...], design: Design) -> tuple[Mention, ...]:
    """All mentions, title first, in the order of the text, none overlapping another of its kind."""
    return ()
