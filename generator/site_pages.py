"""All generated pages of a site: a card for each record, and the pages of the set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from msgspec.structs import replace

from generator.cache import Cache, digest
from generator.cards import CardContext, render_card
from generator.collection.search_keys import search_keys
from generator.config import SiteConfig
from generator.fingerprints import PAGES, fingerprint, folder_fingerprint
from generator.outputs import Outputs
from generator.pages import Page
from generator.program_files import TEMPLATES
from generator.progress import Progress
from generator.records import HeldRecord, held_record


def write_site_pages(
    records: Sequence[HeldRecord], config: SiteConfig, cache: Cache, outputs: Outputs, progress: Progress
) -> None:
    """Writes every page whose content may have changed."""
    look = digest(
        fingerprint(*PAGES), folder_fingerprint(TEMPLATES), folder_fingerprint(config.templates), repr(config.options)
    )
    for held in progress.over("Writing cards", records, total=len(records)):
        context = CardContext(
            templates=config.templates,
            abstract=config.options.abstract,
            citation_tags=config.options.citation_tags,
        )
        key = digest(look, held.key, held.summary.address, repr(context))
        outputs.add(key, partial(_card_pages, held, context, cache))


def _card_pages(held: HeldRecord, context: CardContext, cache: Cache) -> Iterator[Page]:
    record = held_record(held.key, cache)
    keys = search_keys(held.summary, record)
    context = replace(context, facets=keys.facets, sort=keys.sort, shown=keys.shown, terms=keys.terms)
    yield Page(path=f"cards/{held.summary.address}.md", text=render_card(record, context))
