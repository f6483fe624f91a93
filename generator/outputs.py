"""The generated files of ``docs/``: what is up to date is left alone, what nobody makes any more is removed."""

from __future__ import annotations

from collections.abc import Iterable, Set
from pathlib import Path

import msgspec

from generator.cache import Cache
from generator.file_hashes import FileHashes
from generator.file_trees import files_below
from generator.pages import Page, Written, is_made, remove_page, write_page

OWN_FOLDERS = ("cards", "browse", "exports", "feeds")
"""Folders of ``docs/`` that hold generated files only; a stranger in them is left from a build without its cache."""

_OWN = tuple(f"{folder}/" for folder in OWN_FOLDERS)
_Made = dict[str, str]
"""Path below ``docs/`` to the SHA-256 of its text."""


class Outputs:
    """One run's generated files, and what the run before made."""

    def __init__(self, docs: Path, cache: Cache, hashes: FileHashes) -> None:
        self._docs = docs
        self._cache = cache
        self._hashes = hashes
        self._before = self._earlier()
        self.made: dict[str, str] = {}
        """What is there by now, by its path below ``docs/``: the SHA-256 of its text."""
        self.put_there: list[str] = []
        """The paths of those that this run wrote, or found to be what it would have written."""
        self.written = 0
        self.there: Set[str] = frozenset()
        """The paths of all files of ``docs/``, also those of other hands, once the run has removed what it had to."""

    def is_current(self, key: str) -> bool:
        """Whether the pages of a key are there as they were written; they are then kept."""
        made = self._cache.get("pages", key)
        if made is None:
            return False
        files = msgspec.msgpack.decode(made, type=_Made)
        docs = f"{self._docs}/"
        if not all(self._hashes.is_intact(docs + path, sha256) for path, sha256 in files.items()):
            return False
        self.made.update(files)
        return True

    def put(self, key: str, pages: Iterable[Page]) -> None:
        """Writes the pages of a key."""
        self.take(key, [write_page(self._docs, page) for page in pages])

    def take(self, key: str, pages: Iterable[Written]) -> None:
        """Takes over the pages of a key that a worker wrote."""
        files = {page.path: self._took(page) for page in pages}
        self._cache.put("pages", key, msgspec.msgpack.encode(files))

    def offer(self, page: Page) -> None:
        """A page that gives way to one of the same name that somebody wrote by hand."""
        file = self._docs / page.path
        there = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else None
        if there is None or page.path in self._before or there == page.text or is_made(there):
            self._took(write_page(self._docs, page))

    def remove_others(self) -> int:
        """Takes away what earlier runs made and this one did not; how many files that were."""
        there = set(files_below(self._docs))
        strangers = {path for path in there if path.startswith(_OWN)}
        others = sorted((self._before | strangers) - self.made.keys())
        for path in others:
            remove_page(self._docs, path)
        self.there = there.difference(others)
        self._cache.put("outputs", "", msgspec.msgpack.encode(sorted(self.made)))
        self._cache.commit()
        return len(others)

    def _took(self, page: Written) -> str:
        self.written += page.changed
        self.put_there.append(page.path)
        self.made[page.path] = page.sha256
        self._hashes.learn(f"{self._docs}/{page.path}", page.seen, page.sha256)
        return page.sha256

    def _earlier(self) -> set[str]:
        value = self._cache.get("outputs", "")
        return set() if value is None else set(msgspec.msgpack.decode(value, type=list[str]))
