"""Atom (RFC 4287) and JSON Feed 1.1, for new cards and for notices. Ids and dates come from the sources only."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET

from msgspec import Struct

from generator.collection.shelves import newest_first
from generator.collection.summary import NoticeRow, Summary
from generator.notices import NO_NOTICE
from generator.pages import Page

MOST_ENTRIES = 50
ATOM = "http://www.w3.org/2005/Atom"
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class Entry(Struct, frozen=True, kw_only=True):
    """One thing that is new."""

    id: str
    title: str
    url: str
    date: str
    """As far as the source prints it."""
    text: str
    tags: tuple[str, ...] = ()


class Feed(Struct, frozen=True, kw_only=True):
    """A feed with its entries, newest first."""

    name: str
    title: str
    site_url: str
    entries: tuple[Entry, ...]

    def url(self, ending: str) -> str:
        """Where one of its two forms is."""
        return f"{self.site_url}feeds/{self.name}.{ending}"


def feed_pages(summaries: Sequence[Summary], site_name: str, site_url: str) -> Iterator[Page]:
    """Both feeds in both forms. ``site_url`` ends with a slash."""
    for feed in (_new_cards(summaries, site_name, site_url), _notices(summaries, site_name, site_url)):
        yield Page(path=f"feeds/{feed.name}.xml", text=_atom(feed))
        yield Page(path=f"feeds/{feed.name}.json", text=_json_feed(feed))


def _new_cards(summaries: Sequence[Summary], site_name: str, site_url: str) -> Feed:
    entries = [
        Entry(
            id=stable_id(row),
            title=row.title or "Untitled article",
            url=f"{site_url}cards/{row.address}/",
            date=row.date,
            text=" · ".join(
                part for part in (row.authors, row.journal, row.study_type, row.n and f"n = {row.n}") if part
            ),
            tags=tuple(topic.name for topic in (*row.conditions, *row.interventions)),
        )
        # A feed needs dates: articles whose sources print none have no place in it.
        for row in newest_first(summaries)
        if row.date
    ]
    return Feed(name="new", title=f"{site_name}: new cards", site_url=site_url, entries=tuple(entries[:MOST_ENTRIES]))


def _described(row: Summary) -> str:
    size = f"n = {row.n}" if row.n is not None else None
    return " · ".join(part for part in (row.authors, row.journal, row.study_type, size) if part)


def _notices(summaries: Sequence[Summary], site_name: str, site_url: str) -> Feed:
    """An entry a notice: a retraction that appears later is a new entry with an id of its own."""
    entries = [
        Entry(
            id=f"{stable_id(row)}#{notice.kind}-{notice.pmid or notice.doi or 'unnamed'}",
            title=f"{row.status}: {row.title or 'Untitled article'}".replace(f"{row.status}: {row.status}", row.status),
            url=f"{site_url}cards/{row.address}/",
            date=date,
            text=notice.text or row.status,
        )
        for row in summaries
        if row.status != NO_NOTICE
        for notice in row.notices
        if (date := _notice_date(notice, row))
    ]
    entries.sort(key=lambda entry: entry.id)
    entries.sort(key=lambda entry: entry.date, reverse=True)
    return Feed(name="notices", title=f"{site_name}: notices", site_url=site_url, entries=tuple(entries[:MOST_ENTRIES]))


def stable_id(row: Summary) -> str:
    """A name for the card that does not hang on where the site is: ``info:pmid/…``, ``info:doi/…``."""
    scheme, _, value = row.id.partition(":")
    return f"urn:{scheme}:{value}" if scheme == "sha256" else f"info:{scheme}/{value}"


def _notice_date(notice: NoticeRow, row: Summary) -> str | None:
    """The year that the notice's own citation prints, else the article's date."""
    year = _YEAR.search(notice.text or "")
    return year[0] if year else row.date


def timestamp(date: str) -> str:
    """The first moment of a date that may lack day or month; feeds know whole moments only."""
    year, month, day = ([*date.split("-"), "01", "01"])[:3]
    return f"{year}-{month}-{day}T00:00:00Z"


def _atom(feed: Feed) -> str:
    root = ET.Element("feed", xmlns=ATOM)
    _child(root, "id", feed.url("xml"))
    _child(root, "title", feed.title)
    _child(root, "updated", timestamp(max((entry.date for entry in feed.entries), default="1970")))
    ET.SubElement(root, "link", rel="self", href=feed.url("xml"))
    ET.SubElement(root, "link", rel="alternate", href=feed.site_url)
    author = ET.SubElement(root, "author")
    _child(author, "name", feed.title.rpartition(":")[0])
    for entry in feed.entries:
        item = ET.SubElement(root, "entry")
        _child(item, "id", entry.id)
        _child(item, "title", entry.title)
        _child(item, "updated", timestamp(entry.date))
        ET.SubElement(item, "link", rel="alternate", href=entry.url)
        _child(item, "summary", entry.text)
        for tag in entry.tags:
            ET.SubElement(item, "category", term=_xml_text(tag))
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _child(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = _xml_text(text)


def _xml_text(text: str) -> str:
    """Without the signs that XML cannot hold."""
    return "".join(sign if sign in "\t\n" or " " <= sign <= "\ud7ff" or sign >= "\ue000" else "�" for sign in text)


def _json_feed(feed: Feed) -> str:
    items = [
        {
            "id": entry.id,
            "url": entry.url,
            "title": entry.title,
            "content_text": entry.text,
            "date_published": timestamp(entry.date),
            "tags": list(entry.tags),
        }
        for entry in feed.entries
    ]
    whole = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.site_url,
        "feed_url": feed.url("json"),
        "items": items,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
