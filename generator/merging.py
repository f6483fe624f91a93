"""One article from the several files that hold it: field by field from the richest, and what they disagree about.

Nothing is averaged or put together of halves: a date, a list of authors or an abstract is one source's, as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import TypeVar

from msgspec import structs

from generator.article import Abstract, Article, Citation, Notice
from generator.identity import group_same, identity_keys, near_matches, normalised
from generator.problems import Problem, Severity
from generator.readers.labels import is_known

T = TypeVar("T")

# From the record as PubMed keeps it to the row of a table; forms that are not here come last.
RICHEST_FIRST = (
    "pubmed-xml",
    "medline",
    "europe-pmc",
    "page-html",
    "page-text",
    "abstract-text",
    "summary-text",
    "ris",
    "pubmed-csv",
)

# What sources cannot both be right about. Journals are left out: each source shortens their names in its own way.
COMPARED = ("title", "year", "volume", "issue", "pages", "pmid", "pmcid", "doi")
_LABEL = re.compile(r"(?:^|(?<=[.?!] ))(?P<label>[A-Z][\w ,/&-]{2,60}):\s")
_WORDS_SHOWN = 6


def merge(articles: Sequence[Article]) -> tuple[list[Article], list[Problem]]:
    """The articles, each once, in the order of their first sources; conflicts and near matches as warnings."""
    identities = [identity_keys(article) for article in articles]
    groups = group_same(identities)
    made: list[Article] = []
    problems: list[Problem] = []
    for group in groups:
        article, conflicts = merge_group([articles[position] for position in group])
        made.append(article)
        problems += conflicts
    for near in near_matches(identities, groups):
        problems.append(near_problem(articles[near.first], articles[near.second], near.why))
    return made, problems


def merge_group(articles: Sequence[Article]) -> tuple[Article, tuple[Problem, ...]]:
    """One article of those that are the same, and a warning for each field in which two sources conflict."""
    if len(articles) == 1:
        return articles[0], ()
    ranked = sorted(articles, key=_richness)
    first = ranked[0]
    article = structs.replace(
        first,
        citation=_citation(ranked),
        abstract=_first(article.abstract for article in ranked),
        references=_first(article.references for article in ranked) or (),
        other_abstracts=_first(article.other_abstracts for article in ranked) or (),
        copyright=_first(article.copyright for article in ranked),
        more_sources=tuple(article.source for article in articles if article is not first),
    )
    return article, tuple(_conflicts(ranked))


def near_problem(first: Article, second: Article, why: str) -> Problem:
    """The warning that two articles may be one."""
    return _warning(
        second,
        f"may be the article of {_place(first)}: {why}",
        "leave both if they are two, else remove one",
    )


def _richness(article: Article) -> tuple[int, int]:
    form = article.source.format
    rank = RICHEST_FIRST.index(form) if form in RICHEST_FIRST else len(RICHEST_FIRST)
    return rank, -sum(1 for value in structs.astuple(article.citation) if value)


def _citation(ranked: Sequence[Article]) -> Citation:
    """Each field from the first that has it; dates, authors and notices as their own rules say."""
    citations = [article.citation for article in ranked]
    fields = {
        name: _first(getattr(citation, name) for citation in citations) or getattr(citations[0], name)
        for name in Citation.__struct_fields__
    }
    dated = _best_dated(citations)
    named = _best_named(citations)
    fields |= {"year": dated.year, "month": dated.month, "day": dated.day}
    fields |= {"authors": named.authors, "authors_complete": named.authors_complete}
    fields |= {"notices": _all_notices(citations)}
    return Citation(**fields)


def _first(values: Iterable[T | None]) -> T | None:
    return next((value for value in values if value), None)


def _best_dated(citations: Sequence[Citation]) -> Citation:
    """Of those that name the first one's year, the one that prints the date most fully."""
    dated = [citation for citation in citations if citation.year] or list(citations[:1])
    same_year = [citation for citation in dated if citation.year == dated[0].year]
    return max(same_year, key=lambda citation: (citation.month is not None) + (citation.day is not None))


def _best_named(citations: Sequence[Citation]) -> Citation:
    """The first with a whole list of authors, else the first with any."""
    named = [citation for citation in citations if citation.authors] or list(citations[:1])
    return next((citation for citation in named if citation.authors_complete), named[0])


def _all_notices(citations: Sequence[Citation]) -> tuple[Notice, ...]:
    """Of each kind all notices of the source that has most: an older file does not know what was said since."""
    kept: list[Notice] = []
    for kind in dict.fromkeys(notice.kind for citation in citations for notice in citation.notices):
        by_source = [[notice for notice in citation.notices if notice.kind is kind] for citation in citations]
        most = max(by_source, key=len)
        kept += most
    return tuple(kept)


def _conflicts(ranked: Sequence[Article]) -> Iterator[Problem]:
    """Warnings at the poorer source: what it says, what the richer one says, and whose word stands."""
    for name in COMPARED:
        printed = [(article, value) for article in ranked if (value := getattr(article.citation, name))]
        for article, value in printed[1:]:
            if _bare(name, value) != _bare(name, printed[0][1]):
                yield _conflict(printed[0][0], article, name, str(printed[0][1]), str(value))
    abstracts = [(article, article.abstract) for article in ranked if article.abstract]
    for article, abstract in abstracts[1:]:
        if parting := _parting(abstracts[0][1], abstract):
            yield _conflict(abstracts[0][0], article, "abstract", *parting)


def _bare(name: str, value: object) -> str:
    """A value as compared: words of a title, else without white space and case, a PMCID without its version."""
    if name == "title":
        return normalised(str(value))
    bare = "".join(str(value).lower().split())
    return bare.partition(".")[0] if name == "pmcid" else bare


def _parting(first: Abstract, other: Abstract) -> tuple[str, str] | None:
    """The words with which two abstracts part; ``None`` if one is the other, or its beginning."""
    ours, theirs = _words(first), _words(other)
    for place, (one, another) in enumerate(zip_longest(ours, theirs)):
        if one is None or another is None:
            return None
        if one != another:
            start = max(0, place - 1)
            end = start + _WORDS_SHOWN
            return " ".join(ours[start:end]), " ".join(theirs[start:end])
    return None


def _words(abstract: Abstract) -> list[str]:
    """Its words, without labels, which some sources leave in the text."""
    return normalised(_LABEL.sub(lambda found: " " if is_known(found["label"]) else found[0], abstract.text)).split()


def _conflict(first: Article, other: Article, name: str, ours: str, theirs: str) -> Problem:
    what = f"{name} {theirs!r}, but {ours!r} in {_place(first)}, which is kept"
    return _warning(other, what, "correct the wrong one, or remove this source")


def _warning(article: Article, what: str, do: str) -> Problem:
    source = article.source
    return Problem(path=source.path, record=source.index, what=what, do=do, severity=Severity.WARNING)


def _place(article: Article) -> str:
    return f"{article.source.path}, record {article.source.index + 1}"
