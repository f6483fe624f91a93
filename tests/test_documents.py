"""Pages cannot fall behind the program."""

from pathlib import Path

import click

from generator.cli import main

ROOT = Path(__file__).parent.parent


def test_the_readme_names_every_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert isinstance(main, click.Group)
    assert [name for name in main.commands if f"`{name}`" not in readme and f"evidence-site {name}" not in readme] == []


def test_every_dependency_is_explained() -> None:
    explained = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    declared = project[project.index("dependencies = [") : project.index("[project.scripts]")]
    names = [line.strip(' ",').split(">=")[0].split("[")[0] for line in declared.splitlines()[1:] if ">=" in line]
    assert names
    assert [name for name in names if name not in explained] == []


def test_no_lock_names_a_registry() -> None:
    for lock in ROOT.glob("requirements*.txt"):
        assert "://" not in lock.read_text(encoding="utf-8"), lock.name
