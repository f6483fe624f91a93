"""Authors' names as lists of authors print them."""

from __future__ import annotations

import re

from generator.article import Author
from generator.readers.fields import fold


def author_from_inverted(printed: str) -> Author:
    """The author in ``Family, Given`` or, without a comma, ``Family IN``."""
    text = fold(printed)
    family, comma, given = (part.strip() for part in text.partition(","))
    if comma:
        return Author(family=family or None, given=given or None)
    return author_from_short(text)


def author_from_short(printed: str) -> Author:
    """The author in ``van der Berg JA Jr``: initials are the first word of capitals after the family name."""
    words = fold(printed).split(" ")
    for index in range(len(words) - 1, 0, -1):
        if re.fullmatch(r"[^\W\d_]{1,4}", words[index]) and words[index].isupper():
            return Author(family=" ".join(words[:index]), initials=words[index])
    return Author(family=" ".join(words) or None)
