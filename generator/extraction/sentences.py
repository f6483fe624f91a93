"""Sentences of the abstract and their roles."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import accumulate

from generator.article import Abstract, Article, Role
from generator.evidence import Sentence
from generator.extraction.languages import is_foreign
from generator.extraction.lexicon import first_hit, hits, load_rules
from generator.extraction.numbers import find_numbers
from generator.extraction.roles import predict_roles
from generator.extraction.running_labels import label_of
from generator.extraction.splitting import split_text
from generator.readers.labels import category_of

EVERY_ROLE = frozenset(Role)


def find_sentences(article: Article) -> tuple[Sentence, ...]:
    """The abstract's sentences in order; together they cover its text but for the white space between them.

    A printed label gives its sentences their role, in running text, too ("Methods: we asked"). Where there is none, or
    where it joins several ("METHODS AND FINDINGS"), the sequence model chooses among the roles that are left. A
    translation behind the abstract is background: no result is read from it.
    """
    if article.abstract is None:
        return ()
    text = article.abstract.text
    spans: list[tuple[int, int]] = []
    allowed: list[frozenset[Role]] = []
    for start, end, roles in _stretches(article.abstract):
        sentences = list(split_text(text, start, end))
        spans += sentences
        allowed += _in_running_text(text, sentences) if roles == EVERY_ROLE else [roles] * len(sentences)
    return tuple(
        Sentence(start=start, end=end, role=Role.BACKGROUND if is_foreign(text[start:end]) else role)
        for (start, end), role in zip(spans, _roles(text, spans, allowed), strict=True)
    )


def _roles(text: str, spans: list[tuple[int, int]], allowed: list[frozenset[Role]]) -> list[Role]:
    """A role for each sentence; the model is asked only where some sentence has more than one to choose from."""
    if all(len(options) == 1 for options in allowed):
        return [next(iter(options)) for options in allowed]
    if len(spans) == 1 and find_numbers(text):
        return [Role.RESULTS]  # the model reads a sentence by its neighbours; one alone that has numbers reports them
    return predict_roles(text, spans, allowed)


def _stretches(abstract: Abstract) -> Iterator[tuple[int, int, frozenset[Role]]]:
    """The sections, and the text between them, each with the roles that its sentences may have."""
    done = 0
    for section in abstract.sections:
        if abstract.text[done : section.start].strip():
            yield done, section.start, EVERY_ROLE
        yield section.start, section.end, _roles_of(section.label, section.category)
        done = section.end
    if abstract.text[done:].strip():
        yield done, len(abstract.text), EVERY_ROLE


def _in_running_text(text: str, sentences: list[tuple[int, int]]) -> list[frozenset[Role]]:
    """The roles that labels in a stretch of running text leave open to its sentences.

    A word alone may open a sentence without being a label ("Findings: of these ..."); two that promise different roles,
    results among them, are labels. Where none promises conclusions, these may be what ends the results.
    """
    opened = [_roles_of(label, category_of(label)) if (label := label_of(text, *span)) else None for span in sentences]
    promised = set(filter(None, opened)) - {EVERY_ROLE}
    if len(promised) < _LABELS or _RESULTS not in promised:
        return [EVERY_ROLE] * len(sentences)
    open_end = not any(Role.CONCLUSIONS in roles for roles in promised)
    roles = list(accumulate(opened, lambda before, own: own or before, initial=EVERY_ROLE))[1:]
    return [_RESULTS | {Role.CONCLUSIONS} if open_end and one == _RESULTS else one for one in roles]


_LABELS = 2
_RESULTS = frozenset({Role.RESULTS})


def _roles_of(label: str | None, category: Role | None) -> frozenset[Role]:
    """The roles that a section's label and category leave open."""
    promised = _promised(label) if label else frozenset()
    if len(promised) > 1:
        return promised
    if category is not None:
        return frozenset({category})
    if label and (aside := first_hit(load_rules("aside_labels"), label)):
        return frozenset({Role(aside.rule.value)})
    return promised or EVERY_ROLE


@cache
def _promised(label: str) -> frozenset[Role]:
    """The roles that the words of a label name."""
    return frozenset(Role(hit.rule.value) for hit in hits(load_rules("label_parts"), label))
