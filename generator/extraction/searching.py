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
from typing import Generic, TypeVar

import ahocorasick
from msgspec import Struct

from generator.extraction.needed_words import Choice, Plan, folded, plan

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
Known = TypeVar("Known")


class Candidate(Struct, Generic[AnySought], frozen=True):
    """What may match in a text, and where."""

    sought: AnySought
    starts: list[int] | None
    """Where a match may begin, in order; ``None`` for anywhere."""
    needs: list[int] | None
    """A match begins at one of these or before it, in order; ``None`` for anywhere."""

    def first(self, text: str, start: int, stop: int) -> re.Match[str] | None:
        """What ``search`` finds in ``text[start:stop]``, tried only where a match may begin."""
        last = stop
        if self.needs is not None:
            at = bisect_right(self.needs, stop) - 1
            if at < 0 or self.needs[at] < start:
                return None
            last = self.needs[at]
        starts = self.starts
        if starts is None:
            return self.sought.pattern.search(text, start, stop)
        at = bisect_left(starts, start)
        while at < len(starts) and starts[at] <= last:
            if found := self.sought.pattern.match(text, starts[at], stop):
                return found
            at += 1
        return None

    def each(self, text: str, start: int, stop: int) -> Iterable[re.Match[str]]:
        """What ``finditer`` finds in ``text[start:stop]``."""
        found = self.first(text, start, stop)
        return self._and_more(found, text, stop) if found else ()

    def _and_more(self, found: re.Match[str], text: str, stop: int) -> Iterator[re.Match[str]]:
        """A match, and those behind it."""
        if self.starts is None:
            yield from self.sought.pattern.finditer(text, found.start(), stop)
            return
        more: re.Match[str] | None = found
        while more:
            yield more
            more = self.first(text, more.end(), stop)


class _Words(Generic[Known]):
    """Words that are looked for in one pass (Aho & Corasick, Commun ACM 1975;18:333-340), and what is known of each."""

    def __init__(self, known: Mapping[str, Known]) -> None:
        self.known = known
        self._automaton = ahocorasick.Automaton()
        for word, value in known.items():
            if word:
                self._automaton.add_word(word, value)
        self._automaton.make_automaton()

    def found_in(self, text: str) -> Iterable[tuple[int, Known]]:
        """Where the last letter of each word stands that is there, and what is known of the word."""
        if self._automaton.kind != ahocorasick.AHOCORASICK:
            return ()  # there are no words
        found: Iterable[tuple[int, Known]] = self._automaton.iter(folded(text))
        return found


class _Searcher(Generic[AnySought]):
    """Searches for the patterns of a lexicon."""

    def __init__(self, sought: tuple[AnySought, ...]) -> None:
        self._sought = sought
        choices = {choice for one in sought for choice in (one.plan.starts, one.plan.needs) if choice}
        self._marks = {choice: 1 << place for place, choice in enumerate(choices)}
        """A bit for each choice: what is there of all choices is one number."""
        marked = {
            word: sum(mark for choice, mark in self._marks.items() if word in _words_of([choice]))
            for word in _words_of(choices)
        }
        self._always = marked.get("", 0)
        self.words = _Words(marked)
        self._possible = lru_cache(maxsize=1024)(self._with_marks)

    def search(self, text: str) -> Sequence[Candidate[AnySought]]:
        """Those of the patterns that may match in a text, in their order."""
        there = self._always
        if len(text) < _SHORT:
            for _, marks in self.words.found_in(text):
                there |= marks
            return self._possible(there)
        ends = _ends(_all_words, text)
        for word in ends.keys() & self.words.known.keys():
            there |= self.words.known[word]
        possible = [one.sought for one in self._possible(there)]
        starts = {choice: _starts(choice, ends) for choice in {one.plan.starts for one in possible} if choice}
        needs = {choice: _needs(choice, ends) for choice in {one.plan.needs for one in possible} if choice}
        return [
            Candidate(
                one,
                starts[one.plan.starts] if one.plan.starts else None,
                needs[one.plan.needs] if one.plan.needs else None,
            )
            for one in possible
        ]

    def _with_marks(self, there: int) -> tuple[Candidate[AnySought], ...]:
        """The patterns of which every choice is there."""
        return tuple(
            Candidate(one, None, None)
            for one in self._sought
            if all(there & self._marks[choice] for choice in (one.plan.starts, one.plan.needs) if choice)
        )


_all_words = _Words[str]({})
"""The words of all lexicons that were searched for so far: a long text is looked through once for all of them."""


@cache
def _searcher(sought: tuple[AnySought, ...]) -> _Searcher[AnySought]:
    global _all_words
    searcher = _Searcher(sought)
    if not searcher.words.known.keys() <= _all_words.known.keys():
        _all_words = _Words({word: word for word in (*_all_words.known, *searcher.words.known)})
    return searcher


@lru_cache(maxsize=32)
def _ends(words: _Words[str], text: str) -> dict[str, list[int]]:
    """Where the last letter of each word that is there stands; that of the empty word is before the text."""
    found: dict[str, list[int]] = defaultdict(list, {"": [-1]})
    for end, word in words.found_in(text):
        found[word].append(end)
    return found


def _words_of(choices: Iterable[Choice]) -> set[str]:
    return {needed.word for choice in choices for needed in choice.words}


def _starts(choice: Choice, ends: dict[str, list[int]]) -> list[int]:
    """Where a match may begin, in order."""
    found: set[int] = set()
    for needed in choice.words:
        if needed.word in ends:
            length = len(needed.word) - 1
            for before in range(needed.low + length, needed.high + length + 1):
                found.update([end - before for end in ends[needed.word]])
    return sorted(found)


def _needs(choice: Choice, ends: dict[str, list[int]]) -> list[int]:
    """The last place where a match may begin that has one of the words, for each of them, in order."""
    found: list[int] = []
    for needed in choice.words:
        if needed.word in ends:
            before = len(needed.word) - 1 + needed.low
            found += [end - before for end in ends[needed.word]]
    return sorted(found)


@lru_cache(maxsize=1024)  # most lexicons are asked again for each sentence of an abstract
def candidates(sought: tuple[AnySought, ...], text: str) -> Sequence[Candidate[AnySought]]:
    """Those of the patterns that may match in a text, in their order."""
    return _searcher(sought).search(text)
