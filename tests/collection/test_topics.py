import pytest

from generator.collection.topics import bare_name, merge_key, topic_key, topics_of
from generator.evidence import Abbreviation, Quote


def _short(short: str, long: str) -> Abbreviation:
    return Abbreviation(short=short, long=long, quote=Quote(where="abstract", start=0, end=0, text=""))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sjögren’s syndrome", "Sjogren syndrome"),
        ("B-cell lymphoma", "b cell lymphoma"),
        ("respiratory infections", "Respiratory infection"),
        ("the elderly", "elderly"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert topic_key(one) == topic_key(other)


@pytest.mark.parametrize(("one", "other"), [("IL-6", "IL-16"), ("sepsis", "septic shock"), ("HER2+", "HER2")])
def test_different_names_keep_different_keys(one: str, other: str) -> None:
    assert topic_key(one) != topic_key(other)


def test_a_phrase_is_named_by_the_heading_whose_words_it_contains() -> None:
    (topic,) = topics_of(["poorly controlled type 2 diabetes mellitus"], ["Humans", "Diabetes Mellitus, Type 2"], [])
    assert (topic.name, topic.heading) == ("Diabetes Mellitus, Type 2",) * 2


def test_of_several_headings_the_most_precise_names_the_phrase() -> None:
    (topic,) = topics_of(["acute heart failure"], ["Heart", "Heart Failure", "Disease"], [])
    assert topic.name == "Heart Failure"


def test_a_phrase_without_a_heading_is_named_by_its_long_form() -> None:
    (topic,) = topics_of(["severe T2DM"], ["Humans"], [_short("T2DM", "type 2 diabetes mellitus")])
    assert (topic.name, topic.heading) == ("severe type 2 diabetes mellitus", None)


def test_a_definition_in_brackets_is_not_said_twice() -> None:
    (topic,) = topics_of(["heart failure (HF)"], [], [_short("HF", "heart failure")])
    assert topic.name == "heart failure"


def test_each_topic_stands_once() -> None:
    assert len(topics_of(["severe asthma", "Asthma", "asthma in adults"], ["Asthma"], [])) == 1


def test_general_headings_name_nothing() -> None:
    (topic,) = topics_of(["rare disease"], ["Disease"], [])
    assert topic.heading is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Arthritis, Rheumatoid", "rheumatoid arthritis"),
        ("type 2 diabetes", "Diabetes Mellitus, Type 2"),
        ("autism spectrum disorders", "Autism Spectrum Disorder"),
        ("macular oedema", "macular edema"),
        ("solid tumours", "solid tumor"),
    ],
)
def test_names_of_one_thing_share_a_key_whatever_the_order_and_the_spelling(one: str, other: str) -> None:
    assert merge_key(one) == merge_key(other)


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("0.25% bupivacaine", "bupivacaine"),
        ("parecoxib 40 mg", "parecoxib"),
        ("2 mg/kg of propofol", "propofol"),
        ("+ A. vera gel", "A. vera gel"),
        ("metformin alone", "metformin"),
        ("aspirin group", "aspirin"),
        ("rheumatoid arthritis: a systematic review", "rheumatoid arthritis"),
        ("vitamin B12", "vitamin B12"),
        ("type 2 diabetes", "type 2 diabetes"),
        ("5-fluorouracil", "5-fluorouracil"),
        ("hepatitis C", "hepatitis C"),
        ("CD34+", "CD34+"),
    ],
)
def test_a_name_is_told_from_the_dose_and_the_words_around_it(phrase: str, name: str) -> None:
    assert bare_name(phrase) == name


@pytest.mark.parametrize(
    "phrase",
    [
        "placebo",
        "0.050",
        "the intervention group",
        "6 months",
        "without autism spectrum disorder",
        "subjects received guidance by a dietician for free through a shop during the whole period",
        "",
        "+",
    ],
)
def test_what_describes_rather_than_names_is_no_topic(phrase: str) -> None:
    assert topics_of([phrase], ["Humans", "Autism Spectrum Disorder"], []) == ()


def test_a_clause_is_named_by_the_heading_in_it() -> None:
    (topic,) = topics_of(
        ["injections of insulin glargine given once a day at bedtime for as long as needed"], ["Insulin"], []
    )
    assert topic.name == "Insulin"


def test_a_name_of_general_words_only_makes_no_list() -> None:
    assert topics_of(["of life", "Quality of life", "Untitled"], [], ()) == ()
    assert [topic.name for topic in topics_of(["Quality of sleep"], [], ())] == ["Quality of sleep"]
