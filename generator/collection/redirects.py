"""The address that a card had, or would have had, before its PMID was known.

A card lives at its PMID once the source prints one, and at its DOI until then. So that links made before keep working
without anyone remembering them, a card with both answers at its DOI too. What a set looked like earlier is not asked:
the same seeds give the same files.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.addresses import card_address
from generator.collection.summary import Summary


def other_addresses(summaries: Sequence[Summary]) -> dict[str, str]:
    """The DOI's address of each card that lives at its PMID, by the card's own; none that any card lives at."""
    taken = {row.address for row in summaries}
    by_address: dict[str, list[str]] = {}
    for row in summaries:
        if row.pmid and row.doi and (old := card_address(f"doi:{row.doi.lower()}")) not in taken:
            by_address.setdefault(old, []).append(row.address)
    return {new[0]: old for old, new in by_address.items() if len(new) == 1}


def redirect_text(address: str) -> str:
    """A page that sends its reader to the card at ``address``, and says where to where that does not work."""
    to = f"../{address}/"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Moved</title>\n'
        f'<meta http-equiv="refresh" content="0; url={to}">\n<link rel="canonical" href="{to}">\n'
        '<meta name="robots" content="noindex">\n</head>\n'
        f'<body><p>This card is at <a href="{to}">{address}</a>.</p></body>\n</html>\n'
    )
