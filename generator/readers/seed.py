"""A seed as a file: its bytes decoded by what they are, never held whole unless asked, and what makes it unreadable.

UTF-8, with or without a byte order mark, and UTF-16 with one are read as such. A byte that is no UTF-8 is read as
Windows-1252, the encoding of older exports, and said in a warning. Gzip is unpacked on the way. LF, CRLF and CR all
end a line.
"""

from __future__ import annotations

import gzip
import io
import re
import stat
import zlib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from generator.problems import Problem, Severity

HEAD_CHARACTERS = 65_536
# Far above what PubMed makes: its pages have 200 kB, its records with 3,000 authors 300 kB. What is longer is no
# record, and holding it would let one file take all memory.
MAX_TEXT_CHARACTERS = 64 * 1024 * 1024
MAX_PAGE_CHARACTERS = 4 * 1024 * 1024
MAX_RECORD_CHARACTERS = 4 * 1024 * 1024
MAX_LINE_CHARACTERS = 4 * 1024 * 1024

READ_ERRORS = (OSError, EOFError, zlib.error)
"""What reading on may raise: the disk, or a gzip file that is cut off or broken."""

GZIP_MAGIC = b"\x1f\x8b"
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
# The first bytes of what people drop by mistake, and how they call it.
OTHER_KINDS = {
    b"%PDF": "a PDF",
    b"{\\rtf": "an RTF document",
    b"PK\x03\x04": "a ZIP archive or an Office document",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"\x7fELF": "a program",
}
# Control characters that stand in no text; tab, line ends, form feed and the old end-of-file mark do.
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f]")
MAX_CONTROL_SHARE = 0.01

# Undecodable bytes come as lone surrogates (PEP 383); five bytes that Windows-1252 leaves open stay visibly unknown.
WINDOWS_1252 = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(128, 256)}
UNDECODABLE = re.compile("[\udc80-\udcff]")


class SeedError(Exception):
    """Reading cannot go on; ``problem`` says why. The registry yields it and turns to the next file."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class Seed:
    """An open seed.

    ``name`` is the name shown to people, ``path`` the file, ``head`` its first 64 Ki characters for detection, and
    ``warnings`` what was odd about its bytes, filled while it is read. ``lines`` and ``open_bytes`` stream,
    ``text`` holds everything.
    """

    def __init__(self, path: Path, name: str, head: str, encoding: str) -> None:
        self.path = path
        self.name = name
        self.head = head
        self.encoding = encoding
        self.warnings: list[Problem] = []

    def open_bytes(self) -> BinaryIO:
        """The file's bytes from the start, unpacked if it is gzip. Reading may raise one of ``READ_ERRORS``."""
        return _open_bytes(self.path)

    def lines(self) -> Iterator[str]:
        """The lines, decoded, without their ends. Raises ``SeedError`` at one that cannot be of a text."""
        with _open_text(self.path, self.encoding) as stream:
            number = 0
            while line := stream.readline(MAX_LINE_CHARACTERS):
                number += 1
                if "\0" in line:
                    raise self.unreadable("holds a NUL byte, which no text does", line=number)
                if len(line) == MAX_LINE_CHARACTERS and not line.endswith("\n"):
                    raise self.unreadable("has a line of more than 4 million characters", line=number)
                yield self._repaired(line.rstrip("\n"), number)

    @cached_property
    def text(self) -> str:
        """The whole file, decoded, line ends as LF. Raises ``SeedError`` above 64 Mi characters."""
        kept, size = [], 0
        for line in self.lines():
            size += len(line) + 1
            if size > MAX_TEXT_CHARACTERS:
                raise self.unreadable("is larger than a page or a list of this form can be")
            kept.append(line)
        return "\n".join(kept)

    @property
    def page(self) -> str:
        """The text of a file that holds one page. Raises ``SeedError`` above 4 Mi characters."""
        if len(self.text) > MAX_PAGE_CHARACTERS:
            raise self.unreadable("is larger than a page of PubMed can be")
        return self.text

    def unreadable(self, what: str, *, line: int | None = None) -> SeedError:
        """The error to raise where reading cannot go on."""
        return SeedError(Problem(path=self.name, what=what, do="save the record again, as text", line=line))

    def _repaired(self, line: str, number: int) -> str:
        if line.isascii() or not UNDECODABLE.search(line):
            return line
        if not self.warnings:
            self.warnings.append(
                Problem(
                    path=self.name,
                    what="is not UTF-8 from here on; such bytes were read as Windows-1252",
                    do="check its accents and signs, or save it again as UTF-8",
                    line=number,
                    severity=Severity.WARNING,
                )
            )
        return line.translate(WINDOWS_1252)


def open_seed(path: Path, *, shown_as: str | None = None) -> Seed | Problem:
    """The seed, or why it cannot be read."""
    name = shown_as or str(path)
    try:
        if kind := _not_a_file(path):
            return Problem(path=name, what=f"is {kind}", do="name the files in it, or put a PubMed record in its place")
        with _open_bytes(path) as stream:
            first = stream.read(8)
        encoding = "utf-16" if first.startswith(UTF_16_MARKS) else "utf-8-sig"
        with _open_text(path, encoding) as text:
            head = text.read(HEAD_CHARACTERS)
        if UNDECODABLE.search(head):
            head = head.translate(WINDOWS_1252)
    except OSError as error:
        reason = error.strerror or "not a whole gzip file"
        return Problem(path=name, what=f"cannot be read ({reason})", do="check the file and its permissions")
    except (EOFError, zlib.error):
        return Problem(path=name, what="is a gzip file that is cut off or broken", do="download it again")
    if what := _not_text(first, head):
        return Problem(path=name, what=what, do="save the record from PubMed as text, PubMed format or XML")
    return Seed(path, name, head, encoding)


def _not_a_file(path: Path) -> str | None:
    """What stands in a file's place: reading a pipe or a device could go on for ever."""
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        return "a directory"
    return None if stat.S_ISREG(mode) else "no regular file"


def _not_text(first: bytes, head: str) -> str | None:
    """Why this is no text, as a clause, or ``None``."""
    for magic, kind in OTHER_KINDS.items():
        if first.startswith(magic):
            return f"is {kind}, not a record in text"
    if not head.strip():
        return "is empty"
    if "\0" in head or len(CONTROLS.findall(head)) > MAX_CONTROL_SHARE * len(head):
        return "holds NUL or control bytes, so it is binary or broken"
    return None


def _open_bytes(path: Path) -> BinaryIO:
    stream = path.open("rb")
    if stream.peek(2)[:2] != GZIP_MAGIC:
        return stream
    stream.close()
    return cast("BinaryIO", gzip.open(path))


def _open_text(path: Path, encoding: str) -> TextIO:
    # surrogateescape keeps undecodable bytes apart until ``_repaired``; UTF-16 has no bytes of its own to keep.
    errors = "replace" if encoding == "utf-16" else "surrogateescape"
    return io.TextIOWrapper(_open_bytes(path), encoding=encoding, errors=errors)
