"""The audit: do the printed numbers add up? One function a rule, listed in one table.

A rule compares intervals that the printed precision allows and ends in ``ok``, ``mismatch`` or ``not-checkable``.
It never changes a reported value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from generator.audit.counts import count_against_percentage, percentage_attainable
from generator.evidence import Check, EvidenceRecord

Rule = Callable[[EvidenceRecord], Iterator[Check]]

RULES: dict[str, Rule] = {
    "count-against-percentage": count_against_percentage,
    "percentage-attainable": percentage_attainable,
}
"""The rules by the name that their checks carry; ``docs/audit.md`` has a section for each."""


def audited(record: EvidenceRecord) -> EvidenceRecord:
    """The record with the checks of every rule, in the order of the table."""
    checks = tuple(msgspec.structs.replace(check, rule=name) for name, rule in RULES.items() for check in rule(record))
    return msgspec.structs.replace(record, checks=checks)
