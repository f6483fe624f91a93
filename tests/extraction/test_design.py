"""The design is read from title, methods and record, in that order, and left open where nothing says it."""

import pytest
from msgspec.structs import replace

from generator.article import Article, MeshHeading, Role
from generator.evidence import Design, Reported
from generator.extraction import extract
from generator.extraction.design import find_design
from generator.extraction.lexicon import load_rules
from generator.extraction.sentences import find_sentences
from generator.extraction.study_types import reports_participants, reports_results, study_types
from tests.articles import article_saying
from tests.extraction.test_sentences import labelled


def design_of(article: Article) -> Design:
    return find_design(article, find_sentences(article))


def methods_saying(text: str, *, title: str | None = "An invented article.") -> Article:
    article = labelled(("METHODS", Role.METHODS, text))
    return replace(article, citation=replace(article.citation, title=title))


def indexed_as(article: Article, *types: str, mesh: tuple[str, ...] = ()) -> Article:
    headings = tuple(MeshHeading(term=term) for term in mesh)
    return replace(article, citation=replace(article.citation, publication_types=types, mesh=headings))


def value(reported: Reported | None) -> str | None:
    return reported.value if reported else None


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Retrospective analysis of 38 patients over 10 years.", "Retrospective Studies", "Retrospective analysis"),
        ("Patients were randomised to exemplin or placebo.", "Randomized Controlled Trial", "were randomised"),
        ("This phase II study enrolled adults.", "Clinical Trial, Phase II", "phase II study"),
        ("MEDLINE was searched for randomised trials.", "Systematic Review", "MEDLINE was searched"),
        ("200 patients will be randomised to exemplin.", "Clinical Trial Protocol", "will be randomised"),
        ("Male rats were fed exemplin.", "Animal Experimentation", "rats"),
        ("A prospective cohort study of 60 nurses.", "Prospective Studies", "prospective cohort study"),
    ],
)  # fmt: skip
def test_the_words_of_the_methods_name_the_type(text: str, kind: str, words: str) -> None:
    found = design_of(methods_saying(text)).study_type
    assert found is not None
    assert (found.value, found.quote.text) == (kind, words)


@pytest.mark.parametrize("text", ["Sixty patients took exemplin.", "Exemplin was given to rats' owners and patients."])
def test_no_type_is_made_up(text: str) -> None:
    assert design_of(methods_saying(text)).study_type is None


def test_the_title_comes_before_the_abstract() -> None:
    found = design_of(methods_saying("We reviewed charts retrospectively.", title="Exemplin: a systematic review"))
    assert value(found.study_type) == "Systematic Review"


def test_a_randomised_trial_may_say_so_in_its_abstract_only() -> None:
    found = design_of(methods_saying("Patients were randomised.", title="A phase III trial of exemplin"))
    assert (value(found.study_type), value(found.phase)) == ("Randomized Controlled Trial", "Phase III")


def test_a_type_that_only_the_record_names_has_no_quote_and_says_where_it_stands() -> None:
    found = design_of(
        indexed_as(methods_saying("Sixty patients took exemplin."), "Journal Article", "Observational Study")
    )
    assert (found.study_type, found.study_type_of_record) == (None, "Observational Study")
    assert (found.study_type_field, found.named_study_type) == ("publication type", "Observational Study")


def test_indexers_who_read_the_full_text_are_believed_against_the_abstract() -> None:
    found = design_of(indexed_as(methods_saying("Patients were randomised."), "Review"))
    assert (found.study_type, found.named_study_type) == (None, "Review")


def test_animals_without_humans_are_an_animal_study() -> None:
    assert (
        design_of(indexed_as(article_saying("It rose."), mesh=("Animals",))).named_study_type
        == "Animal Experimentation"
    )
    assert design_of(indexed_as(article_saying("It rose."), mesh=("Animals", "Humans"))).named_study_type is None


@pytest.mark.parametrize(
    ("kind", "participants", "results"),
    [
        ("Review", False, True),
        ("Clinical Trial Protocol", False, False),
        ("Case Reports", True, True),
        (None, True, True),
    ],
)
def test_what_a_type_can_report(kind: str | None, participants: bool, results: bool) -> None:
    design = Design(study_type_of_record=kind)
    assert (reports_participants(design), reports_results(design)) == (participants, results)


def test_a_trial_that_will_be_made_is_a_protocol_even_where_its_title_calls_it_a_trial() -> None:
    found = design_of(methods_saying("Practices will be randomised.", title="PLAN: a randomized controlled trial"))
    assert value(found.study_type) == "Clinical Trial Protocol"


def test_a_paper_without_results_has_no_findings() -> None:
    article = labelled(
        ("METHODS", Role.METHODS, "We give 60 women exemplin or placebo."),
        ("RESULTS", Role.RESULTS, "In the pilot, pain fell in 12 of 40 women."),
    )
    assert extract(article).findings
    assert not extract(indexed_as(article, "Clinical Trial Protocol")).findings


def test_the_methods_fill_the_other_fields() -> None:
    text = (
        "In this double-blind trial at 12 hospitals, between May 2001 and June 2004, patients were randomly "
        "assigned to exemplin or placebo (NCT00000000). The median follow-up was 12.1 years (range 3 to 15)."
    )
    found = design_of(methods_saying(text))
    assert [value(part) for part in (found.allocation, found.masking, found.control, found.centers)] == [
        "Randomized",
        "Double-blind",
        "Placebo",
        "Multicenter",
    ]
    assert value(found.time_frame) == "between May 2001 and June 2004"
    assert value(found.follow_up) == "median follow-up was 12.1 years (range 3 to 15)"
    assert value(found.registration) == "NCT00000000"


def test_a_review_is_not_randomised_by_the_trials_that_it_reads() -> None:
    found = design_of(methods_saying("We searched MEDLINE for trials in which patients were randomised to placebo."))
    assert (found.allocation, found.control) == (None, None)


def test_every_type_that_words_name_is_in_the_closed_list() -> None:
    known = {kind.value for kind in study_types()}
    assert len(known) == len(study_types())
    assert {rule.value for rule in load_rules("study_type_words")} <= known
    assert all(rule.extra["where"] in ("title", "abstract", "both") for rule in load_rules("study_type_words"))


def test_a_trial_that_is_asked_for_was_not_made() -> None:
    article = methods_saying(
        "We retrospectively studied 40 adults. This study supports the need for a randomized trial."
    )
    assert value(design_of(article).study_type) == "Retrospective Studies"


def test_a_look_at_a_cohort_at_one_time_is_cross_sectional() -> None:
    article = methods_saying("This cross-sectional study asked adults from the population-based Exemplia cohort.")
    assert value(design_of(indexed_as(article, mesh=("Cohort Studies",))).study_type) == "Cross-Sectional Studies"


def test_a_review_on_animals_is_a_review_and_a_protocol_of_a_review_is_a_protocol() -> None:
    review = methods_saying("Small defects of dogs are closed with flaps.", title="Flaps in dogs and cats: a review")
    assert value(design_of(review).study_type) == "Review"
    planned = methods_saying(
        "We will pool trials.", title="Exemplin for gout: A protocol for systematic review and meta-analysis"
    )
    assert value(design_of(indexed_as(planned, "Meta-Analysis")).study_type) == "Clinical Trial Protocol"


def test_when_data_were_analysed_is_not_when_the_study_was_made() -> None:
    made = "We asked adults between February 1, 2017, and July 31, 2017."
    looked_at = "Data analysis was performed from August 2017 to August 2019."
    assert value(design_of(methods_saying(f"{looked_at} {made}")).time_frame) == (
        "between February 1, 2017, and July 31, 2017"
    )
    assert design_of(methods_saying(looked_at)).time_frame is None
    assert design_of(methods_saying("We saw children born between 1990 and 2018.")).time_frame is None


@pytest.mark.parametrize(
    ("numbers", "told"), [(["NCT00000011"], "NCT00000011"), (["NCT00000011", "NCT00000012", "NCT00000013"], None)]
)
def test_the_numbers_of_many_trials_are_none_of_the_study(numbers: list[str], told: str | None) -> None:
    text = f"We asked how many patients could enter invented trials ({', '.join(numbers)})."
    assert value(design_of(methods_saying(text)).registration) == told


def test_the_first_of_several_periods_is_not_that_of_the_study() -> None:
    listed = "Surveys were made in 1984-1986 (n = 300), 1988-1989 (n = 310) and 1992-1993 (n = 290)."
    assert design_of(methods_saying(listed)).time_frame is None
    assert value(design_of(methods_saying("A survey was made in 1984-1986.")).time_frame) == "1984-1986"
