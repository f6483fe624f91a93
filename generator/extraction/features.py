"""What the network of mentions is told of a word: which word it is, how it is written, and where it stands.

Everything is a number of a row in one of the network's tables (``network.py``); row 0 is "nothing", row 1 of the words
is "a word that I do not know".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from generator.article import Article, Role
from generator.evidence import Abbreviation, Place, Sentence
from generator.extraction.words import Word, find_words, normal_form, shape

UNKNOWN = 1
AFFIX_ROWS = 4096
FLAGS = 5
PLACE_REACH = 5
ROLES = (None, *Role)
"""The title first, then the roles of sentences."""

Rows = NDArray[np.int32]


class Passage(Struct, frozen=True):
    """The title or a sentence of the abstract, and its words."""

    where: Place
    role: Role | None
    """Of the sentence; ``None`` for the title."""
    words: list[Word]


class Vocabulary(Struct, frozen=True):
    """The rows of words, by ``normal_form``, and of outlines, by ``shape``."""

    words: Mapping[str, int]
    shapes: Mapping[str, int]


class Seen(Struct, frozen=True):
    """An article as the network is told of it, a row a word."""

    words: Rows
    """(n,): rows of words."""
    long_forms: Rows
    """(n,): for an abbreviation the row of its long form's last word, else 0."""
    affixes: Rows
    """(n, 3): rows of the first three, the last three and the last four letters."""
    shapes: Rows
    """(n,)"""
    roles: Rows
    """(n,): places in ``ROLES``."""
    passages: Rows
    """(n,): which passage the word stands in."""
    places: Rows
    """(n,): where the passage stands, counted from the first and from the last, each up to ``PLACE_REACH``."""
    flags: NDArray[np.float32]
    """(n, 5): first of its passage; stands in the title; how often in the article, and how often before (4 and more:
    1); abbreviation."""


def read_passages(article: Article, sentences: Sequence[Sentence]) -> list[Passage]:
    """The title, then the sentences of the abstract; those without words are left out."""
    title, abstract = article.text_of("title"), article.text_of("abstract")
    found = [Passage("title", None, find_words(title))]
    found += [Passage("abstract", one.role, find_words(abstract, one.start, one.end)) for one in sentences]
    return [passage for passage in found if passage.words]


def look_at(passages: Sequence[Passage], abbreviations: Sequence[Abbreviation], vocabulary: Vocabulary) -> Seen:
    """What the network is told of the words of an article."""
    texts = [word.text for passage in passages for word in passage.words]
    lengths = [len(passage.words) for passage in passages]
    low = [text.lower() for text in texts]
    counts = Counter(low)
    title = {word.text.lower() for passage in passages if passage.where == "title" for word in passage.words}
    heads = {item.short.lower(): normal_form(item.long.split()[-1]) for item in abbreviations if item.long.split()}
    first = np.zeros(len(texts), np.float32)
    first[np.cumsum([0, *lengths[:-1]])] = 1
    own = [word_rows(text) for text in texts]
    of_word, of_shape = vocabulary.words, vocabulary.shapes
    return Seen(
        words=np.array([of_word.get(form, UNKNOWN) for form, _, _ in own], np.int32),
        long_forms=np.array([of_word.get(heads[word], UNKNOWN) if word in heads else 0 for word in low], np.int32),
        affixes=np.array([affixes for _, _, affixes in own], np.int32),
        shapes=np.array([of_shape.get(outline, 0) for _, outline, _ in own], np.int32),
        roles=np.repeat(np.array([ROLES.index(passage.role) for passage in passages], np.int32), lengths),
        passages=np.repeat(np.arange(len(passages), dtype=np.int32), lengths),
        places=np.repeat(_places(len(passages)), lengths),
        flags=np.stack(
            [
                first,
                np.array([word in title and word[0].isalpha() for word in low], np.float32),
                np.array([min(counts[word], 4) / 4 if word[0].isalpha() else 0 for word in low], np.float32),
                np.array(_earlier(low), np.float32),
                np.array([word in heads for word in low], np.float32),
            ],
            axis=1,
        ),
    )


def _places(count: int) -> Rows:
    """A row for each passage of an article."""
    order = np.arange(count, dtype=np.int32)
    steps = PLACE_REACH + 1
    return np.minimum(order, PLACE_REACH) * steps + np.minimum(order[::-1], PLACE_REACH)


def _earlier(words: Sequence[str]) -> list[float]:
    """How often each word stood before, in fourths: annotators and authors name a thing where it first comes up."""
    seen: Counter[str] = Counter()
    found = []
    for word in words:
        found.append(min(seen[word], 4) / 4)
        seen[word] += 1
    return found


@lru_cache(maxsize=50_000)
def word_rows(text: str) -> tuple[str, str, tuple[int, int, int]]:
    """A word's normal form, its outline, and the rows of its beginning and its two ends."""
    form = normal_form(text)
    letters = form if form[0].isalpha() else ""
    parts = (f"p{letters[:3]}", f"x{letters[-3:]}", f"y{letters[-4:]}")
    first, short, long = ((1 + crc32(part.encode()) % (AFFIX_ROWS - 1)) if letters else 0 for part in parts)
    return form, shape(text), (first, short, long)
