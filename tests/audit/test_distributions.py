"""Tail probabilities against printed tables and against one another."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.audit.distributions import chi_squared_tail, correlation_tails, f_tail, normal_tails, t_tails


@pytest.mark.parametrize(
    ("found", "expected"),
    [  # critical values of the usual tables
        (normal_tails(1.959964), 0.05),
        (normal_tails(-2.575829), 0.01),
        (t_tails(2.228139, 10), 0.05),
        (t_tails(63.656741, 1), 0.01),
        (chi_squared_tail(3.841459, 1), 0.05),
        (chi_squared_tail(124.342113, 100), 0.05),
        (f_tail(4.351244, 1, 20), 0.05),
        (correlation_tails(0.443763, 18), 0.05),
    ],
)
def test_critical_values_give_their_probability(found: float, expected: float) -> None:
    assert found == pytest.approx(expected, rel=1e-5)


@given(st.floats(min_value=0.001, max_value=30), st.floats(min_value=1, max_value=5000))
@settings(max_examples=80)
def test_the_square_of_t_is_an_f_of_one_degree(t: float, df: float) -> None:
    assert t_tails(t, df) == pytest.approx(f_tail(t * t, 1, df), rel=1e-7, abs=1e-300)


@given(st.floats(min_value=0.001, max_value=30))
@settings(max_examples=50)
def test_the_square_of_z_is_a_chi_squared_of_one_degree(z: float) -> None:
    assert normal_tails(z) == pytest.approx(chi_squared_tail(z * z, 1), rel=1e-7, abs=1e-15)


def test_the_ends_are_certain() -> None:
    assert f_tail(0, 3, 9) == chi_squared_tail(0, 4) == t_tails(0, 7) == 1
    assert correlation_tails(1, 5) == 0
