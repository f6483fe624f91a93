import csv
import io
import json
from pathlib import Path

import rispy

from generator.collection.summary import Summary, summarise
from generator.evidence import EvidenceRecord, from_json
from generator.exports import card_exports
from generator.exports.sets import set_exports
from generator.pages import write_page
from tests.exports.site import invented_site
from tests.records import invented_record


def exports(docs: Path, records: list[EvidenceRecord]) -> dict[str, str]:
    rows: list[Summary] = [summarise(record) for record in records]
    for record in records:
        for page in card_exports(record, invented_site()):
            write_page(docs, page)
    keys = {row.id: row.id for row in rows}
    return {page.path: page.text for group in set_exports(rows, keys, docs) for page in group.make()}


def test_files_of_the_set_hold_every_card(tmp_path: Path) -> None:
    records = [invented_record(pmid=str(99000001 + number), year=2019 + number) for number in range(3)]
    made = exports(tmp_path, records)
    assert [entry["year"] for entry in rispy.loads(made["exports/citations.ris"])] == ["2021", "2020", "2019"]
    assert [item["PMID"] for item in json.loads(made["exports/citations.csl.json"])] == [
        "99000003",
        "99000002",
        "99000001",
    ]
    studies = list(csv.DictReader(io.StringIO(made["exports/studies.csv"].removeprefix("\ufeff"))))
    assert [row["year"] for row in studies] == ["2021", "2020", "2019"]
    assert made["exports/findings.csv"].count("\ufeff") == 1
    assert made["exports/citations.bib"].count("@article{") == 3


def test_records_come_as_one_file_a_year(tmp_path: Path) -> None:
    records = [
        invented_record(pmid=str(99000001 + number), year=year) for number, year in enumerate((2020, 2020, None))
    ]
    made = exports(tmp_path, records)
    of_2020 = [from_json(line) for line in made["exports/records-2020.jsonl"].splitlines()]
    assert [record.citation.pmid for record in of_2020] == ["99000001", "99000002"]
    assert len(made["exports/records-undated.jsonl"].splitlines()) == 1
    assert all(
        json.loads(line)["resourceType"] == "Bundle" for line in made["exports/bundles-2020.ndjson"].splitlines()
    )


def test_a_set_without_cards_has_no_files() -> None:
    assert list(set_exports([], {}, Path("nowhere"))) == []
