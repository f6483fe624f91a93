"""How a build tells how far it is: a bar a stage on a terminal, a line a stage elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import click

T = TypeVar("T")


class Bar:
    """How far a stage is."""

    def __init__(self, total: int, shown: Any = None) -> None:
        self._total = total
        self._shown = shown
        self._done = 0

    def at(self, done: int) -> None:
        """So many of the stage's items are done."""
        done = min(done, self._total)
        if self._shown is not None and done > self._done:
            self._shown.update(done - self._done)
        self._done = max(done, self._done)


class Progress:
    """Stages of a build, with what each worked on and the time it took."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._started = time.perf_counter()
        self.timings: list[tuple[str, int, float]] = []

    @property
    def elapsed(self) -> float:
        """Seconds since the first stage could begin."""
        return time.perf_counter() - self._started

    @property
    def rest(self) -> float:
        """Seconds outside all stages: looking for what changed, and putting the site in its place."""
        return self.elapsed - sum(seconds for _, _, seconds in self.timings)

    def over(self, stage: str, items: Iterable[T], *, total: int) -> Iterator[T]:
        """The items, one by one, while the stage's bar or line says how far it is."""
        with self.stage(stage, total=total) as bar:
            for done, item in enumerate(items, 1):
                yield item
                bar.at(done)

    @contextmanager
    def stage(self, stage: str, *, total: int) -> Iterator[Bar]:
        """A stage whose items are counted by whoever works on them; one without items is not shown."""
        started = time.perf_counter()
        if self._quiet or total == 0:
            yield Bar(total)
        elif sys.stderr.isatty():
            with click.progressbar(length=total, label=stage, file=sys.stderr, show_pos=True) as shown:
                yield Bar(total, shown)
        else:
            yield Bar(total)
            click.echo(f"{stage}: {total:,} in {time.perf_counter() - started:.1f} s", err=True)
        self.timings.append((stage, total, time.perf_counter() - started))
