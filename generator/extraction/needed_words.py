"""What a text must hold for a pattern to match at all: a cheap first test before a costly search.

Most patterns fit few sentences. Looking for plain words is many times faster than searching for a pattern that
ignores letter case, so the words that no match can do without are read out of the pattern once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_LONG_ENOUGH = 5  # letters; beyond that, fewer words are worth more than longer ones
# Signs beyond ASCII that ``re.IGNORECASE`` takes for "i", and that ``casefold`` leaves apart from it.
_LIKE_I = str.maketrans("İı", "ii")


def folded(text: str) -> str:
    """The text with every letter that a pattern could take for an ASCII letter written as that one, in lower case."""
    return text.lower() if text.isascii() else text.translate(_LIKE_I).casefold()


def needed_words(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Words of which at least one stands in ``folded`` text wherever the pattern matches; none if it needs none."""
    return tuple(sorted(_of_sequence(parser.parse(pattern.pattern, pattern.flags))))


def _of_sequence(items: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    """Of what a sequence needs throughout, the words that are the rarest."""
    return max(_choices(items), key=_rarity, default=frozenset())


def _rarity(words: frozenset[str]) -> tuple[int, int]:
    """How rarely one of the words will be met: the shortest counts, then how many there are."""
    return min(min(map(len, words)), _LONG_ENOUGH), -len(words)


def _choices(items: Iterable[tuple[Any, Any]]) -> Iterator[frozenset[str]]:
    """Each set of words of which a sequence of parsed items needs one; a set has at least one word."""
    run = ""
    for kind, value in items:
        if kind is code.LITERAL and value < 128:
            run += chr(value).lower()
            continue
        if run:
            yield frozenset([run])
        run = ""
        if words := _of_item(kind, value):
            yield words
    if run:
        yield frozenset([run])


def _of_item(kind: Any, value: Any) -> frozenset[str]:
    """What one item needs; nothing where it may match without any word, or looks at its surroundings only."""
    if kind is code.SUBPATTERN:
        return _of_sequence(value[3])
    if kind in (code.MAX_REPEAT, code.MIN_REPEAT) and value[0] > 0:
        return _of_sequence(value[2])
    if kind is code.BRANCH:
        branches = [_of_sequence(branch) for branch in value[1]]
        return frozenset().union(*branches) if all(branches) else frozenset()
    return frozenset()
