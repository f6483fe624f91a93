"""Abstracts from parts or from running text with labels in it, as ``RESULTS: ...`` in MEDLINE and RIS.

Only labels that surely are ones are taken out of running text: in capitals, with a colon. ``Note:``, ``OR: 1.2`` and
``ISRCTN: 123`` stay in the text, and so does ``Methods:`` in the middle of a paragraph, which is the authors' wording.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.article import Abstract, OtherAbstract, Role, Section
from generator.readers.fields import fold
from generator.readers.labels import category_of, is_known, is_worded_like_a_label

# In capitals, then a colon and a blank; "(S)" as in "RESULT(S)", a stop only as in "CLINICALTRIALS.GOV". It begins the
# text or follows a word that is not in capitals itself: half a label is none.
CAPITALS_AND_COLON = re.compile(
    r"(?:^|(?<=\s)(?<![A-Z]\s))(?!OF |AND )(?P<label>[A-Z](?:[A-Z0-9 ,/&+'’()-]|\.(?=\S)){1,90}?)\s?:(?=\s)"
)
SENTENCE_END = re.compile(r"(?:^|[.?!:;)\]\"”’\u200b])\s*$")
# A line or paragraph that opens "Methods: ..." in a page or pasted text: its label, no longer than NLM's longest.
LINE_LABEL = re.compile(r"(?P<label>[A-Z][^:.;?!\n]{1,100}?)\s?:\s+")
LABEL_ALONE = re.compile(r"[A-Z][^:.;?!\n]{1,100}:")

# The values of ``OtherAbstract@Type`` in PubMed's DTD; text forms print them in front.
OTHER_ABSTRACT = re.compile(
    r"(?P<kind>AAMC|AIDS|KIE|PIP|NASA|Publisher|plain-language-summary):\s*(?P<text>\S.*)", re.DOTALL
)


class Part(NamedTuple):
    """A section as its source gives it; ``category`` only where the source itself says one."""

    label: str | None
    text: str
    category: Role | None = None
    unassigned: bool = False
    """Whether the source says that the section has none of the categories."""


def abstract_of(parts: Iterable[Part]) -> Abstract | None:
    """The abstract made of the parts, joined by one blank; ``None`` if there is no text. Empty parts are left out."""
    texts: list[str] = []
    sections: list[Section] = []
    start = 0
    for part in parts:
        if text := fold(part.text):
            category = part.category or (category_of(part.label) if part.label and not part.unassigned else None)
            sections.append(Section(label=part.label, category=category, start=start, end=start + len(text)))
            texts.append(text)
            start += len(text) + 1
    return Abstract(text=" ".join(texts), sections=tuple(sections)) if texts else None


def split_running_text(text: str) -> Abstract | None:
    """The abstract in one run of text, its labels in capitals taken out of it."""
    return abstract_of(_parts_of_running_text(fold(text)))


def split_lines(lines: Iterable[str]) -> Abstract | None:
    """The abstract in lines, as pages print it.

    A blank line or a known label, in any case and perhaps alone on its line, begins a paragraph; other lines go on.
    """
    return abstract_of(part for paragraph in _paragraphs(lines) for part in _parts_of_paragraph(paragraph))


def read_other_abstract(text: str) -> OtherAbstract | None:
    """The abstract for other readers or in another language, which opens with the word for who wrote it."""
    match = OTHER_ABSTRACT.match(text)
    return OtherAbstract(kind=match["kind"], text=fold(match["text"])) if match else None


def _parts_of_running_text(text: str) -> list[Part]:
    labels = _labels_in(text)
    ends = [match.start() for match in labels[1:]] + [len(text)]
    before = Part(None, text[: labels[0].start()] if labels else text)
    return [before, *(Part(match["label"], text[match.end() : end]) for match, end in zip(labels, ends, strict=False))]


def _parts_of_paragraph(paragraph: str) -> list[Part]:
    first, *others = _parts_of_running_text(paragraph)
    if match := _line_label(first.text):
        first = Part(match["label"], first.text[match.end() :])
    return [first, *others]


def _paragraphs(lines: Iterable[str]) -> Iterator[str]:
    paragraph: list[str] = []
    for line in map(fold, lines):
        if paragraph and not _is_label_alone(paragraph) and (not line or _line_label(f"{line} ")):
            yield " ".join(paragraph)
            paragraph = []
        if line:
            paragraph.append(line)
    if paragraph:
        yield " ".join(paragraph)


def _is_label_alone(paragraph: list[str]) -> bool:
    return len(paragraph) == 1 and bool(LABEL_ALONE.fullmatch(paragraph[0])) and is_known(paragraph[0])


def _labels_in(text: str) -> list[re.Match[str]]:
    """Known labels, and, in a text that has one, unknown ones that open a sentence and look like labels."""
    found = list(CAPITALS_AND_COLON.finditer(text))
    known = {match.start() for match in found if is_known(match["label"])}
    labels = [match for match in found if match.start() in known or (known and _opens_a_section(text, match))]
    kept: list[re.Match[str]] = []
    end = len(text)
    for match in reversed(labels):  # a label without words of its own stays in the text, so that nothing is lost
        if text[match.end() : end].strip():
            kept.append(match)
            end = match.start()
    return kept[::-1]


def _opens_a_section(text: str, match: re.Match[str]) -> bool:
    return bool(SENTENCE_END.search(text[max(0, match.start() - 2) : match.start()])) and is_worded_like_a_label(
        match["label"]
    )


def _line_label(paragraph: str) -> re.Match[str] | None:
    match = LINE_LABEL.match(paragraph)
    return match if match and _may_open_a_line(match["label"]) else None


def _may_open_a_line(label: str) -> bool:
    return is_known(label) or (label.isupper() and is_worded_like_a_label(label))
