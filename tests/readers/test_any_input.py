"""Whatever stands in a file, reading it ends with articles or problems, and every section is a slice of its text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.article import Article
from generator.problems import Problem
from generator.readers import READERS, read_path
from generator.readers.seed import Seed, SeedError, open_seed
from tests.readers import (
    test_abstract_text,
    test_europe_pmc,
    test_medline,
    test_page_html,
    test_page_text,
    test_pubmed_csv,
    test_pubmed_xml,
    test_ris,
)

SAMPLES = (
    test_medline.RECORD,
    test_abstract_text.RECORD + test_abstract_text.SHORT,
    test_abstract_text.SUMMARY,
    test_page_text.HEAD + test_page_text.ABSTRACT + test_page_text.TAIL,
    test_page_html.PRESENT,
    test_page_html.OLD,
    test_pubmed_xml.in_a_set(test_pubmed_xml.RECORD, test_pubmed_xml.small(1)),
    test_ris.ZOTERO + test_ris.ENDNOTE + test_ris.EMBASE,
    json.dumps([test_europe_pmc.RESULT]),
    test_pubmed_csv.HEAD + test_pubmed_csv.ROW,
)
FRAGMENTS = (
    "<?xml version='1.0'?>",
    "<!DOCTYPE a [",
    "<PubmedArticleSet>",
    "<PubmedArticle>",
    "</PubmedArticle>",
    "<MedlineCitation><PMID>1</PMID>",
    "<MeshHeadingList><MeshHeading/>",
    "<DeleteCitation/>",
    "<Article><Abstract><AbstractText>",
    "<!--",
    "<![CDATA[",
    "&#0;",
    '{"resultList": ',
    '[{"pmid": "1", "title": ',
    "}]",
    "PMID,Title,Authors,Citation\n",
    '"',
    "ER  - \n",
    "AU  - A, B, C\n",
    "PMID- 1",
    "TI  - ",
    "AB  - ",
    "\n      ",
    "\n\n",
    "1. J Inv. 2019;1:2.",
    "PMID: 1",
    "1: A. ",
    "Abstract\n",
    "References\n",
    ". 2021 Apr;1(2):3-",
    "doi: 10.1000/",
    "RESULTS: ",
    "Methods:",
    " et al. J. 2021.",
    "<html>",
    "<p>",
    "</div>",
    "\u2028",
    "é",
    "\x1a",
    "𝔘",
    "(((",
    "[",
    "]",
    ",",
    ";",
    ".",
    "-",
    "10",
    "\t",
    "Erratum in\n",
    "Keywords: ",
    "©",
    "Jr",
    "TY  - JOUR\n",
)

few = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def check(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    for item in read_path(path):
        assert isinstance(item, Article | Problem)
        if isinstance(item, Article) and item.abstract:
            sections = item.abstract.sections
            assert " ".join(item.abstract.text[part.start : part.end] for part in sections) == item.abstract.text


@few
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes) -> None:
    check(tmp_path / "seed", content)


@few
@given(st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=12), max_size=30).map("".join))
def test_any_text_made_of_familiar_pieces_is_read_or_refused(tmp_path: Path, content: str) -> None:
    check(tmp_path / "seed", content.encode("utf-8", "replace"))


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.FORMAT)
@few
@given(st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=12), max_size=30).map("".join))
def test_a_reader_given_what_is_not_its_own_ends_with_articles_or_problems(
    tmp_path: Path, reader: object, content: str
) -> None:
    (tmp_path / "seed").write_bytes(content.encode("utf-8", "replace"))
    seed = open_seed(tmp_path / "seed")
    read: Callable[[Seed], Iterable[object]] = reader.read  # type: ignore[attr-defined]
    if isinstance(seed, Seed):
        with suppress(SeedError):
            assert all(isinstance(item, Article | Problem) for item in read(seed))


@few
@given(st.data())
def test_a_damaged_file_is_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    sample = data.draw(st.sampled_from(SAMPLES)).encode()
    start = data.draw(st.integers(0, len(sample)))
    end = data.draw(st.integers(start, min(len(sample), start + 200)))
    check(tmp_path / "seed", sample[:start] + data.draw(st.binary(max_size=8)) + sample[end:])


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_file_cut_off_anywhere_is_read_or_refused(tmp_path: Path, sample: str) -> None:
    for end in range(0, len(sample), 37):
        check(tmp_path / "seed", sample[:end].encode())


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("line_end", [b"\r\n", b"\r"])
def test_line_ends_make_no_difference(tmp_path: Path, sample: str, line_end: bytes) -> None:
    (tmp_path / "seed").write_bytes(sample.encode())
    expected = list(read_path(tmp_path / "seed"))
    (tmp_path / "seed").write_bytes(sample.encode().replace(b"\n", line_end))
    assert list(read_path(tmp_path / "seed")) == expected
