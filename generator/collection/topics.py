"""One name for the many spellings of a condition or an intervention.

A phrase of the abstract is named, in this order, by the MeSH heading of the same record whose words it contains
("severe asthma" by "Asthma"), by the long form of an abbreviation ("T2DM"), or by itself, normalised.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from msgspec import Struct

from generator.evidence import Abbreviation, EvidenceRecord

GENERAL_HEADINGS = frozenset(
    "adolescent adult aged animal child disease female human infant".split()  # noqa: SIM905 - a list of words
    + "male men patient syndrome therapeutic woman".split()  # noqa: SIM905
)
"""Headings (as keys) so wide that they name nothing."""
TREATING = frozenset({"therapeutic use", "administration & dosage", "adverse effects", "methods"})
"""Qualifiers that a heading carries as something done or given, not as a condition."""
_LEADING = re.compile(r"^(?:(?:the|a|an|and|or|with|of|in)\s+)+")
_KEY_SIGNS = re.compile(r"[^\w+.%]+")
SMALL_WORDS = frozenset({"and", "or", "of", "the", "in", "with", "due", "to"})


class Topic(Struct, frozen=True, kw_only=True):
    """A condition or an intervention: what it is called, and the key that its spellings share."""

    name: str
    key: str
    heading: str | None = None
    """The MeSH heading, where the record carries one."""


def condition_topics(record: EvidenceRecord) -> tuple[Topic, ...]:
    """The conditions of the participants."""
    given = set(record.citation.substances)
    headings = [heading.term for heading in record.citation.mesh if heading.term not in given]
    return topics_of((found.value for found in record.population.condition), headings, record.abbreviations)


def intervention_topics(record: EvidenceRecord) -> tuple[Topic, ...]:
    """What was given or done."""
    treating = [heading.term for heading in record.citation.mesh if TREATING & set(heading.qualifiers)]
    headings = [*record.citation.substances, *treating]
    return topics_of((item.name for item in record.interventions), headings, record.abbreviations)


def topics_of(phrases: Iterable[str], headings: list[str], abbreviations: Iterable[Abbreviation]) -> tuple[Topic, ...]:
    """The topics that phrases name, each once, in the order of the phrases."""
    long_forms = {item.short: item.long for item in abbreviations}
    found: dict[str, Topic] = {}
    for phrase in phrases:
        topic = _topic(_spelled_out(phrase, long_forms), headings)
        if topic.key:
            found.setdefault(topic.heading or topic.key, topic)
    return tuple(found.values())


def topic_key(phrase: str) -> str:
    """What spellings of one name have in common: case, accents, hyphens, articles and a plural at the end are gone."""
    plain = unicodedata.normalize("NFKD", phrase.casefold().replace("’", "'").replace("'s", ""))
    words = _KEY_SIGNS.sub(" ", "".join(sign for sign in plain if not unicodedata.combining(sign))).strip()
    return _singular(_LEADING.sub("", words))


def _topic(phrase: str, headings: list[str]) -> Topic:
    key = topic_key(phrase)
    heading = _heading_in(set(key.split()), headings)
    return Topic(name=heading or phrase, key=key, heading=heading)


def _heading_in(words: set[str], headings: list[str]) -> str | None:
    """The heading all of whose words stand among these; of several the longest, which says most."""
    fitting = [
        heading for heading in headings if (key := topic_key(heading)) not in GENERAL_HEADINGS and _words(key) <= words
    ]
    return max(fitting, key=len, default=None)


def _words(key: str) -> set[str]:
    """The words that carry meaning; a MeSH heading may be inverted ("Diabetes Mellitus, Type 2")."""
    return set(key.split()) - SMALL_WORDS or {""}


def _spelled_out(phrase: str, long_forms: dict[str, str]) -> str:
    """The phrase with its abbreviations replaced by what they stand for, unless that stands there too."""
    without_brackets = re.sub(r"\s*\(([^()]*)\)", lambda m: "" if m[1] in long_forms else m[0], phrase)
    return " ".join(long_forms.get(word, word) for word in without_brackets.split())


def _singular(key: str) -> str:
    """The key with the plural of its last word taken off: "infections" and "infection" are one."""
    if key.endswith(("ss", "us", "is", "as")) or len(key) < 5:
        return key
    if key.endswith("ies"):
        return key[:-3] + "y"
    return key[:-1] if key.endswith("s") else key
