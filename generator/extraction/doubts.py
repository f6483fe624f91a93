"""What the source may say although the record does not: lists that are empty for doubt and not for silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.evidence import Named, Population
from generator.extraction.interventions import LIKELY
from generator.extraction.mentions import Mention, MentionKind
from generator.extraction.population import TELLS_OF_PEOPLE
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
        ("population.eligibility", MentionKind.ELIGIBILITY, population.eligibility),
        ("interventions", MentionKind.INTERVENTION, interventions),
        ("comparators", MentionKind.CONTROL, comparators),
    ):
        if told is not None and not told and kind in marked:
            yield at


def _may_be_told(mention: Mention) -> bool:
    """Whether a treatment, a condition or people that are marked may be those that were studied."""
    if mention.kind is MentionKind.CONDITION:
        return True
    if mention.kind is MentionKind.ELIGIBILITY:
        return mention.of_people >= TELLS_OF_PEOPLE
    return mention.of_treatment >= LIKELY and names_treatment(mention.quote.text)
