"""Invented evidence records for the audit's tests; their quotes are found in the text they are said to be in."""

from __future__ import annotations

from typing import Any

from generator.article import Abstract, Citation, Role, Source
from generator.evidence import (
    Check,
    EvidenceRecord,
    Finding,
    Group,
    GroupPhrase,
    Population,
    Quote,
    ReportedCount,
    Sentence,
    Statistic,
    StatisticType,
)


def record_saying(text: str, *, title: str | None = None) -> EvidenceRecord:
    """A record of results, nothing read out of it yet; a sentence ends where a line does."""
    ends = [at for at, sign in enumerate(text) if sign == "\n"]
    edges = zip([0, *(end + 1 for end in ends)], [*ends, len(text)], strict=True)
    return EvidenceRecord(
        id="pmid:99999999",
        source=Source(path="invented.txt", format="invented", index=0),
        citation=Citation(title=title),
        abstract=Abstract(text=text),
        sentences=tuple(Sentence(start=start, end=end, role=Role.RESULTS) for start, end in edges),
    )


def words(record: EvidenceRecord, text: str) -> Quote:
    """The quote of ``text`` in the abstract."""
    start = record.text_of("abstract").index(text)
    return Quote(where="abstract", start=start, end=start + len(text), text=text)


def statistic(record: EvidenceRecord, text: str, kind: str, **values: Any) -> Statistic:
    """A statistic quoted as ``text``."""
    return Statistic(type=StatisticType(kind), quote=words(record, text), **values)


def arm(record: EvidenceRecord, number: int, name: str, size: int | None) -> Group:
    """A group whose size stands in the text."""
    size_quote = words(record, str(size)) if size else None
    return Group(id=f"g{number}", name=name, size=size, quote=words(record, name), size_quote=size_quote)


def in_group(record: EvidenceRecord, group: Group) -> GroupPhrase:
    """A finding's pointer to a group."""
    return GroupPhrase(id=group.id, text=group.name, quote=words(record, group.name))


def population(record: EvidenceRecord, total: int | None, *groups: Group) -> Population:
    """A population of ``total``, which stands in the text, and its groups."""
    count = ReportedCount(value=total, quote=words(record, str(total))) if total else None
    return Population(sample_size=count, groups=groups)


def finding(statistic: Statistic, *, sentence: int = 0, **more: Any) -> Finding:
    """A finding, in the first sentence if nothing else is said."""
    return Finding(sentence=sentence, statistic=statistic, **more)


def outcomes(checks: tuple[Check, ...], rule: str) -> list[str]:
    """How the checks of one rule ended."""
    return [check.status.value for check in checks if check.rule == rule]
