"""Highwire Press tags, by which Zotero and Google Scholar read a citation from a page's head.

Names and shapes as Zotero's Embedded Metadata translator reads them. The tags speak of the article, which is not
ours: no abstract, no full-text address.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.article import Citation
from generator.citation_line import first_and_last_page, publication_date, sorting_name


def citation_tags(citation: Citation) -> Iterator[tuple[str, str]]:
    """Name and content of each tag, one author a tag; nothing for what the source does not say."""
    yield from _present("citation_title", citation.title)
    for author in citation.authors:
        yield from _present("citation_author", sorting_name(author))
    yield from _present("citation_publication_date", (publication_date(citation) or "").replace("-", "/"))
    yield from _present("citation_online_date", (citation.epub or "").replace("-", "/"))
    yield from _present("citation_journal_title", citation.journal or citation.journal_abbrev)
    yield from _present("citation_journal_abbrev", citation.journal_abbrev)
    yield from _present("citation_issn", citation.issn)
    yield from _present("citation_volume", citation.volume)
    yield from _present("citation_issue", citation.issue)
    first, last = first_and_last_page(citation)
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
