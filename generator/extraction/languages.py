"""Which sentences of an abstract are in another language: some journals print a translation behind it."""

from __future__ import annotations

from functools import cache
from typing import Final

from generator.extraction.lexicon import load_words

_SHARE: Final = 0.15
"""Of the words of a sentence: names such as "del Rio" or "der Waals" make up less."""
_FEWEST: Final = 2


def is_foreign(text: str) -> bool:
    """Whether the small words of another language make up a sentence."""
    words = text.lower().split()
    foreign = sum(map(_small_words().__contains__, words))
    return foreign >= _FEWEST and foreign >= _SHARE * len(words)


@cache
def _small_words() -> frozenset[str]:
    return frozenset(load_words("words_of_other_languages"))
