"""Interventions and comparators, each once. All texts are invented."""

import re

import pytest

from generator.evidence import Abbreviation, Design, Group, GroupRole, Quote
from generator.extraction.interventions import find_comparators, find_interventions, reports_intervention
from generator.extraction.mentions import Mention, MentionKind
from tests.articles import article_saying

TRIAL = Design(study_type_of_record="Randomized Controlled Trial")
TEXT = "TAM, the tamoxifen group, tamoxifen 20 mg, placebo"


def mention(kind: MentionKind, words: str) -> Mention:
    start = TEXT.index(words)
    return Mention(kind=kind, quote=Quote(where="abstract", start=start, end=start + len(words), text=words))


def test_one_treatment_under_several_names_is_listed_once_by_the_fullest() -> None:
    short = Abbreviation(short="TAM", long="tamoxifen", quote=Quote(where="abstract", start=0, end=3, text="TAM"))
    mentions = (
        mention(MentionKind.INTERVENTION, "TAM"),
        mention(MentionKind.INTERVENTION, "tamoxifen group"),
        mention(MentionKind.INTERVENTION, "tamoxifen 20 mg"),
        mention(MentionKind.CONTROL, "placebo"),
    )
    article = article_saying(TEXT)
    assert [item.name for item in find_interventions(article, mentions, (), (short,))] == ["tamoxifen 20 mg"]
    assert [item.name for item in find_comparators(article, mentions, (), (short,))] == ["placebo"]


def test_a_name_is_left_to_the_kind_that_has_more_of_its_mentions() -> None:
    mentions = (
        mention(MentionKind.INTERVENTION, "placebo"),
        mention(MentionKind.CONTROL, "placebo"),
        mention(MentionKind.CONTROL, "placebo"),
    )
    assert find_interventions(article_saying(TEXT), mentions, (), ()) == ()


def test_what_the_comparator_arm_got_is_no_intervention_and_a_list_of_treatments_no_treatment() -> None:
    text = "We compared alphamab and betamab. Alphamab (n = 20) or betamab (n = 22) was given."
    article = article_saying(text)

    def said(words: str) -> Quote:
        start = text.index(words)
        return Quote(where="abstract", start=start, end=start + len(words), text=words)

    mentions = tuple(
        Mention(kind=MentionKind.INTERVENTION, quote=said(words))
        for words in ("alphamab and betamab", "Alphamab", "betamab")
    )
    arms = (
        Group(id="g1", name="Alphamab", role=GroupRole.INTERVENTION, quote=said("Alphamab")),
        Group(id="g2", name="betamab", role=GroupRole.COMPARATOR, quote=said("betamab")),
    )
    assert [item.name for item in find_interventions(article, mentions, arms, (), TRIAL)] == ["Alphamab"]
    assert [item.name for item in find_comparators(article, mentions, arms, (), TRIAL)] == ["betamab"]


def names_of(text: str, said: dict[str, MentionKind], arms: dict[str, GroupRole]) -> tuple[list[str], list[str]]:
    """The interventions and comparators of a text with these mentions and arms."""

    def place(words: str) -> Quote:
        start = text.index(words)
        return Quote(where="abstract", start=start, end=start + len(words), text=words)

    mentions = tuple(Mention(kind=kind, quote=place(words)) for words, kind in said.items())
    groups = tuple(
        Group(id=f"g{at}", name=words, role=role, quote=place(words))
        for at, (words, role) in enumerate(arms.items(), 1)
    )
    article = article_saying(text)
    found = (
        find_interventions(article, mentions, groups, (), TRIAL),
        find_comparators(article, mentions, groups, (), TRIAL),
    )
    return [item.name for item in found[0]], [item.name for item in found[1]]


def test_what_nobody_could_be_given_is_no_treatment() -> None:
    text = "Within the trial, adults received exemplin at 60 kg/m; the intervention group walked."
    said = dict.fromkeys(["Within", "trial", "exemplin", "60 kg/m", "intervention group"], MentionKind.INTERVENTION)
    assert names_of(text, said, {}) == (["exemplin"], [])
    only = {"intervention group": MentionKind.INTERVENTION}
    assert names_of(text, only, {}) == ([], [])
    assert names_of("The control group read.", {"control group": MentionKind.CONTROL}, {}) == ([], ["control group"])


def test_an_adjective_is_told_with_its_noun() -> None:
    text = "Topical exemplin against standard surgical dressings; both are topical."
    said = {"exemplin": MentionKind.INTERVENTION, "standard surgical": MentionKind.CONTROL}
    assert names_of(text, said, {}) == (["exemplin"], ["standard surgical dressings"])
    assert names_of("It was Topical.", {"Topical": MentionKind.INTERVENTION}, {}) == ([], [])


def test_a_list_of_both_arms_is_neither_of_them() -> None:
    text = "Effects of alphamab and betamab: alphamab alone, betamab alone."
    said = {
        "Effects of alphamab and betamab": MentionKind.INTERVENTION,
        "alphamab alone": MentionKind.INTERVENTION,
        "betamab alone": MentionKind.CONTROL,
    }
    arms = {"alphamab": GroupRole.INTERVENTION, "betamab": GroupRole.COMPARATOR}
    assert names_of(text, said, arms) == (["alphamab alone"], ["betamab alone"])


def test_a_list_of_two_arms_is_no_treatment_unless_an_arm_had_both() -> None:
    text = "Effects of alphamab and betamab: alphamab, betamab or placebo."
    said = {"alphamab and betamab": MentionKind.INTERVENTION}
    alone = {"alphamab": GroupRole.INTERVENTION, "betamab": GroupRole.INTERVENTION}
    assert names_of(text, said, alone) == (["alphamab", "betamab"], [])
    assert names_of(text, said, alone | {"alphamab and betamab": GroupRole.INTERVENTION})[0] == ["alphamab and betamab"]


def test_the_comparator_under_a_fuller_name_is_no_intervention() -> None:
    text = "We tried alphamab or betamab (an antibody). Alphamab against betamab."
    said = {"alphamab": MentionKind.INTERVENTION, "betamab (an antibody)": MentionKind.INTERVENTION}
    arms = {"Alphamab": GroupRole.INTERVENTION, "betamab": GroupRole.COMPARATOR}
    assert names_of(text, said, arms) == (["alphamab"], ["betamab"])


def test_a_name_cut_short_is_listed_once_with_the_whole_and_two_arms_twice() -> None:
    text = "Home-based walking plan; walking plan; yoga; yoga twice a week; yoga and walking plan."
    said = dict.fromkeys(text.rstrip(".").split("; "), MentionKind.INTERVENTION)
    assert names_of(text, said, {})[0] == ["Home-based walking plan", "yoga twice a week"]
    two = ("Walking plan", "walking plan by phone")
    said, arms = dict.fromkeys(two, MentionKind.INTERVENTION), dict.fromkeys(two, GroupRole.INTERVENTION)
    assert names_of("Walking plan or walking plan by phone.", said, arms)[0] == list(two)


def test_the_name_of_the_study_is_no_treatment_where_the_title_alone_says_so() -> None:
    text = "EXACT helped; exemplin helped; ALSO-1 helped."
    said = dict.fromkeys(("EXACT", "exemplin", "ALSO-1"), MentionKind.INTERVENTION)
    mentions = tuple(
        Mention(kind=kind, quote=Quote(where="abstract", start=at, end=at + len(words), text=words))
        for words, kind in said.items()
        for at in [text.index(words)]
    )
    article = article_saying(text, title="Exemplin in gout: the EXACT trial and the phase 2 trial ALSO-1")
    assert [one.name for one in find_interventions(article, mentions, (), (), TRIAL)] == ["exemplin"]


def test_an_arm_that_only_has_a_letter_names_no_comparator() -> None:
    arms = {"group A": GroupRole.INTERVENTION, "group B": GroupRole.COMPARATOR}
    assert names_of("In group A, in group B.", {}, arms) == ([], [])
    letters = {"A": GroupRole.INTERVENTION, "B": GroupRole.COMPARATOR}
    assert names_of("In A, in B.", {}, letters) == ([], [])


def test_silence_gives_none() -> None:
    assert find_interventions(article_saying("Text."), (), (), ()) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We read back the records. Twelve children received the drug alone.", True),
        ("Teachers in two towns answered a questionnaire on gambling.", False),
        ("The protein binds histones of yeast.", False),
    ],
)
def test_interventions_need_words_that_people_were_treated(text: str, expected: bool) -> None:
    assert reports_intervention(article_saying(text), Design()) is expected


@pytest.mark.parametrize(
    ("title", "abstract", "treated"),
    [
        ("Effect of step training on balance.", "Older adults were compared before and after.", True),
        ("Inventidol.", "Twelve patients received inventidol.", True),
        ("Genomes of an invented bacterium.", "Patients gave samples.", False),
        ("Treatment of steel with acid.", "Acid was added.", False),
    ],
)
def test_interventions_are_named_only_where_people_are_treated(title: str, abstract: str, treated: bool) -> None:
    assert reports_intervention(article_saying(abstract, title=title), Design()) is treated


@pytest.mark.parametrize(
    ("study_type", "title", "treated"),
    [
        ("Meta-Analysis", "Effect of exemplin on gout: a meta-analysis.", True),
        ("Systematic Review", "Treatment of gout with exemplin: a systematic review.", True),
        ("Systematic Review", "Genes of gout: a systematic review.", False),
        ("Review", "Treatment of gout with exemplin.", False),
    ],
)
def test_what_sums_up_the_studies_of_a_treatment_is_about_it(study_type: str, title: str, treated: bool) -> None:
    abstract = "Nine studies with 300 patients were found."
    design = Design(study_type_of_record=study_type)
    assert reports_intervention(article_saying(abstract, title=title), design) is treated


def test_what_was_measured_an_illness_or_the_study_is_no_treatment() -> None:
    text = "Exemplin, lung function, acute asthma, the BDI-II, patients, the EXAMPLE trial"
    said = dict.fromkeys(
        ["Exemplin", "lung function", "acute asthma", "BDI-II", "patients", "EXAMPLE trial"], MentionKind.INTERVENTION
    )
    assert names_of(text, said, {}) == (["Exemplin"], [])


def test_the_study_by_its_name_is_no_treatment() -> None:
    text = "EXAMPLE-2, planned for years, is a double-blind trial of the safety of ZORI for pain."
    said = dict.fromkeys(["EXAMPLE-2", "ZORI"], MentionKind.INTERVENTION)
    assert names_of(text, said, {}) == (["ZORI"], [])


@pytest.mark.parametrize(
    ("sure", "told"),
    [
        ({"exemplin": 0.9, "zorimab": 0.9}, ["exemplin", "zorimab"]),
        ({"exemplin": 0.9, "zorimab": 0.25}, ["exemplin"]),
        ({"exemplin": 0.9, "Adults": 0.1}, ["exemplin"]),
        ({"exemplin": 0.21}, []),
    ],
)
def test_a_treatment_that_was_hardly_studied_is_not_told(sure: dict[str, float], told: list[str]) -> None:
    text = (
        "Adults took exemplin or took zorimab. Response to exemplin, not to zorimab, was good: exemplin beat zorimab."
    )
    mentions = tuple(
        Mention(
            kind=MentionKind.INTERVENTION,
            quote=Quote(where="abstract", start=found.start(), end=found.end(), text=words),
            of_treatment=probability,
            whole=probability,
        )
        for words, probability in sure.items()
        for found in re.finditer(words, text)
    )
    assert [item.name for item in find_interventions(article_saying(text), mentions, (), (), TRIAL)] == told


def test_what_later_studies_should_compare_is_no_comparator() -> None:
    text = "Exemplin was given to 20 men. Larger trials that compare exemplin with zorimab are needed."
    start = text.index("zorimab")
    later = Mention(kind=MentionKind.CONTROL, quote=Quote(where="abstract", start=start, end=start + 7, text="zorimab"))
    assert find_comparators(article_saying(text), (later,), (), ()) == ()
    own = text.replace(
        "Larger trials that compare exemplin with zorimab are needed", "We then compared exemplin with zorimab"
    )
    start = own.index("zorimab")
    told = Mention(kind=MentionKind.CONTROL, quote=Quote(where="abstract", start=start, end=start + 7, text="zorimab"))
    assert [one.name for one in find_comparators(article_saying(own), (told,), (), ())] == ["zorimab"]


def test_where_nobody_was_put_into_groups_these_name_no_treatment() -> None:
    text = "Adults with gout and adults without gout were compared after walking."
    said = {"walking": MentionKind.INTERVENTION}
    arms = {"adults with gout": GroupRole.INTERVENTION, "adults without gout": GroupRole.COMPARATOR}

    def place(words: str) -> Quote:
        start = text.lower().index(words)
        return Quote(where="abstract", start=start, end=start + len(words), text=text[start : start + len(words)])

    groups = tuple(
        Group(id=f"g{at}", name=words, role=role, quote=place(words))
        for at, (words, role) in enumerate(arms.items(), 1)
    )
    mentions = tuple(Mention(kind=kind, quote=place(words)) for words, kind in said.items())
    assert find_comparators(article_saying(text), mentions, groups, ()) == ()


def test_a_placebo_is_told_with_what_was_given_beside_it() -> None:
    text = "They were given exemplin plus zorimab or exemplin plus placebo."
    told, compared = names_of(
        text, {"exemplin plus zorimab": MentionKind.INTERVENTION, "placebo": MentionKind.CONTROL}, {}
    )
    assert (told, compared) == (["exemplin plus zorimab"], ["exemplin plus placebo"])
