"""Invented articles for the tests. None of them exists; their numbers are made up."""

from __future__ import annotations

from generator.article import Abstract, Article, Citation, Source


def article_saying(abstract: str | None, *, title: str | None = "An invented article.") -> Article:
    """An article with one unlabelled abstract section."""
    return Article(
        source=Source(path="invented.txt", format="invented", index=0),
        citation=Citation(title=title),
        abstract=Abstract(text=abstract) if abstract is not None else None,
    )
