"""Abbreviations are found where they are defined, and nowhere else."""

import pytest

from generator.extraction.abbreviations import find_abbreviations
from tests.articles import article_saying


@pytest.mark.parametrize(
    ("text", "short", "long", "words"),
    [
        ("The overall survival (OS) rose.", "OS", "overall survival", "overall survival (OS)"),
        ("The OS (overall survival) rose.", "OS", "overall survival", "OS (overall survival)"),
        (
            "after hematopoietic stem cell transplantation (HSCT)",
            "HSCT",
            "hematopoietic stem cell transplantation",
            None,
        ),
        ("Serious adverse events (AEs) were rare.", "AEs", "adverse events", None),
        ("progression-free survival [PFS] was", "PFS", "progression-free survival", None),
        ("quality of life (QoL; 0-100)", "QoL", "quality of life", "quality of life (QoL"),
        ("health-related quality of life (HRQoL)", "HRQoL", "health-related quality of life", None),
        ("an odds ratio (OR, 1.2)", "OR", "odds ratio", None),
        ("sirolimus-eluting stents (SESs)", "SESs", "sirolimus-eluting stents", None),
        ("interleukin-6 (IL-6) fell", "IL-6", "interleukin-6", None),
        ("falls (rate ratio [RR], 0.7)", "RR", "rate ratio", "rate ratio [RR]"),
    ],
)
def test_a_definition_is_found_with_both_forms(text: str, short: str, long: str, words: str | None) -> None:
    (found,) = find_abbreviations(article_saying(text))
    assert (found.short, found.long) == (short, long)
    assert words is None or found.quote.text == words
    assert found.short in found.quote.text
    assert found.long in found.quote.text


@pytest.mark.parametrize(
    "text",
    [
        "Pain fell (P = .03).",
        "patients (n = 12) were seen",
        "in Exampletown (USA)",
        "The OS (12 months) rose.",
        "the drug (Exemplin) helped",
        "grade 3 (WHO) events",
    ],
)
def test_other_brackets_are_left_alone(text: str) -> None:
    assert find_abbreviations(article_saying(text)) == ()


def test_each_short_form_is_defined_once() -> None:
    said = "overall survival (OS) and, again, overall survival (OS)"
    assert len(find_abbreviations(article_saying(said, title="Overall survival (OS)"))) == 1
