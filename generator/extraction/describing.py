"""How likely words that were taken for a description of people tell who took part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.article import Article, Role
from generator.evidence import Design, Sentence
from generator.extraction.illnesses import names_illness
from generator.extraction.mentions import Mention
from generator.extraction.naming import DESIGN_FEATURES, PEOPLE, design_features
from generator.extraction.regression import likely, load_weighing, share
from generator.extraction.words import compounds

PEOPLE_FEATURES = (
    "surest to be whole",
    "likely on average",
    "as likely as the likeliest",
    "in a sentence on who was studied",
    "likeliest to be given",
    "in the title",
    *(f"in a sentence of {role}" for role in Role),
    "begins with people",
    "names people",
    "names an illness",
    "begins with a number",
    "has a number",
    "has a verb",
    "brackets",
    "comma",
    "and",
    "words",
    "descriptions",
    "descriptions before it",
    "words shared with one before it",
    "words shared with the title",
    *DESIGN_FEATURES,
)
"""Of one description among those of an article."""
_MOST, _MOST_WORDS = 6, 20


def description_likelihoods(
    article: Article, descriptions: Sequence[Mention], sentences: Sequence[Sentence], design: Design
) -> list[float]:
    """How likely each of an article's descriptions is of those who took part."""
    weighing = load_weighing("people", PEOPLE_FEATURES)
    return [likely(weighing.score(row)) for row in description_features(article, descriptions, sentences, design)]


def description_features(
    article: Article, descriptions: Sequence[Mention], sentences: Sequence[Sentence], design: Design
) -> Iterator[list[float]]:
    """The ``PEOPLE_FEATURES`` of each description."""
    of_design, title = design_features(design), _words(article.text_of("title"))
    most = max((one.likely for one in descriptions), default=0.0) or 1.0
    before: list[frozenset[str]] = []
    for one in descriptions:
        name, role = one.quote.text, _role(one, sentences)
        words = _words(name)
        first = _FIRST.search(name.lower())
        yield [
            one.whole,
            one.likely,
            one.likely / most,
            one.of_people,
            one.of_treatment,
            float(one.quote.where == "title"),
            *[float(role is each) for each in Role],
            float(first is not None and first[0] in PEOPLE),
            float(not PEOPLE.isdisjoint(words)),
            float(names_illness(name)),
            float(_NUMBER.match(name) is not None),
            float(any(map(str.isdigit, name))),
            float(_VERB.search(name) is not None),
            float("(" in name),
            float("," in name),
            float(" and " in name),
            share(name.count(" ") + 1, _MOST_WORDS),
            share(len(descriptions), _MOST),
            share(len(before), _MOST),
            max((_shared(words, other) for other in before), default=0.0),
            _shared(words, title),
            *of_design,
        ]
        before.append(words)


def _role(one: Mention, sentences: Sequence[Sentence]) -> Role | None:
    """The role of the sentence that a description stands in; ``None`` in the title."""
    if one.quote.where == "title":
        return None
    return next((own.role for own in sentences if own.start <= one.quote.start < own.end), None)


def _words(name: str) -> frozenset[str]:
    return frozenset(compounds(name))


def _shared(words: frozenset[str], others: frozenset[str]) -> float:
    """The share of a description's words that others have, too."""
    return len(words & others) / max(len(words), 1)


_FIRST = re.compile(r"[a-z]+(?:-[a-z]+)*")
_NUMBER = re.compile(
    r"\d|(?:all|both|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|\w+ty|hundred)\b",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:was|were|is|are|had|has|have|received|responded|met|participated|completed|underwent(?=\s\w+\sand)|developed)\b"
)
