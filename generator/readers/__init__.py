"""Readers: from a file of any known form to articles.

Each module of the registry names its ``FORMAT`` and has two functions. ``detect(head)`` says from the first 64 KiB
of decoded text whether the file is of its form; the name of a file never matters. ``read(seed)`` yields an
``Article`` for each record, or a ``Problem`` in place of one it could not read, in the file's order.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from generator.article import Article
from generator.problems import Problem
from generator.readers import (
    abstract_text,
    europe_pmc,
    medline,
    page_html,
    page_text,
    pubmed_csv,
    pubmed_xml,
    ris,
    summary_text,
)
from generator.readers.seed import READ_ERRORS, Seed, SeedError, open_seed


class Reader(Protocol):
    """What the registry asks of a module."""

    @property
    def FORMAT(self) -> str:  # noqa: N802 - a module constant
        """The reader's name in ``source.format``."""

    def detect(self, head: str) -> bool:
        """Whether a file that begins like this is of the reader's form."""

    def read(self, seed: Seed) -> Iterator[Article | Problem]:
        """The file's articles in its order, and what could not be read in its place."""


# Asked in this order: forms that announce themselves first, text that has to be recognised by its words last.
READERS: tuple[Reader, ...] = (
    pubmed_xml,
    europe_pmc,
    pubmed_csv,
    ris,
    medline,
    page_html,
    abstract_text,
    summary_text,
    page_text,
)


def read_path(path: Path, *, shown_as: str | None = None) -> Iterator[Article | Problem]:
    """Everything in one file. ``shown_as`` is the name that articles and problems carry instead of the path."""
    seed = open_seed(path, shown_as=shown_as)
    if isinstance(seed, Problem):
        yield seed
        return
    for reader in READERS:
        if reader.detect(seed.head):
            yield from _read_with(reader, seed)
            yield from seed.warnings
            return
    yield Problem(
        path=seed.name,
        what="is in no form that evidence-site knows",
        do="save the record from PubMed as PubMed format, XML, RIS or text, or paste the article's page",
    )


def _read_with(reader: Reader, seed: Seed) -> Iterator[Article | Problem]:
    """What the reader yields, and in place of the rest what broke off the reading."""
    try:
        yield from reader.read(seed)
    except SeedError as error:
        yield error.problem
    except READ_ERRORS as error:
        yield Problem(path=seed.name, what=f"cannot be read to its end ({error})", do="copy or download it again")
