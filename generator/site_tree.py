"""The next site beside the last one: what is up to date is taken over, what changed is rendered.

A file of the site is up to date when its source in ``docs/`` and everything else that a page's look depends on are
what they were, and when nobody touched the file itself since; both are told by hashes, never by the age of files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence, Set
from pathlib import Path

import msgspec
from msgspec import Struct

from generator.cache import Cache, digest
from generator.config import SiteConfig
from generator.engine import SourceFile, engine_versions
from generator.file_hashes import FileHashes, file_sha256, signature
from generator.file_trees import files_below
from generator.fingerprints import fingerprint, folder_fingerprint
from generator.program_files import TEMPLATES
from generator.search_index import is_searchable

LOOK = ("hook.py", "engine.py")
"""Our modules that act on rendered pages."""


ENGINES_OWN = "engine"
"""In the place of a key for what the engine and the search index add: it follows from all the others."""


class Published(Struct, frozen=True, array_like=True):
    """A file of the last site: the key of what it was made of, the SHA-256 of its bytes, and whether it is searched."""

    key: str
    sha256: str
    searchable: bool = False


Manifest = dict[str, Published]
"""By path in the site."""


def source_keys(
    config: SiteConfig, sources: Sequence[SourceFile], docs: Mapping[str, str], *, strict: bool
) -> dict[str, str]:
    """A key for each source's file in the site, by its path in ``docs/``; ``docs`` are the hashes of all files there.

    A page rendered leniently is rendered again by a strict build, which alone knows whether it would have passed.
    """
    look = digest(look_key(config, sources), str(strict))
    return {source.path: f"{look if source.rendered else 'copied'} {docs[source.path]}" for source in sources}


def look_key(config: SiteConfig, sources: Iterable[SourceFile]) -> str:
    """What every rendered page depends on: configuration, theme, engine, and the pages and titles in the navigation."""
    in_nav = sorted((source for source in sources if source.in_nav), key=lambda source: source.path)
    untitled = [source.path for source in in_nav if not source.titled]
    return digest(
        config.file.read_bytes(),
        config.site_url or "",
        engine_versions(),
        fingerprint(*LOOK),
        folder_fingerprint(TEMPLATES / "theme"),
        folder_fingerprint(config.templates / "theme"),
        repr([source.path for source in in_nav]),
        *(part for path in untitled for part in (path, file_sha256(config.docs / path))),
    )


def up_to_date(
    config: SiteConfig, keys: dict[str, str], sources: Sequence[SourceFile], manifest: Manifest, hashes: FileHashes
) -> tuple[SourceFile, ...]:
    """The sources whose files in the last site can be taken over as they are."""
    site = f"{config.site}/"
    return tuple(
        source
        for source in sources
        if not source.in_nav
        and (published := manifest.get(source.published)) is not None
        and published.key == keys[source.path]
        and hashes.is_intact(site + source.published, published.sha256)
    )


def is_unchanged(
    config: SiteConfig, keys: dict[str, str], sources: Sequence[SourceFile], manifest: Manifest, hashes: FileHashes
) -> bool:
    """Whether the last site is, file for file, what a build would make again."""
    of_sources = {source.published: keys[source.path] for source in sources}
    if not manifest or any(published.key != of_sources.get(path, ENGINES_OWN) for path, published in manifest.items()):
        return False
    there = set(files_below(config.site))
    site = f"{config.site}/"
    return of_sources.keys() <= there == manifest.keys() and all(
        hashes.is_intact(site + path, published.sha256) for path, published in manifest.items()
    )


def rendered_pages(new: Path, sources: Iterable[SourceFile], keys: dict[str, str], hashes: FileHashes) -> Manifest:
    """What was just rendered: hashed, and looked at for whether the search is to find it."""
    made = {}
    for source in sources:
        if source.rendered:
            file = new / source.published
            page = file.read_bytes()
            sha256 = hashlib.sha256(page).hexdigest()
            hashes.learn(str(file), signature(file.stat()), sha256)
            made[source.published] = Published(keys[source.path], sha256, is_searchable(page))
    return made


def searchable_pages(manifest: Manifest, sources: Iterable[SourceFile]) -> dict[str, str]:
    """The pages that the search finds, by their hashes: those that the theme marks, or all where it marks none."""
    pages = {source.published: manifest[source.published] for source in sources if source.rendered}
    marked = {path: page.sha256 for path, page in pages.items() if page.searchable}
    return marked or {path: page.sha256 for path, page in pages.items()}


def read_manifest(cache: Cache) -> Manifest:
    """What the last build published."""
    value = cache.get("manifest", "")
    return {} if value is None else msgspec.msgpack.decode(value, type=Manifest)


def keep_manifest(
    site: Path,
    pages: Manifest,
    untouched: Set[str],
    keys: dict[str, str],
    sources: Iterable[SourceFile],
    cache: Cache,
    hashes: FileHashes,
) -> Manifest:
    """Remembers what the files of a finished site were made of.

    ``pages`` are those known; ``untouched`` are the paths of files that were looked at and neither moved nor linked
    since.
    """
    of_sources = {source.published: keys[source.path] for source in sources}
    manifest = {}
    for path in files_below(site):
        if path not in untouched:
            sha256 = hashes.look_again(f"{site}/{path}")
        manifest[path] = pages.get(path) or Published(of_sources.get(path, ENGINES_OWN), sha256)
    cache.put("manifest", "", msgspec.msgpack.encode(manifest))
    return manifest
