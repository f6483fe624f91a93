"""Articles that are read together."""

from collections.abc import Iterator

from generator.article import Article
from generator.extraction import TOGETHER, extract, extract_all
from tests.articles import article_saying


def invented(number: int) -> Article:
    return article_saying(
        f"We randomised {number + 40} patients to exemplin ({number + 20}) or placebo (20). "
        f"Pain fell in {number + 2} of {number + 20} patients with exemplin."
    )


def test_what_is_read_beside_an_article_changes_nothing_in_its_record() -> None:
    articles = [invented(number) for number in range(2 * TOGETHER + 1)]
    assert list(extract_all(articles)) == [extract(article) for article in articles]


def test_no_articles_give_no_records() -> None:
    assert list(extract_all([])) == []


def test_articles_are_read_as_they_are_needed() -> None:
    read = []

    def articles() -> Iterator[Article]:
        for number in range(10 * TOGETHER):
            read.append(number)
            yield invented(number)

    next(extract_all(articles()))
    assert len(read) <= 2 * TOGETHER
