"""PubMed's MEDLINE form (.nbib, "PubMed" text): a tag in four columns, a hyphen, a value that goes on in column seven.

ERIC writes the same form without PMIDs, PMC with the PMCID first. Records end at a blank line or at the next
``PMID-``; they are read one by one, so a file may be of any size.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from msgspec.structs import replace

from generator.article import (
    Article,
    Author,
    Citation,
    MeshHeading,
    Notice,
    NoticeKind,
    OtherAbstract,
    Source,
)
from generator.problems import Problem, Severity
from generator.readers.dates import read_date
from generator.readers.fields import doi_in, doi_of, expand_pages, fold, language_of, orcid_of
from generator.readers.names import author_from_inverted, author_from_short
from generator.readers.notices import complete_notices, notice
from generator.readers.sections import read_other_abstract, split_running_text
from generator.readers.seed import MAX_RECORD_CHARACTERS, Seed
from generator.readers.trials import find_trial_ids

FORMAT = "medline"

# "TI  - ", "PMID-1" and ERIC's "ISBN - "; a word such as "DNA-" at the start of an unindented line is none.
TAG_LINE = re.compile(r"(?P<tag>[A-Z][A-Z0-9]{1,3}) *-(?:\s+|$|(?<=^.{4}-))(?P<value>.*)")
FIRST_LINES = re.compile(r"^PMID- ?\d", re.MULTILINE)
COMMON_LINES = re.compile(r"^(?:OWN |STAT|TI  |FAU |AU  |DP  |JT  |AB  |PMC |PMCR|PT  |MH  )- ", re.MULTILINE)
RIS_LINE = re.compile(r"^TY  - ", re.MULTILINE)

# Which notice a tag stands for. NLM treats partial retractions as errata (NLM fact sheet "Errata, Retractions").
NOTICES = {
    "RIN": NoticeKind.RETRACTION_IN,
    "ROF": NoticeKind.RETRACTION_OF,
    "PRIN": NoticeKind.ERRATUM_IN,
    "PROF": NoticeKind.ERRATUM_FOR,
    "RRI": NoticeKind.RETRACTED_AND_REPUBLISHED_IN,
    "RRF": NoticeKind.RETRACTED_AND_REPUBLISHED_FROM,
    "ECI": NoticeKind.EXPRESSION_OF_CONCERN_IN,
    "ECF": NoticeKind.EXPRESSION_OF_CONCERN_FOR,
    "CRI": NoticeKind.CORRECTED_AND_REPUBLISHED_IN,
    "CRF": NoticeKind.CORRECTED_AND_REPUBLISHED_FROM,
    "EIN": NoticeKind.ERRATUM_IN,
    "EFR": NoticeKind.ERRATUM_FOR,
    "RPI": NoticeKind.REPUBLISHED_IN,
    "RPF": NoticeKind.REPUBLISHED_FROM,
    "UIN": NoticeKind.UPDATE_IN,
    "UOF": NoticeKind.UPDATE_OF,
}


@dataclass
class Record:
    """One record's fields in its order, and where it stands."""

    line: int
    lines: list[tuple[str, list[str]]] = field(default_factory=list)
    """Tag and lines of each field."""
    odd_line: int | None = None
    """The first line that is neither tag nor continuation."""

    @cached_property
    def fields(self) -> list[tuple[str, str]]:
        """Tag and value of each field that says something, the value on one line."""
        return [(tag, value) for tag, lines in self.lines if (value := fold(" ".join(lines)))]

    @cached_property
    def by_tag(self) -> dict[str, list[str]]:
        """The values of each tag."""
        found: dict[str, list[str]] = {}
        for tag, value in self.fields:
            found.setdefault(tag, []).append(value)
        return found

    def all(self, tag: str) -> list[str]:
        """The tag's values."""
        return self.by_tag.get(tag, [])

    def one(self, tag: str) -> str | None:
        """The tag's value; a tag that is repeated goes on."""
        return " ".join(self.all(tag)) or None


def detect(head: str) -> bool:
    """Whether a PMID opens a record, or two usual tags stand at line starts and none of RIS."""
    if RIS_LINE.search(head):
        return False
    return bool(FIRST_LINES.search(head)) or len(set(COMMON_LINES.findall(head))) >= 2


def read(seed: Seed) -> Iterator[Article | Problem]:
    """The records in their order; in place of one without any words of an article, a problem."""
    for index, record in enumerate(_records(seed)):
        source = Source(path=seed.name, format=FORMAT, index=index)
        article = _article(record, source)
        if not (article.citation.pmid or article.citation.doi or article.citation.title or article.abstract):
            yield Problem(
                path=seed.name,
                what="no title, abstract, PMID or DOI under their tags (TI, AB, PMID, LID)",
                do="export the record again, or remove these lines",
                record=index,
                line=record.line,
            )
            continue
        yield article
        if record.odd_line is not None:
            yield Problem(
                path=seed.name,
                what="a line that is neither a tag with its hyphen nor an indented continuation was left out",
                do="indent it by six blanks if it belongs to the field above it",
                record=index,
                line=record.odd_line,
                severity=Severity.WARNING,
            )


def _records(seed: Seed) -> Iterator[Record]:
    record: Record | None = None
    has_pmid = False
    size = 0
    ended = False  # a blank line was seen; an indented line after it still goes on
    for number, line in enumerate(seed.lines(), start=1):
        size += len(line)
        if size > MAX_RECORD_CHARACTERS:
            raise seed.unreadable("has a record of more than 4 million characters", line=number)
        if not line.strip():
            ended = True
        elif line[0] in " \t" and record and record.lines:
            record.lines[-1][1].append(line)
            ended = False
        else:
            match = TAG_LINE.match(line)
            if record and (ended or (match and match["tag"] == "PMID" and has_pmid)):
                yield record
                record = None
                has_pmid = False
                size = len(line)
            record = record or Record(line=number)
            ended = False
            if match:
                record.lines.append((match["tag"], [match["value"]]))
                has_pmid = has_pmid or match["tag"] == "PMID"
            elif record.odd_line is None:
                record.odd_line = number
    if record:
        yield record


def _article(record: Record, source: Source) -> Article:
    abstract = record.one("AB")
    return Article(
        source=source,
        citation=_citation(record),
        abstract=split_running_text(abstract) if abstract else None,
        other_abstracts=tuple(_other_abstracts(record)),
        copyright=record.one("CI"),
    )


def _citation(record: Record) -> Citation:
    date = read_date(record.one("DP"))
    title = record.one("TI") or record.one("BTI")
    types = tuple(record.all("PT"))
    return Citation(
        title=title,
        authors=tuple(_authors(record)),
        journal=record.one("JT"),
        journal_abbrev=record.one("TA"),
        issn=_issn(record),
        year=date.year,
        month=date.month,
        day=date.day,
        epub=read_date(record.one("DEP")).iso(),
        volume=record.one("VI"),
        issue=record.one("IP"),
        pages=expand_pages(record.one("PG")),
        pmid=_pmid(record),
        pmcid=_pmcid(record),
        doi=_doi(record),
        publication_types=types,
        mesh=tuple(map(_mesh, record.all("MH"))),
        keywords=tuple(keyword.lstrip("*") for keyword in record.all("OT")),
        substances=tuple(map(_substance, record.all("RN"))),
        trial_ids=tuple(dict.fromkeys(number for value in record.all("SI") for number in find_trial_ids(value))),
        language=_language(record),
        vernacular_title=record.one("TT"),
        notices=complete_notices(_notices(record), title=title, publication_types=types),
    )


def _authors(record: Record) -> list[Author]:
    """Persons and groups in the order of their tags; AU gives the initials of the FAU before it."""
    authors: list[Author] = []
    in_full = bool(record.all("FAU"))
    for tag, words in record.fields:
        if tag == "FAU":
            authors.append(author_from_inverted(words))
        elif tag == "CN":
            authors.append(Author(collective=words))
        elif tag == "AU" and in_full:
            _add_initials(authors, words)
        elif tag == "AU":
            authors.append(author_from_inverted(words))
        elif tag == "AUID" and authors and (orcid := orcid_of(words)):
            authors[-1] = replace(authors[-1], orcid=orcid)
    return authors


def _add_initials(authors: list[Author], printed: str) -> None:
    """The initials go to the first author of that family name who has none; whoever is not there yet joins."""
    # The last one is nearly always the one; the others are asked in their order.
    for place in (*range(len(authors))[-1:], *range(len(authors) - 1)):
        author = authors[place]
        family = f"{author.family} "
        if author.family and author.initials is None and printed.lower().startswith(family.lower()):
            authors[place] = replace(author, initials=printed[len(family) :].split(" ")[0])
            return
    if not any(author.family and printed.lower().startswith(author.family.lower()) for author in authors):
        authors.append(author_from_short(printed))


def _issn(record: Record) -> str | None:
    """The first ISSN; the linking one, which is no edition's own, only where no other stands."""
    printed = record.all("IS")
    own = [value for value in printed if "Linking" not in value] or printed
    return own[0].split(" ")[0] if own else None


def _pmid(record: Record) -> str | None:
    """The digits, of any length: ids of test records and other databases are longer than PubMed's."""
    match = re.fullmatch(r"\d{1,12}", record.one("PMID") or "")
    return match[0] if match else None


def _pmcid(record: Record) -> str | None:
    match = re.match(r"(?:PMC)?(\d+)", record.one("PMC") or "")
    return f"PMC{match[1]}" if match else None


def _doi(record: Record) -> str | None:
    """The DOI marked as one, else one in a field of its own, else the one in the source line."""
    places = record.all("AID") + record.all("LID")
    marked = [doi_of(value.removesuffix("[doi]")) for value in places if value.endswith("[doi]")]
    unmarked = [doi_of(value) for value in places]
    in_source = [doi_in(part) for part in (record.one("SO") or "").split("doi:")[1:]]
    return next(filter(None, marked + unmarked + in_source), None)


def _language(record: Record) -> str | None:
    """The codes of the article's languages, joined by a comma where there are several."""
    return ", ".join(filter(None, map(language_of, record.all("LA")))) or None


def _mesh(printed: str) -> MeshHeading:
    term, *qualifiers = printed.split("/")
    return MeshHeading(
        term=term.lstrip("*"),
        qualifiers=tuple(qualifier.lstrip("*") for qualifier in qualifiers),
        major="*" in printed,
    )


def _substance(printed: str) -> str:
    """The name in ``EC 3.6.3.14 (Proton-Translocating ATPases)``."""
    match = re.fullmatch(r"\S+(?: \S+)?? \((.+)\)", printed)
    return match[1] if match else printed


def _other_abstracts(record: Record) -> Iterator[OtherAbstract]:
    """OAB with the language of the OABL behind it."""
    found: list[OtherAbstract] = []
    for tag, value in record.fields:
        if tag == "OAB":
            found.append(read_other_abstract(value) or OtherAbstract(text=value))
        elif tag == "OABL" and found:
            found[-1] = replace(found[-1], language=language_of(value))
    return iter(found)


def _notices(record: Record) -> Iterator[Notice]:
    for tag, value in record.fields:
        if tag in NOTICES:
            yield notice(NOTICES[tag], value)
