import json
from xml.etree import ElementTree as ET

from generator.collection.feeds import ATOM, feed_pages
from generator.collection.summary import NoticeRow, Summary
from tests.collection.rows import row, topic

SITE = "https://example.org/demo/"


def feeds(*rows: Summary) -> dict[str, str]:
    return {page.path: page.text for page in feed_pages(rows, "An invented site", SITE)}


def entries(atom: str) -> list[dict[str, str]]:
    found = ET.fromstring(atom).findall(f"{{{ATOM}}}entry")
    return [{child.tag.rpartition("}")[2]: child.text or child.get("href") or "" for child in one} for one in found]


def test_new_cards_are_entries_with_stable_ids_and_dates_of_the_source() -> None:
    made = feeds(row(1, date="2019"), row(2, date="2021-03-04", conditions=(topic("asthma"),)))
    newest, older = entries(made["feeds/new.xml"])
    assert newest["id"] == "info:pmid/99000002"
    assert newest["updated"] == "2021-03-04T00:00:00Z"
    assert newest["link"] == f"{SITE}cards/pmid-99000002/"
    assert older["updated"] == "2019-01-01T00:00:00Z"


def test_both_forms_say_the_same() -> None:
    made = feeds(row(1), row(2, date="2021"))
    items = json.loads(made["feeds/new.json"])["items"]
    assert [item["id"] for item in items] == [entry["id"] for entry in entries(made["feeds/new.xml"])]
    assert json.loads(made["feeds/new.json"])["version"] == "https://jsonfeed.org/version/1.1"


def test_a_notice_is_an_entry_of_its_own_dated_by_its_own_words() -> None:
    notice = NoticeRow(kind="retraction_in", text="J Invent Med. 2023 Jan;1(1):1.", pmid="99000900")
    made = feeds(row(1, status="Retracted", notices=(notice,)), row(2))
    (entry,) = entries(made["feeds/notices.xml"])
    assert entry["id"] == "info:pmid/99000001#retraction_in-99000900"
    assert (entry["title"], entry["updated"]) == ("Retracted: Invented study 1", "2023-01-01T00:00:00Z")


def test_an_empty_set_and_an_undated_card_give_valid_feeds_without_entries() -> None:
    for made in (feeds(), feeds(row(1, date=None, year=None))):
        assert entries(made["feeds/new.xml"]) == []
        assert json.loads(made["feeds/new.json"])["items"] == []


def test_signs_that_xml_cannot_hold_do_not_break_the_feed() -> None:
    (entry,) = entries(feeds(row(1, title="A \x07 <bell> & more"))["feeds/new.xml"])
    assert entry["title"] == "A � <bell> & more"
