"""All generated pages of a site: a card for each record, and the pages of the set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from msgspec import Struct

from generator.cache import Cache, digest
from generator.card_context import Neighbours, context_of
from generator.cards import render_card
from generator.collection.neighbours import neighbours
from generator.collection.pages import home_page, page_groups
from generator.collection.redirects import other_addresses, redirect_text
from generator.config import SiteConfig
from generator.evidence import from_json
from generator.exports import card_exports
from generator.exports.sets import set_exports
from generator.fingerprints import PAGES, fingerprint, folder_fingerprint
from generator.outputs import Outputs
from generator.pages import Page, Written, write_page
from generator.parallel import Workers
from generator.program_files import DOCS, TEMPLATES
from generator.progress import Progress
from generator.records import HeldRecord
from generator.templating import read_again

GENERATED = frozenset({"index.md"})
"""Pages that a checkout generates beside its hand-written ones."""


class _CardTask(Struct, frozen=True):
    """A card to be written: its record as JSON, its row, what is around it, and an address that it had before."""

    record: bytes
    held: HeldRecord
    around: Neighbours
    old_address: str | None
    config: SiteConfig


def write_site_pages(
    records: Sequence[HeldRecord],
    config: SiteConfig,
    cache: Cache,
    outputs: Outputs,
    workers: Workers,
    progress: Progress,
) -> None:
    """Writes every page whose content may have changed."""
    read_again()
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
    cards = {
        digest(look, held.key, held.summary.address, repr(mine), old or ""): (held, mine, old)
        for held in records
        for mine, old in [(around[held.summary.id], moved.get(held.summary.address))]
    }
    missing = [key for key in cards if not outputs.is_current(key)]
    tasks = (_CardTask(cache.take("record", cards[key][0].key), *cards[key], config) for key in missing)
    results = workers.chunks_in_order(_write_cards, tasks, total=len(missing))
    written = progress.over("Writing cards", results, total=len(missing))
    for key, pages in zip(missing, written, strict=True):
        outputs.take(key, pages)
    keys = {held.summary.id: key for key, (held, _, _) in cards.items()}
    sets = [*page_groups(summaries, config), *set_exports(summaries, keys, config.docs)]
    groups = [group for group in sets if not outputs.is_current(digest(look, group.key))]
    for group in progress.over("Writing lists", groups, total=len(groups)):
        outputs.put(digest(look, group.key), group.make())


def _program_pages(config: SiteConfig) -> Iterator[Page]:
    """The hand-written pages on how the program works, for a site that is not the program's own checkout."""
    if config.docs.resolve() == DOCS.resolve():
        return
    for file in sorted(DOCS.glob("*.md")):
        if file.name not in GENERATED:
            yield Page(path=file.name, text=file.read_text(encoding="utf-8"))


def _write_cards(tasks: Sequence[_CardTask]) -> Iterator[list[Written]]:
    """Writes all files of some cards, in a worker process.

    The first file of each card, then the second of each: what a file needs of the program is still near the processor
    for the next one of its kind, which saves a tenth of the time.
    """
    kinds = zip_longest(*map(_card_pages, tasks))
    written = [
        [page and write_page(task.config.docs, page) for task, page in zip(tasks, pages, strict=True)]
        for pages in kinds
    ]
    return ([one for one in of_card if one] for of_card in zip(*written, strict=True))


def _card_pages(task: _CardTask) -> Iterator[Page]:
    """All files of one card."""
    record, address = from_json(task.record), task.held.summary.address
    context = context_of(record, task.held.summary, task.around, task.config)
    yield Page(path=f"cards/{address}.md", text=render_card(record, context))
    yield from card_exports(record, task.config, address=address)
    if task.old_address:
        yield Page(path=f"cards/{task.old_address}/index.html", text=redirect_text(address))
