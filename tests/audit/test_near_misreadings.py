"""What a rule could take for a contradiction, each beside a sentence like it that is one; all invented.

Each pair stands for a form that a reader of abstracts would not call contradictory, and for the line next to it.
"""

from __future__ import annotations

import pytest

from generator.evidence import CheckStatus
from tests.audit.test_misreadings import mismatches, read

SHARE = "count-against-percentage"
HOLDS = "interval-holds-estimate"
EVEN = "interval-symmetric"
EFFECT = "effect-against-arms"
P_VALUE = "p-value-against-interval"
TEST = "statistic-against-p-value"
CENTRE = "centre-in-range"
ARMS = "arms-against-total"
TREATED = "We treated 40 patients."
RESPONSE = "Response was 46% with exemplin and 31% with placebo"
PAIN = "Mean pain was 4.2 with exemplin and 5.9 with placebo"


@pytest.mark.parametrize(
    ("rule", "text", "twin"),
    [
        # estimates follow from no count
        (SHARE, "The cumulative incidence was 8.2% (23 of 410).", "The incidence was 8.2% (23 of 410)."),
        (SHARE, "By Kaplan-Meier, 12.1% (35/402) relapsed.", "By day 90, 12.1% (35/402) relapsed."),
        (SHARE, "The imputed response rate was 45% (48/120).", "The response rate was 45% (48/120)."),
        (SHARE, "The adjusted rate was 45% (48/120).", "With the adjusted rate ratio, 45% (48/120) fell."),
        # what stands before or behind makes it no share of people
        (SHARE, "Of 410, 23 of 410 patients (8.2% at 3 years) died.", "Of 410, 23 of 410 patients (8.2%) died."),
        (SHARE, "A score of 8/10 (85%) was common.", "A gain in 8/10 (85%) was common."),
        (SHARE, "The score rose from 12/20 (58%) to 15/20 (77%).", "Scores rose with drug, 12/20 (58%)."),
        (SHARE, "Stage 3/4 (64%) disease was common.", "In stage III, 3/14 (64%) died."),
        (SHARE, "They walked on 5 of 7 days (74%).", "They walked, 5 of 7 patients (74%)."),
        (SHARE, "Pain fell by 50% (12/60).", "Pain fell in 50% (12/60)."),
        (SHARE, "There was a 50% (12 of 60) reduction.", "There was a 50% (12 of 60) response."),
        (SHARE, "Stenosis of 70% (3 of 16 vessels) was found.", "Stenosis was in 70% (3 of 16 vessels)."),
        # lists of several, and names with a stroke
        (SHARE, "It was in 12/30 vs 5/28 (40% vs 18%).", "It was in 5/28 (40%)."),
        (SHARE, "It was in 40% vs 18% (12/30 vs 5/28).", "It was in 18% (12/30), not 5/28."),
        (SHARE, "Then 12 (40%) and 5 (18%) of 30 and 28 patients fell.", "Then 5 (18%) of 30 patients fell."),
        (SHARE, "It was in 17 of 58 patients (40% men).", "It was in 17 of 58 patients (40%)."),
        (SHARE, "It was in 12 of 30 patients (50% of 24 evaluable).", "It was in 12 of 30 patients (50%)."),
        (SHARE, "HPV 16/18 (64%) was found.", "It was found in 16/18 (64%)."),
        (SHARE, "ECOG 0/1 (84%) was found.", "It was found in 0/10 (84%)."),
        (SHARE, "H was used less (72.0%, 51/71; 28.2%, 20/71).", "H was used less (51/71; 28.2%)."),
        (
            SHARE,
            f"{TREATED} Drug helped 5 out the 13 patients (16 per cent).",
            f"{TREATED} Twelve patients (16%) fell.",
        ),
        (
            SHARE,
            "We enrolled 100 patients; 10 (25.0%) fell and 30 (75.0%) rose; 15 (25.0%) and 45 (75.0%).",
            "We enrolled 100 patients; 10 (10.0%) fell, 30 (35.0%) rose and 60 (60.0%) ate.",
        ),
        (
            "count-possible",
            "Sixty-five eyes (44.5%) of 49 patients were dry.",
            "Sixty-five (44.5%) of 49 patients were dry.",
        ),
        (HOLDS, "The OR was high (OR 4.,38; 95% CI 1.91-10.04).", "The OR was high (OR 38; 95% CI 1.91-10.04)."),
        (P_VALUE, "Equivalent: HR 0.9 (95% CI 0.8-1.1; P = 0.002).", "Equal: HR 0.9 (95% CI 0.8-1.1; P = 0.002)."),
        # those named before may be named to take some of them
        (SHARE, "Of 80 patients, 14 (35%) in the drug group fell.", "Of 80 patients, 14 (35%) fell."),
        (SHARE, "Of 80 patients, 14 (35%) of those on drug fell.", "Of 80 patients, 14 (35%) were on drug."),
        (SHARE, "Of 80 patients, 14 (35%) versus 20 (50%) fell.", "Of 80 patients, 14 (35%) fell twice."),
        (SHARE, "Among 40 patients, 12 women (40%) died.", "Among 40 women, 12 women (40%) died."),
        (SHARE, "Of 212 women, 120 (60%) were tall (12 missing).", "Of 212 women, 120 (60%) were tall."),
        (SHARE, "Of 40 patients, 30 (50%) lesions healed.", "Of 40 patients, 30 (50%) healed."),
        # assumed denominators
        (
            SHARE,
            "Two groups of 40 patients came. Twelve (15%) fell.",
            "We enrolled 40 patients. Twelve (15%) fell.",
        ),
        (SHARE, "We enrolled 40 patients per arm. Twelve (15%) fell.", "We enrolled 40 patients. Twelve (15%) fell."),
        (SHARE, f"{TREATED} Twelve nurses (16%) answered.", f"{TREATED} Twelve patients (16%) answered."),
        (SHARE, f"{TREATED} Scores fell by 12 (16%).", f"{TREATED} Scores fell in 12 (16%)."),
        (SHARE, f"{TREATED} Trisomy 21 (27%) was frequent.", f"{TREATED} Then 21 (27%) were seen."),
        (SHARE, f"{TREATED} Costs were 12 (16%) higher.", f"{TREATED} Twelve (16%) fell."),
        (SHARE, f"{TREATED} From one (62%) they took more.", f"{TREATED} One patient (62%) took more."),
        ("count-possible", "They had a pressure of 160/95 (18%).", "It was in 160/95 (18%)."),
        ("count-possible", "We recruited 120 of 100 (120%).", "We recruited 120 of 100 (20%)."),
        # intervals on another scale, or of something else
        (HOLDS, "The log odds ratio was -0.69 (95% CI 0.30-0.83).", "The odds ratio was 0.19 (95% CI 0.30-0.83)."),
        (HOLDS, "The inverse odds ratio was 0.5 (95% CI 1.2-3.3).", "The odds ratio was 0.5 (95% CI 1.2-3.3)."),
        (HOLDS, "OR = 2.0, B = 0.69, 95% CI 1.4-2.8.", "OR = 0.69, 95% CI 1.4-2.8."),
        (HOLDS, "RR 1.31 (3 studies, 95% CI 1.02-1.68).", "RR 1.31 (3.0, 95% CI 1.02-1.68)."),
        (HOLDS, "Difference 1.5 months (95% CI, 33 to 58 days).", "Difference 1.5 days (95% CI, 33 to 58 days)."),
        (HOLDS, "Difference 0.32 (95% CI 25 to 39%).", "Difference 0.32 (95% CI 25 to 39)."),
        (HOLDS, "Difference 3.2 percentage points (95% CI 0.025 to 0.039).", "Difference 3.2 (95% CI 0.025 to 0.039)."),
        (HOLDS, "The mean difference was 2.0 (10.4 to 12.4).", "The mean difference was 2.0 (10.4 to 13.9)."),
        ("interval-order", "MD: 4.5; CI95%: 2,1-6,9.", "MD: 4.5; 95% CI: 6.9-5.1."),
        # intervals that need not be even
        (EVEN, "The HR was 0.62 (bootstrap 95% CI 0.55-0.95).", "The HR was 0.62 (95% CI 0.55-0.95)."),
        (EVEN, "The difference in cost was 12 (95% CI 1 to 15).", "The mean difference was 12.0 (95% CI 1.0 to 15.0)."),
        (EVEN, "Median survival: difference 4.2 (95% CI 0.3 to 5.1).", "Median survival: HR 0.62 (95% CI 0.55-0.95)."),
        # effects on something else, at another time, in another unit
        (EFFECT, f"{RESPONSE} (risk ratio in women 1.9).", f"{RESPONSE} (risk ratio 1.9)."),
        (EFFECT, f"{RESPONSE} (relative risk of failure 0.78).", f"{RESPONSE} (relative risk 0.78)."),
        (EFFECT, f"{RESPONSE} (odds ratio 0.8 per decade).", f"{RESPONSE} (odds ratio 0.8)."),
        (EFFECT, f"{RESPONSE}, within the margin (difference 9%).", f"{RESPONSE}, as it was (difference 9%)."),
        (EFFECT, f"{PAIN} (SMD 0.9).", f"{PAIN} (mean difference 0.9)."),
        (EFFECT, f"{PAIN} (a difference of 29%).", f"{PAIN} (a difference of 2.9)."),
        (EFFECT, f"{PAIN}, with a mean difference of 2.6 at 6 weeks.", f"{PAIN}, a mean difference of 2.6."),
        # p-values of something else, or of several
        (P_VALUE, "HR 0.71 (95% CI 0.52-0.97; P = 0.21 in women).", "HR 0.71 (95% CI 0.52-0.97; P = 0.21)."),
        (P_VALUE, "HR 0.71 (95% CI 0.52-0.97; P = 0.21, Holm).", "HR 0.71 (95% CI 0.52-0.97; P = 0.21), so."),
        (P_VALUE, "RR 1.31 (95% CI 1.02-1.68; P = 0.3; I2 = 12%).", "RR 1.31 (95% CI 1.02-1.68; P = 0.3; n = 12)."),
        (P_VALUE, "HR 0.9 (95% CI 0.8-1.1), P = 0.03 and 0.3.", "HR 0.9 (95% CI 0.8-1.1), P = 0.03 and so on."),
        (P_VALUE, "HRs (90% CI): HR 0.71 (0.52-0.97), P = 0.07.", "HRs (95% CI): HR 0.71 (0.52-0.97), P = 0.07."),
        (P_VALUE, "HR 0.9 (95% CI 0.8-1.1; P = 0.002), in the margin.", "HR 0.9 (95% CI 0.8-1.1; P = 0.002)."),
        # statistics that need not go with their p-value
        (TEST, "It fell (t(58) = 2.10, P = 0.2, FDR-corrected).", "It fell (t(58) = 2.10, P = 0.2)."),
        (TEST, "It fell (F(1, 58) = 4.10, P = 0.024, one-tailed).", "It fell (F(1, 58) = 4.10, P = 0.024)."),
        (TEST, "Their BMI z = 1.60, P < 0.001.", "Their test, z = 1.60, P < 0.001."),
        (TEST, "It peaked (x = 12, y = 4, z = 8, P = 0.02).", "It peaked (z = 8, P = 0.02)."),
        (TEST, "Free T(4) = 12.1, P = 0.3.", "Then t(4) = 12.1, P = 0.3."),
        # ranges of others, or in another unit
        (CENTRE, "The median was 2.1 years (range 3-60 months).", "The median was 2.1 years (range 3-60 years)."),
        (CENTRE, "The median was 12 (range 15-20 in women).", "The median was 12 (range 15-20) in women."),
        (CENTRE, "The medians were 2 and 15 (range 3-13 and 4-40).", "The median was 15 (range 3-13); 4-40."),
        (CENTRE, "The median fall was 12% (range -40% to -3%).", "The median fall was 52% (range -40% to -3%)."),
        ("sd-possible", "It was 30 ± 45 min (range 1.2-2.1 h).", "It was 30 ± 45 min (range 1.2-2.1 min)."),
        # arms
        (
            ARMS,
            "We randomised 60 patients to drug (n = 31), gel (n = 20) or none.",
            "We randomised 60 patients to drug (n = 31), or gel (n = 20).",
        ),
        (
            ARMS,
            "We randomised 60 patients to drug (n = 28) or gel (n = 27); five withdrew.",
            "We randomised 60 patients to drug (n = 28) or gel (n = 27); nine withdrew.",
        ),
        (
            ARMS,
            "Sixty women and 40 men were randomised to drug (n = 50) or gel (n = 50).",
            "Sixty women were randomised to drug (n = 50) or gel (n = 50).",
        ),
        (
            ARMS,
            "Of 60 randomised patients, those with falls (n = 12) and pain (n = 31) did worse.",
            "Sixty randomised patients were given to nurses (n = 12) and doctors (n = 31).",
        ),
        ("p-value-possible", "At p = 5.2 kPa it opened.", "At p = 5.2 it opened."),
    ],
)
def test_one_adds_up_and_the_sentence_beside_it_does_not(rule: str, text: str, twin: str) -> None:
    assert mismatches(read(text)) == []
    assert rule in mismatches(read(twin))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We saw 40 patients. The response rate was 71%.", ["not-checkable"]),  # 28.4 of 40
        ("We saw 40 patients. The response rate was 70%.", ["ok"]),
        ("We saw 200 patients. The response rate was 71%.", []),  # any percentage is of 200
        ("We saw 38 patients. The 5-year survival rate was 71%.", []),  # an estimate
        ("We saw 38 patients. It was inhibited by 71%.", []),  # a change
        ("We saw 38 patients. The rate was 71% versus 50%.", []),  # of parts of them
    ],
)
def test_a_lone_percentage_is_looked_at_where_that_can_say_something(text: str, expected: list[str]) -> None:
    found = [check.status.value for check in read(text).checks if check.rule == "percentage-attainable"]
    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "We included 256 patients, and 253 (89%) were analysed. Then 31 patients (12.2%) fell.",  # goes on from 256
        "We enrolled 50 participants. Of these, 35 (70%) rose, 54 (90%) ate and 33 (66%) fell.",  # all others fit
        "We saw 40 patients. It was mild in 83 patients (78%) and bad in 9 patients (22%).",  # they share out all
        "One clinical complete response (13.8%) was seen in 26 patients.",
        "Eight (53%) of 5 patients had it.",
        "Events were in 100 [72%] of 138 and in 88 [47%] of 146 patients, mostly pain (58 [42%] vs 69 [47%]).",
    ],
)
def test_it_does_not_add_up(text: str) -> None:
    assert mismatches(read(text)) != []


def test_a_pair_that_is_read_otherwise_is_left_open_even_where_it_happens_to_agree() -> None:
    record = read(f"{RESPONSE} (risk ratio in women 1.48).")
    assert [check.status for check in record.checks if check.rule == EFFECT] == [CheckStatus.NOT_CHECKABLE]
