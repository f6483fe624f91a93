"""Labels and their categories: NLM's list, and what people print that it does not hold."""

from __future__ import annotations

import pytest

from generator.article import Role
from generator.readers.labels import NLM_LIST, category_of, is_known, is_worded_like_a_label


@pytest.mark.parametrize(
    ("label", "category"),
    [
        ("METHODS", Role.METHODS),
        ("Methods:", Role.METHODS),
        ("Study aims", Role.OBJECTIVE),
        ("RESULT(S)", Role.RESULTS),
        ("Conclusions and relevance", Role.CONCLUSIONS),
        ("Design, settings, and participants", Role.METHODS),
        ("AIM & METHODS", Role.OBJECTIVE),
        ("ASSESSMENTS", Role.METHODS),
        ("ASSESSMENT", Role.RESULTS),
        ("PATIENTS / STUDY OUTCOMES", Role.METHODS),
    ],
)
def test_a_label_gets_nlms_category_whatever_its_case_number_and_joints(label: str, category: Role) -> None:
    assert category_of(label) is category


@pytest.mark.parametrize(
    "label", ["TRIAL REGISTRATION", "Funding", "LEVELS OF EVIDENCE", "UNLABELLED", "Particles", ""]
)
def test_a_label_that_is_no_part_of_a_report_gets_no_category(label: str) -> None:
    assert category_of(label) is None


def test_every_label_of_nlms_list_is_known() -> None:
    labels = [line.split("|")[0] for line in NLM_LIST.read_text(encoding="utf-8").splitlines()]
    assert [label for label in labels if not is_known(label)] == []


def test_an_unknown_label_is_told_from_an_acronym() -> None:
    labels = ["ACHIEVEMENTS", "TRAIL REGISTRATION", "ISRCTN", "NCT ID", "URL", "OR", "NCT01234567"]
    assert [label for label in labels if is_worded_like_a_label(label)] == ["ACHIEVEMENTS", "TRAIL REGISTRATION"]
