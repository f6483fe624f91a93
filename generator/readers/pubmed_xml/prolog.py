"""What stands before an XML file's first record: its encoding, its entities, the root element and its namespaces."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_ENCODING = re.compile(r"""<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']""")
_ROOT = re.compile(r"<([A-Za-z_][\w.:-]*)[^>]*")
_NAMESPACE = re.compile(r"""\sxmlns:[\w.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*')""")
_SUBSET = re.compile(r"<!DOCTYPE[^>\[]*\[")
# How instructions, comments and the document type begin and end.
_BEFORE_ROOT = {"<?": "?>", "<!--": "-->", "<!DOCTYPE": ">"}


class Prolog(NamedTuple):
    """``root`` is the root's name, ``None`` if the head does not reach it; ``entities`` whether it declares any."""

    root: str | None
    encoding: str
    namespaces: str
    entities: bool


def read_prolog(head: str) -> Prolog:
    """The prolog of a file that begins like this."""
    at = _root_at(head)
    tag = _ROOT.match(head, at)
    declared = _ENCODING.search(head[:at])
    return Prolog(
        root=tag[1] if tag else None,
        encoding=declared[1].lower() if declared else "utf-8",
        namespaces="".join(_NAMESPACE.findall(tag[0])) if tag else "",
        entities="<!ENTITY" in head[:at],
    )


def is_encoding(name: str) -> bool:
    """Whether text can be read in an encoding of that name."""
    try:
        "".encode(name)
        codecs.getincrementaldecoder(name)
    except LookupError:
        return False
    return True


def _root_at(head: str) -> int:
    """Where the root's start tag stands, or the end of the head."""
    at = _after_space(head, 0)
    while ends := next((end for start, end in _BEFORE_ROOT.items() if head.startswith(start, at)), None):
        if subset := _SUBSET.match(head, at):
            at = _after(head, "]", subset.end())
        at = _after_space(head, _after(head, ends, at))
    return at


def _after(head: str, ends: str, at: int) -> int:
    found = head.find(ends, at)
    return found + len(ends) if found >= 0 else len(head)


def _after_space(head: str, at: int) -> int:
    while at < len(head) and head[at] in "\ufeff \t\r\n":
        at += 1
    return at
