"""A card in schema.org's terms says what the record says, and nothing for what it does not."""

import tomllib
from pathlib import Path

from generator.article import Citation
from generator.evidence import EvidenceRecord
from generator.schema_org import TERMS, json_ld
from tests.records import invented_record

LEXICONS = Path(__file__).parents[1] / "generator" / "extraction" / "lexicons"


def test_a_trial_is_about_its_conditions_and_based_on_its_article() -> None:
    page = json_ld(invented_record(), url="https://example.org/cards/x/")
    assert page["about"]["@type"] == "MedicalTrial"
    assert page["about"]["trialDesign"] == [
        "https://schema.org/RandomizedTrial",
        "https://schema.org/DoubleBlindedTrial",
    ]
    assert page["about"]["healthCondition"] == [{"@type": "MedicalCondition", "name": "severe asthma"}]
    article = page["isBasedOn"]
    assert (article["pageStart"], article["pageEnd"], article["datePublished"]) == ("101", "109", "2021-04")
    assert article["isPartOf"]["isPartOf"]["isPartOf"]["issn"] == "9999-1000"
    assert page["correction"]


def test_silence_stays_silence() -> None:
    record = EvidenceRecord(id="x", source=invented_record().source, citation=Citation(title="Only a title"))
    page = json_ld(record, url=None)
    assert page == {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "name": "Only a title",
        "isBasedOn": {"@type": "MedicalScholarlyArticle", "name": "Only a title"},
    }


def test_every_value_with_a_term_is_one_that_a_card_can_have() -> None:
    tables = [tomllib.loads(file.read_text("utf-8")) for file in LEXICONS.glob("*.toml")]
    entries = [entry for table in tables for rows in table.values() if isinstance(rows, list) for entry in rows]
    known = {entry["value"] for entry in entries if isinstance(entry, dict) and "value" in entry}
    assert {*TERMS["trial"]["study_types"], *TERMS["trial"]["design"], *TERMS["observation"]} <= known
