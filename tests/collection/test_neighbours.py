from generator.collection.neighbours import neighbours
from generator.collection.summary import ReferenceKey
from tests.collection.rows import row, topic


def test_cards_that_cite_each_other_are_linked_both_ways() -> None:
    cited = row(1, status="Retracted", title="Retracted: A study")
    citing = row(2, references=(ReferenceKey(text="Ng A.", pmid=cited.pmid),))
    around = neighbours([cited, citing])
    assert around[citing.id].cards == {"pmid:99000001": "../pmid-99000001/"}
    assert around[citing.id].notices == {"pmid:99000001": "Retracted"}
    assert [(link.href, link.text) for link in around[cited.id].cited_by] == [
        ("../pmid-99000002/", "Ng et al. 2020: Invented study 2")
    ]


def test_a_card_is_related_to_lists_in_which_it_has_company() -> None:
    asthma = (topic("asthma"),)
    around = neighbours([row(1, conditions=asthma), row(2, conditions=asthma, interventions=(topic("rest"),))])
    assert ("Asthma", "../../browse/condition/asthma/") in [
        (link.text, link.href) for link in around["pmid:99000002"].related
    ]
    assert "Rest (1)" not in [link.text for link in around["pmid:99000002"].related]
