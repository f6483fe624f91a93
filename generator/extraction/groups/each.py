"""The one size of all groups, where an abstract prints it for each of them: "30 patients in each group"."""

from __future__ import annotations

from collections.abc import Sequence

from generator.article import Role
from generator.evidence import Sentence
from generator.extraction.groups.sizes import tells_of_events
from generator.extraction.lexicon import hits, load_rules


def size_of_each(
    text: str, sentences: Sequence[Sentence], groups: int, total: int | None
) -> tuple[int, int, int] | None:
    """The size and where it stands; only one that, as many times as there are groups, gives the ``total``.

    Where no total is printed, the sentence has to say that participants were put into groups.
    """
    for sentence in sentences:
        for hit in hits(load_rules("sizes_of_each"), text, sentence.start, sentence.end):
            size = int(text[hit.start : hit.end].replace(",", ""))
            if total is None:
                cues = hits(load_rules("allocation_cues"), text, sentence.start, sentence.end)
                events = sentence.role is Role.RESULTS and tells_of_events(text, sentence.start, sentence.end)
                fits = size > 1 and any(cues) and not events
            else:
                fits = size * groups == total
            if fits:
                return size, hit.start, hit.end
    return None
