"""What looks like a contradiction and is none, in invented sentences that are read from the start."""

from __future__ import annotations

import pytest

from generator.article import Abstract, Article, Citation, Role, Section, Source
from generator.audit import audited
from generator.evidence import CheckStatus, EvidenceRecord
from generator.extraction import extract


def read(text: str, title: str = "Exemplin in trialitis") -> EvidenceRecord:
    """The audited record of an abstract that is all results."""
    section = Section(label="RESULTS", category=Role.RESULTS, start=0, end=len(text))
    article = Article(
        source=Source(path="invented.txt", format="invented", index=0),
        citation=Citation(title=title),
        abstract=Abstract(text=text, sections=(section,)),
    )
    return audited(extract(article))


def mismatches(record: EvidenceRecord) -> list[str]:
    return [check.rule for check in record.checks if check.status is CheckStatus.MISMATCH]


@pytest.mark.parametrize(
    "text",
    [
        "Seven of the first 12 patients (58%) had fusion.",
        "Nineteen of the original 24 subjects (79%) came back.",
        "In 2139 (weighted 17.0%) of 12 359 men it was seen; it was worst in the young (521 [20.6%] of 2728).",
        "Of these 35 patients, 13 (6%) had a short wave and 22 (43%) had a long one.",
        "It lasted longer in those with attacks (51. 5% [17 of 33 attacks]).",
        "Of 280 patients, 159 (42% of those receiving much; 57% of the others) left early.",
        "One patient died and in three others (42%) the pain stayed.",
        "Pressure rose more with 0.5% (12 of 39 eyes, 31%) than with 1.0% (5 of 44 eyes, 11%).",
        "Devices gave therapy to 25 of 135 patients (2.6%/year for some, 9.8%/year for others).",
        "It was low in Case 1 (22%) and lower at time 2 (27%) than at time 1 (21%).",
        "It was used more at the southern site (34%) than at the northern one (12%).",
        "There was a response in 86% of 8 mug vaccine recipients.",
        "By month two, 22 of 25 (88%) of 2 dose recipients had antibodies.",
        "Twelve (67%) of 18 case subjects, 26 (93%) of 28 controls and 28 (97%) of 29 others had it.",
        "The score went with the symptoms (n = -0.70, p < 0.01).",
        "The odds ratio was halved (odds ratio 065, 95% CI 050-085; p=0001).",
        "Survival was 77% at 1 year [95% CI: 75-80] and 47% at 5 years [95% CI: 40-55].",
        "Survival was 0.93 (95% CI, 92-94) at six months.",
        "The score told them apart (AUC 0.768, 80% sensitivity and 60% specificity, CI 95% 0.666-0.871).",
        "The exponent was different from -1.0 (95% CI: -0.67 to -0.92).",
        "They were seen for long (mean 5.0 + or - 2.9, range 0.6-10.1 years).",
        "The wave averaged 9.6 plus or minus 2.0 mm (range 8 to 13 mm).",
        "Follow-up was 622 +/- 366 days (range 14 to 1,142 days).",
        "Median age was 15, 11 and 13 months in the three groups.",
        "The two went together (r(2)=0.28; P=0.036).",
        "Risk rose with each factor (relative risk 2.00 [1.43-2.79] vs p=0.058, 1.26 per step [0.99-1.60]).",
        "It was frequent in some (odds ratio 3.03 [95% CI 1.98; 4.56], P=5.8x10(-7)), but alike in others (P=0.17).",
        "The fraction fell (t=-4.28, P<0.000 1) and the limit rose (P=3.2e(-5)).",
        "Walking came early (hazard ratio 1.04; 95% CI 0.88, 1.24; P=0.63); PDI -0.1 (95% CI -0.9, 0.7), P=0.78.",
        "After screening 1,370 children in randomly chosen schools, 399 children got lessons (n=199) or none (n=200).",
        "Then 8 infants went on, while the remainder were randomly fed on formula A (n=13) or B (n=7).",
    ],
)
def test_it_is_no_mismatch(text: str) -> None:
    assert mismatches(read(text)) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Seven of the first 12 patients (68%) had fusion.", "count-against-percentage"),
        ("Pain stayed in three of 7 patients (52%).", "count-against-percentage"),
        ("Of 280 patients, 159 (42%) left early.", "count-against-percentage"),
        ("With 0.5% it was seen in 12 of 39 eyes (41%).", "count-against-percentage"),
        ("It was 22 of 20 (88%) with 2 doses.", "count-possible"),
        ("The odds ratio was 0.65 (95% CI 0.70-0.85).", "interval-holds-estimate"),
        ("The median was 10.2 kg (range 11-22).", "centre-in-range"),
        ("The two went together (r(20)=0.28; P=0.0036).", "statistic-against-p-value"),
        ("The odds ratio was 3.03 (95% CI 1.98-4.56; P=0.17).", "p-value-against-interval"),
        ("The fraction fell (P<0.000).", "p-value-possible"),
        ("The risk ratio was high (P = 0.17, risk ratio 3.70, 95% CI 1.23 to 11.58).", "p-value-against-interval"),
        ("A total of 399 children were randomised to lessons (n=199) or none (n=210).", "arms-against-total"),
    ],
)
def test_its_twin_is_one(text: str, rule: str) -> None:
    assert rule in mismatches(read(text))


def test_a_rough_number_of_the_title_is_held_against_none() -> None:
    text = "A total of 1006 patients were enrolled and analysed."
    assert mismatches(read(text, title="Ten years of exemplin in over 1000 patients")) == []
    assert mismatches(read(text, title="Exemplin in 1005 patients")) == ["same-in-title"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Of 952 patients, 164 (17.2%) came again and 49 (5.10%) got a device.", []),
        ("Of 952 patients, 164 (17.23%) came again and 49 of 952 (5.10%) got a device.", ["count-against-percentage"]),
    ],
)
def test_a_zero_that_only_fills_up_a_percentage_is_no_decimal(text: str, expected: list[str]) -> None:
    assert mismatches(read(text)) == expected


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("4.89 (95% CI 1.24-39.62)", CheckStatus.NOT_CHECKABLE),  # of few events
        ("2.09 (95% CI 1.24-5.62)", CheckStatus.MISMATCH),
    ],
)
def test_a_wide_ratio_may_lie_farther_from_the_middle(words: str, status: CheckStatus) -> None:
    record = read(f"The odds ratio was {words}.")
    assert [check.status for check in record.checks if check.rule == "interval-symmetric"] == [status]


def test_a_stratified_ratio_may_lie_beside_that_of_the_arms() -> None:
    words = "Death came to 14 of 190 patients (7.4%) on exemplin and to 20 of 203 (9.9%) on placebo (odds ratio {})."
    assert "effect-against-arms" not in mismatches(read(words.format("1.31")))
