"""Labels in the running text of an abstract: "Methods: we asked 30 nurses", "Results - pain fell"."""

from __future__ import annotations

import re

from generator.extraction.lexicon import alternatives

LABEL = rf"(?=[A-Z])(?i:{alternatives('running_labels')})"
_DIVIDED = r"\s?:\s*|\s?[-–—]\s|\.\s*(?=[A-Z\d])|\.?\Z"
_NEVER_ALONE = r"(?:Patients|Participants|Subjects|Settings?|Study|Design|Context|Significance)\s(?=[A-Z])"
"""Words that begin a sentence or a title without being labels: "Patients With Gout"."""
_OPENING = re.compile(rf"(?P<label>{LABEL})(?:{_DIVIDED})|(?!{_NEVER_ALONE})(?P<bare>{LABEL})\s(?=[A-Z][a-z])")


def label_of(text: str, start: int, end: int) -> str | None:
    """The label that opens a sentence ``text[start:end]``."""
    found = _OPENING.match(text, start, end)
    return (found["label"] or found["bare"]) if found else None


def without_label(text: str, start: int, end: int) -> int:
    """Where the words of a sentence or a span begin behind its label; a label alone stays."""
    found = _OPENING.match(text, start, end)
    return found.end() if found and found.end() < end else start
