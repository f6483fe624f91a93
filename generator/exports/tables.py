"""CSV of studies and of findings, for spreadsheets and statistics programs (RFC 4180, UTF-8 with its mark).

A cell that a spreadsheet would run as a formula gets an apostrophe before it, as OWASP's "CSV Injection" advises;
numbers stay numbers. Columns that begin with ``computed`` hold what the source does not print. Where people corrected,
rejected or added a value, the columns hold theirs, and the last ones say so and what the program read.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable

from generator.decisions import added_finding, decided, decided_findings, signed, words_of_read
from generator.evidence import Check, CheckStatus, EvidenceRecord, Finding, ReviewedValue, ReviewVerdict
from generator.exports.context import ExportContext, notice_lines, plain_title
from generator.notices import status
from generator.review_fields import value_of

# fmt: off
STUDY_COLUMNS = (
    "id", "card", "title", "authors", "journal", "year", "volume", "issue", "pages", "doi", "pmid", "pmcid",
    "study_type", "allocation", "masking", "control", "centers", "phase", "registration", "n", "conditions",
    "eligibility", "age", "sex", "location", "interventions", "comparators", "findings", "status", "notices",
    "numbers_that_do_not_add_up", "review", "reviewed_values",
)
FINDING_COLUMNS = (
    "id", "finding", "domain", "outcome", "group", "subgroup", "comparison", "timepoint", "statistic", "called",
    "of_change", "value", "unit", "numerator", "denominator", "low", "high", "level", "dispersion", "dispersion_value",
    "dispersion_low", "dispersion_high", "p_operator", "p_value", "certainty", "words", "status", "computed",
    "numbers_that_do_not_add_up", "review", "read_by_program", "sentence",
)
VALUES = ("value", "unit", "numerator", "denominator", "low", "high", "level")
SPREAD = ("type", "value", "low", "high")
# fmt: on
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a formula begins with, in one spreadsheet or another."""
Cell = str | int | float | None


def write_study(record: EvidenceRecord, context: ExportContext) -> str:
    """The study's row. Several values stand in one cell, with a semicolon between them."""
    left = decided(record).record
    citation, design, population = record.citation, left.design, left.population
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
                _several(item.name for item in left.interventions),
                _several(item.name for item in left.comparators),
                len(left.findings),
                status(citation),
                _several(notice_lines(citation)),
                _several(check.message for check in record.checks if check.status is CheckStatus.MISMATCH),
                record.review_status,
                _several(_reviewed(value) for value in record.reviewed_values),
            ]
        ]
    )


def write_findings(record: EvidenceRecord, context: ExportContext) -> str:
    """A row a finding, those that people added last; none where there are none. A rejected one keeps its words only."""
    left = decided_findings(record)
    added = [
        value
        for value in record.reviewed_values
        if value.at == "findings" and value.verdict is ReviewVerdict.ADD and not value.stale
    ]
    rows = [
        [*_finding(record, index, finding, left.get(index, finding)), _sentence(context, finding)]
        for index, finding in enumerate(record.findings)
    ]
    rows += [
        [*_cells(record, len(record.findings) + n, added_finding(record, value)), None, signed(value), None, None]
        for n, value in enumerate(added)
    ]
    return _rows(rows)


def _sentence(context: ExportContext, finding: Finding) -> str | None:
    return context.sentences[finding.sentence] if context.sentences else None


def _finding(record: EvidenceRecord, index: int, read: Finding, left: Finding | None) -> list[Cell]:
    """The finding as people left it, then what the audit, people and the program say."""
    said = [one for one in record.reviewed_values if (one.at, one.index) == ("findings", index)]
    notes = _several(check.message for check in record.checks if _is_mismatch_of(check, index))
    machine = words_of_read(value_of(read)) if left is not read else None
    shown = _cells(record, index, left) if left else _cells(record, index, Finding(sentence=read.sentence))
    return [*shown, notes, _several(_reviewed(one) for one in said), machine]


def _is_mismatch_of(check: Check, index: int) -> bool:
    return check.status is CheckStatus.MISMATCH and check.finding == index


def _reviewed(value: ReviewedValue) -> str:
    """What a person said of a value, and what the program reads there."""
    words = [f"{value.at}: {signed(value)}", value.note or "", f"the review {value.stale}" if value.stale else ""]
    if value.machine is not None and value.verdict is not ReviewVerdict.CONFIRM:
        words.append(f"the program read {words_of_read(value.machine)}")
    return ", ".join(word for word in words if word)


def _cells(record: EvidenceRecord, index: int, finding: Finding) -> list[Cell]:
    statistic, p = finding.statistic, finding.p_value
    spread = statistic.dispersion if statistic else None
    words = statistic or finding.outcome
    return [
        record.id,
        index,
        finding.domain.value,
        finding.outcome.text if finding.outcome else None,
        finding.group.text if finding.group else None,
        finding.subgroup.text if finding.subgroup else None,
        finding.comparison.text if finding.comparison else None,
        finding.timepoint.text if finding.timepoint else None,
        statistic.type.value if statistic else None,
        statistic.called.text if statistic and statistic.called else None,
        "yes" if statistic and statistic.of_change else None,
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
