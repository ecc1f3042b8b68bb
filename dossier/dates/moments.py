"""What a date stands for: the days that it may mean, and how two dates compare.

Days are counted in the proleptic Gregorian calendar, where year 0 is 1 BCE.
"""

from __future__ import annotations

import calendar
from datetime import date
from functools import cached_property

from dossier.frozen import dataclass

SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}
"""Seasons and their first month, three months each, as in the northern hemisphere."""

_FOREVER = float("inf")
_WEEK, _YEAR = 7, 365


@dataclass(frozen=True)  # with no slots, but with its days at hand: they are asked for all the time
class Moment:
    """One date of an expression, as written: a year, a month, a season or a day.

    `month` 21 to 24 is a season. `hidden_digits` counts the year's last digits that are written
    `X` (`201X`: 1), `hidden_parts` those of month and day (`2025-XX-XX`: 2).
    """

    text: str
    year: int
    month: int | None = None
    day: int | None = None
    hidden_digits: int = 0
    hidden_parts: int = 0
    approximate: bool = False
    uncertain: bool = False

    @cached_property
    def first(self) -> int:
        """The first day that it may mean, counted from 1 January of year 1 as day 1."""
        if self.month in SEASONS:
            return _ordinal(self.year, SEASONS[self.month], 1)
        return _ordinal(self.year, self.month or 1, self.day or 1)

    @cached_property
    def last(self) -> int:
        """The last day that it may mean, counted likewise."""
        if self.day is not None:
            return self.first
        if self.month is None:
            return _ordinal(self.year + 10**self.hidden_digits, 1, 1) - 1
        start, length = (SEASONS[self.month], 3) if self.month in SEASONS else (self.month, 1)
        end = start + length
        return _ordinal(self.year + (end > 12), (end - 1) % 12 + 1, 1) - 1  # noqa: PLR2004 - months

    @property
    def margin(self) -> int:
        """How many days it may be off: if doubtful by its own length, a day by a week.

        A season may be off by a year: nobody says which hemisphere, and which of two winters.
        """
        if self.month in SEASONS:
            return _YEAR
        if not (self.approximate or self.uncertain):
            return 0
        return max(_WEEK, self.last - self.first + 1)


@dataclass(frozen=True)  # likewise
class Edtf:
    """A date or an interval as written, and the days that it may stand for.

    `start` and `end` are the same moment where it is no interval; None where an interval's end
    is open or unknown, and `open_end` tells which.
    """

    text: str
    start: Moment | None
    end: Moment | None
    open_start: bool = False
    open_end: bool = False

    @cached_property
    def order(self) -> tuple[float, float, str]:
        """What it is sorted by: see `sort_key`."""
        start = self.start or self.end
        last = self.end.last if self.end else _FOREVER
        return (start.first if start else -_FOREVER, -last, self.text)

    @property
    def is_interval(self) -> bool:
        """Whether it has two ends."""
        return "/" in self.text

    @property
    def earliest(self) -> date | None:
        """The first day it may mean; None where open, unknown, or outside the years 1–9999."""
        return _date(self.start.first) if self.start else None

    @property
    def latest(self) -> date | None:
        """The last day it may mean; None where open, unknown, or outside the years 1–9999."""
        return _date(self.end.last) if self.end else None

    @property
    def approximate(self) -> bool:
        """Whether any part of it is marked `~` or `%`."""
        return any(moment.approximate for moment in (self.start, self.end) if moment)

    @property
    def uncertain(self) -> bool:
        """Whether any part of it is marked `?` or `%`."""
        return any(moment.uncertain for moment in (self.start, self.end) if moment)


# Counting days -------------------------------------------------------------------------------


def month_length(year: int, month: int) -> int:
    """Return the days of a month; the calendar repeats every 400 years."""
    return calendar.monthrange(year % 400 + 2000, month)[1]


def _ordinal(year: int, month: int, day: int) -> int:
    """Return a day's number as `date.toordinal` does, for any year."""
    cycles, rest = divmod(year - 1, 400)
    return cycles * 146097 + date(rest + 1, month, day).toordinal()


def _date(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else None


# Comparing -----------------------------------------------------------------------------------


def sort_key(edtf: Edtf) -> tuple[float, float, str]:
    """Return a key that sorts by the first possible day, the broader date before the narrower.

    What has no known beginning sorts by its end.
    """
    return edtf.order


def compatible(a: Edtf, b: Edtf) -> bool:
    """Say whether both could be the same time.

    An approximate or uncertain date may be off by its own length, a day by a week.
    """
    a_start, a_end = _reach(a)
    b_start, b_end = _reach(b)
    return a_start <= b_end and b_start <= a_end


def surely_later(a: Edtf, b: Edtf) -> bool:
    """Say whether `a` is after `b` on every reading of both, doubtful dates read as above."""
    a_start, _ = _reach(a)
    _, b_end = _reach(b)
    return a_start > b_end


def _reach(edtf: Edtf) -> tuple[float, float]:
    start = edtf.start.first - edtf.start.margin if edtf.start else -_FOREVER
    end = edtf.end.last + edtf.end.margin if edtf.end else _FOREVER
    return start, end
