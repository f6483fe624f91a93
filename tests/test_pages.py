"""Generated files."""

from pathlib import Path

from generator.pages import remove_page, write_if_changed


def test_an_unchanged_text_is_not_written_again(tmp_path: Path) -> None:
    file = tmp_path / "cards" / "a.md"
    assert write_if_changed(file, "one")
    before = file.stat().st_mtime_ns
    assert not write_if_changed(file, "one")
    assert file.stat().st_mtime_ns == before
    assert write_if_changed(file, "two")
    assert [child.name for child in file.parent.iterdir()] == ["a.md"]


def test_a_removed_page_takes_its_empty_folders_along_but_no_neighbour(tmp_path: Path) -> None:
    write_if_changed(tmp_path / "browse" / "x" / "a.md", "a")
    write_if_changed(tmp_path / "browse" / "b.md", "b")
    remove_page(tmp_path, "browse/x/a.md")
    assert not (tmp_path / "browse" / "x").exists()
    assert (tmp_path / "browse" / "b.md").exists()
