"""Reading in other ways than most: enlarged, on the narrowest screen, without motion, by keyboard alone."""

import pytest
from playwright.sync_api import Page, expect

CARD = "cards/doi-10.1111-ejh.13569/"
PAGES = (
    "",
    CARD,
    "explore/",
    "browse/",
    "browse/condition/",
    "browse/study-type/randomized-controlled-trial/",
    "browse/map/",
    "browse/timeline/",
    "browse/references/",
    "browse/mismatches/",
    "browse/compare/?cards=pmid-99000001,pmid-99000002",
    "exports/",
    "audit/",
)
TWICE = {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2}
"""What a window of 1280 by 900 is at 200%."""
NARROWEST = {"viewport": {"width": 320, "height": 480}}
"""The width of WCAG 1.4.10, a window of 1280 at 400%."""


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path or "home")
@pytest.mark.parametrize("context", [TWICE, NARROWEST], indirect=True, ids=["200%", "400%"])
def test_an_enlarged_page_is_whole_and_scrolls_one_way_only(page: Page, path: str) -> None:
    page.goto(path, wait_until="networkidle")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    # Words that stick out of the window and cannot be scrolled to are lost.
    lost = """() => [...document.querySelectorAll('main :is(p, li, h1, h2, td, th, dt, dd, a, button, label, input)')]
        .filter(one => !one.closest('.ev-scroll, .md-typeset__scrollwrap, .ev-hidden, [hidden], nav, .md-sidebar'))
        .filter(one => one.checkVisibility())
        .filter(one => one.getBoundingClientRect().right > innerWidth + 1 || one.getBoundingClientRect().left < -1)
        .filter(one => getComputedStyle(one).position !== 'absolute')
        .map(one => one.textContent.trim().slice(0, 60))"""
    assert page.evaluate(lost) == []
    expect(page.locator("h1").first).to_be_visible()
    expect(page.locator("#ev-search")).to_be_visible()


@pytest.mark.parametrize("context", [{"reduced_motion": "reduce"}], indirect=True)
@pytest.mark.parametrize("path", [CARD, "explore/", "browse/studies/"])
def test_nothing_moves_for_readers_who_ask_for_no_motion(page: Page, path: str) -> None:
    page.goto(path, wait_until="networkidle")
    moving = """() => [...document.querySelectorAll('*')].flatMap(one => [null, '::before', '::after'].map(part => {
        const style = getComputedStyle(one, part);
        return [style.transitionDuration, style.animationName === 'none' ? '0s' : style.animationDuration,
            style.scrollBehavior === 'smooth' ? '1s' : '0s'].join()
    })).filter(found => /[1-9]/.test(found)).length"""
    assert page.evaluate(moving) == 0


HIDDEN_FOCUS = """() => {
    const focused = document.activeElement;
    if (!focused || focused === document.body) return null;
    const spots = [...focused.getClientRects()].filter(rect => rect.width && rect.height);
    const seen = spots.some(({left, right, top, bottom}) => {
        const there = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
        return there && (focused.contains(there) || there.contains(focused));
    });
    return seen || !spots.length ? null : focused.outerHTML.slice(0, 120);
}"""


@pytest.mark.parametrize("path", [CARD, "browse/studies/"])
@pytest.mark.parametrize("context", [{}, {"viewport": {"width": 390, "height": 600}}], indirect=True)
def test_what_has_the_focus_is_never_covered(page: Page, path: str) -> None:
    page.goto(path, wait_until="networkidle")
    page.locator("[data-pick]").first.click()  # the bar of picked cards is at the foot of the window from now on
    expect(page.locator(".ev-picks")).to_be_visible()
    covered = set()
    for key in ["Tab"] * 60 + ["Shift+Tab"] * 50:
        page.keyboard.press(key)
        covered.add(page.evaluate(HIDDEN_FOCUS))
    assert covered == {None}


def test_a_reader_without_a_mouse_skips_to_the_content(page: Page) -> None:
    page.goto(CARD)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_table_is_sorted_and_its_columns_chosen_by_keyboard(page: Page) -> None:
    page.goto("browse/studies/")
    page.get_by_role("button", name="Year", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator("th[aria-sort=descending]")).to_have_count(1)
    page.locator(".ev-columns summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator("th[data-column=Year]")).to_be_hidden()
