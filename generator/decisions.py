"""What people decided: a record with corrected values in their places, rejected ones gone and missed ones added.

Lists, tables, plots and exports are made of it. The evidence record keeps the program's values, and its review says
what became of each; this is the one place that puts the two together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from generator.evidence import (
    Age,
    Certainty,
    Domain,
    EvidenceRecord,
    Finding,
    Group,
    GroupPhrase,
    GroupRole,
    Named,
    Phrase,
    PValue,
    Quote,
    Reported,
    ReportedCount,
    ReviewedValue,
    ReviewVerdict,
    Statistic,
    StatisticType,
)
from generator.review_fields import LISTS, items_of, read_values, value_of, with_items

_DECIDES: Final = {ReviewVerdict.CORRECT, ReviewVerdict.REJECT}
SAID: Final = {
    ReviewVerdict.CONFIRM: "confirmed",
    ReviewVerdict.CORRECT: "corrected",
    ReviewVerdict.REJECT: "rejected",
    ReviewVerdict.ADD: "added",
    ReviewVerdict.COMMENT: "commented on",
}
_P: Final = re.compile(r"(?P<operator>[<=>])\s?(?P<value>\d*\.?\d+)")
_PHRASES: Final = ("outcome", "group", "subgroup", "comparison", "timepoint")
_NUMBERS: Final = ("value", "low", "high", "level")
_COUNTS: Final = ("numerator", "denominator")
_CHOICES: Final[dict[str, dict[str, frozenset[str]]]] = {
    "population.groups": {"role": frozenset(GroupRole)},
    "population.age": {"statistic": frozenset({"mean", "median", "range"})},
    "findings": {
        "domain": frozenset(Domain),
        "certainty": frozenset(Certainty),
        "type": frozenset(StatisticType),
    },
}
"""Parts whose words come from a closed list."""


class Decided(Struct, frozen=True):
    """A record as people left it. Places are those in the decided record's lists."""

    record: EvidenceRecord
    values: Mapping[tuple[str, int | None], ReviewedValue]
    """The corrected and the added values, by field and place."""

    def of(self, at: str, index: int | None = None) -> ReviewedValue | None:
        """What a person decided about the value there; ``None`` where it is the program's."""
        return self.values.get((at, index))

    def words(self, at: str, index: int | None = None) -> str | None:
        """The person's value in words; ``None`` where it is the program's."""
        value = self.of(at, index)
        return None if value is None else words_of(value)

    @property
    def fields(self) -> frozenset[str]:
        """The fields in which something is a person's."""
        return frozenset(at for at, _ in self.values)


def decided(record: EvidenceRecord) -> Decided:
    """The record as people left it; unchanged where nobody corrected, rejected or added anything."""
    reviewed = [one for one in record.reviewed_values if not one.stale]
    standing = {(one.at, one.index): one for one in reviewed if one.verdict in _DECIDES and one.machine is not None}
    added = [one for one in reviewed if one.verdict is ReviewVerdict.ADD]
    values: dict[tuple[str, int | None], ReviewedValue] = {}
    for at in dict.fromkeys(one.at for one in (*standing.values(), *added)):
        items: list[Any] = []
        for index, item in enumerate(items_of(record, at)):
            said = standing.get((at, index if at in LISTS else None))
            if said is None or said.verdict is ReviewVerdict.CORRECT:
                if said:
                    values[at, len(items) if at in LISTS else None] = said
                items.append(_made(record, said, item) if said else item)
        for one in added:
            if one.at == at:
                items = items if at in LISTS else []
                values[at, len(items) if at in LISTS else None] = one
                items.append(_made(record, one, None))
        record = with_items(record, at, items)
    return Decided(record, values)


def decided_findings(record: EvidenceRecord) -> dict[int, Finding | None]:
    """What people made of the program's findings, by their places in the record; ``None`` where one was rejected."""
    values = [one for one in record.reviewed_values if one.at == "findings" and not one.stale]
    return {
        one.index: None if one.verdict is ReviewVerdict.REJECT else _made(record, one, record.findings[one.index])
        for one in values
        if one.verdict in _DECIDES and one.index is not None
    }


def added_finding(record: EvidenceRecord, value: ReviewedValue) -> Finding:
    """A finding that a person added."""
    made: Finding = _made(record, value, None)
    return made


def signed(value: ReviewedValue) -> str:
    """Who said what, and when."""
    return f"{SAID[value.verdict]} by {value.by}, {value.date}"


def words_of(said: ReviewedValue) -> str:
    """A person's value in a line: a number with what belongs to it, and what else the person says of it."""
    if not isinstance(said.value, dict):
        return figures_of(said)
    if said.at != "findings":
        return "; ".join(f"{name}: {part}" for name, part in said.value.items())
    phrases = [f"{name}: {said.value[name]}" for name in _PHRASES if name in said.value]
    everything = "; ".join(f"{name}: {part}" for name, part in said.value.items())
    return " · ".join(part for part in (figures_of(said), "; ".join(phrases)) if part) or everything


def words_of_read(value: Any) -> str:
    """A value of the program in a line, as a review file writes it."""
    return "; ".join(f"{name}: {part}" for name, part in value.items()) if isinstance(value, dict) else str(value)


def figures_of(said: ReviewedValue) -> str:
    """The number alone, as abstracts write it; what a correction leaves out of the program's number stays."""
    if isinstance(said.value, dict):
        return _figures({**(said.machine if isinstance(said.machine, dict) else {}), **said.value})
    return str(said.value)


def is_usable(at: str, value: Any) -> str | None:
    """What is wrong with a person's value, so that it cannot take the place of the program's; ``None`` if nothing."""
    if at == "population.sample_size" and (not isinstance(value, int) or value < 0):
        return "a number of participants that is no whole number"
    if not isinstance(value, dict):
        return None
    for name, choices in _CHOICES.get(at, {}).items():
        if name in value and value[name] not in choices:
            return f"no {name} {value[name]}; there are {', '.join(sorted(choices))}"
    numbers = (*_NUMBERS, *_COUNTS, "size") if at == "findings" else ("value", "low", "high", "size")
    wrong = [name for name in numbers if isinstance(value.get(name), str)]
    if wrong:
        return f"words where {wrong[0]} is a number"
    if "p" in value and not _P.fullmatch(str(value["p"])):
        return f"no p-value “{value['p']}”"
    return None


def _figures(parts: Mapping[str, Any]) -> str:
    """``hazard ratio 0.66 (0.41 to 1.07), P = 0.09``; ``8 of 78 (10.3%)``."""
    value, unit = parts.get("value"), str(parts.get("unit") or "")
    shown = f"{value:g}{unit if unit == '%' else f' {unit}' if unit else ''}" if value is not None else ""
    if "numerator" in parts:
        of = f" of {parts['denominator']}" if "denominator" in parts else ""
        counted = f"{parts['numerator']}{of}"
        shown = f"{counted} ({shown})" if shown and value != parts["numerator"] else counted
    if "low" in parts and "high" in parts:
        shown += f" ({parts['low']:g} to {parts['high']:g})"
    if "p" in parts:
        shown += f", P {parts['p']}" if shown else f"P {parts['p']}"
    return shown.strip()


def _made(record: EvidenceRecord, said: ReviewedValue, item: Any) -> Any:
    """The person's value as the record types it; parts that the person left out stay the program's."""
    quote = said.quote or _quote_of(record, said, item)
    value = said.value
    parts = {**(value_of(item) if item is not None and isinstance(value_of(item), dict) else {})}
    parts |= value if isinstance(value, dict) else {}
    match said.at:
        case "population.sample_size":
            return ReportedCount(value=int(value), quote=quote)
        case "interventions" | "comparators":
            return Named(name=str(value), quote=quote)
        case "conclusions":
            return replace(quote, text=str(value))
        case "population.groups":
            name = str(parts.get("name", value))
            role = GroupRole(parts["role"]) if "role" in parts else None
            return Group(id=item.id if item else "", name=name, role=role, size=parts.get("size"), quote=quote)
        case "population.age":
            known = {name: parts.get(name) for name in ("statistic", "value", "low", "high", "unit")}
            shown = replace(quote, text=str(value)) if not isinstance(value, dict) else quote
            return Age(**known, quote=shown)
        case "findings":
            return _finding(record, said, item, parts, quote)
        case _:
            return Reported(value=str(value), quote=quote)


def _finding(
    record: EvidenceRecord, said: ReviewedValue, item: Finding | None, parts: dict[str, Any], quote: Quote
) -> Finding:
    """A finding of a person's parts; where the value is words, they are all that it says."""
    in_words = not isinstance(said.value, dict)
    if in_words and isinstance(said.value, int | float):
        parts, in_words = {**parts, "value": said.value}, False
    phrases = {name: _phrase(item, name, parts.get(name), quote) for name in _PHRASES if name != "group"}
    group = (
        GroupPhrase(id=item.group.id if item and item.group else None, text=str(parts["group"]), quote=quote)
        if ("group" in parts)
        else None
    )
    numbers: dict[str, Any] = {name: _float(parts.get(name)) for name in _NUMBERS}
    numbers |= {name: parts.get(name) for name in (*_COUNTS, "unit")}
    kind = StatisticType(parts.get("type", StatisticType.OTHER))
    has_number = any(name in parts for name in ("value", "numerator", "type"))
    read = item.statistic if item else None
    of_change, called = (read.of_change, read.called) if read and read.type is kind else (False, None)
    statistic = Statistic(type=kind, of_change=of_change, called=called, quote=quote, **({} if in_words else numbers))
    p = _P.fullmatch(str(parts["p"])) if "p" in parts else None
    return Finding(
        domain=Domain(parts.get("domain", Domain.OTHER)),
        group=group,
        **phrases,  # type: ignore[arg-type]
        certainty=Certainty(parts.get("certainty", Certainty.ASSERTED)),
        statistic=statistic if has_number or in_words else None,
        p_value=PValue(operator=p["operator"], value=float(p["value"]), quote=quote) if p else None,  # type: ignore[arg-type]
        sentence=item.sentence if item else _sentence_at(record, quote),
    )


def _phrase(item: Finding | None, name: str, text: Any, quote: Quote) -> Phrase | None:
    """The program's phrase where the person left it as it is."""
    own: Phrase | None = getattr(item, name, None)
    if text is None or (own and own.text == text):
        return own
    return Phrase(text=str(text), quote=quote)


def _float(value: Any) -> float | None:
    return None if value is None else float(value)


def _quote_of(record: EvidenceRecord, said: ReviewedValue, item: Any) -> Quote:
    """The words that the program read its value from; none where a note is all that stands behind an added one."""
    if item is not None:
        for read in read_values(record):
            if read.at == said.at and read.index == said.index:
                return read.quote
    return Quote(where="abstract", start=0, end=0, text="")


def _sentence_at(record: EvidenceRecord, quote: Quote) -> int:
    return next((n for n, one in enumerate(record.sentences) if one.start <= quote.start < one.end), 0)
