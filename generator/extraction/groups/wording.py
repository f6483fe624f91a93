"""Where a group's name ends and begins: back from its size, on from it, and in the brackets beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.extraction.groups.arm import NamedPlace, clean_name, is_nobody, overlaps, says_group

_STARTS_NAME = re.compile(
    r"(?P<mark>[;:()\[\]]|,(?!\d{3}|(?<=\d,)\d-))\s?"
    r"|\b(?P<strong>to|either|or|versus|vs\.?|receiv(?:e|es|ed|ing)|assigned|than|and|were|was|groups?:|arms?:|while|whereas)\s"
    r"|\b[Ww]e\s(?P<verb>compared|studied|included|enrolled|recruited|evaluated|examined|investigated|analy[sz]ed)\s"
    r"(?:\d[\d,]*\s)?"
    r"|\b(?:with|in|into|by|both|for|from|using|on|undergoing|given|had|between|including|of(?= the\b))\s",
    re.IGNORECASE,
)
_ENDS_NAME = re.compile(
    r"[;:()\[\]]|,(?!\d{3}|(?<=\d,)\d-)|\.(?=\s|\Z)(?!(?<=\b[A-Z]\.)\s(?-i:[a-z]))|\s(?:and|or|versus|vs\.?|for|at|during|after|before|who|was|were|had|followed|every|once|that|which"
    r"|consisting|comprising"
    r"|twice|daily|weekly|as|while|whereas|on|until|over|in(?!\scombination)|with(?=\s\d)|completed|showed|experienced|to|from|than)\b"
    r"|\s(?=\d)",
    re.IGNORECASE,
)
_MARKS = ";:(),[]."  # end a name always; a word such as "and" may be part of one
_LONGEST = 110  # characters; a longer stretch is a clause


def name_before(text: str, end: int, floor: int, places: Sequence[NamedPlace]) -> tuple[int, int] | None:
    """The name that ends at ``end``: back to the word or mark that begins it, over those inside a known name.

    What stands behind a preposition may only tell how long or with what: where a treatment is named before it, the
    name begins there ("goserelin for 24 months").
    """
    if short := _SHORT_FORM_INSIDE.search(text, max(floor, end - _LONGEST), end):
        name = name_before(text, short.start(), floor, places)
        return (name[0], short.end()) if name else None
    start = max(floor, end - _LONGEST)
    starts, strong = [start], start
    for match in _STARTS_NAME.finditer(text, start, end):
        if match["strong"] == "and" and _TOGETHER.search(text[start : match.start()]):
            continue
        if match.end() < end and (match["mark"] or not _inside(match.start(), end, places)):
            starts.append(match.end())
            if match["mark"] or match["strong"] or match["verb"]:
                strong = match.end()
    if starts[-1] > strong:
        known = [place.start for place in places if place.is_name and strong <= place.start and place.end <= starts[-1]]
        starts.append(min(known, default=starts[-1]))
    name = _telling(text, starts, end)
    lacking = _NOT_GIVEN.search(text[: name[0]], max(floor, name[0] - 24)) if name else None
    return (lacking.start(), name[1]) if name and lacking else name


_NOT_GIVEN = re.compile(r"\b(?:not|never)\s(?:receiv\w+|underg\w+|given|get|have|had)\s(?:the\s|any\s|an?\s)?\Z")
_TOGETHER = re.compile(r"\b(?:combination of|both|combined)\s[^,;:()]*\Z", re.IGNORECASE)
_SHORT_FORM_INSIDE = re.compile(r"\s\([^()]{1,20}\)\s(?:group|arm)$")
"""As in "a waiting list (WL) group"."""


def _telling(text: str, starts: list[int], end: int) -> tuple[int, int] | None:
    """The shortest name that tells something: "days 1-14 of each cycle" goes on with what was given."""
    first = None
    for start in reversed(starts):
        name = clean_name(text, start, end)
        first = first or name
        if name and not is_nobody(text[name[0] : name[1]]):
            return name
        if text[start - 2 : start].strip() != ",":
            break
    return first


def name_after(text: str, start: int, limit: int, places: Sequence[NamedPlace]) -> tuple[int, int] | None:
    """The name that begins at ``start``: on to the word or mark that ends it, over those inside a known name."""
    for match in _ENDS_NAME.finditer(text, start, min(limit, start + _LONGEST)):
        if _VERB.fullmatch(text, start, match.start()):
            continue
        if match.group()[0] in _MARKS or not _inside(match.start(), match.start() + 1, places):
            return clean_name(text, start, match.start())
    return clean_name(text, start, limit) if limit - start <= _LONGEST else None


_VERB = re.compile(r"(?:switch|continue|start|stop|remain|discontinue|change|served?)", re.IGNORECASE)
"""What participants are assigned to do with a treatment that is named behind it: "to switch to exemplin"."""


def _inside(start: int, end: int, places: Sequence[NamedPlace]) -> bool:
    """Whether one known name holds the words around ``start`` and reaches to about ``end``."""
    return any(
        place.start < start < place.end and place.end >= min(end - 8, start + 1) and place.is_name for place in places
    )


def without_brackets(text: str) -> str:
    """A text of the same length with all that stands in brackets blanked: what divides it divides the sentence."""
    return _IN_BRACKETS.sub(lambda match: " " * len(match.group()), text)


_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")


def beside(text: str, start: int, end: int, places: Sequence[NamedPlace]) -> tuple[tuple[int, int], ...]:
    """Other names of a group in the brackets behind its name: short forms, "arm A", treatments; not doses."""
    if start < 0:
        return ()
    parts = list(re.finditer(r"[^,;:]+", text[start:end]))
    if len(_DOSE.findall(text, start, end)) > 1:  # the parts of a regimen, not the names of a group
        parts = [part for part in parts if _SHORT_NAME.fullmatch(part.group().strip())]
    spans = (clean_name(text, start + part.start(), start + part.end()) for part in parts)
    return tuple(span for span in spans if span and _is_name(text, span, places))


_DOSE = re.compile(r"\d\s?(?:mg|g|[µμ]g|mcg|IU|units?|Gy|ml|AUC)\b", re.IGNORECASE)
_SHORT_NAME = re.compile(
    r"(?:arm|group|cohort)\s\w{1,3}|[A-Z][\w+/-]{0,9}(?: \d+)?|[A-Za-z-]+ (?:arm|group)", re.IGNORECASE
)


def _is_name(text: str, span: tuple[int, int], places: Sequence[NamedPlace]) -> bool:
    words = text[span[0] : span[1]]
    if is_nobody(words):
        return False
    known = any(overlaps(place, *span) and place.is_name for place in places)
    return known or says_group(words) or _SHORT_NAME.fullmatch(words) is not None
