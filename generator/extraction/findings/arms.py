"""Arms in a sentence: the words that name a group of participants, each with the group that it names."""

from __future__ import annotations

from msgspec import Struct

from generator.evidence import Abbreviation
from generator.extraction.groups import GroupMention
from generator.extraction.lexicon import hits, load_rules
from generator.extraction.mentions import Mention
from generator.extraction.names import Names

_Span = tuple[int, int]


class Arm(Struct, frozen=True, kw_only=True, order=True):
    """Words ``[start, end)`` of the abstract that name a group; ``id`` where it is one of the population's."""

    start: int
    end: int
    name: str
    """The words that tell it from others: what two mentions of one arm share."""
    id: str | None = None

    @property
    def key(self) -> str:
        """What makes two mentions the same arm."""
        return self.id or self.name


class ArmFinder:
    """Finds the arms that sentences of one article name."""

    def __init__(
        self,
        text: str,
        mentions: tuple[Mention, ...],
        named: tuple[GroupMention, ...],
        abbreviations: tuple[Abbreviation, ...],
    ) -> None:
        self._text = text
        self._names = Names(abbreviations)
        self._named = [mention for mention in named if mention.where == "abstract"]
        self._mentioned = [
            (mention.quote.start, mention.quote.end) for mention in mentions if mention.quote.where == "abstract"
        ]

    def find(self, start: int, end: int) -> tuple[Arm, ...]:
        """The arms named in ``text[start:end]`` in order, none overlapping: as mentioned, else by their form."""
        spans: list[_Span] = []
        for more in (
            [span for span in self._mentioned if start <= span[0] and span[1] <= end],
            [(mention.start, mention.end) for mention in self._named if start <= mention.start and mention.end <= end],
            [(hit.start, hit.end) for hit in hits(load_rules("arm_phrases"), self._text, start, end)],
        ):
            spans = _with_longest(spans, more)
        return tuple(self._arm(span) for span in sorted(spans))

    def _arm(self, span: _Span) -> Arm:
        """The arm that a span names."""
        start, end = span
        ids = {mention.id for mention in self._named if mention.start < end and start < mention.end}
        words = " ".join(sorted(self._names.key(self._text[start:end]))) or self._text[start:end].lower()
        return Arm(start=start, end=end, name=words, id=ids.pop() if len(ids) == 1 else None)


def _with_longest(kept: list[_Span], spans: list[_Span]) -> list[_Span]:
    """The spans kept so far and those of the others that overlap none of them, the longest first."""
    kept = list(kept)
    for start, end in sorted(set(spans), key=lambda span: (span[0] - span[1], span[0])):
        if all(end <= other_start or other_end <= start for other_start, other_end in kept):
            kept.append((start, end))
    return kept
