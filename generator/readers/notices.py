"""Retractions, errata, expressions of concern: from their printed citation, a title's first words or a type."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.article import Notice, NoticeKind
from generator.readers.fields import doi_in, fold

# "RETRACTED: ..." stands on the article itself; a notice calls itself "Retraction: ..." or carries its own type.
TITLE_NOTICES = tuple(
    (re.compile(pattern, re.IGNORECASE), kind)
    for pattern, kind in (
        (r"\[?(?:RETRACTED|WITHDRAWN)(?: ARTICLE)?\]?\s*[:.]", NoticeKind.RETRACTION_IN),
        (r"(?:RETRACTION(?: NOTICE)?|NOTICE OF RETRACTION)(?: TO| OF)?\s*:", NoticeKind.RETRACTION_OF),
        (r"(?:EDITORIAL )?EXPRESSION OF CONCERN(?: TO| FOR| ON)?\s*:", NoticeKind.EXPRESSION_OF_CONCERN_IN),
    )
)
TYPE_NOTICES = {
    "retracted publication": NoticeKind.RETRACTION_IN,
    "retraction of publication": NoticeKind.RETRACTION_OF,
    "retraction notice": NoticeKind.RETRACTION_OF,
    "expression of concern": NoticeKind.EXPRESSION_OF_CONCERN_FOR,
    "corrected and republished article": NoticeKind.CORRECTED_AND_REPUBLISHED_FROM,
    "published erratum": NoticeKind.ERRATUM_FOR,
}


def complete_notices(
    notices: Iterable[Notice], *, title: str | None, publication_types: Iterable[str]
) -> tuple[Notice, ...]:
    """The notices, and those that only the title's first words or a publication type say."""
    found = list(notices)
    types = [kind for name in publication_types if (kind := TYPE_NOTICES.get(name.lower()))]
    said: list[tuple[NoticeKind, str | None]] = [(kind, None) for kind in types]
    for pattern, kind in TITLE_NOTICES:
        if match := pattern.match(title or ""):
            on_notice = kind is NoticeKind.EXPRESSION_OF_CONCERN_IN and NoticeKind.EXPRESSION_OF_CONCERN_FOR in types
            said.append((NoticeKind.EXPRESSION_OF_CONCERN_FOR if on_notice else kind, match[0].rstrip(" :.")))
    for kind, words in said:
        if kind not in {notice.kind for notice in found}:
            found.append(Notice(kind=kind, text=words))
    return tuple(found)


def kind_of_heading(heading: str) -> NoticeKind | None:
    """The kind of notice that a heading such as ``Erratum in`` stands over."""
    words = fold(heading).rstrip(":").lower().replace(" ", "_")
    return NoticeKind(words) if words in set(NoticeKind) else None


def notice(kind: NoticeKind, printed: str) -> Notice:
    """A notice from its printed citation, with the PMID and DOI that it names."""
    text = fold(printed)
    pmid = re.search(r"PMID:? (\d+)", text)
    return Notice(kind=kind, text=text or None, pmid=pmid[1] if pmid else None, doi=doi_in(text))
