"""The folder of seeds: which files are seeds, and the hash of each one's bytes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from generator.file_hashes import file_sha256
from generator.problems import Problem

REVIEW_SUFFIX = ".review.yml"
NOT_SEEDS = frozenset({"readme.md", "readme.txt"})
"""How-to files that we put into a new site's seeds folder ourselves."""


class SeedFile(Struct, frozen=True, kw_only=True):
    """A seed: its path below the seeds folder with forward slashes, and the SHA-256 of its bytes."""

    name: str
    sha256: str
    review_sha256: str | None = None
    """Of the review beside it, where there is one."""


def find_seeds(folder: Path) -> Iterator[SeedFile | Problem]:
    """The seeds below ``folder`` in the order of their names, and what stands there but cannot be read."""
    if not folder.is_dir():
        yield Problem(path=str(folder), what="is not a folder", do="make it and put PubMed records into it")
        return
    home = folder.resolve()
    with_seed: set[str] = set()
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() and not path.resolve().is_relative_to(home):
            yield Problem(path=name, what="is a link to a file outside the seeds", do="copy the file itself here")
            continue
        try:
            sha256 = file_sha256(path)
        except OSError as error:
            yield Problem(path=name, what=f"cannot be opened ({error.strerror})", do="check the file's permissions")
            continue
        with_seed.add(review_of(name))
        yield SeedFile(name=name, sha256=sha256, review_sha256=_review_sha256(folder / review_of(name)))
    for path in _reviews(folder):
        name = path.relative_to(folder).as_posix()
        if name not in with_seed:
            yield Problem(path=name, what="reviews a seed that is not here", do="name it after its seed, or remove it")


def review_of(seed: str) -> str:
    """The name of the review that belongs to a seed: ``trial.nbib`` has ``trial.review.yml``."""
    return str(Path(seed).with_suffix("")) + REVIEW_SUFFIX


def _review_sha256(review: Path) -> str | None:
    """The SHA-256 of a review's bytes; one that cannot be opened is reported when it is read."""
    try:
        return file_sha256(review)
    except FileNotFoundError:
        return None
    except OSError:
        return "unreadable"


def _reviews(folder: Path) -> list[Path]:
    found = folder.rglob(f"*{REVIEW_SUFFIX}")
    return sorted(path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts))


def _files(folder: Path) -> Iterator[Path]:
    """Every file that may be a seed; hidden ones, reviews and how-to files are not."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            lower = name.lower()
            if not (name.startswith(".") or lower.endswith(REVIEW_SUFFIX) or lower in NOT_SEEDS):
                yield Path(root) / name
