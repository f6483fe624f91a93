"""What a card needs to know beyond its record: the site's choices, its exports, and the cards around it."""

from __future__ import annotations

from msgspec import Struct

from generator.cards import CardContext, Link
from generator.collection.search_keys import search_keys
from generator.collection.summary import Summary
from generator.config import SiteConfig
from generator.evidence import EvidenceRecord
from generator.exports import FORMATS, Format
from generator.exports.cite import cite_article, cite_card
from generator.exports.context import ExportContext


class Neighbours(Struct, frozen=True, kw_only=True):
    """What the rest of the set has to do with a card; ``href`` values are relative to the card's page."""

    cards: dict[str, str] = {}
    """References that are cards here, by their record ids."""
    notices: dict[str, str] = {}
    """What is known of references, by their record ids."""
    cited_by: tuple[Link, ...] = ()
    related: tuple[Link, ...] = ()


def context_of(record: EvidenceRecord, summary: Summary, neighbours: Neighbours, config: SiteConfig) -> CardContext:
    """The context of one card."""
    export = ExportContext.of(config, summary.address)
    keys = search_keys(summary, record)
    return CardContext(
        templates=config.templates,
        abstract=config.options.abstract,
        citation_tags=config.options.citation_tags,
        url=export.card_url,
        shown=keys.shown,
        terms=keys.terms,
        cards=neighbours.cards,
        reference_notices=neighbours.notices,
        cited_by=neighbours.cited_by,
        related=neighbours.related,
        downloads=tuple(Link(text=_label(made), href=made.card_file) for made in FORMATS),
        cite_article=cite_article(record.citation),
        cite_card=cite_card(record.citation, export),
    )


def _label(made: Format) -> str:
    return f"{made.label} (experimental)" if made.experimental else made.label
