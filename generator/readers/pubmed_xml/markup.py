"""The text of an element: markup gone, but no digit moved next to another that it did not stand next to."""

from __future__ import annotations

from collections.abc import Callable

from lxml.etree import _Element

from generator.readers.fields import fold, lowered, raised

Style = Callable[[str], str]

_STYLES: dict[str, Style] = {"sup": raised, "sub": lowered, "inf": lowered}  # inf: PubMed's name for it until 2000
# MathML: how the second and third part of a pair stand to the first.
_SCRIPTS: dict[str, tuple[Style, ...]] = {"msup": (raised,), "msub": (lowered,), "msubsup": (lowered, raised)}


def text_of(element: _Element | None) -> str | None:
    """The element's text with white space folded, superscripts and subscripts in Unicode; ``None`` if it is empty."""
    if element is None:
        return None
    text = raw_text(element) if len(element) else element.text
    if not text or text.isalnum():  # most names and numbers are one word, and there is nothing to fold
        return text or None
    return fold(text) or None


def raw_text(element: _Element) -> str:
    """The same before white space is folded."""
    if len(element) == 0:
        return element.text or ""
    parts: list[str] = []
    _collect(element, str, parts)
    return "".join(parts)


def _collect(element: _Element, style: Style, parts: list[str]) -> None:
    if text := element.text:
        parts.append(style(text))
    name = _local_name(element)
    for number, child in enumerate(element):
        if name == "mfrac" and number == 1:
            _part_fraction(parts)
        _collect(child, _style_of(child, name, number) or style, parts)
        if tail := child.tail:
            parts.append(style(tail))


def _style_of(child: _Element, parent: str, number: int) -> Style | None:
    if parent in _SCRIPTS and number:
        return _SCRIPTS[parent][min(number, len(_SCRIPTS[parent])) - 1]
    return _STYLES.get(_local_name(child))


def _part_fraction(parts: list[str]) -> None:
    """A stroke for the bar of a fraction that has no blank in its place: 1 over 2 must not read 12."""
    if parts and not parts[-1][-1].isspace():
        parts.append("/")


def _local_name(element: _Element) -> str:
    return element.tag.rpartition("}")[2]
