"""What was done or given, and what it was compared with: PICO's I and C."""

from __future__ import annotations

from generator.article import Article
from generator.evidence import Abbreviation, Group, Named
from generator.extraction.mentions import Mention


def find_interventions(
    article: Article,
    mentions: tuple[Mention, ...],
    groups: tuple[Group, ...],
    abbreviations: tuple[Abbreviation, ...],
) -> tuple[Named, ...]:
    """The interventions, each once under its fullest name."""
    return ()


def find_comparators(
    article: Article,
    mentions: tuple[Mention, ...],
    groups: tuple[Group, ...],
    abbreviations: tuple[Abbreviation, ...],
) -> tuple[Named, ...]:
    """The comparators, each once under its fullest name."""
    return ()
