"""Quotes are slices of their article."""

import pytest

from generator.extraction.quoting import quote
from tests.articles import article_saying


def test_a_quote_is_its_slice() -> None:
    found = quote(article_saying("We treated 12 patients."), "abstract", 11, 13)
    assert found.text == "12"


@pytest.mark.parametrize(("start", "end"), [(3, 3), (-1, 2), (5, 99)])
def test_a_quote_without_words_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no words"):
        quote(article_saying("Twelve."), "abstract", start, end)
