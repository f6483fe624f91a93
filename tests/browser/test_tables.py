"""Evidence tables and the comparison: sorting, columns, pages, taking away, picking cards, by script and without."""

import csv
import io
from pathlib import Path

import rispy
from playwright.sync_api import Browser, Download, Page, expect

TABLE = "browse/studies/"


def column(page: Page, number: int) -> list[str]:
    return [text.strip() for text in page.locator(f".ev-table tbody tr > :nth-child({number})").all_inner_texts()]


def text_of(download: Download) -> str:
    return Path(download.path()).read_text(encoding="utf-8-sig")


def test_a_click_on_a_heading_sorts_all_studies_both_ways(page: Page) -> None:
    page.goto(TABLE)
    status = page.locator(".ev-table .ev-status")
    page.get_by_role("button", name="Year", exact=True).click()
    expect(status).to_contain_text("by year, downwards")
    years = column(page, 2)
    assert years == sorted(years, reverse=True)
    page.get_by_role("button", name="Year", exact=True).click()
    expect(page.locator("th[aria-sort=ascending]")).to_have_count(1)
    earliest = column(page, 2)
    assert earliest == sorted(earliest)
    assert min(earliest) <= min(years)


def test_what_is_not_reported_comes_last_in_both_directions(page: Page) -> None:
    page.goto(TABLE)
    for _ in range(2):
        page.get_by_role("button", name="n", exact=True).click()
        expect(page.locator("th[data-column=n][aria-sort]")).to_have_count(1)
        sizes = [text != "Not reported" for text in column(page, 4)]
        assert sizes == sorted(sizes, reverse=True)


def test_pages_turn_by_keyboard_and_count_true(page: Page) -> None:
    page.goto(TABLE)
    expect(page.locator(".ev-table .ev-status")).to_contain_text("1 to 50 of")
    page.get_by_role("button", name="Next").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".ev-table .ev-status")).to_contain_text("51 to")
    expect(page.get_by_role("button", name="Next")).to_be_disabled()


def test_a_hidden_column_stays_hidden_on_the_next_visit(page: Page) -> None:
    page.goto(TABLE)
    page.locator(".ev-columns summary").click()
    page.get_by_label("Comparator").uncheck()
    expect(page.locator("th[data-column=Comparator]")).to_be_hidden()
    page.goto("browse/study-type/randomized-controlled-trial/")
    expect(page.locator("th[data-column=Comparator]")).to_be_hidden()
    expect(page.locator("th[data-column=Intervention]")).to_be_visible()


def test_left_out_articles_are_shown_when_asked_for(page: Page) -> None:
    page.goto(TABLE)
    before = page.locator(".ev-table .ev-status").inner_text()
    retracted = page.locator("tr[data-left-out]")
    expect(retracted).to_have_count(0)
    page.get_by_label("left out").check()
    expect(page.locator(".ev-table .ev-status")).not_to_have_text(before)
    page.get_by_role("button", name="Next").click()
    expect(retracted.first).to_be_visible()


def test_the_table_is_taken_away_as_it_is_shown(page: Page) -> None:
    page.goto(TABLE)
    page.locator(".ev-columns summary").click()
    page.get_by_label("Safety").uncheck()
    with page.expect_download() as found:
        page.get_by_role("button", name="CSV of this table").click()
    rows = list(csv.reader(io.StringIO(text_of(found.value))))
    total = int(page.locator(".ev-table").get_attribute("data-total") or 0)
    assert "Safety" not in rows[0]
    assert rows[0][:2] == ["Study", "Year"]
    assert len(rows) == total + 1


def test_the_cards_of_a_list_are_put_together_from_their_own_files(page: Page) -> None:
    page.goto("browse/study-type/randomized-controlled-trial/")
    with page.expect_download() as found:
        page.get_by_role("button", name="RIS", exact=True).click()
    entries = rispy.loads(text_of(found.value))
    assert len(entries) == int(page.locator(".ev-table").get_attribute("data-total") or 0)
    with page.expect_download() as found:
        page.get_by_role("button", name="CSV of studies").click()
    rows = list(csv.DictReader(io.StringIO(text_of(found.value))))
    assert {row["study_type"] for row in rows} == {"Randomized Controlled Trial"}
    assert len(rows) == len(entries)


def test_cards_are_picked_anywhere_and_compared_at_an_address_to_share(page: Page, address: str) -> None:
    page.goto("cards/pmid-99000002/")
    page.get_by_role("button", name="Compare").click()
    page.goto(TABLE)
    page.locator("tbody [data-pick]:not([data-pick=pmid-99000002])").first.click()
    expect(page.locator(".ev-picks")).to_contain_text("2 of 4 cards picked")
    page.get_by_role("link", name="Compare them").click()
    page.wait_for_url(f"{address}browse/compare/?cards=*")
    expect(page.locator(".ev-compare thead th")).to_have_count(2)
    page.get_by_role("button", name="Remove").first.click()
    expect(page.locator(".ev-compare thead th")).to_have_count(1)
    assert "pmid-99000002" not in page.url


def test_a_comparison_says_what_the_cards_say(page: Page, address: str) -> None:
    page.goto("browse/compare/?cards=pmid-99000999,pmid-99000005,doi-10.1111-ejh.13569")
    expect(page.locator(".ev-compare thead th")).to_have_count(3)
    rows = {row.locator("th").inner_text(): row.locator("td") for row in page.locator(".ev-compare tbody tr").all()}
    expect(rows["Participants"].first).to_contain_text("41 corrected by Ada Invented, 2026-11-20")
    safety = rows["Safety"].first
    expect(safety.locator("del")).to_contain_text("4 of 40 patients")
    expect(safety).to_contain_text("added by Ada Invented, 2026-11-20")
    expect(safety).to_contain_text("Does not add up as printed.")
    expect(rows["Baseline"].last).to_contain_text("Seventy-one percent of patients")
    expect(rows["Notices"].nth(1)).to_contain_text("This article has been retracted.")
    names = list(rows)
    assert names.index("Allocation") < names.index("Masking") < names.index("Eligibility")
    assert names[-6:] == ["Baseline", "Efficacy", "Safety", "Conclusions", "Numbers", "Review"]
    value = safety.locator("a.ev-value").first
    words = value.inner_text()
    value.click()
    assert page.url.startswith(f"{address}cards/pmid-99000999/#")
    expect(page.locator("mark:target")).to_contain_text(words)


def test_a_fifth_card_cannot_be_picked(page: Page) -> None:
    page.goto(TABLE)
    for number in range(4):
        page.locator("tbody [data-pick]").nth(number).click()
    expect(page.locator("tbody [data-pick]").nth(4)).to_be_disabled()
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("tbody [data-pick]").nth(4)).to_be_enabled()


def test_a_comparison_with_no_card_or_an_unknown_one_says_so(browser: Browser, address: str) -> None:
    page = browser.new_page(base_url=address)
    page.goto("browse/compare/")
    expect(page.locator(".ev-compare [role=status]")).to_have_text("No card is picked yet.")
    page.goto("browse/compare/?cards=pmid-1,<script>")
    expect(page.locator(".ev-compare [role=status]")).to_contain_text("not found: pmid-1")
    page.close()


def test_without_scripts_tables_show_their_first_rows_and_say_what_is_left_out(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto(TABLE)
    expect(page.locator(".ev-table tbody tr")).to_have_count(50)
    expect(page.locator(".ev-table .ev-status")).to_contain_text("The newest 50 of")
    expect(page.locator(".ev-left-out summary")).to_contain_text("retracted")
    context.close()


def test_marks_of_map_and_timeline_are_links_by_keyboard(page: Page, address: str) -> None:
    page.goto("browse/timeline/")
    page.locator("svg a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}browse/year/*/")
