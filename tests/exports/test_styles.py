"""Vancouver and APA beside a citation processor: citeproc-py with the CSL project's styles (CC BY-SA, unchanged)."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from citeproc import Citation as Cited
from citeproc import (
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON
from msgspec.structs import replace

from benchmarks.invented import invented_articles
from generator.article import Author, Citation, Notice, NoticeKind
from generator.evidence import EvidenceRecord
from generator.exports.apa import apa
from generator.exports.context import ExportContext
from generator.exports.csl import csl_item
from generator.exports.vancouver import vancouver
from tests.records import invented_record

STYLES = Path(__file__).parent / "styles"
SOURCE = invented_record().source
KNOWN = replace(invented_record().citation, notices=(), pmcid=None)  # our PMCIDs stand beside the citation, as links
PEOPLE = tuple(Author(family=f"Invented{letter}", given="Ada B", initials="AB") for letter in "ACDEFGHIJKLMNOPQRSTUVW")


def cases() -> list[Citation]:
    given = [replace(article.citation, notices=()) for article in invented_articles(60)]
    names = [
        Author(family="Invented", given="Chao-Lin", initials="CL"),
        Author(family="de la Invented", given="Jo M", initials="JM", suffix="Jr"),
    ]
    return [
        *(citation for citation in given if citation.authors),
        *(replace(KNOWN, authors=PEOPLE[:count]) for count in (1, 2, 6, 7, 20, 21, 22)),
        replace(KNOWN, authors=tuple(names)),
        replace(KNOWN, pages="e157-e161", doi=None),
        replace(KNOWN, pages="1099-1101", issue=None, day=9),
        replace(KNOWN, pages=None, month=None),
        replace(KNOWN, title="What of inventidol: why?"),
        replace(KNOWN, title="[Invented effects].", language="ger", journal="Zeitschrift der erfundenen medizin"),
        replace(KNOWN, journal="Annals of invented medicine and the mBio of it"),
    ]


CASES = cases()


def processed(citation: Citation, style: str) -> str:
    record = EvidenceRecord(id="invented", source=SOURCE, citation=citation)
    item = csl_item(record, ExportContext(address="invented", site_name="An invented site"))
    item = {name: value for name, value in item.items() if name not in ("custom", "URL")}
    made = CitationStylesBibliography(
        CitationStylesStyle(str(STYLES / f"{style}.csl"), validate=False), CiteProcJSON([item]), formatter.plain
    )
    made.register(Cited([CitationItem("invented")]))
    return str(made.bibliography()[0])


def apa_by_processor(citation: Citation) -> str:
    # Section 6.17: a subtitle begins with a capital; processors leave that to whoever keeps the titles.
    capital = re.sub(r"(?<=: )[a-z]", lambda letter: letter[0].upper(), processed(citation, "apa"), count=1)
    return capital.replace("?. ", "? ")  # one mark ends a sentence


def vancouver_by_processor(citation: Citation) -> str:
    text = processed(citation, "nlm-citation-sequence").removeprefix("1.").replace("?. ", "? ")
    # citeproc-py joins the parts of a date, and puts a long dash where NLM has a short one.
    text = re.sub(r"\b(\d{4})([A-Z][a-z]{2})(?=[;.\d])", r"\1 \2", text)
    text = re.sub(r"\b(\d{4} [A-Z][a-z]{2})(\d)", r"\1 \2", text).replace("–", "-")
    return text.replace("PubMed PMID", "PMID")


@pytest.mark.filterwarnings("ignore::UserWarning:citeproc")
@pytest.mark.parametrize(
    ("ours", "processor"), [(apa, apa_by_processor), (vancouver, vancouver_by_processor)], ids=["APA", "Vancouver"]
)
def test_a_citation_processor_says_the_same(
    ours: Callable[[Citation], str], processor: Callable[[Citation], str]
) -> None:
    differing = {ours(one): processor(one) for one in CASES if ours(one).rstrip(".") != processor(one).rstrip(".")}
    assert differing == {}


@pytest.mark.filterwarnings("ignore::UserWarning:citeproc")
def test_a_retracted_article_is_cited_as_retracted_by_both() -> None:
    text = "J Invent Med. 2022;1(1):2"
    retracted = replace(KNOWN, notices=(Notice(kind=NoticeKind.RETRACTION_IN, text=text),))
    assert apa(retracted) == apa_by_processor(retracted)
    assert apa(retracted).endswith("(Retracted)")
    assert vancouver(retracted).endswith(f"PMID: 99000001. Retraction in: {text}.")
