"""The text of a PubMed article page, as pasted from a browser or made by an HTML-to-text tool."""

from __future__ import annotations

from collections.abc import Iterator

from generator.article import Article
from generator.problems import Problem
from generator.readers.seed import Seed

FORMAT = "page-text"


def detect(head: str) -> bool:
    """Whether the page's own words stand in it."""
    raise NotImplementedError


def read(seed: Seed) -> Iterator[Article | Problem]:
    """The one article of the page."""
    raise NotImplementedError
