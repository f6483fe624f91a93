"""From a quote back to its words, on invented records."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from msgspec.structs import replace

from generator.article import Section
from generator.evidence import EvidenceRecord, Quote
from generator.provenance import annotation, article_url, text_fragment, web_annotations
from generator.review_fields import read_values
from tests.audit.records import record_saying, words
from tests.records import invented_record


def with_pmid(text: str) -> EvidenceRecord:
    record = record_saying(text)
    return replace(record, citation=replace(record.citation, pmid="99999999"))


def fragment(record: EvidenceRecord, quote: Quote) -> str:
    url = text_fragment(record, quote)
    assert url is not None
    return url.partition("#:~:text=")[2]


def at(record: EvidenceRecord, start: int, end: int) -> Quote:
    return Quote(where="abstract", start=start, end=end, text=record.text_of("abstract")[start:end])


def test_words_that_stand_once_are_the_fragment() -> None:
    record = with_pmid("Response in 13/38 patients (34%).")
    assert fragment(record, words(record, "13/38 patients")) == "13%2F38%20patients"


def test_hyphen_comma_and_ampersand_are_percent_encoded() -> None:
    record = with_pmid("A graft-versus-host, A&B event.")
    assert fragment(record, words(record, "graft-versus-host, A&B")) == "graft%2Dversus%2Dhost%2C%20A%26B"


def test_words_that_repeat_get_the_words_before_them() -> None:
    record = with_pmid("In arm A 12 died. In arm B 12 died.")
    second = at(record, 27, 29)
    assert (second.text, fragment(record, second)) == ("12", "B-,12")


def test_context_stays_inside_its_section() -> None:
    record = with_pmid("Twelve died. Twelve died again.")
    sections = (Section(label="A", category=None, start=0, end=12), Section(label="B", category=None, start=13, end=31))
    assert record.abstract is not None
    record = replace(record, abstract=replace(record.abstract, sections=sections))
    assert fragment(record, at(record, 13, 24)) == "Twelve%20died,-again."


def test_a_long_quote_is_given_by_its_first_and_last_words() -> None:
    text = " ".join(f"word{number}" for number in range(40))
    record = with_pmid(text)
    assert unquote(fragment(record, at(record, 0, len(text)))) == "word0 word1 word2 word3,word36 word37 word38 word39"


def test_a_long_quote_whose_first_words_repeat_gets_context() -> None:
    many = " ".join(f"word{number}" for number in range(30))
    record = with_pmid(f"First {many} then {many}")
    assert fragment(record, at(record, len(f"First {many} then "), len(record.text_of("abstract")))).startswith(
        "then-,"
    )


def test_a_fragment_takes_whole_words() -> None:
    record = with_pmid("A 12mg dose.")
    assert fragment(record, at(record, 2, 4)) == "12mg"


def test_superscripts_are_looked_for_as_the_page_has_them() -> None:
    record = with_pmid("Above 10⁹/L.")
    assert unquote(fragment(record, words(record, "10⁹/L"))) == "109/L"


def test_without_a_pmid_there_is_no_fragment_and_the_doi_is_the_article() -> None:
    record = record_saying("Twelve died.")
    with_doi = replace(record, citation=replace(record.citation, doi="10.9999/invented"))
    assert text_fragment(with_doi, words(with_doi, "Twelve")) is None
    assert article_url(with_doi) == "https://doi.org/10.9999/invented"
    assert article_url(record) is None


@pytest.mark.parametrize("quoted", ["Twelve", "died."])
def test_an_annotation_selects_the_words_by_position_and_by_text(quoted: str) -> None:
    record = with_pmid("Twelve patients died.")
    quote = words(record, quoted)
    by_text, by_position = annotation(record, quote)["target"]["selector"]
    text = record.text_of("abstract")
    assert by_text["prefix"] + by_text["exact"] + by_text["suffix"] == text
    assert text[by_position["start"] : by_position["end"]] == quoted


def test_words_that_may_not_be_published_are_left_out_of_an_annotation() -> None:
    record = with_pmid("Twelve patients died.")
    quote = words(record, "died")
    (by_text, _) = annotation(replace(record, abstract=None), quote)["target"]["selector"]
    assert by_text == {"type": "TextQuoteSelector", "exact": "died"}
    (by_position,) = annotation(record, replace(quote, text=""))["target"]["selector"]
    assert by_position == {"type": "TextPositionSelector", "start": 16, "end": 20}


def test_every_value_of_a_record_has_an_annotation_that_says_what_was_read() -> None:
    found = web_annotations(invented_record())
    assert len(found) == len(list(read_values(invented_record())))
    assert "population.sample_size: 80" in [one["body"]["value"] for one in found]
