"""YAML written by people: its values, and the line that each of them stands in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

import yaml

_LARGEST: Final = 2_000_000
"""Bytes. A review of every value of a large seed stays far below."""
_STEP: Final = re.compile(r"\.([A-Za-z_]\w*)|\[(\d+)\]")


class YamlError(Exception):
    """The file is no YAML that we read."""

    def __init__(self, what: str, line: int | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.line = line


class YamlFile:
    """A file's values, and where they stand."""

    def __init__(self, value: Any, node: yaml.Node | None) -> None:
        self.value = value
        self._node = node

    def line_of(self, place: str) -> int:
        """The 1-based line of a place such as ``$.reviews[0].items[2].at``, as far as it exists."""
        node = self._node
        line = 1
        for name, number in _STEP.findall(place):
            inner = _inner(node, name, number)
            if inner is None:
                break
            node, line = inner, inner.start_mark.line + 1
        return line


def read_yaml(path: Path) -> YamlFile:
    """The one document of a file. Raises ``YamlError``; nothing in the file is ever executed."""
    try:
        if path.stat().st_size > _LARGEST:
            raise YamlError(f"larger than {_LARGEST:,} bytes")
        text = path.read_text(encoding="utf-8-sig")
        for event in yaml.parse(text, yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent):  # a few of them can stand for billions of values
                mark: Any = event.start_mark
                raise YamlError("holds an alias (*name)", mark.line + 1)
        return YamlFile(yaml.safe_load(text), yaml.compose(text, yaml.SafeLoader))
    except OSError as error:
        raise YamlError(f"cannot be opened ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise YamlError("is not UTF-8 text") from error
    except yaml.MarkedYAMLError as error:
        raise YamlError(
            error.problem or "is no YAML", error.problem_mark.line + 1 if error.problem_mark else None
        ) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise YamlError("is no YAML that can be read") from error


def _inner(node: yaml.Node | None, name: str, number: str) -> yaml.Node | None:
    if number and isinstance(node, yaml.SequenceNode):
        return node.value[int(number)] if int(number) < len(node.value) else None
    if name and isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == name), None)
    return None
