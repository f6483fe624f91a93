"""Europe PMC's JSON. Every article here is invented."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.article import Article, Author, MeshHeading, Notice, NoticeKind, Role
from generator.problems import Problem
from generator.readers import europe_pmc, read_path

RESULT: dict[str, Any] = {
    "id": "90000001",
    "source": "MED",
    "pmid": "90000001",
    "pmcid": "PMC90000001",
    "doi": "10.9999/inv",
    "title": "A count of 10<sup>9</sup>/L in <i>E. inventa</i>.",
    "authorString": "Mårtensson Å, Invented Study Group.",
    "authorList": {
        "author": [
            {
                "fullName": "Mårtensson Å",
                "firstName": "Åsa",
                "lastName": "Mårtensson",
                "initials": "Å",
                "authorId": {"type": "ORCID", "value": "0000-0001-2345-678X"},
            },
            {"collectiveName": "Invented Study Group"},
        ]
    },
    "journalInfo": {
        "issue": "3",
        "volume": "12",
        "dateOfPublication": "2031 Apr",
        "journal": {"title": "Journal of inventions", "medlineAbbreviation": "J Inv", "issn": "1234-5678"},
    },
    "pubYear": "2031",
    "pageInfo": "473-83",
    "abstractText": "<h4>Aims</h4>We asked.<h4>Findings </h4><p>p &lt; 0.05.</p>",
    "language": "eng",
    "pubTypeList": {"pubType": ["Journal Article"]},
    "meshHeadingList": {
        "meshHeading": [
            {
                "majorTopic_YN": "N",
                "descriptorName": "Leukemia",
                "meshQualifierList": {"meshQualifier": [{"qualifierName": "drug therapy", "majorTopic_YN": "Y"}]},
            }
        ]
    },
    "keywordList": {"keyword": ["one", "two"]},
    "chemicalList": {"chemical": [{"name": "Inventine", "registryNumber": "0"}]},
    "commentCorrectionList": {
        "commentCorrection": [
            {"id": "90000002", "source": "MED", "reference": "J Inv. 2032", "type": "Retraction in"},
            {"id": "90000003", "source": "MED", "reference": "J Inv. 2032", "type": "Comment in"},
        ]
    },
    "electronicPublicationDate": "2030-12-07",
}


def written(folder: Path, content: object) -> list[Article | Problem]:
    path = folder / "a"
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return list(read_path(path, shown_as="a"))


def only(folder: Path, content: object) -> Article:
    (article,) = written(folder, content)
    assert isinstance(article, Article), article
    return article


def test_a_result_with_everything_is_read_whole(tmp_path: Path) -> None:
    article = only(tmp_path, {"hitCount": 1, "resultList": {"result": [RESULT]}})
    cite = article.citation
    assert cite.title == "A count of 10⁹/L in E. inventa."
    assert cite.authors == (
        Author(family="Mårtensson", given="Åsa", initials="Å", orcid="0000-0001-2345-678X"),
        Author(collective="Invented Study Group"),
    )
    assert (cite.journal, cite.journal_abbrev, cite.issn) == ("Journal of inventions", "J Inv", "1234-5678")
    assert (cite.year, cite.month, cite.day, cite.epub) == (2031, 4, None, "2030-12-07")
    assert (cite.volume, cite.issue, cite.pages) == ("12", "3", "473-483")
    assert (cite.pmid, cite.pmcid, cite.doi) == ("90000001", "PMC90000001", "10.9999/inv")
    assert cite.mesh == (MeshHeading(term="Leukemia", qualifiers=("drug therapy",), major=True),)
    assert (cite.keywords, cite.substances, cite.language) == (("one", "two"), ("Inventine",), "eng")
    assert cite.notices == (Notice(kind=NoticeKind.RETRACTION_IN, text="J Inv. 2032", pmid="90000002"),)
    assert article.abstract is not None
    assert article.abstract.text == "We asked. p < 0.05."
    assert [(s.label, s.category) for s in article.abstract.sections] == [
        ("Aims", Role.OBJECTIVE),
        ("Findings", Role.RESULTS),
    ]


def test_a_lite_result_has_a_line_of_authors_and_no_abstract(tmp_path: Path) -> None:
    lite = {"pmid": "1", "title": "Lite.", "authorString": "One A, Two BC.", "journalTitle": "J Inv", "pubYear": "2031"}
    article = only(tmp_path, [lite])
    assert [author.family for author in article.citation.authors] == ["One", "Two"]
    assert (article.abstract, article.citation.year) == (None, 2031)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ('{"resultList": {"result": [', "a:1: is no whole JSON; download it again"),
        ('{"resultList":' + "[" * 100_000, "a: is no whole JSON; download it again"),
        ({"resultList": {"result": []}}, "a: holds no result; search again, or remove it"),
        ({"resultList": None, "title": 3}, "a: holds no result; search again, or remove it"),
        ([{"pmid": None}], "a, record 1: has no identifier, title or abstract; ask for resultType=core"),
    ],
)
def test_what_is_no_answer_is_one_clear_problem(tmp_path: Path, content: object, problem: str) -> None:
    assert [str(item) for item in written(tmp_path, content)] == [problem]


@pytest.mark.parametrize("head", ['{"a": 1}', "pmid: 1", "", '"pmid":'])
def test_other_json_is_left_alone(head: str) -> None:
    assert not europe_pmc.detect(head)
