"""The chain of sentence roles: what it makes of scores, checked against every sequence of labels there is."""

from itertools import pairwise, product

import numpy as np
import pytest

from generator.article import Role
from generator.extraction.roles import NOT_ABOUT_THE_STUDY, Chain, load_chain, tell

LABELS = ["aim", "method", "result"]


def chain(following: list[list[float]]) -> Chain:
    return Chain(
        labels=LABELS,
        words={"we": 1, "pain": 2},
        pairs={("we", "pain"): 3},
        beginnings={"we pain": 4},
        signs={"first": 5, "last": 6},
        weights=np.arange(7 * 3 * 3, dtype=np.float32).reshape(7, 3, 3) * (np.arange(7) > 0)[:, None, None],
        following=np.array(following, np.float32),
    )


def all_ways(scores: np.ndarray, following: np.ndarray) -> dict[tuple[int, ...], float]:
    """Each sequence of labels with what speaks for it."""
    return {
        way: sum(scores[n, label] for n, label in enumerate(way)) + sum(following[a, b] for a, b in pairwise(way))
        for way in product(range(scores.shape[1]), repeat=len(scores))
    }


@pytest.mark.parametrize("seed", range(8))
def test_the_best_sequence_and_the_probabilities_are_those_of_all_sequences(seed: int) -> None:
    drawn = np.random.default_rng(seed)
    scores = drawn.normal(size=(4, 3)).astype(np.float32)
    model = chain(drawn.normal(size=(3, 3)).tolist())
    ways = all_ways(scores, model.following)
    assert tuple(model.best(scores)) == max(ways, key=lambda way: ways[way])
    weights = {way: np.exp(speaks) for way, speaks in ways.items()}
    expected = [
        [
            sum(weight for way, weight in weights.items() if way[n] == label) / sum(weights.values())
            for label in range(3)
        ]
        for n in range(4)
    ]
    assert model.probabilities(scores) == pytest.approx(np.array(expected), rel=1e-4)


def test_a_sentence_alone_has_its_best_label() -> None:
    model = chain([[9.0, 0, 0], [0, 0, 0], [0, 0, 0]])
    assert model.best(np.array([[1.0, 3.0, 2.0]], np.float32)) == [1]


def test_what_is_told_counts_for_the_sentence_and_for_its_neighbours() -> None:
    model = chain([[0.0] * 3] * 3)
    text = "We pain. Pain it."
    scores = model.scores(tell(text, [(0, 8), (9, 17)]))
    own, behind, before = (model.weights[:, side] for side in range(3))
    assert scores[0].tolist() == (own[1] + own[2] + own[3] + own[4] + behind[5] + before[2]).tolist()
    assert scores[1].tolist() == (own[2] + behind[1] + behind[2] + behind[3] + behind[4] + before[6]).tolist()


def test_the_shipped_model_knows_all_roles_and_what_is_none() -> None:
    assert set(load_chain().labels) == {*Role, NOT_ABOUT_THE_STUDY}


def test_a_sentence_begins_with_an_infinitive_only_at_its_own_beginning() -> None:
    text = "To learn more we met. Due to illness nobody came."
    first, second = tell(text, [(0, 21), (22, 49)])
    assert "t|infinitive" in first.signs
    assert "t|infinitive" not in second.signs
