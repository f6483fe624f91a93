"""Sentences of the abstract and their roles."""

from __future__ import annotations

from generator.article import Article, Role
from generator.evidence import Sentence


def find_sentences(article: Article) -> tuple[Sentence, ...]:
    """The abstract's sentences in order; together they cover its text."""
    if article.abstract is None or not article.abstract.text:
        return ()
    return (Sentence(start=0, end=len(article.abstract.text), role=Role.BACKGROUND),)
