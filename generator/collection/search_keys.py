"""What the search needs of a card besides the words on it."""

from __future__ import annotations

import unicodedata

from msgspec import Struct

from generator.collection.summary import Summary
from generator.evidence import Domain, EvidenceRecord
from generator.notices import NO_NOTICE


class SearchKeys(Struct, frozen=True, kw_only=True):
    """The search's view of a card."""

    shown: dict[str, str]
    """What a result says below its title."""
    terms: tuple[str, ...]
    """Words beyond those on the card that find it."""


def search_keys(summary: Summary, record: EvidenceRecord) -> SearchKeys:
    """The keys of one card, for the front matter that the theme hands to the search."""
    return SearchKeys(shown={name: value for name, value in _shown(summary) if value}, terms=_terms(record))


def _shown(summary: Summary) -> list[tuple[str, str | None]]:
    return [
        ("authors", summary.authors),
        ("date", summary.date),
        ("type", summary.study_type),
        ("size", f"n = {summary.n:,}" if summary.n is not None else None),
        ("notice", summary.status if summary.status != NO_NOTICE else None),
        ("efficacy", _first_result(summary, Domain.EFFICACY)),
        ("safety", _first_result(summary, Domain.SAFETY)),
        ("found", None if summary.of_treatment else _first_result(summary, Domain.OTHER)),
    ]


def _first_result(summary: Summary, domain: Domain) -> str | None:
    """``response: 13 of 38 (34%) (blinatumomab)``, for a retracted article nothing."""
    first = next((result for result in summary.results if result.domain is domain), None)
    if first is None or summary.left_out:
        return None
    group = f" ({first.group})" if first.group else ""
    return f"{first.outcome}: {first.numbers}{group}" if first.outcome else f"{first.numbers}{group}"


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
