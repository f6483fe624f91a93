"""What authors conclude is told in their words, and what concludes nothing is not. All texts are invented."""

import pytest

from generator.article import Role
from generator.evidence import Design, Sentence
from generator.extraction.conclusions import find_conclusions
from tests.articles import article_saying
from tests.extraction.test_sentences import labelled

CONCLUSION = "Exemplin helps adults with gout."


@pytest.mark.parametrize("kind", ["Editorial", "Review"])
def test_an_editorial_or_a_review_concludes_only_where_it_says_so(kind: str) -> None:
    opinion = Design(study_type_of_record=kind)
    said, meant = (
        (article_saying(text), (Sentence(start=0, end=len(text), role=Role.CONCLUSIONS),))
        for text in ("We conclude that exemplin helps.", "Gout is a burden for many.")
    )
    assert len(find_conclusions(*said, opinion)) == 1
    assert find_conclusions(*meant, opinion) == ()
    assert len(find_conclusions(*meant, Design())) == 1


@pytest.mark.parametrize(
    "other",
    [
        "This article is protected by copyright.",
        "All rights reserved.",
        "ClinicalTrials.gov identifier: NCT00000000.",
        "In this review, we discuss what is known of exemplin.",
        "This study will examine what exemplin does.",
        "Here, we report the case of a woman with gout.",
        "Supplemental Material https://example.org/1.",
        "In this respect, we pay particular attention to gout.",
        "A Example, B Invented, et al.",
        "The original article can be found online.",
        "Computational studies have been performed to gain insight.",
        "TRIAL REGISTRATION example.org Identifier: ISRCTN00000000.",
        "The dataset is publicly available at https://example.org/data.",
        "It will illuminate how exemplin works.",
    ],
)
def test_an_end_that_concludes_nothing_is_no_conclusion_unless_it_is_labelled_so(other: str) -> None:
    text = f"{CONCLUSION} {other}"
    at = len(CONCLUSION)
    sentences = (
        Sentence(start=0, end=at, role=Role.CONCLUSIONS),
        Sentence(start=at + 1, end=len(text), role=Role.CONCLUSIONS),
    )
    assert [one.text for one in find_conclusions(article_saying(text), sentences, Design())] == [CONCLUSION]
    article = labelled(("CONCLUSIONS", Role.CONCLUSIONS, text))
    start = article.text_of("abstract").index(text)
    whole = Sentence(start=start, end=start + len(text), role=Role.CONCLUSIONS)
    assert [one.text for one in find_conclusions(article, (whole,), Design())] == [text]


def test_conclusions_begin_where_the_authors_say_so() -> None:
    text = "Furthermore, flow rose. In summary, exemplin helps. It is safe."
    ends = [text.index(".", at) + 1 for at in (0, 24, 52)]
    starts = [0, 24, 52]
    sentences = tuple(
        Sentence(start=start, end=end, role=Role.CONCLUSIONS) for start, end in zip(starts, ends, strict=True)
    )
    told = [one.text for one in find_conclusions(article_saying(text), sentences, Design())]
    assert told == ["In summary, exemplin helps.", "It is safe."]


@pytest.mark.parametrize("label", ["Conclusions: ", "Results and Discussion: ", "Conclusions ", "Interpretation - "])
def test_a_label_in_the_running_text_is_no_part_of_a_conclusion(label: str) -> None:
    text = f"{label}{CONCLUSION}"
    (told,) = find_conclusions(
        article_saying(text), (Sentence(start=0, end=len(text), role=Role.CONCLUSIONS),), Design()
    )
    assert told.text == CONCLUSION


def test_an_abstract_without_its_end_concludes_nothing_unless_it_says_so() -> None:
    text = "Exemplin was given. (ABSTRACT TRUNCATED AT 250 WORDS)"
    sentence = Sentence(start=0, end=text.index("(") - 1, role=Role.CONCLUSIONS)
    assert find_conclusions(article_saying(text), (sentence,), Design()) == ()


def test_a_registration_is_no_conclusion_under_whatever_label() -> None:
    article = labelled(("CONCLUSIONS", Role.CONCLUSIONS, f"{CONCLUSION} TRIAL REGISTRATION example.org NCT00000000."))
    at = len(CONCLUSION)
    end = len(article.text_of("abstract"))
    spans = ((0, at), (at + 1, end))
    sentences = tuple(Sentence(start=start, end=stop, role=Role.CONCLUSIONS) for start, stop in spans)
    assert [one.text for one in find_conclusions(article, sentences, Design())] == [CONCLUSION]


def test_what_is_concluded_of_registration_is_a_conclusion() -> None:
    said = "Trial registration was rare and should be asked for."
    article = labelled(("CONCLUSIONS", Role.CONCLUSIONS, said))
    sentence = Sentence(start=0, end=len(said), role=Role.CONCLUSIONS)
    assert [one.text for one in find_conclusions(article, (sentence,), Design())] == [said]
