"""Arms: names, sizes, roles, and every place that names one. All texts are invented."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.article import Article, Role
from generator.evidence import Design, Group, GroupRole, Sentence
from generator.extraction import extract
from generator.extraction.abbreviations import find_abbreviations
from generator.extraction.groups import find_groups
from generator.extraction.groups.allotment import allotted_arms
from generator.extraction.groups.arm import NamedPlace
from generator.extraction.groups.places import by_role, group_mentions
from generator.extraction.likelihoods import likelihoods_of
from generator.extraction.mentions import Mention, MentionKind, read_words, see_words
from generator.extraction.quoting import quote
from generator.extraction.sample_size import find_sample_size
from generator.extraction.sentences import find_sentences
from tests.articles import article_saying
from tests.extraction.test_mentions import mentions_of
from tests.extraction.test_sentences import labelled


def read(article: Article) -> tuple[tuple[Group, ...], tuple[Mention, ...]]:
    """The groups and mentions of an article."""
    sentences, abbreviations = find_sentences(article), find_abbreviations(article)
    mentions = mentions_of(article)
    size = find_sample_size(article, sentences)
    words = see_words(article, sentences, abbreviations)
    likelihoods = likelihoods_of(words, read_words(words))
    found, _ = find_groups(article, sentences, mentions, abbreviations, Design(), size, likelihoods, treated=True)
    return found, mentions


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
        (
            "Of 52 women who were randomised, 25 (48.1%) were in the oil group and 27 (51.9%) in the control group.",
            [("oil group", "intervention", 25), ("control group", "comparator", 27)],
        ),
        (
            "Patients were randomised to tamoxifen for 24 months (n = 31) or tamoxifen for 60 months (n = 33).",
            [("tamoxifen for 24 months", None, 31), ("tamoxifen for 60 months", None, 33)],
        ),
        (
            "Women were randomized to three groups: 1) oral exemplin group, 2) zorimab group, and 3) control group.",
            [
                ("oral exemplin group", "intervention", None),
                ("zorimab group", "intervention", None),
                ("control group", "comparator", None),
            ],
        ),
        (
            "Women got paclitaxel with bevacizumab (PB) (n = 75; paclitaxel, 90 mg; daily) or paclitaxel (n = 74).",
            [("PB", "intervention", 75), ("paclitaxel", "comparator", 74)],
        ),
        (
            "Stroke occurred in 103 patients assigned exemplin (n = 586) and 139 assigned placebo (n = 609).",
            [("exemplin", "intervention", 586), ("placebo", "comparator", 609)],
        ),
        (
            "Adults received exemplin 20 mg (n = 54), zorimab 125 mg (n = 53) or saline (group S, n = 55).",
            [
                ("exemplin 20 mg", "intervention", 54),
                ("zorimab 125 mg", "intervention", 53),
                ("saline", "comparator", 55),
            ],
        ),
        (
            "Men received atenolol (n = 53) or losartan (n = 50). Those of the control group (atenolol) slept at home.",
            [("atenolol", "comparator", 53), ("losartan", "intervention", 50)],
        ),
        (
            "We assigned 90 women to chemotherapy alone (n = 46) or chemotherapy plus exemplin (n = 44).",
            [("chemotherapy alone", "comparator", 46), ("chemotherapy plus exemplin", "intervention", 44)],
        ),
        (
            "We assigned 91 women to standard chemotherapy (n = 46) or no chemotherapy (n = 45).",
            [("standard chemotherapy", "intervention", 46), ("no chemotherapy", "comparator", 45)],
        ),
        (
            "Forty-seven patients were randomised to tamoxifen or placebo. "
            "Of all (25 tamoxifen, 22 placebo), two relapses and two remissions were seen.",
            [("tamoxifen", "intervention", 25), ("placebo", "comparator", 22)],
        ),
        (
            "Patients were randomised to a waiting list (WL) group (n = 47) or to yoga (n = 48).",
            [("waiting list (WL) group", "comparator", 47), ("yoga", "intervention", 48)],
        ),
        (
            "Men were randomised to a waitlist (n = 55), MoodDiary (n = 62) or MoodDiary+ (diary and prompts, n = 60).",
            [("waitlist", "comparator", 55), ("MoodDiary", "intervention", 62), ("MoodDiary+", "intervention", 60)],
        ),
        (
            "A total of 95 women were randomised to exercise (n = 48) or usual care (n = 47).",
            [("exercise", "intervention", 48), ("usual care", "comparator", 47)],
        ),
    ],
)
def test_an_arm_has_its_name_role_and_size(text: str, expected: list[tuple[str, str, int]]) -> None:
    assert arms(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Women were randomized to receive six cycles of QX or QXR. Response was 6.8% (3/45).",
            ["QX", "QXR"],
        ),
        (
            "Women were randomly assigned to either an intervention group, a usual-care group, or a "
            "three-month control group.",
            ["intervention group", "usual-care group", "control group"],
        ),
        (
            "Sixty women were randomly assigned to the placebo and the experimental drug arms for six months.",
            ["placebo", "experimental drug"],
        ),
        ("Pain was rarer in the groups, and 10% and 3% of Group A and B, respectively, fell. Group A had more.", []),
        ("This randomised trial, open to all who wished to take part or to watch, ran for 2 years.", []),
        ("Median survival was 21 and 22 months for QX and QXR.", ["QX", "QXR"]),
    ],
)
def test_a_list_of_what_people_were_assigned_to_names_the_groups(text: str, expected: list[str]) -> None:
    assert [name for name, _, _ in arms(text)] == expected


def test_values_of_groups_are_not_their_sizes() -> None:
    text = (
        "METHODS: Adults were randomly assigned to saline (group I) or lidocaine (group II). RESULTS: The median score "
        "was 7 and 5 in groups I and II, respectively."
    )
    assert {size for _, _, size in arms(text)} <= {None}


@pytest.mark.parametrize(
    "text",
    [
        "We treated 38 patients with leukaemia (n = 20) or lymphoma in one centre. Nausea (n = 12) was common.",
        "Forty patients with asthma were enrolled.",
        "Statins lower cholesterol.",
        "100 patients undergoing thyroidectomy were divided by age.",
        "Participants were randomised in blocks of 25. Thirty women had a stroke.",
        "The 60 women were randomly assigned to one of three treatments.",
        "Of these, the varnish (5% NaF, 22600 ppm fluoride) was randomly assigned.",
    ],
)
def test_counts_of_people_and_events_are_no_arms(text: str) -> None:
    assert arms(text) == []


def test_a_year_and_a_total_are_no_sizes_of_arms() -> None:
    named = arms("These 23 patients were randomly allocated to surgery or a wait list in 2001.")
    assert [size for _, _, size in named if size] == []


def groups_of(methods: str, results: str) -> list[tuple[str, int | None, str | None]]:
    """Name, size and ``part_of`` of each group of an abstract in two sections."""
    record = extract(labelled(("METHODS", Role.METHODS, methods), ("RESULTS", Role.RESULTS, results)))
    return [(group.name, group.size, group.part_of) for group in record.population.groups]


def test_those_analysed_are_a_part_of_those_randomised() -> None:
    methods = "Women were randomised to exemplin (n = 45) or placebo (n = 51)."
    results = "Pain fell in 12 of 40 women on exemplin and in 4 of 51 on placebo."
    assert groups_of(methods, results) == [("exemplin", 45, None), ("placebo", 51, None), ("exemplin", 40, "g1")]


def test_a_group_without_a_printed_size_has_the_one_denominator_of_its_results() -> None:
    methods = "Women were randomised to exemplin or placebo."
    one = "Pain fell in 12/40 women on exemplin and in 4/51 on placebo."
    other = "Fever fell in 3/38 women on exemplin."
    assert groups_of(methods, one) == [("exemplin", 40, None), ("placebo", 51, None)]
    assert groups_of(methods, f"{one} {other}") == [("exemplin", None, None), ("placebo", 51, None)]


def test_the_size_of_a_group_is_not_the_number_of_participants() -> None:
    article = labelled(
        ("METHODS", Role.METHODS, "We randomly assigned people to yoga (N = 82) or a wait list (N = 76).")
    )
    population = extract(article).population
    assert [group.size for group in population.groups] == [82, 76]
    assert population.sample_size is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "They were randomly assigned to 3 groups: Group A (exemplin sponge), Group B (zorimab sponge) and Group C "
            "(gelatin sponge).",
            [("Group A", "exemplin sponge"), ("Group B", "zorimab sponge"), ("Group C", "gelatin sponge")],
        ),
        (
            "Newborns were allotted to the following groups: group 1, breastfeeding; group 2, massage; and group 3, "
            "control.",
            [("group 1", "breastfeeding"), ("group 2", "massage"), ("group 3", "control")],
        ),
        (
            "Group I received exemplin for 2 weeks and Group II was given zorimab.",
            [("Group I", "exemplin for 2 weeks"), ("Group II", "zorimab")],
        ),
        (
            "Men were randomised to bed rest (arm A) or walking (arm B).",
            [("arm A", "bed rest"), ("arm B", "walking")],
        ),
        # what both had tells neither from the other; a species is one word
        ("Group A received exemplin daily and Group B received exemplin weekly.", [("Group A", ""), ("Group B", "")]),
        (
            "Group A received N. sativa oil and group B received wax.",
            [("Group A", "N. sativa oil"), ("group B", "wax")],
        ),
        (
            "They were put into Group NM (normal midazolam) or Group HM (high midazolam).",
            [("Group NM", "normal midazolam"), ("Group HM", "high midazolam")],
        ),
        # one letter alone is no list of groups
        ("Group A received exemplin.", []),
    ],
)
def test_a_lettered_group_goes_by_what_it_was_given_too(text: str, expected: list[tuple[str, str]]) -> None:
    article = labelled(("METHODS", Role.METHODS, text), ("RESULTS", Role.RESULTS, "Pain fell."))
    told = {group.name: [one.text for one in group.aliases] for group in read(article)[0]}
    own = {name: [one for one in names if not name.endswith(f" {one}")] for name, names in told.items()}
    assert [(name, "".join(names)) for name, names in own.items()] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "People were divided into intervention and control groups. The intervention group got exemplin and the "
            "control group nothing.",
            ["intervention", "control"],
        ),
        (
            "Twenty women were allocated to telecare (Tele) and conventional care (Conv) groups. Telecare (n = 10) or "
            "conventional care (n = 10) lasted a week.",
            ["Telecare", "conventional care"],
        ),
        # a combination is a group
        (
            "We randomised people to exemplin (n = 10), zorimab (n = 11) or exemplin plus zorimab (n = 12).",
            ["exemplin", "zorimab", "exemplin plus zorimab"],
        ),
        (
            "Women were randomised to the exemplin group or to the zorimab group scheduled by nurses.",
            ["exemplin", "zorimab"],
        ),
    ],
)
def test_what_lists_groups_or_says_what_was_done_is_no_group(text: str, expected: list[str]) -> None:
    article = labelled(("METHODS", Role.METHODS, text), ("RESULTS", Role.RESULTS, "Pain fell."))
    assert [group.name.removesuffix(" group") for group in read(article)[0]] == expected


def test_a_number_or_a_comparison_of_groups_is_no_group() -> None:
    text = "Fifty (n = 50) were assigned to exemplin (n = 25) or placebo (n = 25). Within-group (n = 20) pain fell."
    article = labelled(("METHODS", Role.METHODS, text), ("RESULTS", Role.RESULTS, "Pain fell."))
    assert [group.name for group in read(article)[0]] == ["exemplin", "placebo"]


def test_what_all_had_when_the_treatment_was_given_is_no_group() -> None:
    text = "Patients were randomised to receive no exemplin or exemplin 20 mg one hour before anaesthesia."
    article = labelled(("METHODS", Role.METHODS, text), ("RESULTS", Role.RESULTS, "Pain fell."))
    assert "anaesthesia" not in [group.name for group in read(article)[0]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Of 561 patients, 14 withdrew, leaving 284 in the exemplin arm and 263 in the control arm.", [284, 263]),
        ("1920 women were randomly assigned to receive exemplin and 1944 to placebo.", [1920, 1944]),
        ("People were randomised (12 807 in the intervention group and 13 247 in the control group).", [12807, 13247]),
        ("Women were randomised to an exercise group (EG = 18) or a control group (CG = 20).", [18, 20]),
        ("Forty men were randomised: 21 to exemplin and 19 to placebo (of 50 planned; six discontinued).", [21, 19]),
        ("We randomised adults to exemplin 20 mg (n = 55) and 50 mg (n = 57).", [55, 57]),
        ("We randomised adults to exemplin every 4 weeks (n = 55) or every 12 weeks (n = 57).", [55, 57]),
        ("Sixty men were randomised to exemplin or placebo (30 per group).", [30, 30]),
        ("Men were randomised to exemplin or placebo, with 60 patients in each group.", [60, 60]),
        # thirty a group do not make up fifty
        ("Fifty men were randomised to exemplin or placebo (30 in each group were smokers).", [None, None]),
        # people told apart by what they have, shares of a rate
        ("Pain fell in women with gout (n = 22) and in those with cramps (n = 15).", []),
        (
            "Five cancers were seen: 2 (0.72/1000) in the exemplin group and 3 (1.5/1000) in the control group.",
            [],
        ),
    ],
)
def test_sizes_are_read_in_the_forms_that_reports_print_them_in(text: str, expected: list[int | None]) -> None:
    article = labelled(("METHODS", Role.METHODS, text), ("RESULTS", Role.RESULTS, "Pain fell."))
    assert [group.size for group in read(article)[0]] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "METHODS: EXACT was the first randomised trial to compare tamoxifen with total mesorectal excision. "
            "Patients were randomly assigned to either tamoxifen or total mesorectal excision. RESULTS: Pain was "
            "lower with tamoxifen.",
            ["tamoxifen", "total mesorectal excision"],
        ),
        (
            "METHODS: The goal of this randomised controlled trial was to assess ultrasound guided surgery and "
            "resection of glioma. Patients were randomised (1:1) into ultrasound guided surgery or resection. "
            "RESULTS: Resection was complete more often in the ultrasound group.",
            ["ultrasound guided surgery", "resection"],
        ),
    ],
)
def test_a_sentence_on_the_trial_names_no_groups_beside_one_on_who_was_put_where(
    text: str, expected: list[str]
) -> None:
    assert [name for name, _, _ in arms(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Patients were randomly split into a training set (n = 130) and a validation set (n = 44).",
        "Sixty were randomly assigned to a training cohort (n = 40) and an external validation cohort (n = 20).",
    ],
)
def test_data_to_train_and_to_test_a_model_are_no_groups(text: str) -> None:
    assert arms(text) == []


def test_of_groups_that_little_tells_apart_no_role_is_told() -> None:
    text = "Patients were randomised to tamoxifen for 24 months (n = 31) or tamoxifen for 60 months (n = 33)."
    assert {role for _, role, _ in arms(text)} == {None}


def test_controls_beside_a_placebo_were_not_tested() -> None:
    text = (
        "METHODS: Women were randomly assigned to exemplin (n = 30), placebo (n = 31) or a control group (n = 29). "
        "RESULTS: Pain fell."
    )
    assert [role for _, role, _ in arms(text)] == ["intervention", "comparator", "comparator"]


def test_where_two_groups_were_formed_a_third_that_goes_by_its_part_alone_is_none() -> None:
    text = (
        "METHODS: Teeth were randomly assigned to two groups, the piezo group and the drill group. RESULTS: One "
        "implant in the test group was lost. The drill group varied more than the piezo group."
    )
    assert sorted(name.removesuffix(" group") for name, _, _ in arms(text)) == ["drill", "piezo"]


def test_where_nobody_was_treated_no_group_is_an_interventions() -> None:
    text = "We compared 12,488 glioma cases (n = 12488) with controls (n = 18169). Genes of both were read."
    groups = extract(article_saying(text)).population.groups
    assert {group.role for group in groups} <= {None, GroupRole.COMPARATOR}
    assert [(group.name, group.size) for group in groups] == [("glioma cases", 12_488), ("controls", 18_169)]


def test_a_report_of_one_case_has_no_groups() -> None:
    text = (
        "A 39-year-old woman presented with gout. Exemplin was compared with zorimab in earlier years. She received "
        "exemplin and then zorimab. Pain was less with zorimab than with exemplin."
    )
    record = extract(article_saying(text, title="Exemplin and zorimab in gout: a case report"))
    assert record.population.groups == ()
    assert record.comparators == ()


def test_a_fuller_name_of_a_group_with_a_size_is_no_third_group() -> None:
    text = (
        "METHODS: Patients were randomised to dural closure augmented with the hydrogel or a control technique. "
        "RESULTS: In the hydrogel group (n = 120) leaks were rarer than in the control group (n = 117)."
    )
    assert [size for _, _, size in arms(text)] == [120, 117]


def test_with_or_without_names_no_group() -> None:
    text = "METHODS: Patients were randomly assigned to receive radiation with or without exemplin. RESULTS: It helped."
    assert not any("without" in name for name, _, _ in arms(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # one group by two names
        (
            "METHODS: Patients were randomly assigned to the intervention group, i.e. exemplin with a diary, or to the "
            "control group. RESULTS: Pain fell in 30% of the intervention group and 20% of the control group.",
            ["intervention", "control"],
        ),
        # the words before the name tell the groups apart
        (
            "METHODS: Patients were assigned to receive twice-daily exemplin (274 patients) or once-daily exemplin "
            "(273 patients). RESULTS: Survival was better with once-daily exemplin.",
            ["twice-daily exemplin", "once-daily exemplin"],
        ),
        # doses of one drug in a list
        (
            "METHODS: Patients were randomised to placebo, exemplin 50 mg, exemplin 100 mg or ibuprofen. RESULTS: "
            "Relief was seen in 33% with placebo and in 56% with ibuprofen.",
            ["placebo", "exemplin 50 mg", "exemplin 100 mg", "ibuprofen"],
        ),
    ],
)
def test_each_group_of_a_list_has_its_own_name_once(text: str, expected: list[str]) -> None:
    assert [name for name, _, _ in arms(text)] == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("exemplin 50 mg, exemplin 100 mg", ["exemplin 50 mg", "exemplin 100 mg"]),
        # the parts of one treatment
        ("coaching using video materials, workbook and calls", ["coaching using video materials, workbook and calls"]),
    ],
)
def test_a_list_of_treatments_is_told_from_the_parts_of_one(name: str, expected: list[str]) -> None:
    text = f"Women were randomly assigned to {name} or usual care."
    start = text.index(name)
    places = [NamedPlace(start, start + len(name), MentionKind.INTERVENTION)]
    found = allotted_arms(text, Sentence(start=0, end=len(text), role=Role.METHODS), places)
    assert [text[arm.start : arm.end] for arm in found] == expected


def test_where_clusters_were_put_into_groups_a_group_has_its_people() -> None:
    text = (
        "METHODS: Eight wards were randomised; four were allocated to exercise (29 patients) and four to usual care "
        "(28 patients). RESULTS: Mood was better with exercise."
    )
    assert [size for _, _, size in arms(text)] == [29, 28]


def test_a_number_of_clusters_is_no_size_and_an_amount_no_name() -> None:
    text = "A total of 22 villages (11 intervention and 11 control) were randomised."
    assert [(name, size) for name, _, size in arms(text)] == [("intervention", None), ("control", None)]
    text = "Adults were randomised to zorimab or exemplin 200 mcg or 400 mcg once daily."
    assert [name for name, _, _ in arms(text)] == ["zorimab", "exemplin 200 mcg"]


def test_what_all_got_one_way_or_the_other_is_no_group() -> None:
    text = "They were randomized to receive exemplin injection, through either the ABC or XYZ approach."
    sentence = Sentence(start=0, end=len(text), role=Role.METHODS)
    places = [
        NamedPlace(start := text.index(name), start + len(name), MentionKind.INTERVENTION)
        for name in ("exemplin injection", "ABC", "XYZ approach")
    ]
    assert [text[arm.start : arm.end] for arm in allotted_arms(text, sentence, places)] == ["ABC", "XYZ approach"]


def test_a_number_within_the_name_of_a_substance_does_not_begin_it() -> None:
    text = "Men were assigned to placebo (n = 13) or to a supplement containing 1,3-exemplamine (n = 12)."
    assert [name for name, _, _ in arms(text)] == ["placebo", "supplement containing 1,3-exemplamine"]


def test_what_happened_in_a_group_is_not_its_size() -> None:
    text = "Adults were randomised to ABC or XYZ. Deaths were fewer in the ABC group at discharge (3 vs. 5 patients)."
    assert [(name, size) for name, _, size in arms(text)] == [("ABC", None), ("XYZ", None)]


def test_what_the_dose_told_apart_is_no_group() -> None:
    text = (
        "METHODS: Patients were randomised into one of the two arms according to dose of injected exemplin. RESULTS: "
        "Pain was less in group A (n = 17) than in group B (n = 17)."
    )
    assert "injected exemplin" not in [name for name, _, _ in arms(text)]


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


AMITRIPTYLINE_FIRST = "amitriptyline (n = 30) or gabapentin (n = 31)"


@pytest.mark.parametrize(
    ("title", "text", "comparator"),
    [
        # what the title sets another against
        ("Gabapentin: a randomised comparison with amitriptyline.", AMITRIPTYLINE_FIRST, "amitriptyline"),
        ("Gabapentin is at least as good as amitriptyline.", AMITRIPTYLINE_FIRST, "amitriptyline"),
        ("Gabapentin is not inferior to amitriptyline in asthma.", AMITRIPTYLINE_FIRST, "amitriptyline"),
        ("Comparison between gabapentin and amitriptyline.", AMITRIPTYLINE_FIRST, "amitriptyline"),
        ("Amitriptyline compared with gabapentin.", AMITRIPTYLINE_FIRST, "gabapentin"),
        # most words of a long name are its own
        (
            "Elbow joint lavage compared with full joint fusion.",
            "full joint fusion (n = 30) or elbow synovial joint lavage (ESJL, n = 31)",
            "full joint fusion",
        ),
        # what is usual, what is by itself, what has less
        ("Arm training.", "conventional training (n = 30) or balance training (n = 31)", "conventional training"),
        ("Exemplin in gout.", "standard exemplin (n = 30) or exemplin by drops (n = 31)", "standard exemplin"),
        ("Gout.", "surgery alone (group A, n = 30) or drainage (group B, n = 31)", "surgery alone"),
        ("Gout.", "exercise alone (n = 30) or exercise and diet (n = 31)", "exercise alone"),
        ("Gout with or without exemplin.", "Exa monotherapy (n = 30) or the combination (n = 31)", "Exa monotherapy"),
        ("Pain.", "the amitriptyline group (n = 30) or the combination group (n = 31)", "amitriptyline group"),
        # the only one that the title names was tried
        ("The effect of gabapentin in neuropathic pain.", AMITRIPTYLINE_FIRST, "amitriptyline"),
        # what another is not inferior to
        ("Pain.", f"{AMITRIPTYLINE_FIRST}. Gabapentin was non-inferior to amitriptyline", "amitriptyline"),
    ],
)
def test_names_and_title_tell_which_group_is_the_comparator(title: str, text: str, comparator: str) -> None:
    methods = ("METHODS", Role.METHODS, f"We randomised people to {text}.")
    article = labelled(methods, ("RESULTS", Role.RESULTS, "Pain fell in both groups."))
    article = replace(article, citation=replace(article.citation, title=title))
    assert [group.name for group in read(article)[0] if group.role == "comparator"] == [comparator]


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


def test_treatments_with_a_label_each_are_told_apart() -> None:
    text = (
        "METHODS: In all, 163 patients were randomly assigned to two groups: radical surgery alone (S) and radical "
        "surgery plus injection of exemplin (SP). RESULTS: Recurrences were 24/82 (29.27%) in SP group and 37/81 "
        "(45.68%) in S group."
    )
    (one, role, _), (other, other_role, _) = arms(text)
    assert (one.endswith("surgery alone (S)"), role) == (True, "comparator")
    assert (other.endswith("injection of exemplin (SP)"), other_role) == (True, "intervention")


def test_a_group_that_goes_by_its_part_goes_by_what_it_was_given_too() -> None:
    text = (
        "Infants were randomised into the intervention group (IG), which received warm massage, or the control group "
        "(CG), which received usual care."
    )
    article = labelled(("METHODS", Role.METHODS, text), ("RESULTS", Role.RESULTS, "Pain fell."))
    one, other = read(article)[0]
    assert {"IG", "warm massage"} <= {one.name, *(alias.text for alias in one.aliases)}
    assert {"CG", "usual care"} <= {other.name, *(alias.text for alias in other.aliases)}


def test_a_condition_of_a_trial_goes_by_what_it_was_given_too() -> None:
    text = (
        "Students were randomised. The experimental condition used an invented chatbot for a month and the control "
        "condition was assigned to usual reading."
    )
    article = labelled(("METHODS", Role.METHODS, text), ("RESULTS", Role.RESULTS, "Pain fell."))
    one, other = read(article)[0]
    assert "usual reading" in {other.name, *(alias.text for alias in other.aliases)}
    assert (one.role, other.role) == (GroupRole.INTERVENTION, GroupRole.COMPARATOR)


def test_an_illness_without_a_size_is_no_group() -> None:
    text = "Men were randomised to exemplin or zorimab for strongyloidiasis. Strongyloidiasis (n = 9) was cured."
    assert "strongyloidiasis" not in {name for name, _, size in arms(text) if size is None}


def test_an_intervention_group_that_had_usual_care_too_is_no_comparator() -> None:
    text = (
        "Participants were randomly assigned to either a control group that received routine care or an intervention "
        "group that received routine care plus access to the invented training support for 12 weeks."
    )
    article = labelled(("METHODS", Role.METHODS, text), ("RESULTS", Role.RESULTS, "Pain fell."))
    roles = {group.name: group.role for group in read(article)[0]}
    assert roles["control group"] is GroupRole.COMPARATOR
    assert roles["intervention group"] is GroupRole.INTERVENTION


@pytest.mark.parametrize(
    "text",
    [
        "People were randomised in clusters, with seven exemplin and nine placebo groups.",
        "Students were randomised. The exemplin group had 26 women, 10 men and the placebo group 20 women, 11 men.",
    ],
)
def test_numbers_of_clusters_and_of_one_sex_are_no_sizes(text: str) -> None:
    assert {size for _, _, size in arms(text)} <= {None}


def test_who_was_not_given_it_is_what_others_are_compared_with() -> None:
    text = (
        "Of 90 patients with gout 40 received exemplin. Readmission was likelier in patients who did not receive "
        "exemplin (n = 50) than in patients who received exemplin (n = 40)."
    )
    roles = {name: role for name, role, _ in arms(text)}
    assert all(role != "intervention" for name, role in roles.items() if "not" in name)


def test_numbers_of_lesions_are_no_sizes() -> None:
    text = "Lesions were randomised to exemplin (n = 23 lesions) or placebo (n = 15 lesions)."
    assert {size for _, _, size in arms(text)} <= {None}


def test_a_placebo_is_not_taken_for_the_other_drug_of_three_arms() -> None:
    article = article_saying("Pain fell with exemplin, zorimab and placebo.")
    drug = quote(article, "abstract", 14, 22)
    two = (
        Group(id="g1", name="exemplin", role=GroupRole.INTERVENTION, quote=drug),
        Group(id="g2", name="zorimab", role=GroupRole.COMPARATOR, quote=drug),
    )
    assert by_role("placebo group", two) is None
    assert by_role("control group", two) == "g2"
    assert by_role("placebo", (two[0], replace(two[1], name="saline injections"))) == "g2"


def test_groups_of_a_report_that_treats_nobody_have_no_roles() -> None:
    text = "In this case-control study fever was lower in the MACE group (n = 70) than in the non-MACE group (n = 140)."
    groups = extract(article_saying(text)).population.groups
    assert groups
    assert [group.role for group in groups] == [None] * len(groups)


def test_what_is_called_a_control_group_stays_the_comparator_of_such_a_report() -> None:
    text = "Fever was lower in the gout group (n = 70) than in the control group (n = 140)."
    roles = {group.name: group.role for group in extract(article_saying(text)).population.groups}
    assert roles["control group"] is GroupRole.COMPARATOR
    assert roles["gout group"] is None


@pytest.mark.parametrize(
    ("said", "are_told"),
    [
        ("We report survival in the EXAMPLE trial, with 210 patients treated.", True),
        ("We report survival in 210 patients treated at our clinic.", False),
    ],
)
def test_where_no_comparator_is_told_only_a_trial_has_roles(said: str, are_told: bool) -> None:
    text = "Survival was longer in group A (n = 70) than in group B (n = 140)."
    article = labelled(("METHODS", Role.METHODS, said), ("RESULTS", Role.RESULTS, text))
    record = extract(article)
    assert len(record.population.groups) == 2
    assert not record.comparators
    assert any(group.role for group in record.population.groups) is are_told
