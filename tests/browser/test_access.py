"""No kind of page has an accessibility violation that axe knows, in any scheme or size."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, PHONE

DOCS = Path(__file__).parents[2] / "docs"
PAGES = (
    "cards/doi-10.1111-ejh.13569/",
    "cards/pmid-99000005/",  # retracted
    "",
    "explore/",
    "explore/?q=invented&sort=newest",
    "explore/?q=qqqqxyz",  # nothing is found
    "browse/",
    "browse/year/",
    "browse/study-type/",
    "browse/study-type/randomized-controlled-trial/",
    "browse/condition/",
    "browse/intervention/pelogliptin/",
    "browse/studies/",
    "browse/map/",
    "browse/timeline/",
    "browse/references/",
    "browse/mismatches/",
    "browse/compare/?cards=pmid-99000001,pmid-99000002,pmid-99000006",
    "exports/",
)
HAND_WRITTEN = tuple(f"{file.stem}/" for file in sorted(DOCS.glob("*.md")) if file.stem not in ("index", "explore"))
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
READERS = [{"viewport": size, "color_scheme": scheme} for size in (DESKTOP, PHONE) for scheme in ("light", "dark")]
EVERY = [(reader, path) for path in PAGES for reader in READERS]
EVERY += [(reader, path) for path in HAND_WRITTEN for reader in (READERS[0], READERS[3])]


def reader_name(value: object) -> str:
    if isinstance(value, dict):
        return f"{value['viewport']['width']}-{value['color_scheme']}"
    return str(value) or "home"


@pytest.mark.parametrize(("context", "path"), EVERY, indirect=["context"], ids=reader_name)
def test_axe_finds_nothing_and_nothing_sticks_out(page: Page, path: str) -> None:
    page.goto(path, wait_until="networkidle")
    if "q=invented" in path:
        page.locator(".ev-hits a").first.wait_for()
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("context", READERS[::3], indirect=True, ids=["desktop", "phone"])
def test_the_open_search_has_no_violation(page: Page) -> None:
    page.goto("method/")
    page.locator("#ev-search").fill("neurotoxicity")
    page.locator(".ev-hits a").first.wait_for()
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
