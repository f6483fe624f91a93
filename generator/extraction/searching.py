"""Searching a text for many patterns, only where words stand that they need.

A text is looked through once for the words of all patterns of a lexicon; after that, a sentence costs no more than
the places in it that a match could begin at.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import Generic, TypeVar

import ahocorasick
from msgspec import Struct

from generator.extraction.needed_words import Choice, Plan, folded, in_small_letters, plan

_SHORT = 400
"""Characters; in a shorter text it costs more to list the places than to search it."""


class Sought(Struct, frozen=True, kw_only=True, eq=False):
    """A pattern to search for, with the plan for it."""

    pattern: re.Pattern[str]
    plan: Plan


def sought(pattern: re.Pattern[str]) -> Sought:
    """A pattern alone, to search for."""
    return Sought(pattern=pattern, plan=plan(pattern))


AnySought = TypeVar("AnySought", bound=Sought)


class Candidate(Struct, Generic[AnySought], frozen=True):
    """What may match in a text, and where."""

    sought: AnySought
    pattern: re.Pattern[str]
    text: str
    """The text, and the pattern to try in it; in small letters where case does not matter."""
    starts: list[int] | None
    """Where a match may begin, in order; ``None`` for anywhere."""
    needs: list[int] | None
    """A match begins at one of these or before it, in order; ``None`` for anywhere."""

    def first(self, start: int, stop: int) -> re.Match[str] | None:
        """What ``search`` finds in ``text[start:stop]``, tried only where a match may begin."""
        last = stop
        if self.needs is not None:
            at = bisect_right(self.needs, stop) - 1
            if at < 0 or self.needs[at] < start:
                return None
            last = self.needs[at]
        starts = self.starts
        if starts is None:
            return self.pattern.search(self.text, start, stop)
        at = bisect_left(starts, start)
        while at < len(starts) and starts[at] <= last:
            if found := self.pattern.match(self.text, starts[at], stop):
                return found
            at += 1
        return None

    def each(self, start: int, stop: int) -> Iterable[re.Match[str]]:
        """What ``finditer`` finds in ``text[start:stop]``."""
        found = self.first(start, stop)
        return self.and_more(found, stop) if found else ()

    def and_more(self, found: re.Match[str], stop: int) -> Iterator[re.Match[str]]:
        """A match, and those behind it."""
        if self.starts is None:
            yield from self.pattern.finditer(self.text, found.start(), stop)
            return
        more: re.Match[str] | None = found
        while more:
            yield more
            more = self.first(more.end(), stop)


class _Words:
    """The words that lexicons look for, found in one pass (Aho & Corasick, Commun ACM 1975;18:333-340)."""

    def __init__(self, marks: Mapping[str, int]) -> None:
        self._marks = marks
        self._automaton = ahocorasick.Automaton()
        for word in marks:
            if word:
                self._automaton.add_word(word, word)
        self._automaton.make_automaton()

    def _found_in(self, small: str) -> Iterable[tuple[int, str]]:
        """Where the last letter of each word stands that is in a folded text, and the word."""
        if self._automaton.kind != ahocorasick.AHOCORASICK:
            return ()  # there are no words
        found: Iterable[tuple[int, str]] = self._automaton.iter(small)
        return found

    def marks(self, small: str) -> int:
        """The marks of all words that are there."""
        return self._marks_of({word for _, word in self._found_in(small)})

    def places(self, small: str) -> _Places:
        """Where each of the words stands in a folded text."""
        ends: dict[str, list[int]] = defaultdict(list, {"": [-1]})  # the empty word stands before the text
        for end, word in self._found_in(small):
            ends[word].append(end)
        return _Places(ends, self._marks_of(ends))

    def _marks_of(self, words: Iterable[str]) -> int:
        marks = self._marks.get("", 0)
        for word in words:
            marks |= self._marks[word]
        return marks


class _Places:
    """Where words stand in a text, and so where a match may begin."""

    def __init__(self, ends: dict[str, list[int]], marks: int) -> None:
        self._ends = ends
        """Where the last letter of each word stands that is there."""
        self.marks = marks
        """The marks of all words that are there."""
        self._starts: dict[Choice, list[int]] = {}
        self._needs: dict[Choice, list[int]] = {}

    def starts(self, choice: Choice) -> list[int]:
        """Where a match may begin, in order."""
        if choice not in self._starts:
            of_words = [
                [end - before for end in self._ends[word]]
                for word in self._ends.keys() & choice.before.keys()
                for before in choice.before[word]
            ]
            # Mostly one word stands there, whose places are in order already.
            self._starts[choice] = of_words[0] if len(of_words) == 1 else sorted(set(chain.from_iterable(of_words)))
        return self._starts[choice]

    def needs(self, choice: Choice) -> list[int]:
        """The last place where a match may begin that has one of the words, for each of them, in order."""
        if choice not in self._needs:
            found: list[int] = []
            for word in self._ends.keys() & choice.before.keys():
                before = choice.before[word][0]
                found += [end - before for end in self._ends[word]]
            self._needs[choice] = sorted(found)
        return self._needs[choice]


class _Register:
    """All lexicons that were searched for so far: a long text is looked through once for the words of all."""

    def __init__(self) -> None:
        self._bits: dict[Choice, int] = {}
        """A bit for each choice: what is there of all choices is one number."""
        self._marks: dict[str, int] = {"": 0}
        self._words: _Words | None = None

    def bit(self, choice: Choice) -> int:
        """The bit of a choice, whose words are looked for from now on."""
        if choice not in self._bits:
            self._bits[choice] = 1 << len(self._bits)
            for word in choice.before:
                self._marks[word] = self._marks.get(word, 0) | self._bits[choice]
            self._words = None
        return self._bits[choice]

    def marks_of(self, word: str) -> int:
        """The bits of the choices that have a word."""
        return self._marks[word]

    def places(self, small: str) -> _Places:
        """Where the words of all lexicons stand in a folded text."""
        if self._words is None:
            self._words = _Words(self._marks)
        return _places(self._words, small)


@lru_cache(maxsize=8)
def _places(words: _Words, small: str) -> _Places:
    return words.places(small)


_register = _Register()


_Way = tuple[AnySought, re.Pattern[str], bool, list[int] | None]
"""What is sought, the pattern to try, whether that is one for folded text, and where it may begin in any text."""


class _Searcher(Generic[AnySought]):
    """Searches for the patterns of a lexicon."""

    def __init__(self, sought: tuple[AnySought, ...]) -> None:
        self._sought = [(one, _bits_of(one.plan.choices)) for one in sought]
        choices = {choice for one in sought for choice in one.plan.choices}
        self._own = _bits_of(choices)
        words = {word for choice in choices for word in choice.before}
        self._words = _Words({word: _register.marks_of(word) & self._own for word in words})
        self._possible = lru_cache(maxsize=1024)(self._with_marks)

    def search(self, text: str) -> Sequence[Candidate[AnySought]]:
        """Those of the patterns that may match in a text, in their order."""
        small = _folded(text)
        if len(text) < _SHORT:
            return [
                Candidate(one, pattern, small if is_small else text, starts, None)
                for one, pattern, is_small, starts in self._possible(self._words.marks(small))
            ]
        places = _register.places(small)
        return [
            Candidate(
                one,
                pattern,
                small if is_small else text,
                places.starts(one.plan.starts) if one.plan.starts else None,
                places.needs(one.plan.needs) if one.plan.needs else None,
            )
            for one, pattern, is_small, _ in self._possible(places.marks & self._own)
        ]

    def _with_marks(self, marks: int) -> list[_Way[AnySought]]:
        """The patterns of which every choice is there."""
        return [_way(one) for one, bits in self._sought if marks & bits == bits]


@cache
def _way(one: AnySought) -> _Way[AnySought]:
    small = in_small_letters(one.pattern)
    return one, small or one.pattern, small is not None, [0] if one.plan.begins else None


@lru_cache(maxsize=64)
def _folded(text: str) -> str:
    return folded(text)


def _bits_of(choices: Iterable[Choice]) -> int:
    return sum(_register.bit(choice) for choice in set(choices))


@cache
def _searcher(sought: tuple[AnySought, ...]) -> _Searcher[AnySought]:
    return _Searcher(sought)


@lru_cache(maxsize=1024)  # most lexicons are asked again for each sentence of an abstract
def candidates(sought: tuple[AnySought, ...], text: str) -> Sequence[Candidate[AnySought]]:
    """Those of the patterns that may match in a text, in their order."""
    return _searcher(sought).search(text)


def search(one: Sought, text: str, start: int, stop: int) -> re.Match[str] | None:
    """What the pattern's own ``search`` finds in ``text[start:stop]``; the words may be in small letters."""
    return next((found for way in candidates((one,), text) if (found := way.first(start, stop))), None)
