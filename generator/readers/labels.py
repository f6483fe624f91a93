"""Labels of abstract sections: which category NLM gives them, and whether words in capitals are one at all."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from generator.article import Role
from generator.readers.fields import DATA

NLM_LIST = DATA / "nlm-structured-abstract-labels-2013-11-06.txt"
UNASSIGNED_LIST = DATA / "unassigned-labels.txt"

# Words that tell no label from another: "AIM OF THE STUDY" and "AIMS OF STUDY" are one.
IDLE_WORDS = frozenset({"A", "AN", "AND", "OF", "OUR", "THE", "THIS"})
JOINTS = re.compile(r"\s*(?:&|/|,|;|\+|\bAND\b)\s*", re.IGNORECASE)
TELLING_WORD = 4
LONG_WORD = 8

Key = tuple[str, ...]


# Few labels make up nearly all abstracts; the bound keeps a file of made-up ones from filling memory.
@lru_cache(maxsize=4096)
def category_of(label: str) -> Role | None:
    """NLM's category for a label as printed; ``None`` for one that it leaves unassigned or does not know.

    Case, plural, colon and idle words do not count. A joined label that is not in the list takes the category of its
    first part, as NLM's list does ("AIM AND METHODS" is OBJECTIVE), if every part is known.
    """
    key = _key(label)
    if not key or key in _unassigned():
        return None
    if found := _nlm_list().get(" ".join(label.upper().strip(" :").split())) or _categories().get(key):
        return found
    parts = [_categories().get(_key(part)) for part in JOINTS.split(label) if part.strip()]
    return parts[0] if parts and all(parts) else None


@lru_cache(maxsize=4096)
def is_known(label: str) -> bool:
    """Whether the label stands in NLM's list or among those it leaves unassigned."""
    return _key(label) in _unassigned() or category_of(label) is not None


def is_worded_like_a_label(label: str) -> bool:
    """Whether an unknown label is made of words that labels use, or of long ones, and so is no acronym."""
    key = _key(label)
    telling = [word for word in key if len(word) >= TELLING_WORD and (word in _vocabulary() or len(word) >= LONG_WORD)]
    return bool(telling) and all(word in _vocabulary() or (len(word) > TELLING_WORD and word.isalpha()) for word in key)


def _key(label: str) -> Key:
    """The label's telling words, in the singular."""
    words = re.findall(r"[A-Z0-9]+", label.upper().replace("(S)", "").replace("(ES)", "").replace("'S", ""))
    return tuple(_singular(word) for word in words if word not in IDLE_WORDS)


def _singular(word: str) -> str:
    if word.endswith("SES"):  # ANALYSES, HYPOTHESES
        return word[:-2] + "IS"
    if word.endswith("IES"):
        return word[:-3] + "Y"
    return word[:-1] if word.endswith("S") and not word.endswith(("SS", "IS", "US")) else word


@cache
def _nlm_list() -> dict[str, Role]:
    rows = (line.split("|") for line in NLM_LIST.read_text(encoding="utf-8").splitlines())
    return {label: Role(category) for label, category, *_ in rows}


@cache
def _categories() -> dict[Key, Role]:
    """Category by key. A dozen labels differ from another only in number or an idle word: the list's first stands."""
    found: dict[Key, Role] = {}
    for label, category in _nlm_list().items():
        found.setdefault(_key(label), category)
    return found


@cache
def _unassigned() -> frozenset[Key]:
    lines = UNASSIGNED_LIST.read_text(encoding="utf-8").splitlines()
    return frozenset(_key(line) for line in lines if not line.startswith("#"))


@cache
def _vocabulary() -> frozenset[str]:
    return frozenset(word for key in (*_categories(), *_unassigned()) for word in key)
