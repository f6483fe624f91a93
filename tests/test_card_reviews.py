"""A card shows what people said beside what the program read. Everything is invented."""

from __future__ import annotations

from typing import Any

from lxml import html
from msgspec.structs import replace

from generator.evidence import Review, ReviewComment, ReviewedValue, ReviewState, ReviewVerdict
from generator.review_fields import read_values
from tests.records import invented_record
from tests.test_cards import page


def said(verdict: str, *, at: str = "population.sample_size", **more: Any) -> ReviewedValue:
    """A verdict on the first value of a field."""
    read = next(one for one in read_values(invented_record()) if one.at == at)
    first = {"index": read.index, "words": read.words, "machine": read.value, **more}
    return ReviewedValue(at=at, verdict=ReviewVerdict(verdict), by="Ada Invented", date="2026-11-20", **first)


def card(*values: ReviewedValue, state: ReviewState = ReviewState.PARTLY_REVIEWED, **more: Any) -> html.HtmlElement:
    review = Review(state=state, by="Ada Invented", date="2026-11-20", values=values, **more)
    return page(replace(invented_record(), review=review))


def fact(element: html.HtmlElement, heading: str, label: str) -> html.HtmlElement:
    """The first value of a labelled line below a heading."""
    found = element.xpath(f"//h2[.='{heading}']/following-sibling::dl[1]/dt[.='{label}']/following-sibling::dd[1]")
    return found[0]


def test_a_card_that_nobody_reviewed_says_so() -> None:
    assert "no person has reviewed this card" in page(invented_record()).text_content()


def test_a_confirmed_value_says_by_whom_and_when() -> None:
    participants = fact(card(said("confirm")), "Population", "Participants")
    assert "confirmed by Ada Invented, 2026-11-20" in participants.text_content()


def test_a_corrected_value_stands_in_front_and_the_program_s_one_click_away_without_a_script() -> None:
    participants = fact(card(said("correct", value=999, note="Table 1.")), "Population", "Participants")
    assert participants.xpath("string(ins)") == "999"
    notes = {found.xpath("string(summary)"): found.text_content() for found in participants.iter("details")}
    assert "Table 1." in notes["corrected by Ada Invented, 2026-11-20"]
    machine = str(next(read.value for read in read_values(invented_record()) if read.at == "population.sample_size"))
    assert machine in notes["what the program read"]


def test_a_rejected_finding_is_struck_out_and_still_leads_to_its_words() -> None:
    element = card(said("reject", at="findings"))
    (struck,) = element.xpath("//*[@class='ev-results']//del")
    assert struck.xpath("a[@class='ev-value']/@href")


def test_what_the_program_missed_is_listed_with_who_added_it() -> None:
    added = replace(said("add"), index=None, words=None, machine=None, value=41, note="Table 2.")
    assert "sample size: 41, added by Ada Invented, 2026-11-20. Table 2." in card(added).text_content()


def test_a_review_that_no_longer_fits_is_shown_and_not_applied() -> None:
    moved = said("correct", value=999, stale="was of 37, and the program now reads 40")
    element = card(moved)
    assert element.xpath("//ins") == []
    assert "needs another look" in fact(element, "Population", "Participants").text_content()


def test_a_review_of_words_that_are_gone_stays_on_the_card() -> None:
    gone = replace(said("confirm"), index=None, machine=None, stale="speaks of words that are gone")
    text = card(gone).text_content()
    assert "Needs another look: the source or the program has changed since." in text
    assert "confirmed by Ada Invented, 2026-11-20: the review speaks of words that are gone" in text


def test_a_reviewed_card_shows_its_state_and_its_comments() -> None:
    comment = ReviewComment(text="Read <twice> & agreed.", by="Ada Invented", date="2026-11-20")
    text = card(state=ReviewState.REVIEWED, comments=(comment,)).text_content()
    assert "This card is reviewed, Ada Invented, 2026-11-20." in text
    assert "Read <twice> & agreed. (Ada Invented, 2026-11-20)" in text


def test_a_reviewed_card_has_no_anchor_twice() -> None:
    values = (said("correct", value=1, note="n"), said("correct", value=2, note="n"), said("reject", at="findings"))
    ids = card(*values).xpath("//@id")
    assert len(ids) == len(set(ids))
