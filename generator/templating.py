"""Pages from templates: the only place that knows Jinja2.

Templates choose and arrange, Python computes. A name that nobody handed over is an error, and everything printed is
made safe unless it is ``Markup``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generator.safe_text import safe, safe_url


def render(template: str, *, own_templates: Path | None = None, **values: Any) -> str:
    """The text of a template, ``own_templates`` searched before the program's own."""
    return _environment(own_templates).get_template(template).render(**values)


def front_matter(**meta: Any) -> Markup:
    """YAML between its two lines, keys in the order given.

    Theme and engine print ``title`` and ``description`` as they are: hand them over made safe for HTML.
    """
    return Markup(f"---\n{yaml.safe_dump(meta, allow_unicode=True, sort_keys=False, width=120)}---\n")  # noqa: S704


def packaged_templates() -> Path:
    """The program's own templates: in a wheel, or in a checkout."""
    here = Path(__file__).parent
    packed = here / "_site" / "templates"
    return packed if packed.is_dir() else here.parent / "templates"


@cache
def _environment(own_templates: Path | None) -> Environment:
    folders = [folder for folder in (own_templates, packaged_templates()) if folder]
    environment = Environment(
        loader=FileSystemLoader(folders),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=safe,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["safe_url"] = safe_url
    return environment
