"""The article in APA style, as plain text: the manual of the American Psychological Association, 7th edition.

Sections 9.7-9.36 and 10.1. Capitals of titles stay as printed, but for the first word of a subtitle: which words of a
title are names, no program knows.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct

from generator.article import Author, Citation
from generator.citation_line import initials
from generator.exports.context import plain_title, sentence
from generator.notices import title_mark

MOST_AUTHORS = 20
"""More are cut to the first nineteen, an ellipsis and the last (9.8)."""
ENGLISH = (None, "eng", "en")
_SUBTITLE = re.compile(r"(?<=[:?!] )[a-z](?=[a-z]*\b(?![-/]?\w))")
"""The first letter after a colon, if its word is a plain one: neither "mTOR" nor "p53"."""
_CATALOGUED = re.compile(r"^([^(]*?) : .*", re.DOTALL)
"""A journal's title with what NLM's catalogue says behind it ("… : official journal of …")."""


class TitleWords(Struct, frozen=True, forbid_unknown_fields=True):
    """The lists of ``apa.toml``; its comments explain them."""

    small: frozenset[str]


@cache
def title_words() -> TitleWords:
    """The lists, read once."""
    return msgspec.toml.decode((files("generator.exports") / "apa.toml").read_bytes(), type=TitleWords)


def apa(citation: Citation) -> str:
    """``Author, A. B., & Author, C. (2021). Title. Journal, 12(3), 101–109. https://doi.org/…``."""
    authors = _authors(citation)
    year = f"({citation.year or 'n.d.'})."
    title = sentence(_SUBTITLE.sub(lambda first: first[0].upper(), plain_title(citation) or ""))
    # Where there is no author, the title stands in its place (9.12).
    head = [sentence(authors), year, title] if authors else [title, year]
    doi = f"https://doi.org/{citation.doi}" if citation.doi else None
    mark = title_mark(citation)
    return " ".join(part for part in (*head, _container(citation), doi, f"({mark})" if mark else None) if part)


def _authors(citation: Citation) -> str:
    names = [_name(author) for author in citation.authors]
    if not citation.authors_complete:
        return ", ".join([*names, "et al."])
    if len(names) > MOST_AUTHORS:
        return ", ".join([*names[: MOST_AUTHORS - 1], f"… {names[-1]}"])
    if len(names) > 1:
        return f"{', '.join(names[:-1])}, & {names[-1]}"
    return "".join(names)


def _name(author: Author) -> str:
    if author.collective:
        return author.collective
    letters = " ".join(f"{one}." for one in initials(author)).replace(" -", "-")
    return ", ".join(part for part in (author.family, letters, author.suffix) if part)


def _container(citation: Citation) -> str:
    issue = (citation.volume or "") + (f"({citation.issue})" if citation.issue else "")
    pages = citation.pages.replace("-", "–") if citation.pages else None
    container = f"In {citation.book}" if citation.book else _journal(citation)
    return sentence(", ".join(part for part in (container, issue, pages) if part))


def _journal(citation: Citation) -> str | None:
    """The journal's title with its capitals (9.33), which NLM's catalogue leaves out."""
    if citation.journal is None:
        return citation.journal_abbrev
    title = _CATALOGUED.sub(r"\1", citation.journal)
    return _in_capitals(title) if citation.language in ENGLISH else title


def _in_capitals(title: str) -> str:
    words = title.split(" ")
    begins = [True, *(word.endswith((".", ":")) for word in words[:-1])]
    small = title_words().small
    return " ".join(
        word if word in small and not first else _capital(word) for word, first in zip(words, begins, strict=True)
    )


def _capital(word: str) -> str:
    """The word and its parts after hyphens with capitals; a word that has one already has its own ("mBio")."""
    if word != word.lower():
        return word
    return "-".join(re.sub(r"^\W*\w", lambda first: first[0].upper(), part) for part in word.split("-"))
