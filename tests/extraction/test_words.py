"""Words keep their places; a number keeps its decimals."""

from hypothesis import given
from hypothesis import strategies as st

from generator.extraction.words import find_words, shape


@given(st.text(max_size=80))
def test_words_are_slices_in_order_and_leave_out_white_space_only(text: str) -> None:
    words = find_words(text)
    assert [text[word.start : word.end] for word in words] == [word.text for word in words]
    assert "".join(word.text for word in words) == "".join(text.split())


def test_a_compound_is_cut_at_its_hyphen_and_a_decimal_is_not() -> None:
    assert [word.text for word in find_words("drug-treated 1.5")] == ["drug", "-", "treated", "1.5"]


def test_shape_draws_the_outline_once() -> None:
    assert [shape(word) for word in ("Tamoxifen", "HR", "12", "1.5")] == ["Xx", "X", "0", "0.0"]
