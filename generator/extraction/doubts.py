"""What the source may say although the record does not: lists that are empty for doubt and not for silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.evidence import Named, Population
from generator.extraction.interventions import LIKELY
from generator.extraction.mentions import Mention, MentionKind
from generator.extraction.treatments import names_treatment


def lists_in_doubt(
    mentions: Iterable[Mention],
    population: Population,
    interventions: Sequence[Named] | None,
    comparators: Sequence[Named] | None,
) -> Iterator[str]:
    """The lists of a record that are empty though the network marked words for them, none surely enough to tell.

    ``None`` stands for a list that a report of its kind does not have.
    """
    marked = {mention.kind for mention in mentions if _may_be_told(mention)}
    for at, kind, told in (
        ("population.condition", MentionKind.CONDITION, population.condition),
        ("interventions", MentionKind.INTERVENTION, interventions),
        ("comparators", MentionKind.CONTROL, comparators),
    ):
        if told is not None and not told and kind in marked:
            yield at


def _may_be_told(mention: Mention) -> bool:
    """Whether a treatment or a condition that is marked may be one that was studied."""
    if mention.kind is MentionKind.CONDITION:
        return True
    return mention.of_treatment >= LIKELY and names_treatment(mention.quote.text)
