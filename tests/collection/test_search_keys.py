"""What the search knows of a card besides the words on it."""

from generator.collection.search_keys import search_keys
from generator.collection.summary import summarise
from tests.records import invented_record


def test_a_result_says_what_the_card_says() -> None:
    record = invented_record()
    assert search_keys(summarise(record), record).shown["size"] == "n = 80"


def test_greek_letters_are_found_by_their_names() -> None:
    record = invented_record(title="Invented β-blockers")
    assert "beta-blockers" in search_keys(summarise(record), record).terms
