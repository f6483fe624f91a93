"""Everything odd about a folder of seeds, without making a site of it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.build import collect
from generator.cache import open_cache
from generator.problems import Problem, Severity
from generator.progress import Progress
from generator.records import HeldRecord


def inspect_seeds(folder: Path, progress: Progress) -> tuple[Problem, ...]:
    """The problems of the seeds in a folder, and a warning for each pair of numbers that does not add up."""
    with tempfile.TemporaryDirectory() as scratch, open_cache(Path(scratch)) as cache:
        collected = collect(folder, cache, progress)
    return (*collected.problems, *_mismatches(collected.records))


def _mismatches(records: Iterable[HeldRecord]) -> Iterator[Problem]:
    for record in records:
        for message in record.summary.mismatches:
            yield Problem(
                path=record.source.path,
                record=record.source.index,
                what=f"the printed numbers do not add up: {message}",
                do="see the full text",
                severity=Severity.WARNING,
            )
