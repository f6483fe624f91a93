"""Search and Explore: by keyboard, with counts that stay true, in an address that can be shared."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, SHIFT

CARD = "cards/doi-10.1111-ejh.13569/"
ALL = "69 cards"


def test_a_word_typed_in_the_header_leads_to_the_card(page: Page, address: str) -> None:
    page.goto("method/")
    page.keyboard.press("/")
    page.keyboard.type("neurotoxicity cytokine")
    expect(page.locator(".ev-hits a").first).to_contain_text("Blinatumomab")
    expect(page.locator(".ev-search__panel [role=status]")).to_have_text("1 result")
    expect(page.locator(".ev-hits mark").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}{CARD}")


def test_enter_opens_the_first_result_and_escape_closes(page: Page, address: str) -> None:
    page.goto("method/")
    page.keyboard.press("s")
    page.keyboard.type("neurotoxicity cytokine")
    expect(page.locator(".ev-hits a").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".ev-search__panel")).to_be_hidden()
    page.keyboard.type(" ")
    expect(page.locator(".ev-hits a").first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}{CARD}")


def test_a_result_holds_every_word_whichever_part_of_the_index_it_comes_from(page: Page) -> None:
    page.goto("method/")
    box, status = page.locator("#ev-search"), page.locator(".ev-search__panel [role=status]")
    box.fill("blinatumomab")
    expect(status).to_have_text("1 result")
    box.fill("blinatum")
    expect(status).to_have_text("1 result")
    box.fill("blinatumomab xylophone")
    expect(status).to_have_text("Nothing found for “blinatumomab xylophone”.")
    box.fill("nixylophone")
    expect(status).to_have_text("Nothing found for “nixylophone”.")
    box.fill("blinatumomab =")
    expect(status).to_have_text("1 result")


@pytest.mark.parametrize(
    "words",
    [
        "IL-6",
        "β-blocker",
        "beta-blocker",
        "0.72",
        "AII",  # an abbreviation
        "acute invented infarction",  # what it stands for
        "myocardial infarction",  # the MeSH heading of what the article calls a heart attack
        "infarct heart",  # beginnings of words, in any order
    ],
)
def test_signs_numbers_abbreviations_and_index_terms_are_found(page: Page, words: str) -> None:
    page.goto("method/")
    page.locator("#ev-search").fill(words)
    expect(page.locator(".ev-hits a", has_text="Inventidol and β-blockers")).to_be_visible()


def test_finding_nothing_is_said(page: Page) -> None:
    page.goto("method/")
    page.locator("#ev-search").fill("qqqqxyz")
    expect(page.locator(".ev-search__panel [role=status]")).to_have_text("Nothing found for “qqqqxyz”.")


def test_choices_of_a_facet_are_alternatives_and_facets_add_up(page: Page) -> None:
    page.goto("explore/")
    status = page.locator("#ev-explore [role=status]")
    expect(status).to_contain_text(ALL)
    bins = page.locator("[data-facet=Year] label")
    first, second = bins.nth(0), bins.nth(1)
    few, more = (int(box.locator(".ev-count").inner_text()) for box in (first, second))
    first.click()
    expect(status).to_contain_text(f"{few} card")
    expect(second.locator(".ev-count")).to_have_text(str(more))
    second.click()
    expect(status).to_contain_text(f"{few + more} card")
    population = page.locator("[data-facet=Population] label").first
    both = population.locator(".ev-count").inner_text()
    population.click()
    expect(status).to_contain_text(f"{both} card")


def test_facets_offer_only_what_there_is_and_all_of_it_again_when_cleared(page: Page) -> None:
    page.goto("explore/?q=qqqqxyz&Population=Children")
    expect(page.locator("#ev-explore [role=status]")).to_contain_text("No card fits.")
    expect(page.locator("[data-facet]")).to_have_count(1)
    page.get_by_role("button", name="Clear all").click()
    expect(page.locator("#ev-explore [role=status]")).to_contain_text(ALL)
    expect(page.locator("[data-facet=Intervention]")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Children")).not_to_be_checked()


def test_cards_are_found_by_the_state_of_their_review(page: Page) -> None:
    page.goto("explore/")
    page.get_by_role("checkbox", name="Partly reviewed").check()
    expect(page.locator(".ev-hit__title")).to_have_text(["A reviewed invented trial of inventidol in invented asthma."])


def test_a_view_can_be_shared_and_gone_back_from(page: Page) -> None:
    page.goto("explore/")
    status = page.locator("#ev-explore [role=status]")
    expect(status).to_contain_text(ALL)
    page.locator("[data-facet=Numbers] label", has_text="Some do not add up").click()
    expect(status).not_to_contain_text(ALL)
    said, shared = status.inner_text(), page.url
    page.locator("select[name=sort]").select_option("title")
    page.go_back()
    page.go_back()
    expect(status).to_contain_text(ALL)
    page.goto(shared)
    expect(status).to_have_text(said)
    expect(page.get_by_label("Some do not add up")).to_be_checked()


def test_a_long_list_comes_in_pages(page: Page) -> None:
    page.goto("explore/?sort=title")
    titles = page.locator(".ev-hit__title")
    expect(titles).to_have_count(20)
    first = titles.first.inner_text()
    page.get_by_role("link", name="Next").click()
    expect(titles.first).not_to_have_text(first)
    assert "page=2" in page.url
    shown = titles.all_inner_texts()
    assert shown == sorted(shown, key=str.casefold)


def test_cards_are_sorted_by_size(page: Page) -> None:
    page.goto("explore/?sort=largest")
    expect(page.locator(".ev-hit__facts").first).to_contain_text("n =")
    facts = page.locator(".ev-hit__facts").all_inner_texts()
    sizes = [int(fact.split("n = ")[1].replace(",", "")) for fact in facts if "n = " in fact]
    assert sizes == sorted(sizes, reverse=True)


def test_explore_says_why_it_shows_nothing_where_the_index_is_missing(browser: Browser, address: str) -> None:
    page = browser.new_page(base_url=address)
    page.route("**/pagefind/**", lambda route: route.abort())
    page.goto("explore/")
    expect(page.get_by_text("The search needs the site to be opened from a web server")).to_be_visible()
    page.close()


def test_a_card_is_not_found_by_what_it_only_cites(page: Page) -> None:
    page.goto("explore/?q=Stackelberg")  # an author in one card's list of references
    expect(page.locator("#ev-explore [role=status]")).to_contain_text("No card fits.")


def test_a_value_among_many_is_looked_up_and_chosen(page: Page) -> None:
    page.goto("explore/")
    finder = page.get_by_label("Find in Intervention")
    finder.fill("PELOGLIP")
    boxes = page.locator("[data-facet=Intervention] label")
    expect(boxes.filter(has_not_text="eloglip")).to_have_count(0)
    count = boxes.first.locator(".ev-count").inner_text()
    boxes.first.click()
    expect(page.locator("#ev-explore [role=status]")).to_contain_text(f"{count} card")
    assert "Intervention=Pelogliptin" in page.url


def test_cards_found_are_picked_for_comparison(page: Page) -> None:
    page.goto("explore/?q=pelogliptin")
    page.locator("#ev-explore [data-pick]").first.click()
    expect(page.locator(".ev-picks")).to_contain_text("1 of 4 cards picked")


@pytest.mark.parametrize("context", [{"viewport": PHONE}, {"viewport": DESKTOP}], indirect=True)
def test_explore_does_not_jump_while_its_cards_come_in(page: Page) -> None:
    page.goto("explore/", wait_until="networkidle")
    expect(page.locator("#ev-explore [role=status]")).to_contain_text(ALL)
    assert page.evaluate(SHIFT) < 0.1


def test_searching_is_said_until_there_is_an_answer(page: Page) -> None:
    page.route("**/pagefind/pagefind.js", lambda route: None)
    page.goto("method/")
    page.locator("#ev-search").fill("blinatumomab")
    status = page.locator(".ev-search__panel [role=status]")
    expect(status).to_have_text("Searching…")
    page.unroute("**/pagefind/pagefind.js")  # lets go what it held back
    expect(status).to_have_text("1 result")


def test_enter_never_opens_what_was_found_for_other_words(page: Page, address: str) -> None:
    page.goto("method/")
    page.locator("#ev-search").fill("blinatumomab")
    expect(page.locator(".ev-hits a").first).to_be_visible()
    page.locator("#ev-search").fill("pelogliptin")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}explore/?q=pelogliptin")


def test_words_typed_before_the_search_is_there_are_answered(page: Page) -> None:
    page.route("**/search-panel.js", lambda route: None)
    page.goto("method/")
    page.keyboard.press("/")
    page.keyboard.type("blinatumomab")
    expect(page.locator("#ev-search")).to_have_value("blinatumomab")
    page.unroute("**/search-panel.js")  # lets go what it held back
    expect(page.locator(".ev-hits a").first).to_contain_text("Blinatumomab")
