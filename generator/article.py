"""What a source says about one article, typed and frozen. Nothing here is interpreted.

Names of fields are those of the evidence record (its JSON Schema: ``evidence-site schema``). ``None`` and the
empty tuple mean that the source is silent; nothing is ever filled in.
"""

from __future__ import annotations

import hashlib
from enum import StrEnum
from typing import Literal

from msgspec import Struct


class Role(StrEnum):
    """NLM's categories for the parts of an abstract (``NlmCategory`` of PubMed's DTD)."""

    BACKGROUND = "BACKGROUND"
    OBJECTIVE = "OBJECTIVE"
    METHODS = "METHODS"
    RESULTS = "RESULTS"
    CONCLUSIONS = "CONCLUSIONS"


class NoticeKind(StrEnum):
    """What was later said of an article, or what it says of another, in order of severity.

    The ``…_of``/``…_for`` members stand on the notice itself, the ``…_in`` members on the article it is about
    (``CommentsCorrections@RefType`` of PubMed's DTD, in snake case).
    """

    RETRACTION_IN = "retraction_in"
    RETRACTION_OF = "retraction_of"
    RETRACTED_AND_REPUBLISHED_IN = "retracted_and_republished_in"
    RETRACTED_AND_REPUBLISHED_FROM = "retracted_and_republished_from"
    EXPRESSION_OF_CONCERN_IN = "expression_of_concern_in"
    EXPRESSION_OF_CONCERN_FOR = "expression_of_concern_for"
    CORRECTED_AND_REPUBLISHED_IN = "corrected_and_republished_in"
    CORRECTED_AND_REPUBLISHED_FROM = "corrected_and_republished_from"
    ERRATUM_IN = "erratum_in"
    ERRATUM_FOR = "erratum_for"
    REPUBLISHED_IN = "republished_in"
    REPUBLISHED_FROM = "republished_from"
    UPDATE_IN = "update_in"
    UPDATE_OF = "update_of"


class Author(Struct, frozen=True, kw_only=True):
    """A person, or a group under ``collective``, in its place among the authors."""

    family: str | None = None
    given: str | None = None
    initials: str | None = None
    suffix: str | None = None
    """``Jr``, ``3rd``."""
    collective: str | None = None
    orcid: str | None = None
    """Bare, with hyphens: ``0000-0002-1825-0097``."""


class MeshHeading(Struct, frozen=True, kw_only=True):
    """A MeSH descriptor with its qualifiers; ``major`` if it, or one of them, is a major topic."""

    term: str
    qualifiers: tuple[str, ...] = ()
    major: bool = False


class Notice(Struct, frozen=True, kw_only=True):
    """A retraction, erratum, expression of concern, republication or update, with the ids it names."""

    kind: NoticeKind
    text: str | None = None
    pmid: str | None = None
    doi: str | None = None


class Citation(Struct, frozen=True, kw_only=True):
    """The bibliographic record as the source prints it."""

    title: str | None = None
    authors: tuple[Author, ...] = ()
    authors_complete: bool = True
    """False where the source breaks the list off with "et al."."""
    journal: str | None = None
    """``None`` for a book."""
    book: str | None = None
    """The book that this is a chapter of; its own title stands in ``title``."""
    journal_abbrev: str | None = None
    issn: str | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    epub: str | None = None
    """Date of electronic publication as far as printed: ``2021-01-11``, ``2021-01`` or ``2021``."""
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    """Expanded: ``473-483`` for a printed ``473-83``."""
    pmid: str | None = None
    pmcid: str | None = None
    doi: str | None = None
    publication_types: tuple[str, ...] = ()
    mesh: tuple[MeshHeading, ...] = ()
    keywords: tuple[str, ...] = ()
    substances: tuple[str, ...] = ()
    trial_ids: tuple[str, ...] = ()
    language: str | None = None
    """ISO 639-2 as NLM writes it: ``eng``, ``ger``."""
    vernacular_title: str | None = None
    notices: tuple[Notice, ...] = ()


class Section(Struct, frozen=True, kw_only=True):
    """A part of ``Abstract.text``, ``[start, end)`` in code points."""

    label: str | None
    """As printed, without its colon."""
    category: Role | None
    """The source's own category, else NLM's for the label, else ``None``."""
    start: int
    end: int


class Abstract(Struct, frozen=True, kw_only=True):
    """The English abstract: white space folded, labels left out, sections joined by one space."""

    text: str
    sections: tuple[Section, ...] = ()

    @property
    def is_labelled(self) -> bool:
        """Whether the source labels any of its sections."""
        return any(section.label for section in self.sections)


class OtherAbstract(Struct, frozen=True, kw_only=True):
    """An abstract in another language or for other readers, kept aside and not read for evidence."""

    text: str
    language: str | None = None
    kind: str | None = None
    """``OtherAbstract@Type``, for example ``plain-language-summary``."""


class Reference(Struct, frozen=True, kw_only=True):
    """One entry of the article's reference list."""

    text: str
    pmid: str | None = None
    pmcid: str | None = None
    doi: str | None = None


class Source(Struct, frozen=True, kw_only=True):
    """Where a record was read: the file as given, the reader's name, the 0-based position in that file."""

    path: str
    format: str
    index: int


class Article(Struct, frozen=True, kw_only=True):
    """One article as one source, or several merged ones, print it."""

    source: Source
    citation: Citation
    abstract: Abstract | None = None
    references: tuple[Reference, ...] = ()
    other_abstracts: tuple[OtherAbstract, ...] = ()
    copyright: str | None = None
    """The copyright line printed with the abstract."""
    more_sources: tuple[Source, ...] = ()
    """The other files that hold the same article."""

    @property
    def id(self) -> str:
        """``pmid:…``, else ``doi:…`` in lower case, else ``sha256:`` of title and abstract."""
        if self.citation.pmid:
            return f"pmid:{self.citation.pmid}"
        if self.citation.doi:
            return f"doi:{self.citation.doi.lower()}"
        words = f"{self.citation.title or ''}\n{self.abstract.text if self.abstract else ''}"
        return f"sha256:{hashlib.sha256(words.encode()).hexdigest()}"

    def text_of(self, where: Literal["title", "abstract"]) -> str:
        """The text that quotes from ``where`` point into; empty where the source has none."""
        if where == "title":
            return self.citation.title or ""
        return self.abstract.text if self.abstract else ""
