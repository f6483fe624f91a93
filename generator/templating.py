"""Pages from templates: the only place that knows Jinja2.

Templates choose and arrange, Python computes. A name that nobody handed over is an error, and everything printed is
made safe unless it is ``Markup``.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, Final

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup

from generator.program_files import TEMPLATES
from generator.safe_text import safe, safe_url

# JSON prints these as they are, and YAML takes them for line breaks or refuses them.
_NOT_YAML: Final = re.compile("[\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufeff\ufffe\uffff]")


def render(template: str, *, own_templates: Path | None = None, **values: Any) -> str:
    """The text of a template, ``own_templates`` searched before the program's own."""
    return _environment(own_templates).get_template(template).render(**values)


def front_matter(**meta: Any) -> Markup:
    """YAML between its two lines: a line a key in the order given, its value as JSON, which YAML includes.

    Theme and engine print ``title`` and ``description`` as they are: hand them over made safe for HTML.
    """
    lines = (f"{name}: {_as_yaml(value)}\n" for name, value in meta.items())
    return Markup(f"---\n{''.join(lines)}---\n")  # noqa: S704 - nobody prints it


def _as_yaml(value: object) -> str:
    text = msgspec.json.encode(value).decode()
    return _NOT_YAML.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


def read_again() -> None:
    """Makes the next page of the templates as they are then. Within a build nobody looks whether they changed."""
    _environment.cache_clear()


class _Generator(CodeGenerator):
    """Templates print what ``safe`` gives them. Jinja2's own would make sure for each part that it is safe to print."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write(finalize.src or "")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write(")")


class _Environment(Environment):
    code_generator_class = _Generator


@cache
def _environment(own_templates: Path | None) -> Environment:
    folders = [folder for folder in (own_templates, TEMPLATES) if folder]
    environment = _Environment(
        loader=FileSystemLoader(folders),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=safe,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.filters["safe_url"] = safe_url
    return environment
