"""Mentions of PICO's parts: the spans of title and abstract that name them.

One network reads every article (``network.py``). Its tasks name words, each learned from reports that people annotated
or readers labelled: ``pico`` (all parts, trials of one disease), ``reports`` (conditions, what was tested and what it
was compared with, all of medicine), ``people`` (who took part) and ``results`` (outcomes and values where they stand);
where these see nothing, ``ebm_nlp`` (participants, interventions, outcomes) and ``rct_art`` (outcomes, and whose).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from operator import attrgetter

import numpy as np
from msgspec import Struct

from generator.article import Article, Role
from generator.evidence import PLACES, Abbreviation, Design, Quote, Sentence
from generator.extraction.coordination import AND, OR, parts_of
from generator.extraction.features import Passage, Seen, look_at, read_passages
from generator.extraction.languages import is_foreign
from generator.extraction.lexicon import hits, load_rules, load_words
from generator.extraction.network import TASKS, TOPICS, Floats, Reading, load_network
from generator.extraction.quoting import quote
from generator.extraction.study_types import reports_participants
from generator.extraction.tagging import probable_kinds, spans_of
from generator.extraction.trimming import name_in, trimmed, who, whose, with_noun, within_edges, without_aside


class MentionKind(StrEnum):
    """What a span of words names."""

    CONDITION = "condition"
    ELIGIBILITY = "eligibility"
    INTERVENTION = "intervention"
    CONTROL = "control"
    OUTCOME = "outcome"
    ARM = "arm"
    """Whose result it is, in a sentence of results: "tented patients", "placebo group"."""
    WHOSE = "group"
    """The same, whoever they are, also where nobody was put into groups: "women", "those with a low ratio"."""
    INTERVENTION_SIZE = "intervention size"
    """The number of participants of an intervention arm."""
    CONTROL_SIZE = "control size"
    """The number of participants of a control arm."""


TREATMENTS = (MentionKind.INTERVENTION, MentionKind.CONTROL)
NAMING_GROUPS = (*TREATMENTS, MentionKind.ARM)


class Mention(Struct, frozen=True, kw_only=True):
    """Words that name a part of the study, and the probability-bounded kind that the network gave them."""

    kind: MentionKind
    quote: Quote
    of_people: float = 1.0
    """How probable it is that their sentence tells who was studied; 1 for a title."""
    of_treatment: float = 1.0
    """How probable it is that they, or their likeliest word, name a treatment that was studied."""
    whole: float = 1.0
    """How probable it is that the name of a treatment or a condition, or a description of people, begins and ends with
    them."""
    likely: float = 1.0
    """How probable it is that they describe who took part, on average of their words."""


_Span = tuple[MentionKind, int, int]

# The least probability of a word's kind, by task: chosen on articles left out (training/mentions.py --leave-out).
PICO_BOUNDS = {
    "condition": 0.5,
    "eligibility": 0.5,
    "intervention": 0.5,
    "control": 0.5,
    "outcome": 0.5,
    "intervention size": 0.25,
    "control size": 0.25,
}
PICO_LEAST = {"eligibility": 0.05, "intervention": 0.05, "control": 0.1}
EBM_BOUNDS = {"participants": 0.4, "outcomes": 0.4}
REPORT_BOUNDS = {"condition": 0.5, "tested": 0.6, "compared": 0.6}
PEOPLE_BOUNDS = {"people": 0.35}
RESULT_BOUNDS = {"outcome": 0.45, "group": 0.4}
RCT_BOUNDS = {"outcome": 0.45, "arm": 0.3}


class Words(Struct, frozen=True):
    """The words of an article, passage by passage, and what the network is told of them."""

    passages: list[Passage]
    seen: Seen


def see_words(
    article: Article, sentences: tuple[Sentence, ...], abbreviations: tuple[Abbreviation, ...]
) -> Words | None:
    """The words of title and abstract; ``None`` where there are none."""
    passages = read_passages(article, sentences)
    return Words(passages, look_at(passages, abbreviations, load_network().vocabulary)) if passages else None


def read_words(words: Words | None) -> Reading | None:
    """What the network makes of them."""
    return load_network().read(words.seen) if words else None


def find_mentions(
    article: Article,
    words: Words | None,
    reading: Reading | None,
    design: Design,
    abbreviations: tuple[Abbreviation, ...],
) -> tuple[Mention, ...]:
    """All mentions, title first, in the order of the text, none overlapping another of its kind."""
    if words is None or reading is None:
        return ()
    passages, seen = words.passages, words.seen
    known_field = is_of_known_field(article)
    reports = _with_any_treatment(reading, passages, seen)
    bounds = PICO_BOUNDS | (_lowered(reading.kinds["pico"]) if known_field else {})
    kinds = {
        "pico": probable_kinds("pico", reading.kinds["pico"], bounds),
        "rct_art": probable_kinds("rct_art", reading.kinds["rct_art"], RCT_BOUNDS),
        "results": probable_kinds("results", reading.kinds["results"], RESULT_BOUNDS),
    }
    if not known_field:
        kinds["ebm_nlp"] = probable_kinds("ebm_nlp", reading.kinds["ebm_nlp"], EBM_BOUNDS)
        kinds["people"] = probable_kinds("people", reading.kinds["people"], PEOPLE_BOUNDS)
        kinds["reports"] = probable_kinds("reports", reports, REPORT_BOUNDS)
    left_out = frozenset[MentionKind]() if reports_participants(design) else _OF_PARTICIPANTS
    own = [reading.kinds["pico"][:, TASKS["pico"].index(kind)] for kind in TREATMENTS]
    given = np.max([*own, *(reports[:, TASKS["reports"].index(kind)] for kind in ("tested", "compared"))], axis=0)
    treating = given.tolist()
    suffering = reading.kinds["reports"][:, TASKS["reports"].index("condition")].tolist()
    described = reading.kinds["people"][:, TASKS["people"].index("people")].tolist()
    of_kind = {MentionKind.CONDITION: suffering, MentionKind.ELIGIBILITY: described}
    found, first = [], 0
    for passage, topics in zip(passages, reading.topics.tolist(), strict=True):
        stretch = slice(first, first + len(passage.words))
        spans = _passage_mentions(
            article.text_of(passage.where),
            passage,
            {task: given[stretch] for task, given in kinds.items()},
            known_field=known_field,
        )
        spans = [from_its_beginning(article, abbreviations, passage, span) for span in spans]
        found += [
            Mention(
                kind=kind,
                quote=quote(article, passage.where, start, end),
                of_people=1.0 if passage.where == "title" else topics[_POPULATION],
                of_treatment=max(treating[first + begin : first + stop], default=0.0),
                whole=_wholeness(of_kind.get(kind, treating)[stretch], begin, stop),
                likely=_average(described[first + begin : first + stop]),
            )
            for kind, start, end in spans
            for begin, stop in [_words_of(passage, start, end)]
            if kind not in left_out and not _is_foreign(article, passage)
        ]
        first = stretch.stop
    return tuple(found)


def _with_any_treatment(reading: Reading, passages: Sequence[Passage], seen: Seen) -> Floats:
    """The kinds by ``reports``; where it sees nothing that was tested, with what ``ebm_nlp`` takes for a treatment.

    The first was learned from trials, above all: of what all people of a cohort had it often says nothing. Where that
    is nothing either, a title that begins with likely words is taken to name what was tried.
    """
    shares, tested = reading.kinds["reports"], TASKS["reports"].index("tested")
    if shares[:, tested].max() >= REPORT_BOUNDS["tested"]:
        return shares
    shares = shares.copy()
    given = reading.kinds["ebm_nlp"][:, TASKS["ebm_nlp"].index("interventions")]
    shares[:, tested] = np.maximum(shares[:, tested], given)
    if shares[:, tested].max() < REPORT_BOUNDS["tested"] and passages[0].where == "title":
        count = len(passages[0].words)
        likely = _in_title(shares[:, tested], passages[0], seen)
        taken = likely >= max(TITLE_LEAST, _MOST_LOWERED * float(likely.max()))
        if taken[0]:
            shares[:count, tested][np.logical_and.accumulate(taken)] = _TAKEN
    return shares


TITLE_LEAST = 0.1
_TAKEN = 0.9
"""As likely as this counts what a title is taken to name."""


def _in_title(treatments: Floats, title: Passage, seen: Seen) -> Floats:
    """How likely each word of the title is a treatment: as likely as where in the article it is likeliest."""
    likeliest = np.zeros(seen.alike.max() + 1, np.float32)
    np.maximum.at(likeliest, seen.alike, treatments)
    words = seen.alike[: len(title.words)]
    long = words[[len(word.text) >= _LONG_ENOUGH for word in title.words]]
    return np.where(np.isin(words, long), likeliest[words], treatments[: len(words)])


_LONG_ENOUGH = 5  # letters: shorter words are those that any name may hold


def from_its_beginning(article: Article, abbreviations: Iterable[Abbreviation], passage: Passage, span: _Span) -> _Span:
    """A treatment with the whole of an abbreviation's long form where it has the end of one."""
    kind, start, end = span
    if _EDGED.get(kind) != "treatment":
        return span
    long_forms = (
        (item.quote.start, item.quote.start + len(item.long))
        for item in abbreviations
        if item.quote.where == passage.where and item.quote.text.startswith(item.long)
    )
    begins = next((begin for begin, stop in long_forms if begin < start < stop <= end), start)
    whole = within_edges(article.text_of(passage.where), begins, end, "treatment") if begins < start else None
    return (kind, *whole) if whole else span


def _is_foreign(article: Article, passage: Passage) -> bool:
    """Whether a passage is of a translation, which is background."""
    words = passage.words
    if passage.role is not Role.BACKGROUND or not words:
        return False
    return is_foreign(article.text_of(passage.where)[words[0].start : words[-1].end])


def _words_of(passage: Passage, start: int, end: int) -> tuple[int, int]:
    """The places ``[begin, stop)`` of a span's words among the passage's."""
    return bisect_left(passage.words, start, key=_start), bisect_left(passage.words, end, key=_start)


def _wholeness(shares: Sequence[float], begin: int, stop: int) -> float:
    """How likely the words at both ends of a span are of a name and those beside it of none."""
    if begin >= stop:
        return 0.0
    beside = max(shares[begin - 1] if begin else 0.0, shares[stop] if stop < len(shares) else 0.0)
    return min(shares[begin], shares[stop - 1]) * (1 - beside)


def _average(shares: Sequence[float]) -> float:
    return sum(shares) / max(len(shares), 1)


_start = attrgetter("start")


_POPULATION = TOPICS.index("population")
_OF_PARTICIPANTS = frozenset(
    {
        MentionKind.ELIGIBILITY,
        MentionKind.ARM,
        MentionKind.WHOSE,
        MentionKind.INTERVENTION_SIZE,
        MentionKind.CONTROL_SIZE,
    }
)
"""What a review, a protocol or an animal study has none of, whatever its words look like to a model."""


def is_of_known_field(article: Article) -> bool:
    """Whether an article is about the disease that the ``pico`` task learned from; elsewhere ``reports`` leads."""
    return any(_speaks_of_known_field(article.text_of(where)) for where in PLACES)


@lru_cache(maxsize=64)  # several steps ask it of the same articles
def _speaks_of_known_field(text: str) -> bool:
    return any(hits(load_rules("pico_field"), text))


_MOST_LOWERED = 0.7


def _lowered(words: Floats) -> dict[str, float]:
    """Lower ``pico`` bounds for what a trial has for sure, where no word of the article reaches the usual ones.

    Then the most probable words are taken, if they are at all likely (``PICO_LEAST``).
    """
    peaks = dict(zip(TASKS["pico"], words.max(axis=0).tolist(), strict=True))
    return {
        kind: _MOST_LOWERED * peaks[kind]
        for kind, least in PICO_LEAST.items()
        if least <= peaks[kind] < PICO_BOUNDS[kind]
    }


def _passage_mentions(
    text: str, passage: Passage, kinds: Mapping[str, Sequence[str]], *, known_field: bool
) -> list[_Span]:
    """The mentions of the title or a sentence, whose words have these kinds by task."""

    def read(task: str) -> list[tuple[str, int, int]]:
        return spans_in(text, passage, kinds[task])

    found = [(MentionKind(kind), start, end) for kind, start, end in read("pico")]
    if not known_field:
        found = list(_general(text, passage, found, read))
    if passage.role is Role.RESULTS:
        results = [(MentionKind(kind), start, end) for kind, start, end in read("rct_art")]
        own = [_own_result(text, kind, start, end) for kind, start, end in read("results")]
        results = own + [span for span in results if _is_new(span, own)]
        if known_field:  # there the other task knows the outcomes better
            results = [span for span in results if span[0] is not MentionKind.OUTCOME]
        found = results + [span for span in found if _is_new(span, results)]
    return sorted(set(found), key=lambda span: (span[1], span[2], span[0]))


def _own_result(text: str, kind: str, start: int, end: int) -> _Span:
    """An outcome, or the people whose result it is."""
    span = whose(text, start, end) if kind == MentionKind.WHOSE else (start, end)
    return MentionKind(kind), *span


RESULT_ROLES = (Role.RESULTS, Role.CONCLUSIONS)


def _general(
    text: str, passage: Passage, special: list[_Span], read: Callable[[str], list[tuple[str, int, int]]]
) -> Iterator[_Span]:
    """The mentions outside the ``pico`` model's field: what the tasks of all fields find, told apart, then the rest."""
    found: list[_Span] = []
    for kind, start, end in read("reports"):
        if kind == "condition":
            found.append((MentionKind.CONDITION, start, end))
        else:
            parts = (without_aside(text, *part) for part in parts_of(text, start, end, OR))
            named = (within_edges(text, *part, "treatment") for part in parts)
            whole = (with_noun(text, *part) for part in named if part)
            found += [_treatment(text, kind, *part) for part in whole if part]
    for _, start, end in read("people"):
        found += _participants(text, passage, start, end)
    for kind, start, end in read("ebm_nlp"):
        if kind == "participants":
            found += [span for span in _participants(text, passage, start, end) if _is_new(span, found)]
        else:
            parts = (part for part in parts_of(text, start, end, AND) if says_something(kind, text[slice(*part)]))
            spans = [(MentionKind.OUTCOME, *part) for part in parts]
            found += [span for span in spans if _is_new(span, special)]
    yield from found
    special = [own for span in special if span[0] not in TREATMENTS and (own := _own_words(text, span))]
    yield from (span for span in special if _is_new(span, found))


def _own_words(text: str, span: _Span) -> _Span | None:
    """The span of a mention by the ``pico`` task; of people, without what leads to them or was done with them."""
    kind, start, end = span
    if kind is not MentionKind.ELIGIBILITY:
        return span
    own = who(text, start, end)
    return (kind, *own) if own else None


_HAVING = re.compile(
    r"\b(?:with|having|suffering from|affected by|diagnosed with|treated for|at risk (?:of|for))\s", re.IGNORECASE
)


def _participants(text: str, passage: Passage, start: int, end: int) -> Iterator[_Span]:
    """Who took part, and in the title also what they had: "children with asthma"."""
    if span := who(text, start, end):
        if passage.where == "title" and _NOUNS.isdisjoint(text[slice(*span)].lower().split()):
            yield MentionKind.CONDITION, *span
            return
        yield MentionKind.ELIGIBILITY, *span
        having = _HAVING.search(text, *span)
        if passage.where == "title" and having and having.end() < span[1]:
            yield MentionKind.CONDITION, having.end(), span[1]


_NOUNS = frozenset(load_words("counted_people"))


def _treatment(text: str, kind: str, start: int, end: int) -> _Span:
    """A treatment as intervention or, where the network or its words say so, as control."""
    controls = any(hit.rule.value != "alone" for hit in hits(load_rules("controls"), text, start, end))
    controls = controls or _NOT_GIVEN.match(text, start, end) is not None
    return (MentionKind.CONTROL if controls or kind == "compared" else MentionKind.INTERVENTION), start, end


_NOT_GIVEN = re.compile(r"(?:without|not|no)\s", re.IGNORECASE)


def spans_in(text: str, passage: Passage, kinds: Sequence[str]) -> list[tuple[str, int, int]]:
    """The spans of the passage whose words have these kinds, trimmed; but for numbers they must hold a telling word.

    Two that complete one compound from both of its sides are one.
    """
    found: list[tuple[str, int, int]] = []
    for kind, start, end in _compared(text, spans_of(passage.words, kinds)):
        span = trimmed(text, start, end) if kind in _NUMBERS else name_in(text, start, end)
        if span and (unit := _REST_OF_UNIT.match(text, *span)):
            span = unit.end(), span[1]
        if span and kind in _EDGED:
            span = within_edges(text, *span, _EDGED[kind])
        if span and _EDGED.get(kind) == "treatment":
            if verb := _CAME_OF_IT.search(text, *span):
                span = span[0], verb.start()
            both = kind in ("control", "compared") and _BOTH_WAYS.search(text, *span)
            kind = _is_tested(text, kind, span[0])
            none = both or _SUFFERED.match(text, span[1]) or _OR_WITHOUT.match(text, span[0])
            span = None if none else with_noun(text, *span)
        if span and _EDGED.get(kind) == "outcome" and " " not in text[slice(*span)]:
            span = with_noun(text, *span)  # "affective" alone says nothing
        if span and (kind in _NUMBERS or says_something(kind, text[span[0] : span[1]])):
            if found and found[-1][0] == kind and span[0] < found[-1][2]:
                span = found.pop()[1], span[1]
            found.append((kind, *span))
    return found


_REST_OF_UNIT = re.compile(r"(?<=\d\s[^\W\d]/)[^\W\d]{1,4}[23]?\s|(?<=\d\s[^\W\d]{2}/)[^\W\d]{1,4}[23]?\s")
"""The end of a unit before a name: "0.01 g/cm2 exemplin", "5 mg/dl placebo"."""


def _is_tested(text: str, kind: str, start: int) -> str:
    """The kind of a treatment; what some were given and others not is what was tested: "A with or without [B]"."""
    return "intervention" if kind == "control" and _WITH_OR_WITHOUT.search(text, max(0, start - 40), start) else kind


_EITHER_WAY = r"\bwith(?:\s?/\s?|\s(?:and|or)\s)without"
_WITH_OR_WITHOUT = re.compile(rf"{_EITHER_WAY}\s(?:the\s)?(?:intravenous\s|oral\s|adjuvant\s|added\s)?\Z")


def says_something(kind: str, name: str) -> bool:
    """Whether words name anything: "n = 30" does not, and an outcome needs more than "mean", "week" or an adverb."""
    if not _WORDED.search(name) or _IN_BRACKETS.fullmatch(name):
        return False
    if kind not in ("outcome", "outcomes"):
        return True
    words = _WORDS.findall(name.lower())
    return (
        not _DATED.search(name)
        and not _COUNTED.fullmatch(name)
        and any(word not in _EMPTY and not word.endswith("ly") for word in words)
    )


_WORDS = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
_EMPTY = frozenset(load_words("says_no_outcome"))


def _compared(text: str, spans: Iterable[tuple[str, int, int]]) -> Iterator[tuple[str, int, int]]:
    """The spans, those of treatments that are told apart one by one.

    As in "to compare A with B", "exemplin alone (E) and exemplin with zorimab (EZ)", "the A and B groups".
    """
    for kind, start, end in spans:
        if _EDGED.get(kind) == "treatment":
            for cut in sorted((*_cuts(text, start, end), *_NUMBERED.finditer(text, start, end)), key=re.Match.start):
                yield kind, start, cut.start("cut")
                start = cut.end()
        yield kind, start, end


def _cuts(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The words between treatments that are told apart within a span."""
    if _COMPARING.search(text, max(0, start - 60), start) or _COMPARES.match(text, start, end):
        yield from (_WITH if _WITH.search(text, start, end) else _AND).finditer(text, start, end)
    elif _GROUPS_OF_EACH.match(text, end):
        yield from _AND.finditer(text, start, end)
    elif _ADDING.search(text, max(0, start - 20), start) or _ADDED.match(text, start, end):
        yield from islice(_TO.finditer(text, start, end), 1)
    else:
        yield from _GROUP_AND.finditer(text, start, end)
        yield from _LABELLED.finditer(text, start, end)


_COMPARES = re.compile(r"compar(?:e|ed|es|ing|isons? (?:of|between))\s", re.IGNORECASE)
_COMPARING = re.compile(
    rf"\b{_COMPARES.pattern}(?:the\s|an?\s)?"
    r"(?:(?:efficacy|effectiveness|effects?|safety|use)(?:\sand\s\w+)?\s(?:of\s)?(?:the\s|an?\s)?)?\Z",
    re.IGNORECASE,
)
_WITH = re.compile(r"(?P<cut>\s(?:with|versus|vs\.?|to)\s(?:an?\s|the\s|that of\s)?)")
_AND = re.compile(r"(?P<cut>\s(?:and|or|versus|vs\.?)\s(?:the\s)?)")
_GROUPS_OF_EACH = re.compile(r"(?:\s|-)(?:treated\s|treatment\s)?(?:groups|arms)\b")
_GROUP_AND = re.compile(r"(?:(?<=\bgroup)|(?<=\barm))(?P<cut>\s(?:and|or|versus|vs\.?)\s(?:an?\s|the\s)?)")
_ADDED = re.compile(r"(?:adding|addition of|added)\s(?:the\s|an?\s)?", re.IGNORECASE)
_ADDING = re.compile(rf"\b{_ADDED.pattern}\Z", re.IGNORECASE)
_TO = re.compile(r"(?P<cut>\sto\s(?:an?\s|the\s)?)")
"""As in "adding exemplin to zorimab"."""
_NUMBERED = re.compile(r"(?P<cut>[,;]?\s(?:and\s|or\s)?\((?:[2-9]|i{2,3}|iv|[b-e])\)\s)")
"""The number before the next of a list."""
_LABELLED = re.compile(
    r"\s\([A-Z][A-Za-z0-9+/-]{0,7}\)(?P<cut>,?\s(?:and|or|versus|vs\.?)\s|,\s(?=[^()]{3,80}\s\([A-Z]))"
)
"""A label in brackets ends a treatment."""
_EDGED = {
    "eligibility": "people",
    "intervention": "treatment",
    "tested": "treatment",
    "compared": "treatment",
    "control": "treatment",
    "people": "people",
    "outcome": "outcome",
    "outcomes": "outcome",
}
"""What the lexicon ``name_edges`` calls each kind."""
_DATED = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug"
    r"|Sept?|Oct|Nov|Dec)\s\d|\b(?:19|20)\d\d\b"
)
"""A date is no part of an outcome's name."""
_COUNTED = re.compile(
    r"(?:range|from|between)?\s?[\d.,]+\s?(?:-|–|to|and)\s?[\d.,]+|(?:total of\s)?(?:\d[\d,]*|[A-Za-z]+(?:-[a-z]+)?)\s"
    r"(?:patients|subjects|participants|women|men|children|people|adults)",
    re.IGNORECASE,
)
"""How many took part is no outcome: "76 patients"."""
_NUMBERS = {"intervention size", "control size", "total size"}
_SUFFERED = re.compile(
    r"[\s-](?:dependen(?:ce|t)|addict\w*|abuse\w*|misuse\w*|poisoning|overdoses?|toxicity|deficien\w+|allerg\w+|intoxicat\w+"
    r"|use disorders?|users?|drinkers?)\b",
    re.IGNORECASE,
)
"""Behind what people had too much or too little of: nobody gave it."""
_OR_WITHOUT = re.compile(r"(?<=\bwith or )without\b|(?<=\bwith/)without\b", re.IGNORECASE)
"""The second half of "with or without", which names no treatment."""
_BOTH_WAYS = re.compile(rf"{_EITHER_WAY}\b", re.IGNORECASE)
"""In what two arms had together: "radiation with and without exemplin"."""
_CAME_OF_IT = re.compile(
    r"\s(?:required|developed|experienced|died|relapsed|reported|showed|had|were|was|achieved|completed)\s(?=\w)"
)
"""Behind a treatment what became of those who had it: "exemplin required reexploration"."""
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_WORDED = re.compile(r"[^\W\d_]{2}|\b[A-Z]\b")  # "n = 30" names nothing


def _is_new(span: _Span, found: Iterable[_Span]) -> bool:
    """Whether nothing of its kind overlaps a span."""
    kind, start, end = span
    return not any(other is kind and start < stop and begin < end for other, begin, stop in found)
