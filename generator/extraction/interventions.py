"""What was done or given, and what it was compared with: PICO's I and C."""

from __future__ import annotations

from generator.article import Article
from generator.evidence import Abbreviation, Group, Named
from generator.extraction.mentions import Mention, MentionKind
from generator.extraction.names import Names


def find_interventions(
    article: Article,
    mentions: tuple[Mention, ...],
    groups: tuple[Group, ...],
    abbreviations: tuple[Abbreviation, ...],
) -> tuple[Named, ...]:
    """The interventions, each once under its fullest name."""
    return _named(mentions, MentionKind.INTERVENTION, Names(abbreviations))


def find_comparators(
    article: Article,
    mentions: tuple[Mention, ...],
    groups: tuple[Group, ...],
    abbreviations: tuple[Abbreviation, ...],
) -> tuple[Named, ...]:
    """The comparators, each once under its fullest name."""
    return _named(mentions, MentionKind.CONTROL, Names(abbreviations))


def _named(mentions: tuple[Mention, ...], kind: MentionKind, names: Names) -> tuple[Named, ...]:
    """The mentions of a kind in the order of the text, of those with the same telling words the longest."""
    fullest: dict[frozenset[str], Mention] = {}
    for mention in mentions:
        if mention.kind is kind:
            key = names.key(mention.quote.text)
            known = fullest.get(key)
            if known is None or len(mention.quote.text) > len(known.quote.text):
                fullest[key] = mention
    return tuple(Named(name=mention.quote.text, quote=mention.quote) for mention in fullest.values())
