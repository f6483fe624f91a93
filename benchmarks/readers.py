"""How fast our readers are, and how much memory they take, beside other libraries on the same files.

    python -m benchmarks.readers [--records 100000] CORPUS...

Each CORPUS is a PubMed XML or MEDLINE file. Its records are repeated until there are enough, into one file in a
temporary folder (XML packed, as NLM publishes it and as pubmed_parser wants it), which every library then reads from
start to end in a process of its own. Ours also reads a tenth of the file, to show that memory does not grow with it.

pubmed_parser is no dependency of ours: ``uv pip install pubmed-parser``, or it is left out. Bio.Entrez cannot stream
a set of articles, so it reads a small part. Each library reads what it can: pubmed_parser with authors and references.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

PART_FOR_ENTREZ = 2_000


def read_ours(path: Path) -> Iterator[object]:
    """Articles and problems of our readers."""
    from generator.readers import read_path

    return read_path(path)


def read_pubmed_parser(path: Path) -> Iterator[object]:
    """Dictionaries of pubmed_parser, with authors and references."""
    import pubmed_parser  # type: ignore[import-not-found, unused-ignore]

    return iter(pubmed_parser.parse_medline_xml(str(path), author_list=True, reference_list=True))


def read_entrez(path: Path) -> Iterator[object]:
    """The articles of Bio.Entrez, all in memory at once."""
    from Bio import Entrez

    with gzip.open(path) as stream:
        return iter(Entrez.read(stream)["PubmedArticle"])  # type: ignore[no-untyped-call]


def read_bio_medline(path: Path) -> Iterator[object]:
    """The records of Bio.Medline."""
    from Bio import Medline

    with path.open(encoding="utf-8") as stream:
        yield from Medline.parse(stream)  # type: ignore[no-untyped-call]


READERS: dict[str, Callable[[Path], Iterator[object]]] = {
    "evidence-site": read_ours,
    "pubmed_parser": read_pubmed_parser,
    "Bio.Entrez": read_entrez,
    "Bio.Medline": read_bio_medline,
}


def main() -> None:
    """Prints a table for each corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="*", type=Path, help="PubMed XML or MEDLINE files whose records are repeated")
    parser.add_argument("--records", type=int, default=100_000, help="how many records to read")
    parser.add_argument("--measure", nargs=2, metavar=("READER", "FILE"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.measure:
        print(json.dumps(measure(arguments.measure[0], Path(arguments.measure[1]))))
        return
    for corpus in arguments.corpus:
        with tempfile.TemporaryDirectory() as folder:
            compare(corpus, Path(folder), arguments.records)


def measure(reader: str, path: Path) -> dict[str, float]:
    """Records, seconds of processor time, and megabytes at the peak, the process's and those above its start.

    Processor time, because other work on the machine disturbs it less than time on the wall.
    """
    before = peak_megabytes()
    started = time.process_time()
    records = sum(1 for _ in READERS[reader](path))
    seconds = time.process_time() - started
    return {"records": records, "seconds": seconds, "megabytes": peak_megabytes() - before, "whole": peak_megabytes()}


def peak_megabytes() -> float:
    """The most memory that this process has held so far; Linux counts it in KiB, macOS in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024**2 if sys.platform == "darwin" else 1024)


def compare(corpus: Path, folder: Path, records: int) -> None:
    """Prints one line a library and size."""
    is_xml = "<PubmedArticle" in corpus.read_text(encoding="utf-8", errors="replace")[:65_536]
    write = write_xml if is_xml else write_medline
    readers = ("pubmed_parser", "Bio.Entrez") if is_xml else ("Bio.Medline",)
    whole, tenth, part = (folder / name for name in ("whole", "tenth", "part"))
    for path, count in ((whole, records), (tenth, records // 10), (part, PART_FOR_ENTREZ)):
        write(corpus, path, count)
    print(f"{corpus.name}, {records} records, {whole.stat().st_size / 1e6:.0f} MB on disk")
    print(f"{'reader':16}{'records':>9}{'CPU s':>9}{'a second':>10}{'peak MB':>9}{'for reading':>12}")
    for reader, path in (
        ("evidence-site", tenth),
        ("evidence-site", whole),
        *((reader, part if reader == "Bio.Entrez" else whole) for reader in readers),
    ):
        if reader == "pubmed_parser" and not importlib.util.find_spec(reader):
            print(f"{reader:16} is not installed")
            continue
        command = [sys.executable, "-m", "benchmarks.readers", "--measure", reader, str(path)]
        found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        print(
            f"{reader:16}{found['records']:9.0f}{found['seconds']:9.1f}{found['records'] / found['seconds']:10.0f}"
            f"{found['whole']:9.0f}{found['megabytes']:12.0f}",
            flush=True,
        )


def write_xml(corpus: Path, path: Path, count: int) -> None:
    """A packed set of ``count`` records of the corpus, over and over."""
    from generator.readers.pubmed_xml.records import RecordStream

    content = corpus.read_bytes()
    records = [record.data for record in RecordStream(iter([content])) if record.name == "PubmedArticle"]
    with gzip.open(path, "wb", compresslevel=1) as stream:
        stream.write(content[: content.index(b"<PubmedArticle>")])  # with its DOCTYPE, which Bio.Entrez asks for
        stream.writelines(repeated(records, count))
        stream.write(b"</PubmedArticleSet>\n")


def write_medline(corpus: Path, path: Path, count: int) -> None:
    """A file of ``count`` records of the corpus, over and over."""
    records = [record for record in corpus.read_text(encoding="utf-8").split("\n\n") if record.strip()]
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(f"{record.strip()}\n\n" for record in repeated(records, count))


def repeated(records: Iterable[T], count: int) -> Iterator[T]:
    """``count`` records, from the start again as often as needed."""
    return islice(cycle(records), count)


if __name__ == "__main__":
    main()
