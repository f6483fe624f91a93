"""Unicode's hyphens and apostrophes are read as those of a keyboard, rare decimal points and bounds as the usual ones.

All are quoted as they are printed.

Some publishers print "double‐blind" with U+2010 where others have a hyphen, and "Crohn’s" with U+2019. What is read
is a copy of equal length with the plain signs, so that every pattern and word list knows them; what is told has the
printed ones again.
"""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from generator.article import Article
from generator.evidence import PLACES, EvidenceRecord, Quote
from generator.extraction.quoting import quote

_SIGNS = {"‐": "-", "‑": "-", "‘": "'", "’": "'", "⋅": "·", "∙": "·", "⩾": "≥", "≧": "≥", "⩽": "≤", "≦": "≤"}
_PLAIN = str.maketrans(_SIGNS)
_SPECIAL = re.compile(f"[{''.join(_SIGNS)}]")


def in_plain_signs(text: str) -> str:
    """The text with plain signs, of the same length."""
    return text.translate(_PLAIN)


def plain_copy(article: Article) -> Article:
    """The article with plain signs in title and abstract; itself where it has no others."""
    if not any(_SPECIAL.search(article.text_of(where)) for where in PLACES):
        return article
    title, abstract = article.citation.title, article.abstract
    return replace(
        article,
        citation=replace(article.citation, title=title and in_plain_signs(title)),
        abstract=abstract and replace(abstract, text=in_plain_signs(abstract.text)),
    )


def as_printed(record: EvidenceRecord, article: Article) -> EvidenceRecord:
    """The record of the article's plain copy with the words that the article prints, in quotes and in names.

    Values of closed lists ("double-blind") stay as the lists have them.
    """
    if record.citation is article.citation:
        return record
    fields = {name: getattr(record, name) for name in _READ}
    printed = {name: _printed(value, article, named=name in _NAMED) for name, value in fields.items()}
    return replace(record, id=article.id, citation=article.citation, abstract=article.abstract, **printed)


_NAMED = {"population", "interventions", "comparators", "findings", "abbreviations"}
_READ = (*_NAMED, "design", "conclusions")
_CLOSED = {"sex", "setting", "location", "ethnicity"}


def _printed(value: Any, article: Article, *, named: bool) -> Any:
    """A part of a record with printed quotes and, where things are ``named`` in the words of a quote, printed names."""
    if isinstance(value, Quote):
        return quote(article, value.where, value.start, value.end)
    if isinstance(value, tuple):
        return tuple(_printed(one, article, named=named) for one in value)
    if not isinstance(value, Struct):
        return value
    fields = {name: getattr(value, name) for name in value.__struct_fields__}
    told = {name: _printed(one, article, named=named and name not in _CLOSED) for name, one in fields.items()}
    if named and (plain := fields.get("quote")):
        words = {name: one for name, one in fields.items() if type(one) is str and one in plain.text}
        told |= {name: told["quote"].text[plain.text.find(one) :][: len(one)] for name, one in words.items()}
    return replace(value, **told)
