"""Which part of the card a finding belongs to: efficacy, safety, or neither."""

from __future__ import annotations

from functools import lru_cache

from generator.evidence import Domain
from generator.extraction.lexicon import Hit, first_hit, load_rules


@lru_cache(maxsize=4096)
def domain_of(outcome: str | None, sentence: str, *, aim: str = "") -> Domain:
    """The domain of a finding with these words for its outcome, in this sentence.

    ``aim`` is the title, or title and objective: an event that a study sets out to prevent or treat ("nausea after
    surgery") is its efficacy, the same event elsewhere is a harm. The outcome's words come before its sentence's;
    what neither names as a harm nor as something aside counts as efficacy where an outcome is named at all.
    """
    if outcome and (found := _decided(outcome, aim)):
        return found
    hit = _first(sentence, "sure")
    if hit and (not outcome or hit.rule.value == Domain.SAFETY):
        return Domain(hit.rule.value)
    if outcome:
        return Domain.EFFICACY
    return _decided(sentence, aim) or Domain.OTHER


def _decided(words: str, aim: str) -> Domain | None:
    """What the words say of themselves, the surest rules first."""
    for scope in ("sure", "outcome"):
        if hit := _first(words, scope):
            return Domain(hit.rule.value)
    if event := _first(words, "event"):
        named = words[event.start : event.end].lower()
        return Domain.EFFICACY if named in aim.lower() else Domain.SAFETY
    return None


def _first(words: str, scope: str) -> Hit | None:
    """The first hit of the rules of one scope."""
    return first_hit((rule for rule in load_rules("domains") if rule.extra["scope"] == scope), words)
