"""Where a card lives: addresses made of identifiers, so that they survive re-titling."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable

SAFE = re.compile(r"[^a-z0-9.]+")
LONGEST = 80
"""Characters of an address; file systems and people both have limits."""


def card_address(record_id: str) -> str:
    """``pmid-33320384``, ``doi-10.1111-ejh.13569`` or ``sha256-4ed63f05459d`` for a record's id.

    Two DOIs may differ in signs that an address cannot carry: such an id gets a mark of its own (see ``assign``).
    """
    scheme, _, value = record_id.partition(":")
    if scheme == "sha256":
        value = value[:12]
    return f"{scheme}-{SAFE.sub('-', value.lower()).strip('-.')}"[:LONGEST].rstrip("-.")


def assign_addresses(record_ids: Iterable[str]) -> dict[str, str]:
    """An address for each id, all different whatever the order of the ids."""
    plain = {record_id: card_address(record_id) for record_id in record_ids}
    taken = Counter(plain.values())
    return {
        record_id: address if taken[address] == 1 else f"{address}-{_mark(record_id)}"
        for record_id, address in plain.items()
    }


def _mark(record_id: str) -> str:
    """Eight characters that only this id has."""
    return hashlib.sha256(record_id.encode()).hexdigest()[:8]
