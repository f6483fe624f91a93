"""What the network of mentions is told of a word: which word it is, how it is written, and where it stands.

Everything is a number of a row in one of the network's tables (``network.py``); row 0 is "nothing", row 1 of the words
is "a word that I do not know".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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


class Vocabulary:
    """The rows of words, by ``normal_form``, and of outlines, by ``shape``."""

    def __init__(self, words: Mapping[str, int], shapes: Mapping[str, int]) -> None:
        self.words = words
        self.shapes = shapes
        self._known: dict[str, bytes] = {}
        """The rows of words that were asked for, as they lie in a table: scattered numbers take longer to fetch."""

    def rows(self, texts: Sequence[str]) -> Rows:
        """(n, 5): the rows of each word, of its beginning, of its two ends, and of its outline."""
        if len(self._known) > _MOST_KNOWN:
            self._known.clear()
        known = self._known
        found = [known.get(text) or known.setdefault(text, self._look_up(text)) for text in texts]
        return np.frombuffer(b"".join(found), np.int32).reshape(-1, 5)

    def _look_up(self, text: str) -> bytes:
        form = normal_form(text)
        letters = form if form[0].isalpha() else ""
        parts = (f"p{letters[:3]}", f"x{letters[-3:]}", f"y{letters[-4:]}")
        affixes = ((1 + crc32(part.encode()) % (AFFIX_ROWS - 1)) if letters else 0 for part in parts)
        row, outline = self.words.get(form, UNKNOWN), self.shapes.get(shape(text), 0)
        return np.array([row, *affixes, outline], np.int32).tobytes()


_MOST_KNOWN = 50_000


class Seen(Struct, frozen=True):
    """An article as the network is told of it: n words, d of them different, in m passages."""

    distinct: Rows
    """(n,): which of the different words each is; what the word alone tells stands once for each of these."""
    words: Rows
    """(d,): rows of words."""
    long_forms: Rows
    """(d,): for an abbreviation the row of its long form's last word, else 0."""
    affixes: Rows
    """(d, 3): rows of the first three, the last three and the last four letters."""
    shapes: Rows
    """(d,)"""
    passages: Rows
    """(n,): which passage the word stands in."""
    roles: Rows
    """(m,): places in ``ROLES``."""
    places: Rows
    """(m,): where the passage stands, counted from the first and from the last, each up to ``PLACE_REACH``."""
    alike: Rows
    """(n,): words that are the same in small letters share a number."""
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
    lengths = [len(passage.words) for passage in passages]
    distinct, texts = _numbered(word.text for passage in passages for word in passage.words)
    of_text, low = _numbered(text.lower() for text in texts)
    alike = of_text[distinct]
    heads = {item.short.lower(): normal_form(item.long.split()[-1]) for item in abbreviations if item.long.split()}
    rows = vocabulary.rows(texts)
    long_forms = [vocabulary.words.get(heads[word], UNKNOWN) if word in heads else 0 for word in low]
    passage_of = np.repeat(np.arange(len(passages), dtype=np.int32), lengths)
    in_title = np.zeros(len(low), np.bool_)
    in_title[alike[: lengths[0]] if passages[0].where == "title" else []] = True
    spelt = np.array([word[0].isalpha() for word in low])
    counts = np.bincount(alike)
    return Seen(
        distinct=distinct,
        words=rows[:, 0],
        long_forms=np.array(long_forms, np.int32)[of_text],
        affixes=rows[:, 1:4],
        shapes=rows[:, 4],
        passages=passage_of,
        roles=np.array([ROLES.index(passage.role) for passage in passages], np.int32),
        places=_places(len(passages)),
        alike=alike,
        flags=np.stack(
            [
                np.diff(passage_of, prepend=-1),
                (in_title & spelt)[alike],
                (np.minimum(counts, 4) / 4 * spelt)[alike],
                np.minimum(_earlier(alike, counts), 4) / 4,
                np.array([word in heads for word in low])[alike],
            ],
            axis=1,
            dtype=np.float32,
            casting="unsafe",
        ),
    )


def _numbered(words: Iterable[str]) -> tuple[Rows, list[str]]:
    """Which of the different words each of the words is, and the different ones."""
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(word, len(numbers)) for word in words], np.int32), list(numbers)


def _places(count: int) -> Rows:
    """A row for each passage of an article."""
    order = np.arange(count, dtype=np.int32)
    steps = PLACE_REACH + 1
    return np.minimum(order, PLACE_REACH) * steps + np.minimum(order[::-1], PLACE_REACH)


def _earlier(alike: Rows, counts: NDArray[np.intp]) -> NDArray[np.intp]:
    """How often each word stood before: annotators and authors name a thing where it first comes up."""
    earlier = np.empty(len(alike), np.intp)
    earlier[np.argsort(alike, kind="stable")] = np.arange(len(alike)) - np.repeat(np.cumsum(counts) - counts, counts)
    return earlier
