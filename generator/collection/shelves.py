"""Shelves: the cards of one study type, condition, intervention, population group or year, in one place."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from generator.collection.summary import Summary
from generator.collection.topics import Topic, merge_key, topic_key

NOT_REPORTED = "Not reported"
LONGEST_SLUG = 60


class Kind(StrEnum):
    """What cards are shelved by."""

    STUDY_TYPE = "study-type"
    CONDITION = "condition"
    INTERVENTION = "intervention"
    POPULATION = "population"
    YEAR = "year"


class Shelf(Struct, frozen=True, kw_only=True):
    """One place in ``browse/``, with its cards, newest first."""

    kind: Kind
    name: str
    slug: str
    rows: tuple[Summary, ...]

    @property
    def has_page(self) -> bool:
        """Whether the shelf has a page of its own: a condition or intervention of one card leads straight to it."""
        return len(self.rows) > 1 or self.kind not in (Kind.CONDITION, Kind.INTERVENTION)

    @property
    def place(self) -> str:
        """Where the shelf's name leads, from the site's root."""
        return f"browse/{self.kind.value}/{self.slug}/" if self.has_page else f"cards/{self.rows[0].address}/"


def shelve(summaries: Sequence[Summary]) -> dict[Kind, tuple[Shelf, ...]]:
    """All shelves of a set by their kind, each kind in alphabetical order, years newest first."""
    ordered = newest_first(summaries)
    names = {
        Kind.STUDY_TYPE: lambda row: [row.study_type or NOT_REPORTED],
        Kind.CONDITION: _merged(ordered, lambda row: row.conditions),
        Kind.INTERVENTION: _merged(ordered, lambda row: row.interventions),
        Kind.POPULATION: lambda row: list(row.groups) or [NOT_REPORTED],
        Kind.YEAR: lambda row: [str(row.year) if row.year else NOT_REPORTED],
    }
    return {kind: _shelves(kind, ordered, names[kind]) for kind in Kind}


def newest_first(summaries: Iterable[Summary]) -> list[Summary]:
    """The rows by the date their sources print, undated ones last; the order of equals hangs on their ids only."""
    by_id = sorted(summaries, key=lambda row: row.id)
    return sorted(by_id, key=lambda row: row.date or "", reverse=True)


def slugs(names: Iterable[str]) -> dict[str, str]:
    """A piece of address for each name, all different whatever the order of the names."""
    plain = {name: re.sub(r"[^a-z0-9]+", "-", topic_key(name)).strip("-")[:LONGEST_SLUG] for name in names}
    taken = Counter(plain.values())
    return {
        name: slug if slug and taken[slug] == 1 else f"{slug}-{_mark(name)}".strip("-") for name, slug in plain.items()
    }


def _shelves(kind: Kind, rows: Sequence[Summary], names: Callable[[Summary], list[str]]) -> tuple[Shelf, ...]:
    by_name: dict[str, list[Summary]] = defaultdict(list)
    for row in rows:
        for name in dict.fromkeys(names(row)):
            by_name[name].append(row)
    addresses = slugs(by_name)
    shelves = [Shelf(kind=kind, name=name, slug=addresses[name], rows=tuple(rows)) for name, rows in by_name.items()]
    in_order = sorted(shelves, key=lambda shelf: _order(shelf.name), reverse=kind is Kind.YEAR)
    return tuple(sorted(in_order, key=lambda shelf: shelf.name == NOT_REPORTED))


def _order(name: str) -> tuple[str, str]:
    return topic_key(name), name


def _merged(rows: Sequence[Summary], topics: Callable[[Summary], tuple[Topic, ...]]) -> Callable[[Summary], list[str]]:
    """How a row's topics are named in this set.

    A phrase that some record files under a MeSH heading is filed there for all records, so that those without MeSH
    stand beside them; other phrases take the spelling that most records use.
    """
    headings: dict[str, Counter[str]] = defaultdict(Counter)
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        for topic in topics(row):
            (headings if topic.heading else spellings)[topic.key][topic.heading or topic.name] += 1
    named: Mapping[str, str] = {
        key: _most_common(headings[key]) if key in headings else _most_common(spellings[key])
        for key in (*headings, *spellings)
    }
    by_key = {merge_key(name): name for counter in headings.values() for name in counter}
    return lambda row: [
        _capitalised(topic.heading or by_key.get(topic.key) or named[topic.key]) for topic in topics(row)
    ]


def _capitalised(name: str) -> str:
    """The name with a capital, unless its first word is spelled in a way of its own ("mTOR", "n-3")."""
    return name[:1].upper() + name[1:] if re.match(r"[a-z]{2,}(?:\W|$)", name) else name


def _most_common(counted: Counter[str]) -> str:
    return min(counted, key=lambda name: (-counted[name], name))


def _mark(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:6]
