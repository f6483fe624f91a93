"""What the learned models see of a word: itself, its neighbours, and its place in sentence and article."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cache

from msgspec import Struct

from generator.article import Article, Role
from generator.evidence import Abbreviation, Place, Sentence
from generator.extraction.lexicon import load_words
from generator.extraction.words import Word, find_words, traits

CUE_REACH = 20
"""How many words away a cue is still told; lists of outcomes run that long."""


class Passage(Struct, frozen=True):
    """The title or a sentence of the abstract: its words, and what the models see of each."""

    where: Place
    role: Role | None
    """Of the sentence; ``None`` for the title."""
    words: list[Word]
    features: list[list[str]]
    """One list of names a word."""


def read_passages(
    article: Article, sentences: Sequence[Sentence], abbreviations: Sequence[Abbreviation]
) -> list[Passage]:
    """The title, then the sentences of the abstract, ready for a model."""
    title, abstract = article.text_of("title"), article.text_of("abstract")
    parts: list[_Part] = [("title", None, find_words(title))] if title else []
    parts += [("abstract", sentence.role, find_words(abstract, sentence.start, sentence.end)) for sentence in sentences]
    told = _article_features(parts, abbreviations)
    return [
        Passage(where, role, words, _sentence_features(words, _placing(index, len(parts), role), told))
        for index, (where, role, words) in enumerate(parts)
        if words
    ]


_Part = tuple[Place, Role | None, list[Word]]


@cache
def _cues() -> frozenset[str]:
    return frozenset(load_words("mention_cues"))


def _article_features(parts: Sequence[_Part], abbreviations: Sequence[Abbreviation]) -> dict[str, list[str]]:
    """Features that a word has wherever it stands in this article, by its lower case."""
    counts = Counter(word.text.lower() for _, _, words in parts for word in words)
    title = {word.text.lower() for where, _, words in parts if where == "title" for word in words}
    heads = {item.short.lower(): item.long.lower().split()[-1] for item in abbreviations}
    told: dict[str, list[str]] = {}
    for word, count in counts.items():
        if not word[0].isalpha():
            continue
        found = [f"n={min(count, 4)}"]
        if word in title:
            found.append("in-title")
        if word in heads:
            found += ["short", f"head={heads[word]}", f"headclass={traits(heads[word])[2]}"]
        told[word] = found
    return told


def _placing(index: int, count: int, role: Role | None) -> list[str]:
    """Features of all words of one sentence: its role and its place in the article."""
    place = "first" if index <= 1 else "last" if index == count - 1 else str(4 * index // count)
    named = role or "TITLE"
    return ["bias", f"role={named}", f"place={place}", f"role={named}|place={place}"]


def _sentence_features(words: list[Word], common: list[str], told: dict[str, list[str]]) -> list[list[str]]:
    """The features of each word of a sentence."""
    seen = [traits(word.text) for word in words]
    low = ["<s>", "<s>", "<s>", *(item[0] for item in seen), "</s>", "</s>", "</s>"]
    fine = ["<s>", "<s>", "<s>", *(item[2] for item in seen), "</s>", "</s>", "</s>"]
    coarse = ["<s>", "<s>", "<s>", *(item[3] for item in seen), "</s>", "</s>", "</s>"]
    left, right = _nearest_cues(low[3:-3])
    depths = _depths(low[3:-3])
    whole = common + _sentence_kind(low)
    role = common[1]
    rows = []
    for at, (word, outline, group, rough, prefix, two, three, four) in enumerate(seen):
        i = at + 3
        row = [
            f"w={word}",
            f"s={outline}",
            f"c={group}",
            f"k={rough}",
            f"p={prefix}",
            f"x2={two}",
            f"x3={three}",
            f"x4={four}",
            f"-1w={low[i - 1]}",
            f"+1w={low[i + 1]}",
            f"-2w={low[i - 2]}",
            f"+2w={low[i + 2]}",
            f"-1c={fine[i - 1]}",
            f"+1c={fine[i + 1]}",
            f"-2c={fine[i - 2]}",
            f"+2c={fine[i + 2]}",
            f"-3c={fine[i - 3]}",
            f"+3c={fine[i + 3]}",
            f"-1ww={low[i - 1]}|{word}",
            f"+1ww={word}|{low[i + 1]}",
            f"-2ww={low[i - 2]}|{low[i - 1]}",
            f"+2ww={low[i + 1]}|{low[i + 2]}",
            f"-1kk={coarse[i - 1]}|{rough}",
            f"+1kk={rough}|{coarse[i + 1]}",
            f"-2kk={coarse[i - 2]}|{coarse[i - 1]}|{rough}",
            f"+2kk={rough}|{coarse[i + 1]}|{coarse[i + 2]}",
            f"kkk={coarse[i - 1]}|{rough}|{coarse[i + 1]}",
            f"L={left[at]}",
            f"R={right[at]}",
            f"LR={left[at]}|{right[at]}",
            f"Lk={left[at]}|{rough}",
            f"{role}|k={rough}",
            f"{role}|c={group}",
            f"{role}|L={left[at]}",
            f"depth={depths[at]}",
            f"at={min(at, 4)}",
        ]
        row += whole
        row += told.get(word, ())
        rows.append(row)
    return rows


def _sentence_kind(low: list[str]) -> list[str]:
    """What the sentence as a whole speaks of."""
    there = set(low)
    found = [f"has={cue}" for cue in _KINDS if cue in there]
    if "%" in there:
        found.append("has=%")
    return found


_KINDS = (
    "randomized",
    "randomised",
    "randomly",
    "endpoint",
    "outcome",
    "outcomes",
    "versus",
    "vs",
    "p",
    "compared",
    "aged",
    "eligible",
    "enrolled",
    "were",
    "respectively",
    "group",
)


def _nearest_cues(low: list[str]) -> tuple[list[str], list[str]]:
    """The nearest cue before and after each word, "-" where none is in reach."""
    cues = _cues()
    places = [at for at, word in enumerate(low) if word in cues]
    left, right = [], []
    for at in range(len(low)):
        after = bisect_right(places, at)
        before = after - 1
        if before >= 0 and places[before] == at:
            before -= 1
        left.append(low[places[before]] if before >= 0 and at - places[before] <= CUE_REACH else "-")
        right.append(low[places[after]] if after < len(places) and places[after] - at <= CUE_REACH else "-")
    return left, right


def _depths(low: list[str]) -> list[int]:
    """How many brackets each word stands in, at most two."""
    depth, found = 0, []
    for word in low:
        depth += word in "(["
        found.append(min(depth, 2))
        depth -= word in ")]" and depth > 0
    return found
