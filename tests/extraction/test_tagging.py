"""Labels of words become spans and back; every shipped model is small, described and fits the program."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.extraction.features import look_at, read_passages
from generator.extraction.mentions import EBM_BOUNDS, PICO_BOUNDS, PICO_LEAST, RCT_BOUNDS
from generator.extraction.network import MODEL, OUTSIDE, TASKS, TOPICS, load_network
from generator.extraction.sentences import find_sentences
from generator.extraction.tagging import kinds_of, probable_kinds, spans_of
from generator.extraction.words import find_words
from tests.articles import article_saying

MODELS = sorted(path for path in MODEL.parent.iterdir() if path.suffix != ".md")


@given(st.lists(st.sampled_from([OUTSIDE, "outcome", "arm"]), min_size=6, max_size=6))
def test_kinds_survive_the_way_through_spans(kinds: list[str]) -> None:
    words = find_words("Pain fell in both groups .")
    assert kinds_of(words, list(spans_of(words, kinds))) == kinds


def test_a_word_that_a_span_cuts_counts_as_inside() -> None:
    assert kinds_of(find_words("pain scores fell"), [("outcome", 2, 7)]) == ["outcome", "outcome", OUTSIDE]


@pytest.mark.parametrize("model", MODELS, ids=lambda path: path.stem)
def test_a_shipped_model_is_at_most_10_megabytes_and_has_its_card(model: Path) -> None:
    assert model.stat().st_size <= 10_000_000
    assert model.with_suffix(".md").read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize(
    ("task", "bounds"), [("pico", PICO_BOUNDS), ("pico", PICO_LEAST), ("ebm_nlp", EBM_BOUNDS), ("rct_art", RCT_BOUNDS)]
)
def test_the_network_knows_every_kind_that_has_a_bound(task: str, bounds: dict[str, float]) -> None:
    assert set(bounds) <= set(TASKS[task]) - {OUTSIDE}


@given(st.text(min_size=1, max_size=80), st.text(max_size=200))
def test_every_word_and_every_sentence_gets_probabilities_that_add_up(title: str, abstract: str) -> None:
    article = article_saying(abstract, title=title)
    passages = read_passages(article, find_sentences(article))
    if not passages:
        return
    network = load_network()
    reading = network.read(look_at(passages, (), network.vocabulary))
    words = sum(len(passage.words) for passage in passages)
    assert {task: given.shape for task, given in reading.kinds.items()} == {
        task: (words, len(kinds)) for task, kinds in TASKS.items()
    }
    assert reading.topics.shape == (len(passages), len(TOPICS))
    for shares in (*reading.kinds.values(), reading.topics):
        assert np.allclose(shares.sum(axis=1), 1, atol=1e-4)
        assert (shares >= 0).all()


def test_of_the_kinds_that_reach_their_bound_the_one_furthest_above_is_given() -> None:
    shares = np.array([[0.4, 0.3, 0.3, 0.0], [0.7, 0.2, 0.1, 0.0], [0.1, 0.0, 0.0, 0.9]], np.float32)
    bounds = {"participants": 0.25, "interventions": 0.2}
    assert probable_kinds("ebm_nlp", shares, bounds) == ["interventions", OUTSIDE, OUTSIDE]
