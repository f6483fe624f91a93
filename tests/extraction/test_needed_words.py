"""What every match of a pattern needs, and where; and a text in which such words are found."""

import re

import pytest

from generator.extraction.needed_words import Choice, folded, in_small, in_small_letters, plan


def words_of(choice: Choice | None) -> dict[str, tuple[int, int]]:
    return {needed.word: (needed.low, needed.high) for needed in choice.words} if choice else {}


@pytest.mark.parametrize(
    ("pattern", "starts"),
    [
        (r"\bmean age\b", {"mean age": (0, 0)}),
        (r"\b(?:arms?|groups?)\s\d", {"arm": (0, 0), "group": (0, 0)}),
        (r"(?:the )?randomi[sz]ed(?: trial)?", {"randomi": (0, 4)}),
        (r"^To [a-z]+", {"": (0, 0)}),
        (r"[Mm]ean", {"mean": (0, 0)}),
        (r"\b(?:we|were|our)\b", {"we": (0, 0), "were": (0, 0), "our": (0, 0)}),
        (r"\b(?:we|were)\b", {"we": (0, 0), "were": (0, 0)}),
        (r"[Mn]ean", {"ean": (1, 1)}),
        (r"\s?±", {"±": (0, 1)}),
        (r"(?<=\band )\d+", {"and ": (-4, -4)}),
        (r"[äÄ]rzte", {"rzte": (1, 1)}),
        (r"\w+ mean", {}),
        (r"(?:age)?\d*", {}),
        (r"(?:weeks|.)+", {}),
    ],
)
def test_the_words_near_the_beginning_of_each_match(pattern: str, starts: dict[str, tuple[int, int]]) -> None:
    assert words_of(plan(re.compile(pattern, re.IGNORECASE)).starts) == starts


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        (r"\d+ (?:of )?women", {"women": (2, 100)}),
        (r"\d+(?= (?:women|men))", {" women": (1, 100), " men": (1, 100)}),
        (r"\d+(?! women)", {}),
        (r"(?<=women )\d+", {}),
        (r"(?<!women )\d+", {}),
        (r"women aged \d+", {}),
    ],
)
def test_the_words_further_behind_where_they_are_rarer(pattern: str, needs: dict[str, tuple[int, int]]) -> None:
    assert words_of(plan(re.compile(pattern, re.IGNORECASE)).needs) == needs


@pytest.mark.parametrize("sign", ["İ", "ı", "ſ", "\N{KELVIN SIGN}"])
def test_signs_that_a_pattern_takes_for_letters_are_folded_to_them(sign: str) -> None:
    letter = next(letter for letter in "iks" if re.fullmatch(letter, sign, re.IGNORECASE))
    assert folded(f"A{sign}B") == f"a{letter}b"


def test_digits_of_other_scripts_are_folded_to_ours() -> None:
    assert folded("n = ٣۴") == "n = 34"


def test_folding_keeps_every_place() -> None:
    every_sign = "".join(map(chr, range(0x110000)))
    assert len(folded(every_sign)) == len(every_sign)


@pytest.mark.parametrize(
    ("pattern", "small"),
    [
        (r"\b(?:NCT|T1)\W[A-Z]+", r"\b(?:nct|t1)\W[a-z]+"),
        (r"(?P<name>\S) Ärzte", r"(?P<name>\S) ärzte"),
        (r"µg", r"μg"),
    ],
)
def test_a_pattern_in_small_letters_keeps_what_means_something_in_capitals(pattern: str, small: str) -> None:
    made = in_small_letters(re.compile(pattern, re.IGNORECASE))
    assert made
    assert (made.pattern, made.flags & re.IGNORECASE) == (small, 0)


@pytest.mark.parametrize("pattern", [re.compile("CI"), re.compile("a (?-i:CI)", re.IGNORECASE)])
def test_a_pattern_to_which_case_matters_has_no_form_in_small_letters(pattern: re.Pattern[str]) -> None:
    assert in_small_letters(pattern) is None


def test_a_figure_of_another_script_is_a_digit_and_no_figure_that_a_pattern_names() -> None:
    text = "N = ٣"
    small = in_small(text, folded(text))
    assert (small, in_small("N = 3", "n = 3")) == ("n = ٣", "n = 3")
    assert re.search(r"\d", small)
    assert not re.search(r"[2-9]", small)
