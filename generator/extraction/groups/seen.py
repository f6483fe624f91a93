"""The groups that rules found, with what the judges of groups look at."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from generator.extraction.groups.merging import Named, spans
from generator.extraction.likelihoods import NameReader
from generator.extraction.mentions import Mention
from generator.extraction.names import Names


class Seen(Struct, frozen=True, kw_only=True):
    """Two groups or more of an article."""

    text: str
    """The abstract."""
    title: str
    names: Names
    sets: Sequence[Named]
    mentions: Sequence[Mention]
    likelihoods: NameReader
    known_field: bool
    """Whether the article is of the field that a task of the network learned from."""

    def means(self, known: Named) -> list[float]:
        """Of each of ``NAME_PARTS``, how likely the words of a group's name are of it, for the likeliest name."""
        shares = [self.likelihoods.read(*span) for arm in known for span in spans(arm)]
        return [max(values) for values in zip(*shares, strict=True)]
