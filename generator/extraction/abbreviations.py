"""Abbreviations that the abstract defines (Schwartz & Hearst 2003)."""

from __future__ import annotations

from generator.article import Article
from generator.evidence import Abbreviation


def find_abbreviations(article: Article) -> tuple[Abbreviation, ...]:
    """Short and long forms, in the order in which they are defined."""
    return ()
