"""References between the cards of a set, and to what the set does not have yet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct

from generator.collection.summary import ReferenceKey, Summary

MOST_WANTED = 100
"""Entries of the page of references that are not yet seeds."""


class Wanted(Struct, frozen=True, kw_only=True):
    """An article that several cards cite and that is no card here."""

    reference: ReferenceKey
    cited_by: tuple[Summary, ...]

    @property
    def fetch(self) -> str | None:
        """What ``evidence-site fetch`` takes to add it; None where the references print no identifier."""
        return self.reference.pmid or self.reference.doi


def cited_here(summaries: Sequence[Summary]) -> dict[str, dict[str, Summary]]:
    """For each card, by its record id, the references that are cards here by the names they go by (``pmid:…``)."""
    by_name = _cards_by_name(summaries)
    return {
        row.id: {
            name: found
            for ref in row.references
            for name in reference_names(ref)
            if (found := by_name.get(name)) and found.id != row.id
        }
        for row in summaries
    }


def cited_by(cited: Mapping[str, Mapping[str, Summary]], summaries: Sequence[Summary]) -> dict[str, list[Summary]]:
    """The cards that cite each card, by its record id and in the order of the rows, from what each cites."""
    found: dict[str, list[Summary]] = {}
    for row in summaries:
        for other in sorted({other.id for other in cited[row.id].values()}):
            found.setdefault(other, []).append(row)
    return found


def most_wanted(summaries: Sequence[Summary]) -> tuple[Wanted, ...]:
    """The references most cited in the set that are no cards here, those of two or more cards, most cited first."""
    by_name = _cards_by_name(summaries)
    citing: dict[str, dict[str, Summary]] = defaultdict(dict)
    references: dict[str, Counter[ReferenceKey]] = defaultdict(Counter)
    for row in summaries:
        for ref in row.references:
            names = reference_names(ref)
            if names and not any(name in by_name for name in names):
                citing[names[0]][row.id] = row
                references[names[0]][ref] += 1
    wanted = [
        Wanted(
            reference=min(references[name], key=lambda ref: (-references[name][ref], ref.text)),
            cited_by=tuple(rows.values()),
        )
        for name, rows in citing.items()
        if len(rows) > 1
    ]
    return tuple(sorted(wanted, key=lambda one: (-len(one.cited_by), one.reference.text))[:MOST_WANTED])


def names_of(row: Summary) -> list[str]:
    """What references may call this card."""
    return [f"pmid:{row.pmid}"] * bool(row.pmid) + [f"doi:{(row.doi or '').lower()}"] * bool(row.doi)


def reference_names(ref: ReferenceKey) -> list[str]:
    """What a reference calls its article, PMID first."""
    return [f"pmid:{ref.pmid}"] * bool(ref.pmid) + [f"doi:{(ref.doi or '').lower()}"] * bool(ref.doi)


def _cards_by_name(summaries: Sequence[Summary]) -> dict[str, Summary]:
    return {name: row for row in summaries for name in names_of(row)}
