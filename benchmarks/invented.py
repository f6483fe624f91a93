"""Invented articles in any number, varied as real ones are: ``python -m benchmarks.invented COUNT FOLDER``.

None of the articles exists. Each says so in its title, its journal and its copyright line; its PMID (99 million and
up) and DOI (Crossref's test prefix 10.5555) belong to nobody. An article depends on the seed and its own number only,
so that asking for more of them does not change the first ones. Words and sentences are in ``invented.toml``.
"""

from __future__ import annotations

import argparse
import random
import textwrap
import tomllib
from collections.abc import Iterable, Iterator
from math import exp, log, sqrt
from pathlib import Path
from statistics import NormalDist
from typing import Any
from xml.etree import ElementTree as ET

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
    Section,
    Source,
)

WORDS: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
FIRST_PMID = 99_000_001
COPYRIGHT = "Invented for tests and benchmarks; no such study exists."
SMALL_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
ROLES = (Role.BACKGROUND, Role.METHODS, Role.RESULTS, Role.CONCLUSIONS)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

MISMATCHING = 0.08
WITHOUT_ABSTRACT = 0.04
WITHOUT_PMID = 0.05
NOTICES = ((0.02, NoticeKind.RETRACTION_IN), (0.01, NoticeKind.EXPRESSION_OF_CONCERN_IN), (0.03, NoticeKind.ERRATUM_IN))
"""Shares of the articles, chosen so that sixty of them hold some of each."""


def invented_articles(count: int, *, seed: int = 0) -> Iterator[Article]:
    """The first ``count`` articles of a seed."""
    for index in range(count):
        yield invented_article(index, seed=seed)


def invented_article(index: int, *, seed: int = 0) -> Article:
    """Article number ``index`` of a seed."""
    dice = random.Random(f"{seed}-{index}")
    design = _weighted(dice, WORDS["design"])
    condition = dice.choice(WORDS["condition"])
    population = _weighted(dice, WORDS["population"])
    if condition.get("pregnant"):
        population = {"words": "pregnant women", "ages": [18, 42], "mesh": ["Pregnancy", "Adult"]}
    drug = _drug(int(dice.triangular(0, WORDS["drug_count"], 0)))
    fields = _words(dice, condition, population, drug) | _numbers(dice, population["ages"])
    abstract = None if dice.random() < WITHOUT_ABSTRACT else _abstract(dice, design, fields)
    return Article(
        source=Source(path="invented", format="invented", index=index),
        citation=_citation(dice, index, design, condition, population, drug, fields),
        abstract=abstract,
        references=_references(dice, index),
        copyright=COPYRIGHT,
    )


def as_medline(article: Article) -> str:
    """The article as PubMed's MEDLINE format prints one; references are not part of that format."""
    citation = article.citation
    lines: list[tuple[str, str | None]] = [("PMID", citation.pmid), ("STAT", "MEDLINE"), ("TI", citation.title)]
    lines += [("LID", citation.doi and f"{citation.doi} [doi]")]
    lines += [("PG", citation.pages), ("VI", citation.volume), ("IP", citation.issue)]
    lines += [("AB", _labelled(article.abstract)), ("CI", article.copyright), ("LA", citation.language)]
    for author in citation.authors:
        if author.collective:
            lines.append(("CN", author.collective))
        else:
            lines.append(("FAU", f"{author.family}, {author.given}"))
            lines.append(("AU", f"{author.family} {author.initials}"))
    lines += [("PT", kind) for kind in citation.publication_types]
    lines += [("DP", f"{citation.year} {MONTHS[(citation.month or 1) - 1]}")]
    lines += [("TA", citation.journal_abbrev), ("JT", citation.journal), ("IS", citation.issn)]
    lines += [("RN", f"0 ({substance})") for substance in citation.substances]
    lines += [("MH", f"{'*' if heading.major else ''}{heading.term}") for heading in citation.mesh]
    lines += [("OT", keyword) for keyword in citation.keywords]
    lines += [(NOTICE_TAGS[notice.kind], f"{notice.text} PMID: {notice.pmid}") for notice in citation.notices]
    lines += [("SI", f"ClinicalTrials.gov/{trial}") for trial in citation.trial_ids]
    lines += [("SO", f"{citation.journal_abbrev}. {citation.year};{citation.volume}:{citation.pages}.")]
    return "".join(_medline_line(tag, value) for tag, value in lines if value)


NOTICE_TAGS = {
    NoticeKind.RETRACTION_IN: "RIN",
    NoticeKind.EXPRESSION_OF_CONCERN_IN: "ECI",
    NoticeKind.ERRATUM_IN: "EIN",
}


def as_pubmed_xml(articles: Iterable[Article]) -> str:
    """The articles as PubMed's XML prints them (DTD pubmed_250101), references included."""
    root = ET.Element("PubmedArticleSet")
    for article in articles:
        _pubmed_article(ET.SubElement(root, "PubmedArticle"), article)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def write_demo(folder: Path, count: int, *, seed: int = 0) -> None:
    """A set for tests and screenshots: the even articles as MEDLINE files, the odd ones, with references, as XML."""
    folder.mkdir(parents=True, exist_ok=True)
    for index, article in enumerate(invented_articles(count, seed=seed)):
        odd = index % 2
        name = f"invented-{index + 1:06}.{'xml' if odd else 'nbib'}"
        (folder / name).write_text(as_pubmed_xml([article]) if odd else as_medline(article), encoding="utf-8")


def write_medline(folder: Path, count: int, *, seed: int = 0, per_file: int = 1) -> None:
    """The articles as ``invented-000001.nbib`` and so on, ``per_file`` to a file."""
    folder.mkdir(parents=True, exist_ok=True)
    for start in range(0, count, per_file):
        records = [as_medline(invented_article(i, seed=seed)) for i in range(start, min(count, start + per_file))]
        (folder / f"invented-{start + 1:06}.nbib").write_text("\n".join(records), encoding="utf-8")


def _weighted(dice: random.Random, choices: list[dict[str, Any]]) -> dict[str, Any]:
    return dice.choices(choices, weights=[choice.get("weight", 1) for choice in choices])[0]


def _drug(number: int) -> str:
    """Name number so-and-so: the same for every article, so that some drugs have many."""
    dice = random.Random(f"drug-{number}")
    return "".join(dice.choice(WORDS[part]) for part in ("syllables", "middles", "stems"))


def _words(dice: random.Random, condition: dict[str, Any], population: dict[str, Any], drug: str) -> dict[str, str]:
    name, short = condition["name"], condition.get("short")
    return {
        "drug": drug,
        "Drug": drug.capitalize(),
        "control": dice.choice(WORDS["controls"]),
        "condition": name,
        "Condition": name[0].upper() + name[1:],
        "condition_defined": f"{name} ({short})" if short else name,
        "people": population["words"],
        "country": dice.choice(WORDS["countries"]),
        "Few_words": dice.choice(SMALL_NUMBERS).capitalize(),
    }


def _numbers(dice: random.Random, ages: list[int]) -> dict[str, str]:
    """Numbers that belong together; in a few articles one printed percentage does not."""
    n1 = int(dice.lognormvariate(4.4, 1.0)) + 8
    n2 = max(8, n1 + dice.randint(-3, 3))
    n = n1 + n2
    one_decimal = dice.random() < 0.5
    off_by = dice.choice((6, 9, 15)) if dice.random() < MISMATCHING else 0
    age = dice.randint(ages[0] + (ages[1] - ages[0]) // 4, ages[1] - (ages[1] - ages[0]) // 4)
    r, r1, r2 = (dice.randint(1, max(1, size * 3 // 4)) for size in (n, n1, n2))
    a, a1, a2 = (dice.randint(0, max(1, size // 4)) for size in (n, n1, n2))
    days, months, year = dice.randint(4, 20), dice.choice((6, 12, 24, 36)), dice.randint(1998, 2018)

    def percent(part: int, whole: int, off: int = 0) -> str:
        return f"{100 * part / whole + off:.{int(one_decimal)}f}"

    fields: dict[str, object] = {
        "n": f"{n:,}",
        "n1": n1,
        "n2": n2,
        "N_words": SMALL_NUMBERS[n - 2].capitalize() if 2 <= n <= 12 else n,
        "r": r,
        "r1": r1,
        "r2": r2,
        "p_": percent(r, n, off_by),
        "p1": percent(r1, n1, off_by),
        "p2": percent(r2, n2),
        "a": a,
        "a1": a1,
        "a2": a2,
        "ap": percent(a, n),
        "ap1": percent(a1, n1),
        "ap2": percent(a2, n2),
        "age": age,
        "age_sd": f"{dice.uniform(1.5, 14):.1f}",
        "age_low": max(ages[0], age - dice.randint(1, 15)),
        "age_high": min(ages[1], age + dice.randint(1, 15)),
        "female": dice.randint(0, n),
        "months": months,
        "centers": dice.randint(2, 120),
        "dose": dice.choice((5, 10, 20, 40, 150)),
        "nct": f"{dice.randint(0, 9_999_999):07}",
        "year1": year,
        "year2": year + dice.randint(1, 6),
        "os": dice.randint(20, 95),
        "pfs1": f"{dice.uniform(6, 30):.1f}",
        "pfs2": f"{dice.uniform(3, 15):.1f}",
        "p2dig": dice.randint(20, 95),
        "days": days,
        "days_low": days - 3,
        "days_high": days + dice.randint(2, 10),
        "few": dice.randint(2, 9),
        "i2": dice.randint(0, 88),
        "ci_low": max(0, round(100 * r / n) - 9),
        "ci_high": min(100, round(100 * r / n) + 9),
    }
    log_risk = log(r1 / n1 / (r2 / n2))
    fields |= _ratio("rr", log_risk, sqrt(1 / r1 - 1 / n1 + 1 / r2 - 1 / n2))
    fields |= _ratio("or", log(r1 / (n1 - r1) / (r2 / (n2 - r2))), sqrt(sum(1 / x for x in (r1, n1 - r1, r2, n2 - r2))))
    fields |= _ratio("hr", dice.gauss(0, 0.4), dice.uniform(0.05, 0.3))
    fields |= _difference(dice.uniform(0.5, 9), dice.uniform(0.3, 2))
    return {name: str(value) for name, value in fields.items()}


def _ratio(name: str, middle: float, error: float) -> dict[str, object]:
    """A ratio from its logarithm and standard error, with its 95% interval and p-value as papers print them."""
    p = 2 * NormalDist().cdf(-abs(middle) / error)
    return {
        name: f"{exp(middle):.2f}",
        f"{name}_low": f"{exp(middle - 1.96 * error):.2f}",
        f"{name}_high": f"{exp(middle + 1.96 * error):.2f}",
        f"{name}_p": "< 0.001" if p < 0.001 else f"= {p:.3f}",
    }


def _difference(middle: float, error: float) -> dict[str, object]:
    """A fall, printed as a negative difference with its 95% interval."""
    return {
        "md": f"{middle:.1f}",
        "md_signed": f"{-middle:.1f}",
        "md_low": f"{-middle - 1.96 * error:.1f}",
        "md_high": f"{-middle + 1.96 * error:.1f}",
    }


def _abstract(dice: random.Random, design: dict[str, Any], fields: dict[str, str]) -> Abstract:
    """Three in five structured; long and short ones."""

    def some(name: str, at_most: int) -> list[str]:
        lines = design.get(name, [])
        return dice.sample(lines, min(len(lines), dice.randint(0, at_most)))

    def one(name: str) -> list[str]:
        return [dice.choice(design[name])] if design.get(name) else []

    parts = (
        some("background", 2) + one("objective"),
        one("methods") + some("more_methods", 2),
        design.get("results", []) + some("more_results", 3) + some("safety", 2),
        some("conclusions", 2) or one("conclusions"),
    )
    texts = [" ".join(lines).format_map(fields) for lines in parts]
    labels = dice.choice(WORDS["labels"]) if dice.random() < 0.6 and all(texts) else [None] * len(texts)
    return _joined([(label, role, text) for label, role, text in zip(labels, ROLES, texts, strict=True) if text])


def _joined(parts: list[tuple[str | None, Role, str]]) -> Abstract:
    sections, start = [], 0
    for label, role, text in parts:
        if label:
            sections.append(Section(label=label, category=role, start=start, end=start + len(text)))
        start += len(text) + 1
    return Abstract(text=" ".join(text for _, _, text in parts), sections=tuple(sections))


def _citation(
    dice: random.Random,
    index: int,
    design: dict[str, Any],
    condition: dict[str, Any],
    population: dict[str, Any],
    drug: str,
    fields: dict[str, str],
) -> Citation:
    journal, abbrev = dice.choice(WORDS["journals"])
    first = dice.randint(1, 900)
    notices = tuple(_notice(index, kind) for share, kind in NOTICES if dice.random() < share)
    retracted = ("Retracted Publication",) * any(notice.kind is NoticeKind.RETRACTION_IN for notice in notices)
    with_mesh = dice.random() < 0.75
    return Citation(
        title=design["title"].format_map(fields) + ".",
        authors=_authors(dice),
        journal=journal,
        journal_abbrev=abbrev,
        issn=f"9999-{1000 + WORDS['journals'].index([journal, abbrev])}",
        year=int(fields["year2"]) + dice.randint(0, 3),
        month=dice.randint(1, 12),
        volume=str(dice.randint(1, 90)),
        issue=str(dice.randint(1, 12)),
        pages=f"{first}-{first + dice.randint(1, 14)}",
        pmid=str(FIRST_PMID + index) if dice.random() >= WITHOUT_PMID else None,
        doi=f"10.5555/invented.{index + 1}",
        publication_types=(*design["publication_types"], *retracted),
        mesh=_mesh(design, condition, population) if with_mesh else (),
        keywords=(drug, condition["name"]) if dice.random() < 0.3 else (),
        substances=(drug,) if with_mesh else (),
        trial_ids=(f"NCT0{fields['nct']}",) if design["name"] == "randomized" else (),
        language="eng",
        notices=notices,
    )


def _notice(index: int, kind: NoticeKind) -> Notice:
    return Notice(kind=kind, text="J Invent Med. 2023 Jan;1(1):1.", pmid=str(FIRST_PMID + 900_000 + index))


def _authors(dice: random.Random) -> tuple[Author, ...]:
    people = []
    for _ in range(dice.choice((1, 2, 3, 5, 8, 14))):
        given = " ".join(dice.sample(WORDS["given_names"], dice.choice((1, 1, 2))))
        initials = "".join(name[0] for name in given.split())
        people.append(Author(family=dice.choice(WORDS["family_names"]), given=given, initials=initials))
    if dice.random() < 0.1:
        people.append(Author(collective=dice.choice(WORDS["collectives"])))
    return tuple(people)


def _mesh(design: dict[str, Any], condition: dict[str, Any], population: dict[str, Any]) -> tuple[MeshHeading, ...]:
    others = [*population["mesh"], *design.get("mesh", []), "Humans"]
    return (MeshHeading(term=condition["mesh"], major=True), *(MeshHeading(term=term) for term in others))


def _references(dice: random.Random, index: int) -> tuple[Reference, ...]:
    """To invented articles before this one and, more often than not, to a few famous ones outside the set."""
    count = dice.choice((0, 0, 5, 12, 30))
    inside = dice.sample(range(index), min(index, count // 3))
    outside = [int(dice.triangular(0, 400, 0)) for _ in range(count - len(inside))]
    pmids = [FIRST_PMID + number for number in inside] + [FIRST_PMID + 800_000 + number for number in outside]
    return tuple(
        Reference(
            text=f"Author A, Author B. An invented reference. J Invent Med. 2015;1:{pmid % 1000}.", pmid=str(pmid)
        )
        for pmid in dict.fromkeys(pmids)
    )


def _labelled(abstract: Abstract | None) -> str | None:
    if abstract is None or not abstract.sections:
        return abstract.text if abstract else None
    return " ".join(f"{part.label}: {abstract.text[part.start : part.end]}" for part in abstract.sections)


def _medline_line(tag: str, value: str) -> str:
    """A tag in four columns, a hyphen, the value; what does not fit goes on in column seven."""
    lines = textwrap.wrap(value, width=81, break_long_words=False, break_on_hyphens=False)
    return f"{tag:<4}- " + "\n      ".join(lines) + "\n"


def _pubmed_article(root: ET.Element, article: Article) -> None:
    citation = article.citation
    medline = ET.SubElement(root, "MedlineCitation", Status="MEDLINE")
    _xml(medline, "PMID", citation.pmid or f"{FIRST_PMID + 700_000 + article.source.index}", Version="1")
    inner = ET.SubElement(medline, "Article", PubModel="Print")
    _xml_journal(inner, citation)
    _xml(inner, "ArticleTitle", citation.title)
    if citation.pages:
        _xml(ET.SubElement(inner, "Pagination"), "MedlinePgn", citation.pages)
    _xml(inner, "ELocationID", citation.doi, EIdType="doi", ValidYN="Y")
    _xml_abstract(inner, article)
    authors = ET.SubElement(inner, "AuthorList", CompleteYN="Y")
    for author in citation.authors:
        one = ET.SubElement(authors, "Author", ValidYN="Y")
        _xml(one, "CollectiveName", author.collective)
        _xml(one, "LastName", author.family)
        _xml(one, "ForeName", author.given)
        _xml(one, "Initials", author.initials)
    _xml(inner, "Language", citation.language)
    types = ET.SubElement(inner, "PublicationTypeList")
    for kind in citation.publication_types:
        _xml(types, "PublicationType", kind, UI="")
    corrections = ET.SubElement(medline, "CommentsCorrectionsList")
    for notice in citation.notices:
        name = "".join(word.capitalize() for word in notice.kind.value.split("_"))
        one = ET.SubElement(corrections, "CommentsCorrections", RefType=name)
        _xml(one, "RefSource", notice.text)
        _xml(one, "PMID", notice.pmid, Version="1")
    headings = ET.SubElement(medline, "MeshHeadingList")
    for heading in citation.mesh:
        major = "Y" if heading.major else "N"
        _xml(ET.SubElement(headings, "MeshHeading"), "DescriptorName", heading.term, UI="", MajorTopicYN=major)
    data = ET.SubElement(root, "PubmedData")
    references = ET.SubElement(data, "ReferenceList")
    for ref in article.references:
        one = ET.SubElement(references, "Reference")
        _xml(one, "Citation", ref.text)
        _xml(ET.SubElement(one, "ArticleIdList"), "ArticleId", ref.pmid, IdType="pubmed")


def _xml_journal(inner: ET.Element, citation: Citation) -> None:
    journal = ET.SubElement(inner, "Journal")
    _xml(journal, "ISSN", citation.issn, IssnType="Print")
    issue = ET.SubElement(journal, "JournalIssue", CitedMedium="Print")
    _xml(issue, "Volume", citation.volume)
    _xml(issue, "Issue", citation.issue)
    date = ET.SubElement(issue, "PubDate")
    _xml(date, "Year", str(citation.year))
    _xml(date, "Month", MONTHS[(citation.month or 1) - 1])
    _xml(journal, "Title", citation.journal)
    _xml(journal, "ISOAbbreviation", citation.journal_abbrev)


def _xml_abstract(inner: ET.Element, article: Article) -> None:
    if article.abstract is None:
        return
    parent = ET.SubElement(inner, "Abstract")
    for part in article.abstract.sections:
        words = article.abstract.text[part.start : part.end]
        _xml(parent, "AbstractText", words, Label=part.label or "", NlmCategory=part.category or "UNASSIGNED")
    if not article.abstract.sections:
        _xml(parent, "AbstractText", article.abstract.text)
    _xml(parent, "CopyrightInformation", article.copyright)


def _xml(parent: ET.Element, name: str, text: str | None, **attributes: str) -> None:
    if text:
        ET.SubElement(parent, name, attributes).text = text


def main() -> None:
    """Writes the files that the command line asks for."""
    parser = argparse.ArgumentParser(description="Write invented articles as MEDLINE files, for tests and benchmarks.")
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--per-file", type=int, default=1)
    options = parser.parse_args()
    write_medline(options.folder, options.count, seed=options.seed, per_file=options.per_file)


if __name__ == "__main__":
    main()
