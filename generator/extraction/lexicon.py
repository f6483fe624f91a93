r"""Word lists and rules as data: the files of ``lexicons/``, checked as they are loaded and kept as tuples.

A rule file (``NAME.toml``)::

    about = "How participants came to their groups."
    source = "CONSORT 2010, item 8"           # optional; where the words or values come from
    extra = ["family"]                        # optional; further keys that every rule must have
    case = true                               # optional; letter case matters (it does not by default)

    [parts]                                   # optional; patterns that rules name as {group}
    group = '(?:arms?|groups?)'

    [[rule]]
    value = "Randomized"
    pattern = '(?<!non-)\brandomi[sz]ed to two {group}\b'
    finds = ["Patients were randomised to two arms."]
    leaves = ["a random sample"]              # optional, as is reason
    family = "randomised"

A pattern may be a list of alternatives. It may have a group called ``words``: then only that part is what the rule
found. One test proves each rule of each file by its own examples. A word list (``NAME.txt``) has one entry a line;
lines that begin with ``#`` say where the entries come from.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from generator.extraction.needed_words import plan
from generator.extraction.searching import Patterns, Sought, sought

FOLDER = Path(__file__).with_name("lexicons")

_FILE_KEYS = {"about", "source", "extra", "case", "parts", "rule"}
_RULE_KEYS = {"value", "pattern", "finds", "leaves", "reason"}
_REQUIRED = {"value", "pattern", "finds"}
_PART = re.compile(r"\{([a-z][a-z_]*)\}")  # a quantifier such as {2} holds a digit, so the two cannot be confused


class LexiconError(Exception):
    """A file of ``lexicons/`` is not what its kind of file must be."""


class Rule(Sought, frozen=True, kw_only=True, eq=False):
    """A pattern, the value it stands for, and the sentences that prove it."""

    value: str
    finds: tuple[str, ...]
    leaves: tuple[str, ...] = ()
    reason: str | None = None
    extra: Mapping[str, Any] = {}
    """The keys that the file declares under ``extra``."""


Rules = Patterns[Rule]


class Hit(Struct, frozen=True):
    """Where a rule matched: ``[start, end)`` in the text that was searched."""

    rule: Rule
    start: int
    end: int


@cache
def load_rules(name: str) -> Rules:
    """The rules of ``lexicons/NAME.toml`` in their order. Raises ``LexiconError`` on a key or pattern that is wrong."""
    path = FOLDER / f"{name}.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    _check_keys(path.name, table, known=_FILE_KEYS, required={"about", "rule"})
    flags = re.NOFLAG if table.get("case", False) else re.IGNORECASE
    parts = _whole_parts(path.name, table.get("parts", {}))
    extra = frozenset(table.get("extra", ()))
    return Patterns(_rule(f"{path.name}, rule {n}", row, parts, extra, flags) for n, row in enumerate(table["rule"], 1))


@cache
def load_words(name: str) -> tuple[str, ...]:
    """The entries of ``lexicons/NAME.txt`` in their order. Raises ``LexiconError`` where one stands twice."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    words = tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))
    if len(set(words)) < len(words):
        twice = sorted({word for word in words if words.count(word) > 1})
        raise LexiconError(f"{name}.txt: listed twice: {', '.join(twice)}")
    return words


@cache
def alternatives(*names: str) -> str:
    """The entries of some ``lexicons/NAME.txt`` as the alternatives of a pattern, the longest first."""
    entries = {entry for name in names for entry in load_words(name)}
    return "|".join(re.escape(entry) for entry in sorted(entries, key=lambda entry: (-len(entry), entry)))


@cache
def any_word(name: str, *, case: bool = False) -> Patterns[Sought]:
    """A pattern that finds any entry of ``lexicons/NAME.txt`` as whole words, the longest first."""
    pattern = rf"(?<![\w-])(?:{alternatives(name)})(?![\w-])"
    return sought(re.compile(pattern, re.NOFLAG if case else re.IGNORECASE))


def matches(rules: Rules, text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[Rule, re.Match[str]]]:
    """All matches of all rules in ``text[start:end]`` with their rules, rule by rule."""
    stop = len(text) if end is None else end
    for candidate in rules.candidates(text, start, stop):
        for found in candidate.each(start, stop):
            match = candidate.sought.pattern.match(text, found.start(), stop)  # what was found may be in small letters
            if match:
                yield candidate.sought, match


def holding(rules: Rules, text: str, start: int = 0, end: int | None = None) -> Iterator[Rule]:
    """The rules that match somewhere in ``text[start:end]``, in their order."""
    stop = len(text) if end is None else end
    for candidate in rules.candidates(text, start, stop):
        if candidate.first(start, stop):
            yield candidate.sought


def hits(rules: Rules, text: str, start: int = 0, end: int | None = None) -> Iterator[Hit]:
    """What the rules find in ``text[start:end]``, rule by rule."""
    stop = len(text) if end is None else end
    for candidate in rules.candidates(text, start, stop):
        if found := candidate.first(start, stop):  # rarely: most of what may match in a text does not in a stretch
            for match in candidate.and_more(found, stop):
                yield Hit(candidate.sought, *_span(match))


def first_hit(rules: Rules, text: str, start: int = 0, end: int | None = None, **extra: str) -> Hit | None:
    """The match that begins first in ``text[start:end]``; of several that begin there, the earlier rule's.

    Only of the rules whose keys have the values of ``extra``: to ask one file in parts costs less than several files.
    """
    stop = len(text) if end is None else end
    asked = (one for one in rules.candidates(text, start, stop) if extra.items() <= one.sought.extra.items())
    found = ((one.sought, one.first(start, stop)) for one in asked)
    return min((Hit(rule, *_span(match)) for rule, match in found if match), key=lambda hit: hit.start, default=None)


def _span(match: re.Match[str]) -> tuple[int, int]:
    """What the rule found: its group ``words`` where it has one."""
    return match.span("words" if match.re.groups and "words" in match.re.groupindex else 0)


def _rule(
    place: str, row: Mapping[str, Any], parts: Mapping[str, str], extra: frozenset[str], flags: re.RegexFlag
) -> Rule:
    """One ``[[rule]]`` table as a rule."""
    _check_keys(place, row, known=_RULE_KEYS | extra, required=_REQUIRED | extra)
    try:
        pattern = re.compile(_with_parts(place, _joined(row["pattern"]), parts), flags)
    except re.error as error:
        raise LexiconError(f"{place}: the pattern is no regular expression: {error}") from error
    return Rule(
        value=row["value"],
        pattern=pattern,
        finds=tuple(row["finds"]),
        leaves=tuple(row.get("leaves", ())),
        reason=row.get("reason"),
        extra={key: row[key] for key in sorted(extra)},
        plan=plan(pattern),
    )


def _joined(pattern: str | list[str]) -> str:
    """One pattern of several alternatives."""
    return pattern if isinstance(pattern, str) else f"(?:{'|'.join(pattern)})"


def _whole_parts(place: str, parts: Mapping[str, str | list[str]]) -> dict[str, str]:
    """The parts with the parts that they name themselves put in; a part may only name an earlier one."""
    whole: dict[str, str] = {}
    for name, pattern in parts.items():
        whole[name] = _with_parts(f"{place}, part {name}", _joined(pattern), whole)
    return whole


def _with_parts(place: str, pattern: str, parts: Mapping[str, str]) -> str:
    """The pattern with each ``{name}`` replaced by that part."""
    unknown = sorted({name for name in _PART.findall(pattern) if name not in parts})
    if unknown:
        raise LexiconError(f"{place}: no part {', '.join(unknown)}; known: {', '.join(parts) or 'none'}")
    return _PART.sub(lambda match: parts[match[1]], pattern)


def _check_keys(place: str, table: Mapping[str, Any], *, known: Iterable[str], required: Iterable[str]) -> None:
    """Raise ``LexiconError`` where a key is unknown or missing."""
    if unknown := sorted(set(table) - set(known)):
        raise LexiconError(f"{place}: unknown key {', '.join(unknown)}; known: {', '.join(sorted(known))}")
    if missing := sorted(set(required) - set(table)):
        raise LexiconError(f"{place}: no {', '.join(missing)}")
