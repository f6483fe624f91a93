"""The authors' own conclusions, verbatim."""

from __future__ import annotations

from generator.article import Article, Role
from generator.evidence import Quote, Sentence
from generator.extraction.quoting import quote


def find_conclusions(article: Article, sentences: tuple[Sentence, ...]) -> tuple[Quote, ...]:
    """The sentences whose role is CONCLUSIONS."""
    return tuple(
        quote(article, "abstract", sentence.start, sentence.end)
        for sentence in sentences
        if sentence.role is Role.CONCLUSIONS
    )
