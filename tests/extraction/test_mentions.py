"""Mentions of PICO's parts in fields of medicine far apart. All texts are invented."""

import pytest

from generator.article import Article
from generator.extraction import extract
from generator.extraction.abbreviations import find_abbreviations
from generator.extraction.design import find_design
from generator.extraction.features import Passage
from generator.extraction.mentions import (
    Mention,
    MentionKind,
    find_mentions,
    from_its_beginning,
    read_words,
    says_something,
    see_words,
    spans_in,
)
from generator.extraction.network import OUTSIDE
from generator.extraction.quoting import quote
from generator.extraction.sentences import find_sentences
from generator.extraction.treatments import without_measures
from generator.extraction.trimming import name_in, within_edges
from generator.extraction.words import find_words
from tests.articles import article_saying

TRIAL = (
    "Patients with {condition} were randomly assigned to {drug} or placebo. "
    "The primary outcome was mortality at 30 days. Mortality was 12% with {drug} and 15% with placebo (P = 0.04)."
)


def mentions_of(article: Article) -> tuple[Mention, ...]:
    """All mentions of an article."""
    sentences = find_sentences(article)
    abbreviations = find_abbreviations(article)
    words = see_words(article, sentences, abbreviations)
    return find_mentions(article, words, read_words(words), find_design(article, sentences), abbreviations)


def words(article: Article, kind: MentionKind) -> list[str]:
    """The mentions of a kind, in order."""
    return [mention.quote.text for mention in mentions_of(article) if mention.kind is kind]


@pytest.mark.parametrize(
    ("condition", "drug"),
    [("acute heart failure", "nesiritide"), ("schizophrenia", "clozapine"), ("breast cancer", "tamoxifen")],
)
def test_a_drug_and_its_placebo_are_found_in_any_field(condition: str, drug: str) -> None:
    article = article_saying(TRIAL.format(condition=condition, drug=drug), title=f"{drug} in patients with {condition}")
    record = extract(article)
    assert drug in [item.name for item in record.interventions]
    assert [item.name for item in record.comparators] == ["placebo"]


def test_a_title_names_the_condition_without_the_people() -> None:
    article = article_saying("We treated 38 children.", title="Blinatumomab in children with acute leukaemia")
    assert words(article, MentionKind.CONDITION) == ["acute leukaemia"]


def test_mentions_are_slices_and_none_overlaps_another_of_its_kind() -> None:
    article = article_saying(TRIAL.format(condition="asthma", drug="budesonide (BUD)"))
    found = mentions_of(article)
    assert found
    for mention in found:
        quote = mention.quote
        assert article.text_of(quote.where)[quote.start : quote.end] == quote.text
    spans = [(m.kind, m.quote.where, m.quote.start, m.quote.end) for m in found]
    assert [
        (one, other)
        for one in spans
        for other in spans
        if one < other and one[:2] == other[:2] and one[2] < other[3] and other[2] < one[3]
    ] == []


def test_a_study_in_animals_has_no_participants() -> None:
    article = article_saying(
        "Forty mice were randomly assigned to tamoxifen (n = 20) or placebo (n = 20). Tumours shrank with tamoxifen.",
        title="Tamoxifen in mice with mammary tumours",
    )
    assert words(article, MentionKind.ELIGIBILITY) == []
    assert extract(article).population.groups == ()


def test_nothing_is_found_in_nothing() -> None:
    assert words(article_saying(None, title=None), MentionKind.OUTCOME) == []


@pytest.mark.parametrize(
    ("text", "span", "name"),
    [
        ("in trials of beta-blockers here", (13, 17), "beta-blockers"),
        ("people with sleep-disordered breathing", (12, 17), "sleep-disordered"),
        ("after pre-operative exemplin", (9, 28), "pre-operative exemplin"),
        ("then exemplin 500 mg daily", (5, 17), "exemplin 500 mg"),
        ("it was exemplin and", (8, 14), "exemplin"),
        ("a telephone follow-up as", (2, 19), "telephone follow-up"),
    ],
)
def test_a_name_is_whole(text: str, span: tuple[int, int], name: str) -> None:
    found = name_in(text, *span)
    assert found is not None
    assert text[found[0] : found[1]] == name


@pytest.mark.parametrize(
    ("of", "text", "name"),
    [
        ("treatment", "received either oral exemplin", "oral exemplin"),
        ("treatment", "treated with exemplin that", "exemplin"),
        ("treatment", "1 mg of granisetron intravenously", "granisetron"),
        ("treatment", "compared with treatment as usual", "treatment as usual"),
        ("outcome", "in body size", "body size"),
        ("outcome", "Weight loss partially mediated", "Weight loss"),
        ("people", "2012, 24 patients with cancer", "24 patients with cancer"),
        ("treatment", "control group plus exemplin", "control group"),
        ("treatment", "plus placebo", "placebo"),
        ("treatment", "placebo one month", "placebo"),
        ("treatment", "other eye by exemplin", "exemplin"),
        ("treatment", "exemplin until remission", "exemplin"),
        ("treatment", "exemplin 40 mg/kg every", "exemplin 40 mg/kg"),
        ("treatment", "repair techniques: (1) one screw", "one screw"),
        ("treatment", "exemplin (dose: 5 mg)", "exemplin (dose: 5 mg)"),
        ("people", "six months with 94 patients at risk", "94 patients at risk"),
        ("people", "153 people aged 65 years took part", "153 people aged 65 years"),
        ("people", "people who recently completed exemplin", "people who recently completed exemplin"),
        ("people", "children in Exemplia – A Cluster Trial", "children in Exemplia"),
        ("people", "Sixty patients with pain were selected", "Sixty patients with pain"),
        ("people", "history of treatment in eight women with a mass", "eight women with a mass"),
        ("people", "carers of patients with dementia", "carers of patients with dementia"),
        ("people", "a study of 63 obese patients", "63 obese patients"),
        (
            "people",
            "Twenty patients in the age group of 30-50 years",
            "Twenty patients in the age group of 30-50 years",
        ),
        ("condition", "radical surgery for hernia", "hernia"),
        ("people", "56 people with pain have been enrolled here", "56 people with pain"),
    ],
)
def test_what_leads_to_a_name_or_follows_it_is_no_part_of_it(of: str, text: str, name: str) -> None:
    found = within_edges(text, 0, len(text), of)
    assert found is not None
    assert text[found[0] : found[1]] == name


def test_two_halves_of_a_compound_are_one_name() -> None:
    text = "patient-controlled analgesia"
    passage = Passage("title", None, find_words(text))
    kinds = ["intervention", OUTSIDE, "intervention", "intervention"]
    assert spans_in(text, passage, kinds) == [("intervention", 0, len(text))]


def test_what_people_had_too_much_of_is_no_treatment() -> None:
    text = "heroin dependence and heroin"
    passage = Passage("title", None, find_words(text))
    kinds = ["intervention", OUTSIDE, OUTSIDE, "intervention"]
    assert spans_in(text, passage, kinds) == [("intervention", len(text) - len("heroin"), len(text))]


@pytest.mark.parametrize("words", ["week 12", "mean", "significantly", "n = 30", "use", "years 1 and 2"])
def test_words_that_say_nothing_are_no_outcome(words: str) -> None:
    assert not says_something("outcome", words)


@pytest.mark.parametrize("words", ["pain", "time to progression", "quality of life", "LDL-C"])
def test_words_that_say_what_was_measured_are_an_outcome(words: str) -> None:
    assert says_something("outcome", words)


@pytest.mark.parametrize(
    ("title", "conditions", "people"),
    [
        ("Exemplin for operable adenocarcinoma: a randomised trial", ["operable adenocarcinoma"], []),
        ("Exemplin for patients with asthma: a randomised trial", ["asthma"], ["patients with asthma"]),
    ],
)
def test_a_title_that_names_a_disease_alone_names_the_condition(
    title: str, conditions: list[str], people: list[str]
) -> None:
    article = article_saying("Forty adults were randomised to exemplin or placebo. Pain fell.", title=title)
    assert words(article, MentionKind.CONDITION)[: len(conditions)] == conditions
    assert [one for one in words(article, MentionKind.ELIGIBILITY) if one in title] == people


def test_what_people_underwent_says_who_they_were() -> None:
    article = article_saying(
        "We studied exemplin in adults undergoing open nephrectomy. Pain was less with exemplin.",
        title="Exemplin for pain in patients undergoing laparoscopic or open nephrectomy: a randomised trial",
    )
    eligible = words(article, MentionKind.ELIGIBILITY)
    assert eligible
    assert all("nephrectomy" in people for people in eligible)


@pytest.mark.parametrize(
    ("text", "treatments"),
    [
        ("They had ((1) empiric therapy, and (2) exemplin therapy).", ["empiric therapy", "exemplin therapy"]),
        ("We tried adding (exemplin to zorimab and betamab).", ["exemplin", "zorimab and betamab"]),
        ("We compared (local excision with surgery).", ["local excision", "surgery"]),
        ("This trial comparing (rest and exercise) was small.", ["rest", "exercise"]),
        ("They formed (an exemplin group and a zorimab group).", ["exemplin group", "zorimab group"]),
        ("They had (exemplin with zorimab).", ["exemplin with zorimab"]),
    ],
)
def test_treatments_that_are_told_apart_are_named_apart(text: str, treatments: list[str]) -> None:
    start, end = text.index("("), text.rindex(")")
    text = text[:start] + text[start + 1 : end] + text[end + 1 :]
    passage = Passage("abstract", None, find_words(text))
    kinds = ["intervention" if start <= word.start < end - 1 else OUTSIDE for word in passage.words]
    assert [text[one:other] for _, one, other in spans_in(text, passage, kinds)] == treatments


def test_the_end_of_a_unit_is_no_part_of_a_name() -> None:
    text = "Bone fell (0.01 g/cm2 exemplin vs 0.02 g/cm2 placebo)."
    passage = Passage("abstract", None, find_words(text))
    kinds = ["arm" if word.text in {"cm", "2", "exemplin", "placebo"} else OUTSIDE for word in passage.words]
    assert [text[start:end] for _, start, end in spans_in(text, passage, kinds)] == ["exemplin", "placebo"]


def test_a_treatment_that_has_the_end_of_a_long_form_begins_where_that_begins() -> None:
    text = "We compared cardiac invented pacing therapy (CIPT) with aspirin (ASA)."
    article = article_saying(text)
    (abbreviation, *_) = find_abbreviations(article)
    start, end = text.index("therapy"), text.index(" with")
    passage = Passage("abstract", None, find_words(text))
    _, begin, stop = from_its_beginning(article, (abbreviation,), passage, (MentionKind.INTERVENTION, start, end))
    assert text[begin:stop] == "cardiac invented pacing therapy (CIPT)"
    outcome = (MentionKind.OUTCOME, start, end)
    assert from_its_beginning(article, (abbreviation,), passage, outcome) == outcome
    cut = (MentionKind.INTERVENTION, start, start + 4)
    assert from_its_beginning(article, (abbreviation,), passage, cut) == cut


def test_treatments_listed_with_a_label_each_are_told_apart() -> None:
    text = "They had screening by exemplin (SBE), screening by zorimab (SBZ), or no screening."
    passage = Passage("abstract", None, find_words(text))
    first, last = text.index("screening"), text.index(", or no")
    kinds = ["tested" if first <= word.start < last else OUTSIDE for word in passage.words]
    assert [text[start:end] for _, start, end in spans_in(text, passage, kinds)] == [
        "screening by exemplin (SBE)",
        "screening by zorimab (SBZ)",
    ]


def test_the_short_form_of_a_test_is_no_treatment() -> None:
    text = "They did a graded treadmill exercise test (GTX) and had exemplin inhalation (EI)."
    article = article_saying(text)
    found = [
        Mention(kind=MentionKind.INTERVENTION, quote=quote(article, "abstract", at, at + len(short)))
        for short in ("GTX", "EI")
        for at in [text.index(f"{short})")]
    ]
    assert [one.quote.text for one in without_measures(found, find_abbreviations(article))] == ["EI"]


@pytest.mark.parametrize(
    ("marked", "name"),
    [("cognitive", "cognitive scores"), ("Survival", "Survival"), ("emotional", None)],
)
def test_one_word_that_only_describes_is_no_outcome_without_its_noun(marked: str, name: str | None) -> None:
    text = "Survival was better, and cognitive scores were more than emotional with it."
    passage = Passage("abstract", None, find_words(text))
    kinds = ["outcome" if word.text == marked else OUTSIDE for word in passage.words]
    assert [text[start:end] for _, start, end in spans_in(text, passage, kinds)] == ([name] if name else [])


def test_what_some_were_given_and_others_not_was_tested_and_both_together_are_no_control() -> None:
    text = "They had radiation with or without zorimab."
    assert spans_of_kind(text, "control", "zorimab") == [("intervention", "zorimab")]
    assert spans_of_kind(text, "control", "radiation with or without zorimab") == []
    text = "Exemplin required reexploration."
    assert spans_of_kind(text, "control", "Exemplin required reexploration") == [("control", "Exemplin")]


def spans_of_kind(text: str, kind: str, words: str) -> list[tuple[str, str]]:
    start, end = text.index(words), text.index(words) + len(words)
    found = find_words(text)
    kinds = [kind if start <= word.start < end else OUTSIDE for word in found]
    passage = Passage("abstract", None, found)
    return [(what, text[slice(*span)]) for what, *span in spans_in(text, passage, kinds)]
