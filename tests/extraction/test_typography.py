"""What is read does not hang on which hyphen or apostrophe a publisher prints."""

from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from generator.extraction import extract
from generator.extraction.typography import plain_copy
from tests.articles import article_saying

TITLE = "Low-dose exemplin for Crohn's disease: a double-blind, placebo-controlled trial"
ABSTRACT = (
    "Sixty-two adults with Crohn's disease were randomised in a double-blind trial to low-dose exemplin (n = 30) or "
    "placebo (n = 32). After 5-year follow-up, relapse-free survival (RF-S) was 60% with low-dose exemplin and 40% "
    "with placebo (P = .01). Patients' self-rated health did not differ."
)
SIGNS = {"-": "-‐‑", "'": "'‘’"}

PLACES = [at for at, sign in enumerate(TITLE + ABSTRACT) if sign in SIGNS]
"""Where a publisher may print another sign."""


@given(st.tuples(*(st.sampled_from(SIGNS[(TITLE + ABSTRACT)[at]]) for at in PLACES)))
def test_the_same_is_told_whatever_hyphens_and_apostrophes_are_printed(signs: tuple[str, ...]) -> None:
    printed = list(TITLE + ABSTRACT)
    for at, sign in zip(PLACES, signs, strict=True):
        printed[at] = sign
    title, abstract = "".join(printed[: len(TITLE)]), "".join(printed[len(TITLE) :])
    record = extract(article_saying(abstract, title=title))
    plain = extract(article_saying(ABSTRACT, title=TITLE))
    assert record.text_of("title") == title
    assert record.text_of("abstract") == abstract
    texts = {"title": title, "abstract": abstract}
    assert as_data(record.design) == in_print(as_data(plain.design), texts)
    assert as_data(record.population) == in_print(as_data(plain.population), texts)
    assert as_data(record.findings) == in_print(as_data(plain.findings), texts)


def test_names_are_those_of_the_print_and_values_of_closed_lists_are_not() -> None:
    record = extract(article_saying(ABSTRACT.replace("-", "‐"), title=TITLE))
    assert record.population.sample_size is not None
    assert record.population.sample_size.quote.text == "Sixty‐two"
    assert [item.short for item in record.abbreviations] == ["RF‐S"]
    assert {one.outcome.text for one in record.findings if one.statistic and one.outcome} == {
        "relapse‐free survival (RF‐S)"
    }
    assert record.design.masking is not None
    assert record.design.masking.value == "Double-blind"


def test_an_article_without_such_signs_is_its_own_copy() -> None:
    article = article_saying(ABSTRACT, title=TITLE)
    assert plain_copy(article) is article


def test_an_article_without_an_id_keeps_that_of_its_own_words() -> None:
    article = article_saying(ABSTRACT.replace("-", "‑"), title=TITLE)
    assert extract(article).id == article.id


def as_data(part: Any) -> Any:
    return msgspec.to_builtins(part)


def in_print(data: Any, texts: dict[str, str]) -> Any:
    """The data with each quote, and each name that stands in its quote, as the texts have it."""
    if isinstance(data, tuple):
        return tuple(in_print(one, texts) for one in data)
    if not isinstance(data, dict):
        return data
    if "in" in data:
        return data | {"text": texts[data["in"]][data["start"] : data["end"]]}
    told = {name: in_print(one, texts) for name, one in data.items()}
    names = {"name", "text", "short", "long"} | ({"value"} if {*data} == {"value", "quote"} else set())
    for name in names & {name for name, one in data.items() if isinstance(one, str)}:
        at = data["quote"]["text"].find(data[name])
        if at >= 0:
            told[name] = told["quote"]["text"][at:][: len(data[name])]
    return told
