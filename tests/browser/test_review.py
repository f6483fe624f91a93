"""A reviewed card in the browser: what people and the audit say is heard, is reached by keyboard, and is printed."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import REVIEWED
from tests.browser.test_access import READERS, RULES, reader_name

SIGNED = "by Ada Invented, 2026-11-20"


def press_until(page: Page, wanted: str) -> None:
    """Presses Tab as a reader without a mouse does, until the focus is on what the selector names."""
    for _ in range(400):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"Tab never came to {wanted}")


def test_from_a_value_to_its_words_and_back_by_keyboard_alone(page: Page) -> None:
    page.goto(REVIEWED)
    press_until(page, "#population ~ dl a.ev-value")
    value = page.evaluate("document.activeElement.id")
    page.keyboard.press("Enter")
    expect(page.locator("mark:target")).to_be_in_viewport()
    press_until(page, f"mark:target a[href='#{value}']")
    page.keyboard.press("Enter")
    expect(page.locator(f"#{value}")).to_be_in_viewport()
    press_until(page, "a, button, summary, input")  # the next stop is behind the value, not at the top of the page
    assert page.evaluate(
        "value => !!(document.getElementById(value).compareDocumentPosition(document.activeElement) & 4)", value
    )


def test_what_the_program_read_is_one_key_away_from_a_correction(page: Page) -> None:
    page.goto(REVIEWED)
    press_until(page, "details.ev-review summary")
    page.keyboard.press("Enter")
    expect(page.locator("details.ev-review[open]").first).to_be_visible()


def test_a_screen_reader_hears_the_review_and_the_mismatch(page: Page) -> None:
    page.goto(REVIEWED)
    heard = page.locator("article").aria_snapshot()
    assert re.search(r"insertion:? \"?41", heard)
    assert f"corrected {SIGNED}" in heard
    assert f"rejected {SIGNED}" in heard
    assert "deletion" in heard
    assert f"added {SIGNED}" in heard
    assert "Does not add up as printed." in heard
    assert "1 does not add up" in heard
    assert re.search(r"link \"partly reviewed, Ada Invented, 2026-11-20\"", heard)


def test_a_table_says_whose_value_stands_in_it(page: Page) -> None:
    page.goto("browse/studies/")
    row = page.get_by_role("row", name=re.compile("A reviewed invented trial"))
    expect(row).to_contain_text(f"41 corrected {SIGNED}")
    expect(row).to_contain_text("partly reviewed")


def test_print_shows_the_review_the_mismatch_and_what_the_program_read(page: Page) -> None:
    page.goto(REVIEWED)
    page.emulate_media(media="print")
    for words in (f"corrected {SIGNED}", f"rejected {SIGNED}", f"added {SIGNED}", "Does not add up as printed."):
        expect(page.get_by_text(words).first).to_be_visible()
    expect(
        page.locator("details.ev-review", has_text="what the program read").first.locator("a.ev-value")
    ).to_be_visible()


@pytest.mark.parametrize("context", READERS, indirect=True, ids=reader_name)
def test_axe_finds_nothing_on_a_reviewed_card(page: Page) -> None:
    page.goto(REVIEWED, wait_until="networkidle")
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
