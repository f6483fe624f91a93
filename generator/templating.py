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

from generator.program_files import TEMPLATES
from generator.safe_text import safe, safe_url

# The same text from libyaml, ten times as fast, where PyYAML was built with it.
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def render(template: str, *, own_templates: Path | None = None, **values: Any) -> str:
    """The text of a template, ``own_templates`` searched before the program's own."""
    return _environment(own_templates).get_template(template).render(**values)


def front_matter(**meta: Any) -> Markup:
    """YAML between its two lines, keys in the order given.

    Theme and engine print ``title`` and ``description`` as they are: hand them over made safe for HTML.
    """
    return Markup(f"---\n{yaml.dump(meta, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=120)}---\n")  # noqa: S704


@cache
def _environment(own_templates: Path | None) -> Environment:
    folders = [folder for folder in (own_templates, TEMPLATES) if folder]
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
