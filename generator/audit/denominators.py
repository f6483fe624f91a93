"""Of how many: the denominators that a percentage may have where none is printed, with what had to be assumed."""

from __future__ import annotations

import re

from msgspec import Struct

from generator.audit.people import PEOPLE
from generator.evidence import EvidenceRecord, Finding, Group, Quote
from generator.extraction.findings.computed import counts_others

_OF_SOME = re.compile(
    rf"\b(?:Of|Among(?:st)?)\s(?!(?:them|these|those|whom|which),|(?:(?:all|our|the|these|those|study|included|enrolled|evaluable)\s)*{PEOPLE},)[^.,;\d]{{3,60}},\s"
)


class Denominator(Struct, frozen=True, kw_only=True):
    """A number of participants or events; ``assumed`` says in words what was taken for granted, if anything."""

    value: int
    quote: Quote
    assumed: str | None = None
    is_total: bool = False
    """Whether it is the number of all participants."""


def assumed_denominators(record: EvidenceRecord, finding: Finding) -> tuple[Denominator, ...]:
    """The candidates: the named arm, else all participants and every arm.

    More than one means that the text leaves it open, and nobody should guess. None means that the finding names a
    group whose size is not known, or is of some participants only.
    """
    if finding.subgroup or (finding.needs_sentence and not finding.group):
        return ()
    if finding.group:
        return _of_the_arm(record, finding.group.id)
    return () if _is_of_some(record, finding) else _of_anyone(record)


def _is_of_some(record: EvidenceRecord, finding: Finding) -> bool:
    """Whether the words before say that it is of some whose number is not told: "Of empirical treatments, 36 (57%)"."""
    sentence = record.sentences[finding.sentence]
    stop = finding.statistic.quote.start if finding.statistic else sentence.end
    text, total = record.text_of("abstract"), record.population.sample_size
    others = total is not None and counts_others(text, sentence.start, stop, total.value)
    return others or _OF_SOME.search(text, sentence.start, stop) is not None


def _of_the_arm(record: EvidenceRecord, group_id: str | None) -> tuple[Denominator, ...]:
    """All of the group, and each part of it whose size is printed."""
    return tuple(
        Denominator(value=group.size, quote=group.size_quote, assumed=_assumed(group))
        for group in record.population.groups
        if group_id is not None and group_id in (group.id, group.part_of) and group.size and group.size_quote
    )


def _assumed(group: Group) -> str:
    return f"{'all ' if group.part_of is None else ''}{group.size} of the group “{group.name}”"


def _of_anyone(record: EvidenceRecord) -> tuple[Denominator, ...]:
    whole = [group for group in record.population.groups if group.part_of is None]
    found = [one for group in whole for one in _of_the_arm(record, group.id)]
    if total := record.population.sample_size:
        everyone = Denominator(
            value=total.value, quote=total.quote, assumed=f"all {total.value} participants", is_total=True
        )
        found.insert(0, everyone)
    return tuple({one.value: one for one in reversed(found)}.values())[::-1]
