"""What Explore narrows down and sorts: all cards in columns, each in the order of the cards' addresses.

The search index holds words only. Facets and orders are a few bytes a card, so the browser counts them itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec
from msgspec import Struct

from generator.collection.shelves import NOT_REPORTED, Kind, Shelf, newest_first, shelve
from generator.collection.summary import Summary
from generator.pages import Page

PATH = "browse/explore.json"
SIZES = ((1000, "1,000 or more"), (200, "200 to 999"), (50, "50 to 199"), (0, "Under 50"))
"""Participants in bins. A bin begins at its figure."""


class Facet(Struct, frozen=True, kw_only=True):
    """A facet, its values as readers see them, and each card's values by their places in that list."""

    name: str
    values: tuple[str, ...]
    of: tuple[int | tuple[int, ...], ...]


class Columns(Struct, frozen=True, kw_only=True):
    """All cards: where each stands among the newest and by title, its participants, and its facets."""

    newest: tuple[int, ...]
    dated: int
    """How many cards have a date: the others stand last, whichever way the dates are sorted."""
    title: tuple[int, ...]
    size: tuple[int | None, ...]
    facets: tuple[Facet, ...]


def explore_page(summaries: Iterable[Summary]) -> Page:
    """The columns as a file."""
    text = msgspec.json.encode(explore_columns(summaries)).decode().replace("<", "\\u003c")
    return Page(path=PATH, text=f"{text}\n")


def explore_columns(summaries: Iterable[Summary]) -> Columns:
    """The columns of a set."""
    rows = sorted(summaries, key=lambda row: row.address)
    by_title = sorted(rows, key=lambda row: ((row.title or "").casefold(), row.id))
    return Columns(
        newest=_places(newest_first(rows), rows),
        dated=sum(row.date is not None for row in rows),
        title=_places(by_title, rows),
        size=tuple(row.n for row in rows),
        facets=tuple(_facets(rows, shelve(rows))),
    )


def facets_of(
    row: Summary, conditions: Sequence[str] = (), interventions: Sequence[str] = ()
) -> dict[str, tuple[str, ...]]:
    """A card's values by the facet's name; conditions and interventions as the lists of the set name them.

    Values of one facet are alternatives.
    """
    return {
        "Study type": (row.study_type or NOT_REPORTED,),
        "Condition": tuple(conditions),
        "Intervention": tuple(interventions),
        "Population": row.groups or (NOT_REPORTED,),
        "Participants": (size_bin(row.n),),
        "Year": (str(row.year) if row.year else NOT_REPORTED,),
        "Country": (row.country,) if row.country else (),
        "Results": ("In numbers" if row.has_numbers else "In words only",),
        "Numbers": ("Some do not add up" if row.mismatches else "None found that do not add up",),
        "Notices": (row.status,),
        "Review": (row.review.capitalize(),),
    }


def size_bin(size: int | None) -> str:
    """The bin of a number of participants."""
    if size is None:
        return NOT_REPORTED
    return next(name for least, name in SIZES if size >= least)


def _facets(rows: Sequence[Summary], shelves: Mapping[Kind, Sequence[Shelf]]) -> Iterable[Facet]:
    conditions, interventions = _names(shelves[Kind.CONDITION]), _names(shelves[Kind.INTERVENTION])
    found = [facets_of(row, conditions.get(row.id, ()), interventions.get(row.id, ())) for row in rows]
    for name in found[0] if found else ():
        values = tuple(sorted({value for facets in found for value in facets[name]}))
        places = {value: place for place, value in enumerate(values)}
        of = (tuple(places[value] for value in facets[name]) for facets in found)
        # One value, by far the most common case, is written without its list.
        yield Facet(name=name, values=values, of=tuple(some[0] if len(some) == 1 else some for some in of))


def _names(shelves: Iterable[Shelf]) -> dict[str, list[str]]:
    """The names of the shelves that each card stands on."""
    found: dict[str, list[str]] = {}
    for shelf in shelves:
        for row in shelf.rows:
            found.setdefault(row.id, []).append(shelf.name)
    return found


def _places(ordered: Sequence[Summary], rows: Sequence[Summary]) -> tuple[int, ...]:
    """Each row's place in another order."""
    place = {row.id: number for number, row in enumerate(ordered)}
    return tuple(place[row.id] for row in rows)
