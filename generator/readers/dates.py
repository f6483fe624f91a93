"""Dates as sources print them, read as far as they go."""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.readers.fields import day_of, fold, month_of, year_in

YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})(?:[ /.-]+(?P<month>[A-Za-z]{3,9}\.?|\d{1,2})(?:[ /.,-]+(?P<day>\d{1,2}))?)?/*"
)
COMPACT = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})")
DAY_FIRST = re.compile(r"(?:(?P<day>\d{1,2})\.? )?(?P<month>[A-Za-z]{3,9})\.?,? (?P<year>\d{4})")
MONTH_FIRST = re.compile(r"(?P<month>[A-Za-z]{3,9})\.? (?P<day>\d{1,2}),? (?P<year>\d{4})")


class PartialDate(NamedTuple):
    """A date as far as it is printed."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def iso(self) -> str | None:
        """``2021-01-11``, ``2021-01``, ``2021`` or ``None``."""
        if self.year is None:
            return None
        return f"{self.year:04}" + "".join(f"-{part:02}" for part in (self.month, self.day) if part is not None)


def read_date(printed: str | None) -> PartialDate:
    """The parts of one date. A season, a range or anything unclear gives its first year alone, never a guess."""
    text = fold(printed or "")
    for form in (COMPACT, YEAR_FIRST, DAY_FIRST, MONTH_FIRST):
        if (match := form.fullmatch(text)) and (date := _checked(match)):
            return date
    return PartialDate(year_in(text))


def _checked(match: re.Match[str]) -> PartialDate | None:
    """The date, unless a part that is printed is none, as the month of ``2011 Spring``."""
    date = PartialDate(int(match["year"]), month_of(match["month"]), day_of(match["day"]))
    return None if (match["month"] and date.month is None) or (match["day"] and date.day is None) else date
