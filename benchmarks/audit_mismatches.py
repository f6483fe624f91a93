"""How many of the mismatches in untouched texts are true: each was read by a person, whose verdict is kept.

    python -m benchmarks.audit_mismatches FILE...             the table, by rule
    python -m benchmarks.audit_mismatches --unread FILE...    the mismatches that nobody has read yet, with their words

A verdict is ``true`` where the printed figures contradict each other, whoever is wrong, and ``misread`` where the audit
took for a pair what is none, or where both figures can be right. Verdicts are kept in ``audit_verdicts.tsv`` by a hash
of the article's id, the rule and the numbers, since the texts belong to others.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from benchmarks.audit_texts import around, articles_of, read_and_audit
from generator.article import Article
from generator.evidence import Check, CheckStatus, EvidenceRecord
from generator.parallel import Workers

VERDICTS = Path(__file__).with_name("audit_verdicts.tsv")


class Found(Struct, frozen=True):
    """A mismatch of an untouched text."""

    rule: str
    key: str
    message: str
    words: str


def main() -> None:
    """Read the command line, print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--unread", action="store_true", help="print the mismatches without a verdict instead")
    options = parser.parse_args()
    articles = articles_of(options.files)
    with Workers() as workers:
        of_articles = workers.in_order(mismatches_of, articles, total=len(articles))
        found = [one for of_article in of_articles for one in of_article]
    verdicts = read_verdicts()
    if options.unread:
        for one in (one for one in found if one.key not in verdicts):
            print(f"{one.key}\t{one.rule}\t{one.message}\t{one.words}")
    else:
        print_table(len(articles), found, verdicts)


def print_table(articles: int, found: list[Found], verdicts: dict[str, str]) -> None:
    """Mismatches by rule and verdict."""
    print(f"{articles} articles, {len(found)} mismatches")
    counts = Counter((one.rule, verdicts.get(one.key, "unread")) for one in found)
    print(f"{'rule':32}{'reported':>9}{'true':>6}{'misread':>9}{'unread':>8}{'true of read':>14}")
    for rule in [*sorted({one.rule for one in found}), "every rule"]:
        rules = {one.rule for one in found} if rule == "every rule" else {rule}
        true, misread, unread = (sum(counts[one, what] for one in rules) for what in ("true", "misread", "unread"))
        share = f"{true / (true + misread):.0%}" if true + misread else "–"
        print(f"{rule:32}{true + misread + unread:9}{true:6}{misread:9}{unread:8}{share:>14}")


def mismatches_of(article: Article) -> list[Found]:
    """The article's mismatches with the words around them."""
    record = read_and_audit(article)
    return list(_found(record))


def _found(record: EvidenceRecord) -> Iterator[Found]:
    for check in record.checks:
        if check.status is CheckStatus.MISMATCH:
            quote = check.quotes[0]
            words = around(record, (quote.where, quote.start, quote.end))
            yield Found(check.rule, key_of(record, check), check.message, words)


def key_of(record: EvidenceRecord, check: Check) -> str:
    """What a verdict is kept by."""
    said = json.dumps([record.id, check.rule, check.reported], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def read_verdicts() -> dict[str, str]:
    """The verdicts by their keys."""
    with VERDICTS.open(encoding="utf-8", newline="") as file:
        return {row["key"]: row["verdict"] for row in csv.DictReader(file, delimiter="\t")}


if __name__ == "__main__":
    main()
