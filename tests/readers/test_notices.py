"""Notices from their citation, a title or a type."""

import pytest

from generator.article import Notice, NoticeKind
from generator.readers.notices import complete_notices, notice


@pytest.mark.parametrize(
    ("title", "types", "kinds"),
    [
        ("RETRACTED: A trial.", (), [NoticeKind.RETRACTION_IN]),
        ("WITHDRAWN: A review.", ("Retracted Publication",), [NoticeKind.RETRACTION_IN]),
        ("Expression of Concern: A trial.", (), [NoticeKind.EXPRESSION_OF_CONCERN_IN]),
        ("Expression of Concern: A trial.", ("Expression of Concern",), [NoticeKind.EXPRESSION_OF_CONCERN_FOR]),
        ("Retraction: A trial.", ("Retraction of Publication",), [NoticeKind.RETRACTION_OF]),
        ("Retracted studies: a review.", ("Review",), []),
        (None, (), []),
    ],
)
def test_a_title_or_type_alone_tells_of_a_notice(
    title: str | None, types: tuple[str, ...], kinds: list[NoticeKind]
) -> None:
    found = complete_notices([], title=title, publication_types=types)
    assert [said.kind for said in found] == kinds


def test_a_notice_that_is_there_already_is_not_doubled() -> None:
    there = notice(NoticeKind.RETRACTION_IN, "J Inv. 2020;1:2. doi: 10.1000/x. PMID: 12")
    assert there == Notice(
        kind=NoticeKind.RETRACTION_IN, text="J Inv. 2020;1:2. doi: 10.1000/x. PMID: 12", pmid="12", doi="10.1000/x"
    )
    assert complete_notices([there], title="RETRACTED: x", publication_types=()) == (there,)
