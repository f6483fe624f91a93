"""From articles to evidence records: merged, extracted and audited, on all cores, each only once for its content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import tee

import msgspec
from msgspec import Struct

from generator.article import Article, Source
from generator.audit import audited
from generator.cache import Cache, digest
from generator.collection.summary import Summary, summarise
from generator.evidence import EvidenceRecord, to_json
from generator.extraction import extract_all
from generator.fingerprints import EXTRACTION, fingerprint
from generator.identity import group_same, near_matches
from generator.intake import HeldArticle
from generator.merging import merge_group, near_problem
from generator.parallel import Workers
from generator.problems import Problem, Severity
from generator.progress import Progress
from generator.reviews import RecordReview, review_problems, reviewed
from generator.seeds import review_of


class HeldRecord(Struct, frozen=True, kw_only=True):
    """A record in the cache: its key there, its line in lists, and what was odd about its making."""

    key: str
    summary: Summary
    source: Source
    problems: tuple[Problem, ...] = ()


class _Task(Struct, frozen=True):
    """The articles that make one record, encoded, and the key of the result."""

    key: str
    articles: tuple[bytes, ...]
    reviews: tuple[RecordReview, ...]


class _Result(Struct, frozen=True):
    """A record and its line in lists, encoded, and their key."""

    key: str
    record: bytes
    held: bytes


Made = tuple[EvidenceRecord, tuple[Problem, ...]]
"""The audited record of one article with its reviews, and what is odd about it."""


def make_record(articles: Sequence[Article], reviews: Sequence[RecordReview] = ()) -> Made:
    """The record of one article that one or more sources hold."""
    return next(make_records([(articles, reviews)]))


def make_records(held: Iterable[tuple[Sequence[Article], Sequence[RecordReview]]]) -> Iterator[Made]:
    """The records of several articles, each with all that its sources hold and its reviews; read as they are needed."""
    merged, to_extract = tee((merge_group(articles), reviews) for articles, reviews in held)
    extracted = extract_all(article for (article, _), _ in to_extract)
    for ((article, conflicts), reviews), found in zip(merged, extracted, strict=True):
        record = reviewed(audited(found), reviews)
        stale = review_problems(record, review_of(record.source.path))
        yield record, (*_repeats(article), *conflicts, *stale)


def hold_records(
    held: Sequence[HeldArticle], cache: Cache, workers: Workers, progress: Progress
) -> tuple[list[HeldRecord], list[Problem]]:
    """The records of all articles, in the order of their first sources, and what is odd about them together.

    Only new records are worked on.
    """
    positions = group_same([article.identity for article in held])
    groups = [[held[position] for position in group] for group in positions]
    keys = [_record_key(group) for group in groups]
    missing = [
        (key, group)
        for key, group in zip(keys, groups, strict=True)
        if not cache.has("held", key) or not cache.has("record", key)
    ]
    tasks = (
        _Task(key, tuple(cache.take("article", article.key) for article in group), _reviews_of(group))
        for key, group in missing
    )
    results = workers.chunks_in_order(_work, tasks, total=len(missing))
    for result in progress.over("Extracting", results, total=len(missing)):
        cache.put("record", result.key, result.record)
        cache.put("held", result.key, result.held)
    cache.commit()
    records = [msgspec.msgpack.decode(cache.take("held", key), type=HeldRecord) for key in keys]
    problems = [problem for record in records for problem in record.problems]
    return records, [*problems, *_near(held, positions, cache)]


def _repeats(article: Article) -> Iterator[Problem]:
    """A warning for each further source of an article: one card is right, but its owner may not know."""
    for source in article.more_sources:
        yield Problem(
            path=source.path,
            record=source.index,
            what=f"holds an article that {article.source.path} holds too",
            do="nothing is lost, both are named on the one card; remove one if it is a copy",
            severity=Severity.WARNING,
        )


def _near(held: Sequence[HeldArticle], groups: Sequence[Sequence[int]], cache: Cache) -> Iterator[Problem]:
    """Warnings of articles that look alike but are kept apart."""
    for near in near_matches([article.identity for article in held], groups):
        first, second = (
            msgspec.msgpack.decode(cache.take("article", held[position].key), type=Article)
            for position in (near.first, near.second)
        )
        yield near_problem(first, second, near.why)


def _record_key(group: Sequence[HeldArticle]) -> str:
    reviews = msgspec.msgpack.encode(_reviews_of(group))
    return digest(fingerprint(*EXTRACTION), *(article.key for article in group), reviews)


def _reviews_of(group: Sequence[HeldArticle]) -> tuple[RecordReview, ...]:
    return tuple(review for article in group for review in article.reviews)


def _work(tasks: Sequence[_Task]) -> Iterator[_Result]:
    """The records of a chunk of articles, in a worker process."""
    held = (([msgspec.msgpack.decode(value, type=Article) for value in task.articles], task.reviews) for task in tasks)
    for task, (record, problems) in zip(tasks, make_records(held), strict=True):
        line = HeldRecord(key=task.key, summary=summarise(record), source=record.source, problems=problems)
        yield _Result(task.key, to_json(record), msgspec.msgpack.encode(line))
