"""The values of a record that people can review, each by its field and the words it was read from.

An address that survives a new build: the field, the value's words, the sentence they stand in, and, where the same
words stand there twice, which of them. A position in a list would point at another value as soon as one is found
before it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from generator.evidence import Age, EvidenceRecord, Finding, Group, Named, Quote, Reported, ReportedCount

LISTS: Final = (
    *(
        f"population.{name}"
        for name in ("groups", "condition", "eligibility", "age", "sex", "setting", "location", "ethnicity")
    ),
    "interventions",
    "comparators",
    "findings",
    "conclusions",
)
"""Fields that hold several values."""
SINGLE: Final = (
    *(
        f"design.{name}"
        for name in (
            "study_type",
            "allocation",
            "masking",
            "control",
            "centers",
            "phase",
            "time_frame",
            "follow_up",
            "registration",
        )
    ),
    "population.sample_size",
)
"""Fields that hold one value or none."""
PARTS: Final = {
    "population.groups": {"name", "role", "size"},
    "population.age": {"statistic", "value", "low", "high", "unit"},
    "findings": {
        *("domain", "outcome", "group", "subgroup", "comparison", "timepoint", "certainty"),
        *("type", "value", "unit", "numerator", "denominator", "low", "high", "level", "p"),
    },
}
"""Fields whose values have several parts, and the parts' names; values of the others are words or one number."""

FIELDS: Final = (*SINGLE, *LISTS)


class Read(Struct, frozen=True, kw_only=True):
    """A value that the program read, with its address."""

    at: str
    index: int | None
    """Place in the field's list."""
    quote: Quote
    words: str
    sentence: str
    nth: int
    """Which of the values with this field, words and sentence, from 1."""
    value: Any

    @property
    def address(self) -> tuple[str, str, str, int]:
        """What it is found again by."""
        return self.at, self.words, self.sentence, self.nth


def read_values(record: EvidenceRecord) -> Iterator[Read]:
    """Every value of the record that can be reviewed, field by field."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for at in FIELDS:
        for index, item in enumerate(items_of(record, at)):
            words = _quote_of(record, item)
            sentence = sentence_of(record, words)
            seen[at, words.text, sentence] += 1
            yield Read(
                at=at,
                index=index if at in LISTS else None,
                quote=words,
                words=words.text,
                sentence=sentence,
                nth=seen[at, words.text, sentence],
                value=value_of(item),
            )


def sentence_of(record: EvidenceRecord, words: Quote) -> str:
    """The sentence around a quote: what a reader needs to see to judge the value."""
    if words.where == "title":
        return record.citation.title or ""
    text = record.text_of("abstract")
    around = (one for one in record.sentences if one.start <= words.start < one.end)
    return next((text[one.start : one.end] for one in around), text)


def items_of(record: EvidenceRecord, at: str) -> tuple[Any, ...]:
    """The values of a field, in their order."""
    found: Any = record
    for name in at.split("."):
        found = getattr(found, name)
    if isinstance(found, tuple):
        return found
    return () if found is None else (found,)


def with_items(record: EvidenceRecord, at: str, items: Sequence[Any]) -> EvidenceRecord:
    """The record with other values in a field."""
    part, _, name = at.rpartition(".")
    value = tuple(items) if at in LISTS else next(iter(items), None)
    if not part:
        return replace(record, **{name: value})
    return replace(record, **{part: replace(getattr(record, part), **{name: value})})


def _quote_of(record: EvidenceRecord, item: Any) -> Quote:
    if isinstance(item, Quote):
        return item
    if isinstance(item, Finding):
        return item.statistic.quote if item.statistic else _sentence_quote(record, item)
    return item.quote  # type: ignore[no-any-return]


def _sentence_quote(record: EvidenceRecord, finding: Finding) -> Quote:
    one = record.sentences[finding.sentence]
    text = record.text_of("abstract")[one.start : one.end]
    return Quote(where="abstract", start=one.start, end=one.end, text=text)


def value_of(item: Any) -> Any:
    """The value as a review file writes it: words, a number, or the parts that are there."""
    if isinstance(item, Reported | ReportedCount):
        return item.value
    if isinstance(item, Named):
        return item.name
    if isinstance(item, Quote):
        return item.text
    if isinstance(item, Group):
        return _parts(name=item.name, role=item.role, size=item.size)
    if isinstance(item, Age):
        return _parts(statistic=item.statistic, value=item.value, low=item.low, high=item.high, unit=item.unit)
    return _finding_parts(item)


def _finding_parts(finding: Finding) -> dict[str, Any]:
    number, p = finding.statistic, finding.p_value
    said = {
        name: phrase.text
        for name in ("outcome", "group", "subgroup", "comparison", "timepoint")
        if (phrase := getattr(finding, name)) is not None
    }
    names = ("type", "value", "unit", "numerator", "denominator", "low", "high", "level")
    numbers = {name: getattr(number, name) for name in names} if number else {}
    p_words = f"{p.operator} {p.value:g}" if p else None
    return _parts(domain=finding.domain, **said, certainty=finding.certainty, **numbers, p=p_words)


def _parts(**parts: Any) -> dict[str, Any]:
    """The parts that are there, as plain text and numbers; 34.0 is written 34."""
    plain = msgspec.to_builtins({name: part for name, part in parts.items() if part is not None})
    return {name: int(part) if isinstance(part, float) and part.is_integer() else part for name, part in plain.items()}
