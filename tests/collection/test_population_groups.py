import pytest
from msgspec.structs import replace

from generator.article import MeshHeading
from generator.collection.population_groups import PopulationGroup, country_of, groups_of, population_groups
from generator.evidence import Age, Population, Quote, Reported
from tests.records import invented_record

NOWHERE = Quote(where="abstract", start=0, end=0, text="")


@pytest.mark.parametrize("group", population_groups(), ids=lambda group: group.name)
def test_group_finds_its_examples_and_leaves_the_others(group: PopulationGroup) -> None:
    assert [text for text in group.finds if not group.is_said(text)] == []
    assert [text for text in group.leaves if group.is_said(text)] == []


def test_mesh_and_words_name_groups() -> None:
    assert groups_of(invented_record()) == ("Adults",)
    pregnant = invented_record(mesh=(MeshHeading(term="Pregnancy"),))
    assert groups_of(pregnant) == ("Adults", "Pregnant")


@pytest.mark.parametrize(
    ("value", "unit", "groups"),
    [(10, "years", ("Children",)), (70, "years", ("Older adults",)), (10, None, ()), (None, "years", ())],
)
def test_a_middle_age_speaks_only_where_words_are_silent(
    value: float | None, unit: str | None, groups: tuple[str, ...]
) -> None:
    population = Population(age=(Age(value=value, unit=unit, quote=NOWHERE),))
    silent = replace(invented_record(title="An invented trial", mesh=()), population=population)
    assert groups_of(silent) == groups


@pytest.mark.parametrize(
    ("place", "country"),
    [
        ("11 centers in the USA", "United States"),
        ("Equatorial Guinea", "Equatorial Guinea"),
        ("France and Germany", None),
        ("New Jersey", None),
        ("three hospitals", None),
    ],
)
def test_country_is_said_only_where_one_is_named(place: str, country: str | None) -> None:
    population = Population(location=(Reported(value=place, quote=NOWHERE),))
    assert country_of(replace(invented_record(), population=population)) == country
