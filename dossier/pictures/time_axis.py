"""The axis of a timeline: which days it shows, and where each of them stands.

Days are counted as `Moment.first` does; a day lasts from its number to the next one. Places are
percent of the axis’s width: it stretches with the page, and its letters do not.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from dossier import dates
from dossier.dates import Edtf, Moment
from dossier.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from dossier.dates import Language

_MOST_BREAKS = 3
_SQUASHED = 4
"""An axis so many times as long as the rest, for each part that it then has, is broken."""

_INSET = 3.0
_BREAK = 6.0
_LEAST = 9.0
"""Percent: what is left free at both edges, a break's width, the least width of a part."""

_ROOM = 0.03
"""What a part shows beyond its first and its last day, as a share of its length."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of time without a break, in days, and where it stands, in percent."""

    first: float
    last: float
    left: float
    right: float

    def at(self, day: float) -> float:
        """Return where a day of this part stands."""
        return self.left + (self.right - self.left) * (day - self.first) / (self.last - self.first)


@dataclass(frozen=True, slots=True)
class Axis:
    """Parts of time, from left to right; what lies between two of them is left out.

    `left_out` holds the first and the last day of each such stretch.
    """

    parts: tuple[Part, ...]
    left_out: tuple[tuple[int, int], ...] = ()

    def at(self, day: float) -> float:
        """Return where a day stands; one beyond the axis stands at its edge."""
        before = None
        for part in self.parts:
            if day < part.first:
                if before is None:
                    return part.left
                return Part(before.last, part.first, before.right, part.left).at(day)
            if day <= part.last:
                return part.at(day)
            before = part
        return self.parts[-1].right

    @property
    def breaks(self) -> tuple[tuple[float, float], ...]:
        """Where the axis is broken: from, to."""
        return tuple((a.right, b.left) for a, b in pairwise(self.parts))


# Which days -----------------------------------------------------------------------------------


def axis(spans: Iterable[tuple[int, int]]) -> Axis:
    """Return an axis for some marks, each from its first to its last day; at least for one.

    It leaves out at most three long stretches in which no mark begins or ends.
    """
    marks = {(first, last + 1) for first, last in spans}
    edges = sorted({edge for mark in marks for edge in mark})
    cuts = _cuts(edges, marks)
    starts = [edges[0], *(after for _, after in cuts)]
    ends = [*(before for before, _ in cuts), edges[-1]]
    fewest = 2 if cuts else 7
    stretches = [
        (_widened(start, end, fewest), sum(1 for edge in edges if start <= edge <= end))
        for start, end in zip(starts, ends, strict=True)
    ]
    return Axis(
        tuple(_laid_out(stretches)),
        tuple((before, after - 1) for before, after in cuts),
    )


def _cuts(edges: Sequence[int], marks: AbstractSet[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the stretches to leave out: the longest, where the rest would be squashed.

    No mark is cut unless others lie in it, and some part has to show two marks at least: or else
    nothing is won.
    """
    gaps = [gap for gap in pairwise(edges) if gap not in marks]
    gaps.sort(key=lambda gap: (gap[0] - gap[1], gap[0]))
    whole = rest = edges[-1] - edges[0]
    number = 0
    for at, (before, after) in enumerate(
        gaps[: min(_MOST_BREAKS, max(0, len(marks) - 2))], start=1
    ):
        rest -= after - before
        if rest * _SQUASHED * (at - number + 1) < whole:
            number, whole = at, rest
    return sorted(gaps[:number])


def _widened(start: float, end: float, fewest: float) -> tuple[float, float]:
    room = max((end - start) * _ROOM, (fewest - (end - start)) / 2)
    return start - room, end + room


def _laid_out(stretches: Sequence[tuple[tuple[float, float], int]]) -> Iterator[Part]:
    """Yield the parts; the more begins and ends in one, the wider it is."""
    free = 100 - 2 * _INSET - (len(stretches) - 1) * _BREAK - len(stretches) * _LEAST
    whole = sum(number for _, number in stretches)
    left = _INSET
    for (start, end), number in stretches:
        right = left + _LEAST + free * number / whole
        yield Part(start, end, left, right)
        left = right + _BREAK


# Words ----------------------------------------------------------------------------------------


def civil(day: float) -> tuple[int, int, int]:
    """Return year, month and day; the calendar repeats every 400 years."""
    cycles, rest = divmod(int(day // 1) - 1, 146097)
    found = date.fromordinal(rest + 1)
    return cycles * 400 + found.year, found.month, found.day


def year_words(year: int, language: Language) -> str:
    """Return a year in words: “2025”, “44 BCE”."""
    moment = Moment("", year)
    return dates.words(Edtf("", moment, moment), language)


def stretch_words(first: int, last: int, language: Language) -> str:
    """Return a stretch of days in words: by its years if they differ, or else by its days."""
    start, end = civil(first), civil(last)
    if start[0] == end[0]:
        moments = Moment("", *start), Moment("", *end)
    else:
        moments = Moment("", start[0]), Moment("", end[0])
    return dates.words(Edtf("/", *moments), language)
