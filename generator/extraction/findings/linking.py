"""Linking: whose value each result is, what was measured, when, and with which p-value."""

from __future__ import annotations

import re
from itertools import pairwise

from msgspec import Struct

from generator.extraction.findings.arms import Arm
from generator.extraction.findings.kinds import BETWEEN_GROUPS, Result


class Span(Struct, frozen=True, order=True):
    """Words ``[start, end)`` of the abstract."""

    start: int
    end: int


_NEAR = re.compile(
    r"[)\]]?\s?,?\s?(?:of|for|in|with|on|among|to|at|by|after|under|from)?\s?(?:the\s|those\s|all\s|women\s|men\s|patients\s|subjects\s"
    r"|children\s|participants\s|cases\s|who\s|receiving\s|received\s|treated\s|with\s|in\s|given\s|taking\s|assigned\s|to\s|on\s"
    r"|were\s|had\s|was\s|of\s|randomi[sz]ed\s|allocated\s)*[(\[]?",
    re.IGNORECASE,
)
_BREAK = re.compile(r";\s|\.\s")
_CLAUSE_END = re.compile(r";\s|,\s(?:and|but|while|whereas|with|although|however)\s")
_RESPECTIVELY = re.compile(r"\brespectively\b|\brespective\b", re.IGNORECASE)


def link_arms(
    text: str, rows: list[list[Result]], arms: tuple[Arm, ...], start: int, end: int, order: tuple[Arm, ...]
) -> dict[int, Arm]:
    """The arm of each result, by where the result begins; ``order`` are the article's two arms as last listed."""
    linked: dict[int, Arm] = {}
    for index, row in enumerate(rows):
        if row[0].type in BETWEEN_GROUPS:
            continue
        left = rows[index - 1][-1].end if index else start
        right = rows[index + 1][0].start if index + 1 < len(rows) else end
        found = _row_arms(text, row, arms, (start, left, right, end), order)
        linked.update({result.start: arm for result, arm in zip(row, found, strict=True) if arm is not None})
    return linked


def _row_arms(
    text: str, row: list[Result], arms: tuple[Arm, ...], bounds: tuple[int, int, int, int], order: tuple[Arm, ...]
) -> list[Arm | None]:
    """The arms of a row: its own beside each number, else a list of as many, else the article's order."""
    start, left, right, end = bounds
    before = [arm for arm in arms if arm.end <= row[0].start]
    inside = [arm for arm in arms if row[0].end <= arm.start and arm.end <= row[-1].start]
    after = [arm for arm in arms if row[-1].end <= arm.start < right]
    if len(row) == 1:
        return [_single(text, row[0], before, after, (start, left, right, end))]
    if inside:
        return _beside(text, row, before, inside, after, left)
    return _listed(text, row, before, after, order, left)


def _single(
    text: str, result: Result, before: list[Arm], after: list[Arm], bounds: tuple[int, int, int, int]
) -> Arm | None:
    """The arm of a number that stands alone: right behind it, else the last before it."""
    _, left, _, _ = bounds
    if after and _NEAR.fullmatch(text, result.end, after[0].start):
        return after[0]
    close = [arm for arm in before if arm.start >= left and not _BREAK.search(text, arm.end, result.start)]
    if close:
        return close[-1] if len({arm.key for arm in close}) == 1 or _owns(text, close[-1], result) else close[0]
    if after and not _BREAK.search(text, result.end, after[0].start):
        return after[0]
    if before and len({arm.key for arm in before}) == 1 and not after:
        return before[-1]
    return None


def _owns(text: str, arm: Arm, result: Result) -> bool:
    """Whether the arm is right before the number: "A (87%)", "A had 3"."""
    return len(text[arm.end : result.start]) <= 30


def _beside(
    text: str, row: list[Result], before: list[Arm], inside: list[Arm], after: list[Arm], left: int
) -> list[Arm | None]:
    """Arms that stand between the numbers of a row: each behind its number, or each before it."""
    gaps = [[arm for arm in inside if one.end <= arm.start and arm.end <= other.start] for one, other in pairwise(row)]
    first = [arm for arm in before if arm.start >= left and not _BREAK.search(text, arm.end, row[0].start)]
    last = [arm for arm in after if not _BREAK.search(text, row[-1].end, arm.start)]
    behind = bool(last) and _NEAR.fullmatch(text, row[-1].end, last[0].start) is not None
    opens = bool(gaps[0]) and _NEAR.fullmatch(text, row[0].end, gaps[0][0].start) is not None
    if (behind or not first) and (opens or last):
        return [(gap[0] if gap else None) for gap in gaps] + [last[0] if last else None]
    if first:
        return [first[-1], *[(gap[-1] if gap else None) for gap in gaps]]
    return [(gap[0] if gap else None) for gap in gaps] + [None]


def _listed(
    text: str, row: list[Result], before: list[Arm], after: list[Arm], order: tuple[Arm, ...], left: int
) -> list[Arm | None]:
    """Arms listed apart from the numbers, "30% and 18% in A and B, respectively"; in the order of the list."""
    wanted = len(row)
    ahead = [arm for arm in after if not _BREAK.search(text, row[-1].end, arm.start)]
    near = _distinct(ahead)[:wanted]
    if len(near) == wanted and (_NEAR.match(text, row[-1].end) and len(text[row[-1].end : near[0].start]) <= 40):
        return list(near)
    back = _distinct([arm for arm in before if not _BREAK.search(text, arm.end, row[0].start)][::-1])[::-1]
    if len(back) >= wanted:
        return list(_in_order_of_mention(back[-wanted:]))
    back = _distinct(before)
    if len(back) == wanted:
        return list(back)
    if len(near) == wanted:
        return list(near)
    if wanted == 2 and len(back) == 1 and len(order) == 2:
        other = [arm for arm in order if arm.key != back[0].key]
        if len(other) == 1 and not near:
            return [back[0], other[0]]
    if len(back) == 1 and len(near) == 1 and wanted == 2 and back[0].key != near[0].key:
        return [back[0], near[0]]
    if wanted == 2 and not back and not near and len(order) == 2:
        return list(order)
    return [None] * wanted


def _in_order_of_mention(arms: list[Arm]) -> list[Arm]:
    return sorted(arms, key=lambda arm: arm.start)


def _distinct(arms: list[Arm]) -> list[Arm]:
    """Each arm once, at its first place."""
    found: dict[str, Arm] = {}
    for arm in arms:
        found.setdefault(arm.key, arm)
    return list(found.values())


# ------------------------------------------------------------------------------------------------ outcomes

_HAPPENS = re.compile(
    r"(?:\s?[(\[][^()]*[)\]])?(?:\s(?:of\s|in\s|on\s|with\s|receiving\s|treated\s|the\s)[^,;.()]{0,60}?)?\s(?:also\s|still\s)?(?:was|were|is|are|had|have|showed"
    r"|achieved|developed|experienced|died|completed|reported|required|received|responded|withdrew|discontinued|noted|obtained"
    r"|relapsed|underwent|remained|improved|demonstrated|resumed|met|reached|reduction|increase|decrease|improvement|declined|presented)\b",
    re.IGNORECASE,
)


def link_outcomes(text: str, rows: list[list[Result]], outcomes: list[Span], start: int, end: int) -> dict[int, Span]:
    """What each result measures, by where the result begins."""
    linked: dict[int, Span] = {}
    last: Span | None = None
    for index, row in enumerate(rows):
        left = rows[index - 1][-1].end if index else start
        right = rows[index + 1][0].start if index + 1 < len(rows) else end
        found = _row_outcomes(text, row, outcomes, (start, left, right, end), last)
        for result, outcome in zip(row, found, strict=True):
            if outcome is not None:
                linked[result.start] = outcome
                last = outcome
    return linked


def _row_outcomes(
    text: str, row: list[Result], outcomes: list[Span], bounds: tuple[int, int, int, int], last: Span | None
) -> list[Span | None]:
    """The outcomes of a row: one for all, or one for each where as many are listed."""
    _, left, right, _ = bounds
    first = row[0].start
    near = [span for span in outcomes if left <= span.start and span.end <= first]
    behind = [span for span in outcomes if row[-1].end <= span.start < right]
    between = [span for span in outcomes if row[0].end <= span.start and span.end <= row[-1].start]
    if len(row) > 1 and between:
        return _interleaved(row, near, between, behind)
    happens = _HAPPENS.match(text, row[-1].end) is not None or (len(row) > 1 and _HAPPENS.match(text, row[0].end))
    chosen: Span | None = None
    if behind and (happens or not near):
        far = _CLAUSE_END.search(text, row[-1].end, behind[0].start)
        if happens or not far:
            chosen = behind[0]
    if chosen is None and near:
        chosen = near[-1]
    if chosen is None:
        earlier = [span for span in outcomes if span.end <= first]
        chosen = last if last is not None else (earlier[-1] if earlier else None)
    if chosen is None and behind:
        chosen = behind[0]
    return [chosen] * len(row)


def _interleaved(row: list[Result], near: list[Span], between: list[Span], behind: list[Span]) -> list[Span | None]:
    """Outcomes that stand between the numbers: each number's nearest before it, the first's possibly behind it."""
    found: list[Span | None] = []
    for result in row:
        ahead = [span for span in [*near, *between] if span.end <= result.start]
        follow = [span for span in [*between, *behind] if span.start >= result.end]
        found.append(ahead[-1] if ahead else (follow[0] if follow else None))
    return found
