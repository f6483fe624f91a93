"""The audit: do the printed numbers add up? One function a rule, listed in one table.

A rule compares intervals that the printed precision allows and ends in ``ok``, ``mismatch`` or ``not-checkable``.
It never changes a reported value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from generator.audit.arms import analysed_against_randomised, arms_against_total
from generator.audit.counts import count_against_percentage, percentage_attainable
from generator.audit.effects import effect_against_arms
from generator.audit.intervals import interval_holds_estimate, interval_level, interval_order, interval_symmetric
from generator.audit.possible import count_possible, percentage_possible
from generator.audit.pvalues import p_value_against_interval, p_value_possible
from generator.audit.repeats import same_in_conclusions, same_in_title
from generator.audit.significance import statistic_against_p_value
from generator.audit.spread import centre_in_range, sd_possible
from generator.evidence import Check, EvidenceRecord

Rule = Callable[[EvidenceRecord], Iterator[Check]]

RULES: dict[str, Rule] = {
    "count-against-percentage": count_against_percentage,
    "percentage-attainable": percentage_attainable,
    "percentage-possible": percentage_possible,
    "count-possible": count_possible,
    "arms-against-total": arms_against_total,
    "analysed-against-randomised": analysed_against_randomised,
    "interval-order": interval_order,
    "interval-holds-estimate": interval_holds_estimate,
    "interval-symmetric": interval_symmetric,
    "interval-level": interval_level,
    "p-value-possible": p_value_possible,
    "p-value-against-interval": p_value_against_interval,
    "statistic-against-p-value": statistic_against_p_value,
    "centre-in-range": centre_in_range,
    "sd-possible": sd_possible,
    "effect-against-arms": effect_against_arms,
    "same-in-conclusions": same_in_conclusions,
    "same-in-title": same_in_title,
}
"""The rules by the name that their checks carry; ``docs/audit.md`` has a section for each."""


def audited(record: EvidenceRecord) -> EvidenceRecord:
    """The record with the checks of every rule, in the order of the table."""
    checks = tuple(msgspec.structs.replace(check, rule=name) for name, rule in RULES.items() for check in rule(record))
    return msgspec.structs.replace(record, checks=checks)
