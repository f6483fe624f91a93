"""Quotes of an article: the one place that makes them, so that every quote is its slice."""

from __future__ import annotations

from typing import Protocol

from generator.evidence import Place, Quote


class HasText(Protocol):
    """An article, or the record that was read out of it."""

    def text_of(self, where: Place) -> str:
        """The text that quotes from ``where`` point into."""


def quote(article: HasText, where: Place, start: int, end: int) -> Quote:
    """The words ``[start, end)`` of the title or abstract.

    Raises ``ValueError`` where the slice is empty or out of range: such a quote would prove nothing.
    """
    text = article.text_of(where)
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no words at [{start}, {end}) of a {where} of {len(text)} characters")
    return Quote(where=where, start=start, end=end, text=text[start:end])
