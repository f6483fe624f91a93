"""What files hold, by SHA-256; a file that nobody can have touched since it was last read is not read again.

The program's own outputs are many times the seeds, and each build has to know whether one was touched. As git does
for its index, a file is taken for unread-since only where inode, size, time of writing and time of change are all
those of the last reading; no tool sets the time of change back. Anything else, such as files that a checkout or a CI
cache put there, is read. Seeds, templates and configuration are always read.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import msgspec

from generator.cache import Cache

Signature = tuple[int, int, int, int]
"""Device, inode, size and time of writing: what stays when a file gets another link or name."""

# Elsewhere the system's time of change is the time of creation, and says nothing.
_TELLS_CHANGES = os.name == "posix"

_Known = dict[tuple[int, int, int, int, int], bytes]


class FileHashes:
    """The hashes of files, as far as possible from earlier readings. Called for every file there is: no ``Path``."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        value = cache.get("hashes", "") if _TELLS_CHANGES else None
        self._before: _Known = {} if value is None else msgspec.msgpack.decode(value, type=_Known)
        self._read: dict[Signature, bytes] = {}
        self._changed: dict[Signature, int] = {}
        """The times of change of the files that were looked at."""
        self._looked_at: dict[str, str] = {}

    def of(self, file: str) -> str:
        """The SHA-256 of a file's bytes, looked at once in a build. Raises ``OSError``."""
        return self._looked_at.get(file) or self.look_again(file)

    def look_again(self, file: str) -> str:
        """The same for a file that the build put there or linked: the next build is to know it as it is now."""
        stat = os.stat(file)  # noqa: PTH116
        seen = signature(stat)
        known = self._before.get((*seen, stat.st_ctime_ns)) or self._read.get(seen)
        if known is None:
            known = bytes.fromhex(file_sha256(file))
        self._read[seen] = known
        self._changed[seen] = stat.st_ctime_ns
        sha256 = self._looked_at[file] = known.hex()
        return sha256

    def is_intact(self, file: str, sha256: str) -> bool:
        """Whether a file that a build made is there with these bytes."""
        try:
            return self.of(file) == sha256
        except OSError:
            return False

    def learn(self, file: str, seen: Signature, sha256: str) -> None:
        """Takes over the hash of a file that was just written or read."""
        self._read[seen] = bytes.fromhex(sha256)
        self._looked_at[file] = sha256

    def keep(self) -> None:
        """Remembers for the next build the files that were looked at."""
        known = {(*seen, changed): self._read[seen] for seen, changed in self._changed.items()}
        if known != self._before:
            self._cache.put("hashes", "", msgspec.msgpack.encode(known))


def signature(stat: os.stat_result) -> Signature:
    """What tells one writing of a file from another."""
    return (stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns)


def file_sha256(path: str | Path) -> str:
    """The SHA-256 of a file's bytes, read in pieces."""
    with open(path, "rb", buffering=0) as stream:  # noqa: PTH123
        return hashlib.file_digest(stream, "sha256").hexdigest()
