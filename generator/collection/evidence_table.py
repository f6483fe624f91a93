"""Evidence tables: a row a study, made once, for the page and for the parts that scripts fetch when they are wanted."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup
from msgspec import Struct

from generator.collection.coins import coins
from generator.collection.summary import Result, Summary
from generator.evidence import Domain
from generator.notices import NO_NOTICE
from generator.pages import Page
from generator.safe_text import html, safe
from generator.templating import render

SHOWN = 50
"""Rows that a page itself carries."""
PART = 400
"""Rows that one file may hold; more come as a file a year."""
RESULTS = 3
"""Results of a domain in a row; the card has the rest."""
COLUMNS = (
    "Study",
    "Year",
    "Design",
    "n",
    "Population",
    "Intervention",
    "Comparator",
    "Efficacy",
    "Safety",
    "Numbers",
    "Review",
)
ROOT = "../../../../"
"""Stands for the way to the site's root in a row, so that one row serves pages at all depths."""


class Results(Struct, frozen=True, kw_only=True):
    """What a cell says: the first results of a domain, and how many more the row knows of."""

    lines: tuple[Result, ...]
    more: int


class EvidenceTable(Struct, frozen=True, kw_only=True):
    """A table as its template needs it."""

    name: str
    """For the file that its rows can be taken away in."""
    caption: str
    rows: tuple[Markup, ...]
    shown: int
    total: int
    parts: tuple[str, ...]
    """Addresses, relative to the page, of the files with the rows that the page does not carry."""
    left_out: tuple[Summary, ...]
    columns: tuple[str, ...] = COLUMNS

    @property
    def status(self) -> str:
        """How many studies of how many stand in the table without a script."""
        if self.total > self.shown:
            return f"The newest {self.shown} of {self.total:,} studies"
        return f"{self.total} {'study' if self.total == 1 else 'studies'}"

    @property
    def left_out_words(self) -> str:
        """What is left out, and why."""
        kinds = Counter(row.status.lower() for row in self.left_out)
        named = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
        return f"Left out of this table and of plots: {named}"


class Part(Struct, frozen=True, kw_only=True):
    """A file with rows that scripts fetch."""

    path: str
    root: str
    rows: tuple[Summary, ...]
    templates: Path

    def pages(self) -> Iterator[Page]:
        """The file."""
        made = [_row(row, self.templates).replace(ROOT, self.root) for row in self.rows]
        yield Page(path=self.path, text=json.dumps(made, ensure_ascii=False))


def evidence_table(rows: Sequence[Summary], *, name: str, caption: str, path: str, templates: Path) -> EvidenceTable:
    """The table of a page at ``path`` (below ``docs/``, ending in ``.md``).

    The left-out rows stand last and hidden, for readers who ask for them.
    """
    root = root_of(path)
    kept, out = _told_apart(rows)
    shown = kept[:SHOWN]
    return EvidenceTable(
        name=name,
        caption=caption,
        rows=tuple(_with_coins(row, _row(row, templates).replace(ROOT, root)) for row in shown),
        shown=len(shown),
        total=len(kept),
        parts=tuple(part.path.rpartition("/")[2] for part in table_parts(rows, path=path, templates=templates)),
        left_out=tuple(out),
    )


def table_parts(rows: Sequence[Summary], *, path: str, templates: Path) -> list[Part]:
    """The further rows in files: one, or of a long table one a year, so that a new card changes only its own."""
    kept, out = _told_apart(rows)
    further = kept[SHOWN:]
    parts: dict[str, list[Summary]] = {}
    for row in further:
        parts.setdefault(str(row.year or "undated") if len(further) > PART else "more", []).append(row)
    if out:
        parts["left-out"] = out
    folder, root = path.removesuffix(".md"), root_of(path)
    return [
        Part(path=f"{folder}/rows-{name}.json", root=root, rows=tuple(of_part), templates=templates)
        for name, of_part in parts.items()
    ]


def _told_apart(rows: Sequence[Summary]) -> tuple[list[Summary], list[Summary]]:
    """The rows that a table shows, and those that it leaves out."""
    return [row for row in rows if not row.left_out], [row for row in rows if row.left_out]


def _with_coins(row: Summary, cells: str) -> Markup:
    """The row of a page, with the citation that reference managers look for."""
    return Markup(cells.replace("</th>", f"{_coins(row)}</th>", 1))  # noqa: S704 - made by a template and above


@lru_cache(maxsize=100_000)
def _coins(row: Summary) -> Markup:
    return html('<span class="Z3988" title="%s"></span>', safe(coins(row)))


def root_of(path: str) -> str:
    """The way from a page's address to the site's root: ``../../`` for ``browse/map.md``."""
    depth = path.count("/") + (path.rpartition("/")[2] != "index.md")
    return "../" * depth


@lru_cache(maxsize=100_000)
def _row(row: Summary, templates: Path) -> str:
    return render(
        "partials/study-row.md.j2",
        own_templates=templates,
        row=row,
        by_people=dict(row.by_people),
        address=f"{ROOT}cards/{row.address}/",
        notice=None if row.status == NO_NOTICE else row.status,
        results={domain.value: _results(row, domain) for domain in Domain},
    ).strip()


def _results(row: Summary, domain: Domain) -> Results:
    found = [result for result in row.results if result.domain is domain]
    return Results(lines=tuple(found[:RESULTS]), more=max(0, len(found) - RESULTS))
