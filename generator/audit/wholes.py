"""Of how many at all: the whole numbers that a count and its percentage leave possible, whatever is assumed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations
from math import ceil, floor

from generator.audit.precision import Interval, figure
from generator.audit.reading import once
from generator.audit.shares import Share
from generator.evidence import EvidenceRecord
from generator.extraction.lexicon import any_word, holding, load_rules
from generator.extraction.numbers import find_numbers

_FIGURES = r"(?<![\d.,·])(\d{1,3}(?:[, ]\d{3})+|\d+)(?![\d,]*\d|[.·]\d|\s?%)"
_WHOLE = re.compile(_FIGURES)
_OF_PEOPLE = re.compile(
    rf"(?:\bn\s?=\s?){_FIGURES}|{_FIGURES}(?=\s(?:[\w-]+\s){{0,3}}?(?:patients|women|men|participants|subjects|children|people"
    r"|individuals|cases|(?:non-?)?carriers|controls|relatives|probands|members|donors|survivors|volunteers|adults|infants"
    r"|newborns|neonates|girls|boys|mothers|eyes)\b)",
    re.IGNORECASE,
)
_REACH = 40
"""Characters beside a count that may say what its number is."""
_NEXT_WORDS = re.compile(r"(?:\s(?!(?:of|in|with|had|were|was|and|or|\w+ed)\b)[\w-]+){0,2}")
_PERSONS = re.compile(r"\b(?:patients?|participants?|subjects?|(?:complete|partial)\sresponses?)\b", re.IGNORECASE)
_FEWEST = 3
"""The least count that is believed to be one without a word for people: "at time 2 (27%) and time 1 (21%)"."""
_NO_COUNT = {"a name", "an amount"}
_MANY = 10**10
"""More people than there are: what "0%" is of has no end."""


def gives(share: Share, count: int, whole: int) -> bool:
    """Whether the count and a denominator give the percentage."""
    return share.number.stands_for.holds(Fraction(100 * count, whole))


def nearly_gives(share: Share, count: int, whole: int) -> bool:
    """Whether they give the percentage, or do if it was rounded twice: 4.348 to 4.35 and then to 4.4."""
    stands_for, percentage = share.number.stands_for, Fraction(100 * count, whole)
    return stands_for.low - (stands_for.high - stands_for.low) / 20 < percentage and percentage <= stands_for.high


def possible_wholes(share: Share, count: int) -> range:
    """The whole numbers of people of which the count is the percentage.

    A last decimal of 0 may be there for the look of a column, so that "50.70%" may be 50.7%.
    """
    return _possible(share.number.stands_for, count) or _possible(_without_padding(share), count)


def is_of_no_number(record: EvidenceRecord, share: Share, count: int, *, fits_others: bool) -> bool:
    """Whether the count is the percentage of no whole number at all.

    The count has to be told apart from what only looks like one ("HPV 16", "one (55%) or two (28%) regions"), and from
    those that a percentage is of ("69% (n = 26)"), unless the denominator fits other pairs.
    """
    if not 0 <= share.number.value <= 100 or possible_wholes(share, count):
        return False
    if count < _FEWEST and not names_whom_it_counts(record, share):
        return False
    looks = _looks(record, share)
    return not looks & {"no count", *_NO_COUNT} and ("size" not in looks or fits_others)


def names_whom_it_counts(record: EvidenceRecord, share: Share) -> bool:
    """Whether a word for people stands behind the count: "one patient (12%)", "one (12%) patient"."""
    behind = _NEXT_WORDS.match(record.text_of(share.quote.where), share.quote.end)
    return _PERSONS.search(f"{share.quote.text}{behind[0] if behind else ''}") is not None


def looks_like_a_size(record: EvidenceRecord, share: Share) -> bool:
    """Whether the count may be of those that the percentage is of: "the response rate was 86% (n = 36)"."""
    return "size" in _looks(record, share)


def looks_like_no_count(record: EvidenceRecord, share: Share) -> bool:
    """Whether the number before the percentage may name something or be an amount: "trisomy 21 (27%)"."""
    return bool(_looks(record, share) & _NO_COUNT)


def _looks(record: EvidenceRecord, share: Share) -> set[str]:
    """What the words around a count make it look like."""
    words, text = share.quote, record.text_of(share.quote.where)
    around = f"{text[max(0, words.start - _REACH) : words.start]}|{text[words.start : words.end + _REACH]}"
    return {rule.value for rule in holding(load_rules("bare_counts"), around)}


def counts_several_of_each(record: EvidenceRecord, share: Share) -> bool:
    """Whether what is counted is something that one person may have several of: "30 eyes (38%)", "30 (38%) eyes"."""
    (several,), words = any_word("several_of_each"), share.quote
    behind = _NEXT_WORDS.match(record.text_of(words.where), words.end)
    return bool(several.pattern.search(words.text) or (behind and several.pattern.search(behind[0])))


@once
def printed_wholes(record: EvidenceRecord) -> Iterator[int]:
    """The whole numbers that the abstract prints, in figures or in words."""
    text = record.text_of("abstract")
    yield from _figures(_WHOLE, text)
    yield from (int(number.value) for number in find_numbers(text) if number.in_words and number.value > 0)


@once
def numbers_of_people(record: EvidenceRecord) -> Iterator[int]:
    """The numbers in figures that the abstract prints before a word for people, or after "n ="."""
    yield from _figures(_OF_PEOPLE, record.text_of("abstract"))


@once
def sums_of_people(record: EvidenceRecord) -> Iterator[int]:
    """What two or all numbers of people of a sentence make together: "1600 women under 36 and 151 older women"."""
    text = record.text_of("abstract")
    for sentence in record.sentences:
        together = _figures(_OF_PEOPLE, text[sentence.start : sentence.end])
        yield sum(together)
        yield from (one + other for one, other in combinations(together, 2))


def _figures(form: re.Pattern[str], text: str) -> set[int]:
    return {int(re.sub("[, ]", "", match[match.lastindex or 0])) for match in form.finditer(text)} - {0}


def _possible(stands_for: Interval, count: int) -> range:
    if stands_for.high <= 0:
        return range(0)
    hundredfold = Fraction(100 * count)
    first = max(ceil(hundredfold / stands_for.high), count, 1)
    first += not stands_for.holds(hundredfold / first)  # the upper end itself may be left out
    last = floor(hundredfold / stands_for.low) if stands_for.low > 0 else _MANY
    return range(first, last + 1)


def _without_padding(share: Share) -> Interval:
    """What the percentage stands for if the zeros at its end are no decimals."""
    digits = share.number.text
    if not re.search(r"[.·]\d*0$", digits):
        return share.number.stands_for
    return figure(re.sub(r"[.·]?0+$", "", digits))[1]
