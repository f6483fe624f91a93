"""The same quantity said twice: whether the abstract, its conclusions and the title agree."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.article import Role
from generator.audit.hedges import is_hedged
from generator.audit.reading import Printed, read, statistics
from generator.audit.verdict import agreement, verdict
from generator.audit.wholes import printed_wholes, sums_of_people
from generator.evidence import (
    Check,
    CheckStatus,
    EvidenceRecord,
    Finding,
    GroupPhrase,
    Phrase,
    Statistic,
)
from generator.extraction.lexicon import first_hit, load_rules
from generator.extraction.numbers import digits_value
from generator.extraction.quoting import quote

_Place = tuple[int, Finding, Statistic]
_REACH = 60
"""Characters before a number that may say it is a change."""
_LINKS = {"the", "a", "an", "of", "in", "for", "to", "and", "with", "at", "rate", "rates"}
"""Words without a meaning of their own here: "the rate of response" and "response"."""


def same_in_conclusions(record: EvidenceRecord) -> Iterator[Check]:
    """Whether a number of the conclusions is the one that the results give for the same outcome, group and time.

    Both printed numbers have to meet at their precision. Source: CONSORT for Abstracts, Hopewell et al., Lancet
    2008;371:281-283: conclusions are to be consistent with the results. Where the results give several numbers for it
    and none of them is the printed one, or where either number stands in the other part for something else, it stays
    open. Only abstracts with headings are looked at.
    """
    if record.abstract is None or not record.abstract.is_labelled:
        return  # where no heading says so, a result may be taken for a conclusion
    results = [one for one in statistics(record) if _role(record, one[1]) is Role.RESULTS]
    for again in statistics(record):
        if _role(record, again[1]) is Role.CONCLUSIONS and not _is_a_change(record, again[2]):
            same = [one for one in results if _are_of_the_same(one, again)]
            yield from _compare(record, same, again)


def same_in_title(record: EvidenceRecord) -> Iterator[Check]:
    """Whether the number of participants in the title is the one in the abstract.

    Source: PRISMA for Abstracts and CONSORT for Abstracts ask for one number of participants. A title may name a part
    of them, so where the abstract has the title's number as well, or two groups that make it up, they agree, and only
    numbers that a slip may tell apart, of which one digit or the order differs, are called a mismatch.
    """
    total = record.population.sample_size
    title = record.text_of("title")
    hit = first_hit(load_rules("participants_in_titles"), title)
    if total is None or hit is None or total.quote.where == "title":
        return
    named = int(digits_value(title[hit.start : hit.end])[0])
    words = quote(record, "title", hit.start, hit.end)
    if is_hedged(record, words, named):
        return
    again = {*printed_wholes(record), *sums_of_people(record)}
    agrees = named == total.value or named in again
    yield verdict(
        agreement(agrees) if agrees or _differ_by_a_slip(named, total.value) else CheckStatus.NOT_CHECKABLE,
        f"Printed: {named} participants in the title and {total.value} in the abstract.",
        quotes=(words, total.quote),
        reported={"title": named, "abstract": total.value},
        computed={"difference": named - total.value},
    )


def _differ_by_a_slip(one: int, other: int) -> bool:
    """Whether two numbers have as many digits and differ in one of them or in their order."""
    pairs = list(zip(str(one), str(other), strict=False))
    same_length = len(str(one)) == len(str(other))
    return same_length and (sum(a != b for a, b in pairs) == 1 or sorted(str(one)) == sorted(str(other)))


def _compare(record: EvidenceRecord, results: list[_Place], again: _Place) -> Iterator[Check]:
    second = _number(record, again)
    numbers = [(place, number) for place in results if (number := _number(record, place))]
    if second is None or not numbers:
        return
    meeting = [one for one in numbers if one[1].stands_for.meets(second.stands_for)]
    elsewhere = _is_printed(record, second, Role.RESULTS) or any(
        _is_printed(record, one, Role.CONCLUSIONS) for _, one in numbers
    )
    place, first = (meeting or numbers)[0]
    is_open = not meeting and (len(numbers) > 1 or elsewhere)
    status = CheckStatus.NOT_CHECKABLE if is_open else agreement(bool(meeting))
    several = (
        dict.fromkeys(number.text for _, number in numbers) if status is CheckStatus.NOT_CHECKABLE else [first.text]
    )
    yield verdict(
        status,
        f"Printed: {' or '.join(several)} in the results and {second.text} in the conclusions for the same outcome.",
        quotes=(place[2].quote, again[2].quote),
        reported={"results": first.value, "conclusions": second.value},
        computed={"low": float(first.stands_for.low), "high": float(first.stands_for.high)},
        finding=again[0],
    )


def _is_printed(record: EvidenceRecord, number: Printed, role: Role) -> bool:
    """Whether the figures stand in a sentence of that part of the abstract."""
    figures = re.compile(rf"(?<![\d.,·]){re.escape(number.text.lstrip('-'))}(?![\d]|[.,·]\d)")
    text = record.text_of("abstract")
    return any(figures.search(text, one.start, one.end) for one in record.sentences if one.role is role)


def _number(record: EvidenceRecord, place: _Place) -> Printed | None:
    """The printed number, unless it is only a rough one."""
    _, finding, statistic = place
    if statistic.value is None or is_hedged(record, statistic.quote, statistic.value):
        return None
    return read(record, statistic.value, statistic.quote, finding)


def _is_a_change(record: EvidenceRecord, again: Statistic) -> bool:
    """Whether the words before a number make it a change or a difference: "improved survival by 9.4 months"."""
    before = record.text_of(again.quote.where)[: again.quote.start][-_REACH:]
    return first_hit(load_rules("comparisons"), before) is not None


def _are_of_the_same(result: _Place, again: _Place) -> bool:
    """Whether both are of one kind, in the same words for outcome, group, other group and time."""
    (_, finding, statistic), (_, later, repeated) = result, again
    if (statistic.type, statistic.unit) != (repeated.type, repeated.unit) or not _words(finding.outcome):
        return False
    said = (
        (finding.outcome, later.outcome),
        (finding.group, later.group),
        (finding.comparison, later.comparison),
        (finding.timepoint, later.timepoint),
    )
    return all(_words(one) == _words(other) for one, other in said)


def _words(phrase: Phrase | GroupPhrase | None) -> set[str]:
    """The words that tell one outcome, group or time from another; none where nothing is said."""
    if phrase is None:
        return set()
    return set(re.findall(r"[a-z0-9]+", phrase.text.lower())) - _LINKS


def _role(record: EvidenceRecord, finding: Finding) -> Role:
    return record.sentences[finding.sentence].role
