"""Findings from invented sentences: what is read, and what is left alone."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.article import Role
from generator.evidence import Certainty, Domain, Finding, Population, Sentence, Statistic, StatisticType
from generator.extraction import extract
from generator.extraction.findings import find_findings, read_findings
from generator.extraction.findings.around import Span
from generator.extraction.findings.kinds import find_results
from generator.extraction.findings.measures import find_measures
from generator.extraction.findings.outcomes import link_outcomes
from generator.extraction.mentions import Mention, MentionKind
from generator.extraction.numbers import find_numbers
from generator.extraction.quoting import quote
from tests.articles import article_saying
from tests.extraction.test_sentences import labelled


def findings(text: str, role: Role = Role.RESULTS) -> tuple[Finding, ...]:
    sentences = (Sentence(start=0, end=len(text), role=role),)
    return read_findings(article_saying(text), sentences, (), Population(), ())


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


@pytest.mark.parametrize(
    "text",
    [
        "Weight fell among these 130 adolescents (47% male).",
        "Pain fell in 12 patients (30% exemplin, 29% placebo).",
        "Pain was at 12 (95% CI 1 to 20).",
    ],
)
def test_a_percentage_that_says_who_they_are_is_not_the_share_of_their_count(text: str) -> None:
    assert not [found for found in statistics(text) if found.numerator is not None and found.unit == "%"]


def test_a_percentage_behind_a_fraction_is_its_share_whatever_follows() -> None:
    found = statistics("Pain fell (12/19; 63.2% showing less) and in 12 patients (63% of all).")
    assert [(one.numerator, one.value) for one in found] == [(12, 63.2), (12, 63)]


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
    numbers = find_numbers(text)
    for statistic in (finding.statistic for finding in found if finding.statistic):
        start, end = statistic.quote.start, statistic.quote.end
        assert statistic.quote.text == text[start:end]
        assert statistic.value in {number.value for number in numbers if start <= number.start and number.end <= end}
    spans = sorted({(f.statistic.quote.start, f.statistic.quote.end) for f in found if f.statistic})
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


# ---------------------------------------------------------------------------------------- arms and outcomes


def arms_of(text: str) -> list[tuple[float | None, str | None]]:
    return [
        (finding.statistic.value, finding.group.text if finding.group else None)
        for finding in findings(text)
        if finding.statistic
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Relapse occurred in 30% of the alphamab group and 18% of the control group.",
            [(30, "alphamab group"), (18, "control group")],
        ),
        (
            "Relief was 44% (P = 0.05) in the alphamab group, 55% (P = 0.01) in the betamab group.",
            [(44, "alphamab group"), (55, "betamab group")],
        ),
        (
            "Relief was seen in 73% and 40% of group A and group B, respectively, at 3 months, 61% and 33% at 1 year.",
            [(73, "group A"), (40, "group B"), (61, "group A"), (33, "group B")],
        ),
        (
            "The angle in the alphamab group was 12.5 ± 2.2 and 17.9 ± 9.3, respectively, and in the control group was "
            "14.1 ± 6.7 and 14.8 ± 7.8, respectively.",
            [
                (12.5, "alphamab group"),
                (17.9, "alphamab group"),
                (14.1, "control group"),
                (14.8, "control group"),
            ],
        ),
        (
            "The size was 0.26 ± 0.17 (P < .01), 0.27 ± 0.27 (P < .05), and 0.36 ± 0.21 in the alphamab group, the "
            "betamab group and the placebo group, respectively.",
            [(0.26, "alphamab group"), (0.27, "betamab group"), (0.36, "placebo group")],
        ),
        (
            "Relapse occurred in 30% of patients in the alphamab group and 18% in the placebo group.",
            [(30, "alphamab group"), (18, "placebo group")],
        ),
        (
            "Alphamab-treated patients (87%) improved more often than placebo-treated patients (40%).",
            [(87, "Alphamab-treated patients"), (40, "placebo-treated patients")],
        ),
        ("Relapse rates were 30% and 18% in group A and group B, respectively.", [(30, "group A"), (18, "group B")]),
        ("Pain was lower in group A than in group B (2.1 ± 0.4 vs 3.9 ± 0.6).", [(2.1, "group A"), (3.9, "group B")]),
        ("Compared with group A, group B had more falls (30% v 18%).", [(30, "group B"), (18, "group A")]),
        ("Relapse occurred in 30% of patients.", [(30, None)]),
        (
            "Pain fell in 30% in group A versus 18% in group B, and fever in 9% versus 2%.",
            [(30, "group A"), (18, "group B"), (9, "group A"), (2, "group B")],
        ),
        (
            "Pain fell in 12 (30%) in group A versus 7 (18%) in group B, and fever in 4 (9%) versus none.",
            [(30, "group A"), (18, "group B"), (9, "group A")],
        ),
        ("Of 60 patients in group A, 12 (20%) later received alphamab.", [(20, "group A")]),
        (
            "In group A, survival was 68%, and pain was rare; in group B, the survival rate was 65%.",
            [(68, "group A"), (65, "group B")],
        ),
        (
            "Four (4.4%) complete responses and 31 (34.4%) partial responses occurred in group A.",
            [(4.4, "group A"), (34.4, "group A")],
        ),
        ("Pain fell in 73% of controls and 71% in group A.", [(73, "controls"), (71, "group A")]),
        (
            "Relapse occurred in 30 patients, with 7 in group A and 23 in group B.",
            [(30, None), (7, "group A"), (23, "group B")],
        ),
        (
            "A year after surgery, the commonest complaints in group A were pain (18%), fever (8%) and chills (5%).",
            [(18, "group A"), (8, "group A"), (5, "group A")],
        ),
        ("Pain fell in 10%, 20% and 30% in groups A, B and C.", [(10, "A"), (20, "B"), (30, "C")]),
        ("Pain fell in 43% and 51% in arm A vs B, respectively.", [(43, "arm A"), (51, "B")]),
        (
            "Bone loss fell by 19% and 27% in group A against a gain of calcium in group B.",
            [(19, "group A"), (27, "group A")],
        ),
    ],
)
def test_each_value_goes_to_its_arm(text: str, expected: list[tuple[float, str | None]]) -> None:
    assert arms_of(text) == expected


def test_an_interval_that_is_called_approximate_is_one() -> None:
    (found,) = statistics("Death was rarer (hazard ratio 0.80, 95% CI approximately 0.70, 0.91).")
    assert (found.value, found.low, found.high) == (0.8, 0.7, 0.91)


def test_a_median_in_words_is_one() -> None:
    assert [(found.type, found.value) for found in statistics("The median number of samples was three.")] == [
        (StatisticType.MEDIAN, 3)
    ]


def results_of(methods: str, results: str) -> list[tuple[float | None, str | None]]:
    """Value and group of each statistic of an abstract in two sections."""
    record = extract(labelled(("METHODS", Role.METHODS, methods), ("RESULTS", Role.RESULTS, results)))
    return [
        (finding.statistic.value, finding.group.id if finding.group else None)
        for finding in record.findings
        if finding.statistic
    ]


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ("Pain fell in the exemplin group (30% vs 18%).", [(30, "g1"), (18, "g2")]),
        (
            "Pain (36% vs 69%) and fever (2% vs 9%) were rarer on exemplin.",
            [(36, "g1"), (69, "g2"), (2, "g1"), (9, "g2")],
        ),
        ("Pain fell in 30% and 18%, respectively.", [(30, "g1"), (18, "g2")]),
        ("Pain fell in 30% in the intervention group and in 18% of controls.", [(30, "g1"), (18, "g2")]),
        ("Pain fell in 30% overall.", [(30, None)]),
        ("The trial had 45 women on exemplin and 51 on placebo.", []),
        (
            "Grade 3 pain (exemplin/placebo: 30%/18%), fever (9%/2%) and chills (4%/3%) were rare.",
            [(30, "g1"), (18, "g2"), (9, "g1"), (2, "g2"), (4, "g1"), (3, "g2")],
        ),
        ("Pain was 30% in the treated group versus 18% in the control group.", [(30, "g1"), (18, "g2")]),
        ("The survival rate was 30% in treated versus 18% in control women.", [(30, "g1"), (18, "g2")]),
        ("At 6 months (0-2 h after a dose of 20 mg) pain fell in 30% of the exemplin group.", [(30, "g1")]),
        # one half of a row against the other
        (
            "Pain fell at 6 and 12 weeks in the exemplin group compared with placebo (66% and 64% versus 12% and 7%, "
            "respectively).",
            [(66, "g1"), (64, "g1"), (12, "g2"), (7, "g2")],
        ),
        (
            "Pain fell in 36% and fever in 34% on exemplin, while 22% and 21% had relief on placebo.",
            [(36, "g1"), (34, "g1"), (22, "g2"), (21, "g2")],
        ),
        (
            "Relief was the same (exemplin vs. placebo: 98% vs. 94% and 96% vs. 90%).",
            [(98, "g1"), (94, "g2"), (96, "g1"), (90, "g2")],
        ),
        # a name that is no known group's has its own value
        ("The relief rate was 90% with QX and 92% with exemplin.", [(90, None), (92, "g1")]),
        ("The 20 ml 0.5% exemplin injection helped.", []),
        # the words say which is the larger
        ("Compared with placebo, fever was lower with exemplin (43% vs 19%).", [(43, "g2"), (19, "g1")]),
        ("Relapse was lower in the exemplin group than in the placebo group (18% vs. 4%).", [(18, "g2"), (4, "g1")]),
        ("Relief was greater with exemplin than with placebo (mean score, 1.7 vs 2.6).", [(1.7, "g1"), (2.6, "g2")]),
        ("Infection was increased in the placebo group (0% vs 8%).", [(0, "g1"), (8, "g2")]),
        # an effect size named right before the bracket is another number
        (
            "Exemplin gave fewer signs than placebo, with a medium effect size (1.5 vs. 4.2).",
            [(1.5, "g1"), (4.2, "g2")],
        ),
        # each is none
        ("Of all, 29 (50%) each were on exemplin and placebo.", [(50, None)]),
        # a difference is of two groups
        ("The count was 0.9 (95% CI 0.1-1.8) higher in the exemplin group.", [(0.9, None)]),
        # an ended clause has nothing to do with the next one's
        (
            "On exemplin there was no fall, whereas the placebo group had 2 falls (6%) and 4 fractures (13%).",
            [(6, "g2"), (13, "g2")],
        ),
        # every group is none
        ("Pain was seen in 8% of each treatment group.", [(8, None)]),
        ("On exemplin they slept; 8% had pain in each group.", [(8, None)]),
        # two things of one group
        (
            "The early and late relief rates of the exemplin group were 29% and 27%, respectively.",
            [(29, "g1"), (27, "g1")],
        ),
        # what stands before the next value is not the last one's
        ("Pain was common (57%; placebo, 9%).", [(57, None), (9, "g2")]),
        (
            "Relief was 13 and 15%, respectively, in women given exemplin and 8 and 9% in those given placebo.",
            [(13, "g1"), (15, "g1"), (8, "g2"), (9, "g2")],
        ),
        ("Pain was more frequent in the control than in the exemplin group (30 vs 7%).", [(30, "g2"), (7, "g1")]),
        (
            "We saw 352 deaths among 2,463 women receiving exemplin and 418 deaths among 2,459 receiving placebo.",
            [(352, "g1"), (418, "g2")],
        ),
    ],
)
def test_results_of_named_groups_point_to_them(results: str, expected: list[tuple[float, str | None]]) -> None:
    assert results_of("Women were randomised to exemplin (n = 45) or placebo (n = 51).", results) == expected


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ("Relapse was seen in 30% of the XRT group and 18% of the non-XRT group.", [(30, "g1"), (18, "g2")]),
    ],
)
def test_a_group_is_told_by_what_the_other_lacks(results: str, expected: list[tuple[float, str | None]]) -> None:
    assert results_of("We assigned 90 women to surgery (n = 46) or non-XRT surgery (n = 44).", results) == expected


def test_a_combination_is_not_what_it_is_made_of() -> None:
    methods = "We assigned 90 women to letrozole alone (n = 46) or letrozole plus exemplin (n = 44)."
    results = "Pain fell in 30% in the letrozole group and in 18% in the letrozole plus exemplin group."
    assert results_of(methods, results) == [(30, "g1"), (18, "g2")]
    added = "Pain fell in 30% on letrozole and in 18% of those on letrozole + exemplin."
    assert results_of(methods, added) == [(30, "g1"), (18, "g2")]


def outcomes_of(text: str) -> list[tuple[float | None, str | None]]:
    """Value and outcome of each statistic, where the network names the outcomes."""
    return [
        (finding.statistic.value, finding.outcome.text if finding.outcome else None)
        for finding in extract(labelled(("RESULTS", Role.RESULTS, text))).findings
        if finding.statistic
    ]


def test_what_only_explains_an_outcome_is_not_the_outcome() -> None:
    text = "Serum telopeptide, a marker of bone resorption, was reduced by 19.3% with risedronate."
    assert outcomes_of(text) == [(19.3, "Serum telopeptide")]


def test_a_value_in_the_bracket_of_another_has_its_outcome() -> None:
    text = (
        "Docetaxel improved progression-free survival (hazard ratio, 0.65; median, 6.1 v 4.2 months) and "
        "overall survival (hazard ratio, 0.78; median, 14.5 v 11.5 months)."
    )
    first, second = "progression-free survival", "overall survival"
    assert outcomes_of(text) == [
        (0.65, first),
        (6.1, first),
        (4.2, first),
        (0.78, second),
        (14.5, second),
        (11.5, second),
    ]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("At a median follow-up of 26 months, death was seen in 8.3% and 14.8%.", {StatisticType.PROPORTION}),
        (
            "Rates (per 1000 person-years) were 1.1 in group A and 2.9 in group B.",
            {StatisticType.RATE},
        ),
        ("Median weight change after 6 months was -0.9% in group A.", {StatisticType.MEDIAN}),
    ],
)
def test_an_average_is_only_what_its_name_speaks_of(text: str, types: set[StatisticType]) -> None:
    assert {found.type for found in statistics(text)} == types


def test_a_share_of_more_than_all_is_a_change_and_no_proportion() -> None:
    (found,) = statistics("Bile acids increased at all doses, by 421%.")
    assert (found.type, found.value) == (StatisticType.OTHER, 421)


def test_a_count_and_its_percentage_share_a_bracket() -> None:
    (found,) = statistics("Back pain (145; 30.9%) was frequent.")
    assert (found.numerator, found.value, found.type) == (145, 30.9, StatisticType.PROPORTION)


def test_an_effect_size_belongs_to_no_single_arm() -> None:
    (finding,) = findings("Pain fell more in group A than in group B, with a median difference of -2.1 (-9 to 5).")
    assert finding.statistic is not None
    assert (finding.statistic.type, finding.group and finding.group.text) == (StatisticType.OTHER, "group A")
    assert finding.comparison is not None


def test_a_ratio_belongs_to_no_single_arm() -> None:
    (finding,) = findings("Death was rarer in group A than in group B (hazard ratio, 0.65).")
    assert finding.group is not None
    assert finding.comparison is not None
    assert (finding.group.text, finding.comparison.text) == ("group A", "group B")


def test_events_over_units_keep_all_three_numbers_and_get_no_interval() -> None:
    (finding,) = findings("Eight events of fever were registered over the 78 cycles (15%).")
    found = finding.statistic
    assert found is not None
    assert (found.numerator, found.denominator, found.value) == (8, 78, 15)
    assert finding.computed == {"percent": 10.3, "percent_formula": "numerator / denominator"}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Of 151 participants, 12 (8%) relapsed.", [8]),
        ("A total of 520 patients were randomised.", []),
        ("After follow-up 136 women (74 alphamab, 62 placebo) developed cancer.", [136, 74, 62]),
        ("It was better with AB 100 than with AB 75 (49.2% v 40%).", [49.2, 40]),
        ("It was given as a fixed combination (50/250 or 50/500 mg).", []),
        ("The 6MWT distance was unchanged.", []),
        ("Fewer patients had pain at postoperative 3 months (36.6% vs 59.5%).", [36.6, 59.5]),
        ("The response was 69% (range 38-100%; n = 2).", [69]),
        ("Half of them received six courses of exemplin.", []),
        ("They gave better answers in two patient domains.", []),
        ("Median pain scores were 1/10 at first.", []),
        ("At 26 months median follow-up, 8.3% had relapsed.", [8.3]),
        ("Median follow-up was 437 days in group A and 438 days in group B.", []),
        ("It beat the standard five years or three years of exemplin therapy.", []),
        ("Median levels were 2.16 (1.74-2.83 [1.12-6.06]) in group A.", [2.16]),
        ("Scores fell (p = 0.11 and 0.04).", []),
        ("Pain was seen in 70.9% in the saline group.", [70.9]),
        ("Mean pain before, 30 minutes and one hour after were 5.8, 3.1 and 2.4.", [5.8, 3.1, 2.4]),
        ("Key words: pain, 30% responders.", []),
        ("Sleep loss was linked to reduced activity [2], more appetite [4, 5] and more pain.", []),
        ("Back pain (145; 30.9%) was frequent.", [30.9]),
        ("The mean decrease in pain (100 mm VAS) was 42 mm in group A.", [42]),
        ("Median survival was 4.0 and 2.5 months (95% CI, 3.5 to 5.3 and 1.9 to 3.8).", [4.0, 2.5]),
        ("Survival was 6 years (25th percentile of 4.5 and 75th percentile of 8.1) at the median.", [6]),
        ("Mean pain was 2.1 points in the 118 mL dose group.", [2.1]),
        ("116 women completed the one year follow-up.", []),
        ("Onset was rare (1.5% vs 4.4%, P for equivalence = .12).", [1.5, 4.4]),
    ],
)
def test_takes_results_and_leaves_what_describes_the_study(text: str, values: list[float]) -> None:
    assert [statistic.value for statistic in statistics(text)] == values


def test_an_average_without_a_name_is_called_what_the_abstract_calls_its_others() -> None:
    (first, second) = statistics("Scores were lower in group A than in group B (2.1 vs 3.9).")
    assert {first.type, second.type} == {StatisticType.OTHER}
    text = "Values are means. Scores were lower in group A than in group B (2.1 vs 3.9)."
    sentences = (Sentence(start=0, end=18, role=Role.METHODS), Sentence(start=18, end=len(text), role=Role.RESULTS))
    found = read_findings(article_saying(text), sentences, (), Population(), ())
    assert {finding.statistic.type for finding in found if finding.statistic} == {StatisticType.MEAN}


@pytest.mark.parametrize(
    ("text", "operator", "value"),
    [
        ("Survival was longer (P<.001).", "<", 0.001),
        ("Survival was longer (p = 0.03).", "=", 0.03),
        ("Survival was longer (P-value = 0.03).", "=", 0.03),
        ("Survival was not longer (two-sided P > 0.05).", ">", 0.05),
    ],
)
def test_reads_p_values_of_results_in_words(text: str, operator: str, value: float) -> None:
    (finding,) = findings(text)
    assert finding.p_value is not None
    assert (finding.p_value.operator, finding.p_value.value) == (operator, value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Odds ratios of both were 1.49 (95% CI 1.15-1.92, p = 0.03) and 1.06 (95% CI 0.82-1.38, p = 0.6).",
            ["p = 0.03", "p = 0.6"],
        ),
        (
            "Stage (p = 0.02; HR (95% CI) 5.13 (1.19-22.09)) and grade (p = 0.01; HR (95% CI) 2.83 (1.24-6.48)) "
            "told of death, age (p = 0.07) did not.",
            ["p = 0.02", "p = 0.01"],
        ),
        ("The risk fell (OR 0.78, 95% CI 0.62-0.96), but there was no link with age (P > 0.05).", [None]),
        ("Scores rose in arm A and arm B (14.2 vs 12.1, P = 0.04).", ["P = 0.04", "P = 0.04"]),
    ],
)
def test_a_number_has_the_p_value_of_its_own_words_or_the_one_that_leads_to_it(
    text: str, expected: list[str | None]
) -> None:
    found = [one for one in findings(text) if one.statistic]
    assert [one.p_value.quote.text if one.p_value else None for one in found] == expected


@pytest.mark.parametrize(
    ("text", "quoted", "spread"),
    [
        ("The mean (SD) stay was 32.1 (11.4; range, 18-50) days.", "32.1 (11.4; range, 18-50)", ("sd", 11.4, None)),
        ("The mean delay was 3.9 years (range 19 days-11.8 years).", "3.9 years", None),
        ("The mean delay was 18 months; median survival ranged from 2 to 6 months.", "18 months", None),
        ("The median score was 3.5 (IQR: 2.0--7.0).", "3.5 (IQR: 2.0--7.0)", ("iqr", None, 7.0)),
        ("The median stay was 9 days (interquartile range, IQR 3-12).", None, ("iqr", None, 12)),
        ("The median stay was 21 days (quartile 1-3: 13-67).", "21 days", None),
    ],
)
def test_a_spread_belongs_to_the_value_that_it_is_printed_for(
    text: str, quoted: str | None, spread: tuple[str, float | None, float | None] | None
) -> None:
    found = statistics(text)[0]
    assert quoted is None or found.quote.text == quoted
    dispersion = found.dispersion
    assert (dispersion and (dispersion.type, dispersion.value, dispersion.high)) == spread


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("The mean difference was -1.05 (CI 95% -1.70 to -0.40).", (-1.05, -1.70, -0.40, 95)),
        ("The odds ratio was 2.8 (95% 95%CI: 1.6-4.8).", (2.8, 1.6, 4.8, 95)),
        ("Median survival was 3.8 and 8.1 months (95% CI 2.9-4.8 and 6.8-9.5).", (3.8, None, None, None)),
    ],
)
def test_a_level_is_no_value_and_one_of_two_intervals_is_nobodys(text: str, bounds: tuple[float | None, ...]) -> None:
    found = statistics(text)
    assert (found[0].value, found[0].low, found[0].high, found[0].level) == bounds
    assert all(one.low is None and one.value != 95 for one in found[1:])


def test_one_of_two_fractions_is_not_that_of_their_percentage() -> None:
    found = statistics("Low values were seen in 24% (9/46 dogs and 10/34 cats).")
    assert (found[0].value, found[0].numerator) == (24, None)


def test_the_time_in_an_operating_room_is_no_odds_ratio() -> None:
    found = statistics("Total OR time was 34.2 (SD 5.1) minutes.")
    assert [one.type for one in found] == [StatisticType.MEAN]


def test_a_list_of_outcomes_is_told_one_by_one_where_a_list_of_numbers_answers_it() -> None:
    text = "Sensitivity, specificity and accuracy were 80.6%, 60.0% and 69.2%, respectively."
    measures = find_measures(text, find_numbers(text), 0, len(text))
    row = list(find_results(text, measures, 0, len(text)))
    listed = Span(0, text.index(" were"))
    linked = link_outcomes(text, [row], [listed], 0, len(text), {}).outcomes
    assert [text[linked[one.start].start : linked[one.start].end] for one in row] == [
        "Sensitivity",
        "specificity",
        "accuracy",
    ]


def test_a_count_that_says_of_how_many_a_result_is_is_none() -> None:
    found = statistics("Survival of the 308 (78%) patients with pain was 42% (95% CI 30 to 53).")
    assert [one.value for one in found] == [42]


def test_the_words_of_a_p_value_begin_at_its_own_p() -> None:
    found = findings(
        "After exemplin, 22% of patients were admitted (p < 0.01). Pain fell in 9% of people (p for trend = 0.03)."
    )
    quotes = {finding.p_value.quote.text for finding in found if finding.p_value}
    assert quotes == {"p < 0.01", "p for trend = 0.03"}


def test_a_p_value_in_a_form_of_its_own_is_none() -> None:
    found = findings("Anxiety fell by 3.2 points (P<0/001).")
    assert found
    assert not any(finding.p_value for finding in found)


def test_a_result_in_words_is_not_that_of_the_group_it_is_compared_with() -> None:
    methods = "Women were randomised to exemplin (n = 45) or placebo (n = 51)."
    results = "Pain was less than with placebo."
    record = extract(labelled(("METHODS", Role.METHODS, methods), ("RESULTS", Role.RESULTS, results)))
    assert [finding.group for finding in record.findings if finding.group] == []


def test_what_was_planned_is_no_result() -> None:
    assert statistics("The study was powered for 86 people; 20 patients gave 80% power to detect 8.6%.") == []


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("A total of 80 subjects were enrolled.", []),
        ("76 patients were evaluable.", []),
        ("Both groups improved.", []),
        ("Participants were followed up.", []),
        ("Of 290 participants enrolled, 28 received exemplin.", []),
        ("Anxiety improved.", ["Anxiety"]),
        ("6 min walk distance improved.", ["6 min walk distance"]),
    ],
)
def test_who_was_there_is_no_outcome(text: str, outcomes: list[str]) -> None:
    assert [finding.outcome.text for finding in findings(text) if finding.outcome] == outcomes


def test_a_number_in_words_is_no_percentage() -> None:
    found = statistics("Control was achieved by patients treated with one drug, and 48.9% of others.")
    assert [one.value for one in found if one.unit == "%"] == [48.9]


def test_a_bound_that_the_record_cannot_say_is_left_out() -> None:
    (finding,) = findings("Survival was longer (P ≤ .05).")
    assert finding.p_value is None


def test_the_marks_of_a_list_are_no_results() -> None:
    text = "RESULTS: The arms differed: (1) reduced pain in 12 of 40 patients; and (2) fewer falls."
    record = extract(article_saying(text))
    assert {finding.statistic.value for finding in record.findings if finding.statistic} & {1, 2} == set()


@pytest.mark.parametrize(
    "text",
    [
        "At baseline, 40% of the patients were treated with exemplin.",
        "Twelve women (30%) had received exemplin before randomization.",
        "At diagnosis, the mean score was 12.1 in arm A and 11.9 in arm B.",
    ],
)
def test_what_participants_brought_with_them_is_no_effect(text: str) -> None:
    found = findings(text)
    assert found
    assert all(finding.of_baseline and finding.domain is Domain.OTHER for finding in found)


@pytest.mark.parametrize(
    "text",
    [
        "The mean pain score fell from 8.1 at baseline to 7.0.",
        "The mean score was 9.1, 7.2 and 6.5 at baseline, week 12 and week 24.",
        "Mortality was lowest in those who smoked at baseline (HR 0.37).",
        "Voices were better than before surgery in 12 patients (36%).",
    ],
)
def test_a_sentence_that_also_tells_of_later_reports_a_result(text: str) -> None:
    found = findings(text)
    assert found
    assert not any(finding.of_baseline for finding in found)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Before enrolment, 71% of patients had undergone at least one operation.", "undergone at least one operation"),
        ("At baseline, 30 women (40%) were treated with exemplin.", "treated with exemplin"),
        ("At baseline, 12 (30%).", None),
    ],
)
def test_what_people_had_undergone_names_a_baseline_value(text: str, outcome: str | None) -> None:
    (found,) = findings(text)
    assert (found.outcome and found.outcome.text) == outcome


@pytest.mark.parametrize(
    ("text", "quoted", "certainty"),
    [
        ("Adherence rose by 2.1 points (95% CI 0.3 to 3.9) but no effect upon sleep was seen.", "2.1", "asserted"),
        ("Pain was seen in 12 of 40 (30%) except in no patients of arm B.", "12 of 40 (30%)", "asserted"),
        ("Pain fell in 12 of 40 (30%) but not significantly.", "12 of 40 (30%)", "negated"),
        ("There was no difference in pain (30% v 31%), hence exemplin may be stopped.", "30%", "negated"),
    ],
)
def test_a_denial_holds_for_its_own_part_of_the_sentence(text: str, quoted: str, certainty: str) -> None:
    found = next(one for one in findings(text) if one.statistic and one.statistic.quote.text.startswith(quoted))
    assert found.certainty.value == certainty


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("The 5-year overall survival was 67.4 ± 7.6% in arm A.", "survival_probability"),
        ("The 5-year cumulative incidence of relapse was 16.5 ± 5.8%.", "proportion"),
        ("Mean saturation was 94.1 ± 2.2%.", "mean"),
    ],
)
def test_an_estimate_with_its_error_is_no_mean(text: str, type_: str) -> None:
    (found,) = statistics(text)
    assert found.type.value == type_
    assert found.dispersion is not None


def test_times_in_a_list_are_no_values() -> None:
    text = "Pain scores at 6, 12, and 24 hours were lower in both exemplin and placebo subjects."
    assert statistics(text) == []


@pytest.mark.parametrize(
    "text", ["The participants were 52.3 (SD 5.1) years old.", "Peaks of 3157.33 m/z and 4177.02 m/z were chosen."]
)
def test_an_age_with_its_spread_and_the_place_of_a_peak_are_no_values(text: str) -> None:
    assert statistics(text) == []


def test_an_arm_that_others_are_compared_with_comes_second() -> None:
    text = (
        "METHODS: Children were divided into an exemplin treatment group and an untreated control group. "
        "RESULTS: It reduced cholesterol (2.20 ± 0.45 vs. 2.63 ± 0.76 mmol/L) compared with the control group."
    )
    first, second = (one for one in extract(article_saying(text)).findings if one.statistic)
    assert first.group is not None
    assert second.group is not None
    assert ("treatment" in first.group.text, second.group.text) == (True, "control group")


def test_an_interval_may_be_printed_from_its_high_end() -> None:
    (found,) = statistics("BMI fell by 0.27 kg/m2 [0.41, 0.13].")
    assert (found.value, found.low, found.high) == (0.27, 0.13, 0.41)


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("At 1 month pain was 66% and at 6 months 59%.", ["At 1 month", "at 6 months"]),
        ("Pain was 66% at 1 month and 59% at 6 months.", ["at 1 month", "at 6 months"]),
        (
            "Pain was present in 60% at baseline and 30% of the exemplin group at week 12.",
            ["at baseline", "at week 12"],
        ),
        ("Pain was 66% with exemplin and 59% with placebo at 6 months.", ["at 6 months", "at 6 months"]),
    ],
)
def test_a_result_is_of_the_time_behind_it_or_last_before_it(text: str, times: list[str]) -> None:
    found = [one for one in findings(text) if one.statistic]
    assert [one.timepoint and one.timepoint.text for one in found] == times


def test_both_ends_of_a_change_are_of_one_outcome() -> None:
    text = "METHODS: We studied 50 adults. RESULTS: Pain fell from 33 ± 5 to 18 ± 3 mm and improved sleep by 5%."
    first, second, *_ = (one for one in extract(article_saying(text)).findings if one.statistic)
    assert first.outcome == second.outcome


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # a list is of the group named behind its last value
            "Pain (15 [14%]), fever (14 [13%]), and rash (10 [9%]) in group A, and pain (eight [7%]), "
            "cough (seven [6%]), and falls (six [5%]) in group B.",
            [(14, "group A"), (13, "group A"), (9, "group A"), (7, "group B"), (6, "group B"), (5, "group B")],
        ),
        ("In group A, pain (15%) and fever (14%) in men.", [(15, "group A"), (14, "group A")]),
        # a label is of the value behind it
        ("Pain differed (group A: 5 (2, 8) vs group B: 6 (3, 9)).", [(5, "group A"), (6, "group B")]),
        ("Mean pain differed (group A; 5.1 versus group B; 6.2).", [(5.1, "group A"), (6.2, "group B")]),
        ("Pain was rarer in group A than in group B: 12% versus 24%.", [(12, "group A"), (24, "group B")]),
        ("Pain was rare (2.0%, group A; 1.4%, group B).", [(2, "group A"), (1.4, "group B")]),
        # what was received is no arm, nor is one of the parts of a whole
        ("Of 45 women 20 (44%) received group A.", [(44, None)]),
        ("Tests were done by 66 people (34 group A, 32 group B).", [(66, None), (34, None), (32, None)]),
        # a group far behind has a value of its own
        ("Pain was rare (4%), and fever in group A was frequent.", [(4, None)]),
        ("Pain was rarer (4%) than in group A.", [(4, None)]),
    ],
)
def test_a_value_goes_to_no_other_arm_than_its_own(text: str, expected: list[tuple[float, str | None]]) -> None:
    assert arms_of(text) == expected


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("Pain (0.7 mm; 95% CI, -2.1 to 3.4) and fever (0.3 mm; -1.5 to 2.0) were alike.", [(-2.1, 3.4), (-1.5, 2.0)]),
        ("Pain (0.7 mm, 95% CI -2.1 to 3.4) and fever (0.3 mm, -1.5 to 2.0) were alike.", [(-2.1, 3.4), (-1.5, 2.0)]),
        (
            "Pain (intervention - control 0.7; 95% CI, -2.1 to 3.4) and fever (1.3; -1.5 to 2.0).",
            [(-2.1, 3.4), (-1.5, 2)],
        ),
        ("Pain (0.7 mm; 95% CI, -2.1 to 3.4) and fever (9.3 mm; 1.5 to 2.0) were alike.", [(-2.1, 3.4), (None, None)]),
    ],
)
def test_an_interval_behind_another_need_not_be_called_one(
    text: str, bounds: list[tuple[float | None, float | None]]
) -> None:
    assert [(found.low, found.high) for found in statistics(text)][:2] == bounds


def test_the_difference_of_two_named_groups_is_one() -> None:
    (found,) = statistics("Pressure was alike (intervention - control 0.7 mm Hg; 95% CI, -2.1 to 3.4).")
    assert found.type is StatisticType.MEAN_DIFFERENCE


def test_an_interval_is_one_where_an_earlier_sentence_called_it_so() -> None:
    found = statistics(
        "Pain fell (3.4; 95% confidence limit 2.2 to 4.6). Sleep was better (3.05; 2.77 to 3.33) with it."
    )
    assert [(one.value, one.low, one.high) for one in found][-1] == (3.05, 2.77, 3.33)


def test_a_change_in_both_groups_is_neither_groups() -> None:
    text = (
        "Men received ibuprofen (n = 30) or placebo (n = 31). Scores improved after surgery in both groups (median 14 "
        "vs 7; P < .01). Pain was seen in 10% of the ibuprofen group and 29% of the placebo group."
    )
    found = extract(article_saying(text)).findings
    groups = {one.statistic.value: one.group and one.group.id for one in found if one.statistic}
    assert (groups[14], groups[7]) == (None, None)
    assert (groups[10], groups[29]) == ("g1", "g2")


def test_a_spread_may_follow_its_name_without_brackets() -> None:
    found = statistics("Mean scores were 74.2 SD 20.6 in group A and 60.3 SD 9.5 in group B.")
    assert [(one.value, one.dispersion and one.dispersion.value) for one in found] == [(74.2, 20.6), (60.3, 9.5)]
    assert statistics("Pain was 2 SD below the norm.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Falls told of death (per 5 episodes, OR 1.66; 95% CI 1.39-1.99).",
        "The change did not exceed the minimal clinically important difference (5 points; OR 1.66).",
        "Forty women (45%) were randomly assigned to exemplin, OR 1.66.",
        "Men were assigned to exemplin (mean dose, 7.4 mg/day) or zorimab (7.6 mg/day), OR 1.66.",
        "Improvement, defined a priori as a 20% reduction, was told more often, OR 1.66.",
        "A pressure in excess of 35 mm Hg was rarer, OR 1.66.",
        "Even at the lowest dose, 2 mg/day, exemplin was better, OR 1.66.",
    ],
)
def test_units_of_a_predictor_what_would_matter_and_allocation_are_no_results(text: str) -> None:
    assert {statistic.value for statistic in statistics(text)} <= {1.66}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Most were Hispanic; 688 children (76%) received public insurance, and 314 (35%) had a severe condition.",
         ["received public insurance", "severe condition"]),
        ("Of these, 30 (40%) completed the questionnaires.", ["completed the questionnaires"]),
        ("In total 39 (39%) people in group A and 34 (41%) in group B, completed the tests.",
         ["completed the tests", "completed the tests"]),
        ("Of those, 20 (30%) of group A and 12 (20%) treated with exemplin.", [None, None]),
        ("They were children (163 boys [54%]), mostly Danish (66%).", ["boys", None]),
    ],
)  # fmt: skip
def test_what_people_did_or_were_names_a_share_that_nothing_else_names(text: str, told: list[str | None]) -> None:
    found = [finding for finding in findings(text) if finding.statistic]
    assert [finding.outcome and finding.outcome.text for finding in found] == told
    assert {finding.domain for finding in found} == {Domain.OTHER}


def test_an_endpoint_that_was_met_names_its_shares() -> None:
    found = findings(
        "The primary endpoint was met by 45 (41%) of 111 patients; it was assessed in 30 (40%) of 75 women."
    )
    assert [one.outcome and one.outcome.text for one in found if one.statistic] == ["primary endpoint", None]


@pytest.mark.parametrize(
    ("text", "is_baseline"),
    [
        ("The mean patient age was 63.5 years, and 1,565 (67%) presented with angina.", True),
        ("Most patients were white, and 30 (35%) had angina.", True),
        ("The mean age was 63 years, and the mortality was 12%.", False),
        ("Of 90 patients (64% male), 12 (13%) died.", False),
    ],
)
def test_a_sentence_on_who_took_part_is_of_the_baseline(text: str, is_baseline: bool) -> None:
    assert {finding.of_baseline for finding in findings(text) if finding.statistic} == {is_baseline}


def test_a_bare_number_that_no_outcome_is_named_for_is_told_to_nobody() -> None:
    article = article_saying("There were 270 people. Pain was seen in 12 (30%).")
    sentences = (Sentence(start=0, end=22, role=Role.RESULTS), Sentence(start=23, end=49, role=Role.RESULTS))
    said = find_findings(article, sentences, (), Population(), (), None)
    assert [finding.statistic.value for finding in said if finding.statistic] == [30]


def test_what_explains_a_value_in_brackets_is_not_what_the_next_one_measures() -> None:
    text = (
        "Falls occurred in one (1%) in group A (falls at home) and 10 (9%) in group B (falls at home [n=9]; "
        "falls outside [n=1]; OR 0.10; 95% CI, 0.01-0.73)."
    )
    assert {outcome for _, outcome in outcomes_of(text)} <= {"Falls"}


def test_a_short_form_that_the_abstract_defines_as_a_rate_or_a_room_is_no_ratio() -> None:
    text = "Heart rate (HR) was measured. The change was large (HR: -7 b/min) and the mean HR 72.1."
    sentences = (Sentence(start=0, end=29, role=Role.METHODS), Sentence(start=30, end=len(text), role=Role.RESULTS))
    record = extract(labelled(("METHODS", Role.METHODS, text[:29]), ("RESULTS", Role.RESULTS, text[30:])))
    assert StatisticType.HAZARD_RATIO not in {one.statistic.type for one in record.findings if one.statistic}
    found = read_findings(article_saying(text), sentences, (), Population(), ())
    assert -7 not in {one.statistic.value for one in found if one.statistic}


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Exemplin reduced the need for surgery (82.6%).", StatisticType.OTHER),
        ("Women had a 50% decreased risk of death.", StatisticType.OTHER),
        ("The need for surgery was rare (82.6%).", StatisticType.PROPORTION),
    ],
)
def test_a_percentage_of_change_is_no_proportion(text: str, type_: StatisticType) -> None:
    assert [statistic.type for statistic in statistics(text)] == [type_]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The risk was alike (OR 0.83; 95% CI, 0.26 to 2.68; 2 trials, 131 participants).", [0.83]),
        ("Pain was rare (missing data 4 patients) in 12 (30%).", [30]),
        ("Two studies of 44 participants told of 12 deaths.", [12]),
    ],
)
def test_how_much_a_review_or_an_analysis_had_is_no_result(text: str, values: list[float]) -> None:
    assert [statistic.value for statistic in statistics(text) if statistic.value != 44] == values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Compared with group A, group B lost more weight over the first year of the whole study (mean 12.5 kg).",
            "group B",
        ),
        ("Values were higher than in group A (14.1, 13.5, and 12.9).", None),
        ("Group cohesion in the group therapy was high (M = 2.9, SD = 0.2).", None),
    ],
)
def test_a_value_is_not_that_of_what_others_are_compared_with(text: str, expected: str | None) -> None:
    assert {arm for _, arm in arms_of(text)} == {expected}


def test_a_list_names_the_outcomes_that_no_model_does_also_before_a_ratio() -> None:
    text = "Death (HR 2.7, P = 0.04) and sarcoma (HR 5.3, P = 0.001) were frequent."
    results = find_results(text, find_measures(text, find_numbers(text), 0, len(text)), 0, len(text))
    named = link_outcomes(text, [[result] for result in results], [Span(0, 5)], 0, len(text), {}).outcomes
    assert [text[span.start : span.end] for span in named.values()] == ["Death", "sarcoma"]


def test_whose_an_outcome_is_does_not_name_it() -> None:
    text = "The risk of stroke in patients with asthma was 12%."
    results = find_results(text, find_measures(text, find_numbers(text), 0, len(text)), 0, len(text))
    named = link_outcomes(text, [list(results)], [Span(4, 18), Span(36, 42)], 0, len(text), {}).outcomes
    assert {text[span.start : span.end] for span in named.values()} == {"risk of stroke"}


def test_a_result_of_two_times_in_one_breath_is_of_neither_for_sure() -> None:
    found = findings("The 3-year and 5-year survival rates were 66% and 63% in group A.")
    assert [finding.timepoint for finding in found if finding.statistic] == [None, None]


def test_values_of_a_list_are_of_what_stands_behind_each() -> None:
    text = "There were 5% of fever, 8% of pain, and 3% of cramps."
    results = find_results(text, find_measures(text, find_numbers(text), 0, len(text)), 0, len(text))
    spans = [Span(text.index(name), text.index(name) + len(name)) for name in ("fever", "pain", "cramps")]
    linked = link_outcomes(text, [list(results)], spans, 0, len(text), {}).outcomes
    assert [linked[result.start] for result in results] == spans


def test_what_a_value_itself_says_is_not_told_again_in_words() -> None:
    article = article_saying("Eight events of vomiting were registered over the 78 cycles (15%).")
    text = article.text_of("abstract")
    sentences = (Sentence(start=0, end=len(text), role=Role.RESULTS),)
    mentions = tuple(
        Mention(
            kind=MentionKind.OUTCOME,
            quote=quote(article, "abstract", text.index(words), text.index(words) + len(words)),
        )
        for words in ("vomiting", "registered over")
    )
    (found,) = read_findings(article, sentences, mentions, Population(), ())
    assert found.statistic is not None
    assert found.outcome is not None
    assert found.outcome.text == "vomiting"


def test_who_was_looked_at_is_no_outcome() -> None:
    article = article_saying("Delirium was rarer in adults after surgery (RR 0.60; 95% CI 0.46 to 0.77).")
    sentences = (Sentence(start=0, end=len(article.text_of("abstract")), role=Role.RESULTS),)
    mentions = tuple(
        Mention(kind=MentionKind.OUTCOME, quote=quote(article, "abstract", start, end))
        for start, end in ((0, 8), (22, 42))
    )
    (found,) = read_findings(article, sentences, mentions, Population(), ())
    assert found.outcome is not None
    assert found.outcome.text == "Delirium"


def test_a_count_said_again_with_what_it_is_of_is_one_share() -> None:
    found = statistics(
        "Thirty-seven patients (29.8%, 37/124) in group A bled, compared to seven patients (13.5%, 7/52) in group B."
    )
    assert [(one.value, one.numerator, one.denominator) for one in found] == [(29.8, 37, 124), (13.5, 7, 52)]
    assert {one.low for one in found} == {None}
    (other,) = statistics("Five women (5/30, 16.7%) in group A bled.")
    assert (other.value, other.numerator, other.denominator) == (16.7, 5, 30)


def test_a_fraction_of_another_count_is_no_denominator() -> None:
    first, *_ = statistics("Nine patients (30%, 8/30) in group A bled.")
    assert (first.numerator, first.denominator) == (9, None)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("After 120 deaths (61% of full information), survival was 42% with A.", [120, 42]),
        ("Pain fell (4.5 ± 15.1; q = 0.034) and sleep rose (3.3 ± 9.4; q = 0.011).", [4.5, 3.3]),
        ("Survival was 60%, so that a trial would require 1140 patients with 80% power.", [60]),
        ("The predicted HR for death can be tested in 359 patients.", []),
        ("Of all, 110 of the 116 patients previously enrolled were eligible for analysis.", []),
        ("The analysis was done in 23 of 25 (92%) patients with A and 24 of 25 (96%) with B.", []),
        ("Eight of 23 (35%) patients with A and two of 24 (8%) with B bled.", [35, 8]),
    ],
)
def test_what_was_planned_or_could_be_analysed_is_no_result(text: str, values: list[float]) -> None:
    assert [found.value for found in statistics(text)] == values


def test_a_difference_is_one_though_its_outcome_has_a_number_in_its_name() -> None:
    found = statistics("The adjusted difference in EXA-75 response vs placebo was 38.1% (95% CI 30.8 to 45.4).")
    assert [one.type for one in found] == [StatisticType.RISK_DIFFERENCE]


def test_values_right_behind_their_own_arms_are_not_turned() -> None:
    text = (
        "Men received exemplin (n = 30), zorimab (n = 31) or placebo (n = 32). Response was higher in the exemplin "
        "group (3 [10%]) and the zorimab group (9 [29%]) than the placebo group (1 [3%])."
    )
    found = extract(article_saying(text)).findings
    groups = {one.statistic.value: one.group and one.group.text for one in found if one.statistic}
    assert (groups[10], groups[29], groups[3]) == ("exemplin group", "zorimab group", "placebo group")


def test_a_bracket_of_two_groups_is_of_the_outcome_before_it() -> None:
    text = "Death (19% in A vs 33% in the B group), pneumothorax (4% vs 6%), or rash (12% vs 15%) did not differ."
    results = find_results(text, find_measures(text, find_numbers(text), 0, len(text)), 0, len(text))
    named = link_outcomes(text, [[result] for result in results], [Span(0, 5)], 0, len(text), {}).outcomes
    assert [text[span.start : span.end] for span in named.values()] == [
        *["Death"] * 2,
        *["pneumothorax"] * 2,
        *["rash"] * 2,
    ]


@pytest.mark.parametrize(
    ("text", "marked", "named"),
    [
        ("It led to better survival (HR 0.70; 95% CI 0.52 to 0.91).", "better survival", "survival"),
        ("There was a lower risk of death (RR 0.70; 95% CI 0.52 to 0.91).", "lower risk of death", "risk of death"),
        ("The improved pain score was 4.1 ± 1.2.", "improved pain score", "pain score"),
        ("Pain intensity decreased (-2.4 ± 1.1).", "Pain intensity decreased", "Pain intensity"),
        ("In group A, 60% had improved vision.", "improved vision", "improved vision"),
        ("Decreased libido (OR 2.1; 95% CI 1.2 to 3.9) was noted.", "Decreased libido", "Decreased libido"),
        ("An improvement in pain (OR 2.1; 95% CI 1.2 to 3.9) was seen.", "improvement in pain", "improvement in pain"),
    ],
)
def test_an_outcome_is_named_without_its_change_unless_that_was_counted(text: str, marked: str, named: str) -> None:
    article = article_saying(text)
    sentences = (Sentence(start=0, end=len(article.text_of("abstract")), role=Role.RESULTS),)
    start = article.text_of("abstract").index(marked)
    mention = Mention(kind=MentionKind.OUTCOME, quote=quote(article, "abstract", start, start + len(marked)))
    found, *_ = read_findings(article, sentences, (mention,), Population(), ())
    assert found.outcome is not None
    assert found.outcome.text == named


@pytest.mark.parametrize(
    "text", ["Out of 82 assessed, seven studies were included.", "No randomised trials were found."]
)
def test_which_studies_there_were_is_no_outcome(text: str) -> None:
    article = article_saying(text)
    sentences = (Sentence(start=0, end=len(article.text_of("abstract")), role=Role.RESULTS),)
    assert [one for one in read_findings(article, sentences, (), Population(), ()) if one.outcome] == []


def test_later_p_values_of_a_list_are_no_results() -> None:
    found = statistics(
        "Pain was rarer at 6, 12 and 24 h (P = 0.039, 0.047, and 0.026, respectively) with A (9 vs 14%)."
    )
    assert [one.value for one in found] == [9, 14]


def test_an_interval_in_a_bracket_of_its_own_need_not_be_called_one() -> None:
    text = (
        "It was seen in two (6.7% [95% CI 0.8-22.1]) of 30 men in group A and 16 (53.3% [34.3-71.7]) of 30 in group B."
    )
    found = statistics(text)
    assert [(one.value, one.denominator, one.low, one.high) for one in found] == [
        (6.7, 30, 0.8, 22.1),
        (53.3, 30, 34.3, 71.7),
    ]


def test_a_short_name_in_brackets_ends_no_bracket() -> None:
    text = "Survival was alike (median 37.0 vs 15.5 months, hazard ratio (HR) = 0.58), nor was progression (HR = 0.87)."
    results = find_results(text, find_measures(text, find_numbers(text), 0, len(text)), 0, len(text))
    rows = [list(results[:2]), [results[2]], [results[3]]]
    progression = text.index("progression")
    outcomes = [Span(0, 8), Span(progression, progression + 11)]
    named = link_outcomes(text, rows, outcomes, 0, len(text), {}).outcomes
    assert [text[span.start : span.end] for span in named.values()] == [*["Survival"] * 3, "progression"]


def test_each_time_of_a_list_has_its_own_value() -> None:
    text = (
        "Pain was less severe at 6 h (mean difference: 1.33), 12 h (mean difference: 1.10) and 24 h (mean difference: "
        "0.94) with A."
    )
    times = {one.statistic.value: one.timepoint and one.timepoint.text for one in findings(text) if one.statistic}
    assert (times[1.33], times[1.1], times[0.94]) == ("at 6 h", "12 h", "24 h")


def test_what_people_no_longer_had_is_not_what_they_had() -> None:
    article = article_saying("Of all, 70% no longer had low mood, and 40% had pain.")
    sentences = (Sentence(start=0, end=len(article.text_of("abstract")), role=Role.RESULTS),)
    start = article.text_of("abstract").index("low mood")
    mention = Mention(kind=MentionKind.OUTCOME, quote=quote(article, "abstract", start, start + 8))
    found = read_findings(article, sentences, (mention,), Population(), ())
    named = {one.statistic.value: one.outcome and one.outcome.text for one in found if one.statistic}
    assert named == {70: "no longer had low mood", 40: "pain"}


def test_a_list_of_doses_is_not_the_last_doses_group() -> None:
    text = (
        "Men were randomised to one of three doses. The median effect lasted 120 days (95% CI [90, 180 days]), 180 "
        "days (95% CI [150, 210 days]), and 270 days (95% CI [240, 330 days]) for the 20-, 60-, and 100-U groups, "
        "respectively."
    )
    found = [one for one in extract(article_saying(text)).findings if one.statistic]
    assert [one.statistic and one.statistic.value for one in found] == [120, 180, 270]
    assert [one.group for one in found] == [None] * 3


def test_each_share_of_those_who_no_longer_had_something_has_its_own() -> None:
    article = article_saying("Overall, 70% no longer had low mood, and 40% no longer had significant poor sleep.")
    sentences = (Sentence(start=0, end=len(article.text_of("abstract")), role=Role.RESULTS),)
    text = article.text_of("abstract")
    mentions = tuple(
        Mention(
            kind=MentionKind.OUTCOME,
            quote=quote(article, "abstract", text.index(words), text.index(words) + len(words)),
        )
        for words in ("low mood", "poor sleep")
    )
    found = read_findings(article, sentences, mentions, Population(), ())
    named = {one.statistic.value: one.outcome and one.outcome.text for one in found if one.statistic}
    assert named == {70: "no longer had low mood", 40: "no longer had significant poor sleep"}


def test_how_many_of_all_were_in_a_group_is_no_result_but_what_all_of_a_group_had_is() -> None:
    article = labelled(
        ("METHODS", Role.METHODS, "Women were randomly assigned to exemplin (n = 50) or zorimab (n = 150)."),
        (
            "RESULTS",
            Role.RESULTS,
            "In all, 200 were in the analysis: 50 (25%) in the exemplin group and 150 (75%) in the zorimab group. "
            "Pain was seen in 50 (100%) with exemplin and in 40 (27%) with zorimab.",
        ),
    )
    values = [one.statistic.quote.text for one in extract(article).findings if one.statistic]
    assert values == ["50 (100%)", "40 (27%)"]


@pytest.mark.parametrize(
    "text",
    [
        "No one developed gout.",
        "More than one in three patients had pain, one in five fell and one in 10 suffered gout.",
        "pH rose in each group, with P values of 0.002, 0.0001 and 0.001 in A, and 0.008 and 0.0001 in B.",
        "Performance fell (p < 0.001; ηp² = 0.50).",
        "No one could tell it at rates greater than chance (50%).",
        "Therapists were licensed (22% of sample).",
        "The cut-off value of the level was 18.69%.",
    ],
)
def test_numbers_that_count_nobody_and_measure_nothing_are_no_results(text: str) -> None:
    assert not statistics(text)


def test_a_later_time_of_a_list_is_no_value() -> None:
    found = statistics("Albumin at baseline (26 g/L), 8 weeks (30 g/L) and 16 weeks (28 g/L) was lower in men.")
    assert [one.unit for one in found if one.quote.text.endswith("weeks")] == []


def test_the_parts_of_a_quotient_are_no_values() -> None:
    found = statistics("Exemplin did better (rate ratio = 3.78/6.89 = 0.55, 95% CI 0.34, 0.89).")
    assert [one.value for one in found] == [0.55]


def test_a_level_is_no_share_where_crl_is_printed_for_cri() -> None:
    (found,) = statistics("It took less time (WMD 20, 95% Crl: 0.18-41).")
    assert (found.value, found.low, found.high) == (20, 0.18, 41)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Counts fell for the 0.3- (P = .03), 0.5- (P = .01), and 1-μm particles.", []),
        ("The effect was not mediated (β = -1.03, SE = 0.68, P = 0.126).", []),
        ("A benefit of 0.009 QALYs was gained [−0.019, 0.037].", [0.009]),
        ("Zones were 1.35 v/s 1.82 p 0.004.", [1.35, 1.82]),
        ("There were 252 adverse events per 1000 participants.", [252]),
        ("Of the total of 44 nurses, 34 (77%) logged in.", [77]),
        ("Nausea was rarer (p = 0.023 (8 h), and 0.016 (24 h) respectively).", []),
        ("There was no difference (OR 0.65; 95% (0.4-1.05)).", [0.65]),
        ("La media fue menor (mediana = 69 mg; IC del 95% [-17] - 61).", []),
        ("Delirium was as frequent (9 trials, 1452 patients, RR 0.93, 95% CI 0.70-1.24).", [0.93]),
        ("They had an average of 5,24 referrals (SD 5,75).", []),
        ("The share of women was 40 (12%), 20 of whom fell.", [12, 20]),
        ("The IC50 (50% inhibitory concentration) was 1.10 nM.", [1.1]),
    ],
)
def test_what_stands_beside_a_value_is_none(text: str, values: list[float]) -> None:
    assert [one.value for one in statistics(text)] == values


def test_times_that_share_a_unit_are_not_taken_for_their_values() -> None:
    text = "Scores did not differ at 6 (2.2 [95% CI, 0 to 4.4]), 12 (1.8 [95% CI, -0.6 to 4.1]) and 24 (1.6) months."
    assert {2.2, 1.8} <= {one.value for one in statistics(text)} <= {2.2, 1.8, 1.6}


def test_values_that_share_a_unit_are_no_times() -> None:
    assert {262, 60} <= {one.value for one in statistics("The increase was 262 (96) and 60 (93) minutes.")}


def test_an_interval_that_lies_between_its_bounds_is_read() -> None:
    (found,) = statistics("It failed less by 11.7% (95% confidence interval between 7.9% and 14.5%).")
    assert (found.low, found.high) == (7.9, 14.5)


def test_the_ends_of_a_span_of_many_values_are_quoted() -> None:
    text = (
        "We randomised 60 men with gout to exemplin (n = 30) or placebo (n = 30). Pain was relieved in 12 of 30 (40%) "
        "men with exemplin. The response rate ranged from 20% in older men to 40% in younger men."
    )
    found = [one for one in extract(article_saying(text)).findings if one.statistic and one.sentence == 2]
    assert [(one.statistic.value, one.outcome, one.outcome_doubted) for one in found if one.statistic] == [
        (20, None, True),
        (40, None, True),
    ]


def told(text: str) -> list[tuple[str | None, str]]:
    """The groups and numbers of the last sentence of an abstract."""
    record = extract(article_saying(text))
    last = record.sentences[-1].start
    return [
        (one.group.text if one.group else None, one.statistic.quote.text)
        for one in record.findings
        if one.statistic and one.statistic.quote.start >= last
    ]


TWO = "Sixty patients with fistula were randomised to exemplin (n = 26) or surgery (n = 24). "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Severe pain was more frequent (7.7% vs. 25%) in the surgery group.", ["exemplin", "surgery group"]),
        ("Severe pain was less frequent (7.7% vs. 25%) in the exemplin group.", ["exemplin group", "surgery"]),
        ("Discharge was more associated with the exemplin group (15% vs. 8%).", ["exemplin group", "surgery"]),
    ],
)
def test_the_group_that_is_said_to_have_more_has_the_larger_of_two_values(text: str, expected: list[str]) -> None:
    groups = [group for group, _ in told(TWO + text)]
    assert [group and group.removesuffix(" group") for group in groups] == [
        one.removesuffix(" group") for one in expected
    ]


def test_a_negation_of_who_they_were_denies_no_result() -> None:
    said = "Pain was worse with exemplin than in patients in whom it was not used."
    denied = "Pain was not worse with exemplin than in patients in whom it was not used."
    assert [one.certainty for one in findings(said)] == [Certainty.ASSERTED]
    assert [one.certainty for one in findings(denied)] == [Certainty.NEGATED]


def test_the_next_value_of_a_difference_is_one_too() -> None:
    found = statistics(
        "Pain was rare (difference in rate vs placebo, 46.3% [39.8-52.8] for the low group; 63.4% [57.1-69.8] for the "
        "high group)."
    )
    assert {one.type for one in found} == {StatisticType.RISK_DIFFERENCE}


def test_what_predicts_something_is_not_the_outcome_of_its_ratio() -> None:
    text = (
        "We followed 900 adults with gout. Serum urate (HR 1.36, 95% CI 1.1-1.6) and, of all that were tested, body "
        "mass (HR 1.2, 95% CI 1.1-1.4) emerged and remained significant independent predictors of early death."
    )
    told = [one for one in extract(article_saying(text)).findings if one.statistic]
    assert told
    assert not {"Serum urate", "body mass"} & {one.outcome.text for one in told if one.outcome}


def of_trial(results: str) -> list[Finding]:
    methods = ("METHODS", Role.METHODS, "In this trial 122 adults with gout were randomised to exemplin or placebo.")
    record = extract(labelled(methods, ("RESULTS", Role.RESULTS, results)))
    return [one for one in record.findings if one.statistic]


def test_a_share_of_such_people_is_told_of_these_and_not_of_all() -> None:
    (some,) = of_trial("In all, 1/40 (2.5%) of patients with a ratio below 0.66 had increased pressure.")
    (everybody,) = of_trial("In all, 12/40 (30%) of patients with gout had increased pressure.")
    assert some.subgroup is not None
    assert some.subgroup.text == "patients with a ratio below 0.66"
    assert everybody.subgroup is None
    assert everybody.outcome is None or everybody.outcome.text != "gout"


def test_what_a_share_consists_of_and_why_something_was_done_are_no_outcomes() -> None:
    parts = of_trial("Recurrence rate was 5.7% (2 local, 4 distant and 1 local plus distant relapse).")
    assert [one.outcome is None for one in parts] == [False, True, True, True]
    (why,) = of_trial("In all 48 (15.2%) were operated due to aseptic loosening.")
    assert why.outcome is None or not why.outcome.text.startswith("due to")


def test_a_value_behind_a_label_that_ends_with_a_number_is_no_ratio() -> None:
    found = of_trial("Pain was more severe (score>15: 34.1 versus 8.4%, P < 0.001).")
    assert [one.statistic.value for one in found if one.statistic] == [34.1, 8.4]


def test_of_several_p_values_in_one_bracket_none_is_dealt_out() -> None:
    both = of_trial("Survival was 88.9% and relapse was 64.3% (P = 0.447 and 0.706).")
    one = of_trial("Survival was 88.9% (P = 0.447).")
    assert [found.p_value for found in both] == [None, None]
    assert [found.p_value.value for found in one if found.p_value] == [0.447]


def test_the_last_of_several_times_is_not_that_of_all_values() -> None:
    found = of_trial("Five- and 10-year overall survival rates were 95% and 76%.")
    assert [one.outcome for one in found] == [None, None]


def test_figures_of_a_model_are_no_values_of_what_predicts() -> None:
    assert all(one.outcome is None for one in of_trial("There was an effect of pain (b = -0.72, SE = 0.08) on sleep."))


def test_what_people_of_a_count_did_is_not_what_those_before_them_did() -> None:
    *_, last = of_trial("There were 11 failures (33%), with 2 interim debridements and 4 patients who fell ill.")
    assert last.outcome is None or "debridement" not in last.outcome.text


def test_the_odds_that_changed_are_told_as_odds() -> None:
    first = of_trial("Patients had 4% lower adjusted odds of death (adjusted odds ratio, 0.96 [95% CI, 0.95-0.98]).")[0]
    assert first.outcome is not None
    assert "odds of death" in first.outcome.text


def test_what_was_done_another_way_is_not_told_under_the_first() -> None:
    found = of_trial("Of these, 2262 (21%) were performed via laparotomy and 8262 (79%) via laparoscopy.")
    assert "laparotomy" not in " ".join(one.outcome.text for one in found[1:] if one.outcome)


def test_what_something_caused_says_which_way_it_went() -> None:
    (found,) = of_trial("Exemplin caused a decline in pain scores by 1.7 units.")
    assert found.statistic is not None
    assert found.statistic.called is not None
    assert found.statistic.called.text == "decline"


def test_the_two_that_a_difference_is_between_are_no_differences() -> None:
    between = statistics("There were differences between the mean pain before (37.82) and after (29.1) surgery.")
    assert StatisticType.MEAN_DIFFERENCE not in {one.type for one in between}
    in_two = statistics("The mean difference in pain (4.1) and function (3.2) was large.")
    assert {one.type for one in in_two} == {StatisticType.MEAN_DIFFERENCE}


def test_a_list_of_more_numbers_than_groups_is_nobodys() -> None:
    text = "Weight fell by 2.2%, 2.9%, 2.7%, and 1.3% with exemplin at three doses and surgery, respectively."
    assert {group for group, _ in told(TWO + text)} == {None}


def test_a_share_of_people_that_changed_is_no_change() -> None:
    found = statistics("Response (a reduction of at least 25%) was seen in 18 patients (90%).")
    assert [(one.numerator, one.of_change) for one in found] == [(18, False)]


def test_values_beside_their_difference_are_none() -> None:
    found = statistics("There was a difference in mean scores of both (15.9 vs 21.8, adjusted difference -6.1).")
    assert [one.type for one in found][:2] != [StatisticType.MEAN_DIFFERENCE] * 2


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Scores were higher in three out of the four scenarios.", []),
        ("Pain fell in 3 of 12 men with five items.", [3]),
        ("Weight changed by −5.5% [0.6%].", [-5.5]),
    ],
)
def test_counts_of_what_was_tried_and_spreads_in_brackets_are_no_results(text: str, values: list[float]) -> None:
    assert [one.value for one in statistics(text)] == values


def test_a_standardised_coefficient_keeps_its_name() -> None:
    found = statistics("Support was associated with health (Sβ = 0.80, P < .001).")
    assert [one.called and one.called.text for one in found] == ["Sβ"]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("There was a 2.0% mortality rate at 6 mo and 3.5% at 1 y.", ["at 6 mo", "at 1 y"]),
        ("Readmission was likelier at 1 year (HR 7.3) and 3 years (HR 7.4).", ["at 1 year", "3 years"]),
    ],
)
def test_each_value_of_a_list_has_its_own_time(text: str, times: list[str]) -> None:
    found = [one for one in findings(text) if one.statistic]
    assert [one.timepoint and one.timepoint.text for one in found] == times


def test_the_share_of_the_whole_sample_is_no_groups() -> None:
    text = "Anaemia was found in 60% of the overall sample, whereas it was 75% and 53% with exemplin and surgery."
    assert next(group for group, _ in told(TWO + text)) is None


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Occupancy was 70% or greater in all.", []),
        ("The slope was 1.38 ± 0.69%/sec.", [None]),
    ],
)
def test_bounds_and_slopes_are_no_shares(text: str, values: list[str | None]) -> None:
    assert [one.unit for one in statistics(text)] == values


def test_what_is_the_most_of_several_says_so_for_its_own_value_only() -> None:
    text = (
        "We randomised 90 infants with colic to exemplin (n = 30), zorimab (n = 30) or placebo (n = 30). The lowest "
        "mean pain score was found with exemplin (0.92), followed by zorimab (4.84) and placebo (6.16)."
    )
    outcomes = [one.outcome and one.outcome.text for one in extract(article_saying(text)).findings if one.statistic]
    assert [bool(one and one.startswith("lowest")) for one in outcomes][:2] == [True, False]


@pytest.mark.parametrize(("text", "doubted"), [("(area under the curve = 0.932)", True), ("(median, 0.932)", False)])
def test_the_area_under_a_curve_is_no_level_of_what_it_is_of(text: str, doubted: bool) -> None:
    article = article_saying(f"The best predictor of leakage was C-reactive protein {text}.")
    whole = article.text_of("abstract")
    start = whole.index("C-reactive")
    named = Mention(
        kind=MentionKind.OUTCOME, quote=quote(article, "abstract", start, start + len("C-reactive protein"))
    )
    sentences = (Sentence(start=0, end=len(whole), role=Role.RESULTS),)
    found = [one for one in read_findings(article, sentences, (named,), Population(), ()) if one.statistic]
    assert [one.outcome_doubted for one in found] == [doubted]


def test_a_flow_per_100_g_keeps_its_unit_and_is_an_average() -> None:
    found = statistics("Blood flow was 27 ± 3 vs. 41 ± 5 mL/min/100 g.")
    assert [(one.type, one.unit) for one in found] == [(StatisticType.MEAN, "mL/min/100 g")] * 2


def test_a_label_with_its_interval_in_a_bracket_names_the_values_behind_it() -> None:
    found = statistics("Levels were higher [SMD (95% CI): 1.13 (0.48, 1.77), p < 0.05].")
    assert [(one.type, one.value) for one in found] == [(StatisticType.MEAN_DIFFERENCE, 1.13)]


def test_how_many_gave_the_samples_is_no_result() -> None:
    found = statistics("Of the blood samples from 33 patients, 20 (60.6%) had it.")
    assert [one.numerator for one in found] == [20]


def test_what_another_clause_denies_is_not_denied_of_a_value() -> None:
    text = "Exemplin alleviated pain by 68.3%, while no significant influence was observed on fever."
    assert [one.certainty for one in findings(text) if one.statistic] == [Certainty.ASSERTED]


def test_a_sentence_that_says_what_was_done_is_no_result_in_words() -> None:
    assert findings("Flow was measured via microspheres.") == ()
    assert findings("Flow was measured and was significantly higher.") != ()


def test_each_of_two_subgroups_of_a_sentence_has_its_own_results() -> None:
    text = (
        "In the subgroup of patients with fever above 40 degrees, the hazard ratio for death was 0.36 (95% CI, "
        "0.18-0.72), whereas the HR in the subgroup with lower fever was 0.79 (95% CI, 0.60-1.02)."
    )
    found = [one.subgroup.text if one.subgroup else None for one in findings(text) if one.statistic]
    assert found == ["patients with fever above 40 degrees", "lower fever"]


def test_values_that_a_list_of_times_answers_are_quoted_and_not_told_apart() -> None:
    text = "Freedom from seizures was seen in 13%, 15% and 18% of patients at 1, 2 and 3 years, respectively."
    found = [one for one in findings(text) if one.statistic]
    assert [(one.outcome, one.timepoint) for one in found] == [(None, None)] * 3


def test_a_time_behind_another_value_is_not_that_of_a_bracket_before_it() -> None:
    text = "The angle was 65.8 degrees (correction rate 32.5%) and 68.1 degrees at 2 years."
    rate = next(one for one in findings(text) if one.statistic and one.statistic.unit == "%")
    assert rate.timepoint is None


def test_ends_of_spans_and_what_a_model_explains_are_quoted_only() -> None:
    for text in (
        "The number of resected segments was 6 to 12 in women and 4 to 7 in men.",
        "Anxiety predicted depression with 76.6% and 63.6% explanatory power, respectively.",
    ):
        assert not [one for one in findings(text) if one.statistic and one.outcome], text


def test_of_how_many_a_count_is_and_what_an_earlier_report_found_are_no_results() -> None:
    found = statistics("Of 462 children, 242 (52.4%) came, a proportion identical to our prior report (52.3%).")
    assert [one.value for one in found] == [52.4]


def test_a_share_of_people_who_did_something_else_is_not_of_the_clause_before() -> None:
    text = "All patients had chest radiographs, while only 44.9% of the patients underwent tomography."
    assert not [one for one in findings(text) if one.statistic and one.outcome and "radiographs" in one.outcome.text]


def test_a_number_in_a_bracket_is_not_of_an_outcome_behind_it() -> None:
    text = "In this cohort (40.4% female and 32% ill), the mean flow was 20.3 ± 6.3 mL/min."
    assert all(
        one.outcome is None or "flow" not in one.outcome.text
        for one in findings(text)
        if one.statistic and one.statistic.unit == "%"
    )


def test_people_behind_the_result_of_a_subgroup_are_another_one() -> None:
    text = (
        "Lower risks persisted in subgroups of early smokers (HR 0.47, p=0.002) and those who drank (HR 0.37, p=0.001)."
    )
    found = [one.subgroup.text if one.subgroup else None for one in findings(text) if one.statistic]
    assert found == ["early smokers", "those who drank"]


def test_no_count_is_worked_out_of_an_estimate() -> None:
    shares = {}
    for outcome in ("incidence", "cumulative incidence"):
        results = f"The {outcome} of fever was 29.3% at 2 years."
        methods = ("METHODS", Role.METHODS, "We enrolled 283 adults with gout.")
        found = extract(labelled(methods, ("RESULTS", Role.RESULTS, results))).findings
        shares[outcome] = [one.computed for one in found if one.statistic and one.statistic.unit == "%"]
    assert shares["incidence"][0]
    assert shares["cumulative incidence"] == [None]


def test_the_hours_of_a_day_in_words_are_no_four_hours() -> None:
    found = findings("Twenty-four-hour pH-metry rates were 4.1 and 5.2.")
    assert all(one.timepoint is None or one.timepoint.text != "four-hour" for one in found)
