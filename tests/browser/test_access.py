"""No kind of page has an accessibility violation that axe knows, in any scheme or size."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, PHONE

PAGES = {
    "card": "cards/doi-10.1111-ejh.13569/",
    "invented card": "cards/pmid-99000001/",
    "explore": "explore/",
    "explore, narrowed": "explore/?q=invented&sort=newest",
    "method": "method/",
    "home": "",
    "browse": "browse/",
    "all studies": "browse/studies/",
    "a list": "browse/study-type/",
    "a shelf": "browse/study-type/randomized-controlled-trial/",
    "map": "browse/map/",
    "timeline": "browse/timeline/",
    "mismatches": "browse/mismatches/",
    "references": "browse/references/",
    "comparison": "browse/compare/?cards=pmid-99000001,pmid-99000002,pmid-99000006",
    "take away": "exports/",
}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
READERS = [{"viewport": size, "color_scheme": scheme} for size in (DESKTOP, PHONE) for scheme in ("light", "dark")]


@pytest.mark.parametrize(
    "context", READERS, indirect=True, ids=lambda one: f"{one['viewport']['width']}-{one['color_scheme']}"
)
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_axe_finds_nothing(page: Page, path: str) -> None:
    page.goto(path, wait_until="networkidle")
    if "q=" in path:
        page.locator(".ev-hits a").first.wait_for()
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("context", READERS[::3], indirect=True, ids=["desktop", "phone"])
def test_the_open_search_has_no_violation(page: Page) -> None:
    page.goto("method/")
    page.locator("#ev-search").fill("neurotoxicity")
    page.locator(".ev-hits a").first.wait_for()
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
