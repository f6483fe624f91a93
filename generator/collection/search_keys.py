"""What the search can filter and sort cards by, and what its results say of a card, from the card's row."""

from __future__ import annotations

import unicodedata

from msgspec import Struct

from generator.collection.summary import Summary
from generator.evidence import EvidenceRecord

NOT_REPORTED = "Not reported"
SIZES = ((1000, "1,000 or more"), (200, "200 to 999"), (50, "50 to 199"), (0, "Under 50"))
"""Participants in bins: the search filters by words, not by ranges. A bin begins at its figure."""
LAST_YEAR = 9999
LAST_SIZE = 10**9
"""Where cards without a year or a size stand when these go upwards; a card without a key would not be listed."""


class SearchKeys(Struct, frozen=True, kw_only=True):
    """The search's view of a card."""

    facets: dict[str, tuple[str, ...]]
    """By the facet's name as readers see it; values of one facet are alternatives."""
    sort: dict[str, str]
    shown: dict[str, str]
    """What a result says below its title."""
    terms: tuple[str, ...]
    """Words beyond those on the card that find it."""


def search_keys(
    summary: Summary, record: EvidenceRecord, *, conditions: tuple[str, ...] = (), interventions: tuple[str, ...] = ()
) -> SearchKeys:
    """The keys of one card, for the front matter that the theme hands to the search.

    Conditions and interventions are named as the lists of the set name them.
    """
    named = [("Condition", conditions), ("Intervention", interventions)]
    return SearchKeys(
        facets={name: values for name, values in (*named, *_facets(summary)) if values},
        sort={
            "year": str(summary.year or 0),
            "year_up": str(summary.year or LAST_YEAR),
            "size": str(summary.n or 0),
            "size_up": str(summary.n or LAST_SIZE),
            "title": (summary.title or "").casefold(),
        },
        shown={name: value for name, value in _shown(summary) if value},
        terms=_terms(record),
    )


def _facets(summary: Summary) -> list[tuple[str, tuple[str, ...]]]:
    return [
        ("Study type", (summary.study_type or NOT_REPORTED,)),
        ("Population", summary.groups or (NOT_REPORTED,)),
        ("Participants", (size_bin(summary.n),)),
        ("Year", (str(summary.year) if summary.year else NOT_REPORTED,)),
        ("Country", (summary.country,) if summary.country else ()),
        ("Results", ("In numbers" if summary.has_numbers else "In words only",)),
        ("Numbers", ("Some do not add up" if summary.mismatches else "None found that do not add up",)),
        ("Notices", (summary.status,)),
        ("Review", (summary.review.capitalize(),)),
    ]


def size_bin(size: int | None) -> str:
    """The bin of a number of participants."""
    if size is None:
        return NOT_REPORTED
    return next(name for least, name in SIZES if size >= least)


def _shown(summary: Summary) -> list[tuple[str, str | None]]:
    return [
        ("authors", summary.authors),
        ("year", str(summary.year) if summary.year else None),
        ("type", summary.study_type),
        ("size", f"n = {summary.n:,}" if summary.n is not None else None),
    ]


def _terms(record: EvidenceRecord) -> tuple[str, ...]:
    """Index terms of the source, long forms, and Greek letters by their names: "beta-blocker" finds "β-blocker"."""
    citation = record.citation
    terms = [heading.term for heading in citation.mesh]
    terms += [*citation.substances, *citation.keywords, *citation.publication_types]
    terms += [abbreviation.long for abbreviation in record.abbreviations]
    words = f"{citation.title or ''} {record.abstract.text if record.abstract else ''}".split()
    terms += [spelled for word in words if (spelled := _greek_spelled(word)) != word]
    return tuple(dict.fromkeys(terms))


def _greek_spelled(word: str) -> str:
    return word if word.isascii() else "".join(_letter_name(sign) for sign in word)


def _letter_name(sign: str) -> str:
    name = unicodedata.name(sign, "")
    return name.rsplit(" ", 1)[-1].lower() if name.startswith(("GREEK SMALL LETTER", "GREEK CAPITAL LETTER")) else sign
