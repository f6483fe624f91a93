"""Words of a text with their places, and what a single word tells about itself."""

from __future__ import annotations

import re

from msgspec import Struct

# A number keeps its decimals, a word ends at a hyphen: "risperidone-treated" names a drug in its first half.
_WORD = re.compile(r"\d+(?:[.,·]\d+)*|[^\W\d_]+|\S")
_COMPOUND = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class Word(Struct, frozen=True):
    """A word, number or mark: ``[start, end)`` of the text it stands in."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


def find_words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words, numbers and marks of ``text[start:end]`` in order."""
    stop = len(text) if end is None else end
    return [Word(match.start(), match[0]) for match in _WORD.finditer(text, start, stop)]


def compounds(text: str) -> list[str]:
    """The words of a name in small letters, those with hyphens whole, without its numbers and marks."""
    return _COMPOUND.findall(text.lower())


def shape(word: str) -> str:
    """The word's outline: ``Xx`` for "Tamoxifen", ``X`` for "HR", ``0`` for "12", ``0.0`` for "1.5"."""
    drawn: list[str] = []
    for sign in word:
        kind = "0" if sign.isdigit() else "X" if sign.isupper() else "x" if sign.islower() else sign
        if not drawn or drawn[-1] != kind:
            drawn.append(kind)
    return "".join(drawn)


def normal_form(word: str) -> str:
    """The word in lower case; numbers by their kind: a year, a decimal, a figure, or the count of digits."""
    if word[0].isdigit():
        return _number_form(word)
    return word.lower()


def _number_form(digits: str) -> str:
    if not digits.isdigit():
        return "0.0"
    if len(digits) == 4 and digits[:2] in ("19", "20"):
        return "<year>"
    return digits if len(digits) == 1 else "0" * min(len(digits), 5)
