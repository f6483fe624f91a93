"""The article in Vancouver style, as plain text: NLM's "Citing Medicine" (2nd edition, chapter 1), as ICMJE asks."""

from __future__ import annotations

from generator.article import Author, Citation, NoticeKind
from generator.citation_line import initials, print_date
from generator.exports.context import plain_title, sentence

MOST_AUTHORS = 6
"""More are cut to these and "et al." (ICMJE)."""
MOST_INITIALS = 2
NOTES = {
    NoticeKind.RETRACTION_IN: "Retraction in",
    NoticeKind.RETRACTED_AND_REPUBLISHED_IN: "Retracted and republished in",
    NoticeKind.EXPRESSION_OF_CONCERN_IN: "Expression of concern in",
    NoticeKind.CORRECTED_AND_REPUBLISHED_IN: "Corrected and republished in",
    NoticeKind.ERRATUM_IN: "Erratum in",
}
"""How NLM words what has become of an article, at the end of its citation."""


def vancouver(citation: Citation) -> str:
    """``Author AB, Author C. Title. J Abbrev. 2021 Apr;12(3):101-9. doi:… PMID: …``, without what the source lacks."""
    parts = [_authors(citation), plain_title(citation), _container(citation), _issue(citation)]
    ids = [f"doi:{citation.doi}" if citation.doi else None, f"PMID: {citation.pmid}" if citation.pmid else None]
    cited = " ".join([*(sentence(part) for part in parts if part), *(part for part in ids if part)])
    notes = _notes(citation)
    return " ".join([sentence(cited), *notes]) if notes else cited


def _authors(citation: Citation) -> str:
    names = [_name(author) for author in citation.authors]
    if len(names) > MOST_AUTHORS or not citation.authors_complete:
        names = [*names[:MOST_AUTHORS], "et al"]
    return ", ".join(names)


def _name(author: Author) -> str:
    if author.collective:
        return author.collective
    letters = author.initials or "".join(initials(author)[:MOST_INITIALS]).replace("-", "")
    return " ".join(part for part in (author.family, letters, author.suffix) if part)


def _container(citation: Citation) -> str | None:
    """The journal's abbreviation without full stops, as NLM prints it ("Int J Pancreatol")."""
    if citation.book:
        return f"In: {citation.book}"
    if citation.journal_abbrev:
        return " ".join(citation.journal_abbrev.replace(".", " ").split())
    return citation.journal


def _issue(citation: Citation) -> str:
    date = print_date(citation) or ""
    issue = (citation.volume or "") + (f"({citation.issue})" if citation.issue else "")
    return date + (f";{issue}" if issue else "") + (f":{_shortened(citation.pages)}" if citation.pages else "")


def _shortened(pages: str) -> str:
    """``473-83`` for ``473-483``, ``e157-61`` for ``e157-e161``: no digit of the last page twice."""
    first, dash, last = pages.partition("-")
    last, comma, more = last.partition(",")
    letters = first.rstrip("0123456789")
    same_form = last.startswith(letters) and first[len(letters) :].isdigit() and last[len(letters) :].isdigit()
    if not same_form or len(first) != len(last):
        return pages
    shared = next((index for index, (a, b) in enumerate(zip(first, last, strict=True)) if a != b), len(last) - 1)
    return f"{first}{dash}{last[shared:]}{comma}{more}"


def _notes(citation: Citation) -> list[str]:
    noted = ((NOTES.get(notice.kind), notice.text) for notice in citation.notices)
    return [sentence(f"{words}: {text}") for words, text in noted if words and text]
