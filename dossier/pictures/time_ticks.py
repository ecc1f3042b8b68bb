"""The ticks of a timeline’s axis: days, months or years, as there is room for their labels."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from dossier.dates import Moment
from dossier.frozen import dataclass
from dossier.pictures.time_axis import civil, year_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dossier.dates import Language
    from dossier.pictures.time_axis import Axis, Part

_LETTER = 1.9
_APART = 1.6
"""Percent: an ordinary letter's width on the narrowest screen (390 px), what is between labels."""

_MOST_TICKS = 12
_WIDE_LETTERS = 0x1100
_YEAR = 365.2425

_Step = tuple[str, int, float]
"""A unit, how many of them, and about how many days these are."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across the timeline and its label; `context` (a year, say) stands below the label.

    Where there is no room for a label, it is empty.
    """

    at: float
    label: str
    context: str = ""
    zoom: int = 1

    @property
    def width(self) -> float:
        """About how wide it is."""
        return max(_letters(self.label), _letters(self.context)) * _LETTER / self.zoom

    @property
    def left(self) -> float:
        """Where its label begins: it stays on the axis."""
        return min(max(0.0, self.at - self.width / 2), 100 - self.width)


def ticks(shown: Axis, language: Language, zoom: int = 1) -> tuple[Tick, ...]:
    """Return the ticks, from left to right, with labels that do not touch each other.

    They are for an axis that is drawn so many times as wide as the page has room for.
    """
    found: list[Tick] = []
    free, context = -_APART, ""
    for part in shown.parts:
        for tick in _part_ticks(part, language, zoom):
            if tick.left < free + _APART / zoom:
                found.append(Tick(tick.at, ""))
                continue
            free = tick.left + tick.width
            # Whoever looks closely may have the tick that says it out of sight.
            told = tick.context == context and zoom == 1
            found.append(replace(tick, context="") if told else tick)
            context = tick.context
        context = ""  # whoever looks beyond a break needs to be told the year again
    return tuple(found)


def _part_ticks(part: Part, language: Language, zoom: int) -> list[Tick]:
    """Return a part's ticks: the closest ones whose labels have room."""
    for step in _steps():
        if (part.last - part.first) / step[2] > _MOST_TICKS * zoom:
            continue
        found = [_tick(part, day, step[0], language, zoom) for day in _days(part, step)]
        if all(a.left + a.width + _APART / zoom <= b.left for a, b in pairwise(found)):
            if found:
                return found
            break
    middle = (part.first + part.last) / 2
    return [_tick(part, middle, "year", language, zoom)]


def _steps() -> Iterator[_Step]:
    for number in (1, 2, 5, 10, 15):
        yield "day", number, number
    for number in (1, 2, 3, 6):
        yield "month", number, number * _YEAR / 12
    decimals = 1
    while True:
        for number in (decimals, 2 * decimals, 5 * decimals):
            yield "year", number, number * _YEAR
        decimals *= 10


def _days(part: Part, step: _Step) -> Iterator[float]:
    """Yield where the ticks of a step stand in a part, in days.

    A day's tick is at noon, where a point for that day stands as well; others at their beginning.
    """
    unit, number, _ = step
    if unit == "year":
        found = _years(part, number)
    elif unit == "month":
        found = (first for first, month in _months(part) if (month - 1) % number == 0)
    else:
        found = (
            first + at + 0.5
            for first, month in _months(part)
            for at in range(0, _length(first) - number // 2, number)
        )
    yield from (day for day in found if part.first < day < part.last)


def _years(part: Part, number: int) -> Iterator[float]:
    """Yield the beginnings of round years; before year 1 they are round in years BCE."""
    first, last = civil(part.first)[0], civil(part.last)[0]
    for at in range(first // number - 1, last // number + 2):
        year = at * number
        if year > 0:
            yield Moment("", year).first
        elif year < 0 or number == 1:
            yield Moment("", year if number == 1 else year + 1).first


def _months(part: Part) -> Iterator[tuple[int, int]]:
    """Yield the months of a part: first day, and number in the year."""
    year, month, _ = civil(part.first)
    while (first := Moment("", year, month).first) < part.last:
        yield first, month
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)  # noqa: PLR2004 - months


def _length(first: int) -> int:
    """Return the length of the month with a first day."""
    year, month, _ = civil(first)
    moment = Moment("", year, month)
    return moment.last - moment.first + 1


def _tick(part: Part, day: float, unit: str, language: Language, zoom: int) -> Tick:
    year, month, number = civil(day)
    if unit == "year":
        return Tick(part.at(day), year_words(year, language), zoom=zoom)
    own = language.customs
    names = own.short_days if unit == "day" else own.short_months
    label = names[month - 1].format(day=number)
    return Tick(part.at(day), label, year_words(year, language), zoom)


@lru_cache(2_000)
def _letters(words: str) -> int:
    return sum(2 if ord(sign) >= _WIDE_LETTERS else 1 for sign in words)
