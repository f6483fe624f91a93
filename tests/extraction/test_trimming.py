"""A span is cut to the words that name something."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.extraction.trimming import trimmed, who, with_noun, without_aside


@pytest.mark.parametrize(
    ("span", "name"),
    [
        ("the placebo group,", "placebo group"),
        ("pain scores (0 to 10) and", "pain scores (0 to 10)"),
        ("response) and pain scores", "pain scores"),
        ("overall survival (OS", "overall survival"),
        ("group A", "group A"),
        (" , the", None),
    ],
)
def test_ends_that_name_nothing_go(span: str, name: str | None) -> None:
    found = trimmed(span, 0, len(span))
    assert (span[found[0] : found[1]] if found else None) == name


def test_a_bracket_that_closes_right_behind_is_taken_in() -> None:
    text = "survival (OS) rose"
    assert trimmed(text, 0, len("survival (OS")) == (0, len("survival (OS)"))


@given(st.text(alphabet="a b(),.[]the", max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_what_is_left_lies_inside_or_one_bracket_further(text: str, start: int, end: int) -> None:
    start, end = min(start, len(text)), min(end, len(text))
    if found := trimmed(text, start, end):
        assert start <= found[0] < found[1] <= min(end + 1, len(text))


@pytest.mark.parametrize(
    ("span", "people"),
    [
        ("Of 40 patients with asthma were randomised", "40 patients with asthma"),
        ("60 women undergoing surgery were divided into group A", "60 women undergoing surgery"),
        ("(HSCT)", None),
        ("patients who had a stroke", "patients who had a stroke"),
    ],
)
def test_who_took_part_without_what_was_done_with_them(span: str, people: str | None) -> None:
    found = who(span, 0, len(span))
    assert (span[found[0] : found[1]] if found else None) == people


def test_a_name_ends_where_its_size_stands() -> None:
    text = "early mobilisation (group A, n = 30)"
    start, end = without_aside(text, 0, len(text))
    assert text[start:end] == "early mobilisation"


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("spiritual", "spiritual training"),
        ("internet-based", "internet-based help"),
        ("exemplin", "exemplin"),
        ("antibiotic", "antibiotic"),
    ],
)
def test_an_adjective_goes_on_to_its_noun(words: str, whole: str) -> None:
    text = f"They had {whole} for weeks."
    start = text.index(words)
    span = with_noun(text, start, start + len(words))
    assert span
    assert text[slice(*span)] == whole


def test_an_adjective_without_a_noun_names_nothing() -> None:
    assert with_noun("laparoscopic versus open surgery", 0, len("laparoscopic")) is None
