"""From the folder of seeds to articles: each seed read once for its bytes, each article kept by its content."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from generator.article import Article
from generator.cache import Cache, digest
from generator.fingerprints import READING, fingerprint
from generator.identity import Keys, identity_keys
from generator.problems import Problem
from generator.readers import read_path
from generator.seeds import SeedFile


class HeldArticle(Struct, frozen=True, kw_only=True):
    """An article in the cache: its key there, and what tells whether another is the same article."""

    key: str
    identity: Keys


class SeedContent(Struct, frozen=True, kw_only=True):
    """What one seed holds, without the articles themselves."""

    articles: tuple[HeldArticle, ...] = ()
    problems: tuple[Problem, ...] = ()


def take_in(seed: SeedFile, folder: Path, cache: Cache) -> SeedContent:
    """The content of a seed, from the cache where its bytes, name and reader are known."""
    key = digest(fingerprint(*READING), seed.name, seed.sha256)
    known = cache.get("seed", key)
    if known is not None:
        content = msgspec.msgpack.decode(known, type=SeedContent)
        if all(cache.has("article", held.key) for held in content.articles):
            return content
    content = _read(seed, folder, cache)
    cache.put("seed", key, msgspec.msgpack.encode(content))
    return content


def _read(seed: SeedFile, folder: Path, cache: Cache) -> SeedContent:
    articles: list[HeldArticle] = []
    problems: list[Problem] = []
    for item in read_path(folder / seed.name, shown_as=seed.name):
        if isinstance(item, Problem):
            problems.append(item)
        else:
            articles.append(_hold(item, cache))
    return SeedContent(articles=tuple(articles), problems=tuple(problems))


def _hold(article: Article, cache: Cache) -> HeldArticle:
    value = msgspec.msgpack.encode(article)
    held = HeldArticle(key=digest(value), identity=identity_keys(article))
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
