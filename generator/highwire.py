"""Highwire Press tags, by which Zotero and Google Scholar read a citation from a page's head.

Names and shapes as Zotero's Embedded Metadata translator reads them. The tags speak of the article, which is not
ours: no abstract, no full-text address.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.article import Author, Citation


def citation_tags(citation: Citation) -> Iterator[tuple[str, str]]:
    """Name and content of each tag, one author a tag; nothing for what the source does not say."""
    yield from _present("citation_title", citation.title)
    for author in citation.authors:
        yield from _present("citation_author", _author(author))
    yield from _present("citation_publication_date", _date(citation))
    yield from _present("citation_online_date", (citation.epub or "").replace("-", "/"))
    yield from _present("citation_journal_title", citation.journal or citation.journal_abbrev)
    yield from _present("citation_journal_abbrev", citation.journal_abbrev)
    yield from _present("citation_issn", citation.issn)
    yield from _present("citation_volume", citation.volume)
    yield from _present("citation_issue", citation.issue)
    first, _, last = (citation.pages or "").partition("-")
    yield from _present("citation_firstpage", first)
    yield from _present("citation_lastpage", last)
    yield from _present("citation_doi", citation.doi)
    yield from _present("citation_pmid", citation.pmid)
    yield from _present("citation_language", citation.language)
    yield from _present("citation_keywords", "; ".join(citation.keywords))
    if citation.pmid:
        yield "citation_abstract_html_url", f"https://pubmed.ncbi.nlm.nih.gov/{citation.pmid}/"


def _present(name: str, content: str | None) -> Iterator[tuple[str, str]]:
    if content:
        yield name, content


def _author(author: Author) -> str | None:
    """``Family, Given``; a group by its own name."""
    if author.collective:
        return author.collective
    return ", ".join(part for part in (author.family, author.given or author.initials) if part) or None


def _date(citation: Citation) -> str | None:
    """``2021/04/11`` as far as printed."""
    if citation.year is None:
        return None
    parts = [f"{citation.year:04}"]
    if citation.month:
        parts.append(f"{citation.month:02}")
        if citation.day:
            parts.append(f"{citation.day:02}")
    return "/".join(parts)
