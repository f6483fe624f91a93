"""The search index: shards that hang on the pages alone, made again only where a page of theirs changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import search_index
from generator.cache import Cache, open_cache
from generator.file_hashes import FileHashes, file_sha256
from generator.progress import Progress
from generator.search_index import SearchIndexError, indexing, shards

PAGE = "<html lang=en><title>{0}</title><body data-pagefind-body><h1>{0}</h1><p>An invented page.</p></body></html>"
FEW = 3


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    with open_cache(tmp_path / "cache") as cache:
        yield cache


@pytest.fixture(autouse=True)
def few_in_a_shard() -> Iterator[None]:
    with patch.object(search_index, "MOST_IN_SHARD", FEW):
        yield


def write(site: Path, name: str, title: str) -> None:
    file = site / "cards" / name / "index.html"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(PAGE.format(title), encoding="utf-8")


def pages(site: Path) -> dict[str, str]:
    return {f.relative_to(site).as_posix(): file_sha256(f) for f in sorted((site / "cards").rglob("*.html"))}


def index_site(site: Path, found: dict[str, str], folder: Path, cache: Cache) -> None:
    with indexing(found, site.joinpath, folder, cache, FileHashes(cache), Progress(quiet=True)) as write_into:
        write_into(site)


def index(site: Path, cache: Cache) -> dict[str, bytes]:
    index_site(site, pages(site), site.parent / "bundles", cache)
    home = site / "pagefind"
    return {file.relative_to(home).as_posix(): file.read_bytes() for file in home.rglob("*") if file.is_file()}


@given(st.dictionaries(st.text(), st.text(), max_size=60), st.integers(1, 9))
def test_every_page_is_in_one_shard_and_none_is_too_large(found: dict[str, str], most: int) -> None:
    with patch.object(search_index, "MOST_IN_SHARD", most):
        made = list(shards(found))
    assert sorted(path for shard in made for path in shard.pages) == sorted(found)
    assert all(len(shard.pages) <= most for shard in made)
    assert all(shard.pages for shard in made) or not found
    assert len({shard.language for shard in made}) == len(made)


@given(st.sets(st.text(min_size=1), min_size=2, max_size=40))
def test_a_changed_page_makes_its_own_shard_new_only(names: set[str]) -> None:
    before = dict.fromkeys(names, "1")
    after = before | {min(names): "2"}
    changed = {shard.key for shard in shards(after)} - {shard.key for shard in shards(before)}
    assert len(changed) == 1


def test_an_index_in_shards_has_one_program_and_every_card(tmp_path: Path, cache: Cache) -> None:
    for number in range(8):
        write(tmp_path / "site", f"card-{number}", f"Invented {number}")
    made = index(tmp_path / "site", cache)
    beside = json.loads(made["shards.json"])["beside"]
    assert len(beside) > 1
    assert [name for name in made if name.endswith((".js", ".pagefind"))] == [
        name for name in made if "/" not in name and name.endswith((".js", ".pagefind"))
    ]
    assert all(f"{bits}/pagefind-entry.json" in made for bits in beside)
    ids = json.loads(made["cards.json"])
    fragments = {Path(name).stem for name in made if name.endswith(".pf_fragment")}
    assert len(ids) == 8
    assert set(ids) == fragments


def test_only_the_shard_of_a_changed_page_is_indexed_again_and_the_index_is_a_clean_one(
    tmp_path: Path, cache: Cache
) -> None:
    site = tmp_path / "site"
    for number in range(8):
        write(site, f"card-{number}", f"Invented {number}")
    index(site, cache)
    write(site, "card-3", "Another title")
    with patch.object(search_index, "_index", wraps=search_index._index) as indexed:
        grown = index(site, cache)
    assert indexed.call_count == 1
    with open_cache(tmp_path / "other cache") as clean:
        index_site(site, pages(site), tmp_path / "clean bundles", clean)
    home = site / "pagefind"
    assert grown == {f.relative_to(home).as_posix(): f.read_bytes() for f in home.rglob("*") if f.is_file()}


def test_a_bundle_that_somebody_touched_is_made_again(tmp_path: Path, cache: Cache) -> None:
    write(tmp_path / "site", "card", "Invented")
    before = index(tmp_path / "site", cache)
    entry = next((tmp_path / "bundles").rglob("pagefind-entry.json"))
    entry.write_text("{}", encoding="utf-8")
    assert index(tmp_path / "site", cache) == before


def test_pagefinds_own_words_tell_what_went_wrong(tmp_path: Path, cache: Cache) -> None:
    with pytest.raises(SearchIndexError, match="Pagefind: "):
        index_site(tmp_path / "site", {}, tmp_path / "bundles", cache)
