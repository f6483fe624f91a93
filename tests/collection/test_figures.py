import pytest

from generator.collection.figures import evidence_map, timeline
from generator.collection.shelves import shelve
from tests.collection.rows import row, topic

ASTHMA, DRUG = (topic("asthma"),), (topic("zorivelimab"),)


def test_area_of_a_bubble_stands_for_participants() -> None:
    rows = [
        row(1, n=100, conditions=ASTHMA, interventions=DRUG),
        row(2, n=400, conditions=(topic("eczema"),), interventions=DRUG),
    ]
    small, large = evidence_map(shelve(rows)).bubbles
    assert (small.participants, large.participants) == (100, 400)
    assert large.radius**2 / small.radius**2 == pytest.approx(4, rel=0.05)


def test_cards_without_a_sample_size_are_on_the_map_and_say_so() -> None:
    (bubble,) = evidence_map(shelve([row(1, n=None, conditions=ASTHMA, interventions=DRUG)])).bubbles
    assert bubble.participants is None
    assert bubble.words == "1 card, size not reported"


def test_every_row_and_column_of_the_map_has_a_bubble() -> None:
    common = [row(n, conditions=(topic(f"condition {n % 2}b"),)) for n in range(10)]  # with no intervention
    rare = [row(20 + n, conditions=(topic(f"rarity {n}x"),), interventions=(topic(f"drug {n}y"),)) for n in range(40)]
    drawn = evidence_map(shelve([*common, *rare]))
    assert {bubble.y for bubble in drawn.bubbles} == {y for _, y in drawn.conditions}
    assert {bubble.x for bubble in drawn.bubbles} == {x for _, x in drawn.interventions}
    assert len(drawn.conditions) == 15


def test_retracted_articles_are_not_on_the_map() -> None:
    assert evidence_map(shelve([row(1, left_out=True, conditions=ASTHMA, interventions=DRUG)])).bubbles == ()


def test_years_without_cards_keep_their_place() -> None:
    drawn = timeline(shelve([row(1, year=2018), row(2, year=2021), row(3, year=2021), row(4, year=None)]))
    assert [(bar.shelf.name, bar.x, bar.height) for bar in drawn.bars] == [("2018", 0, 80.0), ("2021", 72, 160.0)]
    assert drawn.undated == 1


def test_an_empty_set_has_no_figures() -> None:
    shelves = shelve([])
    assert (evidence_map(shelves).bubbles, timeline(shelves).bars) == ((), ())
