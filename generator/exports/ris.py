"""RIS, as EndNote, Zotero, Mendeley and review tools import it; written by rispy."""

from __future__ import annotations

from typing import Any

from rispy.writer import RisWriter

from generator.citation_line import first_and_last_page, sorting_name
from generator.evidence import EvidenceRecord
from generator.exports.context import ExportContext, notice_lines, plain_title


class _Writer(RisWriter):  # type: ignore[misc] # rispy is not typed
    def set_header(self, count: int) -> str:
        """Nothing: rispy's running number before each record is not part of the format."""
        return ""


def write(record: EvidenceRecord, context: ExportContext) -> str:
    """One record, from ``TY`` to ``ER``."""
    entry = {name: value for name, value in _entry(record, context).items() if value}
    return str(_Writer().formats([entry])).strip("\n") + "\n"


def _entry(record: EvidenceRecord, context: ExportContext) -> dict[str, Any]:
    """The record under rispy's names (``rispy.TAG_KEY_MAPPING``)."""
    citation = record.citation
    first, last = first_and_last_page(citation)
    doi_url = f"https://doi.org/{citation.doi}" if citation.doi else None
    return {
        "type_of_reference": "CHAP" if citation.book else "JOUR",
        "authors": [name for author in citation.authors if (name := sorting_name(author))],
        "title": plain_title(citation),
        "journal_name": citation.journal_abbrev,
        "secondary_title": citation.book or citation.journal,
        "alternate_title1": citation.journal_abbrev,
        "year": citation.year and str(citation.year),
        "date": _date(record),
        "volume": citation.volume,
        "number": citation.issue,
        "start_page": first,
        "end_page": last,
        "issn": citation.issn,
        "doi": citation.doi,
        "accession_number": citation.pmid,
        "custom2": citation.pmcid,
        "name_of_database": "PubMed" if citation.pmid else None,
        "urls": [url for url in (doi_url, context.card_url) if url],
        "keywords": list(dict.fromkeys([*citation.keywords, *(heading.term for heading in citation.mesh)])),
        "language": citation.language,
        "type_of_work": "; ".join(citation.publication_types),
        "notes": _notes(record, context),
        "abstract": record.abstract.text if record.abstract else None,
    }


def _date(record: EvidenceRecord) -> str | None:
    """``YYYY/MM/DD/``, with nothing between the slashes for what the source does not say."""
    citation = record.citation
    if citation.year is None:
        return None
    month = f"{citation.month:02}" if citation.month else ""
    day = f"{citation.day:02}" if citation.day and month else ""
    return f"{citation.year}/{month}/{day}/"


def _notes(record: EvidenceRecord, context: ExportContext) -> list[str]:
    """Zotero files AN elsewhere, so the PMID stands here too."""
    pmid = [f"PMID: {record.citation.pmid}"] if record.citation.pmid else []
    card = [f"Evidence card: {context.card_url}"] if context.card_url else []
    return [*pmid, *notice_lines(record.citation), *card]
