"""Text of a source, made safe to stand in Markdown and in HTML: it can be read, and can never be markup.

A seed may hold anything. Signs that mean something to HTML, to Markdown or to an extension of it are written as
character references, which both turn back into the sign itself; letters, digits and plain punctuation stay as they
are, so that a page is readable as Markdown too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote

from markupsafe import Markup

# The first group means something anywhere, the second at the start of a line, where it begins a list, a definition, a
# rule, a heading or its underline; a colon also where an emoji's name follows it.
_ALONE = r"[&<>\"'`*_{}\[\]|\\~^]"
_IN_PAIRS = re.compile(r":[\w+-]+:|==")
_ANYWHERE = rf"{_ALONE}|:(?=[\w+-]+:)|=(?==)|(?<==)="
# A line may begin with the one space that its white space was folded to.
_AT_START = (
    r"(?:^|(?<=^ ))[-+=:#!]"
    r"|(?:"
    + "|".join(rf"(?<=^{space}\d{{{digits}}})" for space in ("", " ") for digits in range(1, 5))
    + r")[.)](?=\s|$)"
)
_SIGNS = re.compile(f"{_ANYWHERE}|{_AT_START}")
_SIGNS_INSIDE = re.compile(_ANYWHERE)
_SIGNS_ALONE = re.compile(_ALONE)  # many times faster, and nearly all texts hold no others
_OTHER_SCHEME = re.compile(r"(?!https?://)[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_BREAK = r"\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029"
_BREAKS = re.compile(f"[ {_BREAK}]{{2,}}|[{_BREAK}]")
# Neither HTML nor a Markdown engine's own bookkeeping can carry these.
_NOT_PRINTABLE = r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff"
_UNPRINTABLE = re.compile(f"[{_NOT_PRINTABLE}]")
# Most texts need nothing, which these and a few plain comparisons tell.
_MAY_MEAN = re.compile(rf"[&<>\"'`*_{{}}\[\]|\\~^{_BREAK}{_NOT_PRINTABLE}]")
_MAY_START = re.compile(r" ?(?:[-+=:#!]|\d{1,4}[.)])")


def safe(text: object) -> Markup:
    """The text as Markdown and HTML that shows it, on one line; what is ``Markup`` already stays as it is."""
    return text if isinstance(text, Markup) else _made_safe(str(text))


@lru_cache(maxsize=4096)  # two in three are labels, or stand on the card more than once
def _made_safe(text: str) -> Markup:
    in_pairs = _IN_PAIRS.search(text)
    if not (in_pairs or _MAY_MEAN.search(text) or _MAY_START.match(text) or "  " in text):
        return _as_markup(text)  # nothing in it means anything
    line = _UNPRINTABLE.sub("\ufffd", _BREAKS.sub(" ", text))
    signs = _SIGNS if in_pairs or _MAY_START.match(line) else _SIGNS_ALONE
    return _as_markup(signs.sub(_reference, line))


def _as_markup(safe_text: str) -> Markup:
    """What ``Markup(safe_text)`` gives, which asks first whether it is given an object with a way of its own."""
    return str.__new__(Markup, safe_text)


def html(template: str, *parts: Markup | int) -> Markup:
    """HTML or Markdown of ours with safe parts in the places of its ``%s``: all that a type checker lets through.

    ``Markup.format`` looks at each part again to make it safe, which on a card's hundreds of parts takes ten times
    as long.
    """
    return _as_markup(template % parts)


def joined(parts: Iterable[Markup], between: str = "") -> Markup:
    """Safe parts in one."""
    return _as_markup(between.join(parts))


def safe_url(address: str) -> Markup:
    """An address for an ``href``, percent-encoded; empty unless it is relative or ``http(s)``."""
    encoded = quote(address, safe="/:?#[]@!$&'()*+,;=%~-._")
    if _OTHER_SCHEME.match(encoded):
        return Markup()
    signs = _SIGNS_INSIDE if _IN_PAIRS.search(encoded) else _SIGNS_ALONE
    return _as_markup(signs.sub(_reference, encoded))


def _reference(sign: re.Match[str]) -> str:
    return _NAMED.get(sign[0]) or f"&#{ord(sign[0])};"
