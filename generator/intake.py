"""From the folder of seeds to articles: each seed read once for its bytes, each article kept by its content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from generator.article import Article
from generator.cache import Cache, digest
from generator.fingerprints import READING, fingerprint
from generator.identity import Keys, identity_keys
from generator.problems import Problem
from generator.readers import read_path
from generator.reviews import RecordReview, read_reviews
from generator.seeds import SeedFile, review_of


class HeldArticle(Struct, frozen=True, kw_only=True):
    """An article in the cache: its key there, and what tells whether another is the same article."""

    key: str
    identity: Keys
    reviews: tuple[RecordReview, ...] = ()
    """What the review beside its seed says of it."""


class SeedContent(Struct, frozen=True, kw_only=True):
    """What one seed holds, without the articles themselves."""

    articles: tuple[HeldArticle, ...] = ()
    problems: tuple[Problem, ...] = ()
    review: str | None = None
    """The name of the review beside the seed."""
    strays: tuple[Problem, ...] = ()
    """Reviews of records that this seed does not hold; a seed of the same name may hold them."""


def take_in(seed: SeedFile, folder: Path, cache: Cache) -> SeedContent:
    """The content of a seed, from the cache where its bytes, name and reader are known."""
    key = digest(fingerprint(*READING), seed.name, seed.sha256, seed.review_sha256 or "")
    known = cache.get("seed", key)
    if known is not None:
        content = msgspec.msgpack.decode(known, type=SeedContent)
        if all(cache.has("article", held.key) for held in content.articles):
            return content
    content = _read(seed, folder, cache)
    cache.put("seed", key, msgspec.msgpack.encode(content))
    return content


def stray_reviews(contents: Sequence[SeedContent]) -> Iterator[Problem]:
    """A problem for each review of a record that no seed of its name holds."""
    sharing = Counter(content.review for content in contents if content.review)
    for stray, count in Counter(stray for content in contents for stray in content.strays).items():
        if count == sharing[stray.path]:
            yield stray


def _read(seed: SeedFile, folder: Path, cache: Cache) -> SeedContent:
    articles: list[HeldArticle] = []
    review = review_of(seed.name) if seed.review_sha256 else None
    found = list(read_reviews(folder / review, shown_as=review)) if review else []
    problems = [item for item in found if isinstance(item, Problem)]
    reviews = [item for item in found if isinstance(item, RecordReview)]
    ids = set()
    for item in read_path(folder / seed.name, shown_as=seed.name):
        if isinstance(item, Problem):
            problems.append(item)
        else:
            ids.add(item.id)
            articles.append(_hold(item, tuple(one for one in reviews if one.record == item.id), cache))
    strays = tuple(_stray(one, review or "") for one in reviews if one.record not in ids)
    return SeedContent(articles=tuple(articles), problems=tuple(problems), review=review, strays=strays)


def _stray(review: RecordReview, path: str) -> Problem:
    return Problem(
        path=path,
        what=f"reviews {review.record}, which its seed does not hold",
        do="use the id that `evidence-site extract` prints",
    )


def _hold(article: Article, reviews: tuple[RecordReview, ...], cache: Cache) -> HeldArticle:
    value = msgspec.msgpack.encode(article)
    held = HeldArticle(key=digest(value), identity=identity_keys(article), reviews=reviews)
    cache.put("article", held.key, value)
    return held


def seeds_and_problems(found: Iterator[SeedFile | Problem]) -> tuple[list[SeedFile], list[Problem]]:
    """The seeds apart from what is no seed."""
    seeds: list[SeedFile] = []
    problems: list[Problem] = []
    for item in found:
        if isinstance(item, SeedFile):
            seeds.append(item)
        else:
            problems.append(item)
    return seeds, problems
