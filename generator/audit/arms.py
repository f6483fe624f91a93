"""Participants: whether the arms make up the total, and whether no more were analysed than randomised."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate

from generator.audit.people import PEOPLE, largest_at_stage
from generator.audit.reading import overlap
from generator.audit.verdict import agreement, verdict
from generator.evidence import Check, EvidenceRecord, Quote, Sentence
from generator.extraction.lexicon import load_rules, matches
from generator.extraction.numbers import Number, NumberKind, digits_value, find_numbers
from generator.extraction.quoting import quote

# The total is what was randomised, not what was enrolled or of one sex: no other number or bracket stands between.
_RANDOMISED_BEFORE = re.compile(r"\brandom\w*\s(?:\w+ed\s)?(?:a\stotal\sof\s)?$", re.IGNORECASE)
_PEOPLE_AFTER = re.compile(rf"(?:\s[^\s\d.,;()]+){{0,5}}?\s{PEOPLE}", re.IGNORECASE)
_SIZE_OF_PEOPLE = re.compile(rf"{PEOPLE}[^.;()\d]*[(\[]\s?n\s?=\s?$", re.IGNORECASE)
_RANDOMISED_AFTER = re.compile(r"\)?[^\d.;()]{0,60}\brandom", re.IGNORECASE)
_OTHERS = re.compile(r"\b(?:the\s(?:remainder|remaining|rest|others?))\b", re.IGNORECASE)
"""Behind a number of people who are not the ones that were divided: "8 went on, and the rest were randomised"."""

_ANOTHER_ARM = re.compile(r"\s?[)\]],?\s(?:and|or)\s(?!\d)[^\d.;]{2,}?(?:[.;]|$)")
"""Behind the last size: "drug (n = 31), gel (n = 20) or none."."""
_LEFT = re.compile(
    r"[^\d.;,()]{0,40}?\b(?:withdr[ae]w|excluded|dropped\sout|lost|refused|declined|did\snot|never|left)\b"
)
"""Behind a number of people who were not there any more: "five withdrew before treatment"."""
_AND_THESE = re.compile(rf"{PEOPLE}[^.;,()\d]*\sand\s$", re.IGNORECASE)
"""Before a total that is only one of two: "60 women and 40 men"."""
_LATER = re.compile(r"\s(?:analy[sz]ed|complete|evalua|assess|remain)")
"""Behind a size of those who were still there later: "drug (n = 28 analysed)"."""
_TO = re.compile(r":|\b(?:to|into|between|either|receive|groups?|arms?|as)\b")
"""Between the total and the first size, where they are sizes of the arms."""
_COUNTS = {NumberKind.PLAIN, NumberKind.SIZE}
_FAR = 10
"""How many times their sum the total can be before the sizes are of something else, such as studies."""
_REACH = 60
"""Characters around a number that may say whom it counts."""


def arms_against_total(record: EvidenceRecord) -> Iterator[Check]:
    """Whether the sizes of the arms make up the number of participants.

    n1 + n2 + … = n. Source: CONSORT 2010, item 13a. Only sizes that stand as "(n = 31)" in the sentence that gives the
    total and says right beside it that it was randomised are added up: elsewhere, arms may have been counted at another
    time, or be parts of one another. Where the first of several sizes make up the total, the others divide it again.
    Where they make up less, and an arm without a size may follow or so many are said to have left, nothing is said.
    """
    for total, words, sizes, others, printed in _totals(record):
        values = [size for size, _ in sizes]
        if len(values) < 2 or total in values or (total < min(values) and not words.text[-1:].isdigit()):
            continue  # a number in words is easily cut short: "44 four-person teams"
        if total not in accumulate(values) and sum(values) in printed:
            continue  # "of 1,370, 399 were assigned to A (n = 199) or B (n = 200)"; "60 women and 40 men"
        if total - sum(values) in others - Counter(values) or sum(values) * _FAR < total:
            continue  # "n = 44", "n = 47; n = 1 was not treated"; "(5 studies, n = 5)"
        if sum(values) < total and total not in accumulate(values) and _are_not_all(record, sizes, total - sum(values)):
            continue
        yield verdict(
            agreement(total in accumulate(values)),
            f"Printed: {total} participants and arms of {', '.join(map(str, values))}. "
            f"{' + '.join(map(str, values))} is {sum(values)}.",
            quotes=(words, *(size for _, size in sizes)),
            reported={"total": total, "arms": values},
            computed={"sum": sum(values)},
        )


def analysed_against_randomised(record: EvidenceRecord) -> Iterator[Check]:
    """Whether no more participants were analysed than were randomised.

    analysed <= randomised. Source: CONSORT 2010, items 13a and 16. The largest number of each kind is taken, as arms
    may be given beside the whole; so nothing is compared where the abstract's number of participants is larger still.
    """
    randomised, analysed = (largest_at_stage(record, stage) for stage in ("randomised", "analysed"))
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


def _totals(record: EvidenceRecord) -> Iterator[tuple[int, Quote, list[tuple[int, Quote]], Counter[int], set[float]]]:
    """The first number of randomised people of each sentence that has several sizes in brackets, with these.

    Behind them stand all sizes of the sentence, and its numbers after the total.

    They are read from the words: an extraction that adds up arms itself takes a total that they do not make up for
    something else, and here it is just what is looked for.
    """
    text = record.text_of("abstract")
    for sentence in record.sentences:
        if "random" not in text[sentence.start : sentence.end]:
            continue
        sizes = _sizes(record, sentence)
        total = _total(text, sentence) if len(sizes) > 1 else None
        if total is None or not _TO.search(text, total.end, sizes[-1][1].start):
            continue
        if _AND_THESE.search(text, sentence.start, total.start):
            continue
        if not _OTHERS.search(text, total.end, sentence.end):
            words = quote(record, "abstract", total.start, total.end)
            numbers = list(_numbers(text, sentence))
            every = Counter(int(one.value) for one in numbers if one.kind is NumberKind.SIZE)
            arms = [size for size in sizes if not overlap(size[1], words)]
            yield int(total.value), words, arms, every, {one.value for one in numbers if one.start > total.start}


def _are_not_all(record: EvidenceRecord, sizes: list[tuple[int, Quote]], missing: int) -> bool:
    """Whether another arm may follow the last size, or as many as are missing are said to have left."""
    text, last = record.text_of("abstract"), sizes[-1][1].end
    if _ANOTHER_ARM.match(text, last) or any(_LATER.match(text, size.end) for _, size in sizes):
        return True
    place = next(n for n, one in enumerate(record.sentences) if one.start <= last <= one.end)
    around = record.sentences[place : place + 2]
    as_many = (number for one in around for number in _numbers(text, one) if number.value == missing)
    return any(_LEFT.match(text, number.end) for number in as_many)


def _total(text: str, sentence: Sentence) -> Number | None:
    """The first number of randomised people of a sentence."""
    counts = (one for one in _numbers(text, sentence) if one.kind in _COUNTS and not one.decimals and one.unit is None)
    return next((number for number in counts if _is_randomised(text, number)), None)


def _numbers(text: str, sentence: Sentence) -> Iterator[Number]:
    return (number for number in find_numbers(text) if sentence.start <= number.start < sentence.end)


def _is_randomised(text: str, number: Number) -> bool:
    """Whether the words around a number make it one of people who were randomised."""
    before, after = text[max(0, number.start - _REACH) : number.start], text[number.end : number.end + 2 * _REACH]
    if number.kind is NumberKind.SIZE:
        return _SIZE_OF_PEOPLE.search(before) is not None and _RANDOMISED_AFTER.match(after) is not None
    beside = _RANDOMISED_BEFORE.search(before) or _RANDOMISED_AFTER.match(after)
    return beside is not None and _PEOPLE_AFTER.match(after) is not None


def _sizes(record: EvidenceRecord, sentence: Sentence) -> list[tuple[int, Quote]]:
    """The sizes in brackets of a sentence."""
    text = record.text_of("abstract")
    found = matches(load_rules("sizes_in_brackets"), text, sentence.start, sentence.end)
    sizes = (quote(record, "abstract", *match.span("words")) for _, match in found)
    return [(int(digits_value(words.text)[0]), words) for words in sizes]
