"""How cards name what the record keeps under short names: ``labels.toml``."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Final

LABELS: Final[dict[str, dict[str, str]]] = tomllib.loads((files("generator") / "labels.toml").read_text("utf-8"))
"""By kind, then by name; an empty label means that the printed words say it already."""
