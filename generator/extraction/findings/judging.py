"""The judges of lines: how likely a number of a sentence is a result, of which outcome, and whether of its arm.

Rules choose an outcome by the form of the sentence. A judge weighs what they chose, each other outcome that the
sentence names and the last one of the sentence before it, by what the network says of the words and by what stands
between; others weigh the number with the likeliest: whether it is a result, and whether of this outcome, and the arm
that rules gave it. All are regressions (``regression.py``).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import log1p

from msgspec import Struct

from generator.article import Role
from generator.evidence import Sentence, StatisticType
from generator.extraction.findings.arms import Arm
from generator.extraction.findings.around import RESPECTIVE, Span
from generator.extraction.findings.kinds import Result
from generator.extraction.likelihoods import PARTS, Likelihoods
from generator.extraction.network import TOPICS
from generator.extraction.regression import Weighing, likely, load_weighing, share

_BEHIND_SIGNS = ("bracket", "comma", "be", "of", "in")
_BEFORE_SIGNS = ("bracket", "comma", "and", "of", "in", "with")
_BETWEEN_SIGNS = (";", ",", "(", ")", "and", "of", "in", "be", "versus")
_BETWEEN_PARTS = ("value", "outcome", "group", "outcome anywhere")
_OF_SENTENCE = ("value", "outcome", "group")
_OF_GAP = (
    "so",
    "words between",
    "next to it",
    "numbers between",
    "outcomes between",
    *(f"between: {sign}" for sign in _BETWEEN_SIGNS),
    *(f"likeliest between: {part}" for part in _BETWEEN_PARTS),
)
PAIR_FEATURES = (
    *(f"likeliest word: {part}" for part in PARTS),
    "words",
    "one word",
    "in the sentence before",
    "capital",
    "plural",
    *(f"behind it: {sign}" for sign in (*_BEHIND_SIGNS, "other")),
    *(f"before it: {sign}" for sign in (*_BEFORE_SIGNS, "other")),
    "begins the sentence",
    "chosen by rule",
    "numbers that rules gave it",
    "outcomes before it",
    "outcomes",
    "around the number",
    *(f"before the number: {what}" for what in _OF_GAP),
    *(f"behind the number: {what}" for what in _OF_GAP),
)
"""Of a number and an outcome."""
LINE_FEATURES = (
    *(f"likeliest word: {part}" for part in PARTS),
    "first word: value",
    *(f"likeliest of the sentence: {part}" for part in _OF_SENTENCE),
    *(f"the sentence is about: {topic}" for topic in TOPICS),
    *StatisticType,
    "percentage",
    "unit",
    "interval",
    "numerator",
    "denominator",
    "spread",
    "in words",
    "decimals",
    "in brackets",
    "has an arm",
    "in the conclusions",
    "in the last sentence",
    "numbers of the sentence",
    "numbers before it",
    "numbers of its row",
    "has an outcome",
    "outcome chosen by rule",
    "score of the outcome",
    "lead over the next outcome",
)
"""Of a number with the outcome that was chosen."""


ARM_FEATURES = (
    *(f"likeliest word: {part}" for part in PARTS),
    "in the sentence",
    "known group",
    "around the number",
    *(f"before the number: {what}" for what in _OF_GAP),
    *(f"behind the number: {what}" for what in _OF_GAP),
    *(f"behind it: {sign}" for sign in (*_BEHIND_SIGNS, "other")),
    *(f"before it: {sign}" for sign in (*_BEFORE_SIGNS, "other")),
    "of another group right behind the number",
    "of another group right before the number",
    "arms of the sentence",
    "arms with a number",
    "arms nearer to the number",
    "numbers of its row",
    "numbers of its row before it",
    "arms of its row",
    "a number of its row has no arm",
    "each number of its row has its own arm",
    "respectively",
    "numbers of the sentence",
    "numbers before it",
    "percentage",
    "change",
    "compares",
    "in the last sentence",
    "in the conclusions",
    "in the known field",
)
"""Of a number and the arm that rules gave it."""


class Verdict(Struct, frozen=True):
    """What is made of a number."""

    likelihood: float
    """How likely the number is a result."""
    outcome: Span | None
    """The likeliest."""
    of_outcome: float = 1.0
    """How likely a result of this number is of that outcome, as all that a row has of it are on average."""
    of_arm: float = 1.0
    """How likely a result of this number is of the arm that rules gave it."""


def judged(scene: Scene, rows: Sequence[Sequence[Result]]) -> dict[int, Verdict]:
    """What is made of each result of a sentence, by where it begins."""
    outcomes, arms = load_weighing("outcomes", PAIR_FEATURES), load_weighing("arms", ARM_FEATURES)
    results, sure = (load_weighing(name, LINE_FEATURES) for name in ("results", "chosen outcomes"))
    found = {}
    for row in rows:
        choices = [choose(outcomes, scene.options(result)) for result in row]
        lines = [
            [*scene.line(result, len(row)), *choice.features()] for result, choice in zip(row, choices, strict=True)
        ]
        scores = defaultdict[Span | None, list[float]](list)
        for choice, line in zip(choices, lines, strict=True):
            scores[choice.outcome].append(sure.score(line))
        for result, choice, line in zip(row, choices, lines, strict=True):
            of_arm = scene.arm(result, row)
            found[result.start] = Verdict(
                likely(results.score(line)),
                choice.outcome,
                likely(sum(own := scores[choice.outcome]) / len(own)),
                likely(arms.score(of_arm)) if of_arm else 1.0,
            )
    return found


class Options(Struct, frozen=True):
    """What a number may be of: outcomes in their order, ``PAIR_FEATURES`` of each, and which one rules chose."""

    outcomes: Sequence[Span]
    pairs: Sequence[Sequence[float]]
    rule: Span | None


class Choice(Struct, frozen=True):
    """The likeliest outcome, if there is any; its log-odds and their lead over those of the next; whether by rule."""

    outcome: Span | None
    score: float = 0.0
    lead: float = 0.0
    by_rule: bool = False

    def features(self) -> list[float]:
        """The last of the ``LINE_FEATURES``."""
        return [float(self.outcome is not None), float(self.by_rule), self.score, self.lead]


def choose(weighing: Weighing, options: Options) -> Choice:
    """The likeliest outcome."""
    if not options.outcomes:
        return Choice(None)
    scores = [weighing.score(pair) for pair in options.pairs]
    score, *others = sorted(scores, reverse=True)
    best = options.outcomes[scores.index(score)]
    return Choice(best, score, min(score - others[0], _MOST_LEAD) if others else _MOST_LEAD, best is options.rule)


_MOST_LEAD = 4.0
_MOST_WORDS, _MOST = 12, 6
"""So many words, and so many numbers or outcomes, are told apart from more."""


class Scene:
    """A sentence with its results, the outcomes that they may be of, and those that rules chose."""

    def __init__(
        self,
        text: str,
        likelihoods: Likelihoods,
        sentence: Sentence,
        results: Sequence[Result],
        outcomes: Sequence[Span],
        chosen: Mapping[int, Span | None],
        of_arm: Mapping[int, Arm],
        arms: Sequence[Arm] = (),
        listed: frozenset[int] = frozenset(),
        *,
        known_field: bool = False,
    ) -> None:
        """Results go by where they begin; of those that are ``listed`` the form of a list tells the outcome."""
        self._known_field = known_field
        self._listed, self._arms = listed, sorted(Span(arm.start, arm.end) for arm in arms)
        self.text, self._sentence = text, sentence
        self._results = [result.start for result in results]
        self._outcomes, self._rule, self._of_arm = sorted(outcomes), chosen, of_arm
        self._chosen = [span for span in chosen.values() if span]
        self._of_outcome: dict[Span, list[float]] = {}
        begin = min(sentence.start, self._outcomes[0].start) if outcomes else sentence.start
        self._words = likelihoods.stretch(begin, sentence.end)
        self._signs = [_SIGNS.get(word) for word in self._words.texts]
        self._value = self._words.shares[_ROW["value"]]
        self._between_rows = [self._words.shares[_ROW[part]] for part in _BETWEEN_PARTS]
        whole = self._words.likeliest(*self._words.words(sentence.start, sentence.end))
        self._of_sentence = [*[whole[_ROW[part]] for part in _OF_SENTENCE], *self._words.about]
        self._is_last = not text[sentence.end :].strip()

    @property
    def likeliest_group(self) -> float:
        """How likely the likeliest word of the sentence names people whose results it tells."""
        return self._of_sentence[_OF_SENTENCE.index("group")]

    def options(self, result: Result) -> Options:
        """What a result may be of: what rules chose, and all that lies apart from it."""
        rule, spans = self._rule.get(result.start), self._outcomes
        if rule is not None and result.start in self._listed:
            spans = [rule]
        elif rule is not None:
            spans = sorted([rule, *(span for span in spans if span.end <= rule.start or rule.end <= span.start)])
        pairs = [[*self._of(span), *self._of_pair(result, span, rule, spans)] for span in spans]
        return Options(spans, pairs, rule)

    def _of(self, span: Span) -> list[float]:
        """The features of an outcome that hang on no number."""
        if span not in self._of_outcome:
            first, behind = self._words.words(span.start, span.end)
            text, start = self.text, self._sentence.start
            self._of_outcome[span] = [
                *self._words.likeliest(first, behind),
                share(behind - first, _MOST_WORDS),
                float(behind - first == 1),
                float(span.start < start),
                float(text[span.start].isupper()),
                float(text[span.end - 1] == "s"),
                *_signs(_BEHIND.match(text, span.end), _BEHIND_SIGNS),
                *_signs(_BEFORE.search(text, max(start, span.start - _REACH), span.start), _BEFORE_SIGNS),
                float(0 <= span.start - start <= len("The ")),
            ]
        return self._of_outcome[span]

    def _of_pair(self, result: Result, span: Span, rule: Span | None, spans: Sequence[Span]) -> list[float]:
        start, end, first = span.start, span.end, self._sentence.start
        before = end <= result.start
        gap = self._between(end, result.start, spans) if before else self._between(result.end, start, spans)
        return [
            float(span is rule),
            _share(len([1 for one in self._chosen if start < one.end and one.start < end])),
            _share(len([1 for one in spans if first <= one.start < start])),
            _share(len(spans)),
            float(start < result.end and result.start < end),
            *(gap if before else _NO_GAP),
            *(_NO_GAP if before else gap),
        ]

    def _between(self, start: int, end: int, spans: Sequence[Span]) -> list[float]:
        """What stands in ``[start, end)``, between a number and an outcome."""
        first, behind = self._words.words(start, end)
        signs = set(self._signs[first:behind])
        return [
            1.0,
            log1p(max(behind - first, 0)),
            float(behind <= first),
            _share(bisect_left(self._results, end) - bisect_left(self._results, start)),
            _share(len([1 for one in spans if start <= one.start and one.end <= end])),
            *[float(sign in signs) for sign in _BETWEEN_SIGNS],
            *[max(shares[first:behind], default=0.0) for shares in self._between_rows],
        ]

    def arm(self, result: Result, row: Sequence[Result]) -> list[float] | None:
        """The ``ARM_FEATURES`` of a result in its row; ``None`` where it has no arm."""
        arm = self._of_arm.get(result.start)
        if arm is None:
            return None
        start, end, first = arm.start, arm.end, self._sentence.start
        here = first <= start and end <= self._sentence.end
        before = end <= result.start
        between = (end, result.start) if before else (result.end, start)
        gap = self._between(*between, self._arms) if here else _NO_GAP
        words = self._words.likeliest(*self._words.words(start, end)) if here else [0.0] * len(PARTS)
        own = [self._of_arm.get(one.start) for one in row]
        keys = {one.key for one in own if one}
        nearer = [
            span
            for span in self._arms
            if here and (span.start, span.end) != (start, end) and _apart(span, result) < _apart(arm, result)
        ]
        text = self.text
        return [
            *words,
            float(here),
            float(arm.id is not None),
            float(start < result.end and result.start < end),
            *(gap if here and before else _NO_GAP),
            *(gap if here and not before else _NO_GAP),
            *_signs(_BEHIND.match(text, end), _BEHIND_SIGNS),
            *_signs(_BEFORE.search(text, max(0, start - _REACH), start), _BEFORE_SIGNS),
            self._of_another_group(result.end, result.end + _BESIDE),
            self._of_another_group(result.start - _BESIDE, result.start),
            _share(len(self._arms)),
            _share(len({one.key for one in self._of_arm.values()})),
            _share(len(nearer)),
            _share(len(row)),
            _share([one.start for one in row].index(result.start)),
            _share(len(keys)),
            float(None in own),
            float(len(keys) == len(row)),
            float(RESPECTIVE.search(text, row[-1].end, self._sentence.end) is not None),
            _share(len(self._results)),
            _share(bisect_left(self._results, result.start)),
            float(result.measure.percent is not None),
            float(result.of_change),
            float(result.compares),
            float(self._is_last),
            float(self._sentence.role is Role.CONCLUSIONS),
            float(self._known_field),
        ]

    def _of_another_group(self, start: int, end: int) -> float:
        """How likely a word of the sentence in ``[start, end)`` names people, without the words of all arms."""
        first, last = max(start, self._sentence.start), min(end, self._sentence.end)
        likeliest = 0.0
        for arm in [*self._arms, Span(last, last)]:
            words = self._words.words(first, min(arm.start, last))
            likeliest = max([likeliest, *self._words.shares[_ROW["group"]][slice(*words)]])
            first = max(first, arm.end)
        return likeliest

    def line(self, result: Result, row: int) -> list[float]:
        """The ``LINE_FEATURES`` of a result in a row of so many, but for those of its outcome."""
        measure, text, start = result.measure, self.text, self._sentence.start
        first, behind = self._words.words(result.start, result.end)
        return [
            *self._words.likeliest(first, behind),
            self._value[first] if first < behind else 0.0,
            *self._of_sentence,
            *_OF_TYPE[result.type],
            float(measure.percent is not None),
            float(measure.unit is not None),
            float(measure.low is not None),
            float(measure.numerator is not None),
            float(measure.denominator is not None),
            float(measure.dispersion is not None),
            float(measure.head.in_words),
            float("." in text[result.start : result.end]),
            float(text.rfind("(", start, result.start) > text.rfind(")", start, result.start)),
            float(result.start in self._of_arm),
            float(self._sentence.role is Role.CONCLUSIONS),
            float(self._is_last),
            _share(len(self._results)),
            _share(bisect_left(self._results, result.start)),
            _share(row),
        ]


def _apart(one: Span | Arm, result: Result) -> int:
    return max(one.start - result.end, result.start - one.end)


def _share(count: int) -> float:
    return share(count, _MOST)


def _signs(match: re.Match[str] | None, names: Sequence[str]) -> list[float]:
    """Which of the named groups of a pattern matched; last, whether none did."""
    found = match.lastgroup if match else None
    return [*[float(name == found) for name in names], float(found is None)]


_BEHIND = re.compile(
    r"\s?(?:(?P<bracket>[(\[])|(?P<comma>[,;:])|(?P<be>(?:was|were|is|are|had|has|have)\b)|(?P<of>of\b)"
    r"|(?P<in>(?:in|for|with|at|on|among)\b))"
)
_BEFORE = re.compile(
    r"(?:(?P<bracket>[(\[])|(?P<comma>[,;:])|\b(?P<and>and|or)|\b(?P<of>of)|\b(?P<in>in|for|on)|\b(?P<with>with))"
    r"\s?(?:(?:an?|the)\s)?\Z"
)
_BESIDE = 40
"""Characters: as far as what stands beside a number reaches."""
_REACH = 12
"""Characters: as far as ``_BEFORE`` may match."""
_SIGNS = (
    {sign: sign for sign in (";", ",", "(", ")", "and", "of", "in")}
    | dict.fromkeys(("with", "for", "among"), "in")
    | dict.fromkeys(("was", "were", "is", "are", "had", "have"), "be")
    | dict.fromkeys(("vs", "versus", "than", "compared", "while", "whereas", "but"), "versus")
)
_ROW = {part: row for row, part in enumerate(PARTS)}
_NO_GAP = [0.0] * len(_OF_GAP)
_OF_TYPE = {type_: [float(type_ is one) for one in StatisticType] for type_ in StatisticType}
