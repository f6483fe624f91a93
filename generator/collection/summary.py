"""A card in one row: what lists, tables, plots and feeds say about it."""

from __future__ import annotations

from msgspec import Struct

from generator.addresses import card_address
from generator.article import Citation
from generator.citation_line import publication_date, sorting_name
from generator.collection.population_groups import country_of, groups_of
from generator.collection.topics import Topic, condition_topics, intervention_topics
from generator.decisions import decided, figures_of, signed, words_of
from generator.evidence import (
    CheckStatus,
    Domain,
    EvidenceRecord,
    Finding,
    ReviewedValue,
    ReviewState,
    Statistic,
    StatisticType,
)
from generator.notices import is_left_out, marked_title, status

LONGEST_WORDS = 100
"""Characters of the participants' words in a row; longer ones are sentences, which the card has."""
MOST_RESULTS = 12
"""Results of a row in each domain; the card has the rest."""


class Result(Struct, frozen=True, kw_only=True):
    """A reported number: the source's words for what was measured, in whom and how much, and the values in them."""

    domain: Domain
    numbers: str
    """The words that print the value, as they stand in the source."""
    outcome: str | None = None
    group: str | None = None
    comparison: str | None = None
    timepoint: str | None = None
    p: str | None = None
    type: StatisticType
    value: float | None = None
    unit: str | None = None
    low: float | None = None
    high: float | None = None
    level: float | None = None
    numerator: int | None = None
    denominator: int | None = None
    by_a_person: str | None = None
    """Who corrected or added it, and when; ``numbers`` are then theirs. ``None`` for what the program read."""


class ReferenceKey(Struct, frozen=True, kw_only=True):
    """What a reference can be recognised by, and its words where it has no identifier."""

    text: str
    pmid: str | None = None
    doi: str | None = None


class NoticeRow(Struct, frozen=True, kw_only=True):
    """A notice in a list: its kind, the source's words, and the identifier it names."""

    kind: str
    text: str | None = None
    pmid: str | None = None
    doi: str | None = None


class Summary(Struct, frozen=True, kw_only=True):
    """One card among many, as people left it; ``None`` and the empty tuple mean that it has none."""

    id: str
    address: str
    title: str | None = None
    """With "Retracted:" before it where that is so."""
    authors: str | None = None
    """Short: "Queudeville et al."."""
    author_names: tuple[str, ...] = ()
    """As "Family, Given", the first ten."""
    journal: str | None = None
    journal_full: str | None = None
    issn: str | None = None
    year: int | None = None
    date: str | None = None
    """The source's date of publication as far as it goes: ``2021``, ``2021-04`` or ``2021-04-11``."""
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    pmid: str | None = None
    doi: str | None = None
    study_type: str | None = None
    design: tuple[str, ...] = ()
    """Allocation, masking, control, centers and phase, where reported."""
    n: int | None = None
    population: tuple[str, ...] = ()
    """The source's words for who was studied."""
    ages: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    conditions: tuple[Topic, ...] = ()
    interventions: tuple[Topic, ...] = ()
    """Under the names of lists; what was given stands in the source's words below."""
    given: tuple[str, ...] = ()
    comparators: tuple[str, ...] = ()
    in_doubt: tuple[str, ...] = ()
    """Of the record: lists that are empty for doubt and not for silence."""
    not_read: tuple[str, ...] = ()
    """Of the record: parts that a report of its kind is not read for."""
    country: str | None = None
    of_treatment: bool = True
    """Of the record: whether people are said to be treated; else the results are no effects."""
    results: tuple[Result, ...] = ()
    results_in_doubt: tuple[Domain, ...] = ()
    """Domains of which there may be results among those whose outcome is doubted."""
    results_in_sentences: tuple[Domain, ...] = ()
    """The domains of which the card quotes results."""
    result_count: int = 0
    """Numbers that the record reports in all."""
    status: str
    """The most severe notice, or "No notice"."""
    left_out: bool = False
    """Whether tables and plots leave its values out unless asked for."""
    notices: tuple[NoticeRow, ...] = ()
    review: str = ReviewState.MACHINE_READ
    """How far people have looked at it, or "needs another look"."""
    by_people: tuple[tuple[str, str], ...] = ()
    """Fields that hold a person's value, and who gave it and when: ``("population.sample_size", "corrected by …")``."""
    mismatches: tuple[str, ...] = ()
    """The messages of the checks that found numbers that do not add up."""
    references: tuple[ReferenceKey, ...] = ()

    @property
    def has_numbers(self) -> bool:
        """Whether any result is reported in numbers."""
        return self.result_count > 0


def summarise(read: EvidenceRecord) -> Summary:
    """The record's row, with what people decided in place of what the program read."""
    choice = decided(read)
    record = choice.record
    citation, population = record.citation, record.population
    numbers = [
        (finding, finding.statistic, choice.of("findings", index))
        for index, finding in enumerate(record.findings)
        if finding.statistic
    ]
    phrases = [found.value for found in population.condition]
    return Summary(
        id=record.id,
        address=card_address(record.id),
        title=marked_title(citation),
        authors=short_authors(citation),
        author_names=tuple(name for author in citation.authors[:10] if (name := sorting_name(author))),
        journal=citation.journal_abbrev or citation.journal or citation.book,
        journal_full=citation.journal,
        issn=citation.issn,
        year=citation.year,
        date=publication_date(citation),
        volume=citation.volume,
        issue=citation.issue,
        pages=citation.pages,
        pmid=citation.pmid,
        doi=citation.doi,
        study_type=record.design.study_type.value if record.design.study_type else None,
        design=_design_words(record),
        n=population.sample_size.value if population.sample_size else None,
        population=_participants([found.value for found in population.eligibility], phrases),
        ages=tuple(dict.fromkeys(age.quote.text for age in population.age)),
        groups=groups_of(record),
        conditions=condition_topics(record),
        interventions=intervention_topics(record),
        given=tuple(dict.fromkeys(item.name for item in record.interventions)),
        comparators=tuple(dict.fromkeys(item.name for item in record.comparators)),
        in_doubt=record.in_doubt,
        not_read=record.not_read,
        of_treatment=record.of_treatment,
        country=country_of(record),
        results=tuple(_results([one for one in numbers if one[2] or record.stands_alone(one[0])])),
        results_in_doubt=tuple(sorted(record.domains_in_doubt)),
        results_in_sentences=tuple(sorted(record.domains_told)),
        result_count=len(numbers),
        status=status(citation),
        left_out=is_left_out(citation),
        notices=tuple(
            NoticeRow(kind=notice.kind.value, text=notice.text, pmid=notice.pmid, doi=notice.doi)
            for notice in citation.notices
        ),
        review=record.review_status,
        by_people=tuple((at, signed(value)) for (at, _), value in choice.values.items() if at != "findings"),
        mismatches=tuple(check.message for check in record.checks if check.status is CheckStatus.MISMATCH),
        references=tuple(ReferenceKey(text=ref.text, pmid=ref.pmid, doi=ref.doi) for ref in record.references),
    )


def short_authors(citation: Citation) -> str | None:
    """``Smith``, ``Smith and Jones`` or ``Smith et al.``."""
    names = [name for author in citation.authors if (name := author.family or author.collective)]
    if not names:
        return None
    if len(names) > 2 or not citation.authors_complete:
        return f"{names[0]} et al."
    return " and ".join(names)


def _participants(eligibility: list[str], conditions: list[str]) -> tuple[str, ...]:
    """The shortest words that say who was studied and with what, else the first conditions, else the first words."""
    plain = [words for words in eligibility if len(words) <= LONGEST_WORDS]
    telling = [words for words in plain if any(condition in words for condition in conditions)]
    if telling:
        return (min(telling, key=len),)
    return tuple(dict.fromkeys(conditions))[:2] or tuple(plain[:1])


def _design_words(record: EvidenceRecord) -> tuple[str, ...]:
    design = record.design
    parts = (design.allocation, design.masking, design.control, design.centers, design.phase)
    return tuple(part.value for part in parts if part)


def _results(numbers: list[tuple[Finding, Statistic, ReviewedValue | None]]) -> list[Result]:
    """The first numbers of each domain in the order of the text.

    Those without an outcome say nothing in a row, those of some participants only would be taken for results of all.
    """
    told = [number for number in numbers if number[0].outcome and not number[0].subgroup]
    return [
        _result(*one)
        for domain in Domain
        for one in [number for number in told if number[0].domain is domain][:MOST_RESULTS]
    ]


def _result(finding: Finding, statistic: Statistic, said: ReviewedValue | None) -> Result:
    return Result(
        domain=finding.domain,
        numbers=figures_of(said) or words_of(said) if said else statistic.quote.text,
        by_a_person=signed(said) if said else None,
        outcome=finding.outcome.text if finding.outcome else None,
        group=finding.group.text if finding.group else None,
        comparison=finding.comparison.text if finding.comparison else None,
        timepoint=finding.timepoint.text if finding.timepoint else None,
        p=None if said else finding.p_value.quote.text if finding.p_value else None,
        type=statistic.type,
        value=statistic.value,
        unit=statistic.unit,
        low=statistic.low,
        high=statistic.high,
        level=statistic.level,
        numerator=statistic.numerator,
        denominator=statistic.denominator,
    )
