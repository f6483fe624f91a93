"""What a site of thousands costs, beside plain MkDocs on the same Markdown: ``python -m benchmarks.scale COUNT``.

Builds a site of COUNT invented articles, renders the same Markdown with plain MkDocs, Material and its own search,
builds again with nothing changed and with one seed added, builds a tenth of the articles, and asks both searches for
one word in headless Chromium. Prints a table of ratios, all from this one run, and with ``--write`` puts it into
``docs/speed.md``. Memory is read from ``/proc``, so this runs on Linux.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from benchmarks.invented import as_medline, invented_article, write_medline
from benchmarks.search import ENGINES, PLAIN, Answer, Opened, first_card, open_page, said, search

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "speed.md"
TABLE = re.compile(r"(?<=<!-- made by `make bench` -->\n).*(?=<!-- end -->)", re.DOTALL)
OURS = (sys.executable, "-c", "from generator.cli import main; main()", "build", "--timings")
THEIRS = (sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", PLAIN.name)
PAGES = ("explore/", "browse/studies/", "browse/map/")
CARD_STAGES = ("Reading", "Extracting", "Writing cards")
REPEATS = 3
"""Builds with one seed added, and builds with nothing changed; the middle one counts."""
SAMPLE_SECONDS = 0.2
MIB = 2**20


class Run(NamedTuple):
    """A command that was run: what it printed, its time by the clock and on all processors, and its peak memory.

    Memory is that of the largest process, and of all processes together.
    """

    printed: str
    seconds: float
    processors: float
    largest: int
    together: int

    @property
    def stages(self) -> dict[str, float]:
        """The seconds of each stage that the command printed."""
        found = re.findall(r"^ *([\d.]+) s  (\S.*?)(?:  .*)?$", self.printed, re.MULTILINE)
        return {name: float(seconds) for seconds, name in found}


class Row(NamedTuple):
    """A line of the table; ``must`` and ``reach`` are the targets."""

    figure: str
    ours: str
    baseline: str
    ratio: float
    must: float
    reach: float


def make_site(folder: Path, count: int) -> None:
    """A checkout's site with invented articles, one to a seed."""
    generated = shutil.ignore_patterns("cards", "browse", "exports", "feeds", "index.md")
    for name in ("docs", "templates"):
        shutil.copytree(ROOT / name, folder / name, ignore=generated)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copy(PLAIN, folder)
    (folder / "generator").symlink_to(ROOT / "generator")  # the hook's path in mkdocs.yml
    write_medline(folder / "seeds", count)


def run(command: Sequence[str], folder: Path) -> Run:
    """Runs a command in a site's folder."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
    started, worked = time.perf_counter(), _worked()
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        peaks = [0, 0]
        watching = threading.Thread(target=_watch, args=(process, peaks), daemon=True)
        watching.start()
        printed = process.communicate()[0]
        seconds = time.perf_counter() - started
        watching.join()
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: exit code {process.returncode}")
    return Run(printed, seconds, _worked() - worked, *peaks)


def _worked() -> float:
    """Seconds of processor that all commands have taken that ended so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _watch(process: subprocess.Popen[str], peaks: list[int]) -> None:
    """Keeps the largest memory of one process and of all together, shared pages counted once, while they run."""
    while process.poll() is None:
        sizes = [_memory(pid) for pid in _family(process.pid)]
        if sizes:
            peaks[0] = max(peaks[0], max(resident for resident, _ in sizes))
            peaks[1] = max(peaks[1], sum(share for _, share in sizes))
        time.sleep(SAMPLE_SECONDS)


def _family(first: int) -> list[int]:
    """A process and all below it."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue  # it ended meanwhile
    family = [first]
    for pid in family:
        family += [child for child, parent in parents.items() if parent == pid]
    return family


def _memory(pid: int) -> tuple[int, int]:
    """Bytes resident, and the process's share of them."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0, 0
    sizes = dict(re.findall(r"^(Rss|Pss): +(\d+) kB$", lines, re.MULTILINE))
    return int(sizes.get("Rss", 0)) * 1024, int(sizes.get("Pss", 0)) * 1024


def size(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


class Measured(NamedTuple):
    """The rows of the table, the stages of the clean build, both searches, and what pages send to a reader."""

    rows: list[Row]
    stages: dict[str, float]
    answers: dict[str, Answer]
    opened: list[Opened]


def measure(folder: Path, count: int, say: Callable[[str], None]) -> Measured:
    """Builds the sites and asks them."""
    small, large = folder / "small", folder / "large"
    make_site(small, count // 10)
    make_site(large, count)
    say(f"clean build of {count // 10:,} cards")
    tenth = run(OURS, small)
    say(f"clean build of {count:,} cards")
    clean = run(OURS, large)
    say("plain mkdocs build of the same Markdown")
    plain = run(THEIRS, large)
    plain_site, site = size(large / PLAIN.stem), size(large / "site")
    say("builds with nothing changed and with one seed added")
    idle = _middle([run(OURS, large) for _ in range(REPEATS)])
    grown = _middle([run(OURS, _with_one_more(large, count + more)) for more in range(REPEATS)])
    say("searches")
    found = {engine.name: search(large / engine.folder, engine) for engine in ENGINES}
    opened = [open_page(large / "site", what) for what in (first_card(large / "site"), *PAGES)]
    cards = sum(clean.stages[stage] for stage in CARD_STAGES)
    each, each_of_tenth = clean.seconds / count, tenth.seconds / (count // 10)
    first, theirs = found["Pagefind"].size, found["Material"].of_index
    rows = [
        _time("clean build, everything included", clean, plain, 1.0, 0.6),
        Row(
            "reading to writing cards, of the clean build",
            f"{cards:.1f} s",
            f"{clean.seconds:.1f} s",
            cards / clean.seconds,
            0.25,
            0.15,
        ),
        _time("one seed added, of the clean build", grown, clean, 0.08, 0.03),
        _time("nothing changed, of the clean build", idle, clean, 1 / 50, 1 / 100),
        Row(
            f"time a card, against {count // 10:,} cards",
            f"{each * 1000:.1f} ms",
            f"{each_of_tenth * 1000:.1f} ms",
            each / each_of_tenth,
            1.15,
            1.05,
        ),
        _bytes("peak memory of the largest process", clean.largest, plain.largest, 1.5, 1.0),
        _bytes("peak memory of all processes together", clean.together, plain.together, 1.5, 1.0),
        _bytes("first search answer, against Material's index", first, theirs, 1 / 50, 1 / 150),
        _bytes("the site", site, plain_site, 1.3, 1.0),
    ]
    return Measured(rows, clean.stages, found, opened)


def _middle(runs: list[Run]) -> Run:
    return sorted(runs, key=lambda run: run.seconds)[len(runs) // 2]


def _with_one_more(site: Path, number: int) -> Path:
    """The site's folder, with a seed that was not there."""
    seed = site / "seeds" / f"one-more-{number}.nbib"
    seed.write_text(as_medline(invented_article(number)), encoding="utf-8")
    return site


def _time(figure: str, ours: Run, baseline: Run, must: float, reach: float) -> Row:
    by_clock = ours.seconds / baseline.seconds
    return Row(figure, _clocks(ours), _clocks(baseline), by_clock, must, reach)


def _clocks(run: Run) -> str:
    return f"{run.seconds:.1f} s ({run.processors:.1f} s)"


def _bytes(figure: str, ours: int, baseline: int, must: float, reach: float) -> Row:
    return Row(figure, f"{ours / MIB:.2f} MiB", f"{baseline / MIB:.2f} MiB", ours / baseline, must, reach)


def as_markdown(count: int, measured: Measured, seconds: float) -> str:
    """The tables, with what was measured, where and when."""
    versions = ", ".join(f"{name} {version(name)}" for name in ("mkdocs", "mkdocs-material", "pagefind"))
    targets = (
        (row.figure, row.ours, row.baseline, _ratio(row.ratio), f"≤ {_ratio(row.must)}", f"≤ {_ratio(row.reach)}")
        for row in measured.rows
    )
    parts = [
        f"{count:,} invented articles, one to a seed: `make bench BENCH_CARDS={count}`, {seconds / 60:.0f} minutes on "
        f"{date.today().isoformat()}. {os.cpu_count()} cores ({_processor()}), Python {platform.python_version()}, "
        f"{versions}; load of the machine over the last quarter of an hour {os.getloadavg()[2]:.1f}. "
        "Ratios of time are by the clock; in brackets are seconds on all processors together, which other work on the "
        "machine changes less.\n",
        _table(("figure", "ours", "baseline", "ratio", "must", "reach for"), targets),
        "The clean build by stage:\n",
        _table(("stage", "seconds"), ((name, f"{taken:.1f}") for name, taken in measured.stages.items())),
        f"A search: {'; '.join(said(name, answer) for name, answer in measured.answers.items())}.\n",
        "What a browser fetches to open a page for the first time, the theme's files included:\n",
        _table(
            ("page", "bytes", "requests"),
            ((page.what, f"{page.size:,}", f"{page.requests}") for page in measured.opened),
        ),
    ]
    return "\n".join(parts)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = (f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *rows))
    return "\n".join(lines) + "\n"


def _ratio(value: float) -> str:
    return f"1/{1 / value:.0f}" if value < 1 / 49 else f"{value:.2f}"


def _processor() -> str:
    found = re.search(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    return found[1] if found else platform.machine()


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description="Measure a site of invented articles beside plain MkDocs.")
    parser.add_argument("count", type=int)
    parser.add_argument("--folder", type=Path, help="Where to build; a temporary folder otherwise.")
    parser.add_argument("--write", action="store_true", help="Put the tables into docs/speed.md.")
    options = parser.parse_args()
    started = time.perf_counter()

    def say(what: str) -> None:
        print(f"{time.perf_counter() - started:6.0f} s  {what}", file=sys.stderr)

    with tempfile.TemporaryDirectory() as made:
        measured = measure(options.folder or Path(made), options.count, say)
    text = as_markdown(options.count, measured, time.perf_counter() - started)
    print(text)
    if options.write:
        PAGE.write_text(TABLE.sub(lambda _: f"\n{text}\n", PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
