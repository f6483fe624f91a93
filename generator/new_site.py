"""A new site of one's own: configuration, an empty folder of seeds, a place for templates, a workflow for Pages."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from generator import __version__
from generator.program_files import MKDOCS_YML, TEMPLATES


class NewSiteError(Exception):
    """The site cannot be made there; the message says why and what to do."""


HOOK = '''"""Lets plain `mkdocs build` and `mkdocs serve` make the cards and the search index."""

from generator.hook import on_config, on_post_build, on_pre_build, on_serve

__all__ = ["on_config", "on_post_build", "on_pre_build", "on_serve"]
'''

# What this project's own mkdocs.yml says of itself, and what a new site says there.
CHANGES = (
    (r"(?m)^site_name:.*$", "site_name: {name}"),
    (r"(?m)^repo_(?:url|name):.*\n", ""),
    (r"(?m)^edit_uri:.*\n", ""),
    (r"generator/hook\.py", "hook.py"),
)


def make_site(folder: Path) -> tuple[Path, ...]:
    """Fills a new or empty folder; the files made, in their order. Raises ``NewSiteError``; overwrites nothing."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NewSiteError(f"{folder}: already holds something; name a new or empty folder")
    shutil.copytree(TEMPLATES / "new-site", folder, dirs_exist_ok=True)
    # Under its own name it would keep files of ours from git.
    (folder / "gitignore").rename(folder / ".gitignore")
    (folder / "hook.py").write_text(HOOK, encoding="utf-8")
    (folder / "requirements.txt").write_text(f"evidence-site=={__version__}\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(_configuration(folder.resolve().name), encoding="utf-8")
    return tuple(sorted(path for path in folder.rglob("*") if path.is_file()))


def _configuration(name: str) -> str:
    text = MKDOCS_YML.read_text(encoding="utf-8")
    for pattern, replacement in CHANGES:
        text = re.sub(pattern, replacement.replace("{name}", _as_yaml(name)).replace("\\", r"\\"), text)
    return text


def _as_yaml(name: str) -> str:
    """A folder's name as a YAML string, whatever it holds."""
    return "'" + name.replace("'", "''") + "'"
