"""Who was studied: PICO's P."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from msgspec.structs import replace

from generator.article import Article, Role
from generator.evidence import (
    Abbreviation,
    Age,
    Design,
    Group,
    Place,
    Population,
    Quote,
    Reported,
    ReportedCount,
    Sentence,
)
from generator.extraction import describing
from generator.extraction.ages import find_ages
from generator.extraction.conditions import find_conditions
from generator.extraction.illnesses import names_illness
from generator.extraction.lexicon import Hit, any_word, first_hit, hits, load_rules
from generator.extraction.mentions import Mention, MentionKind, is_of_known_field
from generator.extraction.naming import PEOPLE, with_own_noun
from generator.extraction.quoting import quote
from generator.extraction.running_labels import without_label
from generator.extraction.searching import search_all
from generator.extraction.study_types import own_sentences, reports_participants
from generator.extraction.words import compounds

Stretch = tuple[Place, int, int]

TELLS_OF_PEOPLE, TELLS_IN_RESULTS = 0.05, 0.3
"""From this probability on a sentence is taken to tell who was studied; elsewhere, and in most results, "patients" are
only named again."""
LEAST = 0.5
"""So likely a description must be of those who took part to be told."""


def find_population(
    article: Article,
    sentences: tuple[Sentence, ...],
    mentions: tuple[Mention, ...],
    sample_size: ReportedCount | None,
    groups: tuple[Group, ...],
    design: Design,
    abbreviations: tuple[Abbreviation, ...],
) -> Population:
    """The participants as far as the source describes them.

    A paper without participants of its own (a review, a protocol, an animal study) has a condition at most.
    """
    known_field = is_of_known_field(article)
    condition = tuple(_reported(find_conditions(article, mentions, abbreviations, design, known_field=known_field)))
    if not reports_participants(design):
        return Population(condition=condition)
    stretches = list(_stretches(article, sentences))
    # who "was admitted to intensive care" in the results was not met there
    elsewhere = [one for one in stretches if not _in_results(one[0], one[1], sentences)]
    ages = _of_all(article, find_ages(article, sentences), sample_size)
    eligible = [
        whole
        for mention in _of_participants(article, sentences, mentions, known_field=known_field)
        if (whole := with_own_noun(article, _with_whole_edges(article, _without_label(article, mention))))
        if not _is_age(mention, ages) and mention.kind is MentionKind.ELIGIBILITY
    ]
    if not known_field:
        likelihoods = describing.description_likelihoods(article, eligible, sentences, design)
        eligible = [one for one, likelihood in zip(eligible, likelihoods, strict=True) if likelihood >= LEAST]
    return Population(
        sample_size=sample_size,
        groups=groups,
        condition=condition,
        eligibility=tuple(_reported(mention.quote for mention in eligible)),
        age=ages,
        sex=tuple(
            one
            for one in _by_rules(article, stretches, "sex")
            if not _is_of_some(one.quote, sentences) and not _is_of_most(article, one.quote)
        ),
        setting=tuple(_by_rules(article, elsewhere, "setting")),
        location=tuple(_locations(article, stretches)),
        ethnicity=tuple(
            one
            for one in _ethnicities(article, stretches)
            if not (_is_of_some(one.quote, sentences) and _is_compared(article, one.quote, sentences))
        ),
    )


def _of_all(article: Article, ages: tuple[Age, ...], total: ReportedCount | None) -> tuple[Age, ...]:
    """The ages without the only one that is told of a part: "98 children; a sheath was used in 52 (median age, 8)"."""
    of_part = [age for age in ages if total and (size := _counted_before(article, age.quote)) and size < total.value]
    return tuple(age for age in ages if age not in of_part) if len(of_part) == 1 else ages


def _counted_before(article: Article, words: Quote) -> int | None:
    """How many people stand right before the bracket that words begin in."""
    before = _COUNT_IN_FRONT.search(article.text_of(words.where), max(0, words.start - 2 * _REACH), words.start)
    return int(before["count"].replace(",", "")) if before else None


_COUNT_IN_FRONT = re.compile(
    r"(?<![\d.,])(?P<count>\d[\d,]*)\s(?:[\w-]+\s){0,2}"
    r"(?:patients|participants|subjects|women|men|children|adults|people|individuals|infants|cases)\s[(\[][^()\[\]]{0,20}\Z"
)


def _in_results(where: Place, start: int, sentences: Sequence[Sentence]) -> bool:
    """Whether a place is in a sentence of results."""
    own = (one for one in sentences if one.role is Role.RESULTS)
    return where == "abstract" and any(one.start <= start < one.end for one in own)


def _is_of_most(article: Article, words: Quote) -> bool:
    """Whether only most of those who took part are said to be of a sex: "the majority were men"."""
    text = article.text_of(words.where)
    return not words.text[0].isdigit() and _MOST.search(text, max(0, words.start - 80), words.start) is not None


_MOST = re.compile(r"\b(?:majority|most|mostly|mainly|predominantly|largely)\b[^.;,()]{0,60}\Z", re.IGNORECASE)


def _is_of_some(words: Quote, sentences: Sequence[Sentence]) -> bool:
    """Whether words of results name some without how many they are: "Among women, 30% improved", "in Black adults"."""
    return _in_results(words.where, words.start, sentences) and not any(map(str.isdigit, words.text))


def _is_compared(article: Article, words: Quote, sentences: Sequence[Sentence]) -> bool:
    """Whether the sentence of some words sets people against others."""
    own = next((one for one in sentences if one.start <= words.start < one.end), None)
    return own is not None and _COMPARES.search(article.text_of("abstract"), own.start, own.end) is not None


_COMPARES = re.compile(
    r"\b(?:more|less|fewer|higher|lower|greater|commoner|likel(?:y|ier)|than|compared|associated|odds|versus|vs)\b"
)


def _reported(words: Iterable[Quote]) -> Iterator[Reported]:
    return _each_once(Reported(value=one.text, quote=one) for one in words)


def _of_participants(
    article: Article, sentences: Sequence[Sentence], mentions: Iterable[Mention], *, known_field: bool
) -> Iterator[Mention]:
    """The mentions that say something of those who took part: whom the background speaks of did not.

    Outside the field that the network learned eligibility of, they must name people or what they had.
    """
    own = own_sentences(article.text_of("abstract"), sentences)
    for mention in mentions:
        words = mention.quote
        of_abstract = words.where == "abstract"
        sentence = next((one for one in own if of_abstract and one.start <= words.start < one.end), None)
        in_results = sentence is not None and sentence.role is Role.RESULTS
        if (
            (sentence is not None or not of_abstract)
            and mention.of_people >= (TELLS_IN_RESULTS if in_results else TELLS_OF_PEOPLE)
            and not first_hit(load_rules("people_in_general"), words.text)
            and not _ONLY_COUNTED.fullmatch(words.text)
            and not (
                of_abstract
                and _OF_A_STUDY.search(article.text_of("abstract"), max(0, words.start - 2 * _REACH), words.start)
            )
            and not (sentence and _LEFT_OUT.search(article.text_of(words.where), sentence.start, words.start))
            and (known_field or _names_people(words.text))
        ):
            yield mention


def _names_people(name: str) -> bool:
    """Whether what a description is of, before its first preposition, are people or what they had."""
    head = _HEAD.match(name)
    return head is not None and (not PEOPLE.isdisjoint(compounds(head[0])) or names_illness(head[0]))


_HEAD = re.compile(
    r"(?:(?:inclusion|exclusion|eligibility|main|key)\s(?:\w+\s)?criteria\b.*|(?:(?:out\s)?of|in|all|both|some)\s(?:of\s)?)?"
    r"(?:(?!\s(?:in|at|with|from|for|who|which|that|whom|by|on|during|conducted)\b"
    r"|(?<!Society)(?<!subset)(?<!sample)(?<!\d)(?<!total)\sof\b|(?<!\d)(?<!mild)(?<!old)\sto\b).)*",
    re.IGNORECASE,
)
"""A description up to its first preposition that does not count: "22 of 40 adults"; all of one of criteria."""
_ONLY_COUNTED = re.compile(
    r"(?:total\sof\s)?(?:\d[\d,]*|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundred"
    r"|thousand|and)(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine|\w+teen|hundred|thousand|and|\w+ty))*)"
    r"\s(?:(?:eligible|consecutive|enrolled|included)\s)?"
    r"(?:patients|subjects|participants|women|men|children|people|adults|infants|controls|volunteers|cases|eyes|families|youth)"
    r"(?:(?:\sin)?\seach|\s\((?![^()]*\b(?:age|aged|years|women|men|males?|females?|girls|boys)\b)[^()]*\d[^()]*\))?",
    re.IGNORECASE,
)
"""How many there were says of nobody who they were: "33 patients", "30 people (14 in one group, 16 in the other)"."""
_OF_A_STUDY = re.compile(
    r"\b(?:[A-Z]\w+\s(?:Study|Survey|Registry|Cohort|Project)\s(?:of|on|in|for)"
    r"|(?:largest|biggest|first)\s(?:[\w-]+\s)?(?:samples?|cohorts?|series|stud(?:y|ies))\sof)\s\Z"
)
"""Before the rest of a study's name, "the National Longitudinal Study of [Adolescent to Adult Health]", and before whom
it has more of than others: "the largest sample of [adults recruited to date]"."""
_LEFT_OUT = re.compile(r"\b(?:excluded|exclusion criteria|sub-?group analys[ei]s)\b", re.IGNORECASE)
"""Behind it stands who did not take part, or only some of those who did."""


def _without_label(article: Article, mention: Mention) -> Mention:
    """The mention without the label of a section in the running text, or what a title says behind its colon.

    As in "Methods: Nineteen adults", "gout in adults: a consensus".
    """
    words = mention.quote
    if words.where == "title" and (colon := words.text.find(": ")) > 0:
        return replace(mention, quote=quote(article, "title", words.start, words.start + colon))
    behind = without_label(words.text, 0, len(words.text))
    return replace(mention, quote=quote(article, words.where, words.start + behind, words.end)) if behind else mention


def _with_whole_edges(article: Article, mention: Mention) -> Mention:
    """The mention with the number that it would begin in the middle of, and without words that its end cuts off.

    As in "6 to [9 year-old children]", "100 [patients and 272 controls]", "[newborns at risk in July] 2015".
    """
    words = mention.quote
    text = article.text_of(words.where)
    if words.text[0].isdigit():
        first = _NUMBER_BEFORE
    else:
        first = _COUNT_BEFORE if _OTHER_COUNT.search(words.text) else _HUNDREDS_BEFORE
    before = first.search(text, max(0, words.start - _REACH), words.start)
    start = before.start() if before else words.start
    if relatives := _RELATIVES_BEFORE.search(text, max(0, start - _REACH), start):
        start = relatives.start()
    listed = _MORE_LISTED.match(text, words.end)
    end = listed.end() if listed and listed["and"] else words.end
    while cut := _CUT_END.search(text, words.start, end):
        end = cut.start()
    return replace(mention, quote=quote(article, words.where, start, end)) if end > words.start else mention


_RELATIVES_BEFORE = re.compile(
    r"\b(?:parents|caregivers|caretakers|guardians|mothers|fathers|families|relatives|siblings|spouses|partners|teachers)"
    r"\s(?:of|to)\s(?:an?\s|the\s)?\Z",
    re.IGNORECASE,
)
"""Before whom those who took part belong to: "parents of children with asthma"."""
_MORE_LISTED = re.compile(
    r"\s[(\[][^()\[\]]*\d[^()\[\]]*[)\]](?:,\s[A-Z][\w-]*\s[(\[][^()\[\]]*\d[^()\[\]]*[)\]])*,?\s(?P<and>and|or)\s[A-Z][\w-]*(?=[\s.,;])"
)
"""Behind the first of a list of short names with a number each: "or CS" of "who underwent LCL (26) or CS (46)"."""
_NUMBER_BEFORE = re.compile(r"(?<![\d.,])\d+(?:\.\d+)?\s?(?:to|-|–|and)\s?\Z")
_COUNT_BEFORE = re.compile(
    r"(?:(?<![\d.,])\d[\d,]*|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty(?:-\w+)?))\s\Z",
    re.IGNORECASE,
)
_HUNDREDS_BEFORE = re.compile(r"\b(?:[a-z]+[\s-])?(?:hundred|thousand)(?:\sand)?[\s-]\Z", re.IGNORECASE)
_OTHER_COUNT = re.compile(r"\s(?:and|or|versus|vs\.?)\s\d[\d,]*\s[a-zA-Z]")
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_CUT_END = re.compile(
    rf"\s(?:between|from)\s(?:\d{{1,2}}\s)?{_MONTH},?\s.*\s{_MONTH}\Z"
    r"|\s(?:during|over)\s(?:an?\s)?\d+[\s-](?i:years?|months?|weeks?|days?)\b.*\Z|\sat\s(?:admission|baseline)\b.*\Z|\s(?:newly\s|recently\s)?(?:diagnosed|born|treated|seen)\Z|,?\sbecause\b.*\Z|,\s(?:using|by)\b.*\Z|,?\sand\s(?:participants|patients|subjects)\Z"
    r"|\sin\swhom\b(?:(?!\b(?:was|were|is|are|had|has|have|did)\b).)*\Z"
    rf"|\s(?:(?:in|since|from|until|before|after|during)\s{_MONTH}(?:\s(?:19|20)\d\d)?(?:\s(?:to|and|until|through))?"
    r"|(?:in|during|for|over|within|after|before)\sthe(?:\s(?:first|last))?(?:\s\d+)?"
    r"|(?:in|at|to|of)\s(?:our|their|this)|relative|compared|admitted|extracted|followed|obtained|collected|identified|drawn|sampled|selected|recruited|enrolled|included"
    r"|presenting|based|undergoing|receiving|attending|encountered|faced|seeking|using|taking|regarding|concerning|about|in|at|of|for|with"
    r"|from|to|on|during|between|by|the|an?)\Z"
)


def _is_age(mention: Mention, ages: Iterable[Age]) -> bool:
    """Whether the mention's words are an age that the card shows as such."""
    words = mention.quote
    return any(
        age.quote.where == words.where and age.quote.start <= words.start and words.end <= age.quote.end for age in ages
    )


_TELLING = (Role.METHODS, Role.RESULTS)


def _stretches(article: Article, sentences: tuple[Sentence, ...]) -> Iterator[Stretch]:
    """Where the article speaks of its participants: methods and results, then aims, then the title."""
    own = own_sentences(article.text_of("abstract"), sentences)
    for sentence in sorted(own, key=lambda sentence: (sentence.role not in _TELLING, sentence.start)):
        if sentence.role is not Role.CONCLUSIONS:
            yield "abstract", sentence.start, sentence.end
    yield "title", 0, len(article.text_of("title"))


def _by_rules(article: Article, stretches: Sequence[Stretch], name: str) -> Iterator[Reported]:
    """What the rules of a lexicon find, each value once, with the first words that say it."""
    rules = load_rules(name)
    found = chain.from_iterable(
        ((where, hit) for hit in _in_order(hits(rules, article.text_of(where), start, end)))
        for where, start, end in stretches
    )
    return _each_once(
        Reported(value=hit.rule.value, quote=quote(article, where, hit.start, hit.end)) for where, hit in found
    )


def _in_order(found: Iterable[Hit]) -> list[Hit]:
    return sorted(found, key=lambda hit: hit.start)


def _locations(article: Article, stretches: Sequence[Stretch]) -> Iterator[Reported]:
    """The countries that methods, results and title name."""
    countries = any_word("countries", case=True)
    return _each_once(
        Reported(value=match[0], quote=quote(article, where, match.start(), match.end()))
        for where, start, end in stretches
        for match in search_all(countries, article.text_of(where), start, end)
        if not _ELSEWHERE.search(article.text_of(where), max(0, match.start() - _REACH), match.start())
        if not _is_listed_with_continents(article.text_of(where), match)
    )


def _is_listed_with_continents(text: str, country: re.Match[str]) -> bool:
    """Whether a country ends or begins a list of continents, of which it alone would say too little."""
    before = _CONTINENT_BEFORE.search(text, max(0, country.start() - 2 * _REACH), country.start())
    return before is not None or _CONTINENT_BEHIND.match(text, country.end()) is not None


_CONTINENT = r"(?:(?:North|South|Latin|Central)\sAmerica|Europe|Asia|Africa|the\sMiddle\sEast)"
_CONTINENT_BEFORE = re.compile(rf"\b{_CONTINENT}(?:,\s(?:[A-Z]\w+\s?)+)*,?\s(?:and\s)?\Z")
_CONTINENT_BEHIND = re.compile(rf"(?:,\s(?:[A-Z]\w+\s?)+)*,?\s(?:and\s)?{_CONTINENT}\b")


_ELSEWHERE = re.compile(r"(?:\bNew|\b(?:bordering|borders|border\s(?:with|of|to)|neighbou?ring)(?:\s(?:on|the))?)\s\Z")
"""Before the name of a country that is meant in another's: New Mexico, "a town bordering Exemplia"."""
_REACH = 30


def _ethnicities(article: Article, stretches: Sequence[Stretch]) -> Iterator[Reported]:
    """The names that the authors give to people's origin, as they print them; not where they tell others by "non-"."""
    return _each_once(
        Reported(value=article.text_of(where)[first : hit.end], quote=quote(article, where, first, hit.end))
        for where, start, end in stretches
        for hit in _in_order(hits(load_rules("ethnicity"), article.text_of(where), start, end))
        for first in [_with_share(article.text_of(where), start, hit.start)]
        if f"non-{article.text_of(where)[hit.start : hit.end].split()[0]}" not in article.text_of(where)
    )


def _with_share(text: str, start: int, first: int) -> int:
    """Where the count or share begins of those of an origin, which says that not all were: "73% were white"."""
    share = _SHARE.search(text, max(start, first - _REACH), first)
    return share.start() if share else first


_SHARE = re.compile(
    r"(?<![\d.,])(?:\d{1,3}(?:[\s,]\d{3})+\s?[(\[]\s?|\d+\s?[(\[]\s?)?\d+(?:\.\d+)?\s?%(?:\s?[(\[]\d+\s?/\s?\d+)?\s?[)\]]?\s(?:of\s(?:the\s)?(?:patients|participants|subjects|women|men)\s)?"
    r"(?:(?:were|was|of|self-identified\sas|identified\sas)\s)?\Z"
    r"|\b(?:predominantly|mostly|mainly|largely|primarily)\s\Z"
)


def _each_once(reported: Iterable[Reported]) -> Iterator[Reported]:
    """The first of each value, letter case apart."""
    seen: set[str] = set()
    for one in reported:
        key = one.value.casefold()
        if key not in seen:
            seen.add(key)
            yield one
