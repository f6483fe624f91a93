"""Sentences that say what was done and not what came of it."""

from __future__ import annotations

from generator.extraction.lexicon import holding, load_rules


def says_only_what_was_done(text: str, start: int, end: int) -> bool:
    """Whether the sentence ``text[start:end]`` tells what was measured or made, and nothing of what came of it."""
    found = {rule.value for rule in holding(load_rules("only_done"), text[start:end])}
    return "aim or definition" in found or found == {"only done"}
