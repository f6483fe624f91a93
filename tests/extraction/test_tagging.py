"""Labels of words become spans and back; every shipped model is small, described and fits the program."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.extraction.mentions import EBM_BOUNDS, PICO_BOUNDS, PICO_LEAST, RCT_BOUNDS
from generator.extraction.tagging import FOLDER, OUTSIDE, kinds_of, load_model, spans_of
from generator.extraction.words import find_words

MODELS = sorted(FOLDER.glob("*.crfsuite"))


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
    ("model", "bounds"), [("pico", PICO_BOUNDS), ("pico", PICO_LEAST), ("ebm_nlp", EBM_BOUNDS), ("rct_art", RCT_BOUNDS)]
)
def test_a_model_knows_every_kind_it_is_asked_for(model: str, bounds: dict[str, float]) -> None:
    assert set(bounds) <= set(load_model(model).labels())
