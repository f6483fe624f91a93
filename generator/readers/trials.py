"""Numbers of trial registries in running text or in a data bank field."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import NamedTuple

from generator.readers.fields import DATA


class _Registry(NamedTuple):
    needs: tuple[str, ...]
    """Letters of which some stand in each of its numbers, in lower case: few texts have any."""
    pattern: re.Pattern[str]
    write: str


@cache
def _registries() -> tuple[_Registry, ...]:
    entries = tomllib.loads((DATA / "trial-registries.toml").read_text(encoding="utf-8"))["registry"]
    return tuple(
        _Registry(
            tuple(entry["needs"]),
            re.compile(rf"(?<![A-Za-z0-9]){entry['pattern']}", 0 if entry.get("case") else re.I),
            entry["write"],
        )
        for entry in entries
    )


@cache
def _needed() -> frozenset[str]:
    """Letters of which some stand in each number of any registry."""
    return frozenset(letters for registry in _registries() for letters in registry.needs)


class TrialNumber(NamedTuple):
    """A trial's number in its registry's spelling, and where it stands: ``[start, end)`` in code points."""

    start: int
    end: int
    number: str


def find_trial_numbers(text: str) -> tuple[TrialNumber, ...]:
    """The trial numbers in a text with their places, in the order of the text."""
    letters = text.lower()
    if not any(map(letters.__contains__, _needed())):
        return ()
    found = [
        TrialNumber(match.start(), match.end(), _written(match, registry))
        for registry in _registries()
        if any(needed in letters for needed in registry.needs)
        for match in registry.pattern.finditer(text)
    ]
    return tuple(sorted(found))


def find_trial_ids(text: str) -> tuple[str, ...]:
    """The trial numbers in a text, each once, in its registry's spelling, in the order of the text."""
    return tuple(dict.fromkeys(found.number for found in find_trial_numbers(text)))


def _written(match: re.Match[str], registry: _Registry) -> str:
    # A group that is absent (ChiCTR-1900... has no letters) leaves no double hyphen behind.
    return match.expand(registry.write).replace("--", "-")
