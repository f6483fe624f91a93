"""How a build tells how far it is: a bar on a terminal, a line a stage elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

import click

T = TypeVar("T")


class Progress:
    """Stages of a build, with the time each took."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self.timings: list[tuple[str, float]] = []

    def over(self, stage: str, items: Iterable[T], *, total: int) -> Iterator[T]:
        """The items, one by one, while the stage's bar or line says how far it is."""
        started = time.perf_counter()
        if self._quiet or total == 0:
            yield from items
        elif sys.stderr.isatty():
            with click.progressbar(items, length=total, label=stage, file=sys.stderr, show_pos=True) as bar:
                yield from bar
        else:
            yield from items
            click.echo(f"{stage}: {total}", err=True)
        self.timings.append((stage, time.perf_counter() - started))

    def step(self, stage: str) -> _Step:
        """A stage that cannot count what it does."""
        return _Step(self, stage)

    def say(self, line: str) -> None:
        """One plain line."""
        if not self._quiet:
            click.echo(line, err=True)


class _Step:
    def __init__(self, progress: Progress, stage: str) -> None:
        self._progress, self._stage = progress, stage

    def __enter__(self) -> None:
        self._progress.say(f"{self._stage} …")
        self._started = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        self._progress.timings.append((self._stage, time.perf_counter() - self._started))
