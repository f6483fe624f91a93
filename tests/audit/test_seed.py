"""The audit of the repository's own seed, the article that showed why it is needed."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from generator.article import Article
from generator.audit import audited
from generator.evidence import CheckStatus, EvidenceRecord, ReportedCount
from generator.extraction import extract
from generator.readers import read_path
from tests.audit.records import words

SEED = Path(__file__).parents[2] / "seeds" / "blinatumomab-pediatric-b-cell-all-queudeville-2021.txt"


@pytest.fixture(scope="module")
def record() -> EvidenceRecord:
    (article,) = read_path(SEED)
    assert isinstance(article, Article)
    found = extract(article)
    total = ReportedCount(value=38, quote=words(found, "38"))
    return audited(replace(found, population=replace(found.population, sample_size=total, groups=())))


def test_exactly_one_pair_does_not_add_up(record: EvidenceRecord) -> None:
    (mismatch,) = [check for check in record.checks if check.status is CheckStatus.MISMATCH]
    assert mismatch.reported == {"count": 8, "denominator": 78, "percentage": 15}
    assert mismatch.computed["percentage"] == 10.2564


@pytest.mark.parametrize(
    ("reported", "computed"),
    [
        ({"count": 13, "denominator": 38, "percentage": 34}, {"percentage": 34.2105}),
        ({"count": 9, "percentage": 24}, {"percentage": 23.6842, "assumed": "all 38 participants"}),
        ({"percentage": 71}, {"counts": [27, 27], "assumed": "all 38 participants"}),
    ],
)
def test_the_other_pairs_agree(record: EvidenceRecord, reported: dict[str, float], computed: dict[str, object]) -> None:
    (check,) = [check for check in record.checks if check.reported == reported]
    assert check.status is CheckStatus.OK
    assert computed.items() <= check.computed.items()
