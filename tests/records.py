"""Invented evidence records for the tests, with every quote a slice of the invented text."""

from __future__ import annotations

from typing import Any, Literal

from msgspec.structs import replace

from generator.article import (
    Abstract,
    Article,
    Author,
    Citation,
    MeshHeading,
    Notice,
    NoticeKind,
    Reference,
    Role,
    Source,
)
from generator.evidence import (
    Abbreviation,
    Age,
    Check,
    CheckStatus,
    Design,
    Domain,
    EvidenceRecord,
    Finding,
    Group,
    GroupPhrase,
    GroupRole,
    Named,
    Phrase,
    Population,
    PValue,
    Quote,
    Reported,
    ReportedCount,
    Sentence,
    Statistic,
    StatisticType,
)

TITLE = "Zorivelimab in adults with severe asthma: an invented randomized trial"
SENTENCES = (
    (
        Role.METHODS,
        "In this invented randomized, double-blind trial in Sweden, 80 adults with severe asthma (SA) "
        "received zorivelimab or placebo.",
    ),
    (Role.RESULTS, "Median age was 44 years."),
    (
        Role.RESULTS,
        "A response occurred in 24 of 40 patients (60%) given zorivelimab at 6 months (risk ratio 1.50; "
        "95% CI 1.02 to 2.20; P = .04).",
    ),
    (Role.RESULTS, "Nausea was seen in 3 patients (9%)."),
    (Role.CONCLUSIONS, "Zorivelimab raised the rate of response & was <safe>."),
)


def invented_record(**citation: Any) -> EvidenceRecord:
    """A record with a value in nearly every field; ``citation`` changes the citation."""
    text = " ".join(words for _, words in SENTENCES)
    base = Citation(
        title=TITLE,
        authors=(
            Author(family="Müller", given="Anna B", initials="AB"),
            Author(family="O'Neill", given="Sean", initials="S", orcid="0000-0002-1825-0097"),
            Author(collective="FICTION Study Group"),
        ),
        journal="Journal of Invented Medicine",
        journal_abbrev="J Invent Med",
        issn="9999-1000",
        year=2021,
        month=4,
        volume="12",
        issue="3",
        pages="101-109",
        pmid="99000001",
        pmcid="PMC99000001",
        doi="10.5555/Invented.1",
        publication_types=("Journal Article", "Randomized Controlled Trial"),
        mesh=(MeshHeading(term="Asthma", major=True), MeshHeading(term="Adult"), MeshHeading(term="Humans")),
        keywords=("asthma", "invented"),
        substances=("zorivelimab",),
        trial_ids=("NCT00000001",),
        language="eng",
        notices=(Notice(kind=NoticeKind.ERRATUM_IN, text="J Invent Med. 2022;13(1):5.", pmid="99000900"),),
    )
    changed = replace(base, **citation)
    article = Article(
        source=Source(path="invented.nbib", format="medline", index=0),
        citation=changed,
        abstract=Abstract(text=text),
    )
    return EvidenceRecord(
        id=article.id,
        source=article.source,
        citation=changed,
        abstract=article.abstract,
        sentences=_sentences(),
        design=Design(
            study_type=_reported("Randomized Controlled Trial", "randomized"),
            allocation=_reported("Randomized", "randomized"),
            masking=_reported("Double-blind", "double-blind"),
        ),
        population=Population(
            sample_size=ReportedCount(value=80, quote=_quote("80 adults")),
            groups=(
                Group(id="g1", name="zorivelimab", role=GroupRole.INTERVENTION, size=40, quote=_quote("zorivelimab")),
                Group(id="g2", name="placebo", role=GroupRole.COMPARATOR, quote=_quote("placebo")),
            ),
            condition=(_reported("severe asthma", "severe asthma"),),
            eligibility=(_reported("adults with severe asthma", "adults with severe asthma"),),
            age=(Age(statistic="median", value=44, unit="years", quote=_quote("44 years")),),
            location=(_reported("Sweden", "Sweden"),),
        ),
        interventions=(Named(name="zorivelimab", quote=_quote("zorivelimab")),),
        comparators=(Named(name="placebo", quote=_quote("placebo")),),
        findings=_findings(),
        conclusions=(_quote(SENTENCES[-1][1]),),
        references=(
            Reference(text="Author A. A first invented reference. J Invent Med. 2015;1:1.", pmid="99800001"),
            Reference(text="Author B. A second one.", doi="10.5555/invented.ref.2"),
            Reference(text="Author C. One without identifiers."),
        ),
        abbreviations=(Abbreviation(short="SA", long="severe asthma", quote=_quote("severe asthma (SA)")),),
        checks=(
            Check(
                rule="percentage",
                status=CheckStatus.MISMATCH,
                message="Printed: 3 patients (9%). 3 of 40 is 7.5%.",
                quotes=(_quote("3 patients (9%)"),),
                finding=2,
            ),
        ),
    )


def _findings() -> tuple[Finding, ...]:
    response = _phrase("response")
    given = GroupPhrase(id="g1", text="zorivelimab", quote=_quote("given zorivelimab"))
    return (
        Finding(
            domain=Domain.EFFICACY,
            outcome=response,
            group=given,
            statistic=Statistic(
                type=StatisticType.PROPORTION,
                value=60,
                unit="%",
                numerator=24,
                denominator=40,
                quote=_quote("24 of 40 patients (60%)"),
            ),
            timepoint=_phrase("at 6 months"),
            sentence=2,
            computed={"percent": 60.0, "low": 44.6, "high": 73.7, "level": 95},
        ),
        Finding(
            domain=Domain.EFFICACY,
            outcome=response,
            group=given,
            comparison=Phrase(text="placebo", quote=_quote("placebo")),
            statistic=Statistic(
                type=StatisticType.RISK_RATIO,
                value=1.5,
                low=1.02,
                high=2.2,
                level=95,
                quote=_quote("1.50; 95% CI 1.02 to 2.20"),
            ),
            p_value=PValue(operator="=", value=0.04, quote=_quote("P = .04")),
            sentence=2,
        ),
        Finding(
            domain=Domain.SAFETY,
            outcome=_phrase("Nausea"),
            statistic=Statistic(
                type=StatisticType.PROPORTION, value=9, unit="%", numerator=3, quote=_quote("3 patients (9%)")
            ),
            sentence=3,
        ),
        Finding(domain=Domain.OTHER, outcome=_phrase("rate of response"), sentence=4),
    )


def _sentences() -> tuple[Sentence, ...]:
    found, start = [], 0
    for role, words in SENTENCES:
        found.append(Sentence(start=start, end=start + len(words), role=role))
        start += len(words) + 1
    return tuple(found)


def _quote(words: str, where: Literal["title", "abstract"] = "abstract") -> Quote:
    text = " ".join(sentence for _, sentence in SENTENCES)
    start = text.index(words)
    return Quote(where=where, start=start, end=start + len(words), text=words)


def _reported(value: str, words: str) -> Reported:
    return Reported(value=value, quote=_quote(words))


def _phrase(words: str) -> Phrase:
    return Phrase(text=words, quote=_quote(words))
