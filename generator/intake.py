"""From the folder of seeds to articles: each seed read once for its bytes, each article kept by its content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import msgspec
from msgspec import Struct

from generator.cache import Cache, digest
from generator.fingerprints import READING, fingerprint
from generator.identity import Keys, identity_keys
from generator.parallel import Workers
from generator.problems import Problem
from generator.readers import read_path
from generator.reviews import RecordReview, read_reviews
from generator.seeds import SeedFile, review_of

SMALL = 2**20
"""Bytes of a seed whose articles a worker may hold together; a larger one is read record by record."""


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


def take_in(seeds: Sequence[SeedFile], folder: Path, cache: Cache, workers: Workers) -> Iterator[SeedContent]:
    """The content of each seed, from the cache where its bytes, name and reader are known."""
    keys = [digest(fingerprint(*READING), seed.name, seed.sha256, seed.review_sha256 or "") for seed in seeds]
    known = {key: content for key in keys if (content := _known(key, cache))}
    small = {
        key: seed for key, seed in zip(keys, seeds, strict=True) if key not in known and _is_small(folder / seed.name)
    }
    read = workers.in_order(partial(_read_small, folder=folder), small.values(), total=len(small))
    for key, seed in zip(keys, seeds, strict=True):
        if key in known:
            yield known[key]
            continue
        if key in small:
            content, articles = next(read)
            for article in articles:
                cache.put("article", *article)
        else:
            content = _read(seed, folder, partial(cache.put, "article"))
        cache.put("seed", key, msgspec.msgpack.encode(content))
        yield content


def _is_small(file: Path) -> bool:
    try:
        return file.stat().st_size <= SMALL
    except OSError:
        return True  # gone since it was found: its reader says so


def _known(key: str, cache: Cache) -> SeedContent | None:
    """The content of a seed that an earlier run read, if all its articles are there still."""
    value = cache.get("seed", key)
    if value is None:
        return None
    content = msgspec.msgpack.decode(value, type=SeedContent)
    return content if all(cache.has("article", held.key) for held in content.articles) else None


def _read_small(seed: SeedFile, folder: Path) -> tuple[SeedContent, list[tuple[str, bytes]]]:
    """The content of a small seed, and its articles by their keys, encoded; in a worker process."""
    articles: list[tuple[str, bytes]] = []
    content = _read(seed, folder, lambda key, value: articles.append((key, value)))
    return content, articles


def stray_reviews(contents: Sequence[SeedContent]) -> Iterator[Problem]:
    """A problem for each review of a record that no seed of its name holds."""
    sharing = Counter(content.review for content in contents if content.review)
    for stray, count in Counter(stray for content in contents for stray in content.strays).items():
        if count == sharing[stray.path]:
            yield stray


def _read(seed: SeedFile, folder: Path, keep: Callable[[str, bytes], None]) -> SeedContent:
    """What a seed holds; each article is given away by its key as it is read."""
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
            value = msgspec.msgpack.encode(item)
            own = tuple(one for one in reviews if one.record == item.id)
            articles.append(HeldArticle(key=digest(value), identity=identity_keys(item), reviews=own))
            keep(articles[-1].key, value)
    strays = tuple(_stray(one, review or "") for one in reviews if one.record not in ids)
    return SeedContent(articles=tuple(articles), problems=tuple(problems), review=review, strays=strays)


def _stray(review: RecordReview, path: str) -> Problem:
    return Problem(
        path=path,
        what=f"reviews {review.record}, which its seed does not hold",
        do="use the id that `evidence-site extract` prints",
    )


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
