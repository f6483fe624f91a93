"""The groups that the judges learn from: those that rules find, with what readers and annotators say of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from examples import article_of, rows_of
from fitting import fit, told_from
from msgspec import Struct
from reports import NEAR, max_near, nearest_of, overlap, treatments_of

from generator.article import Article
from generator.evidence import EvidenceRecord, GroupRole
from generator.extraction.groups.judging import GROUP_FEATURES, group_features
from generator.extraction.groups.merging import Named, own_names
from generator.extraction.groups.roles import ROLE_FEATURES, SURE, role_features
from generator.extraction.groups.seen import Seen
from generator.extraction.regression import Regression, likely, weighing_of
from generator.extraction.typography import plain_copy

Labels = dict[str, Any]
CORPUS = "pico"
_OF_TESTED = {
    "iv-bin-percent": True,
    "cv-bin-percent": False,
    "iv-bin-abs": True,
    "cv-bin-abs": False,
    "iv-cont-mean": True,
    "cv-cont-mean": False,
    "iv-cont-median": True,
    "cv-cont-median": False,
    "intervention-participants": True,
    "control-participants": False,
}
"""The kinds of annotated numbers, and whether they are of what was tested."""
_NAMES = {"intervention", "control"}


class One(Struct, kw_only=True):
    """A group that rules found."""

    article: int
    of_group: list[float]
    of_role: list[float]
    is_real: bool | None = None
    """``None`` where nobody says."""
    is_comparator: bool | None = None


class GroupRecorder:
    """Stands in for ``groups.likely_groups``: tells all groups, and keeps them."""

    def __init__(self, places: Mapping[str, int]) -> None:
        """``places`` numbers the articles by their abstracts."""
        self._places = places
        self.seen: dict[int, tuple[Sequence[Named], list[One]]] = {}
        """By the number of their article."""

    def __call__(self, seen: Seen) -> list[tuple[Named, float]]:
        """All of them, as sure ones."""
        rows = zip(group_features(seen), role_features(seen), strict=True)
        ones = [One(article=self._places[seen.text], of_group=row, of_role=role) for row, role in rows]
        self.seen[self._places[seen.text]] = seen.sets, ones
        return [(known, 1.0) for known in seen.sets]


def no_roles(seen: Seen) -> list[GroupRole | None]:
    """Stands in for ``groups.roles_of``."""
    return [None] * len(seen.sets)


def annotated_articles(corpora: Path) -> list[tuple[Article, Labels]]:
    """The articles of the corpus in which people marked which numbers are of what was tested and what of controls."""
    return [(plain_copy(article_of(row)), row) for row in rows_of(corpora, CORPUS)]


def told(
    recorder: GroupRecorder, found: Sequence[tuple[Article, Labels]], records: Sequence[EvidenceRecord]
) -> list[One]:
    """All groups, with what was said of them."""
    for at, (sets, ones) in recorder.seen.items():
        article, row = found[at]
        names = [own_names(article.text_of("abstract"), known) for known in sets]
        if "text" in row:
            _by_reader(article, row, names, ones)
        else:
            _by_annotator(row, records[at], names, ones)
    return [one for _, ones in recorder.seen.values() for one in ones]


def _by_reader(article: Article, row: Labels, names: Sequence[Sequence[str]], ones: Sequence[One]) -> None:
    """A group is real whose name is that of a labelled treatment or of the group of a labelled result.

    Of two that are near one treatment only the nearer one is. A report without a labelled treatment says nothing.
    """
    treatments = treatments_of(article, row)
    if not treatments:
        return
    results = [article.text_of("abstract")[slice(*group)] for _, group, _ in row["results"] if group]
    nearest: dict[tuple[str, int], tuple[tuple[float, float], One]] = {}
    for own, one in zip(names, ones, strict=True):
        most, same = nearest_of(own, treatments)
        one.is_real = most >= (NEAR, 0) or max_near(own, results) >= (NEAR, 0)
        if most < (NEAR, 0):
            continue
        if len({kind for kind, _ in same}) == 1:
            one.is_comparator = same[0][0] == "compared"
        if len(same) == 1:
            before = nearest.get(same[0])
            if before and before[0] >= most:
                one.is_real = False
            else:
                nearest[same[0]] = most, one
                if before:
                    before[1].is_real = False


def _by_annotator(row: Labels, record: EvidenceRecord, names: Sequence[Sequence[str]], ones: Sequence[One]) -> None:
    """A group with an annotated number or name is real, a comparator if it has more numbers of controls than others."""
    votes = votes_of(row, record)
    marked = [span["text"] for span in row["spans"] if span["type"] in _NAMES]
    groups = [group.id for group in record.population.groups if group.part_of is None]
    for id_, called, one in zip(groups, names, ones, strict=True):
        tested, control = votes[id_][True], votes[id_][False]
        one.is_real = bool(votes[id_]) or max_near(called, marked) >= (NEAR, 0)
        one.is_comparator = control > tested if control != tested else None


def votes_of(row: Labels, record: EvidenceRecord) -> dict[str | None, Counter[bool]]:
    """Of each group, by its id, how many annotated numbers of what was tested it has, and how many of controls."""
    votes: dict[str | None, Counter[bool]] = defaultdict(Counter)
    own = [(group.part_of or group.id, group.size_quote) for group in record.population.groups]
    own += [(one.group.id, one.statistic.quote) for one in record.findings if one.group and one.statistic]
    for place, is_tested in annotated_numbers(row):
        for group in {id_ for id_, words in own if words and words.where == "abstract" and overlap(place, words)}:
            votes[group][is_tested] += 1
    return votes


def annotated_numbers(row: Labels) -> Iterator[tuple[tuple[int, int], bool]]:
    """Where the numbers of groups stand in the abstract, and whether they are of what was tested."""
    for span in row["spans"]:
        if span["type"] in _OF_TESTED and span["in"] == "abstract":
            yield (span["start"], span["end"]), _OF_TESTED[span["type"]]


def groups_fitted(groups: Iterable[One]) -> dict[str, Regression]:
    """The regressions of groups and of their roles."""
    real = [one for one in groups if one.is_real is not None]
    roles = [one for one in groups if one.is_comparator is not None]
    return {
        "groups": fit(GROUP_FEATURES, [one.of_group for one in real], [bool(one.is_real) for one in real]),
        "comparators": fit(ROLE_FEATURES, [one.of_role for one in roles], [bool(one.is_comparator) for one in roles]),
    }


def group_scores(regressions: Mapping[str, Regression], groups: Sequence[One]) -> Iterator[str]:
    """How the judges do on groups that they were not fitted to."""
    real = [one for one in groups if one.is_real is not None]
    weighing = weighing_of(regressions["groups"], GROUP_FEATURES)
    likelihoods = np.array([likely(weighing.score(one.of_group)) for one in real])
    yield from told_from("groups", likelihoods, np.array([bool(one.is_real) for one in real]))
    roles = [one for one in groups if one.is_comparator is not None]
    weighing = weighing_of(regressions["comparators"], ROLE_FEATURES)
    shares = np.array([likely(weighing.score(one.of_role)) for one in roles])
    right = (shares >= 1 / 2) == np.array([bool(one.is_comparator) for one in roles])
    for bound in (0.5, SURE, 0.7, 0.8):
        sure = np.maximum(shares, 1 - shares) >= bound
        yield f"{len(roles)} roles: {sure.sum()} at least {bound} sure, {right[sure].mean():.3f} of them right"
