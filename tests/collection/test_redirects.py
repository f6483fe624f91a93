from generator.collection.redirects import other_addresses, redirect_text
from tests.collection.rows import row


def test_a_card_with_pmid_and_doi_answers_at_its_doi_too() -> None:
    assert other_addresses([row(1)]) == {"pmid-99000001": "doi-10.5555-invented.1"}


def test_no_card_is_hidden_by_a_redirect() -> None:
    by_doi = row(2, id="doi:10.5555/invented.1", address="doi-10.5555-invented.1", pmid=None)
    assert other_addresses([row(1), by_doi]) == {}


def test_a_doi_of_two_cards_leads_to_neither() -> None:
    assert other_addresses([row(1), row(2, doi="10.5555/invented.1")]) == {}


def test_the_redirect_names_the_card_for_browsers_people_and_robots() -> None:
    text = redirect_text("pmid-1")
    assert text.count("../pmid-1/") == 3
    assert "noindex" in text
