import pytest

from generator.article import Role
from generator.extraction import extract
from generator.extraction.findings.computed import counts_others, implied, implied_by_percent, wilson_interval
from tests.extraction.test_sentences import labelled


def test_the_wilson_interval_is_that_of_the_literature() -> None:
    # Newcombe 1998, table I, method 3: 81/263 and 0/20.
    assert [round(bound / 100, 4) for bound in wilson_interval(81, 263)] == [0.2553, 0.3662]
    assert [round(bound / 100, 4) for bound in wilson_interval(0, 20)] == [0.0, 0.1611]


def test_counts_that_are_no_share_imply_nothing() -> None:
    assert implied(9, 8) is None
    assert implied(0, 0) is None


def test_a_percentage_of_a_known_whole_implies_its_count() -> None:
    found = implied_by_percent(None, 71, 0, 38, assumed_from="population.sample_size")
    assert found is not None
    assert (found["numerator"], found["denominator"], found["denominator_assumed"]) == (
        27,
        38,
        "population.sample_size",
    )


@pytest.mark.parametrize(
    ("numerator", "percent", "whole"),
    [(None, 50, 381), (9, 30, 38), (None, 1, 38)],
    ids=["several counts fit", "the printed count is another", "no count fits"],
)
def test_nothing_is_implied_where_the_figures_do_not_decide(numerator: int | None, percent: float, whole: int) -> None:
    assert implied_by_percent(numerator, percent, 0, whole, assumed_from="population.sample_size") is None


def test_one_of_two_shares_without_a_group_is_no_share_of_all() -> None:
    methods = ("METHODS", Role.METHODS, "We studied 262 adults with gout.")
    alone, against = (
        [one for one in extract(labelled(methods, ("RESULTS", Role.RESULTS, said))).findings if one.statistic]
        for said in ("Readmission was 9.5%.", "Readmission was 9.8% in the old versus 9.5%.")
    )
    assert [one.computed is None for one in alone] == [False]
    assert against
    assert all(one.computed is None for one in against)


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("Of the 160 lesions 3.7% came back.", True),
        ("The total number of margins was 640, and 81.8% were clear.", True),
        ("Of 38 patients, 24% live.", False),
        ("Pain was seen in 24%.", False),
    ],
)
def test_a_sentence_may_count_others_than_all_participants(text: str, others: bool) -> None:
    assert counts_others(text, 0, len(text), 38) is others


def test_no_count_is_worked_out_for_a_share_of_what_its_sentence_counts() -> None:
    methods = "We removed lesions of 158 adults with gout."
    told = "Of the 160 lesions 2.5% came back."
    record = extract(labelled(("METHODS", Role.METHODS, methods), ("RESULTS", Role.RESULTS, told)))
    assert record.population.sample_size
    assert [one.computed for one in record.findings if one.statistic] == [None]
