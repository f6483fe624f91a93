"""What the first answer of a search costs a reader: ``python -m benchmarks.search COUNT FOLDER``.

Builds a site of COUNT invented articles in an empty FOLDER, renders the same pages once more with Material's own
search, and asks both for the same word in headless Chromium: the bytes fetched for the search, as they lie on disk,
and the time from opening a card to the first answer.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Response, sync_playwright

from benchmarks.invented import write_medline
from generator.build import build_site
from generator.config import load_config
from generator.progress import Progress

ROOT = Path(__file__).parents[1]
WORD = "migraine"
MATERIAL = """site_name: Evidence cards
site_dir: site-material
theme: {name: material, font: false, features: [navigation.tabs]}
plugins: [search]
markdown_extensions: [admonition, attr_list, def_list, md_in_html, tables]
nav: [index.md]
not_in_nav: "*"
"""
# By engine: the folder, where to type, what an answer looks like, and what is fetched for the search alone.
ENGINES = (
    ("Pagefind", "site", "#ev-search", ".ev-hits a", ("/pagefind/", "search.js", "pagefind.js")),
    ("Material", "site-material", "[data-md-component=search-query]", ".md-search-result__link", ("/search",)),
)


def build(count: int, folder: Path) -> None:
    """Both sites."""
    for name in ("docs", "templates"):
        shutil.copytree(
            ROOT / name, folder / name, ignore=shutil.ignore_patterns("cards", "browse", "exports", "feeds", "index.md")
        )
    shutil.copy(ROOT / "mkdocs.yml", folder)
    (folder / "generator").symlink_to(ROOT / "generator")  # the hook's path in mkdocs.yml
    write_medline(folder / "seeds", count, per_file=500)
    build_site(load_config(folder / "mkdocs.yml"), Progress())
    (folder / "material.yml").write_text(MATERIAL, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q", "-f", "material.yml"], cwd=folder, check=True)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder's address."""

    class Silent(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Silent, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def measure(folder: Path, box: str, answer: str, counted: tuple[str, ...]) -> tuple[int, float]:
    """Bytes fetched for the search, and seconds from opening a card to the first answer."""
    card = next(path.name for path in sorted((folder / "cards").iterdir()) if path.name.startswith("pmid"))
    fetched: list[Response] = []
    with served(folder) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        page.context.on("response", lambda response: fetched.append(response))
        start = time.perf_counter()
        page.goto(f"{address}cards/{card}/")
        page.locator(box).click()
        page.keyboard.type(WORD)
        page.locator(answer).first.wait_for(timeout=120_000)
        taken = time.perf_counter() - start
        size = sum(len(one.body()) for one in fetched if any(part in one.url for part in counted))
        browser.close()
    return size, taken


def main() -> None:
    """Prints a line for each engine."""
    parser = argparse.ArgumentParser(description="Compare the site's search with Material's on the same pages.")
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    build(options.count, options.folder)
    for name, folder, box, answer, counted in ENGINES:
        size, taken = measure(options.folder / folder, box, answer, counted)
        print(f"{name}: {size:,} bytes, first answer after {taken:.2f} s")


if __name__ == "__main__":
    main()
