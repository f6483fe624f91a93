"""One article from several files. Every article here is invented."""

from __future__ import annotations

from typing import Any

from generator.article import Abstract, Article, Author, Citation, Notice, NoticeKind, Reference, Source
from generator.merging import RICHEST_FIRST, merge, merge_group
from generator.readers import READERS

TITLE = "A trial of inventine in five words."


def article(form: str, *, abstract: str | None = None, references: tuple[str, ...] = (), **fields: Any) -> Article:
    return Article(
        source=Source(path=f"{form}.txt", format=form, index=0),
        citation=Citation(**({"pmid": "1", "title": TITLE} | fields)),
        abstract=Abstract(text=abstract) if abstract else None,
        references=tuple(Reference(text=text) for text in references),
    )


def said(articles: list[Article]) -> list[str]:
    _, problems = merge_group(articles)
    return [str(problem) for problem in problems]


def test_every_form_has_its_rank() -> None:
    assert set(RICHEST_FIRST) == {reader.FORMAT for reader in READERS}


def test_the_richest_source_wins_field_by_field_and_all_are_named() -> None:
    page = article("page-text", abstract="From the page.", references=("One.",), journal="J Inv", volume="1")
    record = article("pubmed-xml", abstract="From the record.", journal="Journal of inventions")
    table = article("pubmed-csv", issue="7", journal="JI")
    merged, _ = merge_group([page, table, record])
    assert merged.citation.journal == "Journal of inventions"
    assert (merged.citation.volume, merged.citation.issue) == ("1", "7")
    assert merged.abstract == Abstract(text="From the record.")
    assert merged.references == (Reference(text="One."),)
    assert merged.source == record.source
    assert merged.more_sources == (page.source, table.source)


def test_a_date_is_one_sources_and_a_whole_list_of_authors_beats_a_broken_one() -> None:
    page = article("page-text", year=2031, authors=(Author(family="First"),), authors_complete=False)
    export = article("ris", year=2031, month=4, day=2, authors=(Author(family="First"), Author(family="Last")))
    other = article("pubmed-csv", year=2030, month=12)
    merged, _ = merge_group([page, export, other])
    assert (merged.citation.year, merged.citation.month, merged.citation.day) == (2031, 4, 2)
    assert (len(merged.citation.authors), merged.citation.authors_complete) == (2, True)


def test_a_retraction_that_only_one_file_knows_stays() -> None:
    erratum = Notice(kind=NoticeKind.ERRATUM_IN, text="J Inv. 2031")
    retraction = Notice(kind=NoticeKind.RETRACTION_IN, text="J Inv. 2032")
    merged, _ = merge_group(
        [article("pubmed-xml", notices=(erratum,)), article("medline", notices=(erratum, retraction))]
    )
    assert merged.citation.notices == (erratum, retraction)


def test_a_conflict_is_a_warning_that_names_both_values() -> None:
    conflicts = said([article("pubmed-xml", year=2031, doi="10.9999/A"), article("ris", year=2030, doi="10.9999/a")])
    assert conflicts == [
        "ris.txt, record 1: year '2030', but '2031' in pubmed-xml.txt, record 1, which is kept; "
        "correct the wrong one, or remove this source"
    ]


def test_abstracts_that_part_are_shown_where_they_do() -> None:
    conflicts = said(
        [
            article("pubmed-xml", abstract="We asked. Of 38 patients 13 (34%) responded."),
            article("medline", abstract="OBJECTIVE: We asked. Of 39 patients 13 (34%) responded."),
        ]
    )
    assert len(conflicts) == 1
    assert "abstract 'of 39 patients 13 34 responded', but 'of 38 patients" in conflicts[0]


def test_labels_left_in_and_an_end_cut_off_are_no_conflict() -> None:
    whole = article("pubmed-xml", abstract="We asked. Of 38 patients 13 (34%) responded.")
    cut = article("ris", abstract="Objective: We asked. RESULTS: Of 38 patients")
    assert said([whole, cut]) == []


def test_one_article_stays_as_it_is() -> None:
    alone = article("ris")
    assert merge_group([alone]) == (alone, ())


def test_merging_keeps_order_and_reports_what_may_be_one() -> None:
    first, second = article("ris", pmid="1", doi="10.9999/a"), article("medline", pmid="2", doi="10.9999/a")
    again = article("pubmed-csv", pmid=None, doi="10.9999/A")
    merged, problems = merge([first, second, again])
    assert [one.citation.pmid for one in merged] == ["1", "2"]
    assert merged[0].more_sources == (again.source,)
    assert [str(problem) for problem in problems] == [
        "medline.txt, record 1: may be the article of ris.txt, record 1: they have one DOI, but two PMIDs; "
        "leave both if they are two, else remove one"
    ]
