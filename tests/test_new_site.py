"""A new site of one's own."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml

from generator.config import load_config
from generator.new_site import NewSiteError, make_site
from tests.site import seed_text

ROOT = Path(__file__).parent.parent


def test_a_new_site_has_what_a_team_needs(tmp_path: Path) -> None:
    made = {file.relative_to(tmp_path / "site").as_posix() for file in make_site(tmp_path / "site")}
    assert {
        ".github/workflows/site.yml",
        ".gitignore",
        "hook.py",
        "mkdocs.yml",
        "requirements.txt",
        "seeds/README.md",
        "templates/README.md",
    } <= made


def test_the_folders_that_the_engine_asks_for_outlive_git(tmp_path: Path) -> None:
    """Git keeps no empty folder, and a site is published from a clone."""
    kept = {file.parent.relative_to(tmp_path / "site").as_posix() for file in make_site(tmp_path / "site")}
    config = yaml.safe_load(re.sub("!ENV", "", (tmp_path / "site" / "mkdocs.yml").read_text(encoding="utf-8")))
    assert {"docs", config["theme"]["custom_dir"], config["extra"]["evidence"]["seeds"]} <= kept


@pytest.mark.parametrize("name", ["plain", "it's: a name {{ x }} \\1"])
def test_its_configuration_says_its_own_name(tmp_path: Path, name: str) -> None:
    make_site(tmp_path / name)
    config = load_config(tmp_path / name / "mkdocs.yml")
    assert (config.site_name, config.site_url) == (name, None)


def test_its_configuration_names_nothing_of_ours(tmp_path: Path) -> None:
    make_site(tmp_path / "site")
    text = (tmp_path / "site" / "mkdocs.yml").read_text(encoding="utf-8")
    assert "- hook.py" in text
    assert not any(name in text for name in ("generator/", "repo_url", "repo_name", "edit_uri"))


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(NewSiteError, match="name a new or empty folder"):
        make_site(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.site
def test_the_installed_wheel_makes_and_builds_a_site_in_an_empty_directory(tmp_path: Path) -> None:
    def run(*command: str, cwd: Path) -> str:
        env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path), cwd=ROOT)
    (wheel,) = tmp_path.glob("*.whl")
    installed = tmp_path / "installed"
    # A wheel of pure Python is installed by unpacking it.
    zipfile.ZipFile(wheel).extractall(installed)
    # The dependencies are this environment's; the program must be the wheel's.
    program = (
        sys.executable,
        "-c",
        f"import sys; sys.path.insert(0, {str(installed)!r}); sys.path = [p for p in sys.path if p != {str(ROOT)!r}];"
        "from generator.cli import main; import generator; assert 'installed' in generator.__file__; main()",
    )
    run(*program, "init", "ours", cwd=tmp_path)
    site = tmp_path / "ours"
    assert "0 cards" in run(*program, "build", "--strict", cwd=site)
    (site / "seeds" / "one.nbib").write_text(seed_text(1), encoding="utf-8")
    assert "1 card;" in run(*program, "build", "--strict", cwd=site)
    assert (site / "site" / "cards" / "pmid-1" / "index.html").is_file()
    assert (site / "site" / "pagefind" / "pagefind.js").is_file()
