"""Linking: whose value each result is."""

from __future__ import annotations

import re
from itertools import pairwise

from msgspec.structs import replace

from generator.extraction.findings.arms import Arm
from generator.extraction.findings.around import (
    CHANGE,
    CLAUSE,
    CLAUSE_END,
    PAIR,
    RESPECTIVE,
    Place,
    Span,
    changes,
    clause_start,
    distinct,
    is_led,
)
from generator.extraction.findings.kinds import Result
from generator.extraction.findings.larger import as_said
from generator.extraction.findings.listed import closed_by_their_arm, closed_by_their_arms, each_respectively

_NEAR = re.compile(
    r"[)\]]?\s?,?\s?(?:of|for|in|with|on|among|to|at|by|after|under|from)?\s?(?:the\s|those\s|all\s|women\s|men\s|patients\s"
    r"|subjects\s|children\s|participants\s|cases\s|who\s|receiving\s|received\s|treated\s|with\s|in\s|given\s|taking\s"
    r"|assigned\s|to\s|on\s|were\s|had\s|was\s|of\s|randomi[sz]ed\s|allocated\s)*[(\[]?",
    re.IGNORECASE,
)
"""What may stand between a number and the arm that it belongs to: "30% of the patients treated with A"."""
_SEPARATOR = re.compile(
    r"(?<![\w-])(?:and|vs\.?|versus|v\.?|compared (?:with|to)|whereas|while|against|but|than|or)(?![\w-])"
    r"|,(?!\d{3})|[;:]",
    re.IGNORECASE,
)
_VERSUS = re.compile(r"(?<![\w-])(?:vs\.?|versus|v\.?|compared (?:with|to)|against|than)(?![\w-])", re.IGNORECASE)


def link_arms(
    text: str, rows: list[list[Result]], arms: tuple[Arm, ...], start: int, end: int, order: tuple[Arm, ...]
) -> dict[int, Arm]:
    """The arm of each result, by where the result begins; ``order`` are the article's arms as last listed."""
    rows = [[result for result in row if not _OF_ALL.match(text, result.end)] for row in rows]
    own = [row for row in rows if row and not row[0].compares]
    linked: dict[int, Arm] = {}
    pair: tuple[Arm, ...] = ()
    for index, row in enumerate(own):
        if len(row) == 1 and every_group(text, row[0]):
            continue
        if len(row) > 1 and _CHANGED_IN_EVERY.search(text, max(start, row[0].start - _CLAUSE_REACH), row[0].start):
            continue
        if len(row) == 1 and len(pair) == 2 and _NONE.match(text, row[0].end):
            linked[row[0].start] = pair[0]
            continue
        left = own[index - 1][-1].end if index else start
        right = own[index + 1][0].start if index + 1 < len(own) else end
        before = [
            arm
            for arm in arms
            if left <= arm.start and arm.end <= row[0].start and not _told_of(text, arm, row[0], own[:index])
        ]
        place = Place(
            text=text,
            row=row,
            before=_of_the_clause(text, before, row),
            inside=[arm for arm in arms if row[0].end <= arm.start and arm.end <= row[-1].start],
            after=[arm for arm in arms if row[-1].end <= arm.start and arm.end <= right],
            earlier=[arm for arm in arms if arm.end <= row[0].start],
            later=[arm for arm in arms if arm.start >= row[-1].end],
        )
        found = as_said(place, _completed(place, _row_arms(place, pair, order), pair, order))
        found = [
            None if arm and _is_received(text, arm, result) else arm for arm, result in zip(found, row, strict=True)
        ]
        found = [_named_with(text, arms, result) or arm for arm, result in zip(found, row, strict=True)]
        if index and not any(found) and not place.before and not place.after:
            found = _continued(text, own[index - 1], row, linked)
        if len(row) == 2 and found[0] is not None and found[1] is not None and found[0].key != found[1].key:
            pair = (found[0], found[1])
        linked.update({result.start: arm for result, arm in zip(row, found, strict=True) if arm is not None})
    linked |= closed_by_their_arm(text, [result for row in own for result in row], arms)
    linked |= closed_by_their_arms(text, own, arms)
    linked |= each_respectively(text, own, arms)
    linked |= _in_brackets(text, own, arms)
    return _with_changes(text, own, _with_lent(text, own, linked))


def _in_brackets(text: str, rows: list[list[Result]], arms: tuple[Arm, ...]) -> dict[int, Arm]:
    """The arm of what one bracket right behind its name tells of it: "9% with A (fever, 6%; rash, 3%)"."""
    found: dict[int, Arm] = {}
    for arm in arms:
        told = _BRACKET_OF.match(text, arm.end)
        if told is None or is_led(text, arm) or any(told.start() < other.start < told.end() for other in arms):
            continue
        inside = [result for row in rows for result in row if told.start() < result.start < told.end()]
        if len(inside) > 1 and not any(words.search(text, *told.span()) for words in (_VERSUS, RESPECTIVE)):
            found |= {result.start: arm for result in inside}
    return found


_BRACKET_OF = re.compile(r"\s(?:groups?\s|arms?\s)?\((?:[^()]|\([^()]*\))*[;,](?:[^()]|\([^()]*\))*\)")


def every_group(text: str, result: Result) -> Span | None:
    """The words behind a result that say that it holds for every group: "one patient died in each group"."""
    told = _OF_EVERY.match(text, result.end)
    return Span(*told.span(told.lastgroup)) if told and told.lastgroup else None


_OF_EVERY = re.compile(
    r"\s(?P<each>each)\b(?!\s\w+\s(?:of|in))"
    r"|[^.;,()]{0,25}\s(?:in|of|from|for)\s(?P<group>(?:each|either)\s(?:\w+\s)?(?:group|arm))\b"
)


_OF_ALL = re.compile(
    r"\s(?:of|in)\s(?:the\s)?(?:overall|whole|total|entire|full)\s(?:study\s)?(?:sample|cohort|population|group)\b"
)
"""Behind the share of all: "in 60% of the overall sample, whereas it was 75% and 53% in A and B"."""
_CHANGED_IN_EVERY = re.compile(
    r"\b(?:improv|increas|decreas|reduc|declin|chang|dropp|ros|fell)\w*\b[^.;()]*"
    r"\b(?:in|for|within)\s(?:both|all|each|either|the two)\s(?:\w+\s)?(?:groups?|arms?)\b[^.;()]{0,40}\([^()]*\Z",
    re.IGNORECASE,
)
"""Before what was found first and last in all groups: "scores improved after surgery in both groups (14 vs 7)"."""
_CLAUSE_REACH = 200


def _is_received(text: str, arm: Arm, result: Result) -> bool:
    """Whether the words tell how many received what an arm is named for, or who was later put into arms.

    As in "20 of 45 (44%) received exemplin", "304 people (161 [53%] men) were randomly assigned to exemplin".
    """
    put = _PUT_INTO.search(text, result.end, arm.start)
    return put is not None or _RECEIVED.fullmatch(text, result.end, arm.start) is not None


_PUT_INTO = re.compile(
    r"\)\s?,?\s(?:\d+\s)?(?:were|was)\s(?:\w+ly\s)?(?:randomi[sz]ed|assigned|allocated|enrolled|divided)\b"
)
_RECEIVED = re.compile(
    r"\s?[)\]]?(?:\s(?:patients|participants|subjects|women|men|children|people))?"
    r"\s(?:had\s)?(?:received|underwent|undergone|used|were\s(?:given|treated\swith|started\son|prescribed|offered))\s(?:an?\s|the\s)?"
)


def _named_with(text: str, arms: tuple[Arm, ...], result: Result) -> Arm | None:
    """The arm that a result's own words or its label name: "three exemplin patients (3.4%)", "(exemplin: 5 (2-8)"."""
    return next((arm for arm in arms if _is_inside(arm, result) or _is_label(text, arm, result)), None)


def _is_inside(arm: Arm, result: Result) -> bool:
    return result.start <= arm.start and arm.end <= result.end


def _is_label(text: str, arm: Arm, result: Result) -> bool:
    """Whether an arm opens a bracket, a part of a list or a side of a comparison, as the label of the value behind."""
    label = _LABEL.fullmatch(text, arm.end, result.start)
    opens = label and _SIDE_OPENS.search(text, max(0, arm.start - _LEAD_REACH), arm.start)
    return bool(label and opens and (label[1] != ";" or opens[0][0] not in ",;"))


_LABEL = re.compile(r"(?:\sgroup|\sarm)?\s?([:;=])\s?")
_SIDE_OPENS = re.compile(r"(?:[(\[,;]\s?|\d\s?[^\W\d]{0,8}[)%\]]*\s(?:vs\.?|versus|v|and)\s)(?:the\s)?$")
_LEAD_REACH = 24


def _of_the_clause(text: str, arms: list[Arm], row: list[Result]) -> list[Arm]:
    """The arms before a row without those of an ended clause: "A had none, whereas B had 2 (6%) and 4 (13%)"."""
    compared = any(_VERSUS.search(text, a.end, b.start) for a, b in pairwise(row))
    if compared or RESPECTIVE.search(text, row[-1].end, row[-1].end + 24):
        return arms
    return [arm for arm in arms if not _CONTRAST.search(text, arm.end, row[0].start)] or arms


def _told_of(text: str, arm: Arm, result: Result, rows: list[list[Result]]) -> bool:
    """Whether an arm stands in a closed bracket with its own value, not a result's: "(57%; A, 9%) and fever (20%"."""
    opened = text.rfind("(", max(0, arm.start - 200), arm.start)
    closed = text.find(")", arm.end, result.start)
    if opened < 0 or closed < 0 or ")" in text[opened : arm.start]:
        return False
    return any(opened < other.start < closed for row in rows[-1:] for other in row)


def _continued(text: str, before: list[Result], row: list[Result], linked: dict[int, Arm]) -> list[Arm | None]:
    """The one arm of the row before, for a row that only goes on with its list: "pain (18%) and chills (5%)"."""
    arms = [linked.get(result.start) for result in before]
    goes_on = _GOES_ON.fullmatch(text, before[-1].end, row[0].start)
    same = goes_on and all(arm is not None and arms[0] is not None and arm.key == arms[0].key for arm in arms)
    return [arms[0] if same else None] * len(row)


_GOES_ON = re.compile(r"\)?,?\s(?:and\s)?[^,;.()]{2,60}\(")


def _with_lent(text: str, rows: list[list[Result]], linked: dict[int, Arm]) -> dict[int, Arm]:
    """The links with the arm of the next result for one that has none: "4 complete and 31 partial responses with A"."""
    for row, following in reversed(list(pairwise(rows))):
        arm = linked.get(following[0].start)
        alone = len(row) == len(following) == 1 and row[0].start not in linked
        if not alone or arm is None or arm.start < following[0].end:
            continue
        if _AND.fullmatch(text, row[0].end, following[0].start):
            linked[row[0].start] = arm
    return linked


_AND = re.compile(r"[^,;.()]{0,60}\band\b[^,;.()]{0,40}")


_NONE = re.compile(r"\s(?:versus|vs\.?|v|compared with|and)\s(?:none|no|zero)\b")
"""The other arm's value where it is nothing: "in 16 (19%) versus none"."""


def _with_changes(text: str, rows: list[list[Result]], linked: dict[int, Arm]) -> dict[int, Arm]:
    """The links with both ends of a change in one arm: "declined from 4.3 to 1.2 in A"."""
    for one, other in changes(text, rows):
        arm = linked.get(other.start) or linked.get(one.start)
        if arm is not None:
            linked |= {one.start: arm, other.start: arm}
    return linked


def _completed(
    place: Place, found: list[Arm | None], pair: tuple[Arm, ...], order: tuple[Arm, ...]
) -> list[Arm | None]:
    """A pair of arms again: where only one of them is one of the article's two groups, the other is the other."""
    if len(found) == 2 and (found[0] is None) != (found[1] is None):
        if len(pair) == 2 and found[1] is not None and found[1].key == pair[1].key:
            return [pair[0], found[1]]  # "pain (57%; B, 9%) and fever (20%; B, 6%)"
        return _with_other(place, found, order)
    if len(found) != 2 or found[0] is None or found[1] is None or found[0].name == found[1].name:
        return found
    if found[0].id and found[0].id == found[1].id:  # "XRT" and "non-XRT" are no one group
        return [replace(arm, id=None) if arm else None for arm in found]
    known = {found[0].id, found[1].id}
    others = [arm.id for arm in order if arm.id and arm.id not in known] if len(order) == 2 else []
    if None not in known or len(known) != 2 or len(others) != 1 or not _are_compared(place, found[0], found[1]):
        return found
    return [arm if arm is None or arm.id else replace(arm, id=others[0]) for arm in found]


def _with_other(place: Place, found: list[Arm | None], order: tuple[Arm, ...]) -> list[Arm | None]:
    """A pair set against each other of which one arm is named, with the other of the article's two groups."""
    own = found[0] or found[1]
    others = [arm for arm in order if own and own.id and arm.id and arm.id != own.id]
    if len(order) != 2 or len(others) != 1 or not _VERSUS.search(place.text, place.row[0].end, place.row[1].start):
        return found
    return [arm or others[0] for arm in found]


def _are_compared(place: Place, one: Arm, other: Arm) -> bool:
    """Whether two arms are set against each other, with a coordination between them."""
    first, second = sorted((one, other))
    between = place.text[first.end : second.start]
    if any(_VERSUS.search(place.text, a.end, b.start) for a, b in pairwise(place.row)):
        return True
    return bool(_SEPARATOR.search(between)) and len(between) <= 160


def _row_arms(place: Place, pair: tuple[Arm, ...], order: tuple[Arm, ...]) -> list[Arm | None]:
    """The arms of a row: its own beside each number, else a list of as many, else those of the row before."""
    if own := _bracketed(place):
        return [own] * len(place.row)
    if place.inside:
        return _beside(place)
    if len(place.row) == 1:
        return [_single(place)]
    return _in_halves(place) or _around(place) or _listed(place) or _shared(place, pair, order)


def _in_halves(place: Place) -> list[Arm | None] | None:
    """The arms of a row of which one half is set against the other: "30% and 20% in A versus 10% and 5% in B"."""
    text, row = place.text, place.row
    half, odd = divmod(len(row), 2)
    set_against = [index for index, (a, b) in enumerate(pairwise(row), 1) if _OPPOSED.search(text, a.end, b.start)]
    if odd or half < 2 or set_against != [half]:
        return None
    before, after = distinct(place.before), distinct(place.after)
    if len(before) == len(after) == 1:
        sides = [*before, *after]
    else:
        sides = _subject_first(text, before) if len(before) == 2 else after
    if len(sides) != 2 or sides[0].key == sides[1].key:
        return None
    return [*[sides[0]] * half, *[sides[1]] * half]


_OPPOSED = re.compile(
    r"(?<![\w-])(?:vs\.?|versus|v|compared (?:with|to)|against|while|whereas)(?![\w-])", re.IGNORECASE
)


def _bracketed(place: Place) -> Arm | None:
    """The arm right before the bracket that a value or its change stands in: "in A (pain: 30 to 18; fever: 9 to 2)".

    Or its values at two times: "pain at 1 and 2 h with A (4.1 and 3.2, respectively)".
    """
    text, row = place.text, place.row
    opened = text.rfind("(", 0, row[0].start)
    if opened < 0 or ")" in text[opened : row[0].start] or not place.earlier or place.inside:
        return None
    own = place.earlier[-1]
    if not 0 <= opened - own.end <= 1 or any(opened < arm.start < row[-1].end for arm in place.earlier):
        return None
    is_change = len(row) == 2 and CHANGE.fullmatch(text, row[0].end, row[1].start)
    answers = RESPECTIVE.search(text, row[-1].end, row[-1].end + _RESPECTIVE_REACH)
    at_times = len(row) == 2 and answers and _TWO_TIMES.search(text, clause_start(text, opened), opened)
    return own if len(row) == 1 or is_change or at_times else None


_RESPECTIVE_REACH = 24
_TWO_TIMES = re.compile(r"\b\d+\sand\s\d+\s?(?:h|hours?|min|minutes|days?|weeks?|months?|years?)\b")


def _single(place: Place) -> Arm | None:
    """The arm of a number that stands alone: right behind it, else the subject before it, else one behind it."""
    text, result = place.text, place.row[0]
    if len(distinct(place.before)) == 1 and _leads(text, place.before[0], result):
        return place.before[0]
    if place.after and _OF_ANOTHER_NUMBER.search(text, result.end, place.after[0].start):
        place = replace(place, after=[])
    if place.after and _NEAR.fullmatch(_WITH_P.sub("", text[result.end : place.after[0].start])):
        return place.after[0]
    close = [arm for arm in place.before if not CLAUSE_END.search(text, arm.end, result.start)]
    unled = [arm for arm in close if not is_led(text, arm)]
    if not unled:  # "higher in A than in B, whereas pain was 10% lower" is not of B
        close = [arm for arm in close if not _CONTRAST.search(text, arm.end, result.start)]
    if _OWN_LABEL.match(text, result.end) and not any(arm.start < result.end + _LABEL_REACH for arm in place.after):
        close = unled = []  # "12.5 (11 to 13) for A, 7.6 (7 to 8) for B" where B is not known as an arm
    close = close if not unled and not place.after else unled  # "compared with A, B lost 12 kg"
    if close and place.after and _ANEW.fullmatch(text, close[-1].end, result.start):
        return place.after[0]  # "30 in A and 18 who had surgery in B"
    if close:
        return close[-1] if result.start - close[-1].end <= 30 else close[0]
    if place.after and _is_of_later(text, result, place.after[0]):
        return place.after[0]
    still = _still_spoken_of(place)
    return still[-1] if len(distinct(still)) == 1 and not place.after else None


_LABEL_REACH = 60
_OWN_LABEL = re.compile(
    r"(?:\s[a-z%°]+)?(?:\s?[(\[][^()\[\]]{0,40}[)\]])?\s(?:for|in|with|among)\s(?:the\s)?[A-Z][\w-]*[A-Z]\b"
)
"""Behind a number that has a short form of its own."""
_WITH_P = re.compile(r"^\s?\([^()]{0,12}[pP]\s?[<=>≤]\s?[^()]{1,12}\)")


def _is_of_later(text: str, result: Result, arm: Arm) -> bool:
    """Whether a number is of an arm that stands later: no other part of the sentence between, nor a comparison."""
    between = _BRACKETED.sub("", text[result.end : arm.start])
    return not re.search(r"[,;:]\s", between) and not _VERSUS.search(between)


_BRACKETED = re.compile(
    r"^[^()\[\]]*[)\]]|\([^()]*\)|,\s[Pp]\s?[<=>]\s?[\d.·]+|,\s[-−–]?[\d.·]+%?(?:\sto\s|\s?[-–]\s?)[-−–]?[\d.·]+%?,?"
)
"""What explains a number and is no other part of its sentence: brackets, a p-value, an interval."""
_OF_ANOTHER_NUMBER = re.compile(r"[(\[]\d+\s$")
"""Before the arms that a whole is divided into: "266 people (144 exemplin, 122 controls)"."""
_ANEW = re.compile(r"\s?\)?,?\s(?:and|while|whereas|versus|vs\.?|compared\s(?:with|to))\s")


def _still_spoken_of(place: Place) -> list[Arm]:
    """The arms before a row in its sentence, with nothing between that turns from them."""
    return [arm for arm in place.earlier if not _CONTRAST.search(place.text, arm.end, place.row[0].start)]


def _leads(text: str, arm: Arm, result: Result) -> bool:
    """Whether an arm is what all that follows is of: "Of 50 patients on A, 12 received B"."""
    return bool(_OF_ARM.search(text, arm.start - 60, arm.start)) and "," in text[arm.end : result.start]


_OF_ARM = re.compile(r"\b(?:Of|Among)\b[^,;.]*$")
_CONTRAST = re.compile(r";\s|,?\s(?:while|whereas|but)\s")


def _beside(place: Place) -> list[Arm | None]:
    """Arms that stand between the numbers of a row: each belongs to the number on its side of the separator."""
    row, text = place.row, place.text
    if pairs := _named_behind_first(place):
        return _cycled(pairs, len(row))
    found: list[Arm | None] = [None] * len(row)
    behind = [arm for arm in place.after if not CLAUSE.search(text, row[-1].end, arm.start)][:1]
    for index, (one, other) in enumerate(pairwise(row)):
        for arm in place.inside:
            if not (one.end <= arm.start and arm.end <= other.start):
                continue
            if _belongs_before(text, one, arm, other, has_more=bool(behind)):
                found[index] = found[index] or arm
            else:
                found[index + 1] = arm
    if found[-1] is None and behind and (found[0] is not None or len(place.inside) < len(row) - 1):
        found[-1] = behind[0]
    first = [arm for arm in place.before if not CLAUSE.search(text, arm.end, row[0].start)]
    first = first or (_still_spoken_of(place) if len(distinct(place.earlier)) == 1 else [])
    if found[0] is None and first and found[1] is not None:
        found[0] = first[-1]
    return _filled(place, _repeated(place, found))


def _named_behind_first(place: Place) -> list[Arm]:
    """The two arms behind the first of several pairs: "30% and 20% of A and B at 3 months, 25% and 10% at 6 months"."""
    row, inside = place.row, distinct(place.inside)
    if len(row) < 4 or len(row) % 2 or len(inside) != 2 or place.before or place.after:
        return []
    behind_first = all(row[1].end <= arm.start and arm.end <= row[2].start for arm in place.inside)
    paired = all(PAIR.fullmatch(place.text, one.end, two.start) for one, two in zip(row[::2], row[1::2], strict=True))
    return inside if behind_first and paired and _one_list(place.text, inside) else []


def _repeated(place: Place, found: list[Arm | None]) -> list[Arm | None]:
    """The row with its first two arms again where later pairs have none.

    As in "30% in A versus 18% in B, pain in 9% versus 2%, fever in 4% versus none".
    """
    first, second = found[:2]
    if first is None or second is None or first.key == second.key or any(found[2:]):
        return found
    index, text, row = 2, place.text, place.row
    while index < len(found):
        if _NONE.match(text, row[index].end):
            found[index] = first
        elif index + 1 < len(found) and _PAIRED.fullmatch(text, row[index].end, row[index + 1].start):
            found[index : index + 2] = first, second
            index += 1
        index += 1
    return found


_PAIRED = re.compile(r"[^,;]{0,30}(?<![\w-])(?:versus|vs\.?|v|compared with|and|/)(?![\w-])[^,;]{0,20}|/")


def _belongs_before(text: str, one: Result, arm: Arm, other: Result, *, has_more: bool) -> bool:
    """Whether an arm between two numbers belongs to the first of them."""
    left, right = _LISTED_SO.sub("", text[one.end : arm.start]), text[arm.end : other.start]
    parted_left, parted_right = _SEPARATOR.search(left), _SEPARATOR.search(right)
    if bool(parted_left) != bool(parted_right):
        return bool(parted_right)
    if CLAUSE.search(right) or CLAUSE.search(left):
        return bool(CLAUSE.search(right))
    return _NEAR.fullmatch(left) is not None and has_more


_LISTED_SO = re.compile(r",?\srespectively,?(?=\s)")
_TO_PARTS = re.compile(r"[^;:(]{0,40}?(?:,?\s(?:with|including|of\s(?:whom|which|them|these))\b|[:(])")
"""Behind a whole that is divided next: "30 relapses, with 7 in A and 23 in B"."""


def _filled(place: Place, found: list[Arm | None]) -> list[Arm | None]:
    """The row with its gaps filled from the next arm behind ("22%, 9% and 13% in A"), else from the one before."""
    filled = list(found)
    for index in range(len(filled) - 2, -1, -1):
        between = place.text[place.row[index].end : place.row[index + 1].start]
        ahead = filled[index + 1]
        apart = ahead is not None and place.row[index].end <= ahead.start < place.row[index + 1].start
        if filled[index] is None and not apart and not _VERSUS.search(between) and not _TO_PARTS.match(between):
            filled[index] = filled[index + 1]
    return filled


def _around(place: Place) -> list[Arm | None] | None:
    """The arms of two numbers of which each has its own on its side: "was 4.1 in A and ... 5.5 in B" cut short."""
    text, row = place.text, place.row
    if len(row) != 2 or not place.after or not _NEAR.fullmatch(text, row[-1].end, place.after[0].start):
        return None
    own = place.after[0]
    first = [arm for arm in place.before if arm.key != own.key and not CLAUSE.search(text, arm.end, row[0].start)]
    listed = len(distinct(place.after)) > 1 and RESPECTIVE.search(text, row[-1].end)
    return [first[-1], own] if len(distinct(first)) == 1 and not listed else None


def _listed(place: Place) -> list[Arm | None] | None:
    """Arms listed apart from the numbers: "30% and 18% in A and B, respectively", "in A than in B (30% v 18%)"."""
    text, wanted = place.text, len(place.row)
    ahead = distinct([arm for arm in place.after if not CLAUSE.search(text, place.row[-1].end, arm.start)])
    back = distinct([arm for arm in place.before if not CLAUSE.search(text, arm.end, place.row[0].start)])
    if len(ahead) >= 2 and not _one_list(text, ahead):
        ahead = ahead[:1]
    if max(len(ahead), len(back)) > 1 and wanted not in (len(ahead), len(back)) and _is_one_list_of(text, place.row):
        return [None] * wanted
    if len(ahead) >= 2 and wanted % len(ahead) == 0 and ahead[0].start - place.row[-1].end <= 48:
        return _cycled(ahead, wanted)
    if len(back) >= 2 and (_COORDINATES.search(text, back[-2].end, back[-1].start) or is_led(text, back[-2])):
        back = _subject_first(text, back)
        if len(back) > wanted:
            back = sorted(distinct(place.before[::-1])[:wanted])
        return _cycled(back, wanted) if wanted % len(back) == 0 else None
    if len(ahead) >= 2 and wanted % len(ahead) == 0:
        return _cycled(ahead, wanted)
    return None


def _is_one_list_of(text: str, row: list[Result]) -> bool:
    """Whether more than two numbers are one list, and no pairs: "2, 3, 4 and 5", where each is another's."""
    between = [text[one.end : other.start] for one, other in pairwise(row)]
    return len(row) > 2 and all(gap == ", " for gap in between[:-1]) and between[-1] in (", and ", " and ")


def _one_list(text: str, arms: list[Arm]) -> bool:
    """Whether arms are named in one breath, "in A and in B", or said to be listed; not "with A against a loss in B"."""
    if RESPECTIVE.search(text, arms[-1].end, arms[-1].end + 60):
        return True
    return all(_IN_ONE_BREATH.fullmatch(text, one.end, other.start) for one, other in pairwise(arms))


_IN_ONE_BREATH = re.compile(
    r"-?(?:\s?\([^()]{0,40}\))?(?:\s(?:groups?|arms?|patients|women|men|subjects|participants|children))*"
    r"\s?[,/]?\s?(?:and|or|vs\.?|versus|v|as\scompared\s(?:with|to)|compared\s(?:with|to)|than|but|against|rather\sthan|&)?\s?"
    r"(?:(?:not|in|for|with|on|to|among|of|at|the|those|who|had|were|patients|women|men|subjects|participants|children|given"
    r"|receiving|received|taking|treated|assigned|randomi[sz]ed)\s)*",
    re.IGNORECASE,
)
_COORDINATES = re.compile(
    r"(?<![\w-])(?:and|or|vs\.?|versus|v|than|compared|comparison|whereas|while|against|to|over|with|but|from)(?![\w-])|/|&"
)
"""Between two arms that one list of numbers is of: "after B, pain in A (18%), fever (8%)" lists none."""


def _subject_first(text: str, arms: list[Arm]) -> list[Arm]:
    """Two arms in the order of their numbers: in "Compared with A, B had more (30% v 18%)" B's comes first."""
    led = is_led(text, arms[0]) and "," in text[arms[0].end : arms[1].start]
    return arms[1:] + arms[:1] if led else arms


def _cycled(arms: list[Arm], wanted: int) -> list[Arm | None]:
    return [arms[index % len(arms)] for index in range(wanted)]


def _shared(place: Place, pair: tuple[Arm, ...], order: tuple[Arm, ...]) -> list[Arm | None]:
    """Arms of a row that names one or none itself: the row's only arm, the pair of the row before, the sentence's."""
    text, row, wanted = place.text, place.row, len(place.row)
    near = [arm for arm in place.before if not CLAUSE.search(text, arm.end, row[0].start)]
    near = near or [arm for arm in place.after if not CLAUSE.search(text, row[-1].end, arm.start)]
    versus = any(_VERSUS.search(text, one.end, other.start) for one, other in pairwise(row))
    respective = RESPECTIVE.search(text, row[-1].end, row[-1].end + 40)
    sets_out = near and _SETS_OUT.search(text[max(0, near[0].start - 12) : near[0].start])
    things = near and _TWO_THINGS.search(text, clause_start(text, near[0].start), near[0].start)
    only = len(distinct([*place.earlier, *place.later])) == 1 and (sets_out or wanted > 2 or things)
    if near and near[0].start > row[-1].end and wanted == 2 and _OTHERS.match(text, row[0].end, row[1].start):
        return [None, near[0]]
    if wanted > 2 and len(near) == 1 and not versus and is_led(text, near[0]) and near[0].end <= row[0].start:
        return [None] * wanted  # "higher than in A (1.4, 1.3 and 1.2)" tells of others
    if near and respective and _GROUPS.search(text, near[0].start, near[0].end):
        return [
            None
        ] * wanted  # the last of a list: "90, 120 and 150 days in the 20-, 60- and 100-U groups, respectively"
    if near and not versus and (not respective or only):
        return [near[0] if sets_out or near[-1].end > row[0].start else near[-1]] * wanted
    around = distinct(place.earlier) if len(distinct(place.earlier)) == wanted else distinct(place.later)
    if len(pair) == 2 and not near and (wanted == 2 or _in_pairs(text, row)):
        return _cycled(list(pair), wanted)
    if len(around) == wanted:
        return list(around)
    unnamed = not place.earlier and not place.later
    if wanted != 2:
        return list(order) if unnamed and respective and len(order) == wanted else [None] * wanted
    sides = [*distinct(place.earlier), *distinct(place.later)]
    if versus and not place.after and len(sides) == 2 and sides[0].key != sides[1].key:
        return [sides[0], sides[1]]
    if len(distinct(place.earlier)) == 1 and (versus or near):
        first = place.earlier[0]
        others = [arm for arm in order if arm.key != first.key]
        other = others[0] if len(order) == 2 and len(others) == 1 else None
        return [other, first] if is_led(text, first) else [first, other]
    right_behind = place.after and _NEAR.fullmatch(text, row[-1].end, place.after[0].start)
    if versus and not place.earlier and not right_behind and len(distinct(place.later)) == 1 and len(order) == 2:
        first = place.later[0]  # "Pain (36% vs 69%) and fever (2% vs 9%) were rarer with A"
        others = [arm for arm in order if arm.key != first.key]
        if len(others) != 1:
            return [None, None]
        # "It lowered pain (36% vs 69%) compared with B"
        return [others[0], first] if is_led(text, first) else [first, others[0]]
    if near and place.after and near[0] is place.after[0] and versus:
        last = _NEAR.fullmatch(text, row[-1].end, near[0].start) or is_led(text, near[0])
        return [None, near[0]] if last else [near[0], None]
    subject = clause_start(text, row[0].start)
    if _TWO_THINGS.search(text, subject, row[0].start):
        respective = None  # "components A and B had 100% and 25%"
    return list(order) if len(order) == 2 and (versus or respective) and unnamed else [None] * wanted


_GROUPS = re.compile(r"\b(?:groups|arms)\Z")
_OTHERS = re.compile(
    r"\s?(?:with|on|for|in)\s(?:the\s)?[A-Z]{2,}[\w-]*(?:\s(?:group|arm))?\s(?:and|but|whereas|while)\s"
)
"""Behind a value that has a group of its own, whose name is not known: "90% with QX and 92% with exemplin"."""


_TWO_THINGS = re.compile(r"[A-Za-z]\s(?:and|or)\s[A-Za-z]")
_SETS_OUT = re.compile(r"(?:^|[.;]\s)(?:In|For|With|Among)\s(?:the\s)?$")
"""Before the arm that a sentence is about: "In A, the values were 95% and 99%, respectively"."""


def _in_pairs(text: str, row: list[Result]) -> bool:
    """Whether a row consists of pairs set against each other: "56 versus 86 ml and 412 versus 456 ml"."""
    pairs = zip(row[::2], row[1::2], strict=False)
    return len(row) % 2 == 0 and all(_VERSUS.search(text, one.end, other.start) for one, other in pairs)
