"""Labels inside running text: what is taken out, and what must be left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.article import Abstract, Role
from generator.readers.fields import fold
from generator.readers.sections import Part, abstract_of, split_lines, split_running_text


def labels_and_texts(abstract: Abstract | None) -> list[tuple[str | None, str]]:
    assert abstract
    return [(section.label, abstract.text[section.start : section.end]) for section in abstract.sections]


def test_labels_in_capitals_are_taken_out_and_their_places_kept() -> None:
    found = split_running_text("AIM: To see.\n  METHODS AND\nRESULTS: We saw 3. CONCLUSION(S): It is so.")
    assert found
    assert found.text == "To see. We saw 3. It is so."
    assert labels_and_texts(found) == [
        ("AIM", "To see."),
        ("METHODS AND RESULTS", "We saw 3."),
        ("CONCLUSION(S)", "It is so."),
    ]
    assert [section.category for section in found.sections] == [Role.OBJECTIVE, Role.RESULTS, Role.CONCLUSIONS]


def test_text_before_the_first_label_is_a_section_without_one() -> None:
    assert labels_and_texts(split_running_text("We ask. RESULTS: Yes.")) == [(None, "We ask."), ("RESULTS", "Yes.")]


def test_an_unknown_label_counts_only_beside_a_known_one() -> None:
    assert labels_and_texts(split_running_text("RESULTS: Yes. LATER THOUGHTS AND ACHIEVEMENTS: No.")) == [
        ("RESULTS", "Yes."),
        ("LATER THOUGHTS AND ACHIEVEMENTS", "No."),
    ]
    assert labels_and_texts(split_running_text("ACHIEVEMENTS: No.")) == [(None, "ACHIEVEMENTS: No.")]


@pytest.mark.parametrize(
    "text",
    [
        "Note: the ratio was OR: 1.2.",
        "RESULTS: Higher with A. OR: 1.2; SVP versus UC: OR: 0.6. ISRCTN: 123. III: 4.",
        "Background: none. Methods: We asked 10 people.",
        "METHODS: We asked. This is registered, NCT ID: NCT00000000. URL: https://example.org",
        "RESULTS of 3 groups, N: 12",
    ],
)
def test_what_is_no_label_stays_in_the_text(text: str) -> None:
    found = split_running_text(text)
    assert found
    assert text.endswith(found.text)
    assert len(found.sections) == 1


def test_a_paragraph_may_open_with_a_known_label_in_any_case() -> None:
    lines = ["Main outcomes and measures: Survival.", "", "Results: Ten lived.", "", "Note: two moved: Ann and Bob."]
    assert labels_and_texts(split_lines(lines)) == [
        ("Main outcomes and measures", "Survival."),
        ("Results", "Ten lived."),
        (None, "Note: two moved: Ann and Bob."),
    ]


def test_wrapped_lines_go_on_and_a_label_may_stand_alone() -> None:
    lines = ["BACKGROUND:", "Nobody", "knew.", "METHODS:", "", "We asked.", "", "They told. RESULTS: Five."]
    assert labels_and_texts(split_lines(lines)) == [
        ("BACKGROUND", "Nobody knew."),
        ("METHODS", "We asked."),
        (None, "They told."),
        ("RESULTS", "Five."),
    ]


def test_an_empty_part_leaves_nothing_behind() -> None:
    assert abstract_of([Part("METHODS", " "), Part(None, "")]) is None
    assert labels_and_texts(abstract_of([Part("METHODS", ""), Part("RESULTS", "Yes.")])) == [("RESULTS", "Yes.")]


@given(
    st.lists(st.sampled_from(["RESULTS:", "Yes.", "OR:", " ", "\n", "x", "É", "METHODS: ", "(S)", "&"])).map("".join)
)
def test_sections_cover_the_text_and_labels_put_back_give_the_source(text: str) -> None:
    found = split_running_text(text)
    if found is None:
        assert not text.strip()
        return
    parts = labels_and_texts(found)
    assert " ".join(words for _, words in parts) == found.text
    assert " ".join(f"{label}: {words}" if label else words for label, words in parts).replace(" ", "") == fold(
        text
    ).replace(" ", "")
