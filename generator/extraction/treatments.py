"""What can be the name of a treatment, and what is named beside treatments and is none."""

from __future__ import annotations

from functools import cache, lru_cache

from generator.extraction.conditions import is_condition
from generator.extraction.lexicon import first_hit, load_rules, load_words


@lru_cache(maxsize=1024)  # several parts of a card ask it of the same names
def names_treatment(name: str) -> bool:
    """Whether a name may be a treatment's: it is no illness, nothing measured, nobody, no place, not the study."""
    if is_condition(name) or name in _countries():
        return False
    return first_hit(load_rules("no_treatments"), name) is None


@cache
def _countries() -> frozenset[str]:
    return frozenset(load_words("countries"))
