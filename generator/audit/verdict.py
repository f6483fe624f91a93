"""How a rule says what it found: neutral words, the printed values apart from the computed ones."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from generator.evidence import Check, CheckStatus, Quote

SETTLE: Final = "Only the full text can settle it."
"""Ends the message of every mismatch: the audit compares what is printed, and knows nothing else."""


def verdict(
    status: CheckStatus,
    message: str,
    *,
    quotes: Iterable[Quote | None] = (),
    reported: dict[str, Any] | None = None,
    computed: dict[str, Any] | None = None,
    finding: int | None = None,
) -> Check:
    """A check that does not carry its rule's name yet: the table of rules gives it that."""
    return Check(
        rule="",
        status=status,
        message=f"{message} {SETTLE}" if status is CheckStatus.MISMATCH else message,
        quotes=tuple(dict.fromkeys(quote for quote in quotes if quote)),
        reported=reported or {},
        computed=computed or {},
        finding=finding,
    )


def agreement(agrees: bool) -> CheckStatus:
    """The status of two printed values that were compared."""
    return CheckStatus.OK if agrees else CheckStatus.MISMATCH
