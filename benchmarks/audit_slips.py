"""How well the audit catches slips: one number of every pair that agrees is changed, and the text is read again.

    python -m benchmarks.audit_slips FILE...             the table of slips, by rule
    python -m benchmarks.audit_slips --missed FILE...    and every slip outside the bounds that was not caught
    python -m benchmarks.audit_slips --every 5 FILE...   of every fifth article only

FILE is anything that ``evidence-site extract`` reads, or a folder of such files. A slip swaps two neighbouring digits,
is off by ten, or takes the number of another pair of the abstract, as of another arm. It is "outside" if no values that
the printed numbers may stand for go together any more; ``audit_contradictions`` works that out without the audit's
code. It is caught if the changed text has a mismatch about the changed number that the untouched text has not.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from benchmarks import audit_contradictions as contradictions
from benchmarks.audit_contradictions import Texts
from benchmarks.audit_texts import around, articles_of, read_and_audit
from generator.article import Abstract, Article, Section
from generator.evidence import Check, CheckStatus, EvidenceRecord
from generator.parallel import Workers

SEED = 20261122
FIGURES = re.compile(r"\d+(?:,\d{3})*(?:[.·]\d+)?|[.·]\d+")
ASSUMED = "count-against-percentage, denominator assumed"


class Place(Struct, frozen=True):
    """A printed number: where its figures stand, and its sign, which a slip leaves alone."""

    where: str
    start: int
    end: int
    text: str
    sign: str

    @property
    def number(self) -> str:
        """The number with its sign."""
        return self.sign + self.text


class Slip(Struct, frozen=True):
    """A pair of one article with one number changed."""

    row: str
    kind: str
    outside: bool
    caught: bool
    words: str
    """For a person who wants to see it: the text around it, and what became of the number."""


class Measured(Struct, frozen=True):
    """What one article brings to the table."""

    checks: int
    mismatches: int
    slips: tuple[Slip, ...]


def main() -> None:
    """Read the command line, print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--missed", action="store_true", help="print the slips that were missed too")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="take every Nth article only")
    options = parser.parse_args()
    articles = articles_of(options.files)[:: options.every]
    with Workers() as workers:
        measured = list(workers.in_order(measure, articles, total=len(articles)))
    if options.missed:
        for slip in (slip for one in measured for slip in one.slips if slip.outside and not slip.caught):
            print(f"{slip.row}\t{slip.kind}\t{slip.words}")
    print_table(measured)


def print_table(measured: list[Measured]) -> None:
    """Slips by rule and kind; and how much is flagged without any slip."""
    checks, mismatches = sum(one.checks for one in measured), sum(one.mismatches for one in measured)
    flagged = sum(bool(one.mismatches) for one in measured)
    print(f"{len(measured)} articles; {checks} checks that ended, {mismatches} mismatches in {flagged} articles")
    print(f"{'rule':48}{'slip':16}{'tried':>7}{'outside':>9}{'caught':>8}{'share':>8}")
    slips = [slip for one in measured for slip in one.slips]
    for row in [*sorted({slip.row for slip in slips}), "every rule"]:
        of_row = [slip for slip in slips if row in {slip.row, "every rule"}]
        for kind in [*SLIPS, "all"]:
            tried = [slip for slip in of_row if kind in {slip.kind, "all"}]
            outside = [slip for slip in tried if slip.outside]
            caught = sum(slip.caught for slip in outside)
            share = f"{caught / len(outside):.1%}" if outside else "–"
            print(f"{row:48}{kind:16}{len(tried):7}{len(outside):9}{caught:8}{share:>8}")


def measure(article: Article) -> Measured:
    """The article's checks, and its slips."""
    record = read_and_audit(article)
    choose = random.Random(f"{SEED} {article.id}")
    ended = [check.status for check in record.checks]
    return Measured(
        checks=sum(status is not CheckStatus.NOT_CHECKABLE for status in ended),
        mismatches=ended.count(CheckStatus.MISMATCH),
        slips=tuple(slip for check in record.checks for slip in slips(article, record, check, choose)),
    )


def slips(article: Article, record: EvidenceRecord, check: Check, choose: random.Random) -> Iterator[Slip]:
    """The pair with one number changed, once for each kind of slip."""
    judge = contradiction_of(record, check)
    places = places_of(record, check)
    given = {name: place.number for name, place in places.items()} | unprinted(check, places)
    if check.status is not CheckStatus.OK or judge is None or not places or not is_whole(check, given):
        return
    if judge(given):
        return  # a rule that says more than arithmetic does
    for kind, slip in SLIPS.items():
        name = choose.choice(sorted(places))
        place = places[name]
        changed = slip(place.text, others(record, check, name), choose)
        if changed is None or changed == place.text:
            continue
        now = given | {name: place.sign + changed}
        after = with_words(article, place, changed)
        again = read_and_audit(after)
        words = f"{name}: {place.text} -> {changed}\t{around(again, (place.where, place.start, place.end))}"
        new = about(again, place.where, place.start, place.start + len(changed))
        caught = bool(new - about(record, place.where, place.start, place.end))
        yield Slip(row_of(check), kind, judge(now), caught, words)


def row_of(check: Check) -> str:
    """The rule; pairs whose denominator had to be assumed apart."""
    is_assumed = check.rule == "count-against-percentage" and "assumed" in check.computed
    return ASSUMED if is_assumed else check.rule


def about(record: EvidenceRecord, where: str, start: int, end: int) -> Counter[str]:
    """The rules that have a mismatch about the number in that place, with how many each has."""
    return Counter(
        check.rule
        for check in record.checks
        if check.status is CheckStatus.MISMATCH
        and any(quote.where == where and quote.start <= start and end <= quote.end for quote in check.quotes)
    )


# -------------------------------------------------------------------------------------------- the numbers of a pair


def places_of(record: EvidenceRecord, check: Check) -> dict[str, Place]:
    """The printed numbers of a check that stand in the text in figures, each once in its quote."""
    found: dict[str, Place] = {}
    for name, value in reported(check).items():
        for quote in check.quotes:
            spans = [
                (quote.start + match.start(), match[0])
                for match in FIGURES.finditer(quote.text)
                if float(contradictions.decimal(match[0])) == abs(value)
            ]
            taken = {(place.where, place.start) for place in found.values()}
            free = [span for span in spans if (quote.where, span[0]) not in taken]
            if len(spans) == 1 and free:
                start, text = free[0]
                found[name] = Place(quote.where, start, start + len(text), text, "-" if value < 0 else "")
                break
    return found


def reported(check: Check) -> dict[str, float]:
    """The printed numbers by name; those of a list as ``arms0``, ``arms1``."""
    flat: dict[str, Any] = {}
    for name, value in check.reported.items():
        flat |= {f"{name}{n}": one for n, one in enumerate(value)} if isinstance(value, list) else {name: value}
    return {name: value for name, value in flat.items() if isinstance(value, int | float) and name != "level"}


def unprinted(check: Check, places: dict[str, Place]) -> dict[str, str]:
    """The numbers that stand in words, and an assumed denominator."""
    in_words = {name: f"{value:g}" for name, value in reported(check).items() if name not in places}
    return in_words | ({"assumed": str(check.computed["denominator"])} if "denominator" in check.computed else {})


def is_whole(check: Check, given: Texts) -> bool:
    """Whether the arms' decimals are those that are printed: a share worked out of counts has none."""
    return check.rule != "effect-against-arms" or all("." in given[name] or "·" in given[name] or
        float(given[name]).is_integer() for name in given)  # fmt: skip


def contradiction_of(record: EvidenceRecord, check: Check) -> Callable[[Texts], bool] | None:
    """What contradicts a pair of this rule; ``None`` where the pair cannot be judged by its numbers alone."""
    if check.reported.get("operator", "=") != "=":
        return None
    kind = check.computed.get("kind")
    match check.rule:
        case "count-against-percentage":
            return contradictions.assumed_share if row_of(check) == ASSUMED else contradictions.share
        case "percentage-attainable":
            return None if "assumed" in check.computed else contradictions.attainable
        case "arms-against-total":
            return contradictions.arms
        case "analysed-against-randomised":
            return contradictions.more_analysed
        case "interval-holds-estimate" | "centre-in-range":
            return contradictions.outside
        case "interval-symmetric":
            return partial(contradictions.uneven, kind=str(kind))
        case "p-value-against-interval":
            return partial(contradictions.significance, null=check.computed["null"]) if is_95(check) else None
        case "statistic-against-p-value":
            parts = check.reported
            return partial(contradictions.test_statistic, test=parts["test"], sign=parts["sign"])
        case "sd-possible":
            return contradictions.spread
        case "effect-against-arms":
            return partial(contradictions.effect, kind=str(kind), text=record.text_of("abstract"))
        case "same-in-conclusions" | "same-in-title":
            return contradictions.differ
        case _:
            return None


def is_95(check: Check) -> bool:
    """Whether the interval is a 95% one, as most are."""
    return bool(check.reported.get("level", 95) == 95)


def with_words(article: Article, place: Place, new: str) -> Article:
    """The article with the number changed."""
    if place.where == "title" or article.abstract is None:
        title = article.citation.title or ""
        changed = title[: place.start] + new + title[place.end :]
        return replace(article, citation=replace(article.citation, title=changed))
    text = article.abstract.text
    grown = len(new) - len(place.text)
    sections = tuple(
        Section(
            label=part.label,
            category=part.category,
            start=part.start + (grown if part.start > place.start else 0),
            end=part.end + (grown if part.end > place.start else 0),
        )
        for part in article.abstract.sections
    )
    changed = text[: place.start] + new + text[place.end :]
    return replace(article, abstract=Abstract(text=changed, sections=sections))


# ------------------------------------------------------------------------------------------------ kinds of slips


def others(record: EvidenceRecord, check: Check, name: str) -> list[str]:
    """The numbers of the same name in the abstract's other pairs of the rule; for arms, those of the other arms."""
    same = [other for other in record.checks if other.rule == check.rule]
    found = [(other, n, place.text) for other in same for n, place in places_of(record, other).items()]
    arm = name.startswith("arms")
    return [text for other, n, text in found if (other is not check and n == name) or (arm and n[:4] == "arms")]


def swapped_digits(text: str, others: list[str], choose: random.Random) -> str | None:
    """Two neighbouring digits changed places."""
    pairs = [i for i in range(len(text) - 1) if text[i : i + 2].isdigit() and text[i] != text[i + 1]]
    pairs = [i for i in pairs if not (i == 0 and text[1] == "0")]
    if not pairs:
        return None
    i = choose.choice(pairs)
    return text[:i] + text[i + 1] + text[i] + text[i + 2 :]


def off_by_ten(text: str, others: list[str], choose: random.Random) -> str | None:
    """Ten more or ten less."""
    whole, point, rest = re.fullmatch(r"([\d,]*)([.·]?)(\d*)", text).groups()  # type: ignore[union-attr]
    changed = int(whole.replace(",", "") or 0) + choose.choice([10, -10])
    return f"{changed:{',' if ',' in whole else ''}}{point}{rest}" if changed > 0 else None


def other_arm(text: str, others: list[str], choose: random.Random) -> str | None:
    """The same kind of number of another pair in the abstract."""
    return choose.choice(others) if others else None


SLIPS: dict[str, Callable[[str, list[str], random.Random], str | None]] = {
    "digits swapped": swapped_digits,
    "off by ten": off_by_ten,
    "other arm": other_arm,
}


if __name__ == "__main__":
    main()
