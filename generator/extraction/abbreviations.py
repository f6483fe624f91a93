"""Abbreviations that title and abstract define (Schwartz & Hearst, PSB 2003), in both directions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.article import Article
from generator.evidence import PLACES, Abbreviation
from generator.extraction.quoting import quote

_BRACKETS = (re.compile(r"\(([^()]{2,120})\)"), re.compile(r"\[([^\[\]]{2,120})\]"))
"""Square ones may stand in round ones: "(rate ratio [RR], 0.7)"."""
_SHORT = re.compile(r"(?=[^\s]*[A-Z])[A-Za-z0-9α-ωΑ-Ω][\w&/+.'-]{1,9}(?:\s[A-Z0-9][\w-]{0,4})?")
_ENDS_PART = re.compile(r"[;,]\s|\s[=–]\s")
_NO_LETTER = re.compile(r"[\W_]")
_PRINTED = re.compile(r"\S+")
_JOINED = re.compile(r"[\w&/+-]+")
_LONGEST_SHORT = 10
_LAST_WORD = re.compile(rf"[\w&/+-]{{2,{_LONGEST_SHORT}}}$")
_WORD_START = re.compile(r"(?<![^\W_])[^\W_]")
_STOPS = re.compile(r"[.;:,()\[\]](?=\s)|[()\[\]]")


def find_abbreviations(article: Article) -> tuple[Abbreviation, ...]:
    """Short and long forms, in the order in which they are defined, each short form once.

    The quote covers both, as "overall survival (OS)" or "OS (overall survival)".
    """
    found: dict[str, Abbreviation] = {}
    for where in PLACES:
        text = article.text_of(where)
        for short, long, start, end in _definitions(text):
            if short not in found:
                found[short] = Abbreviation(short=short, long=long, quote=quote(article, where, start, end))
    return tuple(found.values())


def _definitions(text: str) -> Iterator[tuple[str, str, int, int]]:
    """Each definition of the text: short form, long form, and where the two stand."""
    found = (match for brackets in _BRACKETS for match in brackets.finditer(text))
    for match in sorted(found, key=re.Match.start):
        inside = match.start() + 1
        first_part = _ENDS_PART.split(match[1])[0]
        before = text[: match.start()].rstrip()
        if _SHORT.fullmatch(first_part):
            start = _long_before(first_part, before)
            if start is not None:
                yield (
                    first_part,
                    text[start : len(before)],
                    start,
                    inside + len(first_part) + _closes(match, first_part),
                )
                continue
        last = _LAST_WORD.search(before, max(0, len(before) - _LONGEST_SHORT))
        if last and _SHORT.fullmatch(last[0]) and (long := _long_inside(last[0], first_part)):
            yield last[0], long, last.start(), inside + len(first_part) + _closes(match, first_part)


def _closes(bracket: re.Match[str], part: str) -> int:
    """1 where the part fills the bracket, so that the quote takes the closing one with it."""
    return int(bracket.end() == bracket.start() + len(part) + 2)


def _long_before(short: str, before: str) -> int | None:
    """Where the long form of a bracketed short form begins, which ends where ``before`` does."""
    letters = len(_NO_LETTER.sub("", short))
    window = _last_words(before, min(letters + 5, letters * 2))
    start = _best_start(short, before[window:])
    if start is None:
        return None
    return window + start if _is_long_form(short, before[window + start :]) else None


def _long_inside(short: str, inside: str) -> str | None:
    """The bracketed words, where they are the long form of the short form in front of them."""
    start = _best_start(short, inside)
    return inside if start == 0 and " " in inside and _is_long_form(short, inside) else None


def _last_words(text: str, most: int) -> int:
    """Where the last ``most`` words of the text's last clause begin."""
    parts = text.rsplit(maxsplit=most)
    first = len(parts[0]) if len(parts) > most else 0
    clause = max((stop.end() for stop in _STOPS.finditer(text, first)), default=first)
    words = list(_PRINTED.finditer(text, clause))
    return words[-most:][0].start() if words else len(text)


def _best_start(short: str, long: str) -> int | None:
    """Where the shortest long form begins that has the short form's letters in order, the first at a word's start."""
    letters = _NO_LETTER.sub("", short).lower()
    letters = letters[:-1] if short.endswith("s") and short[:-1].isupper() else letters  # "AEs", "RCTs"
    lowered = long.lower()
    initials = [match.start() for match in _WORD_START.finditer(lowered)][-len(letters) :]
    if letters == "".join(lowered[place] for place in initials):  # a letter a word is the surest reading
        return initials[0]
    at = len(lowered)
    for index in range(len(letters) - 1, -1, -1):
        at = lowered.rfind(letters[index], 0, at)
        while index == 0 and at > 0 and not _WORD_START.match(lowered, at):
            at = lowered.rfind(letters[index], 0, at)
        if at < 0:
            return None
    return at if _WORD_START.match(lowered, at) else None


def _is_long_form(short: str, long: str) -> bool:
    """Whether the words can be a long form: longer than the short one, not holding it, not mostly figures."""
    words = long.split()
    letters = len(_NO_LETTER.sub("", short))
    return (
        len(long) > len(short)
        and short not in _JOINED.findall(long)
        and len(words) <= min(letters + 5, letters * 2)
        and (any(map(str.isdigit, short)) or not any(map(str.isdigit, long)))
    )
