"""Roles of sentences where no label says them: a linear-chain CRF over the sentences of the abstract.

The sequence of rhetorical parts is what makes the task easy (Hirohata et al. 2008; Jin & Szolovits 2018), so a
sentence is described by its words, its place and its neighbours, and the chain decides. ``training/roles.py``
trains the model with the same ``sentence_features``; its card stands beside it in ``models/``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate, groupby, pairwise
from pathlib import Path

import pycrfsuite

from generator.article import Role
from generator.extraction.lexicon import Rule, holding, load_rules

MODEL = Path(__file__).with_name("models") / "roles.crfsuite"
NOT_ABOUT_THE_STUDY = "NONE"
"""The model's sixth label: registrations, funding, disclosures."""

_TOKEN = re.compile(r"\d[\d.,·]*|[^\W\d_]+(?:[-'][^\W\d_]+)*|%|[<>=±≤≥]")


def tokens_of(sentence: str) -> list[str]:
    """The sentence's words in lower case, with one sign for every number."""
    return ["0" if token[0].isdecimal() else token.lower() for token in _TOKEN.findall(sentence)]


def abstract_features(sentences: Sequence[str]) -> list[list[str]]:
    """What the model sees of each sentence of an abstract, in order."""
    tokens = [tokens_of(sentence) for sentence in sentences]
    marks = [_marks(sentence) for sentence in sentences]
    own = [_own_features(words, found) for words, found in zip(tokens, marks, strict=True)]
    cues = [_cues(words) for words in tokens]
    around = list(_landmarks(marks))
    last = len(sentences) - 1
    return [
        own[n]
        + around[n]
        + _place(n, last)
        + [f"-1|{cue}" for cue in (cues[n - 1] if n else ("first",))]
        + [f"+1|{cue}" for cue in (cues[n + 1] if n < last else ("last",))]
        for n in range(last + 1)
    ]


def _marks(sentence: str) -> list[Rule]:
    """The rules that hold for a sentence: its tenses, numbers and landmarks."""
    return list(holding(load_rules("role_cues"), sentence))


def _own_features(words: list[str], marks: list[Rule]) -> list[str]:
    """Words, pairs of words, beginning, numbers and tenses of one sentence."""
    numbers = words.count("0")
    found = [f"w|{word}" for word in sorted(set(words))]
    found += [f"b|{first} {second}" for first, second in sorted(set(pairwise(words)))]
    found += [f"s{size}|{' '.join(words[:size])}" for size in (1, 2, 3)]
    found += [f"t|{rule.value}" for rule in marks]
    found.append(f"n|{min(numbers, 6)}")
    found.append(f"l|{min(len(words) // 6, 8)}")
    return found


def _landmarks(found_in: Sequence[list[Rule]]) -> Iterator[list[str]]:
    """How many aims, results and plans stand before and after each sentence."""
    rules = [rule for rule in load_rules("role_cues") if rule.extra["kind"] == "landmark"]
    until = [(rule.value, list(accumulate((rule in found for found in found_in), initial=0))) for rule in rules]
    last = len(found_in) - 1
    planned = any(seen[-1] > 1 for name, seen in until if name == "plan")
    for n in range(last + 1):
        found = [
            f"{name}{side}{min(number, 3)}"
            for name, seen in until
            for side, number in (("<", seen[n]), (">", seen[-1] - seen[n + 1]))
        ]
        yield [f"m|{' '.join(found)}", *(f"m|{mark}" for mark in found), f"m|{planned} {min(last - n, 4)}"]


def _cues(words: list[str]) -> list[str]:
    """What a neighbour is told of a sentence: how it begins, and its words."""
    return [f"s|{' '.join(words[:2])}", *(f"w|{word}" for word in sorted(set(words)))]


def _place(n: int, last: int) -> list[str]:
    """Where the sentence stands: from the beginning, from the end, as a tenth of the whole."""
    return [f"i|{min(n, 8)}", f"e|{min(last - n, 8)}", f"r|{10 * n // (last + 1)}", f"c|{min(last, 20)}"]


@cache
def _tagger() -> pycrfsuite.Tagger:
    """The shipped model, opened once."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(MODEL))
    return tagger


def predict_roles(sentences: Sequence[str], allowed: Sequence[frozenset[Role]]) -> list[Role]:
    """The likeliest role of each sentence among those that its section allows.

    A stretch of sentences that share a few allowed roles ("METHODS AND FINDINGS") takes them in NLM's order, which
    is the order in which authors write.
    """
    tagger = _tagger()
    free = [_role(label) for label in tagger.tag(abstract_features(sentences))]
    chosen: list[Role] = []
    for options, stretch in groupby(range(len(sentences)), key=lambda n: allowed[n]):
        places = list(stretch)
        chosen += [free[n] for n in places] if len(options) == len(Role) else _in_order(tagger, places, options)
    return chosen


def _role(label: str) -> Role:
    """The role for a label of the model; NLM's list of 2013 files what is not about the study under BACKGROUND."""
    return Role.BACKGROUND if label == NOT_ABOUT_THE_STUDY else Role(label)


def _in_order(tagger: pycrfsuite.Tagger, places: Sequence[int], options: frozenset[Role]) -> list[Role]:
    """The likeliest ascending sequence of the allowed roles over some sentences of the abstract just tagged."""
    roles = [role for role in Role if role in options]
    best: list[tuple[float, list[Role]]] = [(0.0, [])] * len(roles)
    for place in places:
        grown = []
        for k, role in enumerate(roles):
            score, path = max(best[: k + 1], key=lambda scored: scored[0])
            grown.append((score + math.log(max(tagger.marginal(role, place), 1e-9)), [*path, role]))
        best = grown
    return max(best, key=lambda scored: scored[0])[1]
