"""The evidence record: one object an article, read by the cards, the site, the exports and the scorers.

Every extracted value carries its ``Quote``; a value without one stands only under ``computed``. ``None`` and the
empty list mean that the source is silent. Encoded by msgspec; ``evidence-site schema`` prints the JSON Schema.
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
    registration: Reported | None = None


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
    outcome: Phrase | None = None
    group: GroupPhrase | None = None
    statistic: Statistic | None = None
    p_value: PValue | None = None
    timepoint: Phrase | None = None
    comparison: Phrase | None = None
    certainty: Certainty = Certainty.ASSERTED
    sentence: int
    computed: dict[str, Any] | None = None


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
    interventions: tuple[Named, ...] = ()
    comparators: tuple[Named, ...] = ()
    findings: tuple[Finding, ...] = ()
    conclusions: tuple[Quote, ...] = ()
    references: tuple[Reference, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()
    checks: tuple[Check, ...] = ()

    def text_of(self, where: Place) -> str:
        """The text that quotes from ``where`` point into; empty where the source has none."""
        if where == "title":
            return self.citation.title or ""
        return self.abstract.text if self.abstract else ""


def to_json(record: EvidenceRecord) -> bytes:
    """One line of JSON, in the order of the fields, without a line break."""
    return msgspec.json.encode(record)


def from_json(line: bytes | str) -> EvidenceRecord:
    """The record in a line of JSON. Raises ``msgspec.ValidationError`` where a field does not fit."""
    return msgspec.json.decode(line, type=EvidenceRecord)


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the record."""
    return msgspec.json.schema(EvidenceRecord)
