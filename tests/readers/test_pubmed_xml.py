"""PubMed XML. Every record here is invented."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from generator.article import Article, Author, MeshHeading, Notice, NoticeKind, Reference, Role
from generator.problems import Problem, Severity
from generator.readers import pubmed_xml, read_path
from generator.readers.pubmed_xml import records

RECORD = """
<PubmedArticle>
  <MedlineCitation Status="MEDLINE" Owner="NLM">
    <PMID Version="1">
      90000001
    </PMID>
    <Article PubModel="Print-Electronic">
      <Journal>
        <ISSN IssnType="Electronic">1234-5678</ISSN>
        <JournalIssue CitedMedium="Internet">
          <Volume>12</Volume><Issue>3</Issue>
          <PubDate><Year>2031</Year><Month>Apr</Month></PubDate>
        </JournalIssue>
        <Title>Journal of invented trials</Title>
        <ISOAbbreviation>J Invent Trials</ISOAbbreviation>
      </Journal>
      <ArticleTitle>A count of 10<sup>9</sup>/L and
         CO<sub>2</sub> in <i>E. inventa</i>.</ArticleTitle>
      <Pagination><MedlinePgn>473-83</MedlinePgn></Pagination>
      <ELocationID EIdType="pii" ValidYN="Y">S1</ELocationID>
      <ELocationID EIdType="doi" ValidYN="N">10.9999/wrong</ELocationID>
      <ELocationID EIdType="doi" ValidYN="Y">10.9999/right</ELocationID>
      <Abstract>
        <AbstractText Label="AIMS" NlmCategory="OBJECTIVE">We asked.</AbstractText>
        <AbstractText Label="FUNDING:" NlmCategory="UNASSIGNED">Nobody paid.</AbstractText>
        <AbstractText Label="FINDINGS">We <b>found</b> 5&#x3bc;g.</AbstractText>
        <AbstractText>And more.</AbstractText>
        <CopyrightInformation>© 2031 Nobody.</CopyrightInformation>
      </Abstract>
      <AuthorList CompleteYN="N">
        <Author ValidYN="Y">
          <LastName>Mårtensson</LastName><ForeName>Åsa</ForeName><Initials>Å</Initials><Suffix>3rd</Suffix>
          <Identifier Source="ORCID">http://orcid.org/0000-0001-2345-678X</Identifier>
        </Author>
        <Author ValidYN="Y"><CollectiveName>Invented Study Group</CollectiveName></Author>
        <Author ValidYN="Y"><LastName>Last</LastName></Author>
      </AuthorList>
      <Language>eng</Language><Language>fre</Language>
      <DataBankList CompleteYN="Y">
        <DataBank><DataBankName>GENBANK</DataBankName>
          <AccessionNumberList><AccessionNumber>AF000000</AccessionNumber></AccessionNumberList></DataBank>
        <DataBank><DataBankName>ClinicalTrials.gov</DataBankName>
          <AccessionNumberList><AccessionNumber>NCT00000000</AccessionNumber></AccessionNumberList></DataBank>
      </DataBankList>
      <PublicationTypeList>
        <PublicationType UI="D016428">Journal Article</PublicationType>
        <PublicationType UI="D016449">Randomized Controlled Trial</PublicationType>
      </PublicationTypeList>
      <VernacularTitle>Ein Titel.</VernacularTitle>
      <ArticleDate DateType="Electronic"><Year>2030</Year><Month>12</Month><Day>07</Day></ArticleDate>
    </Article>
    <MedlineJournalInfo><MedlineTA>J Inv</MedlineTA></MedlineJournalInfo>
    <ChemicalList><Chemical><RegistryNumber>0</RegistryNumber>
      <NameOfSubstance UI="D000000">Inventine</NameOfSubstance></Chemical></ChemicalList>
    <CommentsCorrectionsList>
      <CommentsCorrections RefType="RetractionIn">
        <RefSource>J Invent Trials. 2032;1:1. doi: 10.9999/retraction.</RefSource><PMID Version="1">90000002</PMID>
      </CommentsCorrections>
      <CommentsCorrections RefType="Cites"><RefSource>Other. 2000</RefSource></CommentsCorrections>
      <CommentsCorrections RefType="CorrectedandRepublishedFrom"><RefSource>Other. 2001</RefSource>
      </CommentsCorrections>
    </CommentsCorrectionsList>
    <MeshHeadingList>
      <MeshHeading><DescriptorName MajorTopicYN="N">Humans</DescriptorName></MeshHeading>
      <MeshHeading><DescriptorName MajorTopicYN="N">Leukemia</DescriptorName>
        <QualifierName MajorTopicYN="Y">drug therapy</QualifierName>
        <QualifierName MajorTopicYN="N">mortality</QualifierName></MeshHeading>
    </MeshHeadingList>
    <OtherAbstract Type="plain-language-summary" Language="eng">
      <AbstractText>In plain words.</AbstractText></OtherAbstract>
    <KeywordList Owner="NOTNLM"><Keyword>one</Keyword><Keyword>two</Keyword></KeywordList>
    <KeywordList Owner="KIE"><Keyword>two</Keyword><Keyword>three</Keyword></KeywordList>
  </MedlineCitation>
  <PubmedData>
    <ArticleIdList>
      <ArticleId IdType="pubmed">90000001</ArticleId><ArticleId IdType="pmc">PMC90000001</ArticleId>
    </ArticleIdList>
    <ReferenceList><Title>First</Title>
      <Reference><Citation>One. 1999.</Citation>
        <ArticleIdList><ArticleId IdType="pubmed">90000003</ArticleId>
          <ArticleId IdType="doi">10.9999/one</ArticleId></ArticleIdList></Reference>
      <ReferenceList><Reference><Citation>Two. 1999.</Citation></Reference></ReferenceList>
    </ReferenceList>
    <ReferenceList><Reference><Citation>Three. 1999.</Citation></Reference></ReferenceList>
  </PubmedData>
</PubmedArticle>
"""


def small(pmid: int, *, inside: str = "") -> str:
    return (
        f"<PubmedArticle><MedlineCitation><PMID>{pmid}</PMID><Article><ArticleTitle>Invented {pmid}.</ArticleTitle>"
        f"{inside}</Article></MedlineCitation></PubmedArticle>\n"
    )


def in_a_set(*parts: str) -> str:
    return f'<?xml version="1.0" ?>\n<PubmedArticleSet>\n{"".join(parts)}</PubmedArticleSet>\n'


def written(folder: Path, content: str | bytes) -> list[Article | Problem]:
    path = folder / "a file.bin"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_path(path, shown_as="a"))


def articles(items: list[Article | Problem]) -> list[Article]:
    return [item for item in items if isinstance(item, Article)]


def problems(items: list[Article | Problem]) -> list[str]:
    return [str(item) for item in items if isinstance(item, Problem)]


def only(folder: Path, content: str | bytes) -> Article:
    (article,) = written(folder, content)
    assert isinstance(article, Article), article
    return article


def test_a_record_with_everything_is_read_whole(tmp_path: Path) -> None:
    article = only(tmp_path, in_a_set(RECORD))
    cite = article.citation
    assert cite.title == "A count of 10⁹/L and CO₂ in E. inventa."
    assert cite.authors == (
        Author(family="Mårtensson", given="Åsa", initials="Å", suffix="3rd", orcid="0000-0001-2345-678X"),
        Author(collective="Invented Study Group"),
        Author(family="Last"),
    )
    assert not cite.authors_complete
    assert (cite.journal, cite.journal_abbrev, cite.issn) == (
        "Journal of invented trials",
        "J Invent Trials",
        "1234-5678",
    )
    assert (cite.year, cite.month, cite.day, cite.epub) == (2031, 4, None, "2030-12-07")
    assert (cite.volume, cite.issue, cite.pages) == ("12", "3", "473-483")
    assert (cite.pmid, cite.pmcid, cite.doi) == ("90000001", "PMC90000001", "10.9999/right")
    assert cite.publication_types == ("Journal Article", "Randomized Controlled Trial")
    assert cite.mesh == (
        MeshHeading(term="Humans"),
        MeshHeading(term="Leukemia", qualifiers=("drug therapy", "mortality"), major=True),
    )
    assert (cite.keywords, cite.substances, cite.trial_ids) == (
        ("one", "two", "three"),
        ("Inventine",),
        ("NCT00000000",),
    )
    assert (cite.language, cite.vernacular_title) == ("eng, fre", "Ein Titel.")
    assert cite.notices == (
        Notice(
            kind=NoticeKind.RETRACTION_IN,
            text="J Invent Trials. 2032;1:1. doi: 10.9999/retraction.",
            pmid="90000002",
            doi="10.9999/retraction",
        ),
        Notice(kind=NoticeKind.CORRECTED_AND_REPUBLISHED_FROM, text="Other. 2001"),
    )
    assert article.references == (
        Reference(text="One. 1999.", pmid="90000003", doi="10.9999/one"),
        Reference(text="Two. 1999."),
        Reference(text="Three. 1999."),
    )
    assert (article.copyright, article.other_abstracts[0].text) == ("© 2031 Nobody.", "In plain words.")


def test_sections_carry_their_labels_and_only_given_or_known_categories(tmp_path: Path) -> None:
    abstract = only(tmp_path, in_a_set(RECORD)).abstract
    assert abstract is not None
    assert abstract.text == "We asked. Nobody paid. We found 5μg. And more."
    assert [(s.label, s.category, abstract.text[s.start : s.end]) for s in abstract.sections] == [
        ("AIMS", Role.OBJECTIVE, "We asked."),
        ("FUNDING", None, "Nobody paid."),
        ("FINDINGS", Role.RESULTS, "We found 5μg."),
        (None, None, "And more."),
    ]


@pytest.mark.parametrize(
    "content",
    [
        small(7),
        "<?xml version='1.0'?>" + small(7),
        in_a_set(small(7)).replace("PubmedArticleSet", "MedlineCitationSet"),
        small(7).replace("<PubmedArticle>", "").replace("</PubmedArticle>", ""),
        "<PubmedArticleSet><!-- a note --><?pi?>" + small(7) + "</PubmedArticleSet>",
        "\ufeff" + in_a_set(small(7)),
        in_a_set(small(7)).replace("\n", "\r"),
        in_a_set(small(7)).encode("utf-16"),
        gzip.compress(in_a_set(small(7)).encode(), mtime=0),
        in_a_set("<DeleteCitation><PMID>8</PMID></DeleteCitation>", small(7)),
    ],
)
def test_every_wrapping_gives_the_record(tmp_path: Path, content: str | bytes) -> None:
    assert only(tmp_path, content).citation.title == "Invented 7."


def test_declared_encoding_is_read(tmp_path: Path) -> None:
    text = '<?xml version="1.0" encoding="ISO-8859-1"?>' + small(7, inside="<VernacularTitle>Größe</VernacularTitle>")
    assert only(tmp_path, text.encode("latin-1")).citation.vernacular_title == "Größe"


def test_undeclared_windows_1252_is_read_with_a_warning(tmp_path: Path) -> None:
    items = written(
        tmp_path, in_a_set(small(7, inside="<VernacularTitle>Größe</VernacularTitle>"), small(8)).encode("cp1252")
    )
    assert [article.citation.vernacular_title for article in articles(items)] == ["Größe", None]
    assert [item.severity for item in items if isinstance(item, Problem)] == [Severity.WARNING]


def test_a_book_chapter_names_its_book_and_its_authors_not_the_editors(tmp_path: Path) -> None:
    cite = only(
        tmp_path,
        """<PubmedArticleSet><PubmedBookArticle><BookDocument><PMID>9</PMID>
        <ArticleIdList><ArticleId IdType="bookaccession">NBK1</ArticleId>
          <ArticleId IdType="doi">10.9999/book</ArticleId></ArticleIdList>
        <Book><BookTitle>Invented reviews<sup>®</sup></BookTitle><PubDate><Year>1993</Year></PubDate>
          <AuthorList Type="editors"><Author><LastName>Editor</LastName></Author></AuthorList></Book>
        <ArticleTitle>A chapter</ArticleTitle><Language>eng</Language>
        <AuthorList Type="authors"><Author><LastName>Writer</LastName></Author></AuthorList>
        <PublicationType>Review</PublicationType></BookDocument></PubmedBookArticle></PubmedArticleSet>""",
    ).citation
    assert (cite.title, cite.book, cite.journal) == ("A chapter", "Invented reviews®", None)
    assert [author.family for author in cite.authors] == ["Writer"]
    assert (cite.year, cite.doi, cite.publication_types) == (1993, "10.9999/book", ("Review",))


@pytest.mark.parametrize(
    ("printed", "date"),
    [
        ("<Year>2001</Year><Month>03</Month><Day>9</Day>", (2001, 3, 9)),
        ("<Year>2001</Year><Season>Spring</Season>", (2001, None, None)),
        ("<MedlineDate>1998 Dec-1999 Jan</MedlineDate>", (1998, None, None)),
        ("<Year>2001</Year><Day>9</Day>", (2001, None, None)),
        ("<Month>Mar</Month>", (2005, 6, None)),  # no year in print: the electronic date, whole
    ],
)
def test_dates_are_never_made_of_two(tmp_path: Path, printed: str, date: tuple[int | None, ...]) -> None:
    inside = (
        f"<Journal><JournalIssue><PubDate>{printed}</PubDate></JournalIssue></Journal>"
        '<ArticleDate DateType="Electronic"><Year>2005</Year><Month>06</Month></ArticleDate>'
    )
    cite = only(tmp_path, small(7, inside=inside)).citation
    assert (cite.year, cite.month, cite.day) == date
    assert cite.epub == "2005-06"


def test_numbers_of_formulas_are_not_glued(tmp_path: Path) -> None:
    formula = (
        "<mml:math><mml:mfrac><mml:mn>1</mml:mn><mml:mn>2</mml:mn></mml:mfrac></mml:math> of "
        "<mml:math><mml:msup><mml:mn>10</mml:mn><mml:mn>6</mml:mn></mml:msup></mml:math>"
    )
    abstract = only(
        tmp_path, in_a_set(small(7, inside=f"<Abstract><AbstractText>{formula}</AbstractText></Abstract>"))
    ).abstract
    assert abstract is not None
    assert abstract.text == "1/2 of 10⁶"


def test_notices_of_the_old_dtd_are_elements(tmp_path: Path) -> None:
    links = "<CommentsCorrections><ErratumIn><RefSource>Other</RefSource></ErratumIn></CommentsCorrections>"
    cite = only(tmp_path, small(7).replace("</MedlineCitation>", links + "</MedlineCitation>")).citation
    assert cite.notices == (Notice(kind=NoticeKind.ERRATUM_IN, text="Other"),)


@pytest.mark.parametrize(
    ("broken", "what"),
    [
        ("<Title>&", "is no well-formed XML"),
        ("<Title>", "is no well-formed XML"),
        ("\x01", "is no well-formed XML"),
        ("&nbsp;", "is no well-formed XML (Entity 'nbsp' not defined)"),
    ],
)
def test_a_broken_record_costs_only_itself(tmp_path: Path, broken: str, what: str) -> None:
    parts = [small(number, inside=broken if number == 150 else "") for number in range(1, 301)]
    items = written(tmp_path, in_a_set(*parts))
    assert [article.citation.pmid for article in articles(items)] == [str(n) for n in range(1, 301) if n != 150]
    (problem,) = problems(items)
    assert problem.startswith(f"a:152, record 150: {what}")


def test_a_record_without_its_end_costs_only_itself(tmp_path: Path) -> None:
    items = written(tmp_path, in_a_set(small(1), small(2).replace("</PubmedArticle>", ""), small(3)))
    assert [article.citation.pmid for article in articles(items)] == ["1", "3"]
    assert problems(items) == ["a:4, record 2: breaks off before the end of its PubmedArticle; save the record again"]


def test_a_file_cut_off_in_a_record_keeps_those_before(tmp_path: Path) -> None:
    items = written(tmp_path, in_a_set(small(1), small(2))[:-60])
    assert len(articles(items)) == 1
    assert problems(items) == ["a:4, record 2: breaks off before the end of its PubmedArticle; save the record again"]


def test_a_file_cut_off_between_records_is_said_to_be(tmp_path: Path) -> None:
    items = written(tmp_path, in_a_set(small(1), small(2)).removesuffix("</PubmedArticleSet>\n"))
    assert len(articles(items)) == 2
    assert problems(items) == ["a: breaks off after record 2, before the end of its set; save or download it again"]


def test_a_packed_file_cut_off_keeps_what_it_holds(tmp_path: Path) -> None:
    parts = [small(number, inside=f"<Volume>{number**9}</Volume>") for number in range(1, 9001)]
    packed = gzip.compress(in_a_set(*parts).encode(), mtime=0)
    items = written(tmp_path, packed[: len(packed) // 2])
    assert len(articles(items)) > 1000
    assert len(problems(items)) == 1


BOMB = "<!DOCTYPE a [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>"
OUTSIDE = "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hostname'>]>"


@pytest.mark.parametrize("doctype", [BOMB, OUTSIDE])
def test_declared_entities_are_one_problem_and_never_expanded(tmp_path: Path, doctype: str) -> None:
    items = written(tmp_path, f'<?xml version="1.0"?>{doctype}' + small(1, inside="<Language>&b;</Language>"))
    assert problems(items) == [
        "a: declares entities, which no file of PubMed's does, and was not read; save the record from PubMed"
    ]
    assert len(items) == 1


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (in_a_set(), "a: holds no PubMed record; search again, or remove it"),
        (
            "<?xml version='1.0'?><eFetchResult><ERROR>Supplied id parameter is empty.</ERROR></eFetchResult>",
            "a: is an error message of NCBI, not a record; fetch the article again by its PMID",
        ),
        (
            "<?xml version='1.0'?>\n<!DOCTYPE eSearchResult PUBLIC '-//X' 'http://x'>\n<eSearchResult/>",
            "a: is a list of PMIDs, not the records; fetch the articles with `evidence-site fetch`",
        ),
        ("<DeleteCitation><PMID>1</PMID></DeleteCitation>", "a: lists deleted PMIDs and no article; remove it"),
        (in_a_set("<PubmedArticle>\n</PubmedArticle>"), "a:3, record 1: has no identifier, title or abstract"),
        ("<?xml version='1.0' encoding='no-such'?><a/>", "a: names an encoding that does not exist (no-such)"),
        ("<?xml version='1.0'?><opml/>", "a: holds no PubMed record; search again, or remove it"),
    ],
)
def test_what_is_no_article_is_one_clear_problem(tmp_path: Path, content: str, problem: str) -> None:
    items = written(tmp_path, content)
    assert len(items) == 1
    assert problems(items)[0].startswith(problem)


@pytest.mark.parametrize("head", ["<?xml version='1.0'?><!DOCTYPE html><html>", "<html>", "<p>", "PMID- 1", "", "<"])
def test_what_is_no_xml_is_left_to_others(head: str) -> None:
    assert not pubmed_xml.detect(head)


def test_small_chunks_cut_the_same_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = in_a_set(RECORD, small(1), "<DeleteCitation/>", small(2).replace("</PubmedArticle>", ""), small(3))
    whole = written(tmp_path, content)
    monkeypatch.setattr(records, "CHUNK", 7)
    assert written(tmp_path, content) == whole


def test_records_that_never_end_are_cut_in_time_that_grows_with_the_file(tmp_path: Path) -> None:
    items = written(tmp_path, "<PubmedArticleSet>" + "<PubmedArticle>" * 20_000)
    assert len(problems(items)) == len(items) == 20_000


def test_a_record_too_large_for_one_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "CHUNK", 100)
    monkeypatch.setattr(records, "MAX_RECORD", 1000)
    items = written(tmp_path, in_a_set(small(1, inside="x" * 5000), small(2)))
    assert [article.citation.pmid for article in articles(items)] == ["2"]
    assert len(problems(items)) == 1
