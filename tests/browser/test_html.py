"""Every page of the built site is sound HTML, and every link inside the site leads somewhere."""

import json
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

from justhtml import JustHTML
from lxml import html


def pages(site: Path) -> dict[Path, html.HtmlElement]:
    files = (file for file in site.rglob("*.html") if "pagefind" not in file.parts)
    return {file: html.document_fromstring(file.read_bytes()) for file in files}


def test_every_page_is_html_without_a_parse_error(site: Path) -> None:
    """The WHATWG's own list of errors, found by the parser that its tests are run against."""
    checked = 0
    for file in pages(site):
        found = JustHTML(file.read_bytes(), collect_errors=True).errors
        assert found == [], (file, found)
        checked += 1
    assert checked > 100
    assert JustHTML("<!doctype html><title>x</title><p><div></p></div>", collect_errors=True).errors  # it does look


def test_ids_are_unique_and_a_page_has_one_main_heading(site: Path) -> None:
    for file, page in pages(site).items():
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), file
        redirects = page.xpath("//meta[@http-equiv='refresh']")
        assert redirects or len(list(page.iter("h1"))) == 1, file


def test_what_a_page_says_to_machines_can_be_read(site: Path) -> None:
    for page in pages(site).values():
        for script in page.xpath("//script[@type='application/ld+json']"):
            assert json.loads(script.text)["@context"] == "https://schema.org"


def test_no_page_names_a_script_or_style_of_another_site(site: Path) -> None:
    for page in pages(site).values():
        assert [url for url in page.xpath("//script/@src | //link[@rel='stylesheet']/@href") if "//" in url] == []


def test_links_inside_the_site_lead_to_a_page_and_a_place_on_it(site: Path) -> None:
    found = pages(site)
    ids = {file: set(page.xpath("//@id")) for file, page in found.items()}
    broken = []
    for file, page in found.items():
        if file.name == "404.html":
            continue  # its links count from the site's root
        for href in page.xpath("//a/@href"):
            if urlsplit(href).scheme or href.startswith("//"):
                continue
            path, place = urldefrag(href)
            target = (file.parent / unquote(path.split("?")[0])).resolve() if path.split("?")[0] else file
            target = target / "index.html" if target.is_dir() else target
            if not target.is_file() or (place and target in ids and unquote(place) not in ids[target]):
                broken.append((str(file.relative_to(site)), href))
    assert not broken, "\n".join(map(str, broken))
