"""Invented rows: what lists, tables, plots and feeds are tested with."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from benchmarks.invented import invented_article
from generator.addresses import card_address
from generator.article import Article
from generator.citation_line import publication_date
from generator.collection.summary import ReferenceKey, Result, Summary, short_authors
from generator.collection.topics import Topic, merge_key
from generator.evidence import Domain, StatisticType
from generator.notices import is_left_out, marked_title, status


def topic(name: str, heading: str | None = None) -> Topic:
    return Topic(name=heading or name, key=merge_key(name), heading=heading)


def row(number: int = 1, **changes: Any) -> Summary:
    """A plain row with a PMID of nobody's; ``changes`` as fields of ``Summary``."""
    pmid = str(99_000_000 + number)
    plain = Summary(
        id=f"pmid:{pmid}",
        address=card_address(f"pmid:{pmid}"),
        title=f"Invented study {number}",
        authors="Ng et al.",
        journal="J Invent Med",
        year=2020,
        date="2020-05",
        pmid=pmid,
        doi=f"10.5555/invented.{number}",
        n=100,
        status="No notice",
    )
    return replace(plain, **changes)


def result(value: float, **changes: Any) -> Result:
    plain = Result(
        domain=Domain.EFFICACY,
        numbers=f"{value:g}%",
        outcome="response",
        type=StatisticType.PROPORTION,
        value=value,
        unit="%",
    )
    return replace(plain, **changes)


def rows_of(articles: list[Article]) -> list[Summary]:
    """Rows with what the citations say and made-up results, for pages of many studies."""
    return [_row_of(index, article) for index, article in enumerate(articles)]


def _row_of(index: int, article: Article) -> Summary:
    citation = article.citation
    heading = next((mesh.term for mesh in citation.mesh if mesh.major), None)
    return row(
        index,
        id=article.id,
        address=card_address(article.id),
        title=marked_title(citation),
        authors=short_authors(citation),
        year=citation.year,
        date=publication_date(citation),
        pmid=citation.pmid,
        doi=citation.doi,
        n=None if index % 7 == 3 else 20 + index * 13 % 400,
        conditions=(topic(heading, heading),) if heading else (),
        interventions=tuple(topic(name) for name in citation.substances),
        results=(result(float(index % 100)),),
        result_count=1,
        status=status(citation),
        left_out=is_left_out(citation),
        references=tuple(ReferenceKey(text=ref.text, pmid=ref.pmid) for ref in article.references),
    )


def invented_rows(count: int) -> list[Summary]:
    return rows_of([invented_article(index) for index in range(count)])
