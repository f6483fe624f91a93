"""A site of own seeds and some seventy invented articles, served under a sub-path, and Chromium to read it."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from benchmarks.invented import write_demo
from generator import search_index
from generator.build import build_site
from generator.config import load_config
from generator.progress import Progress

ROOT = Path(__file__).parents[2]
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "chrome")
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
COPIED = ("mkdocs.yml", "docs", "templates", "seeds")
FEW = 20
"""Cards in a shard of the search index."""
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}

SHIFT = """() => new Promise(done => { let sum = 0; new PerformanceObserver(list => {
    for (const entry of list.getEntries()) sum += entry.value;
}).observe({type: 'layout-shift', buffered: true}); setTimeout(() => done(sum), 300); })"""
"""How much of a page moved while it was loaded."""

OTHERS = ("Zoritumab", "Belostatin", "Cemiprofen", "Dalosartan", "Evimotinib", "Folitriptan")
"""Drugs of one trial each: with those of the others, more than a list of values shows at once."""
TRIAL = """PMID- 9900098{number}
OWN - NLM
TI  - {drug} in invented asthma: a randomised invented trial.
AB  - METHODS: We randomised 40 patients with asthma to {small} or placebo. RESULTS: A response was seen in 12 patients
      (30%) with {small}. CONCLUSIONS: {drug} was followed by a response.
FAU - Invented, Ada
DP  - 2010 Jan
TA  - J Invented Res
PT  - Randomized Controlled Trial

"""
REVIEWED = "cards/pmid-99000999/"
SEED = """PMID- 99000999
OWN - NLM
TI  - A reviewed invented trial of inventidol in invented asthma.
AB  - METHODS: We randomised 40 patients with asthma to inventidol or placebo. RESULTS: A response was seen in 12 of
      40 patients (30%). Nausea was seen in 3 of 40 patients (9%). Headache was seen in 4 of 40 patients (10%).
      CONCLUSIONS: Inventidol was followed by a response.
FAU - Invented, Ada
DP  - 2024 May
TA  - J Invented Res
PT  - Randomized Controlled Trial

"""
SIGNS = """PMID- 99000998
OWN - NLM
TI  - Inventidol and β-blockers in invented heart attacks.
AB  - METHODS: We randomised 90 patients with acute invented infarction (AII) to inventidol or placebo. RESULTS: The
      hazard ratio was 0.72 (95% CI 0.55 to 0.94). IL-6 fell in AII. CONCLUSIONS: Inventidol was followed by
      fewer events.
FAU - Invented, Ada
DP  - 2023 Jan
TA  - J Invented Res
PT  - Randomized Controlled Trial
MH  - Myocardial Infarction/drug therapy

"""
REVIEW = """reviews:
  - record: pmid:99000999
    by: Ada Invented
    date: 2026-11-20
    items:
      - {at: population.sample_size, words: "40", verdict: correct, value: 41, note: "Table 1 of the article.",
         sentence: "We randomised 40 patients with asthma to inventidol or placebo."}
      - {at: findings, words: "4 of 40 patients (10%)", sentence: "Headache was seen in 4 of 40 patients (10%).",
         verdict: reject, note: "Counted before treatment."}
      - at: findings
        verdict: add
        note: Table 2.
        value: {domain: safety, outcome: Dizzy, type: proportion, value: 5, unit: "%", numerator: 2, denominator: 40}
"""


class _Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it
        """Says nothing: a test's output is its own."""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site's folder."""
    folder = tmp_path_factory.mktemp("site")
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        else:
            shutil.copy(source, folder / name)
    (folder / "generator").symlink_to(ROOT / "generator")  # the hook's path in mkdocs.yml
    write_demo(folder / "seeds" / "invented", 60)
    (folder / "seeds" / "reviewed.nbib").write_text(SEED, encoding="utf-8")
    (folder / "seeds" / "signs.nbib").write_text(SIGNS, encoding="utf-8")
    others = "".join(TRIAL.format(number=n, drug=drug, small=drug.lower()) for n, drug in enumerate(OTHERS))
    (folder / "seeds" / "others.nbib").write_text(others, encoding="utf-8")
    (folder / "seeds" / "reviewed.review.yml").write_text(REVIEW, encoding="utf-8")
    config = load_config(folder / "mkdocs.yml")
    with patch.object(search_index, "MOST_IN_SHARD", FEW):  # as on a site of thousands
        build_site(config, Progress(quiet=True))
    return config.site


@pytest.fixture(scope="session")
def address(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site's address: below a path, as project pages have it."""
    root = tmp_path_factory.mktemp("server")
    (root / "below").symlink_to(site)
    handler = functools.partial(_Silent, directory=str(root))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/below/"
        server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium. Without one these tests are skipped, but fail where CI is set."""
    found = next((path for name in CHROMIUMS if (path := shutil.which(name))), None)
    with sync_playwright() as playwright:
        if found is None and not Path(playwright.chromium.executable_path).is_file():
            if os.environ.get("CI"):
                pytest.fail("no Chromium: run `playwright install chromium`")
            pytest.skip("no Chromium: run `playwright install chromium`")
        running = playwright.chromium.launch(executable_path=found, args=list(QUIET))
        yield running
        running.close()


@pytest.fixture
def context(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A reader, who must see no error and ask nobody but the site for anything."""
    options: dict[str, object] = {"viewport": DESKTOP, **getattr(request, "param", {})}
    reader = browser.new_context(base_url=address, **options)  # type: ignore[arg-type]
    wrong: list[str] = []
    reader.on("request", lambda asked: wrong.append(asked.url) if not _is_ours(asked.url, address) else None)
    reader.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
    reader.on("weberror", lambda error: wrong.append(str(error.error)))
    yield reader
    reader.close()
    assert wrong == []


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page of that reader."""
    return context.new_page()


def _is_ours(url: str, address: str) -> bool:
    return url.startswith((address, "data:", f"blob:{address.split('/below')[0]}"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the tests of this folder."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
