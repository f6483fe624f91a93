"""What each result measures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import pairwise

from msgspec import Struct

from generator.evidence import StatisticType
from generator.extraction.coordination import ITEMS, parts_of
from generator.extraction.findings.arms import Arm
from generator.extraction.findings.around import CLAUSE_END, RESPECTIVE, Span, changes
from generator.extraction.findings.kinds import Result
from generator.extraction.findings.words import done_by
from generator.extraction.lexicon import load_words
from generator.extraction.mentions import says_something

_HAPPENS = re.compile(
    r"(?:\s?[(\[][^()]*[)\]])?(?:\s(?:of\s|in\s|on\s|with\s|receiving\s|treated\s|the\s)[^,;.()]{0,60}?)?\s(?:also\s|still\s)?(?:was|were|is|are|had|have|showed"
    r"|achieved|developed|experienced|died|completed|reported|required|received|responded|withdrew|discontinued|noted|obtained"
    r"|relapsed|underwent|remained|improved|demonstrated|resumed|met|reached|reduction|increase|decrease|improvement|declined|presented)\b",
    re.IGNORECASE,
)


class Linked(Struct, frozen=True):
    """What the results of a sentence measure, by where they begin."""

    outcomes: dict[int, Span]
    listed: frozenset[int]
    """Those whose outcome the form of a list tells."""
    factors: dict[int, Span]
    """What is said to be associated with the outcome: whose ratio the result is."""


def link_outcomes(
    text: str, rows: list[list[Result]], outcomes: list[Span], start: int, end: int, of_arm: dict[int, Arm]
) -> Linked:
    """What each result measures."""
    linked: dict[int, Span] = {}
    listed = set[int]()
    factors: dict[int, Span] = {}
    last: Span | None = None
    outcomes = _with_items(text, rows, outcomes)
    shared = _shared_out(text, rows, outcomes)
    for place, (factor, of_factor) in _associated(text, rows, outcomes).items():
        shared[place] = of_factor
        factors |= {result.start: factor for result in rows[place]}
    for index, row in enumerate(rows):
        left = rows[index - 1][-1].end if index else start
        right = rows[index + 1][0].start if index + 1 < len(rows) else end
        found = _each_its_own(text, row, outcomes, left, of_arm)
        if index in shared:
            found = [shared[index]] * len(row)
        elif (head := _before_bracket(text, rows, index, outcomes)) is not None and head.start in linked:
            found = [linked[head.start]] * len(row)
        if found is not None:
            listed |= {result.start for result in row}
        found = found or _each_told(text, row, outcomes, (left, right), of_arm)
        found = found or _row_outcomes(
            text, row, outcomes, (start, left, right, end), last, _done(text, row, right, of_arm)
        )
        for result, outcome in zip(row, found, strict=True):
            if outcome is not None:
                linked[result.start] = outcome
                last = last if outcome.of_people else outcome
    for one, other in changes(text, rows):
        if one.start in linked:
            linked[other.start] = linked[one.start]
    return Linked(linked, frozenset(listed), factors)


def with_cause(text: str, outcome: Span, start: int) -> Span:
    """An outcome that was why people left or died, with the word for that: "withdrew due to pain"."""
    return _from(_LEFT_FOR, text, outcome, start)


def with_rate(text: str, outcome: Span, start: int) -> Span:
    """An outcome of a share of people with the word that says what rate of it is told: "seroconversion rates of it"."""
    return _from(_PERCENTAGE_OF, text, _from(_RATE_OF, text, outcome, start), start)


_PERCENTAGE_OF = re.compile(
    r"\b(?:average|mean|median)\s(?:percentages?|proportions?)\sof\s(?:the\s)?\Z", re.IGNORECASE
)
"""Before what an average percentage is of, which is no share of people."""
_RATE_OF = re.compile(
    r"\b(?!(?:the|an?|in|of|and|for|with|lower|higher|similar|overall|mean|event|incidence|prevalence|their|these|that)\b)"
    r"[a-z][\w-]+\srates?\sof\s(?:the\s)?\Z",
    re.IGNORECASE,
)


def with_odds(text: str, outcome: Span, start: int) -> Span:
    """An outcome whose odds or risk changed, with the word for that: "4% lower adjusted odds of death"."""
    return _from(_ODDS_OF, text, outcome, start)


_ODDS_OF = re.compile(
    r"\b(?:adjusted\s|relative\s)?(?:odds|risks?|hazards?|likelihood|chances?)\s(?:of|for)\s(?:the\s)?\Z", re.IGNORECASE
)


def with_threshold(text: str, outcome: Span, start: int) -> Span:
    """An outcome of a share of people, with by how much it had to change: "at least a 5-point improvement in pain"."""
    return _from(_BOUND, text, outcome, start)


def _from(words: re.Pattern[str], text: str, outcome: Span, start: int) -> Span:
    """The outcome from the words on that lead to it, if these do."""
    lead = words.search(text, max(start, outcome.start - _LEAD_REACH), outcome.start)
    return Span(lead.start(), outcome.end, of_people=outcome.of_people) if lead else outcome


def lacks_head(text: str, outcome: Span, start: int) -> bool:
    """Whether an outcome is a later item of a list whose head only the first has: "knowledge of A (5%), B (8%)"."""
    if not _BEHIND_ITEM.search(text, max(start, outcome.start - _ITEM_REACH), outcome.start):
        return False
    head = _heads().search(text, max(start, outcome.start - _LIST_REACH), outcome.start)
    return head is not None and _heads_alone().search(text, outcome.start, outcome.end) is None


_BEHIND_ITEM = re.compile(r"\),?\s(?:and\s)?\Z")
_ITEM_REACH, _LIST_REACH = 8, 240


@cache
def _heads_alone() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(load_words('shared_heads')))})\b", re.IGNORECASE)


@cache
def _heads() -> re.Pattern[str]:
    """Such a head with the items that stand before another one."""
    item = r"[^().;:]{2,70}\s?\([^()]*\)"
    return re.compile(
        rf"{_heads_alone().pattern}\s(?:of|about|on|with|for|in|regarding)\s{item}(?:,\s(?:and\s)?{item})*,?\s(?:and\s)?\Z",
        re.IGNORECASE,
    )


_BOUND = re.compile(
    r"(?:at least\s(?:an?\s)?|[≥>]\s?)?\d[\d.,]*"
    r"(?:\s?%|[-\s](?:points?|fold|log|mm|kg|units?|grades?|lines?|letters?|steps?))?\s"
    r"(?:or (?:more|greater)\s|relative\s)?"
    r"(?:improvements?|reductions?|increases?|decreases?|changes?|gains?|declines?)\s"
    r"(?:in|of|from baseline in)\s(?:the\s)?\Z",
    re.IGNORECASE,
)
_LEAD_REACH = 80
_LEFT_FOR = re.compile(
    r"\b(?:withdr[ae]w\w*|discontinu\w+|dropped out|drop-?outs?|stopped|died|deaths?|hospitali[sz]\w+|terminat\w+)"
    r"(?:\s[\w-]+){0,4}?\s(?:due to|because of|owing to|as a result of)\s(?:the\s|an?\s|any\s)?\Z",
    re.IGNORECASE,
)


def with_states(text: str, results: list[Result], linked: Mapping[int, Span | None]) -> dict[int, Span]:
    """The outcomes of shares of people that a verb says what they were like, with that.

    As in "fever was absent in 60% with A and 62% with B, mild in 30%": the next of a list is told by its own words.
    """
    found: dict[int, Span] = {}
    before: Result | None = None
    for result in results:
        outcome = linked.get(result.start)
        if outcome is not None and not outcome.of_people and result.type in SHARES:
            said = _STATE.fullmatch(text, outcome.end, result.start)
            if said and _OBSERVING.isdisjoint(said["state"].lower().split()):
                found[result.start] = Span(outcome.start, said.end("state"))
            elif before is not None and before.start in found and linked.get(before.start) == outcome:
                said = _NEXT_STATE.fullmatch(text, before.end, result.start)
                found[result.start] = Span(*said.span("state")) if said else found[before.start]
        before = result
    return found


_STATE_WORDS = r"(?P<state>(?:(?!in\b|for\b|by\b|of\b|with\b|and\b|at\b)[\w-]+\s){0,3}?(?!in\b|for\b)[\w-]+)"
_STATE = re.compile(
    rf"(?:\s\([^()]*\))?\s(?:was|were)\s{_STATE_WORDS}\s(?:in|for)\s(?:only\s|about\s|approximately\s|all\s)?[(\[]?"
)
_NEXT_STATE = re.compile(
    r",?\s(?:and\s)?(?P<state>(?!(?:in|of|for|with|was|were)\b)[a-z][\w-]*(?:\s(?!(?:in|of|for|with|was|were)\b)[\w-]+){0,3})"
    r"\s(?:in|for)\s"
)
_OBSERVING = frozenset(load_words("observing_words"))


def _with_items(text: str, rows: list[list[Result]], outcomes: list[Span]) -> list[Span]:
    """The outcomes with those that a list names by its form alone: the WHR of "BMI (0.3 [0.1, 0.5]), WHR (0.02 ...)".

    Only beside an outcome that stands so, too: in "rare with A (3%), B (2%)" the list is of something else. A bracket
    may hold the values of two groups: "death (9% in A vs 6% in the B group), fever (4% vs 7%)".
    """
    found = list(outcomes)
    bracket: Result | None = None
    for one, other in pairwise(result for row in rows for result in row):
        bracket = bracket if bracket and "(" not in text[bracket.end : one.start] else one
        item = _ITEM.fullmatch(text, one.end, other.start)
        if item is None:
            continue
        alike = bracket.type is other.type is not StatisticType.COUNT and _opened_by(text, found, bracket)
        if not (alike or _opened_by(text, found, one)):
            item = _FIRST.search(text, max(0, one.start - 60), one.start) if _opened_by(text, found, other) else None
        if item is not None and not any(span.start < item.end() and item.start("name") < span.end for span in found):
            found.append(Span(*item.span("name")))
    return sorted(found)


def _opened_by(text: str, outcomes: list[Span], result: Result) -> bool:
    """Whether a result stands in a bracket right behind an outcome."""
    return any(_OPENED.fullmatch(text, span.end, result.start) for span in outcomes)


_RATIO = r"(?:(?:adjusted\s)?a?[HOR]R\s?[=,:]?\s?)?"
_OPENED = re.compile(rf"\s[(\[]{_RATIO}")
_NAME = (
    r"(?P<name>(?!(?:and|in|for|with|of|among|at|after|to|by|on|from|followed|[a-z]+ly)\b|[^()]*\b(?:groups?|arms?|than|compared|versus|vs)\b)"
    r"[^\W\d_][\w/'-]*(?:\s[^\W\d_][\w/'-]*){0,4}?)"
    rf"\s[(\[]{_RATIO}"
)
_ITEM = re.compile(
    r"(?:\s(?:in|with|for)\s(?:the\s)?[^,;()]{1,60}(?=\)))?(?:,\s[Pp]\s?[<=>]\s?[\d.]+)?\s?[)\]]*,?\s"
    rf"(?:and\s|as well as\s|or\s)?{_NAME}",
    re.IGNORECASE,
)
_FIRST = re.compile(rf"(?:[,;:.]|\b(?:were|was|including|included|are|by))\s(?:the\s)?{_NAME}$", re.IGNORECASE)


def _each_its_own(
    text: str, row: list[Result], outcomes: list[Span], left: int, of_arm: dict[int, Arm]
) -> list[Span | None] | None:
    """Outcomes listed apart from the numbers: "A and B were reduced by 86% and 69%, respectively"."""
    near = [span for span in outcomes if left <= span.start and span.end <= row[0].start]
    if len(row) < 2 or not near or not RESPECTIVE.search(text, left, row[-1].end + 40):
        return None
    arms = {of_arm[result.start].key for result in row if result.start in of_arm}
    apart = len(row) > 2 or not _set_against(text, row)
    if apart and len(arms) < 2 and len(parts := _parts(text, near[-1])) == len(row):
        return list(parts)
    if len(near) < 2:
        return None
    listed = near[-1:]
    for span in near[-2::-1]:
        if not re.fullmatch(r",?\s?(?:and|or|,)\s(?:the\s|of\s)*", text[span.end : listed[0].start]):
            break
        listed = [span, *listed]
    each = len(row) // len(listed)
    if len(listed) < 2 or len(row) % len(listed) or (each == 1 and len(arms) > 1):
        return None
    return [listed[index // each] for index in range(len(row))]


def _associated(text: str, rows: list[list[Result]], outcomes: list[Span]) -> dict[int, tuple[Span, Span]]:
    """Of rows of ratios behind what is associated with an outcome, by their places, what is, and that outcome.

    As in "age (OR 2.0) and smoking (OR 3.1) were associated with death".
    """
    own = [index for index, row in enumerate(rows) if row[-1].compares and _in_brackets(text, row[0].start)]
    found: dict[int, tuple[Span, Span]] = {}
    if len(own) > 1 and own[-1] == len(rows) - 1:
        verb = _ASSOCIATED.match(text, rows[-1][-1].end)
        outcome = next((span for span in outcomes if verb and 0 <= span.start - verb.end() < _CLOSE), None)
        for index in own:
            before = [span for span in outcomes if _OF_FACTOR.fullmatch(text, span.end, rows[index][0].start)]
            if before and outcome:
                found[index] = before[-1], outcome
    return found


def _in_brackets(text: str, place: int) -> bool:
    """Whether a place stands in brackets."""
    first = max(0, place - _LEAD_REACH)
    return text.rfind("(", first, place) > text.rfind(")", first, place)


_OF_FACTOR = re.compile(r"\s[(\[][^\d()]{0,24}")
_ASSOCIATED = re.compile(
    r"[^.;()]{0,60}\)\s?(?:,[^.;()]{0,60})?\s?(?:was|were|are|remained)\s(?:[\w-]+\s){0,4}?"
    r"(?:associated with|predict(?:ors?|ive) (?:of|for)|risk factors? for|related to)\s"
)


def _before_bracket(text: str, rows: list[list[Result]], index: int, outcomes: list[Span]) -> Result | None:
    """The last value before a bracket that a row goes on behind, with no outcome between.

    As in "death occurred in 9% with A (stroke, 6%; other, 3%) and 12% with B".
    """
    start = rows[index][0].start
    closed = _GOES_ON.search(text, max(0, start - _REACH), start)
    if closed is None or any(closed.start() < span.start < start for span in outcomes):
        return None
    opened = text.rfind("(", 0, closed.start())
    before = [result for row in rows[:index] for result in row]
    inside = [result for result in before if opened < result.start]
    outside = [result for result in before if result.end <= opened]
    return outside[-1] if len(inside) > 1 and outside and ")" not in text[opened : closed.start()] else None


_GOES_ON = re.compile(r"\)\s?,?\s?(?:and|versus|vs\.?|compared (?:with|to)|than)\s(?:[\w-]+\s){0,3}\Z")
_REACH = 60


def _shared_out(text: str, rows: list[list[Result]], outcomes: list[Span]) -> dict[int, Span]:
    """Of rows, by their places, the outcomes that are listed before a bracket with a pair of values for each.

    As in "A and B were longer (3 vs. 2, 9 vs. 7 days)".
    """
    found: dict[int, Span] = {}
    lists = _lists(text, outcomes) if sum(len(row) == 2 for row in rows) > 1 else []
    for place, listed in enumerate(lists):
        until = lists[place + 1][0].start if place + 1 < len(lists) else len(text)
        end = listed[-1].end
        own = [index for index, row in enumerate(rows) if end < row[0].start and row[-1].end <= until]
        parts = [part for span in listed for part in _parts(text, span) or [span]]
        if len(parts) < 2 or len(own) != len(parts) or not _OPENS.fullmatch(text, end, rows[own[0]][0].start):
            continue
        if all(len(rows[index]) == 2 and _set_against(text, rows[index]) for index in own):
            found |= dict(zip(own, parts, strict=True))
    return found


def _set_against(text: str, row: list[Result]) -> bool:
    """Whether the values of a row are told one against the other."""
    return any(_VERSUS.search(text, one.end, other.start) for one, other in pairwise(row))


def _lists(text: str, outcomes: list[Span]) -> list[list[Span]]:
    """The outcomes, those together that stand in one list."""
    found: list[list[Span]] = []
    for span in outcomes:
        if found and _GOES_ON_WITH.fullmatch(text, found[-1][-1].end, span.start):
            found[-1].append(span)
        else:
            found.append([span])
    return found


_GOES_ON_WITH = re.compile(r"(?:\s\([^()]{1,20}\))?(?:,\s|,?\sand\s)(?:the\s)?")
_OPENS = re.compile(r"(?:\s\([^()]{1,20}\))?[^;.()]{0,160}[(\[]")


def _parts(text: str, listed: Span) -> list[Span]:
    """The outcomes of one span that lists several: "sensitivity, specificity and accuracy"."""
    parts = [Span(*part) for part in parts_of(text, listed.start, listed.end, ITEMS)]
    shared = len(parts) > 1 and _SHARED_WORDS.search(text, listed.start, parts[1].start)
    return [] if shared else parts  # "levels of zorin, exin and amin"


_VERSUS = re.compile(r"\b(?:vs\.?|versus|v|than|compared)(?=\s|(?<=\.)\d)")
_SHARED_WORDS = re.compile(r"[(\[]|\s(?:of|for|to|in|after|at|from|with|on|by)\s")


def _row_outcomes(
    text: str,
    row: list[Result],
    outcomes: list[Span],
    bounds: tuple[int, int, int, int],
    last: Span | None,
    done: Span | None,
) -> list[Span | None]:
    """The outcomes of a row: one for all, or one for each where as many are listed."""
    _, left, right, _ = bounds
    first = row[0].start
    if last is not None:
        outcomes = [span for span in outcomes if not _is_sized_in_brackets(text, span)]
    near = [span for span in outcomes if left <= span.start and span.end <= first]
    behind = [span for span in outcomes if row[-1].end <= span.start < right]
    between = [span for span in outcomes if row[0].end <= span.start and span.end <= row[-1].start]
    between = [span for span in between if not (near and _fills_brackets(text, span))]
    if len(row) > 1 and between:
        return _interleaved(text, row, near, between, behind)
    own = [span for span in outcomes if first <= span.start and span.end <= row[0].end]
    if own:
        return [own[0]] * len(row)
    if len(row) == 1 and behind and behind[0].start - row[0].end <= 1:
        return [behind[0]]
    if done is not None and (outcome := _told_behind(text, done, near, behind, left)) is not None:
        return [outcome] * len(row)
    happens = _HAPPENS.match(text, row[-1].end) is not None or (len(row) > 1 and _HAPPENS.match(text, row[0].end))
    chosen: Span | None = None
    if behind and not near and last is not None and _same_bracket(text, left, first):
        behind = []
    if behind and (happens or not near):
        far = CLAUSE_END.search(text, row[-1].end, behind[0].start)
        if happens or not far:
            chosen = _joined(text, behind) if happens else behind[0]
    if chosen is None and near:
        chosen = last if last is not None and _IT.search(text, near[-1].end, first) else _named(text, near)
    if chosen is None and done is not None:
        return [done] * len(row)
    if chosen is None:
        earlier = [span for span in outcomes if span.end <= first]
        chosen = last if last is not None else (earlier[-1] if earlier else None)
    if chosen is None and behind and not CLAUSE_END.search(text, row[-1].end, behind[0].start):
        chosen = behind[0]
    return [chosen] * len(row)


_NO_NOUN = re.compile(r"\s(?!(?:to|of|because|due|from|as|when|or|without)\b)")
"""Before the rest of a name that is cut short: "received public | insurance", not "responded | to exemplin"."""


def _each_told(
    text: str, row: list[Result], outcomes: list[Span], bounds: tuple[int, int], of_arm: dict[int, Arm]
) -> list[Span | None] | None:
    """What people of no arm did or were, value by value: "70 (35%) had asthma, 60 (30%) smoked and 9 (4%) fell"."""
    left, right = bounds
    if len(row) < 2 or any(result.start in of_arm for result in row):
        return None
    if any(left <= span.start < right for span in outcomes):
        return None
    stops = [*(result.start for result in row[1:]), right]
    told = [_done(text, [result], stop, {}) for result, stop in zip(row, stops, strict=True)]
    return list(told) if all(told) else None


def _fills_brackets(text: str, span: Span) -> bool:
    """Whether an outcome only explains the value before it: "12 (9%) in A (fall at home) and 4 (3%) in B"."""
    return text[span.start - 1 : span.start] == "(" and text[span.end : span.end + 1] == ")"


def _is_sized_in_brackets(text: str, span: Span) -> bool:
    """Whether an outcome stands in brackets with how many had it: "12 (9%) in A (fever [n=9]; rash [n=3]; OR 0.1"."""
    opened = text.rfind("(", max(0, span.start - 200), span.start)
    sized = _SIZED.match(text, span.end)
    return sized is not None and opened >= 0 and ")" not in text[opened : span.start]


_SIZED = re.compile(r"\s?\[[nN]\s?=\s?\d+\]")


def _done(text: str, row: list[Result], stop: int, of_arm: dict[int, Arm]) -> Span | None:
    """What the people did or were that a share or count is of; ``None`` where its words say nothing.

    A row of several is told so only behind the arm of its last value: "30 (40%) in A and 20 (30%) in B relapsed".
    """
    if any(result.type not in SHARES for result in row):
        return None
    end, arm = row[-1].end, of_arm.get(row[-1].start)
    starts = [end] if len(row) == 1 else []
    starts += [arm.end] if arm is not None and end <= arm.start <= end + _CLOSE else []
    told = (done for start in starts if (done := done_by(text, start, stop)))
    return next((done for done in told if says_something("outcome", text[done.start : done.end])), None)


_CLOSE = 40
"""Characters from a value to the arm right behind it."""
SHARES = (StatisticType.PROPORTION, StatisticType.COUNT)
"""Of people."""


def _told_behind(text: str, done: Span, near: list[Span], behind: list[Span], left: int) -> Span | None:
    """What people did, where a name of it is cut short, or where the outcome before them is what others did.

    As in "70 (35%) received public | insurance", "12 (6%) had asthma, and 70 (35%) took exemplin",
    "40% no longer had asthma, 35% no longer had fever".
    """
    others = done_by(text, left, done.start) if near else None
    is_of_others = others is not None and near[-1].start < others.end
    if behind and behind[0].start < done.end:
        is_cut = behind[0].start == done.start and _NO_NOUN.match(text, behind[0].end, done.end)
        return Span(done.start, done.end) if is_cut else (behind[0] if is_of_others else None)
    return done if is_of_others else None


_IT = re.compile(r"\bit\s(?:was|is|had been|remained)\s[^,;]{0,20}$")
"""What the clause before told of: "59.0 with A, and among those with B it was 63.2"."""


def _named(text: str, outcomes: list[Span]) -> Span:
    """The last outcome; the one before it where the last only explains that, or tells whose it is.

    As in "A, a marker of loss, fell by 19%", "the risk of A in patients with B was 19%".
    """
    while len(outcomes) > 1 and _OF_WHOM.search(text, outcomes[-2].end, outcomes[-1].start):
        outcomes = outcomes[:-1]
    if len(outcomes) > 1 and _EXPLAINS.fullmatch(text, outcomes[-2].end, outcomes[-1].start):
        closed = re.compile(r"[^,;()]{0,40},\s").match(text, outcomes[-1].end)
        return outcomes[-2] if closed else outcomes[-1]
    return outcomes[-1]


_OF_WHOM = re.compile(
    r"\b(?:patients|participants|subjects|women|men|children|people|individuals|those)(?:\s(?!and\b)[^\s,;.()]+){0,8}"
    r"\s(?:with|having|without|for)\s(?:\w+\s)?$"
)
_EXPLAINS = re.compile(r"(?:\s\([^()]{1,20}\))?,\s(?:the|an?)\s[^,;()]{0,60}")


def _same_bracket(text: str, left: int, first: int) -> bool:
    """Whether a row goes on in the bracket of the row before: "survival (HR 0.65; median 6 v 4 months)"."""
    words = _CLOSED_BRACKET.sub(_blank, text[max(0, left - 200) : first])
    return words.rfind("(") > words.rfind(")") and not re.search(r"[()]", words[left - first :])


_CLOSED_BRACKET = re.compile(r"\([^()]{1,12}\)")


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _joined(text: str, outcomes: list[Span]) -> Span:
    """The first outcome with a second that the same people have: "are alive and in remission"."""
    if len(outcomes) == 2 and re.fullmatch(r"\sand\s(?:in\s|with\s)?", text[outcomes[0].end : outcomes[1].start]):
        return Span(outcomes[0].start, outcomes[1].end)
    return outcomes[0]


def _interleaved(
    text: str, row: list[Result], near: list[Span], between: list[Span], behind: list[Span]
) -> list[Span | None]:
    """Outcomes that stand between the numbers: what is said right behind a share, else each number's nearest before it.

    The first number's may stand behind it, and those of all do in "5% of fever, 8% of pain and 3% of cramps".
    """
    owned = [
        next((span for span in [*between, *behind] if _OF.fullmatch(text, result.end, span.start)), None)
        for result in row
    ]
    if sum(one is not None for one in owned) > 1:
        return owned
    found: list[Span | None] = []
    for index, result in enumerate(row):
        ahead = [span for span in [*near, *between] if span.end <= result.start]
        follow = [span for span in [*between, *behind] if span.start >= result.end]
        until = row[index + 1].start if index + 1 < len(row) else len(text)
        own = _done(text, [result], until, {})
        if own is not None:
            found.append(
                _told_behind(text, own, [], follow, result.end) or (follow[0] if _overlap(own, follow) else own)
            )
        else:
            found.append(ahead[-1] if ahead else (follow[0] if follow else None))
    return found


_OF = re.compile(r"\s(?:points\s)?(?:of|for)\s(?:the\s|an?\s)?")


def _overlap(one: Span, others: list[Span]) -> bool:
    return bool(others) and others[0].start < one.end
