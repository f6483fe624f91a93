"""Work on all cores, in chunks, with the results in the order of the input."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

In = TypeVar("In")
Out = TypeVar("Out")

CHUNK = 32
# Below this a new process costs more than it saves: it has to import the program and load the models first.
WORTH_A_POOL = 256


def in_order(function: Callable[[In], Out], items: Sequence[In]) -> Iterator[Out]:
    """``function`` of each item, in order; both must be picklable."""
    workers = os.cpu_count() or 1
    if len(items) < WORTH_A_POOL or workers == 1:
        yield from map(function, items)
        return
    # A forked child would inherit the parent's locks and open cache.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        yield from pool.map(function, items, chunksize=CHUNK)
