"""Lists of things named in one breath, cut into the things."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.extraction.trimming import trimmed

OR = re.compile(
    r",? (?:(?<!\bwith )or|versus|vs\.?|(?<!rather )than|compared (?:with|to)) (?:to )?"
    r"| with (?=(?:matching )?(?:placebo|sham)\b)"
    r"|(?<=placebo), (?!and\b)|(?<=control), (?!and\b)"
    r"|,? and (?:to )?(?:an? |the |one )?(?:third |fourth |second )?"
    r"(?=(?:matching |identical |inert |negative |positive |active |healthy )?"
    r"(?:placebo|sham|controls?|no treatment|usual care|standard care)"
    r"(?: (?:group|arm|condition|diet|treatment|tablet|capsule|injection)s?)?$)",
    re.IGNORECASE,
)
"""Between alternatives: "fenretinide or no treatment", "exemplin, zorimab and placebo"; not "with or without"."""
AND = re.compile(r"(?:,|;)(?: and| or)? (?![^(]*\))| and (?=\w+ (?!of\b)\w+)(?![^(]*\))")
"""Between outcomes: "pain scores, nausea and length of stay"; not inside brackets."""

ITEMS = re.compile(r",\s(?:and\s)?|\sand\s")
"""Between the items of any list: "sensitivity, specificity and accuracy"."""


def parts_of(text: str, start: int, end: int, between: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The parts ``[start, end)`` of a list, each trimmed; the whole where nothing stands between."""
    at = start
    for match in between.finditer(text, start, end):
        if span := trimmed(text, at, match.start()):
            yield span
        at = match.end()
    if span := trimmed(text, at, end):
        yield span
