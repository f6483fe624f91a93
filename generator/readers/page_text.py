"""The text of a PubMed article page, as pasted from a browser or made by an HTML-to-text tool.

Pages of the present site and of the one before it, whole, in part or cut off. A page is cut at its headings: what
stands in front of the abstract is the head, and every block behind it is read for what its heading says it holds.
What the page does not print stays ``None``; where the head is missing, nothing is taken from the articles that the page
lists as similar, citing or cited.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from msgspec.structs import replace

from generator.article import Article, MeshHeading, Notice, NoticeKind, Reference, Source
from generator.problems import Problem
from generator.readers.fields import doi_in, fold
from generator.readers.notices import complete_notices, notice
from generator.readers.page_head import ID_LINE, page_words, read_head
from generator.readers.printed import read_ids
from generator.readers.sections import split_lines
from generator.readers.seed import Seed
from generator.readers.trials import find_trial_ids

FORMAT = "page-text"

# One of these is a PubMed page's own; a lone "Abstract" or "References" may stand in any text.
PAGE_MARKS = re.compile(
    r"^\W*(?:PubMed Disclaimer|LinkOut - more resources|See all similar articles|Skip to main page content.*)\s*$"
    r"|^\W*PMID:? ?\d{1,8}\b.*$|^NCBI Literature Resources",
    re.MULTILINE | re.IGNORECASE,
)
ABSTRACT_MARK = re.compile(r"^\W*Abstract\W*$", re.MULTILINE | re.IGNORECASE)
COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright\b|published by |this article is protected by copyright)", re.IGNORECASE)
KEYWORDS = re.compile(r"key ?words?:\s*", re.IGNORECASE)
NUMBERED = re.compile(r"^\s*\d{1,4}\.\s+")
LINK_LABELS = re.compile(r"(?:\s+-?\s*(?:DOI|PMC|PubMed)\b)+\s*$")
# What tools that turn pages into text put in front of a line or around its first words: "- ", "## ", "**Methods:**".
BULLET = re.compile(r"^\s*(?:[-*•–]|#{1,6})\s+")
BOLD = re.compile(r"^\s*(\*\*|__)(?P<words>[^*_]{1,100})\1")

NO_ARTICLE = "a part of a page without the article's title and abstract"


class Block(NamedTuple):
    """The lines under a heading; ``kind`` is the heading's key in the word list, ``head`` before the first one."""

    kind: str
    lines: list[str]


def detect(head: str) -> bool:
    """Whether words of PubMed's pages stand in it, or an abstract under its heading or in labelled paragraphs."""
    if PAGE_MARKS.search(head) or ABSTRACT_MARK.search(head):
        return True
    abstract = split_lines(head.splitlines())
    return abstract is not None and sum(section.label is not None for section in abstract.sections) >= 2


def read(seed: Seed) -> Iterator[Article | Problem]:
    """The one article of the page, or a problem where neither its title nor its abstract is there."""
    article = article_of_page(seed.page.split("\n"), Source(path=seed.name, format=FORMAT, index=0))
    if article.citation.title or article.abstract:
        yield article
    else:
        yield Problem(path=seed.name, what=NO_ARTICLE, do="copy the page again, from its top to the references")


def article_of_page(lines: Sequence[str], source: Source) -> Article:
    """The article in a page's lines; without a title and an abstract where there is none."""
    blocks = _blocks(lines)
    held: dict[str, list[str]] = defaultdict(list)
    for block in blocks:
        held[block.kind] += block.lines
    body, keywords, rights = _body(held["abstract"])
    abstract = split_lines(body)
    lines = held["head"] + held["affiliations"]
    head = read_head(_items(lines))
    ids = read_ids("\n".join(line for line in lines + held["abstract"] if ID_LINE.match(line)))
    types = tuple(dict.fromkeys([*head.kinds, *_items(held["publication_types"])]))
    citation = replace(
        head.printed.as_citation(),
        title=head.title,
        authors=head.authors,
        authors_complete=head.authors_complete,
        journal_abbrev=head.journal,
        pmid=ids.pmid,
        pmcid=ids.pmcid,
        doi=head.printed.doi or ids.doi,
        publication_types=types,
        mesh=mesh_headings(_items(held["mesh"])),
        keywords=keywords,
        substances=tuple(_items(held["substances"])),
        trial_ids=find_trial_ids("\n".join(held["associated_data"])),
        notices=complete_notices(_notices(held), title=head.title, publication_types=types),
    )
    return Article(
        source=source,
        citation=citation,
        abstract=abstract,
        references=tuple(_references(held["references"])),
        copyright=rights,
    )


# Cutting the page


def _blocks(page: Sequence[str]) -> list[Block]:
    lines = _without_contents([_without_marks(line) for line in page])
    blocks = [Block("head", [])]
    for line in lines:
        if kind := _headings().get(fold(line).rstrip(":").lower()):
            blocks.append(Block(kind, []))
        elif not _is_chrome(line):
            blocks[-1].lines.append(line)
    if len(blocks) == 1:  # no heading at all: the abstract alone was pasted, or the head and the abstract
        return _split_at_first_label(blocks[0].lines)
    return blocks


def _without_marks(line: str) -> str:
    return BOLD.sub(r"\g<words>", BULLET.sub("", line, count=1), count=1)


def _without_contents(lines: list[str]) -> list[str]:
    """The lines without the page's table of contents: three headings or more, one right after the other."""
    is_heading = [_headings().get(fold(line).lower()) not in (None, "affiliations") for line in lines] + [False]
    kept: list[str] = []
    run: list[str] = []
    for line, heading in zip([*lines, ""], is_heading, strict=True):
        if heading:
            run.append(line)
            continue
        kept += run if len(run) < 3 else []
        kept.append(line)
        run = []
    return kept


def _split_at_first_label(lines: list[str]) -> list[Block]:
    for index, line in enumerate(lines):
        abstract = split_lines([line])
        if abstract and abstract.sections[0].label:
            return [Block("head", lines[:index]), Block("abstract", lines[index:])]
    return [Block("head", lines)]


@cache
def _headings() -> dict[str, str]:
    """Kind of block by heading, in small letters."""
    printed = {name.lower(): kind for kind, names in page_words()["headings"].items() for name in names}
    return printed | {kind.replace("_", " "): kind.value for kind in NoticeKind}


@cache
def _chrome() -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    chrome = {key: [word.lower() for word in words] for key, words in page_words()["chrome"].items()}
    return frozenset(chrome["lines"]), tuple(chrome["openings"]), tuple(chrome["endings"])


def _is_chrome(line: str) -> bool:
    words = fold(line).lower()
    lines, openings, endings = _chrome()
    return words in lines or words.startswith(openings) or words.endswith(endings)


# The blocks


def _items(lines: Sequence[str]) -> list[str]:
    return [folded for line in lines if (folded := fold(line))]


def _body(lines: Sequence[str]) -> tuple[list[str], tuple[str, ...], str | None]:
    """The abstract's own lines, and what is printed below them: key words and the copyright line."""
    body: list[str] = []
    keywords: list[str] = []
    rights: list[str] = []
    for line in lines:
        words = fold(line)
        if COPYRIGHT.match(words):
            rights.append(words)
        elif match := KEYWORDS.match(words):
            keywords += [word.strip() for word in words[match.end() :].rstrip(".").split(";")]
        elif not ID_LINE.match(words) and not words.startswith("[Indexed for"):
            body.append(line)
    return body, tuple(filter(None, keywords)), " ".join(rights) or None


def mesh_headings(items: Sequence[str]) -> tuple[MeshHeading, ...]:
    """The headings; an item is one, or one with one of its qualifiers, and a star marks a major topic."""
    headings: dict[str, MeshHeading] = {}
    for item in items:
        term, _, qualifier = map(str.strip, item.replace("*", "").partition("/"))
        known = headings.get(term, MeshHeading(term=term))
        qualifiers = (*known.qualifiers, qualifier) if qualifier else known.qualifiers
        headings[term] = replace(known, qualifiers=qualifiers, major=known.major or "*" in item)
    return tuple(headings.values())


def _notices(held: dict[str, list[str]]) -> Iterator[Notice]:
    """Linked notices: each is printed in a few lines, its PMID in the last."""
    for kind in NoticeKind:
        entry: list[str] = []
        for item in _items(held[kind.value]):
            entry.append(item)
            if ID_LINE.match(item):
                yield notice(kind, " ".join(entry))
                entry = []
        if entry:
            yield notice(kind, " ".join(entry))


def _references(lines: Sequence[str]) -> Iterator[Reference]:
    """The entries in order; the page numbers every one of them "1.", so their numbers are left out."""
    numbered = any(NUMBERED.match(line) for line in lines)
    entries: list[list[str]] = []
    for line in lines:
        if NUMBERED.match(line) or not numbered or not entries:
            entries.append([NUMBERED.sub("", line, count=1)])
        else:
            entries[-1].append(line)
    for entry in _items([" ".join(entry) for entry in entries]):
        ids = read_ids(entry)
        yield Reference(text=LINK_LABELS.sub("", entry), pmid=ids.pmid, pmcid=ids.pmcid, doi=doi_in(entry))
