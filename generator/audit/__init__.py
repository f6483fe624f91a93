"""The audit: do the printed numbers add up? One function a rule, listed in one table.

A rule compares intervals that the printed precision allows and ends in ``ok``, ``mismatch`` or ``not-checkable``.
It never changes a reported value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from generator.evidence import Check, EvidenceRecord

Rule = Callable[[EvidenceRecord], Iterator[Check]]

RULES: tuple[Rule, ...] = ()


def audited(record: EvidenceRecord) -> EvidenceRecord:
    """The record with the checks of every rule, in the order of the table."""
    checks = tuple(check for rule in RULES for check in rule(record))
    return msgspec.structs.replace(record, checks=checks)
