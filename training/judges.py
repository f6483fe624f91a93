"""Fits the judges: ``python training/judges.py CORPORA [--leave-out 0/3] [--into JSON] FILE...``.

``FILE`` are seeds of any form that hold the articles of ``reports.jsonl``, see ``training/examples.py``. What readers
labelled in them says of each number that rules find whether it is a result, of each outcome that the sentence names,
and of the last one of the sentence before it, whether it is the number's, and of each name whether it is one that a
card should tell. Logistic regressions learn it; the one of lines is told what that of outcomes makes of other articles.
Needs ``scikit-learn`` beside what the program needs; nothing is left to chance. With ``--leave-out`` the articles of
that part are left out, and the judges are scored on them.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import msgspec
from examples import is_left_out, labelled_articles, number_of
from fitting import fit
from groups import GroupRecorder, annotated_articles, group_scores, groups_fitted, no_roles, told
from lines import Line, LineRecorder, line_scores, lines_fitted
from names import ConditionRecorder, DescriptionRecorder, TreatmentRecorder, name_scores

from generator.article import Article
from generator.extraction import describing, extract_all, findings, groups, naming
from generator.extraction.describing import PEOPLE_FEATURES
from generator.extraction.groups import judging, roles
from generator.extraction.naming import CONDITION_FEATURES, TREATMENT_FEATURES
from generator.extraction.regression import MODEL, Regression, Weighing, weighing_of


def main() -> None:
    """Read the labelled articles, fit, write, score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--leave-out", help="PART/PARTS, for example 0/3")
    parser.add_argument("--into", type=Path, default=MODEL)
    options = parser.parse_args()
    found = labelled_articles(options.files)
    annotated = annotated_articles(options.corpora)
    for line in fitted(found, annotated, options.leave_out, options.into):
        print(line)


Labelled = Sequence[tuple[Article, dict[str, Any]]]


def fitted(found: Labelled, annotated: Labelled, leave_out: str | None, into: Path) -> Iterator[str]:
    """Fit on the articles but for those left out, write, and tell how the judges do on these.

    The judges of groups come first: with what they tell the others are fitted.
    """
    regressions = dict[str, Regression]()
    yield from of_groups([*found, *annotated], leave_out, regressions)
    yield from of_others(found, annotated, leave_out, regressions)
    into.write_bytes(msgspec.json.format(msgspec.json.encode(regressions), indent=1) + b"\n")


def of_groups(found: Labelled, leave_out: str | None, regressions: dict[str, Regression]) -> Iterator[str]:
    """Fit the judges of groups and of their roles."""
    places = {article.text_of("abstract"): at for at, (article, _) in enumerate(found)}
    recorder = GroupRecorder(places)
    with (
        patch.object(groups, "likely_groups", recorder),
        patch.object(groups, "roles_of", no_roles),
        patch.object(findings, "judged", LineRecorder(places)),
        every_name_told(),
    ):
        records = list(extract_all(article for article, _ in found))
    left_out = [is_left_out(number_of(row), leave_out) for _, row in found]
    seen = told(recorder, found, records)
    known = [one for one in seen if not left_out[one.article]]
    regressions |= groups_fitted(known)
    yield f"{len(known)} groups"
    new = [one for one in seen if left_out[one.article]]
    yield from group_scores(regressions, new) if new else ()


def of_others(
    found: Labelled, annotated: Labelled, leave_out: str | None, regressions: dict[str, Regression]
) -> Iterator[str]:
    """Fit the judges of lines and names."""
    left_out = [is_left_out(number_of(row), leave_out) for _, row in found]
    places = {article.text_of("abstract"): at for at, (article, _) in enumerate(found)}
    labels = [row for _, row in found]
    lines, treatments = LineRecorder(places), TreatmentRecorder(places, labels)
    conditions, people = ConditionRecorder(places, labels), DescriptionRecorder(places, labels)

    with (
        groups_judged(regressions, lines),
        patch.object(naming, "likelihoods", treatments),
        patch.object(naming, "condition_likelihoods", conditions),
        patch.object(describing, "description_likelihoods", people),
    ):
        records = list(extract_all(article for article, _ in found))
    of_lines = lines.labelled(found, records)
    known = [line for line in of_lines if not left_out[line.article]]
    others = [one for one in annotated if not is_left_out(number_of(one[1]), leave_out)]
    regressions |= lines_fitted(known, of_annotated(others, regressions))
    yield f"{len(known)} lines"
    new = [line for line in of_lines if left_out[line.article]]
    yield from line_scores(regressions, new) if new else ()
    for name, features, seen in (
        ("treatments", TREATMENT_FEATURES, treatments.seen),
        ("conditions", CONDITION_FEATURES, conditions.seen),
        ("people", PEOPLE_FEATURES, people.seen),
    ):
        own = [one for one in seen if not left_out[one.article]]
        regressions[name] = fit(features, [one.features for one in own], [one.is_right for one in own])
        yield f"{len(own)} {name}"
        new_ones = [one for one in seen if left_out[one.article]]
        yield from name_scores(name, regressions[name], features, new_ones) if new_ones else ()


@contextmanager
def every_name_told() -> Iterator[None]:
    """Names and descriptions are all told: their judges may be of other features than those that are fitted."""
    with (
        patch.object(naming, "likelihoods", lambda treatments: [1.0] * len(treatments.given)),
        patch.object(naming, "condition_likelihoods", lambda article, conditions, *others: [1.0] * len(conditions)),
        patch.object(describing, "description_likelihoods", lambda article, told, *others: [1.0] * len(told)),
    ):
        yield


@contextmanager
def groups_judged(regressions: Mapping[str, Regression], recorder: LineRecorder) -> Iterator[None]:
    """Groups are told as the regressions that were fitted before say, and the recorder keeps the lines."""

    def fitted_before(name: str, features: tuple[str, ...]) -> Weighing:
        return weighing_of(regressions[name], features)

    with (
        patch.object(judging, "load_weighing", fitted_before),
        patch.object(roles, "load_weighing", fitted_before),
        patch.object(findings, "judged", recorder),
    ):
        yield


def of_annotated(annotated: Labelled, regressions: Mapping[str, Regression]) -> list[Line]:
    """The lines with an annotated number."""
    recorder = LineRecorder({article.text_of("abstract"): at for at, (article, _) in enumerate(annotated)})
    with groups_judged(regressions, recorder), every_name_told():
        records = list(extract_all(article for article, _ in annotated))
    return recorder.annotated(annotated, records)


if __name__ == "__main__":
    main()
