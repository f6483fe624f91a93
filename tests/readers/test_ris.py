"""RIS. Every record here is invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.article import Article, Author, Reference
from generator.problems import Problem, Severity
from generator.readers import read_path, ris

ZOTERO = """TY  - JOUR
TI  - A trial of 10<sup>9</sup> and <i>more</i> &lt; all
AU  - Mårtensson, Åsa B.
AU  - van der Inventor, Jan, Jr.
AU  - Invented Study Group
T2  - Journal of inventions
AB  - OBJECTIVE: We asked. RESULTS: We found.
DA  - 2031/04/02/
PY  - 2031
DO  - https://doi.org/10.9999/inv
VL  - 12
IS  - 3
SP  - 473
EP  - 83
J2  - J Inv
LA  - English
SN  - 12345678 (ISSN)
C2  - PMC90000001
M3  - Review
KW  - *Humans
KW  - trials
ER  -
"""
ENDNOTE = """TY  - JOUR
AN  - 90000001
DP  - NLM
T1  - An invented
title over two lines
A1  - Alone J
KW  - Humans
Leukemia/*drug therapy
N1  - 1234-5678
Journal Article
PY  - 2031
ER  -
"""
EMBASE = """TY  - JOUR
Y1  - 2014//
A1  - Liu R.-M.
T1  - Embase writes thus
JF  - Endoscopic inventions
N2  - Words.
AN  - 12345678
DB  - Embase
N1  - References: One, A., First (1999);
Two, B., Second (2000)
ER  -
"""


def written(folder: Path, content: str | bytes) -> list[Article | Problem]:
    path = folder / "a"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_path(path, shown_as="a"))


def only(folder: Path, content: str | bytes) -> Article:
    (article,) = written(folder, content)
    assert isinstance(article, Article), article
    return article


def test_zotero_writes_the_present_tags(tmp_path: Path) -> None:
    article = only(tmp_path, ZOTERO)
    cite = article.citation
    assert cite.title == "A trial of 10⁹ and more < all"
    assert cite.authors == (
        Author(family="Mårtensson", given="Åsa B."),
        Author(family="van der Inventor", given="Jan", suffix="Jr."),
        Author(collective="Invented Study Group"),
    )
    assert (cite.journal, cite.journal_abbrev, cite.issn) == ("Journal of inventions", "J Inv", "1234-5678")
    assert (cite.year, cite.month, cite.day) == (2031, 4, 2)
    assert (cite.doi, cite.pmid, cite.pmcid) == ("10.9999/inv", None, "PMC90000001")
    assert (cite.volume, cite.issue, cite.pages) == ("12", "3", "473-483")
    assert (cite.language, cite.publication_types, cite.keywords) == ("eng", ("Review",), ("Humans", "trials"))
    assert article.abstract is not None
    assert [section.label for section in article.abstract.sections] == ["OBJECTIVE", "RESULTS"]


def test_endnote_writes_pubmeds_number_and_lines_without_tags(tmp_path: Path) -> None:
    cite = only(tmp_path, ENDNOTE).citation
    assert (cite.pmid, cite.title) == ("90000001", "An invented title over two lines")
    assert cite.authors == (Author(family="Alone", initials="J"),)
    assert cite.keywords == ("Humans", "Leukemia/*drug therapy")
    assert (cite.year, cite.month) == (2031, None)


def test_embase_writes_the_older_tags_and_a_number_of_its_own(tmp_path: Path) -> None:
    article = only(tmp_path, EMBASE)
    assert article.citation.authors == (Author(family="Liu", initials="R-M"),)
    assert (article.citation.year, article.citation.pmid) == (2014, None)
    assert article.citation.journal == "Endoscopic inventions"
    assert article.references == (Reference(text="One, A., First (1999)"), Reference(text="Two, B., Second (2000)"))


def test_a_chapter_stands_in_a_book(tmp_path: Path) -> None:
    cite = only(tmp_path, "TY  - CHAP\nTI  - A chapter\nT2  - A book\nER  - \n").citation
    assert (cite.journal, cite.book) == (None, "A book")


@pytest.mark.parametrize(
    "content",
    [
        "\ufeff" + ZOTERO + ENDNOTE,
        (ZOTERO + ENDNOTE).replace("\n", "\r\n"),
        (ZOTERO + ENDNOTE).replace("\n", "\r"),
        (ZOTERO + ENDNOTE).encode("utf-16"),
        "1.\n" + ZOTERO + "\n2.\n" + ENDNOTE,
        "Provider: An invented database\n\n" + ZOTERO + ENDNOTE,
        ZOTERO.replace("ER  - \n", "") + ENDNOTE,
        (ZOTERO + ENDNOTE).removesuffix("ER  -\n"),
    ],
)
def test_every_wrapping_gives_both_records(tmp_path: Path, content: str | bytes) -> None:
    items = written(tmp_path, content)
    assert [item.source.index for item in items if isinstance(item, Article)] == [0, 1]
    assert len(items) == 2


def test_what_is_no_year_or_doi_is_left_out_with_a_warning(tmp_path: Path) -> None:
    article, *problems = written(tmp_path, "TY  - JOUR\nTI  - Odd\nPY  - 10 15\nDO  - not-a-doi\nER  - \n")
    assert isinstance(article, Article)
    assert (article.citation.year, article.citation.doi) == (None, None)
    assert [str(problem) for problem in problems] == [
        "a:1, record 1: '10 15' is not a year, and was left out; correct it, or remove it",
        "a:1, record 1: 'not-a-doi' is not a DOI, and was left out; correct it, or remove it",
    ]
    assert {problem.severity for problem in problems if isinstance(problem, Problem)} == {Severity.WARNING}


def test_records_without_words_are_one_problem(tmp_path: Path) -> None:
    items = written(tmp_path, "TY  - GEN\nER  - \n\n" * 60)
    assert [str(item) for item in items] == [
        "a:1: holds 60 records without title, abstract, DOI or PMID; export the references again"
    ]


@pytest.mark.parametrize("head", ["PMID- 1\nTI  - A", "{}", "Thy  - A", "", "A TY  - B"])
def test_other_texts_are_left_to_others(head: str) -> None:
    assert not ris.detect(head)
