"""The exports of a whole invented set, each read by a library that is not ours and equal to its records."""

import csv
import io
import json
import re
from functools import cache, lru_cache
from typing import Any

import jsonschema
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from citeproc.source.json import CiteProcJSON
from fhir.resources.bundle import Bundle

from benchmarks.invented import invented_articles
from generator.config import AbstractText
from generator.evidence import EvidenceRecord, from_json, json_schema
from generator.exports import FORMATS, card_exports
from generator.exports.context import notice_lines
from generator.exports.records import published
from generator.notices import status
from generator.records import make_record
from tests.exports.site import CSL_SCHEMA, invented_site
from tests.records import invented_record

COUNT = 60


@cache
def records() -> tuple[EvidenceRecord, ...]:
    """Of many designs, with and without abstracts, PMIDs, months and notices."""
    return (invented_record(pmid="99900001"), *(make_record([article])[0] for article in invented_articles(COUNT)))


@lru_cache(maxsize=1)
def files() -> dict[str, str]:
    """The file of each format that holds the whole set."""
    site = invented_site()
    texts = [[page.text for page in card_exports(record, site)] for record in records()]
    return {
        made.label: "".join(made.file(made.fragment(text[number]) for text in texts))
        for number, made in enumerate(FORMATS)
    }


def said(**values: Any) -> dict[str, Any]:
    """What the record says; nothing for what it is silent about."""
    return {name: value for name, value in values.items() if value}


def title(record: EvidenceRecord) -> str | None:
    return record.citation.title and record.citation.title.removesuffix(".")


def names(record: EvidenceRecord) -> list[str]:
    return [one.collective or f"{one.family}, {one.given or one.initials}" for one in record.citation.authors]


def test_ris_says_what_the_records_say() -> None:
    entries = rispy.loads(files()["RIS"])
    assert len(entries) == len(records())
    for entry, record in zip(entries, records(), strict=True):
        citation = record.citation
        expected = said(
            title=title(record),
            authors=names(record),
            year=citation.year and str(citation.year),
            volume=citation.volume,
            number=citation.issue,
            doi=citation.doi,
            accession_number=citation.pmid,
            custom2=citation.pmcid,
            journal_name=citation.journal_abbrev,
            secondary_title=citation.journal,
            issn=citation.issn,
            language=citation.language,
        )
        assert {name: entry.get(name) for name in expected} == expected
        assert set(notice_lines(citation)) <= set(entry["notes"])
        assert set(citation.keywords) | {one.term for one in citation.mesh} == set(entry.get("keywords", ()))


def test_bibtex_says_what_the_records_say() -> None:
    library = parse_string(files()["BibTeX"], append_middleware=[LatexDecodingMiddleware()])
    assert library.failed_blocks == []
    assert len({entry.key for entry in library.entries}) == len(records())
    for entry, record in zip(library.entries, records(), strict=True):
        citation = record.citation
        expected = said(
            title=title(record),
            author=" and ".join(names(record)),
            journal=citation.journal,
            year=citation.year and str(citation.year),
            volume=citation.volume,
            number=citation.issue,
            doi=citation.doi,
            pmid=citation.pmid,
            pmcid=citation.pmcid,
            issn=citation.issn,
            note=" ".join(notice_lines(citation)),
        )
        values = {name: field.value for name, field in entry.fields_dict.items()}
        assert {name: values.get(name) for name in expected} == expected
        if citation.pages:
            assert re.split("--|–", values["pages"]) == citation.pages.split("-")


@pytest.mark.filterwarnings("ignore:The following arguments for Reference are unsupported. custom:UserWarning")
def test_csl_json_says_what_the_records_say_and_a_citation_processor_takes_it() -> None:
    items = json.loads(files()["CSL-JSON"])
    assert len(CiteProcJSON(items)) == len(records())
    for item, record in zip(items, records(), strict=True):
        citation = record.citation
        expected = {
            "title": title(record),
            "container-title": citation.journal,
            "volume": citation.volume,
            "issue": citation.issue,
            "page": citation.pages,
            "DOI": citation.doi,
            "PMID": citation.pmid,
            "PMCID": citation.pmcid,
            "ISSN": citation.issn,
        }
        assert {name: item.get(name) for name in expected} == expected
        assert item["issued"]["date-parts"] == [
            [part for part in (citation.year, citation.month, citation.day) if part]
        ]
        people = [one.get("literal") or f"{one['family']}, {one['given']}" for one in item["author"]]
        assert people == names(record)


def test_csl_json_of_every_record_fits_the_official_schema() -> None:
    items = json.loads(files()["CSL-JSON"])
    assert len(items) == len(records())
    jsonschema.validate(items, CSL_SCHEMA)


def test_the_table_of_studies_says_what_the_records_say() -> None:
    rows = list(csv.DictReader(io.StringIO(files()["CSV of studies"].removeprefix("\ufeff"))))
    for row, record in zip(rows, records(), strict=True):
        size, kind = record.population.sample_size, record.design.study_type
        expected = {
            "id": record.id,
            "title": title(record) or "",
            "pmid": record.citation.pmid or "",
            "doi": record.citation.doi or "",
            "year": str(record.citation.year or ""),
            "n": str(size.value) if size else "",
            "study_type": kind.value if kind else "",
            "interventions": "; ".join(dict.fromkeys(one.name for one in record.interventions)),
            "conditions": "; ".join(dict.fromkeys(one.value for one in record.population.condition)),
            "findings": str(len(record.findings)),
            "status": status(record.citation),
        }
        assert {name: row[name] for name in expected} == expected


def test_the_table_of_findings_says_what_the_records_say() -> None:
    rows = list(csv.DictReader(io.StringIO(files()["CSV of findings"].removeprefix("\ufeff"))))
    findings = [(record, one) for record in records() for one in record.findings]
    assert len(findings) > 2 * COUNT
    for row, (record, finding) in zip(rows, findings, strict=True):
        assert (row["id"], row["domain"], row["certainty"]) == (record.id, finding.domain, finding.certainty)
        statistic = finding.statistic
        for name in ("value", "low", "high", "numerator", "denominator"):
            value = getattr(statistic, name, None)
            assert (float(row[name]) if row[name] else None) == value
        quoted = statistic or finding.outcome
        assert row["unit"] == (statistic.unit if statistic and statistic.unit else "")
        # What a spreadsheet would take for a formula, such as "-7.8; …", has an apostrophe before it.
        assert row["words"].removeprefix("'") == (quoted.quote.text if quoted else "")


def test_records_fit_their_schema_and_are_read_back_whole() -> None:
    lines = files()["Record (JSON)"].splitlines()
    checker = jsonschema.Draft202012Validator(json_schema())
    for line, record in zip(lines, records(), strict=True):
        checker.validate(json.loads(line))
        assert from_json(line) == published(record, AbstractText.QUOTES)


def test_fhir_bundles_hold_every_number_of_the_records() -> None:
    for line, record in zip(files()["FHIR R5"].splitlines(), records(), strict=True):
        bundle: Any = Bundle.model_validate_json(line)
        first, *others = [entry.resource for entry in bundle.entry]
        assert first.get_resource_type() == "Citation"
        identifiers = {one.value for one in first.citedArtifact.identifier or ()}
        assert {one for one in (record.citation.pmid, record.citation.doi) if one} <= identifiers
        numbers = [finding.statistic for finding in record.findings if finding.statistic]
        assert [one.description for one in others] == [number.quote.text for number in numbers]
        values = [one.statistic[0].quantity for one in others]
        assert [value and float(value.value) for value in values] == [number.value for number in numbers]


def test_the_set_of_these_tests_is_varied() -> None:
    """The comparisons above would prove little on sixty articles of one kind."""
    assert {status(record.citation) for record in records()} >= {"Corrected", "No notice", "Retracted"}
    assert any(record.abstract is None for record in records())
    assert any(record.citation.pmid is None for record in records())
    assert any(record.references for record in records())
