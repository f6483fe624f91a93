"""MEDLINE in, articles out. Every record here is invented."""

from __future__ import annotations

from pathlib import Path
from textwrap import wrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.article import Article, Author, Citation, MeshHeading, Notice, NoticeKind, OtherAbstract, Source
from generator.problems import Problem, Severity
from generator.readers import medline, read_path
from generator.readers.fields import fold
from generator.readers.sections import split_running_text

RECORD = """\
PMID- 90000001
OWN - NLM
IS  - 1111-1111 (Linking)
IS  - 2222-2222 (Electronic)
VI  - 106
IP  - 4
DP  - 2021 Apr 5
TI  - Inventedmab against placebo in
      imagined disease.
PG  - 473-83
LID - S0000-0000(21)00001-1 [pii]
LID - 10.1000/inv.2021.1 [doi]
AB  - OBJECTIVE: To invent. RESULTS: Of 10 people,
      5 (50%) were better.
CI  - Copyright (c) 2021 Nobody.
OAB - Publisher: Resumen inventado.
OABL- spa
CN  - Invented Study Group
FAU - van der Berg, Jan Albert Jr
AU  - van der Berg JA Jr
AUID- ORCID: http://orcid.org/0000-0002-1825-0097
AD  - Nowhere.
FAU - Ng, Ann
AU  - Ng A
CN  - Second Group of
      Investigators
LA  - eng
LA  - spa
SI  - ClinicalTrials.gov/NCT01234567
SI  - GENBANK/AB123456
PT  - Journal Article
PT  - Retracted Publication
DEP - 20210111
TT  - Inventado.
TA  - J Inv
JT  - Journal of inventions
RN  - 0 (Inventedmab)
RN  - EC 3.6.3.14 (Proton-Translocating (H+) ATPases)
MH  - *Humans
MH  - Imagined Disease/drug therapy/*mortality
OT  - *invention
PMC - PMC9000001
XX9 - a tag that nobody knows
RIN - J Inv. 2022 Jan;107(1):1. doi: 10.1000/inv.2022.1. PMID: 90000002
EIN - J Inv 2021 May;106(5):9
SO  - J Inv. 2021 Apr 5;106(4):473-83. doi: 10.1000/inv.2021.1. Epub 2021 Jan 11.
"""


def read_text(tmp_path: Path, text: str) -> list[Article | Problem]:
    path = tmp_path / "seed"
    path.write_text(text, encoding="utf-8", newline="")
    return list(read_path(path, shown_as="seed.nbib"))


def articles(tmp_path: Path, text: str) -> list[Article]:
    found = read_text(tmp_path, text)
    assert [item for item in found if isinstance(item, Problem)] == []
    return [item for item in found if isinstance(item, Article)]


def test_every_field_of_a_record_is_read(tmp_path: Path) -> None:
    (article,) = articles(tmp_path, RECORD)
    assert article.source == Source(path="seed.nbib", format="medline", index=0)
    assert article.copyright == "Copyright (c) 2021 Nobody."
    assert article.other_abstracts == (OtherAbstract(text="Resumen inventado.", language="spa", kind="Publisher"),)
    assert article.abstract
    assert article.abstract.text == "To invent. Of 10 people, 5 (50%) were better."
    assert article.citation == Citation(
        title="Inventedmab against placebo in imagined disease.",
        authors=(
            Author(collective="Invented Study Group"),
            Author(family="van der Berg", given="Jan Albert", initials="JA", suffix="Jr", orcid="0000-0002-1825-0097"),
            Author(family="Ng", given="Ann", initials="A"),
            Author(collective="Second Group of Investigators"),
        ),
        journal="Journal of inventions",
        journal_abbrev="J Inv",
        issn="2222-2222",
        year=2021,
        month=4,
        day=5,
        epub="2021-01-11",
        volume="106",
        issue="4",
        pages="473-483",
        pmid="90000001",
        pmcid="PMC9000001",
        doi="10.1000/inv.2021.1",
        publication_types=("Journal Article", "Retracted Publication"),
        mesh=(
            MeshHeading(term="Humans", major=True),
            MeshHeading(term="Imagined Disease", qualifiers=("drug therapy", "mortality"), major=True),
        ),
        keywords=("invention",),
        substances=("Inventedmab", "Proton-Translocating (H+) ATPases"),
        trial_ids=("NCT01234567",),
        language="eng, spa",
        vernacular_title="Inventado.",
        notices=(
            Notice(
                kind=NoticeKind.RETRACTION_IN,
                text="J Inv. 2022 Jan;107(1):1. doi: 10.1000/inv.2022.1. PMID: 90000002",
                pmid="90000002",
                doi="10.1000/inv.2022.1",
            ),
            Notice(kind=NoticeKind.ERRATUM_IN, text="J Inv 2021 May;106(5):9"),
        ),
    )


@pytest.mark.parametrize("joint", ["\n", "", "\n\n\n"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_records_are_told_apart_by_blank_lines_or_by_the_next_pmid(tmp_path: Path, joint: str, line_end: str) -> None:
    text = (RECORD + joint + RECORD.replace("90000001", "90000002")).replace("\n", line_end)
    assert [article.citation.pmid for article in articles(tmp_path, text)] == ["90000001", "90000002"]


def test_the_pmcid_may_come_first_and_a_blank_line_inside_a_value_does_not_end_it(tmp_path: Path) -> None:
    (article,) = articles(tmp_path, "PMC - PMC1\nPMID- 2\nTI  - A\n\n      title.\n")
    assert (article.citation.pmcid, article.citation.pmid, article.citation.title) == ("PMC1", "2", "A title.")


def test_an_eric_record_has_no_pmid_and_full_names_under_au(tmp_path: Path) -> None:
    (article,) = articles(tmp_path, "OWN - ERIC\nTI  - A\nAU  - Ng, Ann\nISBN - 1\nLA  - English\nDP  - 2012\n")
    assert article.citation.authors == (Author(family="Ng", given="Ann"),)
    assert (article.citation.pmid, article.citation.language) == (None, "eng")


def test_short_names_without_any_full_one_are_authors(tmp_path: Path) -> None:
    (article,) = articles(tmp_path, "PMID- 1\nTI  - A\nAU  - Ng A\nAU  - de la Cruz B\n")
    assert [(author.family, author.initials) for author in article.citation.authors] == [
        ("Ng", "A"),
        ("de la Cruz", "B"),
    ]


def test_a_doi_is_found_behind_a_pii_and_in_the_source_line(tmp_path: Path) -> None:
    texts = ["AID - 12 [pii]\nAID - 10.1000/a [doi]", "SO  - J. 2012. doi: 10.1000/a.", "AID - 10.1000/a [pii]"]
    found = [articles(tmp_path, f"PMID- 1\nTI  - A\n{text}\n")[0].citation.doi for text in texts]
    assert found == ["10.1000/a", "10.1000/a", None]


def test_a_record_without_words_is_a_problem_and_the_others_are_kept(tmp_path: Path) -> None:
    first, problem, last = read_text(tmp_path, "PMID- 1\nTI  - A\n\nMH  - Humans\n\nPMID- 2\nTI  - B\n")
    assert isinstance(problem, Problem)
    assert str(problem) == (
        "seed.nbib:4, record 2: no title, abstract, PMID or DOI under their tags (TI, AB, PMID, LID);"
        " export the record again, or remove these lines"
    )
    assert [item.source.index for item in (first, last) if isinstance(item, Article)] == [0, 2]


def test_a_line_that_is_no_field_is_left_out_with_a_warning(tmp_path: Path) -> None:
    article, warning = read_text(tmp_path, "PMID- 1\nTI  - A\nDNA-binding went on here\n")
    assert isinstance(article, Article)
    assert isinstance(warning, Problem)
    assert (article.citation.title, warning.line, warning.severity) == ("A", 3, Severity.WARNING)


def test_a_thousand_authors_are_a_thousand_authors(tmp_path: Path) -> None:
    lines = "".join(f"FAU - Name{i}, Ann\nAU  - Name{i} A\n" for i in range(1000))
    (article,) = articles(tmp_path, f"PMID- 1\nTI  - A\n{lines}")
    assert len(article.citation.authors) == 1000
    assert article.citation.authors[999] == Author(family="Name999", given="Ann", initials="A")


def test_an_endless_record_is_a_problem_and_those_before_it_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(medline, "MAX_RECORD_CHARACTERS", 500)
    article, problem = read_text(tmp_path, "PMID- 1\nTI  - A\n\nPMID- 2\n" + "MH  - Humans\n" * 50)
    assert isinstance(article, Article)
    assert isinstance(problem, Problem)
    assert problem.what == "has a record of more than 4 million characters"


def test_ris_and_prose_are_not_taken_for_medline() -> None:
    assert not medline.detect("TY  - JOUR\nTI  - A\nAU  - Ng, Ann\n")
    assert not medline.detect("A page that says PMID- 1 in its middle\n")


WORDS = st.text(st.sampled_from("abcXYZ 0123456789.,;()%βé-/:<"), min_size=1, max_size=150).map(fold).filter(bool)


@settings(max_examples=60)
@given(title=WORDS, abstract=WORDS, keywords=st.lists(WORDS, max_size=3), width=st.integers(20, 90))
def test_what_is_written_as_medline_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, title: str, abstract: str, keywords: list[str], width: int
) -> None:
    fields = [("PMID", "1"), ("TI", title), ("AB", abstract), *(("OT", keyword) for keyword in keywords)]
    (article,) = articles(tmp_path_factory.mktemp("seed"), "\n".join(written(*field, width) for field in fields))
    assert article.citation == Citation(pmid="1", title=title, keywords=tuple(keywords))
    assert article.abstract == split_running_text(abstract)


def written(tag: str, value: str, width: int) -> str:
    """One field as PubMed wraps it."""
    lines = wrap(value, width, break_long_words=False, break_on_hyphens=False)
    return f"{tag:<4}- " + "\n      ".join(lines)


def test_initials_ahead_of_every_full_name_are_an_author_too(tmp_path: Path) -> None:
    file = tmp_path / "damaged.nbib"
    file.write_text("PMID- 90000001\nTI  - Inventedmab.\nAU  - Berg JA\nFAU - Ng, Ann\n", encoding="utf-8")
    (article,) = read_path(file)
    assert isinstance(article, Article)
    assert [author.family for author in article.citation.authors] == ["Berg", "Ng"]
