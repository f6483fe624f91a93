"""Train the model of sentence roles: ``python training/roles.py CORPUS_DIR [--cross-validate]``.

``CORPUS_DIR`` holds ``gold.jsonl`` of Evidence Inference abstracts: objects with ``id``, ``abstract`` and
``sentences``, each ``{start, end, role, label}``, where roles are those of the sections that the authors labelled.
The labels themselves are not shown to the model. L-BFGS from zero weights draws nothing at random, so the same
corpus gives the same file. Writes ``generator/extraction/models/roles.npz``; with ``--cross-validate`` prints
the scores of five models instead, each trained without the abstracts that it is tested on. Needs ``python-crfsuite``
beside what the program needs.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pycrfsuite

from generator.article import Role
from generator.extraction.roles import FIRST, LAST, MODEL, NOT_ABOUT_THE_STUDY, Told, load_chain, tell
from generator.extraction.splitting import split_text
from generator.extraction.typography import in_plain_signs

PARAMETERS = {"c1": 0.1, "c2": 2.0, "max_iterations": 100, "feature.minfreq": 1, "feature.possible_transitions": True}
FOLDS = 5


KINDS = {"words": "w|", "pairs": "b|", "beginnings": "s|", "signs": ""}
"""What CRFsuite's names of the kinds of things told begin with, in the order in which the file has them."""
NEIGHBOURS = ("", "-1|", "+1|")
"""What they begin with before that: of the sentence itself, of the one before it and of the one behind it."""


class Example(NamedTuple):
    """An abstract: what is told of its sentences, their roles, the fold it is tested in."""

    told: list[Told]
    labels: list[str]
    fold: int


def read_examples(folder: Path) -> Iterator[Example]:
    """The abstracts whose sections all have one role, or are about the paper rather than the study."""
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        text = in_plain_signs(gold["abstract"])
        spans = list(split_text(text, 0, len(text)))
        labels = [_label(gold["sentences"], start, end) for start, end in spans]
        if None not in labels:
            fold = int(hashlib.sha256(gold["id"].encode()).hexdigest(), 16) % FOLDS
            yield Example(tell(text, spans), [label for label in labels if label], fold)


def _label(sentences: list[dict[str, Any]], start: int, end: int) -> str | None:
    """The role of the annotated sentence that shares most with ours; ``None`` under a label that joins two roles."""
    shared = [min(end, sentence["end"]) - max(start, sentence["start"]) for sentence in sentences]
    best = max(range(len(shared)), key=shared.__getitem__)
    if sentences[best]["role"]:
        return str(sentences[best]["role"])
    printed = next((sentence["label"] for sentence in sentences[best::-1] if sentence.get("label")), "")
    joins_roles = not printed or "METHOD" in printed or "BACKGROUND" in printed
    return None if joins_roles else NOT_ABOUT_THE_STUDY


def features(told: list[Told]) -> Iterator[list[str]]:
    """What CRFsuite is told of each sentence of an abstract, in order."""
    cues = [[f"s|{one.beginning}", *(f"w|{word}" for word in sorted(one.words))] for one in told]
    around = [[FIRST], *cues, [LAST]]
    for n, one in enumerate(told):
        yield [
            *cues[n][1:],
            *(f"b|{first} {second}" for first, second in sorted(one.pairs)),
            *one.signs,
            *(f"-1|{cue}" for cue in around[n]),
            *(f"+1|{cue}" for cue in around[n + 2]),
        ]


def train(examples: Iterable[Example], model: Path) -> None:
    """Write a model of the examples: its weights, of six decimals, as ``load_chain`` reads them."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for example in examples:
        trainer.append(list(features(example.told)), example.labels)
    trainer.set_params(PARAMETERS)
    with tempfile.NamedTemporaryFile(suffix=".crfsuite") as trained:
        trainer.train(trained.name)
        tagger = pycrfsuite.Tagger()
        tagger.open(trained.name)
        write(tagger.info(), model)


def write(trained: Any, model: Path) -> None:
    """Write the weights of what CRFsuite trained."""
    labels = sorted(trained.labels)
    weights = {(*_split(name), labels.index(label)): float(w) for (name, label), w in trained.state_features.items()}
    told = {kind: sorted({name for of, name, _, _ in weights if of == kind}) for kind in KINDS}
    rows = {(kind, name): row for row, (kind, name) in enumerate(((k, name) for k in KINDS for name in told[k]), 1)}
    places = {
        (rows[kind, name] * len(NEIGHBOURS) + side) * len(labels) + label: weight
        for (kind, name, side, label), weight in weights.items()
    }
    texts = {"labels": labels, **told}
    np.savez_compressed(
        model,
        **{name: np.frombuffer("\n".join(entries).encode(), np.uint8) for name, entries in texts.items()},
        places=np.array(sorted(places), np.int32),
        weights=np.array([places[place] for place in sorted(places)], np.float32),
        following=np.array([[trained.transitions.get((a, b), 0) for b in labels] for a in labels], np.float32),
    )


def _split(name: str) -> tuple[str, str, int]:
    """What is told: its kind, its name, and of which of the ``NEIGHBOURS``."""
    side = max(n for n, mark in enumerate(NEIGHBOURS) if name.startswith(mark))
    rest = name.removeprefix(NEIGHBOURS[side])
    kind = next(kind for kind, mark in KINDS.items() if rest.startswith(mark))
    return kind, rest.removeprefix(KINDS[kind]), side


def cross_validate(examples: list[Example]) -> Counter[tuple[str, str]]:
    """How often each role was given for each other, over abstracts that the model had not seen."""
    confusion: Counter[tuple[str, str]] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for fold in range(FOLDS):
            model = Path(folder) / f"{fold}.npz"
            train([example for example in examples if example.fold != fold], model)
            chain = load_chain(model)
            for example in examples:
                if example.fold == fold:
                    given = [chain.labels[label] for label in chain.best(chain.scores(example.told))]
                    confusion.update(zip(example.labels, given, strict=True))
    return confusion


def report(confusion: Counter[tuple[str, str]]) -> Iterator[str]:
    """Accuracy and the F1 of each role, sentences about the paper left out."""
    told = Counter({pair: n for pair, n in confusion.items() if pair[0] != NOT_ABOUT_THE_STUDY})
    yield f"accuracy {sum(n for (gold, mine), n in told.items() if gold == mine) / told.total():.4f} of {told.total()}"
    for role in Role:
        gold = sum(n for (one, _), n in told.items() if one == role)
        mine = sum(n for (_, other), n in told.items() if other == role)
        yield f"{role}: F1 {2 * told[role, role] / (gold + mine):.3f}, {gold} sentences"
    for (gold_role, given), n in told.most_common():
        if gold_role != given:
            yield f"  {gold_role} taken for {given}: {n}"


def main() -> None:
    """Train, or cross-validate."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--cross-validate", action="store_true")
    arguments = parser.parse_args()
    examples = list(read_examples(arguments.corpus))
    if arguments.cross_validate:
        print("\n".join(report(cross_validate(examples))))
    else:
        train(examples, MODEL)
        print(f"{MODEL}: {len(examples)} abstracts, {MODEL.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
