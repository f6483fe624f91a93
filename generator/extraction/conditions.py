"""What was wrong with those who took part: the condition of PICO's P."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from generator.article import Article
from generator.evidence import Abbreviation, Design, Place, Quote
from generator.extraction import naming
from generator.extraction.coordination import ITEMS, parts_of
from generator.extraction.illnesses import ends_with_illness, names_illness
from generator.extraction.lexicon import first_hit, hits, load_rules
from generator.extraction.mentions import TREATMENTS, Mention, MentionKind
from generator.extraction.names import Names, gathered, names_of
from generator.extraction.naming import with_own_noun
from generator.extraction.quoting import quote
from generator.extraction.trimming import trimmed, within_edges

Span = tuple[int, int]


def find_conditions(
    article: Article,
    mentions: Iterable[Mention],
    abbreviations: Iterable[Abbreviation],
    design: Design,
    *,
    known_field: bool,
) -> tuple[Quote, ...]:
    """The conditions that the network marked, without the words around them; else those that the title names.

    Not what was measured, done or given: "lung function". Outside the ``known_field``, where all that are marked count,
    those count that likely were the participants'; they must stand in the title or in a sentence that may tell of
    people: what only the background speaks of may be anybody's.
    """
    abbreviations, mentions = tuple(abbreviations), tuple(mentions)
    longs = {one.short: one.long for one in abbreviations}
    found = []
    for mention in mentions:
        words = mention.quote
        if mention.kind is MentionKind.CONDITION:
            text = article.text_of(words.where)
            span = _cleaned(text, words.start, words.end, longs)
            if (
                span
                and not _LACKING.search(text, max(0, span[0] - _REACH), span[0])
                and not _OF_OTHERS.search(text, max(0, span[0] - _REACH), span[0])
                and not _is_a_trial(text, span, longs)
                and not _is_of_its_time(text, span)
                and not _NAMES_ANOTHER.match(text, span[1])
            ):
                whole = with_own_noun(article, replace(mention, quote=quote(article, words.where, *span)))
                found += [whole] if whole else []
    if known_field:
        return tuple(mention.quote for mention in found)
    given = {mention.quote.text.lower() for mention in mentions if mention.kind in TREATMENTS}
    marked = [one for one in found if one.of_people >= _TELLS_WHOSE and one.quote.text.lower() not in given]
    if marked:
        own = [one for one in marked if not _is_counted(article, one)]
        likely = _likely(article, own or marked, names_of(abbreviations), design)
        return tuple(dict.fromkeys(_written_out(article, one, abbreviations) for one in likely))
    of_title = tuple(_named(article, "title", _stretches(article.text_of("title"))))
    return of_title or tuple(one for mention in mentions for one in _had(article, mention))


def _written_out(article: Article, condition: Quote, abbreviations: Iterable[Abbreviation]) -> Quote:
    """The long form that the article gives for a condition of which only the short one would be told.

    "ICH" is an illness of one specialty and another one of the next.
    """
    for one in abbreviations:
        if one.short == condition.text and (at := one.quote.text.find(one.long)) >= 0:
            start = one.quote.start + at
            return quote(article, one.quote.where, start, start + len(one.long))
    return condition


def _is_counted(article: Article, mention: Mention) -> bool:
    """Whether the words before an illness say that it was looked for and not what those who took part had."""
    words = mention.quote
    return _COUNTED.search(article.text_of(words.where), max(0, words.start - _REACH), words.start) is not None


_COUNTED = re.compile(r"\b(?:incidence|occurrence|rates?|frequency)\sof\s(?:the\s|any\s)?\Z", re.IGNORECASE)
_REACH = 30
"""Characters before an illness that are looked at."""


def _likely(article: Article, found: Sequence[Mention], names: Names, design: Design) -> list[Quote]:
    """The conditions that those who took part likely had, each once by its best name; else the likeliest."""
    conditions = gathered(found, lambda one, known: names.share(one.quote.text, known[0].quote.text) >= SHARED)
    likelihoods = naming.condition_likelihoods(article, conditions, names, design)
    told = naming.likeliest(conditions, likelihoods, LEAST, LEAST_OF_ONE)
    return [naming.best(known, lambda one: len(one.quote.text)).quote for known in told]


LEAST, LEAST_OF_ONE = 0.8, 0.6
"""So likely a condition must be the participants' to be told, and the likeliest where none is."""
SHARED = 0.5
"""From this share of all words on that both names have they are of one condition."""
_LACKING = re.compile(r"\b(?:without|free of|no history of|not having)\s(?:an?\s|any\s|known\s)?\Z", re.IGNORECASE)
"""Before what participants have not: "obese adults without diabetes"."""
_OF_OTHERS = re.compile(
    r"\b(?:parents?|mothers?|fathers?|caregivers?|famil(?:y|ies)|partners?|spouses?)['’]s?\s\Z", re.IGNORECASE
)
"""Before what somebody had who is spoken of beside those who took part: "parents' injuries and children's sleep"."""


_NAMES_ANOTHER = re.compile(
    r"[\s-](?:screening|homing|targeting|units?|cent(?:er|re)s?|clinics?|wards?|registr(?:y|ies)|databases?|scales?"
    r"|inventor(?:y|ies)|questionnaires?|checklists?|societ(?:y|ies)|associations?|foundations?|networks?|awareness|literacy|vaccin\w+)\b",
    re.IGNORECASE,
)
"""Behind an illness that something else is named for: who is in "lung cancer screening" has none."""


def _is_a_trial(text: str, span: Span, longs: Mapping[str, str]) -> bool:
    """Whether a name in brackets is a trial's: "exemplin for gout (EXAMPLE): a trial"."""
    name = text[slice(*span)]
    return name.isupper() and name not in longs and text[: span[0]].endswith("(") and text[span[1] :].startswith(")")


def _is_of_its_time(text: str, span: Span) -> bool:
    """Whether an epidemic is named for when a study was made: "admissions during COVID-19"."""
    return _EPIDEMIC.match(text, *span) is not None and (
        _MEANWHILE.search(text, max(0, span[0] - _REACH), span[0]) is not None
        or _EVENT.match(text, span[1]) is not None
    )


_EPIDEMIC = re.compile(r"(?:the\s)?(?:novel\s)?(?:COVID|SARS-CoV|coronavirus)", re.IGNORECASE)
_MEANWHILE = re.compile(
    r"\b(?:during|amid(?:st)?|throughout|since|before|after|(?:era|time|times|age|wake|context|period|onset|spread) of)"
    r"\s(?:the\s)?(?:first\s(?:wave\sof\s)?)?(?:the\s)?\Z",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"(?:\s\([^()]{2,20}\))?[\s-](?:[\w-]+\s)?(?:pandemics?|epidemics?|outbreaks?|lockdowns?|era|cris[ie]s|confinement|quarantine"
    r"|restrictions|period|waves?|social distancing|vaccin\w+)\b",
    re.IGNORECASE,
)
_MOST_WORDS = 7
_SHORTEST = 3
_TELLS_WHOSE = 0.1
"""From this probability on that it does, a sentence says whose condition it names."""


def _had(article: Article, mention: Mention) -> Iterator[Quote]:
    """The illness that those who took part are said to be with: "adults with asthma"."""
    words = mention.quote
    if mention.kind is MentionKind.ELIGIBILITY:
        told = _stretches(article.text_of(words.where), words.start, words.end)
        yield from _named(article, words.where, (one for one in told if one[0] == "with"))


def _named(article: Article, where: Place, stretches: Iterable[tuple[str, int, int]]) -> Iterator[Quote]:
    text = article.text_of(where)
    for span in _names_of_illness(text, stretches):
        name = text[slice(*span)]
        is_most_of_a_sentence = name.count(" ") >= _MOST_WORDS
        other = _is_of_its_time(text, span) or _NAMES_ANOTHER.match(text, span[1])
        if not (is_most_of_a_sentence or _is_measured(name) or other):
            yield quote(article, where, *span)


def _cleaned(text: str, start: int, end: int, longs: Mapping[str, str]) -> Span | None:
    """The span of the condition alone: "adults with asthma in Exemplia" is asthma; ``None`` where it is none."""
    for bracket in _ACRONYM.finditer(text, start, end):
        long = longs.get(bracket["name"])
        if long is None or long not in text[start : bracket.start()]:  # a trial's: "asthma (EXAMPLE)"
            end = bracket.start()
            break
    if tail := _NO_PART.search(text, start, end):
        end = tail.start()
    for link in _LINK.finditer(text, start, end):
        if names_illness(text[link.end() : end]) and not names_illness(text[start : link.start()]):
            start = link.end()
    for does in _DOES.finditer(text, start, end):
        start = does.end()
    start, end = _illnesses_of_list(text, start, end)
    span = within_edges(text, start, end, "condition")
    if span and (used := _USED.match(text, span[1])):
        span = (span[0], used.end())
    if span and (handled := _HANDLED.search(text, *span)):
        span = (span[0], handled.start()) if names_illness(text[span[0] : handled.start()]) else None
    if span is None or (span[1] - span[0] < _SHORTEST and text[slice(*span)] not in longs):
        return None  # "Lp" of "Lp(a)"
    return None if _is_measured(text[slice(*span)]) else span


_DOES = re.compile(
    r"\b(?:promot|induc|caus|prevent|inhibit|attenuat|aggravat|exacerbat|alleviat|ameliorat|predict|trigger|mitigat)(?:es|s)\s(?:the\s)?"
)
"""What something does to an illness: "promotes heart failure"."""
_USED = re.compile(
    r"\s(?:users?|use(?:\sdisorders?)?|abuse(?:rs?)?|misuse(?:rs?)?|dependen(?:ce|cy|t)|addict(?:ion|s)?|drinkers?|withdrawal)\b"
)
"""Behind a substance: what is wrong with those who take it."""
_HANDLED = re.compile(
    r"\s(?:treatment|management|self-management|prevention|control|therapy|cessation|pandemic|outbreak|epidemic"
    r"|admissions?|hospitali[sz]ations?|correction|repair|reconstruction|fixation)\Z",
    re.IGNORECASE,
)
"""What is done about an illness, or how it spreads: who is in "gout management" has gout, who stops smoking none."""


_ACRONYM = re.compile(
    r"\s\((?P<name>(?:[\w'-]+\s){0,4}(?=[\w'-]*[A-Z][\w'-]*[A-Z])[\w'-]+(?:\s(?:[A-Z][a-z]+|trial|study|project))?)\)"
)
_NO_PART = re.compile(
    r"(?:(?<!complicated)(?<!affected)(?<!caused)\sby|\s(?:located|detected|admitted|using|via|through|that|which|who|to\s(?:live|be|achieve|support|help"
    r"|promote|improve)(?=\s)|(?:is|are|was|were|may|can|could|might|has|have|had|does|do|did|remains?|initiates?|causes?"
    r"|affects?|occurs?|represents?|leads?|induces?|requires?)(?=\s)))\b",
    re.IGNORECASE,
)
_LINK = re.compile(r"\s(?:with|in|among|of)\s", re.IGNORECASE)


def _illnesses_of_list(text: str, start: int, end: int) -> Span:
    """The span from the first illness of a list to the last: of "life, depression and optimism" it is depression.

    Of "delirium and sleep" it is delirium.
    """
    items = list(parts_of(text, start, end, ITEMS))
    if len(items) < 2 or text[items[0][1]] == " ":  # "acute and chronic pain" is one
        ends = len(items) > 1 and ends_with_illness(text[slice(*items[0])]) and not _OF_PLACES.search(text, *items[0])
        return start, items[0][1] if ends and not names_illness(text[items[0][1] : end]) else end
    items[0] = start, items[0][1]  # with its article: "the lung, liver and ..." begins with no single word
    ill = [place for place, item in enumerate(items) if names_illness(text[slice(*item)])]
    if not ill:
        return start, end
    one_word = all(" " not in text[slice(*item)] for item in items[: ill[0]])
    whole = one_word and not text[:start].endswith(("quality of ", "sense of "))
    return (start if whole else items[ill[0]][0]), items[ill[-1]][1]  # "prostate, lung and ovarian cancer" is whole


_OF_PLACES = re.compile(r"\sof\s(?:the\s)?\w+\Z")
"""The first of several places of one illness: "carcinoma of the head and neck"."""


def _is_measured(name: str) -> bool:
    return first_hit(load_rules("no_conditions"), name) is not None


def _names_of_illness(text: str, stretches: Iterable[tuple[str, int, int]]) -> Iterator[Span]:
    """The names of illnesses in stretches of a text: a name ends with its telling word.

    Names in one list are one: "nausea and vomiting". What stands behind "on" was measured.
    """
    last: Span | None = None
    for lead, start, end in stretches:
        telling = max((hit.end for hit in hits(load_rules("condition_words"), text, start, end)), default=None)
        if telling is None or lead == "on" or not _ENDS.match(text, telling, end):
            continue
        span = trimmed(text, start, _with_place(text, start, telling))
        if span is None:
            continue
        if last and _LISTED.fullmatch(text, last[1], span[0]):
            span, last = (last[0], span[1]), None
        if last:
            yield last
        last = span
    if last:
        yield last


def _with_place(text: str, start: int, end: int) -> int:
    """Where a name ends that says nothing without the words behind it: "disorders of gut-brain interaction"."""
    goes_on = _OF_WHAT.match(text, end) if _SAYS_NOTHING.fullmatch(text, start, end) else None
    return goes_on.end() if goes_on else end


_SAYS_NOTHING = re.compile(
    r"\W*(?:\w+\s)?(?:disorders?|diseases?|symptoms?|infections?|tumou?rs?|cancers?|lesions?)", re.IGNORECASE
)
_OF_WHAT = re.compile(
    r"\sof\s(?:the\s)?(?:(?!(?:in|with|treated|after|before|using|and|or|to|by|for|on|at|from|versus|vs|undergoing|were|was|are|is"
    r"|who|that|which|had|have)\b)[\w-]+\s?){1,4}(?<!\s)",
    re.IGNORECASE,
)


def _stretches(text: str, start: int = 0, stop: int | None = None) -> Iterator[tuple[str, int, int]]:
    """The stretches of ``text[start:stop]`` between words that join names, each with the word before it."""
    lead, stop = "", len(text) if stop is None else stop
    for join in _JOIN.finditer(text, start, stop):
        yield lead, start, join.start()
        lead, start = join[0].strip().lower(), join.end()
    yield lead, start, stop


_JOIN = re.compile(
    r"\s?(?<!\S)(?:of|in|with|without|for|on|by|from|after|before|during|following|among|amongst|between|versus|vs\.?|to|at|as|and"
    r"|or|the|(?-i:an?)|using|undergoing|receiving|treated|having|is|are|was|were|does|do|not|than|via|through|under|into|against"
    r"|(?:treat|prevent|improv|reliev|manag|controll?|reduc)(?:e|es|ed|ing|s)?|induced|due|related|associated|compared)(?!\S)\s?"
    r"|\s?[,;:.?!()–—]\s?",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"(?:\s(?:patients?|outpatients?|inpatients?|survivors?|subjects?|women|men|children|adults?|adolescents|people|individuals"
    r"|infants|victims|cases|sufferers)|\s\w+ing\b.*)?$",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\s(?:and|or)\s")
