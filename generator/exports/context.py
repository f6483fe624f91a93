"""What an export needs to know besides the record, and what several formats say in the same way."""

from __future__ import annotations

from msgspec import Struct

from generator.article import Citation
from generator.config import SiteConfig
from generator.notices import banners


class ExportContext(Struct, frozen=True, kw_only=True):
    """Where the card is."""

    address: str
    card_url: str | None = None
    """None where the site does not know its own address (no ``site_url``)."""
    site_name: str
    sentences: tuple[str, ...] = ()
    """The record's sentences, where the site may quote them."""

    @classmethod
    def of(cls, config: SiteConfig, address: str) -> ExportContext:
        """The context of the card at an address."""
        return cls(
            address=address,
            card_url=f"{config.site_url.rstrip('/')}/cards/{address}/" if config.site_url else None,
            site_name=config.site_name,
        )


def plain_title(citation: Citation) -> str | None:
    """The title without the full stop that NLM puts after every title."""
    if citation.title is None or citation.title.endswith("..."):
        return citation.title
    return citation.title.removesuffix(".")


def sentence(text: str) -> str:
    """The text with a full stop, unless it ends as a sentence does."""
    return text if not text or text.endswith((".", "?", "!")) else f"{text}."


def notice_lines(citation: Citation) -> list[str]:
    """What was said of the article, most severe first, each with the notice's own words and identifiers."""
    lines = []
    for banner in banners(citation):
        details = [
            part
            for notice in banner.notices
            for part in (
                notice.text,
                f"PMID: {notice.pmid}" if notice.pmid else None,
                f"doi:{notice.doi}" if notice.doi else None,
            )
            if part
        ]
        lines.append(" ".join([banner.sentence, *details]))
    return lines
