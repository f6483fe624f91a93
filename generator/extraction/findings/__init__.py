"""Findings: every reported number or stated result of the results and conclusions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from generator.article import Article, Role
from generator.evidence import (
    Abbreviation,
    Domain,
    Finding,
    Group,
    GroupPhrase,
    Phrase,
    Population,
    PValue,
    Sentence,
    Statistic,
    StatisticType,
)
from generator.extraction.domains import domain_of, tells_what_was_given
from generator.extraction.findings.arms import Arm, ArmFinder
from generator.extraction.findings.around import PAIR, Span, changes, distinct, is_led
from generator.extraction.findings.computed import counts_others, implied, implied_by_percent, size_of_group
from generator.extraction.findings.doubting import is_doubtful, is_of_a_factor
from generator.extraction.findings.joined import of_joined_outcomes
from generator.extraction.findings.judging import Scene, judged
from generator.extraction.findings.kinds import Result, find_results, usual_average
from generator.extraction.findings.linking import every_group, link_arms
from generator.extraction.findings.measures import Measure, find_measures
from generator.extraction.findings.outcomes import SHARES, link_outcomes, with_states
from generator.extraction.findings.pvalues import PFound, find_p_values, p_value_of
from generator.extraction.findings.subgroups import is_of_some, people_behind, subgroups_of
from generator.extraction.findings.telling import as_told, without_change
from generator.extraction.findings.times import time_of, without_time
from generator.extraction.findings.words import certainty_of, clauses, object_of, sex_of, subject_of
from generator.extraction.groups.places import group_mentions
from generator.extraction.lexicon import first_hit, holding, load_rules
from generator.extraction.likelihoods import Likelihoods
from generator.extraction.mentions import (
    NAMING_GROUPS,
    RESULT_ROLES,
    TREATMENTS,
    Mention,
    MentionKind,
    is_of_known_field,
)
from generator.extraction.numbers import WORDS, Number, find_numbers
from generator.extraction.only_done import says_only_what_was_done
from generator.extraction.quoting import quote
from generator.extraction.searching import search, sought

_AGE = re.compile(r"(?:the\s)?(?:(?:median|mean|average)\s)?(?:patient\s)?ages?\b", re.IGNORECASE)
"""An age describes the participants, whoever measured it."""
_TIME = re.compile(
    r"(?:(?:at|after|by|within)\s)?(?:the\s)?(?:postoperative\s)?(?:\d+(?:,\s|,?\sand\s))*"
    r"(?:(?:\d+|[a-z]+)[\s-](?:years?|yrs?|months?|weeks?|days?|hours?|h|min)"
    r"|(?:years?|months?|weeks?|days?)\s\d+|baseline|end ?point)"
    r"(?:\slater|\s(?:after|following|before)\s[\w\s-]+)?|\d+",
    re.IGNORECASE,
)
"""A point in time is no outcome."""
_PEOPLE = re.compile(
    r"(?:patients|participants|subjects|women|men|mothers?|children|adults|people|individuals|infants)"
    r"\s(?:after|undergoing|aged|older|younger|in|from|who|whose)\b",
    re.IGNORECASE,
)
"""Who was looked at is no outcome: "adults after surgery"."""
_WHO = re.compile(
    r"^(?:in\s(?:all|total),\s)?(?:a\s)?(?:total\sof\s|of\s(?:these\s)?|all\s|the\s(?:other|remaining)\s)?\d[\d,]*\s"
    r"(?!(?:m|min|h|hours?|days?|weeks?|months?|years?)\b)"
    rf"|^{WORDS}\s(?:[\w-]+\s){{0,3}}(?:patients|subjects|participants|women|men|children|infants|adults|people)$"
    r"|\bwho$|^total\sof\s|^(?:both|two|three|all|focus)\sgroups\b"
    r"|\d\s(?:patients|subjects|participants|women|men|children|infants|adults|people)$"
    r"|^(?:(?:in\s)?the\s)?(?:patients|subjects|participants|women|men|children|infants|adults|people|groups?)$"
    rf"|^(?:[^,]{{1,60}},\s)?(?:(?:{WORDS}|\d[\d,]*|no|all|most|both|many|several|some|few|these|this|the)\s)"
    r"(?:of\s(?:the\s|these\s)?)?(?:[\w-]+\s){0,3}?(?:stud(?:y|ies)|trials?|articles|papers|RCTs?|publications|manuscripts)\b",
    re.IGNORECASE,
)
"""A subject that says who or which studies were there and nothing that was measured: "1063 patients", "two trials"."""
_THAN = re.compile(r"\b(?:than|versus|vs\.?|compared\s(?:with|to))\s(?:(?:in|with|on|for|the|an?)\s)*\Z")
"""Before the group that another one is compared with: the result is not its own."""
_POWER = sought(
    re.compile(
        r"\bpower(?:ed)?\s(?:to\s(?:detect|show|find)|for\s)|\bsample\ssize\s(?:calculation|estimat)", re.IGNORECASE
    )
)
"""In a sentence of what was planned: its numbers are no results."""
_KEYWORDS = re.compile(r"Key\s?words?\b\W", re.IGNORECASE)
"""A list of keywords that was glued to the abstract states nothing."""


LEAST, SURE_OF_OUTCOME, SURE_OF_ARM = 0.45, 0.85, 0.75
"""So likely a number must be a result to be told, and its outcome and its arm must be its own."""
SURE_OF_RESULT, NO_GROUP = 0.7, 0.25
"""A number that is less likely a result is shown in its sentence, and one without an arm where a word of that is more
likely of one."""


class _Context(Struct, kw_only=True):
    """What the sentences of one article are read with."""

    article: Article
    text: str
    aim: str
    numbers: tuple[Number, ...]
    usual: StatisticType | None
    redefined: Mapping[str, StatisticType | None]
    """Short forms of statistics that the abstract defines as another one or as none."""
    mentions: tuple[Mention, ...]
    treatments: set[str]
    """What was given, in lower case."""
    population: Population
    sizes: frozenset[int]
    """Where the sizes of groups stand in the abstract."""
    arms: ArmFinder
    everybody: str
    """The words by which the article describes its participants."""
    likelihoods: Likelihoods | None
    earlier: tuple[int, list[Span]] = (-1, [])
    """The last sentence that was read, and the outcomes that it names."""
    order: tuple[Arm, ...] = ()
    """The arms in the order in which they were last listed."""
    known_field: bool = False
    """Whether the article is about the disease that the network learned arms of."""


def find_findings(
    article: Article,
    sentences: tuple[Sentence, ...],
    mentions: tuple[Mention, ...],
    population: Population,
    abbreviations: tuple[Abbreviation, ...],
    likelihoods: Likelihoods | None,
) -> tuple[Finding, ...]:
    """The findings in the order of the text that say something to a reader."""
    found = read_findings(article, sentences, mentions, population, abbreviations, likelihoods)
    return tuple(finding for finding in found if _says_something(finding))


def _says_something(finding: Finding) -> bool:
    """Whether a finding names an outcome, or is a share of people or has an interval: "12 patients" says nothing.

    A number whose outcome is doubted does: its sentence says what of.
    """
    value = finding.statistic
    return (
        finding.outcome is not None
        or finding.outcome_doubted
        or value is None
        or finding.sets_against
        or value.unit == "%"
        or value.denominator is not None
        or value.low is not None
    )


def read_findings(
    article: Article,
    sentences: tuple[Sentence, ...],
    mentions: tuple[Mention, ...],
    population: Population,
    abbreviations: tuple[Abbreviation, ...],
    likelihoods: Likelihoods | None = None,
) -> tuple[Finding, ...]:
    """All findings in the order of the text, also numbers that no outcome is named for.

    Without ``likelihoods`` nothing is judged: rules alone read.
    """
    text = article.text_of("abstract")
    groups = tuple(group for group in population.groups if group.part_of is None)
    named = group_mentions(article, groups, mentions, abbreviations)
    context = _Context(
        article=article,
        text=text,
        aim=_aim(article, sentences),
        numbers=find_numbers(text),
        usual=usual_average(text),
        redefined=_redefined(abbreviations),
        mentions=mentions,
        treatments={mention.quote.text.lower() for mention in mentions if mention.kind in TREATMENTS},
        population=population,
        sizes=frozenset(group.size_quote.start for group in population.groups if group.size_quote),
        likelihoods=None if _stand_alone(sentences) else likelihoods,
        everybody=_everybody(article, population),
        arms=ArmFinder(
            text,
            _of_arms(mentions, sentences, population),
            groups,
            named,
            abbreviations,
            tuple(mention for mention in mentions if mention.kind is MentionKind.WHOSE),
        ),
        order=_first_order(groups),
        known_field=is_of_known_field(article),
    )
    found: list[Finding] = []
    for index, sentence in enumerate(sentences):
        if index and sentence.role is not sentences[index - 1].role:
            context.earlier = (-1, [])  # the first conclusion does not go on with the last result
        if sentence.role in RESULT_ROLES and not _KEYWORDS.match(text, sentence.start, sentence.end):
            found += _read_sentence(context, sentence, index)
    return tuple(found)


def _aim(article: Article, sentences: tuple[Sentence, ...]) -> str:
    """What the study is about: title and objective."""
    text = article.text_of("abstract")
    parts = [text[sentence.start : sentence.end] for sentence in sentences if sentence.role is Role.OBJECTIVE]
    return " ".join([article.text_of("title"), *parts])


def _everybody(article: Article, population: Population) -> str:
    """What title, conditions and eligibility say of the participants."""
    described = [one.value for one in (*population.condition, *population.eligibility)]
    return " ".join([article.text_of("title"), *described])


def _of_arms(
    mentions: tuple[Mention, ...], sentences: tuple[Sentence, ...], population: Population
) -> tuple[Mention, ...]:
    """The mentions that can name an arm: in an article with groups those of results, in one without them none.

    Sentences that stand alone have no other place to tell their groups, so there every treatment counts.
    """
    if population.groups:
        kinds = {MentionKind.ARM}
    elif _stand_alone(sentences):
        kinds = set(NAMING_GROUPS)
    else:
        kinds = set[MentionKind]()
    return tuple(mention for mention in mentions if mention.kind in kinds)


def _stand_alone(sentences: tuple[Sentence, ...]) -> bool:
    """Whether there is no abstract, but a sentence or two that were given for their results."""
    return len(sentences) <= 2


def _first_order(groups: tuple[Group, ...]) -> tuple[Arm, ...]:
    """The article's arms as its groups list them."""
    arms = tuple(
        Arm(start=group.quote.start, end=group.quote.end, name=group.name, id=group.id)
        for group in groups
        if group.quote.where == "abstract"
    )
    return arms if len(arms) == len(groups) > 1 else ()


def _read_sentence(context: _Context, sentence: Sentence, index: int) -> list[Finding]:
    """The findings of one sentence, in the order of the text."""
    text, start, end = context.text, sentence.start, sentence.end
    measures = find_measures(text, context.numbers, start, end)
    planned = search(_POWER, text, start, end) is not None
    of_baseline = _is_of_baseline(context, sentence)
    measures = tuple(measure for measure in measures if not (planned or _is_group_size(context, measure)))
    arms = context.arms.find(start, end)
    measures = tuple(measure for measure in measures if not _is_in_a_name(measure, arms))
    results = find_results(text, measures, start, end, context.usual, context.redefined)
    rows = [list(row) for _, row in groupby(results, key=lambda result: result.row)]
    outcomes = [
        span
        for span in _outcomes(context, sentence)
        if not any(a.start <= span.start and span.end <= a.end for a in arms)
    ]
    p_values = find_p_values(text, context.numbers, start, end)
    of_arm = link_arms(text, rows, arms, start, end, context.order)
    linked = link_outcomes(text, rows, outcomes, start, end, of_arm)
    of_outcome = linked.outcomes
    _remember_order(context, of_arm, rows)
    doubted, unsure, names_people = set[int](), set[int](), False
    told = [[one for one in row if not _is_whole_group(context, one, of_arm.get(one.start))] for row in rows]
    chosen = {one.start: of_outcome.get(one.start) or _observed(context, sentence, one) for row in told for one in row}
    if context.likelihoods and chosen and not of_baseline:
        before = context.earlier[1][-1:] if context.earlier[0] == index - 1 else []
        scene = Scene(
            text,
            context.likelihoods,
            sentence,
            [result for row in told for result in row],
            [*before, *outcomes],
            chosen,
            of_arm,
            arms,
            linked.listed,
            known_field=context.known_field,
        )
        verdicts = judged(scene, told)
        told = [[one for one in row if verdicts[one.start].likelihood >= LEAST] for row in told]
        of_outcome = {place: verdict.outcome for place, verdict in verdicts.items() if verdict.outcome}
        doubted = {place for place in of_outcome if verdicts[place].of_outcome < SURE_OF_OUTCOME}
        chosen = {place: None if place in doubted else of_outcome.get(place) for place in verdicts}
        no_arm = {place for place, verdict in verdicts.items() if verdict.of_arm < SURE_OF_ARM}
        of_arm = {place: arm for place, arm in of_arm.items() if place not in no_arm}
        names_people = scene.likeliest_group > NO_GROUP
        unsure = {place for place, verdict in verdicts.items() if verdict.likelihood < SURE_OF_RESULT}
    joined = of_joined_outcomes(text, told, chosen, of_arm) - linked.listed
    doubted |= joined
    chosen |= dict.fromkeys(joined)
    chosen |= with_states(text, [result for row in told for result in row], chosen)
    context.earlier = (index, outcomes)
    whom = subgroups_of(text, sentence, arms, context.everybody)
    known = _Told(
        sentence=sentence,
        index=index,
        results=results,
        arms=arms,
        of_arm=of_arm,
        likely=of_outcome,
        chosen=chosen,
        doubted=frozenset(doubted),
        unsure=frozenset({*unsure, *(one.start for pair in changes(text, rows) for one in pair)}),
        names_people=names_people,
        p_values=p_values,
        factors=linked.factors,
        subgroups=whom,
    )
    found = []
    for at, row in enumerate(told):
        until = rows[at + 1][0].start if at + 1 < len(rows) else end
        findings = [_told_result(context, known, rows[at], row, result, until) for result in row]
        found += _alike_in_pairs(text, row, findings)
    told_by_numbers: list[Span | Result] = [*of_outcome.values(), *results, *whom]
    found += _in_words(
        context,
        sentence,
        index,
        results,
        [span for span in outcomes if not any(_overlap(span, other) for other in told_by_numbers)],
        p_values,
        arms,
    )
    if not found and sentence.role is Role.RESULTS and not results:
        found = _compared(context, sentence, index)
    if of_baseline:
        found = [replace(finding, domain=Domain.OTHER, of_baseline=True) for finding in found]
    return sorted(found, key=_place)


class _Told(Struct, kw_only=True, frozen=True):
    """What is known of the results of one sentence; the mappings go by where a result begins."""

    sentence: Sentence
    index: int
    """Of the sentence."""
    results: Sequence[Result]
    arms: tuple[Arm, ...]
    of_arm: Mapping[int, Arm]
    likely: Mapping[int, Span]
    """The likeliest outcomes, those that are doubted among them."""
    chosen: Mapping[int, Span | None]
    doubted: frozenset[int]
    """Results whose outcome is doubted."""
    unsure: frozenset[int]
    """Results that may be none, and the ends of changes, which say nothing without their times."""
    names_people: bool
    """Whether words of the sentence may be of people whose results it tells."""
    p_values: tuple[PFound, ...]
    factors: Mapping[int, Span]
    subgroups: Sequence[Span]


def _told_result(
    context: _Context, told: _Told, row: list[Result], kept: list[Result], result: Result, until: int
) -> Finding:
    """The finding of one result of a row, of which some are kept; up to ``until`` words may belong to the row."""
    text, start = context.text, told.sentence.start
    outcome = told.chosen[result.start]
    if result.measure.percent is not None:
        outcome = sex_of(text, result.start, result.end, alone=outcome is not None) or outcome
    likely = outcome or told.likely.get(result.start)
    if likely and _is_of_quantity(text, likely, result):
        result = replace(result, type=StatisticType.OTHER)
    clause = _clause_of(context, told.sentence, result)
    pair = _pair(context, clause, told.arms, result) if result.compares else (told.of_arm.get(result.start), None)
    in_words = _IN_WORDS_AGAINST.search(text, max(start, result.start - 24), result.start)
    if in_words:
        pair = None, None  # "fewer with A (six versus 13)": the first was A's
    outcome = as_told(text, outcome, result, start)
    if outcome and not any(outcome.end <= other.start < result.start for other in told.results):
        outcome = _with_superlative(text, outcome, start)
    if outcome and pair[0] and pair[0].id is None and _overlap(outcome, pair[0]):
        pair = None, pair[1]
    is_doubted = outcome is None and result.start in told.doubted
    ends = (result.end, result.measure.head.unit_end)
    people = people_behind(text, ends) if result.type in SHARES else None
    if outcome and (
        (people is not None and people.start <= outcome.start and outcome.end <= people.end)
        or is_doubtful(text, outcome, result, start)
        or (result.start not in told.factors and is_of_a_factor(text, told.sentence, outcome, result))
    ):
        outcome, is_doubted = None, True
    p_value = p_value_of(text, result.measure, told.p_values, row[-1].start, until)
    last = _end_of_pair(text, kept, result)
    finding = _finding(context, told.sentence, told.index, clause, result, outcome, pair, p_value, last)
    whom = _subgroup_of(told.subgroups, result, told.results)
    if people and told.of_arm.get(result.start) is None:
        whom = people if is_of_some(text, people, told.arms, context.everybody) else whom
    if whom is not None:
        own = finding.computed if result.measure.denominator is not None else None  # of how many, only its words say
        finding = replace(finding, subgroup=_phrase(context, whom), computed=own)
    if is_doubted:
        finding = replace(finding, outcome_doubted=True)
    whose = told.factors.get(result.start) or (every_group(text, result) if len(kept) == 1 else None)
    if (words := _phrase(context, whose)) is not None:
        finding = replace(finding, group=GroupPhrase(text=words.text, quote=words.quote))
    of_whom = finding.group or finding.subgroup or result.compares
    of_some = told.names_people or _is_set_against(text, row, result) or _is_of_others(context, told.sentence, result)
    misleads = result.start in told.unsure or (of_some and not of_whom) or in_words is not None
    if not misleads:
        return finding
    assumes = finding.computed is not None and "denominator_assumed" in finding.computed
    return replace(finding, needs_sentence=True, computed=None if assumes and not of_whom else finding.computed)


_IN_WORDS_AGAINST = re.compile(
    r"\b(?:none|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s(?:versus|vs\.?|v\.?)\s\Z",
    re.IGNORECASE,
)
"""Before the second of two numbers, of which the first is written out."""


def _alike_in_pairs(text: str, row: Sequence[Result], findings: Sequence[Finding]) -> list[Finding]:
    """The findings of a row; of two that are set against each other none is shown alone where the other is not."""
    found = list(findings)
    for at, (one, other) in enumerate(pairwise(row)):
        pair = found[at : at + 2]
        if any(finding.needs_sentence for finding in pair) and _VERSUS.search(text, one.end, other.start):
            found[at : at + 2] = [replace(finding, needs_sentence=True) for finding in pair]
    return found


def _is_of_others(context: _Context, sentence: Sentence, result: Result) -> bool:
    """Whether a share is of so many as its sentence says, who were not all: "Of the 67 born here 10% had it"."""
    size = context.population.sample_size
    alone = result.type in SHARES and result.measure.denominator is None
    return alone and counts_others(context.text, sentence.start, result.start, size.value if size else None)


def _is_set_against(text: str, row: Sequence[Result], result: Result) -> bool:
    """Whether a result is one of two that are compared: "fewer severe reactions (2% vs 16%)"."""
    return any(result in pair and _VERSUS.search(text, pair[0].end, pair[1].start) for pair in pairwise(row))


_VERSUS = re.compile(r"(?<![\w-])(?:vs\.?|versus|v\.?|than|against|compared\s(?:with|to))(?![\w-])")


def _with_superlative(text: str, outcome: Span, start: int) -> Span:
    """The outcome with the word that makes it that of one among several: "the smallest error was found in Exemplia"."""
    superlative = _MOST_OF_ALL.search(text, start, outcome.start)
    return replace(outcome, start=superlative.start()) if superlative else outcome


_MOST_OF_ALL = re.compile(r"\b(?:smallest|largest|highest|lowest|greatest|maximum|minimum)\s\Z", re.IGNORECASE)


def _redefined(abbreviations: Iterable[Abbreviation]) -> dict[str, StatisticType | None]:
    """What the short forms of ratios stand for where that is no risk, odds or hazard ratio."""
    other = {one.short: None for one in abbreviations if _RATE_OR_ROOM.search(one.long)}
    return other | {one.short: StatisticType.OTHER for one in abbreviations if _RATE_RATIO.search(one.long)}


_RATE_RATIO = re.compile(r"\brates? ratios?$", re.IGNORECASE)
_RATE_OR_ROOM = re.compile(
    r"\b(?:(?:heart|respiratory|response|relapse|recurrence|remission) rates?|operating (?:rooms?|theat\w+))$",
    re.IGNORECASE,
)
"""What HR, RR and OR may stand for beside a ratio."""


def _subgroup_of(subgroups: Sequence[Span], result: Result, results: Sequence[Result]) -> Span | None:
    """The subgroup that was named last before a result; none for what stands before, where other results follow.

    As in "it was 27 and 19 months, especially in the subgroup of women with gout (22 and 12)".
    """
    before = [one for one in subgroups if one.start < result.start]
    if before:
        return before[-1]
    alone = subgroups and all(other.start < subgroups[0].start for other in results)
    return subgroups[0] if alone else None


def _is_of_quantity(text: str, outcome: Span, result: Result) -> bool:
    """Whether a percentage without a count is of what is measured in percent, and no share of people: HbA1c."""
    is_share = result.type is StatisticType.PROPORTION and result.measure.numerator is None
    return is_share and first_hit(load_rules("measured_quantities"), text[outcome.start : outcome.end]) is not None


def _is_in_a_name(measure: Measure, arms: tuple[Arm, ...]) -> bool:
    """Whether a number is part of what a group is called: "the 30 Hz group"."""
    has_unit = measure.percent is None and measure.unit is not None
    return has_unit and any(arm.start <= measure.start and measure.end <= arm.end for arm in arms)


def _is_group_size(context: _Context, measure: Measure) -> bool:
    """Whether a number is the size of a group and of nothing else: the population tells that."""
    alone = measure.percent is None and measure.denominator is None and not measure.head.decimals
    return alone and measure.head.start in context.sizes


def _is_whole_group(context: _Context, result: Result, arm: Arm | None) -> bool:
    """Whether a count is of all that its group has: that says who was there, not what happened.

    So does its share of all groups: "50 (25%) in group A"; 100% of a group had something.
    """
    measure = result.measure
    counts = result.type in (StatisticType.COUNT, StatisticType.PROPORTION) and measure.denominator is None
    if not counts or measure.numerator is None or measure.percent == 100:
        return False
    return any(
        arm is not None and arm.id in (group.id, group.part_of) and group.size == measure.numerator
        for group in context.population.groups
    )


def _overlap(one: Span, other: Span | Result | Arm) -> bool:
    return one.start < other.end and other.start < one.end


def _place(finding: Finding) -> int:
    """Where a finding stands in the text."""
    part = finding.statistic or finding.outcome or finding.p_value
    return part.quote.start if part else 0


def _outcomes(context: _Context, sentence: Sentence) -> list[Span]:
    """The outcomes that the sentence mentions, in order; a treatment is none, even where a model takes it for one."""
    return sorted(
        Span(mention.quote.start, mention.quote.end)
        for mention in context.mentions
        if mention.kind is MentionKind.OUTCOME
        and mention.quote.where == "abstract"
        and sentence.start <= mention.quote.start < sentence.end
        and mention.quote.text.lower() not in context.treatments
        and not _AGE.match(mention.quote.text)
        and not _TIME.fullmatch(mention.quote.text)
        and not _PEOPLE.match(mention.quote.text)
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


def _observed(context: _Context, sentence: Sentence, result: Result) -> Span | None:
    """What the result's clause says was observed, or that it speaks of an endpoint, where no model names an outcome."""
    text, clause = context.text, _clause_of(context, sentence, result)
    subject = subject_of(text, clause.start, result.start)
    is_endpoint = subject is not None and _ENDPOINT.match(text, subject.start) is not None
    return object_of(text, clause.start, result.start) or (subject if is_endpoint else None)


_ENDPOINT = re.compile(
    r"(?:\w+\s)?(?:primary|secondary|main|principal)\s[^,;.()]{0,40}?\b(?:end[\s-]?points?|outcomes?)"
    r"\s(?:occurred|(?:was|were|had been)\s(?:met|reached|achieved|attained|observed|seen|noted|reported))\b"
)


def _pair(context: _Context, clause: Span, arms: tuple[Arm, ...], result: Result) -> tuple[Arm | None, Arm | None]:
    """The two arms that a ratio or difference compares, in the order in which its clause or the sentence names them.

    But for one that it sets out from: "compared with A, fewer had pain with B (OR 0.2)" is B's against A.
    """
    before = [arm for arm in arms if arm.end <= result.start]
    own = distinct([arm for arm in before if arm.start >= clause.start])
    named = own if len(own) == 2 else distinct(before)
    if len(named) == 2 and not _BETWEEN.search(context.text, max(0, named[0].start - 16), named[0].start):
        return (named[1], named[0]) if is_led(context.text, named[0]) else (named[0], named[1])
    return None, None


_BETWEEN = re.compile(r"\bbetween\s(?:the\s)?\Z")
"""Before two groups of which nothing tells which one is set against the other."""


def _finding(
    context: _Context,
    sentence: Sentence,
    index: int,
    clause: Span,
    result: Result,
    outcome: Span | None,
    pair: tuple[Arm | None, Arm | None],
    p_value: PFound | None,
    last: int,
) -> Finding:
    """One reported number of a clause as a finding.

    ``last`` is the end of the last number that is named in one breath with it.
    """
    time = time_of(context.text, clause, result, last)
    if outcome and time and outcome.end < time.start:
        outcome = without_time(context.text, outcome)
    given = result.type in SHARES and outcome and tells_what_was_given(context.text, sentence.start, outcome.start)
    return Finding(
        domain=Domain.OTHER if given else _domain(context, sentence, outcome),
        outcome=_phrase(context, outcome),
        group=_group(context, pair[0]),
        statistic=_statistic(context, result),
        p_value=_p_value(context, p_value),
        timepoint=_phrase(context, time),
        comparison=_phrase(context, Span(pair[1].start, pair[1].end) if pair[1] else None),
        certainty=certainty_of(context.text, clause, result.start),
        sentence=index,
        computed=_computed(context, sentence, result, pair[0]),
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
        of_change=result.of_change,
        called=_phrase(context, Span(*result.called) if result.called else None),
        quote=quote(context.article, "abstract", measure.start, _with_unit(context.text, measure.end)),
    )


def _with_unit(text: str, end: int) -> int:
    """Where the words of a value end with all of its unit: "48 ml/min[/1.73 m(2)]", "0.6[/1000 catheter days]"."""
    rest = _REST_OF_UNIT.match(text, end)
    return rest.end() if rest else end


_REST_OF_UNIT = re.compile(
    r"\s?/\s?1[.·]73\s?m(?:\(2\)|²|2|\^2)?|\s?/\s?10{2,6}\s(?:[a-z]+[\s-]){0,2}(?:days|years|months|births|persons?|patients)\b"
)


def _is_of_baseline(context: _Context, sentence: Sentence) -> bool:
    """Whether a sentence of results tells who took part: what they had, or had been given, before."""
    found = {rule.value for rule in holding(load_rules("baseline_results"), context.text, sentence.start, sentence.end)}
    if "afterwards" in found:
        return False
    return "before treatment" in found or ("who took part" in found and "an outcome" not in found)


def _domain(context: _Context, sentence: Sentence, outcome: Span | None) -> Domain:
    """The part of the card that a result with this outcome belongs to."""
    words = context.text[outcome.start : outcome.end] if outcome else None
    usual = Domain.OTHER if outcome and outcome.of_people else Domain.EFFICACY
    return domain_of(words, context.text[sentence.start : sentence.end], aim=context.aim, usual=usual)


def _computed(context: _Context, sentence: Sentence, result: Result, arm: Arm | None) -> dict[str, Any] | None:
    """What the counts of a result imply, with its arm's size or the sample's where no denominator is printed.

    Nothing where the sentence speaks of estimates, which no count need fit: "the cumulative incidence was 29.3%".
    """
    measure = result.measure
    if measure.denominator is not None and measure.numerator is not None:
        return implied(measure.numerator, measure.denominator, interval=not measure.over_units)
    if result.type is not StatisticType.PROPORTION or measure.percent is None or measure.denominator is not None:
        return None
    if measure.dispersion is not None:
        return None  # "oversizing was 20% (IQR 13 to 28)" counts nobody
    whole, name = _whole_of(context, arm)
    if whole is None:
        return None
    if arm is None and (
        _is_one_of_two(context, sentence, result) or counts_others(context.text, sentence.start, result.start, whole)
    ):
        return None
    estimates = holding(load_rules("estimated_shares"), context.text, sentence.start, sentence.end)
    if measure.numerator is None and any(estimates):
        return None
    return implied_by_percent(measure.numerator, measure.percent, measure.head.decimals, whole, assumed_from=name)


def _is_one_of_two(context: _Context, sentence: Sentence, result: Result) -> bool:
    """Whether a share is set against another one, so that it is of some and not of all: "9.8% versus 9.5%"."""
    text = context.text
    return (
        _OTHER_BEHIND.match(text, result.end, sentence.end) is not None
        or _OTHER_BEFORE.search(text, sentence.start, result.start) is not None
    )


_OTHER_BEHIND = re.compile(
    r"[^.;\d]{0,60}?\b(?:versus|vs\.?|than|compared\s(?:with|to)|against)\s[^.;\d]{0,60}?\d+(?:\.\d+)?\s?%"
)
_OTHER_BEFORE = re.compile(r"\d\s?%[^.;\d]{0,60}\b(?:versus|vs\.?|than|compared\s(?:with|to)|against)\s[^.;\d]{0,60}\Z")


def _whole_of(context: _Context, arm: Arm | None) -> tuple[int | None, str]:
    """How many the percentages of a result are most likely shares of, and where the record says so."""
    groups = context.population.groups
    for index, group in enumerate(groups):
        if arm is not None and group.id == arm.id:
            return group.size, size_of_group(index)
    size = context.population.sample_size
    return (size.value if size and not groups and arm is None else None), "population.sample_size"


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


def _end_of_pair(text: str, row: list[Result], result: Result) -> int:
    """Where the number ends that a result is set beside, "61% and 33% at 12 months", else the result itself."""
    behind = next((other for other in row if other.start > result.start), None)
    return behind.end if behind and PAIR.fullmatch(text, result.end, behind.start) else result.end


def _in_words(
    context: _Context,
    sentence: Sentence,
    index: int,
    results: tuple[Result, ...],
    outcomes: list[Span],
    p_values: tuple[PFound, ...],
    arms: tuple[Arm, ...],
) -> list[Finding]:
    """The results that the sentence states in words only: one for each outcome that no number was found for."""
    found = []
    for clause in clauses(context.text, sentence.start, sentence.end):
        inside = [span for span in outcomes if clause.start <= span.start < clause.end]
        if not outcomes and not results and sentence.role is Role.RESULTS:
            inside = _subjects(context, clause)
        for span in inside:
            p_value = next((p for p in p_values if span.end <= p.start < clause.end), None)
            measured = without_change(context.text, span, None)
            free = [
                arm
                for arm in arms
                if clause.start <= arm.start < clause.end
                and (arm.end <= span.start or arm.start >= span.end)
                and not _THAN.search(context.text, max(clause.start, arm.start - 24), arm.start)
            ]
            found.append(
                Finding(
                    domain=_domain(context, sentence, span),
                    outcome=_phrase(context, measured),
                    group=_group(context, free[0] if len({arm.key for arm in free}) == 1 else None),
                    p_value=_p_value(context, p_value),
                    certainty=certainty_of(context.text, clause, span.start),
                    sentence=index,
                )
            )
    done = found and says_only_what_was_done(context.text, sentence.start, sentence.end)
    return [] if done else found


def _compared(context: _Context, sentence: Sentence, index: int) -> list[Finding]:
    """The result of a sentence that compares and of which no outcome is known: its words say it."""
    text, start, end = context.text, sentence.start, sentence.end
    if not any(holding(load_rules("compares"), text, start, end)) or says_only_what_was_done(text, start, end):
        return []
    whole = Span(start, end)
    return [
        Finding(domain=_domain(context, sentence, whole), certainty=certainty_of(text, whole, start), sentence=index)
    ]


def _subjects(context: _Context, clause: Span) -> list[Span]:
    """What a clause speaks of where its sentence has no outcome: its subject, unless that is a treatment or an age."""
    subject = subject_of(context.text, clause.start, clause.end)
    words = context.text[subject.start : subject.end] if subject else ""
    nothing = (
        words.lower() in context.treatments or _AGE.match(words) or _WHO.search(words) or words[:3].lower() == "of "
    )
    return [subject] if subject and not nothing else []
