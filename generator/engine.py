"""The engine under the theme: the one module that calls MkDocs. Another engine is another import here.

Pages outside the navigation do not depend on each other, so any share of them can be rendered by itself: a share is
a normal build whose other files are marked as excluded, which the engine knows how to link to but does not render.
Files that are published as they are need no engine: they are put where they belong.
"""

from __future__ import annotations

import importlib
import logging
import multiprocessing
import os
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from concurrent.futures import ProcessPoolExecutor, wait
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from generator.config import SiteConfig
from generator.file_trees import link_or_copy, move_into

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files

# Below this a second process costs more than it saves: it has to load the theme and list the files first.
WORTH_A_POOL = 400
MOST_IN_SHARE = 2500
"""Pages that the engine is given at once: it holds them all until the last is made, at 60 kB each."""

SECONDS_BETWEEN_LOOKS = 0.2
"""At how far the workers are."""
BESIDE_CARDS = re.compile(r"cards/[^/]+/[^/.][^/]*(?<!\.md)")
"""Paths in ``docs/`` of the files beside the cards: many times all others, so the engine is not shown them."""
A_CARD = re.compile(r"cards/(?!README\.md|index\.md)[^/.][^/]*\.md")
"""Paths in ``docs/`` of the cards: many times all other pages, so the engine is shown those that it is to render."""


class EngineError(Exception):
    """The engine refused to build the site; its own lines above say why."""


class SourceFile(Struct, frozen=True, kw_only=True):
    """A file of ``docs/``: its path there, the path it is published at, and whether it is rendered or copied.

    Every page shows the pages ``in_nav``; those not ``titled`` there by their own titles.
    """

    path: str
    published: str
    rendered: bool
    in_nav: bool
    titled: bool


_quarters: Any = None
"""In a worker: what all workers of its pool have done, in quarters of a page."""
_ours: ContextVar[bool] = ContextVar("ours", default=False)


def runs_in_our_build() -> bool:
    """Whether our own build calls the engine: then the hook has nothing to do."""
    return _ours.get()


def fix_the_clock() -> None:
    """Makes the engine stamp no date of its own on pages: same seeds, same bytes."""
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")


def engine_versions() -> str:
    """What the site depends on besides its texts and the theme's overrides."""
    return " ".join(
        f"{name} {version(name)}"
        for name in ("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions", "jinja2", "pygments", "pagefind")
    )


def list_sources(config: SiteConfig, paths: Iterable[str]) -> tuple[SourceFile, ...]:
    """The files of ``docs/``, given by their paths there, that belong to the site. Raises ``EngineError``."""
    settings = _load(config, into=config.site, strict=False)
    files, beside_cards = _find_files(settings, paths)
    listed = dict(_listed(settings.nav or []))
    sources = [
        SourceFile(
            path=file.src_uri,
            published=file.dest_uri,
            rendered=file.is_documentation_page(),
            in_nav=file.src_uri in listed if listed else _is_in_nav(file),
            titled=listed.get(file.src_uri, False),
        )
        for file in files
        if _is_included(file)
    ]
    sources += [
        SourceFile(path=path, published=path, rendered=False, in_nav=False, titled=False) for path in beside_cards
    ]
    return tuple(sources)


def _find_files(settings: MkDocsConfig, paths: Iterable[str]) -> tuple[list[File], list[str]]:
    """The files of ``docs/`` as the engine would list them, apart from those beside the cards."""
    from mkdocs.structure.files import File, file_sort_key, set_exclusions

    def as_file(path: str) -> File:
        return File(path, settings.docs_dir, settings.site_dir, settings.use_directory_urls)

    paths = set(paths)
    beside_cards = [path for path in paths if BESIDE_CARDS.fullmatch(path)]
    files = [as_file(path) for path in paths.difference(beside_cards)]
    files.sort(key=file_sort_key)
    set_exclusions(files, settings)
    if settings.exclude_docs or settings.draft_docs:
        shown = [as_file(path) for path in beside_cards]
        set_exclusions(shown, settings)
        beside_cards = [file.src_uri for file in shown if _is_included(file)]
    indexes = {file.dest_uri for file in files if file.name == "index" and not _is_readme(file) and _is_included(file)}
    return [file for file in files if not _is_readme(file) or file.dest_uri not in indexes], sorted(beside_cards)


def _is_readme(file: File) -> bool:
    """Whether a file gives way to an index page beside it."""
    return file.src_uri.rpartition("/")[2] == "README.md"


def _listed(nav: Any) -> Iterator[tuple[str, bool]]:
    """The paths in a configured navigation, and whether it gives each a title."""
    if isinstance(nav, str):
        yield nav, False
    elif isinstance(nav, dict):
        for item in nav.values():
            yield from [(item, True)] if isinstance(item, str) else _listed(item)
    elif isinstance(nav, list):
        for item in nav:
            yield from _listed(item)


def _is_included(file: File) -> bool:
    return bool(file.inclusion.is_included())  # type: ignore[no-untyped-call]


def _is_in_nav(file: File) -> bool:
    return bool(file.is_documentation_page() and file.inclusion.is_in_nav())  # type: ignore[no-untyped-call]


def render(
    config: SiteConfig,
    into: Path,
    docs: Iterable[str],
    sources: Sequence[SourceFile],
    changed: Sequence[SourceFile],
    at: Callable[[int], None],
    *,
    strict: bool,
) -> None:
    """Renders the changed pages of ``docs/`` into a new folder, beside the theme's own files. Raises ``EngineError``.

    ``docs`` are all paths in ``docs/``, ``sources`` the files there that belong to the site; ``at`` is told how many
    pages are done. The pages in the navigation are rendered in any case: the engine makes the navigation of the pages
    that it renders.
    """
    everywhere = frozenset(source.path for source in sources if source.in_nav)
    around = frozenset(path for path in docs if not (A_CARD.fullmatch(path) or BESIDE_CARDS.fullmatch(path)))
    pages = [source.path for source in changed if source.rendered and not source.in_nav]
    workers = os.cpu_count() or 1
    if len(pages) < WORTH_A_POOL or workers == 1:
        workers = 1
    shares = workers * -(-len(pages) // (workers * MOST_IN_SHARE)) or 1
    # Neighbours in the list are often of one kind and length, so the shares take turns.
    paths = [everywhere.union(pages[first::shares]) for first in range(shares)]
    if workers == 1:
        done = Counter[str]()

        def count(quarters: int) -> None:
            done["quarters"] += quarters
            at(done["quarters"] // 4)

        for share in paths:
            _render_share(config, into, share, around, count, strict=strict)
        return
    context = multiprocessing.get_context("spawn")
    quarters = context.Value("q")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_count_into, initargs=(quarters,)) as pool:
        jobs = [pool.submit(_render_counted, config, into, share, around, strict=strict) for share in paths]
        while wait(jobs, timeout=SECONDS_BETWEEN_LOOKS).not_done:
            at(quarters.value // 4)
        for job in jobs:
            job.result()


def publish(config: SiteConfig, into: Path, sources: Iterable[SourceFile]) -> None:
    """Publishes files as they are. The engine's own files give way to them, as they do in the engine."""
    for source in sources:
        target = f"{into}/{source.published}"
        if BESIDE_CARDS.fullmatch(source.path):  # ours: replaced where it changes, never written into
            link_or_copy(f"{config.docs}/{source.path}", target)
        else:
            Path(target).unlink(missing_ok=True)
            Path(target).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(f"{config.docs}/{source.path}", target)


def serve(config: SiteConfig, address: str) -> None:
    """Serves the site, rebuilt as its files change, until interrupted; the hook does our steps."""
    from mkdocs.commands.serve import serve as engine_serve

    fix_the_clock()
    logging.basicConfig(format="%(message)s", level=logging.INFO)
    engine_serve(config_file=str(config.file), dev_addr=address)


def _count_into(quarters: Any) -> None:
    """Says where this worker counts what it has done."""
    global _quarters
    _quarters = quarters


def _render_counted(config: SiteConfig, into: Path, paths: Set[str], around: Set[str], *, strict: bool) -> None:
    """A share, in a worker process."""

    def count(quarters: int) -> None:
        with _quarters.get_lock():
            _quarters.value += quarters

    _render_share(config, into, paths, around, count, strict=strict)


def _render_share(
    config: SiteConfig, into: Path, paths: Set[str], around: Set[str], count: Callable[[int], None], *, strict: bool
) -> None:
    """Some of the pages, in this process; ``count`` is told of quarters of pages that are done.

    ``around`` are the files of ``docs/`` that the engine knows besides; it finds cards and what lies beside them.
    The engine empties its folder first, so each share has one of its own and is moved ``into`` the common one.
    """
    from mkdocs.commands.build import build
    from mkdocs.exceptions import Abort, ConfigurationError
    from mkdocs.plugins import BasePlugin

    class OnlyShare(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
        """Leaves all other files of ``docs/`` to others."""

        def on_files(self, files: Files, *, config: MkDocsConfig) -> None:
            _exclude_others(files, paths, config.docs_dir)

        def on_page_content(self, html: str, **_: Any) -> None:
            count(3)  # the engine turns all Markdown into HTML first; that is most of its work

        def on_post_page(self, output: str, **_: Any) -> None:
            count(1)

    fix_the_clock()
    own = into.with_name(f"{into.name}.{os.getpid()}")
    settings = _load(config, into=own, strict=strict)
    settings.plugins["evidence-share"] = OnlyShare()
    with _our_build(), _warnings_shown(), _fewer_files(paths | around):
        try:
            build(settings)
        except (Abort, ConfigurationError) as error:
            raise EngineError(f"{config.file}: {error}") from error
    move_into(own, into)


def _exclude_others(files: Files, paths: Set[str], docs: str) -> None:
    """Excludes what lies in ``docs/`` and is not among the paths; the theme's own files are everybody's."""
    from mkdocs.structure.files import InclusionLevel

    for file in files:
        if file.src_dir == docs and file.src_uri not in paths:
            file.inclusion = InclusionLevel.EXCLUDED


def _files_of(settings: MkDocsConfig, paths: Set[str]) -> Files:
    """What the engine's own ``get_files`` gives, without most cards and the files beside them."""
    from mkdocs.structure.files import File, Files, InclusionLevel

    class WithCards(Files):
        """Finds those all the same where a page links to one."""

        def get_file_from_path(self, path: str) -> File | None:
            found = super().get_file_from_path(path)
            if found is None and (A_CARD.fullmatch(path) or BESIDE_CARDS.fullmatch(path)):
                if not Path(settings.docs_dir, path).is_file():
                    return None
                found = File(path, settings.docs_dir, settings.site_dir, settings.use_directory_urls)
                found.inclusion = InclusionLevel.EXCLUDED
            return found

    return WithCards(_find_files(settings, paths)[0])


def _load(config: SiteConfig, *, into: Path, strict: bool) -> MkDocsConfig:
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, ConfigurationError

    with _warnings_shown():
        try:
            return load_config(str(config.file), site_dir=str(into), strict=strict or None)
        except (Abort, ConfigurationError) as error:
            raise EngineError(f"{config.file}: {error}") from error


@contextmanager
def _fewer_files(paths: Set[str]) -> Iterator[None]:
    """Lets the engine list files our way, of ``docs/`` these alone."""
    module: Any = importlib.import_module("mkdocs.commands.build")
    engines_own = module.get_files
    module.get_files = partial(_files_of, paths=paths)
    try:
        yield
    finally:
        module.get_files = engines_own


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
