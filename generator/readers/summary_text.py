"""PubMed's "Save, Summary (text)": numbered citations, each on a few lines, without abstracts.

``1: Ng A, Berg J. A title. J Inv. 2020 Dec 20;20(1):538. doi: 10.1000/inv. PMID: 90000001; PMCID: PMC9000001.``
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from generator.article import Article, Author, Notice, Source
from generator.problems import Problem
from generator.readers.fields import doi_in, fold
from generator.readers.names import GROUP, are_short_names, read_authors
from generator.readers.notices import complete_notices, kind_of_heading, notice
from generator.readers.printed import DATE, read_citation, read_ids
from generator.readers.seed import Seed

FORMAT = "summary-text"

MAX_ENTRY_CHARACTERS = 100_000

NUMBER = re.compile(r"\d{1,6}: (?=\S)")
FIRST_ENTRY = re.compile(r"^\d{1,6}: \S(?:[^\n]*\n(?!\s*\n)){0,40}?[^\n]*PMID:\s?\d", re.MULTILINE)
# The journal with its date: a short name without a full stop in it, behind the stop of the title.
JOURNAL_AND_DATE = re.compile(rf"(?<=[.?!\])] )(?P<journal>[^.?!]{{2,120}})\. (?={DATE}[;:. ])")
LINKED = re.compile(r"(?P<heading>(?:[A-Z][a-z]+ ){1,4}(?:in|for|of|from)): ")
OWN_PMID = re.compile(r"PMID:\s?\d+(?:; PMCID:\s?PMC\d+)?(?:[^.]*)\.?$")


def detect(head: str) -> bool:
    """Whether an entry with a number, a colon and a PMID stands in it."""
    return FIRST_ENTRY.search(head) is not None


def read(seed: Seed) -> Iterator[Article | Problem]:
    """The entries in their order; in place of one that holds no journal and date, a problem."""
    for index, (line, entry) in enumerate(_entries(seed)):
        if article := _article(entry, Source(path=seed.name, format=FORMAT, index=index)):
            yield article
        else:
            yield Problem(
                path=seed.name,
                what="an entry without a journal and a date",
                do="save it from PubMed again, best as PubMed format, which has the abstract too",
                record=index,
                line=line,
            )


def _entries(seed: Seed) -> Iterator[tuple[int, str]]:
    """The number of an entry's first line, and the entry on one line. A word cut at its hyphen is made whole."""
    start, kept = 0, ""
    for number, line in enumerate(seed.lines(), start=1):
        if NUMBER.match(line):
            if kept:
                yield start, kept
            start, kept = number, NUMBER.sub("", line, count=1).strip()
        elif len(kept) > MAX_ENTRY_CHARACTERS:
            raise seed.unreadable("has an entry of more than 100,000 characters", line=number)
        elif kept and line.strip():
            kept += line.strip() if re.search(r"\w-$", kept) else f" {line.strip()}"
    if kept:
        yield start, kept


def _article(entry: str, source: Source) -> Article | None:
    text = fold(entry)
    # The last place that fits: a title may itself end in "... 2019. A review."
    places = list(JOURNAL_AND_DATE.finditer(text))
    place = next((match for match in places if read_citation(text[match.start() :])), None)
    printed = read_citation(text[place.start() :]) if place else None
    if not place or not printed:
        return None
    authors, complete, title = _authors_and_title(text[: place.start()].strip())
    behind = text[place.end() :]
    own = OWN_PMID.search(behind)
    ids = read_ids(own[0] if own else "")
    linked = LINKED.search(behind)
    return Article(
        source=source,
        citation=replace(
            printed.as_citation(),
            title=title,
            authors=authors,
            authors_complete=complete,
            pmid=ids.pmid,
            pmcid=ids.pmcid,
            doi=doi_in(behind[: linked.start() if linked else None]),
            notices=complete_notices(_notices(behind, own), title=title, publication_types=()),
        ),
    )


def _authors_and_title(text: str) -> tuple[tuple[Author, ...], bool, str]:
    """The list of names, up to its full stop, if there is one, and the title behind it."""
    names, stop, title = text.partition(". ")
    if stop and (are_short_names(names) or (GROUP.search(names) and ";" not in title and len(names.split()) < 12)):
        authors, complete = read_authors(names)
        return authors, complete, title
    return (), True, text


def _notices(behind: str, own: re.Match[str] | None) -> Iterator[Notice]:
    """``Erratum in: ...`` and its like, up to the next of them or the entry's own PMID."""
    end = own.start() if own else len(behind)
    headings = [match for match in LINKED.finditer(behind, 0, end) if kind_of_heading(match["heading"])]
    ends = [match.start() for match in headings[1:]] + [end]
    for match, stop in zip(headings, ends, strict=True) if headings else ():
        if kind := kind_of_heading(match["heading"]):
            yield notice(kind, behind[match.end() : stop])
