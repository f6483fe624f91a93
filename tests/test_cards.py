"""A card says what its record says, and every value leads to its words and back."""

import re
from collections import Counter

import markdown
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from msgspec.structs import replace

from generator.article import Author, Citation, Reference
from generator.cards import CardContext, render_card
from generator.config import AbstractText
from generator.evidence import (
    Certainty,
    Design,
    Domain,
    EvidenceRecord,
    Finding,
    Group,
    GroupPhrase,
    Phrase,
    Quote,
    StatisticType,
)
from generator.labels import LABELS
from generator.records import make_record
from tests.articles import article_saying
from tests.records import invented_record

EXTENSIONS = ["attr_list", "def_list", "md_in_html", "tables", "toc"]


def page(record: EvidenceRecord, context: CardContext | None = None) -> html.HtmlElement:
    _, _, body = parts(record, context)
    return html.fragment_fromstring(markdown.markdown(body, extensions=EXTENSIONS), create_parent="body")


def parts(record: EvidenceRecord, context: CardContext | None = None) -> tuple[str, str, str]:
    before, meta, body = render_card(record, context or CardContext()).split("---\n", 2)
    return before, meta, body


def test_an_article_without_numbers_or_links_prints_nothing_in_their_place() -> None:
    assert "{:" not in page(make_record([article_saying("Gout hurts.")])[0]).text_content()


def headings(element: html.HtmlElement) -> list[str]:
    return [heading.text_content() for heading in element.iter("h2")]


def test_every_value_leads_to_its_words_and_every_mark_back_to_a_value() -> None:
    card = page(invented_record())
    ids = [element.get("id") for element in card.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    values = card.xpath("//a[@class='ev-value']")
    assert len(values) > 20
    assert all(value.get("href")[1:] in ids for value in values)
    for mark in card.iter("mark"):
        assert {link.get("href")[1:] for link in mark.iter("a")} <= set(ids)
        assert list(mark.iter("a"))


def test_the_words_of_a_check_are_marked_though_no_value_of_the_card_quotes_them() -> None:
    record = invented_record()
    words = "80 adults with severe asthma (SA) received"
    start = record.abstract.text.index(words) if record.abstract else 0
    quote = Quote(where="abstract", start=start, end=start + len(words), text=words)
    card = page(replace(record, checks=(replace(record.checks[0], quotes=(quote, *record.checks[0].quotes)),)))
    (mark,) = card.xpath(f"//mark[@id='abstract-{quote.start}-{quote.end}']")
    (line,) = card.xpath(f"//a[@href='#{mark.get('id')}']")
    assert line.get("id") in {link.get("href")[1:] for link in mark.iter("a")}


def test_marked_words_are_the_words_of_the_quote() -> None:
    record = invented_record()
    text = record.abstract.text if record.abstract else ""
    marked: dict[str, str] = {}
    for mark in page(record).iter("mark"):  # words that reach over the end of another mark are marked in two pieces
        name = mark.get("id") or mark.get("data-of")
        marked[name] = marked.get(name, "") + mark.text_content().replace("↩", "")
    for name, words in marked.items():
        where, start, end = name.split("-")
        assert (where, words) == ("abstract", text[int(start) : int(end)])


def test_each_mark_leads_back_to_its_value_once() -> None:
    card = page(invented_record())
    marks = [mark for mark in card.iter("mark") if mark.get("id")]
    for mark in marks:
        (value, *_) = card.xpath(f"//a[@class='ev-value'][@href='#{mark.get('id')}']/@id")
        led = [link.get("href") for link in mark.iter("a")]
        assert len(led) == len(set(led))
        if not list(mark.iter("mark"))[1:]:
            assert len(led) == 1, value
    assert len(marks) > 10


def test_an_article_without_an_abstract_has_no_findings_sections() -> None:
    record = EvidenceRecord(id="x", source=invented_record().source, citation=Citation(title="Only a title"))
    card = page(record)
    assert headings(card) == ["Source"]
    assert "no abstract" in card.text_content()


def test_no_words_of_the_abstract_stand_on_a_card_that_may_show_none() -> None:
    card = page(invented_record(), CardContext(abstract=AbstractText.NONE))
    assert not list(card.iter("mark"))
    hrefs = {value.get("href").split("#")[0] for value in card.xpath("//a[@class='ev-value']")}
    assert hrefs == {"https://pubmed.ncbi.nlm.nih.gov/99000001/"}
    numbers = [one for one in invented_record().findings if one.statistic]
    assert not any(sentence_of(invented_record(), one) in card.text_content() for one in numbers)
    assert "24 of 40 patients (60%)" in card.text_content().split("Design", 1)[0]


def test_front_matter_is_safe_to_print_and_carries_citation_tags_unless_switched_off() -> None:
    record = replace(invented_record(), citation=replace(invented_record().citation, title='<b>"{{ x }}": a | b'))
    meta = yaml.safe_load(parts(record)[1])
    assert meta["title"].startswith("&lt;b&gt;&quot;&#123;")
    assert ["citation_doi", "10.5555/Invented.1"] in meta["citation"]
    assert "citation" not in yaml.safe_load(parts(record, CardContext(citation_tags=False))[1])


HOSTILE = st.text(st.sampled_from(list("ab 1.&<>\"'`*_{}[]()#|\\~^=:!-+/;\n😀ل")), min_size=1, max_size=40)


@given(HOSTILE.filter(str.strip))
@settings(max_examples=40, deadline=None)
def test_no_element_of_a_card_comes_from_the_words_of_a_seed(words: str) -> None:
    """A card of hostile words has the elements, in number and kind, of the card of plain ones."""
    card = page(card_saying(words))
    assert Counter(shape(card)) == Counter(PLAIN)
    assert " ".join(words.split()) in " ".join(card.text_content().split())


def card_saying(words: str) -> EvidenceRecord:
    record = invented_record(title=words, journal_abbrev=words, notices=(), authors=(Author(collective=words),))
    condition = replace(record.population.condition[0], value=words)
    return replace(
        record,
        population=replace(record.population, condition=(condition,)),
        references=(Reference(text=words),),
        abbreviations=(),
        copyright=words,
        checks=tuple(replace(check, message=words) for check in record.checks),
    )


def shape(card: html.HtmlElement) -> list[tuple[str, ...]]:
    """Each element with the names of its attributes."""
    return [(str(element.tag), *sorted(element.attrib)) for element in card.iter()]


PLAIN = shape(page(card_saying("plain")))


def test_a_mismatch_stands_at_its_value_in_words() -> None:
    (note,) = page(invented_record()).xpath("//*[@class='ev-note']")
    assert "Does not add up as printed. Printed: 3 patients (9%)" in note.text_content()


def number_words() -> st.SearchStrategy[str]:
    """Invented sentences full of numbers, right and wrong, in the ways in which abstracts print them."""
    count, whole = st.integers(0, 60), st.integers(1, 60)
    percent = st.integers(0, 1000).map(lambda tenths: f"{tenths / 10:g}")
    shapes = (
        "A response was seen in {0} of {1} patients ({2}%).",
        "Nausea occurred in {0}/{1} patients ({2}%) given inventidol.",
        "We gave inventidol to {1} adults with invented fever.",
        "{0} patients ({2}%) are alive.",
        "{2}% of patients had earlier surgery.",
        "Median age was {0} years ({1}-{2} years).",
        "Median survival was {2} months (95% CI {0} to {1}; P = .0{0}).",
        "The hazard ratio was 0.{0} (95% CI 0.{1}-{2}).",
        "Mean pain was {0} ± {2} after {1} weeks.",
        "Grade 3-4 events: {0} in arm A and {1} in arm B.",
    )
    return st.lists(
        st.builds(lambda shape, *numbers: shape.format(*numbers), st.sampled_from(shapes), count, whole, percent),
        min_size=1,
        max_size=6,
    ).map(" ".join)


# Where a card says figures of its own, each under a name that says so: what was worked out, plots of the values beside
# them, the audit, how often it agreed, and the number of an entry in the reference list.
OWN_FIGURES = (
    "//*[contains(@class, 'ev-computed') or contains(@class, 'ev-plots') or contains(@class, 'ev-note')]"
    " | //dt[.='Numbers']/following-sibling::dd[1]"
    " | //h2[.='Do the numbers add up?']/following-sibling::*[following-sibling::h2[.='Review by people']]"
)


@given(number_words())
@settings(max_examples=60, deadline=None)
def test_no_number_on_a_card_is_neither_in_its_source_nor_computed(abstract: str) -> None:
    record, _ = make_record([article_saying(abstract)])
    card = page(record)
    for own in card.xpath(OWN_FIGURES):
        own.drop_tree()
    printed = set(re.findall(r"\d+", f"{record.citation.title} {abstract} {record.source.path}"))
    assert set(re.findall(r"\d+", card.text_content())) - printed == set()


@given(number_words())
@settings(max_examples=30, deadline=None)
def test_the_audit_says_no_figure_that_is_neither_printed_nor_worked_out(abstract: str) -> None:
    record, _ = make_record([article_saying(abstract)])
    for check in record.checks:
        before = check.message.partition(". ")[0]
        assert set(re.findall(r"\d+", before)) <= set(re.findall(r"\d+", abstract)), check.message


def test_a_group_shows_what_else_it_is_called_but_not_a_part_of_that() -> None:
    text = "The intervention group (IG), massage, warm massage (n = 3), had less pain."
    record = make_record([article_saying(text)])[0]

    def words(name: str) -> Quote:
        start = text.index(name)
        return Quote(where="abstract", start=start, end=start + len(name), text=name)

    names = ("IG", "massage", "warm massage", "intervention group (IG)")
    group = Group(
        id="g1", name="intervention group", quote=words("intervention group"), aliases=tuple(map(words, names))
    )
    shown = page(replace(record, population=replace(record.population, groups=(group,)))).text_content()
    assert "intervention group · also IG, warm massage" in " ".join(shown.split())


def test_a_number_without_an_outcome_stands_in_its_sentence_and_not_at_the_top() -> None:
    record = invented_record()
    first, ratio, *others = record.findings
    told, doubted = (
        page(replace(record, findings=(first, one, *others)))
        for one in (ratio, replace(ratio, outcome=None, outcome_doubted=True))
    )
    number = "1.50; 95% CI 1.02 to 2.20"
    assert number in told.text_content().split("Design", 1)[0]
    words = f"“{sentence_of(record, first)}”"
    assert words not in told.text_content().split("Design", 1)[0]
    assert words in doubted.text_content().split("Design", 1)[0]
    assert number in values_of(told)
    assert number not in values_of(doubted)


def test_a_number_that_would_mislead_alone_stands_in_its_sentence_and_not_at_the_top() -> None:
    record = invented_record()
    first, *others = record.findings
    shown = page(replace(record, findings=(replace(first, needs_sentence=True), *others)))
    number = "24 of 40 patients (60%)"
    assert number not in shown.text_content().split("Design", 1)[0]
    assert f"“{sentence_of(record, first)}”" in shown.text_content()
    assert number not in values_of(shown)
    ids = set(shown.xpath("//@id"))
    assert all(mark[1:] in ids for mark in shown.xpath("//mark/a/@href"))


def test_every_result_stands_below_its_sentence() -> None:
    record = invented_record()
    printed = page(record).text_content().split("Conclusions", 1)[0]
    told = [one for one in record.findings if one.statistic]
    assert told
    for finding in told:
        assert f"“{sentence_of(record, finding)}”" in printed


def test_where_no_treatment_is_told_sentences_stand_at_the_top() -> None:
    text = "Background: Asthma is common. Methods: We asked 40 nurses. Results: Of these 24 (60%) had asthma."
    record = make_record([article_saying(text)])[0]
    assert not record.of_treatment
    card = page(record)
    assert "“Results: Of these 24 (60%) had asthma.”" in card.text_content().split("Design", 1)[0]
    assert values_of(card) == ["24 (60%)"]


def test_a_value_at_the_top_says_of_when_it_is() -> None:
    record = invented_record()
    first, ratio, *others = record.findings
    assert ratio.statistic is not None
    words = Phrase(text="at 30 days", quote=ratio.statistic.quote)
    top = page(replace(record, findings=(first, replace(ratio, timepoint=words), *others))).text_content()
    assert "at 30 days" in top.split("Design", 1)[0]


def test_only_of_a_comparison_it_is_said_how_it_is_worded() -> None:
    record = invented_record()
    denied = [replace(one, certainty=Certainty.NEGATED) for one in record.findings]
    ratio = next(one for one in denied if one.sets_against)
    level = next(one for one in denied if one.statistic and not one.sets_against)
    said = [
        LABELS["certainty"]["negated"] in page(replace(record, findings=(one,))).text_content()
        for one in (ratio, level, replace(level, statistic=None, computed=None))
    ]
    assert said == [True, False, False]


def test_where_all_results_are_in_doubt_the_top_does_not_say_that_none_is_reported() -> None:
    record = invented_record()
    doubted = tuple(replace(one, outcome=None, outcome_doubted=True, domain=Domain.OTHER) for one in record.findings)
    facts = {
        term.text_content(): term.getnext().text_content()
        for term in page(replace(record, findings=doubted)).iter("dt")
        if term.text_content() in ("Efficacy", "Safety")
    }
    assert facts == {"Efficacy": "In doubt", "Safety": "Not reported"}


def test_where_nobody_was_treated_the_card_has_results_and_neither_efficacy_nor_safety() -> None:
    record = invented_record()
    found = tuple(replace(one, domain=Domain.OTHER) for one in record.findings)
    untreated = replace(record, of_treatment=False, findings=found, interventions=(), comparators=())
    shown = page(untreated)
    terms = [term.text_content() for term in shown.iter("dt")]
    headings = [heading.text_content() for heading in shown.iter("h2")]
    assert "Results" in terms
    assert "Results" in headings
    assert not {"Efficacy", "Safety", "Other results"} & {*terms, *headings}
    assert "24 of 40 patients (60%)" in shown.text_content().split("Design", 1)[0]


def test_a_ratio_of_which_nothing_tells_whom_it_compares_is_shown_in_its_sentence() -> None:
    record = invented_record()
    first, *others = record.findings
    assert first.statistic is not None
    ratio = replace(first, statistic=replace(first.statistic, type=StatisticType.ODDS_RATIO), group=None)
    alone = tuple(replace(group, role=None) for group in record.population.groups)
    survey = replace(
        record,
        findings=(ratio, *others),
        comparators=(),
        design=Design(),
        population=replace(record.population, groups=alone),
    )
    number = first.statistic.quote.text
    assert number not in values_of(page(survey))
    assert number in values_of(page(replace(record, findings=(ratio, *others))))


def test_no_number_stands_at_the_top_without_its_outcome() -> None:
    record = invented_record()
    first = record.findings[0]
    assert first.statistic is not None
    some = replace(first, subgroup=Phrase(text="patients", quote=first.statistic.quote))
    top = page(replace(record, findings=(some,), checks=())).text_content().split("Design", 1)[0]
    assert first.statistic.quote.text not in top.replace(sentence_of(record, first), "")


def values_of(card: html.HtmlElement) -> list[str]:
    """The values of results that stand by themselves."""
    return [node.text_content() for node in card.xpath("//*[@class='ev-reported']")]


def sentence_of(record: EvidenceRecord, finding: Finding) -> str:
    sentence = record.sentences[finding.sentence]
    return (record.abstract.text if record.abstract else "")[sentence.start : sentence.end]


def test_a_result_of_some_participants_says_so_and_is_not_at_the_top() -> None:
    record = invented_record()
    first, *others = record.findings
    assert first.statistic is not None
    whom = Phrase(text="patients", quote=first.statistic.quote)
    card = page(replace(record, findings=(replace(first, subgroup=whom), *others))).text_content()
    assert "24 of 40 patients (60%)" not in card.split("Design", 1)[0]
    assert "only: patients" in card


def test_a_list_that_is_empty_for_doubt_says_so_and_one_that_people_filled_does_not() -> None:
    record = replace(invented_record(), interventions=(), comparators=(), in_doubt=("interventions",))
    facts = {
        term.text_content(): term.getnext().text_content()
        for term in page(record).iter("dt")
        if term.text_content() in ("Intervention", "Comparator")
    }
    assert facts == {"Intervention": "In doubt", "Comparator": "Not reported"}
    told = page(replace(invented_record(), in_doubt=("interventions",))).text_content()
    assert "In doubt" not in told


def test_the_sex_of_some_is_told_with_how_many_they_are() -> None:
    text = "We randomised 20 adults with gout to exemplin or placebo. At baseline, 61% were female."
    card = page(make_record([article_saying(text)])[0])
    told = [term.getnext().text_content().strip() for term in card.iter("dt") if term.text_content().strip() == "Sex"]
    assert told == ["61% were female"]


def test_a_ratio_at_a_glance_says_that_it_is_one_and_of_whom_against_whom() -> None:
    record, _ = make_record(
        [
            article_saying(
                "Adults were randomised to exemplin (n = 40) or placebo (n = 40). "
                "Pain was rarer with exemplin than with placebo (odds ratio 0.42, 95% CI 0.20 to 0.88)."
            )
        ]
    )
    glance = page(record).text_content().split("Design", 1)[0]
    assert "odds ratio 0.42" in " ".join(glance.split())


def test_a_computed_count_of_a_group_is_not_said_to_be_of_all() -> None:
    record = invented_record()
    first, *others = record.findings
    computed = {"numerator": 12, "denominator": 20, "denominator_assumed": "population.groups[0].size"}
    card = page(replace(record, findings=(replace(first, computed=computed), *others))).text_content()
    assert "is all of the group" in card
    assert "population.groups" not in card


def test_an_age_among_the_participants_says_that_it_is_one() -> None:
    record = invented_record()
    bare = replace(record.population.age[0], statistic=None, value=None, low=12, high=26)
    bare = replace(bare, quote=replace(bare.quote, text="12-26"))
    top = page(replace(record, population=replace(record.population, age=(bare,)))).text_content()
    assert "n = 80 · age 12-26" in top


def test_sentences_with_numbers_come_first_to_the_top() -> None:
    before = "Sleep was poor. Mood was worse than expected. Gait was slower than usual. Pain was mild and rare."
    text = f"Background: Gout hurts. Methods: We asked 40 nurses. Results: {before} Of these 24 (60%) had asthma."
    top = page(make_record([article_saying(text)])[0]).text_content().split("Design", 1)[0]
    assert "24 (60%) had asthma" in top


def test_values_that_are_set_against_each_other_are_all_at_the_top_or_none() -> None:
    record = invented_record()
    first = record.findings[0]
    assert first.statistic is not None
    arms = [
        GroupPhrase(id=f"g{n}", text=name, quote=first.statistic.quote)
        for n, name in enumerate(("zorivelimab", "exemplin", "nothing", "placebo"), 1)
    ]
    told = tuple(replace(first, group=arm) for arm in arms)
    top = page(replace(record, findings=told, checks=())).text_content().split("Design", 1)[0]
    assert all(f"({arm.text})" in top for arm in arms)


def test_a_result_that_only_the_conclusions_tell_is_at_the_top_and_stands_once_below() -> None:
    text = "Background: Gout hurts. Methods: We asked 40 nurses. Results: We saw them. Conclusions: Sleep was poor."
    card = page(make_record([article_saying(text)])[0]).text_content()
    top, below = card.split("Design", 1)
    assert "Sleep was poor" in top
    assert below.split("Source", 1)[0].count("Sleep was poor") == 1


def test_a_sentence_of_two_domains_stands_once_unless_each_has_a_line_of_it() -> None:
    record = invented_record()
    first = record.findings[0]
    assert first.statistic is not None
    other = replace(first, domain=Domain.OTHER, statistic=None, computed=None)
    words = f"“{sentence_of(record, first)}”"
    below = [
        page(replace(record, findings=(first, one), checks=())).text_content().split("Design", 1)[1].count(words)
        for one in (other, replace(first, domain=Domain.OTHER))
    ]
    assert below == [1, 2]


def test_what_a_report_of_animals_is_not_read_for_is_not_said_to_be_missing() -> None:
    text = "METHODS: Thirty rats were given exemplin or saline. RESULTS: Pain was less with exemplin. It fell by 3%."
    animals = make_record([article_saying(text, title="Exemplin in rats with gout: an animal study")])[0]
    assert animals.design.named_study_type == "Animal Experimentation"
    facts = {one.text_content(): one.getnext().text_content() for one in page(animals).iter("dt")}
    assert facts["Participants"].strip() == "Not read in a report of this kind"
    assert facts["Intervention"].strip() == "Not read in a report of this kind"
    assert "Eligibility" in facts["Not read"]
    assert facts["Not reported"].strip() == "Registration"
    assert facts["Condition or procedure"].strip() != "Not read in a report of this kind"
    people = page(make_record([article_saying("We asked.")])[0])
    assert "Not read" not in people.text_content()
