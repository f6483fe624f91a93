"""A saved PubMed article page: of the present site, of the one before it, of 2009, and others by their text.

Each site names its parts differently, so each has a table of where its parts stand (XPath). A page with none of them,
as a mail or a reader view makes it, is read by its words, as pasted text is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, cast

from lxml import html
from lxml.etree import ParserError, _Element, iterwalk

from generator.article import Abstract, Article, Author, Citation, Notice, OtherAbstract, Reference, Source
from generator.problems import Problem
from generator.readers.fields import doi_in, doi_of, fold, pmcid_of, pmid_of
from generator.readers.names import MARKS, read_authors
from generator.readers.notices import complete_notices, kind_of_heading, notice
from generator.readers.page_text import KEYWORDS, LINK_LABELS, NO_ARTICLE, article_of_page, mesh_headings
from generator.readers.printed import Printed, read_citation
from generator.readers.pubmed_xml.markup import text_of
from generator.readers.sections import Part, abstract_of, split_lines
from generator.readers.seed import Seed

FORMAT = "page-html"

HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|div|p)\b", re.IGNORECASE)
PUBMED = re.compile(r"pubmed|ncbi\.nlm\.nih\.gov", re.IGNORECASE)
BLOCKS = frozenset(
    {
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "dt",
        "dd",
        "dl",
        "br",
        "tr",
        "table",
        "section",
        "pre",
    }
)
UNSEEN = ("script", "style", "noscript", "template", "head")


class Site(NamedTuple):
    """Where a site of PubMed keeps the parts of an article, as XPath below the part that holds all of it."""

    article: str
    title: str
    citation: str
    kinds: str
    authors: str
    paragraphs: str
    label: str
    keywords: str
    rights: str
    pmid: str
    pmcid: str
    doi: str
    types: str
    mesh: str
    substances: str
    references: str


def _has(name: str) -> str:
    """The XPath test for a class name."""
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"


NOWHERE = "./self::nothing"

# The English abstract is the selected one, or the only one; its id has been "enc-abstract" and "eng-abstract".
ENGLISH_ABSTRACT = (
    f"(.//*[@id='eng-abstract' or @id='enc-abstract'] | .//*[{_has('abstract-content')} and {_has('selected')}]"
    f" | .//*[@id='abstract' and not(.//*[{_has('selected')}])]//*[{_has('abstract-content')}])[1]"
)
PRESENT = Site(
    article="//main[@id='article-details'] | //*[@id='article-page'][not(.//main[@id='article-details'])]",
    title=f"(.//h1[{_has('heading-title')}])[1]",
    citation=f"(.//*[{_has('article-citation')}])[1]"
    f"//*[{_has('cit')} or {_has('citation-doi')} or {_has('secondary-date')} or {_has('ahead-of-print')}]",
    kinds=f"(.//*[{_has('article-citation')}])[1]//*[{_has('publication-type')}]",
    authors=f"(.//*[{_has('authors-list')}])[1]//*[{_has('authors-list-item')}]",
    paragraphs=f"{ENGLISH_ABSTRACT}//p",
    label=f".//strong[{_has('sub-title')}]",
    keywords=f".//*[{_has('abstract')}]//p[strong[starts-with(normalize-space(.), 'Keyword')]]",
    rights=f".//*[{_has('copyright')}]",
    pmid=f"(.//*[{_has('identifier')} and {_has('pubmed')}])[1]//*[{_has('current-id')}]",
    pmcid=f"(.//*[{_has('identifier')} and {_has('pmc')}])[1]//*[{_has('id-link')}]",
    doi=f"(.//*[{_has('identifier')} and {_has('doi')}])[1]//*[{_has('id-link')}]",
    types=f".//*[@id='publication-types']//*[{_has('keyword-actions-trigger')}]",
    mesh=f".//*[@id='mesh-terms']//*[{_has('keyword-actions-trigger')}]",
    substances=f".//*[@id='substances']//*[{_has('keyword-actions-trigger')}]",
    references=f".//*[@id='references' or @id='top-references-list']//li[{_has('skip-numbering')}]",
)
OLD = Site(
    article=f"//*[{_has('rprt')} and {_has('abstract')}]",
    title="(.//h1)[1]",
    citation=f"(.//*[{_has('cit')}])[1]",
    kinds=NOWHERE,
    authors=f"(.//*[{_has('auths')}])[1]",
    paragraphs=f".//*[{_has('abstr')}]//p[not({_has('copyright')})]",
    label="./preceding-sibling::*[1][self::h4]",
    keywords=f".//*[{_has('keywords')}]//p",
    rights=f".//*[{_has('copyright')}]",
    pmid=f"(.//*[{_has('rprtid')}]/dt[starts-with(., 'PMID')]/following-sibling::dd[1])[1]",
    pmcid=f"(.//*[{_has('rprtid')}]/dt[starts-with(., 'PMCID')]/following-sibling::dd[1])[1]",
    doi=f"(.//*[{_has('rprtid')}]/dt[starts-with(., 'DOI')]/following-sibling::dd[1])[1]",
    types=".//h4[starts-with(., 'Publication Type')]/following-sibling::ul[1]/li",
    mesh=".//h4[starts-with(., 'MeSH Term')]/following-sibling::ul[1]/li",
    substances=".//h4[starts-with(., 'Substance')]/following-sibling::ul[1]/li",
    references=NOWHERE,
)
OLDER = Site(
    article=f"//*[{_has('AbstractPlusReport')}]",
    title=f".//*[{_has('abstract')}]/h2",
    citation=f"(.//*[{_has('ti')}])[1]",
    kinds=NOWHERE,
    authors=f"(.//*[{_has('authors')}])[1]",
    paragraphs=f".//p[{_has('abstract')}]",
    label=NOWHERE,
    keywords=NOWHERE,
    rights=f".//p[{_has('copyright')}]",
    pmid=f"(.//p[{_has('pmid')}])[1]",
    pmcid=NOWHERE,
    doi=NOWHERE,
    types=NOWHERE,
    mesh=NOWHERE,
    substances=NOWHERE,
    references=NOWHERE,
)
SITES = (PRESENT, OLD, OLDER)


def detect(head: str) -> bool:
    """Whether it is a web page, PubMed's or not: then it says which."""
    return head.lstrip("\ufeff \t\r\n").startswith("<") and HTML.search(head) is not None


def read(seed: Seed) -> Iterator[Article | Problem]:
    """The article of the page, or why there is none in it."""
    root = _parse(seed.page)
    source = Source(path=seed.name, format=FORMAT, index=0)
    for site in SITES:
        if places := _all(root, site.article):
            yield _article(places[0], site, source, _metas(root))
            return
    article = article_of_page(_lines(root), source)
    if article.citation.pmid or (article.abstract and PUBMED.search(seed.text)):
        yield article
    elif PUBMED.search(seed.text):
        yield Problem(path=seed.name, what=NO_ARTICLE, do="open the article on PubMed and save its page")
    else:
        yield Problem(
            path=seed.name,
            what="a web page, but not PubMed's page of an article",
            do="open the article on PubMed and save its page or its record",
        )


# Reading a site's page


def _article(place: _Element, site: Site, source: Source, metas: dict[str, str]) -> Article:
    printed, journal = _printed(place, site)
    title = _one(place, site.title) or metas.get("title")
    authors, complete = _authors(place, site)
    types = tuple(dict.fromkeys([*_texts(place, site.kinds), *_texts(place, site.types)]))
    citation = Citation(
        title=title,
        authors=authors,
        authors_complete=complete,
        journal=metas.get("journal_title"),
        journal_abbrev=journal or metas.get("publisher"),
        issn=metas.get("issn"),
        year=printed.date.year,
        month=printed.date.month,
        day=printed.date.day,
        epub=printed.epub,
        volume=printed.volume or metas.get("volume"),
        issue=printed.issue or metas.get("issue"),
        pages=printed.pages,
        pmid=_digits(_one(place, site.pmid)) or pmid_of(metas.get("pmid")),
        pmcid=pmcid_of(_one(place, site.pmcid)),
        doi=doi_of(_one(place, site.doi)) or printed.doi or doi_of(metas.get("doi")),
        publication_types=types,
        mesh=mesh_headings(_texts(place, site.mesh)),
        keywords=_keywords(place, site),
        substances=tuple(_texts(place, site.substances)),
        notices=complete_notices(_notices(place), title=title, publication_types=types),
    )
    return Article(
        source=source,
        citation=citation,
        abstract=_abstract(place, site),
        references=tuple(_references(place, site)),
        other_abstracts=tuple(_other_abstracts(place)),
        copyright=" ".join(dict.fromkeys(_texts(place, site.rights))) or None,
    )


def _printed(place: _Element, site: Site) -> tuple[Printed, str | None]:
    """The printed citation and the journal: the present site has it on a button of its own."""
    text = re.sub(r"^\d+:\s", "", " ".join(_texts(place, site.citation)))
    printed = read_citation(text) or Printed()
    return printed, printed.journal or _one(place, f".//*[{_has('journal-actions-trigger')}]")


def _authors(place: _Element, site: Site) -> tuple[tuple[Author, ...], bool]:
    """One element an author on the present site, one list of names on the others."""
    items = _all(place, site.authors)
    if len(items) == 1 and not _all(items[0], f".//*[{_has('full-name')}]"):
        for mark in items[0].iter("sup"):  # numbers of affiliations; their text is no part of a name
            mark.text = None
        return read_authors(text_of(items[0]) or "")
    found: list[Author] = []
    for item in items:
        name = _one(item, f".//*[{_has('full-name')}]") or text_of(item) or ""
        authors, _ = read_authors(MARKS.sub("", name.rstrip(",; ")))
        found += authors
    return tuple(found), True


def _abstract(place: _Element, site: Site) -> Abstract | None:
    """The paragraphs, each with its label; labels inside a single paragraph are looked for as in running text."""
    parts: list[Part] = []
    for paragraph in _all(place, site.paragraphs):
        label = _one(paragraph, site.label)
        text = text_of(paragraph) or ""
        if KEYWORDS.match(text):
            continue
        if label and text.startswith(label):
            text = text[len(label) :]
        parts.append(Part(label.strip(": ") if label else None, text))
    if any(part.label for part in parts):
        return abstract_of(parts)
    return split_lines(line for part in parts for line in (part.text, ""))


def _other_abstracts(place: _Element) -> Iterator[OtherAbstract]:
    """Abstracts in other languages stand beside the English one, with its code in their id."""
    english = _all(place, ENGLISH_ABSTRACT)
    for element in _all(place, f".//*[{_has('abstract-content')} and @id]"):
        if element not in english and (text := text_of(element)):
            yield OtherAbstract(text=text, language=element.get("id", "").partition("-")[0][:3] or None)


def _keywords(place: _Element, site: Site) -> tuple[str, ...]:
    words = (KEYWORDS.sub("", text, count=1).rstrip(".") for text in _texts(place, site.keywords))
    return tuple(word for text in words for part in text.split(";") if (word := part.strip()))


def _notices(place: _Element) -> Iterator[Notice]:
    """Linked notices stand in a list behind a heading such as "Erratum in"."""
    for heading in place.iter("h2", "h3", "h4"):
        kind = kind_of_heading(text_of(heading) or "")
        block = heading.getnext()
        if kind and block is not None:
            for item in _all(block, ".//li") or [block]:
                yield notice(kind, text_of(item) or "")


def _references(place: _Element, site: Site) -> Iterator[Reference]:
    """The entries; their ids stand in the links behind them, as PubMed's and PMC's addresses."""
    for entry in _all(place, site.references):
        targets = [link.get("href", "") for link in entry.iter("a")]
        pmids = (re.search(r"(?:^|ncbi\.nlm\.nih\.gov)/(?:pubmed/)?(\d+)/?$", target) for target in targets)
        pmcids = (re.search(r"/(PMC\d+)/?$", target, re.IGNORECASE) for target in targets)
        text = text_of(entry) or ""
        if words := LINK_LABELS.sub("", text).removesuffix(" -"):
            yield Reference(
                text=words,
                pmid=next((match[1] for match in pmids if match), None),
                pmcid=next((match[1].upper() for match in pmcids if match), None),
                doi=next((doi for target in targets if "doi.org" in target and (doi := doi_in(target))), doi_in(text)),
            )


# The tree


def _parse(text: str) -> _Element:
    """The page's tree; that of an empty page where the text holds no element."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except ParserError:
        return html.document_fromstring("<html></html>")


def _metas(root: _Element) -> dict[str, str]:
    """The page's ``citation_`` meta tags by the rest of their name; empty ones left out."""
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name, content = meta.get("name", ""), fold(meta.get("content", ""))
        if name.startswith("citation_") and content:
            found.setdefault(name.removeprefix("citation_"), content)
    return found


def _all(place: _Element, path: str) -> list[_Element]:
    return cast("list[_Element]", place.xpath(path))


def _texts(place: _Element, path: str) -> list[str]:
    return [text for element in _all(place, path) if (text := text_of(element))]


def _one(place: _Element, path: str) -> str | None:
    return next(iter(_texts(place, path)), None)


def _digits(text: str | None) -> str | None:
    match = re.search(r"\d{1,8}", text or "")
    return match[0] if match else None


def _lines(root: _Element) -> list[str]:
    """What a reader sees, a line a block."""
    for element in list(root.iter(*UNSEEN)):
        element.clear()
    lines = [""]
    for event, element in iterwalk(root, events=("start", "end")):
        text = element.text if event == "start" else element.tail
        if isinstance(element.tag, str) and element.tag in BLOCKS:
            lines.append("")
        lines[-1] += text or ""
    return lines
