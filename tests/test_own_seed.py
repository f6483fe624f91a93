"""The repository's own seed: every fact its card must say, read from the file as it lies in ``seeds/``."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from lxml import html

from generator.article import Article
from generator.evidence import CheckStatus, Domain, EvidenceRecord, Finding, Quote
from generator.readers import read_path
from generator.records import make_record
from tests.test_cards import page

SEED = Path(__file__).parents[1] / "seeds" / "blinatumomab-pediatric-b-cell-all-queudeville-2021.txt"


@pytest.fixture(scope="module")
def record() -> EvidenceRecord:
    (article,) = read_path(SEED)
    assert isinstance(article, Article)
    found, _ = make_record([article])
    return found


@pytest.fixture(scope="module")
def card(record: EvidenceRecord) -> html.HtmlElement:
    return page(record)


def quotes_in(value: object) -> list[Quote]:
    """Every quote anywhere inside a value."""
    if isinstance(value, Quote):
        return [value]
    if isinstance(value, msgspec.Struct):
        return [one for name in value.__struct_fields__ for one in quotes_in(getattr(value, name))]
    if isinstance(value, (tuple, list)):
        return [one for item in value for one in quotes_in(item)]
    return []


def share(record: EvidenceRecord, percent: float) -> Finding:
    (finding,) = [one for one in record.findings if one.statistic and one.statistic.value == percent]
    return finding


def facts(card: html.HtmlElement, heading: str) -> dict[str, str]:
    """The labelled lines of a section of the card."""
    (section,) = card.xpath(f"//h2[.='{heading}']")
    (lines,) = section.xpath("following-sibling::dl[1]")
    found: dict[str, list[str]] = {}
    label = ""
    for line in lines:
        if line.tag == "dt":
            label = line.text_content()
        else:
            found.setdefault(label, []).append(" ".join(line.text_content().split()))
    return {name: "; ".join(values) for name, values in found.items()}


def test_every_quote_is_the_slice_it_says(record: EvidenceRecord) -> None:
    found = quotes_in(record)
    assert len(found) > 30
    assert all(record.text_of(quote.where)[quote.start : quote.end] == quote.text for quote in found)


def test_the_citation_is_the_page_s_and_no_pmid_is_invented(record: EvidenceRecord) -> None:
    citation = record.citation
    assert citation.pmid is None
    assert ([author.family for author in citation.authors], citation.authors_complete) == (["Queudeville"], False)
    assert (citation.journal_abbrev, citation.year, citation.month) == ("Eur J Haematol", 2021, 4)
    assert (citation.volume, citation.issue, citation.pages) == ("106", "4", "473-483")
    assert (citation.epub, citation.doi) == ("2021-01-11", "10.1111/ejh.13569")


def test_the_design(record: EvidenceRecord) -> None:
    design = record.design
    said = [one and one.value for one in (design.study_type, design.centers, design.time_frame, design.control)]
    assert said == ["Retrospective Studies", "Single center", "10 years", None]
    assert record.comparators == ()


def test_the_population(record: EvidenceRecord) -> None:
    population = record.population
    assert population.sample_size is not None
    assert population.sample_size.value == 38
    (age,) = population.age
    assert (age.statistic, age.value, age.low, age.high, age.unit) == ("median", 10, 1, 21, "years")
    (condition,) = population.condition
    assert condition.value == "relapsed/refractory B-cell precursor acute lymphoblastic leukemia"
    assert any("pediatric" in one.value for one in population.eligibility)
    assert [one.name for one in record.interventions] == ["Blinatumomab"]
    assert all(one.value != "patients over" for one in record.population.eligibility)  # "over a period of ..."


def test_the_events_of_neurotoxicity_are_told_once(record: EvidenceRecord) -> None:
    events = [one for one in record.findings if one.outcome and "registered" in one.outcome.text]
    assert events == []


def test_the_response_with_its_computed_interval(record: EvidenceRecord) -> None:
    finding = share(record, 34)
    assert finding.domain is Domain.EFFICACY
    assert finding.statistic is not None
    assert (finding.statistic.numerator, finding.statistic.denominator) == (13, 38)
    computed = finding.computed or {}
    assert (computed["low"], computed["high"], computed["interval_formula"]) == (21.2, 50.1, "Wilson score interval")


@pytest.mark.parametrize(("percent", "count"), [(24, 9), (71, 27)])
def test_the_counts_behind_percentages_of_everybody_are_computed(
    record: EvidenceRecord, card: html.HtmlElement, percent: float, count: int
) -> None:
    computed = share(record, percent).computed or {}
    assert (computed["numerator"], computed["denominator"]) == (count, 38)
    assert any(f"computed: {count} of 38; " in words for words in card.xpath("//summary/text()"))


def test_earlier_treatment_is_no_result_of_this_one(record: EvidenceRecord, card: html.HtmlElement) -> None:
    earlier = share(record, 71)
    assert (earlier.domain, earlier.of_baseline) == (Domain.OTHER, True)
    assert earlier.outcome is not None
    assert earlier.outcome.text == "undergone at least one hematopoietic stem cell transplantation (HSCT)"
    (before,) = card.xpath("//a[@class='ev-value'][.='Seventy-one percent of patients']/preceding::h2[1]/text()")
    assert before == "Population"
    assert "Other results" not in card.xpath("//h2/text()")


def test_the_one_pair_that_does_not_add_up(record: EvidenceRecord, card: html.HtmlElement) -> None:
    (mismatch,) = [check for check in record.checks if check.status is CheckStatus.MISMATCH]
    assert mismatch.reported == {"count": 8, "denominator": 78, "percentage": 15}
    assert share(record, 15).domain is Domain.SAFETY
    (note,) = card.xpath("//*[@class='ev-note']")
    assert "8 of 78 is 10.3%" in note.text_content()
    assert "Only the full text can settle it." in note.text_content()


def test_what_stands_in_words_keeps_its_words_and_gets_no_number(record: EvidenceRecord) -> None:
    text = record.text_of("abstract")
    for words, domain in (
        ("febrile reactions", Domain.SAFETY),
        ("cytokine release syndrome", Domain.SAFETY),
        ("All survivors", Domain.EFFICACY),
    ):
        sentence = next(i for i, one in enumerate(record.sentences) if words in text[one.start : one.end])
        found = [one for one in record.findings if one.sentence == sentence]
        assert found
        assert all(one.statistic is None and one.domain is domain for one in found), words


def test_both_conclusions_and_the_five_references(record: EvidenceRecord) -> None:
    assert [quote.text.split()[0] for quote in record.conclusions] == ["Despite", "Blinatumomab"]
    assert [(one.pmid, one.pmcid) for one in record.references] == [
        ("19841326", "PMC2815999"),
        ("20970323", None),
        ("28591537", None),
        ("28249141", None),
        ("29358182", "PMC6027091"),
    ]


def test_the_card_says_at_a_glance_who_how_many_what_happened_and_what_it_cost(card: html.HtmlElement) -> None:
    glance = facts(card, "At a glance")
    assert glance["Study"] == "Retrospective Studies · Single center"
    assert glance["Participants"] == "n = 38 · median age 10 years (1–21)"
    assert glance["Intervention"] == "Blinatumomab"
    assert "13/38 patients (34%)" in glance["Efficacy"]
    assert "71" not in glance["Efficacy"]
    assert "Seventy-one" not in glance["Efficacy"]
    assert "“Eight events of neurotoxicity were registered over the 78 cycles (15%).”" in glance["Safety"]
    assert "1 does not add up" in glance["Numbers"]
    assert "ediatric patients" in str(facts(card, "Population"))


def test_the_card_numbers_its_references_and_explains_its_abbreviation(card: html.HtmlElement) -> None:
    (entries,) = card.xpath("//h2[.='References']/following-sibling::div[1]/ol")
    assert len(entries) == 5
    assert all(entry.xpath(".//a[contains(@href, 'pubmed')]") for entry in entries)
    for text in card.xpath("//text()[contains(., 'HSCT')]"):
        around = text.getparent()
        assert around.tag == "abbr" or "(HSCT" in str(text) or str(text).startswith("Abbreviations"), text
