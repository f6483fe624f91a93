"""The ``evidence-site`` command: options, progress and exit codes; the work is done elsewhere."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ParamSpec, TypeVar

import click
import msgspec

from generator import __version__
from generator.article import Article
from generator.cache import Busy
from generator.cli_fetch import fetch, update
from generator.cli_review import review, show_agreement
from generator.config import ConfigError, SiteConfig, load_config
from generator.garbage import search_rarely
from generator.problems import Problem, Severity
from generator.progress import Progress

P = ParamSpec("P")
R = TypeVar("R")

FOLDER = click.Path(path_type=Path, file_okay=False)


def site_options(command: Callable[P, R]) -> Callable[P, R]:
    """The options of every command that works on a site."""
    command = click.option("--seeds", type=FOLDER, help="The folder of seeds, instead of the configured one.")(command)
    return click.option(
        "-f",
        "--config-file",
        type=click.Path(path_type=Path),
        default=Path("mkdocs.yml"),
        show_default=True,
        help="The site's configuration.",
    )(command)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="evidence-site")
def main() -> None:
    """PubMed records in, a published website of evidence cards out.

    Put records into seeds/, run `evidence-site build`, and open site/ with `evidence-site serve`.
    """
    search_rarely()


@main.command()
@site_options
@click.option("--site-dir", type=FOLDER, help="Where to put the site, instead of the configured folder.")
@click.option("--strict", is_flag=True, help="Fail, and keep the last site, if there is any problem.")
@click.option("--timings", is_flag=True, help="Print where the time went.")
def build(config_file: Path, seeds: Path | None, site_dir: Path | None, strict: bool, timings: bool) -> None:
    """Make cards and website from the seeds."""
    from generator.build import BuildError, build_site

    config = _config(config_file, seeds=seeds, site_dir=site_dir)
    progress = Progress()
    with _stops(BuildError, Busy):
        generated = build_site(config, progress, strict=strict)
    _report(generated.problems)
    click.echo(f"{generated.sentence} The site is in {config.site}; `evidence-site serve` shows it.")
    if not generated.cards:
        click.echo(f"No record was found in {config.seeds}. Put PubMed records there: docs/add-a-seed.md says how.")
    if timings:
        _print_timings(progress)


@main.command()
@site_options
def generate(config_file: Path, seeds: Path | None) -> None:
    """Write only the Markdown of the cards and pages, for an engine that you run yourself."""
    from generator.build import generate_pages

    with _stops(Busy):
        generated = generate_pages(_config(config_file, seeds=seeds), Progress())
    _report(generated.problems)
    click.echo(generated.sentence)


@main.command()
@site_options
@click.option("--address", default="localhost:8000", show_default=True, help="Where to serve: HOST:PORT.")
def serve(config_file: Path, seeds: Path | None, address: str) -> None:
    """Show the site in a browser on this machine, rebuilt as seeds, templates and pages change."""
    from generator.engine import EngineError
    from generator.engine import serve as serve_site

    with _stops(EngineError):
        serve_site(_config(config_file, seeds=seeds), address)


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
def extract(paths: tuple[Path, ...]) -> None:
    """Print the evidence record of each article in PATHS as JSON Lines; `-` reads standard input.

    Exit code 1 if anything could not be read; what could be read is printed all the same.
    """
    from generator.evidence import to_json
    from generator.records import make_records

    failed = False

    def readable() -> Iterator[Article]:
        nonlocal failed
        for item in _articles(paths):
            if isinstance(item, Problem):
                failed = failed or item.severity is Severity.ERROR
                click.echo(str(item), err=True)
            else:
                yield item

    for record, _ in make_records(([article], ()) for article in readable()):
        sys.stdout.buffer.write(to_json(record) + b"\n")
    sys.stdout.buffer.flush()
    sys.exit(failed)


@main.command()
@click.argument("folder", type=FOLDER, default=Path("seeds"))
def check(folder: Path) -> None:
    """List the problems of a FOLDER of seeds: files that cannot be read, duplicates, numbers that do not add up.

    Exit code 1 if anything could not be read.
    """
    from generator.inspection import inspect_seeds

    problems = inspect_seeds(folder, Progress())
    for line in _table(problems):
        click.echo(line)
    sys.exit(any(problem.severity is Severity.ERROR for problem in problems))


@main.command()
@click.option("--review", is_flag=True, help="Of a review file instead.")
def schema(review: bool) -> None:
    """Print the JSON Schema of the evidence record."""
    from generator.evidence import json_schema
    from generator.reviews import review_schema

    found = review_schema() if review else json_schema()
    click.echo(msgspec.json.format(msgspec.json.encode(found), indent=2))


@main.command()
@click.argument("folder", type=FOLDER)
def init(folder: Path) -> None:
    """Make a new site of your own in FOLDER."""
    from generator.new_site import NewSiteError, make_site

    with _stops(NewSiteError):
        files = make_site(folder)
    for file in files:
        click.echo(f"  {file}")
    click.echo(f"A new site. Put PubMed records into {folder / 'seeds'}, then: cd {folder} && evidence-site build")


main.add_command(fetch)
main.add_command(update)
main.add_command(review)
main.add_command(show_agreement)


def _config(file: Path, *, seeds: Path | None = None, site_dir: Path | None = None) -> SiteConfig:
    with _stops(ConfigError):
        config = load_config(file)
    changes = {"seeds": seeds, "site": site_dir}
    return msgspec.structs.replace(config, **{name: value for name, value in changes.items() if value is not None})


@contextmanager
def _stops(*errors: type[Exception]) -> Iterator[None]:
    """Ends the command with the message of an error that has one for people."""
    try:
        yield
    except errors as error:
        raise click.ClickException(str(error)) from error


def _articles(paths: Iterable[Path]) -> Iterator[Article | Problem]:
    """What the files hold, one after the other."""
    from generator.readers import read_path

    for path in paths:
        if str(path) == "-":
            yield from _standard_input()
        else:
            yield from read_path(path)


def _standard_input() -> Iterator[Article | Problem]:
    """What standard input holds. Readers go back and forth in a file, so it becomes one."""
    from generator.readers import read_path

    with tempfile.TemporaryDirectory() as folder:
        spooled = Path(folder) / "standard-input"
        with spooled.open("wb") as stream:
            shutil.copyfileobj(sys.stdin.buffer, stream)
        yield from read_path(spooled, shown_as="standard input")


def _report(problems: Iterable[Problem]) -> None:
    for problem in problems:
        click.echo(f"{problem.severity}: {problem}", err=True)


def _table(problems: Iterable[Problem]) -> Iterator[str]:
    """One line a problem, the columns aligned."""
    rows = [(problem.severity.value, problem.place, problem.what, problem.do) for problem in problems]
    if not rows:
        yield "No problems."
        return
    rows.insert(0, ("severity", "where", "what is wrong", "what to do"))
    widths = [min(60, max(len(row[column]) for row in rows)) for column in range(3)]
    for row in rows:
        yield "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]])


def _print_timings(progress: Progress) -> None:
    for stage, total, seconds in progress.timings:
        if total:
            click.echo(f"{seconds:8.2f} s  {stage}  {total:,}, {seconds / total * 1000:.2f} ms each")
    click.echo(f"{progress.rest:8.2f} s  Everything else")
    click.echo(f"{progress.elapsed:8.2f} s  All of it")
