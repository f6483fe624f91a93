from generator.collection.outcomes import shared_outcomes
from generator.evidence import StatisticType
from tests.collection.rows import result, row


def test_an_outcome_of_two_studies_stands_side_by_side_as_printed() -> None:
    rows = [row(1, results=(result(34),)), row(2, results=(result(60, outcome="Responses"),))]
    (outcome,) = shared_outcomes(rows)
    assert [mark.result.numbers for mark in outcome.marks] == ["34%", "60%"]
    assert [mark.at for mark in outcome.marks] == [34, 60]


def test_an_outcome_of_one_study_or_in_two_measures_is_not_put_side_by_side() -> None:
    ratio = result(1.5, type=StatisticType.RISK_RATIO, unit=None)
    assert shared_outcomes([row(1, results=(result(34), result(20)))]) == ()
    assert shared_outcomes([row(1, results=(result(34),)), row(2, results=(ratio,))]) == ()


def test_a_retracted_study_is_not_drawn() -> None:
    assert shared_outcomes([row(1, results=(result(34),)), row(2, results=(result(60),), left_out=True)]) == ()


def test_ratios_stand_on_a_logarithmic_axis_about_one() -> None:
    rows = [
        row(n, results=(result(value, type=StatisticType.HAZARD_RATIO, unit=None, low=low, high=value * 1.2),))
        for n, value, low in ((1, 0.5, 0.4), (2, 2.0, None))
    ]
    (outcome,) = shared_outcomes(rows)
    half, double = outcome.marks
    assert round(half.at + double.at) == 100
    assert half.low_at is not None
    assert half.low_at < half.at
    assert double.low_at is None
