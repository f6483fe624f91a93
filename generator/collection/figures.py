"""Pictures of the whole set: an evidence map (condition by intervention) and a timeline, ready to be drawn."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct

from generator.collection.shelves import NOT_REPORTED, Kind, Shelf
from generator.collection.summary import Summary

MOST_ROWS = 15
"""Conditions and interventions on the map: those that stand together on most cards."""
CELL = 44
"""Pixels of a cell's side."""
LARGEST = 19.0
"""Radius of the largest bubble."""
SMALLEST = 4.0


class Bubble(Struct, frozen=True, kw_only=True):
    """The cards of one condition and one intervention. The area stands for participants; None where nobody says."""

    condition: str
    intervention: str
    anchor: str
    """Of the row of the table that lists the cards."""
    rows: tuple[Summary, ...]
    participants: int | None
    x: int
    y: int
    radius: float

    @property
    def words(self) -> str:
        """The bubble without the picture."""
        cards = f"{len(self.rows)} {'card' if len(self.rows) == 1 else 'cards'}"
        return f"{cards}, {'size not reported' if self.participants is None else f'{self.participants:,} participants'}"


class EvidenceMap(Struct, frozen=True, kw_only=True):
    """Conditions downwards, interventions across."""

    conditions: tuple[tuple[Shelf, int], ...]
    """With the middle of the row in pixels."""
    interventions: tuple[tuple[Shelf, int], ...]
    bubbles: tuple[Bubble, ...]
    width: int
    height: int
    more: int
    """Conditions and interventions that have no place on the map."""


class Bar(Struct, frozen=True, kw_only=True):
    """The cards of one year."""

    shelf: Shelf
    x: int
    height: float


class Timeline(Struct, frozen=True, kw_only=True):
    """Cards by year of publication, earliest first; years without cards keep their place."""

    bars: tuple[Bar, ...]
    width: int
    height: int
    undated: int


def evidence_map(shelves: Mapping[Kind, Sequence[Shelf]]) -> EvidenceMap:
    """The map of the conditions and interventions that most cards are about; left-out articles are not on it."""
    conditions, interventions = _together(shelves[Kind.CONDITION], shelves[Kind.INTERVENTION])
    found = [
        (condition, y, intervention, x, rows)
        for y, condition in enumerate(conditions)
        for x, intervention in enumerate(interventions)
        if (rows := _both(condition, intervention))
    ]
    most = max((participants(rows) or 0 for *_, rows in found), default=0)
    bubbles = [
        Bubble(
            condition=condition.name,
            intervention=intervention.name,
            anchor=f"{condition.slug}--{intervention.slug}",
            rows=rows,
            participants=participants(rows),
            x=_middle(x),
            y=_middle(y),
            radius=_radius(participants(rows), most),
        )
        for condition, y, intervention, x, rows in found
    ]
    return EvidenceMap(
        conditions=tuple((shelf, _middle(y)) for y, shelf in enumerate(conditions)),
        interventions=tuple((shelf, _middle(x)) for x, shelf in enumerate(interventions)),
        bubbles=tuple(bubbles),
        width=CELL * len(interventions),
        height=CELL * len(conditions),
        more=sum(len(shelves[kind]) for kind in (Kind.CONDITION, Kind.INTERVENTION))
        - len(conditions)
        - len(interventions),
    )


def timeline(shelves: Mapping[Kind, Sequence[Shelf]], *, height: int = 160, step: int = 24) -> Timeline:
    """A bar a year, as high as it has cards."""
    years = {int(shelf.name): shelf for shelf in shelves[Kind.YEAR] if shelf.name != NOT_REPORTED}
    most = max((len(shelf.rows) for shelf in years.values()), default=1)
    first = min(years, default=0)
    return Timeline(
        bars=tuple(
            Bar(shelf=shelf, x=(year - first) * step, height=round(height * len(shelf.rows) / most, 1))
            for year, shelf in sorted(years.items())
        ),
        width=(max(years, default=0) - first + 1) * step,
        height=height,
        undated=sum(len(shelf.rows) for shelf in shelves[Kind.YEAR] if shelf.name == NOT_REPORTED),
    )


def participants(rows: Sequence[Summary]) -> int | None:
    """The sum of the sample sizes that are reported; None where none is."""
    sizes = [row.n for row in rows if row.n is not None]
    return sum(sizes) if sizes else None


def _together(conditions: Sequence[Shelf], interventions: Sequence[Shelf]) -> tuple[list[Shelf], list[Shelf]]:
    """Those that stand together on most cards, each list in its order: none of them has an empty row or column."""
    on_card: dict[str, list[int]] = defaultdict(list)
    for column, intervention in enumerate(interventions):
        for row in intervention.rows:
            on_card[row.id].append(column)
    pairs = Counter(
        (place, column)
        for place, condition in enumerate(conditions)
        for row in condition.rows
        if not row.left_out
        for column in on_card[row.id]
        if interventions[column].name != condition.name
    )
    down: set[int] = set()
    across: set[int] = set()

    def rank(pair: tuple[int, int]) -> tuple[int, int, tuple[int, int]]:
        place, column = pair
        return -pairs[pair], -len(conditions[place].rows) - len(interventions[column].rows), pair

    for place, column in sorted(pairs, key=rank):
        if len(down | {place}) <= MOST_ROWS and len(across | {column}) <= MOST_ROWS:
            down.add(place)
            across.add(column)
    return [conditions[place] for place in sorted(down)], [interventions[column] for column in sorted(across)]


def _both(condition: Shelf, intervention: Shelf) -> tuple[Summary, ...]:
    ids = {row.id for row in intervention.rows}
    return tuple(row for row in condition.rows if row.id in ids and not row.left_out)


def _middle(place: int) -> int:
    return place * CELL + CELL // 2


def _radius(count: int | None, most: int) -> float:
    """An area in proportion to the participants, large enough to be hit."""
    return round(max(SMALLEST, LARGEST * math.sqrt(count / most)), 1) if count and most else SMALLEST
