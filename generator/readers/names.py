"""Authors' names as lists of authors print them."""

from __future__ import annotations

import re

from generator.article import Author
from generator.readers.fields import fold

GROUP = re.compile(
    r"\b(?:group|investigators?|consorti(?:um|a)|network|committee|collaborat\w+|society|association|trialists?|"
    r"centers?|centres?|team|registry|initiative|foundation|institute|panel|programme?|council|federation|alliance|"
    r"academy|college|department|agency|organi[sz]ation)\b",
    re.IGNORECASE,
)
# Marks of affiliations and equal contribution behind a name: "Muzaale 1 2", "Jondhale SN(1)", "Ko RH1,", "Ng A *".
MARKS = re.compile(r"(?:\s*\([\d#*†‡§, ]+\)|\s?(?<=[^\W\d])\d+|\s+\d+|\s?[*†‡§¶#✉]+|\s+[a-z](?=$))+$")
MAX_NAME = 300  # the longest group names; the search for marks would take long on what is no name
ET_AL = re.compile(r",?\s+et al\.?$", re.IGNORECASE)
INITIALS = re.compile(r"[^\W\d_]{1,4}(?:-[^\W\d_]{1,2})?")
TWO_LETTER_INITIALS = re.compile(r"[A-Z][a-z]?[A-Z][a-z]?")  # "KhS", "YuA"
SUFFIX = re.compile(r"(?:Jr|Sr|2nd|3rd|4th|5th|II|III|IV)\.?")


def author_from_inverted(printed: str) -> Author:
    """The author in ``Family, Given`` or, without a comma, ``Family IN``."""
    text = fold(printed)
    family, comma, given = (part.strip() for part in text.partition(","))
    if not comma:
        return author_from_short(text)
    words, suffix = _without_suffix(given)
    return Author(family=family or None, given=" ".join(words) or None, suffix=suffix)


def author_from_short(printed: str) -> Author:
    """The author in ``van der Berg JA Jr``: initials are the last word, in capitals, behind the family name."""
    words, suffix = _without_suffix(printed)
    if len(words) > 1 and _are_initials(words[-1]):
        return Author(family=" ".join(words[:-1]), initials=words[-1], suffix=suffix)
    return Author(family=" ".join(words) or None, suffix=suffix)


def author_from_full(printed: str) -> Author:
    """The author in ``Jan Albert van der Berg``: the family name is the last word with the small ones before it."""
    words, suffix = _without_suffix(printed)
    start = len(words) - 1
    while start > 1 and words[start - 1].islower():
        start -= 1
    return Author(family=" ".join(words[start:]) or None, given=" ".join(words[:start]) or None, suffix=suffix)


def read_authors(printed: str) -> tuple[tuple[Author, ...], bool]:
    """The authors of a printed list and whether it is whole, that is, not broken off with "et al."."""
    text = fold(printed).rstrip(".")
    whole = not ET_AL.search(text)
    names = (_without_marks(name.strip()) for name in re.split(r"[,;]\s+", ET_AL.sub("", text)))
    return tuple(_author(name) for name in names if re.search(r"[^\W\d_]", name)), whole


def are_short_names(printed: str) -> bool:
    """Whether the text is a list of authors in ``Family IN``, perhaps with groups among them."""
    names = [_without_marks(name.strip()) for name in re.split(r"[,;]\s+", ET_AL.sub("", printed.rstrip(".")))]
    return bool(author_from_short(names[0]).initials) and all(
        author_from_short(name).initials or GROUP.search(name) for name in names
    )


def _without_marks(name: str) -> str:
    return name if len(name) > MAX_NAME else MARKS.sub("", name)


def _author(name: str) -> Author:
    if GROUP.search(name):
        return Author(collective=name)
    words, _ = _without_suffix(name)
    short = len(words) > 1 and _are_initials(words[-1])
    return author_from_short(name) if short else author_from_full(name)


def _without_suffix(printed: str) -> tuple[list[str], str | None]:
    """The words of a name, and the ``Jr`` behind them; behind one word ``IV`` is initials."""
    words = fold(printed).split(" ")
    if len(words) > 2 and SUFFIX.fullmatch(words[-1]):
        return words[:-1], words[-1].rstrip(".")
    return words, None


def _are_initials(word: str) -> bool:
    return bool(INITIALS.fullmatch(word)) and (word.isupper() or bool(TWO_LETTER_INITIALS.fullmatch(word)))
