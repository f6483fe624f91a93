"""The files of the whole set, put together from those of the cards, so that no record is read or written twice.

Records and FHIR bundles, by far the largest, come as one file a year of publication: a new card changes only its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path

from msgspec import Struct

from generator.cache import digest
from generator.collection.shelves import newest_first
from generator.collection.summary import Summary
from generator.exports import FORMATS, Format
from generator.pages import Page, PageGroup


class SetFile(Struct, frozen=True, kw_only=True):
    """A file below ``exports/`` and the cards in it, newest first."""

    format: Format
    name: str
    rows: tuple[Summary, ...]


def set_files(summaries: Sequence[Summary]) -> Iterator[SetFile]:
    """All files of the set, format by format."""
    rows = newest_first(summaries)
    for made in FORMATS:
        if made.by_year:
            for year, of_year in groupby(rows, key=_year):
                stem, _, ending = made.set_file.partition(".")
                yield SetFile(format=made, name=f"{stem}-{year}.{ending}", rows=tuple(of_year))
        elif rows:
            yield SetFile(format=made, name=made.set_file, rows=tuple(rows))


def set_exports(summaries: Sequence[Summary], card_keys: dict[str, str], docs: Path) -> Iterator[PageGroup]:
    """The files of the set, to be made after the cards' own in ``docs``; ``card_keys`` change with a card's files."""
    for file in set_files(summaries):
        keys = [card_keys[row.id] for row in file.rows]
        yield PageGroup(key=digest("export", file.name, *keys), make=partial(_page, file, docs))


def _page(file: SetFile, docs: Path) -> Iterator[Page]:
    made = file.format
    fragments = (made.fragment(_text(f"{docs}/cards/{row.address}/{made.card_file}")) for row in file.rows)
    yield Page(path=f"exports/{file.name}", text="".join(made.file(fragments)))


def _text(file: str) -> str:
    """The text of a small file, of which there are tens of thousands: no ``Path``."""
    with open(file, "rb", buffering=0) as stream:  # noqa: PTH123
        return stream.read().decode()


def _year(row: Summary) -> str:
    return str(row.year) if row.year else "undated"
