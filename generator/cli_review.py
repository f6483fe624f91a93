"""The commands for people's reviews: a skeleton to fill in, and how well program and people agree."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from generator.agreement import FieldAgreement, agreement
from generator.evidence import EvidenceRecord
from generator.problems import Problem
from generator.reviews import RecordReview, read_reviews, reviewed, skeleton, to_yaml
from generator.seeds import SeedFile, find_seeds, review_of

HEAD = """\
# A review of {seed}: what the program read. Give a verdict where you looked: confirm, correct, reject or comment;
# new items with `at`, `value` and a `quote` or `note` may be added with the verdict add. Sign with `by` and `date`, and
# set `state` to partly reviewed or reviewed. What has no verdict counts as not looked at.
# What may stand here: evidence-site schema --review
"""


@click.command()
@click.argument("seed", type=click.Path(path_type=Path, dir_okay=False, exists=True))
def review(seed: Path) -> None:
    """Write what the program read from SEED into a review file beside it, for a person to judge.

    An existing review is never overwritten.
    """
    target = Path(review_of(str(seed)))
    if target.exists():
        raise click.ClickException(f"{target} is there already; nothing was written")
    records = [item for item in _records(seed) if isinstance(item, EvidenceRecord)]
    if not records:
        raise click.ClickException(f"{seed}: no article could be read; `evidence-site check` says why")
    target.write_text(HEAD.format(seed=seed.name) + to_yaml([skeleton(record) for record in records]), encoding="utf-8")
    click.echo(
        f"{target}: {len(records)} records to review. `evidence-site check` reads it when you have filled it in."
    )


@click.command("agreement")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False, exists=True), default=Path("seeds"))
def show_agreement(folder: Path) -> None:
    """Compare what the program read from the seeds in FOLDER with what people reviewed, field by field.

    Exit code 1 if a review cannot be used.
    """
    found = list(_reviewed_records(folder))
    problems = [item for item in found if isinstance(item, Problem)]
    rows = agreement(item for item in found if isinstance(item, EvidenceRecord))
    click.echo(_table(rows) if rows else "Nothing has been reviewed yet; `evidence-site review SEED` begins one.")
    for problem in problems:
        click.echo(str(problem), err=True)
    sys.exit(bool(problems))


def _reviewed_records(folder: Path) -> Iterator[EvidenceRecord | Problem]:
    for seed in find_seeds(folder):
        path = folder / review_of(seed.name) if isinstance(seed, SeedFile) else None
        if path is None or not path.exists() or not isinstance(seed, SeedFile):
            continue
        read = list(read_reviews(path, shown_as=review_of(seed.name)))
        yield from (item for item in read if isinstance(item, Problem))
        reviews = [item for item in read if isinstance(item, RecordReview)]
        for record in _records(folder / seed.name):
            if isinstance(record, EvidenceRecord):
                yield reviewed(record, [one for one in reviews if one.record == record.id])
            else:
                yield record


def _records(seed: Path) -> Iterator[EvidenceRecord | Problem]:
    from generator.readers import read_path
    from generator.records import make_record

    for item in read_path(seed):
        yield item if isinstance(item, Problem) else make_record([item])[0]


def _table(rows: tuple[FieldAgreement, ...]) -> str:
    lines = [f"{'field':28}{'right':>7}{'wrong':>7}{'extra':>7}{'missed':>8}{'changed':>9}{'P':>7}{'R':>7}"]
    for row in rows:
        shares = "".join(
            f"{share:>7.2f}" if share is not None else f"{'–':>7}" for share in (row.precision, row.recall)
        )
        counts = f"{row.confirmed:>7}{row.corrected:>7}{row.rejected:>7}{row.missed:>8}{row.to_look_at:>9}"
        lines.append(f"{row.at:28}{counts}{shares}")
    return "\n".join(lines)
