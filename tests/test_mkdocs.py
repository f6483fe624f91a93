"""Plain MkDocs on the repository's own configuration: the same site as ours, and followed as seeds change."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import etree

from benchmarks.invented import write_demo
from generator.build import build_site
from generator.config import load_config
from generator.progress import Progress
from tests.site import seed_text

ROOT = Path(__file__).parent.parent
COPIED = ("mkdocs.yml", "docs", "templates", "seeds")
MKDOCS = (sys.executable, "-m", "mkdocs")
PROPERDOCS = (sys.executable, "-m", "properdocs")
QUIET_SECONDS = 5.0
"""How long nothing may happen after a rebuild; MkDocs looks for changes several times a second."""


def copied(folder: Path) -> Path:
    """The repository's own site in a folder of its own, with a few invented articles besides the seed."""
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            made = shutil.ignore_patterns("cards", "browse", "exports", "feeds", "index.md")
            shutil.copytree(source, folder / name, ignore=made)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, folder / name)
    (folder / "generator").symlink_to(ROOT / "generator")  # the hook's path in mkdocs.yml
    write_demo(folder / "seeds" / "invented", 5)
    return folder


def environment(**more: str) -> dict[str, str]:
    unset = ("SITE_URL", "SOURCE_DATE_EPOCH")
    return {name: value for name, value in os.environ.items() if name not in unset} | {"PYTHONPATH": str(ROOT), **more}


def tree(site: Path) -> dict[str, bytes]:
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


@pytest.mark.site
@pytest.mark.parametrize("url", ["", "https://example.org/evidence/"])
def test_plain_mkdocs_makes_the_site_that_we_make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    ours, theirs = copied(tmp_path / "ours"), copied(tmp_path / "theirs")
    monkeypatch.delenv("SITE_URL", raising=False)
    if url:
        monkeypatch.setenv("SITE_URL", url)
    config = load_config(ours / "mkdocs.yml")
    build_site(config, Progress(quiet=True), strict=True)
    env = environment(**({"SITE_URL": url} if url else {}))
    done = subprocess.run(
        (*MKDOCS, "build", "--strict"), cwd=theirs, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    made, expected = tree(theirs / "site"), tree(config.site)
    assert sorted(made) == sorted(expected)
    assert [name for name in expected if made[name] != expected[name]] == []
    assert any(name.startswith("pagefind/fragment/") for name in expected)


@pytest.mark.site
def test_properdocs_makes_the_site_that_mkdocs_makes_but_for_its_own_name(tmp_path: Path) -> None:
    """Material and MkDocs are at the end of their lives; the drop-in that goes on builds the site unchanged."""
    folder = copied(tmp_path / "site")
    sites = []
    for engine in (MKDOCS, PROPERDOCS):
        site = tmp_path / engine[-1]
        command = (*engine, "build", "--strict", "--config-file", "mkdocs.yml", "--site-dir", str(site))
        done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        pages = {name: text for name, text in tree(site).items() if name.endswith(".html")}
        sites.append({name: re.sub(rb'<meta name="generator"[^>]*>', b"", text) for name, text in pages.items()})
        assert (site / "pagefind" / "pagefind.js").is_file()
    assert sites[0] == sites[1]
    assert len(sites[0]) > 40


ADDRESS = "https://example.org/evidence/"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site that knows its address."""
    folder = copied(tmp_path_factory.mktemp("published") / "site")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("SITE_URL", ADDRESS)
        config = load_config(folder / "mkdocs.yml")
        build_site(config, Progress(quiet=True), strict=True)
    return config.site


@pytest.mark.site
def test_a_published_site_names_its_feeds_and_its_404_page_works_below_a_path(published: Path) -> None:
    for name in ("index.html", "cards/doi-10.1111-ejh.13569/index.html", "404.html"):
        hrefs = links(published / name, "//link[@type='application/atom+xml']/@href")
        files = [urljoin(f"{ADDRESS}{name}", href) for href in hrefs]
        assert files == [f"{ADDRESS}feeds/{feed}.xml" for feed in ("new", "notices")]
        assert all((published / file.removeprefix(ADDRESS)).is_file() for file in files)
    # The 404 page is shown at any address, so whatever it loads or leads to has to count from the host.
    found = links(published / "404.html", "//script/@src | //link[@rel='stylesheet']/@href | //nav//a/@href")
    assert len(found) > 10
    assert [link for link in found if not link.startswith(("/evidence/", "#", "https://"))] == []


@pytest.mark.site
def test_a_published_card_names_itself_to_machines(published: Path) -> None:
    card = published / "cards/doi-10.1111-ejh.13569/index.html"
    here = f"{ADDRESS}cards/doi-10.1111-ejh.13569/"
    (title,) = links(card, "//meta[@property='og:title']/@content")
    assert title.startswith("Blinatumomab in pediatric patients")
    assert links(card, "//link[@rel='canonical']/@href") == [here]
    assert links(card, "//meta[@property='og:url']/@content") == [here]
    assert links(card, "//meta[@property='og:type']/@content") == ["article"]
    assert links(card, "//meta[@name='citation_doi']/@content") == ["10.1111/ejh.13569"]
    assert links(card, "//*[@class='Z3988']/@title") == []  # beside citation tags it would only be read first
    (said,) = links(card, "//script[@type='application/ld+json']/text()")
    assert json.loads(said)["url"] == here


@pytest.mark.site
def test_the_sitemap_names_every_page_that_a_reader_can_come_to(published: Path) -> None:
    named = {str(place.text) for place in etree.parse(published / "sitemap.xml").getroot().iter("{*}loc")}
    pages = {
        file for file in published.rglob("index.html") if not links(file, "//meta[@http-equiv='refresh']/@content")
    }
    assert named == {f"{ADDRESS}{file.relative_to(published).as_posix()}".removesuffix("index.html") for file in pages}


def links(file: Path, xpath: str) -> list[str]:
    page = etree.HTML(file.read_bytes())
    found = page.xpath(xpath)
    assert isinstance(found, list)
    return [str(link) for link in found]


class Server:
    """A running ``mkdocs serve`` and everything it has said so far."""

    def __init__(self, process: subprocess.Popen[str], port: int) -> None:
        self._process = process
        self._address = f"http://127.0.0.1:{port}/"
        self._said: list[str] = []
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._said.append(line)

    @property
    def said(self) -> str:
        return "".join(self._said)

    @property
    def builds(self) -> int:
        """How often it has built the site."""
        return len(re.findall("Documentation built", self.said))

    def page(self, path: str) -> str:
        """A page, empty while there is none."""
        try:
            with urllib.request.urlopen(self._address + path, timeout=5) as answer:
                return str(answer.read().decode())
        except (urllib.error.URLError, OSError):
            return ""

    def rest(self) -> None:
        """Waits until no build is under way or has begun for a while; a busy machine may take long over one."""
        before = -1
        while self.builds != before or self.said.count("Building documentation") != before:
            before = self.builds
            assert before <= 3, self.said
            time.sleep(QUIET_SECONDS)

    def wait(self, until: Callable[[], bool], seconds: float = 60) -> None:
        end = time.monotonic() + seconds
        while not until():
            assert self._process.poll() is None, self.said
            assert time.monotonic() < end, self.said
            time.sleep(0.2)


@contextmanager
def served(folder: Path) -> Iterator[Server]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = (*MKDOCS, "serve", "--dev-addr", f"127.0.0.1:{port}")
    with subprocess.Popen(
        command, cwd=folder, env=environment(), text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        try:
            yield Server(process, port)
        finally:
            process.terminate()


@pytest.mark.site
def test_serve_follows_a_changed_seed_and_then_rests(tmp_path: Path) -> None:
    folder = copied(tmp_path / "site")
    seed = folder / "seeds" / "mine.nbib"
    seed.write_text(seed_text(1, title="Before the change."), encoding="utf-8")
    with served(folder) as server:
        server.wait(lambda: "Before the change." in server.page("cards/pmid-1/"))
        time.sleep(QUIET_SECONDS)
        assert server.builds == 1, server.said
        seed.write_text(seed_text(1, title="After the change."), encoding="utf-8")
        server.wait(lambda: "After the change." in server.page("cards/pmid-1/"))
        server.rest()
        # The cards that the rebuild writes may be seen as one more change; nothing comes of it, so it ends there.
        assert server.builds in (2, 3), server.said
        rested = server.builds
        time.sleep(QUIET_SECONDS)
        assert server.builds == rested, server.said
