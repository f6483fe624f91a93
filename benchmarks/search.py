"""What a search and the pages of a large set cost a reader: bytes on the wire as they lie on disk, and time.

``python -m benchmarks.search FOLDER`` asks the two sites that ``benchmarks.scale`` left in a folder.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page, Response, sync_playwright

WORD = "migraine"
PLAIN = Path(__file__).with_name("plain-mkdocs.yml")
MATERIALS_INDEX = "search/search_index.json"
WIDE = {"width": 1280, "height": 900}


class Engine(NamedTuple):
    """A search: its site, where to type, what an answer looks like, and what is fetched for the search alone."""

    name: str
    folder: str
    box: str
    answer: str
    counted: tuple[str, ...]


class Answer(NamedTuple):
    """What the first answer took: bytes, seconds, and the bytes of Material's index where the site has it."""

    size: int
    seconds: float
    of_index: int


class Opened(NamedTuple):
    """A page as a reader opens it for the first time."""

    what: str
    size: int
    requests: int


ENGINES = (
    Engine("Pagefind", "site", "#ev-search", ".ev-hits a", ("/pagefind/", "/search", "pagefind.js")),
    Engine("Material", PLAIN.stem, "[data-md-component=search-query]", ".md-search-result__link", ("/search",)),
)


def search(site: Path, engine: Engine) -> Answer:
    """Bytes fetched for the search, and seconds from opening a card to the first answer."""
    with reader(site) as (page, address, fetched):
        started = time.perf_counter()
        page.goto(f"{address}{first_card(site)}")
        page.locator(engine.box).click()
        page.keyboard.type(WORD)
        page.locator(engine.answer).first.wait_for(timeout=600_000)
        seconds = time.perf_counter() - started
        size = sum(len(one.body()) for one in fetched if any(part in one.url for part in engine.counted))
    index = site / MATERIALS_INDEX
    return Answer(size, seconds, index.stat().st_size if index.is_file() else 0)


def first_card(site: Path) -> str:
    """The address of the card with the lowest PMID."""
    return f"cards/{min(path.name for path in (site / 'cards').iterdir() if path.name.startswith('pmid'))}/"


def said(name: str, answer: Answer) -> str:
    """What a search took, in words."""
    return f"{name}: {answer.size:,} bytes, first answer {answer.seconds:.2f} s after opening a card"


def open_page(site: Path, what: str) -> Opened:
    """A page of the site with everything that it fetches by itself."""
    with reader(site) as (page, address, fetched):
        page.goto(f"{address}{what}", wait_until="networkidle", timeout=600_000)
        return Opened(what, sum(len(one.body()) for one in fetched), len(fetched))


@contextmanager
def reader(site: Path) -> Iterator[tuple[Page, str, list[Response]]]:
    """A browser's page, the site's address, and everything that is fetched."""
    fetched: list[Response] = []
    with _served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_context(viewport=WIDE).new_page()  # type: ignore[arg-type]
        page.context.on("response", lambda response: fetched.append(response))
        yield page, address, fetched
        browser.close()


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """The folder's address."""

    class Silent(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Silent, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def main() -> None:
    """Prints a line for each search."""
    parser = argparse.ArgumentParser(description="Compare the site's search with Material's on the same pages.")
    parser.add_argument("folder", type=Path, help="With the sites that benchmarks.scale made, as its --folder.")
    options = parser.parse_args()
    for engine in ENGINES:
        print(said(engine.name, search(options.folder / engine.folder, engine)))


if __name__ == "__main__":
    main()
