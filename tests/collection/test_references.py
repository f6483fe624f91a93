from generator.collection.references import cited_by, cited_here, most_wanted
from generator.collection.summary import ReferenceKey
from tests.collection.rows import row


def ref(pmid: str | None = None, doi: str | None = None) -> ReferenceKey:
    return ReferenceKey(text=f"Author A. {pmid or doi or 'Unnamed'}.", pmid=pmid, doi=doi)


def test_a_card_knows_the_cards_that_cite_it_by_pmid_or_doi() -> None:
    first = row(1)
    citing = [row(2, references=(ref(pmid=first.pmid),)), row(3, references=(ref(doi="10.5555/INVENTED.1"),))]
    rows = [first, *citing]
    assert cited_by(cited_here(rows), rows) == {first.id: citing}


def test_a_card_does_not_cite_itself_and_cites_another_once() -> None:
    first = row(1, references=(ref(pmid="99000001"),))
    twice = row(2, references=(ref(pmid=first.pmid), ref(doi=first.doi)))
    rows = [first, twice]
    assert cited_by(cited_here(rows), rows) == {first.id: [twice]}


def test_wanted_are_references_of_several_cards_that_are_no_cards() -> None:
    shared, alone = ref(pmid="5"), ref(pmid="6")
    rows = [row(1, references=(shared, alone)), row(2, references=(shared, ref(pmid="99000001")))]
    (wanted,) = most_wanted(rows)
    assert (wanted.fetch, len(wanted.cited_by)) == ("5", 2)


def test_references_without_identifiers_are_nobodys() -> None:
    assert most_wanted([row(1, references=(ref(),)), row(2, references=(ref(),))]) == ()
