"""The parts of an article's citation as lines, tags and exports print them."""

from __future__ import annotations

import re

from generator.article import Author, Citation

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MOST_AUTHORS = 6
"""Names before "et al.", as in the Vancouver style."""


def author_line(citation: Citation) -> str | None:
    """``Jane Doe, John Roe, et al.``, or ``None`` where the source names nobody."""
    names = [name for author in citation.authors if (name := author_name(author))]
    if not names:
        return None
    if len(names) > MOST_AUTHORS or not citation.authors_complete:
        shown = names[:MOST_AUTHORS]
        return f"{', '.join(shown)}{',' if len(shown) > 1 else ''} et al."
    return ", ".join(names)


def author_name(author: Author) -> str | None:
    """The name as it is read aloud: given name first, a group by its own name."""
    if author.collective:
        return author.collective
    return " ".join(part for part in (author.given or author.initials, author.family, author.suffix) if part) or None


def initials(author: Author) -> list[str]:
    """``["C", "-L"]`` for Chao-Lin: all that are known, the hyphen before what it joins.

    Of the two forms that a source prints, the longer one: NLM's ``initials`` stop after two, and a given name may stand
    without the others. Letters that NLM writes for one foreign letter ("Iu") stay together.
    """
    printed = re.findall(r"[^\W\d_][a-z]?", author.initials or "")
    names = [name for name in re.split(r"[\s.]+", author.given or "") if name]
    # A particle ("de") has none.
    given = [one for name in names if not name.islower() or name == author.given for one in _initials_of(name)]
    if len(printed) != len(given):
        return max(given, printed, key=len)
    return [f"-{one}" if other.startswith("-") else one for one, other in zip(printed, given, strict=True)]


def _initials_of(name: str) -> list[str]:
    """Of one given name, or each letter where the source shortened names itself ("JP")."""
    if len(name) <= 3 and name.isupper():
        return list(name)
    return [f"-{part[0]}" if place else part[0] for place, part in enumerate(name.split("-")) if part]


def sorting_name(author: Author) -> str | None:
    """``Family, Given, Jr``, as citation tags and reference managers take it; a group's own name."""
    if author.collective:
        return author.collective
    return ", ".join(part for part in (author.family, author.given or author.initials, author.suffix) if part) or None


def source_line(citation: Citation) -> str | None:
    """``Eur J Haematol 2021 Apr;106(4):473-483``, as far as printed."""
    issue = f"({citation.issue})" if citation.issue else ""
    pages = f":{citation.pages}" if citation.pages else ""
    volume = f"{citation.volume or ''}{issue}{pages}"
    date = print_date(citation)
    when = ";".join(part for part in (date, volume) if part)
    return " ".join(part for part in (citation.journal_abbrev or citation.journal, when) if part) or None


def print_date(citation: Citation) -> str | None:
    """``2021 Apr 3``, as far as printed."""
    if citation.year is None:
        return None
    return _date(citation.year, citation.month, citation.day)


def publication_date(citation: Citation) -> str | None:
    """The date as far as the source prints it, never filled up."""
    if citation.year is None:
        return None
    if citation.month is None:
        return f"{citation.year:04}"
    if citation.day is None:
        return f"{citation.year:04}-{citation.month:02}"
    return f"{citation.year:04}-{citation.month:02}-{citation.day:02}"


def epub_date(citation: Citation) -> str | None:
    """``2021 Jan 11``, as far as printed."""
    if not citation.epub:
        return None
    return _date(*(int(part) for part in citation.epub.split("-")))


def first_and_last_page(citation: Citation) -> tuple[str | None, str | None]:
    """``("473", "483")`` for ``473-483``; no last page where only one is printed."""
    first, _, last = (citation.pages or "").partition("-")
    return first.strip() or None, last.strip() or None


def _date(year: int, month: int | None = None, day: int | None = None) -> str:
    parts = [str(year)]
    if month and 1 <= month <= len(MONTHS):
        parts.append(MONTHS[month - 1])
        if day:
            parts.append(str(day))
    return " ".join(parts)
