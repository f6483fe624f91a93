"""PubMed's table. Every row here is invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.article import Article
from generator.problems import Problem
from generator.readers import read_path

HEAD = "PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,Create Date,PMCID,NIHMS ID,DOI\n"
ROW = (
    '"90000001","A trial, ""invented"".","Mårtensson Å, Two BC, Invented Study Group.",'
    '"J Inv. 2031 Apr;12(3):473-83. doi: 10.9999/inv. Epub 2030 Dec 7.","Mårtensson Å","J Inv","2031","2031/01/02",'
    '"PMC90000001","","10.9999/inv"\n'
)


def written(folder: Path, content: str) -> list[Article | Problem]:
    path = folder / "a"
    path.write_bytes(content.encode())
    return list(read_path(path, shown_as="a"))


@pytest.mark.parametrize("content", [HEAD + ROW, "\ufeff" + HEAD + ROW, (HEAD + ROW).replace("\n", "\r\n")])
def test_a_row_is_an_article_without_abstract(tmp_path: Path, content: str) -> None:
    (article,) = written(tmp_path, content)
    assert isinstance(article, Article)
    cite = article.citation
    assert (article.abstract, cite.title) == (None, 'A trial, "invented".')
    assert [author.family or author.collective for author in cite.authors] == [
        "Mårtensson",
        "Two",
        "Invented Study Group",
    ]
    assert (cite.journal_abbrev, cite.year, cite.month, cite.epub) == ("J Inv", 2031, 4, "2030-12-07")
    assert (cite.volume, cite.issue, cite.pages) == ("12", "3", "473-483")
    assert (cite.pmid, cite.pmcid, cite.doi) == ("90000001", "PMC90000001", "10.9999/inv")


def test_the_year_has_a_column_of_its_own(tmp_path: Path) -> None:
    (article,) = written(tmp_path, HEAD + '"1","Title","","not a citation","","J","2031","","","",""\n')
    assert isinstance(article, Article)
    assert (article.citation.year, article.citation.month) == (2031, None)


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ("", "a: holds no row; search again, or remove it"),
        ('"","","x"\n', "a:2, record 1: a row without PMID, DOI and title; remove it, or save the file again"),
    ],
)
def test_what_is_no_article_is_one_clear_problem(tmp_path: Path, rows: str, problem: str) -> None:
    assert [str(item) for item in written(tmp_path, HEAD + rows)] == [problem]
