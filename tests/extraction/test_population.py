"""Participants: one total, every age, and nothing where there is nobody."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.article import Article, Role
from generator.evidence import Age, Design, Population
from generator.extraction import extract
from generator.extraction.mentions import Mention, MentionKind
from generator.extraction.population import find_population
from generator.extraction.quoting import quote
from generator.extraction.sample_size import find_sample_size
from generator.extraction.sentences import find_sentences
from tests.articles import article_saying
from tests.extraction.test_sentences import labelled


def population_of(article: Article, design: Design | None = None) -> Population:
    sentences = find_sentences(article)
    return find_population(article, sentences, (), find_sample_size(article, sentences), (), design or Design(), ())


def saying(methods: str, results: str = "It rose.") -> Article:
    return labelled(("METHODS", Role.METHODS, methods), ("RESULTS", Role.RESULTS, results))


@pytest.mark.parametrize(
    ("methods", "total"),
    [
        ("Experience with exemplin in 38 patients.", 38),
        ("We randomly assigned 165 patients, 84 to exemplin and 81 to placebo.", 165),
        ("A total of 1,204 women were screened, and 900 women were randomised.", 900),
        ("Forty-two patients were enrolled; 2 withdrew.", 42),
        ("Participants (N = 54) kept a diary.", 54),
        ("Of the 188 patients enrolled, 95 were assigned to exemplin and 93 to placebo.", 188),
        ("A previous trial in 900 patients was negative. We enrolled 60 patients.", 60),
        ("We identified 648 eligible patients and recruited 348 patients.", 348),
        ("We treated 60 patients at two hospitals and 3 clinics.", 60),
        ("Four hundred ten of planned 775 participants were randomly assigned.", 410),
        ("Of 818 eligible families, 227 families declined to take part, and 300 families were randomised.", 300),
        ("Among 226 patients who gave informed consent, 163 patients were randomised.", 163),
        ("We chose 94 women from among 936 women at two clinics.", 94),
        ("706 patients were assessed for eligibility, and 310 eligible patients were randomly assigned.", 310),
        ("Data were analysed for all the 787 women who were randomised and their 799 infants.", 787),
    ],
)
def test_the_total_is_found(methods: str, total: int) -> None:
    article = saying(methods)
    found = find_sample_size(article, find_sentences(article))
    assert found is not None
    assert found.value == total


@pytest.mark.parametrize(
    "methods",
    [
        "Exemplin was given for 12 weeks.",
        "Exemplin was given to 30 patients and placebo was given to 31 patients.",
        "In the placebo group, 12 patients (24%) had pain.",
        "Each of 12 hospitals took part.",
        "Five patients withdrew.",
        "Clinics served 71,874 patients.",
        "A simulation model was asked for the costs of a cohort of 1,000 patients.",
        "Some 4.5 million persons were invited.",
        "The levels were >= 66 in all subjects.",
        "A total of 1,100 patients are required for 90% power.",
        "We studied 67 women with pain, 50 with fever and 42 with neither.",
        "Two hundred one (83.1%) participants answered.",
        "A total of 100,000 patients were simulated.",
        "A subset of patients (n = 72) were interviewed.",
        "Neutropenia was seen in 57 (50%) of 113 patients.",
        "We randomised 65 patients suffering from gout, 10 from fever, and 15 from both.",
        "It was given to men (n = 13) and older women (n = 14) with gout.",
        "The patients were randomised 1:1 to 52 weeks of exemplin (n = 150).",
        "Each study group requires 182 patients.",
        "The results of 65% of the patients (n = 1,220) were negative.",
        "There were 19 and 24 students in the two courses.",
        "There were two groups, each comprising 20 patients.",
        "A total of 60 adult male Wistar rats were randomised.",
        "People aged 40 to 79 who had gout were included.",
        "Across 12 European countries, eligible patients were randomised.",
        "We compared 45 exemplin vs. 2427 other patients who were admitted with gout.",
        "For comparison 57 full-term children were included in the sample.",
        "Of 175 nurses, 131 answered our survey on gout.",
        "Of 4139 eligible patients, 1612 responded by telephone.",
        "We saw patients with gout who had exemplin (26 subjects, 46 limbs) or zorimab (46 subjects, 73 limbs).",
        "In the main experiment, 16 participants had exemplin.",
        "They were taught in groups with around 20 students.",
    ],
)
def test_no_part_of_the_participants_is_taken_for_all(methods: str) -> None:
    article = saying(methods)
    assert find_sample_size(article, find_sentences(article)) is None


@settings(max_examples=40, deadline=None)
@given(st.integers(min_value=20, max_value=99_999))
def test_a_total_is_the_printed_number(number: int) -> None:
    article = saying(f"We randomly assigned {number:,} patients to exemplin or placebo.")
    found = find_sample_size(article, find_sentences(article))
    assert found is not None
    assert (found.value, found.quote.text) == (number, f"{number:,}")


@pytest.mark.parametrize(
    ("text", "statistic", "value", "low", "high", "unit"),
    [
        ("The median age at onset of therapy was 10 years (1-21 years).", "median", 10, 1, 21, "years"),
        ("The mean (SD) age was 52.6 (10.1) years.", "mean", 52.6, None, None, "years"),
        ("Women aged 18 to 65 years took part.", "range", None, 18, 65, "years"),
        ("Adults aged ≥18 years took part.", None, None, 18, None, "years"),
        ("We saw women 40 years or older.", None, None, 40, None, "years"),
        ("Patients under 56 years of age took part.", None, None, None, 56, "years"),
        ("Infants, mean age 4.5 months, were seen.", "mean", 4.5, None, None, "months"),
        ("The mean age of those left (n = 30) was 73.5 years.", "mean", 73.5, None, None, "years"),
    ],
)
def test_an_age_is_read_in_its_form(
    text: str, statistic: str | None, value: float | None, low: float | None, high: float | None, unit: str
) -> None:
    (age,) = population_of(saying(text)).age
    assert (age.statistic, age.value, age.low, age.high, age.unit) == (statistic, value, low, high, unit)


def ages_of(text: str) -> list[float | None]:
    return [age.value for age in population_of(saying("We saw patients.", text)).age]


def test_each_arm_has_its_age() -> None:
    assert ages_of("The mean age in group A was 34.2±10.1 years and 32.3±9.1 years in group B.") == [34.2, 32.3]
    assert ages_of("The mean age was 59 ± 7.5 years, with a mean BMI of 33.1 ± 6.6.") == [59]


@pytest.mark.parametrize(
    "text", ["The median follow-up was 12 years.", "Pain fell over 5 years.", "The dose was 18-65 mg."]
)
def test_other_figures_are_no_ages(text: str) -> None:
    assert population_of(saying(text)).age == ()


def test_a_subgroup_of_the_results_is_not_who_took_part() -> None:
    assert ages_of("Survival was lower in women aged <50 years.") == []


def test_who_and_where() -> None:
    text = "Japanese women were seen in the emergency department of a hospital in Osaka, Japan; 12 (20%) were men."
    found = population_of(saying(text))
    parts = (found.sex, found.setting, found.location, found.ethnicity)
    assert [[one.value for one in part] for part in parts] == [
        ["Female", "Male"],
        ["Emergency department"],
        ["Japan"],
        ["Japanese"],
    ]


def test_a_state_whose_name_holds_a_countrys_is_not_that_country() -> None:
    found = population_of(saying("Women of thirteen clinics in New Mexico and one in New Zealand were seen."))
    assert [one.value for one in found.location] == ["New Zealand"]


def test_who_was_excluded_did_not_take_part() -> None:
    article = saying("Adults with asthma took part. Patients were excluded if they were adults with gout.")
    mentions = tuple(
        Mention(kind=MentionKind.ELIGIBILITY, quote=quote(article, "abstract", start, start + len(words)))
        for words in ("Adults with asthma", "adults with gout")
        for start in [article.text_of("abstract").index(words)]
    )
    found = find_population(article, find_sentences(article), mentions, None, (), Design(), ())
    assert [one.value for one in found.eligibility] == ["Adults with asthma"]


def test_eligibility_is_of_those_who_took_part_and_says_something() -> None:
    article = labelled(
        ("BACKGROUND", Role.BACKGROUND, "Smokers cough."),
        ("METHODS", Role.METHODS, "Adults with asthma; patients aged 18-65 years; 400 mg."),
    )
    text = article.text_of("abstract")
    mentions = [
        Mention(kind=MentionKind.ELIGIBILITY, quote=quote(article, "abstract", start, start + len(words)))
        for words in ("Smokers", "Adults with asthma", "patients", "18-65 years", "400 mg")
        if (start := text.index(words)) >= 0
    ]
    found = find_population(article, find_sentences(article), tuple(mentions), None, (), Design(), ())
    assert [one.value for one in found.eligibility] == ["Adults with asthma"]


@pytest.mark.parametrize(
    ("words", "condition"),
    [
        ("thalassaemia: response in patients", ["thalassaemia"]),
        ("reduction of generalised anxiety disorder", ["generalised anxiety disorder"]),
        ("heart failure in adults", ["heart failure"]),
        ("carcinoma in situ", ["carcinoma in situ"]),
        ("moderate asthma (EX Up)", ["moderate asthma"]),
        ("obesity to live healthy lifestyles", ["obesity"]),
        ("communication skills, depression and optimism", ["depression"]),
        ("acute and chronic pain", ["acute and chronic pain"]),
        ("delirium and sleep quality", ["delirium"]),
        ("carcinoma of the head and neck", ["carcinoma of the head and neck"]),
        ("anxiety and depression", ["anxiety and depression"]),
        ("pregnancies complicated by hypertensive disease", ["pregnancies complicated by hypertensive disease"]),
        ("asthma by questionnaire", ["asthma"]),
        ("advanced, operable carcinoma", ["advanced, operable carcinoma"]),
        ("operable carcinoma (EX Research Council QX03)", ["operable carcinoma"]),
        ("pulmonary function", []),
        ("BMI 35", []),
        ("asthma treatment", ["asthma"]),
        ("birth control", []),
        ("cannabis users", ["cannabis users"]),
        ("weight loss", []),
        ("cardiac rehabilitation", []),
        ("metabolic", []),
    ],
)
def test_a_condition_is_what_people_have_and_no_measurement(words: str, condition: list[str]) -> None:
    article = article_saying(f"A study of {words} was made.")
    text = article.text_of("abstract")
    start = text.index(words)
    said = Mention(kind=MentionKind.CONDITION, quote=quote(article, "abstract", start, start + len(words)))
    found = find_population(article, find_sentences(article), (said,), None, (), Design(), ())
    assert [one.value for one in found.condition] == condition


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("33 patients", False),
        ("Forty-two patients", False),
        ("two groups (n = 50)", False),
        ("rural women", True),
        ("eight communities in one town", True),
        ("a trial in eight communities", False),
        ("n = 40; age 13 years", False),
        ("women with a BMI of 31 ± 4", True),
        ("60 people (32 given exemplin, 28 controls)", False),
        ("60 people (mean age 50 years)", True),
        ("81 community-based centres in 22 countries", False),
    ],
)
def test_how_many_there_were_says_of_nobody_who_they_were(words: str, kept: bool) -> None:
    article = saying(f"We enrolled {words} in one town.")
    start = article.text_of("abstract").index(words)
    said = Mention(kind=MentionKind.ELIGIBILITY, quote=quote(article, "abstract", start, start + len(words)))
    found = find_population(article, find_sentences(article), (said,), None, (), Design(), ())
    assert [one.value for one in found.eligibility] == ([words] if kept else [])


def test_a_label_in_running_text_is_no_part_of_who_took_part() -> None:
    article = saying("Methods: Nineteen adults with asthma were asked.")
    words = "Methods: Nineteen adults with asthma"
    mention = Mention(kind=MentionKind.ELIGIBILITY, quote=quote(article, "abstract", 0, len(words)))
    found = find_population(article, find_sentences(article), (mention,), None, (), Design(), ())
    assert [one.value for one in found.eligibility] == ["Nineteen adults with asthma"]


@pytest.mark.parametrize("kind", ["Review", "Clinical Trial Protocol", "Animal Experimentation"])
def test_a_paper_without_participants_is_given_none(kind: str) -> None:
    text = "We randomly assigned 60 women, mean age 50 years, in Japan."
    assert population_of(saying(text), Design(study_type_of_record=kind)) == Population()


def test_silence_stays_silent() -> None:
    assert population_of(article_saying("Pain is common.")) == Population()
    assert population_of(article_saying(None)) == Population()


@pytest.mark.parametrize(
    "text",
    [
        "Randomisation was stratified by two age groups (45 years and under; 46 years and over).",
        "Group A were people aged 21 to 35 years and group B people of 36-50 years of age.",
        "We watched parties of adults with children under 18 years of age.",
        "Caretakers of children ages 0 to 18 years read a description of exemplin.",
        "We asked about a first fracture occurring under 2 years of age.",
    ],
)
def test_an_age_of_some_is_not_that_of_all(text: str) -> None:
    assert population_of(saying(text)).age == ()


def test_an_age_beyond_a_life_is_none() -> None:
    assert population_of(saying("The mean age was 512 years.")).age == tuple[Age, ...]()


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("Exemplin in patients with chronic kidney disease: a randomised trial", ["chronic kidney disease"]),
        ("Exemplin to prevent nausea and vomiting after hip surgery", ["nausea and vomiting"]),
        ("Effects of exemplin on anxiety in Melanoma Patients", ["Melanoma"]),
        ("A problem-solving approach in teaching pathology", []),
        ("Asthma management at school", []),
        ("Exemplin for disorders of gut-brain interaction", ["disorders of gut-brain interaction"]),
    ],
)
def test_a_title_names_the_condition_where_nothing_else_does(title: str, named: list[str]) -> None:
    article = article_saying("People took part.", title=title)
    found = find_population(article, find_sentences(article), (), None, (), Design(), ())
    assert [one.value for one in found.condition] == named


def test_a_trials_name_and_what_people_were_are_no_part_of_the_condition() -> None:
    text = "Exemplin in older adults with early Parkinson's disease (EXAMPLE) was studied."
    article = article_saying(text)
    words = "older adults with early Parkinson's disease (EXAMPLE)"
    start = text.index(words)
    said = Mention(kind=MentionKind.CONDITION, quote=quote(article, "abstract", start, start + len(words)))
    found = find_population(article, find_sentences(article), (said,), None, (), Design(), ())
    assert [one.value for one in found.condition] == ["early Parkinson's disease"]


@pytest.mark.parametrize("people", ["adults without asthma", "people free of asthma"])
def test_what_people_have_not_is_not_their_condition(people: str) -> None:
    article = article_saying(f"We asked {people}.")
    start = article.text_of("abstract").index("asthma")
    said = Mention(kind=MentionKind.CONDITION, quote=quote(article, "abstract", start, start + len("asthma")))
    assert find_population(article, find_sentences(article), (said,), None, (), Design(), ()).condition == ()


def test_a_trials_name_in_the_brackets_of_a_title_is_no_condition() -> None:
    article = article_saying("People took part.", title="Exemplin for gout (EXAMPLE): a randomised trial")
    start = article.text_of("title").index("EXAMPLE")
    said = Mention(kind=MentionKind.CONDITION, quote=quote(article, "title", start, start + len("EXAMPLE")))
    found = find_population(article, find_sentences(article), (said,), None, (), Design(), ())
    assert [one.value for one in found.condition] == ["gout"]


def test_who_took_part_names_the_condition_where_the_title_does_not() -> None:
    article = saying("We enrolled adults with type 2 diabetes failing exemplin.")
    words = "adults with type 2 diabetes failing exemplin"
    start = article.text_of("abstract").index(words)
    said = Mention(kind=MentionKind.ELIGIBILITY, quote=quote(article, "abstract", start, start + len(words)))
    found = find_population(article, find_sentences(article), (said,), None, (), Design(), ())
    assert [one.value for one in found.condition] == ["type 2 diabetes"]


@pytest.mark.parametrize(
    ("methods", "sexes"),
    [
        ("Twenty adults took part; the majority were Caucasian males.", []),
        ("We enrolled 20 men with gout.", ["Male"]),
        ("Most of the 20 adults, 12 men, were retired.", ["Male"]),
        ("Of 43 465 adults, 22 943 (52.8%) were female.", ["Female"]),
    ],
)
def test_the_sex_of_most_is_not_that_of_all(methods: str, sexes: list[str]) -> None:
    assert [one.value for one in population_of(saying(methods)).sex] == sexes


def described(text: str, marked: str) -> list[str]:
    """The descriptions of people where these words of the methods are marked as one."""
    article = saying(text)
    start = article.text_of("abstract").index(marked)
    words = quote(article, "abstract", start, start + len(marked))
    mention = Mention(kind=MentionKind.ELIGIBILITY, quote=words, of_people=1.0)
    found = find_population(article, find_sentences(article), (mention,), None, (), Design(), ())
    return [one.value for one in found.eligibility]


def test_a_description_is_not_cut_before_its_noun() -> None:
    text = "We enrolled 40 women with aromatase inhibitor-related arthralgia."
    told = described(text, "women with aromatase inhibitor-related")
    assert told == ["women with aromatase inhibitor-related arthralgia"]


def test_a_country_that_another_borders_on_and_care_that_some_needed_are_no_place_of_the_study() -> None:
    methods = "Children in a town bordering Jordan were asked in 2 hospitals of Lebanon."
    results = "Eleven of 20 children were admitted to the intensive care unit."
    found = extract(labelled(("METHODS", Role.METHODS, methods), ("RESULTS", Role.RESULTS, results))).population
    assert [one.value for one in found.location] == ["Lebanon"]
    assert "Intensive care" not in [one.value for one in found.setting]


def test_the_share_of_an_origin_is_told_with_it() -> None:
    found = population_of(saying("We asked 90 women, of whom 73% were white.")).ethnicity
    assert [one.value for one in found] == ["73% were white"]


def test_a_list_of_continents_is_not_told_by_its_countries_alone() -> None:
    listed = population_of(saying("Centers were in North America, Europe, Australia, and New Zealand."))
    plain = population_of(saying("Centers were in Australia and New Zealand."))
    assert listed.location == ()
    assert [one.value for one in plain.location] == ["Australia", "New Zealand"]


@pytest.mark.parametrize(
    ("text", "marked", "told"),
    [
        ("We weighed 6 to 9 year-old children.", "9 year-old children", "6 to 9 year-old children"),
        ("We asked 100 smokers and 272 adults with gout.", "smokers and 272 adults", "100 smokers and 272 adults"),
        ("We saw newborns at risk in July 2015.", "newborns at risk in July", "newborns at risk"),
        ("We saw adults with gout from May 2013 to May 2019.", "adults with gout from May 2013", "adults with gout"),
        ("One-hundred and two adults came.", "two adults came", "One-hundred and two adults came"),
        ("We saw children with gout presenting to a clinic.", "children with gout presenting", "children with gout"),
        ("We saw adults asked regarding pain.", "adults asked regarding", "adults asked"),
        ("We saw all adults with gout in our clinic.", "adults with gout in our", "adults with gout"),
        ("We saw adults with gout admitted to wards.", "adults with gout admitted", "adults with gout"),
        (
            "We saw adults with gout between May, 2013 and May, 2019.",
            "adults with gout between May, 2013 and May",
            "adults with gout",
        ),
        ("We asked adults with gout, using a form.", "adults with gout, using a form", "adults with gout"),
        ("We saw adults with gout relative to others.", "adults with gout relative", "adults with gout"),
        ("We saw adults in whom a stent (EX) was put.", "adults in whom a stent", "adults"),
        ("We saw adults on EX (26 people) or ZO (46 people).", "adults on EX", "adults on EX (26 people) or ZO"),
        ("Caretakers of children with gout read it.", "children with gout", "Caretakers of children with gout"),
    ],
)
def test_a_description_neither_begins_nor_ends_in_the_middle_of_something(text: str, marked: str, told: str) -> None:
    assert described(text, marked) == [told]


@pytest.mark.parametrize(
    "methods",
    [
        "15 babies in the rooming-in group and 19 babies in the usual group were seen.",
        "We compared 22 cases of gout with 285 cases of fever.",
    ],
)
def test_the_size_of_one_group_is_not_the_total(methods: str) -> None:
    assert population_of(saying(methods)).sample_size is None


def test_the_sex_of_mothers_is_not_their_infants() -> None:
    assert population_of(saying("We studied infants born to mothers with fever.")).sex == ()


def test_a_decimal_point_in_the_middle_of_the_line_and_a_count_in_three_figures_are_read() -> None:
    assert ages_of("The mean age of the 34 700 study subjects was high.") == []
    found = extract(saying("The mean age was 42⋅9 years.")).population.age
    assert [(one.value, one.quote.text) for one in found] == [(42.9, "42⋅9 years")]


def test_between_two_ages_is_one_span() -> None:
    found = population_of(saying("We asked patients between 4 and 18 years of age.")).age
    assert [(one.low, one.high, one.quote.text) for one in found] == [(4, 18, "between 4 and 18 years")]


@pytest.mark.parametrize(
    "title",
    [
        "Low mood during COVID-19",
        "Low mood in the COVID-19 pandemic",
        "Low mood amid the COVID-19 lockdown",
    ],
)
def test_when_a_study_was_made_is_no_condition(title: str) -> None:
    article = article_saying("People were asked.", title=title)
    start = title.index("COVID-19")
    named = quote(article, "title", start, start + len("COVID-19"))
    said = Mention(kind=MentionKind.CONDITION, quote=named, of_people=1.0)
    assert "COVID-19" not in [one.value for one in population_with(article, said).condition]
    of_the_ill = article_saying("People were asked.", title="Low mood in adults with COVID-19")
    start = of_the_ill.text_of("title").index("COVID-19")
    said = replace(said, quote=quote(of_the_ill, "title", start, start + len("COVID-19")))
    assert "COVID-19" in [one.value for one in population_with(of_the_ill, said).condition]


def population_with(article: Article, mention: Mention) -> Population:
    return find_population(article, find_sentences(article), (mention,), None, (), Design(), ())


def test_the_only_age_of_a_part_is_not_told_of_all() -> None:
    part = "We studied 98 children with gout. A sheath was used in 52 patients (median age, 8 years)."
    both = "We studied 98 children. There were 52 patients (mean age, 8 years) and 46 patients (mean age, 9 years)."
    assert extract(saying(part)).population.age == ()
    assert len(extract(saying(both)).population.age) == 2


def test_times_of_visits_are_no_ages() -> None:
    assert ages_of("We met 94 children at 6, 15, 24 and 36 months of age.") == []


def test_a_count_in_thousands_is_told_whole() -> None:
    found = population_of(saying("Of 43 465 adults, 22 943 (52.8%) were female and 12 491 (28.7%) were white."))
    assert [one.quote.text for one in found.sex] == ["22 943 (52.8%) were female"]
    shared = population_of(saying("Of 105 adults 58% being female, most were retired.")).sex
    assert [one.quote.text for one in shared] == ["58% being female"]
    assert [one.value for one in found.ethnicity] == ["12 491 (28.7%) were white"]


def test_the_name_of_a_study_describes_nobody() -> None:
    text = "We used data of the National Longitudinal Study of Adolescent to Adult Health."
    assert described(text, "Adolescent to Adult Health") == []


def test_an_origin_that_results_compare_is_not_that_of_all_and_a_share_is_told_with_its_count() -> None:
    results = "Gout was commoner in adults who were Black Americans."
    compared = extract(labelled(("METHODS", Role.METHODS, "We asked 90 adults."), ("RESULTS", Role.RESULTS, results)))
    assert compared.population.ethnicity == ()
    share = population_of(saying("We asked 35 adults; 77% (27/35) were Caucasian.")).ethnicity
    assert [one.value for one in share] == ["77% (27/35) were Caucasian"]


def test_how_long_people_stayed_in_intensive_care_is_no_setting() -> None:
    stays = "Lengths of intensive care unit (ICU) and in-hospital stays were recorded."
    assert population_of(saying(stays)).setting == ()


def test_the_age_of_others_in_the_background_and_of_a_term_is_not_that_of_those_who_took_part() -> None:
    others = "Most of these studies looked at middle-aged to elderly individuals (≥40 years)."
    read = extract(labelled(("BACKGROUND", Role.BACKGROUND, others), ("METHODS", Role.METHODS, "We asked 264 adults.")))
    assert read.population.age == ()


def test_an_age_between_two_says_so() -> None:
    (age,) = population_of(saying("We saw children between the ages of 6 and 18 years.")).age
    assert (age.low, age.high, age.quote.text) == (6, 18, "between the ages of 6 and 18 years")


def test_the_origin_of_one_group_is_not_that_of_all() -> None:
    text = "We asked 4,207 nonimmigrant (Danish origin) and 233 immigrant (non-Danish origin) children."
    assert population_of(saying(text)).ethnicity == ()


def test_of_how_many_some_were_is_no_count_of_them() -> None:
    found = population_of(saying("Twenty-eight over 58 (48%) were males.")).sex
    assert not [one for one in found if one.quote.text.startswith("58")]


def test_those_of_whom_a_study_has_the_most_are_not_described_by_that() -> None:
    text = "This is the largest sample of gout survivors recruited in the continent to date."
    assert described(text, "gout survivors recruited in the continent to date") == []


@pytest.mark.parametrize("behind", ["screening", "unit", "Rating Scale"])
def test_what_is_named_for_an_illness_is_no_condition(behind: str) -> None:
    article = article_saying("People were asked.", title=f"Who comes for gout {behind.lower()} in Exemplia")
    title = article.text_of("title")
    start = title.index("gout")
    said = Mention(kind=MentionKind.CONDITION, quote=quote(article, "title", start, start + 4), of_people=1.0)
    told = [one.value for one in population_with(article, said).condition]
    assert told == (["gout"] if "rating" in title else [])


def test_a_size_that_is_the_only_number_of_people_is_the_total() -> None:
    aim = "This study is the first on gout and sleep among an invented, mostly urban population (n = 169)."
    article = labelled(("OBJECTIVE", Role.OBJECTIVE, aim), ("RESULTS", Role.RESULTS, "Most slept badly."))
    found = find_sample_size(article, find_sentences(article))
    assert found is not None
    assert found.value == 169


def test_an_age_of_a_share_is_not_everybodys() -> None:
    assert [age.quote.text for age in population_of(saying("We saw 298 adults (31% > 75 years old).")).age] == []
