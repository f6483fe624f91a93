"""The articles that the network of mentions and its teachers learn from: annotated ones, and others."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any, TypeVar

import numpy as np
from msgspec import Struct

from generator.article import Abstract, Article, Citation, Source
from generator.extraction.abbreviations import find_abbreviations
from generator.extraction.features import Passage, Seen, Vocabulary, look_at, read_passages
from generator.extraction.lexicon import load_words
from generator.extraction.network import TASKS, TOPICS
from generator.extraction.sentences import find_sentences
from generator.extraction.tagging import kinds_of
from generator.readers import read_path

Item = TypeVar("Item")

KINDS = {
    "pico": {
        "condition": "condition",
        "eligibility": "eligibility",
        "intervention": "intervention",
        "control": "control",
        "outcome": "outcome",
        "outcome-Measure": "outcome",
        "intervention-participants": "intervention size",
        "control-participants": "control size",
        "total-participants": "total size",
    },
    "ebm-nlp": {"P": "participants", "I": "interventions", "O": "outcomes"},
    "rct-art": {"OC": "outcome", "INTV": "arm", "MEAS": "measure"},
}
ANNOTATED = (*KINDS, "nicta")
CORPORA = (*ANNOTATED, "evidence-inference")
WEIGHTS = {"pico": 2.0, "ebm_nlp": 1.0, "rct_art": 4.0}
"""The third corpus is small, so each of its words counts more."""
TOPIC_WEIGHT = 10.0
"""A sentence is one decision where its words are many."""


class Example(Struct, kw_only=True):
    """An article of n words in m passages."""

    task: str
    """Which of ``TASKS`` its words are annotated for; empty for none."""
    left_out: bool
    fold: int
    """Drawn from its id."""
    passages: list[Passage]
    seen: Seen
    kinds: list[int]
    """Of the words, places in ``TASKS``; empty where they are not annotated."""
    topics: list[int]
    """Of the passages, places in ``TOPICS``, ``UNTOLD`` for the title; empty where they are not annotated."""
    taught: dict[str, np.ndarray[Any, Any]] = {}
    """What the teacher says of each task: (n, kinds), shares; zeros where it was not asked."""
    topics_taught: np.ndarray[Any, Any] = np.zeros((0, len(TOPICS)), np.float32)
    """(m, topics)"""


UNTOLD = -100


def read_examples(
    corpora: Path, others: Sequence[Article], vocabulary: Vocabulary, left_out: str | None
) -> list[Example]:
    """All articles of the corpora, and others."""
    annotated = [_example(name, row, vocabulary, left_out) for name in CORPORA for row in rows_of(corpora, name)]
    return annotated + [_unannotated(article, vocabulary) for article in others]


def read_others(files: Iterable[Path]) -> list[Article]:
    """The articles in seeds of any form whose abstracts count people."""
    people = re.compile(rf"\b(?:{'|'.join(map(re.escape, load_words('counted_people')))})\b", re.IGNORECASE)
    return [
        item
        for file in files
        for item in read_path(file)
        if isinstance(item, Article) and people.search(item.text_of("abstract"))
    ]


def rows_of(corpora: Path, name: str) -> Iterator[dict[str, Any]]:
    """The articles of a corpus with what people marked in them."""
    yield from map(json.loads, (corpora / name / "gold.jsonl").read_text(encoding="utf-8").splitlines())


def _example(corpus: str, row: dict[str, Any], vocabulary: Vocabulary, left_out: str | None) -> Example:
    """An annotated article as the network is told of it, with what it should answer."""
    article = _article(row)
    sentences, abbreviations = find_sentences(article), find_abbreviations(article)
    passages = read_passages(article, sentences)
    number = int(hashlib.sha1(row["id"].encode(), usedforsecurity=False).hexdigest(), 16)
    part, parts = map(int, left_out.split("/")) if left_out else (0, 1)
    return Example(
        task=corpus.replace("-", "_") if corpus in KINDS else "",
        left_out=bool(left_out) and corpus in ANNOTATED and number % parts == part,
        fold=number // parts,
        passages=passages,
        seen=look_at(passages, abbreviations, vocabulary),
        kinds=[kind for passage in passages for kind in _kinds(corpus, row, passage)] if corpus in KINDS else [],
        topics=[_topic(row, passage) for passage in passages] if corpus == "nicta" else [],
    )


def _unannotated(article: Article, vocabulary: Vocabulary) -> Example:
    passages = read_passages(article, find_sentences(article))
    return Example(
        task="",
        left_out=False,
        fold=0,
        passages=passages,
        seen=look_at(passages, find_abbreviations(article), vocabulary),
        kinds=[],
        topics=[],
    )


def _kinds(corpus: str, row: dict[str, Any], passage: Passage) -> list[int]:
    kinds = KINDS[corpus]
    spans = [
        (kinds[span["type"]], span["start"], span["end"])
        for span in row["spans"]
        if span["type"] in kinds and span["in"] == passage.where
    ]
    return [TASKS[corpus.replace("-", "_")].index(kind) for kind in kinds_of(passage.words, spans)]


def _topic(row: dict[str, Any], passage: Passage) -> int:
    """The label of the annotated sentence that shares most with a passage."""
    if passage.where == "title":
        return UNTOLD
    start, end = passage.words[0].start, passage.words[-1].end
    return TOPICS.index(max(row["sentences"], key=lambda one: min(one["end"], end) - max(one["start"], start))["label"])


def _article(row: dict[str, Any]) -> Article:
    """The annotated title and abstract as an article without labelled sections."""
    return Article(
        source=Source(path="corpus", format="corpus", index=0),
        citation=Citation(title=row["title"]),
        abstract=Abstract(text=row["abstract"]),
    )


def batches_of(items: list[Item], size: int, length: Callable[[Item], int], shuffle: Random) -> list[list[Item]]:
    """All items once, in batches of about the same length, in a random order."""
    order = shuffle.sample(items, len(items))
    batches = []
    for at in range(0, len(order), 20 * size):
        near = sorted(order[at : at + 20 * size], key=length)
        batches += [near[first : first + size] for first in range(0, len(near), size)]
    return shuffle.sample(batches, len(batches))
