"""The line, in order: seeds, articles, records, pages, site, search index; only what changed is worked on again."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct, structs

from generator.addresses import assign_addresses
from generator.cache import FOLDER, Cache, digest, only_build, open_cache
from generator.collection.summary import Summary
from generator.config import SiteConfig
from generator.engine import EngineError, engine_versions, list_sources, publish, render
from generator.file_hashes import FileHashes
from generator.file_trees import files_below, mirror, move_into
from generator.fingerprints import fingerprint, folder_fingerprint
from generator.intake import seeds_and_problems, stray_reviews, take_in
from generator.outputs import Outputs
from generator.parallel import Workers
from generator.problems import Problem
from generator.program_files import DOCS, TEMPLATES
from generator.progress import Progress
from generator.records import HeldRecord, hold_records
from generator.search_index import HOME, SearchIndexError, indexing
from generator.seeds import SeedFile, find_seeds
from generator.site_pages import write_site_pages
from generator.site_tree import (
    Manifest,
    is_unchanged,
    keep_manifest,
    read_manifest,
    rendered_pages,
    searchable_pages,
    source_keys,
    up_to_date,
)
from generator.sitemap import write_sitemap

FEW_CHANGED = 10
"""A site that shares all but one in so many files with the next one takes no room beside it, and saves time later."""


class Collected(Struct, frozen=True, kw_only=True):
    """All records of a folder of seeds, by their keys in the cache, and everything odd about the seeds."""

    records: tuple[HeldRecord, ...]
    problems: tuple[Problem, ...]

    @property
    def summaries(self) -> tuple[Summary, ...]:
        """The records' rows, in the order of the records."""
        return tuple(record.summary for record in self.records)


class Generated(Struct, frozen=True, kw_only=True):
    """What a run made of the seeds."""

    cards: int
    written: int
    removed: int
    problems: tuple[Problem, ...]

    @property
    def sentence(self) -> str:
        """What a person wants to know of it."""
        cards = f"{self.cards:,} {'card' if self.cards == 1 else 'cards'}"
        if not self.written and not self.removed:
            return f"{cards}; none of them, and no list or export, changed."
        return f"{cards}; {self.written:,} files written, {self.removed:,} removed."


class LastBuild(Struct, frozen=True, kw_only=True):
    """What a build said, and the hash of what it left in ``docs/`` and in the site."""

    generated: Generated
    trees: str


class BuildError(Exception):
    """The site was not made; the last one stays. The message says why."""


def collect(folder: Path, cache: Cache, progress: Progress) -> Collected:
    """The records of a folder of seeds, each with an address of its own."""
    seeds, problems = seeds_and_problems(find_seeds(folder))
    with Workers() as workers:
        return _collect(folder, seeds, problems, cache, workers, progress)


def generate_pages(config: SiteConfig, progress: Progress) -> Generated:
    """Writes the Markdown of all cards and of the pages that list them. Raises ``Busy``."""
    folder = config.root / FOLDER
    with only_build(folder), open_cache(folder) as cache:
        outputs = Outputs(config.docs, cache, FileHashes(cache))
        return _generate(config, *seeds_and_problems(find_seeds(config.seeds)), cache, outputs, progress)


def build_site(config: SiteConfig, progress: Progress, *, strict: bool = False) -> Generated:
    """Makes the whole site and puts it in the place of the last one.

    Raises ``Busy``, and ``BuildError`` where the site cannot be made or, with ``strict``, has any problem.
    """
    folder = config.root / FOLDER
    with only_build(folder), open_cache(folder) as cache:
        _put_back(config.site, folder / "site")
        hashes = FileHashes(cache)
        seeds, problems = seeds_and_problems(find_seeds(config.seeds))
        made_of = _made_of(config, seeds, problems, strict=strict)
        if unchanged := _last_build(made_of, config, cache, hashes):
            hashes.keep()
            return unchanged
        outputs = Outputs(config.docs, cache, hashes)
        generated = _generate(config, seeds, problems, cache, outputs, progress)
        if strict and generated.problems:
            lines = "\n".join(f"  {problem}" for problem in generated.problems)
            raise BuildError(f"the seeds have problems, and --strict was asked for:\n{lines}")
        docs = _hashed(config.docs, outputs.there, hashes)
        try:
            manifest = _make_site(config, folder / "site", docs, cache, hashes, progress, strict=strict)
        except (EngineError, SearchIndexError) as error:
            raise BuildError(str(error)) from error
        for path in outputs.put_there:
            hashes.look_again(f"{config.docs}/{path}")
        site = {path: published.sha256 for path, published in manifest.items()}
        _keep_build(made_of, LastBuild(generated=generated, trees=_trees(docs, site)), cache)
        hashes.keep()
        return generated


def index_pages(config: SiteConfig, site: Path) -> None:
    """Makes sitemap and search index of a site that somebody else's engine rendered. Raises ``SearchIndexError``."""
    folder = config.root / FOLDER
    with only_build(folder), open_cache(folder) as cache:
        hashes = FileHashes(cache)
        sources = list_sources(config, files_below(config.docs))
        pages = rendered_pages(site, sources, {source.path: "" for source in sources}, hashes)
        write_sitemap(site, config.site_url, pages)
        found = searchable_pages(pages, sources)
        with indexing(found, site.joinpath, folder / "search", cache, hashes, Progress()) as write_index:
            write_index(site)


def _collect(
    folder: Path,
    seeds: Sequence[SeedFile],
    problems: Sequence[Problem],
    cache: Cache,
    workers: Workers,
    progress: Progress,
) -> Collected:
    contents = list(progress.over("Reading", take_in(seeds, folder, cache, workers), total=len(seeds)))
    cache.commit()
    held = [article for content in contents for article in content.articles]
    records, oddities = hold_records(held, cache, workers, progress)
    found = [*problems, *(problem for content in contents for problem in content.problems), *stray_reviews(contents)]
    return Collected(records=_addressed(records), problems=(*found, *oddities))


def _generate(
    config: SiteConfig,
    seeds: Sequence[SeedFile],
    problems: Sequence[Problem],
    cache: Cache,
    outputs: Outputs,
    progress: Progress,
) -> Generated:
    with Workers() as workers:
        collected = _collect(config.seeds, seeds, problems, cache, workers, progress)
        write_site_pages(collected.records, config, cache, outputs, workers, progress)
    removed = outputs.remove_others()
    cache.forget_unused(("seed", "article", "record", "held", "pages"))
    return Generated(
        cards=len(collected.records), written=outputs.written, removed=removed, problems=collected.problems
    )


def _make_site(
    config: SiteConfig,
    new: Path,
    docs: Mapping[str, str],
    cache: Cache,
    hashes: FileHashes,
    progress: Progress,
    *,
    strict: bool,
) -> Manifest:
    """Makes the next site beside the last one, out of it and of what changed, and puts it in its place.

    Where the last but one was kept, it becomes the next: nearly all its files are those of the last one already.
    """
    sources = list_sources(config, docs)
    keys = source_keys(config, sources, docs, strict=strict)
    manifest = read_manifest(cache)
    if is_unchanged(config, keys, sources, manifest, hashes):
        return manifest
    kept = up_to_date(config, keys, sources, manifest, hashes)
    changed = sorted(set(sources) - set(kept), key=lambda source: source.path)
    rendering = new.with_name("rendering")
    shutil.rmtree(rendering, ignore_errors=True)
    rendering.mkdir()
    with progress.stage("Rendering", total=sum(source.rendered for source in changed)) as bar:
        render(config, rendering / "pages", docs, sources, changed, bar.at, strict=strict)
    fresh = rendered_pages(rendering / "pages", changed, keys, hashes)
    pages = {source.published: manifest[source.published] for source in kept} | fresh
    with indexing(
        searchable_pages(pages, sources),
        lambda path: (rendering / "pages" if path in fresh else config.site) / path,
        new.with_name("search"),
        cache,
        hashes,
        progress,
    ) as write_index:
        with progress.stage("Keeping", total=len(kept)):
            links = {source.published: f"{config.site}/{source.published}" for source in kept}
            untouched = mirror(links, new, apart=(f"{HOME}/",))
        write_index(new)
    move_into(rendering / "pages", new)
    rendering.rmdir()
    publish(config, new, (source for source in changed if not source.rendered))
    write_sitemap(new, config.site_url, (source.published for source in sources if source.rendered))
    if not _replace(config.site, new, keep_last=len(changed) * FEW_CHANGED < len(sources)):
        untouched = set()  # each had a link in the site that is gone
    return keep_manifest(config.site, pages, untouched, keys, sources, cache, hashes)


def _made_of(config: SiteConfig, seeds: Sequence[SeedFile], problems: Sequence[Problem], *, strict: bool) -> str:
    """All that a site is made of, but for what lies in ``docs/``."""
    return digest(
        repr(config),
        str(strict),
        config.file.read_bytes(),
        engine_versions(),
        *(fingerprint("."), folder_fingerprint(TEMPLATES), folder_fingerprint(config.templates)),
        folder_fingerprint(DOCS) if config.docs.resolve() != DOCS.resolve() else "",
        *(repr(seed) for seed in seeds),
        *(str(problem) for problem in problems),
    )


def _trees(docs: Mapping[str, str], site: Mapping[str, str]) -> str:
    """What lies in the folders that hold what builds make."""
    return digest(*("\n".join(sorted(f"{path} {sha256}" for path, sha256 in tree.items())) for tree in (docs, site)))


def _hashed(folder: Path, paths: Iterable[str], hashes: FileHashes) -> dict[str, str]:
    """The hashes of files, by their paths from a folder."""
    return {path: hashes.of(f"{folder}/{path}") for path in paths}


def _last_build(made_of: str, config: SiteConfig, cache: Cache, hashes: FileHashes) -> Generated | None:
    """What the last build said, where it was made of the same and nobody touched what it left."""
    value = cache.get("build", made_of)
    if value is None:
        return None
    last = msgspec.msgpack.decode(value, type=LastBuild)
    docs, site = (_hashed(folder, files_below(folder), hashes) for folder in (config.docs, config.site))
    if last.trees != _trees(docs, site):
        return None
    return structs.replace(last.generated, written=0, removed=0)


def _keep_build(made_of: str, last: LastBuild, cache: Cache) -> None:
    cache.put("build", made_of, msgspec.msgpack.encode(last))
    cache.forget_unused(("build", "shard"))


def _addressed(records: Sequence[HeldRecord]) -> tuple[HeldRecord, ...]:
    """The records with addresses that differ even where their identifiers look alike.

    Without an identifier the same title ("Editorial.") may be printed in several years; the year tells those apart.
    """
    counted = Counter(record.summary.id for record in records)
    records = [
        record
        if counted[record.summary.id] == 1
        else structs.replace(
            record,
            summary=structs.replace(record.summary, id=f"{record.summary.id}-{record.summary.year or 'undated'}"),
        )
        for record in records
    ]
    addresses = assign_addresses(record.summary.id for record in records)
    return tuple(
        structs.replace(record, summary=structs.replace(record.summary, address=addresses[record.summary.id]))
        for record in records
    )


def _replace(site: Path, new: Path, *, keep_last: bool) -> bool:
    """Puts a finished site in the place of the last one, and that in the new one's where it is worth keeping.

    Says whether it was kept.
    """
    last = _aside(new)
    shutil.rmtree(last, ignore_errors=True)
    site.parent.mkdir(parents=True, exist_ok=True)
    if site.exists():
        site.rename(last)
    new.rename(site)
    if keep_last and last.exists():
        last.rename(new)
        return True
    shutil.rmtree(last, ignore_errors=True)
    return False


def _put_back(site: Path, new: Path) -> None:
    """Brings back the last site where a build was killed between taking it away and putting the next one there."""
    if not site.exists() and _aside(new).exists():
        _aside(new).rename(site)


def _aside(new: Path) -> Path:
    return new.with_name(f"{new.name}.last")
