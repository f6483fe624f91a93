"""What notices make of a citation. All of them are invented."""

import pytest

from generator.article import Citation, Notice, NoticeKind
from generator.notices import NO_NOTICE, banners, is_left_out, marked_title, meanings, status

RETRACTION = Notice(kind=NoticeKind.RETRACTION_IN, text="J Invented. 2020;1:2", pmid="99999901")
ERRATUM = Notice(kind=NoticeKind.ERRATUM_IN, pmid="99999902")


@pytest.mark.parametrize(
    ("citation", "expected"),
    [
        (Citation(title="A trial.", notices=(RETRACTION,)), "Retracted"),
        (Citation(title="A trial.", publication_types=("Retracted Publication",)), "Retracted"),
        (Citation(title="RETRACTED: A trial."), "Retracted"),
        (Citation(title="WITHDRAWN: A review."), "Withdrawn"),
        (Citation(title="A trial.", notices=(ERRATUM,)), "Corrected"),
        (Citation(title="Expression of Concern: A trial."), "Notice of concern"),
        (Citation(title="Erratum to: A trial."), "Correction notice"),
        (Citation(title="Retraction: A trial."), "Retraction notice"),
    ],
)
def test_each_signal_gives_its_status(citation: Citation, expected: str) -> None:
    assert status(citation) == expected


@pytest.mark.parametrize("title", ["Retracted uvula after surgery.", "Correction of scoliosis.", None])
def test_words_that_only_look_like_a_notice_are_left_alone(title: str | None) -> None:
    assert status(Citation(title=title)) == NO_NOTICE
    assert marked_title(Citation(title=title)) == title


def test_every_kind_of_notice_has_exactly_one_meaning() -> None:
    kinds = [kind for meaning in meanings() for kind in meaning.kinds]
    assert sorted(kinds) == sorted(NoticeKind)


def test_the_most_severe_notice_comes_first_and_carries_its_own_words() -> None:
    found = banners(Citation(title="A trial.", notices=(ERRATUM, RETRACTION)))
    assert [banner.status for banner in found] == ["Retracted", "Corrected"]
    assert found[0].notices == (RETRACTION,)


def test_a_retracted_article_stays_out_of_tables_and_a_corrected_one_in() -> None:
    assert is_left_out(Citation(title="A trial.", notices=(RETRACTION,)))
    assert not is_left_out(Citation(title="A trial.", notices=(ERRATUM,)))


def test_lists_say_retracted_before_the_title_once() -> None:
    assert marked_title(Citation(title="A trial.", notices=(RETRACTION,))) == "Retracted: A trial."
    assert marked_title(Citation(title="RETRACTED: A trial.", notices=(RETRACTION,))) == "RETRACTED: A trial."
    assert marked_title(Citation(title="A trial.", notices=(ERRATUM,))) == "A trial."
