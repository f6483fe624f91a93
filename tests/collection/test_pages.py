import html
import json
import re
from collections.abc import Iterable
from urllib.parse import parse_qs

import pytest
from msgspec.structs import replace

from generator.collection.evidence_table import PART, SHOWN, root_of
from generator.collection.pages import page_groups, set_pages
from generator.collection.summary import Summary
from tests.collection.rows import invented_rows, result, row, topic
from tests.exports.site import invented_site

WITHOUT_CARDS = "There are no cards yet."


def pages(rows: Iterable[Summary]) -> dict[str, str]:
    return {page.path: page.text for page in set_pages(list(rows), invented_site())}


def links(path: str, text: str) -> set[str]:
    """Where a page's relative HTML links lead, from the site's root."""
    root = root_of(path)
    return {
        href.removeprefix(root)
        for href in re.findall(r'href="([^"#]*)', text)
        if href.startswith(root) and href and root
    }


def test_an_empty_set_gives_pages_that_say_so() -> None:
    made = pages([])
    for path in ("index.md", "browse/index.md", "browse/studies.md", "exports/index.md"):
        assert WITHOUT_CARDS in made[path]
    assert "No card names both" in made["browse/map.md"]
    assert "No card prints a year" in made["browse/timeline.md"]


def test_one_card_gives_sensible_pages() -> None:
    made = pages([row(1, conditions=(topic("asthma"),), study_type="Cohort Study")])
    assert WITHOUT_CARDS not in made["index.md"]
    assert "Search 1 card" in made["index.md"]
    assert "1 study" in made["browse/studies.md"]
    assert 'href="../../cards/pmid-99000001/"' in made["browse/condition/index.md"]
    assert "browse/study-type/cohort-study.md" in made


def test_every_list_leads_to_pages_that_exist() -> None:
    rows = invented_rows(60)
    made = pages(rows)
    there = {re.sub(r"(index)?\.md$", "", path).rstrip("/") + "/" for path in made if path.endswith(".md")}
    there |= {f"cards/{one.address}/" for one in rows} | {"exports/"}
    for path, text in made.items():
        if path.endswith(".md"):
            assert links(path, text) - there == set(), path


def test_a_large_table_carries_its_first_rows_and_has_the_others_fetched() -> None:
    rows = invented_rows(SHOWN + 40)
    made = pages(rows)
    on_page = made["browse/studies.md"].count("<tr data-card")
    fetched = [one for part in ("more", "left-out") for one in json.loads(made[f"browse/studies/rows-{part}.json"])]
    assert (on_page, on_page + len(fetched)) == (SHOWN, len(rows))
    assert all("../../cards/" in one for one in fetched)


def test_retracted_studies_are_left_out_of_tables_and_named() -> None:
    made = pages([row(1), row(2, left_out=True, status="Retracted", title="Retracted: A study")])
    table = made["browse/studies.md"]
    assert table.count("<tr data-card") == 1
    assert "Left out of this table and of plots: 1 retracted" in table
    assert "data-left-out hidden" in json.loads(made["browse/studies/rows-left-out.json"])[0]


def test_mismatches_are_listed_with_what_is_printed_and_what_follows() -> None:
    made = pages([row(1, mismatches=("Printed: 8 of 78 (15%). 8 of 78 is 10.3%.",)), row(2)])
    assert "8 of 78 is 10.3%" in made["browse/mismatches.md"]
    assert "1 of 2 cards" in made["browse/mismatches.md"]


def test_the_same_outcome_stands_side_by_side_and_is_never_pooled() -> None:
    condition = (topic("asthma"),)
    made = pages([row(n, conditions=condition, results=(result(20.0 + n),)) for n in (1, 2, 3)])
    page = made["browse/condition/asthma.md"]
    assert "The values are not combined." in page
    assert page.count('class="ev-dot"') == 3
    assert "21%" in page
    assert "22%</td>" in page


@pytest.mark.parametrize("word", ["effective", "significant", "level of evidence", "pooled", "quality"])
def test_the_pages_judge_nothing(word: str) -> None:
    assert not [path for path, text in pages(invented_rows(30)).items() if word in text.lower() and ".md" in path]


def test_nothing_from_a_seed_is_markup_on_any_page() -> None:
    evil = '<script>alert("x")</script> {{ 7*7 }} | ` * _ "quoted"'
    mean = row(
        1,
        title=evil,
        authors=evil,
        journal=evil,
        study_type=evil,
        population=(evil,),
        conditions=(topic(evil),),
        interventions=(topic(evil),),
        comparators=(evil,),
        mismatches=(evil,),
        results=(result(20, outcome=evil, numbers=evil, group=evil),),
    )
    for path, text in pages([mean, replace(mean, id="pmid:2", address="pmid-2")]).items():
        if not path.startswith("feeds/"):
            assert "<script>alert" not in text, path
        # Columns are published as they are: no engine reads them, and scripts take their words for text.
        if not path.startswith("feeds/") and path != "browse/explore.json":
            assert "{{ 7" not in text, path


def test_one_more_card_changes_only_the_groups_that_list_it() -> None:
    rows = [row(1, conditions=(topic("asthma"),), year=2019, date="2019"), row(2, conditions=(topic("asthma"),))]
    before = {group.key for group in page_groups(rows, invented_site())}
    after = {group.key for group in page_groups([*rows, row(3, year=2021, date="2021")], invented_site())}
    kept = before & after
    made = {page.path for group in page_groups(rows, invented_site()) if group.key in kept for page in group.make()}
    assert "browse/condition/asthma.md" in made
    assert "browse/year/2019.md" in made
    assert "browse/studies.md" not in made


def test_the_same_rows_in_any_order_give_the_same_pages() -> None:
    rows = invented_rows(25)
    assert pages(rows) == pages(rows[::-1])


def test_a_long_table_comes_in_parts_by_year_that_change_with_their_own_year_only() -> None:
    rows = [row(n, year=2000 + n % 5, date=f"{2000 + n % 5}-01") for n in range(SHOWN + PART + 10)]
    before, after = pages(rows), pages([*rows, row(9999, year=2001, date="2001-01")])
    parts = {path for path in before if path.startswith("browse/studies/rows-")}
    assert len(parts) == 5
    assert {path for path in parts if before[path] != after[path]} == {"browse/studies/rows-2001.json"}


def test_rows_on_a_page_carry_their_citation_for_reference_managers() -> None:
    text = pages([row(1, title='A "quoted" & <odd> title')])["browse/studies.md"]
    (hidden,) = re.findall(r'class="Z3988" title="([^"]*)"', text)
    fields = parse_qs(html.unescape(hidden))
    assert fields["rft.atitle"] == ['A "quoted" & <odd> title']
    assert fields["rft_id"] == ["info:doi/10.5555/invented.1", "info:pmid/99000001"]


def test_a_long_list_has_a_page_for_each_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.collection.pages.MOST_ON_A_PAGE", 3)
    names = ("asthma", "angina", "burns", "5q deletion")
    made = pages(row(n, conditions=(topic(name),)) for n, name in enumerate(names))
    first = html.unescape(made["browse/condition/index.md"])
    assert "browse/condition/from_a/" in first
    assert "Angina" not in first
    assert {"Asthma", "Angina"} <= set(re.findall(r">(\w+)</a>", made["browse/condition/from_a.md"]))
    assert "5q deletion" in made["browse/condition/from_0-9.md"]
    assert 'aria-current="page"' in made["browse/condition/from_b.md"]


def test_links_find_the_root_from_a_page_whose_name_ends_like_an_index() -> None:
    assert root_of("browse/condition/bispectral-index.md") == root_of("browse/condition/asthma.md") == "../../../"
    assert root_of("browse/condition/index.md") == "../../"
