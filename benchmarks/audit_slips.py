"""How well the audit catches slips: one number of every pair that agrees is changed, and the text is read again.

    python -m benchmarks.audit_slips FILE...            the table of slips caught, by rule
    python -m benchmarks.audit_slips --list FILE...     every mismatch of the untouched texts, to be read by a person

FILE is anything that ``evidence-site extract`` reads. A slip swaps two neighbouring digits, is off by ten, or takes
the number of another arm. Only slips that put the numbers outside what printed precision allows count, and whether
they do is worked out here in plain floats with a whole unit of the last decimal to spare, not by the audit's own code.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from generator.article import Abstract, Article, Section
from generator.audit import audited
from generator.evidence import Check, CheckStatus, EvidenceRecord, Quote
from generator.extraction import extract
from generator.problems import Problem
from generator.readers import read_path

SEED = 20261122
FIGURES = re.compile(r"\d+(?:[.·]\d+)?")

Numbers = dict[str, float]
Units = dict[str, float]


def main() -> None:
    """Read the command line, print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--list", action="store_true", help="print the mismatches of the untouched texts instead")
    options = parser.parse_args()
    articles = [item for path in options.files for item in read_path(path) if not isinstance(item, Problem)]
    if options.list:
        list_mismatches(articles)
    else:
        print_table(articles)


# ------------------------------------------------------------------------------------------------ untouched texts


def list_mismatches(articles: list[Article]) -> None:
    """Every mismatch with the words around it."""
    for article in articles:
        record = audited(extract(article))
        for check in record.checks:
            if check.status is CheckStatus.MISMATCH:
                print(f"{record.id}\t{check.rule}\t{check.message}\t{around(record, check.quotes[0])}")


def around(record: EvidenceRecord, quote: Quote) -> str:
    """The quote with what stands beside it."""
    return record.text_of(quote.where)[max(0, quote.start - 150) : quote.end + 100]


# ---------------------------------------------------------------------------------------------------------- slips


def print_table(articles: list[Article]) -> None:
    """Slips outside the bounds and caught, by rule and kind; and how much is flagged without any slip."""
    choose = random.Random(SEED)
    outside: Counter[tuple[str, str]] = Counter()
    caught: Counter[tuple[str, str]] = Counter()
    flagged = checked = mismatches = 0
    for article in articles:
        record = audited(extract(article))
        ended = [check.status for check in record.checks]
        checked += sum(status is not CheckStatus.NOT_CHECKABLE for status in ended)
        mismatches += ended.count(CheckStatus.MISMATCH)
        flagged += CheckStatus.MISMATCH in ended
        for check in record.checks:
            for kind, changed in slips(article, record, check, choose):
                row = (row_of(check), kind)
                outside[row] += 1
                caught[row] += is_caught(record, audited(extract(changed)))
    print(
        f"{len(articles)} articles; {checked} checks that ended, {mismatches} of them mismatches in {flagged} articles"
    )
    print(f"{'rule':44}{'slip':16}{'outside':>8}{'caught':>8}{'share':>8}")
    for rule in sorted({rule for rule, _ in outside}):
        kinds = sorted(kind for name, kind in outside if name == rule)
        for kind in [*kinds, "all"]:
            rows = [(rule, one) for one in (kinds if kind == "all" else [kind])]
            tried, found = sum(outside[row] for row in rows), sum(caught[row] for row in rows)
            print(f"{rule:44}{kind:16}{tried:8}{found:8}{found / tried:8.1%}")


def row_of(check: Check) -> str:
    """The rule, pairs with an assumed denominator apart."""
    return f"{check.rule}, assumed" if "assumed" in check.computed else check.rule


def is_caught(before: EvidenceRecord, after: EvidenceRecord) -> bool:
    """Whether the changed text has a mismatch that the untouched one has not."""
    known = Counter(check.rule for check in before.checks if check.status is CheckStatus.MISMATCH)
    found = Counter(check.rule for check in after.checks if check.status is CheckStatus.MISMATCH)
    return bool(found - known)


def slips(
    article: Article, record: EvidenceRecord, check: Check, choose: random.Random
) -> Iterator[tuple[str, Article]]:
    """The article with one number of the pair changed, once for each kind of slip that leaves the bounds."""
    if check.status is not CheckStatus.OK or check.rule not in CONTRADICTS:
        return
    places = places_of(check)
    numbers = {name: value for name, (value, _, _) in places.items()}
    units = {name: unit_of(text) for name, (_, text, _) in places.items()}
    if not FIELDS[check.rule] <= numbers.keys() or check.reported.get("operator", "=") != "=":
        return
    for kind, slip in SLIPS.items():
        name = choose.choice(sorted(places))
        _, text, quote = places[name]
        others = [t for other in record.checks if other is not check and other.rule == check.rule
                  for n, (_, t, _) in places_of(other).items() if n == name]  # fmt: skip
        changed = slip(text, others, choose)
        if changed is None or changed == text:
            continue
        after = {**unprinted(check), **numbers, name: float(changed.replace("·", "."))}
        if CONTRADICTS[check.rule](after, {**units, name: unit_of(changed)}):
            yield kind, with_words(article, quote, text, changed)


def places_of(check: Check) -> dict[str, tuple[float, str, Quote]]:
    """The printed numbers of a check that stand in the abstract in figures, each once in its quote."""
    found = {}
    for name, value in reported(check).items():
        for quote in check.quotes:
            texts = [text for text in FIGURES.findall(quote.text) if number(text) == abs(value)]
            if quote.where == "abstract" and len(texts) == 1:
                found[name] = (number(texts[0]), texts[0], quote)
                break
    return found


def reported(check: Check) -> Numbers:
    """The printed numbers by name; those of a list as ``arms0``, ``arms1``."""
    flat: dict[str, Any] = {}
    for name, value in check.reported.items():
        flat |= {f"{name}{n}": one for n, one in enumerate(value)} if isinstance(value, list) else {name: value}
    return {name: value for name, value in flat.items() if isinstance(value, int | float)}


def unprinted(check: Check) -> Numbers:
    """What the comparison needs beside the printed numbers: an assumed denominator, the value of no effect."""
    return {name: check.computed[name] for name in ("denominator", "null") if name in check.computed}


def number(text: str) -> float:
    """The value of figures."""
    return float(text.replace("·", "."))


def unit_of(text: str) -> float:
    """One in the last printed decimal."""
    return 10.0 ** -len(re.sub(r"^\d+[.·]?", "", text))


def with_words(article: Article, quote: Quote, old: str, new: str) -> Article:
    """The article with the number changed inside the quote."""
    if article.abstract is None:
        return article
    match = re.search(rf"(?<![\d.·]){re.escape(old)}(?![\d.·]*\d)", quote.text)
    at = quote.start + (match.start() if match else quote.text.index(old))
    text = article.abstract.text
    grown = len(new) - len(old)
    sections = tuple(
        Section(
            label=part.label,
            category=part.category,
            start=part.start + (grown if part.start > at else 0),
            end=part.end + (grown if part.end > at else 0),
        )
        for part in article.abstract.sections
    )
    return replace(article, abstract=Abstract(text=text[:at] + new + text[at + len(old) :], sections=sections))


# ------------------------------------------------------------------------------------------------ kinds of slips


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
    whole, point, rest = re.fullmatch(r"(\d+)([.·]?)(\d*)", text).groups()  # type: ignore[union-attr]
    changed = int(whole) + choose.choice([10, -10])
    return f"{changed}{point}{rest}" if changed > 0 else None


def other_arm(text: str, others: list[str], choose: random.Random) -> str | None:
    """The same kind of number of another pair in the abstract."""
    return choose.choice(others) if others else None


SLIPS: dict[str, Callable[[str, list[str], random.Random], str | None]] = {
    "digits swapped": swapped_digits,
    "off by ten": off_by_ten,
    "other arm": other_arm,
}


# ------------------------------------------------------------------------------ what contradicts, in plain floats


def share_contradicts(now: Numbers, unit: Units) -> bool:
    """The count over its denominator is more than a unit away from the percentage."""
    return abs(100 * now["count"] / now["denominator"] - now["percentage"]) > unit["percentage"]


def interval_contradicts(now: Numbers, unit: Units) -> bool:
    """The value lies more than a unit outside."""
    spare = max(unit["value"], unit["low"], unit["high"])
    return not now["low"] - spare <= now["value"] <= now["high"] + spare


def p_value_contradicts(now: Numbers, unit: Units) -> bool:
    """The interval leaves out the null value and P is above 0.05, or the other way round."""
    spare = max(unit["low"], unit["high"])
    excludes = now["low"] - spare > now["null"] or now["high"] + spare < now["null"]
    holds = now["low"] + spare < now["null"] < now["high"] - spare
    return (excludes and now["p"] - unit["p"] > 0.05) or (holds and now["p"] + unit["p"] < 0.05)


def arms_contradict(now: Numbers, unit: Units) -> bool:
    """The arms add up to another number."""
    return now["total"] != sum(value for name, value in now.items() if name.startswith("arms"))


FIELDS: dict[str, set[str]] = {
    "count-against-percentage": {"count", "percentage"},
    "interval-holds-estimate": {"value", "low", "high"},
    "centre-in-range": {"value", "low", "high"},
    "p-value-against-interval": {"low", "high", "p"},
    "arms-against-total": {"total", "arms0", "arms1"},
}
"""The numbers that have to stand in the text in figures."""
CONTRADICTS: dict[str, Callable[[Numbers, Units], bool]] = {
    "count-against-percentage": share_contradicts,
    "interval-holds-estimate": interval_contradicts,
    "centre-in-range": interval_contradicts,
    "p-value-against-interval": p_value_contradicts,
    "arms-against-total": arms_contradict,
}

if __name__ == "__main__":
    main()
