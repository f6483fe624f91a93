"""Findings: every reported number or stated result of the results and conclusions."""

from __future__ import annotations

from generator.article import Article
from generator.evidence import Design, Finding, Group, Sentence
from generator.extraction.mentions import Mention


def find_findings(
    article: Article,
    sentences: tuple[Sentence, ...],
    mentions: tuple[Mention, ...],
    groups: tuple[Group, ...],
    design: Design,
) -> tuple[Finding, ...]:
    """The findings in the order of the text."""
    return ()
