"""Results of a part of the participants only: "Among women, 30% improved"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.evidence import Sentence
from generator.extraction.findings.around import Span
from generator.extraction.lexicon import load_words
from generator.extraction.searching import search, sought
from generator.extraction.words import compounds


def subgroup_of(text: str, sentence: Sentence, arms: Iterable[Span], everybody: str) -> Span | None:
    """Whom alone the results of a sentence are of; ``None`` where that is everybody, or a group of the study.

    ``everybody`` are the words by which the article describes its participants: of them no subgroup is made.
    """
    if not search(_SAYS, text, sentence.start, sentence.end):
        return None
    first, last = sentence.start, sentence.end
    said = _SUBGROUP.search(text, first, last) or _SETS_OUT.match(text, first, last) or _ONLY.search(text, first, last)
    if said is None or _EVERYBODY.search(text, *said.span("who")):
        return None
    start, end = said.span("who")
    if any(arm.start < end and start < arm.end for arm in arms):
        return None
    telling = {word for word in compounds(text[start:end]) if word not in _PLAIN}
    return Span(start, end) if telling - set(compounds(everybody)) else None


_SAYS = sought(re.compile(r"\b(?:Among|In|For|Within|sub-?groups?|subsets?|sub-?populations?|only)\b"))
_PEOPLE = (
    r"(?:patients|participants|subjects|women|men|children|adults|people|individuals|infants|students|girls|boys"
    r"|adolescents|persons|males|females|smokers|those)"
)
_SETS_OUT = re.compile(
    r"(?:(?:However|Moreover|Further(?:more)?|In addition|Similarly|Also|Notably|Conversely|In contrast),\s)?"
    rf"(?:Among|In|For|Within)\s(?:the\s)?(?P<who>(?:[^\s,;:()]+\s){{0,5}}?{_PEOPLE}(?![\w-])(?:\s[^\s,;:()]+){{0,10}}?)"
    r"(?:\s\([^()]{1,40}\))?,\s(?![^\s,]+,?\s(?:and|or)\s)"
)
_SUBGROUP = re.compile(
    r"\b[Ii]n\s(?:the\s|an?\s)?(?:[\w-]+\s){0,2}(?:sub-?groups?|subsets?|sub-?populations?)\s(?:of\s|with\s)"
    r"(?:the\s)?(?P<who>(?:[^\s,;:()]+\s){0,8}?[^\s,;:()]+)(?=\s\(|[,;:.)]|\s(?:was|were|had|showed|did)\b)"
)
_ONLY = re.compile(rf"\bonly\s(?:in|among)\s(?:the\s)?(?P<who>(?:[\w-]+\s){{0,3}}?{_PEOPLE})(?=\s\()")
"""As in "only in males (4 of 8 with A and 6 of 8 with B)"."""
_EVERYBODY = re.compile(
    r"\b(?:receiv|treat(?:ed|ment)|given|random|assign|alloc|complet|enrol|includ|evaluab|analy[sz]|group|control"
    r"|intervention|placebo|trial|stud(?:y|ies)|survey|on\s)"
    r"|\b(?:all|both|each|these|our|total|either|every|arms?|this|the present|most|some|many|series|cohort|comparison"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|half|approximately|genes?|cells?)\b|\d",
    re.IGNORECASE,
)
"""In words for all participants, for those of a group, for so many of them or for those that could be looked at."""
_PLAIN = frozenset(load_words("plain_people"))
