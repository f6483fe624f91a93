"""Sentences that say what was done and not what came of it."""

from __future__ import annotations

from generator.extraction.lexicon import holding, load_rules


def says_only_what_was_done(sentence: str) -> bool:
    """Whether a sentence tells what was measured, compared or made, and nothing of what came of it."""
    return {rule.value for rule in holding(load_rules("only_done"), sentence)} == {"only done"}
