"""CSV of studies and of findings, for spreadsheets and statistics programs (RFC 4180, UTF-8 with its mark).

A cell that a spreadsheet would run as a formula gets an apostrophe before it, as OWASP's "CSV Injection" advises;
numbers stay numbers. Columns that begin with ``computed`` hold what the source does not print.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable

from generator.evidence import CheckStatus, EvidenceRecord, Finding
from generator.exports.context import ExportContext, notice_lines, plain_title
from generator.notices import status

# fmt: off
STUDY_COLUMNS = (
    "id", "card", "title", "authors", "journal", "year", "volume", "issue", "pages", "doi", "pmid", "pmcid",
    "study_type", "allocation", "masking", "control", "centers", "phase", "registration", "n", "conditions",
    "eligibility", "age", "sex", "location", "interventions", "comparators", "findings", "status", "notices",
    "numbers_that_do_not_add_up",
)
FINDING_COLUMNS = (
    "id", "finding", "domain", "outcome", "group", "comparison", "timepoint", "statistic", "value", "unit",
    "numerator", "denominator", "low", "high", "level", "dispersion", "dispersion_value", "dispersion_low",
    "dispersion_high", "p_operator", "p_value", "certainty", "words", "status", "computed",
)
VALUES = ("value", "unit", "numerator", "denominator", "low", "high", "level")
SPREAD = ("type", "value", "low", "high")
# fmt: on
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a formula begins with, in one spreadsheet or another."""
Cell = str | int | float | None


def write_study(record: EvidenceRecord, context: ExportContext) -> str:
    """The study's row. Several values stand in one cell, with a semicolon between them."""
    citation, design, population = record.citation, record.design, record.population
    reported = (design.allocation, design.masking, design.control, design.centers, design.phase, design.registration)
    names = [" ".join(filter(None, (a.family, a.initials))) or a.collective or "" for a in citation.authors]
    return _rows(
        [
            [
                record.id,
                context.card_url,
                plain_title(citation),
                _several(names),
                citation.journal_abbrev or citation.journal or citation.book,
                citation.year,
                citation.volume,
                citation.issue,
                citation.pages,
                citation.doi,
                citation.pmid,
                citation.pmcid,
                design.study_type.value if design.study_type else None,
                *(value.value if value else None for value in reported),
                population.sample_size.value if population.sample_size else None,
                _several(value.value for value in population.condition),
                _several(value.value for value in population.eligibility),
                _several(age.quote.text for age in population.age),
                _several(value.value for value in population.sex),
                _several(value.value for value in population.location),
                _several(item.name for item in record.interventions),
                _several(item.name for item in record.comparators),
                len(record.findings),
                status(citation),
                _several(notice_lines(citation)),
                _several(check.message for check in record.checks if check.status is CheckStatus.MISMATCH),
            ]
        ]
    )


def write_findings(record: EvidenceRecord, context: ExportContext) -> str:
    """A row a finding; none where there are none."""
    return _rows(_finding(record, index, finding) for index, finding in enumerate(record.findings))


def _finding(record: EvidenceRecord, index: int, finding: Finding) -> list[Cell]:
    statistic, p = finding.statistic, finding.p_value
    spread = statistic.dispersion if statistic else None
    words = statistic or finding.outcome
    return [
        record.id,
        index,
        finding.domain.value,
        finding.outcome.text if finding.outcome else None,
        finding.group.text if finding.group else None,
        finding.comparison.text if finding.comparison else None,
        finding.timepoint.text if finding.timepoint else None,
        statistic.type.value if statistic else None,
        *(getattr(statistic, name, None) for name in VALUES),
        *(getattr(spread, name, None) for name in SPREAD),
        p.operator if p else None,
        p.value if p else None,
        finding.certainty.value,
        (words.quote.text or None) if words else None,
        status(record.citation),
        json.dumps(finding.computed, ensure_ascii=False) if finding.computed else None,
    ]


def _several(values: Iterable[str]) -> str | None:
    return "; ".join(dict.fromkeys(values)) or None


def _rows(rows: Iterable[Iterable[Cell]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([_harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def _harmless(cell: Cell) -> Cell:
    # a sign that stands alone, such as the operator of a p-value, is no formula
    return f"'{cell}" if isinstance(cell, str) and len(cell) > 1 and cell.startswith(FORMULA) else cell


STUDY_HEADER = "\ufeff" + _rows([STUDY_COLUMNS])
FINDING_HEADER = "\ufeff" + _rows([FINDING_COLUMNS])
