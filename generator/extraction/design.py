"""How the study was made, from publication types, MeSH and the article's own words."""

from __future__ import annotations

from generator.article import Article
from generator.evidence import Design, Sentence


def find_design(article: Article, sentences: tuple[Sentence, ...]) -> Design:
    """The design as far as the source states it."""
    return Design()
