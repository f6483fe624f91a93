import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.readers.fields import (
    day_of,
    doi_in,
    doi_of,
    expand_pages,
    fold,
    folded,
    language_of,
    lowered,
    month_of,
    orcid_of,
    pmcid_of,
    pmid_of,
    raised,
    year_in,
)


@pytest.mark.parametrize(
    ("printed", "pages"),
    [
        ("473-83", "473-483"),
        ("473–83", "473-483"),
        ("1123-30; discussion 1131-2", "1123-1130; discussion 1131-1132"),
        ("S12-8", "S12-S18"),
        ("S12-S18", "S12-S18"),
        ("99-104", "99-104"),
        ("e1001-9.e2", "e1001-e1009.e2"),
        ("1047-1", "1047-1"),
        ("12a-12b", "12a-12b"),
        ("401M-21M", "401M-421M"),
        ("517.e1-5", "517.e1-517.e5"),
        ("20-1.5", "20-1.5"),
        ("e0123", "e0123"),
        ("ii", "ii"),
        ("", None),
        (None, None),
    ],
)
def test_page_ranges_are_printed_in_full_and_all_else_as_it_was(printed: str | None, pages: str | None) -> None:
    assert expand_pages(printed) == pages


@pytest.mark.parametrize(
    ("printed", "doi"),
    [
        ("10.1000/xyz123", "10.1000/xyz123"),
        (" https://doi.org/10.1000/XYZ ", "10.1000/XYZ"),
        ("http://dx.doi.org/10.1000/a", "10.1000/a"),
        ("doi: 10.1000/a", "10.1000/a"),
        ("not-a-doi", None),
        ("10.1000/a b", None),
        (None, None),
    ],
)
def test_doi_stands_without_its_resolver(printed: str | None, doi: str | None) -> None:
    assert doi_of(printed) == doi


def test_identifiers_of_other_shapes_are_none() -> None:
    assert [pmid_of(text) for text in ("12", " 12 ", "../12", "0", "12a", None)] == ["12", "12", None, None, None, None]
    assert pmcid_of("PMC12 [Available on 2030/01/01]") == "PMC12"
    assert pmcid_of("NIHMS12") is None
    assert orcid_of("http://orcid.org/0000-0002-1825-009X") == "0000-0002-1825-009X"
    assert orcid_of("000000021825009x") == "0000-0002-1825-009X"
    assert orcid_of("0000-0002-1825") is None


def test_dates_are_read_as_far_as_they_are_printed() -> None:
    assert [month_of(text) for text in ("Mar", "3", "03", "sept.", "June")] == [3, 3, 3, 9, 6]
    assert [month_of(text) for text in ("Spring", "Mar-Apr", "13", "m", None)] == [None] * 5
    assert [day_of(text) for text in ("7", "31", "32", "x", None)] == [7, 31, None, None, None]
    assert [year_in(text) for text in ("1998 Dec-1999 Jan", "Spring 2001", "[20201]", None)] == [1998, 2001, None, None]


def test_raised_digits_stay_apart_from_their_base() -> None:
    assert "10" + raised("9") + "/L" == "10⁹/L"
    assert "10" + raised("−3.5") == "10⁻³.⁵"
    assert [raised("n"), raised("+"), raised("®"), raised("min")] == ["ⁿ", "⁺", "®", "min"]
    assert ["CO" + lowered("2"), "C" + lowered("max")] == ["CO₂", "Cmax"]


def test_folding_leaves_one_space_or_none() -> None:
    assert folded(" a\n\tb\u00a0c ") == "a b c"
    assert folded(" \n") is None


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("It is at https://doi.org/10.1000/Abc.", "10.1000/Abc"),
        ("(doi:10.1000/abc).", "10.1000/abc"),
        ("10.1000/S0140-6736(05)67889-1 [doi]", "10.1000/S0140-6736(05)67889-1"),
        ("10.1002/(SICI)1097(1999)85:1<1::AID>3.0.CO;2-A", "10.1002/(SICI)1097(1999)85:1<1::AID>3.0.CO;2-A"),
        ("S0140-6736(05)67889-1", None),
    ],
)
def test_a_doi_inside_a_text_is_bare_and_whole(text: str, doi: str | None) -> None:
    assert doi_in(text) == doi


def test_a_language_is_known_by_its_code_or_its_name() -> None:
    assert [language_of(text) for text in ("German", "GER", "Klingon", None)] == ["ger", "ger", None, None]


@given(st.text(st.characters() | st.sampled_from(" \u00a0\n\u2009\x1c\x85")))
def test_folding_is_what_splitting_and_joining_gives(text: str) -> None:
    assert fold(text) == " ".join(text.split())
