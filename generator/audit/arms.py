"""Participants: whether the arms make up the total, and whether no more were analysed than randomised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from generator.audit.verdict import agreement, verdict
from generator.evidence import Check, EvidenceRecord, Quote, ReportedCount, Sentence
from generator.extraction.lexicon import load_rules, matches
from generator.extraction.numbers import digits_value
from generator.extraction.quoting import quote

# The total is what was randomised, not what was enrolled or of one sex: no other number or bracket stands between.
_RANDOMISED_BEFORE = re.compile(r"\brandom\w*\s(?:\w+ed\s)?(?:a\stotal\sof\s)?$", re.IGNORECASE)
_RANDOMISED_AFTER = re.compile(r"\)?[^\d.;()]{0,60}\brandom", re.IGNORECASE)


def arms_against_total(record: EvidenceRecord) -> Iterator[Check]:
    """Whether the sizes of the arms make up the number of participants.

    n1 + n2 + … = n. Source: CONSORT 2010, item 13a. Only sizes that stand as "(n = 31)" in the sentence that gives the
    total and says right beside it that it was randomised are added up: elsewhere, arms may have been counted at another
    time, or be parts of one another. Where the first of several sizes make up the total, the others divide it again.
    """
    total = record.population.sample_size
    sizes = _sizes_beside(record, total) if total else []
    values = [size for size, _ in sizes]
    if total is None or len(values) < 2 or total.value in values:
        return
    if total.value < min(values) and not total.quote.text[-1:].isdigit():
        return  # a number in words is easily cut short: "44 four-person teams"
    yield verdict(
        agreement(total.value in accumulate(values)),
        f"Printed: {total.value} participants and arms of {', '.join(map(str, values))}. "
        f"{' + '.join(map(str, values))} is {sum(values)}.",
        quotes=(total.quote, *(words for _, words in sizes)),
        reported={"total": total.value, "arms": values},
        computed={"sum": sum(values)},
    )


def analysed_against_randomised(record: EvidenceRecord) -> Iterator[Check]:
    """Whether no more participants were analysed than were randomised.

    analysed <= randomised. Source: CONSORT 2010, items 13a and 16. The largest number of each kind is taken, as arms
    may be given beside the whole; so nothing is compared where the abstract's number of participants is larger still.
    """
    randomised, analysed = (_largest(record, stage) for stage in ("randomised", "analysed"))
    total = record.population.sample_size
    if randomised is None or analysed is None or (total and total.value > randomised[0]):
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


def _sizes_beside(record: EvidenceRecord, total: ReportedCount) -> list[tuple[int, Quote]]:
    """The sizes in the total's sentence, if that speaks of random allocation."""
    text = record.text_of(total.quote.where)
    sentence = _sentence(record, total.quote)
    before, after = text[: total.quote.start], text[total.quote.end :]
    if not sentence or not (_RANDOMISED_BEFORE.search(before) or _RANDOMISED_AFTER.match(after)):
        return []
    found = [
        quote(record, "abstract", *match.span("words"))
        for _, match in matches(load_rules("sizes_in_brackets"), text, sentence.start, sentence.end)
    ]
    others = [words for words in found if not (words.start < total.quote.end and total.quote.start < words.end)]
    return [(int(digits_value(words.text)[0]), words) for words in others]


def _sentence(record: EvidenceRecord, words: Quote) -> Sentence | None:
    """The sentence of the abstract that the words stand in."""
    if words.where == "title":
        return None
    return next((one for one in record.sentences if one.start <= words.start < one.end), None)


def _largest(record: EvidenceRecord, stage: str) -> tuple[int, Quote] | None:
    """The largest number of participants at a stage of the trial, with the words that give it."""
    text = record.text_of("abstract")
    found = (
        (int(digits_value(match["words"])[0]), quote(record, "abstract", *match.span()))
        for rule, match in matches(load_rules("participant_flow"), text)
        if rule.value == stage
    )
    return max(found, key=lambda one: one[0], default=None)
