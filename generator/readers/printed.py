"""Citations as PubMed prints them.

For example ``J Inv. 2021 Apr;106(4):473-83. doi: 10.1000/inv. Epub 2021 Jan 11.``
"""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.article import Citation
from generator.readers.dates import PartialDate, read_date
from generator.readers.fields import doi_in, expand_pages, fold

MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
SEASON = r"(?:Spring|Summer|Autumn|Fall|Winter)"
DATE = rf"(?:1[5-9]|20)\d\d(?:(?:\s?[-/]\s?|\s)(?:{MONTH}|{SEASON}|(?:1[5-9]|20)\d\d|\d{{1,2}}(?:st|nd|rd|th)?))*"
# What follows the date says that it is a citation's: volume, issue and pages, or the end of the sentence.
PLACE = re.compile(
    rf"(?P<date>{DATE})(?=[;:.]|$)"
    r"(?:;\s?(?P<volume>[^\s():;.]+(?: [^\s():;.]+)*?)?\s?(?:\((?P<issue>[^)]*)\))?)?"
    r"(?::\s?(?P<pages>.+?))?"
    r"\.?(?=\s|$)"
)
JOURNAL = re.compile(rf"(?P<journal>[^\n]{{2,200}}?)\.\s+(?={DATE}(?:[;:.]|$))")
EPUB = re.compile(rf"Epub\s+(?P<date>{DATE})", re.IGNORECASE)
AHEAD = re.compile(r"ahead of print", re.IGNORECASE)
PMID_MARK = re.compile(r"PMID:?\s?(\d+)")
PMCID_MARK = re.compile(r"\bPMC\s?(\d+)")
# A publisher's item identifier, Elsevier's or a DOI, stands where pages do while there are none.
NO_PAGES = re.compile(r"S?\d{4}-?\d{3}[\dX]\(\d\d\)\d{5}-[\dX]|10\.\d{4,9}/\S+")


class Ids(NamedTuple):
    """The ids that a text prints behind their names."""

    pmid: str | None
    pmcid: str | None
    doi: str | None


class Printed(NamedTuple):
    """The parts of a printed citation; what it does not print is ``None``."""

    journal: str | None = None
    date: PartialDate = PartialDate()
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    doi: str | None = None
    epub: str | None = None

    def as_citation(self) -> Citation:
        """These parts in their places; the journal is printed short."""
        return Citation(
            journal_abbrev=self.journal,
            year=self.date.year,
            month=self.date.month,
            day=self.date.day,
            epub=self.epub,
            volume=self.volume,
            issue=self.issue,
            pages=self.pages,
            doi=self.doi,
        )


def read_citation(text: str) -> Printed | None:
    """The citation that a text begins with, after its journal if it prints one; ``None`` if it is none."""
    words = fold(text).removeprefix(". ")
    journal = None
    place = PLACE.match(words)
    if not place and (match := JOURNAL.match(words)):
        journal = match["journal"]
        place = PLACE.match(words, match.end())
    if not place:
        return None
    date = read_date(place["date"])
    epub = EPUB.search(words, place.end())
    ahead = AHEAD.search(words, place.end())
    return Printed(
        journal=journal,
        date=date,
        volume=place["volume"],
        issue=place["issue"],
        pages=None if NO_PAGES.fullmatch(place["pages"] or "") else expand_pages(place["pages"]),
        doi=doi_in(words[place.start() :]),
        epub=read_date(epub["date"]).iso() if epub else date.iso() if ahead else None,
    )


def read_ids(text: str) -> Ids:
    """The first PMID, PMCID and DOI that the text prints."""
    pmid = PMID_MARK.search(text)
    pmcid = PMCID_MARK.search(text)
    return Ids(pmid=pmid[1] if pmid else None, pmcid=f"PMC{pmcid[1]}" if pmcid else None, doi=doi_in(text))
