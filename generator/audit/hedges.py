"""Words before a number that make it no more than a bound or a rough figure."""

from __future__ import annotations

import re
from typing import Final

from generator.audit.precision import place_of
from generator.evidence import EvidenceRecord, Quote

# English adverbs and comparators of approximation; a number after one of them cannot contradict another.
_HEDGE: Final = re.compile(
    r"(?:\b(?:about|approximately|approx\.?|around|roughly|nearly|almost|circa|ca\.?|some|over|under|above|below"
    r"|(?:more|less|fewer|greater|higher|lower) than|at least|at most|up to|as (?:many|much|high|low|few) as"
    r"|exceed(?:ed|ing|s)?|within)|[~≈<>≤≥±∼])\s*$",
    re.IGNORECASE,
)
_REACH: Final = 24
"""Characters before the number that are looked at: the longest hedge and a space."""


def is_hedged(record: EvidenceRecord, quote: Quote, value: float) -> bool:
    """Whether the words right before ``value`` say that it is not exact."""
    start = quote.start + (place_of(value, quote.text) or 0)
    return bool(_HEDGE.search(record.text_of(quote.where)[max(0, start - _REACH) : start]))
