"""Records from PubMed into the seeds, one file each, and what PubMed says anew of those that are there."""

from __future__ import annotations

import re
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from generator.article import Article, Citation
from generator.eutils import Eutils
from generator.notices import banners
from generator.readers import read_path
from generator.readers.fields import pmid_of
from generator.readers.pubmed_xml.records import RecordStream
from generator.seeds import SeedFile, find_seeds

# EFetch takes more, but an answer of 200 records is read in seconds and costs little to ask for again.
BATCH = 200
HEAD = b'<?xml version="1.0" encoding="utf-8"?>\n<PubmedArticleSet>\n'
FOOT = b"\n</PubmedArticleSet>\n"

_PMID = re.compile(rb"<PMID[^>]*>\s*(\d+)\s*</PMID>")


class Outcome(StrEnum):
    """What became of a PMID that was asked for."""

    WRITTEN = "written"
    REPLACED = "replaced"
    SAME = "unchanged"
    THERE = "already there"
    MISSING = "not in PubMed"


class Update(Struct, frozen=True, kw_only=True):
    """A record that PubMed has changed: the seed to write, and what changed, in words."""

    pmid: str
    path: Path
    content: bytes
    changes: tuple[str, ...]


def seed_path(folder: Path, pmid: str) -> Path:
    """Where the record of a PMID is kept."""
    return folder / f"pmid-{pmid}.xml"


def pmids_in(text: str) -> tuple[list[str], list[str]]:
    """The PMIDs in a text, each once, between white space, commas or semicolons, and the words that are none.

    A line's words after ``#`` do not count.
    """
    words = [word for line in text.splitlines() for word in re.split(r"[\s,;]+", line.partition("#")[0]) if word]
    pmids = dict.fromkeys(pmid for word in words if (pmid := pmid_of(word)))
    return list(pmids), [word for word in words if not pmid_of(word)]


def fetch_records(
    pmids: Sequence[str], folder: Path, eutils: Eutils, *, again: bool = False
) -> Iterator[tuple[str, Outcome]]:
    """Writes the record of each PMID into ``folder`` and tells what became of it, batch by batch.

    Records that are there are not asked for, unless ``again``: so a run that broke off goes on where it was. Raises
    ``EutilsError``; what was told by then is written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    there = set() if again else {pmid for pmid in pmids if seed_path(folder, pmid).exists()}
    yield from ((pmid, Outcome.THERE) for pmid in pmids if pmid in there)
    for batch in _batches([pmid for pmid in pmids if pmid not in there]):
        records = _records(eutils.fetch(batch))
        for pmid in batch:
            yield pmid, _keep(seed_path(folder, pmid), records.get(pmid))


def find_updates(folder: Path, eutils: Eutils) -> Iterator[tuple[str, Update | Outcome]]:
    """For each PMID in the seeds the update that PubMed has for it, or ``SAME`` or ``MISSING``. Nothing is written.

    A record in a file of its own is compared whole. One in an export, which is the user's own file, gets a file
    beside it only when something was published about the article since. Raises ``EutilsError``.
    """
    known = _known_statuses(folder)
    for batch in _batches(list(known)):
        records = _records(eutils.fetch(batch))
        for pmid in batch:
            yield pmid, _update(folder, pmid, records.get(pmid), known[pmid])


def write_update(update: Update) -> None:
    """Puts the record into the seeds."""
    _write(update.path, update.content)


def _batches(pmids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(pmids), BATCH):
        yield pmids[start : start + BATCH]


def _records(body: bytes) -> dict[str, bytes]:
    """The records of a set as seeds of their own, by PMID."""
    found = {}
    for record in RecordStream(iter([body])):
        if record.name != "DeleteCitation" and (pmid := _PMID.search(record.data)):
            found[pmid[1].decode()] = HEAD + record.data + FOOT
    return found


def _keep(path: Path, content: bytes | None) -> Outcome:
    if content is None:
        return Outcome.MISSING
    before = path.read_bytes() if path.exists() else None
    if before == content:
        return Outcome.SAME
    _write(path, content)
    return Outcome.WRITTEN if before is None else Outcome.REPLACED


def _write(path: Path, content: bytes) -> None:
    """Writes all of it or nothing: a seed cut off by a lost connection or power would be read as a broken one."""
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(content)
    part.replace(path)


def _known_statuses(folder: Path) -> dict[str, set[str]]:
    """By PMID what the seeds say became of the article."""
    known: dict[str, set[str]] = defaultdict(set)
    for seed in find_seeds(folder):
        if isinstance(seed, SeedFile):
            for article in _articles(folder / seed.name):
                if article.citation.pmid:
                    known[article.citation.pmid] |= _statuses(article.citation)
    return known


def _update(folder: Path, pmid: str, content: bytes | None, known: set[str]) -> Update | Outcome:
    path = seed_path(folder, pmid)
    before = path.read_bytes() if path.exists() else None
    if content is None or (new := _article(content)) is None:
        return Outcome.MISSING
    if before == content:
        return Outcome.SAME
    changes = [banner.status for banner in banners(new.citation) if banner.status not in known]
    if before is not None:
        changes.append(f"record revised ({_revised(_article(before), new)})")
    return Update(pmid=pmid, path=path, content=content, changes=tuple(changes)) if changes else Outcome.SAME


def _revised(old: Article | None, new: Article) -> str:
    """The names of the fields that changed."""
    if old is None:
        return "the old file cannot be read"
    names = [name for name in Citation.__struct_fields__ if getattr(old.citation, name) != getattr(new.citation, name)]
    names += [name for name in ("abstract", "references", "copyright") if getattr(old, name) != getattr(new, name)]
    return ", ".join(names) or "in nothing that a card shows"


def _article(content: bytes) -> Article | None:
    """The article in the bytes of a seed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "seed"
        path.write_bytes(content)
        return next(_articles(path), None)


def _articles(path: Path) -> Iterator[Article]:
    return (item for item in read_path(path, shown_as="seed") if isinstance(item, Article))


def _statuses(citation: Citation) -> set[str]:
    return {banner.status for banner in banners(citation)}
