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


class Published(Struct, frozen=True, array_like=True):
    """A file of the last site: the key of what it was made of, and the SHA-256 of its bytes."""

    key: str
    sha256: str


_Manifest = dict[str, Published]
"""By path in the site."""


def source_keys(config: SiteConfig, sources: Sequence[SourceFile]) -> dict[str, str]:
    """A key for each source's file in the site, by its path in ``docs/``."""
    look = look_key(config, sources)
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


def keep_manifest(new: Path, keys: dict[str, str], sources: Iterable[SourceFile], cache: Cache) -> None:
    """Remembers what the files of a finished site were made of."""
    manifest = {
        source.published: Published(keys[source.path], file_sha256(new / source.published))
        for source in sources
        if (new / source.published).is_file()
    }
    cache.put("manifest", "", msgspec.msgpack.encode(manifest))


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
