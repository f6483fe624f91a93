"""Each rule with printed numbers that agree and numbers that do not, all invented."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from statistics import mean, stdev
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.article import Abstract, Role, Section
from generator.audit import RULES, audited
from generator.audit.verdict import SETTLE
from generator.evidence import (
    Age,
    CheckStatus,
    Dispersion,
    EvidenceRecord,
    Finding,
    Phrase,
    Population,
    PValue,
    Quote,
    Sentence,
    Statistic,
    StatisticType,
)
from tests.audit.records import (
    arm,
    finding,
    in_group,
    outcomes,
    population,
    record_saying,
    statistic,
    words,
)


def ends(rule: str, record: EvidenceRecord, *findings: Finding, **parts: Any) -> list[str]:
    """How the rule ends for the record with these findings."""
    return outcomes(audited(replace(record, findings=findings, **parts)).checks, rule)


def interval(text: str, kind: str = "hazard_ratio", p: tuple[str, float] | None = None, **values: Any) -> Any:
    """A record of one estimate with its interval, and the finding."""
    record = record_saying(text)
    p_value = PValue(operator=p[0], value=p[1], quote=words(record, f"{p[1]:g}")) if p else None  # type: ignore[arg-type]
    return record, finding(statistic(record, text, kind, **values), p_value=p_value)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_says_what_it_holds_and_where_its_formula_is_from(rule: str) -> None:
    text = inspect.getdoc(RULES[rule]) or ""
    assert "Source: " in text


@pytest.mark.parametrize(("value", "expected"), [(100, []), (0, []), (134, ["mismatch"]), (-3, ["mismatch"])])
def test_a_share_lies_between_0_and_100_percent(value: float, expected: list[str]) -> None:
    record = record_saying(f"{value}% of the patients responded.")
    share = statistic(record, f"{value}%", "proportion", value=value, unit="%")
    assert ends("percentage-possible", record, finding(share)) == expected


def test_a_change_of_more_than_100_percent_is_possible() -> None:
    record = record_saying("Rose by 134%.")
    change = statistic(record, "134%", "other", value=134, unit="%")
    assert ends("percentage-possible", record, finding(change)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Significant findings in 75% (18/24) of cases.", []),
        ("Significant findings in 75% (18/14) of cases.", ["mismatch"]),
        ("It found 68 of 17 patients (95.8%).", ["mismatch"]),
        ("Then 5179 (66%) of 2383 patients accepted.", ["mismatch"]),
        ("At 140/90 mm Hg, 12 (9%) responded.", []),
    ],
)
def test_a_count_is_no_larger_than_its_denominator(text: str, expected: list[str]) -> None:
    assert ends("count-possible", record_saying(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We randomised 60 patients to drug (n = 31) or placebo (n = 29).", ["ok"]),
        ("We randomised 60 patients to drug (n = 31) or placebo (n = 28).", ["mismatch"]),
        ("Patients (n = 60) were randomly assigned to drug (n = 31) or placebo (n = 29).", ["ok"]),
        ("We randomised 60 patients to drug (n = 31) or placebo.", []),
        ("We randomised 60 patients to drug (n = 31) or placebo (n = 92).", ["mismatch"]),
        ("At 2 weeks, mothers and infants were randomised to drug (n = 31) or placebo (n = 29).", []),
        ("We analysed 60 patients, women (n = 31) and smokers (n = 12).", []),
        ("We randomised 60 patients to drug (n = 60) or placebo (n = 58).", []),  # 60 is an arm, not all
        ("Of 60 patients, 50 were randomised to drug (n = 26) or placebo (n = 24).", []),
        ("We randomised 60 patients to drug (n = 31) or not (n = 29), and to gel (n = 30) or not (n = 30).", ["ok"]),
        ("We randomised 60 patients to drug (n = 31) or placebo (n = 28; n = 1 was not treated).", []),
        ("Trials randomised 600 patients to drug (studies, n = 5) or placebo (studies, n = 7).", []),
    ],
)
def test_arms_make_up_the_total(text: str, expected: list[str]) -> None:
    record = record_saying(text)
    assert ends("arms-against-total", record) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In all, 120 patients were randomized. Of these, 118 patients were analysed.", ["ok"]),
        ("In all, 120 patients were randomized. Of these, 128 patients were analysed.", ["mismatch"]),
        ("In all, 120 patients were randomized and 240 samples were analysed.", []),
        ("We randomised 120 women; the final analysis included 118 women.", ["ok"]),
        ("In all, 120 patients were randomised and 128 were analysed.", ["mismatch"]),
    ],
)
def test_no_more_are_analysed_than_randomised(text: str, expected: list[str]) -> None:
    assert ends("analysed-against-randomised", record_saying(text)) == expected


@pytest.mark.parametrize(
    ("value", "low", "high", "expected"),
    [(0.66, 0.41, 1.07, []), (1.66, 1.07, 0.41, ["mismatch"]), (-0.9, 0.0, -1.8, [])],  # the last as some write it
)
def test_an_interval_runs_upwards(value: float, low: float, high: float, expected: list[str]) -> None:
    record, found = interval(f"{value} ({low} to {high})", "mean_difference", value=value, low=low, high=high)
    assert ends("interval-order", record, found) == expected


def test_bounds_that_say_their_signs_in_words_may_run_downwards() -> None:
    record, found = interval("8.1% (95% CI 12.5% fewer to 7.2% more)", "proportion", value=8.1, low=12.5, high=7.2)
    assert ends("interval-order", record, found) == []


@pytest.mark.parametrize(
    ("value", "low", "high", "status"),
    [(0.66, 0.41, 1.07, "ok"), (1.0, 0.96, 1.0, "ok"), (0.7, 0.74, 1.1, "ok"), (0.36, 0.41, 1.07, "mismatch")],
)
def test_an_interval_holds_its_estimate_at_the_printed_precision(
    value: float, low: float, high: float, status: str
) -> None:
    found = ends("interval-holds-estimate", *interval(f"{value} ({low}-{high})", value=value, low=low, high=high))
    assert found == [status]


@pytest.mark.parametrize(
    ("kind", "value", "low", "high", "status"),
    [
        ("hazard_ratio", 0.66, 0.41, 1.07, "ok"),
        ("hazard_ratio", 0.66, 0.36, 1.07, "not-checkable"),  # as an exact interval may lie
        ("hazard_ratio", 0.66, 0.26, 1.07, "mismatch"),
        ("risk_ratio", 0.66, 0.31, 1.07, "not-checkable"),  # as one made of an odds ratio may lie
        ("risk_ratio", 0.66, 0.61, 1.97, "mismatch"),
        ("risk_difference", -2.1, -3.4, 9.8, "not-checkable"),
        ("mean_difference", -2.1, -3.4, -0.8, "ok"),
        ("mean_difference", -2.1, -3.4, 9.8, "mismatch"),
    ],
)
def test_an_estimate_lies_in_the_middle_of_its_interval(
    kind: str, value: float, low: float, high: float, status: str
) -> None:
    text = f"{value} ({low} to {high})"
    assert ends("interval-symmetric", *interval(text, kind, value=value, low=low, high=high)) == [status]


@given(st.floats(min_value=-2, max_value=2), st.floats(min_value=0.05, max_value=1))
@settings(max_examples=60)
def test_a_true_interval_of_a_ratio_never_counts_against_it(log_ratio: float, error: float) -> None:
    value, low, high = (round(2.718281828 ** (log_ratio + z * error), 2) for z in (0, -1.96, 1.96))
    record, found = interval(f"{value:.2f} ({low:.2f}-{high:.2f})", value=value, low=low, high=high, level=95)
    checks = audited(replace(record, findings=(found,))).checks
    assert [check for check in checks if check.status is CheckStatus.MISMATCH] == []


@pytest.mark.parametrize(
    ("text", "kind", "value", "low", "high", "expected"),
    [
        ("2.1 lower (-3.4 to -0.8)", "mean_difference", 2.1, -3.4, -0.8, ["ok"]),  # the sign stands in words
        ("48% vs 45% (-5 to 11%)", "proportion", 48, -5, 11, []),  # the interval is that of the comparison
        ("95% (1.11-5.30)", "hazard_ratio", 95, 1.11, 5.3, []),  # the level, not the estimate
        ("18.0% (0.3 to 32.6)", "risk_ratio", 18, 0.3, 32.6, []),  # a reduction of risk
    ],
)
def test_intervals_that_speak_of_something_else_contradict_nothing(
    text: str, kind: str, value: float, low: float, high: float, expected: list[str]
) -> None:
    unit = "%" if "%" in text else None
    found = ends("interval-holds-estimate", *interval(text, kind, value=value, low=low, high=high, unit=unit))
    assert found == expected


@pytest.mark.parametrize(
    "text", ["0. 51 (0.28-0.93)", "4.5/51 (0.28-0.93)", "a range 4–51 (0.28-0.93)", "m−51 (0.28-0.93)"]
)
def test_torn_numbers_contradict_nothing(text: str) -> None:
    record = record_saying(text)
    torn = statistic(record, text[text.index("51") :], "hazard_ratio", value=51, low=0.28, high=0.93)
    assert ends("interval-holds-estimate", record, finding(torn)) == []


@pytest.mark.parametrize(("level", "expected"), [(95, []), (95.2, []), (950, ["mismatch"]), (0, ["mismatch"])])
def test_a_level_lies_between_0_and_100_percent(level: float, expected: list[str]) -> None:
    record, found = interval(f"0.66 ({level}% CI 0.41-1.07)", value=0.66, low=0.41, high=1.07, level=level)
    assert ends("interval-level", record, found) == expected


@pytest.mark.parametrize(
    ("text", "operator", "value", "expected"),
    [
        ("P = 0.04", "=", 0.04, []),
        ("P = 1.4", "=", 1.4, ["mismatch"]),
        ("P < 0.000", "<", 0, ["mismatch"]),
        ("P < 0", "<", 0, []),  # as of "P < 0. 05": a torn number
    ],
)
def test_a_p_value_is_a_probability(text: str, operator: Any, value: float, expected: list[str]) -> None:
    record = record_saying(text)
    p = PValue(operator=operator, value=value, quote=words(record, text))
    assert ends("p-value-possible", record, Finding(sentence=0, p_value=p)) == expected


@pytest.mark.parametrize(
    ("low", "high", "p", "words", "status"),
    [
        (0.41, 0.87, ("=", 0.01), "", "ok"),
        (0.41, 1.07, ("=", 0.09), "", "ok"),
        (0.41, 1.07, ("<", 0.001), "", "mismatch"),
        (0.41, 0.87, ("=", 0.4), "", "mismatch"),
        (0.41, 1.0, ("=", 0.04), "", "not-checkable"),  # the bound may lie on either side of 1
        (0.41, 0.87, ("=", 0.05), "", "not-checkable"),
        (0.41, 0.87, ("<", 0.2), "", "not-checkable"),
        (0.41, 1.07, ("=", 0.01), " for noninferiority", "not-checkable"),
    ],
)
def test_a_p_value_and_its_interval_say_the_same_of_no_effect(
    low: float, high: float, p: tuple[str, float], words: str, status: str
) -> None:
    text = f"0.66 (95% CI {low:.2f}-{high:.2f}), P {p[0]} {p[1]:g}{words}"
    record, found = interval(text, p=p, value=0.66, low=low, high=high, level=95)
    assert ends("p-value-against-interval", record, found) == [status]


def test_a_level_that_is_not_printed_is_assumed_and_said_to_be() -> None:
    record, found = interval("0.66 (0.41-0.87), P = 0.01", p=("=", 0.01), value=0.66, low=0.41, high=0.87)
    (check,) = (c for c in audited(replace(record, findings=(found,))).checks if c.rule == "p-value-against-interval")
    assert check.computed["assumed"] == "level 95%"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It fell, t(28) = 2.31, p = .028.", ["ok"]),
        ("It fell, t(28) = 2.31, p = .014.", ["ok"]),  # one-sided
        ("It fell, t(28) = 2.31, p = .28.", ["mismatch"]),
        ("It fell, F(1, 57) = 4.20, p = 0.045.", ["ok"]),
        ("It fell, F(1, 57) = 4.20, p < 0.01.", ["mismatch"]),
        ("It fell, χ²(2, N = 120) = 6.1, P = 0.047.", ["ok"]),
        ("It fell, χ²(2, N = 120) = 6.1, P = 0.47.", ["mismatch"]),
        ("It fell, r(58) = -.32, p = .013.", ["ok"]),
        ("It fell, r(58) = -.32, p > .05.", ["mismatch"]),
        ("It fell, r(17) = -.20, p = .44.", ["ok"]),  # 17 participants
        ("It fell, z = 2.10, p = .036.", ["ok"]),
        ("It fell, z = 2.10, p = .36.", ["mismatch"]),
        ("It fell, t = 2.31, p = .28.", []),  # no degrees of freedom
        ("They fell, t(28) = 2.31, p = .28 and t(28) = 3.31, p = .03.", ["not-checkable"] * 2),  # corrected, it may be
        ("They fell, t(28) = 2.31, p = .28 and t(28) = 3.31, p = .0001.", ["mismatch"] * 2),
    ],
)
def test_a_test_statistic_gives_its_p_value(text: str, expected: list[str]) -> None:
    assert ends("statistic-against-p-value", record_saying(text)) == expected


@pytest.mark.parametrize(
    ("text", "rule", "expected"),
    [
        ("The hazard ratio was 0.66 (95% CI 0.41-1.07).", "interval-holds-estimate", ["ok"]),
        ("The hazard ratio was 0.66 (95% CI 1.41-1.57).", "interval-holds-estimate", ["mismatch"]),
        ("The hazard ratio was 0.66 (95% CI 1.41-1.07).", "interval-order", ["mismatch"]),
        ("Survival was 70.3% (95% CI, 65.5% to 1.48%).", "interval-order", ["mismatch"]),
        ("Odds ratios (95% CI) were 0.8 (0.4-1.6) and 0.7 (10.5-1.1).", "interval-order", ["mismatch"]),
        ("HR = 2.82 [11.26-6.25]", "interval-order", ["mismatch"]),
        ("With a 95% CI, deaths rose (2.24 [11.24-4.06]).", "interval-order", ["mismatch"]),
        ("With a 95% CI, deaths rose (2.24 [1.24-4.06]).", "interval-order", []),
        ("HR = 2.82 [1.27-6.25], P = 0.2", "p-value-against-interval", ["mismatch"]),
        ("HR = 2.82 [1.27-6.25], P = 0.01", "p-value-against-interval", ["ok"]),
        ("A median of 56 years (range 21-71).", "centre-in-range", ["ok"]),
        ("A median of 56 years (range 92-71).", "centre-in-range", ["mismatch"]),
        ("Medians [IQR] were 61.3 [59.2-66.9] and 61.3 [59.2-46.9].", "centre-in-range", ["ok", "mismatch"]),
        ("A mean of 31 (IQR 1-21).", "centre-in-range", []),
        ("The risk was 3.25 times higher (P < 0.001, 95% CI 1.72 to 6.16).", "interval-holds-estimate", []),
        ("It was 30.8 per 10,000 (95% CI, 24.3-38.5).", "interval-holds-estimate", []),
        ("A mean of 29 (SD 9; range 18-46).", "centre-in-range", []),
        ("It was 92% [95% CI 0.89-0.95].", "interval-holds-estimate", ["ok"]),
        ("Medians were 3.8 and 8.1 months (95% CI 2.9-4.8 and 6.8-9.5).", "interval-holds-estimate", []),
        ("A mean difference of -1.05 (CI 95 % -1.70 to -0.40).", "interval-order", []),
        ("A mean difference of -1.05 (CI 95 % -1.70 to -0.40).", "interval-symmetric", ["ok"]),
        ("A mean difference of -1.05 (95% CI -1.70-0.40).", "interval-symmetric", []),  # the dash may be the sign
        ("The odds ratio was 8.92 (95% CI 1.18-1142).", "interval-symmetric", ["not-checkable"]),  # few events
        ("The odds ratio was 2.8 (95% 95%CI: 1.6-4.8).", "interval-holds-estimate", ["ok"]),
        ("The median fall was -53.5% (range, -30% to -100%).", "centre-in-range", []),
        ("A median of 3.9 years (range 19 days-11.8 years).", "centre-in-range", []),
        ("The mean age fell in 2019 (range 0.1 to 14 years).", "centre-in-range", []),
        ("The median sum was $9,210,974.06 (interquartile range 25,029,951.46).", "centre-in-range", []),
        ("The median was 721 (quartile 1-3: 363-1267) days.", "centre-in-range", []),
    ],
)
def test_a_value_and_its_bounds_are_read_from_the_words_too(text: str, rule: str, expected: list[str]) -> None:
    assert ends(rule, record_saying(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(P = 10.04)", ["mismatch"]),
        ("P = 2.3 x 10(-5)", []),
        ("P < 4.23⁻⁹", []),
        ("P = 3.0e - 07", []),
        ("-log10 P = 9.72", []),
        ("P = .4", []),
    ],
)
def test_a_p_value_that_no_finding_has_is_looked_at_too(text: str, expected: list[str]) -> None:
    assert ends("p-value-possible", record_saying(text)) == expected


def test_a_p_value_of_another_clause_is_not_held_against_the_interval() -> None:
    record = record_saying("It rose (P = 0.4); the odds ratio was 1.62 (95% CI 1.16-2.26).")
    assert ends("p-value-against-interval", record) == []


def test_a_coefficient_in_a_list_of_ratios_is_none() -> None:
    record = record_saying("(OR, 1.745; β, 0.146; 95% CI, 0.086 to 0.201)")
    one = statistic(record, "0.146; 95% CI, 0.086 to 0.201", "odds_ratio", value=0.146, low=0.086, high=0.201)
    assert ends("interval-symmetric", record, finding(one)) == []


@pytest.mark.parametrize(("median", "status"), [(10, "ok"), (21, "ok"), (31, "mismatch")])
def test_a_median_lies_in_its_range(median: float, status: str) -> None:
    record = record_saying(f"The median was {median} years (1-21).")
    spread = Dispersion(type="range", low=1, high=21)
    value = statistic(record, f"{median} years (1-21)", "median", value=median, dispersion=spread)
    assert ends("centre-in-range", record, finding(value)) == [status]


def test_a_median_age_lies_in_its_range_and_a_mean_may_leave_an_interquartile_range() -> None:
    record = record_saying("The median age was 31 years (1-21).")
    age = Age(statistic="median", value=31, low=1, high=21, quote=words(record, "31 years (1-21)"))
    assert ends("centre-in-range", record, population=Population(age=(age,))) == ["mismatch"]
    mean = record_saying("The mean was 31 (IQR 1-21).")
    spread = Dispersion(type="iqr", low=1, high=21)
    skewed = statistic(mean, "31 (IQR 1-21)", "mean", value=31, dispersion=spread)
    assert ends("centre-in-range", mean, finding(skewed)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mean age was 54.2 ± 12.1 years (range 21-83).", ["ok"]),
        ("Mean age was 54.2 ± 52.1 years (range 21-83).", ["mismatch"]),
        ("Mean age was 54.2 ± 52.1 years.", []),
        ("Mean age was 6.5 ± 6.4 years (range 9 months to 48 years).", []),
        ("Median age was 0.5 ± 20.7 months (range 0.0-111.0).", []),
    ],
)
def test_a_standard_deviation_fits_its_range(text: str, expected: list[str]) -> None:
    assert ends("sd-possible", record_saying(text)) == expected


@pytest.mark.parametrize(("total", "expected"), [(2, "ok"), (40, "not-checkable")])
def test_a_standard_deviation_that_only_a_few_can_have_stays_open(total: int, expected: str) -> None:
    record = record_saying(f"Of {total} patients the mean was 50 ± 35 (range 25-75).")
    assert ends("sd-possible", record, population=population(record, total)) == [expected]


@given(st.lists(st.integers(min_value=0, max_value=100), min_size=2, max_size=30))
@settings(max_examples=60)
def test_the_standard_deviation_of_real_values_is_possible(values: list[int]) -> None:
    text = f"It was {mean(values):.1f} ± {stdev(values):.1f} (range {min(values)}-{max(values)})."
    assert "mismatch" not in ends("sd-possible", record_saying(text))


def two_arms(
    effect: str, kind: str, value: float, arms: tuple[str, str], of: str = "proportion", end: str = "."
) -> Any:
    """A record of two arms' values and an effect in one sentence, and its findings."""
    record = record_saying(f"Of drug {arms[0]} and of placebo {arms[1]} ({effect}){end}")
    unit = "%" if of == "proportion" else None
    groups = [arm(record, number, name, None) for number, name in ((1, "drug"), (2, "placebo"))]
    values = [
        finding(statistic(record, text, of, value=float(text.rstrip("%")), unit=unit), group=in_group(record, group))
        for text, group in zip(arms, groups, strict=True)
    ]
    return record, *values, finding(statistic(record, effect, kind, value=value))


@pytest.mark.parametrize(
    ("effect", "kind", "value", "status"),
    [
        ("difference 15.2%", "risk_difference", 15.2, "ok"),
        ("difference -15.2%", "risk_difference", -15.2, "ok"),
        ("difference 25.2%", "risk_difference", 25.2, "mismatch"),
        ("RR 1.49", "risk_ratio", 1.49, "ok"),
        ("RR 0.67", "risk_ratio", 0.67, "ok"),
        ("RR 2.49", "risk_ratio", 2.49, "mismatch"),
        ("OR 1.92", "odds_ratio", 1.92, "ok"),
        ("OR 9.12", "odds_ratio", 9.12, "mismatch"),
    ],
)
def test_an_effect_follows_from_its_arms(effect: str, kind: str, value: float, status: str) -> None:
    assert ends("effect-against-arms", *two_arms(effect, kind, value, ("46.3%", "31.1%"))) == [status]


def test_a_difference_of_means_follows_from_them() -> None:
    arms = ("7.1", "5.9")
    assert ends("effect-against-arms", *two_arms("difference 1.2", "mean_difference", 1.2, arms, "mean")) == ["ok"]
    assert ends("effect-against-arms", *two_arms("difference 2.1", "mean_difference", 2.1, arms, "mean")) == [
        "mismatch"
    ]


def test_one_arm_may_have_risen_and_the_other_fallen() -> None:
    assert ends("effect-against-arms", *two_arms("gap 13.0", "mean_difference", 13, ("7.1", "5.9"), "mean")) == ["ok"]


def test_an_effect_on_another_outcome_need_not_follow() -> None:
    record, first, second, effect = two_arms("fewer fell and RR 2.49", "risk_ratio", 2.49, ("46.3%", "31.1%"))
    ratio = replace(effect.statistic, quote=words(record, "RR 2.49"))
    other = replace(effect, statistic=ratio, outcome=Phrase(text="fewer fell", quote=words(record, "fewer fell")))
    assert ends("effect-against-arms", record, first, second, other) == ["not-checkable"]


def test_an_adjusted_effect_need_not_follow() -> None:
    found = two_arms("OR 9.12", "odds_ratio", 9.12, ("46.3%", "31.1%"), end=" by logistic regression.")
    assert ends("effect-against-arms", *found) == ["not-checkable"]


def with_headings(record: EvidenceRecord) -> EvidenceRecord:
    """The record with an abstract in labelled sections."""
    section = Section(label="RESULTS", category=Role.RESULTS, start=0, end=19)
    return replace(record, abstract=Abstract(text=record.text_of("abstract"), sections=(section,)))


@pytest.mark.parametrize(("again", "expected"), [("34%", ["ok"]), ("43%", ["mismatch"]), ("about 43%", [])])
def test_the_conclusions_repeat_the_results(again: str, expected: list[str]) -> None:
    record = with_headings(record_saying(f"Response was 34.2%. We conclude on {again}."))
    sentences = (Sentence(start=0, end=19, role=Role.RESULTS), Sentence(start=20, end=99, role=Role.CONCLUSIONS))
    outcome = Phrase(text="Response", quote=words(record, "Response"))
    first = statistic(record, "34.2%", "proportion", value=34.2, unit="%")
    number = again.removeprefix("about ")
    second = statistic(record, number, "proportion", value=float(number.rstrip("%")), unit="%")
    findings = (
        Finding(sentence=0, outcome=outcome, statistic=first),
        Finding(sentence=1, outcome=outcome, statistic=second),
    )
    assert ends("same-in-conclusions", record, *findings, sentences=sentences) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("A study of 38 patients.", ["ok"]),
        ("A study of 83 patients.", ["mismatch"]),
        ("A study of 21 patients.", ["not-checkable"]),
        ("A study of 12 weeks.", []),
    ],
)
def test_the_title_names_as_many_participants_as_the_abstract(title: str, expected: list[str]) -> None:
    record = record_saying("We treated 38 patients.", title=title)
    assert ends("same-in-title", record, population=population(record, 38)) == expected


MISMATCHES: list[Callable[[], Any]] = [
    lambda: interval("0.36 (0.41-1.07)", value=0.36, low=0.41, high=1.07),
    lambda: two_arms("RR 2.49", "risk_ratio", 2.49, ("46.3%", "31.1%")),
]


@pytest.mark.parametrize("case", MISMATCHES)
def test_a_mismatch_is_worded_neutrally_and_changes_nothing(case: Callable[[], Any]) -> None:
    record, *findings = case()
    before = replace(record, findings=tuple(findings))
    after = audited(before)
    messages = [check.message for check in after.checks if check.status is CheckStatus.MISMATCH]
    assert messages
    assert all(text.endswith(SETTLE) and "error" not in text.lower() for text in messages)
    assert after.findings == before.findings


def test_a_title_may_name_a_part_of_the_participants() -> None:
    record = record_saying("Of 38 patients, 15 are reported here.", title="Follow-up of 15 patients.")
    assert ends("same-in-title", record, population=population(record, 38)) == ["ok"]


@pytest.mark.parametrize(
    "text", ["We saw 90 people; 29 cases and 49 controls gave blood.", "We saw 90 people. Seventy-eight gave blood."]
)
def test_a_title_may_name_the_sum_of_two_groups_or_a_number_in_words(text: str) -> None:
    record = record_saying(text, title="A marker in 78 individuals.")
    assert ends("same-in-title", record, population=population(record, 90)) == ["ok"]


def test_a_bound_of_an_effect_is_none() -> None:
    found = two_arms("lower boundary for the difference -0.3", "risk_difference", -0.3, ("46.3%", "31.1%"))
    record, first, second, effect = found
    assert effect.statistic is not None
    bound = replace(effect, statistic=replace(effect.statistic, quote=words(record, "-0.3")))
    assert ends("effect-against-arms", record, first, second, bound) == []


@pytest.mark.parametrize(
    "text",
    ["Response was 34.2%. Two died (9%). We conclude on 9%.", "Response was 34.2%. We take 9%, not 34.2%."],
)
def test_a_number_that_stands_in_both_parts_may_be_of_something_else(text: str) -> None:
    record = with_headings(record_saying(text))
    at = text.index("We")
    sentences = (Sentence(start=0, end=at - 1, role=Role.RESULTS), Sentence(start=at, end=99, role=Role.CONCLUSIONS))
    outcome = Phrase(text="Response", quote=words(record, "Response"))
    last = Quote(where="abstract", start=text.index("9%", at), end=text.index("9%", at) + 2, text="9%")
    values = (
        statistic(record, "34.2%", "proportion", value=34.2, unit="%"),
        Statistic(type=StatisticType.PROPORTION, value=9, unit="%", quote=last),
    )
    findings = tuple(Finding(sentence=n, outcome=outcome, statistic=one) for n, one in enumerate(values))
    assert ends("same-in-conclusions", record, *findings, sentences=sentences) == ["not-checkable"]


def test_what_no_heading_calls_conclusions_is_not_held_against_the_results() -> None:
    record = record_saying("Response was 34.2%. We conclude on 43%.")
    section = Section(label=None, category=None, start=0, end=len(record.text_of("abstract")))
    record = replace(record, abstract=Abstract(text=record.text_of("abstract"), sections=(section,)))
    sentences = (Sentence(start=0, end=19, role=Role.RESULTS), Sentence(start=20, end=99, role=Role.CONCLUSIONS))
    outcome = Phrase(text="Response", quote=words(record, "Response"))
    values = [statistic(record, text, "proportion", value=float(text[:-1]), unit="%") for text in ("34.2%", "43%")]
    findings = tuple(Finding(sentence=n, outcome=outcome, statistic=one) for n, one in enumerate(values))
    assert ends("same-in-conclusions", record, *findings, sentences=sentences) == []


def test_a_change_in_the_conclusions_is_not_the_value_of_the_results() -> None:
    record = record_saying("Response was 34.2%. Treatment improved response by 9%.")
    sentences = (Sentence(start=0, end=19, role=Role.RESULTS), Sentence(start=20, end=99, role=Role.CONCLUSIONS))
    outcome = Phrase(text="Response", quote=words(record, "Response"))
    values = [statistic(record, text, "proportion", value=float(text[:-1]), unit="%") for text in ("34.2%", "9%")]
    findings = tuple(Finding(sentence=n, outcome=outcome, statistic=one) for n, one in enumerate(values))
    assert ends("same-in-conclusions", record, *findings, sentences=sentences) == []
