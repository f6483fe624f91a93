"""An article written in a form and read back is the same article, for every article that the form can hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from msgspec import structs

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
from generator.readers import read_path
from generator.readers.dates import PartialDate
from generator.readers.sections import Part, abstract_of

LETTERS = st.characters(categories=["L", "N", "Pd", "Po", "Sm"], exclude_characters="<>&;:/*,")
WORDS = st.text(LETTERS, min_size=2, max_size=12).map(lambda text: f"A{text}")
TEXT = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
PMIDS = st.integers(1, 99_999_999).map(str)
PMCIDS = PMIDS.map(lambda number: f"PMC{number}")
DOIS = st.integers(0, 9999).map(lambda number: f"10.9999/inv.{number}")
YEARS, MONTHS, DAYS = st.integers(1900, 2031), st.integers(1, 12), st.integers(1, 28)
DATES = (st.tuples(YEARS) | st.tuples(YEARS, MONTHS) | st.tuples(YEARS, MONTHS, DAYS)).map(
    lambda parts: PartialDate(*parts)
)
PEOPLE = st.builds(
    Author,
    family=TEXT,
    given=TEXT | st.none(),
    initials=st.sampled_from(["A", "AB", None]),
    suffix=st.sampled_from(["Jr", None]),
    orcid=st.sampled_from(["0000-0001-2345-678X", None]),
)
GROUPS = st.builds(Author, collective=TEXT)
PARTS = st.builds(Part, TEXT | st.none(), TEXT, st.sampled_from([*Role]) | st.none()).map(
    lambda part: part._replace(unassigned=part.category is None)
)


def few(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=3).map(tuple)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    date = draw(DATES)
    authors = draw(few(PEOPLE | GROUPS))
    citation = Citation(
        title=draw(TEXT),
        authors=authors,
        authors_complete=not authors or draw(st.booleans()),
        journal=draw(TEXT),
        journal_abbrev=draw(TEXT),
        issn=draw(st.sampled_from(["1234-567X", None])),
        year=date.year,
        month=date.month,
        day=date.day,
        epub=draw(DATES).iso(),
        volume=draw(WORDS),
        issue=draw(WORDS | st.none()),
        pages=draw(st.sampled_from(["473-483", "S12-S18", "e12", None])),
        pmid=draw(PMIDS),
        pmcid=draw(PMCIDS | st.none()),
        doi=draw(DOIS | st.none()),
        publication_types=draw(few(TEXT)),
        mesh=draw(few(st.builds(MeshHeading, term=TEXT, qualifiers=few(TEXT), major=st.booleans()))),
        keywords=draw(st.lists(TEXT, max_size=3, unique=True).map(tuple)),
        substances=draw(few(TEXT)),
        trial_ids=draw(st.sampled_from([(), ("NCT00000000",), ("NCT00000000", "ISRCTN00000000")])),
        language=draw(st.sampled_from(["eng", "ger", None])),
        vernacular_title=draw(TEXT | st.none()),
        notices=tuple(
            draw(st.builds(Notice, kind=st.just(kind), text=TEXT, pmid=PMIDS))
            for kind in draw(st.lists(st.sampled_from([*NoticeKind]), max_size=2, unique=True))
        ),
    )
    return Article(
        source=Source(path="a", format="pubmed-xml", index=0),
        citation=citation,
        abstract=abstract_of(draw(few(PARTS))),
        references=draw(few(st.builds(Reference, text=TEXT, pmid=PMIDS | st.none(), pmcid=PMCIDS, doi=DOIS))),
        other_abstracts=draw(few(st.builds(OtherAbstract, text=TEXT, language=st.just("spa"), kind=st.just("plain")))),
        copyright=draw(TEXT | st.none()),
    )


def read_back(path: Path, content: str) -> Article:
    path.write_text(content, encoding="utf-8")
    (article,) = read_path(path, shown_as="a")
    assert isinstance(article, Article), article
    return article


@settings(max_examples=25, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(article=articles())
def test_pubmed_xml(tmp_path_factory: pytest.TempPathFactory, article: Article) -> None:
    path = tmp_path_factory.getbasetemp() / "round-trip.xml"
    assert read_back(path, to_xml(article)) == article


@settings(max_examples=25, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(article=articles())
def test_europe_pmc(tmp_path_factory: pytest.TempPathFactory, article: Article) -> None:
    path = tmp_path_factory.getbasetemp() / "round-trip.json"
    held = structs.replace(
        article,
        source=structs.replace(article.source, format="europe-pmc"),
        citation=structs.replace(
            article.citation,
            authors=tuple(structs.replace(author, suffix=None) for author in article.citation.authors),
            authors_complete=True,
            trial_ids=(),
            vernacular_title=None,
        ),
        # Only labels are kept of a structured abstract.
        abstract=abstract_of(Part(label, text) for label, text in parts_of(article)),
        references=(),
        other_abstracts=(),
        copyright=None,
    )
    assert read_back(path, to_json(held)) == held


@settings(max_examples=25, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(article=articles())
def test_ris(tmp_path_factory: pytest.TempPathFactory, article: Article) -> None:
    path = tmp_path_factory.getbasetemp() / "round-trip.ris"
    cite = article.citation
    held = Article(
        source=structs.replace(article.source, format="ris"),
        citation=Citation(
            **{name: getattr(cite, name) for name in ("title", "journal", "journal_abbrev", "issn", "volume", "issue")},
            **{name: getattr(cite, name) for name in ("year", "month", "day", "pages", "pmid", "pmcid", "doi")},
            **{name: getattr(cite, name) for name in ("publication_types", "keywords", "language")},
            authors=tuple(
                Author(family=author.family, given="Given", suffix=author.suffix)
                for author in cite.authors
                if author.family
            ),
        ),
        abstract=abstract_of([Part(None, " ".join(text for _, text in parts_of(article)))]),
    )
    assert read_back(path, to_ris(held)) == held


def parts_of(article: Article) -> list[tuple[str | None, str]]:
    abstract = article.abstract
    return [(part.label, abstract.text[part.start : part.end]) for part in abstract.sections] if abstract else []


def tag(name: str, text: str | None, **attributes: str | None) -> str:
    """An element with text, or nothing."""
    given_ones = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items() if value is not None)
    return f"<{name}{given_ones}>{escape(text)}</{name}>\n" if text is not None else ""


def inside(name: str, *parts: str, **attributes: str) -> str:
    return (
        f"<{name}{''.join(f' {key}={quoteattr(value)}' for key, value in attributes.items())}>{''.join(parts)}</{name}>"
    )


def xml_date(name: str, date: str | None, **attributes: str) -> str:
    parts = zip(("Year", "Month", "Day"), (date or "").split("-"), strict=False)
    return inside(name, *(tag(part, value) for part, value in parts), **attributes) if date else ""


def xml_ids(**ids: str | None) -> str:
    return inside("ArticleIdList", *(tag("ArticleId", value, IdType=kind) for kind, value in ids.items()))


def to_xml(article: Article) -> str:
    cite = article.citation
    categories = [part.category for part in article.abstract.sections] if article.abstract else []
    authors = (
        inside(
            "Author",
            tag("LastName", author.family),
            tag("ForeName", author.given),
            tag("Initials", author.initials),
            tag("Suffix", author.suffix),
            tag("CollectiveName", author.collective),
            tag("Identifier", author.orcid, Source="ORCID"),
        )
        for author in cite.authors
    )
    journal = inside(
        "Journal",
        tag("ISSN", cite.issn),
        inside(
            "JournalIssue",
            tag("Volume", cite.volume),
            tag("Issue", cite.issue),
            xml_date("PubDate", PartialDate(cite.year, cite.month, cite.day).iso()),
        ),
        tag("Title", cite.journal),
        tag("ISOAbbreviation", cite.journal_abbrev),
    )
    body = inside(
        "Article",
        journal,
        tag("ArticleTitle", cite.title),
        inside("Pagination", tag("MedlinePgn", cite.pages)),
        inside(
            "Abstract",
            *(
                tag("AbstractText", text, Label=label, NlmCategory=category or "UNASSIGNED")
                for (label, text), category in zip(parts_of(article), categories, strict=True)
            ),
            tag("CopyrightInformation", article.copyright),
        ),
        inside("AuthorList", *authors, CompleteYN="Y" if cite.authors_complete else "N"),
        tag("Language", cite.language),
        inside(
            "DataBankList",
            *(
                inside("DataBank", tag("DataBankName", "ClinicalTrials.gov"), tag("AccessionNumber", number))
                for number in cite.trial_ids
            ),
        ),
        inside("PublicationTypeList", *(tag("PublicationType", name) for name in cite.publication_types)),
        tag("VernacularTitle", cite.vernacular_title),
        xml_date("ArticleDate", cite.epub, DateType="Electronic"),
    )
    headings = (
        inside(
            "MeshHeading",
            tag("DescriptorName", heading.term, MajorTopicYN="Y" if heading.major else "N"),
            *(tag("QualifierName", name, MajorTopicYN="N") for name in heading.qualifiers),
        )
        for heading in cite.mesh
    )
    links = (
        inside(
            "CommentsCorrections",
            tag("RefSource", notice.text),
            tag("PMID", notice.pmid),
            RefType="".join(word.capitalize() for word in notice.kind.split("_")),
        )
        for notice in cite.notices
    )
    references = (
        inside("Reference", tag("Citation", one.text), xml_ids(pubmed=one.pmid, pmc=one.pmcid, doi=one.doi))
        for one in article.references
    )
    citation = inside(
        "MedlineCitation",
        tag("PMID", cite.pmid),
        body,
        inside("ChemicalList", *(inside("Chemical", tag("NameOfSubstance", name)) for name in cite.substances)),
        inside("CommentsCorrectionsList", *links),
        inside("MeshHeadingList", *headings),
        *(
            inside(
                "OtherAbstract", tag("AbstractText", other.text), Type=other.kind or "", Language=other.language or ""
            )
            for other in article.other_abstracts
        ),
        inside("KeywordList", *(tag("Keyword", word) for word in cite.keywords)),
    )
    data = inside("PubmedData", xml_ids(pmc=cite.pmcid, doi=cite.doi), inside("ReferenceList", *references))
    return f'<?xml version="1.0"?>{inside("PubmedArticleSet", inside("PubmedArticle", citation, data))}'


def to_json(article: Article) -> str:
    cite = article.citation
    result = {
        "pmid": cite.pmid,
        "pmcid": cite.pmcid,
        "doi": cite.doi,
        "title": escape(cite.title or ""),
        "authorList": {
            "author": [
                {
                    "lastName": author.family,
                    "firstName": author.given,
                    "initials": author.initials,
                    "collectiveName": author.collective,
                    "authorId": {"type": "ORCID", "value": author.orcid} if author.orcid else None,
                }
                for author in cite.authors
            ]
        },
        "journalInfo": {
            "volume": cite.volume,
            "issue": cite.issue,
            "dateOfPublication": PartialDate(cite.year, cite.month, cite.day).iso(),
            "journal": {"title": cite.journal, "medlineAbbreviation": cite.journal_abbrev, "issn": cite.issn},
        },
        "electronicPublicationDate": cite.epub,
        "pageInfo": cite.pages,
        "language": cite.language,
        "pubTypeList": {"pubType": list(cite.publication_types)},
        "meshHeadingList": {
            "meshHeading": [
                {
                    "descriptorName": heading.term,
                    "majorTopic_YN": "Y" if heading.major else "N",
                    "meshQualifierList": {
                        "meshQualifier": [{"qualifierName": name, "majorTopic_YN": "N"} for name in heading.qualifiers]
                    },
                }
                for heading in cite.mesh
            ]
        },
        "keywordList": {"keyword": list(cite.keywords)},
        "chemicalList": {"chemical": [{"name": name} for name in cite.substances]},
        "commentCorrectionList": {
            "commentCorrection": [
                {
                    "type": notice.kind.replace("_", " ").capitalize(),
                    "reference": notice.text,
                    "id": notice.pmid,
                    "source": "MED",
                }
                for notice in cite.notices
            ]
        },
        "abstractText": "".join(f"<h4>{label or ''}</h4>{text}" for label, text in parts_of(article)) or None,
    }
    return json.dumps({"resultList": {"result": [result]}}, ensure_ascii=False)


def to_ris(article: Article) -> str:
    cite = article.citation
    first, _, last = (cite.pages or "").partition("-")
    date = "/".join(f"{part:02}" for part in (cite.year, cite.month, cite.day) if part)
    lines: list[tuple[str, str | None]] = [
        ("TY", "JOUR"),
        ("TI", cite.title),
        *(("AU", f"{author.family}, {author.given}, {author.suffix or ''}") for author in cite.authors),
        ("T2", cite.journal),
        ("J2", cite.journal_abbrev),
        ("SN", cite.issn),
        ("PY", str(cite.year)),
        ("DA", date),
        ("VL", cite.volume),
        ("IS", cite.issue),
        ("SP", first),
        ("EP", last),
        ("DB", "PubMed"),
        ("AN", cite.pmid),
        ("C2", cite.pmcid),
        ("DO", cite.doi),
        ("LA", cite.language),
        *(("M3", name) for name in cite.publication_types),
        *(("KW", word) for word in cite.keywords),
        ("AB", article.abstract.text if article.abstract else None),
        ("ER", ""),
    ]
    return "".join(f"{name}  - {value}\r\n" for name, value in lines if value is not None)
