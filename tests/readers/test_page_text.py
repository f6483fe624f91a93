"""Pasted pages in, articles out. All but the user's seed are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.article import Article, Author, Citation, MeshHeading, Notice, NoticeKind, Reference, Role
from generator.problems import Problem
from generator.readers import page_text, read_path

SEED = Path(__file__).parents[2] / "seeds" / "blinatumomab-pediatric-b-cell-all-queudeville-2021.txt"

HEAD = """\
Skip to main page content
U.S. flagAn official website of the United States government Here's how you know
Access keysNCBI HomepageMyNCBI HomepageMain ContentMain Navigation
Search:
Actions
Cite
Page navigation
Title & authors
Abstract
Similar articles
References
MeSH terms
Review J Inv
. 2021 Apr 5;106(4):473-83. doi: 10.1000/inv.2021.1. Epub 2021 Jan 11.
Inventedmab against placebo
Ann Ng 1, Jan van der Berg Jr 1 2, Invented Study Group
Affiliations Expand
PMID: 90000001 PMCID: PMC9000001 DOI: 10.1000/inv.2021.1
"""
ABSTRACT = """\
Abstract
Background: Nobody knew.

Main outcomes and measures: Survival.

Results: Of 10 people, 5 (50%) were better.

Keywords: invention; placebo.
Copyright © 2021 Nobody.

PubMed Disclaimer
"""
TAIL = """\
Erratum in
Correction to inventedmab.
[No authors listed]
J Inv. 2021 May;106(5):9. doi: 10.1000/inv.2021.9.
PMID: 90000009 No abstract available.
Similar articles
Another article that is not ours.
Other A.
J Oth. 2001 Jan;1(1):1-2. doi: 10.1000/oth.
PMID: 90000002 Free PMC article.
See all similar articles
References
First A. Title. J One. 2001;1:608–614. - PMC - PubMed

Second B. Title. J Two. 2002;2:2. doi: 10.1000/two.
Show all 28 references
Publication types
Review
Clinical Trial
MeSH terms
Humans
Imagined Disease / drug therapy
Imagined Disease / mortality*
Substances
inventedmab
LinkOut - more resources
"""


def read_text(tmp_path: Path, text: str) -> Article | Problem:
    path = tmp_path / "seed"
    path.write_text(text, encoding="utf-8")
    (item,) = read_path(path, shown_as="page.txt")
    return item


def article(tmp_path: Path, text: str) -> Article:
    item = read_text(tmp_path, text)
    assert isinstance(item, Article), item
    assert item.source.format == "page-text"
    return item


def test_the_users_seed_says_what_its_page_says() -> None:
    (seed,) = read_path(SEED, shown_as="seed.txt")
    assert isinstance(seed, Article)
    assert seed.citation == Citation(
        title="Blinatumomab in pediatric patients with relapsed/refractory"
        " B-cell precursor acute lymphoblastic leukemia",
        authors=(Author(family="Queudeville", given="Manon"),),
        authors_complete=False,
        journal_abbrev="Eur J Haematol",
        year=2021,
        month=4,
        epub="2021-01-11",
        volume="106",
        issue="4",
        pages="473-483",
        doi="10.1111/ejh.13569",
    )
    assert seed.abstract
    assert [(part.label, part.category) for part in seed.abstract.sections] == [
        ("Objective", Role.OBJECTIVE),
        ("Methods", Role.METHODS),
        ("Results", Role.RESULTS),
        ("Conclusions", Role.CONCLUSIONS),
    ]
    assert [(reference.pmid, reference.pmcid) for reference in seed.references] == [
        ("19841326", "PMC2815999"),
        ("20970323", None),
        ("28591537", None),
        ("28249141", None),
        ("29358182", "PMC6027091"),
    ]
    assert seed.references[0].text.startswith("Ko RH, Ji L, Barnette P, et al. Outcome of patients")


def test_a_whole_page_of_the_present_site(tmp_path: Path) -> None:
    found = article(tmp_path, HEAD + ABSTRACT + TAIL)
    assert found.citation == Citation(
        title="Inventedmab against placebo",
        authors=(
            Author(family="Ng", given="Ann"),
            Author(family="van der Berg", given="Jan", suffix="Jr"),
            Author(collective="Invented Study Group"),
        ),
        journal_abbrev="J Inv",
        year=2021,
        month=4,
        day=5,
        epub="2021-01-11",
        volume="106",
        issue="4",
        pages="473-483",
        pmid="90000001",
        pmcid="PMC9000001",
        doi="10.1000/inv.2021.1",
        publication_types=("Review", "Clinical Trial"),
        mesh=(
            MeshHeading(term="Humans"),
            MeshHeading(term="Imagined Disease", qualifiers=("drug therapy", "mortality"), major=True),
        ),
        keywords=("invention", "placebo"),
        substances=("inventedmab",),
        notices=(
            Notice(
                kind=NoticeKind.ERRATUM_IN,
                text="Correction to inventedmab. [No authors listed] J Inv. 2021 May;106(5):9."
                " doi: 10.1000/inv.2021.9. PMID: 90000009 No abstract available.",
                pmid="90000009",
                doi="10.1000/inv.2021.9",
            ),
        ),
    )
    assert found.copyright == "Copyright © 2021 Nobody."
    assert found.references == (
        Reference(text="First A. Title. J One. 2001;1:608–614."),
        Reference(text="Second B. Title. J Two. 2002;2:2. doi: 10.1000/two.", doi="10.1000/two"),
    )
    assert found.abstract
    assert [part.label for part in found.abstract.sections] == ["Background", "Main outcomes and measures", "Results"]


def test_a_page_of_the_old_site(tmp_path: Path) -> None:
    found = article(
        tmp_path,
        """\
PubMed
Format: Abstract
Send to
J Inv. 2010 Feb 1;28(4):648-54. doi: 10.1000/inv. Epub 2009 Oct 19.
Inventedmab against placebo.
Ng A1, van der Berg J2.
Author information
1
Invented University.
Abstract
BACKGROUND:
Nobody knew.
RESULTS:
Of 10 people, 5 were better.
PMID: 90000001 PMCID: PMC9000001 DOI: 10.1000/inv
[Indexed for MEDLINE] Free PMC Article
""",
    )
    cite = found.citation
    assert (cite.title, cite.journal_abbrev, cite.pages) == ("Inventedmab against placebo.", "J Inv", "648-654")
    assert (cite.pmid, cite.epub) == ("90000001", "2009-10-19")
    assert cite.authors == (Author(family="Ng", initials="A"), Author(family="van der Berg", initials="J"))
    assert found.abstract
    assert found.abstract.text == "Nobody knew. Of 10 people, 5 were better."


@pytest.mark.parametrize("text", [ABSTRACT, ABSTRACT.removeprefix("Abstract\n")])
def test_the_abstract_alone_is_an_article_without_a_title(tmp_path: Path, text: str) -> None:
    found = article(tmp_path, text)
    assert found.citation == Citation(keywords=("invention", "placebo"))
    assert found.abstract
    assert found.abstract.text == "Nobody knew. Survival. Of 10 people, 5 (50%) were better."


def test_a_page_without_an_abstract_has_none(tmp_path: Path) -> None:
    found = article(tmp_path, HEAD + "No abstract available\nPubMed Disclaimer\n" + TAIL)
    assert found.abstract is None
    assert found.citation.title == "Inventedmab against placebo"


def test_a_page_that_is_cut_off_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    found = article(tmp_path, HEAD + ABSTRACT[:60])
    assert found.citation.pmid == "90000001"
    assert found.abstract
    assert found.abstract.sections[0].label == "Background"


def test_a_page_pasted_from_its_middle_is_a_problem_and_takes_nothing_from_other_articles(tmp_path: Path) -> None:
    problem = read_text(tmp_path, TAIL)
    assert str(problem) == (
        "page.txt: a part of a page without the article's title and abstract;"
        " copy the page again, from its top to the references"
    )


def test_other_text_is_no_page() -> None:
    assert not page_text.detect("Dear colleague, please find attached nothing: at all.\nBest wishes")


@pytest.mark.parametrize(
    ("head", "journal", "kinds"),
    [
        ("Meta-Analysis\nJ Inv\n. 2014 Feb 12;3(6):579-86. doi: 10.1000/x.\nA title", "J Inv", ("Meta-Analysis",)),
        ("Review J Inv\n. 2014;3(6):579-86.\ndoi: 10.1000/x.\nEpub 2013 Jan 2.\nA title", "J Inv", ("Review",)),
        ("J Inv\n. 2014 Feb 1:10.1000/x. doi: 10.1000/x. Online ahead of print.\nA title", "J Inv", ()),
        ("A title\nAnn Ng\nJ Inv. 2014;3(2):1-5. doi: 10.1000/x", "J Inv", ()),
        ("Add to Collections\nA title\n\nAnn Ng et al. J Inv. 2014 Feb.", "J Inv", ()),
        ("# A title\n\n- J Inv. 2014;3(2):1-5.\n", "J Inv", ()),
    ],
)
def test_heads_come_in_many_shapes(tmp_path: Path, head: str, journal: str, kinds: tuple[str, ...]) -> None:
    cite = article(tmp_path, f"{head}\n\n## Abstract\n\n**Background:** Nobody knew.\n\nPubMed Disclaimer\n").citation
    assert (cite.title, cite.journal_abbrev, cite.year, cite.publication_types) == ("A title", journal, 2014, kinds)
