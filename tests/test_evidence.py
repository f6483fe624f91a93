"""The evidence record as JSON."""

from generator.evidence import from_json, json_schema, to_json
from generator.extraction import extract
from tests.articles import article_saying


def test_a_record_survives_json() -> None:
    record = extract(article_saying("Nothing was measured."))
    assert from_json(to_json(record)) == record


def test_the_schema_names_every_part_of_the_record() -> None:
    schema = json_schema()
    assert "population" in schema["$defs"]["EvidenceRecord"]["properties"]
