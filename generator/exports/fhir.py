"""FHIR R5 (5.0.0): a ``Citation`` of the article and an ``Evidence`` a reported number, in one ``Bundle``.

Experimental: the evidence resources of FHIR are still moving. ``certainty`` stays empty, for nothing here is graded.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from importlib.resources import files
from typing import Any

from generator.citation_line import first_and_last_page, publication_date
from generator.decisions import Decided, decided, signed, words_of
from generator.evidence import Dispersion, EvidenceRecord, Finding, Statistic
from generator.exports.context import ExportContext, notice_lines, plain_title

CODES: dict[str, Any] = tomllib.loads((files("generator.exports") / "fhir.toml").read_text(encoding="utf-8"))
LONGEST_ID = 64
"""Characters of a FHIR id."""


def write(record: EvidenceRecord, context: ExportContext) -> str:
    """The bundle, on one line."""
    return json.dumps(fhir_bundle(record, context), ensure_ascii=False, separators=(",", ":"))


def fhir_bundle(record: EvidenceRecord, context: ExportContext) -> dict[str, Any]:
    """A collection: the citation first, then the evidence in the order of the text, as people left it."""
    left = decided(record)
    evidence = [
        _evidence(left, context, index, finding, finding.statistic)
        for index, finding in enumerate(left.record.findings)
        if finding.statistic
    ]
    resources = [_citation(record, context), *evidence]
    entries = [{"resource": _cleaned(item)} for item in resources]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}


def _citation(record: EvidenceRecord, context: ExportContext) -> dict[str, Any]:
    citation = record.citation
    title = plain_title(citation)
    return {
        "resourceType": "Citation",
        "id": _id(context.address),
        "status": "active",
        "experimental": True,
        "url": context.card_url,
        "title": title,
        "note": [{"text": line} for line in notice_lines(citation)],
        "citedArtifact": {
            "identifier": _identifiers(record),
            "title": [{"text": title}] if title else None,
            "publicationForm": [_publication_form(record)],
            "webLocation": [{"url": url} for url in _web_addresses(record)],
            "classification": _classification(record),
            "contributorship": _contributorship(record),
        },
    }


def _identifiers(record: EvidenceRecord) -> list[dict[str, str]]:
    citation = record.citation
    systems = (
        ("https://pubmed.ncbi.nlm.nih.gov", citation.pmid),
        ("https://www.ncbi.nlm.nih.gov/pmc", citation.pmcid),
        ("https://doi.org", citation.doi),
    )
    return [{"system": system, "value": value} for system, value in systems if value]


def _web_addresses(record: EvidenceRecord) -> list[str]:
    return [f"{item['system']}/{item['value']}" for item in _identifiers(record) if "pmc" not in item["system"]]


def _publication_form(record: EvidenceRecord) -> dict[str, Any]:
    citation = record.citation
    first, last = first_and_last_page(citation)
    container = citation.book or citation.journal or citation.journal_abbrev
    issn = [{"system": "urn:issn", "value": citation.issn}] if citation.issn else None
    return {
        "publishedIn": {"title": container, "identifier": issn},
        "volume": citation.volume,
        "issue": citation.issue,
        "articleDate": publication_date(citation),
        "pageString": citation.pages,
        "firstPage": first,
        "lastPage": last,
    }


def _classification(record: EvidenceRecord) -> list[dict[str, Any]] | None:
    types = [{"text": kind} for kind in record.citation.publication_types]
    return [{"type": {"text": "publication type"}, "classifier": types}] if types else None


def _contributorship(record: EvidenceRecord) -> dict[str, Any] | None:
    names = [
        {"display": author.collective or " ".join(part for part in (author.given, author.family) if part)}
        for author in record.citation.authors
    ]
    entries = [{"contributor": name} for name in names if name["display"]]
    return {"complete": record.citation.authors_complete, "entry": entries} if entries else None


def _evidence(
    left: Decided, context: ExportContext, index: int, finding: Finding, statistic: Statistic
) -> dict[str, Any]:
    record, said = left.record, left.of("findings", index)
    words = words_of(said) if said else statistic.quote.text
    by_a_person = [{"text": f"The value was {signed(said)}."}] if said else []
    of_change = [{"text": "The value is a change or a difference."}] if statistic.of_change else []
    return {
        "resourceType": "Evidence",
        "id": _id(f"{context.address}-finding-{index}"),
        "status": "active",
        "experimental": True,
        "url": f"{context.card_url}#finding-{index}" if context.card_url else None,
        "description": words,
        "note": [*({"text": line} for line in notice_lines(record.citation)), *of_change, *by_a_person],
        "relatedArtifact": [
            {
                "type": "derived-from",
                "resourceReference": {"reference": f"Citation/{_id(context.address)}"},
            }
        ],
        "variableDefinition": _variables(record, finding),
        "studyDesign": [{"text": record.design.study_type.value}] if record.design.study_type else None,
        "statistic": [_statistic(finding, statistic, words)],
    }


def _variables(record: EvidenceRecord, finding: Finding) -> list[dict[str, Any]]:
    """The population, the group, the other group and what was measured, in the source's words."""
    population = [found.value for found in (*record.population.eligibility, *record.population.condition)]
    if finding.subgroup:
        population = [finding.subgroup.text]
    words = [
        ("population", population[0] if population else None),
        ("exposure", finding.group.text if finding.group else None),
        ("referenceExposure", finding.comparison.text if finding.comparison else None),
        ("measuredVariable", finding.outcome.text if finding.outcome else None),
    ]
    # FHIR wants one variable at least
    silent = "In doubt: see the words of the value" if finding.outcome_doubted else "Not reported"
    reported = [(role, text) for role, text in words if text] or [("measuredVariable", silent)]
    return [
        {
            "variableRole": {"coding": [{"system": CODES["roles"], "code": role}]},
            "description": text,
        }
        for role, text in reported
    ]


def _statistic(finding: Finding, statistic: Statistic, words: str) -> dict[str, Any]:
    # knownDataCount and numberOfEvents are FHIR's names for "13 of 38"
    known = statistic.denominator
    return {
        "description": words,
        "statisticType": _concept("statistics", statistic.type.value),
        "quantity": _quantity(statistic.value, statistic.unit),
        "numberAffected": statistic.numerator,
        "sampleSize": {"knownDataCount": known} if known is not None else None,
        "attributeEstimate": _attributes(finding, statistic),
    }


def _attributes(finding: Finding, statistic: Statistic) -> list[dict[str, Any]]:
    found = []
    if statistic.low is not None and statistic.high is not None:
        interval = {"type": _concept("attributes", "interval"), "range": _range(statistic.low, statistic.high)}
        found.append(interval | ({"level": statistic.level / 100} if statistic.level else {}))
    if finding.p_value:
        quantity: dict[str, Any] = {"value": finding.p_value.value}
        if finding.p_value.operator != "=":
            quantity["comparator"] = finding.p_value.operator
        found.append({"type": _concept("attributes", "p_value"), "quantity": quantity})
    if statistic.dispersion:
        found.append(_spread(statistic.dispersion))
    return found


def _spread(spread: Dispersion) -> dict[str, Any]:
    values = _range(spread.low, spread.high)
    return {
        "type": _concept("attributes", spread.type),
        "quantity": _quantity(spread.value, None),
        "range": values or None,
    }


def _range(low: float | None, high: float | None) -> dict[str, Any]:
    return {"low": _quantity(low, None), "high": _quantity(high, None)}


def _quantity(value: float | None, unit: str | None) -> dict[str, Any] | None:
    return None if value is None else {"value": value, "unit": unit}


def _concept(table: str, name: str) -> dict[str, Any]:
    """The code where there is one, and words in any case."""
    code = CODES[table].get(name)
    if code is None:
        return {"text": name.replace("_", " ")}
    return {"coding": [{"system": CODES["system"], "code": code[0], "display": code[1]}], "text": code[1]}


def _id(text: str) -> str:
    """The text as a FHIR id: a long one keeps its beginning and gets a mark of its own."""
    if len(text) <= LONGEST_ID:
        return text
    return f"{text[: LONGEST_ID - 9]}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def _cleaned(value: Any) -> Any:
    """The value as FHIR allows it: nothing empty (zero is not), and no white space but plain single spaces."""
    if isinstance(value, str):
        return " ".join(value.split()) or None
    if isinstance(value, list):
        return [item for item in map(_cleaned, value) if item is not None] or None
    if isinstance(value, dict):
        return {name: item for name, each in value.items() if (item := _cleaned(each)) is not None} or None
    return value
