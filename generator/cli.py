"""The ``evidence-site`` command: options, progress and exit codes; the work is done elsewhere."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator import __version__
from generator.problems import Problem


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="evidence-site")
def main() -> None:
    """PubMed records in, a published website of evidence cards out."""


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
def extract(paths: tuple[Path, ...]) -> None:
    """Print the evidence record of each article in PATHS as JSON Lines."""
    from generator.audit import audited
    from generator.evidence import to_json
    from generator.extraction import extract as extract_record
    from generator.readers import read_path

    failed = False
    for path in paths:
        for item in read_path(path):
            if isinstance(item, Problem):
                failed = True
                click.echo(str(item), err=True)
            else:
                sys.stdout.buffer.write(to_json(audited(extract_record(item))) + b"\n")
    sys.exit(failed)
