"""Who was studied: PICO's P."""

from __future__ import annotations

from generator.article import Article
from generator.evidence import Design, Group, Population, Sentence
from generator.extraction.mentions import Mention


def find_population(
    article: Article,
    sentences: tuple[Sentence, ...],
    mentions: tuple[Mention, ...],
    groups: tuple[Group, ...],
    design: Design,
) -> Population:
    """The participants as far as the source describes them."""
    return Population(groups=groups)
