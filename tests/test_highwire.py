"""Citation tags for Zotero and Google Scholar."""

from generator.article import Citation
from generator.highwire import citation_tags
from tests.records import invented_record


def test_every_author_has_a_tag_and_pages_are_apart() -> None:
    tags = list(citation_tags(invented_record().citation))
    authors = [content for name, content in tags if name == "citation_author"]
    assert authors == ["Müller, Anna B", "O'Neill, Sean", "FICTION Study Group"]
    assert ("citation_firstpage", "101") in tags
    assert ("citation_lastpage", "109") in tags
    assert ("citation_publication_date", "2021/04") in tags


def test_our_words_are_never_given_out_as_the_articles_abstract_or_full_text() -> None:
    names = {name for name, _ in citation_tags(invented_record().citation)}
    assert not names & {"citation_abstract", "citation_pdf_url", "citation_fulltext_html_url"}


def test_an_empty_citation_has_no_tags() -> None:
    assert list(citation_tags(Citation())) == []
