"""How fast extraction is, where the time goes, how long it takes to start, and how much memory it takes.

    python -m benchmarks.extraction INPUT...

INPUT are seeds of any format. Times are of the processor, on one core; the models are loaded before the clock starts.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from collections import defaultdict, deque
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from generator import extraction
from generator.article import Article
from generator.garbage import search_rarely
from generator.problems import Problem
from generator.readers import read_path

STARTS = 5


def timed(name: str, function: Callable[..., Any], spent: dict[str, float]) -> Callable[..., Any]:
    """The function, with the time that it takes added up under its name."""

    @wraps(function)
    def run(*arguments: Any, **named: Any) -> Any:
        started = time.process_time()
        result = function(*arguments, **named)
        spent[name] += time.process_time() - started
        return result

    return run


def time_stages(articles: list[Article]) -> tuple[float, dict[str, float]]:
    """Seconds for all articles, and for each stage of ``extract``."""
    spent: dict[str, float] = defaultdict(float)
    for name in [name for name in vars(extraction) if name.startswith(("find_", "see_", "read_"))]:
        setattr(extraction, name, timed(name, getattr(extraction, name), spent))
    started = time.process_time()
    deque(extraction.extract_all(articles), maxlen=0)
    return time.process_time() - started, spent


def start_seconds() -> float:
    """The median time that the command needs to say its version, several times started."""
    taken = []
    for _ in range(STARTS):
        started = time.perf_counter()
        subprocess.run(
            [sys.executable, "-c", "from generator.cli import main; main()", "--version"],
            check=True,
            capture_output=True,
        )
        taken.append(time.perf_counter() - started)
    return sorted(taken)[STARTS // 2]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", type=Path, nargs="+")
    options = parser.parse_args()
    search_rarely()  # as the command does
    articles = [item for path in options.inputs for item in read_path(path) if not isinstance(item, Problem)]
    deque(extraction.extract_all(articles[:20]), maxlen=0)
    seconds, spent = time_stages(articles)
    print(f"{len(articles)} articles in {seconds:.2f} s: {len(articles) / seconds:.0f} a second")
    for name, part in sorted(spent.items(), key=lambda item: -item[1]):
        print(f"  {name:<24} {1000 * part / len(articles):6.2f} ms  {100 * part / seconds:4.1f}%")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
    print(f"start-up {start_seconds():.2f} s (median of {STARTS})")


if __name__ == "__main__":
    main()
