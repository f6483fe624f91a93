"""Which articles are one. Every key here is invented."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.article import Article, Citation, Source
from generator.identity import Keys, group_same, identity_keys, near_matches, normalised

TITLE = "A trial of inventine in five words"


def keys(*, pmid: str | None = None, doi: str | None = None, title: str | None = None, year: int | None = None) -> Keys:
    citation = Citation(pmid=pmid, doi=doi, title=title, year=year)
    return identity_keys(Article(source=Source(path="a", format="b", index=0), citation=citation))


def test_a_pmid_and_a_doi_alone_meet_over_a_record_with_both() -> None:
    page, record, export = keys(doi="10.9999/A"), keys(pmid="1", doi="10.9999/a"), keys(pmid="1")
    assert group_same([page, export, record]) == [[0, 1, 2]]
    assert group_same([page, export]) == [[0], [1]]


def test_one_doi_with_two_pmids_is_two_articles_and_said() -> None:
    found = [keys(pmid="1", doi="10.9999/a"), keys(pmid="2", doi="10.9999/a"), keys(doi="10.9999/a")]
    groups = group_same(found)
    assert groups == [[0, 2], [1]]
    assert [(near.first, near.second, near.why) for near in near_matches(found, groups)] == [
        (0, 1, "they have one DOI, but two PMIDs")
    ]


def test_title_and_year_make_one_where_no_identifier_speaks_against_it() -> None:
    whole, page = keys(pmid="1", title=TITLE, year=2031), keys(title=f"[{TITLE.upper()}].", year=2031)
    assert group_same([page, whole]) == [[0, 1]]
    other = keys(pmid="2", title=TITLE, year=2031)
    assert group_same([whole, other, page]) == [[0], [1], [2]]


def test_another_year_or_a_title_that_many_have_is_another_article() -> None:
    found = [keys(title=TITLE, year=2031), keys(title=TITLE, year=2030)]
    groups = group_same(found)
    assert groups == [[0], [1]]
    assert [near.why for near in near_matches(found, groups)] == ["they have one title, but not one year or identifier"]
    editorials = [keys(pmid="1", title="Editorial.", year=2031), keys(title="Editorial.", year=2031)]
    assert group_same(editorials) == [[0], [1]]
    assert list(near_matches(editorials, [[0], [1]])) == []


def test_titles_are_compared_without_markup_accents_and_signs() -> None:
    assert normalised("[Müller’s CO₂ – a Review].") == normalised("Muller's CO2: a review")
    assert normalised("Group 1") != normalised("Group 2")


def test_the_same_words_without_any_identifier_are_one_article() -> None:
    assert group_same([keys(title="Editorial."), keys(title="Reply."), keys(title="Editorial.")]) == [[0, 2], [1]]


@given(
    st.lists(
        st.builds(
            keys,
            pmid=st.sampled_from([None, "1", "2", "3"]),
            doi=st.sampled_from([None, "10.9999/a", "10.9999/b"]),
            title=st.sampled_from([None, TITLE, f"Another {TITLE}"]),
            year=st.sampled_from([None, 2030, 2031]),
        ),
        max_size=9,
    )
)
def test_every_article_is_in_one_group_and_no_group_has_two_pmids(found: list[Keys]) -> None:
    groups = group_same(found)
    assert sorted(position for group in groups for position in group) == list(range(len(found)))
    assert [group[0] for group in groups] == sorted(group[0] for group in groups)
    for group in groups:
        assert len({key for position in group for key in found[position] if key.startswith("pmid:")}) <= 1
    of = {position: number for number, group in enumerate(groups) for position in group}
    for key in {key for held in found for key in held if key.startswith("pmid:")}:
        assert len({of[position] for position, held in enumerate(found) if key in held}) == 1
