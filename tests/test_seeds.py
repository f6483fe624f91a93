"""The folder of seeds."""

from pathlib import Path

import pytest

from generator.problems import Problem
from generator.seeds import SeedFile, find_seeds, review_of


def test_seeds_are_found_in_the_order_of_their_names_below_the_folder(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/two.nbib", "a name with 'quotes'.txt", "README.md", ".hidden", "c.review.yml"):
        (tmp_path / name).write_text(name)
    found = [seed for seed in find_seeds(tmp_path) if isinstance(seed, SeedFile)]
    assert [seed.name for seed in found] == ["a name with 'quotes'.txt", "b/two.nbib"]


def test_the_same_bytes_have_the_same_hash_under_any_name(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_text("PMID- 1")
    first, second = find_seeds(tmp_path)
    assert isinstance(first, SeedFile)
    assert isinstance(second, SeedFile)
    assert first.sha256 == second.sha256


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "secret.txt"
    outside.write_text("not a seed")
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    try:
        (seeds / "link.txt").symlink_to(outside)
    except OSError:
        pytest.skip("this system makes no links")
    (problem,) = find_seeds(seeds)
    assert isinstance(problem, Problem)
    assert str(problem) == "link.txt: is a link to a file outside the seeds; copy the file itself here"


def test_a_missing_folder_is_one_problem(tmp_path: Path) -> None:
    (problem,) = find_seeds(tmp_path / "seeds")
    assert isinstance(problem, Problem)
    assert "is not a folder" in str(problem)


def test_a_review_lies_beside_its_seed() -> None:
    assert review_of("2021/trial.v2.nbib") == "2021/trial.v2.review.yml"
