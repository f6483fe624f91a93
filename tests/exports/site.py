"""A site's configuration for the tests of what is made from it."""

import json
from pathlib import Path

from generator.config import AbstractText, EvidenceOptions, SiteConfig

CSL_SCHEMA = json.loads((Path(__file__).parent / "csl-data.json").read_text(encoding="utf-8"))
"""The official JSON schema of CSL data (Citation Style Language contributors, MIT), unchanged, as the PyPI package
commonmeta-py 0.312 carries it."""


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
