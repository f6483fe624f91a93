"""Values of a card and the words they came from, linked both ways by plain anchors.

A value links to the words in the card's own source block; the words link back to the value. Where the site shows no
words, a value links to the article instead.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Callable, Iterable, Iterator

from markupsafe import Markup
from msgspec import Struct, structs

from generator.config import AbstractText
from generator.evidence import Abbreviation, EvidenceRecord, Place, Quote, Sentence
from generator.provenance import article_url, text_fragment
from generator.safe_text import html, joined, safe, safe_url

ELLIPSIS = Markup(" … ")
SHORTEST_LINK = 3
"""Letters between other links: fewer are no target for a finger (WCAG 2.5.8)."""


class Passage(Struct, frozen=True, kw_only=True):
    """A run of the source as the card shows it: the label printed before it, and its words with their marks."""

    label: str | None
    words: Markup


class _Piece(Struct, order=True, frozen=True):
    """A stretch of marked words. Outer ones sort before those inside them."""

    start: int
    before_end: int
    """The negative end, so that of two pieces that begin together the longer comes first."""
    words_id: Markup
    value_id: Markup
    is_first: bool

    @property
    def end(self) -> int:
        return -self.before_end


class Marks:
    """Collects the values of one card as they are written, then shows the words behind them."""

    def __init__(self, record: EvidenceRecord, shown: AbstractText) -> None:
        self._record = record
        self._shown = shown
        self._explain = explainer(record.abbreviations)
        self._values: dict[tuple[Place, int, int], Markup] = {}
        self._count = 0

    @property
    def quotes_sentences(self) -> bool:
        """Whether the site shows any of the abstract."""
        return self._shown is not AbstractText.NONE

    def value(self, text: str, quote: Quote) -> Markup:
        """The text of a value, linked to its words."""
        shown = self._explain(text)
        if self._shown is AbstractText.NONE:
            return self._to_article(shown, quote)
        self._count += 1
        value_id = html("v-%s", self._count)
        # A value that is said twice has its words lead to the later place, where it is said in full.
        self._values[quote.where, quote.start, quote.end] = value_id
        return html('<a class="ev-value" id="%s" href="#%s">%s</a>', value_id, words_id(quote), shown)

    def mention(self, quote: Quote) -> Markup:
        """Quoted words in a line about them. They lead to their place; the words there lead here if to no value."""
        if (quote.where, quote.start, quote.end) in self._values:
            link = html('<a class="ev-words" href="#%s">%s</a>', words_id(quote), self._explain(quote.text))
        else:
            link = self.value(quote.text, quote)
        return html("“%s”", link)

    def _to_article(self, shown: Markup, quote: Quote) -> Markup:
        address = text_fragment(self._record, quote) or article_url(self._record)
        if address is None:
            return shown
        return html('<a class="ev-value" href="%s" rel="noopener">%s</a>', safe_url(address), shown)

    def explain(self, text: str) -> Markup:
        """The text with its abbreviations explained."""
        return self._explain(text)

    def passages(self) -> Iterator[Passage]:
        """The title, if a value quotes it, then the abstract by its sections, as far as the site may show it."""
        if self._shown is AbstractText.NONE:
            return
        title = self._record.citation.title or ""
        if any(where == "title" for where, _, _ in self._values):
            yield Passage(label="Title", words=self._marked("title", title, 0, len(title)))
        for label, sentences in _by_section(self._record):
            if words := self._sentences(sentences):
                yield Passage(label=label, words=words)

    def _sentences(self, sentences: list[Sentence]) -> Markup:
        """The sentences that may be shown, with an ellipsis for each gap."""
        parts: list[Markup] = []
        gap = False
        for sentence in sentences:
            if self._shown is AbstractText.FULL or self._is_quoted(sentence):
                parts.append(ELLIPSIS if gap else Markup(" "))
                parts.append(self._sentence(sentence))
                gap = False
            else:
                gap = True
        return joined([*parts, *([ELLIPSIS] if gap else [])]).strip() if parts else Markup("")

    def _sentence(self, sentence: Sentence) -> Markup:
        text = self._record.abstract.text if self._record.abstract else ""
        words = self._marked("abstract", text, sentence.start, sentence.end)
        quote = Quote(
            where="abstract", start=sentence.start, end=sentence.end, text=text[sentence.start : sentence.end]
        )
        if address := text_fragment(self._record, quote):
            words = html(
                '%s <a class="ev-away" href="%s" rel="noopener" aria-label="This sentence on PubMed">↗</a>',
                words,
                safe_url(address),
            )
        return html('<span class="ev-sentence">%s</span>', words)

    def _is_quoted(self, sentence: Sentence) -> bool:
        return any(
            where == "abstract" and start < sentence.end and end > sentence.start for where, start, end in self._values
        )

    def _marked(self, where: Place, text: str, start: int, end: int) -> Markup:
        """The words ``[start, end)`` with every quoted stretch marked, inner ones inside outer ones."""
        queue = [
            _Piece(
                max(quoted_start, start),
                -min(quoted_end, end),
                _words_id(where, quoted_start, quoted_end),
                value_id,
                quoted_start >= start,
            )
            for (place, quoted_start, quoted_end), value_id in self._values.items()
            if place == where and quoted_start < end and quoted_end > start
        ]
        heapq.heapify(queue)
        return self._nested(text, start, end, queue, None)

    def _nested(self, text: str, start: int, end: int, queue: list[_Piece], back: Markup | None) -> Markup:
        """``[start, end)`` with the marks of the queue that begin in it; takes those from the queue.

        Of the words that no inner mark has, the longest stretch leads back to the value: a reader without a mouse comes
        to each value once, and no link is as short as a bracket.
        """
        own: list[str] = []
        marks: list[Markup] = []
        at = start
        while queue and queue[0].start < end:
            piece = heapq.heappop(queue)
            if piece.end > end:  # it overlaps the end of the mark around it: the rest is marked behind that
                heapq.heappush(queue, structs.replace(piece, start=end, is_first=False))
                piece = structs.replace(piece, before_end=-end)
            own.append(text[at : piece.start])
            marks.append(self._mark(text, piece, queue))
            at = piece.end
        own.append(text[at:end])
        words = [self._explain(one) for one in own]
        longest = max(range(len(own)), key=lambda place: len(own[place].strip()))
        if back is not None and (not marks or len(own[longest].strip()) >= SHORTEST_LINK):
            words[longest] = html('<a href="#%s">%s</a>', back, words[longest])
        return joined(part for pair in zip(words, [*marks, Markup("")], strict=True) for part in pair)

    def _mark(self, text: str, piece: _Piece, queue: list[_Piece]) -> Markup:
        inner = self._nested(text, piece.start, piece.end, queue, piece.value_id)
        if f'href="#{piece.value_id}"' not in inner:  # marks inside cover it, all but a sign or two
            inner = html('%s<a class="ev-back" href="#%s" aria-label="To the value">↩</a>', inner, piece.value_id)
        return html(
            '<mark id="%s">%s</mark>' if piece.is_first else '<mark data-of="%s">%s</mark>', piece.words_id, inner
        )


def words_id(quote: Quote) -> Markup:
    """The anchor of a quote's words on its card: ``abstract-120-133``, its offsets."""
    return _words_id(quote.where, quote.start, quote.end)


def _words_id(where: Place, start: int, end: int) -> Markup:
    return html("title-%s-%s" if where == "title" else "abstract-%s-%s", start, end)


def explainer(abbreviations: Iterable[Abbreviation]) -> Callable[[str], Markup]:
    """A function that makes a text safe and explains the abbreviations in it."""
    long = {abbreviation.short: abbreviation.long for abbreviation in abbreviations}
    if not long:
        return safe
    shorts = "|".join(re.escape(short) for short in sorted(long, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w-])({shorts})(?=s?(?![\w-]))")

    def explain(text: str) -> Markup:
        parts = pattern.split(text)
        if len(parts) == 1:
            return safe(text)
        return joined(
            html('<abbr title="%s">%s</abbr>', safe(long[part]), safe(part)) if index % 2 else safe(part)
            for index, part in enumerate(parts)
        )

    return explain


def _by_section(record: EvidenceRecord) -> Iterator[tuple[str | None, list[Sentence]]]:
    """The labels of the abstract's sections with their sentences; one run without a label where it has none."""
    if record.abstract is None:
        return
    if not record.abstract.sections:
        yield None, list(record.sentences)
        return
    for section in record.abstract.sections:
        yield section.label, [one for one in record.sentences if section.start <= one.start < section.end]
