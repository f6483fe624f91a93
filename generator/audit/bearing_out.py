"""What bears out a denominator that is not printed: the other counts and percentages of the abstract.

An assumed denominator may be the wrong one, so it contradicts a percentage only where others say that it is right.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from msgspec import Struct

from generator.audit.denominators import Denominator
from generator.audit.shares import Share
from generator.evidence import EvidenceRecord

_FIGURES = r"(?<![\d.,·])(\d{1,3}(?:,\d{3})+|\d+)(?![\d,]*\d|[.·]\d|\s?%)"
_WHOLE = re.compile(_FIGURES)
_PEOPLE = re.compile(
    rf"(?:\bn\s?=\s?){_FIGURES}|{_FIGURES}(?=\s(?:[\w-]+\s){{0,3}}?(?:patients|women|men|participants|subjects|children|people"
    r"|individuals|cases|adults|infants|eyes)\b)",
    re.IGNORECASE,
)
_OTHERS_FITTING = 2
"""Other pairs that the number of all participants has to fit before it can contradict one."""


class Pair(Struct, frozen=True):
    """A printed percentage with its count, and what they may be of."""

    share: Share
    count: int
    of: tuple[Denominator, ...]

    @property
    def known(self) -> Denominator | None:
        """The denominator, where it is not one of several."""
        return self.of[0] if len(self.of) == 1 else None

    @property
    def fits(self) -> bool:
        """Whether the count and the denominator, which has to be known, give the percentage."""
        return self.known is not None and gives(self.share, self.count, self.known.value)

    @property
    def group(self) -> str | None:
        """The id of the group whose value it is."""
        finding = self.share.finding
        return finding.group.id if finding and finding.group else None


def gives(share: Share, count: int, whole: int) -> bool:
    """Whether the count and a denominator give the percentage."""
    return share.number.stands_for.holds(Fraction(100 * count, whole))


class Company(Struct, frozen=True):
    """All pairs of an abstract, in the order of the text."""

    record: EvidenceRecord
    pairs: Sequence[Pair]
    tried: Counter[tuple[int, bool]]
    """How many pairs each denominator fits, and how many it fails."""

    def bears_out(self, place: int) -> bool:
        """Whether the others say that the assumed denominator of the pair in this place is the right one."""
        pair = self.pairs[place]
        if pair.known is None:
            return False
        if pair.known.is_total:
            fitting = self._fits_others(pair, pair.known) or self._fits_the_sentence(pair, pair.known)
            return fitting and not self._is_of_another(pair, _WHOLE)
        fitting = self._other_arm_fits(place) or self._fails_alone(place)
        return fitting and not self._is_of_another(pair, _PEOPLE)

    def _fits_others(self, pair: Pair, of: Denominator) -> bool:
        """Whether the total fits two other pairs, and fails no more than it fits.

        A count that is larger than the total says that it counts something else, unless many pairs fit.
        """
        fitting, failing = self.tried[of.value, True], self.tried[of.value, False]
        if fitting < _OTHERS_FITTING:
            return False
        return failing <= fitting if pair.count <= of.value else failing * 3 <= fitting

    def _fits_the_sentence(self, pair: Pair, of: Denominator) -> bool:
        """Whether all other pairs of the sentence go with what they are of, be it assumed too or the printed total."""
        others = [other for other in self.pairs if other is not pair and other.known and _apart(pair, other) == 0]
        if pair.count > of.value or not all(other.fits for other in others):
            return False
        return any(other.of[0].assumed is not None or other.of[0].value == of.value for other in others)

    def _other_arm_fits(self, place: int) -> bool:
        """Whether the row's other group has a pair that goes with its own size, and only this fails."""
        pair = self.pairs[place]
        return self._failing_like(pair) == 1 and any(
            other.fits and _same_row(pair, other) for other in self._beside(place)
        )

    def _fails_alone(self, place: int) -> bool:
        """Whether no other pair of the abstract fails, and a near one goes with the assumed size of its own group.

        Near is a pair beside it of the same group in the same sentence, or of another group there or in the next one.
        """
        pair = self.pairs[place]
        if pair.group is None or sum(count for (_, fits), count in self.tried.items() if not fits) != 1:
            return False
        return any(
            other.fits
            and other.of[0].assumed is not None
            and other.group is not None
            and _apart(pair, other) in ({0} if other.group == pair.group else {0, 1})
            for other in self._beside(place)
        )

    def _failing_like(self, pair: Pair) -> int:
        return self.tried[pair.known.value, False] if pair.known else 0

    def _beside(self, place: int) -> Iterator[Pair]:
        yield from (self.pairs[at] for at in (place - 1, place + 1) if 0 <= at < len(self.pairs))

    def _is_of_another(self, pair: Pair, pattern: re.Pattern[str]) -> bool:
        """Whether another number that the abstract prints in this form may be what the count is of."""
        numbers = _whole_numbers_of(self.record, pattern)
        return any(pair.count <= whole and gives(pair.share, pair.count, whole) for whole in numbers)


def company(record: EvidenceRecord, pairs: Sequence[Pair]) -> Company:
    """The pairs of an abstract, to be asked about each other."""
    tried = Counter((pair.known.value, pair.fits) for pair in pairs if pair.known)
    return Company(record=record, pairs=pairs, tried=tried)


def _same_row(one: Pair, other: Pair) -> bool:
    """Whether two pairs are two groups' of one outcome, in one sentence."""
    mine, theirs = one.share.finding, other.share.finding
    if mine is None or theirs is None or one.group is None or other.group is None:
        return False
    return _apart(one, other) == 0 and mine.outcome == theirs.outcome and one.group != other.group


def _apart(one: Pair, other: Pair) -> int | None:
    """How many sentences lie from one to the other, where both have a finding."""
    mine, theirs = one.share.finding, other.share.finding
    return abs(mine.sentence - theirs.sentence) if mine and theirs else None


def _whole_numbers_of(record: EvidenceRecord, pattern: re.Pattern[str]) -> frozenset[int]:
    """The whole numbers that the abstract prints in figures in this form."""
    found = (match[match.lastindex or 0] for match in pattern.finditer(record.text_of("abstract")))
    return frozenset(int(figures.replace(",", "")) for figures in found) - {0}
