"""What is known of groups only when all else is: which are nobody's, and that none is an arm."""

from __future__ import annotations

from collections.abc import Sequence, Set

from msgspec.structs import replace

from generator.evidence import Finding, Group, GroupRole, Population
from generator.extraction.findings.computed import size_of_group
from generator.extraction.lexicon import first_hit, load_rules


def without_silent(
    population: Population, findings: Sequence[Finding], unsure: Set[str]
) -> tuple[Population, tuple[Finding, ...]]:
    """The population without the groups that are ``unsure``, have no size and no result with a number.

    And the findings, which no longer point to these. Of fewer than two that would be left none is left out.
    """
    groups = population.groups
    told = {finding.group.id for finding in findings if finding.group and finding.statistic}
    silent = {group.id for group in groups if group.id in unsure and group.size is None} - told
    kept = tuple(group for group in groups if group.id not in silent)
    if not silent or len(kept) < 2:
        return population, tuple(findings)
    moved = {size_of_group(groups.index(group)): size_of_group(place) for place, group in enumerate(kept)}
    return replace(population, groups=kept), tuple(_without(finding, silent, moved) for finding in findings)


def without_names_alone(population: Population, findings: Sequence[Finding]) -> tuple[Population, tuple[Finding, ...]]:
    """The population without groups where of none more than its name is known, no size and no role.

    Where nobody was treated these are people whom a sentence sets against others; the findings still say who they are.
    """
    if any(group.role or group.size is not None for group in population.groups):
        return population, tuple(findings)
    all_groups = {group.id for group in population.groups}
    return replace(population, groups=()), tuple(_without(finding, all_groups, {}) for finding in findings)


def without_roles(population: Population) -> Population:
    """The population of a report that names no comparator and is of no trial: who compares whom is not said.

    But for what is called a control group.
    """
    groups = (group if _is_called_control(group) else replace(group, role=None) for group in population.groups)
    return replace(population, groups=tuple(groups))


def _is_called_control(group: Group) -> bool:
    names = (group.name, *(one.text for one in group.aliases))
    return group.role is GroupRole.COMPARATOR and any(first_hit(load_rules("controls"), name) for name in names)


def _without(finding: Finding, silent: Set[str | None], moved: dict[str, str]) -> Finding:
    """The finding, where some groups are gone and others have moved."""
    if finding.group and finding.group.id in silent:
        finding = replace(finding, group=replace(finding.group, id=None))
    assumed = finding.computed.get("denominator_assumed") if finding.computed else None
    if finding.computed and assumed in moved:
        finding = replace(finding, computed=finding.computed | {"denominator_assumed": moved[assumed]})
    return finding
