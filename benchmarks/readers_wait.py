"""What a reader of a large site waits for: ``python -m benchmarks.readers_wait SITE``.

Opens Explore, the search, the table of all studies and the map in headless Chromium, and does there what a reader
does. Prints a table: seconds until the answer stands there, bytes and requests as they lie on disk, and the longest
stretch in which the page could not react.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, Response

from benchmarks.search import first_card, reader

WATCH = """window.busy = [];
new PerformanceObserver((list) => busy.push(...list.getEntries().map((one) => one.duration)))
  .observe({ type: "longtask", buffered: true });"""
SAYS_MORE = """([at, before]) => {
  const now = document.querySelector(at).innerText;
  return now !== before && !now.endsWith("…");
}"""
SETTLED_MS = 400
"""After an answer, for what still comes in."""
EXPLORED = "#ev-explore [role=status]"
FOUND = ".ev-search__panel [role=status]"
LISTED = ".ev-table .ev-status"


class Reader:
    """Somebody who opens pages and waits."""

    def __init__(self, page: Page, address: str, fetched: list[Response]) -> None:
        self.page, self._address, self._fetched = page, address, fetched

    def open(self, what: str, wanted: str) -> None:
        """Opens a page and waits for what it is for."""
        self._wait(what, lambda: self.page.goto(self._address + what), self.page.locator(wanted).first.wait_for)

    def do(self, what: str, act: Callable[[], object], *, changes: str) -> None:
        """Does something and waits until the line that says what is shown says something new, and no longer waits."""
        self.page.evaluate("busy.length = 0")
        before = self.page.locator(changes).inner_text()
        self._wait(what, act, lambda: self.page.wait_for_function(SAYS_MORE, arg=[changes, before]))

    def _wait(self, what: str, act: Callable[[], object], answered: Callable[[], object]) -> None:
        before, started = len(self._fetched), time.perf_counter()
        act()
        answered()
        seconds = time.perf_counter() - started
        self.page.wait_for_timeout(SETTLED_MS)
        busy = max(self.page.evaluate("busy"), default=0)
        new = self._fetched[before:]
        size = sum(len(one.body()) for one in new)
        print(f"| {what} | {seconds:.1f} s | {size:,} | {len(new)} | {busy:.0f} ms |", flush=True)


@contextmanager
def somebody(site: Path) -> Iterator[Reader]:
    """A reader who was never here before."""
    with reader(site) as (page, address, fetched):
        page.set_default_timeout(300_000)
        page.add_init_script(WATCH)
        yield Reader(page, address, fetched)


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description="Measure what a reader of a large site waits for.")
    parser.add_argument("site", type=Path)
    site = parser.parse_args().site
    print("| what a reader does | answer after | bytes | requests | longest task |\n| --- | --- | --- | --- | --- |")
    with somebody(site) as one:
        one.open("explore/", "#ev-explore .ev-hits a")
        one.do(
            "types “migraine” in Explore",
            lambda: one.page.locator(".ev-explore [name=q]").type("migraine"),
            changes=EXPLORED,
        )
        one.do("clears all", one.page.locator(".ev-clear").click, changes=EXPLORED)
        one.do("chooses a facet", one.page.locator(".ev-facets input").first.click, changes=EXPLORED)
    with somebody(site) as one:
        one.open(first_card(site), "h1")
        one.page.keyboard.press("/")
        one.do("types “placebo” in the header", lambda: one.page.keyboard.type("placebo"), changes=FOUND)
        one.do("adds “migraine”", lambda: one.page.keyboard.type(" migraine"), changes=FOUND)
    with somebody(site) as one:
        one.open("browse/studies/", ".ev-table tbody tr")
        for column in ("Year", "n"):
            sorter = one.page.get_by_role("button", name=column, exact=True)
            one.do(f"sorts all studies by {column}", sorter.click, changes=LISTED)
        one.do("turns the page", one.page.get_by_role("button", name="Next").click, changes=LISTED)
    with somebody(site) as one:
        one.open("browse/map/", "h1")


if __name__ == "__main__":
    main()
