"""A group as one place of the abstract speaks of it, and the places where treatments and groups are named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from msgspec import Struct

from generator.article import Article
from generator.extraction.coordination import OR, parts_of
from generator.extraction.lexicon import hits, load_rules, load_words
from generator.extraction.mentions import TREATMENTS, Mention, MentionKind
from generator.extraction.names import Names, occurrences
from generator.extraction.trimming import trimmed, within_edges


class Arm(Struct, frozen=True, kw_only=True, order=True):
    """A group as one place of the abstract speaks of it."""

    start: int
    end: int
    size: int | None = None
    size_start: int = 0
    size_end: int = 0
    beside: tuple[tuple[int, int], ...] = ()
    """Other names in brackets beside the name: "(arm A, n = 45)"."""
    sentence: int = 0
    """Where the sentence begins that speaks of it."""
    surely_people: bool = False
    """Whether the form says that the number counts members of the group and nothing that happened to them."""


class NamedPlace(Struct, frozen=True, order=True):
    """Words ``[start, end)`` of the abstract that name something of this kind."""

    start: int
    end: int
    kind: MentionKind

    @property
    def is_name(self) -> bool:
        """Whether a treatment or an arm is named here."""
        return self.kind in TREATMENTS or self.kind is MentionKind.ARM


_LIKELY = 0.1
"""A treatment that is less likely one names no group."""


def named_places(article: Article, mentions: Iterable[Mention], names: Names) -> list[NamedPlace]:
    """The mentions of the abstract, and the other places where a treatment's name or its short form stands."""
    text = article.text_of("abstract")
    mentions = [
        one
        for one in mentions
        if one.kind is not MentionKind.WHOSE and (one.kind not in TREATMENTS or one.of_treatment >= _LIKELY)
    ]
    found = {
        NamedPlace(m.quote.start, m.quote.end, m.kind)
        for m in mentions
        if m.quote.where == "abstract" and not _CONTROLLED.match(text, m.quote.end)
    }
    kinds: dict[str, MentionKind] = {}
    for name, kind in _treatments(article, mentions):
        for form in names.forms(name):
            kinds.setdefault(form.lower(), kind)
    for start, end in occurrences(text, kinds):
        if not any(overlaps(place, start, end) and place.is_name for place in found):
            found.add(NamedPlace(start, end, kinds[text[start:end].lower()]))
    return sorted(found)


_CONTROLLED = re.compile(r"[-\s]controlled\b|(?<=\scontrol)\sof\b")
"""Behind what tells how a trial was made, perhaps another one, or what was controlled: "placebo-controlled"."""


def _treatments(article: Article, mentions: Iterable[Mention]) -> Iterator[tuple[str, MentionKind]]:
    """The names of treatments, each alternative by itself, and those that results give their arms more than once."""
    for mention in mentions:
        if mention.kind in TREATMENTS:
            text = article.text_of(mention.quote.where)
            for start, end in parts_of(text, mention.quote.start, mention.quote.end, OR):
                name = text[start:end]
                if len(name) >= _SHORTEST and not is_nobody(name):
                    yield name, mention.kind
    said = [mention.quote.text for mention in mentions if mention.kind is MentionKind.ARM]
    arms = Counter(said)
    grouped = {_OF_GROUP.sub("", name) for name in said if _OF_GROUP.search(name)}
    for name in sorted(grouped | set(arms)):
        if (name in grouped or arms[name] > 1) and len(name) >= _SHORTEST and not is_nobody(name):
            yield name, MentionKind.ARM


_OF_GROUP = re.compile(r"\s(?:groups?|arms?)$", re.IGNORECASE)
_SHORTEST = 2


def overlaps(place: NamedPlace, start: int, end: int) -> bool:
    """Whether a place shares a character with ``[start, end)``."""
    return place.start < end and start < place.end


_GROUP_WORD = re.compile(r"\b(?:arm|group|cohort|controls?)\b", re.IGNORECASE)


_SOCIETY = re.compile(
    r"\b(?:Oncology|Study|Cooperative|Collaborative|Cancer|Trials?|Trialists|Research|International|National|Working"
    r"|Healthcare)(?: \w+)? Group\b"
)
"""A society of researchers is no group of participants."""


def says_group(name: str) -> bool:
    """Whether a name calls itself a group's, or is one that only comparators have."""
    return (bool(_GROUP_WORD.search(name)) and not _SOCIETY.search(name)) or any(hits(load_rules("controls"), name))


def is_about_trial(name: str) -> bool:
    """Whether a name says how a trial was made, and not what anybody was given: "placebo-controlled"."""
    return _ABOUT_TRIAL.fullmatch(name) is not None


_ABOUT_TRIAL = re.compile(
    r"(?:\w+[-\s]\s?)?(?:controlled|blind(?:ed)?|label|dummy)|[\w-]*-by-\w+|case-control"
    r"|(?:\w+[-\s])?(?:controlled|blind(?:ed)?|label)\s(?:trial|study|phase|portion|period|part|stage)\b.*",
    re.IGNORECASE,
)


def is_nobody(name: str) -> bool:
    """Whether a name is everybody's or no name at all: "died", or the "400 mg" of "exemplin 200 mg or 400 mg"."""
    if _AMOUNT.fullmatch(name):
        return True
    words = _LETTERS.findall(name.lower())
    return "died" in words or all(word in _no_arm_words() for word in words)


_LETTERS = re.compile(r"[^\W\d_]+")
_AMOUNT = re.compile(
    r"[\d.,]+\s?(?:mg|mcg|[µμ]g|g|grams?|kg|ml|IU|Gy|en\s?%|%|hours?|minutes|weeks?|days?)(?:/\w+)?", re.IGNORECASE
)


@cache
def _no_arm_words() -> frozenset[str]:
    return frozenset(load_words("no_arm_words"))


_STUDY_OF = re.compile(r"[^;:()]*\b(?:trial|study|comparison|evaluation) (?:of|comparing)\s", re.IGNORECASE)


_REGIMEN = re.compile(r"\s?\([^()]*\d\s?(?:mg|g|[µμ]g|mcg|ml|IU|Gy|%)[^()]{8,}\)")
"""A bracket with doses: "exemplin (30 mg daily, days 1 to 5) group"."""


def clean_name(text: str, start: int, end: int) -> tuple[int, int] | None:
    """A name without the words that lead to it."""
    span = trimmed(text, start, end) if start < end else None
    if span and (of := _STUDY_OF.match(text, *span)):
        span = trimmed(text, of.end(), span[1])
    span = within_edges(text, *span, "treatment") if span else None
    if span and (aside := _REGIMEN.search(text, *span)) and aside.start() > span[0]:
        span = trimmed(text, span[0], aside.start())
    return span
