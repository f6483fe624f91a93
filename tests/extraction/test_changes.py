"""What a number is the amount of, which of several outcomes it measures, and when. All texts are invented."""

import pytest

from generator.article import Role
from generator.evidence import Finding, Population, Sentence
from generator.extraction.findings import read_findings
from generator.extraction.mentions import Mention, MentionKind
from generator.extraction.quoting import quote
from tests.articles import article_saying


def findings(text: str, *outcomes: str) -> list[Finding]:
    """What one sentence of results tells in numbers, where these words are outcomes."""
    article = article_saying(text)
    mentions = [
        Mention(kind=MentionKind.OUTCOME, quote=quote(article, "abstract", at, at + len(name)))
        for name in outcomes
        for at in [text.index(name)]
    ]
    mentions.sort(key=lambda one: one.quote.start)
    sentences = (Sentence(start=0, end=len(text), role=Role.RESULTS),)
    found = read_findings(article, sentences, tuple(mentions), Population(), ())
    return [finding for finding in found if finding.statistic]


def changes(text: str) -> list[bool]:
    return [finding.statistic.of_change for finding in findings(text) if finding.statistic]


def outcomes(text: str, *names: str) -> list[str | None]:
    return [finding.outcome.text if finding.outcome else None for finding in findings(text, *names)]


@pytest.mark.parametrize(
    "text",
    [
        "The mean decrease in pain was 4.2 ± 1.1 points.",
        "Pain fell by 30% with exemplin.",
        "Reductions in the rate of fever of 53% were seen.",
        "Scores were more reduced with exemplin than with zorimab (-4.2 ± 2.9).",
        "There was a 30% lower rate of fever.",
        "Exemplin led to a mean 4.2 mg/dl reduction in cholesterol.",
        "The rate of fever was lower (47%) with exemplin.",
        "Increases in flow were observed with exemplin (29.3 ± 1.2 l/min).",
        "It lowered fever (-12%).",
        "It had no effect on fever (6% reduction, 95% CI -4 to 15%).",
        "A similar 3.4% weight reduction was seen.",
        "There was a greater reduction in pain (11.2 ± 2.1 points).",
        "It led to significantly more pain of 15.2 ± 1.1 mm.",
    ],
)
def test_words_and_signs_tell_that_a_number_is_a_change(text: str) -> None:
    assert changes(text) == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Pain fell from 6.2 ± 1.0 to 4.1 ± 1.2 points.",
        "Survival was improved (67% vs 46%).",
        "The mean score was 4.2 ± 1.1 points.",
        "The z-score was -1.2 ± 0.4.",
        "Fever was seen in 12%. Lower doses were given.",
    ],
)
def test_what_something_changed_from_and_to_and_what_is_compared_are_levels(text: str) -> None:
    assert changes(text)
    assert not any(changes(text))


def test_what_is_set_against_a_change_is_one() -> None:
    assert changes("The mean decrease in pain was 4.2 ± 1.1 compared to 3.1 ± 1.0 with zorimab.") == [True, True]
    assert changes("The mean decrease in pain was 4.2 ± 1.1 points compared to 3.1 ± 1.0 with zorimab.") == [True, True]
    assert changes("Reductions in fever of 53% in children (OR 0.5) and 54% in adults were seen.") == [
        True,
        False,
        True,
    ]


def test_a_change_in_percent_is_no_share_of_people() -> None:
    (found,) = findings("Exemplin reduced fever by 30%.")
    assert found.statistic
    assert found.statistic.type == "other"


def test_how_much_a_vaccine_prevents_is_no_share_of_people() -> None:
    (found,) = findings("Against fever it had an efficacy of 43%.")
    assert found.statistic
    assert found.statistic.type == "other"


def test_a_list_of_percentages_that_are_medians_goes_on_with_medians() -> None:
    text = "Median adherence was 95% in 49 children given exemplin; 90% in 47 given zorimab; and 92% for the others."
    found = [one.statistic for one in findings(text) if one.statistic]
    assert [(one.type.value, one.value) for one in found] == [("median", 95), ("median", 90), ("median", 92)]


def test_shares_beside_their_ratio_are_no_ratios() -> None:
    found = [one.statistic for one in findings("(80% vs 56%, RR, 1.42; 88% vs 60%, RR, 1.50).") if one.statistic]
    assert [one.value for one in found if one.type == "risk_ratio"] == [1.42, 1.5]
    assert [one.value for one in found if one.unit == "%"] == [80, 56, 88, 60]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        # two outcomes, and a pair of values for each in one bracket
        (
            "Operating time and hospital stay were longer (55.3 ± 2 vs. 41.4 ± 1 min, 6.8 ± 3 vs. 4.9 ± 1 days).",
            ["Operating time and hospital stay"],
            ["Operating time", "Operating time", "hospital stay", "hospital stay"],
        ),
        # two outcomes that answer two values
        (
            "The noise ratio and similarity index were 35.07 ± 3.84 and 0.92 ± 0.02, respectively.",
            ["noise ratio and similarity index"],
            ["noise ratio", "similarity index"],
        ),
        # the value behind a bracket that told more of the one before it
        (
            "Death occurred in 14.7% with surgery (stroke, 2.2%; bleeding, 12.5%) and 5.8% with exemplin.",
            ["Death", "stroke", "bleeding"],
            ["Death", "stroke", "bleeding", "Death"],
        ),
        # why people left
        (
            "More withdrew due to adverse events (4.3% vs 0.9%).",
            ["adverse events"],
            ["withdrew due to adverse events"] * 2,
        ),
        # what it was like
        (
            "Fever was absent in 60%, mild in 30% and severe in 10%.",
            ["Fever"],
            ["Fever was absent", "mild", "severe"],
        ),
        ("Fever was absent in 60% with A and 62% with B.", ["Fever"], ["Fever was absent"] * 2),
        ("Fever was seen in 60%.", ["Fever"], ["Fever"]),
        # by how much it had to change, and what did not happen
        ("A 5-point improvement in pain was achieved by 60%.", ["pain"], ["5-point improvement in pain"]),
        ("Of all, 43% did not achieve healing.", ["healing"], ["did not achieve healing"]),
    ],
)
def test_the_form_of_a_list_and_the_words_beside_it_tell_the_outcome(
    text: str, names: list[str], expected: list[str]
) -> None:
    assert outcomes(text, *names) == expected


def test_what_is_associated_with_an_outcome_is_told_as_whose_ratio_it_is() -> None:
    text = "Late care (OR = 2.2) and vomiting (OR = 2.6) were associated with death."
    found = findings(text, "Late care", "vomiting", "death")
    told = [(one.outcome.text, one.group.text) for one in found if one.outcome and one.group]
    assert told == [("death", "Late care"), ("death", "vomiting")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("After 30 days, pain fell from 6.2 ± 1.1 to 4.1 ± 1.0.", [None, "After 30 days"]),
        ("Pain was less on day 14 (3.4 ± 1.0) and day 21 (1.4 ± 1.0).", ["on day 14", "day 21"]),
        ("At 6 and 12 hours, pain was 6.2 ± 1.1 and 4.1 ± 1.0.", [None, None]),
        (
            "Relief was seen in 73% and 40% at 3 months and 61% and 33% at 12 months.",
            ["at 3 months", "at 3 months", "at 12 months", "at 12 months"],
        ),
    ],
)
def test_a_value_has_its_own_time_or_none(text: str, expected: list[str | None]) -> None:
    assert [one.timepoint.text if one.timepoint else None for one in findings(text)] == expected


def test_what_one_bracket_tells_of_a_group_is_all_of_that_group() -> None:
    text = "Death occurred in 14.7% in the exemplin group (stroke, 2.2%; other, 12.5%) and 5.8% in the zorimab group."
    named = [one.group.text if one.group else None for one in findings(text)]
    assert named in ([None] * 4, ["exemplin group"] * 3 + ["zorimab group"])


def test_how_many_a_share_is_of_is_no_result() -> None:
    found = [one.statistic for one in findings("Fever was seen in 2.5% in 56 children and 3% in 40 children.")]
    assert [one.value for one in found if one] == [2.5, 3]


@pytest.mark.parametrize(
    "text",
    [
        # a verb of change, and nothing that tells whether the numbers are by how much or how much is left
        "Weight was reduced (P < 0.001) by exemplin and zorimab (5.2 ± 1.1% and 5.0 ± 1.4%, respectively).",
        "Weight was 2.0 (0.8; 5.3) and 1.9 (0.7; 5.1) times as common.",
        # the head of the list is the first item's alone
        "Knowledge of symptoms (12%) and Weight (8%) was seen.",
    ],
)
def test_where_it_is_doubted_what_a_number_is_of_its_outcome_is_not_told(text: str) -> None:
    found = findings(text, "Weight")
    assert found
    assert found[-1].outcome is None
    assert found[-1].outcome_doubted


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("Among women with gout, pain was 4.2 ± 1.1.", "women with gout"),
        ("In the subgroup of patients with gout, pain was 4.2 ± 1.1.", "patients with gout"),
        ("Among all patients, pain was 4.2 ± 1.1.", None),
        ("In patients treated with exemplin, pain was 4.2 ± 1.1.", None),
        ("In patients, pain was 4.2 ± 1.1.", None),
    ],
)
def test_a_result_of_some_participants_says_of_whom(text: str, whom: str | None) -> None:
    (found,) = findings(text)
    assert (found.subgroup.text if found.subgroup else None) == whom


def test_of_how_many_a_result_of_some_participants_is_only_its_own_words_say() -> None:
    (found,) = findings("Among women with gout, fever was seen in 12 (30%).")
    (other,) = findings("Among women with gout, fever was seen in 12 of 40 (30%).")
    assert found.subgroup == other.subgroup is not None
    assert found.computed is None
    assert other.computed is not None


def test_those_whom_the_title_names_are_no_part_of_the_participants() -> None:
    text = "Among women with gout, pain was 4.2 ± 1.1."
    article = article_saying(text, title="Exemplin in women with gout")
    sentences = (Sentence(start=0, end=len(text), role=Role.RESULTS),)
    assert [one.subgroup for one in read_findings(article, sentences, (), Population(), ())] == [None]


def test_a_statistic_of_no_type_says_what_the_source_calls_it() -> None:
    (found,) = findings("Fever was rarer (rate ratio 0.48, 95% CI 0.24 to 0.98).")
    assert found.statistic is not None
    assert found.statistic.called is not None
    assert found.statistic.called.text == "rate ratio"


@pytest.mark.parametrize("text", ["60–80% had moderate relief.", "Between 60% - 80% had relief."])
def test_the_ends_of_a_range_are_no_shares(text: str) -> None:
    assert findings(text) == []


def test_an_index_is_no_average_of_people() -> None:
    (one, other) = findings("Pain (SD) is shown. The C-index was higher (0.67 vs. 0.64).")
    assert {found.statistic.type for found in (one, other) if found.statistic} == {"other"}


def test_a_spread_is_what_the_sentence_calls_it() -> None:
    one, other = findings("The mean (SE) increase was 145 (84) with exemplin and 66 (96) with placebo.")
    spreads = [found.statistic.dispersion for found in (one, other) if found.statistic]
    assert [(spread.type, spread.value) for spread in spreads if spread] == [("se", 84), ("se", 96)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Pain fell by 30% with exemplin.", ["fell"]),
        ("The mean decrease in pain was 4.2 ± 1.1 points.", ["decrease"]),
        ("There was a 30% lower rate of fever.", ["lower"]),
        ("Exemplin slowed the decline in flow by 68.3%.", ["slowed"]),
        ("The mean weight loss of the women rose by 30%.", ["rose"]),
        ("Scores were more reduced with exemplin than with zorimab (-4.2 ± 2.9).", [None]),
    ],
)
def test_a_change_without_a_sign_says_which_way_it_went(text: str, words: list[str | None]) -> None:
    told = [one.statistic.called for one in findings(text) if one.statistic]
    assert [one.text if one else None for one in told] == words
