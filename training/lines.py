"""The result lines that the judges learn from: numbers that rules take for results, with what readers say of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from examples import MOST_RESULTS
from fitting import fit, told_from
from groups import annotated_numbers, votes_of
from msgspec import Struct
from reports import alike, groups_of, is_group, names_of, overlap, tells_results, words_of

from generator.article import Article
from generator.evidence import EvidenceRecord
from generator.extraction.findings.around import Span
from generator.extraction.findings.judging import (
    ARM_FEATURES,
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
    of_arm: list[float] | None = None
    """``ARM_FEATURES`` where rules gave it an arm."""
    has_own_arm: bool | None = None
    """``None`` where no reader says whose it is."""

    def all_features(self) -> list[float]:
        """Its own and those of the outcome that was chosen."""
        return [*self.features, *self.choice.features()]

    def has_right(self, outcome: Span | None) -> bool | None:
        """Whether an outcome is right, as ``training/reports.py`` sees it; ``None`` where nobody says."""
        at = self.options.outcomes.index(outcome) if outcome else None
        return None if at is None or self.is_own[at] is None else self.in_common[at]

    def is_of_choice(self) -> bool | None:
        """Whether a result is of the outcome that was chosen; ``None`` for no result, and where nobody says."""
        return self.has_right(self.choice.outcome) if self.is_result else None


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
                found[result.start] = Verdict(1.0, options.rule)
                line = Line(
                    article=self._places[scene.text],
                    start=result.start,
                    end=result.end,
                    options=options,
                    features=scene.line(result, len(row)),
                    of_arm=scene.arm(result, row),
                )
                self._seen.append(line)
        return found

    def labelled(self, found: Sequence[tuple[Article, Labels]], records: Sequence[EvidenceRecord]) -> list[Line]:
        """The lines that the cards would tell, with what readers say of them."""
        told = {
            (at, finding.statistic.quote.start): names_of(finding, groups)
            for at, record in enumerate(records)
            for groups in [groups_of(record)]
            for finding in record.findings
            if finding.statistic and not finding.of_baseline and tells_results(record, found[at][1])
        }
        own = ((line, told.get((line.article, line.start))) for line in self._seen)
        return [line for line, arm in own if arm is not None and label(line, arm, *found[line.article])]

    def annotated(self, found: Sequence[tuple[Article, Labels]], records: Sequence[EvidenceRecord]) -> list[Line]:
        """The lines with an annotated number, with whether it is of the kind of most numbers of its group."""
        lines = {(line.article, line.start): line for line in self._seen}
        told = []
        for at, ((_, row), record) in enumerate(zip(found, records, strict=True)):
            votes, numbers = votes_of(row, record), list(annotated_numbers(row))
            for finding in record.findings:
                line = lines.get((at, finding.statistic.quote.start)) if finding.statistic else None
                kinds = {is_tested for place, is_tested in numbers if line and overlap(place, line)}
                if line is None or len(kinds) != 1 or finding.group is None or finding.group.id is None:
                    continue
                tested, control = (votes[finding.group.id][kind] for kind in (True, False))
                line.has_own_arm = kinds == {tested > control} if tested != control else None
                told.append(line)
        return told


def label(line: Line, arm: Sequence[str], article: Article, row: Labels) -> bool:
    """Give the line what the reader says of it; false behind the last of as many results as are labelled at most.

    ``arm`` are the names of the one it was given.
    """
    text, results = article.text_of("abstract"), row["results"]
    if len(results) >= MOST_RESULTS and line.start > results[-1][0][0]:
        return False
    said = [(group, outcome) for value, group, outcome in results if overlap(value, line)][:1]
    line.is_result = bool(said)
    group, outcome = said[0] if said else (None, None)
    line.has_own_arm = is_group(arm, text[slice(*group)]) if group and arm else None
    spans, wanted = line.options.outcomes, words_of(text[slice(*outcome)]) if outcome else frozenset()
    line.is_own = [is_outcome(text, span, outcome) if outcome else None for span in spans]
    line.in_common = [bool(wanted & words_of(text[span.start : span.end])) for span in spans]
    return True


def is_outcome(text: str, span: Span, outcome: Sequence[int]) -> bool:
    """Whether a span is the labelled outcome: it overlaps that, or shares half of all words with it."""
    return overlap(outcome, span) or alike(text[span.start : span.end], text[slice(*outcome)]) >= SAME


def lines_fitted(lines: Sequence[Line], annotated: Sequence[Line]) -> dict[str, Regression]:
    """The regressions of lines, with the outcome that is chosen for them by what was fitted on other articles.

    That of arms knows the annotated lines as well.
    """
    for fold in range(FOLDS):
        choose_all(
            of_pairs([line for line in lines if line.article % FOLDS != fold]),
            [line for line in lines if line.article % FOLDS == fold],
        )
    return {
        "outcomes": of_pairs(lines),
        "results": fit(LINE_FEATURES, [line.all_features() for line in lines], [line.is_result for line in lines]),
        "chosen outcomes": fit(LINE_FEATURES, *_of_choices(lines)),
        "arms": fit(ARM_FEATURES, *_of_arms([*lines, *annotated])),
    }


Said = tuple[list[list[float]], list[bool]]
"""Features, and whether a reader says that it is so."""


def _of_choices(lines: Sequence[Line]) -> Said:
    """The results with the outcome that was chosen for them, where a reader said which it is."""
    known = [(line.all_features(), right) for line in lines if (right := line.is_of_choice()) is not None]
    return [row for row, _ in known], [right for _, right in known]


def _of_arms(lines: Sequence[Line]) -> Said:
    """The results with the arm that rules gave them, where somebody said whose they are."""
    known = [(line.of_arm, own) for line in lines if line.of_arm and (own := line.has_own_arm) is not None]
    return [row for row, _ in known], [own for _, own in known]


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
    said = [line for line in lines if any(own is not None for own in line.is_own)]
    by_rule, chosen = (
        sum(bool(line.has_right(one)) for line, one in pairs)
        for pairs in ([(line, line.options.rule) for line in said], [(line, line.choice.outcome) for line in said])
    )
    yield f"{len(said)} lines with a labelled outcome: {by_rule} right by rule, {chosen} as judged"
    of_results = [line.all_features() for line in lines], [line.is_result for line in lines]
    yield from _told(regressions, "results", LINE_FEATURES, of_results)
    yield from _told(regressions, "chosen outcomes", LINE_FEATURES, _of_choices(lines))
    yield from _told(regressions, "arms", ARM_FEATURES, _of_arms(lines))


def _told(regressions: Mapping[str, Regression], what: str, features: tuple[str, ...], said: Said) -> Iterator[str]:
    weighing, (rows, right) = weighing_of(regressions[what], features), said
    yield from told_from(what, np.array([likely(weighing.score(row)) for row in rows]), np.array(right))
