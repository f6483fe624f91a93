"""Arms: names, sizes, roles, and every place that names one. All texts are invented."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.article import Article
from generator.evidence import Group
from generator.extraction.abbreviations import find_abbreviations
from generator.extraction.design import find_design
from generator.extraction.groups import find_groups, group_mentions
from generator.extraction.mentions import Mention, find_mentions
from generator.extraction.sentences import find_sentences
from tests.articles import article_saying


def read(article: Article) -> tuple[tuple[Group, ...], tuple[Mention, ...]]:
    """The groups and mentions of an article."""
    sentences, abbreviations = find_sentences(article), find_abbreviations(article)
    mentions = find_mentions(article, sentences, abbreviations, find_design(article, sentences))
    return find_groups(article, sentences, mentions, abbreviations), mentions


def arms(text: str) -> list[tuple[str, str | None, int | None]]:
    """Name, role and size of each group of an abstract."""
    return [(group.name, group.role, group.size) for group in read(article_saying(text))[0]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Women were randomised to clonidine (n = 45) or placebo (n = 51). Flushes fell in both groups.",
            [("clonidine", "intervention", 45), ("placebo", "comparator", 51)],
        ),
        (
            "Forty men were randomised. Eighteen patients received clozapine and 20 received placebo.",
            [("clozapine", "intervention", 18), ("placebo", "comparator", 20)],
        ),
        (
            "In total, 169 children were recruited (budesonide arm 87, control arm 82).",
            [("budesonide arm", "intervention", 87), ("control arm", "comparator", 82)],
        ),
    ],
)
def test_an_arm_has_its_name_role_and_size(text: str, expected: list[tuple[str, str, int]]) -> None:
    assert arms(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "We treated 38 patients with leukaemia (n = 20) or lymphoma in one centre. Nausea (n = 12) was common.",
        "Forty patients with asthma were enrolled.",
        "Statins lower cholesterol.",
        "100 patients undergoing thyroidectomy were divided by age.",
    ],
)
def test_counts_of_people_and_events_are_no_arms(text: str) -> None:
    assert arms(text) == []


def test_every_name_of_a_group_leads_to_it() -> None:
    article = article_saying(
        "Patients were randomly assigned to early mobilisation (group A, n = 30) or usual care (group B, n = 28). "
        "Pain was lower in group A than in group B. Falls were rare with usual care and in the control group."
    )
    groups, mentions = read(article)
    found = group_mentions(article, groups, mentions, find_abbreviations(article))
    text = article.text_of("abstract")
    named = {group.id: [text[m.start : m.end] for m in found if m.id == group.id] for group in groups}
    assert named == {
        "g1": ["early mobilisation", "group A", "group A"],
        "g2": ["usual care", "group B", "group B", "usual care", "control group"],
    }


WORDS = st.sampled_from(
    [
        "patients",
        "randomised",
        "to",
        "tamoxifen",
        "placebo",
        "(n",
        "=",
        "45",
        ")",
        ",",
        "or",
        "20",
        "received",
        "[",
        "TAM",
        "the",
        "group",
        "A",
        "arm",
        "and",
        "1,000",
        "m(2)",
        ".",
        ":",
        "3/50",
        "of",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=60))
def test_any_text_is_read_and_every_size_is_a_number_of_it(text: str) -> None:
    groups, _ = read(article_saying(text))
    for group in groups:
        assert text[group.quote.start : group.quote.end] == group.name
        assert (group.size is None) == (group.size_quote is None)
        assert group.size_quote is None or re.search(r"\d", group.size_quote.text)
