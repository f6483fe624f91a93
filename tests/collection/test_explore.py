"""What Explore can narrow down and sort by."""

import json
from typing import Any

import pytest
from msgspec.structs import replace

from generator.collection.explore import explore_columns, explore_page, facets_of, size_bin
from generator.collection.summary import Summary, summarise
from generator.evidence import EvidenceRecord
from tests.collection.rows import topic
from tests.records import invented_record


def row(name: str, **more: Any) -> Summary:
    return Summary(id=name, address=name, status="No notice", **more)


def test_facets_say_what_the_card_says() -> None:
    facets = facets_of(summarise(invented_record()))
    assert facets["Study type"] == ("Randomized Controlled Trial",)
    assert facets["Participants"] == ("50 to 199",)
    assert facets["Numbers"] == ("Some do not add up",)


def test_a_silent_record_says_so() -> None:
    citation = replace(invented_record().citation, year=None)
    facets = facets_of(summarise(EvidenceRecord(id="x", source=invented_record().source, citation=citation)))
    assert (facets["Participants"], facets["Year"], facets["Country"]) == (("Not reported",), ("Not reported",), ())


def test_columns_stand_in_the_order_of_the_addresses() -> None:
    rows = [row("b", title="Alpha", date="2020", n=7), row("a", title="beta"), row("c", title="Beta", date="2021-02")]
    columns = explore_columns(rows)
    assert columns.newest == (2, 1, 0)
    assert columns.dated == 2
    assert columns.title == (1, 0, 2)
    assert columns.size == (None, 7, None)


def test_conditions_and_interventions_are_named_as_the_lists_name_them() -> None:
    filed = row("a", conditions=(topic("severe asthma", "Asthma"),), interventions=(topic("aspirin"),))
    unfiled = row("b", conditions=(topic("severe asthma"),), interventions=(topic("Aspirin"),))
    facets = {facet.name: facet for facet in explore_columns([filed, unfiled]).facets}
    assert (facets["Condition"].values, facets["Condition"].of) == (("Asthma",), (0, 0))
    assert facets["Intervention"].values == ("Aspirin",)


def test_values_are_named_once() -> None:
    rows = [row("a", groups=("Child", "Adult")), row("b", groups=("Adult",)), row("c")]
    written = json.loads(explore_page(rows).text)
    groups = next(facet for facet in written["facets"] if facet["name"] == "Population")
    assert groups == {"name": "Population", "values": ["Adult", "Child", "Not reported"], "of": [[1, 0], 0, 2]}


def test_no_cards_have_no_facets() -> None:
    assert explore_columns([]).facets == ()


@pytest.mark.parametrize(
    ("size", "name"),
    [(0, "Under 50"), (49, "Under 50"), (50, "50 to 199"), (999, "200 to 999"), (1000, "1,000 or more")],
)
def test_a_bin_begins_at_its_figure(size: int, name: str) -> None:
    assert size_bin(size) == name
