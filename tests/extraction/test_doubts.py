"""What a number is of, where its sentence does not tell: then the sentence is quoted. All texts are invented."""

from itertools import groupby

import pytest
from msgspec.structs import replace

from generator.article import Role
from generator.evidence import Domain, Finding, Named, Population, Reported, StatisticType
from generator.extraction import extract
from generator.extraction.doubts import lists_in_doubt
from generator.extraction.findings.around import Span
from generator.extraction.findings.joined import of_joined_outcomes
from generator.extraction.findings.kinds import Result, find_results
from generator.extraction.findings.measures import find_measures
from generator.extraction.findings.outcomes import link_outcomes, with_rate
from generator.extraction.mentions import Mention, MentionKind
from generator.extraction.numbers import find_numbers
from generator.extraction.quoting import quote
from tests.articles import article_saying
from tests.extraction.test_sentences import labelled

METHODS = "Adults with gout were randomised to exemplin (n = 40) or zorimab (n = 40)."


def results_of(text: str) -> list[Finding]:
    record = extract(labelled(("METHODS", Role.METHODS, METHODS), ("RESULTS", Role.RESULTS, text)))
    return [finding for finding in record.findings if finding.statistic]


@pytest.mark.parametrize(
    ("text", "of_outcome", "of_several"),
    [
        ("Mean flow and resistance were 34.2 ± 9.1 and 2.0 ± 0.7.", "flow and resistance", True),
        ("Nausea and vomiting was seen in 12% of patients.", "Nausea and vomiting", False),
        ("Nausea and vomiting was seen in 12% vs 20% of patients.", "Nausea and vomiting", False),
        ("Death or stroke was seen in 12% and 20% of patients.", "Death or stroke", False),
        ("Pain (at rest, and on moving) fell to 4.1 ± 1.0 and 3.2 ± 1.1.", "Pain (at rest, and on moving)", False),
    ],
)
def test_several_values_of_a_list_of_outcomes_are_of_none_of_them(text: str, of_outcome: str, of_several: bool) -> None:
    row = list(find_results(text, find_measures(text, find_numbers(text), 0, len(text)), 0, len(text)))
    start = text.index(of_outcome)
    outcomes = dict.fromkeys((one.start for one in row), Span(start, start + len(of_outcome)))
    assert row
    assert of_joined_outcomes(text, [row], outcomes, {}) == ({one.start for one in row} if of_several else set())


def test_a_list_of_outcomes_that_has_one_value_of_each_group_is_one_outcome() -> None:
    found = results_of("Nausea and vomiting occurred in 12% of the exemplin group and 20% of the zorimab group.")
    assert [one.outcome.text if one.outcome else None for one in found] == ["Nausea and vomiting"] * 2


def test_the_low_end_of_a_span_is_no_value() -> None:
    low, one = results_of(
        "Patients on exemplin reported an average of 3.0–3.5 days gained versus 1.0 day with zorimab."
    )
    assert low.outcome is None
    assert low.outcome_doubted
    assert one.outcome is not None


def test_a_slash_for_a_decimal_point_makes_no_fraction() -> None:
    text = "It took less time with exemplin (5/06 ± 0.52 s) than with zorimab (5/76 ± 0.67 s): 3/30 vs. 10/30 had pain."
    assert [one.measure.denominator for row in rows_of(text) for one in row] == [30, 30]


def test_one_value_behind_a_comparison_may_be_the_difference() -> None:
    (found,) = results_of("Glucose response was lower following exemplin than zorimab (10%, P = 0.008).")
    assert found.outcome is None
    assert found.outcome_doubted


def test_a_percentage_with_what_it_came_from_is_a_change() -> None:
    text = "The increase in survival was 7.3% in all and 8.1% (from 28.1% to 36.2%) in men."
    changes = [row.measure.percent for rows in rows_of(text) for row in rows if row.of_change]
    assert changes == [7.3, 8.1]


def test_a_share_of_simulated_cases_is_none_of_people() -> None:
    ((found,),) = rows_of("In 81% of the bootstrapped cases exemplin was cheaper.")
    assert found.type is StatisticType.OTHER


@pytest.mark.parametrize(
    "text",
    [
        "Changes in mean scores of lifestyle (42.4 ± 13.6), sleep (29.1 ± 14.2) and joy (16.1 ± 8) were significant.",
        "Stroke (24%), dementia (23%) and falls (19%) were the most common primary causes of death.",
    ],
)
def test_items_of_a_list_whose_head_stands_elsewhere_are_quoted(text: str) -> None:
    found = results_of(text)
    assert len(found) == 3
    assert all(one.outcome_doubted for one in found)


def test_a_label_that_sets_two_groups_against_each_other_is_neither_groups() -> None:
    text = "There was no effect on pain: exemplin versus zorimab: −0.05 points (95% CI −0.11 to 0.02)."
    (difference,) = results_of(text)
    assert difference.group is None or difference.comparison is not None


def test_how_many_of_all_a_group_is_is_no_result() -> None:
    assert rows_of("Adults who ate nuts (32% of the cohort) had less pain.") == []


def test_a_rate_of_something_keeps_its_name() -> None:
    text = "Seroconversion rates of the antibody were lower with exemplin (10.4%) than with zorimab (21.8%)."
    start = text.index("antibody")
    assert with_rate(text, Span(start, start + len("antibody")), 0).start == 0
    text = "The incidence of pain was 5%, and overall rates of pain 6%."
    start = text.rindex("pain")
    assert with_rate(text, Span(start, start + len("pain")), 0) == Span(start, start + len("pain"))


def test_what_increased_more_in_one_group_is_told_by_how_much() -> None:
    text = "Height increased more in the exemplin group (1.2 degrees) than in the zorimab group (0.7 degrees)."
    assert [one.statistic.of_change for one in results_of(text) if one.statistic] == [True, True]


def test_a_count_of_what_was_measured_is_no_result() -> None:
    assert rows_of("Fidelity was higher for exemplin in 5 of 7 domains assessed.") == []
    assert rows_of("Pain was seen in 5 of 7 patients.") != []


def test_a_subgroup_at_the_end_of_a_sentence_is_not_that_of_the_values_before_it() -> None:
    text = (
        "Survival was longer with exemplin (27.1 months) than with zorimab (18.9 months), especially in the subgroup "
        "of node-positive patients (22.5 versus 12.1 months)."
    )
    assert [one.subgroup and one.subgroup.text for one in results_of(text)] == [
        None,
        None,
        *["node-positive patients"] * 2,
    ]
    only = "Antibodies were found only in males (4/8 in the exemplin group and 6/8 in the zorimab group)."
    assert [one.subgroup and one.subgroup.text for one in results_of(only)] == ["males", "males"]


def test_what_holds_for_each_group_says_so() -> None:
    (died,) = results_of("Seven patients died in each group.")
    assert died.group is not None
    assert (died.group.id, died.group.text) == (None, "each group")
    assert died.computed is None


def test_a_ratio_is_what_the_abstract_defines_its_short_form_as() -> None:
    text = "Falls were rarer with exemplin (rate ratio [RR]: 0.72 [95% CI 0.52-1.00]), and so was pain (RR 0.61)."
    ratios = [one.statistic for one in results_of(text) if one.statistic]
    assert {one.type for one in ratios} == {StatisticType.OTHER}
    text = "Falls were rarer with exemplin (risk ratio [RR]: 0.72 [95% CI 0.52-1.00])."
    assert [one.statistic.type for one in results_of(text) if one.statistic] == [StatisticType.RISK_RATIO]


def test_a_test_statistic_is_no_result() -> None:
    text = "Pain changed with time [Wilks' λ = .702; F(1,57) = 4.2, P < .05] and fell by 12% with exemplin."
    assert [one.statistic.value for one in results_of(text) if one.statistic] == [12]


@pytest.mark.parametrize(
    "text",
    [
        "With exemplin, peak levels rose and half-life decreased by 4.5 hours to 12.5 (SD 2.1) hours.",
        "Pain was alike at baseline (4.1 ± 1.2 with exemplin) and fell (by 1.2 ± 0.4 with exemplin).",
        "Exemplin reduced costs by 196 euro and pain by 3.5 days in 12% of adults.",
        "Total cholesterol at baseline, 8 and 16 weeks was 5.76, 5.77 and 5.80 mmol/L with exemplin.",
    ],
)
def test_by_how_much_something_changed_and_an_earlier_time_are_not_when_it_was_measured(text: str) -> None:
    assert results_of(text)[-1].timepoint is None


def test_a_percentage_of_what_is_measured_is_no_share_of_people() -> None:
    first, last = results_of("HbA1c fell from 8.7% to 7.4% with exemplin.")
    assert {one.statistic.type for one in (first, last) if one.statistic} == {StatisticType.OTHER}
    assert first.computed is last.computed is None


def test_each_of_two_outcomes_has_its_pair_of_values() -> None:
    text = (
        "The time of peak strain (TPS) and the radial strain were different "
        "(341.9 ± 7.5 vs. 369.0 ± 8.2, P = 0.04; 142.7 ± 2.4 vs. 136.2 ± 3.0)."
    )
    rows = [list(row) for row in rows_of(text)]
    one, other = text.index("time of peak"), text.index("radial strain")
    outcomes = [Span(one, one + len("time of peak strain")), Span(other, other + len("radial strain"))]
    linked = link_outcomes(text, rows, outcomes, 0, len(text), {}).outcomes
    assert [linked[result.start] for row in rows for result in row] == [outcomes[0]] * 2 + [outcomes[1]] * 2


def rows_of(text: str) -> list[list[Result]]:
    found = find_results(text, find_measures(text, find_numbers(text), 0, len(text)), 0, len(text))
    return [list(row) for _, row in groupby(found, key=lambda result: result.row)]


def test_small_numbers_in_brackets_behind_a_comparison_are_p_values_and_no_results() -> None:
    text = "Glucose was lower than with the zorimab (0.027) and placebo (0.004) groups, 5.1 ± 1.0."
    assert [one.measure.value for row in rows_of(text) for one in row] == [5.1]


def test_a_pair_in_brackets_beside_means_with_deviations_is_no_mean() -> None:
    methods = "Values are means ± SD."
    text = f"{methods} Insulin was 24.9 ± 7.8 vs 38.8 ± 3.1, its index 24.94 [7.78, 38.89] vs 31.13 [17.67, 59.09]."
    found = find_results(
        text, find_measures(text, find_numbers(text), 0, len(text)), len(methods), len(text), StatisticType.MEAN
    )
    assert [one.type for one in found] == [StatisticType.MEAN] * 2 + [StatisticType.OTHER] * 2


def test_a_ratio_is_of_the_group_that_is_compared_and_not_of_the_one_it_sets_out_from() -> None:
    text = "Compared to zorimab, fewer adults on exemplin had pain: 20% versus 40%, odds ratio 0.24 (95% CI 0.06-0.97)."
    ratio = results_of(text)[-1]
    assert ratio.group is not None
    assert ratio.comparison is not None
    assert (ratio.group.text, ratio.comparison.text) == ("exemplin", "zorimab")


def test_square_brackets_behind_a_comma_are_an_interval() -> None:
    (found,) = results_of("Success was likelier with exemplin (OR 5.8, [3.5, 9.6], P < .01).")
    ratio = found.statistic
    assert ratio is not None
    assert (ratio.value, ratio.low, ratio.high) == (5.8, 3.5, 9.6)


def test_the_improvement_of_symptoms_is_a_change_where_it_was_larger() -> None:
    found = results_of("The improvement of pain with exemplin was higher than with zorimab (4.7 ± 1.8 vs. 0.4 ± 2.1).")
    assert all(one.statistic.of_change for one in found if one.statistic)
    found = results_of("The decreases in albumin were similar (23% with exemplin and 29% with zorimab).")
    assert [one.statistic.of_change for one in found if one.statistic] == [True, True]
    found = results_of("Pain with exemplin was higher than with zorimab (4.7 ± 1.8 vs. 0.4 ± 2.1).")
    assert not any(one.statistic.of_change for one in found if one.statistic)


def test_a_list_is_in_doubt_where_words_are_marked_for_it_and_none_is_told() -> None:
    article = article_saying("Exemplin was given.")
    words = quote(article, "abstract", 0, len("Exemplin"))
    given = [Mention(kind=MentionKind.INTERVENTION, quote=words)]
    assert list(lists_in_doubt(given, Population(), (), ())) == ["interventions"]
    assert list(lists_in_doubt(given, Population(), (Named(name=words.text, quote=words),), ())) == []
    assert list(lists_in_doubt(given, Population(), None, None)) == []
    assert list(lists_in_doubt([], Population(), (), ())) == []


def test_who_took_part_is_in_doubt_where_people_are_marked_and_none_are_told() -> None:
    article = article_saying("Adults with gout took part.")
    words = quote(article, "abstract", 0, len("Adults with gout"))
    people = Mention(kind=MentionKind.ELIGIBILITY, quote=words)
    assert list(lists_in_doubt([people], Population(), (), ())) == ["population.eligibility"]
    told = Population(eligibility=(Reported(value=words.text, quote=words),))
    assert list(lists_in_doubt([people], told, (), ())) == []
    assert list(lists_in_doubt([replace(people, of_people=0.0)], Population(), (), ())) == []


@pytest.mark.parametrize(
    "text",
    [
        "Walking was associated with a 7% (0.9 to 1.0) and 12% (0.7 to 1.0) decreased risk of gout.",
        "The rate of gout decreased from 11.1 to 1.5% after zorimab.",
        "Gout was told by urate (t value = 7.9).",
        "Urate told of gout (𝛽 = 0.08; p < .01).",
        "Urate told gout well (sensitivity, 0.817; specificity, 0.561).",
    ],
)
def test_a_change_of_risk_an_end_of_a_change_and_figures_of_tests_are_not_taken_apart(text: str) -> None:
    told = [one for one in results_of(text) if one.outcome and one.statistic and not one.statistic.of_change]
    named = {one.outcome.text for one in told if one.outcome}
    assert named <= {"sensitivity", "specificity"}


def test_an_outcome_ends_before_what_others_did_and_keeps_what_it_is_an_average_of() -> None:
    (first,) = results_of("Almost all (38/40, 95%) completed the course and all graduated from it.")
    assert first.outcome is None or "all graduated" not in first.outcome.text
    text = "The average percentage of goal weight was 77.7%."
    start = text.index("goal weight")
    told = with_rate(text, Span(start, start + len("goal weight")), 0)
    assert text[told.start : told.end] == "average percentage of goal weight"


def test_what_a_share_is_of_is_not_what_it_had() -> None:
    found = results_of("Some 50% of suicide deaths occur up to 560 days after it.")
    assert "suicide deaths" not in [one.outcome.text for one in found if one.outcome]


def test_the_group_behind_than_has_no_value_of_the_next_clause() -> None:
    text = "Pain was higher in the exemplin group than in the zorimab group, whereas fever was 10.2% lower."
    value = next(one for one in results_of(text) if one.statistic and one.statistic.value == 10.2)
    assert value.group is None or value.group.id != "g2"


def test_a_ratio_compares_the_two_groups_of_its_own_clause() -> None:
    text = "Both were alike (OR = 0.95), but the zorimab group had less pain than the exemplin group (OR = 0.42)."
    value = next(one for one in results_of(text) if one.statistic and one.statistic.value == 0.42)
    assert value.group is None or (value.group.id, value.comparison.text if value.comparison else None) == (
        "g2",
        "exemplin group",
    )


def test_a_value_in_a_bracket_is_not_of_the_next_item_of_the_list() -> None:
    text = "Edema (5.6%, 31/558), convulsion (5.4%, 30/558), and impaired healing (4.8%, 27/558) were seen."
    told = [(one.outcome.text, one.statistic.value) for one in results_of(text) if one.outcome and one.statistic]
    assert ("impaired healing", 5.4) not in told


def test_one_value_of_a_list_of_things_is_not_told_of_two_of_them() -> None:
    text = "Peak systolic, mid-diastolic, and late velocities were 0.90; 0.10; and 0.06 cm/s respectively."
    outcome = Span(0, len("Peak systolic, mid-diastolic"))
    row = list(find_results(text, find_measures(text, find_numbers(text), 0, len(text)), 0, len(text)))
    chosen: dict[int, Span | None] = {row[0].start: outcome}
    assert of_joined_outcomes(text, [row], chosen, {}) == {row[0].start}


def test_money_with_its_share_counts_nobody_and_a_change_in_brackets_is_one() -> None:
    costs = results_of("The costs of exemplin were $48 (29.7%).")
    assert [one.statistic.unit for one in costs if one.statistic and one.statistic.value == 48] == ["$"]
    (change,) = results_of("Muscle percentage also showed a significant increase (1.67%).")
    assert change.statistic is not None
    assert change.statistic.of_change


def test_what_people_were_given_is_no_effect() -> None:
    found = results_of("Most patients (66.7%) received eight exemplin wafers.")
    assert {one.domain for one in found} == {Domain.OTHER}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The prevalence was 9.5% (n = 16), with a medium titre of 482.3 ± 387.1 units.", 482.3),
        ("Gout was seen in 40%, compared to 1% prevalence observed by the National Institute.", 1),
        ("The costs of exemplin rose to 149, whereas those for zorimab rose to 157.", 157),
    ],
)
def test_a_value_with_words_of_its_own_is_not_told_of_the_outcome_before(text: str, value: float) -> None:
    found = [one for one in results_of(text) if one.statistic and one.statistic.value == value]
    assert all(one.outcome is None or text.index(one.outcome.text) > text.index(",") for one in found)


def test_the_ends_of_a_change_are_shown_in_their_sentence() -> None:
    found = results_of("Mortality declined from 3.3% to 1.6% (P<.001).")
    assert found
    assert all(one.needs_sentence for one in found)


def test_a_percentage_with_a_plus_is_a_change_and_one_of_legs_says_so() -> None:
    (more,) = results_of("People travel longer for better service quality (+6%).")
    assert more.statistic is not None
    assert (more.statistic.type, more.statistic.of_change) == (StatisticType.OTHER, True)
    (legs,) = results_of("Gout developed in 34% of all legs.")
    assert legs.statistic is not None
    assert legs.statistic.quote.text == "34% of all legs"


def test_a_share_of_so_many_who_were_not_all_is_shown_in_its_sentence() -> None:
    methods = "We saw 113 infants with gout."
    told = "Of the 67 infants born in Exemplia, 10% had relapses."
    record = extract(labelled(("METHODS", Role.METHODS, methods), ("RESULTS", Role.RESULTS, told)))
    found = [one for one in record.findings if one.statistic]
    assert record.population.sample_size
    assert found
    assert all(one.needs_sentence or one.subgroup or one.group for one in found)


def test_the_p_value_of_a_coefficient_is_not_the_shares_before_it() -> None:
    text = "Pain (38.5%) and fever (20.5%) were common; more falls went with more pain (β = 0.33, p < .001)."
    assert [one.p_value for one in results_of(text) if one.statistic] == [None, None]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Median survival was 4.5 months and 1-year survival was 25.6%.", [None, "1-year"]),
        ("The 1-year survival rate was 25.6% and median survival was 4.5 months.", ["1-year", None]),
        ("Survival was 25.6% at 5-year follow-up.", ["at 5-year follow-up"]),
    ],
)
def test_a_time_that_names_an_outcome_is_of_that_one(text: str, times: list[str | None]) -> None:
    assert [one.timepoint and one.timepoint.text for one in results_of(text) if one.statistic] == times


def test_the_beginning_of_an_outcome_may_stand_before_its_several_times() -> None:
    found = results_of("The adjusted 1- and 2-year survival was 61% and 53%.")
    assert all(one.outcome is None for one in found if one.statistic)


def test_an_area_under_a_curve_is_no_ratio_like_those_before_it() -> None:
    text = (
        "It (HR 3.2, 95% CI 1.2-8.4) was a factor, with an AUC of 0.920 (95% CI 0.842-0.998) and 0.851 (0.739-0.962)."
    )
    types = [one.statistic.type for one in results_of(text) if one.statistic]
    assert types == [StatisticType.HAZARD_RATIO, StatisticType.OTHER, StatisticType.OTHER]


def test_some_of_those_that_were_counted_have_another_outcome() -> None:
    text = "RESULTS: Toxicity was seen in 13% of patients (including 2 cases that needed care)."
    record = extract(labelled(("RESULTS", Role.RESULTS, text.partition(": ")[2])))
    counted = [one for one in record.findings if one.statistic and one.statistic.quote.text.startswith("2")]
    assert all(one.outcome is None or "oxicity" not in one.outcome.text for one in counted)


def test_a_comparison_without_a_known_outcome_is_a_result_in_its_own_words() -> None:
    said = "There were no significant differences between the two groups."
    other = "Patients were assigned to the high-dose regimen."
    record = extract(labelled(("METHODS", Role.METHODS, "We asked."), ("RESULTS", Role.RESULTS, f"{other} {said}")))
    (found,) = (one for one in record.findings if one.outcome is None)
    assert (found.statistic, found.certainty) == (None, "negated")
    assert record.sentences[found.sentence].start == record.text_of("abstract").index(said)


def test_a_difference_in_an_outcome_is_not_the_outcome() -> None:
    found = results_of("Differences in the average fall-off were 0.80 mm.")
    assert all(one.outcome is None for one in found if one.statistic)


@pytest.mark.parametrize(
    "text", ["Pain was 102.6? 9.8 points.", "It was seen in 7 of 18 patients with a ?30% decline."]
)
def test_a_number_behind_a_sign_that_was_lost_is_no_result(text: str) -> None:
    values = [one.statistic.value for one in results_of(text) if one.statistic]
    assert 9.8 not in values
    assert 30 not in values


def test_a_difference_of_drops_is_of_the_drop() -> None:
    said = "There was a greater drop in haemoglobin (mean difference 1 g/dl; 95% CI 0.3 to 1.6) with exemplin."
    record = extract(labelled(("METHODS", Role.METHODS, "We asked."), ("RESULTS", Role.RESULTS, said)))
    told = [one.outcome.text for one in record.findings if one.statistic and one.outcome]
    assert all("drop" in words for words in told)


def test_a_value_has_all_of_its_unit() -> None:
    found = results_of("The rate of fever was 0.6/1000 catheter days, and GFR was 48 ml/min/1.73 m(2) on average.")
    assert {"0.6/1000 catheter days", "48 ml/min/1.73 m(2)"} <= {
        one.statistic.quote.text for one in found if one.statistic
    }


def test_how_much_was_given_is_no_outcome() -> None:
    said = "Blood pressure fell with exemplin (mean dose 37.5 +/- 18.5 mg/day)."
    record = extract(labelled(("METHODS", Role.METHODS, "We asked."), ("RESULTS", Role.RESULTS, said)))
    assert [one.outcome for one in record.findings if one.statistic] in ([], [None])
