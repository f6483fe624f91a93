"""What bears out a denominator that is not printed: the other counts and percentages of the abstract.

An assumed denominator may be the wrong one, and a percentage may be of some of them only, of whom something was known.
So it contradicts a percentage only where no number of people up to it gives that, or where a row makes it up, and
where other pairs say that it is right.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from generator.audit.denominators import Denominator
from generator.audit.reading import overlap, sentence_around
from generator.audit.shares import Share
from generator.audit.wholes import (
    counts_several_of_each,
    gives,
    looks_like_a_size,
    looks_like_no_count,
    nearly_gives,
    numbers_of_people,
    possible_wholes,
    printed_wholes,
    sums_of_people,
)
from generator.evidence import EvidenceRecord
from generator.extraction.lexicon import first_hit, load_rules

_AT_MOST = 3
"""How many times all people a percentage can be of before their number is rather one that was misread."""
_ROUNDED = 0.15
"""How far from a hundred two percentages may add up."""
_OTHERS_FITTING = 2
"""Other pairs that the number of all participants has to fit for each that it contradicts."""


_OF_THE = re.compile(
    r"\b(?:all|any|each|few|many|most|none|some)\sof\s(?:the|these|those)\s$"
    r"|\b(?:two|three|four|five|both|\d)\s(?:[a-z-]+\s){0,2}(?:groups|arms|cohorts|cent(?:er|re)s)\s(?:[a-z]+\s){0,2}$"
    r"|\b(?:each|every|per)\s(?:[a-z-]+\s){0,4}$",
    re.IGNORECASE,
)
_OF_EACH = re.compile(r"\s?[)\]]?\s?(?:[a-z-]+\s){0,2}(?:per|each|in\s(?:each|every|both))\b", re.IGNORECASE)
"""Behind a number of people who are those of one group: "40 patients per arm"."""
_FAMILIES = re.compile(
    r"\s(?:[\w-]+\s){0,2}(?:families|households|pairs|couples|cent(?:er|re)s|hospitals|studies|trials)\b"
)
_REACH = 40
"""Characters beside a number of people that may say who they are."""
_NEXT_WORD = re.compile(r"(?:\s?[\w-]+)?")
_IN_GROUP = re.compile(
    r"\s?[)\]]?(?:\s(?:patients|participants|subjects|women|men|children|people|individuals))?"
    r"\s(?:in|on|of|from|receiving|treated\swith)\s(?:the\s)?(?P<name>[^.;,()]{2,40}?)\s(?:group|arm)\b",
    re.IGNORECASE,
)
"""Behind a pair: the group that it is of."""
_TREATED = {"the", "intervention", "treatment", "experimental", "study", "active"}
_CONTROLS = {"control", "controls", "placebo", "usual", "standard", "sham"}
"""Words in names of groups: "the intervention arm" may be any but one of controls."""
_LEADS_ON = re.compile(r"\s[^\d.;()]{0,60}(?:,|\band|\bwhom|\bwhich)\s")
_STAYED = re.compile(
    r"\s(?:[a-z]+\s){0,2}?(?:analy[sz]ed|completed|evaluable|assessed|followed|finished|attended|returned|responded)\b"
)
"""Between a number of people and a count of them that stayed, and behind that count."""


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
        """Whether the denominator of the pair in this place, printed or assumed, may contradict it."""
        pair = self.pairs[place]
        if _is_weighted(self.record) or self._shares_out_otherwise(place):
            return False
        if pair.share.of is not None:
            return True
        if self._makes_up_all(place) and not self._is_of_the_row(place):
            return not self._is_of_another(pair, printed_wholes)
        if pair.known is None or not _is_of_more(pair, pair.known) or self._counts_something_else(pair, pair.known):
            return False
        if self._names_another_group(pair) or self._is_of_the_row(place) or self._is_no_total(pair.known):
            return False
        if self._is_of_more_than_all(pair, pair.known):
            return True
        if pair.known.is_total:
            fitting = self._fits_others(pair, pair.known) or self._fits_the_sentence(pair, pair.known)
            fitting = fitting or self._goes_on_from(pair, pair.known)
            return fitting and not self._is_of_another(pair, printed_wholes)
        fitting = self._other_arm_fits(place) or self._fails_alone(place) or self._is_printed_beside(pair, pair.known)
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
        if self._failing != 1 or pair.count > everyone or looks_like_a_size(self.record, pair.share):
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

    def _is_no_total(self, of: Denominator) -> bool:
        """Whether the words around a number make it none of all people: "all of the 12", "14 families", "9 per arm"."""
        text = self.record.text_of(of.quote.where)
        before = text[max(0, of.quote.start - _REACH) : of.quote.start]
        behind = (_FAMILIES.match(text, of.quote.end), of.is_total and _OF_EACH.match(text, of.quote.end))
        return _OF_THE.search(before) is not None or any(behind)

    def _counts_something_else(self, pair: Pair, of: Denominator) -> bool:
        """Whether another count of the sentence is of more than these, of lines not patients, or it is of others."""
        if looks_like_no_count(self.record, pair.share) or self._counts_other_people(pair, of):
            return True
        more = (one.share.quote for one in self.pairs if one.share.of is not None and one.share.of.value > of.value)
        said = sentence_around(self.record, pair.share.quote)
        return any(sentence_around(self.record, words) == said for words in more)

    def _counts_other_people(self, pair: Pair, of: Denominator) -> bool:
        """Whether those counted are called by a name that the denominator has not: "12 nurses (20%)" of 40 patients."""
        words, text = pair.share.quote, self.record.text_of(pair.share.quote.where)
        behind = _NEXT_WORD.match(text, words.end)
        counted = text[words.start : behind.end() if behind else words.end].lower()
        said = re.split(r"[.;]", self.record.text_of(of.quote.where)[of.quote.start :][:_REACH])[0].lower()
        others = first_hit(load_rules("other_people"), f"{said}|{counted}")
        return others is not None and not {word for word in _words(counted) if word.isalpha()} & _words(said)

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

    def _makes_up_all(self, place: int) -> bool:
        """Whether its count and those beside it in the sentence add up to all, whose shares they then are."""
        pair = self.pairs[place]
        row = [other for other in self.pairs if _apart(pair, other) == 0]
        stretches = (row[first:last] for first in range(len(row)) for last in range(first + 2, len(row) + 1))
        return pair.known is not None and any(
            pair in stretch and sum(one.count for one in stretch) == pair.known.value for stretch in stretches
        )

    def _names_another_group(self, pair: Pair) -> bool:
        """Whether the words behind a pair name a group in no word of the one that it was taken to be of."""
        words, groups = pair.share.quote, self.record.population.groups
        named = _IN_GROUP.match(self.record.text_of(words.where), words.end)
        mine = next((group.name for group in groups if group.id == pair.group), None)
        if named is None or mine is None or _words(named["name"]) & _words(mine):
            return False
        return not (_words(named["name"]) <= _TREATED and not _words(mine) & _CONTROLS)

    def _shares_out_otherwise(self, place: int) -> bool:
        """Whether it and another pair of the sentence make up what is printed, and neither is the percentage of that.

        "Of the 35 who died, 13 (6%) had A and 22 (43%) had B" may tell of all with A and of all with B.
        """
        pair = self.pairs[place]
        if pair.share.of is not None and overlap(pair.share.of.quote, pair.share.quote):
            return False  # "88 (47%) of 146" leaves no doubt
        said = sentence_around(self.record, pair.share.quote)
        return any(
            other.share.of is None
            and pair.known is not None
            and not pair.fits
            and pair.count + other.count == pair.known.value
            and not gives(other.share, other.count, pair.known.value)
            and sentence_around(self.record, other.share.quote) == said
            for other in self.pairs
        )

    def _fits_others(self, pair: Pair, of: Denominator) -> bool:
        """Whether the total fits two other pairs for each that it fails.

        A count that is larger than the total says that it counts something else, unless three fit.
        """
        others = _OTHERS_FITTING + (pair.count > of.value)
        return self.tried[of.value, True] >= others * self.tried[of.value, False]

    def _fits_the_sentence(self, pair: Pair, of: Denominator) -> bool:
        """Whether all other pairs of the sentence go with what they are of, be it assumed too or the printed total."""
        others = [other for other in self.pairs if other is not pair and other.known and _apart(pair, other) == 0]
        if not all(other.fits for other in others):
            return False
        if pair.count > of.value and not self._counts_the_same(pair, of, others):
            return False
        return any(other.of[0].assumed is not None or other.of[0].value == of.value for other in others)

    def _counts_the_same(self, pair: Pair, of: Denominator, others: Sequence[Pair]) -> bool:
        """Whether a count of more than all is still one of them, by the pairs of its sentence, all of which fit.

        There are two of them, or one is the rest of a hundred percent, or the number of all stands before them.
        """
        if counts_several_of_each(self.record, pair.share):
            return False
        rest = any(abs(pair.share.number.value + other.share.number.value - 100) < _ROUNDED for other in others)
        return len(others) > 1 or rest or self._stands_before(pair, of)

    def _stands_before(self, pair: Pair, of: Denominator) -> bool:
        """Whether the number stands before the pair in its sentence."""
        one = next((one for one in self.record.sentences if one.start <= pair.share.quote.start < one.end), None)
        return one is not None and of.quote.where == "abstract" and one.start <= of.quote.start < pair.share.quote.start

    def _goes_on_from(self, pair: Pair, of: Denominator) -> bool:
        """Whether the words lead from the number to the pair: "256 patients were included, and 253 (99%) analysed"."""
        if not self._stands_before(pair, of) or gives(pair.share, pair.count, pair.count + of.value):
            return False
        text, words = self.record.text_of("abstract"), pair.share.quote
        return (
            pair.count <= of.value
            and _LEADS_ON.fullmatch(text, of.quote.end, words.start) is not None
            and _STAYED.match(text, words.end) is not None
        )

    def _is_printed_beside(self, pair: Pair, of: Denominator) -> bool:
        """Whether another pair of the sentence prints the same number as what it is of, and fits it, as do all."""
        others = [other for other in self.pairs if other is not pair and other.known and _apart(pair, other) == 0]
        same = any(other.share.of is not None and other.share.of.value == of.value for other in others)
        return same and self._failing == 1 and pair.count <= of.value

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


def _is_weighted(record: EvidenceRecord) -> bool:
    """Whether the abstract speaks of weighted percentages, which need not follow from the counts beside them."""
    return first_hit(load_rules("weighted"), record.text_of("abstract")) is not None


def _words(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.lower()))


def _is_of_more(pair: Pair, of: Denominator) -> bool:
    """Whether more people than the denominator are needed for the percentage."""
    wholes = possible_wholes(pair.share, pair.count)
    return bool(wholes) and wholes.start > of.value and not _says_of_how_many(pair)


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
