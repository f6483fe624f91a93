"""Bytes in, text out: every encoding that exports come in, and one line for what cannot be read."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from generator.problems import Problem, Severity
from generator.readers import seed
from generator.readers.seed import Seed, SeedError, open_seed

WORDS = "PMID- 1\nTI  - Müller’s trial of β-blockers."


def opened(path: Path, content: bytes) -> Seed:
    path.write_bytes(content)
    found = open_seed(path)
    assert isinstance(found, Seed), found
    return found


def refused(path: Path, content: bytes) -> Problem:
    path.write_bytes(content)
    found = open_seed(path)
    assert isinstance(found, Problem)
    return found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_text_reads_the_same_in_every_encoding_and_with_every_line_end(
    tmp_path: Path, encoding: str, line_end: str
) -> None:
    found = opened(tmp_path / "a", WORDS.replace("\n", line_end).encode(encoding))
    assert (found.head, found.text, list(found.lines())) == (WORDS, WORDS, WORDS.split("\n"))
    assert found.warnings == []


def test_gzip_is_unpacked(tmp_path: Path) -> None:
    found = opened(tmp_path / "a", gzip.compress(WORDS.encode()))
    assert found.text == WORDS
    with found.open_bytes() as stream:
        assert stream.read() == WORDS.encode()


def test_windows_1252_is_read_with_one_warning_at_its_first_line(tmp_path: Path) -> None:
    found = opened(tmp_path / "a", "one\nMüller’s\nGrün".encode("cp1252"))
    assert found.text == "one\nMüller’s\nGrün"
    (warning,) = found.warnings
    assert (warning.line, warning.severity) == (2, Severity.WARNING)


def test_only_a_line_end_ends_a_line(tmp_path: Path) -> None:
    found = opened(tmp_path / "a", "a\u2028b\x0bc\x85d\ne".encode())
    assert list(found.lines()) == ["a\u2028b\x0bc\x85d", "e"]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n\t", "is empty"),
        (b"%PDF-1.7 ...", "is a PDF, not a record in text"),
        (b"PK\x03\x04 ...", "is a ZIP archive or an Office document, not a record in text"),
        (b"PMID- 1\nTI  - A\x00B", "holds NUL or control bytes, so it is binary or broken"),
        (bytes(range(1, 128)), "holds NUL or control bytes, so it is binary or broken"),
        (gzip.compress(b"PMID- 1" * 99, mtime=0)[:20], "is a gzip file that is cut off or broken"),
    ],
)
def test_what_is_no_text_is_said_in_one_line(tmp_path: Path, content: bytes, what: str) -> None:
    assert refused(tmp_path / "a", content).what == what


def test_a_directory_a_missing_file_and_a_pipe_are_no_seeds(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    answers = [open_seed(path) for path in (tmp_path, tmp_path / "missing", tmp_path / "pipe")]
    assert [answer.what for answer in answers if isinstance(answer, Problem)] == [
        "is a directory",
        "cannot be read (No such file or directory)",
        "is no regular file",
    ]


def test_a_nul_byte_after_the_head_stops_the_reading_at_its_line(tmp_path: Path) -> None:
    found = opened(tmp_path / "a", b"word\n" * 20_000 + b"\0")
    with pytest.raises(SeedError) as caught:
        list(found.lines())
    assert caught.value.problem.line == 20_001


def test_a_page_is_smaller_than_a_list_may_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seed, "MAX_PAGE_CHARACTERS", 20)
    found = opened(tmp_path / "a", b"word\n" * 5)
    assert len(found.text) == 24
    with pytest.raises(SeedError, match="is larger than a page"):
        _ = found.page


def test_an_endless_line_and_an_endless_text_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seed, "MAX_LINE_CHARACTERS", 50)
    monkeypatch.setattr(seed, "MAX_TEXT_CHARACTERS", 100)
    with pytest.raises(SeedError, match="has a line of more than"):
        list(opened(tmp_path / "a", b"x" * 51).lines())
    with pytest.raises(SeedError, match="is larger than"):
        _ = opened(tmp_path / "a", b"words\n" * 17).text
