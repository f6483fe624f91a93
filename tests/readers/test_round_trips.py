"""An article written in a form and read back is the same article, as far as the form prints it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from html import escape
from pathlib import Path
from textwrap import fill

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from benchmarks.invented import MONTHS, as_medline, invented_article
from generator.article import Article, Author, Citation
from generator.readers import read_path
from generator.readers.fields import expand_pages

few = settings(max_examples=40, deadline=None)
invented = st.integers(0, 5000).map(invented_article)


def read_back(folder: Path, text: str) -> Article:
    path = folder / "seed"
    path.write_text(text, encoding="utf-8")
    (item,) = read_path(path, shown_as="invented")
    assert isinstance(item, Article), item
    return item


@few
@given(article=invented)
def test_medline(tmp_path_factory: pytest.TempPathFactory, article: Article) -> None:
    found = read_back(tmp_path_factory.mktemp("seed"), as_medline(article))
    notices = tuple(replace(notice, text=f"{notice.text} PMID: {notice.pmid}") for notice in article.citation.notices)
    expected = replace(article.citation, notices=notices, pages=expand_pages(article.citation.pages))
    assert found.citation == expected
    check_words(found, article)


@few
@given(article=invented)
def test_abstract_text(tmp_path_factory: pytest.TempPathFactory, article: Article) -> None:
    found = read_back(tmp_path_factory.mktemp("seed"), as_abstract_text(article))
    assert found.citation == printed_of(article.citation, tuple(map(short, article.citation.authors)))
    check_words(found, article)


@few
@given(article=invented)
def test_page_text(tmp_path_factory: pytest.TempPathFactory, article: Article) -> None:
    found = read_back(tmp_path_factory.mktemp("seed"), as_page_text(article))
    expected = printed_of(article.citation, tuple(map(full, article.citation.authors)))
    types, mesh, keywords = article.citation.publication_types, article.citation.mesh, article.citation.keywords
    expected = replace(expected, publication_types=types, mesh=mesh, keywords=keywords)
    assert replace(found.citation, notices=()) == replace(expected, notices=())
    check_words(found, article)
    assert found.references == tuple(
        replace(reference, text=f"{reference.text} PMID: {reference.pmid}.") for reference in article.references
    )


@few
@given(article=invented)
def test_page_html(tmp_path_factory: pytest.TempPathFactory, article: Article) -> None:
    found = read_back(tmp_path_factory.mktemp("seed"), as_page_html(article))
    expected = printed_of(article.citation, tuple(map(full, article.citation.authors)))
    types, mesh, keywords = article.citation.publication_types, article.citation.mesh, article.citation.keywords
    expected = replace(expected, publication_types=types, mesh=mesh, keywords=keywords)
    assert replace(found.citation, notices=()) == expected
    check_words(found, article)
    assert [(reference.text, reference.pmid) for reference in found.references] == [
        (reference.text, reference.pmid) for reference in article.references
    ]


@few
@given(article=invented)
def test_csv(tmp_path_factory: pytest.TempPathFactory, article: Article) -> None:
    found = read_back(tmp_path_factory.mktemp("seed"), as_csv(article))
    expected = printed_of(article.citation, tuple(map(short, article.citation.authors)))
    assert replace(found.citation, notices=()) == expected
    assert found.abstract is None


def check_words(found: Article, article: Article) -> None:
    """Text, sections and labels; their category is none that a text form prints."""
    assert found.text_of("abstract") == article.text_of("abstract")
    assert labels_of(found) == labels_of(article)
    assert (found.copyright or "").removeprefix("© ") == article.copyright


def labels_of(article: Article) -> list[tuple[str | None, int, int]]:
    if not article.abstract:
        return []
    sections = [(part.label, part.start, part.end) for part in article.abstract.sections]
    return sections or [(None, 0, len(article.abstract.text))]


def printed_of(cite: Citation, authors: tuple[Author, ...]) -> Citation:
    """What both text forms print of a citation."""
    return Citation(
        title=cite.title,
        authors=authors,
        journal_abbrev=cite.journal_abbrev,
        year=cite.year,
        month=cite.month,
        volume=cite.volume,
        issue=cite.issue,
        pages=expand_pages(cite.pages),
        pmid=cite.pmid,
        doi=cite.doi,
    )


def short(author: Author) -> Author:
    return author if author.collective else Author(family=author.family, initials=author.initials)


def full(author: Author) -> Author:
    return author if author.collective else Author(family=author.family, given=author.given)


def place_of(cite: Citation) -> str:
    issue = f"({cite.issue})" if cite.issue else ""
    doi = f" doi: {cite.doi}." if cite.doi else ""
    return f"{cite.year} {MONTHS[(cite.month or 1) - 1]};{cite.volume}{issue}:{cite.pages}.{doi}"


def paragraphs_of(article: Article) -> list[str]:
    if not article.abstract:
        return []
    text = article.abstract.text
    parts = [(part.label, text[part.start : part.end]) for part in article.abstract.sections] or [(None, text)]
    return [f"{label}: {words}" if label else words for label, words in parts]


def as_abstract_text(article: Article) -> str:
    cite = article.citation
    names = ", ".join(author.collective or f"{author.family} {author.initials}(1)" for author in cite.authors)
    ids = [f"DOI: {cite.doi}" if cite.doi else "", f"PMID: {cite.pmid} [Indexed for MEDLINE]" if cite.pmid else ""]
    blocks = [f"1. {cite.journal_abbrev}. {place_of(cite)}", cite.title or "", f"{names}."]
    blocks += [
        "Author information:\n(1)Nowhere.",
        "\n".join(fill(words, 80, break_on_hyphens=False) for words in paragraphs_of(article)),
    ]
    blocks += [f"© {article.copyright}", "\n".join(filter(None, ids))]
    blocks[:3] = [fill(block, 80, break_on_hyphens=False) for block in blocks[:3]]
    return "\n\n".join(filter(None, blocks)) + "\n"


def as_page_text(article: Article) -> str:
    cite = article.citation
    names = ", ".join(author.collective or f"{author.given} {author.family} 1" for author in cite.authors)
    lines = ["Skip to main page content", cite.journal_abbrev or "", f". {place_of(cite)}", cite.title or "", names]
    lines += ["Affiliations Expand", f"PMID: {cite.pmid}" if cite.pmid else "Full text links", "Abstract"]
    for words in paragraphs_of(article):
        lines += [words, ""]
    lines += [f"Keywords: {'; '.join(cite.keywords)}." if cite.keywords else "", f"© {article.copyright}"]
    lines += ["PubMed Disclaimer", "References"]
    for reference in article.references:
        lines += [f"    1. {reference.text} PMID: {reference.pmid}."]
    lines += ["Publication types", *cite.publication_types, "MeSH terms"]
    lines += [heading.term + ("*" if heading.major else "") for heading in cite.mesh]
    return "\n".join(lines) + "\n"


def as_page_html(article: Article) -> str:
    """The present site's page, as far as the reader looks at it."""
    cite = article.citation
    names = "".join(
        f'<span class="authors-list-item"><a class="full-name">{escape(name)}</a></span>'
        for name in (author.collective or f"{author.given} {author.family}" for author in cite.authors)
    )
    ids = f'<span class="identifier pubmed">PMID: <strong class="current-id">{cite.pmid}</strong></span>'
    doi = f'<span class="identifier doi"><a class="id-link">{cite.doi}</a></span>'
    keywords = f"<p>{subtitle('Keywords')}{escape('; '.join(cite.keywords))}.</p>"
    text = article.abstract.text if article.abstract else ""
    sections = article.abstract.sections if article.abstract else ()
    parts = [(part.label, text[part.start : part.end]) for part in sections] or ([(None, text)] if text else [])
    paragraphs = "".join(f"<p>{subtitle(label)}{escape(words)}</p>" for label, words in parts)
    references = "".join(
        f'<li class="skip-numbering">{escape(reference.text)} - <a href="/{reference.pmid}/">PubMed</a></li>'
        for reference in article.references
    )
    return f"""<!DOCTYPE html><html><body><main id="article-details"><div class="article-citation">
<button class="journal-actions-trigger">{escape(cite.journal_abbrev or "")}</button><span class="period">. </span>
<span class="cit">{escape(place_of(replace(cite, doi=None)))}</span></div>
<h1 class="heading-title">{escape(cite.title or "")}</h1><div class="authors-list">{names}</div>
{ids if cite.pmid else ""}{doi if cite.doi else ""}
<div class="abstract" id="abstract"><div class="abstract-content selected" id="eng-abstract">{paragraphs}</div>
{keywords if cite.keywords else ""}
<p class="copyright">© {escape(article.copyright or "")}</p></div>
<div id="references"><ol>{references}</ol></div>
<div id="publication-types">{buttons(cite.publication_types)}</div>
<div id="mesh-terms">{buttons(heading.term + ("*" if heading.major else "") for heading in cite.mesh)}</div>
</main></body></html>"""


def subtitle(label: str | None) -> str:
    return f'<strong class="sub-title">{escape(label)}:</strong> ' if label else ""


def buttons(words: Iterable[str]) -> str:
    return "".join(f'<button class="keyword-actions-trigger">{escape(one)}</button>' for one in words)


def as_csv(article: Article) -> str:
    cite = article.citation
    names = ", ".join(author.collective or f"{author.family} {author.initials}" for author in cite.authors)
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(["PMID", "Title", "Authors", "Citation", "Journal/Book", "Publication Year", "DOI"])
    printed = f"{cite.journal_abbrev}. {place_of(cite)}"
    writer.writerow([cite.pmid, cite.title, f"{names}.", printed, cite.journal_abbrev, cite.year, cite.doi])
    return table.getvalue()
