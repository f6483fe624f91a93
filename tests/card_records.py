"""A complete evidence record of an article that does not exist. Its words and numbers are made up."""

from __future__ import annotations

from msgspec.structs import replace

from generator.article import (
    Abstract,
    Article,
    Author,
    Citation,
    MeshHeading,
    Reference,
    Role,
    Section,
    Source,
)
from generator.evidence import (
    Abbreviation,
    Age,
    Certainty,
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

TITLE = "Inventomab versus placebo in adults with sample fever: a randomized trial"
SENTENCES = (
    (Role.OBJECTIVE, "We asked whether inventomab helps in sample fever (SF)."),
    (Role.METHODS, "In this randomized, double-blind trial, 200 adults with SF received inventomab or placebo."),
    (Role.RESULTS, "The median age was 52 years (range 18-80)."),
    (Role.RESULTS, "Recovery was seen in 60/100 (60%) with inventomab and 45/100 (45%) with placebo."),
    (Role.RESULTS, "The hazard ratio for relapse was 0.72 (95% CI 0.55-0.94; P = .02)."),
    (Role.RESULTS, "Headache occurred in 8/78 patients (15%)."),
    (Role.RESULTS, "Most adverse events were mild."),
    (Role.CONCLUSIONS, "Inventomab may shorten SF."),
)
TEXT = " ".join(words for _, words in SENTENCES)


def words(text: str, *, after: str = "", where: str = "abstract") -> Quote:
    """The first place of ``text`` behind the first place of ``after``, in the abstract or title."""
    whole = TITLE if where == "title" else TEXT
    start = whole.index(text, whole.index(after))
    return Quote(where="title" if where == "title" else "abstract", start=start, end=start + len(text), text=text)


def phrase(text: str, *, after: str = "") -> Phrase:
    return Phrase(text=text, quote=words(text, after=after))


def group(id_: str, text: str, *, after: str) -> GroupPhrase:
    return GroupPhrase(id=id_, text=text, quote=words(text, after=after))


def sentences() -> tuple[Sentence, ...]:
    spans = []
    start = 0
    for role, text in SENTENCES:
        spans.append(Sentence(start=start, end=start + len(text), role=role))
        start += len(text) + 1
    return tuple(spans)


def sections() -> tuple[Section, ...]:
    parts: list[Section] = []
    for sentence in sentences():
        if parts and parts[-1].category is sentence.role:
            parts[-1] = replace(parts[-1], end=sentence.end)
        else:
            label = sentence.role.title()
            parts.append(Section(label=label, category=sentence.role, start=sentence.start, end=sentence.end))
    return tuple(parts)


ARTICLE = Article(
    source=Source(path="seeds/invented.txt", format="invented", index=0),
    citation=Citation(
        title=TITLE,
        authors=(Author(family="Doe", given="Jane", initials="J"), Author(collective="The Sample Group")),
        journal="Journal of Invented Results",
        journal_abbrev="J Invented Results",
        year=2031,
        month=4,
        volume="12",
        issue="3",
        pages="45-52",
        pmid="99999901",
        doi="10.9999/invented.1",
        publication_types=("Randomized Controlled Trial",),
        mesh=(MeshHeading(term="Fever", major=True),),
        language="eng",
    ),
    abstract=Abstract(text=TEXT, sections=sections()),
    references=(Reference(text="Roe R. An invented reference. J Inv. 2020;1:1-2.", pmid="99999902"),),
)

FINDINGS = (
    Finding(
        domain=Domain.EFFICACY,
        outcome=phrase("Recovery"),
        group=group("g1", "inventomab", after="60%"),
        statistic=Statistic(
            type=StatisticType.PROPORTION,
            value=60,
            unit="%",
            numerator=60,
            denominator=100,
            quote=words("60/100 (60%)"),
        ),
        sentence=3,
        computed={"wilson_95": {"low": 50.2, "high": 69.1}},
    ),
    Finding(
        domain=Domain.EFFICACY,
        outcome=phrase("Recovery"),
        group=group("g2", "placebo", after="45%"),
        statistic=Statistic(
            type=StatisticType.PROPORTION,
            value=45,
            unit="%",
            numerator=45,
            denominator=100,
            quote=words("45/100 (45%)"),
        ),
        sentence=3,
    ),
    Finding(
        domain=Domain.EFFICACY,
        outcome=phrase("relapse"),
        statistic=Statistic(
            type=StatisticType.HAZARD_RATIO,
            value=0.72,
            low=0.55,
            high=0.94,
            level=95,
            quote=words("0.72 (95% CI 0.55-0.94"),
        ),
        p_value=PValue(operator="=", value=0.02, quote=words("P = .02")),
        sentence=4,
    ),
    Finding(
        domain=Domain.SAFETY,
        outcome=phrase("Headache"),
        statistic=Statistic(
            type=StatisticType.PROPORTION,
            value=15,
            unit="%",
            numerator=8,
            denominator=78,
            quote=words("8/78 patients (15%)"),
        ),
        sentence=5,
    ),
    Finding(domain=Domain.SAFETY, outcome=phrase("adverse events"), sentence=6),
    Finding(
        domain=Domain.EFFICACY,
        outcome=phrase("SF", after="may shorten"),
        certainty=Certainty.HEDGED,
        sentence=7,
    ),
)

RECORD = EvidenceRecord(
    id=ARTICLE.id,
    source=ARTICLE.source,
    citation=ARTICLE.citation,
    abstract=ARTICLE.abstract,
    sentences=sentences(),
    design=Design(
        study_type=Reported(value="Randomized Controlled Trial", quote=words("randomized trial", where="title")),
        allocation=Reported(value="Randomized", quote=words("randomized")),
        masking=Reported(value="Double-blind", quote=words("double-blind")),
    ),
    population=Population(
        sample_size=ReportedCount(value=200, quote=words("200")),
        groups=(
            Group(id="g1", name="inventomab", role=GroupRole.INTERVENTION, quote=words("inventomab", after="received")),
            Group(id="g2", name="placebo", role=GroupRole.COMPARATOR, quote=words("placebo", after="received")),
        ),
        condition=(Reported(value="sample fever", quote=words("sample fever")),),
        age=(Age(statistic="median", value=52, low=18, high=80, unit="years", quote=words("52 years (range 18-80)")),),
    ),
    interventions=(Named(name="inventomab", quote=words("inventomab", after="received")),),
    comparators=(Named(name="placebo", quote=words("placebo", after="received")),),
    findings=FINDINGS,
    conclusions=(words("Inventomab may shorten SF."),),
    references=ARTICLE.references,
    abbreviations=(Abbreviation(short="SF", long="sample fever", quote=words("sample fever (SF)")),),
    checks=(
        Check(
            rule="count_against_percentage",
            status=CheckStatus.OK,
            message="60 of 100 is 60%, as printed.",
            quotes=(words("60/100 (60%)"),),
            finding=0,
        ),
        Check(
            rule="count_against_percentage",
            status=CheckStatus.MISMATCH,
            message="The text prints 8/78 and 15%; 8 of 78 is 10.3%. Only the full text can settle it.",
            quotes=(words("8/78 patients (15%)"),),
            finding=3,
        ),
    ),
)
