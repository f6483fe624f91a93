"""What earlier builds worked out, kept by content: the same input is never worked on twice.

One SQLite file. A key holds the hash of everything that its value was made of, so a value is either right or not
found; nothing is ever outdated. Losing the file costs time and nothing else.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

FOLDER = ".cache/evidence-site"
"""Below the site's root; CI keeps it between runs."""

_LAYOUT = """
CREATE TABLE IF NOT EXISTS entry (kind TEXT, key TEXT, value BLOB, PRIMARY KEY (kind, key)) WITHOUT ROWID;
"""


_PAGES_KIB = 65_536
"""Of the file's pages that are kept in memory: keys are hashes, so each value goes to a page of its own."""


class Busy(Exception):  # noqa: N818 - it is a state, not a fault
    """Another build of the same site is under way."""


class Cache:
    """Values by kind and key. What a build neither reads nor writes is forgotten when it ends."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._used: set[tuple[str, str]] = set()
        self._keys: dict[str, set[str]] = {}
        """Those of each kind that was asked for any: to ask for all at once is many times faster than one by one."""

    def get(self, kind: str, key: str) -> bytes | None:
        """The value, or None."""
        row = self._db.execute("SELECT value FROM entry WHERE kind = ? AND key = ?", (kind, key)).fetchone()
        if row is None:
            return None
        self._used.add((kind, key))
        return bytes(row[0])

    def take(self, kind: str, key: str) -> bytes:
        """The value that must be there. Raises ``KeyError``."""
        value = self.get(kind, key)
        if value is None:
            raise KeyError(f"{kind} {key}")
        return value

    def has(self, kind: str, key: str) -> bool:
        """Whether there is a value; it counts as used."""
        if key not in self._keys_of(kind):
            return False
        self._used.add((kind, key))
        return True

    def put(self, kind: str, key: str, value: bytes) -> None:
        """Keeps a value."""
        self._used.add((kind, key))
        self._keys_of(kind).add(key)
        self._db.execute("INSERT OR REPLACE INTO entry VALUES (?, ?, ?)", (kind, key, value))

    def commit(self) -> None:
        """Makes what was put so far survive a killed build."""
        self._db.commit()

    def forget_unused(self, kinds: Iterable[str]) -> None:
        """Drops the entries of these kinds that this build had no use for."""
        for kind in kinds:
            keys = self._keys_of(kind)
            unused = [key for key in keys if (kind, key) not in self._used]
            self._db.executemany("DELETE FROM entry WHERE kind = ? AND key = ?", ((kind, key) for key in unused))
            keys.difference_update(unused)
        self._db.commit()

    def _keys_of(self, kind: str) -> set[str]:
        if kind not in self._keys:
            found = self._db.execute("SELECT key FROM entry WHERE kind = ?", (kind,))
            self._keys[kind] = {key for (key,) in found}
        return self._keys[kind]


@contextmanager
def open_cache(folder: Path) -> Iterator[Cache]:
    """The cache in a folder. A damaged file is thrown away: it can be made again."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "cache.sqlite"
    try:
        connection = _connect(file)
    except sqlite3.DatabaseError:
        file.unlink()
        connection = _connect(file)
    try:
        yield Cache(connection)
        connection.commit()
    finally:
        connection.close()


@contextmanager
def only_build(folder: Path) -> Iterator[None]:
    """Holds the site for one build; the system lets go of it even if the build is killed.

    Raises ``Busy`` where another build holds it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(folder / "lock.sqlite", timeout=0, isolation_level=None)
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        connection.close()
        raise Busy("another build of this site is under way; wait for it to end and run this again") from error
    try:
        yield
    finally:
        connection.close()


def digest(*parts: str | bytes) -> str:
    """One key for several parts; no two lists of parts share one."""
    hashed = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        hashed.update(len(data).to_bytes(8))
        hashed.update(data)
    return hashed.hexdigest()


def _connect(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=60)
    connection.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;" + _LAYOUT)
    connection.execute(f"PRAGMA cache_size = -{_PAGES_KIB}")
    return connection
