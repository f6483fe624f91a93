"""How likely a treatment that mentions name was studied, and a condition was the participants'."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from generator.article import Article
from generator.evidence import Design, Group, GroupRole
from generator.extraction.illnesses import ends_with_illness, names_illness
from generator.extraction.lexicon import load_words
from generator.extraction.mentions import Mention, MentionKind, is_of_known_field
from generator.extraction.names import Names, occurrences
from generator.extraction.quoting import quote
from generator.extraction.regression import likely, load_weighing, share
from generator.extraction.study_types import family_of
from generator.extraction.trimming import with_noun
from generator.extraction.words import compounds

Item = TypeVar("Item")

_OF_ANY = (
    "surest to be whole",
    "whole on average",
    "often",
    "as often as the one named most",
    "named most",
    "mentions",
    "in the title",
)
_FAMILIES = ("trial", "observational", "synthesis", "case")
DESIGN_FEATURES = ("allocation told", *(f"study: {family}" for family in _FAMILIES), "study: untold")
TREATMENT_FEATURES = (
    *_OF_ANY,
    "likeliest to be given",
    "likely to be given on average",
    "given in words",
    "times given in words",
    "in a sentence on who was studied",
    "name of an arm",
    "alias of an arm",
    "groups of its own role",
    "groups",
    "treatments",
    "treatments named half as often",
    "words shared with one named more often",
    "words of the name",
    "capital",
    "in capitals",
    "brackets",
    "and",
    "group",
    "how early",
    "compared",
    "compared, name of an arm",
    "of the known field",
    "said to be given",
    *DESIGN_FEATURES,
)
"""Of the mentions of one treatment."""
CONDITION_FEATURES = (
    *_OF_ANY,
    "first of the title",
    "another in the title",
    "in a sentence on who was studied",
    "an illness",
    "ends with an illness",
    "conditions",
    "words shared with one named more often",
    "words of the name",
    "capital",
    "and",
    "how early",
    *DESIGN_FEATURES,
)
"""Of the mentions of one condition."""
NEARLY = 0.9
"""As good as any is a name that is whole nearly as surely as the surest: by this share of its likelihood."""
_MOST, _MOST_WORDS, _FAR = 6, 10, 2000


class Treatment(Struct, frozen=True):
    """Mentions that name one treatment, the best of them, and the role of the groups of these names, if it is one."""

    mentions: Sequence[Mention]
    best: Mention
    role: GroupRole | None


class Treatments(Struct, frozen=True, kw_only=True):
    """What an article tested, or what it compared with, as far as mentions of that ``kind`` name it."""

    kind: MentionKind
    given: Sequence[Treatment]
    article: Article
    names: Names
    groups: tuple[Group, ...]
    design: Design
    treated: bool
    """Whether people are said to be treated."""


def likelihoods(treatments: Treatments) -> list[float]:
    """How likely each of an article's treatments was studied, or compared with."""
    weighing = load_weighing("treatments", TREATMENT_FEATURES)
    return [likely(weighing.score(row)) for row in treatment_features(treatments)]


def treatment_features(treatments: Treatments) -> Iterator[list[float]]:
    """The ``TREATMENT_FEATURES`` of each treatment."""
    article, names, groups = treatments.article, treatments.names, treatments.groups
    keys = [[names.key(one.quote.text) for one in given.mentions] for given in treatments.given]
    weights = [sum(one.whole for one in given.mentions) for given in treatments.given]
    most = max(weights, default=0.0) or 1.0
    halves = sum(weight > most / 2 for weight in weights)
    arms = {names.key(group.name) for group in groups}
    aliases = {names.key(alias.text) for group in groups for alias in group.aliases}
    said = f"{article.text_of('title')} {article.text_of('abstract')}".lower()
    known_field, compared = is_of_known_field(article), treatments.kind is MentionKind.CONTROL
    of_design = design_features(treatments.design)
    for own, given, weight in zip(keys, treatments.given, weights, strict=True):
        known, name, is_arm = given.mentions, given.best.quote.text, not arms.isdisjoint(own)
        words = frozenset().union(*own)
        greater = [frozenset().union(*other) for other, heavier in zip(keys, weights, strict=True) if heavier > weight]
        yield [
            *_of_any(known, weight, most),
            max(one.of_treatment for one in known),
            sum(one.of_treatment for one in known) / len(known),
            *_given_in_words(said, (one.quote.text for one in known)),
            _on_people(known),
            float(is_arm),
            float(not aliases.isdisjoint(own)),
            float(given.role is not None),
            share(len(groups), _MOST),
            share(len(treatments.given), _MOST),
            share(halves, _MOST),
            _most_shared(words, greater),
            share(name.count(" ") + 1, _MOST_WORDS),
            float(name[0].isupper()),
            float(name.isupper()),
            float("(" in name),
            float(" and " in name),
            float(GROUP.search(name) is not None),
            _how_early(known),
            float(compared),
            float(compared and is_arm),
            float(known_field),
            float(treatments.treated),
            *of_design,
        ]


def _given_in_words(said: str, names: Iterable[str]) -> tuple[float, float]:
    """Whether words say that people were given what has one of these names, and how often they do."""
    places = occurrences(said, names)
    times = sum(
        1 for start, end in places if _GIVEN.search(said, max(0, start - _REACH), start) or _GAVE.match(said, end)
    )
    return float(times > 0), share(times, _MOST)


_GIVEN = re.compile(
    r"\b(?:receiv(?:ed?|ing)|treat(?:ed|ment)\s(?:with|by)|therapy\s(?:with|by)|administ(?:ered|ration\sof)|given|took|taking"
    r"|under(?:went|going)|(?:randomi[sz]ed|assigned|allocated)\sto|(?:efficacy|safety|effectiveness)\sof|response\sto)\s"
    r"(?:the\s|an?\s|[\w-]+\s)?\Z"
)
_GAVE = re.compile(r"[-\s](?:treated|therapy|treatment|recipients)\b|\swas\s(?:given|administered|performed|used)\b")
_REACH = 40


def condition_likelihoods(
    article: Article, conditions: Sequence[Sequence[Mention]], names: Names, design: Design
) -> list[float]:
    """How likely each condition, given the mentions that name it, is what those who took part had."""
    weighing = load_weighing("conditions", CONDITION_FEATURES)
    return [likely(weighing.score(row)) for row in condition_features(article, conditions, names, design)]


def condition_features(
    article: Article, conditions: Sequence[Sequence[Mention]], names: Names, design: Design
) -> Iterator[list[float]]:
    """The ``CONDITION_FEATURES`` of each condition of the article."""
    keys = [names.key(known[0].quote.text) for known in conditions]
    weights = [sum(one.whole for one in known) for known in conditions]
    most = max(weights, default=0.0) or 1.0
    titles = [
        min((one.quote.start for one in known if one.quote.where == "title"), default=None) for known in conditions
    ]
    first = min((start for start in titles if start is not None), default=None)
    for key, known, weight, title in zip(keys, conditions, weights, titles, strict=True):
        name = known[0].quote.text
        greater = [other for other, heavier in zip(keys, weights, strict=True) if heavier > weight]
        yield [
            *_of_any(known, weight, most),
            float(title is not None and title == first),
            float(first is not None and title is None),
            _on_people(known),
            float(names_illness(name)),
            float(ends_with_illness(name)),
            share(len(conditions), _MOST),
            _most_shared(key, greater),
            share(name.count(" ") + 1, _MOST_WORDS),
            float(name[0].isupper()),
            float(" and " in name),
            _how_early(known),
            *design_features(design),
        ]


def design_features(design: Design) -> list[float]:
    """The ``DESIGN_FEATURES``."""
    family = family_of(design)
    return [float(design.allocation is not None), *[float(family == one) for one in _FAMILIES], float(family is None)]


def _of_any(known: Sequence[Mention], weight: float, most: float) -> list[float]:
    """The features ``_OF_ANY`` of mentions that weigh so much, where the heaviest weigh the most."""
    return [
        max(one.whole for one in known),
        weight / len(known),
        min(weight, _MOST) / _MOST,
        weight / most,
        float(weight == most),
        share(len(known), _MOST),
        float(any(one.quote.where == "title" for one in known)),
    ]


def _on_people(known: Sequence[Mention]) -> float:
    """How likely one of the mentions of the abstract stands in a sentence on who was studied."""
    return max((one.of_people for one in known if one.quote.where == "abstract"), default=0.0)


def _most_shared(words: frozenset[str], others: Sequence[frozenset[str]]) -> float:
    """The largest share of words in common with another name, of the words of the shorter one."""
    return max((len(words & other) / max(min(len(words), len(other)), 1) for other in others), default=0.0)


def _how_early(known: Sequence[Mention]) -> float:
    """Where the first of the mentions of the abstract stands, up to ``_FAR`` characters."""
    return min(min((one.quote.start for one in known if one.quote.where == "abstract"), default=0) / _FAR, 1.0)


def likeliest(items: Sequence[Item], likelihoods: Sequence[float], least: float, least_of_one: float) -> list[Item]:
    """Those that are at least so likely; where none is, the likeliest, if it is so likely as one alone has to be."""
    bound = max(min(least, max(likelihoods, default=0.0)), least_of_one)
    return [item for item, likelihood in zip(items, likelihoods, strict=True) if likelihood >= bound]


def best(known: Sequence[Mention], rank: Callable[[Mention], Any]) -> Mention:
    """Of the names that are as good as any to be whole, the one that ranks first."""
    most = max(one.whole for one in known)
    return max((one for one in known if one.whole >= NEARLY * most), key=rank)


GROUP = re.compile(r"\b(?:groups?|arms?|patients)\b", re.IGNORECASE)
"""In the name of a group."""


def with_own_noun(article: Article, mention: Mention) -> Mention | None:
    """The mention on to the noun of an adjective that it ends with; ``None`` where it is one adjective without a noun.

    As in "standard triple" of "standard triple therapy". "Diabetic" needs no noun before those who are.
    """
    words = mention.quote
    text = article.text_of(words.where)
    span = with_noun(text, words.start, words.end)
    if span is None:
        return None
    noun = text[words.end : span[1]]
    if not noun or GROUP.search(noun) or not PEOPLE.isdisjoint(compounds(noun)):
        return mention
    return replace(mention, quote=quote(article, words.where, *span))


PEOPLE = frozenset(load_words("counted_people") + load_words("described_people"))
"""What people are called, in small letters."""
