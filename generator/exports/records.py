"""The evidence record itself, as JSON, with as much of the abstract as the site may publish.

Beside the record's own fields stands ``annotations``: each value as a W3C Web Annotation.
"""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec.structs import replace

from generator.config import AbstractText
from generator.evidence import EvidenceRecord, to_json
from generator.exports.context import ExportContext
from generator.provenance import web_annotations

QUOTE_FIELDS = {"in", "start", "end", "text"}


def write(record: EvidenceRecord, context: ExportContext) -> str:
    """One line of JSON."""
    annotations = msgspec.json.encode(web_annotations(record))
    return (to_json(record)[:-1] + b',"annotations":' + annotations + b"}").decode()


def published(record: EvidenceRecord, abstract: AbstractText) -> EvidenceRecord:
    """The record as the site may publish it: without the abstract unless ``full``, without quoted words if ``none``.

    Offsets stay, so that whoever has the text can find the words again.
    """
    if abstract is AbstractText.FULL:
        return record
    silent = replace(record, abstract=None, other_abstracts=())
    if abstract is AbstractText.QUOTES:
        return silent
    return msgspec.convert(_without_words(msgspec.to_builtins(silent)), EvidenceRecord)


def quotable(record: EvidenceRecord, abstract: AbstractText) -> tuple[str, ...]:
    """The words of the abstract's sentences; none if the site shows ``none``."""
    if abstract is AbstractText.NONE:
        return ()
    text = record.text_of("abstract")
    return tuple(text[sentence.start : sentence.end] for sentence in record.sentences)


def _without_words(value: Any) -> Any:
    """The value with the words of every quote from the abstract taken out."""
    if isinstance(value, list | tuple):
        return [_without_words(item) for item in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == QUOTE_FIELDS and value["in"] == "abstract":
        return value | {"text": ""}
    return {name: _without_words(item) for name, item in value.items()}
