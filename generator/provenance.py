"""Provenance: from a quote back to its words on PubMed, and the same for machines.

Text fragments: https://wicg.github.io/scroll-to-text-fragment/. Annotations: https://www.w3.org/TR/annotation-model/,
whose positions count code points, as ours do.
"""

from __future__ import annotations

import re
from typing import Any, Final
from urllib.parse import quote as percent_encoded

from generator.decisions import words_of_read
from generator.evidence import EvidenceRecord, Quote
from generator.review_fields import read_values

PUBMED: Final = "https://pubmed.ncbi.nlm.nih.gov"

_WHOLE: Final = 100
"""A fragment of more characters is given by its first and last words: browsers cut long addresses off."""
_EDGE: Final = 4
"""How many first and last words stand for a long quote."""
_CONTEXT: Final = 32
"""Characters before and after a quote in an annotation, as its model's examples have them."""
_WORDS: Final = re.compile(r"\S+")
# readers write inline <sup> and <sub> as these; the page has the plain signs inside the tags
_PLAIN: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", "0123456789+-=()n0123456789+-=()")


def article_url(record: EvidenceRecord) -> str | None:
    """Where the article can be read: its PubMed page, else its DOI; ``None`` where the source names neither."""
    if record.citation.pmid:
        return f"{PUBMED}/{record.citation.pmid}/"
    if record.citation.doi:
        return f"https://doi.org/{percent_encoded(record.citation.doi, safe='/()')}"
    return None


def text_fragment(record: EvidenceRecord, quote: Quote) -> str | None:
    """The article's PubMed page, opened at the quote's words; ``None`` without a PMID.

    No other page is known to have the words. Those that stand several times get their neighbours as context.
    """
    if not record.citation.pmid:
        return None
    start, end = _whole_words(record.text_of(quote.where), quote.start, quote.end)
    before, after = _context(record, quote, start, end)
    parts = [f"{_encoded(before)}-,"] if before else []
    parts.append(_directive(record.text_of(quote.where)[start:end]))
    parts += [f",-{_encoded(after)}"] if after else []
    return f"{PUBMED}/{record.citation.pmid}/#:~:text={''.join(parts)}"


def web_annotations(record: EvidenceRecord) -> list[dict[str, Any]]:
    """A W3C Web Annotation for each value: what was read, and the selectors of the words it was read from."""
    return [
        annotation(record, read.quote, f"{read.at}: {words_of_read(read.value)}" if read.quote.text else read.at)
        for read in read_values(record)
    ]


def annotation(record: EvidenceRecord, quote: Quote, said: str | None = None) -> dict[str, Any]:
    """The quote as a W3C Web Annotation; positions count code points of the title or the folded abstract.

    Words that the site may not publish are left out, and what stands around the quote with them.
    """
    text = record.text_of(quote.where)
    by_text = {"type": "TextQuoteSelector", "exact": quote.text}
    if text:
        by_text["prefix"] = text[max(0, quote.start - _CONTEXT) : quote.start]
        by_text["suffix"] = text[quote.end : quote.end + _CONTEXT]
    by_position = {"type": "TextPositionSelector", "start": quote.start, "end": quote.end}
    body = {"body": {"type": "TextualBody", "purpose": "describing", "value": said}} if said else {}
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "Annotation",
        "motivation": "describing",
        **body,
        "target": {
            "source": article_url(record) or record.id,
            "selector": [*([by_text] if quote.text else []), by_position],
        },
    }


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The span, grown to the ends of its words: fragments match whole words only."""
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def _context(record: EvidenceRecord, quote: Quote, start: int, end: int) -> tuple[str, str]:
    """The fewest words before the span, else after it, that make it the only such place; empty where it is already.

    Context stays inside its section: on the page, the next section's label stands between the two.
    """
    text = record.text_of(quote.where)
    first, last = _section(record, quote)
    head = start + len(_first_words(text[start:end]))
    if _only(text, text[start:head]):
        return "", ""
    for word in reversed(list(_WORDS.finditer(text, first, start))):
        if _only(text, text[word.start() : head]):
            return text[word.start() : start].strip(), ""
    for word in _WORDS.finditer(text, end, last):
        if _only(text, text[start : word.end()]):
            return "", text[end : word.end()].strip()
    return text[first:start].strip(), text[end:last].strip()


def _only(text: str, words: str) -> bool:
    """Whether the words stand once; browsers do not tell capitals from small letters."""
    if text.lower().count(words.lower()) <= 1:
        return True
    pattern = rf"(?<!\w){re.escape(words)}(?!\w)"
    return len(re.findall(pattern, text, re.IGNORECASE)) <= 1


def _section(record: EvidenceRecord, quote: Quote) -> tuple[int, int]:
    sections = record.abstract.sections if record.abstract and quote.where == "abstract" else ()
    around = ((part.start, part.end) for part in sections if part.start <= quote.start < part.end)
    return next(around, (0, len(record.text_of(quote.where))))


def _directive(words: str) -> str:
    """The words, or the first and the last of many."""
    first = _encoded(_first_words(words))
    return first if len(words) <= _WHOLE else f"{first},{_encoded(' '.join(words.split()[-_EDGE:]))}"


def _first_words(words: str) -> str:
    """What the fragment begins with: all of a short quote."""
    return words if len(words) <= _WHOLE else " ".join(words.split()[:_EDGE])


def _encoded(words: str) -> str:
    """Percent-encoded, with the hyphen too: in a fragment it marks context, as comma and ampersand part it."""
    return percent_encoded(words.translate(_PLAIN), safe="").replace("-", "%2D")
