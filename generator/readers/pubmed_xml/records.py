"""Records cut out of a stream of XML by their tags, before any parser sees them.

A record ends at its end tag; one that has none ends where the next begins, and is said to be no whole one. PubMed
writes no record inside a comment or a CDATA section, so that tags alone tell.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

CHUNK = 1 << 18
# A record with 5,000 authors has about 5 MB. What is longer is no record, and would fill the memory.
MAX_RECORD = 16 << 20
# Enough to hold a start tag in two halves, and the end tag of a set after the last record.
REST = 256

_START = re.compile(rb"<(PubmedArticle|PubmedBookArticle|MedlineCitation|BookDocument|DeleteCitation)(?=[\s/>])")
_EMPTY = re.compile(rb"<[^>]*/>")
_AFTER_NAME = frozenset({b" ", b"\t", b"\r", b"\n", b">", b"/"})


class Record(NamedTuple):
    """One element: its name, its bytes in UTF-8, the line of its start tag, and whether its end tag was there."""

    name: str
    data: bytes
    line: int
    whole: bool


def utf8_chunks(stream: BinaryIO, encoding: str) -> Iterator[bytes]:
    """The stream as UTF-8; bytes that its encoding does not have become U+FFFD. UTF-8 is passed on as it is."""
    if encoding == "utf-8":
        while chunk := stream.read(CHUNK):
            yield chunk
        return
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    while chunk := stream.read(CHUNK):
        if text := decoder.decode(chunk):
            yield text.encode()
    yield decoder.decode(b"", final=True).encode()


class RecordStream:
    """The records of a stream in its order; once they are through, ``rest`` is what stands after the last."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self.rest = b""
        self._chunks = chunks
        self._buffer = b""
        self._at = 0
        self._line = 1

    def __iter__(self) -> Iterator[Record]:
        while start := self._find_start():
            self._move_to(start.start())
            end, whole = self._find_end(start[1])
            yield Record(start[1].decode(), self._buffer[self._at : end], self._line, whole)
            self._move_to(end)
        self.rest = self._buffer[self._at :][-REST:]

    def _find_start(self) -> re.Match[bytes] | None:
        """The next start tag, looked for through as many chunks as it takes."""
        while (found := _START.search(self._buffer, self._at)) is None:
            self._move_to(max(self._at, len(self._buffer) - REST))
            if not self._read_on():
                return None
        return found

    def _find_end(self, name: bytes) -> tuple[int, bool]:
        """Where the record that begins here ends, and whether at its end tag."""
        if empty := _EMPTY.match(self._buffer, self._at):
            return empty.end(), True
        tag = b"</" + name + b">"
        while True:
            following = self._next_start(name)
            stop = len(self._buffer) if following is None else following
            found = self._buffer.find(tag, self._at, stop)
            if found >= 0:
                return found + len(tag), True
            if following is not None or stop - self._at > MAX_RECORD or not self._read_on():
                return stop, False

    def _next_start(self, name: bytes) -> int | None:
        """Where the next record of the kind begins, as far as is read."""
        start = b"<" + name
        at = self._buffer.find(start, self._at + 1)
        while at >= 0 and self._buffer[at + len(start) : at + len(start) + 1] not in _AFTER_NAME:
            at = self._buffer.find(start, at + 1)  # as in <PubmedArticleSet>
        return at if at >= 0 else None

    def _read_on(self) -> bool:
        """Reads as much again as is kept, so that a long record is not copied for each chunk."""
        kept = len(self._buffer) - self._at
        pieces = [self._buffer[self._at :]]
        size = 0
        while size <= kept and (chunk := next(self._chunks, b"")):
            pieces.append(chunk)
            size += len(chunk)
        self._buffer = b"".join(pieces)
        self._at = 0
        return size > 0

    def _move_to(self, place: int) -> None:
        self._line += self._buffer.count(b"\n", self._at, place)
        self._at = place
