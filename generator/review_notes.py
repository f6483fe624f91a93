"""What people said, beside the values of a card: theirs in front, the program's one click away, both signed."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup
from msgspec import Struct

from generator.decisions import signed, words_of
from generator.evidence import EvidenceRecord, ReviewedValue, ReviewState, ReviewVerdict
from generator.labels import LABELS
from generator.marks import Marks
from generator.safe_text import html, joined, safe

_DECIDES = {ReviewVerdict.CORRECT, ReviewVerdict.REJECT}
"""Verdicts after which a card shows something else than the program's value."""


class Noted(Struct, frozen=True):
    """A value after its review: what the card shows, and the note behind it, which may be empty."""

    shown: Markup
    note: Markup

    @property
    def both(self) -> Markup:
        """The value and its note in one."""
        return html("%s %s", self.shown, self.note) if self.note else self.shown


class ReviewPanel(Struct, frozen=True, kw_only=True):
    """What people said of a card as a whole, what they added, and what can no longer stand at its value."""

    state: str
    is_made: bool = False
    """Whether anybody said anything."""
    comments: tuple[Markup, ...] = ()
    added: tuple[Markup, ...] = ()
    moved: tuple[Markup, ...] = ()


class ReviewNotes:
    """The reviewed values of one record."""

    def __init__(self, record: EvidenceRecord) -> None:
        self._values: dict[tuple[str, int | None], list[ReviewedValue]] = {}
        for value in record.reviewed_values:
            self._values.setdefault((value.at, value.index), []).append(value)

    def say_of(self, at: str, index: int) -> bool:
        """Whether people said anything of a value."""
        return (at, index) in self._values

    def beside(self, machine: Markup, at: str, index: int | None = None) -> Noted:
        """The program's value with what people said of it."""
        values = self._values.get((at, index), [])
        decided = [one for one in values if one.verdict in _DECIDES and not one.stale]
        notes = joined((_note(one) for one in values), " ")
        if not decided:
            return Noted(machine, notes)
        if decided[-1].verdict is ReviewVerdict.REJECT:
            return Noted(html('<del class="ev-reviewed">%s</del>', machine), notes)
        shown = html('<ins class="ev-reviewed">%s</ins>', safe(words_of(decided[-1])))
        return Noted(shown, notes + Markup(" ") + _details("what the program read", machine))

    def added(self, at: str) -> tuple[ReviewedValue, ...]:
        """What people added to a field."""
        values = self._values.get((at, None), [])
        return tuple(one for one in values if one.verdict is ReviewVerdict.ADD and not one.stale)

    def brief(self, machine: Markup, at: str, index: int | None = None) -> Markup | None:
        """The value that stands, in few words: a person's with who and when, none where it was rejected."""
        values = [one for one in self._values.get((at, index), []) if one.verdict in _DECIDES and not one.stale]
        if not values:
            return machine
        return None if values[-1].verdict is ReviewVerdict.REJECT else by_a_person(values[-1])


def by_a_person(value: ReviewedValue, words: str | None = None) -> Markup:
    """A person's value with who gave it and when; ``words`` instead of all that the person says of it."""
    return html(
        '<ins class="ev-reviewed">%s</ins> <span class="ev-review">%s</span>',
        safe(words or words_of(value)),
        safe(signed(value)),
    )


def review_panel(record: EvidenceRecord, marks: Marks) -> ReviewPanel:
    """The review of the whole card; it says so where there is none."""
    review = record.review
    if review is None:
        return ReviewPanel(state=LABELS["review"][ReviewState.MACHINE_READ])
    signed = f", {review.by}, {review.date}" if review.by else ""
    look = f"; {LABELS['review']['needs another look']}" if review.needs_another_look else ""
    return ReviewPanel(
        is_made=True,
        state=f"{LABELS['review'][review.state]}{signed}{look}",
        comments=tuple(safe(f"{one.text} ({one.by}, {one.date})") for one in review.comments),
        added=tuple(_added(review.values, marks)),
        moved=tuple(_moved(value) for value in review.values if value.machine is None and value.stale),
    )


def _added(values: tuple[ReviewedValue, ...], marks: Marks) -> Iterator[Markup]:
    for value in values:
        if value.verdict is ReviewVerdict.ADD and not value.stale:
            words = html(" from %s", marks.value(f"“{value.quote.text}”", value.quote)) if value.quote else Markup()
            shown = html('%s: <ins class="ev-reviewed">%s</ins>%s', _field(value), safe(words_of(value)), words)
            yield html("%s, %s.%s", shown, safe(signed(value)), _reason(value))


def _moved(value: ReviewedValue) -> Markup:
    what = safe(value.words or words_of(value))
    return html(
        "%s “%s”, %s: %s%s",
        _field(value),
        what,
        safe(signed(value)),
        safe(f"the review {value.stale}."),
        _reason(value),
    )


def _note(value: ReviewedValue) -> Markup:
    """Who said what, and when; behind it what they meant and why, where there is more to say."""
    said_by = signed(value)
    if value.stale:
        said = html("The review %s.", safe(value.stale))
        meant = html(" It said: %s.", safe(words_of(value))) if value.value is not None else Markup()
        return _details(f"{said_by}; {LABELS['review']['needs another look']}", said + meant + _reason(value))
    if value.note:
        return _details(said_by, _reason(value))
    return html('<span class="ev-review">%s</span>', safe(said_by))


def _details(summary: str, more: Markup) -> Markup:
    return html('<details class="ev-review"><summary>%s</summary>%s</details>', safe(summary), more)


def _reason(value: ReviewedValue) -> Markup:
    return html(" %s", safe(value.note)) if value.note else Markup("")


def _field(value: ReviewedValue) -> Markup:
    return safe(value.at.rpartition(".")[2].replace("_", " "))
