"""Words for illnesses."""

from __future__ import annotations

from generator.extraction.lexicon import first_hit, hits, load_rules


def is_condition(name: str) -> bool:
    """Whether a name is that of an illness, with a word before it at most: "acute asthma", not "hernia repair"."""
    return ends_with_illness(name) and name.count(" ") <= 1


def ends_with_illness(name: str) -> bool:
    """Whether a name ends with a word for an illness or the like."""
    return any(hit.end == len(name) for hit in hits(load_rules("condition_words"), name))


def names_illness(name: str) -> bool:
    """Whether a name holds such a word."""
    return first_hit(load_rules("condition_words"), name) is not None
