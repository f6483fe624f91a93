"""COinS: a citation hidden in a page, for Zotero and its kin on pages that list articles (OpenURL, Z39.88-2004)."""

from __future__ import annotations

from urllib.parse import urlencode

from generator.collection.summary import Summary


def coins(row: Summary) -> str:
    """The ``title`` of a ``<span class="Z3988">``, not yet escaped for HTML."""
    first, _, last = (row.pages or "").partition("-")
    pairs = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:journal"),
        ("rft.genre", "article"),
        ("rft.atitle", row.title),
        ("rft.jtitle", row.journal_full or row.journal),
        ("rft.stitle", row.journal),
        ("rft.date", row.date),
        ("rft.volume", row.volume),
        ("rft.issue", row.issue),
        ("rft.spage", first),
        ("rft.epage", last),
        ("rft.issn", row.issn),
        *(("rft.au", name) for name in row.author_names),
        ("rft_id", row.doi and f"info:doi/{row.doi}"),
        ("rft_id", row.pmid and f"info:pmid/{row.pmid}"),
    ]
    return urlencode([(name, value) for name, value in pairs if value])
