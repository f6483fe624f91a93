"""Results of a part of the participants only: "Among women, 30% improved"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from generator.evidence import Sentence
from generator.extraction.findings.arms import Arm
from generator.extraction.findings.around import Span
from generator.extraction.lexicon import load_words
from generator.extraction.searching import search, sought
from generator.extraction.words import compounds


def subgroups_of(text: str, sentence: Sentence, arms: Sequence[Arm], everybody: str) -> list[Span]:
    """Whom alone the results of a sentence are of, in order; none where that is everybody, or a group of the study.

    ``everybody`` are the words by which the article describes its participants: of them no subgroup is made.
    """
    if not search(_SAYS, text, sentence.start, sentence.end):
        return []
    first, last = sentence.start, sentence.end
    named = [
        one.span("who") for one in _SUBGROUP.finditer(text, first, last) if not _GROUP.search(text, *one.span("who"))
    ]
    named += [one.span("who") for _, end in named for one in _NEXT.finditer(text, end, last)]
    if not named:
        said = _SETS_OUT.match(text, first, last) or _ONLY.search(text, first, last)
        named = [said.span("who")] if said and not _EVERYBODY.search(text, *said.span("who")) else []
    return [Span(*span) for span in sorted(set(named)) if _says_more(text, span, arms, everybody)]


def people_behind(text: str, ends: Iterable[int]) -> Span | None:
    """Of whom a share is that ends at one of these: "1/40 (2.5%) of *patients with a low ratio* had pain"."""
    said = next((match for end in ends if (match := _OF_SUCH.match(text, end))), None)
    return Span(*said.span("who")) if said else None


def is_of_some(text: str, people: Span, arms: Sequence[Arm], everybody: str) -> bool:
    """Whether words for people, whatever numbers they hold, are of some who took part and of no group of the study."""
    span = (people.start, people.end)
    return not _EVERYBODY.search(_DIGITS.sub("", text[slice(*span)])) and _says_more(text, span, arms, everybody)


def _says_more(text: str, span: tuple[int, int], arms: Sequence[Arm], everybody: str) -> bool:
    """Whether words say more than who took part, and name no group of the study."""
    start, end = span
    common = set(compounds(everybody)) | _PLAIN
    of_arm = any(arm.start < end and start < arm.end for arm in arms)
    return not of_arm and not common.issuperset(compounds(text[start:end]))


_SAYS = sought(
    re.compile(r"\b(?:Among|In|For|Within|groups?\s(?:of|with)|sub-?groups?|subsets?|sub-?populations?|only)\b")
)
_PEOPLE = (
    r"(?:patients|participants|subjects|women|men|children|adults|people|individuals|infants|students|girls|boys"
    r"|adolescents|persons|males|females|smokers|those)"
)
_SETS_OUT = re.compile(
    r"(?:(?:However|Moreover|Further(?:more)?|In addition|Similarly|Also|Notably|Conversely|In contrast),\s)?"
    rf"(?:Among|In|For|Within)\s(?:the\s)?(?P<who>(?:[^\s,;:()]+\s){{0,5}}?{_PEOPLE}(?![\w-])(?:\s(?!over\b|during\b)[^\s,;:()]+){{0,10}}?)"
    r"(?:\s\([^()]{1,40}\))?,\s(?![^\s,]+,?\s(?:and|or)\s)"
)
_SUBGROUP = re.compile(
    r"\b[Ii]n\s(?:the\s|an?\s)?(?:[\w-]+\s){0,2}(?:sub-?groups?|groups?|subsets?|sub-?populations?)\s(?:of\s|with\s)"
    r"(?:the\s)?(?P<who>(?:[^\s,;:()]+\s){0,12}?[^\s,;:()]+)(?=\s\(|[,;:.)]|\s(?:was|were|had|showed|did)\b)"
)
_OF_SUCH = re.compile(
    rf"\s?\)?\sof\s(?:the\s)?(?P<who>{_PEOPLE}\s(?:with|without|whose|aged|older|younger)\s[^,;:()]{{2,60}}?)"
    r"\s(?:had|were|was|died|developed|achieved|reported|experienced|showed|received|required|survived)\b"
)
_DIGITS = re.compile(r"\d")
_NEXT = re.compile(
    r"[)\]],?\s(?:and|or|but)\s(?:in\s|among\s)?(?:the\s)?"
    r"(?P<who>those\s[^\s,;:()]+(?:\s[^\s,;:()]+){0,8}?)(?=\s[(\[])"
)
"""Another subgroup behind the result of one: "in the subgroup of smokers (5%) and those who drank (6%)"."""
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
_GROUP = re.compile(
    r"\b(?:receiv|treat(?:ed|ment)|given|random|assign|alloc|control|intervention|placebo|groups?|arms?)", re.IGNORECASE
)
"""In words for those of a group of the study, whatever they are called."""
_PLAIN = frozenset(load_words("plain_people"))
