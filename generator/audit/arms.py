"""Participants: whether the arms make up the total, and whether no more were analysed than randomised."""

from __future__ import annotations

from collections.abc import Iterator

from generator.audit.verdict import agreement, verdict
from generator.evidence import Check, CheckStatus, EvidenceRecord, Group, Quote, ReportedCount
from generator.extraction.lexicon import load_rules
from generator.extraction.numbers import digits_value
from generator.extraction.quoting import quote


def arms_against_total(record: EvidenceRecord) -> Iterator[Check]:
    """Whether the sizes of the arms make up the number of participants.

    n1 + n2 + … = n. Source: CONSORT 2010, item 13a. Arms that stand in another sentence than the total may have been
    counted at another time, so only those of one sentence contradict it; more participants in the arms than in all
    do so wherever they stand.
    """
    total = record.population.sample_size
    arms = [group for group in record.population.groups if group.role]
    sizes = [group.size for group in arms if group.size is not None]
    if total is None or len(arms) < 2 or len(sizes) < len(arms):
        return
    status = _status_of_sum(record, total, arms, sum(sizes))
    sums = " + ".join(map(str, sizes))
    yield verdict(
        status,
        f"Printed: {total.value} participants and arms of {', '.join(map(str, sizes))}. {sums} is {sum(sizes)}.",
        quotes=(total.quote, *(arm.size_quote for arm in arms)),
        reported={"total": total.value, "arms": sizes},
        computed={"sum": sum(sizes)},
    )


def analysed_against_randomised(record: EvidenceRecord) -> Iterator[Check]:
    """Whether no more participants were analysed than were randomised.

    analysed <= randomised. Source: CONSORT 2010, items 13a and 16. The largest number of each kind is taken, as arms
    may be given beside the whole.
    """
    randomised, analysed = (_largest(record, stage) for stage in ("randomised", "analysed"))
    if randomised is None or analysed is None:
        return
    fits = analysed[0] <= randomised[0]
    said = "No more" if fits else "More"
    yield verdict(
        agreement(fits),
        f"Printed: {randomised[0]} randomised and {analysed[0]} analysed. {said} were analysed than randomised.",
        quotes=(randomised[1], analysed[1]),
        reported={"randomised": randomised[0], "analysed": analysed[0]},
        computed={"difference": randomised[0] - analysed[0]},
    )


def _status_of_sum(record: EvidenceRecord, total: ReportedCount, arms: list[Group], found: int) -> CheckStatus:
    if found == total.value:
        return CheckStatus.OK
    together = {_sentence(record, total.quote)} == {_sentence(record, arm.size_quote) for arm in arms}
    return CheckStatus.MISMATCH if together or found > total.value else CheckStatus.NOT_CHECKABLE


def _sentence(record: EvidenceRecord, words: Quote | None) -> int | None:
    """The sentence of the abstract that the words stand in."""
    if words is None or words.where == "title":
        return None
    return next((n for n, one in enumerate(record.sentences) if one.start <= words.start < one.end), None)


def _largest(record: EvidenceRecord, stage: str) -> tuple[int, Quote] | None:
    """The largest number of participants at a stage of the trial, with the words that give it."""
    text = record.text_of("abstract")
    found = (
        (int(digits_value(match["words"])[0]), quote(record, "abstract", *match.span()))
        for rule in load_rules("participant_flow")
        if rule.value == stage
        for match in rule.pattern.finditer(text)
    )
    return max(found, key=lambda one: one[0], default=None)
