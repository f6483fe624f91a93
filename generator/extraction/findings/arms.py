"""Arms in a sentence: the words that name a group of participants, each with the group that it names."""

from __future__ import annotations

import re

from msgspec import Struct

from generator.evidence import Group
from generator.extraction.lexicon import hits, load_rules
from generator.extraction.mentions import Mention


class Arm(Struct, frozen=True, kw_only=True, order=True):
    """Words ``[start, end)`` of the abstract that name a group; ``id`` where it is one of the population's."""

    start: int
    end: int
    name: str
    """Folded, without "group" and the like: what two mentions of one arm share."""
    id: str | None = None

    @property
    def key(self) -> str:
        """What makes two mentions the same arm."""
        return self.id or self.name


_FRAME = re.compile(
    r"\b(?:the|a|an|groups?|arms?|cohorts?|patients?|subjects?|women|men|children|participants?|individuals?|treated|treatment"
    r"|therapy|assigned|allocated|randomi[sz]ed|to|with|receiving|received|given|who|alone|only|regimen|intervention)\b|[-–,.()/]",
    re.IGNORECASE,
)


def folded(words: str) -> str:
    """The words of an arm's name that tell it from others."""
    bare = " ".join(_FRAME.sub(" ", words).split()).lower()
    return bare or " ".join(words.split()).lower()


_KINDS = {"intervention", "control", "arm"}


def find_arms(
    text: str, start: int, end: int, mentions: tuple[Mention, ...], groups: tuple[Group, ...]
) -> tuple[Arm, ...]:
    """The arms named in ``text[start:end]`` in order, none overlapping another: as mentioned, else by their form."""
    known = {folded(group.name): group.id for group in groups}
    mentioned = [
        (mention.quote.start, mention.quote.end)
        for mention in mentions
        if mention.kind in _KINDS and mention.quote.where == "abstract" and start <= mention.quote.start < end
    ]
    formed = [(hit.start, hit.end) for hit in hits(load_rules("arm_phrases"), text, start, end)]
    spans = _longest([], mentioned)
    spans = _longest(spans, [*_named(text, start, end, groups), *formed])
    return tuple(_arm(text, span, known) for span in sorted(spans))


def _named(text: str, start: int, end: int, groups: tuple[Group, ...]) -> list[tuple[int, int]]:
    """Where the groups' own names stand."""
    found = []
    for group in groups:
        pattern = re.compile(rf"(?<![\w-]){re.escape(group.name)}(?![\w-])", re.IGNORECASE)
        found += [match.span() for match in pattern.finditer(text, start, end)]
    return found


def _longest(kept: list[tuple[int, int]], spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans kept so far and those of the others that overlap none of them, the longest first."""
    kept = list(kept)
    for start, end in sorted(set(spans), key=lambda span: (span[0] - span[1], span[0])):
        if all(end <= other_start or other_end <= start for other_start, other_end in kept):
            kept.append((start, end))
    return kept


def _arm(text: str, span: tuple[int, int], known: dict[str, str]) -> Arm:
    """The arm that a span names."""
    name = folded(text[span[0] : span[1]])
    return Arm(start=span[0], end=span[1], name=name, id=_group_of(name, known))


def _group_of(name: str, known: dict[str, str]) -> str | None:
    """The id of the one group whose name this is, or is a part of, or has as a part."""
    if name in known:
        return known[name]
    words = set(name.split())
    fitting = {id_ for other, id_ in known.items() if words <= set(other.split()) or set(other.split()) <= words}
    if len(fitting) == 1:
        return fitting.pop()
    control = {"control", "controls"}
    if words & control:
        fitting = {id_ for other, id_ in known.items() if set(other.split()) & control}
    return fitting.pop() if len(fitting) == 1 else None
