"""Where the program's own templates and pages lie: in a checkout at its top level, in an installed wheel inside it."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent
_WHEEL = _PACKAGE / "_site"
_HOME = _WHEEL if _WHEEL.is_dir() else _PACKAGE.parent

TEMPLATES = _HOME / "templates"
"""Cards, pages, the theme's overrides under ``theme/`` and what ``init`` copies under ``new-site/``."""

DOCS = _HOME / "docs"
"""The hand-written pages that describe the program."""

MKDOCS_YML = _HOME / "mkdocs.yml"
"""This project's own configuration, which a new site starts from."""
