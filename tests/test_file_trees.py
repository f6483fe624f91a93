"""Folders made out of each other, and what stays untouched on the way."""

from pathlib import Path
from unittest.mock import patch

import pytest

from generator.file_trees import files_below, link_or_copy, mirror, move_into


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return written(tmp_path / "site", {"index.html": "home", "cards/a/index.html": "a", "cards/b/index.html": "b"})


def written(folder: Path, texts: dict[str, str]) -> Path:
    for path, text in texts.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return folder


def texts(folder: Path) -> dict[str, str]:
    return {path: (folder / path).read_text() for path in files_below(folder)}


def links(site: Path) -> dict[str, str]:
    return {path: f"{site}/{path}" for path in files_below(site)}


def test_a_file_appears_under_a_second_path_with_the_folders_it_needs(site: Path, tmp_path: Path) -> None:
    link_or_copy(site / "index.html", tmp_path / "a" / "b" / "file")
    assert texts(tmp_path / "a") == {"b/file": "home"}


def test_a_file_takes_the_place_of_another_and_is_not_written_into_it(site: Path, tmp_path: Path) -> None:
    there = written(tmp_path / "other", {"index.html": "old"}) / "index.html"
    last = tmp_path / "last"
    link_or_copy(there, last)
    link_or_copy(site / "index.html", there)
    assert (there.read_text(), last.read_text()) == ("home", "old")


def test_a_file_system_without_links_gets_a_copy(site: Path, tmp_path: Path) -> None:
    with patch("os.link", side_effect=PermissionError):
        link_or_copy(site / "index.html", tmp_path / "copy")
    assert (tmp_path / "copy").read_text() == "home"
    assert (tmp_path / "copy").stat().st_ino != (site / "index.html").stat().st_ino


def test_a_mirror_holds_what_it_is_to_hold_and_nothing_else(site: Path, tmp_path: Path) -> None:
    other = written(tmp_path / "other", {"index.html": "old", "gone/index.html": "gone", "cards/a/index.html": "a"})
    mirror(links(site), other)
    assert texts(other) == texts(site)
    assert not (other / "gone").exists()
    assert (other / "index.html").samefile(site / "index.html")


def test_a_mirror_that_holds_it_already_is_left_as_it_is(site: Path, tmp_path: Path) -> None:
    mirror(links(site), tmp_path / "other")
    with patch("os.link") as link, patch("os.unlink") as unlink:
        stayed = mirror(links(site), tmp_path / "other")
    assert stayed == set(texts(site))
    assert not link.called
    assert not unlink.called


def test_a_mirror_takes_a_file_of_the_same_text_for_another_one(site: Path, tmp_path: Path) -> None:
    """Whoever writes into the one must not have written into the other."""
    other = written(tmp_path / "other", texts(site))
    mirror(links(site), other)
    assert (other / "cards" / "a" / "index.html").samefile(site / "cards" / "a" / "index.html")


def test_a_mirror_leaves_the_folder_apart_alone(site: Path, tmp_path: Path) -> None:
    other = written(tmp_path / "other", {"pagefind/x": "x"})
    mirror(links(site), other, apart=("pagefind/",))
    assert texts(other) == texts(site) | {"pagefind/x": "x"}


def test_a_folder_moves_into_another_one_over_what_has_its_names(site: Path, tmp_path: Path) -> None:
    made = written(tmp_path / "made", {"index.html": "new", "cards/b/index.html": "new", "cards/c/index.html": "c"})
    with (site / "index.html").open() as opened:
        move_into(made, site)
        assert opened.read() == "home", "a file is replaced, never written into"
    assert texts(site) == {
        "index.html": "new",
        "cards/a/index.html": "a",
        "cards/b/index.html": "new",
        "cards/c/index.html": "c",
    }
    assert not made.exists()


def test_a_folder_moves_to_where_none_is(site: Path, tmp_path: Path) -> None:
    before = texts(site)
    move_into(site, tmp_path / "there")
    assert texts(tmp_path / "there") == before
    assert not site.exists()
