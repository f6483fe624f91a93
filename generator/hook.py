"""MkDocs' hook: plain ``mkdocs build`` and ``mkdocs serve`` do the two steps that ``evidence-site build`` does.

Cards are written before the engine reads ``docs/``, the search index is made after it has rendered them. An engine
without hooks loses nothing but that convenience: run ``evidence-site generate`` before it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.build import generate_pages, index_pages
from generator.config import load_config
from generator.engine import fix_the_clock, runs_in_our_build
from generator.program_files import TEMPLATES
from generator.progress import Progress

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer


def on_config(config: MkDocsConfig) -> None:
    """Puts the program's theme overrides below the site's own, and takes the clock out of the pages."""
    fix_the_clock()
    theme = str(TEMPLATES / "theme")
    if not any(Path(folder).resolve() == Path(theme).resolve() for folder in config.theme.dirs):
        own = 1 if config.theme.custom_dir else 0
        config.theme.dirs.insert(own, theme)


def on_pre_build(config: MkDocsConfig) -> None:
    """Writes the cards and the pages that list them."""
    if not runs_in_our_build():
        generate_pages(load_config(Path(config.config_file_path)), Progress())


def on_post_build(config: MkDocsConfig) -> None:
    """Makes the sitemap and the search index."""
    if not runs_in_our_build():
        index_pages(load_config(Path(config.config_file_path)), Path(config.site_dir))


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., Any]) -> None:
    """Watches the seeds and templates besides what MkDocs watches itself."""
    ours = load_config(Path(config.config_file_path))
    for folder in (ours.seeds, ours.templates):
        if folder.is_dir():
            server.watch(str(folder))
