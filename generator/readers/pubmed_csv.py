"""PubMed's "Save, CSV": a row an article, without abstracts."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from generator.article import Article, Citation, Source
from generator.problems import Problem
from generator.readers.dates import PartialDate
from generator.readers.fields import doi_of, folded, pmcid_of, pmid_of, year_in
from generator.readers.names import read_authors
from generator.readers.notices import complete_notices
from generator.readers.printed import read_citation
from generator.readers.seed import Seed

FORMAT = "pubmed-csv"

COLUMNS = frozenset({"PMID", "Title", "Authors", "Citation"})


def detect(head: str) -> bool:
    """Whether the first line names PubMed's columns."""
    first = head.lstrip("\ufeff").partition("\n")[0]
    return {name.strip(' "\r') for name in first.split(",")} >= COLUMNS


def read(seed: Seed) -> Iterator[Article | Problem]:
    """An article for each row; a problem for each that has neither PMID, DOI nor title."""
    rows = csv.DictReader((f"{line}\n" for line in seed.lines()), restkey="more", restval="")
    index = -1
    try:
        for index, row in enumerate(rows):
            values = {name.strip(): folded(value) for name, value in row.items() if isinstance(value, str)}
            citation = _citation(values)
            if citation.pmid or citation.doi or citation.title:
                yield Article(source=Source(path=seed.name, format=FORMAT, index=index), citation=citation)
            else:
                what, do = "a row without PMID, DOI and title", "remove it, or save the file again"
                yield Problem(path=seed.name, what=what, do=do, record=index, line=rows.line_num)
    except csv.Error as error:
        what = f"cannot be read as a table from here on ({error})"
        yield Problem(path=seed.name, what=what, do="save the file again", line=rows.line_num)
        return
    if index < 0:
        yield Problem(path=seed.name, what="holds no row", do="search again, or remove it")


def _citation(row: dict[str, str | None]) -> Citation:
    """What the columns say; volume, issue and pages stand in the printed citation only."""
    title = row.get("Title")
    authors, complete = read_authors(row.get("Authors") or "")
    printed = read_citation(row.get("Citation") or "")
    date = printed.date if printed and printed.date.year else PartialDate(year_in(row.get("Publication Year")))
    of_issue = {name: getattr(printed, name) for name in ("volume", "issue", "pages", "epub")} if printed else {}
    return Citation(
        title=title,
        authors=authors,
        authors_complete=complete,
        journal_abbrev=row.get("Journal/Book"),
        year=date.year,
        month=date.month,
        day=date.day,
        pmid=pmid_of(row.get("PMID")),
        pmcid=pmcid_of(row.get("PMCID")),
        doi=doi_of(row.get("DOI")),
        notices=complete_notices((), title=title, publication_types=()),
        **of_issue,
    )
