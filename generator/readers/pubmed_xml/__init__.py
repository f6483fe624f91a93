"""PubMed XML: sets and single records of articles and books, packed or not, of any size.

Records are cut out of the byte stream by their tags and parsed one at a time: a broken one costs only itself, memory
does not grow with the file, and no record sees what the file's DOCTYPE declares, so that nothing can be expanded or
fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from generator.article import Article, Source
from generator.problems import Problem, Severity
from generator.readers.pubmed_xml.mapping import article_of
from generator.readers.pubmed_xml.prolog import Prolog, is_encoding, read_prolog
from generator.readers.pubmed_xml.records import Record, RecordStream, utf8_chunks
from generator.readers.seed import WINDOWS_1252, Seed

FORMAT = "pubmed-xml"

ARTICLES = frozenset({"PubmedArticle", "MedlineCitation", "PubmedBookArticle", "BookDocument"})
SETS = frozenset({"PubmedArticleSet", "MedlineCitationSet", "PubmedBookArticleSet"})
# What E-utilities and others write in place of records, and what to do then.
OTHERS = {
    "eFetchResult": ("is an error message of NCBI, not a record", "fetch the article again by its PMID"),
    "eSearchResult": ("is a list of PMIDs, not the records", "fetch the articles with `evidence-site fetch`"),
    "eSummaryResult": ("is a summary without abstracts", "save the articles as PubMed XML"),
    "responseWrapper": ("is XML of Europe PMC", "ask Europe PMC for JSON with resultType=core"),
    "article": ("is the full text of an article, not its PubMed record", "save the record from PubMed"),
    "DeleteCitation": ("lists deleted PMIDs and no article", "remove it"),
}

# Some tools keep the prefix of PubMed's formulas and lose its declaration.
MATHML = ' xmlns:mml="http://www.w3.org/1998/Math/MathML"'
_PARSER = etree.XMLParser(
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    huge_tree=False,
    remove_comments=True,
    remove_pis=True,
    collect_ids=False,
)
_PLACE = re.compile(r",? ?line \d+, column \d+.*", re.DOTALL)


def detect(head: str) -> bool:
    """Whether it is XML, and no web page."""
    root = read_prolog(head).root or ""
    if root in ARTICLES | SETS or root in OTHERS:
        return True
    return head.lstrip("\ufeff \t\r\n").startswith("<?xml") and root.lower() != "html"


def read(seed: Seed) -> Iterator[Article | Problem]:
    """The file's articles in its order, and a problem in place of each record that could not be read."""
    prolog = read_prolog(seed.head)
    if refused := _refusal(prolog):
        yield Problem(path=seed.name, what=refused[0], do=refused[1])
        return
    namespaces = _namespaces(prolog)
    with seed.open_bytes() as stream:
        records = RecordStream(utf8_chunks(stream, _encoding(seed, prolog)))
        index, whole = 0, True
        for record in records:
            if record.name != "DeleteCitation":  # PMIDs that PubMed gave up; there is no article in it
                yield _read_record(record, seed, index, namespaces)
                index, whole = index + 1, record.whole
    if index == 0:
        yield Problem(path=seed.name, what="holds no PubMed record", do="search again, or remove it")
    elif whole and prolog.root in SETS and f"</{prolog.root}".encode() not in records.rest:
        what = f"breaks off after record {index}, before the end of its set"
        yield Problem(path=seed.name, what=what, do="save or download it again")


def _refusal(prolog: Prolog) -> tuple[str, str] | None:
    """What the file is instead of records, and what to do."""
    if prolog.entities:
        return "declares entities, which no file of PubMed's does, and was not read", "save the record from PubMed"
    if not is_encoding(prolog.encoding):
        return f"names an encoding that does not exist ({prolog.encoding})", "save it again as UTF-8"
    return OTHERS.get(prolog.root or "")


def _namespaces(prolog: Prolog) -> bytes:
    """The declarations that each record takes over from its set."""
    if prolog.root in ARTICLES:
        return b""
    return (prolog.namespaces if "xmlns:mml" in prolog.namespaces else prolog.namespaces + MATHML).encode()


def _encoding(seed: Seed, prolog: Prolog) -> str:
    """The encoding: by the bytes, for a head that could be read was no UTF-16, whatever its declaration says."""
    if seed.encoding == "utf-16":
        return "utf-16"
    return "utf-8" if prolog.encoding.startswith(("utf", "us-ascii", "ucs")) else prolog.encoding


def _read_record(record: Record, seed: Seed, index: int, namespaces: bytes) -> Article | Problem:
    if not record.whole:
        what = f"breaks off before the end of its {record.name}"
        return Problem(path=seed.name, what=what, do="save the record again", record=index, line=record.line)
    name = b"<" + record.name.encode()
    data = record.data.replace(name, name + namespaces, 1)
    try:
        element = _parsed(data, seed, record.line)
    except etree.XMLSyntaxError as error:
        reason = _PLACE.sub("", error.msg or "").strip()
        line = record.line + (error.lineno or 1) - 1
        what = f"is no well-formed XML ({reason})"
        return Problem(path=seed.name, what=what, do="save the record again", record=index, line=line)
    article = article_of(element, Source(path=seed.name, format=FORMAT, index=index))
    if _is_empty(article):
        what = "has no identifier, title or abstract"
        return Problem(path=seed.name, what=what, do="save the record again", record=index, line=record.line)
    return article


def _parsed(data: bytes, seed: Seed, line: int) -> etree._Element:
    try:
        return etree.fromstring(data, _PARSER)
    except etree.XMLSyntaxError:
        repaired = data.decode("utf-8", "surrogateescape").translate(WINDOWS_1252).encode()
        if repaired == data:
            raise
        element = etree.fromstring(repaired, _PARSER)
    if not seed.warnings:
        what = "is not UTF-8 from here on; such bytes were read as Windows-1252"
        do = "check its accents and signs, or save it again as UTF-8"
        seed.warnings.append(Problem(path=seed.name, what=what, do=do, line=line, severity=Severity.WARNING))
    return element


def _is_empty(article: Article) -> bool:
    citation = article.citation
    words = citation.title or citation.vernacular_title or article.abstract
    return not (words or citation.pmid or citation.doi)
