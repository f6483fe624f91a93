"""The two commands that use the network: ``fetch`` and ``update``."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TextIO, TypeVar

import click

from generator.progress import Progress

if TYPE_CHECKING:
    from generator.eutils import Eutils
    from generator.fetching import Outcome

P = ParamSpec("P")
R = TypeVar("R")


def _access_options(command: Callable[P, R]) -> Callable[P, R]:
    """Who asks, and where; the key for more requests a second comes from the environment only."""
    options = (
        click.option(
            "--seeds",
            type=click.Path(path_type=Path, file_okay=False),
            default=Path("seeds"),
            show_default=True,
            help="The folder of seeds.",
        ),
        click.option("--email", envvar="NCBI_EMAIL", help="Your address, for NCBI to write to. [env: NCBI_EMAIL]"),
        click.option(
            "--base-url",
            envvar="NCBI_EUTILS_URL",
            help="Where E-utilities answer, instead of NCBI's address. [env: NCBI_EUTILS_URL]",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.command()
@click.argument("pmids", nargs=-1)
@click.option("--query", help="Also every article that this PubMed query finds.")
@click.option("--file", "listed", type=click.File(encoding="utf-8-sig"), help="Also the PMIDs listed in this file.")
@click.option("--again", is_flag=True, help="Ask for records that are there too, and replace those that differ.")
@_access_options
def fetch(
    pmids: tuple[str, ...],
    query: str | None,
    listed: TextIO | None,
    again: bool,
    seeds: Path,
    email: str | None,
    base_url: str | None,
) -> None:
    """Fetch the records of PMIDS from PubMed into the seeds, one file each.

    NCBI_API_KEY in the environment allows 10 requests a second instead of 3. A run that broke off goes on where it
    was when it is started again.
    """
    from generator.eutils import EutilsError
    from generator.fetching import Outcome, fetch_records, pmids_in

    wanted, others = pmids_in("\n".join([*pmids, listed.read() if listed else ""]))
    if others:
        raise click.UsageError(f"these are no PMIDs: {', '.join(others[:5])}")
    eutils = _eutils(email, base_url)
    counts: Counter[Outcome] = Counter()
    try:
        wanted = list(dict.fromkeys(wanted + (eutils.search(query) if query else [])))
        if not wanted:
            raise click.UsageError("name PMIDs, a --query that finds any, or a --file of them")
        outcomes = fetch_records(wanted, seeds, eutils, again=again)
        for pmid, outcome in Progress().over("Fetching", outcomes, total=len(wanted)):
            counts[outcome] += 1
            if outcome in {Outcome.MISSING, Outcome.REPLACED}:
                click.echo(f"PMID {pmid}: {outcome}")
    except EutilsError as error:
        raise click.ClickException(f"{error}. {_counted(counts)}; the same command goes on from here") from error
    click.echo(f"{_counted(counts)} in {seeds}.")
    sys.exit(counts[Outcome.MISSING] > 0)


@click.command()
@click.option("--yes", is_flag=True, help="Write without asking.")
@click.option("--dry-run", is_flag=True, help="Only tell what changed.")
@_access_options
def update(yes: bool, dry_run: bool, seeds: Path, email: str | None, base_url: str | None) -> None:
    """Ask PubMed again for every PMID in the seeds; tell what changed, then write it.

    Retractions, corrections and other notices are found for records of every format. Revised records are written only
    where they came from `fetch`: your own exports are not touched.
    """
    from generator.eutils import EutilsError
    from generator.fetching import Outcome, find_updates, write_update

    if not seeds.is_dir():
        raise click.UsageError(f"there is no folder {seeds}")
    asked = 0
    updates = []
    try:
        for pmid, found in find_updates(seeds, _eutils(email, base_url)):
            asked += 1
            if found is Outcome.MISSING:
                click.echo(f"PMID {pmid}: {found}")
            elif not isinstance(found, Outcome):
                updates.append(found)
                click.echo(f"PMID {pmid}: {'; '.join(found.changes)}")
    except EutilsError as error:
        raise click.ClickException(f"{error}. Nothing was written") from error
    click.echo(f"{asked} records asked for, {len(updates)} changed.")
    if not updates or dry_run:
        return
    if not yes:
        click.confirm(f"Write {len(updates)} files into {seeds}?", abort=True)
    for changed in updates:
        write_update(changed)


def _eutils(email: str | None, base_url: str | None) -> Eutils:
    from generator.eutils import BASE_URL, Access, Eutils

    access = Access(base_url=base_url or BASE_URL, email=email, api_key=os.environ.get("NCBI_API_KEY"))
    return Eutils(access, say=lambda line: click.echo(line, err=True))


def _counted(counts: Counter[Outcome]) -> str:
    return ", ".join(f"{count} {outcome}" for outcome, count in counts.items()) or "Nothing fetched"
