"""Findings from invented sentences: what is read, and what is left alone."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.article import Role
from generator.evidence import Certainty, Finding, Population, Sentence, Statistic, StatisticType
from generator.extraction.findings import find_findings
from tests.articles import article_saying


def findings(text: str, role: Role = Role.RESULTS) -> tuple[Finding, ...]:
    sentences = (Sentence(start=0, end=len(text), role=role),)
    return find_findings(article_saying(text), sentences, (), Population(), ())


def statistics(text: str) -> list[Statistic]:
    return [finding.statistic for finding in findings(text) if finding.statistic]


@pytest.mark.parametrize(
    ("text", "quoted", "type_", "value", "numerator", "denominator"),
    [
        ("We saw a response in 13/38 patients (34%).", "13/38 patients (34%)", "proportion", 34, 13, 38),
        ("To date, nine patients (24%) are alive.", "nine patients (24%)", "proportion", 24, 9, None),
        ("A response was seen in 8 (57%) of 14 women.", "8 (57%) of 14 women", "proportion", 57, 8, 14),
        ("The rate was 17% (5/30) at last.", "17% (5/30)", "proportion", 17, 5, 30),
        ("Seventy-one percent of patients relapsed.", "Seventy-one percent of patients", "proportion", 71, None, None),
        ("Relapse occurred in 3 of 12 patients.", "3 of 12 patients", "count", 3, 3, 12),
        ("There were 14 deaths.", "14", "count", 14, 14, None),
        ("Five-year survival was 80.6 per cent.", "80.6 per cent", "survival_probability", 80.6, None, None),
    ],
)
def test_reads_proportions_and_counts(
    text: str, quoted: str, type_: str, value: float, numerator: int | None, denominator: int | None
) -> None:
    (found,) = statistics(text)
    assert (found.quote.text, found.type.value, found.value) == (quoted, type_, value)
    assert (found.numerator, found.denominator) == (numerator, denominator)


def test_reads_a_mean_with_its_spread_and_unit() -> None:
    (found,) = statistics("Weight gain was 2.7 ± 2.9 kg.")
    assert (found.type, found.value, found.unit) == (StatisticType.MEAN, 2.7, "kg")
    assert found.dispersion is not None
    assert (found.dispersion.type, found.dispersion.value) == ("sd", 2.9)


def test_reads_a_median_with_its_range() -> None:
    (found,) = statistics("The median hospital stay was 9 days (range 3-21).")
    assert (found.type, found.value, found.unit) == (StatisticType.MEDIAN, 9, "days")
    assert found.dispersion is not None
    assert (found.dispersion.type, found.dispersion.low, found.dispersion.high) == ("range", 3, 21)


@pytest.mark.parametrize(
    ("name", "type_"),
    [
        ("hazard ratio [HR]", StatisticType.HAZARD_RATIO),
        ("odds ratio", StatisticType.ODDS_RATIO),
        ("relative risk", StatisticType.RISK_RATIO),
        ("mean difference", StatisticType.MEAN_DIFFERENCE),
    ],
)
def test_reads_effect_measures_with_interval_level_and_p_value(name: str, type_: StatisticType) -> None:
    (finding,) = findings(f"Death was rarer ({name}, 0.65; 95% CI, 0.54 to 0.78; P < .001).")
    found = finding.statistic
    assert found is not None
    assert (found.type, found.value, found.low, found.high, found.level) == (type_, 0.65, 0.54, 0.78, 95)
    assert finding.p_value is not None
    assert (finding.p_value.operator, finding.p_value.value) == ("<", 0.001)
    assert finding.p_value.quote.text == "P < .001"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Response was seen in 75 and 67% of patients.", [75, 67]),
        ("The median survival was 21 and 22 months, respectively.", [21, 22]),
        ("Toxicity occurred in 12 and 7 patients, respectively.", [12, 7]),
    ],
)
def test_what_is_printed_once_holds_for_the_whole_row(text: str, values: list[float]) -> None:
    found = statistics(text)
    assert [statistic.value for statistic in found] == values
    assert len({(statistic.type, statistic.unit) for statistic in found}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Patients were seen at 12 weeks and after 2 years.",
        "Nearly half of the patients developed fever.",
        "Grade 3 toxicity was rare with 200 mg daily.",
        "The mean age was 10.2 years.",
        "Response was defined as a decrease of at least 50%.",
        "The two groups were similar.",
        "Levels of IL-6 and CD4 cells fell.",
        "It was scored on a scale from 0 to 10.",
    ],
)
def test_leaves_numbers_that_are_nobodys_result(text: str) -> None:
    assert statistics(text) == []


@pytest.mark.parametrize("role", [Role.BACKGROUND, Role.OBJECTIVE, Role.METHODS])
def test_a_number_of_another_section_is_nobodys_finding(role: Role) -> None:
    assert findings("A response was seen in 13/38 patients (34%).", role) == ()


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Survival was longer.", Certainty.ASSERTED),
        ("Survival did not differ.", Certainty.NEGATED),
        ("Survival may be longer.", Certainty.HEDGED),
    ],
)
def test_a_result_in_words_keeps_how_surely_it_is_stated(text: str, certainty: Certainty) -> None:
    (finding,) = findings(text)
    assert (finding.statistic, finding.certainty) == (None, certainty)
    assert finding.outcome is not None
    assert finding.outcome.text == "Survival"


def test_printed_counts_imply_a_percentage_and_an_interval() -> None:
    (finding,) = findings("We saw a response in 13/38 patients.")
    assert finding.computed is not None
    assert (finding.computed["percent"], finding.computed["low"], finding.computed["high"]) == (34.2, 21.2, 50.1)


_WORDS = st.sampled_from(
    [
        "12",
        "(30%)",
        "7",
        "of",
        "38",
        "patients",
        "vs",
        "and",
        "in",
        "the",
        "A",
        "group",
        ",",
        ";",
        "respectively",
        "P",
        "=",
    ]
)
_FIGURES = st.sampled_from(
    [".03", "95%", "CI", "0.7-1.2", "median", "mean", "±", "SD", "hazard", "ratio", "4.5", "months"]
)


@given(st.one_of(st.text(max_size=80), st.lists(_WORDS | _FIGURES, max_size=30).map(" ".join)))
@settings(max_examples=300, deadline=None)
def test_any_text_gives_findings_whose_words_and_values_are_its_own(text: str) -> None:
    found = findings(text) if text else ()
    for statistic in (finding.statistic for finding in found if finding.statistic):
        assert statistic.quote.text == text[statistic.quote.start : statistic.quote.end]
    spans = sorted({(f.statistic.quote.start, f.statistic.quote.end) for f in found if f.statistic})
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
