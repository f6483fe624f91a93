"""What the search can filter and sort cards by."""

import pytest
from msgspec.structs import replace

from generator.collection.search_keys import search_keys, size_bin
from generator.collection.summary import summarise
from generator.evidence import EvidenceRecord
from tests.records import invented_record


def test_facets_say_what_the_card_says() -> None:
    record = invented_record()
    keys = search_keys(summarise(record), record, conditions=("Asthma",))
    assert keys.facets["Condition"] == ("Asthma",)
    assert "Intervention" not in keys.facets
    assert keys.facets["Study type"] == ("Randomized Controlled Trial",)
    assert keys.facets["Participants"] == ("50 to 199",)
    assert keys.facets["Numbers"] == ("Some do not add up",)
    assert keys.shown["size"] == "n = 80"


def test_a_silent_record_still_has_every_key_that_lists_are_sorted_by() -> None:
    silent = EvidenceRecord(
        id="x", source=invented_record().source, citation=replace(invented_record().citation, year=None)
    )
    keys = search_keys(summarise(silent), silent)
    assert (keys.sort["year"], keys.sort["year_up"]) == ("0", "9999")
    assert keys.facets["Participants"] == ("Not reported",)
    assert keys.facets["Year"] == ("Not reported",)


def test_greek_letters_are_found_by_their_names() -> None:
    record = invented_record(title="Invented β-blockers")
    assert "beta-blockers" in search_keys(summarise(record), record).terms


@pytest.mark.parametrize(
    ("size", "name"),
    [(0, "Under 50"), (49, "Under 50"), (50, "50 to 199"), (999, "200 to 999"), (1000, "1,000 or more")],
)
def test_a_bin_begins_at_its_figure(size: int, name: str) -> None:
    assert size_bin(size) == name
