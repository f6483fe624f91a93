"""What can be the name of a treatment, and what is named beside treatments and is none."""

from __future__ import annotations

from functools import lru_cache

from generator.extraction.conditions import is_condition
from generator.extraction.lexicon import first_hit, load_rules


@lru_cache(maxsize=1024)  # several parts of a card ask it of the same names
def names_treatment(name: str) -> bool:
    """Whether a name may be a treatment's: it is no illness, nothing that was measured, nobody, and not the study."""
    return not is_condition(name) and first_hit(load_rules("no_treatments"), name) is None
