"""Trains the models that find mentions: ``python training/mentions.py CORPORA_DIR``.

``CORPORA_DIR`` holds ``pico``, ``ebm-nlp`` and ``rct-art``, each with a ``gold.jsonl`` (``title``, ``abstract`` and
``spans`` of ``type``, ``in``, ``start``, ``end``); the model cards in ``generator/extraction/models/`` say where they
come from. L-BFGS starts from zero and sees the articles in the order of the file: same data, same models.

With ``--leave-out 0/3 --into DIR`` one third of the articles, chosen by the SHA-1 of the record's id, is left out and
the models go to ``DIR``: for honest scores, since the shipped models have seen every article here.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pycrfsuite

from generator.article import Abstract, Article, Citation, Source
from generator.extraction.abbreviations import find_abbreviations
from generator.extraction.features import read_passages
from generator.extraction.sentences import find_sentences
from generator.extraction.tagging import FOLDER, kinds_of

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
# c1 keeps the models small (weights of rare features become zero), c2 keeps the rest in bounds.
SETTINGS = {
    "pico": {"c1": 0.08, "c2": 0.02, "feature.minfreq": 2, "max_iterations": 90},
    "ebm-nlp": {"c1": 0.15, "c2": 0.02, "feature.minfreq": 2, "max_iterations": 90},
    "rct-art": {"c1": 0.05, "c2": 0.05, "feature.minfreq": 1, "max_iterations": 100},
}

ARTICLE_FEATURES = ("role=", "place=", "n=", "in-title")


def main() -> None:
    """Read the arguments, train the models."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--leave-out", help="PART/PARTS, for example 0/3")
    parser.add_argument("--into", type=Path, default=FOLDER)
    parser.add_argument("--only", choices=sorted(KINDS))
    options = parser.parse_args()
    options.into.mkdir(parents=True, exist_ok=True)
    for name in [options.only] if options.only else KINDS:
        target = options.into / f"{name.replace('-', '_')}.crfsuite"
        train(name, options.corpora / name / "gold.jsonl", options.leave_out, target)
        print(f"{target}: {target.stat().st_size / 1e6:.1f} MB")


def train(name: str, gold: Path, leave_out: str | None, target: Path) -> None:
    """Train one model and write it."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.select("lbfgs")
    trainer.set_params({**SETTINGS[name], "feature.possible_transitions": True})
    for row in map(json.loads, gold.read_text(encoding="utf-8").splitlines()):
        if leave_out is None or not in_part(row["id"], leave_out):
            for features, kinds in examples(row, KINDS[name]):
                trainer.append(without_place(features) if name == "rct-art" else features, kinds)
    trainer.train(str(target))


def in_part(identifier: str, part: str) -> bool:
    """Whether a record belongs to the part ``PART/PARTS`` that is left out."""
    number, parts = part.split("/")
    return int(hashlib.sha1(identifier.encode(), usedforsecurity=False).hexdigest(), 16) % int(parts) == int(number)


def examples(row: dict[str, Any], kinds: dict[str, str]) -> Iterator[tuple[list[list[str]], list[str]]]:
    """Features and kinds of each passage of one annotated article."""
    article = article_of(row)
    sentences, abbreviations = find_sentences(article), find_abbreviations(article)
    for passage in read_passages(article, sentences, abbreviations):
        spans = [
            (kinds[span["type"]], span["start"], span["end"])
            for span in row["spans"]
            if span["type"] in kinds and span["in"] == passage.where
        ]
        yield passage.features, kinds_of(passage.words, spans)


def without_place(features: list[list[str]]) -> list[list[str]]:
    """Features that do not speak of the article: those sentences stand alone, but are found in whole abstracts."""
    return [[name for name in row if not name.startswith(ARTICLE_FEATURES)] for row in features]


def article_of(row: dict[str, Any]) -> Article:
    """The annotated title and abstract as an article without labelled sections."""
    return Article(
        source=Source(path="corpus", format="corpus", index=0),
        citation=Citation(title=row["title"]),
        abstract=Abstract(text=row["abstract"]),
    )


if __name__ == "__main__":
    main()
