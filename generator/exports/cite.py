"""How to cite the article, and how to cite its card: Vancouver and APA, as plain text.

Written by hand after "Citing Medicine" (NLM, 2nd edition, chapter 1; the style of ICMJE's recommendations) and the
Publication Manual of the American Psychological Association, 7th edition (sections 9.7-9.36). citeproc-py carries no
style but Harvard, and the package that has them all weighs 91 MB.
"""

from __future__ import annotations

from generator.article import Author, Citation
from generator.exports.context import ExportContext, plain_title

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
VANCOUVER_AUTHORS = 6
"""More are cut to these and "et al." (ICMJE)."""
APA_AUTHORS = 20
"""More are cut to the first nineteen, an ellipsis and the last (APA 9.8)."""


def vancouver(citation: Citation) -> str:
    """``Author AB, Author C. Title. J Abbrev. 2021 Apr;12(3):101-9. doi:… PMID: …``, without what the source lacks."""
    parts = [_vancouver_authors(citation), plain_title(citation), _container(citation)]
    sentences = [_sentence(part) for part in (*parts, _vancouver_issue(citation)) if part]
    ids = [f"doi:{citation.doi}" if citation.doi else None, f"PMID: {citation.pmid}" if citation.pmid else None]
    return " ".join([*sentences, *(part for part in ids if part)])


def apa(citation: Citation) -> str:
    """``Author, A. B., & Author, C. (2021). Title. Journal, 12(3), 101-109. https://doi.org/…``."""
    authors = _apa_authors(citation)
    year = f"({citation.year or 'n.d.'})."
    title = _sentence(plain_title(citation) or "")
    # Where there is no author, the title stands in its place (APA 9.12).
    head = [_sentence(authors), year, title] if authors else [title, year]
    doi = f"https://doi.org/{citation.doi}" if citation.doi else None
    return " ".join(part for part in (*head, _apa_journal(citation), doi) if part)


def cite_card(citation: Citation, context: ExportContext) -> str:
    """The card, as a part of the site that names the article it was made from; undated, for a card has no date."""
    about = plain_title(citation) or context.address
    named = f"Evidence card: {about}" + (f" (PMID {citation.pmid})" if citation.pmid else "")
    return " ".join(
        part for part in (_sentence(named), _sentence(f"In: {context.site_name}"), context.card_url) if part
    )


def _vancouver_authors(citation: Citation) -> str:
    names = [_vancouver_name(author) for author in citation.authors]
    if len(names) > VANCOUVER_AUTHORS or not citation.authors_complete:
        names = [*names[:VANCOUVER_AUTHORS], "et al"]
    return ", ".join(names)


def _container(citation: Citation) -> str | None:
    """The journal's abbreviation without full stops, as NLM prints it ("Int J Pancreatol")."""
    if citation.book:
        return f"In: {citation.book}"
    if citation.journal_abbrev:
        return " ".join(citation.journal_abbrev.replace(".", " ").split())
    return citation.journal


def _vancouver_name(author: Author) -> str:
    if author.collective:
        return author.collective
    letters = author.initials or _initials(author.given)
    return " ".join(part for part in (author.family, letters, author.suffix) if part)


def _vancouver_issue(citation: Citation) -> str:
    date = " ".join(
        [
            *([str(citation.year)] if citation.year else []),
            *([MONTHS[citation.month - 1]] if citation.year and citation.month else []),
            *([str(citation.day)] if citation.year and citation.month and citation.day else []),
        ]
    )
    issue = (citation.volume or "") + (f"({citation.issue})" if citation.issue else "")
    return date + (f";{issue}" if issue else "") + (f":{_shortened(citation.pages)}" if citation.pages else "")


def _shortened(pages: str) -> str:
    """``473-83`` for ``473-483``: the last page without the digits it shares with the first."""
    first, dash, last = pages.partition("-")
    if not (first.isdigit() and last.isdigit() and len(first) == len(last)):
        return pages
    shared = next((index for index, (a, b) in enumerate(zip(first, last, strict=True)) if a != b), len(last) - 1)
    return f"{first}{dash}{last[shared:]}"


def _apa_authors(citation: Citation) -> str:
    names = [_apa_name(author) for author in citation.authors]
    if not citation.authors_complete:
        return ", ".join([*names, "et al."])
    if len(names) > APA_AUTHORS:
        return ", ".join([*names[: APA_AUTHORS - 1], f"… {names[-1]}"])
    if len(names) > 1:
        return f"{', '.join(names[:-1])}, & {names[-1]}"
    return "".join(names)


def _apa_name(author: Author) -> str:
    if author.collective:
        return author.collective
    letters = author.initials or _initials(author.given)
    spaced = " ".join(f"{letter}." for letter in letters or "" if letter.isalpha())
    return ", ".join(part for part in (author.family, spaced, author.suffix) if part)


def _apa_journal(citation: Citation) -> str:
    issue = (citation.volume or "") + (f"({citation.issue})" if citation.issue else "")
    pages = citation.pages.replace("-", "–") if citation.pages else None
    container = f"In {citation.book}" if citation.book else citation.journal or citation.journal_abbrev
    parts = [part for part in (container, issue, pages) if part]
    return _sentence(", ".join(parts))


def _initials(given: str | None) -> str:
    return "".join(name[0] for name in (given or "").replace("-", " ").split())


def _sentence(text: str) -> str:
    return text if not text or text.endswith((".", "?", "!")) else f"{text}."
