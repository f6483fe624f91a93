"""What can be the name of a treatment, and what is named beside treatments and is none."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from generator.evidence import Abbreviation
from generator.extraction.illnesses import is_condition
from generator.extraction.lexicon import first_hit, load_rules, load_words
from generator.extraction.mentions import NAMING_GROUPS, Mention


@lru_cache(maxsize=1024)  # several parts of a card ask it of the same names
def names_treatment(name: str) -> bool:
    """Whether a name may be a treatment's: it is no illness, nothing measured, nobody, no place, not the study."""
    if is_condition(name) or name in _countries():
        return False
    return first_hit(load_rules("no_treatments"), name) is None


@cache
def _countries() -> frozenset[str]:
    return frozenset(load_words("countries"))


def without_measures(mentions: Iterable[Mention], abbreviations: Iterable[Abbreviation]) -> tuple[Mention, ...]:
    """The mentions but for treatments and arms that are abbreviations of what is no treatment.

    As in "a graded treadmill test (GXT)", which network and rules would take for a drug where it stands alone.
    """
    long_forms = {item.short: item.long for item in abbreviations}
    return tuple(
        one
        for one in mentions
        if one.kind not in NAMING_GROUPS
        or one.quote.text not in long_forms
        or names_treatment(long_forms[one.quote.text])
    )
