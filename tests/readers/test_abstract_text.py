"""Saved abstracts and summaries in, articles out. Every record here is invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.article import Article, Author, Citation, Notice, NoticeKind, OtherAbstract
from generator.problems import Problem
from generator.readers import abstract_text, read_path

RECORD = """\
1. J Inv (Engl Ed). 2019 Feb 5;86(2):180-2. doi: 10.1000/inv.1.
Epub  2018 Aug 20.

Inventedmab against placebo in imagined
disease.

[Article in English, Spanish]

Ng A(1), van der Berg JA Jr(1)(2), Rahman KhS(#); Invented Study Group.

Collaborators: Other A, Other B.

Author information:
(1)Invented University.
(2)Another one. (3)A third.

Comment in
    J Inv. 2019 Mar;86(3):1.

Erratum in
    J Inv. 2019 May;86(5):9. Ngo, A [corrected
to Ng, A].

BACKGROUND: Nobody knew what
would happen.
RESULTS: 1. An experiment with 10 people.
2. Five were better.

Publisher: Nadie sabe.
DOI: 10.1000/inv.1
PMCID: PMC9000001
PMID: 90000001 [Indexed for MEDLINE]

Conflict of interest statement: None.
"""
SHORT = "2. mInventions. 2018. doi: 10.1000/inv.2. [Epub ahead of print]\n\nA letter.\n\nPMID: 90000002\n"


def read_text(tmp_path: Path, text: str) -> list[Article | Problem]:
    path = tmp_path / "seed"
    path.write_text(text, encoding="utf-8", newline="")
    return list(read_path(path, shown_as="saved.txt"))


def articles(tmp_path: Path, text: str) -> list[Article]:
    found = read_text(tmp_path, text)
    assert [item for item in found if isinstance(item, Problem)] == []
    return [item for item in found if isinstance(item, Article)]


def test_every_part_of_a_record_is_read(tmp_path: Path) -> None:
    (article,) = articles(tmp_path, RECORD)
    assert article.source.format == "abstract-text"
    assert article.citation == Citation(
        title="Inventedmab against placebo in imagined disease.",
        authors=(
            Author(family="Ng", initials="A"),
            Author(family="van der Berg", initials="JA", suffix="Jr"),
            Author(family="Rahman", initials="KhS"),
            Author(collective="Invented Study Group"),
        ),
        journal_abbrev="J Inv (Engl Ed)",
        year=2019,
        month=2,
        day=5,
        epub="2018-08-20",
        volume="86",
        issue="2",
        pages="180-182",
        pmid="90000001",
        pmcid="PMC9000001",
        doi="10.1000/inv.1",
        language="eng, spa",
        notices=(
            Notice(
                kind=NoticeKind.ERRATUM_IN,
                text="J Inv. 2019 May;86(5):9. Ngo, A [corrected to Ng, A].",
            ),
        ),
    )
    assert article.abstract
    assert [section.label for section in article.abstract.sections] == ["BACKGROUND", "RESULTS"]
    assert article.abstract.text.endswith("1. An experiment with 10 people. 2. Five were better.")
    assert article.other_abstracts == (OtherAbstract(kind="Publisher", text="Nadie sabe."),)


@pytest.mark.parametrize("joint", ["\n\n", ""])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_records_are_told_apart_even_where_saves_were_glued(tmp_path: Path, joint: str, line_end: str) -> None:
    text = RECORD.replace("\n\nConflict of interest statement: None.\n", "") + joint + SHORT
    first, second = articles(tmp_path, text.replace("\n", line_end))
    assert (first.citation.pmid, second.citation.pmid) == ("90000001", "90000002")
    assert (second.citation.journal_abbrev, second.citation.title) == ("mInventions", "A letter.")
    assert second.abstract is None


def test_an_article_without_authors_has_none(tmp_path: Path) -> None:
    text = (
        "1. J Inv. 2019;1:2.\n\nA title.\n\nAn abstract of more words than any name has, in one sentence.\n\nPMID: 1\n"
    )
    (article,) = articles(tmp_path, text)
    assert article.citation.authors == ()
    assert article.abstract


def test_a_citation_alone_is_a_problem_and_the_others_are_kept(tmp_path: Path) -> None:
    problem, article = read_text(tmp_path, "1. J Inv. 2019;1:2.\n\n" + SHORT)
    assert isinstance(problem, Problem)
    assert (problem.record, problem.line) == (0, 1)
    assert isinstance(article, Article)
    assert article.source.index == 1


def test_a_numbered_reference_list_is_no_save() -> None:
    assert not abstract_text.detect("1. Ng A, Berg J. A title. J Inv. 2019 Feb;86(2):180-2. PMID: 1.\n")


SUMMARY = """\
1: Ng A, van der Berg JA; Invented Study Group. Inventedmab against place-
bo, 2010 to 2019. A trial? J Inv. 2020 Dec 20;20(1):538. doi:
10.1000/inv.1. Erratum in: J Inv. 2021 Jan;21(1):9. PMID: 90000009. PMID:
90000001; PMCID: PMC9000001.


2: Lost in thought. J Oth. 2019 Sep;573(7772):15-6. PubMed PMID: 90000002.

3: Nothing to see. PMID: 3.
"""


def test_summaries_are_citations_without_abstracts(tmp_path: Path) -> None:
    first, second, problem = read_text(tmp_path, SUMMARY)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert first.citation == Citation(
        title="Inventedmab against place-bo, 2010 to 2019. A trial?",
        authors=(
            Author(family="Ng", initials="A"),
            Author(family="van der Berg", initials="JA"),
            Author(collective="Invented Study Group"),
        ),
        journal_abbrev="J Inv",
        year=2020,
        month=12,
        day=20,
        volume="20",
        issue="1",
        pages="538",
        pmid="90000001",
        pmcid="PMC9000001",
        doi="10.1000/inv.1",
        notices=(Notice(kind=NoticeKind.ERRATUM_IN, text="J Inv. 2021 Jan;21(1):9. PMID: 90000009.", pmid="90000009"),),
    )
    assert (second.citation.title, second.citation.authors, second.citation.pages) == ("Lost in thought.", (), "15-16")
    assert isinstance(problem, Problem)
    assert problem.what == "an entry without a journal and a date"
