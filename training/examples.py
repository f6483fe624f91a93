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
from generator.extraction.mentions import RESULT_ROLES
from generator.extraction.network import TASKS, TOPICS
from generator.extraction.sentences import find_sentences
from generator.extraction.tagging import kinds_of
from generator.extraction.typography import plain_copy
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
READ = ("evidence-inference",)
CORPORA = (*ANNOTATED, *READ)
LABELS = Path(__file__).with_name("reports.jsonl")
"""Other articles that readers labelled for this project: spans and the SHA-1 of the text that they are of."""
WEIGHTS = {"pico": 2.0, "ebm_nlp": 1.0, "rct_art": 4.0, "reports": 2.0, "people": 2.0, "results": 2.0}
"""Corpora of few words have words that count more."""
TOPIC_WEIGHT = 10.0
"""A sentence is one decision where its words are many."""


class Example(Struct, kw_only=True):
    """An article of n words in m passages."""

    left_out: bool
    fold: int
    """Drawn from its id."""
    passages: list[Passage]
    seen: Seen
    kinds: dict[str, list[int]]
    """Of the words, places in ``TASKS`` by the tasks that they are annotated for; ``UNTOLD`` where nobody said."""
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
    """All articles of the corpora, and others, of which readers labelled some."""
    labels = read_labels()
    return [
        *(_example(name, row, vocabulary, left_out) for name in ANNOTATED for row in rows_of(corpora, name)),
        *(_other(article_of(row), labels, vocabulary, left_out) for name in READ for row in rows_of(corpora, name)),
        *(_other(article, labels, vocabulary, left_out) for article in others),
    ]


def read_labels() -> dict[str, dict[str, Any]]:
    """What readers labelled, by ``hash_of`` the article."""
    rows = map(json.loads, LABELS.read_text(encoding="utf-8").splitlines())
    return {row["text"]: row for row in rows}


def labelled_articles(files: Iterable[Path]) -> list[tuple[Article, dict[str, Any]]]:
    """The articles in seeds of any form that readers labelled, as they are read for extraction, with what they said."""
    labels = read_labels()
    items = (item for file in files for item in read_path(file) if isinstance(item, Article))
    return [(plain_copy(item), labels[key]) for item in items if (key := hash_of(item)) in labels]


def hash_of(article: Article) -> str:
    """The SHA-1 of title and abstract."""
    text = f"{article.text_of('title')}\n{article.text_of('abstract')}"
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()


def number_of(row: dict[str, Any]) -> int:
    """What decides whether an annotated or a labelled article is left out: the SHA-1 of its id or its text."""
    text = row.get("text")
    return int(text or hashlib.sha1(row["id"].encode(), usedforsecurity=False).hexdigest(), 16)


def is_left_out(number: int, left_out: str | None) -> bool:
    """Whether an article whose hash is this number is of the part that is left out."""
    part, parts = map(int, left_out.split("/")) if left_out else (-1, 1)
    return number % parts == part


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
    article = plain_copy(article_of(row))
    sentences, abbreviations = find_sentences(article), find_abbreviations(article)
    passages = read_passages(article, sentences)
    number = number_of(row)
    kinds = [kind for passage in passages for kind in _kinds(corpus, row, passage)] if corpus in KINDS else []
    return Example(
        left_out=is_left_out(number, left_out),
        fold=_fold(number, left_out),
        passages=passages,
        seen=look_at(passages, abbreviations, vocabulary),
        kinds={corpus.replace("-", "_"): kinds} if kinds else {},
        topics=[_topic(row, passage) for passage in passages] if corpus == "nicta" else [],
    )


def _fold(number: int, left_out: str | None) -> int:
    return number // int(left_out.split("/")[1]) if left_out else number


def _other(
    article: Article, all_labels: dict[str, dict[str, Any]], vocabulary: Vocabulary, left_out: str | None
) -> Example:
    """An article in which no corpus marks words, with what a reader labelled in it, if one did."""
    labels = all_labels.get(hash_of(article))
    article = plain_copy(article)
    passages = read_passages(article, find_sentences(article))
    number = number_of(labels) if labels else 0
    return Example(
        left_out=labels is not None and is_left_out(number, left_out),
        fold=_fold(number, left_out),
        passages=passages,
        seen=look_at(passages, find_abbreviations(article), vocabulary),
        kinds=_labelled(labels, passages) if labels else {},
        topics=[],
    )


def _labelled(labels: dict[str, Any], passages: Sequence[Passage]) -> dict[str, list[int]]:
    """The kinds of words that a reader's labels give."""
    named = {
        task: [
            TASKS[task].index(kind)
            for passage in passages
            for kind in kinds_of(
                passage.words,
                [
                    (kind, start, end)
                    for where, start, end, kind, _ in labels["names"]
                    if where == passage.where and kind in TASKS[task]
                ],
            )
        ]
        for task in ("reports", "people")
    }
    return named | {"results": [kind for passage in passages for kind in _in_results(labels, passage)]}


def _in_results(labels: dict[str, Any], passage: Passage) -> list[int]:
    """The kinds of a passage's words as parts of results.

    Where a reader saw no result it is only told that no number is one; behind the last of many nothing is, nor where no
    results are.
    """
    untold = [UNTOLD] * len(passage.words)
    if passage.where == "title" or passage.role not in RESULT_ROLES:
        return untold
    first, behind = passage.words[0].start, passage.words[-1].end
    spans = [
        (kind, *span)
        for result in labels["results"]
        for kind, span in zip(("value", "group", "outcome"), result, strict=True)
        if span and first <= span[0] < behind
    ]
    if any(kind == "value" for kind, *_ in spans):
        return [TASKS["results"].index(kind) for kind in kinds_of(passage.words, spans)]
    if len(labels["results"]) >= MOST_RESULTS and first > labels["results"][-1][0][0]:
        return untold
    return [0 if word.text[0].isdigit() else UNTOLD for word in passage.words]


MOST_RESULTS = 30
"""So many results of an article were labelled at most."""


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


def article_of(row: dict[str, Any]) -> Article:
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
