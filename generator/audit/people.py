"""Those who take part: the words by which abstracts call them, and how many were there at each stage."""

from __future__ import annotations

from typing import Final

from generator.evidence import EvidenceRecord, Quote
from generator.extraction.lexicon import load_rules, matches
from generator.extraction.numbers import digits_value
from generator.extraction.quoting import quote

PEOPLE: Final = (
    r"\b(?:patients|participants|subjects|women|men|children|adults|adolescents|individuals|people|persons|volunteers"
    r"|infants|survivors|students|veterans|residents|girls|boys)\b"
)


def largest_at_stage(record: EvidenceRecord, stage: str) -> tuple[int, Quote] | None:
    """The largest number of participants at a stage, ``randomised`` or ``analysed``, with the words that give it."""
    text = record.text_of("abstract")
    found = (
        (int(digits_value(match["words"])[0]), quote(record, "abstract", *match.span()))
        for rule, match in matches(load_rules("participant_flow"), text)
        if rule.value == stage
    )
    return max(found, key=lambda one: one[0], default=None)
