"""The pages of the set. Each group of pages is a function of the rows that its key was made of."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import msgspec
from msgspec import Struct

from generator.cache import digest
from generator.collection.evidence_table import evidence_table, root_of, table_parts
from generator.collection.explore import explore_page
from generator.collection.feeds import feed_pages
from generator.collection.figures import evidence_map, timeline
from generator.collection.outcomes import shared_outcomes
from generator.collection.references import most_wanted
from generator.collection.shelves import NOT_REPORTED, Kind, Shelf, newest_first, shelve
from generator.collection.summary import Summary
from generator.collection.topics import topic_key
from generator.config import AbstractText, SiteConfig
from generator.evidence import json_schema
from generator.exports import FORMATS
from generator.exports.sets import set_files
from generator.pages import MADE_BY, Page, PageGroup
from generator.safe_text import safe
from generator.templating import front_matter, render

HEADINGS = {
    Kind.STUDY_TYPE: "Study types",
    Kind.CONDITION: "Conditions",
    Kind.INTERVENTION: "Interventions",
    Kind.POPULATION: "Populations",
    Kind.YEAR: "Years",
}
MOST_ON_TOP = 20
"""Shelves of a kind that are listed by how many cards they have, and on the page of all lists."""
MOST_ON_A_PAGE = 400
"""Shelves of a kind; where there are more, each letter has a page of its own."""
NEWEST = 6
STUDIES = "browse/studies.md"


class ShelfList(Struct, frozen=True, kw_only=True):
    """A kind's shelves on the page of all lists."""

    slug: str
    heading: str
    first: tuple[Shelf, ...]
    total: int

    @property
    def more(self) -> int:
        """Shelves that only the kind's own page lists."""
        return self.total - len(self.first)


class Letter(Struct, frozen=True, kw_only=True):
    """A page of a long list. No shelf's address can be the page's: those have no underscore."""

    name: str
    page: str
    total: int


def set_pages(summaries: Sequence[Summary], config: SiteConfig) -> Iterator[Page]:
    """All pages of the set."""
    yield home_page(summaries, config)
    for group in page_groups(summaries, config):
        yield from group.make()


def page_groups(summaries: Sequence[Summary], config: SiteConfig) -> Iterator[PageGroup]:
    """The pages of the set in groups that can be left alone while their keys stay the same."""
    rows = newest_first(summaries)
    shelves = shelve(rows)
    digests = {row.id: digest(msgspec.msgpack.encode(row)) for row in rows}
    site = (config.site_name, config.site_url or "", config.options.abstract.value)
    everything = digest(*site, *(digests[row.id] for row in rows))

    def group(name: str, make: Callable[[], Iterable[Page]]) -> PageGroup:
        return PageGroup(key=digest("set", name, everything), make=make)

    def parts(path: str, rows: Sequence[Summary]) -> Iterator[PageGroup]:
        for part in table_parts(rows, path=path, templates=config.templates):
            yield PageGroup(key=digest("part", part.path, *(digests[row.id] for row in part.rows)), make=part.pages)

    yield group("browse", partial(_browse, rows, shelves, config))
    yield group("studies", partial(_studies, rows, config))
    yield from parts(STUDIES, rows)
    yield group("mismatches", partial(_mismatches, rows, config))
    yield group("references", partial(_references, rows, config))
    yield group("map", partial(_map, shelves, config))
    yield group("timeline", partial(_timeline, shelves, config))
    yield group("compare", partial(_compare, config))
    yield group("exports", partial(_exports, rows, config))
    if config.site_url:
        yield group("feeds", partial(feed_pages, rows, config.site_name, config.site_url.rstrip("/") + "/"))
    for kind in Kind:
        yield group(f"list {kind}", partial(_shelf_list, kind, shelves[kind], config))
        for shelf in shelves[kind]:
            if shelf.has_page:
                key = digest("shelf", *site, kind.value, shelf.name, shelf.slug, *(digests[r.id] for r in shelf.rows))
                yield PageGroup(key=key, make=partial(_shelf, shelf, config))
                yield from parts(_shelf_path(shelf), shelf.rows)


def home_page(summaries: Sequence[Summary], config: SiteConfig) -> Page:
    """The site's first page, for a site that has not written one by hand."""
    rows = newest_first(summaries)
    values: dict[str, Any] = {
        "site_name": config.site_name,
        "total": len(rows),
        "newest": [row for row in rows if not row.left_out][:NEWEST],
        "lists": _lists(shelve(rows)),
        "feeds": bool(config.site_url),
    }
    return _page("index.md", "home.md.j2", "Home", config, hide=["navigation", "toc"], **values)


def _browse(rows: list[Summary], shelves: Mapping[Kind, Sequence[Shelf]], config: SiteConfig) -> Iterator[Page]:
    mismatches = sum(bool(row.mismatches) for row in rows)
    values: dict[str, Any] = {"total": len(rows), "mismatches": mismatches, "lists": _lists(shelves)}
    yield _page("browse/index.md", "browse.md.j2", "Browse", config, **values)
    yield explore_page(rows)


def _studies(rows: list[Summary], config: SiteConfig) -> Iterator[Page]:
    table = evidence_table(rows, name="studies", caption="All studies", path=STUDIES, templates=config.templates)
    yield _page(STUDIES, "studies.md.j2", "All studies", config, hide=WIDE, table=table, **_take_away("studies"))


def _mismatches(rows: list[Summary], config: SiteConfig) -> Iterator[Page]:
    found = [row for row in rows if row.mismatches]
    said = f"{len(found):,} of {len(rows):,} {'card' if len(rows) == 1 else 'cards'}."
    title = "Numbers that do not add up"
    yield _page("browse/mismatches.md", "mismatches.md.j2", title, config, rows=found, said=said)


def _references(rows: list[Summary], config: SiteConfig) -> Iterator[Page]:
    title = "Cited here, not yet a card"
    yield _page("browse/references.md", "references.md.j2", title, config, hide=WIDE, wanted=most_wanted(rows))


def _map(shelves: Mapping[Kind, Sequence[Shelf]], config: SiteConfig) -> Iterator[Page]:
    yield _page("browse/map.md", "map.md.j2", "Evidence map", config, hide=WIDE, map=evidence_map(shelves))


def _timeline(shelves: Mapping[Kind, Sequence[Shelf]], config: SiteConfig) -> Iterator[Page]:
    yield _page("browse/timeline.md", "timeline.md.j2", "Timeline", config, hide=WIDE, timeline=timeline(shelves))


def _compare(config: SiteConfig) -> Iterator[Page]:
    yield _page("browse/compare.md", "compare.md.j2", "Compare", config, hide=WIDE, scripts=["compare-view.js"])


def _exports(rows: list[Summary], config: SiteConfig) -> Iterator[Page]:
    full = config.options.abstract is AbstractText.FULL
    files = [(made, [file for file in set_files(rows) if file.format is made]) for made in FORMATS]
    values: dict[str, Any] = {"total": len(rows), "files": files, "full": full}
    yield _page("exports/index.md", "exports.md.j2", "Take away", config, **values)
    yield Page(path="exports/record.schema.json", text=json.dumps(json_schema(), indent=1) + "\n")
    # What scripts need to put the files of several cards together.
    pieces = [
        {
            "file": made.card_file,
            "name": made.set_file,
            "type": made.media_type,
            "start": made.start,
            "between": made.between,
            "end": made.end,
        }
        for made in FORMATS
    ]
    yield Page(path="exports/formats.json", text=json.dumps(pieces) + "\n")


def _shelf_list(kind: Kind, shelves: Sequence[Shelf], config: SiteConfig) -> Iterator[Page]:
    by_letter: dict[str, list[Shelf]] = {}
    for shelf in shelves:
        by_letter.setdefault(initial(shelf.name), []).append(shelf)
    is_long = len(shelves) > MOST_ON_A_PAGE
    letters = [Letter(name=name, page=f"from_{name.lower()}", total=len(of)) for name, of in sorted(by_letter.items())]
    yield _shelf_list_page(kind, "index", HEADINGS[kind], () if is_long else shelves, shelves, config, letters, is_long)
    for letter in letters if is_long else ():
        heading = f"{HEADINGS[kind]}: {letter.name}"
        yield _shelf_list_page(kind, letter.page, heading, by_letter[letter.name], (), config, letters, is_long)


def _shelf_list_page(
    kind: Kind,
    name: str,
    heading: str,
    listed: Sequence[Shelf],
    ranked: Sequence[Shelf],
    config: SiteConfig,
    letters: Sequence[Letter],
    is_long: bool,
) -> Page:
    by_count = _by_count(ranked)[:MOST_ON_TOP]
    lasting = kind is Kind.YEAR or len(ranked) <= MOST_ON_TOP
    return _page(
        f"browse/{kind.value}/{name}.md",
        "shelf-list.md.j2",
        heading,
        config,
        heading=heading,
        listed=listed,
        most=() if lasting else by_count,
        letters=letters if is_long else (),
        kind=kind.value,
        here=name,
        said=SAID[kind],
        total=sum(letter.total for letter in letters),
    )


def initial(name: str) -> str:
    """The letter that a name is listed under; "0-9" for figures and signs."""
    first = topic_key(name)[:1].upper()
    return first if first.isascii() and first.isalpha() else "0-9"


def _shelf(shelf: Shelf, config: SiteConfig) -> Iterator[Page]:
    path, name = _shelf_path(shelf), f"{shelf.kind.value}-{shelf.slug}"
    heading = heading_of(shelf)
    yield _page(
        path,
        "shelf.md.j2",
        heading,
        config,
        hide=WIDE,
        heading=heading,
        said=_said(shelf),
        table=evidence_table(shelf.rows, name=name, caption=heading, path=path, templates=config.templates),
        outcomes=shared_outcomes(shelf.rows),
        **_take_away(name),
    )


def _shelf_path(shelf: Shelf) -> str:
    return f"browse/{shelf.kind.value}/{shelf.slug}.md"


WIDE = ["navigation", "toc"]
"""What a page with a wide table does without."""
_SPELLINGS = "stand together: under the MeSH heading where a record carries one."
SAID = {
    Kind.STUDY_TYPE: "As the records index them, or as the abstracts say.",
    Kind.CONDITION: f"Spellings of one condition {_SPELLINGS}",
    Kind.INTERVENTION: f"Spellings of one intervention {_SPELLINGS}",
    Kind.POPULATION: "By MeSH headings and the words on the participants; a card can stand in several.",
    Kind.YEAR: "By the date of publication that the sources print.",
}


def heading_of(shelf: Shelf) -> str:
    """What a shelf's page is called."""
    if shelf.name == NOT_REPORTED:
        return f"{HEADINGS[shelf.kind]}: not reported"
    return shelf.name[:1].upper() + shelf.name[1:]


def _said(shelf: Shelf) -> str:
    cards = len(shelf.rows)
    sizes = [row.n for row in shelf.rows if row.n is not None]
    said = f"{cards:,} {'card' if cards == 1 else 'cards'}"
    if not sizes:
        return f"{said}; none reports a sample size."
    range_ = f"{min(sizes):,} to {max(sizes):,}" if min(sizes) != max(sizes) else f"{sizes[0]:,}"
    return f"{said}; sample sizes {range_}, reported by {len(sizes):,}."


def _lists(shelves: Mapping[Kind, Sequence[Shelf]]) -> list[ShelfList]:
    return [
        ShelfList(
            slug=kind.value,
            heading=HEADINGS[kind],
            first=tuple((shelves[kind] if kind is Kind.YEAR else _by_count(shelves[kind]))[:MOST_ON_TOP]),
            total=len(shelves[kind]),
        )
        for kind in Kind
    ]


def _by_count(shelves: Sequence[Shelf]) -> list[Shelf]:
    """Those with most cards first; what is not reported is no name among others, and comes last."""
    return sorted(shelves, key=lambda shelf: (shelf.name == NOT_REPORTED, -len(shelf.rows)))


def _take_away(name: str) -> dict[str, Any]:
    return {"formats": FORMATS, "name": name, "scripts": ["set.js"]}


def _page(
    path: str,
    template: str,
    title: str,
    config: SiteConfig,
    *,
    hide: Sequence[str] = ("navigation",),
    scripts: Sequence[str] = (),
    **values: Any,
) -> Page:
    """A page of the set: kept out of the search, which would only find again what cards say."""
    meta = front_matter(
        title=str(safe(title)), made_by=MADE_BY, hide=list(hide), scripts=list(scripts), search={"exclude": True}
    )
    text = render(template, own_templates=config.templates, front_matter=meta, root=root_of(path), **values)
    return Page(path=path, text=text)
