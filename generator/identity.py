"""Which articles are the same: by PMID, else by DOI, else by title and year, all exactly normalised.

Works on keys, a few short strings an article, so that 10,000 articles are grouped without any of them in memory.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.article import Article

# "Editorial." and "Reply to the authors" of one year are many articles; a title of this many words is one.
TELLING_WORDS = 5

Keys = tuple[str, ...]


class NearMatch(NamedTuple):
    """Two articles, by position, that may be one: ``why`` as a clause."""

    first: int
    second: int
    why: str


def identity_keys(article: Article) -> Keys:
    """The article's keys: ``pmid:…``, ``doi:…``, else ``sha256:…`` and year, then ``title:…`` and ``title+year:…``."""
    cite = article.citation
    keys = []
    if cite.pmid:
        keys.append(f"pmid:{cite.pmid}")
    if cite.doi:
        keys.append(f"doi:{cite.doi.lower()}")
    if not keys:
        keys.append(f"{article.id} {cite.year}")
    title = normalised(cite.title or cite.vernacular_title or "")
    if len(title.split()) >= TELLING_WORDS:
        keys.append(f"title:{title}")
        if cite.year:
            keys.append(f"title+year:{title} {cite.year}")
    return tuple(keys)


def normalised(text: str) -> str:
    """The text's words in lower case, without accents, signs and brackets; ``CO₂`` is the ``CO2`` of other sources."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    kept = (
        character if character.isalnum() else " " for character in decomposed if not unicodedata.combining(character)
    )
    return " ".join("".join(kept).split())


def group_same(identities: Sequence[Keys]) -> list[list[int]]:
    """Positions of the articles that are one, in the order of their first; each position once.

    Two PMIDs are two articles, also under one DOI. Two DOIs without a PMID in common are two, also under one title.
    """
    groups = _Groups(identities)
    for prefix in ("pmid:", "sha256:"):
        for positions in _sharing(identities, prefix):
            groups.join(positions)
    for positions in _sharing(identities, "doi:"):
        _join_around_pmids(groups, positions)
    for positions in _sharing(identities, "title+year:"):
        if groups.agree(positions):
            groups.join(positions)
    return groups.listed()


def near_matches(identities: Sequence[Keys], groups: Sequence[Sequence[int]]) -> Iterator[NearMatch]:
    """Pairs of groups, by their first articles, that share a DOI or a telling title and are kept apart."""
    group_of = {position: number for number, group in enumerate(groups) for position in group}
    told: set[tuple[int, int]] = set()
    for prefix, why in (
        ("doi:", "they have one DOI, but two PMIDs"),
        ("title:", "they have one title, but not one year or identifier"),
    ):
        for positions in _sharing(identities, prefix):
            numbers = sorted({group_of[position] for position in positions})
            for pair in pairwise(numbers):
                if pair not in told:
                    told.add(pair)
                    yield NearMatch(groups[pair[0]][0], groups[pair[1]][0], why)


def _join_around_pmids(groups: _Groups, positions: Sequence[int]) -> None:
    """One DOI under two PMIDs is two articles; a source without PMID goes to the first of them."""
    if groups.agree(positions, "pmid:"):
        groups.join(positions)
    else:
        with_pmid = [position for position in positions if groups.ids(position, "pmid:")]
        without = [position for position in positions if not groups.ids(position, "pmid:")]
        groups.join([with_pmid[0], *without])


def _sharing(identities: Sequence[Keys], prefix: str) -> list[list[int]]:
    """Positions that share a key of the kind, for each such key."""
    found: dict[str, list[int]] = defaultdict(list)
    for position, keys in enumerate(identities):
        for key in keys:
            if key.startswith(prefix):
                found[key].append(position)
    return [positions for positions in found.values() if len(positions) > 1]


class _Groups:
    """Disjoint groups of positions (union and find) with the identifiers in each."""

    def __init__(self, identities: Sequence[Keys]) -> None:
        self._parent = list(range(len(identities)))
        self._ids = [{key for key in keys if key.startswith(("pmid:", "doi:"))} for keys in identities]

    def ids(self, position: int, prefix: str) -> set[str]:
        return {key for key in self._ids[self._root(position)] if key.startswith(prefix)}

    def agree(self, positions: Sequence[int], *prefixes: str) -> bool:
        """Whether the groups of the positions name no two different identifiers of a kind."""
        return all(
            len(set().union(*(self.ids(position, prefix) for position in positions))) <= 1
            for prefix in prefixes or ("pmid:", "doi:")
        )

    def join(self, positions: Sequence[int]) -> None:
        first = min(map(self._root, positions))
        for position in positions:
            root = self._root(position)
            self._parent[root] = first
            self._ids[first] |= self._ids[root]

    def listed(self) -> list[list[int]]:
        groups: dict[int, list[int]] = defaultdict(list)
        for position in range(len(self._parent)):
            groups[self._root(position)].append(position)
        return list(groups.values())

    def _root(self, position: int) -> int:
        while self._parent[position] != position:
            self._parent[position] = self._parent[self._parent[position]]
            position = self._parent[position]
        return position
