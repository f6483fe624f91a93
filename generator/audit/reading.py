"""The printed numbers of a finding, each with the values that it may stand for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import TypeVar

from msgspec import Struct

from generator.audit.precision import Interval, decimals, place_of, places_of, printed
from generator.evidence import EvidenceRecord, Finding, Quote, Statistic


class Printed(Struct, frozen=True):
    """A number as it stands in the text."""

    value: float
    stands_for: Interval
    text: str
    """As printed, for a message."""


# What stands right before or after a number whose figures are only a part of what was printed.
_TORN_BEFORE = re.compile(
    r"(?:(?:^|\D)\d{1,2}[.·] ?|\d[.·]?,|\d ?[/:]|[\d%] ?[-–—−]|[A-Za-z²³][-−]|(?:^|[\s(\[=])[-−–] |\d ?[×x*] ?|\bper )$"
)
_TORN_AFTER = re.compile(r"[.·?] ?\d|[,/]\d")


Read = TypeVar("Read")


def once(read: Callable[[EvidenceRecord], Iterable[Read]]) -> Callable[[EvidenceRecord], tuple[Read, ...]]:
    """What is read of a record, kept until another record is read: several rules ask for the same."""
    last: tuple[EvidenceRecord, tuple[Read, ...]] | None = None

    @wraps(read)
    def of(record: EvidenceRecord) -> tuple[Read, ...]:
        nonlocal last
        kept = last
        if kept is None or kept[0] is not record:
            last = kept = record, tuple(read(record))
        return kept[1]

    return of


@once
def statistics(record: EvidenceRecord) -> Iterator[tuple[int, Finding, Statistic]]:
    """Each finding that reports a number: its index, the finding, the number.

    Numbers that are torn are left out, as nothing follows from them: "0. 51", the second of "4.5/287", the end of a
    range, a minus sign that stands apart, an exponent, a standard deviation.
    """
    for index, finding in enumerate(record.findings):
        if finding.statistic and not is_torn(record, finding.statistic.quote, finding.statistic.value):
            yield index, finding, finding.statistic


def is_torn(record: EvidenceRecord, quote: Quote, value: float | None) -> bool:
    """Whether the figures of ``value``, wherever they stand, or the quote's last ones, are part of a longer number."""
    text = record.text_of(quote.where)
    places = [] if value is None else [quote.start + place for place in places_of(value, quote.text)]
    torn = places and all(not _has_sign(text, start, value) and is_torn_at(text, start) for start in places)
    return bool(torn or (quote.text[-1].isdigit() and _TORN_AFTER.match(text, quote.end)))


def is_torn_at(text: str, start: int) -> bool:
    """Whether what stands right before a number makes it a part of a longer one."""
    return _TORN_BEFORE.search(text[max(0, start - 6) : start]) is not None


def _has_sign(text: str, start: int, value: float | None) -> bool:
    """Whether the sign before the figures is the number's own."""
    return value is not None and value < 0 and text[start - 1 : start] in {"-", "−", "–"}


def read(record: EvidenceRecord, value: float | None, quote: Quote, finding: Finding | None = None) -> Printed | None:
    """The number as ``quote`` prints it, or the finding's sentence where the quote leaves it out."""
    if value is None:
        return None
    words = quote.text
    if finding and place_of(value, words) is None:
        words = sentence_text(record, finding)
    stands_for = printed(value, words)
    return Printed(value, stands_for, f"{value:.{decimals(value, words)}f}") if stands_for else None


def overlap(one: Quote, other: Quote) -> bool:
    """Whether two quotes share words."""
    return one.where == other.where and one.start < other.end and other.start < one.end


def finding_at(record: EvidenceRecord, words: Quote) -> int | None:
    """The index of the finding whose number stands in the words, so that a check can be shown beside it."""
    numbers = ((index, one.statistic.quote) for index, one in enumerate(record.findings) if one.statistic)
    return next((index for index, number in numbers if overlap(number, words)), None)


def sentence_around(record: EvidenceRecord, words: Quote) -> str:
    """The sentence of the abstract that the words stand in."""
    text = record.text_of("abstract")
    return next((text[one.start : one.end] for one in record.sentences if one.start <= words.start < one.end), text)


def sentence_text(record: EvidenceRecord, finding: Finding) -> str:
    """The words of the finding's sentence."""
    sentence = record.sentences[finding.sentence]
    return record.text_of("abstract")[sentence.start : sentence.end]
