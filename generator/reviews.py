"""Reviews: what people say of the values that the program read, in a file beside the seed.

``seeds/trial.review.yml`` belongs to ``seeds/trial.nbib`` and holds one review a record and person. A review is put
beside the program's values, never in their place, and one whose value or words have moved since is kept and said to
need another look.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec
import yaml
from msgspec import Struct

from generator.decisions import is_usable
from generator.evidence import (
    EvidenceRecord,
    Quote,
    Review,
    ReviewComment,
    ReviewedValue,
    ReviewState,
    ReviewVerdict,
)
from generator.problems import Problem, Severity
from generator.review_fields import FIELDS, PARTS, Read, read_values
from generator.yaml_files import YamlError, read_yaml

_NEEDS_VALUE: Final = {ReviewVerdict.CORRECT, ReviewVerdict.ADD}

Value = str | int | float | dict[str, str | int | float]


class Item(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a person says of one value. Without a verdict it has not been looked at."""

    at: str
    """The field: ``findings``, ``population.sample_size``."""
    words: str | None = None
    """The words that the program's value was read from."""
    sentence: str | None = None
    """The sentence that these words stood in when they were reviewed."""
    nth: int = 1
    """Which of them, where the program has several values with these words in this sentence."""
    read: Value | None = None
    """The program's value when it was reviewed."""
    verdict: ReviewVerdict | None = None
    value: Value | None = None
    """The value that it should be, for ``correct`` and ``add``."""
    quote: str | None = None
    """Words of the title or abstract that justify that value."""
    note: str | None = None


class RecordReview(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One person's review of one record, signed."""

    record: str
    """The record's id, as the card's address and ``evidence-site extract`` have it."""
    by: str | None = None
    date: datetime.date | None = None
    state: ReviewState | None = None
    comment: str | None = None
    items: tuple[Item, ...] = ()


class ReviewFile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file of reviews: ``NAME.review.yml`` beside its seed."""

    reviews: tuple[RecordReview, ...]


def review_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a review file, for editors."""
    return msgspec.json.schema(ReviewFile)


def read_reviews(path: Path, *, shown_as: str | None = None) -> Iterator[RecordReview | Problem]:
    """The reviews in a file; a ``Problem`` for what cannot be used, which then is left out."""
    name = shown_as or str(path)
    try:
        tree = read_yaml(path)
        file = msgspec.convert(tree.value, ReviewFile)
    except YamlError as error:
        yield Problem(path=name, line=error.line, what=error.what, do="mend the YAML there")
        return
    except msgspec.ValidationError as error:
        message, _, place = str(error).partition(" - at ")
        yield Problem(
            path=name,
            line=tree.line_of(place.strip("`")),
            what=f"{message[:1].lower()}{message[1:]}",
            do="see `evidence-site schema --review` for what may stand there",
        )
        return
    for number, review in enumerate(file.reviews):
        problems = list(_wrong(review))
        for place, what, do in problems:
            yield Problem(path=name, line=tree.line_of(f"$.reviews[{number}]{place}"), what=what, do=do)
        if not problems:
            yield review


def reviewed(record: EvidenceRecord, reviews: Sequence[RecordReview]) -> EvidenceRecord:
    """The record with its reviews put beside its values; unchanged where they say nothing."""
    own = [review for review in reviews if _is_signed(review)]
    if not own:
        return record
    found = {read.address: read for read in read_values(record)}
    values = tuple(
        _applied(record, found, review, item) for review in own for item in review.items if item.verdict is not None
    )
    last = next((review for review in reversed(own) if review.state), None)
    derived = ReviewState.PARTLY_REVIEWED if values else ReviewState.MACHINE_READ
    review = Review(
        state=last.state if last and last.state else derived,
        by=(last or own[-1]).by,
        date=_day(last or own[-1]),
        comments=tuple(ReviewComment(text=one.comment, by=one.by or "", date=_day(one)) for one in own if one.comment),
        values=values,
    )
    return msgspec.structs.replace(record, review=review)


def review_problems(record: EvidenceRecord, path: str) -> Iterator[Problem]:
    """A warning for each reviewed value of the record that needs another look; ``path`` is the review's file."""
    for value in record.reviewed_values:
        if value.stale:
            yield Problem(
                path=path,
                what=f"the review of {value.at} “{value.words or value.value}” in {record.id} {value.stale}",
                do="look at the value again and renew its review",
                severity=Severity.WARNING,
            )


def skeleton(record: EvidenceRecord) -> RecordReview:
    """What the program read, for a person to fill in."""
    items = tuple(
        Item(at=one.at, words=one.words, sentence=one.sentence, nth=one.nth, read=one.value)
        for one in read_values(record)
    )
    return RecordReview(record=record.id, items=items)


def to_yaml(reviews: Sequence[RecordReview]) -> str:
    """The text of a review file, with room for what a person has to say."""
    return yaml.safe_dump(
        {"reviews": [_as_written(review) for review in reviews]}, allow_unicode=True, sort_keys=False, width=100
    )


def _as_written(review: RecordReview) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(review)
    plain["items"] = [{**item, "verdict": item.get("verdict")} for item in plain["items"]]
    return plain


def _wrong(review: RecordReview) -> Iterator[tuple[str, str, str]]:
    """What the types cannot say: the place in the review, what is wrong there, what to do."""
    speaks = review.state or review.comment or any(item.verdict for item in review.items)
    if speaks and not _is_signed(review):
        yield "", "a review without a name or date", "add `by` and `date`: a review is signed"
    for number, item in enumerate(review.items):
        place = f".items[{number}]"
        if item.at not in FIELDS:
            yield f"{place}.at", f"no field {item.at}", f"use one of {', '.join(FIELDS)}"
        if item.verdict in _NEEDS_VALUE and item.value is None:
            yield place, f"a {item.verdict} without a value", "add `value`"
        if item.verdict in _NEEDS_VALUE and not (item.quote or item.note):
            yield place, f"a {item.verdict} without a reason", "add the words that justify it as `quote`, or a `note`"
        if item.verdict is not ReviewVerdict.ADD and item.words is None:
            yield place, "a value without its words", "add `words` and `sentence` as `evidence-site review` writes them"
        yield from _wrong_parts(place, item)
        if item.verdict in _NEEDS_VALUE and item.value is not None and (what := is_usable(item.at, item.value)):
            yield f"{place}.value", what, "write it as `evidence-site review` does under `read`"


def _wrong_parts(place: str, item: Item) -> Iterator[tuple[str, str, str]]:
    known = PARTS.get(item.at)
    if isinstance(item.value, dict) and (unknown := sorted(set(item.value) - (known or set()))):
        may = f"{item.at} has {', '.join(sorted(known))}" if known else f"{item.at} is one word or number"
        yield f"{place}.value", f"no part {', '.join(unknown)} in {item.at}", f"use what there is: {may}"


def _is_signed(review: RecordReview) -> bool:
    return bool(review.by and review.date)


def _day(review: RecordReview) -> str:
    return review.date.isoformat() if review.date else ""


def _applied(
    record: EvidenceRecord, found: dict[tuple[str, str, str, int], Read], review: RecordReview, item: Item
) -> ReviewedValue:
    """One item beside the value that it is about, or with the reason why it is not."""
    read = found.get((item.at, item.words or "", item.sentence or "", item.nth))
    quote = _find(record, item.quote) if item.quote else None
    return ReviewedValue(
        at=item.at,
        index=read.index if read else None,
        verdict=item.verdict or ReviewVerdict.COMMENT,
        words=item.words,
        machine=read.value if read else None,
        value=item.value,
        quote=quote,
        note=item.note,
        by=review.by or "",
        date=_day(review),
        stale=_stale(item, read, quote_is_gone=bool(item.quote) and quote is None),
    )


def _stale(item: Item, read: Read | None, *, quote_is_gone: bool) -> str | None:
    if quote_is_gone:
        return "rests on words that the source no longer has"
    if item.verdict is ReviewVerdict.ADD:
        return None
    if read is None:
        return "speaks of words or a value that are no longer there"
    if item.read is not None and item.read != read.value:
        return f"was of {item.read}, and the program now reads {read.value}"
    return None


def _find(record: EvidenceRecord, words: str) -> Quote | None:
    """The first place of the words in the abstract, else in the title."""
    for where in ("abstract", "title"):
        start = record.text_of(where).find(words)
        if start >= 0:
            return Quote(where=where, start=start, end=start + len(words), text=words)
    return None
