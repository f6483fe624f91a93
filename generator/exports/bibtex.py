"""BibTeX, for LaTeX and its kin; text stays UTF-8, as biber and every current reference manager read it."""

from __future__ import annotations

import re

from generator.article import Author
from generator.evidence import EvidenceRecord
from generator.exports.context import ExportContext, notice_lines, plain_title

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)
_CAPITALS = re.compile(r"\w*[A-Z]\w*")


def write(record: EvidenceRecord, context: ExportContext) -> str:
    """One ``@article``, or ``@incollection`` for a chapter, its key the card's address."""
    citation = record.citation
    title = plain_title(citation)
    fields = {
        "author": " and ".join(name for author in citation.authors if (name := _name(author))),
        "title": _protected(title) if title else None,
        "journal": _escaped(citation.journal or citation.journal_abbrev),
        "booktitle": _escaped(citation.book),
        "year": citation.year and str(citation.year),
        "volume": _escaped(citation.volume),
        "number": _escaped(citation.issue),
        "pages": _escaped(citation.pages and citation.pages.replace("-", "--")),
        "doi": citation.doi,
        "pmid": citation.pmid,
        "pmcid": citation.pmcid,
        "issn": citation.issn,
        "keywords": _escaped(", ".join(citation.keywords)),
        "url": context.card_url,
        "note": _escaped(" ".join(notice_lines(citation))),
        "abstract": _escaped(record.abstract.text) if record.abstract else None,
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    if citation.month:
        lines.append(f"  month = {MONTHS[citation.month - 1]},")
    kind = "incollection" if citation.book else "article"
    return "\n".join([f"@{kind}{{{context.address},", *lines, "}"]) + "\n"


def _name(author: Author) -> str | None:
    """``Family, Given``; a group's name in braces of its own, so that it is not taken apart."""
    if author.collective:
        return f"{{{_escaped(author.collective)}}}"
    return _escaped(", ".join(part for part in (author.family, author.suffix, author.given or author.initials) if part))


def _protected(title: str) -> str:
    """The title with its capitals in braces, which styles would else turn small."""
    return "".join(
        f"{{{_escaped(part)}}}" if _CAPITALS.fullmatch(part) else _escaped(part) or ""
        for part in re.split(r"(\w+)", title)
    )


def _escaped(text: str | None) -> str | None:
    return text.translate(_SPECIAL) if text else None
