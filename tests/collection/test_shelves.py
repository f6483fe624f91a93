import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.collection.shelves import NOT_REPORTED, Kind, Shelf, newest_first, shelve, slugs
from generator.collection.summary import Summary
from tests.collection.rows import invented_rows, row, topic


def shelf(rows: list[Summary], kind: Kind, name: str) -> Shelf:
    return next(one for one in shelve(rows)[kind] if one.name == name)


def test_every_card_stands_on_a_shelf_of_each_kind_that_it_must_have() -> None:
    rows = invented_rows(40)
    for kind in (Kind.STUDY_TYPE, Kind.POPULATION, Kind.YEAR):
        assert {one.id for found in shelve(rows)[kind] for one in found.rows} == {one.id for one in rows}


def test_a_phrase_stands_under_the_heading_that_another_record_files_it_under() -> None:
    rows = [
        row(1, conditions=(topic("severe asthma", "Asthma"),)),
        row(2, conditions=(topic("severe asthma"),)),
        row(3, conditions=(topic("asthma"),)),
    ]
    assert len(shelf(rows, Kind.CONDITION, "Asthma").rows) == 3


def test_without_a_heading_the_most_common_spelling_names_the_shelf() -> None:
    rows = [row(n, interventions=(topic(name),)) for n, name in enumerate(["Aspirin", "aspirin", "aspirin"])]
    (only,) = shelve(rows)[Kind.INTERVENTION]
    assert (only.name, len(only.rows)) == ("Aspirin", 3)


@pytest.mark.parametrize(
    ("printed", "shown"),
    [("asthma", "Asthma"), ("warm, wet gauze", "Warm, wet gauze"), ("mTOR inhibitors",) * 2, ("n-3 fatty acids",) * 2],
)
def test_names_begin_with_a_capital_unless_they_are_spelled_in_a_way_of_their_own(printed: str, shown: str) -> None:
    (only,) = shelve([row(1, interventions=(topic(printed),))])[Kind.INTERVENTION]
    assert only.name == shown


def test_different_conditions_keep_their_shelves() -> None:
    rows = [row(1, conditions=(topic("sepsis"),)), row(2, conditions=(topic("septic shock"),))]
    assert len(shelve(rows)[Kind.CONDITION]) == 2


def test_a_condition_of_one_card_leads_straight_to_it() -> None:
    alone = shelf([row(1, conditions=(topic("sepsis"),))], Kind.CONDITION, "Sepsis")
    assert (alone.has_page, alone.place) == (False, "cards/pmid-99000001/")


def test_years_are_newest_first_and_the_undated_last() -> None:
    rows = [row(1, year=2019), row(2, year=2021), row(3, year=None, date=None)]
    assert [one.name for one in shelve(rows)[Kind.YEAR]] == ["2021", "2019", NOT_REPORTED]


def test_rows_are_newest_first_whatever_order_they_come_in() -> None:
    rows = [row(1, date="2020"), row(2, date="2020-05"), row(3, date=None), row(4, date="2021")]
    assert [one.date for one in newest_first(rows)] == ["2021", "2020-05", "2020", None]
    assert newest_first(rows) == newest_first(rows[::-1])


@given(st.lists(st.text(max_size=8), unique=True, max_size=12))
def test_slugs_differ_and_are_safe_in_an_address(names: list[str]) -> None:
    made = slugs(names)
    assert len(set(made.values())) == len(names)
    assert all(slug and set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for slug in made.values())
    assert made == slugs(names[::-1])
