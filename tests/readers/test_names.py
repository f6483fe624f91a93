"""Authors' names."""

import pytest

from generator.article import Author
from generator.readers.names import author_from_inverted, read_authors


@pytest.mark.parametrize(
    ("printed", "author"),
    [
        ("van der Berg JA Jr", Author(family="van der Berg", initials="JA", suffix="Jr")),
        ("Berg, Jan Albert 3rd", Author(family="Berg", given="Jan Albert", suffix="3rd")),
        ("Ng A", Author(family="Ng", initials="A")),
        ("Madonna", Author(family="Madonna")),
        ("Berg, Jan Albert", Author(family="Berg", given="Jan Albert")),
    ],
)
def test_an_author_is_split_into_names(printed: str, author: Author) -> None:
    assert author_from_inverted(printed) == author


def test_a_printed_list_loses_its_marks_and_keeps_groups_in_place() -> None:
    printed = "Jan van der Berg Jr 1 2, Ann Al-Ng 2, Ko RH(1)(2), Invented Study Group for Trials; Ji L3."
    assert read_authors(printed) == (
        (
            Author(family="van der Berg", given="Jan", suffix="Jr"),
            Author(family="Al-Ng", given="Ann"),
            Author(family="Ko", initials="RH"),
            Author(collective="Invented Study Group for Trials"),
            Author(family="Ji", initials="L"),
        ),
        True,
    )


def test_et_al_says_that_the_list_is_broken_off() -> None:
    assert read_authors("Ann Ng et al.") == ((Author(family="Ng", given="Ann"),), False)
    assert read_authors("") == ((), True)
