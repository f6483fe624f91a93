"""Values of a card and the words they came from, linked both ways by plain anchors.

A value links to the words in the card's own source block; the words link back to the value. Where the site shows no
words, a value links to the article instead.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Callable, Iterable, Iterator

from markupsafe import Markup
from msgspec import Struct

from generator.config import AbstractText
from generator.evidence import Abbreviation, EvidenceRecord, Place, Quote, Sentence
from generator.provenance import article_url, text_fragment
from generator.safe_text import safe, safe_url

ELLIPSIS = Markup(" … ")


class Passage(Struct, frozen=True, kw_only=True):
    """A run of the source as the card shows it: the label printed before it, and its words with their marks."""

    label: str | None
    words: Markup


class _Piece(Struct, order=True, frozen=True):
    """A stretch of marked words. Outer ones sort before those inside them."""

    start: int
    before_end: int
    """The negative end, so that of two pieces that begin together the longer comes first."""
    words_id: str
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
        self._values: dict[tuple[Place, int, int], str] = {}
        self._count = 0

    def value(self, text: str, quote: Quote) -> Markup:
        """The text of a value, linked to its words."""
        shown = self._explain(text)
        if self._shown is AbstractText.NONE:
            return self._to_article(shown, quote)
        self._count += 1
        value_id = f"v-{self._count}"
        # A value that is said twice has its words lead to the later place, where it is said in full.
        self._values[quote.where, quote.start, quote.end] = value_id
        return Markup('<a class="ev-value" id="{}" href="#{}">{}</a>').format(value_id, words_id(quote), shown)

    def mention(self, quote: Quote) -> Markup:
        """Quoted words in a line about them. They lead to their place; the words there lead here if to no value."""
        if (quote.where, quote.start, quote.end) in self._values:
            link = Markup('<a class="ev-words" href="#{}">{}</a>').format(words_id(quote), self._explain(quote.text))
        else:
            link = self.value(quote.text, quote)
        return Markup("“{}”").format(link)

    def _to_article(self, shown: Markup, quote: Quote) -> Markup:
        address = text_fragment(self._record, quote) or article_url(self._record)
        if address is None:
            return shown
        return Markup('<a class="ev-value" href="{}" rel="noopener">{}</a>').format(safe_url(address), shown)

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
        return Markup("").join([*parts, ELLIPSIS if gap else ""]).strip() if parts else Markup("")

    def _sentence(self, sentence: Sentence) -> Markup:
        text = self._record.abstract.text if self._record.abstract else ""
        words = self._marked("abstract", text, sentence.start, sentence.end)
        quote = Quote(
            where="abstract", start=sentence.start, end=sentence.end, text=text[sentence.start : sentence.end]
        )
        if address := text_fragment(self._record, quote):
            words += Markup(
                ' <a class="ev-away" href="{}" rel="noopener" aria-label="This sentence on PubMed">↗</a>'
            ).format(safe_url(address))
        return Markup('<span class="ev-sentence">{}</span>').format(words)

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
                quoted_start >= start,
            )
            for place, quoted_start, quoted_end in self._values
            if place == where and quoted_start < end and quoted_end > start
        ]
        heapq.heapify(queue)
        return self._nested(text, start, end, queue, None)

    def _nested(self, text: str, start: int, end: int, queue: list[_Piece], back: str | None) -> Markup:
        """``[start, end)`` with the marks of the queue that begin in it; takes those from the queue."""
        parts: list[Markup] = []
        at = start
        while queue and queue[0].start < end:
            piece = heapq.heappop(queue)
            if piece.end > end:  # it overlaps the end of the mark around it: the rest is marked behind that
                heapq.heappush(queue, _Piece(end, piece.before_end, piece.words_id, False))
                piece = _Piece(piece.start, -end, piece.words_id, piece.is_first)
            parts += [self._words(text[at : piece.start], back), self._mark(text, piece, queue)]
            at = piece.end
        parts.append(self._words(text[at:end], back))
        return Markup("").join(parts)

    def _mark(self, text: str, piece: _Piece, queue: list[_Piece]) -> Markup:
        value_id = self._value_id(piece.words_id)
        inner = self._nested(text, piece.start, piece.end, queue, value_id)
        if f'href="#{value_id}"' not in inner:  # marks inside cover it whole
            inner += Markup('<a href="#{}" aria-label="To the value">↩</a>').format(value_id)
        name = "id" if piece.is_first else "data-of"
        return Markup('<mark {}="{}">{}</mark>').format(name, piece.words_id, inner)

    def _words(self, text: str, back: str | None) -> Markup:
        if back is None or not text.strip():
            return self._explain(text)
        return Markup('<a href="#{}">{}</a>').format(back, self._explain(text))

    def _value_id(self, wanted: str) -> str:
        return next(value for quoted, value in self._values.items() if _words_id(*quoted) == wanted)


def words_id(quote: Quote) -> str:
    """The anchor of a quote's words on its card: ``abstract-120-133``, its offsets."""
    return _words_id(quote.where, quote.start, quote.end)


def _words_id(where: Place, start: int, end: int) -> str:
    return f"{where}-{start}-{end}"


def explainer(abbreviations: Iterable[Abbreviation]) -> Callable[[str], Markup]:
    """A function that makes a text safe and explains the abbreviations in it."""
    long = {abbreviation.short: abbreviation.long for abbreviation in abbreviations}
    if not long:
        return safe
    shorts = "|".join(re.escape(short) for short in sorted(long, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w-])({shorts})(?=s?(?![\w-]))")

    def explain(text: str) -> Markup:
        parts = pattern.split(text)
        return Markup("").join(
            Markup('<abbr title="{}">{}</abbr>').format(safe(long[part]), safe(part)) if index % 2 else safe(part)
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
