"""Agreement: how often people confirmed what the program read, field by field."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from generator.evidence import EvidenceRecord, ReviewVerdict
from generator.review_fields import FIELDS


class FieldAgreement(Struct, frozen=True, kw_only=True):
    """What people said of one field's values, over all reviewed records."""

    at: str
    confirmed: int
    corrected: int
    rejected: int
    missed: int
    """Values that people added."""
    to_look_at: int
    """Reviewed values that have changed since; they count nowhere else."""

    @property
    def judged(self) -> int:
        """Values of the program that people judged."""
        return self.confirmed + self.corrected + self.rejected

    @property
    def precision(self) -> float | None:
        """The share of the judged values that are right; ``None`` where nothing was judged."""
        return self.confirmed / self.judged if self.judged else None

    @property
    def recall(self) -> float | None:
        """The share of the right values, found or missed, that the program found as they are."""
        right = self.confirmed + self.corrected + self.missed
        return self.confirmed / right if right else None


def agreement(records: Iterable[EvidenceRecord]) -> tuple[FieldAgreement, ...]:
    """A row for each field that anyone reviewed, in the order of the record."""
    values = [value for record in records for value in record.reviewed_values]

    def count(at: str, verdict: ReviewVerdict) -> int:
        return sum(value.at == at and value.verdict is verdict and not value.stale for value in values)

    reviewed = {value.at for value in values}
    return tuple(
        FieldAgreement(
            at=at,
            confirmed=count(at, ReviewVerdict.CONFIRM),
            corrected=count(at, ReviewVerdict.CORRECT),
            rejected=count(at, ReviewVerdict.REJECT),
            missed=count(at, ReviewVerdict.ADD),
            to_look_at=sum(value.at == at and value.stale is not None for value in values),
        )
        for at in FIELDS
        if at in reviewed
    )
