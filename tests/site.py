"""A small site of its own for a test, and the seeds to put into it. Every article in it is invented."""

from __future__ import annotations

from pathlib import Path

from generator.config import SiteConfig, load_config

MEDLINE = """PMID- {pmid}
OWN - NLM
TI  - {title}
AB  - {abstract}
FAU - Invented, Ada
DP  - 2024 May
TA  - J Invented Res
PT  - Journal Article

"""
MKDOCS_YML = """site_name: Invented
theme: {name: mkdocs}
plugins: []
nav: [{Home: index.md}]
not_in_nav: "*"
"""
ABSTRACT = "RESULTS: A response was seen in 12 of 40 patients (30%). CONCLUSIONS: Inventidol was well tolerated."


def seed_text(pmid: int, *, title: str = "Inventidol in an invented disease.", abstract: str = ABSTRACT) -> str:
    """A MEDLINE record of an article that does not exist."""
    return MEDLINE.format(pmid=pmid, title=title, abstract=abstract)


def make_site(folder: Path, **seeds: str) -> SiteConfig:
    """A site with the given seeds, by name, and a plain theme that renders fast."""
    (folder / "seeds").mkdir(parents=True)
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(MKDOCS_YML, encoding="utf-8")
    for name, text in seeds.items():
        (folder / "seeds" / f"{name}.nbib").write_text(text, encoding="utf-8")
    return load_config(folder / "mkdocs.yml")
