"""Train the model of sentence roles: ``python training/roles.py CORPUS_DIR [--cross-validate]``.

``CORPUS_DIR`` holds ``gold.jsonl`` of Evidence Inference abstracts: objects with ``id``, ``abstract`` and
``sentences``, each ``{start, end, role, label}``, where roles are those of the sections that the authors labelled.
The labels themselves are not shown to the model. L-BFGS from zero weights draws nothing at random, so the same
corpus gives the same file. Writes ``generator/extraction/models/roles.crfsuite``; with ``--cross-validate`` prints
the scores of five models instead, each trained without the abstracts that it is tested on.
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

import pycrfsuite

from generator.article import Role
from generator.extraction.roles import MODEL, NOT_ABOUT_THE_STUDY, abstract_features
from generator.extraction.splitting import split_text

PARAMETERS = {"c1": 0.1, "c2": 2.0, "max_iterations": 100, "feature.minfreq": 1, "feature.possible_transitions": True}
FOLDS = 5


class Example(NamedTuple):
    """An abstract: its sentences, their roles, the fold it is tested in."""

    sentences: list[str]
    labels: list[str]
    fold: int


def read_examples(folder: Path) -> Iterator[Example]:
    """The abstracts whose sections all have one role, or are about the paper rather than the study."""
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        text = gold["abstract"]
        spans = list(split_text(text, 0, len(text)))
        labels = [_label(gold["sentences"], start, end) for start, end in spans]
        if None not in labels:
            fold = int(hashlib.sha256(gold["id"].encode()).hexdigest(), 16) % FOLDS
            yield Example([text[start:end] for start, end in spans], [label for label in labels if label], fold)


def _label(sentences: list[dict[str, Any]], start: int, end: int) -> str | None:
    """The role of the annotated sentence that shares most with ours; ``None`` under a label that joins two roles."""
    shared = [min(end, sentence["end"]) - max(start, sentence["start"]) for sentence in sentences]
    best = max(range(len(shared)), key=shared.__getitem__)
    if sentences[best]["role"]:
        return str(sentences[best]["role"])
    printed = next((sentence["label"] for sentence in sentences[best::-1] if sentence.get("label")), "")
    joins_roles = not printed or "METHOD" in printed or "BACKGROUND" in printed
    return None if joins_roles else NOT_ABOUT_THE_STUDY


def train(examples: Iterable[Example], model: Path) -> None:
    """Write a model of the examples."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for example in examples:
        trainer.append(abstract_features(example.sentences), example.labels)
    trainer.set_params(PARAMETERS)
    trainer.train(str(model))


def cross_validate(examples: list[Example]) -> Counter[tuple[str, str]]:
    """How often each role was given for each other, over abstracts that the model had not seen."""
    confusion: Counter[tuple[str, str]] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for fold in range(FOLDS):
            model = Path(folder) / f"{fold}.crfsuite"
            train([example for example in examples if example.fold != fold], model)
            tagger = pycrfsuite.Tagger()
            tagger.open(str(model))
            for example in examples:
                if example.fold == fold:
                    confusion.update(zip(example.labels, tagger.tag(abstract_features(example.sentences)), strict=True))
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
