"""What the rest of the set has to do with each card: what it cites here, what cites it, which lists it stands on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.card_context import Neighbours
from generator.cards import Link
from generator.collection.pages import heading_of
from generator.collection.references import cited_by, cited_here
from generator.collection.shelves import Kind, Shelf, shelve
from generator.collection.summary import Summary
from generator.notices import NO_NOTICE

TO_CARDS = "../"
"""From a card's page to the cards' folder."""
TO_ROOT = "../../"
RELATED_BY = (Kind.CONDITION, Kind.INTERVENTION, Kind.STUDY_TYPE)


def neighbours(summaries: Sequence[Summary]) -> dict[str, Neighbours]:
    """Each card's neighbours, by its record id."""
    cited = cited_here(summaries)
    citing = cited_by(cited, summaries)
    shelves = _shelves_of(shelve(summaries))
    return {row.id: _neighbours(cited[row.id], citing.get(row.id, ()), shelves.get(row.id, ())) for row in summaries}


def _neighbours(cited: Mapping[str, Summary], citing: Sequence[Summary], shelves: Sequence[Shelf]) -> Neighbours:
    return Neighbours(
        cards={name: f"{TO_CARDS}{other.address}/" for name, other in cited.items()},
        notices={name: other.status for name, other in cited.items() if other.status != NO_NOTICE},
        cited_by=tuple(Link(text=_named(other), href=f"{TO_CARDS}{other.address}/") for other in citing),
        related=tuple(Link(text=heading_of(shelf), href=f"{TO_ROOT}{shelf.place}") for shelf in shelves),
    )


def _shelves_of(shelves: Mapping[Kind, Sequence[Shelf]]) -> dict[str, list[Shelf]]:
    """The shelves with pages and company that each card stands on."""
    found: dict[str, list[Shelf]] = {}
    for kind in RELATED_BY:
        for shelf in shelves[kind]:
            if shelf.has_page and len(shelf.rows) > 1:
                for row in shelf.rows:
                    found.setdefault(row.id, []).append(shelf)
    return found


def _named(row: Summary) -> str:
    """``Queudeville et al. 2021: Title``, as far as the source says."""
    who = " ".join(part for part in (row.authors, str(row.year) if row.year else None) if part)
    return ": ".join(part for part in (who, row.title) if part) or row.address
