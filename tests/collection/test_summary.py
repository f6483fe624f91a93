from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from generator.article import Author, Citation, Notice, NoticeKind
from generator.citation_line import publication_date
from generator.collection.evidence_table import evidence_table
from generator.collection.summary import Summary, short_authors, summarise
from generator.evidence import Domain, EvidenceRecord, GroupPhrase
from tests.records import invented_record


def test_a_row_says_what_the_card_says() -> None:
    row = summarise(invented_record())
    assert (row.address, row.n, row.study_type, row.country) == (
        "pmid-99000001",
        80,
        "Randomized Controlled Trial",
        "Sweden",
    )
    assert [topic.name for topic in row.conditions] == ["Asthma"]
    assert [topic.name for topic in row.interventions] == ["zorivelimab"]
    assert row.given == ("zorivelimab",)
    assert [result.numbers for result in row.results] == ["1.50; 95% CI 1.02 to 2.20"]
    assert set(row.results_in_sentences) == {Domain.EFFICACY, Domain.SAFETY, Domain.OTHER}
    assert len(row.mismatches) == 1


def test_a_row_names_what_was_given_in_the_sources_words_though_no_list_does() -> None:
    record = invented_record()
    placebo = replace(record.interventions[0], name="2 mg of placebo")
    row = summarise(replace(record, interventions=(placebo,)))
    assert (row.given, row.interventions) == (("2 mg of placebo",), ())


def test_a_row_is_silent_where_the_record_is() -> None:
    record = invented_record()
    row = summarise(EvidenceRecord(id="sha256:0", source=record.source, citation=Citation()))
    assert row == Summary(id="sha256:0", address="sha256-0", status="No notice")
    assert not row.has_numbers


def test_a_row_says_what_is_in_doubt_and_not_that_it_is_not_reported() -> None:
    record = invented_record()
    doubted = tuple(replace(one, outcome=None, outcome_doubted=True, domain=Domain.OTHER) for one in record.findings)
    row = summarise(replace(record, findings=doubted, interventions=(), in_doubt=("interventions",)))
    assert row.results_in_doubt == (Domain.EFFICACY, Domain.OTHER)
    assert row.results_in_sentences == (Domain.OTHER,)
    doubting, sure = (
        "".join(evidence_table([one], name="all", caption="All", path="browse/studies.md", templates=Path()).rows)
        for one in (row, summarise(record))
    )
    assert doubting.count("In doubt") == 2
    assert "In doubt" not in sure


def test_a_value_that_would_mislead_alone_is_not_in_a_row_but_its_domain_is_in_doubt() -> None:
    record = invented_record()
    misleading = tuple(replace(one, needs_sentence=True) for one in record.findings)
    row = summarise(replace(record, findings=misleading))
    assert row.results == ()
    assert Domain.EFFICACY in row.results_in_doubt


def test_a_row_of_a_report_that_treated_nobody_sends_to_the_sentences_on_its_card() -> None:
    record = invented_record()
    found = tuple(replace(one, domain=Domain.OTHER) for one in record.findings)
    treated, untreated = (
        "".join(evidence_table([row], name="all", caption="All", path="browse/studies.md", templates=Path()).rows)
        for row in (
            summarise(record),
            summarise(replace(record, of_treatment=False, findings=found)),
        )
    )
    number = record.findings[1].statistic
    assert number is not None
    assert number.quote.text in treated
    assert number.quote.text not in untreated
    assert "No treatment is told" in untreated
    assert untreated.count("In sentences on the card") == 1
    assert "No treatment is told" not in treated
    assert treated.count("In sentences on the card") == 1


def test_a_single_value_of_one_group_is_in_no_row_and_two_that_are_set_against_each_other_are() -> None:
    record = invented_record()
    one = record.findings[0]
    other = replace(one, group=GroupPhrase(id="g2", text="placebo", quote=record.comparators[0].quote))
    assert summarise(replace(record, findings=(one,))).results == ()
    assert len(summarise(replace(record, findings=(one, other))).results) == 2
    assert summarise(replace(record, findings=(one, replace(other, sentence=0)))).results == ()


def test_a_row_survives_json_and_msgpack() -> None:
    row = summarise(invented_record())
    assert msgspec.json.decode(msgspec.json.encode(row), type=Summary) == row
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(row), type=Summary) == row


def test_a_retracted_article_is_marked_and_left_out() -> None:
    row = summarise(invented_record(notices=(Notice(kind=NoticeKind.RETRACTION_IN),)))
    assert (row.status, row.left_out) == ("Retracted", True)
    assert row.title is not None
    assert row.title.startswith("Retracted: ")


@pytest.mark.parametrize(
    ("families", "complete", "short"),
    [
        ([], True, None),
        (["Ng"], True, "Ng"),
        (["Ng"], False, "Ng et al."),
        (["Ng", "Şahin"], True, "Ng and Şahin"),
        (["Ng", "Şahin", "Ito"], True, "Ng et al."),
    ],
)
def test_short_authors(families: list[str], complete: bool, short: str | None) -> None:
    authors = tuple(Author(family=family) for family in families)
    assert short_authors(Citation(authors=authors, authors_complete=complete)) == short


def test_a_date_is_never_filled_up() -> None:
    assert publication_date(Citation(month=4)) is None
    assert publication_date(Citation(year=2021)) == "2021"
    assert publication_date(replace(Citation(year=2021, month=4), day=9)) == "2021-04-09"


def test_the_plainest_words_say_who_was_studied() -> None:
    record = invented_record()
    population = record.population
    longer = replace(population.eligibility[0], value="80 adults with severe asthma in Sweden")
    other = replace(population.eligibility[0], value="n = 80")
    wordy = replace(population.eligibility[0], value="words " * 40)
    changed = replace(
        record, population=replace(population, eligibility=(wordy, other, longer, *population.eligibility))
    )
    assert summarise(changed).population == ("adults with severe asthma",)
    silent = replace(record, population=replace(population, eligibility=(wordy,)))
    assert summarise(silent).population == ("severe asthma",)


def test_a_row_says_what_was_not_read_and_not_that_it_is_not_reported() -> None:
    record = replace(invented_record(), not_read=("population", "interventions"), interventions=())
    row = summarise(replace(record, population=replace(record.population, sample_size=None)))
    made = "".join(evidence_table([row], name="all", caption="All", path="browse/studies.md", templates=Path()).rows)
    assert made.count("Not read<") == 2
