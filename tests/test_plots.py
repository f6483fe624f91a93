"""Where values and intervals stand on their axes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.evidence import Domain, Finding, Quote, Statistic, StatisticType
from generator.plots import Icons, icons_of, plot_of, ratio_scale

WORDS = Quote(where="abstract", start=0, end=1, text="x")


def ratio(value: float, low: float | None = None, high: float | None = None) -> Statistic:
    return Statistic(type=StatisticType.HAZARD_RATIO, value=value, low=low, high=high, quote=WORDS)


@given(st.lists(st.floats(0.001, 1000), min_size=1, max_size=5))
def test_every_ratio_has_a_place_on_its_axis_and_one_stands_in_the_middle(values: list[float]) -> None:
    scale = ratio_scale(ratio(value) for value in values)
    assert scale is not None
    assert all(0 <= scale.place(value) <= 100 for value in values)
    assert scale.place(1) == 50


def test_halving_and_doubling_are_equally_far_from_no_difference() -> None:
    scale = ratio_scale([ratio(0.8, 0.5, 1.2)])
    assert scale is not None
    assert scale.place(0.5) + scale.place(2) == pytest.approx(100)


@pytest.mark.parametrize("bounds", [(0.1, 0.0), (0.0, 2.0), (-0.5, 1.2), (0.5, None)])
def test_an_interval_with_an_end_off_the_axis_is_not_drawn(bounds: tuple[float, float | None]) -> None:
    statistic = ratio(0.8, *bounds)
    finding = Finding(domain=Domain.EFFICACY, statistic=statistic, sentence=0)
    plot = plot_of(finding, ratio_scale([statistic]))
    assert plot is not None
    assert (plot.low, plot.high) == (None, None)


def test_so_many_of_so_many_people_are_drawn() -> None:
    icons = Icons(numerator=13, denominator=38)
    assert [icon.filled for icon in icons.icons].count(True) == 13
    assert len({(icon.x, icon.y) for icon in icons.icons}) == 38


@pytest.mark.parametrize(("numerator", "denominator"), [(5, 0), (5, 4), (5, 101), (None, 38), (5, None)])
def test_what_cannot_be_drawn_is_not(numerator: int | None, denominator: int | None) -> None:
    statistic = Statistic(type=StatisticType.PROPORTION, numerator=numerator, denominator=denominator, quote=WORDS)
    assert icons_of(statistic) is None
