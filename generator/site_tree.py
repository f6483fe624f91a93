"""The next site beside the last one: what is up to date is taken over, what changed is rendered.

A file of the site is up to date when its source in ``docs/`` and everything else that a page's look depends on are
what they were, and when nobody touched the file itself since; both are told by hashes, never by file times.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from generator.cache import Cache, digest
from generator.config import SiteConfig
from generator.engine import SourceFile, engine_versions
from generator.fingerprints import fingerprint, folder_fingerprint
from generator.program_files import TEMPLATES
from generator.seeds import file_sha256

LOOK = ("hook.py", "engine.py")
"""Our modules that act on rendered pages."""


ENGINES_OWN = "engine"
"""In the place of a key for what the engine and the search index add: it follows from all the others."""


class Published(Struct, frozen=True, array_like=True):
    """A file of the last site: the key of what it was made of, and the SHA-256 of its bytes."""

    key: str
    sha256: str


_Manifest = dict[str, Published]
"""By path in the site."""


def source_keys(config: SiteConfig, sources: Sequence[SourceFile], *, strict: bool) -> dict[str, str]:
    """A key for each source's file in the site, by its path in ``docs/``.

    A page rendered leniently is rendered again by a strict build, which alone knows whether it would have passed.
    """
    look = digest(look_key(config, sources), str(strict))
    return {
        source.path: digest(look if source.rendered else "copied", file_sha256(config.docs / source.path))
        for source in sources
    }


def look_key(config: SiteConfig, sources: Iterable[SourceFile]) -> str:
    """What every rendered page depends on: configuration, theme, engine, and the titles in the navigation."""
    untitled = sorted(source.path for source in sources if source.in_nav and not source.titled)
    return digest(
        config.file.read_bytes(),
        engine_versions(),
        fingerprint(*LOOK),
        folder_fingerprint(TEMPLATES / "theme"),
        folder_fingerprint(config.templates / "theme"),
        *(part for path in untitled for part in (path, file_sha256(config.docs / path))),
    )


def up_to_date(
    config: SiteConfig, keys: dict[str, str], sources: Sequence[SourceFile], cache: Cache
) -> tuple[SourceFile, ...]:
    """The sources whose files in the last site can be taken over as they are."""
    manifest = _read_manifest(cache)
    return tuple(
        source
        for source in sources
        if not source.in_nav
        and _is_intact(config.site / source.published, manifest.get(source.published), keys[source.path])
    )


def take_over(config: SiteConfig, new: Path, sources: Iterable[SourceFile]) -> None:
    """Puts the last site's files of these sources into the next one."""
    for source in sources:
        _link_or_copy(config.site / source.published, new / source.published)


def is_unchanged(config: SiteConfig, keys: dict[str, str], sources: Sequence[SourceFile], cache: Cache) -> bool:
    """Whether the last site is, file for file, what a build would make again."""
    manifest = _read_manifest(cache)
    of_sources = {source.published: keys[source.path] for source in sources}
    if not manifest or any(published.key != of_sources.get(path, ENGINES_OWN) for path, published in manifest.items()):
        return False
    there = _files(config.site)
    return of_sources.keys() <= there.keys() == manifest.keys() and all(
        file_sha256(file) == manifest[path].sha256 for path, file in there.items()
    )


def keep_manifest(new: Path, keys: dict[str, str], sources: Iterable[SourceFile], cache: Cache) -> None:
    """Remembers what the files of a finished site were made of."""
    of_sources = {source.published: keys[source.path] for source in sources}
    manifest = {
        path: Published(of_sources.get(path, ENGINES_OWN), file_sha256(file)) for path, file in _files(new).items()
    }
    cache.put("manifest", "", msgspec.msgpack.encode(manifest))


def _files(folder: Path) -> dict[str, Path]:
    """All files below a folder, by their paths in it."""
    found: dict[str, Path] = {}
    for root, _, names in os.walk(folder):
        for name in names:
            file = Path(root) / name
            found[file.relative_to(folder).as_posix()] = file
    return found


def _read_manifest(cache: Cache) -> _Manifest:
    value = cache.get("manifest", "")
    return {} if value is None else msgspec.msgpack.decode(value, type=_Manifest)


def _is_intact(file: Path, published: Published | None, key: str) -> bool:
    if published is None or published.key != key or not file.is_file():
        return False
    return file_sha256(file) == published.sha256


def _link_or_copy(source: Path, target: Path) -> None:
    """The same file under another path; sites are replaced file by file, never written into."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:  # a file system without hard links, or two file systems
        shutil.copyfile(source, target)
