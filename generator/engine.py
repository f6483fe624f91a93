"""The engine under the theme: the one module that calls MkDocs. Another engine is another import here."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from generator.config import SiteConfig


class EngineError(Exception):
    """The engine refused to build the site; its own lines above say why."""


_ours: ContextVar[bool] = ContextVar("ours", default=False)


def runs_in_our_build() -> bool:
    """Whether our own build calls the engine: then the hook has nothing to do."""
    return _ours.get()


def fix_the_clock() -> None:
    """Makes the engine stamp no date of its own on pages: same seeds, same bytes."""
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")


def render(config: SiteConfig, into: Path, *, strict: bool) -> None:
    """Renders all pages of ``docs/`` into a folder. Raises ``EngineError``."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, ConfigurationError

    fix_the_clock()
    with _our_build(), _warnings_shown():
        try:
            settings = load_config(str(config.file), site_dir=str(into), strict=strict or None)
            build(settings)
        except (Abort, ConfigurationError) as error:
            raise EngineError(f"{config.file}: {error}") from error


def serve(config: SiteConfig, address: str) -> None:
    """Serves the site, rebuilt as its files change, until interrupted; the hook does our steps."""
    from mkdocs.commands.serve import serve as engine_serve

    fix_the_clock()
    logging.basicConfig(format="%(message)s", level=logging.INFO)
    engine_serve(config_file=str(config.file), dev_addr=address)


@contextmanager
def _our_build() -> Iterator[None]:
    token = _ours.set(True)
    try:
        yield
    finally:
        _ours.reset(token)


@contextmanager
def _warnings_shown() -> Iterator[None]:
    """Lets the engine's warnings through to standard error, and nothing below them."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    handler.setLevel(logging.WARNING)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
