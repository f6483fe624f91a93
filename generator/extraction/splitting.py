"""Where sentences of an abstract begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.extraction.lexicon import holding, load_rules
from generator.extraction.running_labels import LABEL

_WINDOW = 20  # characters that a rule of sentence_joins.toml sees on either side
_STOP = re.compile(
    r"[.!?…]+[)\]”\"']*\s+(?=\S)"
    # a space lost where lines were joined: only before words that begin sentences and end no address or name
    r"|(?<=[a-z)\]%])[.!?](?=(?:The|This|These|We|In|Of|Among|Overall|Both|Mean|Median|All|Patients|Our|There|However|It|No|After|At|For|A)\s)"
    # and before a label in the running text: "one year (p < .01).Conclusions: it fell"
    rf"|[.!?](?={LABEL}(?:\s?[:.]|\s[-–—]\s|\s(?=[A-Z])))"
)
_BRACKETS = {"(": ")", "[": "]"}


def split_text(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of ``text[start:end]`` as ``[start, end)`` in ``text``, without the white space between them."""
    begin = start
    for match in _STOP.finditer(text, start, end):
        if match.end() < end and not _is_joined(text, begin, match):
            yield begin, _before_space(text, match.end())
            begin = match.end()
    if begin < end:
        yield begin, _before_space(text, end)


def _is_joined(text: str, begin: int, stop: re.Match[str]) -> bool:
    """Whether the sentence that began at ``begin`` goes on after this stop."""
    left = text[max(begin, stop.end() - _WINDOW) : stop.end()]
    window = f"{left}¦{text[stop.end() : stop.end() + _WINDOW]}"
    return any(holding(load_rules("sentence_joins"), window)) or _in_brackets(text, begin, stop)


def _in_brackets(text: str, begin: int, stop: re.Match[str]) -> bool:
    """Whether the stop stands inside a bracket that is closed soon after it: "(n = 5. Two were lost)"."""
    before = text[begin : stop.end()]
    after = text[stop.end() : stop.end() + 200]
    for opening, closing in _BRACKETS.items():
        deep = before.count(opening) - before.count(closing)
        for sign in after if deep > 0 else "":
            deep += (sign == opening) - (sign == closing)
            if deep == 0:
                return True
    return False


def _before_space(text: str, end: int) -> int:
    """``end`` without the white space in front of it."""
    return len(text[:end].rstrip())
