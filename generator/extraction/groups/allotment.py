"""Groups that are named without a size beside them: where participants are put into them, or compared in results."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from generator.article import Article, Role
from generator.evidence import Sentence
from generator.extraction.coordination import OR, parts_of
from generator.extraction.groups.arm import TREATMENTS, Arm, NamedPlace, says_group
from generator.extraction.lexicon import hits, load_rules
from generator.extraction.mentions import Mention, MentionKind
from generator.extraction.names import Names


def allotted_arms(text: str, sentence: Sentence, places: Sequence[NamedPlace]) -> list[Arm]:
    """What participants were put to, by a sentence that says so: the interventions and controls after its verb."""
    cues = hits(load_rules("allocation_cues"), text, sentence.start, sentence.end)
    cue = min((hit.start for hit in cues), default=None)
    if cue is None:
        return []
    return [
        Arm(start=start, end=end, sentence=sentence.start)
        for place in places
        if place.kind in TREATMENTS and cue < place.start < sentence.end
        for start, end in parts_of(text, place.start, place.end, OR)
    ]


def arms_of_results(text: str, sentences: Sequence[Sentence], places: Sequence[NamedPlace]) -> list[Arm]:
    """The names in results that say whose they are; in more than one sentence only those that say "group" or "control".

    One sentence alone has nothing else to name its groups by; in a whole abstract a treatment in the results may as
    well be what all had.
    """
    alone = len(sentences) == 1
    return [
        Arm(start=place.start, end=place.end)
        for place in places
        if place.kind is MentionKind.ARM and (alone or says_group(text[place.start : place.end]))
    ]


def compared_arms(text: str, sentences: Sequence[Sentence], places: Sequence[NamedPlace], names: Names) -> list[Arm]:
    """The two names that results set against each other most often ("for X than for Y"), in every place of theirs."""
    pairs: Counter[frozenset[frozenset[str]]] = Counter()
    arms: list[Arm] = []
    for sentence in sentences:
        if sentence.role is Role.RESULTS:
            found = [
                Arm(start=place.start, end=place.end, sentence=sentence.start)
                for place in places
                if place.is_name and sentence.start <= place.start < sentence.end
            ]
            found += [
                Arm(start=hit.start, end=hit.end, sentence=sentence.start)
                for hit in hits(load_rules("arm_phrases"), text, sentence.start, sentence.end)
                if not any(arm.start < hit.end and hit.start < arm.end for arm in found)
            ]
            found.sort()
            arms += found
            for one, other in pairwise(found):
                keys = frozenset(names.key(text[arm.start : arm.end]) for arm in (one, other))
                if len(keys) == 2 and all(keys) and _AGAINST.search(text[one.end : other.start]):
                    pairs[keys] += 1
    if not pairs:
        return []
    (best, count), *rest = pairs.most_common(2)
    if rest and rest[0][1] == count:
        return []
    return [arm for arm in arms if names.key(text[arm.start : arm.end]) in best]


_AGAINST = re.compile(
    r"^[^.;]{0,60}?(?<![\w-])(?:versus|vs\.?|v|than|compared (?:with|to)|and|or)(?![\w-])[^.;]{0,40}$"
)


def titled_arms(article: Article, mentions: Sequence[Mention], places: Sequence[NamedPlace], names: Names) -> list[Arm]:
    """What the title names as treatment and as control, in every place of the abstract that names one of them."""
    keys = {
        names.key(mention.quote.text): mention.kind
        for mention in mentions
        if mention.kind in TREATMENTS and mention.quote.where == "title"
    }
    if set(keys.values()) != set(TREATMENTS):
        return []
    text = article.text_of("abstract")
    return [
        Arm(start=place.start, end=place.end)
        for place in places
        if place.is_name and names.key(text[place.start : place.end]) in keys
    ]
