"""Words before a number that make it no more than a bound or a rough figure."""

from __future__ import annotations

from typing import Final

from generator.audit.precision import place_of
from generator.evidence import EvidenceRecord, Quote
from generator.extraction.lexicon import first_hit, load_rules

_REACH: Final = 24
"""Characters before the number that are looked at: the longest hedge and a space."""


def is_hedged(record: EvidenceRecord, quote: Quote, value: float) -> bool:
    """Whether the words right before ``value`` say that it is not exact."""
    start = quote.start + (place_of(value, quote.text) or 0)
    before = record.text_of(quote.where)[max(0, start - _REACH) : start]
    return first_hit(load_rules("rough_figures"), before) is not None
