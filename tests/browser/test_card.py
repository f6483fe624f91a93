"""A card in the browser: from a value to its words and back, by mouse and by keyboard, with and without scripts."""

import gzip
import re

import pytest
from playwright.sync_api import BrowserContext, Page, Response, expect

from tests.browser.conftest import DESKTOP, PHONE, SHIFT

CARD = "cards/doi-10.1111-ejh.13569/"


def test_a_value_leads_to_its_words_and_the_words_back(page: Page) -> None:
    page.goto(CARD)
    rate = page.locator("a.ev-value", has_text="13/38").last
    rate.click()
    words = page.locator("mark:target")
    expect(words).to_be_in_viewport()
    expect(words).to_contain_text("13/38 patients (34%)")
    assert page.locator(".ev-sentence:has(mark:target)").inner_text().startswith("We observed a response")
    words.locator("a").last.click()
    expect(page.locator("a.ev-value:target")).to_be_in_viewport()


def test_the_way_to_the_words_and_back_needs_no_mouse(page: Page) -> None:
    page.goto(CARD)
    rate = page.locator("a.ev-value", has_text="13/38").last
    rate.focus()
    page.keyboard.press("Enter")
    expect(page.locator("mark:target")).to_be_in_viewport()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('mark')?.matches(':target')")
    page.keyboard.press("Enter")
    assert page.locator(":target").get_attribute("id") == rate.get_attribute("id")


def test_the_printed_numbers_that_do_not_add_up_are_said_in_words(page: Page) -> None:
    page.goto(CARD)
    expect(page.get_by_text("1 does not add up").first).to_be_visible()
    expect(page.locator(".ev-note").first).to_contain_text("Does not add up as printed.")


@pytest.mark.parametrize("context", [{"java_script_enabled": False}], indirect=True)
def test_a_card_reads_fully_without_scripts(page: Page) -> None:
    page.goto(CARD)
    for name in ("At a glance", "Design", "Population", "Conclusions", "Source", "References"):
        expect(page.get_by_role("heading", name=name)).to_be_visible()
    page.locator("a.ev-value", has_text="13/38").first.click()
    expect(page.locator("mark:target")).to_be_in_viewport()


@pytest.mark.parametrize("context", [{"viewport": PHONE}], indirect=True)
def test_a_card_fits_a_phone(page: Page) -> None:
    page.goto(CARD)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_print_shows_the_card_and_not_the_site_around_it(page: Page) -> None:
    page.goto(CARD)
    page.emulate_media(media="print")
    expect(page.locator(".md-header")).to_be_hidden()
    expect(page.locator("form.ev-search").first).to_be_hidden()
    expect(page.get_by_text(re.compile("does not add up")).first).to_be_visible()


@pytest.mark.parametrize("context", [{"color_scheme": "dark"}], indirect=True)
def test_print_is_dark_on_white_for_readers_of_the_dark_scheme_too(page: Page) -> None:
    page.goto(CARD)
    colours = "[...document.querySelectorAll(%r)].map(one => getComputedStyle(one)[%r])"
    ink = "body, .md-typeset h1, .ev-value, .ev-note, .ev-computed summary"
    on_screen = page.evaluate(colours % (ink, "color"))
    page.emulate_media(media="print", color_scheme="dark")
    page.wait_for_timeout(300)
    assert page.evaluate(colours % ("body", "backgroundColor")) == ["rgb(255, 255, 255)"]
    printed = page.evaluate(colours % (ink, "color"))
    assert len(printed) > 20
    assert all(_lightness(one) < 130 < _lightness(two) for one, two in zip(printed, on_screen, strict=True))


def _lightness(colour: str) -> float:
    """The mean of red, green and blue, blended with white where the colour is partly clear."""
    parts = [float(part) for part in re.findall(r"[\d.]+", colour)]
    alpha = parts[3] if len(parts) > 3 else 1.0
    return alpha * sum(parts[:3]) / 3 + (1 - alpha) * 255


@pytest.mark.parametrize("context", [{"viewport": PHONE}, {"viewport": DESKTOP}], indirect=True)
def test_a_first_view_is_light_and_does_not_jump(context: BrowserContext, page: Page) -> None:
    fetched: list[Response] = []
    context.on("response", lambda response: fetched.append(response))
    page.goto(CARD, wait_until="networkidle")
    assert sum(len(gzip.compress(one.body())) for one in fetched) < 100_000  # as Pages and other hosts send it
    assert not [one.url for one in fetched if "pagefind" in one.url or "panel" in one.url]  # nobody has searched yet
    expect(page.get_by_role("button", name="Compare")).to_be_visible()
    assert page.evaluate(SHIFT) == 0
