"""A seed as a file: its bytes decoded once, and what makes a file unreadable said in one line."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from generator.problems import Problem

HEAD_CHARACTERS = 65_536


class Seed:
    """An open seed: ``name`` as shown to people, ``path`` on disk, ``head`` for detection, ``text`` on demand."""

    def __init__(self, path: Path, name: str, head: str) -> None:
        self.path = path
        self.name = name
        self.head = head

    @cached_property
    def text(self) -> str:
        """The whole file, decoded, line ends as LF."""
        return self.path.read_text(encoding="utf-8-sig")


def open_seed(path: Path, *, shown_as: str | None = None) -> Seed | Problem:
    """The seed, or why it cannot be read."""
    name = shown_as or str(path)
    try:
        with path.open(encoding="utf-8-sig") as stream:
            head = stream.read(HEAD_CHARACTERS)
    except OSError as error:
        return Problem(path=name, what=f"cannot be opened ({error.strerror})", do="check the file's permissions")
    if not head.strip():
        return Problem(path=name, what="is empty", do="put a PubMed record into it or remove it")
    return Seed(path, name, head)
