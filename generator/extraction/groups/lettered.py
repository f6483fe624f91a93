"""Groups that go by a letter, a number or their part in the study, with what each was given: "group A (exemplin)"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from generator.article import Role
from generator.evidence import Sentence
from generator.extraction.groups.arm import Arm, NamedPlace, is_nobody, overlaps
from generator.extraction.groups.merging import LETTERED
from generator.extraction.groups.wording import name_after, name_before
from generator.extraction.mentions import TREATMENTS
from generator.extraction.names import Names
from generator.extraction.searching import search_all, sought

_LETTER = rf"{LETTERED}(?![\w-]|[.,]\d)"
_GIVEN = re.compile(
    rf"(?P<called>{_LETTER})(?:\s[(\[][nN]\s?=\s?\d+[)\]])?"
    r"(?:,\s|:\s|\s[(\[](?![nN]\s?=)"
    r"|\s(?:patients\s|subjects\s|women\s|participants\s|children\s)?(?:who\s)?(?:was\s|were\s)?(?:only\s)?"
    r"(?:received|receiving|consum(?:ed|ing)|taking|given|underwent|got|took|treated\swith|(?:serv(?:ed|ing)|acted)\sas(?:\san?|\sthe)?)"
    r"\s(?:a\ssingle\sdose\sof\s)?)"
)
"""As in "group A (n = 30) received exemplin": what was given begins behind the match."""
_OTHER = re.compile(_LETTER)
_CALLED = re.compile(rf"\s[(\[](?P<called>{_LETTER})\s?[)\],;]")
"""As in "exemplin (group A)": what was given ends before the match."""


def lettered_arms(text: str, sentences: Sequence[Sentence], places: Sequence[NamedPlace], names: Names) -> list[Arm]:
    """The places of the methods that tell what a lettered group was given; none where only one letter has a name.

    What two letters share tells neither from the other, and is left out.
    """
    found = [arm for sentence in sentences if sentence.role in _PLANNED for arm in _in_sentence(text, sentence, places)]
    keys = [(text[arm.start : arm.end].lower(), names.key(text[slice(*arm.beside[0])])) for arm in found]
    letters = Counter(key for _, key in set(keys))
    told = [replace(arm, beside=()) if letters[key] > 1 else arm for arm, (_, key) in zip(found, keys, strict=True)]
    return told if len({letter for letter, _ in keys}) > 1 else []


def described_arms(text: str, sentences: Sequence[Sentence], places: Sequence[NamedPlace]) -> list[Arm]:
    """The places of the methods that tell what a group was given that goes by its part in the study.

    As in "the intervention group (IG), which received exemplin". What two of them share tells neither from the other.
    """
    found = [arm for sentence in sentences if sentence.role in _PLANNED for arm in _described(text, sentence, places)]
    given = Counter(text[slice(*arm.beside[-1])].lower() for arm in found)
    return [arm for arm in found if given[text[slice(*arm.beside[-1])].lower()] == 1]


def _described(text: str, sentence: Sentence, places: Sequence[NamedPlace]) -> Iterator[Arm]:
    for match in search_all(_ROLE_GIVEN, text, sentence.start, sentence.end):
        short = (match.span("short"),) if match["short"] else ()
        for arm in _arm(text, sentence, match, _given(text, match.end(), sentence.end, _ROLE, places)):
            yield replace(arm, beside=(*short, *arm.beside))


_PLANNED = (Role.METHODS, Role.OBJECTIVE)
_ROLE = re.compile(
    r"\b(?P<called>(?:intervention(?:al)?|experimental|study|treatment|test|control|comparison|placebo)\s(?:group|arm|condition))\b",
    re.IGNORECASE,
)
_ROLE_GIVEN = sought(
    re.compile(
        rf"{_ROLE.pattern}(?:\s[(\[](?P<short>[A-Z][A-Za-z]{{0,4}})[)\]])?(?:\s[(\[][nN]\s?=\s?\d+[)\]])?,?"
        r"\s(?:(?:which|who|that)\s)?(?:was\s|were\s)?(?:only\s)?(?:received|receiving|given|underwent|took|used|(?:(?:treated|provided)\s)?with|assigned\sto)\s(?:an?\s)?",
        re.IGNORECASE,
    )
)


def _in_sentence(text: str, sentence: Sentence, places: Sequence[NamedPlace]) -> Iterator[Arm]:
    for match in _GIVEN.finditer(text, sentence.start, sentence.end):
        yield from _arm(text, sentence, match, _given(text, match.end(), sentence.end, _OTHER, places))
    for match in _CALLED.finditer(text, sentence.start, sentence.end):
        name = name_before(text, match.start(), sentence.start, places)
        if name and not any(place.kind in TREATMENTS and overlaps(place, *name) for place in places):
            name = _treatment(text, match.start(), sentence.start, places) or name
        yield from _arm(text, sentence, match, name)


def _given(
    text: str, start: int, stop: int, others: re.Pattern[str], places: Sequence[NamedPlace]
) -> tuple[int, int] | None:
    """What was given to a group, from where it is told up to the next group."""
    other = others.search(text, start, stop)
    return name_after(text, start, other.start() if other else stop, places)


def _treatment(text: str, end: int, floor: int, places: Sequence[NamedPlace]) -> tuple[int, int] | None:
    """The one treatment that is named in the part of a list that ends at ``end``: "1 g of exemplin, in saline"."""
    first = max((cut.end() for cut in _PARTS.finditer(text, floor, end)), default=floor)
    named = [place for place in places if place.kind in TREATMENTS and first <= place.start and place.end <= end]
    return (named[0].start, named[0].end) if len(named) == 1 else None


_PARTS = re.compile(r"[;:)\]]\s|\b(?:or|either|versus|vs\.?|received?|to|and)\s")


def _arm(text: str, sentence: Sentence, match: re.Match[str], name: tuple[int, int] | None) -> Iterator[Arm]:
    """The group by what it is called, with its other name if that is one."""
    if name and not is_nobody(text[slice(*name)]) and not _NO_NAME.search(text, *name):
        start, end = match.span("called")
        yield Arm(start=start, end=end, beside=(name,), sentence=sentence.start)


_NO_NAME = re.compile(
    r"(?<!control )(?<!placebo )(?<!sham )\b(?:[Gg]roup|[Aa]rm|n)\b|^\d+$|\b(?:was|were|had|is|are)\b"
)
