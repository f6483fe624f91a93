"""Text with a few tags of HTML or JATS in it, as reference managers and Europe PMC keep it, made plain."""

from __future__ import annotations

import html
import re

from generator.readers.fields import lowered, raised

_SCRIPT = re.compile(r"<(?:jats:)?(?P<kind>sup|sub|inf)\b[^<>]*>(?P<text>[^<>]*)</(?:jats:)?(?P=kind)>", re.IGNORECASE)
# Tags by name, so that "p <a and b> 3" stays; those of a paragraph leave a blank.
_INLINE = re.compile(
    r"</?(?:jats:)?(?:i|b|u|em|strong|italic|bold|sc|scp|span|sup|sub|inf|a)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_BLOCK = re.compile(r"</?(?:jats:)?(?:p|br|div|sec|title|h[1-6]|ul|ol|li)(?:\s[^<>]*)?/?>", re.IGNORECASE)


def without_tags(text: str) -> str:
    """The text without its tags and character references, superscripts and subscripts in Unicode."""
    if "<" in text:
        text = _BLOCK.sub(" ", _INLINE.sub("", _SCRIPT.sub(_shifted, text)))
    return html.unescape(text)


def _shifted(script: re.Match[str]) -> str:
    return (raised if script["kind"].lower() == "sup" else lowered)(html.unescape(script["text"]))
