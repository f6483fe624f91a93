"""Reviews by people, on invented records."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest
import yaml
from msgspec.structs import replace

from generator.agreement import agreement
from generator.evidence import EvidenceRecord, Review, ReviewState, from_json, to_json
from generator.problems import Problem, Severity
from generator.reviews import (
    RecordReview,
    read_reviews,
    review_problems,
    review_schema,
    reviewed,
    skeleton,
    to_yaml,
)
from tests.audit.records import finding, population, record_saying, statistic

TEXT = "We treated 38 patients; 13/38 (34%) responded, and 9 (24%) live."


def a_record(text: str = TEXT) -> EvidenceRecord:
    record = record_saying(text)
    response = statistic(record, "13/38 (34%)", "proportion", value=34, unit="%", numerator=13, denominator=38)
    alive = statistic(record, "9 (24%)", "proportion", value=24, unit="%", numerator=9)
    return replace(record, population=population(record, 38), findings=(finding(response), finding(alive)))


def a_review(tmp_path: Path, body: str, *, signed: str = "by: Ada Invented\n    date: 2026-11-20") -> Path:
    path = tmp_path / "trial.review.yml"
    path.write_text(f"reviews:\n  - record: pmid:99999999\n    {signed}\n{body}", encoding="utf-8")
    return path


def item(
    verdict: str, *, at: str = "population.sample_size", words: str = "'38'", read: str = "38", more: str = ""
) -> str:
    lines = [f"      - at: {at}", f"        words: {words}", f"        sentence: {TEXT}", f"        read: {read}"]
    return "\n".join(["    items:", *lines, f"        verdict: {verdict}", *([f"        {more}"] if more else []), ""])


def usable(path: Path) -> list[RecordReview]:
    read = list(read_reviews(path))
    assert [str(one) for one in read if isinstance(one, Problem)] == []
    return [one for one in read if isinstance(one, RecordReview)]


def review_of(record: EvidenceRecord) -> Review:
    assert record.review is not None
    return record.review


def test_a_skeleton_holds_every_value_and_says_nothing_yet(tmp_path: Path) -> None:
    path = tmp_path / "trial.review.yml"
    path.write_text(to_yaml([skeleton(a_record())]), encoding="utf-8")
    (review,) = usable(path)
    assert [one.at for one in review.items] == ["population.sample_size", "findings", "findings"]
    assert reviewed(a_record(), [review]) == a_record()


def test_a_skeleton_fits_the_published_schema() -> None:
    jsonschema.validate(yaml.safe_load(to_yaml([skeleton(a_record())])), review_schema())


def test_a_confirmed_value_is_signed_and_the_card_partly_reviewed(tmp_path: Path) -> None:
    review = review_of(reviewed(a_record(), usable(a_review(tmp_path, item("confirm")))))
    (value,) = review.values
    assert (value.machine, value.by, value.date, value.stale) == (38, "Ada Invented", "2026-11-20", None)
    assert review.state is ReviewState.PARTLY_REVIEWED


def test_a_correction_stands_beside_the_value_that_the_program_read(tmp_path: Path) -> None:
    body = item("correct", more="value: 83\n        note: Table 1 of the full text.")
    after = reviewed(a_record(), usable(a_review(tmp_path, body)))
    (value,) = review_of(after).values
    assert (value.machine, value.value, value.note) == (38, 83, "Table 1 of the full text.")
    assert replace(after, review=None) == a_record()


def test_a_state_is_the_person_s(tmp_path: Path) -> None:
    body = "    state: reviewed\n    comment: Read twice.\n"
    review = review_of(reviewed(a_record(), usable(a_review(tmp_path, body))))
    assert (review.state, review.comments[0].text) == (ReviewState.REVIEWED, "Read twice.")


def test_an_added_finding_brings_words_of_the_source(tmp_path: Path) -> None:
    body = (
        "    items:\n      - at: findings\n        verdict: add\n"
        "        value: {outcome: treated, value: 38}\n        quote: We treated 38 patients\n"
    )
    (value,) = review_of(reviewed(a_record(), usable(a_review(tmp_path, body)))).values
    assert value.quote is not None
    assert TEXT[value.quote.start : value.quote.end] == "We treated 38 patients"


def test_a_value_that_moved_needs_another_look_and_is_kept(tmp_path: Path) -> None:
    reviews = usable(a_review(tmp_path, item("confirm", read="39")))
    (value,) = review_of(reviewed(a_record(), reviews)).values
    assert value.stale == "was of 39, and the program now reads 38"


def test_an_edited_sentence_needs_another_look_and_check_lists_it(tmp_path: Path) -> None:
    reviews = usable(a_review(tmp_path, item("reject")))
    after = reviewed(a_record(TEXT.replace("responded", "improved")), reviews)
    assert review_of(after).needs_another_look
    (problem,) = review_problems(after, "trial.review.yml")
    assert problem.severity is Severity.WARNING
    assert str(problem) == (
        "trial.review.yml: the review of population.sample_size “38” in pmid:99999999 speaks of words or a value that "
        "are no longer there; look at the value again and renew its review"
    )


def test_a_value_found_before_a_reviewed_one_does_not_move_its_review(tmp_path: Path) -> None:
    body = item("confirm", at="findings", words="9 (24%)", read="{domain: other, certainty: asserted, type: proportion, value: 24, unit: '%', numerator: 9}")  # fmt: skip  # noqa: E501
    reviews = usable(a_review(tmp_path, body))
    with_one_less = replace(a_record(), findings=a_record().findings[1:])
    places = [review_of(reviewed(record, reviews)).values[0].index for record in (a_record(), with_one_less)]
    assert places == [1, 0]


def test_a_reviewed_record_survives_json(tmp_path: Path) -> None:
    record = reviewed(a_record(), usable(a_review(tmp_path, item("confirm"))))
    assert from_json(to_json(record)) == record


@pytest.mark.parametrize(
    ("body", "line", "what"),
    [
        ("    items:\n      - at: population.size\n        verdict: confirm\n        words: x\n", 6, "no field"),
        ("    items:\n      - at: findings\n        verdict: agree\n", 7, "invalid enum value 'agree'"),
        (item("correct", more="note: why"), 6, "a correct without a value"),
        (item("correct", more="value: 83"), 6, "a correct without a reason"),
        (item("correct", at="findings", more="value: {size: 3}\n        note: n"), 11, "no part size in findings"),
        ("    items:\n      - at: findings\n        verdict: confirm\n", 6, "a value without its words"),
        ("    colour: red\n", 2, "object contains unknown field `colour`"),
        ("    items: [\n", 6, "expected the node content"),
        ("    comment: &a x\n    by: *a\n", 6, "holds an alias"),
    ],
)
def test_a_bad_review_is_a_problem_with_its_line(tmp_path: Path, body: str, line: int, what: str) -> None:
    (problem,) = read_reviews(a_review(tmp_path, body))
    assert isinstance(problem, Problem)
    assert what in problem.what
    assert problem.line == line


def test_an_unsigned_verdict_is_a_problem(tmp_path: Path) -> None:
    (problem,) = read_reviews(a_review(tmp_path, item("confirm"), signed="by: Ada Invented"))
    assert isinstance(problem, Problem)
    assert problem.what == "a review without a name or date"


def test_a_review_file_executes_nothing(tmp_path: Path) -> None:
    (problem,) = read_reviews(a_review(tmp_path, "    comment: !!python/object/apply:os.getcwd []\n"))
    assert isinstance(problem, Problem)


def test_agreement_counts_by_field_and_leaves_out_what_changed(tmp_path: Path) -> None:
    right = reviewed(a_record(), usable(a_review(tmp_path, item("confirm"))))
    wrong = reviewed(a_record(), usable(a_review(tmp_path, item("reject"))))
    moved = reviewed(a_record(), usable(a_review(tmp_path, item("confirm", read="39"))))
    (row,) = agreement([right, right, right, wrong, moved, a_record()])
    assert (row.at, row.confirmed, row.rejected, row.to_look_at) == ("population.sample_size", 3, 1, 1)
    assert (row.precision, row.recall) == (0.75, 1.0)
