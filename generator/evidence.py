"""The evidence record: one object an article, read by the cards, the site, the exports and the scorers.

Every extracted value carries its ``Quote``; a value without one stands only under ``computed``. ``None`` and the
empty list mean that the source is silent, but for those that ``in_doubt`` and ``not_read`` name. Encoded by msgspec;
``evidence-site schema`` prints the JSON Schema.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Literal

import msgspec
from msgspec import Struct, field

from generator.article import Abstract, Citation, OtherAbstract, Reference, Role, Source

SCHEMA_VERSION: Literal["1"] = "1"

Place = Literal["title", "abstract"]
"""The two texts that a quote may point into."""
PLACES: tuple[Place, ...] = ("title", "abstract")


class Quote(Struct, frozen=True, kw_only=True):
    """Words of the source: ``text`` is the slice ``[start, end)``, in code points, of the title or abstract."""

    where: Place = field(name="in")
    start: int
    end: int
    text: str


class Reported(Struct, frozen=True, kw_only=True):
    """A value in words, with the words it was read from."""

    value: str
    quote: Quote


class ReportedCount(Struct, frozen=True, kw_only=True):
    """A whole number, with the words it was read from."""

    value: int
    quote: Quote


class Sentence(Struct, frozen=True, kw_only=True):
    """A sentence of ``abstract.text``, ``[start, end)`` in code points."""

    start: int
    end: int
    role: Role


class Design(Struct, frozen=True, kw_only=True):
    """How the study was made. Values come from the closed lists in ``extraction/lexicons``."""

    study_type: Reported | None = None
    allocation: Reported | None = None
    masking: Reported | None = None
    control: Reported | None = None
    centers: Reported | None = None
    phase: Reported | None = None
    time_frame: Reported | None = None
    follow_up: Reported | None = None
    """How long participants were followed: "median follow-up was 12.1 years"."""
    registration: Reported | None = None
    study_type_of_record: str | None = None
    """What PubMed's indexers call the study. The words of title and abstract may not say it, so it has no quote."""
    study_type_field: Literal["publication type", "MeSH heading"] | None = None
    """The field of the record that ``study_type_of_record`` stands in."""

    @property
    def named_study_type(self) -> str | None:
        """The study type that the article's own words name, else the one that its record names."""
        return self.study_type.value if self.study_type else self.study_type_of_record

    @property
    def says_trial(self) -> bool:
        """Whether the type, the allocation or the phase is one that only trials of treatments have."""
        return bool(self.allocation or self.phase or "Trial" in (self.named_study_type or ""))


class GroupRole(StrEnum):
    """What an arm is in the comparison."""

    INTERVENTION = "intervention"
    COMPARATOR = "comparator"


class Group(Struct, frozen=True, kw_only=True):
    """An arm or group of participants; ``quote`` holds its name's words, ``size_quote`` its size's."""

    id: str
    name: str
    role: GroupRole | None = None
    size: int | None = None
    quote: Quote
    size_quote: Quote | None = None
    aliases: tuple[Quote, ...] = ()
    """Other names that the source gives it: a short form, "arm A"."""
    part_of: str | None = None
    """The id of the group of which this is the part that was analysed or followed up; it has that group's name."""


class Age(Struct, frozen=True, kw_only=True):
    """An age as reported; ``low``/``high`` a range, an interquartile range or a bound."""

    statistic: Literal["mean", "median", "range"] | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    quote: Quote


class Population(Struct, frozen=True, kw_only=True):
    """PICO's P."""

    sample_size: ReportedCount | None = None
    groups: tuple[Group, ...] = ()
    condition: tuple[Reported, ...] = ()
    eligibility: tuple[Reported, ...] = ()
    age: tuple[Age, ...] = ()
    sex: tuple[Reported, ...] = ()
    setting: tuple[Reported, ...] = ()
    location: tuple[Reported, ...] = ()
    ethnicity: tuple[Reported, ...] = ()


class Named(Struct, frozen=True, kw_only=True):
    """An intervention or comparator: PICO's I and C."""

    name: str
    quote: Quote


class Domain(StrEnum):
    """The part of the card that a finding belongs to."""

    EFFICACY = "efficacy"
    SAFETY = "safety"
    OTHER = "other"


class StatisticType(StrEnum):
    """Kinds of reported numbers; effect measures carry the Cochrane Handbook's names."""

    PROPORTION = "proportion"
    COUNT = "count"
    RATE = "rate"
    MEAN = "mean"
    MEDIAN = "median"
    MEAN_DIFFERENCE = "mean_difference"
    RISK_DIFFERENCE = "risk_difference"
    RISK_RATIO = "risk_ratio"
    ODDS_RATIO = "odds_ratio"
    HAZARD_RATIO = "hazard_ratio"
    SURVIVAL_PROBABILITY = "survival_probability"
    OTHER = "other"


BETWEEN_GROUPS = frozenset(
    {
        StatisticType.HAZARD_RATIO,
        StatisticType.ODDS_RATIO,
        StatisticType.RISK_RATIO,
        StatisticType.RISK_DIFFERENCE,
        StatisticType.MEAN_DIFFERENCE,
    }
)
"""Statistics that set two groups against each other, and so belong to none."""


class Dispersion(Struct, frozen=True, kw_only=True):
    """Spread around a mean or median: ``value`` for sd and se, ``low``/``high`` for iqr and range."""

    type: Literal["sd", "se", "iqr", "range"]
    value: float | None = None
    low: float | None = None
    high: float | None = None


class Statistic(Struct, frozen=True, kw_only=True):
    """A reported number: ``value`` as printed (34 for "34%"), an interval with its level in percent."""

    type: StatisticType
    value: float | None = None
    unit: str | None = None
    numerator: int | None = None
    denominator: int | None = None
    low: float | None = None
    high: float | None = None
    level: float | None = None
    dispersion: Dispersion | None = None
    of_change: bool = False
    """Whether the words say that it is by how much something changed or differs, and not how much of it there was."""
    called: Phrase | None = None
    """What the source calls a statistic of type ``other``: "rate ratio", "effect size"; of a change without a sign the
    word that says which way it goes: "fell", "reduction", "lower"."""
    quote: Quote


class PValue(Struct, frozen=True, kw_only=True):
    """A reported p-value."""

    operator: Literal["<", "=", ">"]
    value: float
    quote: Quote


class Phrase(Struct, frozen=True, kw_only=True):
    """An outcome, a time point or the other group, in the source's words."""

    text: str
    quote: Quote


class GroupPhrase(Struct, frozen=True, kw_only=True):
    """Whose value a finding is; ``id`` points into ``population.groups`` where known."""

    id: str | None = None
    text: str
    quote: Quote


class Certainty(StrEnum):
    """How a result is stated: "no significant difference" is ``negated``, "may improve" ``hedged``."""

    ASSERTED = "asserted"
    NEGATED = "negated"
    HEDGED = "hedged"


class Finding(Struct, frozen=True, kw_only=True):
    """One reported number or stated result, from a sentence of RESULTS or CONCLUSIONS."""

    domain: Domain = Domain.OTHER
    of_baseline: bool = False
    """Whether it tells what participants brought with them, not what became of them; then its domain is ``OTHER``."""
    outcome: Phrase | None = None
    outcome_doubted: bool = False
    """Whether no outcome is told because the likeliest may well be that of another number."""
    group: GroupPhrase | None = None
    needs_sentence: bool = False
    """Whether the value alone may mislead: it may be no result, or that of people whom its sentence names."""
    statistic: Statistic | None = None
    p_value: PValue | None = None
    subgroup: Phrase | None = None
    """Whom alone the result is of, where that is a part of the participants and no group of the study."""
    timepoint: Phrase | None = None
    comparison: Phrase | None = None
    certainty: Certainty = Certainty.ASSERTED
    sentence: int
    computed: dict[str, Any] | None = None

    @property
    def sets_against(self) -> bool:
        """Whether its number is of two groups, a ratio or a difference."""
        return self.statistic is not None and self.statistic.type in BETWEEN_GROUPS


class Abbreviation(Struct, frozen=True, kw_only=True):
    """A short form as the abstract defines it; the quote covers the long form and the short one."""

    short: str
    long: str
    quote: Quote


class CheckStatus(StrEnum):
    """How a check ended; ``mismatch`` speaks of the printed numbers, never of the authors."""

    OK = "ok"
    MISMATCH = "mismatch"
    NOT_CHECKABLE = "not-checkable"


class Check(Struct, frozen=True, kw_only=True):
    """What a rule of the audit found: the printed values, and under ``computed`` the bounds they imply."""

    rule: str
    status: CheckStatus
    message: str
    quotes: tuple[Quote, ...] = ()
    reported: dict[str, Any] = {}
    computed: dict[str, Any] = {}
    finding: int | None = None
    """Index into ``findings`` of the value that the check is about, where there is one."""


class ReviewState(StrEnum):
    """How far people have looked at what the program read."""

    MACHINE_READ = "machine-read"
    PARTLY_REVIEWED = "partly reviewed"
    REVIEWED = "reviewed"


class ReviewVerdict(StrEnum):
    """What a person says of a value."""

    CONFIRM = "confirm"
    CORRECT = "correct"
    """It should be another; the new value comes with the words or a note that justify it."""
    REJECT = "reject"
    """It should not be there."""
    ADD = "add"
    """The program missed it."""
    COMMENT = "comment"
    """Neither right nor wrong: only a note."""


class ReviewedValue(Struct, frozen=True, kw_only=True):
    """What a person said of one value. The program's value stays as it is, beside the person's."""

    at: str
    """The field, as in ``population.sample_size``; lists without a number: ``findings``."""
    index: int | None = None
    """Place in the field's list, where the value is still there."""
    verdict: ReviewVerdict
    words: str | None = None
    """The words that the program's value was read from."""
    machine: Any = None
    """The program's value now; ``None`` where it is gone or was never there."""
    value: Any = None
    """The person's value, for ``correct`` and ``add``."""
    quote: Quote | None = None
    """Words of the source that justify the person's value."""
    note: str | None = None
    by: str
    date: str
    """As ``2026-11-20``."""
    stale: str | None = None
    """Why it needs another look: what changed since the review. It is then shown but not applied."""


class ReviewComment(Struct, frozen=True, kw_only=True):
    """A person's words about the whole card."""

    text: str
    by: str
    date: str


class Review(Struct, frozen=True, kw_only=True):
    """What people said of a record."""

    state: ReviewState = ReviewState.MACHINE_READ
    by: str | None = None
    """Who gave the state, and when."""
    date: str | None = None
    comments: tuple[ReviewComment, ...] = ()
    values: tuple[ReviewedValue, ...] = ()

    @property
    def needs_another_look(self) -> bool:
        """Whether the source or the program has moved under any of it."""
        return any(value.stale for value in self.values)


class EvidenceRecord(Struct, frozen=True, kw_only=True):
    """Everything read out of one article."""

    schema_version: Literal["1"] = SCHEMA_VERSION
    id: str
    source: Source
    more_sources: tuple[Source, ...] = ()
    citation: Citation
    abstract: Abstract | None = None
    other_abstracts: tuple[OtherAbstract, ...] = ()
    copyright: str | None = None
    sentences: tuple[Sentence, ...] = ()
    design: Design = Design()
    population: Population = Population()
    of_treatment: bool = True
    """Whether it is of a trial, or an intervention is told; else every finding is ``other``."""
    interventions: tuple[Named, ...] = ()
    comparators: tuple[Named, ...] = ()
    in_doubt: tuple[str, ...] = ()
    """Lists that are empty although words of the source may say them, but not surely enough: ``interventions``,
    ``comparators``, ``population.condition``, ``population.eligibility``."""
    not_read: tuple[str, ...] = ()
    """Parts that a report of its kind is not read for, whatever it says: ``design`` (but for type and registration),
    ``population`` (but for the condition), ``interventions``, ``comparators``, ``findings``."""
    findings: tuple[Finding, ...] = ()
    conclusions: tuple[Quote, ...] = ()
    references: tuple[Reference, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()
    checks: tuple[Check, ...] = ()
    review: Review | None = None
    """What people said of it; the other fields are the program's alone."""

    @property
    def review_status(self) -> str:
        """How far people have looked at it; ``needs another look`` where something moved since."""
        if self.review is None:
            return ReviewState.MACHINE_READ
        return "needs another look" if self.review.needs_another_look else self.review.state

    def is_read_for(self, at: str) -> bool:
        """Whether the program looked for a field, such as ``population.age``."""
        return at in _ALWAYS_READ or at.partition(".")[0] not in self.not_read

    @property
    def domains_told(self) -> set[Domain]:
        """The domains that sentences of the results tell of, but for what participants brought with them."""
        return {finding.domain for finding in self.findings if not finding.of_baseline}

    @property
    def domains_in_doubt(self) -> set[Domain]:
        """Of which domains there may be results, among those whose sentence alone tells what they are of.

        What no word of its sentence puts anywhere may be of what a treatment did: harm goes by its own words.
        """
        found = {
            finding.domain
            for finding in self.findings
            if (finding.outcome_doubted or self.needs_sentence(finding)) and not finding.of_baseline
        }
        return found | ({Domain.EFFICACY} if self.of_treatment and Domain.OTHER in found else set())

    def needs_sentence(self, finding: Finding) -> bool:
        """Whether a value is not to be shown without its sentence."""
        return finding.needs_sentence or self._lacks_contrast(finding)

    def stands_alone(self, finding: Finding) -> bool:
        """Whether a value may be shown away from its sentence, in lists and tables.

        Only a value of one group beside the same of another, or what compares two that are named: of what a single
        "28%" is takes more than an outcome to say. None of a report that tells of no treatment.
        """
        if not self.of_treatment or finding.group is None or finding.outcome is None or self.needs_sentence(finding):
            return False
        if finding.sets_against:
            return finding.comparison is not None
        alike = (one.group for one in self.findings if _are_of_one_kind(one, finding))
        whose = [group.id or group.text for group in alike if group]
        return len(set(whose)) > 1 and whose.count(finding.group.id or finding.group.text) == 1

    def _lacks_contrast(self, finding: Finding) -> bool:
        """Whether a ratio or difference stands alone: nothing tells what is set against what.

        In a report that compares treatments that is understood.
        """
        arms = any(group.role for group in self.population.groups)
        compares = bool(self.comparators) or arms or self.design.says_trial
        return finding.sets_against and not (compares or finding.group or finding.comparison)

    @property
    def reviewed_values(self) -> tuple[ReviewedValue, ...]:
        """What people said of its values."""
        return self.review.values if self.review else ()

    def text_of(self, where: Place) -> str:
        """The text that quotes from ``where`` point into; empty where the source has none."""
        if where == "title":
            return self.citation.title or ""
        return self.abstract.text if self.abstract else ""


_ALWAYS_READ = {"design.study_type", "design.registration", "population.condition"}


def _are_of_one_kind(one: Finding, other: Finding) -> bool:
    """Whether two findings of a sentence have the same outcome, statistic and time."""
    if one.sentence != other.sentence or one.statistic is None or other.statistic is None:
        return False
    return (one.outcome, one.timepoint, one.statistic.type) == (other.outcome, other.timepoint, other.statistic.type)


def to_json(record: EvidenceRecord) -> bytes:
    """One line of JSON, in the order of the fields, without a line break."""
    return msgspec.json.encode(record)


def from_json(line: bytes | str) -> EvidenceRecord:
    """The record in a line of JSON. Raises ``msgspec.ValidationError`` where a field does not fit."""
    return msgspec.json.decode(line, type=EvidenceRecord)


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the record."""
    return msgspec.json.schema(EvidenceRecord)
