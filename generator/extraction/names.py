"""When two names are one: short and long forms, "the tamoxifen group" and "tamoxifen"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TypeVar

from generator.evidence import Abbreviation
from generator.extraction.lexicon import load_words

Item = TypeVar("Item")

JOINS = re.compile(r"\+|/|(?<=[A-Z0-9])-(?=[A-Z])|→|\b(?:plus|with|and|followed by|then|added|combin\w+)\b")
"""Between the parts of a treatment: what has one has more than either part."""


class Names:
    """What the names of one article have in common, given its abbreviations."""

    def __init__(self, abbreviations: Iterable[Abbreviation]) -> None:
        self._long = {item.short.lower(): item.long.lower() for item in abbreviations}
        self._empty = frozenset(load_words("group_words"))
        self._bare = frozenset(load_words("bare_group_words"))
        self._keys: dict[str, frozenset[str]] = {}
        self._pairs = [(item.short, item.long) for item in abbreviations]

    def key(self, name: str) -> frozenset[str]:
        """The words that tell a name from others: short forms written out, without "group", doses and the like."""
        if name not in self._keys:
            self._keys[name] = self._key(name)
        return self._keys[name]

    def _key(self, name: str) -> frozenset[str]:
        words = [self._written_out(word) for word in _COMPOUND.findall(name.lower())]
        parts = {part for word in words for part in _PART.findall(word)}
        told = {_singular(part) for part in parts if part not in self._empty and not part.isdigit()}
        if _PLUS.search(name):
            told.add("+")
        short = {part for part in parts if part.isdigit() or len(part) == 1}
        return frozenset(told or short or {_singular(part) for part in parts} - self._bare)

    def _written_out(self, word: str) -> str:
        """A short form's long form; of a compound ("EPI-TAM"), that of each part that has one."""
        return self._long.get(word) or " ".join(self._long.get(part, part) for part in _INSIDE.split(word))

    def lacks(self, name: str) -> bool:
        """Whether a name says that something was not given: "no exemplin", "without"."""
        return _LACKING.match(name) is not None

    def agree(self, one: str, other: str) -> bool:
        """Whether two names may be of one thing: "FEC 50" is not "FEC 100", "FEC" may be either; nor is "no FEC"."""
        if self.lacks(one) != self.lacks(other):
            return False
        mine, theirs = _figures(one), _figures(other)
        return not mine or not theirs or bool(mine & theirs)

    def share(self, one: str, other: str) -> float:
        """The share of all telling words of two names that both have; none where their figures differ."""
        mine, theirs = self.key(one), self.key(other)
        return len(mine & theirs) / max(len(mine | theirs), 1) if self.agree(one, other) else 0.0

    def is_part(self, one: str, other: str) -> bool:
        """Whether one name may be the other cut short: "exercise" for "exercise at home", not "X" for "X plus Y"."""
        shorter, longer = sorted((one, other), key=lambda name: len(self.key(name)))
        less, more = self.key(shorter), self.key(longer)
        if less and all(part.isdigit() for part in less):  # "the 20-mg arm" of "exemplin 20 mg"
            return less <= _figures(longer)
        return bool(less) and less <= more and self.agree(one, other) and (less == more or not JOINS.search(longer))

    def forms(self, name: str) -> Iterator[str]:
        """The name, and the name with each short form in it written out or each long form made short."""
        yield name
        for short, long in self._pairs:
            if _stands_in(name, short):
                yield name.replace(short, long)
            if long.lower() in name.lower():
                yield re.sub(re.escape(long), short.replace("\\", r"\\"), name, flags=re.IGNORECASE)


def gathered(items: Iterable[Item], belongs: Callable[[Item, Sequence[Item]], bool]) -> list[list[Item]]:
    """The items in their order, each with the first of those before it that it belongs to, else by itself."""
    together: list[list[Item]] = []
    for item in items:
        known = next((known for known in together if belongs(item, known)), None)
        if known is None:
            together.append([item])
        else:
            known.append(item)
    return together


@lru_cache(maxsize=64)  # several parts of a card compare the names of one article
def names_of(abbreviations: tuple[Abbreviation, ...]) -> Names:
    """What the names of an article with these abbreviations have in common."""
    return Names(abbreviations)


def occurrences(text: str, names: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where one of the names stands in ``text`` as whole words, letter case apart; the longer ones first."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a letter that grows would move what stands behind it
        lowered = text
    for name in sorted({name.lower() for name in names if name}, key=lambda name: (-len(name), name)):
        at = lowered.find(name)
        while at >= 0:
            end = at + len(name)
            if not _is_word(lowered[at - 1 : at]) and not _is_word(lowered[end : end + 1]):
                yield at, end
            at = lowered.find(name, end)


def _stands_in(text: str, word: str) -> bool:
    """Whether a word stands in a text by itself, with neither letter nor figure beside it."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not _LETTER.match(text[at - 1 : at]) and not _LETTER.match(text, end):
            return True
        at = text.find(word, at + 1)
    return False


def _is_word(mark: str) -> bool:
    return mark.isalnum() or mark in {"_", "-"}


@lru_cache(maxsize=4096)  # the names of an article are compared with each other again and again
def _figures(name: str) -> frozenset[str]:
    return frozenset(_FIGURES.findall(name))


_LETTER = re.compile(r"\w")
_COMPOUND = re.compile(r"[^\W_]+(?:[-/+][^\W_]+)*")
_PART = re.compile(r"[^\W_]+")
_INSIDE = re.compile(r"[-/+]")
_PLUS = re.compile(r"\w\+(?!\w)")
"""As in "Exemplin+", which is not "Exemplin"."""
_LACKING = re.compile(r"(?:no|not|without|non)\b|.*?\bnon-", re.IGNORECASE)
_FIGURES = re.compile(r"\d+(?:\.\d+)?")


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
