"""The search index: Pagefind over the rendered pages, its files under ``pagefind/`` of the site.

Pages are indexed in shards that the browser searches as one. A page's shard hangs on the hash of its path alone, so a
changed page makes its own shard new and leaves the others as they are, and the memory that indexing takes is a
shard's. The bundles are kept in the cache by the hash of the pages in them.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import msgspec
from msgspec import Struct

from generator.cache import Cache, digest
from generator.file_hashes import FileHashes, file_sha256
from generator.file_trees import files_below, link_or_copy, mirror
from generator.progress import Progress

MOST_IN_SHARD = 1000
"""Pages. Each shard costs a search a few small requests, each page of one 3 ms when a page of it changes."""
NOT_WORDS = ".headerlink"
"""What stands on pages and is nobody's words: the sign that links a heading."""
MARK = b"data-pagefind-body"
"""What the theme puts on pages that the search finds; where no page has it, it finds all."""
HOME = "pagefind"
"""The folder of the site that holds the index."""
CARDS = "cards/"
_FRAGMENT_START = len(b"pagefind_dcd")


class SearchIndexError(Exception):
    """Pagefind did not make an index; the message is its own."""


class Shard(Struct, frozen=True, kw_only=True):
    """Pages that are indexed together: the first bits of the hashes of their paths, and the pages' own hashes."""

    bits: str
    pages: dict[str, str]
    language: str
    """English, and the shard's own: results carry it in their ids, which makes those of all shards differ."""
    key: str
    """What its bundle is made of."""


class _Bundle(Struct, frozen=True):
    """What Pagefind made of a shard: its files by their hashes, and the pages' ids by their paths."""

    files: dict[str, str]
    ids: dict[str, str]


def is_searchable(page: bytes) -> bool:
    """Whether a rendered page says that the search is to find it."""
    return MARK in page


@contextmanager
def indexing(
    pages: Mapping[str, str],
    file_of: Callable[[str], Path],
    folder: Path,
    cache: Cache,
    hashes: FileHashes,
    progress: Progress,
) -> Iterator[Callable[[Path], None]]:
    """Lets Pagefind index pages, given by their hashes, in processes of its own while others work here.

    Gives what waits for it and writes the index into a site, or raises ``SearchIndexError``. Until then the pages lie
    where ``file_of`` says. Bundles are kept in ``folder``.
    """
    found = sorted(shards(pages), key=lambda shard: shard.bits)
    bundles = {shard.bits: bundle for shard in found if (bundle := _kept(shard, folder, cache, hashes))}
    missing = [shard for shard in found if shard.bits not in bundles]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        made = pool.map(lambda shard: _index(shard, file_of, folder), missing)

        def write_into(site: Path) -> None:
            indexed = progress.over("Indexing for search", made, total=len(missing))
            for shard, bundle in zip(missing, indexed, strict=True):
                cache.put("shard", shard.key, msgspec.msgpack.encode(bundle))
                bundles[shard.bits] = bundle
            _forget_others(folder, {shard.key for shard in found})
            _write_index(site / HOME, found, bundles, folder)

        yield write_into


def _write_index(home: Path, found: Sequence[Shard], bundles: Mapping[str, _Bundle], folder: Path) -> None:
    """Puts the bundles of all shards together."""
    wanted = {}
    for place, shard in enumerate(found):
        # The first shard is the one that the browser opens: it brings the program, and the others lie beside it.
        inside = f"{shard.bits}/" if place else ""
        for name in bundles[shard.bits].files:
            if not place or not _is_program(name):
                wanted[inside + name] = f"{folder}/{shard.key}/{name}"
    mirror(wanted, home)
    _write_lists(home, found, {path: one for bundle in bundles.values() for path, one in bundle.ids.items()})


def shards(pages: Mapping[str, str]) -> Iterator[Shard]:
    """The pages in shards: the leaves of a tree over the hashes of their paths, split where there are too many."""
    hashed = {f"{int.from_bytes(hashlib.sha256(path.encode()).digest()[:8]):064b}": path for path in pages}
    yield from _split("", hashed, pages)


def _split(bits: str, hashed: Mapping[str, str], pages: Mapping[str, str]) -> Iterator[Shard]:
    if bits and not hashed:
        return
    if len(hashed) <= MOST_IN_SHARD:
        yield _shard(bits, {path: pages[path] for path in sorted(hashed.values())})
        return
    for bit in "01":
        longer = bits + bit
        yield from _split(longer, {key: path for key, path in hashed.items() if key.startswith(longer)}, pages)


def _shard(bits: str, pages: dict[str, str]) -> Shard:
    language = f"en-x-{bits or 'all'}"
    made_of = (part for page in pages.items() for part in page)
    key = digest(version("pagefind"), NOT_WORDS, language, *made_of)
    return Shard(bits=bits, pages=pages, language=language, key=key)


def _kept(shard: Shard, folder: Path, cache: Cache, hashes: FileHashes) -> _Bundle | None:
    """The bundle of a shard that an earlier build made, if nobody touched it."""
    value = cache.get("shard", shard.key)
    if value is None:
        return None
    bundle = msgspec.msgpack.decode(value, type=_Bundle)
    home = folder / shard.key
    return bundle if all(hashes.is_intact(f"{home}/{name}", sha256) for name, sha256 in bundle.files.items()) else None


def _index(shard: Shard, file_of: Callable[[str], Path], folder: Path) -> _Bundle:
    """Makes the bundle of a shard. Raises ``SearchIndexError``."""
    new = folder / f"{shard.key}.new"
    shutil.rmtree(new, ignore_errors=True)
    for path in shard.pages:
        link_or_copy(file_of(path), new / "pages" / path)
    _run_pagefind(new / "pages", new / "bundle", shard.language)
    ids = dict(_ids(new / "bundle"))
    needed = (name for name in files_below(new / "bundle") if _is_needed(name))
    files = {name: file_sha256(new / "bundle" / name) for name in needed}
    home = folder / shard.key
    shutil.rmtree(home, ignore_errors=True)
    (new / "bundle").rename(home)
    shutil.rmtree(new)
    return _Bundle(files=files, ids=ids)


def _run_pagefind(pages: Path, bundle: Path, language: str) -> None:
    command = [sys.executable, "-m", "pagefind", "--site", str(pages), "--output-path", str(bundle), "--silent"]
    command += ["--force-language", language, "--exclude-selectors", NOT_WORDS]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise SearchIndexError(f"Pagefind: {(done.stderr or done.stdout).strip()}")


def _ids(bundle: Path) -> Iterator[tuple[str, str]]:
    """The ids that results have, by the paths of their pages."""
    for file in (bundle / "fragment").iterdir():
        fragment = json.loads(gzip.decompress(file.read_bytes())[_FRAGMENT_START:])
        url = str(fragment["url"]).lstrip("/")
        yield url if url.endswith(".html") else f"{url}index.html", file.stem


def _is_needed(name: str) -> bool:
    """Whether our scripts or Pagefind's own ask for a file; its interfaces and their styles stay out of the site."""
    if _is_program(name):
        return name in ("pagefind.js", "pagefind-worker.js") or name.startswith("wasm.en-")
    return not name.endswith(".css")


def _is_program(name: str) -> bool:
    """Whether a file is the same for all shards."""
    return name.endswith((".js", ".pagefind"))


def _write_lists(home: Path, found: Iterable[Shard], ids: Mapping[str, str]) -> None:
    """What scripts need to know: the shards beside the first, and the cards' ids in the order of their addresses."""
    names = [shard.bits for shard in found]
    cards = {_address(path): name for path, name in ids.items() if path.startswith(CARDS)}
    tag = digest(*(shard.key for shard in found))[:8]
    _write_json(home / "shards.json", {"tag": tag, "beside": names[1:]})
    _write_json(home / "cards.json", [cards[address] for address in sorted(cards)])


def _address(path: str) -> str:
    return path.removeprefix(CARDS).removesuffix(".html").removesuffix("/index")


def _write_json(file: Path, value: object) -> None:
    file.write_bytes(msgspec.json.encode(value) + b"\n")


def _forget_others(folder: Path, keys: set[str]) -> None:
    if folder.is_dir():
        for other in folder.iterdir():
            if other.name not in keys:
                shutil.rmtree(other)
