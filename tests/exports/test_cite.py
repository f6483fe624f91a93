import pytest
from msgspec.structs import replace

from generator.article import Author, Citation, Notice, NoticeKind
from generator.exports.apa import apa
from generator.exports.cite import cite_card
from generator.exports.context import ExportContext
from generator.exports.vancouver import vancouver
from tests.records import invented_record


def test_vancouver_names_the_article_as_medicine_does() -> None:
    assert vancouver(invented_record().citation) == (
        "Müller AB, O'Neill S, FICTION Study Group. Zorivelimab in adults with severe asthma: an invented randomized "
        "trial. J Invent Med. 2021 Apr;12(3):101-9. doi:10.5555/Invented.1 PMID: 99000001. "
        "Erratum in: J Invent Med. 2022;13(1):5."
    )


def test_apa_names_the_article_as_psychology_does() -> None:
    assert apa(invented_record().citation) == (
        "Müller, A. B., O'Neill, S., & FICTION Study Group. (2021). Zorivelimab in adults with severe asthma: An "
        "invented randomized trial. Journal of Invented Medicine, 12(3), 101–109. https://doi.org/10.5555/Invented.1"
    )


def test_more_than_six_authors_are_cut_in_vancouver() -> None:
    authors = tuple(Author(family=f"Ng{n}", initials="A") for n in range(8))
    assert vancouver(Citation(authors=authors)) == "Ng0 A, Ng1 A, Ng2 A, Ng3 A, Ng4 A, Ng5 A, et al."


def test_a_list_that_the_source_breaks_off_stays_broken_off() -> None:
    citation = Citation(authors=(Author(family="Ng", given="Ada"),), authors_complete=False, year=2020)
    assert vancouver(citation) == "Ng A, et al. 2020."
    assert apa(citation) == "Ng, A., et al. (2020)."


@pytest.mark.parametrize(
    ("pages", "short"),
    [
        ("473-483", "473-83"),
        ("9-12", "9-12"),
        ("e49", "e49"),
        ("7-7", "7-7"),
        ("e157-e161", "e157-61"),
        ("1520-1528, 2 p following 1528", "1520-8, 2 p following 1528"),
        ("S10-T12", "S10-T12"),
    ],
)
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


@pytest.mark.parametrize(
    ("given", "letters", "cited"),
    [
        ("Maria C E", "MC", "Invented, M. C. E."),  # NLM's initials stop after two
        ("Ada", "AB", "Invented, A. B."),
        ("Chao-Lin", "CL", "Invented, C.-L."),
        ("Iu Iu", "IuIu", "Invented, Iu. Iu."),  # one letter in Russian
        ("Juan de Dios", None, "Invented, J. D."),
        ("J.P.", None, "Invented, J. P."),
        ("JP", None, "Invented, J. P."),
        (None, None, "Invented"),
    ],
)
def test_apa_prints_every_initial_that_is_known(given: str | None, letters: str | None, cited: str) -> None:
    author = Author(family="Invented", given=given, initials=letters)
    assert apa(Citation(authors=(author,), year=2020)) == f"{cited.removesuffix('.')}. (2020)."


def test_vancouver_prints_two_initials_at_most() -> None:
    assert vancouver(Citation(authors=(Author(family="Invented", given="Maria C E"),))) == "Invented MC."


@pytest.mark.parametrize(
    ("journal", "cited"),
    [
        ("Annals of evidence-based medicine", "Annals of Evidence-Based Medicine"),
        ("The mBio reader", "The mBio Reader"),
        ("Acta ficta. An invented part", "Acta Ficta. An Invented Part"),
        ("Arquivos de invenção", "Arquivos de Invenção"),
        ("Invented oncology : official journal of an invented society", "Invented Oncology"),
        ("Invented physiology (Nowhere : 1985)", "Invented Physiology (Nowhere : 1985)"),
    ],
)
def test_apa_gives_a_journal_its_capitals(journal: str, cited: str) -> None:
    assert apa(Citation(title="A title", journal=journal, year=2020)) == f"A title. (2020). {cited}."


@pytest.mark.parametrize(
    ("title", "cited"),
    [
        ("A gene: its story", "A gene: Its story"),
        ("A gene: mTOR in mice", "A gene: mTOR in mice"),
        ("A gene: p53 in mice", "A gene: p53 in mice"),
        ("A gene: c-Kit in mice", "A gene: c-Kit in mice"),
        ("At 12:30 p.m. a trial", "At 12:30 p.m. a trial"),
    ],
)
def test_apa_begins_a_subtitle_with_a_capital_unless_its_word_is_a_name(title: str, cited: str) -> None:
    assert apa(Citation(title=title, year=2020)) == f"{cited}. (2020)."


def test_a_citation_says_what_became_of_the_article() -> None:
    concern = Notice(kind=NoticeKind.EXPRESSION_OF_CONCERN_IN, text="J Invent Med. 2022;1:2")
    erratum = Notice(kind=NoticeKind.ERRATUM_IN, text="J Invent Med. 2021;9:8")
    about_another = Notice(kind=NoticeKind.RETRACTION_OF, text="J Invent Med. 2001;9:8")
    doubted = Citation(title="A title", year=2020, pmid="99000001", notices=(concern, erratum, about_another))
    assert vancouver(doubted) == (
        "A title. 2020. PMID: 99000001. Expression of concern in: J Invent Med. 2022;1:2. "
        "Erratum in: J Invent Med. 2021;9:8."
    )
    assert apa(doubted) == "A title. (2020). (Expression of concern)"
    assert apa(Citation(title="A title", year=2020, notices=(about_another,))) == "A title. (2020)."
