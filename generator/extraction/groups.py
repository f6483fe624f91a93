"""The arms and groups of participants: names, roles, sizes."""

from __future__ import annotations

from generator.article import Article
from generator.evidence import Abbreviation, Group, Sentence
from generator.extraction.mentions import Mention


def find_groups(
    article: Article,
    sentences: tuple[Sentence, ...],
    mentions: tuple[Mention, ...],
    abbreviations: tuple[Abbreviation, ...],
) -> tuple[Group, ...]:
    """The groups in the order in which the abstract introduces them, each once."""
    return ()
