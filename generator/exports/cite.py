"""How to cite the article, and how to cite its card, as plain text.

Vancouver and APA are written by hand. citeproc-py needs 37 ms for a citation in APA and 11 in NLM's style, and prints
"2019Oct" and a title twice where there is no author; in the tests it is the oracle for both.
"""

from __future__ import annotations

from generator.article import Citation
from generator.exports.apa import apa
from generator.exports.context import ExportContext, plain_title, sentence
from generator.exports.vancouver import vancouver

STYLES = {"Vancouver": vancouver, "APA": apa}


def cite_article(citation: Citation) -> dict[str, str]:
    """The article in each style, by the style's name."""
    return {name: style(citation) for name, style in STYLES.items()}


def cite_card(citation: Citation, context: ExportContext) -> str:
    """The card, as a part of the site that names the article it was made from; undated, for a card has no date."""
    about = plain_title(citation) or context.address
    named = f"Evidence card: {about}" + (f" (PMID {citation.pmid})" if citation.pmid else "")
    return " ".join(part for part in (sentence(named), sentence(f"In: {context.site_name}"), context.card_url) if part)
