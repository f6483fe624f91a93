"""The treatments that the judges learn from: what mentions name together, with what readers say was studied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from fitting import told_from
from msgspec import Struct
from reports import NEAR, alike, describes, is_of_people, labelled

from generator.article import Article
from generator.evidence import Design, Sentence
from generator.extraction.describing import description_features
from generator.extraction.mentions import Mention, MentionKind
from generator.extraction.names import Names
from generator.extraction.naming import Treatments, condition_features, treatment_features
from generator.extraction.regression import Regression, likely, weighing_of

Labels = dict[str, Any]
_KIND_OF = {MentionKind.INTERVENTION: "tested", MentionKind.CONTROL: "compared"}


class Name(Struct, kw_only=True):
    """A name that a card may tell."""

    article: int
    features: list[float]
    is_right: bool
    """Whether it is near a labelled name, and of all names for what that names the nearest."""


class _Recorder:
    """Keeps the names of articles, with what readers say of them."""

    def __init__(self, places: Mapping[str, int], labels: Sequence[Labels]) -> None:
        """``places`` numbers the articles by their abstracts, ``labels`` are what readers say of each."""
        self._places, self._labels = places, labels
        self.seen: list[Name] = []

    def _wanted(self, article: Article, kind: str) -> tuple[int, dict[int, list[str]]]:
        """The article's number, and what readers labelled in it of a kind."""
        at = self._places[article.text_of("abstract")]
        return at, labelled(article, self._labels[at], kind)


class TreatmentRecorder(_Recorder):
    """Stands in for ``naming.likelihoods``: takes every treatment for one that was studied."""

    def __call__(self, treatments: Treatments) -> list[float]:
        """That each is sure."""
        at, wanted = self._wanted(treatments.article, _KIND_OF[treatments.kind])
        right = nearest([one.best.quote.text for one in treatments.given], wanted)
        rows = treatment_features(treatments)
        self.seen += [Name(article=at, features=row, is_right=place in right) for place, row in enumerate(rows)]
        return [1.0] * len(treatments.given)


class ConditionRecorder(_Recorder):
    """Stands in for ``naming.condition_likelihoods``: takes every condition for the participants'."""

    def __call__(
        self, article: Article, conditions: Sequence[Sequence[Mention]], names: Names, design: Design
    ) -> list[float]:
        """That each is sure."""
        at, wanted = self._wanted(article, "condition")
        if not is_of_people(self._labels[at]):
            return [1.0] * len(conditions)
        rows = condition_features(article, conditions, names, design)
        self.seen += [
            Name(
                article=at,
                features=row,
                is_right=any(alike(known[0].quote.text, name) >= NEAR for own in wanted.values() for name in own),
            )
            for known, row in zip(conditions, rows, strict=True)
        ]
        return [1.0] * len(conditions)


class DescriptionRecorder(_Recorder):
    """Stands in for ``describing.description_likelihoods``: takes every description for one of those who took part."""

    def __call__(
        self, article: Article, descriptions: Sequence[Mention], sentences: Sequence[Sentence], design: Design
    ) -> list[float]:
        """That each is sure."""
        at, wanted = self._wanted(article, "people")
        rows = description_features(article, descriptions, sentences, design)
        labelled_names = [name for own in wanted.values() for name in own]
        self.seen += [
            Name(article=at, features=row, is_right=describes(one.quote.text, labelled_names))
            for one, row in zip(descriptions, rows, strict=True)
        ]
        return [1.0] * len(descriptions)


def nearest(told: Sequence[str], wanted: Mapping[int, Sequence[str]]) -> set[int]:
    """The places of the names that are near one of those that are wanted, for each of these the nearest."""
    near: dict[int, tuple[float, int]] = {}
    for place, name in enumerate(told):
        shares = {one: max(alike(name, own) for own in names) for one, names in wanted.items()}
        best = max(shares, key=shares.__getitem__, default=None)
        if best is not None and shares[best] >= NEAR:
            near[best] = max(near.get(best, (0.0, 0)), (shares[best], -place))
    return {-place for _, place in near.values()}


def name_scores(what: str, regression: Regression, features: Sequence[str], names: Sequence[Name]) -> Iterator[str]:
    """How a judge does on names that it was not fitted to."""
    weighing = weighing_of(regression, features)
    likelihoods = np.array([likely(weighing.score(one.features)) for one in names])
    yield from told_from(what, likelihoods, np.array([one.is_right for one in names]))
