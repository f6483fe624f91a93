"""What files hold, without reading what nobody touched."""

import os
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest

from generator import file_hashes
from generator.cache import Cache, open_cache
from generator.file_hashes import FileHashes, file_sha256


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    with open_cache(tmp_path / "cache") as cache:
        yield cache


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "file"
    file.write_bytes(b"one")
    return file


def remember(file: Path, cache: Cache) -> str:
    hashes = FileHashes(cache)
    sha256 = hashes.of(str(file))
    hashes.keep()
    return sha256


def reads(file: Path, cache: Cache) -> int:
    with patch.object(file_hashes, "file_sha256", wraps=file_sha256) as read:
        assert FileHashes(cache).of(str(file)) == file_sha256(file)
    return read.call_count


def test_an_untouched_file_is_not_read_again(file: Path, cache: Cache) -> None:
    assert remember(file, cache) == file_sha256(file)
    assert reads(file, cache) == 0


def test_a_file_with_its_time_of_writing_set_back_is_read(file: Path, cache: Cache) -> None:
    before = file.stat()
    remember(file, cache)
    file.write_bytes(b"two")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert reads(file, cache) == 1


def test_a_copy_that_kept_its_times_is_read(file: Path, cache: Cache) -> None:
    before = file.stat()
    remember(file, cache)
    other = file.with_name("other")
    other.write_bytes(b"two")
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(file)
    assert reads(file, cache) == 1


def test_a_file_that_the_build_linked_meanwhile_is_known_as_it_is_then(file: Path, cache: Cache) -> None:
    hashes = FileHashes(cache)
    hashes.of(str(file))
    file.with_name("second").hardlink_to(file)
    hashes.look_again(str(file))
    hashes.keep()
    assert reads(file, cache) == 0


def test_a_file_that_somebody_linked_since_is_read(file: Path, cache: Cache) -> None:
    """A link changes the time of change as writing does, and nothing tells them apart."""
    remember(file, cache)
    file.with_name("second").hardlink_to(file)
    assert reads(file, cache) == 1


def test_where_the_system_tells_no_change_every_file_is_read(file: Path, cache: Cache) -> None:
    remember(file, cache)
    with patch.object(file_hashes, "_TELLS_CHANGES", new=False):
        assert reads(file, cache) == 1


def test_a_file_that_is_gone_is_not_intact(file: Path, cache: Cache) -> None:
    sha256 = remember(file, cache)
    assert FileHashes(cache).is_intact(str(file), sha256)
    file.unlink()
    assert not FileHashes(cache).is_intact(str(file), sha256)
