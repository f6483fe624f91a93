"""A librarian's questions, each answered in under five actions from the first page, by what the articles say."""

from collections.abc import Callable
from pathlib import Path

import rispy
from playwright.sync_api import Page, expect

from benchmarks.invented import invented_articles
from generator.article import Article
from generator.collection.summary import Summary, summarise
from generator.records import make_record

MOST_ACTIONS = 4
DRUG = "pelogliptin"
"""Given to children and to adults in the demonstration set."""
OTHER_DATES = ("2021-04", "2023-01", "2024-05")
"""Of the cards of the site beside the demonstration set."""
ARTICLES = tuple(invented_articles(60))


class Reader:
    """Somebody at the first page, whose clicks, choices and typed words are counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.actions = 0
        page.goto("")

    def does(self, action: Callable[[Page], object]) -> None:
        self.actions += 1
        assert self.actions <= MOST_ACTIONS
        action(self.page)


def speaks_of(article: Article, drug: str) -> bool:
    abstract = article.abstract.text if article.abstract else ""
    return drug in f"{article.citation.title} {abstract} {' '.join(article.citation.substances)}".lower()


def row_of(article: Article) -> Summary:
    return summarise(make_record([article])[0])


def titles(page: Page) -> set[str]:
    return {text.removeprefix("Retracted: ") for text in page.locator("#ev-explore .ev-hit__title").all_inner_texts()}


def test_what_do_we_have_on_this_drug_in_children(page: Page) -> None:
    reader = Reader(page)
    reader.does(lambda page: page.locator("#ev-home-search").fill(DRUG))
    reader.does(lambda page: page.get_by_role("main").get_by_role("link", name="All results, with filters").click())
    reader.does(lambda page: page.get_by_role("checkbox", name="Children").check())
    of_drug = [article for article in ARTICLES if speaks_of(article, DRUG)]
    of_children = [article for article in of_drug if "Children" in row_of(article).groups]
    expect(page.locator("#ev-explore [role=status]")).to_contain_text(f"{len(of_children)} card")
    assert 0 < len(of_children) < len(of_drug)
    assert titles(page) == {article.citation.title for article in of_children}


def test_how_big_were_the_studies(page: Page) -> None:
    reader = Reader(page)
    reader.does(lambda page: page.locator("#ev-home-search").fill(DRUG))
    reader.does(lambda page: page.get_by_role("main").get_by_role("link", name="All results, with filters").click())
    reader.does(lambda page: page.locator("select[name=sort]").select_option(label="Most participants first"))
    sizes = [row_of(article).n for article in ARTICLES if speaks_of(article, DRUG)]
    largest = max(size for size in sizes if size is not None)
    expect(page.locator("#ev-explore .ev-hit__facts").first).to_contain_text(f"n = {largest:,}")


def test_what_did_they_report(page: Page) -> None:
    reader = Reader(page)
    reader.does(lambda page: page.get_by_role("link", name="Interventions").click())
    reader.does(lambda page: page.get_by_role("link", name=DRUG.capitalize(), exact=True).first.click())
    given = [row for row in map(row_of, ARTICLES) if DRUG in (one.name.lower() for one in row.interventions)]
    reported = {result.numbers for row in given for result in row.results if not row.left_out}
    shown = page.locator(".ev-table td b").all_inner_texts()
    assert len(shown) > 3
    assert set(shown) <= reported


def test_which_can_i_cite(page: Page) -> None:
    reader = Reader(page)
    reader.does(lambda page: page.get_by_role("link", name="Explore").first.click())
    reader.does(lambda page: page.get_by_role("checkbox", name="No notice").check())
    first = page.locator("#ev-explore .ev-hit__title").first
    title = first.inner_text()
    reader.does(lambda page: first.click())
    expect(page.get_by_text("Vancouver", exact=True)).to_be_visible()
    with page.expect_download() as found:
        reader.does(lambda page: page.get_by_role("link", name="RIS", exact=True).click())
    (entry,) = rispy.loads(Path(found.value.path()).read_text(encoding="utf-8"))
    assert entry["title"] == title.removesuffix(".")


def test_what_is_new_since_last_month(page: Page) -> None:
    Reader(page)
    dates = [row.date or "" for row in map(row_of, ARTICLES) if not row.left_out]
    newest = sorted([*dates, *OTHER_DATES], reverse=True)
    shown = page.locator(".ev-hit__facts").all_inner_texts()
    assert len(shown) == 6
    assert all(date in facts for date, facts in zip(newest, shown, strict=False))
