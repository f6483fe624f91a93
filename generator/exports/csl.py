"""CSL-JSON, the input of citation processors (schema: ``csl-data.json`` of citationstyles.org, version 1.0)."""

from __future__ import annotations

import json
from typing import Any

from generator.article import Author
from generator.evidence import EvidenceRecord
from generator.exports.context import ExportContext, notice_lines, plain_title
from generator.notices import NO_NOTICE, status


def write(record: EvidenceRecord, context: ExportContext) -> str:
    """One item of the array."""
    return json.dumps(csl_item(record, context), ensure_ascii=False)


def csl_item(record: EvidenceRecord, context: ExportContext) -> dict[str, Any]:
    """The record's item. What the schema has no name for stands under ``custom``."""
    citation = record.citation
    said = status(citation)
    item = {
        "id": context.address,
        "type": "chapter" if citation.book else "article-journal",
        "title": plain_title(citation),
        "author": [name for author in citation.authors if (name := _name(author))],
        "container-title": citation.book or citation.journal or citation.journal_abbrev,
        "container-title-short": citation.journal_abbrev,
        "issued": _issued(record),
        "volume": citation.volume,
        "issue": citation.issue,
        "page": citation.pages,
        "DOI": citation.doi,
        "PMID": citation.pmid,
        "PMCID": citation.pmcid,
        "ISSN": citation.issn,
        "URL": _url(record),
        "language": citation.language,
        "keyword": ", ".join(citation.keywords),
        "source": "PubMed" if citation.pmid else None,
        "status": None if said == NO_NOTICE else said,
        "abstract": record.abstract.text if record.abstract else None,
        "custom": _custom(record, context),
    }
    return {name: value for name, value in item.items() if value}


def _name(author: Author) -> dict[str, str]:
    if author.collective:
        return {"literal": author.collective}
    name = {"family": author.family, "given": author.given or author.initials, "suffix": author.suffix}
    return {key: value for key, value in name.items() if value}


def _issued(record: EvidenceRecord) -> dict[str, Any] | None:
    citation = record.citation
    parts = []
    for part in (citation.year, citation.month, citation.day):
        if part is None:
            break
        parts.append(part)
    return {"date-parts": [parts]} if parts else None


def _url(record: EvidenceRecord) -> str | None:
    citation = record.citation
    if citation.doi:
        return f"https://doi.org/{citation.doi}"
    return f"https://pubmed.ncbi.nlm.nih.gov/{citation.pmid}/" if citation.pmid else None


def _custom(record: EvidenceRecord, context: ExportContext) -> dict[str, Any]:
    extras = {
        "evidence_card": context.card_url,
        "study_type": record.design.study_type.value if record.design.study_type else None,
        "publication_types": list(record.citation.publication_types),
        "notices": notice_lines(record.citation),
    }
    return {name: value for name, value in extras.items() if value}
