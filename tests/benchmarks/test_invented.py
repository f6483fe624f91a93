import io
from pathlib import Path

from Bio import Medline

from benchmarks.invented import (
    COPYRIGHT,
    as_medline,
    as_pubmed_xml,
    invented_article,
    invented_articles,
    write_demo,
    write_medline,
)
from generator.article import Article
from generator.readers import read_path


def test_an_article_does_not_depend_on_how_many_are_asked_for() -> None:
    assert list(invented_articles(5)) == list(invented_articles(9))[:5]
    assert invented_article(3) != invented_article(3, seed=1)


def test_every_article_says_that_it_is_invented() -> None:
    for article in invented_articles(60):
        assert "invented" in (article.citation.title or "")
        assert article.copyright == COPYRIGHT
        assert (article.citation.doi or "").startswith("10.5555/invented.")


def test_sixty_articles_vary_as_real_ones_do() -> None:
    articles = list(invented_articles(60))
    assert len({article.id for article in articles}) == 60
    assert {bool(article.abstract and article.abstract.sections) for article in articles} == {True, False}
    for trait in (
        any(article.abstract is None for article in articles),
        any("Retracted Publication" in article.citation.publication_types for article in articles),
        any(not article.references for article in articles),
        any(not article.citation.mesh for article in articles),
        any(article.citation.pmid is None for article in articles),
    ):
        assert trait


def test_sections_cover_the_words_they_label() -> None:
    for article in invented_articles(40):
        if article.abstract and article.abstract.sections:
            parts = [article.abstract.text[part.start : part.end] for part in article.abstract.sections]
            assert " ".join(parts) == article.abstract.text


def test_medline_text_is_read_the_same_by_biopython() -> None:
    for article in invented_articles(20):
        record = next(Medline.parse(io.StringIO(as_medline(article))))  # type: ignore[no-untyped-call]
        assert record.get("PMID") == article.citation.pmid
        assert record["TI"] == article.citation.title
        assert record.get("MH", []) == [("*" if m.major else "") + m.term for m in article.citation.mesh]


def test_files_hold_as_many_records_as_asked(tmp_path: Path) -> None:
    write_medline(tmp_path, 5, per_file=2)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["invented-000001.nbib", "invented-000003.nbib", "invented-000005.nbib"]
    assert (tmp_path / names[0]).read_text(encoding="utf-8").count("TI  - ") == 2


def test_pubmed_xml_is_read_back_with_its_references(tmp_path: Path) -> None:
    articles = [article for article in invented_articles(30) if article.citation.pmid]
    file = tmp_path / "invented.xml"
    file.write_text(as_pubmed_xml(articles), encoding="utf-8")
    read = [item for item in read_path(file) if isinstance(item, Article)]
    assert [item.citation.title for item in read] == [item.citation.title for item in articles]
    assert [len(item.references) for item in read] == [len(item.references) for item in articles]
    assert [item.text_of("abstract") for item in read] == [item.text_of("abstract") for item in articles]


def test_a_demo_set_comes_in_two_formats_and_is_read_whole(tmp_path: Path) -> None:
    write_demo(tmp_path, 10)
    read = [item for file in sorted(tmp_path.iterdir()) for item in read_path(file)]
    assert len([item for item in read if isinstance(item, Article)]) == 10
