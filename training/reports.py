"""Compares cards with what readers labelled: ``python training/reports.py [--leave-out 0/3] FILE...``.

``FILE`` are seeds of any form that hold the articles of ``reports.jsonl``, see ``training/examples.py``; with
``--leave-out`` only the labelled articles of that part count. A name is *whole* when it is one of the labelled ones,
letter case apart, and *near* when it shares at least half of all words with one; a second one for the same treatment
comes *again*. A line is a number of a card, the baseline aside: it is *wrong* unless a reader labelled the number as a
result, with the same outcome (words in common) and the same group; what either left open is not wrong. Of a line
that a card shows without its sentence more is asked: an outcome that is near, and its group where one is labelled.
Readers were asked for no results of animals and specimens: lines of reports that are of these, and in which none is
labelled, do not count, nor do conditions where no people are labelled. A group is *none* that is near no labelled
treatment nor the group of a labelled result; of its names one is near, too, that has all telling words of a labelled
one, or the other way round.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from examples import is_left_out, labelled_articles, number_of

from generator.article import Article
from generator.evidence import EvidenceRecord, Finding, GroupRole, Quote
from generator.extraction import extract_all
from generator.extraction.lexicon import load_words
from generator.extraction.words import find_words, normal_form

NEAR = 0.5


def main() -> None:
    """Print the figures, a line each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--leave-out", help="PART/PARTS, for example 0/3")
    options = parser.parse_args()
    found = [
        (article, row)
        for article, row in labelled_articles(options.files)
        if not options.leave_out or is_left_out(number_of(row), options.leave_out)
    ]
    counts: Counter[str] = Counter()
    records = extract_all(article for article, _ in found)
    for (article, row), record in zip(found, records, strict=True):
        counts.update(of_card := list(compared(article, record, row)))
        counts.update(faults_of(of_card))
    print(f"{len(found)} articles")
    for line in figures(counts):
        print(line)


def compared(article: Article, record: EvidenceRecord, row: dict[str, Any]) -> Iterator[str]:
    """What there is to count of one article, a word each."""
    for part, kind in (("interventions", "tested"), ("comparators", "compared")):
        yield from _names(article, part, [one.name for one in getattr(record, part)], labelled(article, row, kind))
    if is_of_people(row):
        treating = bool(labelled(article, row, "tested"))
        yield from ["treatment labelled"] * treating + ["treatment told"] * record.of_treatment
        yield from ["treatment right"] * (treating and record.of_treatment)
        conditions = [one.value for one in record.population.condition]
        yield from _names(article, "condition", conditions, labelled(article, row, "condition"))
    people = [name for own in labelled(article, row, "people").values() for name in own]
    for one in record.population.eligibility:
        yield "people told"
        yield "people right" if describes(one.value, people) else "people none"
    yield from ["people labelled"] * bool(people)
    yield from ["people found"] * bool(people and record.population.eligibility)
    size = record.population.sample_size
    if row["total"]:
        yield "total labelled"
        yield from ["total right"] * (size is not None and overlap(row["total"][1:], size.quote))
    yield from ["total told"] * (size is not None)
    yield from _groups(article, record, row)
    groups, text = groups_of(record), article.text_of("abstract")
    for finding in record.findings:
        if finding.statistic and not finding.of_baseline and tells_results(record, row):
            yield from _line(text, finding, finding.statistic.quote, groups, row["results"])
            if finding.outcome and record.stands_alone(finding):
                yield "alone told"
                yield f"alone {_alone(text, finding, finding.statistic.quote, groups, row['results'])}"
    yield from ["line labelled"] * len(row["results"])


def faults_of(found: Sequence[str]) -> Iterator[str]:
    """Whether the card of a report with a treatment is without a fault, by what was counted of it."""
    if "interventions labelled" not in found:
        return
    yield "card"
    of_names = [one for one in found if not one.startswith("group ")]
    named = "interventions near" in of_names and not any(one.endswith((" none", " again")) for one in of_names)
    told = "line wrong" not in found
    grouped = not any(one in found for one in ("group none", "group again", "group of the other role"))
    yield from ["card names"] * named + ["card lines"] * told + ["card groups"] * grouped
    yield from ["card names and lines"] * (named and told) + ["card whole"] * (named and told and grouped)


def labelled(article: Article, row: dict[str, Any], kind: str) -> dict[int, list[str]]:
    """The labelled names of a kind by their treatment."""
    found: dict[int, list[str]] = {}
    for where, start, end, one, treatment in row["names"]:
        if one == kind:
            found.setdefault(treatment or 0, []).append(article.text_of(where)[start:end])
    return found


def _names(article: Article, part: str, told: Iterable[str], labelled: dict[int, list[str]]) -> Iterator[str]:
    yield from [f"{part} labelled"] * len(labelled)
    met: list[int] = []
    for name in told:
        yield f"{part} told"
        shares = {one: max(alike(name, own) for own in names) for one, names in labelled.items()}
        best = max(shares, key=shares.__getitem__, default=None)
        if best is None or shares[best] < NEAR:
            yield f"{part} none"
            continue
        yield f"{part} near"
        yield from [f"{part} whole"] * (shares[best] == 1)
        if part == "condition" or best not in met:
            met.append(best)
        else:
            yield f"{part} again"
    yield from [f"{part} met"] * len(set(met))


def _groups(article: Article, record: EvidenceRecord, row: dict[str, Any]) -> Iterator[str]:
    """Groups against labelled treatments and the groups of labelled results, where there are any."""
    treatments = treatments_of(article, row)
    results = [article.text_of("abstract")[slice(*group)] for _, group, _ in row["results"] if group]
    met: set[tuple[str, int]] = set()
    for group in record.population.groups if treatments else ():
        if group.part_of is not None:
            continue
        yield "group told"
        names = [group.name, *(one.text for one in group.aliases)]
        most, same = nearest_of(names, treatments)
        if most < (NEAR, 0):
            yield from ["group none"] * (max_near(names, results) < (NEAR, 0))
            continue
        roles = {kind for kind, _ in same}
        if group.role is None:
            yield "group without role"
        elif len(roles) == 1 and (group.role is GroupRole.COMPARATOR) != (roles == {"compared"}):
            yield "group of the other role"
        if len(same) == 1:
            yield from ["group again"] * (same[0] in met)
            met.add(same[0])


def treatments_of(article: Article, row: dict[str, Any]) -> dict[tuple[str, int], list[str]]:
    """The labelled names of each treatment, by its kind and number."""
    kinds = ("tested", "compared")
    return {(kind, number): own for kind in kinds for number, own in labelled(article, row, kind).items()}


def nearest_of(
    names: Sequence[str], treatments: dict[tuple[str, int], list[str]]
) -> tuple[tuple[float, float], list[tuple[str, int]]]:
    """How near a group of these names is to a treatment, and the treatments that it is so near to."""
    shares = {which: max_near(names, others) for which, others in treatments.items()}
    most = max(shares.values())
    return most, [which for which, value in shares.items() if value == most]


def max_near(names: Sequence[str], others: Sequence[str]) -> tuple[float, float]:
    """How near one of some names is to one of others."""
    return max((near(name, other) for name in names for other in others), default=(0.0, 0.0))


def near(name: str, other: str) -> tuple[float, float]:
    """How near two names are: by the share of all words that both have; near enough where one has all of the other."""
    mine, theirs = (words_of(one) - _GROUP_WORDS for one in (name, other))
    held = bool(mine and theirs) and (mine <= theirs or theirs <= mine)
    share = alike(name, other)
    return max(share, NEAR if held else 0.0), share


_GROUP_WORDS = frozenset(load_words("group_words"))


def words_of(name: str) -> frozenset[str]:
    """The words of a name that tell anything, in their normal form."""
    return frozenset(normal_form(word.text) for word in find_words(name) if word.text[0].isalnum())


def alike(one: str, other: str) -> float:
    """The share of all words of two names that both have."""
    mine, theirs = words_of(one), words_of(other)
    return len(mine & theirs) / max(len(mine | theirs), 1)


def describes(told: str, names: Iterable[str]) -> bool:
    """Whether words are near a labelled description, or are a part of one."""
    words = words_of(told)
    return any(alike(told, name) >= NEAR or (words and words <= words_of(name)) for name in names)


def is_of_people(row: dict[str, Any]) -> bool:
    """Whether a reader found people in an article: none was asked what cells, animals or opinions are about."""
    return bool(row["total"]) or any(kind in ("condition", "people") for *_, kind, _ in row["names"])


def overlap(span: Iterable[int], words: Any) -> bool:
    """Whether a labelled span shares a place with some words."""
    start, end = span
    return start < words.end and words.start < end


def _line(
    text: str, finding: Finding, value: Quote, groups: dict[str | None, list[str]], results: list[Any]
) -> Iterator[str]:
    yield "line told"
    found = next((one for one in results if overlap(one[0], value)), None)
    if found is None:
        yield from ("line no result", "line wrong")
        return
    _, group, outcome = found
    faults = []
    if finding.outcome and outcome and not words_of(finding.outcome.text) & words_of(text[slice(*outcome)]):
        faults.append("outcome")
    names = names_of(finding, groups)
    if names and group and not is_group(names, text[slice(*group)]):
        faults.append("group")
    yield from (f"line {fault} wrong" for fault in faults)
    yield from ["line right"] * (not faults)
    yield from ["line wrong"] * bool(faults)
    yield from ["line without outcome"] * (outcome is not None and finding.outcome is None)
    yield from ["line without group"] * (group is not None and finding.group is None)


def _alone(text: str, finding: Finding, value: Quote, groups: dict[str | None, list[str]], results: list[Any]) -> str:
    """What a line that may be shown away from its sentence is, by the first fault of it."""
    found = next((one for one in results if overlap(one[0], value)), None)
    if found is None or finding.outcome is None:
        return ALONE[1]
    _, group, outcome = found
    names = names_of(finding, groups)
    if outcome and near(finding.outcome.text, text[slice(*outcome)])[0] < NEAR:
        return ALONE[2]
    if names and group and not is_group(names, text[slice(*group)]):
        return ALONE[3]
    if group and not names and not finding.subgroup:
        return ALONE[4]
    return ALONE[5] if names and not group else ALONE[0]


ALONE = (
    "right",
    "no result",
    "of another outcome",
    "of another group",
    "of somebody untold",
    "of a group not labelled",
)


def names_of(finding: Finding, groups: dict[str | None, list[str]]) -> list[str]:
    """What the group of a finding is called, given the names of the card's groups by their ids."""
    return [finding.group.text, *groups.get(finding.group.id, [])] if finding.group else []


def is_group(names: Iterable[str], wanted: str) -> bool:
    """Whether a group of these names is the one that is wanted: words in common."""
    return any(words_of(name) & words_of(wanted) - {"group"} for name in names)


def groups_of(record: EvidenceRecord) -> dict[str | None, list[str]]:
    """The names of a card's groups by their id."""
    return {group.id: [group.name, *(one.text for one in group.aliases)] for group in record.population.groups}


def tells_results(record: EvidenceRecord, row: dict[str, Any]) -> bool:
    """Whether labels could tell an article's results: readers were asked for none of animals and specimens."""
    return bool(row["results"]) or record.design.named_study_type not in _NOT_OF_PEOPLE


_NOT_OF_PEOPLE = ("Animal Experimentation", "In Vitro Techniques")


GROUPS = ("none", "again", "of the other role", "without role")
LINES = ("wrong", "no result", "outcome wrong", "group wrong", "without outcome", "without group")


def figures(counts: Counter[str]) -> Iterator[str]:
    """Shares by what was counted."""
    for part in ("interventions", "comparators", "condition"):
        told, labelled = counts[f"{part} told"], counts[f"{part} labelled"]
        near, whole = (counts[f"{part} {how}"] / max(told, 1) for how in ("near", "whole"))
        found = counts[f"{part} met"] / max(labelled, 1)
        yield (
            f"{part}: {told} told, near {near:.3f}, whole {whole:.3f}, again {counts[f'{part} again']}; "
            f"{labelled} labelled, found {found:.3f}"
        )
    yield (
        f"people: {counts['people told']} told, right {counts['people right'] / max(counts['people told'], 1):.3f}; "
        f"{counts['people labelled']} articles labelled, told in {counts['people found']}"
    )
    yield f"total: {counts['total told']} told, {counts['total labelled']} labelled, right {counts['total right']}"
    yield "reports on people of a treatment: {} told, {} labelled, right {}".format(
        *(counts[f"treatment {what}"] for what in ("told", "labelled", "right"))
    )
    told = max(counts["line told"], 1)
    shares = ", ".join(f"{what} {counts[f'line {what}'] / told:.3f}" for what in LINES)
    right = counts["line right"]
    yield f"lines: {counts['line told']} told, of {counts['line labelled']} labelled; {shares}; right {right}"
    alone = ", ".join(f"{what} {counts[f'alone {what}'] / max(counts['alone told'], 1):.3f}" for what in ALONE)
    yield f"lines away from their sentence: {counts['alone told']} told; {alone}"
    said = ", ".join(f"{what} {counts[f'group {what}']}" for what in GROUPS)
    yield f"groups: {counts['group told']} told; {said}"
    yield (
        f"cards of reports with a treatment: {counts['card']}, names without fault {counts['card names']}, lines "
        f"{counts['card lines']}, both {counts['card names and lines']}, groups {counts['card groups']}, all "
        f"{counts['card whole']}"
    )


if __name__ == "__main__":
    main()
