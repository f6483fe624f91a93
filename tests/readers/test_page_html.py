"""Saved pages in, articles out. Every page here is invented, after the structure of PubMed's."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.article import Article, Author, Citation, MeshHeading, Notice, NoticeKind, OtherAbstract, Reference
from generator.problems import Problem
from generator.readers import read_path

PRESENT = """\
<!DOCTYPE html>
<html lang="en"><head><title>Inventedmab - PubMed</title>
<meta name="citation_journal_title" content="Journal of inventions &amp; more">
<meta name="citation_issn" content="1111-1111"><meta name="citation_doi" content="">
<script>var text = "<p>not read</p>";</script></head>
<body><main class="article-details" id="article-details">
<div class="full-view" id="full-view-heading"><div class="article-citation">
<span class="publication-type">Review</span><div class="article-source">
<button class="journal-actions-trigger trigger">
 J Inv
</button><span class="period">. </span><span class="cit">2021 Apr;106(4):473-483.</span></div>
<span class="citation-doi"> doi: 10.1000/inv.2021.1. </span>
<span class="secondary-date"> Epub 2021 Jan 11. </span></div>
<h1 class="heading-title"> Inventedmab at 10<sup>9</sup>/L &lt;script&gt; </h1>
<div class="authors-list">
<span class="authors-list-item "><a class="full-name">Ann Ng</a><sup>&nbsp;<a>1</a></sup>,&nbsp;</span>
<span class="authors-list-item "><a class="full-name">Jan van der Berg Jr</a></span>
<span class="authors-list-item "><a class="full-name">Invented Study Group</a></span></div>
<ul class="identifiers"><li>
<span class="identifier pubmed">PMID: <strong class="current-id">90000001</strong></span></li>
<li><span class="identifier pmc">PMCID: <a class="id-link"> PMC9000001 </a></span></li>
<li><span class="identifier doi">DOI: <a class="id-link"> 10.1000/inv.2021.1 </a></span></li></ul></div>
<div class="short-view"><h1 class="heading-title">Inventedmab</h1><div class="authors-list">
<span class="authors-list-item"><a class="full-name">Ann Ng</a></span></div></div>
<div class="abstract" id="abstract"><h2 class="title">Abstract</h2>
<div class="abstract-content selected" id="eng-abstract">
<p><strong class="sub-title"> Objective: </strong> To invent at CO<sub>2</sub>. </p>
<p><strong class="sub-title"> Results: </strong> Of 10 people, 5 were better.</p></div>
<div class="abstract-content" id="spa-abstract"><p>Inventar.</p></div>
<p><strong class="sub-title"> Keywords: </strong> invention; placebo. </p>
<p class="copyright">© 2021 Nobody.</p></div>
<div><h2 class="title">Erratum in</h2><ul><li>Correction. J Inv. 2021;1:9. <span>PMID: 90000009</span></li></ul></div>
<div class="similar-articles"><a class="full-name">Other</a><p>PMID: 90000002</p></div>
<div id="references"><ol><li class="skip-numbering">First A. Title. 2001. - <a href="https://doi.org/10.1000/one">DOI</a>
 - <a href="/pmc/articles/pmc12/">PMC</a> - <a href="/34/">PubMed</a></li></ol></div>
<div id="publication-types"><button class="keyword-actions-trigger">Clinical Trial</button></div>
<div id="mesh-terms"><button class="keyword-actions-trigger">Disease / mortality*</button></div>
<div id="substances"><button class="keyword-actions-trigger">inventedmab</button></div>
</main></body></html>
"""
OLD = """\
<html><body><div class="rprt abstract"><div class="cit"><a>J Inv.</a> 2012 Mar 1;32(3):171-8. doi: 10.1000/inv.</div>
<h1>Inventedmab.</h1><div class="auths"><a>Ng A</a><sup>1</sup>, <a>Berg J</a><sup>1,2</sup>.</div>
<div class="abstr"><h3>Abstract</h3><div><h4>AIMS: </h4><p>To invent.</p><h4>RESULTS: </h4><p>Five.</p>
<p class="copyright">© 2012 Nobody.</p></div></div>
<div class="aux"><dl class="rprtid"><dt>PMID:</dt> <dd><a>90000001</a></dd>
<dt>DOI:</dt> <dd>10.1000/inv</dd></dl></div>
<div class="morecit"><h4>MeSH Terms</h4><ul><li>Adult</li><li>Disease/blood*</li></ul></div></div></body></html>
"""
OLDER = """\
<html><body><dl class="AbstractPlusReport"><dt><span class="ti"><b>1: </b><a>J Inv.</a> 2005;52(4):789-96.</span></dt>
<dd class="abstract"><h2>Inventedmab.</h2><div class="authors"><b>Ng A</b>, <b>Berg J</b>.</div>
<p class="abstract">AIMS: To invent. RESULTS: Five.</p>
<p class="pmid">PMID: 90000001 [PubMed]</p></dd></dl></body></html>
"""


def read_text(tmp_path: Path, text: str) -> Article | Problem:
    path = tmp_path / "seed"
    path.write_text(text, encoding="utf-8")
    (item,) = read_path(path, shown_as="page.html")
    return item


def article(tmp_path: Path, text: str) -> Article:
    item = read_text(tmp_path, text)
    assert isinstance(item, Article), item
    return item


def labels_and_texts(found: Article) -> list[tuple[str | None, str]]:
    assert found.abstract
    return [(part.label, found.abstract.text[part.start : part.end]) for part in found.abstract.sections]


def test_a_page_of_the_present_site(tmp_path: Path) -> None:
    found = article(tmp_path, PRESENT)
    assert found.citation == Citation(
        title="Inventedmab at 10⁹/L <script>",
        authors=(
            Author(family="Ng", given="Ann"),
            Author(family="van der Berg", given="Jan", suffix="Jr"),
            Author(collective="Invented Study Group"),
        ),
        journal="Journal of inventions & more",
        journal_abbrev="J Inv",
        issn="1111-1111",
        year=2021,
        month=4,
        epub="2021-01-11",
        volume="106",
        issue="4",
        pages="473-483",
        pmid="90000001",
        pmcid="PMC9000001",
        doi="10.1000/inv.2021.1",
        publication_types=("Review", "Clinical Trial"),
        mesh=(MeshHeading(term="Disease", qualifiers=("mortality",), major=True),),
        keywords=("invention", "placebo"),
        substances=("inventedmab",),
        notices=(
            Notice(kind=NoticeKind.ERRATUM_IN, text="Correction. J Inv. 2021;1:9. PMID: 90000009", pmid="90000009"),
        ),
    )
    assert labels_and_texts(found) == [
        ("Objective", "To invent at CO₂."),
        ("Results", "Of 10 people, 5 were better."),
    ]
    assert found.other_abstracts == (OtherAbstract(text="Inventar.", language="spa"),)
    assert found.references == (Reference(text="First A. Title. 2001.", pmid="34", pmcid="PMC12", doi="10.1000/one"),)
    assert found.copyright == "© 2021 Nobody."


@pytest.mark.parametrize(("page", "doi"), [(OLD, "10.1000/inv"), (OLDER, None)])
def test_pages_of_the_sites_before(tmp_path: Path, page: str, doi: str | None) -> None:
    found = article(tmp_path, page)
    cite = found.citation
    assert (cite.title, cite.journal_abbrev, cite.pmid, cite.doi) == ("Inventedmab.", "J Inv", "90000001", doi)
    assert cite.authors == (Author(family="Ng", initials="A"), Author(family="Berg", initials="J"))
    assert labels_and_texts(found) == [("AIMS", "To invent."), ("RESULTS", "Five.")]


def test_a_page_without_an_abstract_has_none(tmp_path: Path) -> None:
    empty = '<div class="abstract"><i class="empty-abstract">No abstract available</i></div>'
    start, end = PRESENT.index('<div class="abstract" id'), PRESENT.index("<div><h2")
    assert article(tmp_path, PRESENT[:start] + empty + PRESENT[end:]).abstract is None


def test_a_page_without_pubmeds_structure_is_read_by_its_words(tmp_path: Path) -> None:
    found = article(
        tmp_path,
        "<html><body><p>J Inv. 2012 Mar 1;32(3):171-8.</p><h1>Inventedmab.</h1><p>Ng A, Berg J.</p>"
        "<h3>Abstract</h3><p>Aims: To invent.</p><p>Results: <b>Five</b>.</p><p>PMID: 90000001</p></body></html>",
    )
    assert (found.citation.title, found.citation.pmid) == ("Inventedmab.", "90000001")
    assert labels_and_texts(found) == [("Aims", "To invent."), ("Results", "Five.")]


def test_an_error_page_is_a_problem(tmp_path: Path) -> None:
    problem = read_text(tmp_path, "<html><head><title>502</title></head><body><h1>Bad Gateway</h1></body></html>")
    assert str(problem) == (
        "page.html: a web page, but not PubMed's page of an article;"
        " open the article on PubMed and save its page or its record"
    )


def test_a_page_of_nothing_but_a_comment_is_a_problem(tmp_path: Path) -> None:
    assert isinstance(read_text(tmp_path, "<!-- <html> -->"), Problem)
