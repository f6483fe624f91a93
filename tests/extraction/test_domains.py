"""Findings are shared out between efficacy, safety and the rest."""

import pytest

from generator.evidence import Domain
from generator.extraction import extract
from generator.extraction.domains import domain_of
from tests.articles import article_saying


@pytest.mark.parametrize(
    ("outcome", "sentence", "domain"),
    [
        ("Overall survival", "Overall survival was 12 months.", Domain.EFFICACY),
        ("neutropenia", "Neutropenia occurred in 5 patients.", Domain.SAFETY),
        ("grade 3 fatigue", "The most common adverse events were grade 3 fatigue (5%) and pain (2%).", Domain.SAFETY),
        ("pain", "The most common adverse events were fatigue (5%) and pain (2%).", Domain.SAFETY),
        ("Adherence", "Adherence was 90%.", Domain.OTHER),
        ("Pain", "Pain fell by 12 points.", Domain.EFFICACY),
        ("nausea relief", "Patients reported nausea relief.", Domain.EFFICACY),
        (None, "The median follow-up was 3 years.", Domain.OTHER),
        (None, "Two patients had sepsis.", Domain.SAFETY),
        (None, "It was 12 (3%).", Domain.OTHER),
        ("Two patients", "Two patients had wound infections.", Domain.SAFETY),
        ("Pain", "Exemplin lowered pain and was safe.", Domain.EFFICACY),
        ("pain", "No differences were seen in pain and side effects.", Domain.EFFICACY),
        ("pain", "Larger trials in pain are needed.", Domain.OTHER),
    ],
)
def test_domain_of_a_finding(outcome: str | None, sentence: str, domain: Domain) -> None:
    assert domain_of(outcome, sentence) is domain


def test_the_primary_endpoint_is_efficacy_whatever_it_is() -> None:
    assert domain_of("bleeding", "The primary end point, bleeding, was rare (2%).") is Domain.EFFICACY
    assert domain_of("bleeding", "The primary safety end point, bleeding, was rare (2%).") is Domain.SAFETY


def test_an_event_that_the_study_wants_to_prevent_is_its_efficacy() -> None:
    said = ("Nausea", "Nausea occurred in 12 patients.")
    assert domain_of(*said, aim="Exemplin against nausea after surgery") is Domain.EFFICACY
    assert domain_of(*said, aim="Exemplin for pain after surgery") is Domain.SAFETY


def test_a_toxicity_is_efficacy_only_where_it_is_to_be_prevented() -> None:
    said = ("skin toxicity", "Skin toxicity occurred in 12 patients.")
    assert domain_of(*said, aim="Exemplin to prevent skin toxicity") is Domain.EFFICACY
    assert domain_of(*said, aim="Skin toxicity of exemplin") is Domain.SAFETY


def test_what_an_illness_began_with_is_no_harm() -> None:
    assert domain_of("fever", "The most common clinical symptoms were fever (40.6%).") is Domain.OTHER
    assert domain_of("fever", "Fever was seen in 40% of those given exemplin.") is Domain.SAFETY


def test_where_nobody_was_treated_nothing_is_an_effect_or_a_harm() -> None:
    text = "We surveyed 100 adults. Fever was reported in 40 adults (40%) and low mood in 20 adults (20%)."
    record = extract(article_saying(text))
    assert not record.of_treatment
    assert record.findings
    assert {finding.domain for finding in record.findings} == {Domain.OTHER}


def test_where_it_is_in_doubt_whether_anything_was_tested_results_are_results() -> None:
    text = "We looked at 100 adults who had exemplin or not. Fever was seen in 40 adults (40%) who had exemplin."
    record = extract(article_saying(text, title="Exemplin and fever in an invented town"))
    assert record.interventions == record.comparators == ()
    assert not record.of_treatment
    assert {finding.domain for finding in record.findings} == {Domain.OTHER}


def test_where_somebody_was_treated_fever_is_a_harm() -> None:
    text = "In this trial 100 adults were randomised to exemplin or placebo. Fever was seen in 40 adults (40%)."
    record = extract(article_saying(text))
    assert record.of_treatment
    assert {finding.domain for finding in record.findings} == {Domain.SAFETY}


@pytest.mark.parametrize(("outcome", "domain"), [("events", Domain.SAFETY), ("cardiac events", Domain.EFFICACY)])
def test_major_adverse_events_are_harms_and_those_of_the_heart_may_be_what_is_to_be_prevented(
    outcome: str, domain: Domain
) -> None:
    said = f"There were 2 major adverse {outcome}."
    assert domain_of(f"major adverse {outcome}", said, aim="Exemplin against major adverse cardiac events") is domain
