"""Spans cut down to the words that name something."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from generator.extraction.lexicon import alternatives, load_rules, load_words
from generator.extraction.needed_words import folded, in_small, in_small_letters

_kept = lru_cache(maxsize=256)
"""Several tasks mark the same words of an article: half of the spans and more are asked for again."""

_OPENING = re.compile(
    r"[\s,;:.)\]}%/+–—-]+|'\s|(?:i\.\s?|(?<=\bi\.))e\.,?\s|\b(?:ie|eg),?\s|(?:e\.\s?|(?<=\be\.))g\.,?\s"
    r"|(?:and|or|the|a|an|this|these|that|those|their|its|his|her|our)\b\s*",
    re.IGNORECASE,
)
_CLOSING_MARKS = ",;:.([{/–—<>≤≥=-"
_CLOSING_WORD = re.compile(
    r"\b(?:the|a|an|[Aa]nd|[Oo]r|[Oo]f|[Ii]n|[Ww]ith|[Ff]or|[Tt]o|[Bb]y|[Oo]n|[Aa]t|[Ff]rom|[Vv]ersus|[Vv]s|[Tt]han|[Aa]fter|[Bb]efore"
    r"|[Dd]uring|[Ww]ithin|[Uu]ntil|[Pp]rior|[Aa]s|[Ww]hereas|[Ww]hile|[Ww]hen|[Cc]ombined)\Z"
)
"""In titles these are written large; "A" is more often the name of an arm."""
_LONGEST_CLOSING = 8


@_kept
def trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without articles and marks at its ends and with balanced brackets; ``None`` where nothing is left."""
    before = None
    while before != (start, end):
        before = start, end
        start, end = _balanced(text, *_stripped(text, start, end))
    return (start, end) if start < end else None


def name_in(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span of a name: with the whole of a word, compound or span of doses that it cuts, trimmed."""
    if 0 < start < end and text[start] == "-" and text[start - 1].isalnum():
        start += 1
    if own := _OWN.match(text, start - 1) if start else None:
        start = own.end()
    while 0 < start < end and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    while start > 1 and _JOINED.match(text, start - 2):
        start -= 2
        while start and _IN_WORD.match(text, start - 1):
            start -= 1
    if text[end - 1 : end] == "-" and text[end : end + 1].isalnum():
        end -= 1
    if text[end : end + 1] == "-" and text[end + 1 : end + 2].isalnum() and text[end - 1 : end].isalnum():
        end = _REST.match(text, end).end()  # type: ignore[union-attr]
    if span := _FIGURES.match(text, end):
        end = span.end() if text[end - 1 : end].isdigit() else end
    if text[end - 1 : end].isdigit() and (unit := _UNIT.match(text, end)):
        end = unit.end()
    return trimmed(text, start, end)


_OWN = re.compile(r"'s\s")
"""The rest of whose it is: "women's experiences" are experiences."""
_DOSE = r"\s?(?:mg|g|[µμ]g|mcg|ml|IU|Gy)"
_FIGURES = re.compile(rf"[–-]\d+(?:[.,]\d+)?(?:{_DOSE}\b)?")
"""The other end of a span of doses that a name begins: "exemplin 2–10 mg"."""
_UNIT = re.compile(rf"{_DOSE}(?:/\w+)?(?![\w-])")
_JOINED = re.compile(r"[^\W_]-[^\W_]|\d\.\d")
"""Around the beginning of a name that cuts a compound or a number: "dose" of "low-dose", "5 mg" of "2.5 mg"."""
_IN_WORD = re.compile(r"\w")
_REST = re.compile(r"(?:-(?!(?:The|A|An|Results|Study)\b)\w+)*")


@_kept
def within_edges(text: str, start: int, end: int, of: str) -> tuple[int, int] | None:
    """The span of a ``treatment``, an ``outcome`` or ``people`` without the words that lead to it or follow it."""
    small = _folded(text)
    for pattern, is_small in _edges(of, "before"):
        if lead := pattern.match((small if is_small else text)[start:end]):
            start += lead.end()
    return trimmed(text, start, _end_of_name(text, start, end, of)) if start < end else None


@_kept
def _end_of_name(text: str, start: int, end: int, of: str) -> int:
    """Where what follows the name begins, or the end."""
    small = _folded(text)
    for pattern, is_small in _edges(of, "after"):
        follows = pattern.search(small if is_small else text, start, end)
        if follows and follows.start() > start:
            end = follows.start()
    return end


def with_noun(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span on to the noun that its last word belongs to: "spiritual" is cut from "spiritual wellbeing".

    ``None`` where all of it is one such word and no noun follows.
    """
    while (last := _LAST_WORD.search(text, start, end)) and _describes(last[0]):
        noun = _NOUN.match(text, end)
        if noun is None:
            return None if last.start() == start else (start, end)
        end = noun.end()
    return start, end


def _describes(word: str) -> bool:
    """Whether a word looks like an adjective that stands before a noun."""
    return _ADJECTIVE.fullmatch(word) is not None and word.lower() not in _nouns()


@cache
def _nouns() -> frozenset[str]:
    return frozenset(load_words("nouns_like_adjectives"))


_LAST_WORD = re.compile(r"[^\W\d_][\w-]*\Z")
_ADJECTIVE = re.compile(
    r"[\w-]*[a-z]{2}(?:al|ic|ive|ous|ary)|[\w-]+-(?:based|led|assisted|induced|related|guided|mediated|controlled|collected)",
)
_NOUN = re.compile(
    r"\s(?!(?:and|or|of|in|on|at|to|with|for|from|by|as|the|an?|than|after|before|during|versus|vs|is|are|was|were|has|had|have"
    r"|did|does|do|may|can|could|would|will|who|that|which|but|while|when|using|among|between|both|not|compared|\w+(?:ed|ly))\b)"
    r"[^\W\d_][\w-]*(?![\w.-]*\d)",
    re.IGNORECASE,
)


@cache
def _edges(of: str, side: str) -> tuple[tuple[re.Pattern[str], bool], ...]:
    """The patterns of one side, each with whether it is one for folded text, where it takes half the time or less."""
    rules = (rule for rule in load_rules("name_edges") if (rule.extra["of"], rule.extra["side"]) == (of, side))
    return tuple(
        (small or rule.pattern, small is not None) for rule in rules for small in [in_small_letters(rule.pattern)]
    )


@lru_cache(maxsize=32)  # of articles that are read together
def _folded(text: str) -> str:
    return in_small(text, folded(text))


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without words and marks at its ends that name nothing."""
    while match := _OPENING.match(text, start, end):
        start = match.end()
    while start < end:
        if text[end - 1] in _CLOSING_MARKS or text[end - 1].isspace():
            end -= 1
        elif closing := _CLOSING_WORD.search(text, max(start, end - _LONGEST_CLOSING), end):
            end = closing.start()
        else:
            break
    return start, end


_ANY_BRACKET = re.compile(r"[(\[)\]]")


def _balanced(text: str, start: int, end: int) -> tuple[int, int]:
    """The longer side of a bracket that has no partner; one that closes right behind the span is taken in."""
    if not _ANY_BRACKET.search(text, start, end):
        return start, end
    opened: list[int] = []
    for at in range(start, end):
        if text[at] in "([":
            opened.append(at)
        elif text[at] in ")]" and not opened:
            return (at + 1, end) if at - start < end - at else (start, at)
        elif text[at] in ")]":
            opened.pop()
    if not opened:
        return start, end
    if len(opened) == 1 and text[end : end + 1] in (")", "]"):
        return start, end + 1
    return (start, opened[0]) if opened[0] > start else (start + 1, end)


def whose(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of people whose result it is with those who are meant: "with gout" is cut from "patients with gout"."""
    if before := _people_before().search(text, max(0, start - _LONGEST_LEAD), start):
        start = before.start()
    behind = _people_behind().match(text, end)
    return start, behind.end() if behind else end


_LONGEST_LEAD = 40


@cache
def _people_before() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w-])(?:{alternatives('counted_people')}|those)\s(?:(?:who|whose|with(?:out)?|having|had|in|on|of|aged|under|at)\s(?:were\s|an?\s|the\s)?)?\Z",
        re.IGNORECASE,
    )


@cache
def _people_behind() -> re.Pattern[str]:
    united = r"(?:sub-?)?(?:groups?|cohorts?|sets?)|arms?|periods?|phases?"
    return re.compile(rf"\s(?:{alternatives('counted_people')}|{united})\b", re.IGNORECASE)


_ASIDE = re.compile(r"\s?[(\[][^()\[\]]*(?:\b[nN]\s?=|\b(?:group|arm)\b)", re.IGNORECASE)
_AMONG = re.compile(
    r"(?:\W|\b(?:in|of|among|amongst|for|from|to|a total of|altogether|were|was|with)\b)+", re.IGNORECASE
)
_DONE = re.compile(
    r"(?:\s|,|\b(?:(?:who|and|have|has|had|were|was|are|been|be|being|randomly|received|receiving|undergoing|underwent"
    r"|participated|completed|randomi[sz]ed|enrolled|recruited|studied|included|assigned|allocated|treated|posted|divided"
    r"|in|to|for|the|a|an|of|by|with|at|into)\b))+\Z"
)


def without_aside(text: str, start: int, end: int) -> tuple[int, int]:
    """The span up to a bracket that gives the name or the size of a group."""
    aside = _ASIDE.search(text, start, end)
    return (start, aside.start()) if aside and aside.start() > start else (start, end)


def who(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span of a group of people without the words that lead to it and those that say what was done with it.

    ``None`` where one word or a bracket is left: that describes nobody.
    """
    if match := _AMONG.match(text, start, end):
        start = match.end()
    span = within_edges(text, start, end, "people")
    if span is None:
        return None
    start, end = span
    if match := _DONE.search(text[start:end]):
        end = start + match.start()
    span = trimmed(text, start, _end_of_name(text, start, end, "people")) if start < end else None
    return span if span and " " in text[span[0] : span[1]] else None
