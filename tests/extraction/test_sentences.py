"""Sentences cover the abstract, end where sentences end, and take their section's role."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.article import Abstract, Article, Role, Section
from generator.extraction.sentences import find_sentences
from tests.articles import article_saying

PLAIN = (
    "Invented disease is common in adults, and its treatment remains unclear. "
    "The aim of this study was to compare exemplin with placebo in adults with invented disease. "
    "In this double-blind trial, we randomly assigned 60 patients to receive exemplin or placebo for 12 weeks. "
    "The primary outcome was the change in pain, which was assessed at week 12. "
    "Pain fell by 12% in the exemplin group and by 3% in the placebo group (P = .03). "
    "Adverse events occurred in 5 patients (17%) and 4 patients (13%), respectively. "
    "In conclusion, these results suggest that exemplin may relieve pain in patients with invented disease."
)


def sentences_of(text: str) -> list[str]:
    return [text[s.start : s.end] for s in find_sentences(article_saying(text))]


def labelled(*parts: tuple[str | None, Role | None, str]) -> Article:
    """An article whose abstract has these sections."""
    sections: list[Section] = []
    start = 0
    for label, category, text in parts:
        sections.append(Section(label=label, category=category, start=start, end=start + len(text)))
        start += len(text) + 1
    abstract = Abstract(text=" ".join(text for _, _, text in parts), sections=tuple(sections))
    return replace(article_saying(None), abstract=abstract)


def roles_of(article: Article) -> list[Role]:
    return [sentence.role for sentence in find_sentences(article)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Exemplin vs. placebo lowered pain (P = .03).",
        "It was given i.v. for approx. 20 min by Example et al. (2010) in trial No. 5.",
        "The odds ratio was 0. 92 (95% CI 0. 81-1. 04).",
        "Patients (n = 12. Two withdrew) were seen.",
        "More of them collected enough (?2? 10(6) cells) of what was needed.",
        "We grew E. coli from 5 samples.",
    ],
)
def test_one_sentence_stays_one(sentence: str) -> None:
    assert sentences_of(f"{sentence} We stopped.") == [sentence, "We stopped."]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Drugs were given every 8 h.", "Group C rested."),
        ("They had grade 2.", "12 patients died."),
        ("We gave vitamin C.", "The rest had none."),
        ("It was in lipids.", "hsCRP fell."),
        ("Pain fell (by 3%).", "(Others rose.)"),
    ],
)
def test_two_sentences_are_two(first: str, second: str) -> None:
    assert sentences_of(f"{first} {second}") == [first, second]


def test_no_abstract_has_no_sentences() -> None:
    assert find_sentences(article_saying(None)) == ()


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="aB1. ?!()[]n=µ\n", max_size=80).map(lambda text: " ".join(text.split())))
def test_sentences_cover_the_text(text: str) -> None:
    spans = [(s.start, s.end) for s in find_sentences(article_saying(text))]
    covered = {place for start, end in spans for place in range(start, end)}
    assert all(text[place] == " " for place in set(range(len(text))) - covered)
    assert sum(end - start for start, end in spans) == len(covered)
    assert all(start < end for start, end in spans)


def test_sections_give_their_role_and_end_their_sentences() -> None:
    article = labelled(("Aim", Role.OBJECTIVE, "To learn"), ("Results", Role.RESULTS, "It rose. It fell."))
    assert roles_of(article) == [Role.OBJECTIVE, Role.RESULTS, Role.RESULTS]


def test_a_label_that_joins_two_roles_is_shared_out_in_order() -> None:
    methods = "We randomly assigned 60 patients to exemplin or placebo. The primary outcome was pain at week 12."
    results = "Pain fell by 12% with exemplin and by 3% with placebo (P = 0.03; 95% CI 1-17). Two patients died."
    article = labelled(("METHODS AND FINDINGS", Role.METHODS, f"{methods} {results}"))
    assert roles_of(article) == [Role.METHODS, Role.METHODS, Role.RESULTS, Role.RESULTS]


def test_a_registration_is_no_conclusion() -> None:
    article = labelled(
        ("CONCLUSIONS", Role.CONCLUSIONS, "Exemplin helps."), ("TRIAL REGISTRATION", None, "NCT00000000 (invented).")
    )
    assert roles_of(article) == [Role.CONCLUSIONS, Role.BACKGROUND]


def test_a_translation_behind_the_abstract_tells_no_results() -> None:
    article = labelled(
        ("RESULTS", Role.RESULTS, "Pain fell in 13 of 38 patients."),
        ("RESULTADOS", Role.RESULTS, "El dolor fue menor en 13 de los pacientes que fueron tratados con exemplin."),
    )
    assert roles_of(article) == [Role.RESULTS, Role.BACKGROUND]


@pytest.mark.parametrize(
    "text", ["Pain fell on Ponte del Rio.", "The van der Waals radius was 3.", "It was given per os."]
)
def test_a_name_from_another_language_makes_no_sentence_foreign(text: str) -> None:
    assert roles_of(labelled(("RESULTS", Role.RESULTS, text))) == [Role.RESULTS]


def test_without_labels_the_model_finds_the_parts() -> None:
    assert roles_of(article_saying(PLAIN))[2:] == [*[Role.METHODS] * 2, *[Role.RESULTS] * 2, Role.CONCLUSIONS]


def test_a_label_that_is_glued_to_the_sentence_before_begins_one() -> None:
    text = "Purpose: To see gout. Pain fell after a year (p < .01).Conclusions: Exemplin helps."
    article = article_saying(text)
    assert [text[one.start : one.end] for one in find_sentences(article)][-1] == "Conclusions: Exemplin helps."


@pytest.mark.parametrize("divided", [": ", " - ", ". ", " "])
def test_labels_in_the_running_text_give_their_roles(divided: str) -> None:
    parts = [
        ("Background and purpose", "Gout hurts."),
        ("Patients and methods", "We asked 30 nurses."),
        ("Results", "Pain fell. It rose in 3 nurses."),
        ("Interpretation", "Exemplin may help."),
    ]
    text = " ".join(f"{label}{divided}{words}" for label, words in parts)
    article = article_saying(text)
    role_of = dict(zip([text[one.start : one.end] for one in find_sentences(article)], roles_of(article), strict=True))
    assert [role_of[said] for said in role_of if "30" in said] == [Role.METHODS]
    assert [role_of[said] for said in role_of if "Pain" in said or "rose" in said] == [Role.RESULTS] * 2
    assert [role_of[said] for said in role_of if "Exemplin" in said] == [Role.CONCLUSIONS]


def test_one_word_that_may_be_a_label_tells_no_roles() -> None:
    assert roles_of(article_saying(f"Findings: {PLAIN}"))[2:] == roles_of(article_saying(PLAIN))[2:]


def test_labels_of_the_methods_alone_do_not_reach_to_the_results() -> None:
    text = f"Objective: To see pain. Participants: {PLAIN}"
    assert Role.RESULTS in roles_of(article_saying(text))


def test_without_a_label_for_them_conclusions_may_end_the_results() -> None:
    text = (
        "Objective: To see pain. Methods: We asked 60 patients with gout. Results: Pain fell by 12% with exemplin and "
        "by 3% with placebo (P = 0.03). Two patients died. In conclusion, exemplin may be an option in gout."
    )
    assert roles_of(article_saying(text)) == [
        Role.OBJECTIVE,
        Role.METHODS,
        Role.RESULTS,
        Role.RESULTS,
        Role.CONCLUSIONS,
    ]
