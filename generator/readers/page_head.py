"""The head of a PubMed page: where the article appeared, its title, its authors.

Its lines come in one order: kinds of publication and the journal, date and place, DOI, title, authors. A page also
prints the title a second time, above a short citation that may be the only one to name the journal.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from generator.article import Author
from generator.readers.fields import DATA
from generator.readers.names import read_authors
from generator.readers.printed import Printed, read_citation

ID_LINE = re.compile(r"\W*(?:PMID|PMCID|DOI):? ?(?:PMC|10\.|\d|https?:)", re.IGNORECASE)
GOES_ON = re.compile(r"\.?\s*(?:doi:|epub|ecollection|online ahead|pii:)", re.IGNORECASE)
SHORT_CITATION = re.compile(
    r"(?P<authors>.{2,120}?(?: et al\.?|\.)) (?P<journal>[^.]{2,120}(?:\.[^.]{1,40})?)\. (?P<date>\d{4}[^.;:]*)\.?"
)
# An author's name: some words, no more than a dozen in a group's, and the numbers of affiliations.
NAME = re.compile(r"[^\W\d_][^\d:?!]{1,90}(?:[\s\d()*†‡§¶#✉,]*)")
NOBODY = re.compile(r"\[?no authors? listed\]?\.?", re.IGNORECASE)
JOURNAL_WORDS = 12


class Head(NamedTuple):
    """What the head says; what it does not print is ``None`` or empty."""

    printed: Printed = Printed()
    journal: str | None = None
    title: str | None = None
    authors: tuple[Author, ...] = ()
    authors_complete: bool = True
    kinds: tuple[str, ...] = ()


@cache
def page_words() -> dict[str, Any]:
    """The words of PubMed's pages: headings, chrome, kinds of publication."""
    return tomllib.loads((DATA / "page-words.toml").read_text(encoding="utf-8"))


def read_head(lines: Sequence[str]) -> Head:
    """The facts of the head's lines, which are folded and free of the page's own words."""
    short = next((index for index, line in enumerate(lines) if _short_citation(line)), None)
    place = next((index for index, line in enumerate(lines[:short]) if _is_citation(line)), None)
    if place is None:
        return _short_head(lines, short)
    behind = place + 1
    while behind < len(lines) and GOES_ON.match(lines[behind]):
        behind += 1
    printed = read_citation(" ".join(lines[place:behind])) or Printed()
    kinds, journal = _kinds_and_journal(lines[:place], printed.journal)
    below = [line for line in lines[behind:] if not ID_LINE.match(line)]
    below = below or list(lines[:place])  # some put the citation last
    title = below[0] if below else None
    authors, complete = _authors([line for line in below[1:] if line != title])
    if short is not None and (match := _short_citation(lines[short])):
        journal = match["journal"]
    return Head(printed, journal, title, authors, complete, kinds)


def _short_head(lines: Sequence[str], short: int | None) -> Head:
    """The facts of a head that was cut off above its second title."""
    if short is None or not (match := _short_citation(lines[short])):
        return Head()
    authors, complete = read_authors(match["authors"])
    printed = read_citation(f"{match['date']}.") or Printed()
    return Head(printed, match["journal"], lines[short - 1] if short else None, authors, complete)


def _is_citation(line: str) -> bool:
    """Whether the line is a date with a place, or, behind the full stop of a journal on another line, a date alone."""
    printed = read_citation(line)
    return printed is not None and bool(printed.volume or printed.pages or printed.doi or line.startswith(". "))


def _short_citation(line: str) -> re.Match[str] | None:
    match = SHORT_CITATION.fullmatch(line)
    return match if match and read_citation(f"{match['date']}.") else None


def _kinds_and_journal(above: Sequence[str], journal: str | None) -> tuple[tuple[str, ...], str | None]:
    """The kinds of publication printed in front of the journal, on its line or above it, and the journal."""
    lines = [*above, journal] if journal else list(above)
    kinds: list[str] = []
    for line in reversed(lines[-3:]):
        own, rest = _split_kinds(line)
        kinds = own + kinds
        if (rest and journal is None and _may_be_journal(rest)) or (rest and line is lines[-1]):
            journal = rest
        elif rest:
            break
    return tuple(kinds), journal


def _split_kinds(line: str) -> tuple[list[str], str]:
    kinds = []
    while kind := next((name for name in page_words()["kinds"]["names"] if _opens_with(line, name)), None):
        kinds.append(kind)
        line = line[len(kind) :].strip()
    return kinds, line


def _opens_with(line: str, kind: str) -> bool:
    return line == kind or line.startswith(f"{kind} ")


def _may_be_journal(line: str) -> bool:
    return len(line.split()) <= JOURNAL_WORDS and not re.search(r"[.:!?©]$|^\W|\bhttps?:", line)


def _authors(lines: Sequence[str]) -> tuple[tuple[Author, ...], bool]:
    """The authors of the first line below the title: a whole list, or the short citation's."""
    if not lines or NOBODY.fullmatch(lines[0]):
        return (), True
    if match := _short_citation(lines[0]):
        return read_authors(match["authors"])
    names = re.split(r"[,;]\s+", lines[0].rstrip("."))
    if all(NAME.fullmatch(name) for name in names if not re.fullmatch(r"[\d\s]+", name)):
        return read_authors(lines[0])
    short = next(filter(None, map(_short_citation, lines)), None)
    return read_authors(short["authors"]) if short else ((), True)
