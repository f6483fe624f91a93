"""Ratios and differences: whether the arms' own values give them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import product
from typing import Final

from msgspec import Struct

from generator.audit.precision import Interval
from generator.audit.printed_intervals import DIFFERENCES, RATIOS
from generator.audit.reading import Printed, read, statistics
from generator.audit.verdict import agreement, verdict
from generator.evidence import Check, CheckStatus, EvidenceRecord, Finding, Quote, Statistic, StatisticType
from generator.extraction.lexicon import first_hit, load_rules, load_words

_FROM: Final = {
    StatisticType.RISK_RATIO: StatisticType.PROPORTION,
    StatisticType.ODDS_RATIO: StatisticType.PROPORTION,
    StatisticType.RISK_DIFFERENCE: StatisticType.PROPORTION,
    StatisticType.MEAN_DIFFERENCE: StatisticType.MEAN,
}
"""What kind of value of the arms an effect is made of. A hazard ratio is made of none that an abstract prints."""


_GOES_ON: Final = re.compile(r"\b(?:and|but|while|whereas)\b")
"""Words between the arms and an effect after which it may be one on something else."""
_BOUND: Final = re.compile(r"\b(?:lower|upper)\b[^.;]*\b(?:bound|limit)|\b(?:bound(?:ary)?|limit)\b", re.IGNORECASE)
_ABBREVIATED: Final = re.compile(r"[(\[](?:[A-Za-z]{2,4}s?|\d\d\s?%\s?CI)[)\]]")
"""An abbreviation or level in brackets of its own: "odds ratio (OR)", "odds ratio [95% CI]"."""
_WORD: Final = re.compile(r"[A-Za-z][\w.'-]*[A-Za-z]|\b[a-z]\b")
_STRATIFIED: Final = Fraction(1, 20)
"""How far from the plain ratio one that was stratified is without a word of it."""
_REACH: Final = 70
"""Characters before a number that may say it is no effect but a bound of one."""
_Place = tuple[int, Finding, Statistic]


class _Arm(Struct, frozen=True):
    """One arm's value: what it may stand for, its words, and what was measured."""

    value: float
    stands_for: Interval
    quote: Quote
    outcome: str | None
    group: str
    unit: str | None


def effect_against_arms(record: EvidenceRecord) -> Iterator[Check]:
    """Whether a ratio or difference follows from the two arms' values printed in the same sentence.

    Risk ratio p1 / p2, odds ratio p1 (1 - p2) / (p2 (1 - p1)), differences v1 - v2, either arm first; also v1 + v2 for
    means, where one arm rose and the other fell. Source: Cochrane Handbook, sections 6.4.1 and 6.5.1. Adjusted and
    modelled effects need not follow, nor need those of another outcome, so an abstract that speaks of such ends in
    not-checkable where its figures differ. Where the words beside the effect name anything that those of the arms do
    not, such as some of the patients, a time, a unit or a margin, it ends there whatever the figures are.
    """
    for place in statistics(record):
        _, finding, statistic = place
        kind = _FROM.get(statistic.type)
        arms = _arms(record, finding, kind) if kind else []
        if statistic.type in RATIOS and statistic.unit:
            continue  # "a reduction in relative risk of 18 percent"
        before = record.text_of("abstract")[: statistic.quote.start][-_REACH:]
        if _BOUND.search(before):
            continue  # "the lower boundary of the interval for the difference was -0.26"
        effect = read(record, statistic.value, statistic.quote, finding)
        if effect and len(arms) == 2 and _is_alone(record, finding):
            yield from _compare(record, place, effect, arms)


def _arms(record: EvidenceRecord, effect: Finding, kind: StatisticType) -> list[_Arm]:
    """The values of that kind in the effect's sentence, one arm each."""
    found = [
        arm
        for _, finding, statistic in statistics(record)
        if finding.sentence == effect.sentence and statistic.type is kind and finding.group
        if (arm := _arm(record, finding, statistic, finding.group.text))
    ]
    return found if len({arm.group for arm in found}) == len(found) else []


def _arm(record: EvidenceRecord, finding: Finding, statistic: Statistic, group: str) -> _Arm | None:
    """The arm's value; a percentage is the exact share where count and denominator are printed."""
    value = read(record, statistic.value, statistic.quote, finding)
    if statistic.type is StatisticType.PROPORTION and statistic.numerator is not None and statistic.denominator:
        share = Fraction(100 * statistic.numerator, statistic.denominator)
        return _Arm(float(share), Interval(share, share), statistic.quote, _outcome(finding), group, statistic.unit)
    if value is None:
        return None
    return _Arm(value.value, value.stands_for, statistic.quote, _outcome(finding), group, statistic.unit)


def _outcome(finding: Finding) -> str | None:
    return finding.outcome.text if finding.outcome else None


def _is_alone(record: EvidenceRecord, effect: Finding) -> bool:
    """Whether the sentence has no other effect, which the arms might belong to."""
    kinds = [one.type for _, finding, one in statistics(record) if finding.sentence == effect.sentence]
    return sum(kind in _FROM or kind is StatisticType.HAZARD_RATIO for kind in kinds) == 1


def _compare(record: EvidenceRecord, place: _Place, effect: Printed, arms: list[_Arm]) -> Iterator[Check]:
    """The check of one effect; none where the arms give no such effect, as a ratio to nothing."""
    index, _, statistic = place
    possible = [one for one in _effects(statistic.type, *arms) if one]
    if not possible:
        return
    size = _size(effect.stands_for, statistic.type)
    agrees = any(one.meets(size) for one in possible)
    near = statistic.type in RATIOS and any(_widened(one).meets(size) for one in possible)
    plain = _is_plain(record, statistic, arms)
    comparable = _is_of_the_same(record, place, arms) and not near and not _is_adjusted(record)
    ranges = " or ".join(f"{float(one.low):.4g} to {float(one.high):.4g}" for one in possible)
    first, second = (f"{arm.value:.4g}" for arm in arms)
    yield verdict(
        agreement(agrees) if plain and (agrees or comparable) else CheckStatus.NOT_CHECKABLE,
        f"Printed: {effect.text}, and {first} and {second} for the arms, which give {ranges}.",
        quotes=(statistic.quote, *(arm.quote for arm in arms)),
        reported={"effect": effect.value, "arms": [arm.value for arm in arms]},
        computed={"kind": statistic.type.value, "bounds": [[float(one.low), float(one.high)] for one in possible]},
        finding=index,
    )


def _is_plain(record: EvidenceRecord, effect: Statistic, arms: list[_Arm]) -> bool:
    """Whether the words around an effect name nothing, and its unit is none, that the arms' values have not."""
    if effect.type is StatisticType.MEAN_DIFFERENCE and not _have_its_unit(arms, effect.unit):
        return False
    text = record.text_of("abstract")
    sentence = next(one for one in record.sentences if one.start <= effect.quote.start < one.end)
    before, behind = text[sentence.start : effect.quote.start], text[effect.quote.end : sentence.end]
    if first_hit(load_rules("no_plain_effects"), f"{before}|{behind}"):
        return False
    last = max((arm.quote.end for arm in arms if arm.quote.end <= effect.quote.start), default=sentence.start)
    beside = _ABBREVIATED.sub(" ", text[last : effect.quote.start]).rstrip(" ,:=([")
    named = {word.lower() for word in _WORD.findall(re.split(r"[,;:()\[\]]", beside)[-1])}
    of_the_arms = " ".join(f"{arm.outcome or ''} {arm.group}" for arm in arms).lower()
    return named <= {*(word.lower() for word in load_words("plain_effect_words")), *_WORD.findall(of_the_arms)}


def _have_its_unit(arms: list[_Arm], unit: str | None) -> bool:
    """Whether the arms' values may be in the effect's unit, which often stands behind one of them only."""
    units = {arm.unit.rstrip("s") for arm in arms if arm.unit}
    return unit is None or units == {unit.rstrip("s")} or (unit != "%" and not units)


def _widened(made: Interval) -> Interval:
    """What a ratio that is stratified, or of exact shares, may be where the plain one is this."""
    return Interval(made.low * (1 - _STRATIFIED), made.high * (1 + _STRATIFIED))


def _is_of_the_same(record: EvidenceRecord, place: _Place, arms: list[_Arm]) -> bool:
    """Whether the effect is one on what the arms' values are of: the same outcome, or nothing new between them."""
    _, finding, statistic = place
    if {arm.outcome for arm in arms} == {_outcome(finding)}:
        return True
    between = record.text_of("abstract")[max(arm.quote.end for arm in arms) : statistic.quote.start]
    return bool(between) and _GOES_ON.search(between) is None


def _effects(kind: StatisticType, one: _Arm, other: _Arm) -> list[Interval | None]:
    """The effect that the arms give, for each of them as the first; a difference's size only."""
    first, second = one.stands_for, other.stands_for
    if kind in DIFFERENCES:
        apart = [_size(Interval(first.low - second.high, first.high - second.low), kind)]
        together = _size(Interval(first.low + second.low, first.high + second.high), kind)
        return [*apart, together] if kind is StatisticType.MEAN_DIFFERENCE else [*apart]
    made = _odds if kind is StatisticType.ODDS_RATIO else _plain
    return [_over(first, second, made), _over(second, first, made)]


def _size(value: Interval, kind: StatisticType) -> Interval:
    """The value without its sign, for differences: which arm is subtracted is seldom said."""
    if kind not in DIFFERENCES:
        return value
    ends = sorted((abs(value.low), abs(value.high)))
    return Interval(Fraction(0) if value.low < 0 < value.high else ends[0], ends[1])


def _over(first: Interval, second: Interval, made: Callable[[Fraction], Fraction | None]) -> Interval | None:
    """The ratio of two shares, at all ends of their intervals; ``None`` where it is not defined."""
    above, below = ([made(end) for end in (one.low, one.high)] for one in (first, second))
    if None in above or None in below or not all(below):
        return None
    ratios = [top / bottom for top, bottom in product(above, below) if top is not None and bottom]
    return Interval(min(ratios), max(ratios))


def _plain(share: Fraction) -> Fraction | None:
    return share


def _odds(share: Fraction) -> Fraction | None:
    return share / (100 - share) if share < 100 else None


def _is_adjusted(record: EvidenceRecord) -> bool:
    """Whether the abstract speaks of adjustment or of a model."""
    return first_hit(load_rules("adjusted"), record.text_of("abstract")) is not None
