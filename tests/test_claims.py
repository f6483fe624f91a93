"""The program describes and never judges: no generated page claims what only a reviewer may."""

from __future__ import annotations

import re
from pathlib import Path

import markdown
import pytest
from lxml import html

from benchmarks.invented import write_demo
from generator.build import generate_pages
from generator.progress import Progress
from tests.site import make_site, seed_text
from tests.test_cards import EXTENSIONS

# Judgements of a body of evidence, of a study's quality or of an effect: the names of the schemes (GRADE, OCEBM, RoB 2,
# ROBINS) and the words with which they, and press releases, speak.
JUDGEMENTS = re.compile(
    r"\b(?:GRADE|OCEBM|CEBM|ROBINS|RoB 2|levels? of evidence|evidence levels?"
    r"|(?:quality|certainty|strength) of (?:the )?evidence"
    r"|(?:high|moderate|low)[- ](?:quality|certainty)|risk of bias|strong evidence|recommend\w*|in?effective\w*"
    r"|efficacious|beneficial|superior|inferior|proven|safe|promising|breakthrough|pooled|error)\b"
)
HAND_WRITTEN = {"add-a-seed.md", "audit.md", "dependencies.md", "glossary.md", "lists.md", "method.md"}
"""Pages that say in our own words what the program does not claim."""
QUOTED = (
    "//*[self::a[@class='ev-value'] or self::mark or self::blockquote or self::q]",
    "//h1",
    "//a[contains(@href, 'cards/')]",
    "//table//td | //table//th[@scope='row']",
    "//h2[@id='at-a-glance']/following-sibling::dl[1]/dd",
    "//div[@class='ev-results']//dt | //span[@class='ev-detail']",
    "//h2[@id='references' or @id='cite-and-export']/following-sibling::*",
    "//p[starts-with(normalize-space(), 'Abbreviations:')]",
    "//h2[@id='review-by-people']/following-sibling::ul[1]",
)
"""Where pages have the source's words (values, titles, outcomes, references, long forms) and those of reviewers."""
PLAIN = "METHODS: We gave inventidol to 40 adults. RESULTS: A response was seen in 12 of 40 patients (31%)."
LOADED = (
    "METHODS: We gave inventidol to 40 adults. RESULTS: A response was seen in 12 of 40 patients (30%). "
    "CONCLUSIONS: Inventidol is effective, safe and superior; the risk of bias was low."
)
REVIEW = """reviews:
  - record: pmid:1
    by: Ada Invented
    date: 2026-11-20
    state: reviewed
    comment: Risk of bias judged with RoB 2 by hand, low risk of bias.
"""


def pages(folder: Path) -> dict[str, html.HtmlElement]:
    """The generated pages as a browser gets them, without the theme around them."""
    found = {}
    written = (path for path in sorted((folder / "docs").rglob("*.md")) if path.name not in HAND_WRITTEN)
    for path in written:
        text = re.sub(r"\A---\n.*?\n---\n", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        found[path.name] = html.fragment_fromstring(markdown.markdown(text, extensions=EXTENSIONS), create_parent=True)
    return found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("claims") / "site"
    config = make_site(
        folder, plain=seed_text(1, abstract=PLAIN), loaded=seed_text(2, abstract=LOADED, title="Another.")
    )
    (config.seeds / "plain.review.yml").write_text(REVIEW, encoding="utf-8")
    write_demo(config.seeds / "invented", 60)
    generate_pages(config, Progress())
    return folder


def unquoted(page: html.HtmlElement) -> str:
    """What a page says in the program's own words: quotes, titles, citations and reviews are taken out."""
    for quoted in page.xpath("|".join(QUOTED)):
        quoted.drop_tree()
    return str(page.text_content())


def test_no_generated_page_judges_outside_quotes_and_reviews(site: Path) -> None:
    found = pages(site)
    assert len(found) > 100  # cards and lists of more than sixty articles
    for name, page in found.items():
        assert (name, JUDGEMENTS.findall(unquoted(page))) == (name, [])


def test_quotes_and_reviews_keep_their_own_words(site: Path) -> None:
    found = pages(site)
    assert "effective, safe and superior" in found["pmid-2.md"].text_content()
    assert "low risk of bias" in found["pmid-1.md"].text_content()


def test_a_mismatch_is_told_without_blame(site: Path) -> None:
    text = pages(site)["pmid-1.md"].text_content()
    assert "12 of 40 is 30%" in text
    assert "Only the full text can settle it." in text
