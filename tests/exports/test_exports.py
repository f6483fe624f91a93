"""Each export read back by a library that is not ours, and compared with the record."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
import rispy
from citeproc.source.bibtex import BibTeX
from fhir.resources.bundle import Bundle
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.article import Author, Citation, MeshHeading, Notice, NoticeKind
from generator.evidence import EvidenceRecord, from_json, json_schema
from generator.exports import FORMATS, card_exports
from generator.exports.context import ExportContext
from generator.exports.csl import csl_item
from generator.exports.fhir import fhir_bundle
from tests.exports.site import CSL_SCHEMA, invented_site
from tests.records import invented_record

RETRACTED = (Notice(kind=NoticeKind.RETRACTION_IN, text="Invented retraction.", pmid="99000901"),)


def export(name: str, record: EvidenceRecord | None = None, **site: Any) -> str:
    pages = card_exports(record or invented_record(), invented_site(**site))
    return next(page.text for page in pages if page.path.endswith(f"/{name}"))


def silent_record() -> EvidenceRecord:
    return EvidenceRecord(id="sha256:00ff", source=invented_record().source, citation=Citation())


def test_ris_is_read_back_by_rispy() -> None:
    (entry,) = rispy.loads(export("citation.ris"))
    citation = invented_record().citation
    assert entry["authors"] == ["Müller, Anna B", "O'Neill, Sean", "FICTION Study Group"]
    assert (entry["title"], entry["year"], entry["doi"]) == (citation.title, "2021", citation.doi)
    assert (entry["start_page"], entry["end_page"], entry["accession_number"]) == ("101", "109", citation.pmid)
    assert "PMID: 99000001" in entry["notes"]
    assert "abstract" not in entry


def test_ris_begins_with_its_type_and_ends_with_er() -> None:
    lines = export("citation.ris").splitlines()
    assert (lines[0], lines[-1]) == ("TY  - JOUR", "ER  - ")


def test_several_records_in_one_ris_file_are_read_back() -> None:
    ris = FORMATS[0]
    fragments = [ris.fragment(export("citation.ris", invented_record(pmid=str(99000001 + n)))) for n in range(3)]
    entries = rispy.loads("".join(ris.file(fragments)))
    assert [entry["accession_number"] for entry in entries] == ["99000001", "99000002", "99000003"]


@pytest.mark.filterwarnings("ignore:Unsupported BibTeX field:UserWarning")
def test_bibtex_is_read_back_by_citeproc(tmp_path: Path) -> None:
    file = tmp_path / "citation.bib"
    file.write_text(export("citation.bib", invented_record(journal="Signs & Symptoms_100%")), encoding="utf-8")
    (entry,) = BibTeX(str(file), encoding="utf-8").values()
    assert str(entry.title).startswith("Zorivelimab in adults with severe asthma")
    assert [str(author.family) for author in entry.author][:2] == ["Müller", "O'Neill"]
    assert (str(entry.container_title), str(entry.volume)) == ("Signs & Symptoms_100%", "12")
    assert (entry.issued.year, str(entry.page)) == (2021, "101-109")


def test_csl_json_fits_the_schema_and_says_what_the_record_says() -> None:
    items = json.loads(export("citation.csl.json"))
    jsonschema.validate(items, CSL_SCHEMA)
    (item,) = items
    assert item["issued"] == {"date-parts": [[2021, 4]]}
    assert item["author"][2] == {"literal": "FICTION Study Group"}
    assert (item["PMID"], item["DOI"], item["page"]) == ("99000001", "10.5555/Invented.1", "101-109")


def test_study_row_says_what_the_record_says() -> None:
    (row,) = csv.DictReader(io.StringIO(export("study.csv").removeprefix("\ufeff")))
    assert (row["id"], row["n"], row["interventions"]) == ("pmid:99000001", "80", "zorivelimab")
    assert row["status"] == "Corrected"
    assert "7.5%" in row["numbers_that_do_not_add_up"]


def test_findings_rows_are_the_records_findings() -> None:
    rows = list(csv.DictReader(io.StringIO(export("findings.csv").removeprefix("\ufeff"))))
    findings = invented_record().findings
    assert len(rows) == len(findings)
    assert (rows[0]["value"], rows[0]["words"]) == ("60", "24 of 40 patients (60%)")
    assert (rows[1]["low"], rows[1]["high"], rows[1]["p_operator"], rows[1]["p_value"]) == ("1.02", "2.2", "=", "0.04")
    assert rows[1]["computed"] == ""
    assert all(row["words"] in row["sentence"] for row in rows)


def test_a_site_that_shows_nothing_of_abstracts_exports_no_sentence() -> None:
    made = {page.path: page.text for page in card_exports(invented_record(), invented_site(abstract="none"))}
    rows = list(csv.DictReader(io.StringIO(made["cards/pmid-99000001/findings.csv"].removeprefix("\ufeff"))))
    assert {row["sentence"] for row in rows} == {""}


def test_a_chapter_is_exported_as_one() -> None:
    chapter = invented_record(book="An Invented Book", journal=None, journal_abbrev=None)
    (item,) = json.loads(export("citation.csl.json", chapter))
    assert (item["type"], item["container-title"]) == ("chapter", "An Invented Book")
    (entry,) = rispy.loads(export("citation.ris", chapter))
    assert (entry["type_of_reference"], entry["secondary_title"]) == ("CHAP", "An Invented Book")
    assert export("citation.bib", chapter).startswith("@incollection{")


@pytest.mark.parametrize("title", ["=1+1", "+cmd|' /C calc'!A0", "-2 degrees", "@SUM(A1)"])
def test_no_cell_of_a_table_is_a_formula(title: str) -> None:
    (row,) = csv.DictReader(io.StringIO(export("study.csv", invented_record(title=title)).removeprefix("\ufeff")))
    assert row["title"] == f"'{title}"


def test_record_fits_its_schema_and_is_read_back() -> None:
    line = export("record.json", abstract="full")
    jsonschema.validate(json.loads(line), json_schema())
    assert from_json(line) == invented_record()


@pytest.mark.parametrize("format_", FORMATS, ids=lambda format_: format_.label)
def test_no_export_carries_the_abstract_unless_the_site_says_so(format_: Any) -> None:
    words = "In this invented randomized, double-blind trial in Sweden"
    assert words not in export(format_.card_file)
    assert words not in export(format_.card_file, abstract="none")


@pytest.mark.parametrize("name", ["citation.ris", "citation.bib", "citation.csl.json", "record.json"])
def test_exports_carry_the_abstract_where_the_site_says_so(name: str) -> None:
    assert "Median age was 44 years." in export(name, abstract="full")


def test_without_quotes_the_record_keeps_its_offsets_only() -> None:
    record = from_json(export("record.json", abstract="none"))
    size = record.population.sample_size
    assert size is not None
    assert (size.value, size.quote.text, size.quote.end - size.quote.start) == (80, "", 9)


@pytest.mark.parametrize("format_", FORMATS, ids=lambda format_: format_.label)
def test_every_export_says_that_an_article_is_retracted(format_: Any) -> None:
    text = export(format_.card_file, invented_record(notices=RETRACTED))
    assert "retract" in text.lower()


def test_fhir_bundle_is_valid_and_holds_the_numbers() -> None:
    bundle = json.loads(export("fhir.json"))
    Bundle.model_validate(bundle)
    citation, *evidence = [entry["resource"] for entry in bundle["entry"]]
    assert citation["citedArtifact"]["publicationForm"][0]["articleDate"] == "2021-04"
    assert [item["description"] for item in evidence] == [
        finding.statistic.quote.text for finding in invented_record().findings if finding.statistic
    ]
    assert evidence[0]["statistic"][0]["sampleSize"] == {"knownDataCount": 40}
    assert all("certainty" not in item for item in evidence)


@pytest.mark.parametrize("format_", FORMATS, ids=lambda format_: format_.label)
def test_a_silent_record_exports_without_inventing(format_: Any) -> None:
    text = export(format_.card_file, silent_record(), site_url=None)
    assert "None" not in text
    assert "invented site" not in text


def test_a_silent_record_is_valid_everywhere() -> None:
    jsonschema.validate(json.loads(export("citation.csl.json", silent_record())), CSL_SCHEMA)
    Bundle.model_validate(json.loads(export("fhir.json", silent_record())))
    (entry,) = rispy.loads(export("citation.ris", silent_record(), site_url=None))
    assert entry == {"type_of_reference": "JOUR"}


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=30)
citations = st.builds(
    Citation,
    title=st.none() | words,
    authors=st.lists(st.builds(Author, family=words, given=st.none() | words), max_size=3).map(tuple),
    journal=st.none() | words,
    year=st.none() | st.integers(1800, 2100),
    month=st.none() | st.integers(1, 12),
    pages=st.none() | words,
    mesh=st.lists(st.builds(MeshHeading, term=words), max_size=2).map(tuple),
)


@settings(max_examples=60, deadline=None)
@given(citations)
def test_whatever_a_source_says_the_exports_stay_well_formed(citation: Citation) -> None:
    record = msgspec.structs.replace(silent_record(), citation=citation)
    context = ExportContext(address="sha256-00ff", site_name="An invented site")
    jsonschema.validate([csl_item(record, context)], CSL_SCHEMA)
    Bundle.model_validate(fhir_bundle(record, context))
    assert len(list(csv.reader(io.StringIO(export("study.csv", record).removeprefix("\ufeff"))))) == 2
    bibtex = export("citation.bib", record)
    for escaped in (r"\{", r"\}"):
        bibtex = bibtex.replace(escaped, "")
    assert bibtex.count("{") == bibtex.count("}")


@pytest.mark.parametrize("pages", ["\xa0", "1\u20032", " "])
def test_fhir_takes_spaces_of_any_kind(pages: str) -> None:
    Bundle.model_validate(json.loads(export("fhir.json", invented_record(pages=pages))))


def test_the_exported_record_selects_the_words_of_each_value() -> None:
    known = json.loads(export("record.json"))
    selectors = [one["target"]["selector"][0] for one in known["annotations"]]
    assert {"type": "TextQuoteSelector", "exact": "80 adults"} in selectors
    assert from_json(export("record.json")).population == invented_record().population
