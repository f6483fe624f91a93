"""Score the domains of findings against hand labels: ``python training/domains.py FILE…``.

``domains.jsonl`` beside this script holds findings that one reader labelled twice, without seeing the first labels
the second time: the SHA-256 of the abstract's text, the span of the finding's quote in it, both labels and the one
settled on. It holds no text and no id of any corpus; ``FILE…`` are the PubMed records that the findings came from
(the dev parts of PICO-Corpus, EBM-NLP, NICTA-PIBOSO and Evidence Inference with its labels).

The rule applied: *safety* is a harm, or the absence of one, of what was done to people, unless preventing or treating
it is the study's aim; *other* is what says nothing of an effect: who took part, baseline, adherence, cost, the
properties of a test or scale, kinetics, plans; everything else that was measured is *efficacy*. That was asked of
reports of any kind; the record has since then only *other* in a report that treats nobody. Findings of these are
counted and set aside.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from generator.article import Article
from generator.evidence import Domain, EvidenceRecord, Finding
from generator.extraction import extract
from generator.readers import read_path

LABELS = Path(__file__).with_name("domains.jsonl")


def read_labels() -> dict[str, list[dict[str, Any]]]:
    """The labelled findings by the hash of their abstract."""
    found: dict[str, list[dict[str, Any]]] = {}
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found.setdefault(row["abstract_sha256"], []).append(row)
    return found


def predicted(record: EvidenceRecord, row: dict[str, Any]) -> Domain | None:
    """The domain of the finding that covers a labelled span; ``None`` where there is none any more."""
    for finding in record.findings:
        quote = _quote_of(finding)
        if quote and quote[0] < row["end"] and row["start"] < quote[1]:
            return finding.domain
    return None


def _quote_of(finding: Finding) -> tuple[int, int] | None:
    part = finding.statistic or finding.outcome or finding.p_value
    return (part.quote.start, part.quote.end) if part else None


def main() -> None:
    """Print the agreement of the two passes, and precision and recall of each domain."""
    labels = read_labels()
    rows = [row for group in labels.values() for row in group]
    agreed = sum(row["first"] == row["second"] for row in rows)
    print(f"{len(rows)} findings of {len(labels)} abstracts; the two passes agree on {agreed / len(rows):.3f}")
    confusion: Counter[tuple[str, str | None]] = Counter()
    aside = 0
    for name in sys.argv[1:]:
        for article in read_path(Path(name)):
            if isinstance(article, Article):
                digest = hashlib.sha256(article.text_of("abstract").encode()).hexdigest()
                rows = labels.pop(digest, [])
                record = extract(article) if rows else None
                if record and record.of_treatment:
                    confusion.update((row["label"], predicted(record, row)) for row in rows)
                aside += len(rows) if record and not record.of_treatment else 0
    lost = sum(n for (_, mine), n in confusion.items() if mine is None)
    found = confusion.total() - lost
    right = sum(n for (label, mine), n in confusion.items() if label == mine)
    print(f"{aside} findings of reports that treat nobody")
    print(f"of the others {found} findings still extracted, {lost} not; right: {right / found:.3f}")
    for domain in Domain:
        hits = confusion[domain, domain]
        said = sum(n for (_, mine), n in confusion.items() if mine == domain)
        meant = sum(n for (label, mine), n in confusion.items() if label == domain and mine is not None)
        print(f"{domain}: precision {hits / max(said, 1):.3f} of {said}, recall {hits / max(meant, 1):.3f} of {meant}")


if __name__ == "__main__":
    main()
