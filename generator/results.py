"""Findings as a card lists them: each sentence of results in the abstract's words, and below it what was read from it.

A value alone can mislead, whose "28%" it is stands elsewhere in its sentence; so it is never shown far from that.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from generator.decisions import added_finding, decided_findings, figures_of
from generator.evidence import CheckStatus, Domain, EvidenceRecord, Finding, Quote, ReviewedValue, Statistic
from generator.labels import LABELS
from generator.marks import Marks
from generator.plots import (
    Icons,
    Plot,
    RatioScale,
    computed_interval,
    icons_of,
    plot_of,
    ratio_scale,
)
from generator.review_notes import Noted, ReviewNotes, by_a_person
from generator.safe_text import html, joined, safe


class Computed(Struct, frozen=True, kw_only=True):
    """A figure that the source does not print, and how it was worked out."""

    figure: str
    formula: str


class Row(Struct, frozen=True, kw_only=True):
    """One reported value, or one statement in words."""

    value: Markup
    label: Markup = Markup("")
    """The measure's name, where the printed words may leave it out."""
    who: Markup | None = None
    details: tuple[Markup, ...] = ()
    """Comparison, time point, p-value and how it is worded."""
    computed: tuple[Computed, ...] = ()
    notes: tuple[str, ...] = ()
    """What the audit says where the numbers do not add up."""
    review: Markup = Markup("")
    """What people said of it."""
    plot: Plot | None = None
    icons: Icons | None = None


class Outcome(Struct, frozen=True, kw_only=True):
    """The rows of one outcome; ``name`` is ``None`` where none is told."""

    name: Markup | None
    rows: tuple[Row, ...]


class Block(Struct, frozen=True, kw_only=True):
    """A sentence of results, and the outcomes that it tells of."""

    said: Markup | None
    """The whole sentence; ``None`` for what a person added."""
    review: Markup = Markup("")
    """What people said of a result that is stated in words."""
    outcomes: tuple[Outcome, ...] = ()


class Results(Struct, frozen=True, kw_only=True):
    """A section of results."""

    title: str
    blocks: tuple[Block, ...]


class ResultsReader:
    """The results of one record, each value linked to its words."""

    def __init__(self, record: EvidenceRecord, marks: Marks, reviews: ReviewNotes) -> None:
        self._record = record
        self._marks = marks
        self._reviews = reviews
        self._decided = decided_findings(record)
        self._added = tuple((added_finding(record, value), value) for value in reviews.added("findings"))
        self._notes: dict[int, list[str]] = {}
        for check in record.checks:
            if check.status is CheckStatus.MISMATCH and check.finding is not None:
                self._notes.setdefault(check.finding, []).append(check.message)

    def baseline(self) -> Results | None:
        """What participants brought with them; ``None`` where the results say nothing of it."""
        findings = [(index, finding) for index, finding in self._found(Domain.OTHER) if finding.of_baseline]
        if not findings:
            return None
        return Results(title=LABELS["baseline"]["title"], blocks=tuple(self._blocks(findings, None)))

    @property
    def main_domains(self) -> tuple[Domain, ...]:
        """What a reader asks for first: what a treatment did and what harm; where no treatment is told, what was found.

        What a person added may say that somebody was.
        """
        by_people = {finding.domain for finding, _ in self._added} - {Domain.OTHER}
        if self._record.of_treatment or by_people or self._reviews.added("interventions"):
            return Domain.EFFICACY, Domain.SAFETY
        return (Domain.OTHER,)

    def section(self, domain: Domain) -> Results | None:
        """The section of a domain, in the order of the text; ``None`` where nothing is reported.

        What participants brought with them stands elsewhere.
        """
        findings = self._of(domain)
        added = [(finding, value) for finding, value in self._added if finding.domain is domain]
        if not findings and not added:
            return None
        standing = [
            *(self._standing(index, finding) for index, finding in findings),
            *(finding for finding, _ in added),
        ]
        scale = ratio_scale(finding.statistic for finding in standing if finding and finding.statistic)
        blocks = (*self._blocks(findings, scale), *(self._added_block(*one, scale) for one in added))
        return Results(title=self.title(domain), blocks=blocks)

    def title(self, domain: Domain) -> str:
        """The heading of a domain's results."""
        return LABELS["results"]["alone"] if self.main_domains == (domain,) else LABELS["domain"][domain]

    def first(self, domain: Domain, most: int) -> tuple[Markup, ...]:
        """The first results of a domain, ``most`` lines or a few more: what people added, then the first in the text.

        The order of the text says nothing of their weight. A number without an outcome is not among them, nor one of
        some participants only. Where there is none, sentences stand for them, first those that have numbers.
        """
        findings = self._of(domain) or self._told(domain)  # what stands among the conclusions is a result
        numbers = [
            (index, finding, finding.statistic)
            for index, finding in findings
            if finding.statistic and not finding.subgroup and not self._is_only_quoted(index, finding)
            if index in self._decided or self._record.stands_alone(finding) or not self._marks.quotes_sentences
        ]
        if lines := self._lines(domain, numbers, most):
            return lines
        if numbers:  # people rejected them
            return ()
        sentences = [list(told) for _, told in groupby(findings, key=_sentence_of)]
        chosen = sorted(sentences, key=lambda told: not any(one.statistic or one.p_value for _, one in told))[:most]
        return tuple(said for told in sorted(chosen, key=_place_of) if (said := self._said(told).shown))

    def _lines(self, domain: Domain, numbers: list[tuple[int, Finding, Statistic]], most: int) -> tuple[Markup, ...]:
        """At least ``most`` lines, if there are as many; the values that are set against each other are all there."""
        lines = []
        for finding, value in self._added:
            if finding.domain is domain:
                said = by_a_person(value, figures_of(value))
                lines.append(html("%s: %s", safe(finding.outcome.text), said) if finding.outcome else said)
        for _, alike in groupby(numbers, key=lambda number: (number[1].sentence, number[1].outcome)):
            if len(lines) >= most:
                break
            lines += [line for number in alike if (line := self._line(*number))]
        return tuple(lines)

    def _standing(self, index: int, finding: Finding) -> Finding | None:
        """The finding as people left it; ``None`` where it was rejected."""
        return self._decided.get(index, finding)

    def _added_block(self, finding: Finding, value: ReviewedValue, scale: RatioScale | None) -> Block:
        """A finding that a person added, under its outcome."""
        row = Row(
            value=by_a_person(value, figures_of(value)), plot=plot_of(finding, scale), icons=icons_of(finding.statistic)
        )
        outcome = safe(finding.outcome.text) if finding.outcome else None
        return Block(said=None, outcomes=(Outcome(name=outcome, rows=(row,)),))

    def _of(self, domain: Domain) -> list[tuple[int, Finding]]:
        """The domain's findings with their places, but for those on what participants brought with them."""
        return [(index, finding) for index, finding in self._found(domain) if not finding.of_baseline]

    def _told(self, domain: Domain) -> list[tuple[int, Finding]]:
        """All findings of the domain with their places, but for those on what participants brought with them."""
        places = enumerate(self._record.findings)
        return [(index, one) for index, one in places if one.domain is domain and not one.of_baseline]

    def _found(self, domain: Domain) -> list[tuple[int, Finding]]:
        """The domain's findings with their places.

        A result in words that is a conclusion stands among those, and what has no line of its own where its sentence
        stands for another domain already.
        """
        elsewhere = self._concluding()
        lined = {index for index, finding in enumerate(self._record.findings) if self._has_line(index, finding)}
        if domain not in self.main_domains:
            main = (one for one in self._record.findings if one.domain in self.main_domains and not one.of_baseline)
            elsewhere |= {one.sentence for one in main}
        return [
            (index, finding)
            for index, finding in enumerate(self._record.findings)
            if finding.domain is domain and (index in lined or finding.sentence not in elsewhere)
        ]

    def _has_line(self, index: int, finding: Finding) -> bool:
        """Whether something of a finding stands below its sentence."""
        said = index in self._notes or self._reviews.say_of("findings", index)
        return said or (finding.statistic is not None and not self._is_only_quoted(index, finding))

    def _concluding(self) -> set[int]:
        """Sentences that the card shows as conclusions."""
        concluded = {quote.end for quote in self._record.conclusions}
        return {place for place, sentence in enumerate(self._record.sentences) if sentence.end in concluded}

    def _is_only_quoted(self, index: int, finding: Finding) -> bool:
        """Whether a number has no outcome that is told, or would mislead alone: its sentence says what it is of."""
        undecided = self._record.needs_sentence(finding) and index not in self._decided
        return undecided or self._outcome(index, finding) is None

    def _outcome(self, index: int, finding: Finding) -> str | None:
        """What a finding is of, a person's word where the program has none."""
        outcome = finding.outcome or (standing.outcome if (standing := self._standing(index, finding)) else None)
        return outcome.text if outcome else None

    def _blocks(self, findings: list[tuple[int, Finding]], scale: RatioScale | None) -> Iterator[Block]:
        """The findings under their sentences, in the order of the text."""
        for _, of_sentence in groupby(findings, key=_sentence_of):
            told = list(of_sentence)
            said = self._said(told)
            numbers = [(index, finding, finding.statistic) for index, finding in told if finding.statistic]
            rows = [row for number in numbers for row in self._rows(*number, scale)]
            yield Block(said=said.shown or None, review=said.note, outcomes=tuple(self._outcomes(rows)))

    def _said(self, told: list[tuple[int, Finding]]) -> Noted:
        """The sentence of some findings with what people said of those in words.

        Nothing is shown where the site shows nothing of abstracts and something of them stands below.
        """
        lined = any(finding.statistic and self._has_line(index, finding) for index, finding in told)
        statement = self._statement(told[0][1]) if self._marks.quotes_sentences or not lined else Markup("")
        stated = [index for index, finding in told if finding.statistic is None]
        noted = [self._reviews.beside(statement, "findings", index) for index in stated]
        shown = noted[0].shown if noted and not lined else statement
        return Noted(shown=shown, note=joined([one.note for one in noted if one.note], " "))

    def _outcomes(self, rows: list[tuple[str | None, Row]]) -> Iterator[Outcome]:
        for name, of_outcome in groupby(rows, key=lambda named: named[0]):
            alike = [row for _, row in of_outcome]
            if len(alike) > 1:  # people counted side by side would invite a comparison of dots, not of numbers
                alike = [replace(row, icons=None) for row in alike]
            yield Outcome(name=self._marks.explain(name) if name else None, rows=tuple(alike))

    def _rows(
        self, index: int, finding: Finding, statistic: Statistic, scale: RatioScale | None
    ) -> Iterator[tuple[str | None, Row]]:
        """The row of a number with its outcome; of one that its sentence alone tells only what was said of it."""
        if not self._is_only_quoted(index, finding):
            yield self._outcome(index, finding), self._row(index, finding, statistic, scale)
        elif self._has_line(index, finding):
            value = self._value(index, statistic)
            yield None, Row(value=value.shown, review=value.note, notes=tuple(self._notes.get(index, ())))

    def _row(self, index: int, finding: Finding, statistic: Statistic, scale: RatioScale | None) -> Row:
        notes = tuple(self._notes.get(index, ()))
        value = self._value(index, statistic)
        standing = self._standing(index, finding)
        return Row(
            value=value.shown,
            review=value.note,
            label=_label(statistic),
            who=self._marks.value(finding.group.text, finding.group.quote) if finding.group else None,
            details=self._details(finding),
            computed=tuple(_computed(finding)),
            notes=notes,
            plot=plot_of(standing, scale) if standing else None,
            icons=None if notes or not standing else icons_of(standing.statistic),
        )

    def _value(self, index: int, statistic: Statistic) -> Noted:
        return self._reviews.beside(self._marks.value(statistic.quote.text, statistic.quote), "findings", index)

    def _line(self, index: int, finding: Finding, statistic: Statistic) -> Markup | None:
        """One result in a line: outcome, value, and whose it is; none for one that a person rejected."""
        value = self._reviews.brief(self._marks.value(statistic.quote.text, statistic.quote), "findings", index)
        if value is None:
            return None
        label = _label(statistic)
        parts = [html("%s %s", label, value) if label else value]
        if finding.outcome and not _holds(statistic.quote, finding.outcome.quote):
            parts.insert(0, html("%s:", self._marks.explain(finding.outcome.text)))
        if finding.group:
            whose = [self._marks.explain(finding.group.text)]
            if finding.comparison:
                whose.append(html("against %s", self._marks.explain(finding.comparison.text)))
            parts.append(html("(%s)", joined(whose, " ")))
        if finding.timepoint:
            parts.append(self._marks.explain(finding.timepoint.text))
        return joined(parts, " ")

    def _statement(self, finding: Finding) -> Markup:
        """A result stated in words keeps its words: the whole sentence."""
        sentence = self._record.sentences[finding.sentence]
        text = self._record.text_of("abstract")[sentence.start : sentence.end]
        quote = Quote(where="abstract", start=sentence.start, end=sentence.end, text=text)
        return html("“%s”", self._marks.value(text, quote))

    def _details(self, finding: Finding) -> tuple[Markup, ...]:
        marks, details = self._marks, []
        if finding.subgroup:
            whom = marks.value(finding.subgroup.text, finding.subgroup.quote)
            details.append(html("%s %s", safe(LABELS["subgroup"]["of"]), whom))
        if finding.comparison:
            details.append(html("against %s", marks.value(finding.comparison.text, finding.comparison.quote)))
        if finding.timepoint:
            details.append(marks.value(finding.timepoint.text, finding.timepoint.quote))
        if finding.p_value:
            details.append(marks.value(finding.p_value.quote.text, finding.p_value.quote))
        return (*details, *self._wording(finding))

    def _wording(self, finding: Finding) -> tuple[Markup, ...]:
        """How a comparison is worded; of what one group had a sentence that denies a difference denies nothing."""
        label = LABELS["certainty"][finding.certainty] if finding.sets_against else None
        return (self._marks.explain(label),) if label else ()


def _place_of(told: list[tuple[int, Finding]]) -> int:
    return told[0][0]


def _sentence_of(indexed: tuple[int, Finding]) -> int:
    return indexed[1].sentence


def _label(statistic: Statistic) -> Markup:
    """What stands before a value whose words may leave it out."""
    if statistic.called and not _holds(statistic.quote, statistic.called.quote):
        called = safe(statistic.called.text)
        return html("“%s”", called) if statistic.of_change else called
    return safe(LABELS["statistic"][statistic.type] or (LABELS["amount"]["of_change"] if statistic.of_change else ""))


def _holds(outer: Quote, inner: Quote) -> bool:
    """Whether the words of one quote lie inside another's: then they need no saying twice."""
    return outer.where == inner.where and outer.start <= inner.start and inner.end <= outer.end


def _computed(finding: Finding) -> Iterator[Computed]:
    worked_out, formulas = finding.computed or {}, LABELS["formula"]
    if "denominator_assumed" in worked_out:
        figure = f"{worked_out['numerator']:,} of {worked_out['denominator']:,}"
        of_all = worked_out["denominator_assumed"] == "population.sample_size"
        yield Computed(figure=figure, formula=formulas["count" if of_all else "count_of_group"])
    if "percent" in worked_out:
        yield Computed(figure=f"{worked_out['percent']:g}%", formula=formulas["percent"])
    if interval := computed_interval(finding):
        figure = f"{worked_out.get('level', 95):g}% interval {interval[0]:g} to {interval[1]:g}%"
        yield Computed(figure=figure, formula=formulas["interval"])
