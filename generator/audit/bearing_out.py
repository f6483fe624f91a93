"""What bears out a denominator that is not printed: the other counts and percentages of the abstract.

An assumed denominator may be the wrong one, so it contradicts a percentage only where others say that it is right, or
where the percentage is of more people than it, or any part of it, can have.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from generator.audit.denominators import Denominator
from generator.audit.people import largest_at_stage
from generator.audit.reading import overlap, sentence_around
from generator.audit.shares import Share
from generator.audit.wholes import (
    counts_several_of_each,
    gives,
    nearly_gives,
    numbers_of_people,
    possible_wholes,
    printed_wholes,
    sums_of_people,
)
from generator.evidence import EvidenceRecord

_AT_MOST = 5
"""How many times all people a percentage can be of before their number is rather one that was misread."""
_ROUNDED = 0.15
"""How far from a hundred two percentages may add up."""
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


class Company(Struct, frozen=True):
    """All pairs of an abstract, in the order of the text."""

    record: EvidenceRecord
    pairs: Sequence[Pair]
    tried: Counter[tuple[int, bool]]
    """How many pairs each denominator fits, and how many it fails."""

    def bears_out(self, place: int) -> bool:
        """Whether the assumed denominator of the pair in this place may contradict it."""
        pair = self.pairs[place]
        if pair.known is None or _says_of_how_many(pair) or self._counts_something_else(pair, pair.known):
            return False
        if self._may_be_of_those_analysed(pair, pair.known) or self._is_of_the_row(place):
            return False
        if self._is_of_more_than_all(pair, pair.known):
            return True
        if pair.known.is_total:
            fitting = self._fits_others(pair, pair.known) or self._fits_the_sentence(pair, pair.known)
            return fitting and not self._is_of_another(pair, printed_wholes)
        fitting = self._other_arm_fits(place) or self._fails_alone(place)
        return fitting and not self._is_of_another(pair, numbers_of_people)

    def _is_of_more_than_all(self, pair: Pair, of: Denominator) -> bool:
        """Whether the percentage is one of more people than all that the abstract has, and of no number that it prints.

        Then it is of no part of them either, so that it does not matter which of them it is said of. Only where no
        other pair of the abstract fails: where the number of all was misread, several do. A count that is itself
        larger than all of them counts something else, or their number was misread.
        """
        population = self.record.population
        total = population.sample_size.value if population.sample_size else 0
        everyone = max(of.value, total, sum(group.size or 0 for group in population.groups if group.part_of is None))
        if self._failing != 1 or pair.count > everyone:
            return False
        if any(overlap(of.quote, other.share.quote) for other in self.pairs):
            return False  # its size is the count of a pair: "205 (47%) had A and 231 (53%) had B"
        wholes = possible_wholes(pair.share, pair.count)
        if (
            not wholes
            or not everyone < wholes.start <= _AT_MOST * everyone
            or counts_several_of_each(self.record, pair.share)
        ):
            return False
        return not self._is_of_another(pair, printed_wholes) and not self._is_of_another(pair, sums_of_people)

    def _counts_something_else(self, pair: Pair, of: Denominator) -> bool:
        """Whether the sentence prints that another count is of more than these: of lines and not of patients."""
        more = (one.share.quote for one in self.pairs if one.share.of is not None and one.share.of.value > of.value)
        said = sentence_around(self.record, pair.share.quote)
        return any(sentence_around(self.record, words) == said for words in more)

    def _may_be_of_those_analysed(self, pair: Pair, of: Denominator) -> bool:
        """Whether it may be of those of them whom the abstract says were analysed, where these are fewer than all."""
        total, analysed = self.record.population.sample_size, largest_at_stage(self.record, "analysed")
        if total is None or analysed is None or analysed[0] >= total.value:
            return False
        left = range(max(of.value - (total.value - analysed[0]), pair.count, 1), of.value)
        wholes = possible_wholes(pair.share, pair.count)
        return bool(wholes) and max(left.start, wholes.start) < min(left.stop, wholes.stop)

    def _is_of_the_row(self, place: int) -> bool:
        """Whether it and the pair beside it share out those whom both count: "95 (72.0%) early, 37 (28.0%) late".

        Their percentages then make up a hundred, and each fits the sum of their counts.
        """
        pair = self.pairs[place]
        everyone = self.record.population.sample_size
        for other in self._beside(place):
            both = pair.count + other.count
            whole = abs(pair.share.number.value + other.share.number.value - 100) < _ROUNDED
            if whole and _apart(pair, other) == 0 and gives(pair.share, pair.count, both):
                return everyone is None or both <= everyone.value
        return False

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
        if not all(other.fits for other in others):
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
        if pair.group is None or self._failing != 1:
            return False
        return any(
            other.fits
            and other.of[0].assumed is not None
            and other.group is not None
            and _apart(pair, other) in ({0} if other.group == pair.group else {0, 1})
            for other in self._beside(place)
        )

    @property
    def _failing(self) -> int:
        """How many pairs of the abstract fail what they are assumed to be of."""
        return sum(count for (_, fits), count in self.tried.items() if not fits)

    def _failing_like(self, pair: Pair) -> int:
        return self.tried[pair.known.value, False] if pair.known else 0

    def _beside(self, place: int) -> Iterator[Pair]:
        yield from (self.pairs[at] for at in (place - 1, place + 1) if 0 <= at < len(self.pairs))

    def _is_of_another(self, pair: Pair, numbers: Callable[[EvidenceRecord], Sequence[int]]) -> bool:
        """Whether another number that the abstract prints may be what the count is of, if it was rounded badly."""
        return any(
            pair.count <= whole and nearly_gives(pair.share, pair.count, whole) for whole in numbers(self.record)
        )


def company(record: EvidenceRecord, pairs: Sequence[Pair]) -> Company:
    """The pairs of an abstract, to be asked about each other."""
    tried = Counter((pair.known.value, pair.fits) for pair in pairs if pair.known)
    return Company(record=record, pairs=pairs, tried=tried)


def _says_of_how_many(pair: Pair) -> bool:
    """Whether the count behind a percentage is that of all it is of: "Deaths were 8.0% (501 participants)"."""
    number = f"{pair.count:,}"
    behind = not pair.share.quote.text.startswith((number, str(pair.count)))
    return behind and pair.known is not None and pair.count == pair.known.value


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
