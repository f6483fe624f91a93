"""RIS as reference managers and databases save it: two letters, two blanks, a hyphen, a value.

No two programs fill it alike. Where a value has several tags, they are asked in the order of ``TITLE`` and its like:
the tag of the present format first, then those of its 2001 edition, which Embase, Ovid and ProQuest still write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rispy import RisParser

from generator.article import Article, Author, Citation, Reference, Source
from generator.problems import Problem, Severity
from generator.readers.dates import PartialDate, read_date
from generator.readers.fields import doi_of, expand_pages, folded, language_of, pmcid_of, pmid_of, year_in
from generator.readers.names import author_from_short
from generator.readers.notices import complete_notices
from generator.readers.sections import split_running_text
from generator.readers.seed import Seed
from generator.readers.tags import without_tags

FORMAT = "ris"

TITLE = ("TI", "T1", "CT")
CONTAINER = ("T2", "JF", "JO", "JA", "J2", "BT")
SHORT_JOURNAL = ("J2", "JA", "JO")
ABSTRACT = ("AB", "N2")
YEAR = ("PY", "Y1")
CHAPTERS = frozenset({"CHAP", "ECHAP"})
# Fields in which each line is a value of its own; in the others a line without a tag goes on with the one above.
LISTS = frozenset({"KW", "N1"})

_GRAMMAR = RisParser()
_FIRST_LINES = re.compile(r"(?m)^TY  -")
_DOTTED_INITIALS = re.compile(r"(?P<family>.+?) (?P<initials>(?:[^\W\d_]\.[ -]?)+)")
_ISSN = re.compile(r"(\d{4})-?(\d{3}[\dXx])(?![\d-])")
_PUBMED = re.compile(r"pubmed|medline|\bnlm\b", re.IGNORECASE)
_PMID_NOTE = re.compile(r"PMID: ?(\d+)")


class Record(NamedTuple):
    """One record: the line of its ``TY`` and, by tag, the lines of each value."""

    line: int
    values: dict[str, list[list[str]]]

    def all(self, tag: str) -> list[str]:
        """The tag's values that say something."""
        values = self.values.get(tag, ())
        lines = (line for value in values for line in (value if tag in LISTS else [" ".join(value)]))
        return [text for line in lines if (text := folded(without_tags(line)))]

    def first(self, *tags: str) -> str | None:
        """The first value of the first tag that has one."""
        return next((values[0] for tag in tags if (values := self.all(tag))), None)


def detect(head: str) -> bool:
    """Whether a type opens a record."""
    return bool(_FIRST_LINES.search(head))


def read(seed: Seed) -> Iterator[Article | Problem]:
    """The records in their order. Those without any words of an article are counted in one problem at the end."""
    empty: list[Record] = []
    for index, record in enumerate(_records(seed)):
        article = _article(record, Source(path=seed.name, format=FORMAT, index=index))
        cite = article.citation
        if not (cite.title or article.abstract or cite.doi or cite.pmid):
            empty.append(record)
            continue
        yield article
        yield from _oddities(record, seed, index)
    if empty:
        records = "a record" if len(empty) == 1 else f"{len(empty)} records"
        what = f"holds {records} without title, abstract, DOI or PMID"
        yield Problem(path=seed.name, what=what, do="export the references again", line=empty[0].line)


def _records(seed: Seed) -> Iterator[Record]:
    """Records from their type to their end tag, which a last or a cut one may lack."""
    record, last = None, ""
    for number, line in enumerate(seed.lines(), start=1):
        tag, value = _GRAMMAR.parse_line(line)
        if tag == "TY" or tag == "ER":
            if record:
                yield record
            record, last = (Record(number, {}), tag) if tag == "TY" else (None, "")
        if record is None:  # a number or a word of the database between two records
            continue
        if tag:
            last = tag
            record.values.setdefault(tag, []).append([value])
        elif value:
            record.values[last][-1].append(value)
    if record:
        yield record


def _article(record: Record, source: Source) -> Article:
    abstract = record.first(*ABSTRACT)
    return Article(
        source=source,
        citation=_citation(record),
        abstract=split_running_text(abstract) if abstract else None,
        references=_references(record),
    )


def _citation(record: Record) -> Citation:
    date = _date(record)
    title = record.first(*TITLE)
    types = tuple(record.all("M3"))
    container = record.first(*CONTAINER)
    in_book = record.first("TY") in CHAPTERS
    return Citation(
        title=title,
        authors=tuple(map(_author, record.all("AU") + record.all("A1"))),
        journal=None if in_book else container,
        book=container if in_book else None,
        journal_abbrev=None if in_book else record.first(*SHORT_JOURNAL),
        issn=_issn(record),
        year=date.year,
        month=date.month,
        day=date.day,
        volume=record.first("VL"),
        issue=record.first("IS"),
        pages=_pages(record),
        pmid=_pmid(record),
        pmcid=pmcid_of(record.first("C2")),
        doi=doi_of(record.first("DO")),
        publication_types=types,
        keywords=tuple(dict.fromkeys(keyword.lstrip("*") for keyword in record.all("KW"))),
        language=language_of(record.first("LA")),
        notices=complete_notices((), title=title, publication_types=types),
    )


def _author(printed: str) -> Author:
    """``Family, Given, Suffix``; Embase's ``Family I.N.``; without a comma and initials the name of a group."""
    if "," in printed:
        family, given, *suffix = (part.strip() or None for part in printed.split(",", 2))
        return Author(family=family, given=given, suffix=suffix[0] if suffix else None)
    if dotted := _DOTTED_INITIALS.fullmatch(printed):
        return Author(family=dotted["family"], initials=re.sub(r"[. ]", "", dotted["initials"]))
    author = author_from_short(printed)
    is_group = author.initials is None and " " in printed
    return Author(collective=printed) if is_group else author


def _date(record: Record) -> PartialDate:
    """The date in ``DA`` if it is one of the year of publication: some programs put another's or a month there."""
    year = year_in(record.first("PY")) or year_in(record.first("Y1"))
    whole = [read_date(record.first(tag)) for tag in (*YEAR, "DA")]
    return next((date for date in whole if date.month and date.year == year), PartialDate(year))


def _pages(record: Record) -> str | None:
    first, last = record.first("SP"), record.first("EP")
    return expand_pages(f"{first}-{last}" if first and last and first != last else first)


def _issn(record: Record) -> str | None:
    found = _ISSN.search(record.first("SN") or "")
    return f"{found[1]}-{found[2].upper()}" if found else None


def _pmid(record: Record) -> str | None:
    """Of a field of its own, else the accession number of a record from PubMed, else a note that says so."""
    if own := record.first("PM"):
        return pmid_of(own.split(" ")[0])
    if _PUBMED.search(" ".join(record.all("DB") + record.all("DP"))) and (number := pmid_of(record.first("AN"))):
        return number
    return next((note[1] for text in record.all("N1") if (note := _PMID_NOTE.fullmatch(text))), None)


def _references(record: Record) -> tuple[Reference, ...]:
    """Scopus keeps the list of references in a note, one a line."""
    return tuple(
        Reference(text=text)
        for note in record.values.get("N1", ())
        if note[0].startswith("References:")
        for line in [note[0].removeprefix("References:"), *note[1:]]
        if (text := (folded(line) or "").rstrip("; "))
    )


def _oddities(record: Record, seed: Seed, index: int) -> Iterator[Problem]:
    for what, printed, is_read in (
        ("a year", record.first(*YEAR), year_in(record.first("PY")) or year_in(record.first("Y1"))),
        ("a DOI", record.first("DO"), doi_of(record.first("DO"))),
    ):
        if printed and not is_read:
            yield Problem(
                path=seed.name,
                what=f"{printed[:60]!r} is not {what}, and was left out",
                do="correct it, or remove it",
                record=index,
                line=record.line,
                severity=Severity.WARNING,
            )
