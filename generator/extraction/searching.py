"""Searching a text for many patterns, only where words stand that they need.

A text is looked through once for the words of all patterns of all lexicons; after that, a sentence costs no more than
the patterns whose words stand in it, at the places that a match could begin at.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache, reduce
from operator import or_
from typing import Generic, TypeVar

import ahocorasick
from msgspec import Struct

from generator.extraction.needed_words import Choice, Plan, folded, in_small, in_small_letters, plan

_SHORT = 400
"""Characters; in a shorter text it costs more to list the places than to search it."""


class Sought(Struct, frozen=True, kw_only=True):
    """A pattern to search for, with the plan for it."""

    pattern: re.Pattern[str]
    plan: Plan


AnySought = TypeVar("AnySought", bound=Sought)


class Candidate(Struct, Generic[AnySought], frozen=True):
    """What may match in a text, and where."""

    sought: AnySought
    pattern: re.Pattern[str]
    text: str
    """The text, and the pattern to try in it; in small letters where case does not matter."""
    starts: Sequence[int] | None
    """Where a match may begin, in order; ``None`` for anywhere."""

    def first(self, start: int, stop: int) -> re.Match[str] | None:
        """What ``search`` finds in ``text[start:stop]``, tried only where a match may begin."""
        starts = self.starts
        if starts is None:
            return self.pattern.search(self.text, start, stop)
        for place in starts[bisect_left(starts, start) : bisect_right(starts, stop)]:
            if found := self.pattern.match(self.text, place, stop):
                return found
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


class Patterns(tuple[AnySought, ...]):
    """Patterns that are searched for together, in their order."""

    def candidates(self, text: str, start: int, stop: int) -> Sequence[Candidate[AnySought]]:
        """Those that may match in ``text[start:stop]``."""
        return self._searcher.short(text) if len(text) < _SHORT else self._searcher.long(_places(text), start, stop)

    @cached_property
    def _searcher(self) -> _Searcher[AnySought]:
        return _Searcher(self)


def sought(pattern: re.Pattern[str]) -> Patterns[Sought]:
    """A pattern alone, to search for."""
    return Patterns([Sought(pattern=pattern, plan=plan(pattern))])


def search(patterns: Patterns[AnySought], text: str, start: int, stop: int) -> re.Match[str] | None:
    """What the first of the patterns that is there finds in ``text[start:stop]``; its words may be in small letters."""
    for candidate in patterns.candidates(text, start, stop):
        if found := candidate.first(start, stop):
            return found
    return None


def search_all(patterns: Patterns[AnySought], text: str, start: int, stop: int) -> Iterator[re.Match[str]]:
    """What each of the patterns finds in ``text[start:stop]``; the words may be in small letters."""
    for candidate in patterns.candidates(text, start, stop):
        yield from candidate.each(start, stop)


class _Words:
    """Words with the bits of the choices that have them, found in one pass.

    After Aho & Corasick, Commun ACM 1975;18:333-340.
    """

    def __init__(self, marks: Mapping[str, int]) -> None:
        self._everywhere = marks.get("", 0)
        self._automaton = ahocorasick.Automaton()
        for word, bits in marks.items():
            if word:
                self._automaton.add_word(word, (word, bits))
        self._automaton.make_automaton()

    def found_in(self, small: str) -> list[tuple[int, tuple[str, int]]]:
        """Where the last letter of each word stands that is in a folded text, in order; the empty one is before it."""
        return [(-1, ("", self._everywhere)), *self._there(small)]

    def bits_in(self, small: str) -> int:
        """The bits of all choices that have a word in a folded text."""
        bits = self._everywhere
        for _, (_, marks) in self._there(small):
            bits |= marks
        return bits

    def _there(self, small: str) -> Iterable[tuple[int, tuple[str, int]]]:
        return self._automaton.iter(small) if self._automaton else ()


class _Places:
    """Where words stand in a text, and so what may match in a part of it, and where that may begin."""

    def __init__(self, text: str, words: _Words, reach: int) -> None:
        self.text = text
        small = folded(text)
        self.small = in_small(text, small)
        self._reach = reach
        """How far before the beginning of a match a word of it may end."""
        found = words.found_in(small)
        self._ends = [end for end, _ in found]
        self._marks = [bits for _, (_, bits) in found]
        self._places_of = defaultdict[str, list[int]](list)
        for end, (word, _) in found:
            self._places_of[word].append(end - len(word) + 1)
        self._starts: dict[Choice, list[int]] = {}
        self._marks_in: dict[tuple[int, int], int] = {}

    def marks(self, start: int, stop: int) -> int:
        """The bits of all choices that have a word for a match in ``text[start:stop]``."""
        marks = self._marks_in.get((start, stop))
        if marks is None:
            first, behind = bisect_left(self._ends, start - self._reach), bisect_left(self._ends, stop)
            marks = self._marks_in[start, stop] = reduce(or_, self._marks[first:behind], 0)
        return marks

    def starts(self, choice: Choice) -> list[int]:
        """Where a match may begin that begins by this choice, in order; a place that two words tell of stands twice."""
        starts = self._starts.get(choice)
        if starts is None:
            starts = self._starts[choice] = []
            for word in self._places_of.keys() & choice.behind.keys():
                places = self._places_of[word]
                for behind in choice.behind[word]:
                    starts += [place - behind for place in places] if behind else places
            starts.sort()
        return starts


class _Register:
    """The choices of all lexicons that were searched for so far."""

    def __init__(self) -> None:
        self._bits: dict[Choice, int] = {}
        """A bit for each: what is there of all choices is one number."""
        self._words: _Words | None = None
        self._reach = 0

    def bits(self, choices: Iterable[Choice]) -> int:
        """The bits of choices, whose words are looked for from now on."""
        for choice in choices:
            if choice not in self._bits:
                self._bits[choice] = 1 << len(self._bits)
                self._reach = max(self._reach, *(1 - len(word) - min(by) for word, by in choice.behind.items()))
                self._words = None
                _places.cache_clear()
        return reduce(or_, (self._bits[choice] for choice in choices), 0)

    def words(self, choices: Iterable[Choice]) -> _Words:
        """The words of these choices."""
        marks = defaultdict[str, int](int)
        for choice in choices:
            for word in choice.behind:
                marks[word] |= self._bits[choice]
        return _Words(marks)

    def places(self, text: str) -> _Places:
        """Where the words of all choices stand in a text."""
        if self._words is None:
            self._words = self.words(self._bits)
        return _Places(text, self._words, self._reach)


_register = _Register()


@lru_cache(maxsize=32)  # of articles that are read together
def _places(text: str) -> _Places:
    return _register.places(text)


class _Way(Struct, Generic[AnySought], frozen=True):
    """How a pattern is tried."""

    sought: AnySought
    pattern: re.Pattern[str]
    is_small: bool
    """Whether the pattern is one for folded text."""
    bits: int
    """Of all choices that have to be there for a match."""
    starts: Sequence[int] | None
    """Where a match may begin in whatever text, if that is known."""


class _Searcher(Generic[AnySought]):
    """Searches for the patterns of a lexicon."""

    def __init__(self, patterns: Sequence[AnySought]) -> None:
        choices = {choice for one in patterns for choice in one.plan.choices}
        self._bits = _register.bits(choices)
        self._words = _register.words(choices)
        self._ways = [_way(one) for one in patterns]
        self._possible = lru_cache(maxsize=1024)(self._with_bits)
        self.short = lru_cache(maxsize=8)(self._in_short)

    def _in_short(self, text: str) -> Sequence[Candidate[AnySought]]:
        """Those of the patterns that may match in a short text."""
        small = folded(text)
        bits = self._words.bits_in(small)
        small = in_small(text, small)
        return [
            Candidate(way.sought, way.pattern, small if way.is_small else text, way.starts)
            for way in self._possible(bits)
        ]

    def long(self, places: _Places, start: int, stop: int) -> Sequence[Candidate[AnySought]]:
        """Those of the patterns that may match in this part of a long text."""
        ways = self._possible(places.marks(start, stop) & self._bits)
        if not ways:  # mostly
            return ()
        return [
            Candidate(
                way.sought,
                way.pattern,
                places.small if way.is_small else places.text,
                places.starts(starts) if (starts := way.sought.plan.starts) else None,
            )
            for way in ways
        ]

    def _with_bits(self, bits: int) -> list[_Way[AnySought]]:
        """The patterns of which every choice is there."""
        return [way for way in self._ways if bits & way.bits == way.bits]


def _way(one: AnySought) -> _Way[AnySought]:
    small = in_small_letters(one.pattern)
    bits = _register.bits(one.plan.choices)
    return _Way(one, small or one.pattern, small is not None, bits, [0] if one.plan.begins else None)
