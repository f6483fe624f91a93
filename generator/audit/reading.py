"""The printed numbers of a finding, each with the values that it may stand for."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from generator.audit.precision import Interval, exact, place_of, printed, shown
from generator.evidence import EvidenceRecord, Finding, Quote, Statistic


class Printed(Struct, frozen=True):
    """A number as it stands in the text."""

    value: float
    stands_for: Interval

    @property
    def text(self) -> str:
        """The number for a message."""
        return shown(exact(self.value), 6)


def statistics(record: EvidenceRecord) -> Iterator[tuple[int, Finding, Statistic]]:
    """Each finding that reports a number: its index, the finding, the number."""
    for index, finding in enumerate(record.findings):
        if finding.statistic:
            yield index, finding, finding.statistic


def read(record: EvidenceRecord, value: float | None, quote: Quote, finding: Finding | None = None) -> Printed | None:
    """The number as ``quote`` prints it, or the finding's sentence where the quote leaves it out."""
    if value is None:
        return None
    words = quote.text
    if finding and place_of(value, words) is None:
        words = sentence_text(record, finding)
    stands_for = printed(value, words)
    return Printed(value, stands_for) if stands_for else None


def sentence_text(record: EvidenceRecord, finding: Finding) -> str:
    """The words of the finding's sentence."""
    sentence = record.sentences[finding.sentence]
    return record.text_of("abstract")[sentence.start : sentence.end]
