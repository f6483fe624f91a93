"""Authors' names."""

import pytest

from generator.article import Author
from generator.readers.names import author_from_inverted


@pytest.mark.parametrize(
    ("printed", "author"),
    [
        ("van der Berg JA Jr", Author(family="van der Berg", initials="JA")),
        ("Ng A", Author(family="Ng", initials="A")),
        ("Madonna", Author(family="Madonna")),
        ("Berg, Jan Albert", Author(family="Berg", given="Jan Albert")),
    ],
)
def test_an_author_is_split_into_names(printed: str, author: Author) -> None:
    assert author_from_inverted(printed) == author
