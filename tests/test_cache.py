"""What earlier builds worked out."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.cache import Busy, digest, only_build, open_cache


def test_a_value_survives_the_build_that_made_it(tmp_path: Path) -> None:
    with open_cache(tmp_path) as cache:
        cache.put("record", "k", b"v")
    with open_cache(tmp_path) as cache:
        assert cache.get("record", "k") == b"v"
        assert cache.get("record", "other") is None
        assert not cache.has("seed", "k")


def test_what_a_build_had_no_use_for_is_forgotten(tmp_path: Path) -> None:
    with open_cache(tmp_path) as cache:
        cache.put("record", "old", b"1")
        cache.put("record", "kept", b"2")
    with open_cache(tmp_path) as cache:
        cache.get("record", "kept")
        cache.forget_unused(["record"])
    with open_cache(tmp_path) as cache:
        assert cache.get("record", "old") is None
        assert cache.get("record", "kept") == b"2"


def test_a_damaged_cache_only_costs_time(tmp_path: Path) -> None:
    (tmp_path / "cache.sqlite").write_bytes(b"this is no database" * 100)
    with open_cache(tmp_path) as cache:
        assert cache.get("record", "k") is None


def test_a_second_build_of_the_same_site_is_told_so(tmp_path: Path) -> None:
    with only_build(tmp_path), pytest.raises(Busy, match="under way"), only_build(tmp_path):
        pass
    with only_build(tmp_path):
        pass


@given(st.lists(st.text()), st.lists(st.text()))
def test_other_parts_have_another_digest(first: list[str], second: list[str]) -> None:
    assert (digest(*first) == digest(*second)) == (first == second)
