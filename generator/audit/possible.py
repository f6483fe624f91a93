"""Counts and percentages that cannot be: below nothing, or more than all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from generator.audit.precision import figure, place_of
from generator.audit.reading import statistics
from generator.audit.shares import REACH, counts_of_wholes, is_no_share
from generator.audit.verdict import verdict
from generator.evidence import Check, CheckStatus, EvidenceRecord, Quote, Statistic, StatisticType
from generator.extraction.lexicon import first_hit, hits, load_rules
from generator.extraction.numbers import digits_value
from generator.extraction.quoting import quote

_BOUNDED = {StatisticType.PROPORTION, StatisticType.SURVIVAL_PROBABILITY}
_IN_LETTERS = re.compile(r"[A-Za-z-]+\s?[(\[]")
_OF = re.compile(r"\sof\s(?:the\s)?(?P<whole>\d+)\s(?:patients|participants|subjects|women|men|children|people)\b")
"""Behind a count and its percentage: what they are of."""


def percentage_possible(record: EvidenceRecord) -> Iterator[Check]:
    """Percentages of participants below 0 or above 100; nothing is said of the others.

    Source: the definition of a proportion. Changes, which may be larger, are no proportions, so only a percentage with
    its count, or "of the patients" after it, is looked at.
    """
    for index, _, statistic in statistics(record):
        if not 0 <= (statistic.value or 0) <= 100 and _is_share_of_people(record, statistic):
            yield verdict(
                CheckStatus.MISMATCH,
                f"Printed: {statistic.value:g}%. A share of participants or events lies between 0% and 100%.",
                quotes=(statistic.quote,),
                reported={"percentage": statistic.value},
                computed={"low": 0, "high": 100},
                finding=index,
            )


def count_possible(record: EvidenceRecord) -> Iterator[Check]:
    """Counts of participants below 0, or larger than what they are of; nothing is said of the others.

    Source: 0 <= count <= denominator, the definition of a count of participants. Events may be more than those who
    have them, so of the large counts only those with a percentage in brackets are looked at, and not those that are
    that percentage: 120 of 100 planned (120%).
    """
    text = record.text_of("abstract")
    for hit in hits(load_rules("negative_counts"), text):
        words = quote(record, "abstract", hit.start, hit.end)
        yield verdict(
            CheckStatus.MISMATCH,
            f"Printed: {words.text}. A count of participants is not below 0.",
            quotes=(words,),
            reported={"words": words.text},
            computed={"low": 0},
        )
    for match in counts_of_wholes(record):
        count, whole = (int(digits_value(match[name])[0]) for name in ("count", "whole"))
        more_than_all = count > whole and not figure(match["percent"])[1].holds(Fraction(100 * count, whole))
        words = quote(record, "abstract", *match.span())
        if more_than_all and not is_no_share(record, words):
            yield _say_more_than_all(words, count, whole)
    yield from _counts_in_words(record)


def _counts_in_words(record: EvidenceRecord) -> Iterator[Check]:
    """The same for a count in letters: "Eight (53%) of 5 patients"."""
    for index, _, statistic in statistics(record):
        words, count = statistic.quote, statistic.numerator or 0
        of = _OF.match(record.text_of(words.where), words.end)
        if of and statistic.unit == "%" and _IN_LETTERS.match(words.text) and count > int(of["whole"]):
            both = quote(record, "abstract", words.start, of.end())
            yield _say_more_than_all(both, count, int(of["whole"]), index)


def _is_share_of_people(record: EvidenceRecord, statistic: Statistic) -> bool:
    """Whether the words make the percentage one of participants."""
    if statistic.type not in _BOUNDED or statistic.unit != "%" or statistic.value is None:
        return False
    place = place_of(statistic.value, statistic.quote.text)
    after = record.text_of(statistic.quote.where)[statistic.quote.start + (place or 0) :][:REACH]
    return first_hit(load_rules("share_of_people"), after) is not None


def _say_more_than_all(words: Quote, count: int, whole: int, index: int | None = None) -> Check:
    return verdict(
        CheckStatus.MISMATCH,
        f"Printed: {words.text}. {count} is more than the {whole} that it is of.",
        quotes=(words,),
        reported={"count": count, "denominator": whole},
        computed={"low": 0, "high": whole},
        finding=index,
    )
