"""A site's configuration for the tests of what is made from it."""

from pathlib import Path

from generator.config import AbstractText, EvidenceOptions, SiteConfig


def invented_site(*, site_url: str | None = "https://example.org/demo/", abstract: str = "quotes") -> SiteConfig:
    here = Path("invented")
    return SiteConfig(
        file=here / "mkdocs.yml",
        site_name="An invented site",
        site_url=site_url,
        docs=here / "docs",
        site=here / "site",
        seeds=here / "seeds",
        templates=here / "templates",
        options=EvidenceOptions(abstract=AbstractText(abstract)),
    )
