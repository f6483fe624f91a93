"""Writes ``lexicons/word_classes.txt``: classes of words that are used alike, from unlabelled titles and abstracts.

``python training/word_classes.py TEXTS.jsonl…`` (objects with ``title`` and ``abstract``). A word is described by the
words at its sides (positive pointwise mutual information, reduced by a singular value decomposition; Levy and
Goldberg 2014) and put into one of 400 fine and 50 coarse classes by k-means. Seeded: same texts, same file.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np

from generator.extraction.words import find_words, shape

TARGET = Path(__file__).parents[1] / "generator/extraction/lexicons/word_classes.txt"
HEAD = """\
# word, fine class, coarse class: words that stand between the same words share a class.
# Source: learned by training/word_classes.py from titles and abstracts of trial reports; no text is kept.
"""
LEAST, CONTEXTS, DIMENSIONS, FINE, COARSE, SEED = 5, 1500, 80, 400, 50, 20261122


def main(paths: list[str]) -> None:
    """Read the texts, write the classes."""
    texts = [line_words(part) for path in paths for part in texts_of(Path(path))]
    counts = Counter(word for words in texts for word in words)
    vocabulary = sorted(word for word, count in counts.items() if count >= LEAST and word[0].isalpha())
    vectors = embed(texts, vocabulary, [word for word, _ in counts.most_common(CONTEXTS)])
    fine, centres = cluster(vectors, FINE)
    coarse, _ = cluster(centres, COARSE)
    rows = [f"{word} {group} {coarse[group]}" for word, group in zip(vocabulary, fine, strict=True)]
    TARGET.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(rows)} words in {TARGET}")


def texts_of(path: Path) -> list[str]:
    """Titles and abstracts of one file."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [row[key] for row in rows for key in ("title", "abstract") if row.get(key)]


def line_words(text: str) -> list[str]:
    """Lower-case words; numbers by their outline."""
    words = (word.text for word in find_words(text))
    return [shape(word) if word[0].isdigit() else word.lower() for word in words]


def embed(texts: list[list[str]], vocabulary: list[str], contexts: list[str]) -> np.ndarray:
    """One unit vector a word, from its neighbours at distances one (each side apart) and two (together)."""
    row = {word: index for index, word in enumerate(vocabulary)}
    column = {word: index for index, word in enumerate(contexts)}
    table = np.zeros((len(vocabulary), 3 * len(contexts)), dtype=np.float32)
    for words in texts:
        for at, word in enumerate(words):
            if (index := row.get(word)) is None:
                continue
            for offset, block in ((-1, 0), (1, 1), (-2, 2), (2, 2)):
                near = at + offset
                if 0 <= near < len(words) and (other := column.get(words[near])) is not None:
                    table[index, block * len(contexts) + other] += 1
    information = mutual_information(table)
    return reduced(information)


def mutual_information(table: np.ndarray) -> np.ndarray:
    """Positive pointwise mutual information; context counts are smoothed with the power 0.75."""
    total = table.sum()
    contexts = table.sum(axis=0) ** 0.75
    expected = np.outer(table.sum(axis=1) / total, contexts / contexts.sum())
    with np.errstate(divide="ignore", invalid="ignore"):
        found = np.log(table / total / expected)
    return np.where(np.isfinite(found) & (found > 0), found, 0).astype(np.float32)


def reduced(table: np.ndarray) -> np.ndarray:
    """The rows in few dimensions, of length one (randomised singular value decomposition)."""
    start = np.random.default_rng(SEED).normal(size=(table.shape[1], DIMENSIONS + 20)).astype(np.float32)
    basis, _ = np.linalg.qr(table @ start)
    for _ in range(3):
        basis, _ = np.linalg.qr(table @ (table.T @ basis))
    left, sizes, _ = np.linalg.svd(basis.T @ table, full_matrices=False)
    vectors = (basis @ left)[:, :DIMENSIONS] * np.sqrt(sizes[:DIMENSIONS])
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


def cluster(vectors: np.ndarray, count: int) -> tuple[list[int], np.ndarray]:
    """The class of each vector and the centres (k-means on the sphere, 25 rounds)."""
    chosen = np.random.default_rng(SEED).choice(len(vectors), size=count, replace=False)
    centres = vectors[np.sort(chosen)]
    for _ in range(25):
        nearest = np.argmax(vectors @ centres.T, axis=1)
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, vectors)
        sizes = np.linalg.norm(sums, axis=1, keepdims=True)
        centres = np.where(sizes > 0, sums / np.maximum(sizes, 1e-9), centres)
    return nearest.tolist(), centres


if __name__ == "__main__":
    main(sys.argv[1:])
