"""Notices: whether an article was retracted, corrected or doubted, in words for a banner and a facet.

Meanings and wording stand in ``notices.toml``, most severe first. The signals are those that work without a network:
the source's own notices, its publication types, and how its title begins.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

import msgspec
from msgspec import Struct

from generator.article import Citation, Notice, NoticeKind

NO_NOTICE: Final = "No notice"
"""The facet's value of an article without any."""


class Meaning(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One entry of ``notices.toml``; its comments explain the fields."""

    status: str
    sentence: str
    kinds: tuple[NoticeKind, ...] = ()
    types: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    in_titles: bool = False
    left_out: bool = False


class Banner(Struct, frozen=True, kw_only=True):
    """A banner at the top of a card: what happened, and the source's own notices that say so, which may be none."""

    status: str
    sentence: str
    notices: tuple[Notice, ...] = ()
    left_out: bool = False


@cache
def meanings() -> tuple[Meaning, ...]:
    """What notices mean, most severe first."""
    table = (files("generator") / "notices.toml").read_bytes()
    return tuple(msgspec.toml.decode(table, type=dict[str, tuple[Meaning, ...]])["notice"])


def banners(citation: Citation) -> tuple[Banner, ...]:
    """One banner for each thing said of the article, most severe first; empty where nothing is."""
    return tuple(
        Banner(
            status=meaning.status,
            sentence=meaning.sentence,
            notices=tuple(notice for notice in citation.notices if notice.kind in meaning.kinds),
            left_out=meaning.left_out,
        )
        for meaning in _said(citation)
    )


def status(citation: Citation) -> str:
    """The most severe thing said of the article, as the facet names it; ``No notice`` where nothing is."""
    return next((banner.status for banner in banners(citation)), NO_NOTICE)


def is_left_out(citation: Citation) -> bool:
    """Whether the article's values stay out of tables and plots unless asked for."""
    return any(banner.left_out for banner in banners(citation))


def title_mark(citation: Citation) -> str | None:
    """What is said before the title wherever the article is named: that it was retracted, withdrawn or doubted."""
    return next((meaning.status for meaning in meanings() if meaning.in_titles and _says(citation, meaning)), None)


def marked_title(citation: Citation) -> str | None:
    """The title as lists show it: ``Retracted: …`` unless its own first words say so already."""
    if citation.title is None:
        return None
    for meaning in _said(citation):
        if meaning.in_titles:
            return citation.title if _begins(citation.title, meaning) else f"{meaning.status}: {citation.title}"
    return citation.title


def _said(citation: Citation) -> tuple[Meaning, ...]:
    """What is said of the article, most severe first."""
    types, titles = _signals()
    title = (citation.title or "").lower()
    if not citation.notices and types.isdisjoint(citation.publication_types) and not title.startswith(titles):
        return ()  # as of nearly all articles, and a card asks often
    return tuple(meaning for meaning in meanings() if _says(citation, meaning))


@cache
def _signals() -> tuple[frozenset[str], tuple[str, ...]]:
    """The publication types, and the beginnings of titles, that say anything."""
    types = frozenset(kind for meaning in meanings() for kind in meaning.types)
    return types, tuple(title for meaning in meanings() for title in meaning.titles)


def _says(citation: Citation, meaning: Meaning) -> bool:
    """Whether any of the three signals carries the meaning."""
    return (
        any(notice.kind in meaning.kinds for notice in citation.notices)
        or any(kind in meaning.types for kind in citation.publication_types)
        or _begins(citation.title or "", meaning)
    )


def _begins(title: str, meaning: Meaning) -> bool:
    return title.lower().startswith(meaning.titles) if meaning.titles else False
