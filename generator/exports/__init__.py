"""Exports: the records in the formats that reference managers, spreadsheets and other programs read.

Each format is a module that writes one record, without what a file has around its records, so that the file of a card,
of a browse page and of the whole set are put together from the same pieces.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from generator.addresses import card_address
from generator.config import SiteConfig
from generator.evidence import EvidenceRecord
from generator.exports import bibtex, csl, fhir, records, ris, tables
from generator.exports.context import ExportContext
from generator.pages import Page


class Format(Struct, frozen=True, kw_only=True):
    """One format: what people call it, its files, and how a file is put together from its records."""

    label: str
    card_file: str
    """Below a card's folder."""
    set_file: str
    """Below ``exports/``."""
    media_type: str
    write: Callable[[EvidenceRecord, ExportContext], str]
    start: str = ""
    between: str = ""
    end: str = ""
    by_year: bool = False
    """Whether the set's file is one a year; ``set_file`` then gets the year before its ending."""
    experimental: bool = False

    def file(self, fragments: Iterable[str]) -> Iterator[str]:
        """The text of a file that holds these records, in pieces."""
        yield self.start
        for index, fragment in enumerate(fragments):
            yield self.between + fragment if index else fragment
        yield self.end

    def fragment(self, card_file: str) -> str:
        """The record in a card's file, to be put into another file."""
        return card_file.removeprefix(self.start).removesuffix(self.end)


FORMATS: tuple[Format, ...] = (
    Format(
        label="RIS",
        card_file="citation.ris",
        set_file="citations.ris",
        media_type="application/x-research-info-systems",
        write=ris.write,
        between="\n",
    ),
    Format(
        label="BibTeX",
        card_file="citation.bib",
        set_file="citations.bib",
        media_type="application/x-bibtex",
        write=bibtex.write,
        between="\n",
    ),
    Format(
        label="CSL-JSON",
        card_file="citation.csl.json",
        set_file="citations.csl.json",
        media_type="application/vnd.citationstyles.csl+json",
        write=csl.write,
        start="[\n",
        between=",\n",
        end="\n]\n",
    ),
    Format(
        label="CSV of studies",
        card_file="study.csv",
        set_file="studies.csv",
        media_type="text/csv",
        write=tables.write_study,
        start=tables.STUDY_HEADER,
    ),
    Format(
        label="CSV of findings",
        card_file="findings.csv",
        set_file="findings.csv",
        media_type="text/csv",
        write=tables.write_findings,
        start=tables.FINDING_HEADER,
    ),
    Format(
        label="Record (JSON)",
        card_file="record.json",
        set_file="records.jsonl",
        media_type="application/json",
        write=records.write,
        by_year=True,
        between="\n",
        end="\n",
    ),
    Format(
        label="FHIR R5",
        card_file="fhir.json",
        set_file="bundles.ndjson",
        media_type="application/fhir+json",
        write=fhir.write,
        by_year=True,
        between="\n",
        end="\n",
        experimental=True,
    ),
)


def card_exports(record: EvidenceRecord, config: SiteConfig, *, address: str | None = None) -> Iterator[Page]:
    """The files beside a card, one a format."""
    address = address or card_address(record.id)
    context = replace(ExportContext.of(config, address), sentences=records.quotable(record, config.options.abstract))
    shown = records.published(record, config.options.abstract)
    for made in FORMATS:
        text = "".join(made.file([made.write(shown, context)]))
        yield Page(path=f"cards/{address}/{made.card_file}", text=text)
