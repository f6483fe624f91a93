"""Who was studied (children, adults, older adults, pregnant people) and where, as facets.

They help to find cards and are no finding: a card prints the words and numbers they were taken from.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

import msgspec
from msgspec import Struct

from generator.evidence import EvidenceRecord


class PopulationGroup(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One entry of ``population_groups.toml``; its comments explain the fields."""

    name: str
    mesh: tuple[str, ...]
    words: str
    ages: tuple[float, float] | None = None
    finds: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()

    def is_said(self, text: str) -> bool:
        """Whether the text has the group's words."""
        return re.search(self.words, text, re.IGNORECASE) is not None


@cache
def population_groups() -> tuple[PopulationGroup, ...]:
    """The groups, in the order they are listed."""
    table = (files("generator.collection") / "population_groups.toml").read_bytes()
    return tuple(msgspec.toml.decode(table, type=dict[str, tuple[PopulationGroup, ...]])["group"])


def groups_of(record: EvidenceRecord) -> tuple[str, ...]:
    """The groups that MeSH or the record's own words name; where neither names any, the one of its middle age."""
    terms = {heading.term for heading in record.citation.mesh}
    words = "\n".join(_words_on_participants(record))
    named = tuple(group.name for group in population_groups() if terms & set(group.mesh) or group.is_said(words))
    return named or _group_of_age(record)


@cache
def _country_patterns() -> dict[str, re.Pattern[str]]:
    table = tomllib.loads((files("generator.collection") / "countries.toml").read_text(encoding="utf-8"))
    return {name: _whole_words((name, *others)) for name, others in table.items()}


def country_of(record: EvidenceRecord) -> str | None:
    """The one country that the words on the place name; None where there are several, or none."""
    places = "\n".join(place.value for place in record.population.location)
    return _country_in(places) if places else None


@lru_cache(maxsize=1024)  # mostly a country's name alone, and always the same few
def _country_in(places: str) -> str | None:
    found = [(name, match) for name, pattern in _country_patterns().items() for match in pattern.finditer(places)]
    # "Guinea" inside "Equatorial Guinea" is not named
    named = {
        name for name, match in found if not any(other is not match and _inside(match, other) for _, other in found)
    }
    return named.pop() if len(named) == 1 else None


def _inside(match: re.Match[str], other: re.Match[str]) -> bool:
    return other.start() <= match.start() and match.end() <= other.end() and len(other[0]) > len(match[0])


def _whole_words(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in sorted(names, key=len, reverse=True)))


def _words_on_participants(record: EvidenceRecord) -> list[str]:
    population = record.population
    phrases = (*population.condition, *population.eligibility)
    counted = [population.sample_size.quote.text] if population.sample_size else []
    return [record.citation.title or "", *(phrase.quote.text for phrase in phrases), *counted]


def _group_of_age(record: EvidenceRecord) -> tuple[str, ...]:
    for age in record.population.age:
        if age.value is not None and age.unit == "years":
            for group in population_groups():
                if group.ages and group.ages[0] <= age.value <= group.ages[1]:
                    return (group.name,)
    return ()
