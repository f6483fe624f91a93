"""The sitemap: every page of the site, with no date from the clock (sitemaps.org, protocol 0.9)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def write_sitemap(site: Path, site_url: str | None, published: Iterable[str]) -> None:
    """Writes ``sitemap.xml`` for the pages published at these paths, in the place of the engine's own.

    A sitemap needs full addresses: a site that does not know its address has none.
    """
    (site / "sitemap.xml.gz").unlink(missing_ok=True)
    file = site / "sitemap.xml"
    if site_url is None:
        file.unlink(missing_ok=True)
        return
    root = ElementTree.Element("urlset", xmlns=NAMESPACE)
    for path in sorted(published):
        page = ElementTree.SubElement(root, "url")
        ElementTree.SubElement(page, "loc").text = site_url.rstrip("/") + "/" + path.removesuffix("index.html")
    file.unlink(missing_ok=True)
    ElementTree.ElementTree(root).write(file, encoding="utf-8", xml_declaration=True)
