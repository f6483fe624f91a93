"""From the elements of one PubMed record to an article. Names are those of NLM's DTD, pubmed_250101.dtd."""

from __future__ import annotations

from collections.abc import Iterable

from lxml.etree import Element, _Element

from generator.article import (
    Article,
    Author,
    Citation,
    MeshHeading,
    Notice,
    NoticeKind,
    OtherAbstract,
    Reference,
    Role,
    Source,
)
from generator.readers.dates import PartialDate
from generator.readers.fields import (
    day_of,
    doi_in,
    doi_of,
    expand_pages,
    language_of,
    month_of,
    orcid_of,
    pmcid_of,
    pmid_of,
    year_in,
)
from generator.readers.notices import complete_notices
from generator.readers.pubmed_xml.markup import raw_text, text_of
from generator.readers.sections import Part, abstract_of
from generator.readers.trials import find_trial_ids

_AUTHOR_FIELDS = {
    "LastName": "family",
    "ForeName": "given",
    "FirstName": "given",
    "Initials": "initials",
    "Suffix": "suffix",
    "CollectiveName": "collective",
    "Identifier": "orcid",
}
_NOTHING = Element("nothing")
"""Stands for an element that the record has not."""

_ROLES = {role.value: role for role in Role}
# RefType of CommentsCorrections in lower case. NLM has given up the last four: a reprint is a republication, and what
# was a partial retraction is an erratum since.
_NOTICES = {kind.value.replace("_", ""): kind for kind in NoticeKind} | {
    "reprintin": NoticeKind.REPUBLISHED_IN,
    "reprintof": NoticeKind.REPUBLISHED_FROM,
    "partialretractionin": NoticeKind.ERRATUM_IN,
    "partialretractionof": NoticeKind.ERRATUM_FOR,
}


def article_of(record: _Element, source: Source) -> Article:
    """What the record says, of a ``PubmedArticle``, ``MedlineCitation``, ``PubmedBookArticle`` or ``BookDocument``."""
    parts = _parts(record)
    if record.tag in {"PubmedBookArticle", "BookDocument"}:
        return _book(parts.get("BookDocument", record), source)
    return _article(parts.get("MedlineCitation", record), parts.get("PubmedData", _NOTHING), source)


def _article(medline: _Element, data: _Element, source: Source) -> Article:
    of_medline, of_data = _parts(medline), _parts(data)
    article = of_medline.get("Article", _NOTHING)
    of_article = _parts(article)
    journal = _parts(of_article.get("Journal"))
    issue = _parts(journal.get("JournalIssue"))
    info = _parts(of_medline.get("MedlineJournalInfo"))
    electronic = _electronic_date(article)
    printed = _date(issue.get("PubDate"))
    date = printed if printed.year else electronic  # one or the other, never parts of both
    title = text_of(of_article.get("ArticleTitle"))
    types = _texts(of_article.get("PublicationTypeList", _NOTHING))
    ids = _ids(of_data.get("ArticleIdList"))
    citation = Citation(
        title=title,
        authors=_authors(of_article.get("AuthorList")),
        authors_complete=_is_complete(of_article.get("AuthorList")),
        journal=text_of(journal.get("Title")),
        journal_abbrev=text_of(journal.get("ISOAbbreviation")) or text_of(info.get("MedlineTA")),
        issn=text_of(journal.get("ISSN")) or text_of(info.get("ISSNLinking")),
        year=date.year,
        month=date.month,
        day=date.day,
        epub=electronic.iso(),
        volume=text_of(issue.get("Volume")),
        issue=text_of(issue.get("Issue")),
        pages=_pages(of_article.get("Pagination")),
        pmid=pmid_of(text_of(of_medline.get("PMID"))),
        pmcid=pmcid_of(ids.get("pmc")),
        doi=doi_of(ids.get("doi")) or _doi_of_location(article),
        publication_types=types,
        mesh=tuple(map(_mesh_heading, of_medline.get("MeshHeadingList", _NOTHING))),
        keywords=_keywords(medline),
        substances=_texts(of_medline.get("ChemicalList", _NOTHING).iter("NameOfSubstance")),
        trial_ids=_trial_ids(of_article.get("DataBankList", _NOTHING)),
        language=_language(article),
        vernacular_title=text_of(of_article.get("VernacularTitle")),
        notices=complete_notices(_notices(medline), title=title, publication_types=types),
    )
    abstract = of_article.get("Abstract", _NOTHING)
    return Article(
        source=source,
        citation=citation,
        abstract=abstract_of(map(_part, abstract.iterchildren("AbstractText"))),
        references=tuple(map(_reference, data.iter("Reference"))),
        other_abstracts=_other_abstracts(medline),
        copyright=text_of(abstract.find("CopyrightInformation")),
    )


def _book(document: _Element, source: Source) -> Article:
    """A book, or with an ``ArticleTitle`` of its own a chapter of one. Editors are not its authors."""
    of_document = _parts(document)
    book = of_document.get("Book", _NOTHING)
    of_book = _parts(book)
    ids = _ids(of_document.get("ArticleIdList"))
    title = text_of(of_document.get("ArticleTitle"))
    book_title = text_of(of_book.get("BookTitle"))
    authors = _author_list(document, book)
    date = _date(of_book.get("PubDate"))
    citation = Citation(
        title=title or book_title,
        book=book_title if title else None,
        authors=_authors(authors),
        authors_complete=_is_complete(authors),
        year=date.year,
        month=date.month,
        day=date.day,
        volume=text_of(of_book.get("Volume")),
        pages=_pages(of_document.get("Pagination")),
        pmid=pmid_of(text_of(of_document.get("PMID"))),
        pmcid=pmcid_of(ids.get("pmc")),
        doi=doi_of(ids.get("doi")) or _doi_of_location(document) or _doi_of_location(book),
        publication_types=_texts(document.iterchildren("PublicationType")),
        keywords=_keywords(document),
        language=_language(document),
        vernacular_title=text_of(of_document.get("VernacularTitle")),
    )
    abstract = of_document.get("Abstract", _NOTHING)
    return Article(
        source=source,
        citation=citation,
        abstract=abstract_of(map(_part, abstract.iterchildren("AbstractText"))),
        references=tuple(map(_reference, document.iter("Reference"))),
        copyright=text_of(abstract.find("CopyrightInformation")),
    )


def _parts(element: _Element | None) -> dict[str, _Element]:
    """The element's children by name, the first of each."""
    parts: dict[str, _Element] = {}
    if element is not None:
        for child in element:
            parts.setdefault(child.tag, child)
    return parts


def _texts(elements: Iterable[_Element]) -> tuple[str, ...]:
    """Their texts, without empty ones."""
    return _filled(map(text_of, elements))


def _filled(texts: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(filter(None, texts))


def _date(printed: _Element | None) -> PartialDate:
    """A date as far as it is printed; of a span or a season only the year."""
    parts = _parts(printed)
    year = year_in(text_of(parts.get("Year")))
    if year is None:
        return PartialDate(year_in(text_of(parts.get("MedlineDate"))))
    month = month_of(text_of(parts.get("Month")))
    return PartialDate(year, month, day_of(text_of(parts.get("Day"))) if month else None)


def _electronic_date(article: _Element) -> PartialDate:
    """``Electronic`` is the DTD's default for the kind of an ``ArticleDate``."""
    printed = article.iterchildren("ArticleDate")
    return _date(next((date for date in printed if date.get("DateType", "Electronic") == "Electronic"), None))


def _authors(authors: _Element | None) -> tuple[Author, ...]:
    return tuple(map(_author, authors.iterchildren("Author"))) if authors is not None else ()


def _author(printed: _Element) -> Author:
    fields: dict[str, str | None] = {}
    for child in printed:
        if name := _AUTHOR_FIELDS.get(child.tag):
            fields.setdefault(name, text_of(child))
    if "orcid" in fields:
        fields["orcid"] = orcid_of(fields["orcid"])
    return Author(**fields)


def _is_complete(authors: _Element | None) -> bool:
    return authors is None or authors.get("CompleteYN") != "N"


def _author_list(*elements: _Element) -> _Element | None:
    """The first list of authors in them, of a chapter or its book; there may be one of editors beside it."""
    for element in elements:
        for authors in element.iterchildren("AuthorList"):
            if authors.get("Type", "authors") == "authors":
                return authors
    return None


def _pages(pagination: _Element | None) -> str | None:
    parts = _parts(pagination)
    if printed := text_of(parts.get("MedlinePgn")):
        return expand_pages(printed)
    ends = _texts(parts[name] for name in ("StartPage", "EndPage") if name in parts)
    return expand_pages("-".join(ends))


def _ids(listed: _Element | None) -> dict[str, str]:
    """An ``ArticleIdList`` by ``IdType``, the first of each."""
    ids: dict[str, str] = {}
    for element in _NOTHING if listed is None else listed:
        if value := text_of(element):
            ids.setdefault(element.get("IdType", "pubmed"), value)
    return ids


def _doi_of_location(element: _Element) -> str | None:
    for location in element.iterchildren("ELocationID"):
        if location.get("EIdType") == "doi" and location.get("ValidYN") != "N" and (doi := doi_of(text_of(location))):
            return doi
    return None


def _mesh_heading(heading: _Element) -> MeshHeading:
    names, major = [], False
    for element in heading:
        names.append(text_of(element) or "")
        major = major or element.get("MajorTopicYN") == "Y"
    return MeshHeading(term=names[0] if names else "", qualifiers=tuple(names[1:]), major=major)


def _keywords(element: _Element) -> tuple[str, ...]:
    """The keywords of all lists; an article may have one of its authors and one of an indexer."""
    listed = element.iterchildren("KeywordList")
    return tuple(dict.fromkeys(keyword for keywords in listed for keyword in _texts(keywords)))


def _trial_ids(banks: _Element) -> tuple[str, ...]:
    """Numbers of trials, among those of sequences and structures."""
    printed = (
        f"{text_of(bank.find('DataBankName'))} {number}"
        for bank in banks
        for number in _texts(bank.iter("AccessionNumber"))
    )
    return tuple(dict.fromkeys(number for words in printed for number in find_trial_ids(words)))


def _language(element: _Element) -> str | None:
    """The codes of the article's languages, joined by a comma where there are several."""
    return ", ".join(filter(None, map(language_of, _texts(element.iterchildren("Language"))))) or None


def _notices(medline: _Element) -> tuple[Notice, ...]:
    """Notices by the ``RefType`` of a link, which until 2010 was the name of the element itself."""
    links = [
        link for listed in medline.iterchildren("CommentsCorrectionsList", "CommentsCorrections") for link in listed
    ]
    kinds = [_NOTICES.get(link.get("RefType", link.tag).lower()) for link in links]
    return tuple(_notice(kind, link) for kind, link in zip(kinds, links, strict=True) if kind)


def _notice(kind: NoticeKind, link: _Element) -> Notice:
    parts = _parts(link)
    text = text_of(parts.get("RefSource"))
    return Notice(kind=kind, text=text, pmid=pmid_of(text_of(parts.get("PMID"))), doi=doi_in(text))


def _part(section: _Element) -> Part:
    category = section.get("NlmCategory")
    return Part(_label(section), raw_text(section), _ROLES.get(category or ""), category == "UNASSIGNED")


def _labelled(section: _Element) -> str | None:
    text, label = text_of(section), _label(section)
    return f"{label}: {text}" if text and label else text


def _label(section: _Element) -> str | None:
    """As printed, without its colon."""
    return (section.get("Label") or "").strip(" :") or None


def _other_abstracts(medline: _Element) -> tuple[OtherAbstract, ...]:
    """Abstracts in other languages or for other readers, with their labels in the text."""
    return tuple(
        OtherAbstract(text=text, language=element.get("Language"), kind=element.get("Type"))
        for element in medline.iterchildren("OtherAbstract")
        if (text := " ".join(_filled(map(_labelled, element.iterchildren("AbstractText")))))
    )


def _reference(reference: _Element) -> Reference:
    text, ids = None, {}
    for child in reference:
        if child.tag == "Citation":
            text = text_of(child)
        elif child.tag == "ArticleIdList":
            ids = _ids(child)
    return Reference(
        text=text or "",
        pmid=pmid_of(ids["pubmed"]) if "pubmed" in ids else None,
        pmcid=pmcid_of(ids["pmc"]) if "pmc" in ids else None,
        doi=doi_of(ids["doi"]) if "doi" in ids else None,
    )
