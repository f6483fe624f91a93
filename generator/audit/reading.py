"""The printed numbers of a finding, each with the values that it may stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
_TORN_BEFORE = re.compile(r"(?:(?:^|\D)\d{1,2}[.·] ?|\d,|\d ?[/:]|[\d%] ?[-–—−]|[A-Za-z²³][-−]|(?:^|[\s(\[=])[-−–] )$")
_TORN_AFTER = re.compile(r"[.·?] ?\d|[,/]\d")


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
    torn = places and all(
        not _has_sign(text, start, value) and _TORN_BEFORE.search(text[:start][-6:]) for start in places
    )
    return bool(torn or (quote.text[-1].isdigit() and _TORN_AFTER.match(text, quote.end)))


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


def sentence_text(record: EvidenceRecord, finding: Finding) -> str:
    """The words of the finding's sentence."""
    sentence = record.sentences[finding.sentence]
    return record.text_of("abstract")[sentence.start : sentence.end]
