"""Printed percentages of participants or events, each with its count and with what they are of, where printed.

They are the proportions of the findings, and what the words of the whole abstract show in a form that leaves no doubt,
such as "13 of 38 (34%)": the extraction reads the results only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from generator.audit.denominators import Denominator
from generator.audit.hedges import is_hedged
from generator.audit.precision import figure, place_of, shown
from generator.audit.reading import Printed, finding_at, is_torn, once, overlap, read, sentence_around, statistics
from generator.evidence import EvidenceRecord, Finding, Quote, Statistic, StatisticType
from generator.extraction.lexicon import first_hit, load_rules, matches
from generator.extraction.numbers import digits_value
from generator.extraction.quoting import quote

_KINDS = {StatisticType.PROPORTION, StatisticType.RATE}
_SEPARATE = re.compile(r"(?:%|percent|per cent),\s?[\w-]+ (?:of|out of) ")
"""A percentage and a count that are two statements: "If the risk were 12%, 23 of 100 patients would"."""
_OF_OTHERS = re.compile(
    r"[\d.·,]+\s?(?:%|percent|per cent) of (?!them\b|these\b|those\b(?!\s(?:\w+(?:ed|ing)|with|who|in|on)\b)|\d)"
)
_OF_THOSE = re.compile(r"\s?[)\]]?\sof\s(?!\d)")
"""As in "64.1% (n = 41) of the sample reporting reinjuries"."""
_ALL_BUT = re.compile(r"\b(?:all|each|every\w*)\b[^.;,()]{0,40}?\s(?:but|except(?:\sfor)?)\s$", re.IGNORECASE)
"""Before a count of the others: "all farms except one (97.4%)"."""
_ACUITY = re.compile(r"\b(?:vis(?:ion|ual)|acuit(?:y|ies)|snellen|BCVA|VA)\b", re.IGNORECASE)
_FEET = 20
"""What "20/100" is of where it is an acuity: in feet."""
_DECIMALS = re.compile(r"\d+[.·](\d+)(?=\s?%)")
_FAR_BEHIND = 160
"""Characters behind a count and percentage of those named before it that may say that they are of a part of them."""
REACH = 60
"""Characters after a percentage that may say what it is of."""


class Share(Struct, frozen=True):
    """A printed percentage: its finding, its count and denominator if printed, and the values that it may stand for."""

    index: int | None
    finding: Finding | None
    count: int | None
    number: Printed
    quote: Quote
    of: Denominator | None = None
    """The denominator, where the words print it."""

    @property
    def text(self) -> str:
        """The percentage as printed."""
        return f"{self.number.text}%"

    @property
    def bounds(self) -> str:
        """What it may stand for, in words."""
        stands_for = self.number.stands_for
        under = "under " if stands_for.open else ""
        return f"{shown(stands_for.low, 6)}% to {under}{shown(stands_for.high, 6)}%"


@once
def shares(record: EvidenceRecord) -> Iterator[Share]:
    """The printed percentages, in the order of the findings and then of the words.

    "About 30%" and "about 1 in 7" may stand for anything and are left out.
    """
    words = list(_of_words(record))
    for share in _of_findings(record):
        if share.of or not any(overlap(share.quote, other.quote) for other in words):
            yield share
            words = [other for other in words if not overlap(share.quote, other.quote)]
    yield from words


def _of_findings(record: EvidenceRecord) -> Iterator[Share]:
    for index, finding, statistic in statistics(record):
        if statistic.type not in _KINDS or statistic.unit != "%":
            continue
        number = read(record, statistic.value, statistic.quote, finding)
        if number is None or _SEPARATE.search(statistic.quote.text):
            continue
        if _is_of_others(record, statistic) and not _names_its_group(record, finding):
            continue
        if statistic.numerator is not None and _is_no_count(record, statistic.quote, statistic.numerator):
            continue
        if statistic.numerator is not None and is_no_share(record, statistic.quote):
            continue
        rough = [number.value, *([] if statistic.numerator is None else [float(statistic.numerator)])]
        if not any(is_hedged(record, statistic.quote, one) for one in rough):
            whole = statistic.denominator
            of = Denominator(value=whole, quote=statistic.quote) if whole else None
            yield Share(
                index, finding, statistic.numerator, _unpadded(record, statistic.quote, number), statistic.quote, of
            )


@once
def counts_of_wholes(record: EvidenceRecord) -> Iterator[re.Match[str]]:
    """The counts of the abstract that are printed with what they are of and with a percentage."""
    text = record.text_of("abstract")
    for rule, match in matches(load_rules("counts_of_wholes"), text):
        behind = text[max(match.end("count"), match.end("percent")) + 1 :][:_FAR_BEHIND]
        if rule.value != "count of those before" or first_hit(load_rules("parts_behind"), behind) is None:
            yield match


def _of_words(record: EvidenceRecord) -> Iterator[Share]:
    text = record.text_of("abstract")
    for match in counts_of_wholes(record):
        count, whole = (int(digits_value(match[name])[0]) for name in ("count", "whole"))
        if count == _FEET and _ACUITY.search(text, max(0, match.start() - REACH), match.start()):
            continue
        if (
            not 0 < whole >= count
            or is_no_share(record, _all_of(record, match))
            or _OF_OTHERS.match(text, match.start("percent"))
        ):
            continue  # a count that is larger than its denominator has a rule of its own
        spans = [match.span("count"), match.span("percent")]
        words = quote(record, "abstract", min(spans)[0], max(spans)[1])
        value, stands_for = figure(match["percent"])
        if not is_hedged(record, words, value) and not is_hedged(record, words, count):
            of = Denominator(value=whole, quote=quote(record, "abstract", *match.span("whole")))
            number = _unpadded(record, words, Printed(value, stands_for, match["percent"]))
            yield Share(finding_at(record, words), None, count, number, words, of)


def is_no_share(record: EvidenceRecord, words: Quote) -> bool:
    """Whether the words around a count and its percentage make them a score, a change or an estimate."""
    text = record.text_of(words.where)
    marked = f"{text[max(0, words.start - REACH) : words.start]}|{text[words.start : words.end + REACH]}"
    return first_hit(load_rules("no_shares"), marked) is not None or is_estimated(record, words)


def is_estimated(record: EvidenceRecord, words: Quote) -> bool:
    """Whether the sentence speaks of estimates, which follow from no count: "the 5-year survival by Kaplan-Meier"."""
    return first_hit(load_rules("estimated_shares"), sentence_around(record, words)) is not None


def _all_of(record: EvidenceRecord, match: re.Match[str]) -> Quote:
    """The words from the first to the last of a count, what it is of and its percentage."""
    spans = [match.span(name) for name in ("count", "whole", "percent")]
    return quote(record, "abstract", min(spans)[0], max(spans)[1])


def _unpadded(record: EvidenceRecord, words: Quote, number: Printed) -> Printed:
    """The percentage without a last 0 for which no other one of the sentence has a place: "5.10%" beside "17.2%"."""
    _, *decimals = re.split(r"[.·]", number.text)
    others = [len(match[1]) for match in _DECIMALS.finditer(sentence_around(record, words)) if match[0] != number.text]
    if not decimals or not decimals[0].endswith("0") or not others or max(others) >= len(decimals[0]):
        return number
    return Printed(number.value, figure(number.text[:-1])[1], number.text)


def _is_no_count(record: EvidenceRecord, words: Quote, count: int) -> bool:
    """Whether the number before a percentage is the end of a name ("XY 19-9"), or counts those that it is not of."""
    before = record.text_of(words.where)[max(0, words.start - REACH) : words.start]
    return is_torn(record, words, count) or _ALL_BUT.search(before) is not None


def _names_its_group(record: EvidenceRecord, finding: Finding) -> bool:
    """Whether what follows the percentage is the group that it is assumed to be of: "23 (37%) of the drug group"."""
    if finding.statistic is None or finding.group is None:
        return False
    between = record.text_of("abstract")[finding.statistic.quote.end : finding.group.quote.start]
    return re.fullmatch(r"\s?[)\]]?\sof\s(?:the\s)?", between) is not None


def _is_of_others(record: EvidenceRecord, statistic: Statistic) -> bool:
    """Whether the percentage after a count says what it is of: "Ten of these 21 (14% of all employees)"."""
    if statistic.numerator is not None and statistic.denominator is None:
        behind = record.text_of(statistic.quote.where)[statistic.quote.end :][:REACH]
        if _OF_THOSE.match(behind):
            return True
    place = place_of(statistic.value or 0, statistic.quote.text)
    if not place or statistic.numerator is None:
        return False
    after = record.text_of(statistic.quote.where)[statistic.quote.start + place :][:REACH]
    return _OF_OTHERS.match(after) is not None
