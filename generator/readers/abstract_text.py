"""PubMed's "Save, Abstract (text)" and the E-utilities' abstract text: numbered records, a blank line between parts.

The parts come in one order: citation, title, language, authors, their addresses, linked articles, the abstract, the
copyright line, ids, conflicts of interest. A record begins where a number is followed by a citation, so a numbered
paragraph of an abstract begins none; saves glued together without a line break are told apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from msgspec.structs import replace

from generator.article import Article, Author, Notice, NoticeKind, OtherAbstract, Source
from generator.problems import Problem
from generator.readers.fields import doi_in, fold, language_of
from generator.readers.names import GROUP, MARKS, author_from_short, read_authors
from generator.readers.notices import complete_notices, kind_of_heading, notice
from generator.readers.page_text import COPYRIGHT, KEYWORDS
from generator.readers.printed import read_citation, read_ids
from generator.readers.sections import read_other_abstract, split_lines
from generator.readers.seed import MAX_RECORD_CHARACTERS, Seed

FORMAT = "abstract-text"

NUMBER = re.compile(r"\d{1,6}\. (?=\S)")
# The last line of one save and the first of the next, glued: "PMID: 90000001 [Indexed for MEDLINE]121. J Inv. 2019".
GLUED = re.compile(r"(PMID: (?:\d{8}|\d{1,8}\s*\[[^\]]*\]))\s*(\d{1,6}\. \S.*)")
IDS = re.compile(r"(?:DOI|PMCID|PMID): ?\S")
ARTICLE_IN = re.compile(r"\[Article in (?P<languages>[^\]]+)\]")
# Paragraphs that say nothing of the study.
ASIDE = re.compile(r"(?:Author information|Collaborators?|Conflict of interest statement|Comment (?:in|on))\b:?")
SHORT_NAME = re.compile(r"[^\d:]{2,60} [^\W\d_]{1,4}")
MAX_GROUP_WORDS = 8
# A paragraph goes on after so many lines as a new one, so that a file without a blank line takes no more memory.
MAX_PARAGRAPH_LINES = 10_000


class Paragraph(NamedTuple):
    """Lines without a blank one between them, and the number of the first."""

    line: int
    lines: list[str]

    @property
    def text(self) -> str:
        """The paragraph on one line."""
        return fold(" ".join(self.lines))


@dataclass
class Parts:
    """A record's paragraphs, each where it belongs."""

    citation: str
    title: str | None = None
    languages: list[str] = field(default_factory=list)
    authors: str | None = None
    abstract: list[str] = field(default_factory=list)
    others: list[OtherAbstract] = field(default_factory=list)
    copyright: str | None = None
    keywords: list[str] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    ids: str = ""


def detect(head: str) -> bool:
    """Whether a numbered citation opens one of the first paragraphs."""
    first = [paragraph for paragraph, _ in zip(_paragraphs(head.split("\n")), range(20), strict=False)]
    return any(map(_opens_record, first))


def read(seed: Seed) -> Iterator[Article | Problem]:
    """The records in their order; in place of one without a title, a problem."""
    for index, record in enumerate(_records(seed)):
        parts = _parts(record)
        article = _article(parts, Source(path=seed.name, format=FORMAT, index=index))
        if article.citation.title:
            yield article
        else:
            yield Problem(
                path=seed.name,
                what="a citation without a title below it",
                do="save the record from PubMed again",
                record=index,
                line=record[0].line,
            )


# Cutting the file


def _records(seed: Seed) -> Iterator[list[Paragraph]]:
    record: list[Paragraph] = []
    size = 0
    for paragraph in _paragraphs(seed.lines()):
        size += len(paragraph.text)
        if size > MAX_RECORD_CHARACTERS:
            raise seed.unreadable("has a record of more than 4 million characters", line=paragraph.line)
        if _opens_record(paragraph):
            if record:
                yield record
            record = [paragraph]
            size = 0
        elif record:  # what stands before the first record is a mail's or a page's own
            record.append(paragraph)
    if record:
        yield record


def _paragraphs(lines: Iterable[str]) -> Iterator[Paragraph]:
    kept: list[str] = []
    start = 1
    for number, line in enumerate(lines, start=1):
        glued = GLUED.fullmatch(line.strip())
        if (
            kept and IDS.match(line) and not IDS.match(kept[0])
        ):  # below an abstract in another language no line is blank
            yield Paragraph(start, kept)
            kept = []
        if line.strip():
            start = start if kept else number
            kept.append(glued[1] if glued else line)
        if kept and (glued or not line.strip() or len(kept) >= MAX_PARAGRAPH_LINES):
            yield Paragraph(start, kept)
            kept, start = ([glued[2]], number) if glued else ([], number)
    if kept:
        yield Paragraph(start, kept)


def _opens_record(paragraph: Paragraph) -> bool:
    if not (number := NUMBER.match(paragraph.lines[0])):
        return False
    printed = read_citation(paragraph.text[number.end() :])
    # A numbered reference begins with authors and a title, so that two full stops stand before its date.
    return printed is not None and printed.journal is not None and ". " not in printed.journal


# Reading a record


def _parts(record: list[Paragraph]) -> Parts:
    parts = Parts(citation=NUMBER.sub("", record[0].text, count=1))
    for place, paragraph in enumerate(record[1:], start=1):
        text = paragraph.text
        if IDS.match(text):
            parts.ids = parts.ids or "\n".join(paragraph.lines)
        elif kind := kind_of_heading(paragraph.lines[0]):
            parts.notices += _linked(kind, paragraph.lines[1:])
        elif parts.title is None:
            parts.title = text
        elif match := ARTICLE_IN.match(text):
            parts.languages = re.split(r",\s*|\s+and\s+", match["languages"])
        elif ASIDE.match(text):
            continue
        elif parts.authors is None and not parts.abstract and _are_authors(text, _follows(record, place)):
            parts.authors = text
        elif COPYRIGHT.match(text):
            parts.copyright = text
        elif other := read_other_abstract(text):
            parts.others.append(other)
        elif match := KEYWORDS.match(text):
            parts.keywords = [word.strip() for word in text[match.end() :].rstrip(".").split(";")]
        else:
            parts.abstract += [*paragraph.lines, ""]
    return parts


def _follows(record: list[Paragraph], place: int) -> str:
    return record[place + 1].text if place + 1 < len(record) else ""


def _are_authors(text: str, next_text: str) -> bool:
    """Whether the paragraph below the title is a list of names: addresses follow it, or it reads like one."""
    first = MARKS.sub("", re.split(r"[,;]\s|\.$", text)[0])
    if next_text.startswith("Author information") or text.startswith("[No authors listed"):
        return True
    if SHORT_NAME.fullmatch(first) and author_from_short(first).initials:
        return True
    few = len(text.split()) <= MAX_GROUP_WORDS or (
        GROUP.search(text) is not None and len(text.split()) <= 3 * MAX_GROUP_WORDS
    )
    return few and text.count(". ") == 0


def _linked(kind: NoticeKind, lines: list[str]) -> list[Notice]:
    """The linked articles: each begins an indented line, and may go on in the next."""
    entries: list[str] = []
    for line in lines:
        if line.startswith(" ") or not entries:
            entries.append(line)
        else:
            entries[-1] += f" {line}"
    return [notice(kind, entry) for entry in entries]


def _article(parts: Parts, source: Source) -> Article:
    printed = read_citation(parts.citation)
    assert printed  # noqa: S101 - a record begins only at a citation
    ids = read_ids(parts.ids)
    authors, complete = _authors(parts.authors)
    title = parts.title
    return Article(
        source=source,
        citation=replace(
            printed.as_citation(),
            title=title,
            authors=authors,
            authors_complete=complete,
            pmid=ids.pmid,
            pmcid=ids.pmcid,
            doi=doi_in(parts.ids) or printed.doi,
            keywords=tuple(parts.keywords),
            language=", ".join(filter(None, map(language_of, parts.languages))) or None,
            notices=complete_notices(parts.notices, title=title, publication_types=()),
        ),
        abstract=split_lines(parts.abstract),
        other_abstracts=tuple(parts.others),
        copyright=parts.copyright,
    )


def _authors(printed: str | None) -> tuple[tuple[Author, ...], bool]:
    if printed is None or printed.startswith("[No authors listed"):
        return (), True
    authors, complete = read_authors(printed)
    if len(authors) == 1 and authors[0].given:  # no initials: not a person's name as this form prints it
        return (Author(collective=printed.rstrip(".")),), complete
    return authors, complete
