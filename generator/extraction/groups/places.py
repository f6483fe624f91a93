"""Every place of title and abstract where a group is named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.article import Article
from generator.evidence import PLACES, Abbreviation, Group, GroupRole, Place
from generator.extraction.lexicon import hits, load_rules
from generator.extraction.mentions import NAMING_GROUPS, Mention
from generator.extraction.names import JOINS, Names, names_of, occurrences
from generator.extraction.searching import search_all, sought


class GroupMention(Struct, frozen=True, kw_only=True):
    """A place where a group is named: ``[start, end)`` of the title or abstract."""

    id: str
    where: Place
    start: int
    end: int


def group_mentions(
    article: Article, groups: tuple[Group, ...], mentions: tuple[Mention, ...], abbreviations: tuple[Abbreviation, ...]
) -> tuple[GroupMention, ...]:
    """Every place of title and abstract where a group is named, in the order of the text, none overlapping another.

    A group goes by its name, that name's short or long form, what stands in brackets beside it ("arm A"), the names
    that models find in results if they share its words with no other group, and, if it is the only one of its role,
    by that role ("the control group").
    """
    names = names_of(abbreviations)
    if not groups:
        return ()
    known = _known_names(groups)
    forms = _forms(groups, names)
    found: list[GroupMention] = []
    for where in PLACES:
        text = article.text_of(where)
        spans = [(m.quote.start, m.quote.end) for m in mentions if m.kind in NAMING_GROUPS and m.quote.where == where]
        spans += _said_to_be_groups(text)
        spans += [(start, _with_group(text, end)) for start, end in occurrences(text, forms)]
        for start, end in sorted(set(spans), key=lambda span: (span[0], -span[1])):
            owner = owner_of(text[start:end], known, names) or by_role(text[start:end], groups)
            if owner and not any(other.where == where and start < other.end for other in found):
                found.append(GroupMention(id=owner, where=where, start=start, end=end))
    return tuple(found)


_WORD = r"(?!(?:in|the|of|for|to|with|than|and|or|by|each|either|both|this|a|an|from|on|between|per)\b)[\w+/-]+"
_GROUP = re.compile(
    rf"\b(?:{_WORD} ){{1,3}}(?:group|arm)\b" + r"|\b(?:group|arm) (?:[A-E]|[1-5]|I{1,3}|IV)\b", re.IGNORECASE
)
_SAID = sought(re.compile(r"\b(?:group|arm)\b", re.IGNORECASE))
_WORDS_BEFORE = 3


def _said_to_be_groups(text: str) -> Iterator[tuple[int, int]]:
    """Where ``_GROUP`` matches; it is tried only around the word itself, and not at every word of the text."""
    done = 0
    for said in search_all(_SAID, text, 0, len(text)):
        first = said.start()
        for _ in range(_WORDS_BEFORE + 1):
            first = text.rfind(" ", 0, max(first, 0))
        begins = _GROUP.search(text, max(done, first + 1), said.end() + len(" III")) if said.start() >= done else None
        if begins and begins.start() <= said.start() and (match := _GROUP.match(text, begins.start())):
            yield match.span()
            done = match.end()


_GROUP_AFTER = re.compile(r" (?:group|arm)\b", re.IGNORECASE)


def _with_group(text: str, end: int) -> int:
    """The end of a name with the "group" behind it."""
    behind = _GROUP_AFTER.match(text, end)
    return behind.end() if behind else end


def _known_names(groups: tuple[Group, ...]) -> dict[str, list[str]]:
    """The names of each group, by its id."""
    return {group.id: [group.name, *(alias.text for alias in group.aliases)] for group in groups}


_ROLE_NAMES = (
    (GroupRole.COMPARATOR, r"(?:controls?|comparators?|comparison|reference|standard|placebo)"),
    (
        GroupRole.INTERVENTION,
        r"(?:interventions?|experimental|study|treatment|treated|combination|combined|active|test)",
    ),
)
_BY_ROLE = tuple(
    (
        role,
        re.compile(
            rf"{words}(?:[\s-](?:group|arm|patients|women|men|subjects|participants|treatment|therapy))?", re.IGNORECASE
        ),
    )
    for role, words in _ROLE_NAMES
)


def by_role(name: str, groups: tuple[Group, ...]) -> str | None:
    """The only group of the role that a name says: "the control group", "the combination arm".

    A placebo is none of a group that was given something: in a trial of "A, B or placebo" B is compared as well.
    """
    for role, pattern in _BY_ROLE:
        holders = [group for group in groups if group.role is role]
        if len(holders) == 1 and pattern.fullmatch(name):
            own = (holders[0].name, *(alias.text for alias in holders[0].aliases))
            if not _PLACEBO.match(name) or any(_NOTHING_GIVEN.search(one) for one in own):
                return holders[0].id
    return None


_PLACEBO = re.compile(r"placebo", re.IGNORECASE)
_NOTHING_GIVEN = re.compile(
    r"\b(?:placebo|controls?|comparison|sham|dummy|vehicle|saline|water|usual|standard|routine|nothing|no|without|alone"
    r"|inactive|inert)\b|\b(?:group|arm)\s\w{1,3}\Z",
    re.IGNORECASE,
)
"""In the name of those who were given nothing that works, or of a group whose name does not say what it was given."""


def _forms(groups: tuple[Group, ...], names: Names) -> set[str]:
    """The groups' names and their other forms."""
    named = [name for group in groups for name in (group.name, *(alias.text for alias in group.aliases))]
    shorter = [_BEHIND_NAME.split(name)[0] for name in named]
    named += [short for short, name in zip(shorter, named, strict=True) if names.key(short) == names.key(name)]
    return {form for name in named for form in names.forms(name)}


_BEHIND_NAME = re.compile(r"\s(?=\d|(?:group|arm)$)")
"""In "exemplin 20 mg daily" and "the exemplin group": later the group is called by the drug alone."""


def owner_of(name: str, known: dict[str, list[str]], names: Names) -> str | None:
    """The one group that goes by this name, else the one whose name holds it or is held by it."""
    key = names.key(name)
    if not key:
        return None
    given = [(identifier, own) for identifier, all_names in known.items() for own in all_names]
    same = {identifier for identifier, own in given if names.key(own) == key and names.agree(own, name)}
    owners = (
        same or {identifier for identifier, own in given if names.is_part(own, name)} or _holders(name, given, names)
    )
    return owners.pop() if len(owners) == 1 else None


def _is_enough(key: frozenset[str], own: frozenset[str]) -> bool:
    """Whether words are of a name, and enough of it to mean it: not "stent" for "the XY drug-eluting stent"."""
    return key <= own and _LEAST * len(key) >= len(own)


_LEAST = 3


def _holders(name: str, given: Sequence[tuple[str, str]], names: Names) -> set[str]:
    """The groups of which a name holds this one or is held by it; where that one lacks something, those that do."""
    key = names.key(name)
    holding = {
        identifier
        for identifier, own in given
        if names.agree(own, name) and (_is_enough(key, names.key(own)) or key >= names.key(own) != frozenset())
    }
    if JOINS.search(name):  # "X plus Y" is rather "X, Y and Z" or "X with Y", if there is such a group, than "X"
        if all_of_it := {identifier for identifier, own in given if identifier in holding and key <= names.key(own)}:
            return all_of_it
        joined = {identifier for identifier, own in given if JOINS.search(own) and key & names.key(own)}
        called = any(hits(load_rules("controls"), own) for identifier, own in given if identifier in holding)
        holding = holding if called or holding & joined or len(joined) != 1 else joined
    lacking = {identifier for identifier, own in given if names.lacks(own)} if names.lacks(name) else set[str]()
    return holding or lacking
