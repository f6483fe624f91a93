"""All generated pages of a site: a card for each record, and the pages of the set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from generator.cache import Cache, digest
from generator.card_context import Neighbours, context_of
from generator.cards import render_card
from generator.collection.neighbours import neighbours
from generator.collection.pages import home_page, page_groups
from generator.collection.redirects import other_addresses, redirect_text
from generator.config import SiteConfig
from generator.exports import card_exports
from generator.exports.sets import set_exports
from generator.fingerprints import PAGES, fingerprint, folder_fingerprint
from generator.outputs import Outputs
from generator.pages import Page
from generator.program_files import DOCS, TEMPLATES
from generator.progress import Progress
from generator.records import HeldRecord, held_record

GENERATED = frozenset({"index.md"})
"""Pages that a checkout generates beside its hand-written ones."""


def write_site_pages(
    records: Sequence[HeldRecord], config: SiteConfig, cache: Cache, outputs: Outputs, progress: Progress
) -> None:
    """Writes every page whose content may have changed."""
    look = digest(
        fingerprint(*PAGES),
        folder_fingerprint(TEMPLATES),
        folder_fingerprint(config.templates),
        repr((config.options, config.site_name, config.site_url)),
    )
    for page in _program_pages(config):
        outputs.offer(page)
    summaries = [held.summary for held in records]
    around = neighbours(summaries)
    moved = other_addresses(summaries)
    outputs.offer(home_page(summaries, config))
    keys = {}
    for held in progress.over("Writing cards", records, total=len(records)):
        mine, old = around[held.summary.id], moved.get(held.summary.address)
        key = digest(look, held.key, held.summary.address, repr(mine), old or "")
        outputs.add(key, partial(_card_pages, held, mine, old, config, cache))
        keys[held.summary.id] = key
    groups = [*page_groups(summaries, config), *set_exports(summaries, keys, config.docs)]
    for group in progress.over("Writing lists", groups, total=len(groups)):
        outputs.add(digest(look, group.key), group.make)


def _program_pages(config: SiteConfig) -> Iterator[Page]:
    """The hand-written pages on how the program works, for a site that is not the program's own checkout."""
    if config.docs.resolve() == DOCS.resolve():
        return
    for file in sorted(DOCS.glob("*.md")):
        if file.name not in GENERATED:
            yield Page(path=file.name, text=file.read_text(encoding="utf-8"))


def _card_pages(
    held: HeldRecord, around: Neighbours, old_address: str | None, config: SiteConfig, cache: Cache
) -> Iterator[Page]:
    record = held_record(held.key, cache)
    address = held.summary.address
    context = context_of(record, held.summary, around, config)
    yield Page(path=f"cards/{address}.md", text=render_card(record, context))
    yield from card_exports(record, config, address=address)
    if old_address:
        yield Page(path=f"cards/{old_address}/index.html", text=redirect_text(address))
