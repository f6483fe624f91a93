"""Which part of the card a finding belongs to: efficacy, safety, or neither."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from msgspec.structs import replace

from generator.evidence import Domain, Finding
from generator.extraction.lexicon import Hit, first_hit, load_rules

_AGAINST = re.compile(r"\b(?:prevent\w*|prophyla\w+|reduc\w+|treatment of|managing|management of)\b", re.IGNORECASE)

_PEOPLE = re.compile(r"(?:[\w-]+ ){0,2}(?:patients?|participants?|subjects?|women|men|children)", re.IGNORECASE)


@lru_cache(maxsize=4096)
def domain_of(outcome: str | None, sentence: str, *, aim: str = "", usual: Domain = Domain.EFFICACY) -> Domain:
    """The domain of a finding with these words for its outcome, in this sentence.

    ``aim`` is the title, or title and objective: an event that a study sets out to prevent or treat ("nausea after
    surgery") is its efficacy, the same event elsewhere is a harm. The outcome's words come before its sentence's; what
    neither names as a harm nor as something aside is of the ``usual`` domain where an outcome is named at all.
    """
    if outcome is None or _PEOPLE.fullmatch(outcome):
        return _decided(sentence, aim, ("sure", "outcome", "sentence", "event")) or Domain.OTHER
    return (
        _in_front(outcome, sentence, "presenting", Domain.OTHER)
        or _in_front(outcome, sentence, "primary", Domain.EFFICACY)
        or _decided(outcome, aim, ("sure", "outcome", "event"))
        or _in_front(outcome, sentence, "sure", Domain.SAFETY)
        or _decided(sentence, aim, ("sentence",))
        or usual
    )


def tells_what_was_given(text: str, start: int, outcome: int) -> bool:
    """Whether the words before a share's outcome in the sentence say that it is what people were given."""
    return _GIVEN.search(text, start, outcome) is not None


_GIVEN = re.compile(
    r"\b(?:received|underwent|were given)\s(?:(?:an?|the|one|two|three|four|five|six|seven|eight|nine|ten|\d+)\s)?\Z"
)
"""Before what people were given: "66.7% received eight wafers" is no effect."""


def _decided(words: str, aim: str, scopes: tuple[str, ...]) -> Domain | None:
    """What the words say of themselves, the surest rules first."""
    for scope in scopes:
        if hit := _first(words, scope):
            domain = Domain(hit.rule.value)
            return Domain.EFFICACY if domain is Domain.SAFETY and _is_aim(words, hit, aim) else domain
    return None


def _is_aim(words: str, hit: Hit, aim: str) -> bool:
    """Whether the study is about the harm that was found; one that always is a harm must be prevented or treated."""
    if words[hit.start : hit.end].lower() not in aim.lower():
        return False
    return hit.rule.extra["scope"] == "event" or _AGAINST.search(aim) is not None


def _in_front(outcome: str, sentence: str, scope: str, domain: Domain) -> Domain | None:
    """The domain where its word stands in front of the outcome: "The adverse events were fatigue and pain"."""
    hit = _first(sentence, scope)
    return domain if hit and hit.rule.value == domain and hit.start < sentence.find(outcome) else None


def without_treatment(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings of a report on people whom nobody treated: nothing there is an effect or a harm of a treatment."""
    return tuple(replace(finding, domain=Domain.OTHER) for finding in findings)


@lru_cache(maxsize=256)  # the results of a sentence are asked about one by one
def _first(words: str, scope: str) -> Hit | None:
    """The first hit of the rules of one scope."""
    return first_hit(load_rules("domains"), words, scope=scope)
