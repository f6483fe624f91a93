"""Extraction: what can be read out of an article, each value with the words it came from.

One module a part of the card, each a pure function of the article and of what earlier modules found. Word lists,
patterns and learned models are files in ``lexicons/`` and ``models/``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from generator.article import Article
from generator.evidence import Design, EvidenceRecord
from generator.extraction.abbreviations import find_abbreviations
from generator.extraction.conclusions import find_conclusions
from generator.extraction.design import find_design, reads_methods
from generator.extraction.domains import without_treatment
from generator.extraction.doubts import lists_in_doubt
from generator.extraction.findings import find_findings
from generator.extraction.groups import find_groups
from generator.extraction.groups.counted import with_counted
from generator.extraction.groups.silent import without_names_alone, without_roles, without_silent
from generator.extraction.interventions import (
    find_comparators,
    find_interventions,
    is_of_trial,
    may_report_intervention,
    reports_intervention,
    speaks_of_trial,
)
from generator.extraction.likelihoods import likelihoods_of
from generator.extraction.mentions import find_mentions, read_words, see_words
from generator.extraction.population import find_population
from generator.extraction.sample_size import find_sample_size
from generator.extraction.sentences import find_sentences
from generator.extraction.study_types import CASE_REPORTS, reports_participants, reports_results
from generator.extraction.treatments import without_measures
from generator.extraction.typography import as_printed, plain_copy

TOGETHER = 16
"""Articles that go through the steps together; none of them is told what another holds."""


def extract(article: Article) -> EvidenceRecord:
    """The evidence record of one article, not yet audited."""
    return next(extract_all([article]))


def extract_all(articles: Iterable[Article]) -> Iterator[EvidenceRecord]:
    """The evidence record of each article, in order, not yet audited; articles are read as they are needed.

    A few go through each step one right after the other: what it needs of program and models is then still near the
    processor, which saves a sixth of the time.
    """
    remaining = iter(articles)
    while some := list(islice(remaining, TOGETHER)):
        *_, records = zip(*(_steps(plain_copy(article)) for article in some), strict=True)
        yield from (as_printed(record, article) for record, article in zip(records, some, strict=True) if record)


def _steps(article: Article) -> Iterator[EvidenceRecord | None]:
    """The steps of extraction, one after the other; the last one gives the record."""
    sentences = find_sentences(article)
    yield None
    abbreviations = find_abbreviations(article)
    design = find_design(article, sentences)
    yield None
    words = see_words(article, sentences, abbreviations)
    yield None
    reading = read_words(words)
    yield None
    mentions = without_measures(find_mentions(article, words, reading, design, abbreviations), abbreviations)
    yield None
    size = find_sample_size(article, sentences) if reports_participants(design) else None
    treated = reports_intervention(article, design)
    yield None
    likelihoods = likelihoods_of(words, reading)
    groups, unsure = find_groups(
        article, sentences, mentions, abbreviations, design, size, likelihoods, treated=treated
    )
    if size and any(group.size_quote == size.quote for group in groups):
        size = find_sample_size(article, sentences, groups)
    yield None
    population = find_population(article, sentences, mentions, size, groups, design, abbreviations)
    yield None
    findings = (
        find_findings(article, sentences, mentions, population, abbreviations, likelihoods)
        if reports_results(design)
        else ()
    )
    yield None
    compared = treated and (bool(groups) or design.named_study_type != CASE_REPORTS)
    population, findings = without_silent(with_counted(article, population, findings), findings, unsure)
    interventions = (
        find_interventions(article, mentions, groups, abbreviations, design, treated=treated)
        if may_report_intervention(design)
        else ()
    )
    comparators = find_comparators(article, mentions, groups, abbreviations, design) if compared else ()
    in_doubt = tuple(
        lists_in_doubt(
            mentions,
            population,
            interventions if treated or interventions else None,
            comparators if compared else None,
        )
    )
    of_trial = is_of_trial(design)
    of_treatment = of_trial or bool(interventions)  # in doubt a result is a result, of whatever
    if not of_treatment:
        comparators, findings = (), without_treatment(findings)
    if not (of_trial or comparators or speaks_of_trial(article, sentences)):
        population = without_roles(population)
    if not of_treatment:
        population, findings = without_names_alone(population, findings)
    yield EvidenceRecord(
        id=article.id,
        source=article.source,
        more_sources=article.more_sources,
        citation=article.citation,
        abstract=article.abstract,
        other_abstracts=article.other_abstracts,
        copyright=article.copyright,
        sentences=sentences,
        design=design,
        population=population,
        of_treatment=of_treatment,
        interventions=interventions,
        comparators=comparators,
        in_doubt=in_doubt,
        not_read=tuple(_not_read(design)),
        findings=findings,
        conclusions=find_conclusions(article, sentences, design),
        references=article.references,
        abbreviations=abbreviations,
    )


def _not_read(design: Design) -> Iterator[str]:
    """The parts of a record that nobody looks for in a report of this design."""
    if not reads_methods(design):
        yield "design"
    if not reports_participants(design):
        yield "population"
    if not may_report_intervention(design):
        yield from ("interventions", "comparators")
    if not reports_results(design):
        yield "findings"
