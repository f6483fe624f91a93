"""The texts that the audit is measured on: the articles of some files, each once, read and audited."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator.article import Article
from generator.audit import audited
from generator.evidence import EvidenceRecord
from generator.extraction import extract
from generator.problems import Problem
from generator.readers import read_path


def articles_of(paths: Iterable[Path]) -> list[Article]:
    """The articles of the files, and of all files below a folder, each once; what cannot be read is left out."""
    files = [file for path in paths for file in (sorted(path.rglob("*")) if path.is_dir() else [path])]
    found: dict[str, Article] = {}
    for file in files:
        if file.is_file():
            for item in read_path(file):
                if not isinstance(item, Problem):
                    found.setdefault(item.id, item)
    return list(found.values())


def read_and_audit(article: Article) -> EvidenceRecord:
    """The article's record with its checks."""
    return audited(extract(article))


def around(record: EvidenceRecord, place: tuple[str, int, int], *, before: int = 200, after: int = 120) -> str:
    """The words between two positions of the title or abstract, with what stands beside them."""
    where, start, end = place
    return record.text_of("title" if where == "title" else "abstract")[max(0, start - before) : end + after]
