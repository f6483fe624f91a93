"""What people decided takes the place of what the program read, in lists, tables, plots and exports. All invented."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from msgspec.structs import replace

from generator.collection.outcomes import shared_outcomes
from generator.collection.summary import summarise
from generator.decisions import decided
from generator.evidence import Domain, EvidenceRecord, Review, ReviewedValue, ReviewState, ReviewVerdict, StatisticType
from generator.exports import card_exports
from generator.review_fields import FIELDS, items_of, read_values
from tests.exports.site import invented_site
from tests.records import invented_record
from tests.test_card_reviews import card, fact, said

NAUSEA = 2
"""Place of the finding "3 patients (9%)", the only one of safety."""
CORRECTED = "corrected by Ada Invented, 2026-11-20"
ADDED = {"domain": "safety", "outcome": "Headache", "type": "proportion", "value": 5, "unit": "%", "numerator": 2}


def reviewed(*values: ReviewedValue) -> EvidenceRecord:
    return replace(invented_record(), review=Review(state=ReviewState.PARTLY_REVIEWED, values=values))


def of_finding(verdict: str, index: int = NAUSEA, **more: Any) -> ReviewedValue:
    read = [one for one in read_values(invented_record()) if one.at == "findings"][index]
    return said(verdict, at="findings", index=index, words=read.words, machine=read.value, **more)


def added(at: str, value: Any, **more: Any) -> ReviewedValue:
    return ReviewedValue(
        at=at, verdict=ReviewVerdict.ADD, value=value, note="Table 2.", by="Ada Invented", date="2026-11-20", **more
    )


def rows_of(record: EvidenceRecord, name: str) -> list[dict[str, str]]:
    text = next(page.text for page in card_exports(record, invented_site()) if page.path.endswith(f"/{name}"))
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_nothing_changes_where_nobody_decided_anything() -> None:
    assert decided(reviewed(said("confirm"))).record.population == invented_record().population


def test_every_field_takes_a_person_s_value() -> None:
    parts = {"population.groups": {"name": "x", "size": 3}, "population.age": {"value": 50}, "findings": ADDED}
    for at in FIELDS:
        value = parts.get(at, 41 if at == "population.sample_size" else "words")
        left = decided(reviewed(added(at, value)))
        assert left.fields == {at}
        assert items_of(left.record, at)


def test_a_corrected_part_leaves_the_other_parts_of_a_finding_as_they_were() -> None:
    left = decided(reviewed(of_finding("correct", value={"value": 7.5}, note="3 of 40.")))
    statistic = left.record.findings[NAUSEA].statistic
    assert statistic is not None
    assert (statistic.value, statistic.unit, statistic.numerator) == (7.5, "%", 3)
    assert left.words("findings", NAUSEA) == "3 (7.5%)"


def test_a_review_that_needs_another_look_decides_nothing() -> None:
    stale = said("correct", value=999, note="n", stale="was of 37, and the program now reads 80")
    assert summarise(reviewed(stale)).n == 80


def test_a_row_has_the_corrected_size_and_says_whose_it_is() -> None:
    row = summarise(reviewed(said("correct", value=41, note="n")))
    assert (row.n, dict(row.by_people)) == (41, {"population.sample_size": CORRECTED})


def test_a_row_has_corrected_and_added_results_and_no_rejected_ones() -> None:
    row = summarise(reviewed(of_finding("correct", value={"value": 7.5}, note="n"), added("findings", ADDED)))
    safety = [(one.numbers, one.by_a_person) for one in row.results if one.domain is Domain.SAFETY]
    assert safety == [("3 (7.5%)", CORRECTED), ("2 (5%)", "added by Ada Invented, 2026-11-20")]
    without = summarise(reviewed(of_finding("reject")))
    assert [one for one in without.results if one.domain is Domain.SAFETY] == []


def test_a_plot_of_several_studies_draws_the_corrected_value() -> None:
    corrected = summarise(reviewed(of_finding("correct", index=1, value={"value": 1.9}, note="n")))
    other = replace(summarise(invented_record()), id="pmid:2", address="pmid-2")
    (ratios,) = (
        one for one in shared_outcomes([corrected, other]) if one.marks[0].result.type is StatisticType.RISK_RATIO
    )
    assert [mark.result.value for mark in ratios.marks] == [1.9, 1.5]
    assert ratios.marks[0].at > ratios.marks[1].at


def test_the_top_of_a_card_has_what_people_decided() -> None:
    element = card(
        *(said("correct", value=41, note="n"), of_finding("reject")),
        *(added("findings", ADDED), added("interventions", "rest")),
    )
    assert CORRECTED in fact(element, "At a glance", "Participants").text_content()
    assert fact(element, "At a glance", "Participants").xpath("string(ins)") == "41"
    assert "Headache: 2 (5%) added by Ada Invented" in fact(element, "At a glance", "Safety").text_content()
    assert "3 patients" not in fact(element, "At a glance", "Safety").getparent().text_content().split("Numbers")[0]
    assert "rest" in fact(element, "At a glance", "Intervention").text_content()


def test_an_added_finding_stands_among_the_results_of_its_domain() -> None:
    (safety,) = card(added("findings", ADDED)).xpath("//h2[.='Safety']/following-sibling::div[1]")
    assert "Headache" in safety.text_content()


def test_a_table_of_findings_has_both_the_person_s_value_and_the_program_s() -> None:
    record = reviewed(of_finding("correct", value={"value": 7.5}, note="n"), added("findings", ADDED))
    *_, nausea, _, headache = rows_of(record, "findings.csv")
    assert (nausea["value"], nausea["numerator"], nausea["review"]) == ("7.5", "3", f"findings: {CORRECTED}, n, the program read {nausea['read_by_program']}")  # fmt: skip  # noqa: E501
    assert "value: 9" in nausea["read_by_program"]
    assert (headache["outcome"], headache["review"]) == ("Headache", "added by Ada Invented, 2026-11-20")


def test_a_rejected_finding_keeps_its_row_and_loses_its_values() -> None:
    rejected = rows_of(reviewed(of_finding("reject")), "findings.csv")[NAUSEA]
    assert (rejected["value"], rejected["numerator"], rejected["outcome"]) == ("", "", "")
    assert "value: 9" in rejected["read_by_program"]


def test_a_table_of_studies_has_the_corrected_size_and_what_the_program_read() -> None:
    (study,) = rows_of(reviewed(said("correct", value=41, note="n")), "study.csv")
    assert (study["n"], study["review"]) == ("41", "partly reviewed")
    assert study["reviewed_values"] == f"population.sample_size: {CORRECTED}, n, the program read 80"


def test_the_fhir_export_holds_the_corrected_value_and_says_so() -> None:
    record = reviewed(of_finding("correct", value={"value": 7.5}, note="n"))
    text = next(page.text for page in card_exports(record, invented_site()) if page.path.endswith("fhir.json"))
    evidence = json.loads(text)["entry"][1 + NAUSEA]["resource"]
    assert evidence["statistic"][0]["quantity"]["value"] == 7.5
    assert f"The value was {CORRECTED}." in [note["text"] for note in evidence["note"]]
