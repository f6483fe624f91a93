"""From seeds to pages: only what changed is made again, and nothing is lost on the way."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from generator.build import BuildError, Generated, build_site, generate_pages
from generator.cache import FOLDER
from generator.config import SiteConfig
from generator.engine import publish
from generator.progress import Progress
from tests.site import make_site, seed_text


def generate(config: SiteConfig) -> Generated:
    return generate_pages(config, Progress(quiet=True))


def cards(config: SiteConfig) -> list[str]:
    return sorted(file.name for file in (config.docs / "cards").glob("*.md"))


def test_every_seed_has_a_card(tmp_path: Path) -> None:
    config = make_site(tmp_path, first=seed_text(1), second=seed_text(2) + seed_text(3))
    assert generate(config).cards == 3
    assert cards(config) == ["pmid-1.md", "pmid-2.md", "pmid-3.md"]


def test_articles_without_an_identifier_that_only_their_years_tell_apart_have_a_card_each(tmp_path: Path) -> None:
    config = make_site(
        tmp_path, **{f"of-{year}": f"TI  - An invented editorial.\nDP  - {year}\n\n" for year in (2019, 2020)}
    )
    (config.seeds / "undated.nbib").write_text("TI  - An invented editorial.\nFAU - Ng, Ada\n\n", encoding="utf-8")
    assert generate(config).cards == len(cards(config)) == 3


@pytest.mark.parametrize("largest", [0, 400])
def test_a_large_seed_is_read_record_by_record_to_the_same_cards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, largest: int
) -> None:
    seeds = {"one": seed_text(1), "many": seed_text(2) + seed_text(3), "bad": "nothing of use", "two": seed_text(4)}
    made = []
    for name in ("small", "large"):
        config = make_site(tmp_path / name, **seeds)
        problems = generate(config).problems
        made.append(
            (sorted(path.name for path in (config.docs / "cards").glob("*.md")), [str(one) for one in problems])
        )
        monkeypatch.setattr("generator.intake.SMALL", largest)
    assert made[0] == made[1]
    assert len(made[0][0]) == 4


def test_an_unchanged_folder_rewrites_nothing_and_says_so(tmp_path: Path) -> None:
    config = make_site(tmp_path, first=seed_text(1))
    generate(config)
    again = generate(config)
    assert (again.written, again.removed) == (0, 0)
    assert again.sentence == "1 card; none of them, and no list or export, changed."


def test_a_lost_cache_changes_no_file(tmp_path: Path) -> None:
    config = make_site(tmp_path, first=seed_text(1))
    generate(config)
    for file in (tmp_path / ".cache" / "evidence-site").iterdir():
        file.unlink()
    assert generate(config).written == 0


def test_a_lost_cache_leaves_the_home_page_the_programs_own_and_yours_yours(tmp_path: Path) -> None:
    config = make_site(tmp_path, first=seed_text(1))
    generate(config)
    shutil.rmtree(config.root / FOLDER)
    (config.seeds / "second.nbib").write_text(seed_text(2), encoding="utf-8")
    generate(config)
    home = config.docs / "index.md"
    assert "pmid-2" in home.read_text(encoding="utf-8")
    home.write_text("# Ours\n", encoding="utf-8")
    shutil.rmtree(config.root / FOLDER)
    generate(config)
    assert home.read_text(encoding="utf-8") == "# Ours\n"


def test_a_changed_seed_changes_its_card_only(tmp_path: Path) -> None:
    config = make_site(tmp_path, first=seed_text(1), second=seed_text(2))
    generate(config)
    before = {name: (config.docs / "cards" / name).read_bytes() for name in cards(config)}
    (config.seeds / "second.nbib").write_text(seed_text(2, title="Zorimab in an invented disease."), encoding="utf-8")
    generate(config)
    after = {name: (config.docs / "cards" / name).read_bytes() for name in cards(config)}
    assert before["pmid-1.md"] == after["pmid-1.md"]
    assert before["pmid-2.md"] != after["pmid-2.md"]


def test_a_seed_removed_takes_its_card_away(tmp_path: Path) -> None:
    config = make_site(tmp_path, first=seed_text(1), second=seed_text(2))
    generate(config)
    (config.seeds / "second.nbib").unlink()
    assert generate(config).removed > 0
    assert cards(config) == ["pmid-1.md"]


def test_a_card_that_somebody_touched_is_made_again(tmp_path: Path) -> None:
    config = make_site(tmp_path, first=seed_text(1))
    generate(config)
    card = config.docs / "cards" / "pmid-1.md"
    right = card.read_bytes()
    card.write_text("defaced")
    generate(config)
    assert card.read_bytes() == right


def test_a_bad_seed_is_named_and_the_others_are_built(tmp_path: Path) -> None:
    config = make_site(tmp_path, good=seed_text(1), empty="", strange="%PDF-1.7")
    generated = generate(config)
    assert cards(config) == ["pmid-1.md"]
    assert sorted(problem.path for problem in generated.problems) == ["empty.nbib", "strange.nbib"]


def test_the_same_article_in_two_files_has_one_card_and_a_warning(tmp_path: Path) -> None:
    config = make_site(tmp_path, first=seed_text(1), second=seed_text(1))
    generated = generate(config)
    assert cards(config) == ["pmid-1.md"]
    assert "second.nbib, record 1: holds an article that first.nbib holds too" in str(generated.problems[0])
    card = (config.docs / "cards" / "pmid-1.md").read_text(encoding="utf-8")
    assert "first" in card
    assert "second" in card


def test_an_empty_folder_makes_a_site_without_cards(tmp_path: Path) -> None:
    config = make_site(tmp_path)
    assert generate(config).cards == 0


def test_two_articles_whose_addresses_would_be_the_same_have_two_cards(tmp_path: Path) -> None:
    first, second = (
        seed_text(1).replace("PMID- 1\n", "").replace("DP  -", f"LID - {doi} [doi]\nDP  -")
        for doi in ("10.1000/a(b)c", "10.1000/a-b-c")
    )
    config = make_site(tmp_path, first=first, second=second)
    generate(config)
    assert len(cards(config)) == 2


@pytest.mark.site
def test_a_failing_build_leaves_the_last_good_site(tmp_path: Path) -> None:
    config = make_site(tmp_path, first=seed_text(1))
    build_site(config, Progress(quiet=True))
    good = (config.site / "cards" / "pmid-1" / "index.html").read_bytes()
    (config.seeds / "empty.nbib").write_text("")
    with pytest.raises(BuildError, match="is empty"):
        build_site(config, Progress(quiet=True), strict=True)
    assert (config.site / "cards" / "pmid-1" / "index.html").read_bytes() == good


def tree(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.site
def test_a_build_with_nothing_changed_leaves_the_site_alone(tmp_path: Path) -> None:
    config = make_site(tmp_path, first=seed_text(1))
    build_site(config, Progress(quiet=True))
    inode = config.site.stat().st_ino
    build_site(config, Progress(quiet=True))
    assert config.site.stat().st_ino == inode


@pytest.mark.site
@pytest.mark.parametrize("path", ["404.html", "pagefind/pagefind.js", "cards/pmid-1/citation.ris"])
def test_a_file_missing_from_the_site_comes_back(tmp_path: Path, path: str) -> None:
    config = make_site(tmp_path, first=seed_text(1))
    build_site(config, Progress(quiet=True))
    before = tree(config.site)
    (config.site / path).unlink()
    build_site(config, Progress(quiet=True))
    assert tree(config.site) == before


@pytest.mark.site
def test_a_build_killed_while_it_changes_sites_loses_none(tmp_path: Path) -> None:
    config = make_site(tmp_path, first=seed_text(1))
    build_site(config, Progress(quiet=True))
    before = tree(config.site)
    config.site.rename(tmp_path / ".cache" / "evidence-site" / "site.last")
    build_site(config, Progress(quiet=True))
    assert tree(config.site) == before


@pytest.mark.site
def test_an_added_seed_renders_its_card_and_takes_the_others_over(tmp_path: Path) -> None:
    config = make_site(tmp_path / "grown", first=seed_text(1), second=seed_text(2))
    build_site(config, Progress(quiet=True))
    inode = (config.site / "cards" / "pmid-1" / "index.html").stat().st_ino
    (config.seeds / "third.nbib").write_text(seed_text(3), encoding="utf-8")
    build_site(config, Progress(quiet=True))
    assert (config.site / "cards" / "pmid-1" / "index.html").stat().st_ino == inode
    clean = make_site(tmp_path / "clean", first=seed_text(1), second=seed_text(2), third=seed_text(3))
    build_site(clean, Progress(quiet=True))
    assert tree(config.site) == tree(clean.site)


@pytest.mark.site
def test_a_page_of_the_site_that_somebody_touched_is_rendered_again(tmp_path: Path) -> None:
    config = make_site(tmp_path, first=seed_text(1))
    build_site(config, Progress(quiet=True))
    before = tree(config.site)
    (config.site / "cards" / "pmid-1" / "index.html").write_text("defaced")
    build_site(config, Progress(quiet=True))
    assert tree(config.site) == before


@pytest.mark.site
def test_the_same_seeds_give_the_same_bytes(tmp_path: Path) -> None:
    trees = []
    for name in ("one", "two"):
        config = make_site(tmp_path / name, first=seed_text(1), second=seed_text(2))
        build_site(config, Progress(quiet=True))
        trees.append(tree(config.site))
    assert trees[0] == trees[1]


@pytest.mark.site
def test_a_page_of_the_navigation_that_goes_away_does_so_on_every_page(tmp_path: Path) -> None:
    shrunk, clean = (make_site(tmp_path / name, first=seed_text(1)) for name in ("shrunk", "clean"))
    for config in (shrunk, clean):
        config.file.write_text(config.file.read_text().replace("index.md}]", "index.md}, {About: about.md}]"))
    (shrunk.docs / "about.md").write_text("# About\n")
    build_site(shrunk, Progress(quiet=True))
    (shrunk.docs / "about.md").unlink()
    build_site(shrunk, Progress(quiet=True))
    build_site(clean, Progress(quiet=True))
    assert tree(shrunk.site) == tree(clean.site)


@pytest.mark.site
def test_a_page_that_is_edited_while_the_site_is_made_is_rendered_by_the_next_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = make_site(tmp_path, first=seed_text(1))
    about = config.docs / "about.md"
    about.write_text("# About\n\nOld words.\n")

    def publish_and_edit(*arguments: Any) -> None:
        publish(*arguments)
        about.write_text("# About\n\nNew words.\n")

    monkeypatch.setattr("generator.build.publish", publish_and_edit)
    build_site(config, Progress(quiet=True))
    monkeypatch.undo()
    build_site(config, Progress(quiet=True))
    assert "New words" in (config.site / "about" / "index.html").read_text()


@pytest.mark.site
def test_a_page_of_yours_may_link_to_a_card_that_is_not_rendered_with_it_but_to_none_that_is_not_there(
    tmp_path: Path,
) -> None:
    config = make_site(tmp_path, first=seed_text(1))
    about = config.docs / "about.md"
    about.write_text("# About\n")
    build_site(config, Progress(quiet=True), strict=True)
    about.write_text("# About\n\nSee [a card](cards/pmid-1.md) and [its record](cards/pmid-1/record.json).\n")
    build_site(config, Progress(quiet=True), strict=True)
    page = (config.site / "about" / "index.html").read_text()
    assert 'href="../cards/pmid-1/"' in page
    assert 'href="../cards/pmid-1/record.json"' in page
    about.write_text("# About\n\nSee [a card](cards/pmid-2.md).\n")
    with pytest.raises(BuildError, match="strict"):
        build_site(config, Progress(quiet=True), strict=True)
