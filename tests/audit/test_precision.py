"""What printed numbers may stand for."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.audit.precision import Interval, decimals, exact, printed, shown


@pytest.mark.parametrize(
    ("value", "words", "low", "high"),
    [
        (34, "13/38 patients (34%)", "33.5", "35"),
        (34.0, "34.0%", "33.95", "34.1"),
        (0.03, "P =.03", "0.025", "0.04"),
        (12.5, "12·5%", "12.45", "12.6"),
        (1009, "1,009 women", "1008.5", "1010"),
        (71, "Seventy-one percent", "70.5", "72"),
        (-1.2, "a change of −1.2 points", "-1.3", "-1.15"),
    ],
)
def test_a_printed_number_stands_for_all_that_rounds_or_is_cut_to_it(
    value: float, words: str, low: str, high: str
) -> None:
    found = printed(value, words)
    assert found is not None
    assert (found.low, found.high) == (Fraction(low), Fraction(high))


def test_the_fewest_decimals_count_where_the_words_print_a_number_twice() -> None:
    assert decimals(34, "34.0% (34 of 100)") == 0


def test_decimals_that_the_words_do_not_show_are_not_guessed() -> None:
    assert printed(2.5, "two and a half") is None


@given(
    value=st.decimals(min_value=0, max_value=9999, places=5),
    places=st.integers(min_value=0, max_value=4),
    rounding=st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_DOWN]),
)
@settings(max_examples=100)
def test_the_interval_of_a_rounded_number_holds_the_number(value: Decimal, places: int, rounding: str) -> None:
    shown_as = value.quantize(Decimal(1).scaleb(-places), rounding=rounding)
    interval = printed(float(shown_as), str(shown_as))
    assert interval is not None
    assert interval.holds(Fraction(value))


@given(st.integers(min_value=0, max_value=10**6), st.integers(min_value=1, max_value=3))
@settings(max_examples=50)
def test_the_interval_leaves_out_what_is_two_units_away(value: int, places: int) -> None:
    unit = Fraction(1, 10**places)
    interval = printed(value / 10**places, f"{value / 10**places:.{places}f}")
    assert interval is not None
    assert not interval.holds(value * unit + 2 * unit)
    assert not interval.holds(value * unit - 2 * unit)


def test_intervals_that_touch_at_an_open_end_do_not_meet() -> None:
    left = Interval(Fraction(0), Fraction(1), open=True)
    assert not left.meets(Interval(Fraction(1), Fraction(2)))
    assert left.meets(Interval(Fraction(1, 2), Fraction(2)))


@pytest.mark.parametrize(("value", "text"), [(10.256, "10.3"), (10.0, "10"), (-0.0001, "0"), (100, "100")])
def test_numbers_are_shown_without_trailing_zeros(value: float, text: str) -> None:
    assert shown(exact(value)) == text
