"""Work on all cores, in chunks, with the results in the order of the input; what is held is bounded by chunks."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from itertools import chain, islice
from typing import TypeVar

from generator.garbage import search_rarely

In = TypeVar("In")
Out = TypeVar("Out")

CHUNK = 32
AHEAD = 3
"""Chunks a worker that are read before their results are wanted, so that no worker waits."""
# Below this a new process costs more than it saves: it has to import the program and load the models first.
WORTH_A_POOL = 256


class Workers:
    """Processes that do one kind of work after the other; each imports the program and loads its models once."""

    def __init__(self) -> None:
        self._count = os.cpu_count() or 1
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def in_order(self, function: Callable[[In], Out], items: Iterable[In], *, total: int) -> Iterator[Out]:
        """``function`` of each of ``total`` items, in order; all must be picklable. Items are read when needed."""
        return self.chunks_in_order(partial(_each, function), items, total=total)

    def chunks_in_order(
        self, function: Callable[[list[In]], Iterable[Out]], items: Iterable[In], *, total: int
    ) -> Iterator[Out]:
        """What ``function`` makes of ``total`` items, which it is given in chunks; as ``in_order``."""
        if total < WORTH_A_POOL or self._count == 1:
            yield from chain.from_iterable(map(function, _chunks(items)))
            return
        under_way: deque[Future[list[Out]]] = deque()
        for chunk in _chunks(items):
            under_way.append(self._started.submit(_made, function, chunk))
            if len(under_way) > AHEAD * self._count:
                yield from under_way.popleft().result()
        while under_way:
            yield from under_way.popleft().result()

    @property
    def _started(self) -> ProcessPoolExecutor:
        """The processes, which are started when there is enough to do."""
        if self._pool is None:
            # A forked child would inherit the parent's locks and open cache.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._count, mp_context=context, initializer=search_rarely)
        return self._pool


def _chunks(items: Iterable[In]) -> Iterator[list[In]]:
    remaining = iter(items)
    while chunk := list(islice(remaining, CHUNK)):
        yield chunk


def _each(function: Callable[[In], Out], chunk: list[In]) -> Iterator[Out]:
    return map(function, chunk)


def _made(function: Callable[[list[In]], Iterable[Out]], chunk: list[In]) -> list[Out]:
    """A chunk's results, in a worker process."""
    return list(function(chunk))
