"""What a text must hold for a pattern to match, and where: a cheap first test before a costly search.

Most patterns fit few sentences. Looking for plain words is many times faster than searching for a pattern that
ignores letter case, so the words that no match can do without are read out of the pattern once, each with its
distance from the beginning of the match.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import takewhile
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from msgspec import Struct

_DIGITS = "0123456789"
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_ALIKE = {"İ": "i", "ı": "i", "ſ": "s", "µ": "μ"}
"""Signs that a pattern takes for another one, and that small letters leave apart from it."""


def folded(text: str) -> str:
    """The text in lower case, as long as before, with each sign that a pattern could take for an ASCII one as that."""
    return text.lower() if text.isascii() else _BEYOND_ASCII.sub(_alike, text).lower()


def in_small(text: str, small: str) -> str:
    """What patterns for folded text are tried on: the folded text, with the figures of other scripts as they are.

    For a pattern these are digits, but none of those that it names.
    """
    if text.isascii() or not _OTHER_FIGURE.search(text):
        return small
    return "".join(sign if _OTHER_FIGURE.match(sign) else other for sign, other in zip(text, small, strict=True))


_OTHER_FIGURE = re.compile(r"(?![0-9])\d")


def _alike(sign: re.Match[str]) -> str:
    return str(unicodedata.decimal(sign[0])) if sign[0].isdecimal() else _ALIKE.get(sign[0], sign[0])


@cache
def in_small_letters(pattern: re.Pattern[str]) -> re.Pattern[str] | None:
    """The pattern for ``folded`` text, in which it finds the same; ``None`` where letter case matters to it.

    To try a pattern letter by letter is about twice as fast where small and capital letters need not be compared.
    """
    if not pattern.flags & re.IGNORECASE or "(?-i:" in pattern.pattern:
        return None
    small = _SIGN.sub(lambda sign: sign[1] or folded(sign[0]), pattern.pattern)
    return re.compile(small, pattern.flags & ~re.IGNORECASE)


_SIGN = re.compile(r"(\\.|\(\?P)|.", re.DOTALL)
"""A sign of a pattern; what has a meaning of its own in capitals is the group."""


class Needed(Struct, frozen=True, order=True):
    """A word that begins ``low`` to ``high`` characters behind the beginning of a match, or before it if negative.

    The empty word stands for the beginning of the text.
    """

    word: str
    low: int
    high: int


class Choice(Struct, frozen=True, eq=False):
    """Words of which each match of a pattern needs one. Patterns that need the same share the object."""

    words: tuple[Needed, ...]
    behind: Mapping[str, Sequence[int]]
    """How far behind the beginning of a match each word may begin, from the least on."""


class Plan(Struct, frozen=True):
    """What to look for on behalf of a pattern."""

    starts: Choice | None
    """Words near the beginning of a match; none where a match may begin at too many places."""
    needs: Choice | None
    """Words somewhere behind the beginning, where they are rarer."""

    @property
    def choices(self) -> list[Choice]:
        """What has to be there for a match."""
        return [choice for choice in (self.starts, self.needs) if choice]

    @property
    def begins(self) -> bool:
        """Whether a match can only begin where the text does."""
        return self.starts is not None and self.starts.words == (Needed("", 0, 0),)


_OF_BEGINNINGS = 10.0
"""Beginnings in a thousand characters of what is mostly searched: short texts."""


_Words = frozenset[Needed]
_Best = Callable[[Any], _Words]
_FAR = 100
"""Characters; further away from where a match begins, a word tells nothing of that place."""
_MANY = 60.0
"""Places in a thousand characters; to try a pattern at more of them costs more than to search for it."""


def plan(pattern: re.Pattern[str]) -> Plan:
    """What to look for in ``folded`` text on behalf of a pattern."""
    items = parser.parse(pattern.pattern, pattern.flags)
    starts, needs = _best(items, _places_to_try), _best(items, _frequency, ahead=True)
    may_be_empty = items.getwidth()[0] == 0  # then one place may have two matches, and only a plain search has both
    if not starts or may_be_empty or _places_to_try(starts) > _MANY:
        return Plan(None, _choice(needs) if needs and _frequency(needs) <= _MANY else None)
    return Plan(_choice(starts), _choice(needs) if _frequency(needs) < _frequency(starts) else None)


@cache
def _choice(words: _Words) -> Choice:
    behind: dict[str, set[int]] = {}
    for one in words:
        behind.setdefault(one.word, set()).update(range(one.low, one.high + 1))
    return Choice(tuple(sorted(words)), {word: sorted(steps) for word, steps in behind.items()})


def _frequency(words: Iterable[Needed]) -> float:
    """About how often one of the words stands in a thousand characters."""
    return sum(_frequency_of(one.word) if one.word else _OF_BEGINNINGS for one in words)


def _places_to_try(words: _Words) -> float:
    """About how many places in a thousand characters can begin a match."""
    return sum(_frequency_of(one.word) * (one.high - one.low + 1) if one.high < _FAR else math.inf for one in words)


def _frequency_of(word: str) -> float:
    if word.isdigit():
        return 2.5 if len(word) == 1 else 0.5
    if len(word) > 1:
        return {2: 4.0, 3: 1.0, 4: 0.5, 5: 0.3}.get(len(word), 0.06)  # of the rules' words in abstracts of trials
    if word.isalpha():
        return 70.0 if word in "aeinorst" else 40.0
    return 0.0 if not word else 150.0 if word == " " else 5.0


def _best(items: Iterable[tuple[Any, Any]], cost: Callable[[_Words], float], *, ahead: bool = False) -> _Words:
    """Of what a sequence needs throughout, the words that cost least; none where it may match without any."""
    return min(_choices(items, partial(_best, cost=cost, ahead=ahead), ahead=ahead), key=cost, default=frozenset())


def _choices(items: Iterable[tuple[Any, Any]], best: _Best, *, ahead: bool) -> Iterator[_Words]:
    """Each set of words of which a sequence of parsed items needs one; a set has at least one word."""
    run = ""
    low = high = 0
    for kind, value in items:
        if letter := _letter(kind, value):
            run += letter
            continue
        if run:
            beginnings = [_beginning(branch) for branch in value[1]] if kind is code.BRANCH else [""]
            yield frozenset(Needed(run + beginning, low, high) for beginning in beginnings)
            low, high, run = low + len(run), high + len(run), ""
        if words := _of_item(kind, value, best, ahead=ahead):
            yield frozenset(Needed(one.word, low + one.low, min(high + one.high, _FAR)) for one in words)
        least, most = _width(kind, value)
        low, high = low + least, min(high + most, _FAR)
    if run:
        yield frozenset([Needed(run, low, high)])


def _beginning(items: Iterable[tuple[Any, Any]]) -> str:
    """The plain letters that a branch begins with: "we|were" is parsed as a "w" before branches."""
    letters = (_letter(kind, value) for kind, value in items)
    return "".join(letter for letter in takewhile(bool, letters) if letter)


def _letter(kind: Any, value: Any) -> str | None:
    """The small letter or other sign that an item stands for: "a" for ``a`` and ``[Aa]``; ``None`` for several."""
    signs = value if kind is code.IN else [(kind, value)]
    if not all(what is code.LITERAL and _is_kept(sign) for what, sign in signs):
        return None
    letters = {chr(sign).lower() for _, sign in signs}
    return letters.pop() if len(letters) == 1 else None


_GREEK = "αγδζηλνξοτυχψω"
"""Letters that a pattern takes for their capitals and for nothing else."""


def _is_kept(sign: int) -> bool:
    """Whether a pattern takes nothing else for this sign than what ``folded`` writes as it or its small letter."""
    letter = chr(sign).lower()
    return sign < 128 or letter in _GREEK or (not letter.isdecimal() and letter == chr(sign).upper())


def _width(kind: Any, value: Any) -> tuple[int, int]:
    """The least and the most characters that an item takes."""
    width: tuple[int, int] = parser.SubPattern(parser.State(), [(kind, value)]).getwidth()
    return width


def _moved(words: _Words, by: int) -> Iterator[Needed]:
    """The words, each ``by`` characters further on."""
    return (Needed(one.word, one.low + by, min(one.high + by, _FAR)) for one in words)


def _of_item(kind: Any, value: Any, best: _Best, *, ahead: bool) -> _Words:
    """What one item needs; nothing where it may match without any word.

    What a match is only followed by counts ``ahead`` alone: such a match may be empty.
    """
    if kind is code.SUBPATTERN:
        return best(value[3])
    if kind in (code.MAX_REPEAT, code.MIN_REPEAT) and value[0] > 0:
        return best(value[2])
    if kind is code.ASSERT and value[0] > 0 and ahead:
        return best(value[1])
    if kind is code.ASSERT and value[0] < 0:
        return frozenset(_moved(best(value[1]), -value[1].getwidth()[0]))
    if kind is code.BRANCH:
        branches = [best(branch) for branch in value[1]]
        return frozenset().union(*branches) if all(branches) else frozenset()
    if kind is code.IN and value == [(code.CATEGORY, code.CATEGORY_DIGIT)]:
        return frozenset(Needed(digit, 0, 0) for digit in _DIGITS)
    if kind is code.IN and all(what is code.LITERAL and _is_kept(sign) for what, sign in value):
        return frozenset(Needed(chr(sign).lower(), 0, 0) for _, sign in value)
    if kind is code.AT and value in (code.AT_BEGINNING, code.AT_BEGINNING_STRING):
        return frozenset([Needed("", 0, 0)])
    return frozenset()
