"""When two names are one: short and long forms, "the tamoxifen group" and "tamoxifen"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.evidence import Abbreviation
from generator.extraction.lexicon import load_words


class Names:
    """What the names of one article have in common, given its abbreviations."""

    def __init__(self, abbreviations: Iterable[Abbreviation]) -> None:
        self._long = {item.short.lower(): item.long.lower() for item in abbreviations}
        self._empty = frozenset(load_words("group_words"))
        self._keys: dict[str, frozenset[str]] = {}
        self._pairs = [(item.short, item.long) for item in abbreviations]

    def key(self, name: str) -> frozenset[str]:
        """The words that tell a name from others: short forms written out, without "group", doses and the like."""
        if name not in self._keys:
            self._keys[name] = self._key(name)
        return self._keys[name]

    def _key(self, name: str) -> frozenset[str]:
        words = [self._long.get(word, word) for word in re.findall(r"[^\W_]+(?:[-/+][^\W_]+)*", name.lower())]
        parts = {part for word in words for part in re.findall(r"[^\W_]+", word)}
        told = {_singular(part) for part in parts if part not in self._empty and not part.isdigit()}
        return frozenset(told or {part for part in parts if part.isdigit() or len(part) == 1})

    def forms(self, name: str) -> Iterator[str]:
        """The name, and the name with each short form in it written out or each long form made short."""
        yield name
        for short, long in self._pairs:
            if re.search(rf"(?<!\w){re.escape(short)}(?!\w)", name):
                yield name.replace(short, long)
            if long.lower() in name.lower():
                yield re.sub(re.escape(long), short.replace("\\", r"\\"), name, flags=re.IGNORECASE)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
