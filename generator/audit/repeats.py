"""The same quantity said twice: whether the abstract, its conclusions and the title agree."""

from __future__ import annotations

from collections.abc import Iterator

from generator.article import Role
from generator.audit.hedges import is_hedged
from generator.audit.reading import Printed, read, statistics
from generator.audit.verdict import agreement, verdict
from generator.evidence import Check, EvidenceRecord, Finding, Statistic
from generator.extraction.lexicon import first_hit, load_rules
from generator.extraction.numbers import digits_value
from generator.extraction.quoting import quote

_Place = tuple[int, Finding, Statistic]


def same_in_conclusions(record: EvidenceRecord) -> Iterator[Check]:
    """Whether a number of the conclusions is the one that the results give for the same outcome, group and time.

    Both printed numbers have to meet at their precision. Source: CONSORT for Abstracts, Hopewell et al., Lancet
    2008;371:281-283: conclusions are to be consistent with the results.
    """
    results = [one for one in statistics(record) if _role(record, one[1]) is Role.RESULTS]
    for again in statistics(record):
        if _role(record, again[1]) is Role.CONCLUSIONS:
            same = [one for one in results if _quantity(one) == _quantity(again) is not None]
            if len(same) == 1:
                yield from _compare(record, same[0], again)


def same_in_title(record: EvidenceRecord) -> Iterator[Check]:
    """Whether the number of participants in the title is the one in the abstract.

    Source: PRISMA for Abstracts and CONSORT for Abstracts ask for one number of participants.
    """
    total = record.population.sample_size
    title = record.text_of("title")
    hit = first_hit(load_rules("participants_in_titles"), title)
    if total is None or hit is None or total.quote.where == "title":
        return
    named = int(digits_value(title[hit.start : hit.end])[0])
    words = quote(record, "title", hit.start, hit.end)
    yield verdict(
        agreement(named == total.value),
        f"Printed: {named} participants in the title and {total.value} in the abstract.",
        quotes=(words, total.quote),
        reported={"title": named, "abstract": total.value},
        computed={"difference": named - total.value},
    )


def _compare(record: EvidenceRecord, before: _Place, again: _Place) -> Iterator[Check]:
    first, second = _number(record, before), _number(record, again)
    if first is None or second is None:
        return
    yield verdict(
        agreement(first.stands_for.meets(second.stands_for)),
        f"Printed: {first.text} in the results and {second.text} in the conclusions for the same outcome.",
        quotes=(before[2].quote, again[2].quote),
        reported={"results": first.value, "conclusions": second.value},
        computed={"low": float(first.stands_for.low), "high": float(first.stands_for.high)},
        finding=again[0],
    )


def _number(record: EvidenceRecord, place: _Place) -> Printed | None:
    """The printed number, unless it is only a rough one."""
    _, finding, statistic = place
    if statistic.value is None or is_hedged(record, statistic.quote, statistic.value):
        return None
    return read(record, statistic.value, statistic.quote, finding)


def _quantity(place: _Place) -> tuple[str | None, ...] | None:
    """What is measured, in whom and when; ``None`` where the outcome is not named."""
    _, finding, statistic = place
    if finding.outcome is None:
        return None
    group = (finding.group.id or finding.group.text.lower()) if finding.group else None
    time = finding.timepoint.text.lower() if finding.timepoint else None
    other = finding.comparison.text.lower() if finding.comparison else None
    return (finding.outcome.text.lower(), statistic.type, statistic.unit, group, time, other)


def _role(record: EvidenceRecord, finding: Finding) -> Role:
    return record.sentences[finding.sentence].role
