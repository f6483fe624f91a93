"""The result lines that the judges learn from: numbers that rules take for results, with what readers say of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from examples import MOST_RESULTS
from fitting import fit, told_from
from msgspec import Struct
from reports import alike, overlap, tells_results, words_of

from generator.article import Article
from generator.evidence import EvidenceRecord
from generator.extraction.findings.around import Span
from generator.extraction.findings.judging import (
    LINE_FEATURES,
    PAIR_FEATURES,
    Choice,
    Options,
    Scene,
    Verdict,
    choose,
)
from generator.extraction.findings.kinds import Result
from generator.extraction.regression import Regression, likely, weighing_of

FOLDS = 5
SAME = 0.5
"""An outcome that shares so much of all words with the labelled one is that one."""
Labels = dict[str, Any]


class Line(Struct, kw_only=True):
    """A number that rules take for a result, with o outcomes that it may be of."""

    article: int
    start: int
    end: int
    options: Options
    features: list[float]
    """Its own, without those of its outcome."""
    is_result: bool = False
    is_own: Sequence[bool | None] = ()
    """(o,): whether an outcome is the number's; ``None`` where no reader says."""
    in_common: Sequence[bool] = ()
    """(o,): whether it shares a word with the labelled one."""
    choice: Choice = Choice(None)

    def all_features(self) -> list[float]:
        """Its own and those of the outcome that was chosen."""
        return [*self.features, *self.choice.features()]

    def has_right(self, outcome: Span | None) -> bool | None:
        """Whether an outcome is right, as ``training/reports.py`` sees it; ``None`` where nobody says."""
        at = self.options.outcomes.index(outcome) if outcome else None
        return None if at is None or self.is_own[at] is None else self.in_common[at]

    def is_right(self) -> bool:
        """Whether it is a result of the outcome that was chosen."""
        return self.is_result and self.has_right(self.choice.outcome) is not False


class LineRecorder:
    """Stands in for ``judging.judged``: tells all lines as rules would, and keeps them."""

    def __init__(self, places: Mapping[str, int]) -> None:
        """``places`` numbers the articles by their abstracts."""
        self._places = places
        self._seen: list[Line] = []

    def __call__(self, scene: Scene, rows: Sequence[Sequence[Result]]) -> dict[int, Verdict]:
        """What rules make of each result."""
        found = {}
        for row in rows:
            for result in row:
                options = scene.options(result)
                found[result.start] = Verdict(options.rule, 1.0)
                line = Line(
                    article=self._places[scene.text],
                    start=result.start,
                    end=result.end,
                    options=options,
                    features=scene.line(result, len(row)),
                )
                self._seen.append(line)
        return found

    def labelled(self, found: Sequence[tuple[Article, Labels]], records: Sequence[EvidenceRecord]) -> list[Line]:
        """The lines that the cards would tell, with what readers say of them."""
        told = {
            (at, finding.statistic.quote.start)
            for at, record in enumerate(records)
            for finding in record.findings
            if finding.statistic and not finding.of_baseline and tells_results(record, found[at][1])
        }
        own = (line for line in self._seen if (line.article, line.start) in told)
        return [line for line in own if label(line, *found[line.article])]


def label(line: Line, article: Article, row: Labels) -> bool:
    """Give the line what the reader says of it; false behind the last of as many results as are labelled at most."""
    text, results = article.text_of("abstract"), row["results"]
    if len(results) >= MOST_RESULTS and line.start > results[-1][0][0]:
        return False
    said = [outcome for value, _, outcome in results if overlap(value, line)][:1]
    line.is_result = bool(said)
    (outcome,) = said or [None]
    spans, wanted = line.options.outcomes, words_of(text[slice(*outcome)]) if outcome else frozenset()
    line.is_own = [is_outcome(text, span, outcome) if outcome else None for span in spans]
    line.in_common = [bool(wanted & words_of(text[span.start : span.end])) for span in spans]
    return True


def is_outcome(text: str, span: Span, outcome: Sequence[int]) -> bool:
    """Whether a span is the labelled outcome: it overlaps that, or shares half of all words with it."""
    return overlap(outcome, span) or alike(text[span.start : span.end], text[slice(*outcome)]) >= SAME


def lines_fitted(lines: Sequence[Line]) -> Regression:
    """The regression of lines with the outcome that is chosen for them by what was fitted on other articles."""
    for fold in range(FOLDS):
        choose_all(
            of_pairs([line for line in lines if line.article % FOLDS != fold]),
            [line for line in lines if line.article % FOLDS == fold],
        )
    return fit(LINE_FEATURES, [line.all_features() for line in lines], [line.is_right() for line in lines])


def choose_all(of_outcomes: Regression, lines: Iterable[Line]) -> None:
    """Choose outcomes for the lines, as the program does."""
    weighing = weighing_of(of_outcomes, PAIR_FEATURES)
    for line in lines:
        line.choice = choose(weighing, line.options)


def of_pairs(lines: Sequence[Line]) -> Regression:
    """The regression of a number and an outcome, where a reader said which the number is of."""
    pairs = [
        (pair, own)
        for line in lines
        for pair, own in zip(line.options.pairs, line.is_own, strict=True)
        if own is not None
    ]
    return fit(PAIR_FEATURES, [pair for pair, _ in pairs], [own for _, own in pairs])


def line_scores(regressions: Mapping[str, Regression], lines: Sequence[Line]) -> Iterator[str]:
    """How the judge does on lines that it was not fitted to, and that outcomes are chosen for."""
    choose_all(regressions["outcomes"], lines)
    weighing = weighing_of(regressions["lines"], LINE_FEATURES)
    said = [line for line in lines if any(own is not None for own in line.is_own)]
    by_rule, chosen = (
        sum(bool(line.has_right(one)) for line, one in pairs)
        for pairs in ([(line, line.options.rule) for line in said], [(line, line.choice.outcome) for line in said])
    )
    yield f"{len(said)} lines with a labelled outcome: {by_rule} right by rule, {chosen} as judged"
    likelihoods = np.array([likely(weighing.score(line.all_features())) for line in lines])
    yield from told_from("lines", likelihoods, np.array([line.is_right() for line in lines]))
