"""Generated files."""

from pathlib import Path

from generator.pages import Page, remove_page, write_page


def test_an_unchanged_text_is_not_written_again(tmp_path: Path) -> None:
    file = tmp_path / "cards" / "a.md"
    assert write_page(tmp_path, Page(path="cards/a.md", text="one")).changed
    before = file.stat().st_mtime_ns
    assert not write_page(tmp_path, Page(path="cards/a.md", text="one")).changed
    assert file.stat().st_mtime_ns == before
    assert write_page(tmp_path, Page(path="cards/a.md", text="two")).changed
    assert [child.name for child in file.parent.iterdir()] == ["a.md"]


def test_a_removed_page_takes_its_empty_folders_along_but_no_neighbour(tmp_path: Path) -> None:
    write_page(tmp_path, Page(path="browse/x/a.md", text="a"))
    write_page(tmp_path, Page(path="browse/b.md", text="b"))
    remove_page(tmp_path, "browse/x/a.md")
    assert not (tmp_path / "browse" / "x").exists()
    assert (tmp_path / "browse" / "b.md").exists()
