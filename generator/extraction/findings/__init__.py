"""Findings: every reported number or stated result of the results and conclusions."""

from __future__ import annotations

from itertools import groupby

from msgspec import Struct

from generator.article import Article, Role
from generator.evidence import (
    Design,
    Domain,
    Finding,
    Group,
    GroupPhrase,
    Phrase,
    PValue,
    Sentence,
    Statistic,
    StatisticType,
)
from generator.extraction.findings.arms import Arm, find_arms
from generator.extraction.findings.computed import implied
from generator.extraction.findings.kinds import BETWEEN_GROUPS, Result, find_results, usual_average
from generator.extraction.findings.linking import Span, link_arms, link_outcomes
from generator.extraction.findings.measures import find_measures
from generator.extraction.findings.pvalues import PFound, find_p_values
from generator.extraction.findings.words import certainty_of, clauses, subject_of
from generator.extraction.lexicon import hits, load_rules
from generator.extraction.mentions import Mention, MentionKind
from generator.extraction.numbers import Number, find_numbers
from generator.extraction.quoting import quote

_ROLES = {Role.RESULTS, Role.CONCLUSIONS}


class _Context(Struct, kw_only=True):
    """What the sentences of one article are read with."""

    article: Article
    text: str
    numbers: tuple[Number, ...]
    usual: StatisticType | None
    mentions: tuple[Mention, ...]
    groups: tuple[Group, ...]
    order: tuple[Arm, ...] = ()
    """The two arms in the order in which they were last listed."""


def find_findings(
    article: Article,
    sentences: tuple[Sentence, ...],
    mentions: tuple[Mention, ...],
    groups: tuple[Group, ...],
    design: Design,
) -> tuple[Finding, ...]:
    """The findings in the order of the text."""
    text = article.text_of("abstract")
    context = _Context(
        article=article,
        text=text,
        numbers=find_numbers(text),
        usual=usual_average(text),
        mentions=mentions,
        groups=groups,
        order=_first_order(groups),
    )
    found: list[Finding] = []
    for index, sentence in enumerate(sentences):
        if sentence.role in _ROLES:
            found += _read_sentence(context, sentence, index)
    return tuple(found)


def _first_order(groups: tuple[Group, ...]) -> tuple[Arm, ...]:
    """The article's arms as its groups list them, where there are two."""
    arms = tuple(
        Arm(start=group.quote.start, end=group.quote.end, name=group.name, id=group.id)
        for group in groups
        if group.quote.where == "abstract"
    )
    return arms if len(arms) == len(groups) == 2 else ()


def _read_sentence(context: _Context, sentence: Sentence, index: int) -> list[Finding]:
    """The findings of one sentence, in the order of the text."""
    text, start, end = context.text, sentence.start, sentence.end
    measures = find_measures(text, context.numbers, start, end)
    results = find_results(text, measures, start, end, context.usual)
    rows = [list(row) for _, row in groupby(results, key=lambda result: result.row)]
    arms = find_arms(text, start, end, context.mentions, context.groups)
    outcomes = _outcomes(context, sentence)
    p_values = find_p_values(text, context.numbers, start, end)
    of_arm = link_arms(text, rows, arms, start, end, context.order)
    of_outcome = link_outcomes(text, rows, outcomes, start, end, of_arm)
    _remember_order(context, of_arm, rows)
    found = []
    for row_index, row in enumerate(rows):
        until = rows[row_index + 1][0].start if row_index + 1 < len(rows) else end
        p_value = next((p for p in p_values if row[-1].start <= p.start < until), None)
        for result in row:
            outcome = of_outcome.get(result.start) or _fallback(context, sentence, result)
            pair = (
                _pair(context, row, arms, result) if result.type in BETWEEN_GROUPS else (of_arm.get(result.start), None)
            )
            found.append(_finding(context, sentence, index, result, outcome, pair, p_value))
    used = {(span.start, span.end) for span in of_outcome.values()}
    found += _in_words(
        context, sentence, index, results, [span for span in outcomes if (span.start, span.end) not in used], p_values
    )
    return sorted(found, key=_place)


def _place(finding: Finding) -> int:
    """Where a finding stands in the text."""
    part = finding.statistic or finding.outcome or finding.p_value
    return part.quote.start if part else 0


def _outcomes(context: _Context, sentence: Sentence) -> list[Span]:
    """The outcomes that the sentence mentions, in order."""
    return sorted(
        Span(mention.quote.start, mention.quote.end)
        for mention in context.mentions
        if mention.kind is MentionKind.OUTCOME
        and mention.quote.where == "abstract"
        and sentence.start <= mention.quote.start < sentence.end
    )


def _remember_order(context: _Context, of_arm: dict[int, Arm], rows: list[list[Result]]) -> None:
    """Keep the order in which a sentence lists its two arms: a next one often leaves their names out."""
    for row in rows:
        arms = [of_arm.get(result.start) for result in row]
        if len(arms) == 2 and arms[0] is not None and arms[1] is not None and arms[0].key != arms[1].key:
            context.order = (arms[0], arms[1])


def _clause_of(context: _Context, sentence: Sentence, result: Result) -> Span:
    """The clause that a result begins in."""
    spans = clauses(context.text, sentence.start, sentence.end)
    return next(span for span in spans if span.start <= result.start < span.end)


def _fallback(context: _Context, sentence: Sentence, result: Result) -> Span | None:
    """The subject of the clause that the result stands in."""
    return subject_of(context.text, _clause_of(context, sentence, result).start, result.start)


def _pair(context: _Context, row: list[Result], arms: tuple[Arm, ...], result: Result) -> tuple[Arm | None, Arm | None]:
    """The two arms that a ratio or difference compares, in the order in which the sentence names them."""
    named = list({arm.key: arm for arm in reversed([arm for arm in arms if arm.end <= result.start])}.values())[::-1]
    if len(named) == 2:
        return named[0], named[1]
    return None, None


def _finding(
    context: _Context,
    sentence: Sentence,
    index: int,
    result: Result,
    outcome: Span | None,
    pair: tuple[Arm | None, Arm | None],
    p_value: PFound | None,
) -> Finding:
    """One reported number as a finding."""
    clause = _clause_of(context, sentence, result)
    return Finding(
        domain=Domain.OTHER,
        outcome=_phrase(context, outcome),
        group=_group(context, pair[0]),
        statistic=_statistic(context, result),
        p_value=_p_value(context, p_value),
        timepoint=_timepoint(context, clause, result),
        comparison=_phrase(context, Span(pair[1].start, pair[1].end) if pair[1] else None),
        certainty=certainty_of(context.text, clause.start, clause.end),
        sentence=index,
        computed=_computed(context, result, pair[0]),
    )


def _statistic(context: _Context, result: Result) -> Statistic:
    """The result in the record's terms."""
    measure = result.measure
    value = measure.percent if measure.percent is not None else measure.value
    if measure.percent is None and measure.numerator is not None:
        value = float(measure.numerator)
    return Statistic(
        type=result.type,
        value=value,
        unit="%" if measure.percent is not None else measure.unit,
        numerator=measure.numerator,
        denominator=measure.denominator,
        low=measure.low,
        high=measure.high,
        level=measure.level,
        dispersion=measure.dispersion,
        quote=quote(context.article, "abstract", measure.start, measure.end),
    )


def _computed(context: _Context, result: Result, arm: Arm | None) -> dict[str, object] | None:
    """What the counts of a result imply."""
    measure = result.measure
    return implied(measure.numerator, measure.denominator)


def _phrase(context: _Context, span: Span | None) -> Phrase | None:
    if span is None:
        return None
    words = quote(context.article, "abstract", span.start, span.end)
    return Phrase(text=words.text, quote=words)


def _group(context: _Context, arm: Arm | None) -> GroupPhrase | None:
    if arm is None:
        return None
    words = quote(context.article, "abstract", arm.start, arm.end)
    return GroupPhrase(id=arm.id, text=words.text, quote=words)


def _p_value(context: _Context, found: PFound | None) -> PValue | None:
    if found is None:
        return None
    return PValue(
        operator=found.operator,
        value=found.value,
        quote=quote(context.article, "abstract", found.start, found.end),
    )


def _timepoint(context: _Context, clause: Span, result: Result) -> Phrase | None:
    """The time named nearest to a result in its clause."""
    said = hits(load_rules("timepoints"), context.text, clause.start, clause.end)
    times = [hit for hit in said if hit.end <= result.start or hit.start >= result.end]
    if not times:
        return None
    nearest = min(times, key=lambda hit: min(abs(hit.start - result.end), abs(result.start - hit.end)))
    return _phrase(context, Span(nearest.start, nearest.end))


def _in_words(
    context: _Context,
    sentence: Sentence,
    index: int,
    results: tuple[Result, ...],
    outcomes: list[Span],
    p_values: tuple[PFound, ...],
) -> list[Finding]:
    """The results that the sentence states in words only: one for each outcome that no number was found for."""
    found = []
    for clause in clauses(context.text, sentence.start, sentence.end):
        inside = [span for span in outcomes if clause.start <= span.start < clause.end]
        if not inside and not any(clause.start <= result.start < clause.end for result in results):
            subject = subject_of(context.text, clause.start, clause.end)
            inside = [subject] if subject else []
        for span in inside:
            p_value = next((p for p in p_values if span.end <= p.start < clause.end), None)
            arms = find_arms(context.text, clause.start, clause.end, context.mentions, context.groups)
            free = [arm for arm in arms if arm.end <= span.start or arm.start >= span.end]
            found.append(
                Finding(
                    domain=Domain.OTHER,
                    outcome=_phrase(context, span),
                    group=_group(context, free[0] if len({arm.key for arm in free}) == 1 else None),
                    p_value=_p_value(context, p_value),
                    certainty=certainty_of(context.text, clause.start, clause.end),
                    sentence=index,
                )
            )
    return found
