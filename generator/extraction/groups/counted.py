"""The sizes of groups that only the denominators of their results print: "in 8 of the 72 who exercised"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from generator.article import Article
from generator.evidence import Finding, Group, Population, Quote, Statistic
from generator.extraction.numbers import find_numbers
from generator.extraction.quoting import quote


def with_counted(article: Article, population: Population, findings: Sequence[Finding]) -> Population:
    """The population, with what the findings' denominators say of the sizes of its groups.

    A group without a size has the one denominator of its results, if they have no other, and if it is no small part of
    the share of all participants that would be an equal one. In a group with a size, a smaller denominator is the part
    that was analysed.
    """
    most = population.sample_size.value if population.sample_size else None
    least = _LEAST * most / max(len(population.groups), 1) if most else 0
    groups: list[Group] = []
    parts: list[Group] = []
    for group in population.groups:
        printed = _denominators(article, findings, group.id)
        counted = {size: words for size, words in reversed(printed) if most is None or size < most}
        if group.size is None and len(counted) == 1:
            ((size, words),) = counted.items()
            group = replace(group, size=size, size_quote=words) if size >= least else group
        groups.append(group)
        known = {other.size for other in population.groups if group.id in (other.id, other.part_of)} | {group.size}
        parts += [
            replace(group, size=size, size_quote=words, part_of=group.id, aliases=())
            for size, words in counted.items()
            if size not in known and is_part(size, group.size) and group.part_of is None
        ]
    numbered = (replace(part, id=f"g{number}") for number, part in enumerate(parts, len(groups) + 1))
    return replace(population, groups=(*groups, *numbered))


_LEAST = 0.7


def is_part(size: int, whole: int | None) -> bool:
    """Whether so many may be the part of a group that was analysed: fewer than half are rather some with an event."""
    return whole is not None and whole <= 2 * size < 2 * whole


_OF_PEOPLE = re.compile(
    r"[,;.)\]:]|\s?[(\[]|\s(?:and|vs|versus|or|in|with|of|on|for|given|receiving|who|treated|patients|women|men|subjects"
    r"|participants|children|adults|infants|cases|people|individuals)\b|\Z"
)
"""What may stand behind a denominator that counts people: "8 of the 72 who", not "1 of the 2 measures"."""


def _denominators(article: Article, findings: Sequence[Finding], group_id: str) -> list[tuple[int, Quote]]:
    """The printed denominators of a group's results, each with its words."""
    return [
        printed
        for finding in findings
        if finding.group and finding.group.id == group_id and finding.statistic and not finding.subgroup
        for printed in _printed(article, finding.statistic)
    ]


def _printed(article: Article, statistic: Statistic) -> list[tuple[int, Quote]]:
    """A statistic's denominator with its words, if it has one."""
    if statistic.numerator is None or not statistic.denominator:
        return []
    words = statistic.quote
    same = [number for number in find_numbers(words.text) if number.value == statistic.denominator]
    if same and not _OF_PEOPLE.match(article.text_of(words.where), words.start + same[-1].end):
        return []
    return [
        (statistic.denominator, quote(article, words.where, words.start + number.start, words.start + number.end))
        for number in same[-1:]
    ]
