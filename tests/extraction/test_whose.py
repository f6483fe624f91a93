"""Whose result a number is where nobody was put into groups, and what its sentence tells. All texts are invented."""

import pytest

from generator.article import Role
from generator.evidence import Finding, Group, Quote
from generator.extraction import extract
from generator.extraction.findings.arms import ArmFinder
from generator.extraction.mentions import Mention, MentionKind
from generator.extraction.quoting import quote
from generator.extraction.trimming import whose
from tests.articles import article_saying
from tests.extraction.test_sentences import labelled

SURVEY = "We asked 400 adults with gout from two invented towns in a cross-sectional survey."
TRIAL = "Adults with gout were randomised to exemplin (n = 40) or zorimab (n = 40)."


def numbers_of(results: str, methods: str = SURVEY) -> list[Finding]:
    record = extract(labelled(("METHODS", Role.METHODS, methods), ("RESULTS", Role.RESULTS, results)))
    return [finding for finding in record.findings if finding.statistic]


def told(findings: list[Finding]) -> list[tuple[str, str | None]]:
    return [(one.statistic.quote.text, one.group.text if one.group else None) for one in findings if one.statistic]


def test_people_whom_a_survey_sets_against_each_other_have_their_own_values() -> None:
    found = numbers_of("The prevalence of smoking was 32.2% in women and 51.6% in men.")
    assert told(found) == [("32.2%", "women"), ("51.6%", "men")]
    assert not any(one.needs_sentence for one in found)


def test_no_people_are_told_of_what_is_a_time() -> None:
    found = numbers_of("Pain scores fell from 33 to 16 after the exemplin education.")
    assert "exemplin education" not in [who for _, who in told(found)]


@pytest.mark.parametrize("text", ["Fewer of them had severe gout (2% vs 16%).", "Pain was 2.1 versus 3.4 points."])
def test_one_of_two_values_that_are_compared_is_shown_in_its_sentence_where_it_has_no_group(text: str) -> None:
    found = numbers_of(text)
    assert len(found) == 2
    assert all(one.group is None and one.needs_sentence for one in found)


def test_a_value_of_all_needs_no_sentence() -> None:
    (found,) = numbers_of("Gout returned in 120 (30%) of the participants.")
    assert not found.needs_sentence


def test_groups_of_a_trial_are_named_as_before() -> None:
    found = numbers_of("Pain returned in 30% of the exemplin group and 20% of the zorimab group.", TRIAL)
    assert [one.group.id if one.group else None for one in found] == ["g1", "g2"]
    assert not any(one.needs_sentence for one in found)


def arms_in(text: str, *people: str) -> list[str]:
    article = article_saying(text)
    others = tuple(
        Mention(kind=MentionKind.WHOSE, quote=quote(article, "abstract", start, start + len(words)))
        for words in people
        for start in [text.index(words)]
    )
    arms = ArmFinder(text, (), (), (), (), others).find(0, len(text))
    return [text[arm.start : arm.end] for arm in arms]


def test_other_people_are_named_but_nobody_and_no_time() -> None:
    assert arms_in("Gout was seen in women (4%) and the elderly (8%).", "women", "elderly") == ["women", "elderly"]
    assert arms_in("Of all patients 4% and of both groups 8%.", "patients", "both groups") == []
    assert arms_in("It fell to 16 after the exemplin course.", "exemplin course") == []
    assert arms_in("It took longer in adults (bypass: 228 min).", "bypass") == []


@pytest.mark.parametrize(
    ("text", "said", "whole"),
    [
        ("In patients who were discharged home it was 6.", "discharged home", "patients who were discharged home"),
        ("It was 5 in those with gout.", "gout", "those with gout"),
        ("It was 5 in the validation set.", "validation", "validation set"),
        ("It was 5 in stroke patients.", "stroke", "stroke patients"),
        ("It was 5 in Exemplia.", "Exemplia", "Exemplia"),
    ],
)
def test_people_are_named_with_who_they_are(text: str, said: str, whole: str) -> None:
    start = text.index(said)
    assert text[slice(*whose(text, start, start + len(said)))] == whole


def test_of_two_values_that_are_set_against_each_other_none_stands_alone() -> None:
    text = "Arrhythmias were rarer in the exemplin group (15% vs 42%; P < .001)."
    found = numbers_of(text, "We looked back on adults with gout who had exemplin or not.")
    assert len(found) == 2
    assert len({one.needs_sentence for one in found}) == 1


@pytest.mark.parametrize(
    "text", ["With adjuvant chemotherapy it was 59%.", "A was the most common first-line chemotherapy (59%)."]
)
def test_a_kind_of_treatment_is_not_the_one_group_of_that_kind(text: str) -> None:
    groups = tuple(
        Group(id=f"g{n}", name=name, quote=Quote(where="abstract", start=0, end=1, text="T"))
        for n, name in enumerate(("zorimab chemotherapy", "exemplin"), 1)
    )
    article = article_saying(text)
    words = next(words for words in ("adjuvant chemotherapy", "first-line chemotherapy") if words in text)
    start = text.index(words)
    said = Mention(kind=MentionKind.ARM, quote=quote(article, "abstract", start, start + len(words)))
    assert "g1" not in [arm.id for arm in ArmFinder(text, (said,), groups, (), ()).find(0, len(text))]


def test_a_group_that_is_only_favoured_has_neither_of_two_values() -> None:
    found = numbers_of("Median survival was 16 versus 20 months with a trend in favor of zorimab.", TRIAL)
    assert all(one.group is None or one.group.id != "g2" or one.statistic.value == 20 for one in found if one.statistic)
    found = numbers_of("Changes in favor of exemplin over zorimab were seen for pain (5.6 vs 1.8 points).", TRIAL)
    assert [one.group.id if one.group else None for one in found] == ["g1", "g2"]


@pytest.mark.parametrize(
    "text",
    [
        "Of those who drank at that time, 16.1% had hazardous drinking.",
        "Of the remaining 306 (88%) adults, 284 (92.81%) were discharged from the hospital.",
    ],
)
def test_a_share_of_some_is_shown_in_its_sentence_and_so_many_are_no_result(text: str) -> None:
    (found,) = numbers_of(text)
    assert found.needs_sentence
    assert found.computed is None or "denominator_assumed" not in found.computed


def test_the_second_of_two_numbers_is_not_the_firsts_group_because_that_is_written_out() -> None:
    (found,) = numbers_of("Children given exemplin had fewer colds (six versus 13%, P < 0.10).", TRIAL)
    assert found.group is None
    assert found.needs_sentence
