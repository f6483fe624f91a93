"""Europe PMC's search answers in JSON (``resultType=core``, or ``lite`` without abstracts)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from generator.article import Abstract, Article, Author, Citation, MeshHeading, Notice, NoticeKind, Source
from generator.problems import Problem
from generator.readers.dates import PartialDate, read_date
from generator.readers.fields import doi_of, expand_pages, folded, language_of, orcid_of, pmcid_of, pmid_of, year_in
from generator.readers.names import read_authors
from generator.readers.notices import complete_notices
from generator.readers.sections import Part, abstract_of, split_running_text
from generator.readers.seed import Seed
from generator.readers.tags import without_tags

FORMAT = "europe-pmc"

Values = dict[str, Any]

_MARKS = re.compile(r'"(?:resultList|authorString|pmid)"\s*:')
_HEADING = re.compile(r"<h4>(.*?)</h4>", re.IGNORECASE | re.DOTALL)
# "Retraction in", "Expression of concern for": the kind of a link, its words written together.
_NOTICES = {kind.value.replace("_", ""): kind for kind in NoticeKind}


def detect(head: str) -> bool:
    """Whether it is JSON with names that Europe PMC uses."""
    return head.lstrip().startswith(("{", "[")) and bool(_MARKS.search(head))


def read(seed: Seed) -> Iterator[Article | Problem]:
    """The articles of an answer, of a list of results, or of one result."""
    try:
        answer = json.loads(seed.text)
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else None
        yield Problem(path=seed.name, what="is no whole JSON", do="download it again", line=line)
        return
    results = _results(answer)
    for index, result in enumerate(results):
        article = _article(result, Source(path=seed.name, format=FORMAT, index=index))
        cite = article.citation
        if cite.title or cite.pmid or cite.doi or article.abstract:
            yield article
        else:
            what = "has no identifier, title or abstract"
            yield Problem(path=seed.name, what=what, do="ask for resultType=core", record=index)
    if not results:
        yield Problem(path=seed.name, what="holds no result", do="search again, or remove it")


def _results(answer: object) -> list[Values]:
    if isinstance(answer, dict) and "resultList" in answer:
        return _all(_values(answer, "resultList"), "result")
    return [result for result in (answer if isinstance(answer, list) else [answer]) if isinstance(result, dict)]


def _article(result: Values, source: Source) -> Article:
    return Article(source=source, citation=_citation(result), abstract=_abstract(result.get("abstractText")))


def _citation(result: Values) -> Citation:
    info = _values(result, "journalInfo")
    journal = _values(info, "journal")
    date = _date(result, info)
    title = _text(result, "title")
    types = _texts(_values(result, "pubTypeList"), "pubType") or tuple(filter(None, [_text(result, "pubType")]))
    authors, complete = _authors(result)
    return Citation(
        title=title,
        authors=authors,
        authors_complete=complete,
        journal=_text(journal, "title") or _text(result, "journalTitle"),
        journal_abbrev=_text(journal, "medlineAbbreviation") or _text(journal, "isoabbreviation", "ISOAbbreviation"),
        issn=_text(journal, "issn", "ISSN") or _text(journal, "essn", "ESSN"),
        year=date.year,
        month=date.month,
        day=date.day,
        epub=read_date(_text(result, "electronicPublicationDate")).iso(),
        volume=_text(info, "volume") or _text(result, "journalVolume"),
        issue=_text(info, "issue") or _text(result, "issue"),
        pages=expand_pages(_text(result, "pageInfo")),
        pmid=pmid_of(_text(result, "pmid")),
        pmcid=pmcid_of(_text(result, "pmcid")),
        doi=doi_of(_text(result, "doi")),
        publication_types=types,
        mesh=tuple(map(_mesh_heading, _all(_values(result, "meshHeadingList"), "meshHeading"))),
        keywords=_texts(_values(result, "keywordList"), "keyword"),
        substances=tuple(filter(None, (_text(c, "name") for c in _all(_values(result, "chemicalList"), "chemical")))),
        language=language_of(_text(result, "language")),
        notices=complete_notices(_notices(result), title=title, publication_types=types),
    )


def _date(result: Values, info: Values) -> PartialDate:
    """The journal's date as printed, else the year that Europe PMC sorts by."""
    printed = read_date(_text(info, "dateOfPublication"))
    return printed if printed.year else PartialDate(year_in(_text(result, "pubYear")))


def _authors(result: Values) -> tuple[tuple[Author, ...], bool]:
    listed = _all(_values(result, "authorList"), "author")
    return (tuple(map(_author, listed)), True) if listed else read_authors(_text(result, "authorString") or "")


def _author(author: Values) -> Author:
    identifier = _values(author, "authorId")
    return Author(
        family=_text(author, "lastName"),
        given=_text(author, "firstName"),
        initials=_text(author, "initials"),
        collective=_text(author, "collectiveName"),
        orcid=orcid_of(_text(identifier, "value")) if identifier.get("type") == "ORCID" else None,
    )


def _mesh_heading(heading: Values) -> MeshHeading:
    qualifiers = _all(_values(heading, "meshQualifierList"), "meshQualifier")
    return MeshHeading(
        term=_text(heading, "descriptorName") or "",
        qualifiers=tuple(filter(None, (_text(qualifier, "qualifierName") for qualifier in qualifiers))),
        major=any(part.get("majorTopic_YN") == "Y" for part in (heading, *qualifiers)),
    )


def _notices(result: Values) -> Iterator[Notice]:
    for link in _all(_values(result, "commentCorrectionList"), "commentCorrection"):
        if kind := _NOTICES.get("".join((_text(link, "type") or "").lower().split())):
            is_medline = link.get("source") == "MED"
            yield Notice(
                kind=kind, text=_text(link, "reference"), pmid=pmid_of(_text(link, "id")) if is_medline else None
            )


def _abstract(printed: object) -> Abstract | None:
    """The abstract; Europe PMC writes the labels of a structured one as headings."""
    if not isinstance(printed, str):
        return None
    before, *sections = _HEADING.split(printed)
    if not sections:
        return split_running_text(without_tags(before))
    labels = (folded(without_tags(label)) for label in sections[::2])
    parts = [Part(label, without_tags(text)) for label, text in zip(labels, sections[1::2], strict=True)]
    return abstract_of([Part(None, without_tags(before)), *parts])


def _values(values: Values, name: str) -> Values:
    """The object of that name, empty where there is none."""
    found = values.get(name)
    return found if isinstance(found, dict) else {}


def _all(values: Values, name: str) -> list[Values]:
    found = values.get(name)
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def _text(values: Values, *names: str) -> str | None:
    """The text under the first of the names that has one; Europe PMC has changed the case of some."""
    texts = (folded(without_tags(str(values[name]))) for name in names if isinstance(values.get(name), str | int))
    return next(filter(None, texts), None)


def _texts(values: Values, name: str) -> tuple[str, ...]:
    found = values.get(name)
    listed = found if isinstance(found, list) else []
    return tuple(text for item in listed if isinstance(item, str) and (text := folded(without_tags(item))))
