"""One name for the many spellings of a condition or an intervention.

A phrase of the abstract is named, in this order, by the MeSH heading of the same record whose words it contains
("severe asthma" by "Asthma"), by the long form of an abbreviation ("T2DM"), or by itself, normalised. A phrase that
describes rather than names ("two groups at baseline", a whole clause) names no list; the card says it all the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

import msgspec
from msgspec import Struct

from generator.evidence import Abbreviation, EvidenceRecord

TREATING = frozenset({"therapeutic use", "administration & dosage", "adverse effects", "methods"})
"""Qualifiers that a heading carries as something done or given, not as a condition."""
LONGEST_NAME = 60
"""Characters; longer phrases without a heading are clauses, not names."""
_LEADING = re.compile(r"^(?:(?:the|a|an|and|or|with|of|in)\s+)+")
_KEY_SIGNS = re.compile(r"[^\w+.%]+")
_TAIL = re.compile(r"[:;?!].*|\s+–\s.*", re.DOTALL)
"""What follows the name where a phrase runs on into the rest of a title."""


class Topic(Struct, frozen=True, kw_only=True):
    """A condition or an intervention: what it is called, and the key that its spellings share."""

    name: str
    key: str
    heading: str | None = None
    """The MeSH heading, where the record carries one."""


class TopicWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The lists of ``topics.toml``; its comments explain them."""

    general_headings: frozenset[str]
    general_words: frozenset[str]
    small_words: frozenset[str]
    at_the_beginning: tuple[str, ...]
    at_the_end: tuple[str, ...]
    opposites: str


@cache
def topic_words() -> TopicWords:
    """The lists, read once."""
    table = (files("generator.collection") / "topics.toml").read_bytes()
    return msgspec.toml.decode(table, type=TopicWords)


@cache
def _around() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Everything that a phrase sheds at its beginning and at its end."""
    words = topic_words()
    return (
        re.compile(rf"(?:{'|'.join(words.at_the_beginning)})+", re.IGNORECASE),
        re.compile(rf"(?:{'|'.join(words.at_the_end)})+$", re.IGNORECASE),
    )


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
        if topic := _topic(bare_name(_spelled_out(phrase, long_forms)), headings):
            found.setdefault(topic.heading or topic.key, topic)
    return tuple(found.values())


@lru_cache(maxsize=16384)  # a name stands on several shelves
def topic_key(phrase: str) -> str:
    """What spellings of one name have in common: case, accents, hyphens, articles and a plural at the end are gone."""
    plain = unicodedata.normalize("NFKD", phrase.casefold().replace("’", "'").replace("'s", ""))
    words = _KEY_SIGNS.sub(" ", "".join(sign for sign in plain if not unicodedata.combining(sign))).strip()
    return _singular(_LEADING.sub("", words))


@lru_cache(maxsize=16384)  # as the MeSH headings of a set, which are asked for at each article
def merge_key(phrase: str) -> str:
    """What names of one thing have in common: their words in any order, British or American, one or many."""
    words = topic_key(phrase).split()
    return " ".join(sorted(_words(words))) or " ".join(words)


def bare_name(phrase: str) -> str:
    """The phrase without doses, joining words and the rest of a title around the name."""
    beginning, end = _around()
    bare = _TAIL.sub("", phrase).strip()
    bare = bare[match.end() :] if (match := beginning.match(bare)) else bare
    return end.sub("", bare)


def _topic(phrase: str, headings: list[str]) -> Topic | None:
    """The topic that a bare phrase names, if it names one."""
    if re.match(topic_words().opposites, phrase, re.IGNORECASE):
        return None
    key = merge_key(phrase)
    if heading := _heading_in(set(key.split()), headings):
        return Topic(name=heading, key=key, heading=heading)
    return Topic(name=phrase, key=key) if len(phrase) <= LONGEST_NAME and _is_name(key) else None


def _is_name(key: str) -> bool:
    """Whether a key has a word that says something."""
    return any(
        len(word) > 1 and not word[0].isdigit() and word not in topic_words().general_words for word in key.split()
    )


def _heading_in(words: set[str], headings: list[str]) -> str | None:
    """The heading all of whose words stand among these; of several the longest, which says most."""
    wide = topic_words().general_headings
    fitting = [
        heading for heading in headings if (key := merge_key(heading)) and key not in wide and set(key.split()) <= words
    ]
    return max((one for one in fitting if _is_name(merge_key(one))), key=len, default=None)


def _words(words: Iterable[str]) -> set[str]:
    """The words that carry meaning, in one spelling; a MeSH heading may be inverted ("Diabetes Mellitus, Type 2")."""
    return {_american(_singular(word)) for word in words} - topic_words().small_words


def _american(word: str) -> str:
    """``edema`` for ``oedema``, ``tumor`` for ``tumour``; a key need not be a word."""
    return re.sub(r"our$", "or", word.replace("ae", "e").replace("oe", "e")) if len(word) > 4 else word


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
