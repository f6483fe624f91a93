"""Generated files below ``docs/``: written only where their text changes, removed when nobody makes them any more."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from pathlib import Path

from msgspec import Struct

from generator.file_hashes import Signature, signature
from generator.file_trees import remove_empty_folders


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


def write_page(docs: Path, page: Page) -> Written:
    """The file of a page."""
    content, file = page.text.encode(), docs / page.path
    changed = _write_if_changed(file, content)
    return Written(
        path=page.path, sha256=hashlib.sha256(content).hexdigest(), seen=signature(file.stat()), changed=changed
    )


def _write_if_changed(path: Path, content: bytes) -> bool:
    """Whether the file had another content before. A reader never sees half a file."""
    try:
        if path.read_bytes() == content:
            return False
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.new")
    unfinished.write_bytes(content)
    unfinished.replace(path)
    return True


def remove_page(docs: Path, path: str) -> None:
    """Takes the file away, and the folders below ``docs`` that it leaves empty."""
    (docs / path).unlink(missing_ok=True)
    remove_empty_folders(docs, path)
