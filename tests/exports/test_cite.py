import pytest
from msgspec.structs import replace

from generator.article import Author, Citation
from generator.exports.cite import apa, cite_card, vancouver
from generator.exports.context import ExportContext
from tests.records import invented_record


def test_vancouver_names_the_article_as_medicine_does() -> None:
    assert vancouver(invented_record().citation) == (
        "Müller AB, O'Neill S, FICTION Study Group. Zorivelimab in adults with severe asthma: an invented randomized "
        "trial. J Invent Med. 2021 Apr;12(3):101-9. doi:10.5555/Invented.1 PMID: 99000001"
    )


def test_apa_names_the_article_as_psychology_does() -> None:
    assert apa(invented_record().citation) == (
        "Müller, A. B., O'Neill, S., & FICTION Study Group. (2021). Zorivelimab in adults with severe asthma: an "
        "invented randomized trial. Journal of Invented Medicine, 12(3), 101–109. https://doi.org/10.5555/Invented.1"
    )


def test_more_than_six_authors_are_cut_in_vancouver() -> None:
    authors = tuple(Author(family=f"Ng{n}", initials="A") for n in range(8))
    assert vancouver(Citation(authors=authors)) == "Ng0 A, Ng1 A, Ng2 A, Ng3 A, Ng4 A, Ng5 A, et al."


def test_a_list_that_the_source_breaks_off_stays_broken_off() -> None:
    citation = Citation(authors=(Author(family="Ng", given="Ada"),), authors_complete=False, year=2020)
    assert vancouver(citation) == "Ng A, et al. 2020."
    assert apa(citation) == "Ng, A., et al. (2020)."


@pytest.mark.parametrize(("pages", "short"), [("473-483", "473-83"), ("9-12", "9-12"), ("e49", "e49"), ("7-7", "7-7")])
def test_last_page_is_shortened_as_nlm_does(pages: str, short: str) -> None:
    assert vancouver(Citation(year=2020, pages=pages)) == f"2020:{short}."


def test_nothing_is_cited_that_the_source_does_not_say() -> None:
    assert vancouver(Citation()) == ""
    assert apa(Citation(title="A title.")) == "A title. (n.d.)."


def test_the_card_is_cited_with_its_address() -> None:
    context = ExportContext(address="pmid-99000001", site_name="An invented site", card_url="https://example.org/c/")
    cited = cite_card(replace(invented_record().citation, title="Why?"), context)
    assert cited == "Evidence card: Why? (PMID 99000001). In: An invented site. https://example.org/c/"


def test_the_abbreviation_of_a_journal_has_no_full_stops_in_vancouver() -> None:
    assert vancouver(Citation(journal_abbrev="J. Invent. Med.", year=2020)) == "J Invent Med. 2020."
