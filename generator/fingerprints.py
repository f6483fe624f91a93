"""The program's own version, room by room: a change in one room makes only its own work new."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from generator.cache import digest
from generator.file_hashes import file_sha256

HERE = Path(__file__).parent

# What each step's result depends on. A room left out here would serve outdated results, so one test compares
# these lists with the imports of the modules.
REVIEWS = ("evidence.py", "reviews.py", "review_fields.py", "yaml_files.py")
READING = ("article.py", "identity.py", "problems.py", "readers", *REVIEWS)
EXTRACTION = (
    "article.py",
    "addresses.py",
    "notices.py",
    "notices.toml",
    "identity.py",
    "merging.py",
    "readers",
    "records.py",
    *REVIEWS,
    "extraction",
    "audit",
    "collection/summary.py",
    "collection/topics.py",
    "collection/topics.toml",
    "collection/population_groups.py",
    "collection/population_groups.toml",
    "collection/countries.toml",
)
PAGES = (".",)
"""Pages are cheap to write and rendered again only where their text changes, so any change of ours makes them."""


@cache
def fingerprint(*parts: str) -> str:
    """A key for the files below ``generator/`` that ``parts`` name, data files included."""
    files = sorted(file for part in parts for file in _files(HERE / part))
    return digest(*(value for file in files for value in (file.relative_to(HERE).as_posix(), file_sha256(file))))


def folder_fingerprint(folder: Path) -> str:
    """A key for all files below a folder; the same for a folder that does not exist and an empty one."""
    files = sorted(_files(folder))
    return digest(*(value for file in files for value in (file.relative_to(folder).as_posix(), file_sha256(file))))


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return [file for file in path.rglob("*") if file.is_file() and "__pycache__" not in file.parts]
