"""Values that every format prints in its own way, brought to one: identifiers, dates, pages, superscripts."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"

_SUPERSCRIPTS = str.maketrans("0123456789+-−=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾")
_SUBSCRIPTS = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
# The two letters that Unicode has as exponents; its other raised letters are phonetic signs that nobody searches for.
_EXPONENTS = str.maketrans("ni", "ⁿⁱ")

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)

_DOI = re.compile(r"10\.\d{4,9}/\S+")
_RESOLVER = re.compile(r"^(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:?)\s*", re.IGNORECASE)
_PMID = re.compile(r"[1-9]\d{0,8}")
_PMCID = re.compile(r"PMC\d+(?:\.\d+)?")
_ORCID = re.compile(r"(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])\s*/?$")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
# First page, then what of the last page differs: "473-83", "S12-8", "401M-21M", "517.e1-5", "617-25.e2".
_PAGE_RANGE = re.compile(
    r"(?<![\w.-])(?P<prefix>(?:\d+\.?)?[A-Za-z]+|)(?P<first>\d+)(?P<letter>[A-Z]?)"
    r"\s*[-–]\s*(?:(?P=prefix)|)(?P<last>\d+)(?:(?P=letter)|)(?P<supplement>\.e\d+)?(?![\w.-])"
)
_DOI_INSIDE = re.compile(r"10\.\d{4,9}/[^\s\"]+")
_LONGEST_DOI = 500  # none known comes near; what is longer is some other long word
_BRACKETS = {")": "(", "]": "["}


def fold(text: str) -> str:
    """The text with each run of white space as one space, and none around it."""
    # Of white space only the blank counts as printable, so that most texts are found to be folded, and not copied.
    if text.isprintable() and "  " not in text:
        return text.strip(" ")
    return " ".join(text.split())


def folded(text: str | None) -> str | None:
    """The text with each run of white space as one space; ``None`` where nothing is left."""
    return fold(text) or None if text else None


def raised(text: str) -> str:
    """The text in Unicode superscripts, each character that has one: ``10⁹``, ``CD4⁺``, ``®`` as it is."""
    if not any(character.isalpha() and character not in "ni" for character in text):
        text = text.translate(_EXPONENTS)
    return text.translate(_SUPERSCRIPTS)


def lowered(text: str) -> str:
    """The text in Unicode subscripts, each character that has one: ``CO₂``."""
    return text.translate(_SUBSCRIPTS)


def doi_of(text: str | None) -> str | None:
    """The DOI as printed, without a resolver's address or ``doi:`` in front; ``None`` if it is none."""
    bare = text.strip() if text else ""
    if not bare.startswith("10."):
        bare = _RESOLVER.sub("", bare)
    return bare if _DOI.fullmatch(bare) else None


def pmid_of(text: str | None) -> str | None:
    """The PMID, if the text is one."""
    bare = text.strip() if text else ""
    return bare if _PMID.fullmatch(bare) else None


def pmcid_of(text: str | None) -> str | None:
    """The PMCID that the text begins with: ``PMC12`` of ``PMC12 [Available on 2030/01/01]``."""
    found = _PMCID.match(text.strip().upper()) if text else None
    return found[0] if found else None


def orcid_of(text: str | None) -> str | None:
    """The ORCID with hyphens and without its address: ``0000-0002-1825-0097``."""
    found = _ORCID.search((text or "").strip())
    return "-".join(found.groups()).upper() if found else None


def year_in(text: str | None) -> int | None:
    """The first year that the text names: 1998 of ``1998 Dec-1999 Jan``."""
    found = _YEAR.search(text or "")
    return int(found[0]) if found else None


def month_of(text: str | None) -> int | None:
    """The month's number, of its number or its English name; ``None`` for a season or a span of months."""
    bare = (text or "").strip().rstrip(".").lower()
    if bare.isdecimal():
        return int(bare) if 1 <= int(bare) <= 12 else None
    if len(bare) < 3:
        return None
    return next((number for number, name in enumerate(MONTHS, 1) if name.startswith(bare)), None)


def day_of(text: str | None) -> int | None:
    """The day's number."""
    bare = (text or "").strip()
    return int(bare) if bare.isdecimal() and 1 <= int(bare) <= 31 else None


def expand_pages(text: str | None) -> str | None:
    """Page ranges in full, ``473-483`` for ``473-83`` and ``S12-S18`` for ``S12-8``; all else as printed."""
    return _PAGE_RANGE.sub(_expanded_range, text.strip()) or None if text else None


def _expanded_range(printed: re.Match[str]) -> str:
    prefix, first, letter, last, supplement = printed.group("prefix", "first", "letter", "last", "supplement")
    if len(last) < len(first):
        last = first[: -len(last)] + last
    # "1173-8, 9-1" and article numbers such as "1047-1": the second number is no page after the first.
    if int(last) < int(first):
        return printed[0]
    return f"{prefix}{first}{letter}-{prefix}{last}{letter}{supplement or ''}"


def doi_in(text: str | None) -> str | None:
    """The first DOI inside a text, without what the sentence around it adds: a full stop, a closing bracket."""
    match = _DOI_INSIDE.search(text or "")
    if not match or len(match[0]) > _LONGEST_DOI:
        return None
    doi = match[0].rstrip(".,;:")
    while (pair := _BRACKETS.get(doi[-1])) and doi.count(doi[-1]) > doi.count(pair):
        doi = doi[:-1].rstrip(".,;:")
    return doi


def language_of(text: str | None) -> str | None:
    """NLM's code for a language printed as its code or its English name."""
    word = fold(text or "").lower()
    return word if re.fullmatch("[a-z]{3}", word) else _languages().get(word)


@cache
def _languages() -> dict[str, str]:
    lines = (DATA / "languages.txt").read_text(encoding="utf-8").splitlines()
    return {name.lower(): code for name, code in (line.split() for line in lines if not line.startswith("#"))}
