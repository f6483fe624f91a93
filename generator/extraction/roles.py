"""Roles of sentences where no label says them: a linear-chain CRF over the sentences of the abstract.

The sequence of rhetorical parts is what makes the task easy (Hirohata et al. 2008; Jin & Szolovits 2018), so a
sentence is described by its words, its place and its neighbours, and the chain decides. ``training/roles.py``
trains the model on what ``tell`` says of the sentences; its card stands beside it in ``models/``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate, count, groupby, pairwise, repeat
from pathlib import Path

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from generator.article import Role
from generator.extraction.lexicon import Rules, holding, load_rules
from generator.extraction.searching import Patterns

MODEL = Path(__file__).with_name("models") / "roles.npz"
NOT_ABOUT_THE_STUDY = "NONE"
"""The model's sixth label: registrations, funding, disclosures."""
FIRST, LAST = "first", "last"
"""What is told in place of the sentence before the first one, and behind the last one."""
LEAST = 1e-9
"""The least probability that a role is taken to have."""

_TOKEN = re.compile(r"\d[\d.,·]*|[^\W\d_]+(?:[-'][^\W\d_]+)*|%|[<>=±≤≥]")

Floats = NDArray[np.float32]
Span = tuple[int, int]


class Told(Struct, frozen=True):
    """What the model is told of a sentence."""

    words: list[str]
    """Its words, each once; told of the sentence itself and to its neighbours."""
    pairs: list[tuple[str, str]]
    """Its pairs of words, each once."""
    beginning: str
    """Its first two words; told to its neighbours."""
    signs: list[str]
    """How it begins, its tenses and numbers, the landmarks around it, its length and its place."""


def tell(text: str, spans: Sequence[Span]) -> list[Told]:
    """What the model is told of each of an abstract's sentences, ``[start, end)``, in order."""
    marks = [_marks(text, start, end) for start, end in spans]
    around = list(_landmarks(marks))
    last = len(spans) - 1
    told = []
    for n, (start, end) in enumerate(spans):
        tokens = tokens_of(text, start, end)
        told.append(
            Told(
                words=list(dict.fromkeys(tokens)),
                pairs=list(dict.fromkeys(pairwise(tokens))),
                beginning=" ".join(tokens[:2]),
                signs=[*_signs(tokens, marks[n]), *around[n], *_place(n, last)],
            )
        )
    return told


def tokens_of(text: str, start: int, end: int) -> list[str]:
    """The words of ``text[start:end]`` in lower case, with one sign for every number."""
    return ["0" if token[0].isdecimal() else token.lower() for token in _TOKEN.findall(text, start, end)]


def _marks(text: str, start: int, end: int) -> list[str]:
    """What holds for a sentence: its tenses, numbers and landmarks."""
    found = {rule.value for rule in holding(_anywhere(), text, start, end)}
    sentence = text[start:end]
    return [
        rule.value
        for rule in load_rules("role_cues")
        if rule.value in found or (rule.extra["kind"] == "opening" and rule.pattern.match(sentence))
    ]


@cache
def _anywhere() -> Rules:
    """The rules for words that may stand anywhere in a sentence."""
    return Patterns(rule for rule in load_rules("role_cues") if rule.extra["kind"] != "opening")


def _signs(tokens: list[str], marks: list[str]) -> Iterator[str]:
    """Beginning, tenses, numbers and length of one sentence."""
    for size in (1, 2, 3):
        yield f"s{size}|{' '.join(tokens[:size])}"
    for mark in marks:
        yield f"t|{mark}"
    yield f"n|{min(tokens.count('0'), 6)}"
    yield f"l|{min(len(tokens) // 6, 8)}"


def _landmarks(found_in: Sequence[list[str]]) -> Iterator[list[str]]:
    """How many aims, results and plans stand before and after each sentence."""
    names = [rule.value for rule in load_rules("role_cues") if rule.extra["kind"] == "landmark"]
    until = [(name, list(accumulate((name in found for found in found_in), initial=0))) for name in names]
    last = len(found_in) - 1
    planned = any(seen[-1] > 1 for name, seen in until if name == "plan")
    for n in range(last + 1):
        found = [
            f"{name}{side}{min(number, 3)}"
            for name, seen in until
            for side, number in (("<", seen[n]), (">", seen[-1] - seen[n + 1]))
        ]
        yield [f"m|{' '.join(found)}", *(f"m|{mark}" for mark in found), f"m|{planned} {min(last - n, 4)}"]


def _place(n: int, last: int) -> list[str]:
    """Where the sentence stands: from the beginning, from the end, as a tenth of the whole."""
    return [f"i|{min(n, 8)}", f"e|{min(last - n, 8)}", f"r|{10 * n // (last + 1)}", f"c|{min(last, 20)}"]


class Chain(Struct, frozen=True, eq=False):
    """The weights of a trained chain of L labels. Row 0 is for what the model does not know."""

    labels: list[str]
    words: Mapping[str, int]
    """The row of each word."""
    pairs: Mapping[tuple[str, str], int]
    beginnings: Mapping[str, int]
    signs: Mapping[str, int]
    weights: Floats
    """(rows, 3, L): what each speaks for in its own sentence, in the one behind it and in the one before it."""
    following: Floats
    """(L, L): what a label speaks for in the sentence behind it."""

    def scores(self, told: Sequence[Told]) -> Floats:
        """(n, L): what speaks for each label of each sentence, the labels of its neighbours apart."""
        word, pair, sign = self.words.get, self.pairs.get, self.signs.get
        rows, starts, nothing = list[int](), list[int](), repeat(0)
        for one in told:
            starts.append(len(rows))
            rows.append(self.beginnings.get(one.beginning, 0))
            rows += map(word, one.words, nothing)
            rows += map(pair, one.pairs, nothing)
            rows += map(sign, one.signs, nothing)
        said = np.add.reduceat(self.weights.take(rows, axis=0), starts)
        scores: Floats = said[:, 0]
        scores[1:] += said[:-1, 1]
        scores[:-1] += said[1:, 2]
        scores[0] += self.weights[self.signs[FIRST], 1]
        scores[-1] += self.weights[self.signs[LAST], 2]
        return scores

    def best(self, scores: Floats) -> list[int]:
        """The likeliest sequence of labels, by their numbers (Viterbi 1967)."""
        reached, ways = scores[0], []
        for own in scores[1:]:
            ways.append(reached[:, None] + self.following)
            reached = np.maximum.reduce(ways[-1]) + own
        came_from = np.argmax(ways, axis=1) if ways else []
        path = [int(reached.argmax())]
        for before in reversed(came_from):
            path.append(int(before[path[-1]]))
        return path[::-1]

    def probabilities(self, scores: Floats) -> Floats:
        """(n, L): how probable each label of each sentence is, whatever the others are."""
        forward, backward = scores.copy(), np.zeros_like(scores)
        for n in range(1, len(scores)):
            forward[n] += np.logaddexp.reduce(forward[n - 1][:, None] + self.following, axis=0)
            backward[-n - 1] = np.logaddexp.reduce(self.following + scores[-n] + backward[-n], axis=1)
        both = forward + backward
        result: Floats = np.exp(both - np.logaddexp.reduce(both, axis=1)[:, None])
        return result


@cache
def load_chain(path: Path = MODEL) -> Chain:
    """The shipped model, or another one, read once."""
    with np.load(path) as stored:
        labels, *kinds = (
            bytes(stored[name]).decode().split("\n") for name in ("labels", "words", "pairs", "beginnings", "signs")
        )
        weights = np.zeros((1 + sum(map(len, kinds)), 3, len(labels)), np.float32)
        weights.reshape(-1)[stored["places"]] = stored["weights"]
        following = stored["following"]
    row = count(1)
    words, joined, beginnings, signs = ({name: next(row) for name in names} for names in kinds)
    pairs = {(first, second): place for (first, second), place in ((pair.split(" "), joined[pair]) for pair in joined)}
    return Chain(labels, words, pairs, beginnings, signs, weights, following)


def predict_roles(text: str, spans: Sequence[Span], allowed: Sequence[frozenset[Role]]) -> list[Role]:
    """The likeliest role of each sentence, ``[start, end)``, among those that its section allows.

    A stretch of sentences that share a few allowed roles ("METHODS AND FINDINGS") takes them in NLM's order, which
    is the order in which authors write.
    """
    chain = load_chain()
    scores = chain.scores(tell(text, spans))
    free = [_role(chain.labels[label]) for label in chain.best(scores)]
    chosen: list[Role] = []
    for options, stretch in groupby(range(len(spans)), key=lambda n: allowed[n]):
        places = list(stretch)
        chosen += [free[n] for n in places] if len(options) == len(Role) else _in_order(chain, scores, places, options)
    return chosen


def _role(label: str) -> Role:
    """The role for a label of the model; NLM's list of 2013 files what is not about the study under BACKGROUND."""
    return Role.BACKGROUND if label == NOT_ABOUT_THE_STUDY else Role(label)


def _in_order(chain: Chain, scores: Floats, places: Sequence[int], options: frozenset[Role]) -> list[Role]:
    """The likeliest ascending sequence of the allowed roles over some sentences of an abstract."""
    roles = [role for role in Role if role in options]
    columns = [chain.labels.index(role) for role in roles]
    sure = np.log(np.maximum(chain.probabilities(scores)[places][:, columns], LEAST)).tolist()
    best: list[tuple[float, list[Role]]] = [(0.0, [])] * len(roles)
    for certainty in sure:
        grown = []
        for k, role in enumerate(roles):
            score, path = max(best[: k + 1], key=lambda scored: scored[0])
            grown.append((score + certainty[k], [*path, role]))
        best = grown
    return max(best, key=lambda scored: scored[0])[1]
