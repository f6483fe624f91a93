"""Generated files below ``docs/``: written only where their text changes, removed when nobody makes them any more."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from generator.file_hashes import Signature, signature
from generator.file_trees import remove_empty_folders

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
MADE_BY = "evidence-site"
"""Stands in the front matter of the pages that list cards, by which a build without its cache knows its own."""


class Page(Struct, frozen=True, kw_only=True):
    """A generated file: its path below ``docs/`` with forward slashes, and its text."""

    path: str
    text: str


class Written(Struct, frozen=True, kw_only=True):
    """A generated file as it lies on disk now, and whether it had another text before."""

    path: str
    sha256: str
    seen: Signature
    changed: bool


class PageGroup(Struct, frozen=True, kw_only=True):
    """Pages that are made together, and a key that changes when, and only when, what they say may change."""

    key: str
    make: Callable[[], Iterable[Page]]


def is_made(text: str) -> bool:
    """Whether the front matter of a page says that a build made it."""
    front = text.partition("\n---\n")[0]
    return front.startswith("---\n") and f'\nmade_by: "{MADE_BY}"' in front


def write_page(docs: Path, page: Page) -> Written:
    """The file of a page. Each card has many: neither ``Path`` nor streams, which take longer than the writing."""
    content, file = page.text.encode(), f"{docs}/{page.path}"
    sha256 = hashlib.sha256(content).hexdigest()
    try:
        return Written(path=page.path, sha256=sha256, seen=_write(file, content), changed=True)
    except FileExistsError:
        pass
    if seen := _found(file, content):
        return Written(path=page.path, sha256=sha256, seen=seen, changed=False)
    return Written(path=page.path, sha256=sha256, seen=_replace(file, content), changed=True)


def _found(file: str, content: bytes) -> Signature | None:
    """What tells a file that has this content already."""
    with open(file, "rb", buffering=0) as stream:  # noqa: PTH123
        return signature(os.fstat(stream.fileno())) if stream.read() == content else None


def _replace(file: str, content: bytes) -> Signature:
    """Gives a file a new content; a reader never sees half of it."""
    folder, _, name = file.rpartition("/")
    unfinished = f"{folder}/.{name}.{os.getpid()}.new"
    with suppress(FileNotFoundError):  # of a killed build
        os.unlink(unfinished)  # noqa: PTH108
    seen = _write(unfinished, content)
    os.replace(unfinished, file)  # noqa: PTH105
    return seen


def _write(file: str, content: bytes) -> Signature:
    """Writes a file that is not there yet; what a killed build leaves of it is written again by the next.

    Raises ``FileExistsError``.
    """
    try:
        handle = os.open(file, _NEW, 0o666)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(file), exist_ok=True)  # noqa: PTH103, PTH120
        handle = os.open(file, _NEW, 0o666)
    try:
        written = 0
        while written < len(content):
            written += os.write(handle, content[written:])
        return signature(os.fstat(handle))
    finally:
        os.close(handle)


def remove_page(docs: Path, path: str) -> None:
    """Takes the file away, and the folders below ``docs`` that it leaves empty."""
    (docs / path).unlink(missing_ok=True)
    remove_empty_folders(docs, path)
