"""The marks of a timeline: what a date looks like, of something that happened or a report.

What surely lasted is dark; days that are only possible are light, with an outline; what an editor
doubts has dashes; what goes on has an arrow, and an end that nobody knows a line of dots.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from dossier.frozen import dataclass
from dossier.markup import escaped
from dossier.pictures.svg import element, path, short, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markupsafe import Markup

    from dossier.dates import Edtf, Moment
    from dossier.pictures.time_axis import Axis

_HAPPENED, _REPORTED = -8, 8
"""Where each sort of marks stands, in CSS pixels below the middle of its row."""

_THICK = 10
_EDGE = 2.5
"""Percent from the edges at which the arrow of what goes on begins."""
_COVERS = 1.0
"""Percent within which one mark covers another."""

_DIAMOND = element("path", d=path([(0, -6), (6, 0), (0, 6), (-6, 0)], closed=True), class_="is-day")

_WEEK = 7
_MOST_TOLD = 3
_MOST_TIED = 12
"""So many sources of reports that are drawn as one mark are told in words, and known to scripts."""

_Days = tuple[int, int]
Drawn = tuple["Spread", list[str], list[str]]
"""A report that is drawn, with the words and the sources of all that it covers."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The days that a date may mean, as a drawing shows them.

    `start` and `end` hold the first and the last day that each end may mean; they are the same
    where it is no interval, and None where an end is open (`is_open`) or unknown. An editor's
    doubt adds `early` days before it and `late` ones after it.
    """

    start: _Days | None
    end: _Days | None
    early: int = 0
    late: int = 0
    is_interval: bool = False
    is_open: bool = False

    @property
    def span(self) -> _Days:
        """The days from the first to the last, doubt included; of an open date, the known end's."""
        first, last = self.start or self.end, self.end or self.start
        assert first is not None  # noqa: S101 - one end of an EDTF date is known at least
        assert last is not None  # noqa: S101 - likewise
        return first[0] - self.early, last[1] + self.late

    @property
    def sure(self) -> _Days | None:
        """The days on which it surely lasted, if any."""
        if not (self.is_interval and self.start and self.end):
            return None
        first, last = self.start[1] + self.early, self.end[0] - self.late
        return (first, last) if first <= last else None


@lru_cache(20_000)  # many things have one date, and are drawn on many pages
def spread(when: Edtf) -> Spread:
    """Return the days that a date may mean."""
    return Spread(
        start=(when.start.first, when.start.last) if when.start else None,
        end=(when.end.first, when.end.last) if when.end else None,
        early=_doubt(when.start),
        late=_doubt(when.end),
        is_interval=when.is_interval,
        is_open=when.open_start or when.open_end,
    )


def _doubt(moment: Moment | None) -> int:
    """Return how many days a doubtful date may be off: its own length, a day by a week."""
    if moment is None or not (moment.approximate or moment.uncertain):
        return 0
    return max(_WEEK, moment.last - moment.first + 1)


# What happened --------------------------------------------------------------------------------


def happened(one: Spread, axis: Axis, told: str, *, of: str = "") -> Markup:
    """Return the mark of something that happened; `told` is shown to who points at it.

    `of` is the key of what happened.
    """
    return _mark(
        told,
        _body(one, axis),
        f'class="{_classes("dossier-happened", one)}"',
        f'data-edge="{escaped(of)}" data-is="time:happened"' if of else "",
    )


def _mark(told: str, drawn: Iterable[Markup], *attributes: str) -> Markup:
    inside = f"<title>{escaped(told)}</title>{''.join(drawn)}"
    return written("g", *attributes, inside=inside)


def _body(one: Spread, axis: Axis) -> Iterator[Markup]:
    yield from _doubts(one, axis, _HAPPENED)
    known = one.start or one.end
    if one.start and one.end:
        yield _days((one.start[0], one.end[1]), axis)
        if one.sure and one.start[0] < one.end[1]:
            yield _bar(axis.at(one.sure[0]), axis.at(one.sure[1] + 1), "is-sure")
    elif known and one.is_open:
        if known[0] < known[1]:
            yield _days(known, axis)
        a, b = (axis.at(known[1]), 100 - _EDGE) if one.start else (_EDGE, axis.at(known[0] + 1))
        yield _bar(a, b, "is-sure")
        yield _arrow(_HAPPENED, to_the_end=bool(one.start))
    elif known:
        yield _unknown(one, axis, _HAPPENED)
        yield _days(known, axis)


def _days(days: _Days, axis: Axis) -> Markup:
    """Return the mark of the days that may be meant: a point for one, a light bar for several."""
    if days[0] == days[1]:
        return _point(percent(axis.at(days[0] + 0.5)))
    return _bar(axis.at(days[0]), axis.at(days[1] + 1), "is-possible")


@lru_cache(20_000)
def _point(at: str) -> Markup:
    return element("circle", cx=at, cy=_HAPPENED, r=5.5, class_="is-day")


def _bar(a: float, b: float, kind: str) -> Markup:
    return written(
        "rect",
        f'x="{percent(a)}" y="{short(_HAPPENED - _THICK / 2)}" width="{percent(b - a)}"',
        f'height="{_THICK}" rx="2" class="{kind}"',
    )


# Reports --------------------------------------------------------------------------------------


def reported(drawn: Sequence[Drawn], axis: Axis, *, of: str = "") -> Iterator[Markup]:
    """Yield the marks of reports as `apart` returns them: diamonds, or lines over their days.

    `of` is the key of what they report. The earliest lies on top.
    """
    for number in reversed(range(len(drawn))):
        one, each, keys = drawn[number]
        words = "; ".join(each[:_MOST_TOLD]) + (" …" if len(each) > _MOST_TOLD else "")
        yield report(one, words, keys, axis, is_first=not number, of=of)


def diamonds(drawn: Iterable[Drawn]) -> frozenset[Literal["first", "later"]]:
    """Return whether a diamond is drawn for a first report, and for a later one."""
    found = enumerate(_known(one) for one, _, _ in drawn)
    return frozenset("later" if at else "first" for at, (first, last) in found if first == last)


def apart(reports: Iterable[tuple[Spread, str, Sequence[str]]], axis: Axis) -> list[Drawn]:
    """Return what is drawn of reports, given from the earliest on.

    Each comes with its words and the keys of its sources. Those that would cover one another are
    drawn once.
    """
    drawn: list[Drawn] = []
    before: dict[bool, tuple[int, float, float]] = {}
    for one, told, sources in reports:
        first, last = one.span
        a, b, is_day = axis.at(first), axis.at(last + 1), first == last
        covered, x, y = before.get(is_day, (0, -_COVERS, -_COVERS))
        if abs(a - x) < _COVERS and abs(b - y) < _COVERS:
            drawn[covered][1].append(told)
            drawn[covered][2].extend(sources)
        else:
            before[is_day] = len(drawn), a, b
            drawn.append((one, [told], [*sources]))
    return drawn


def report(
    one: Spread,
    told: str,
    sources: Sequence[str],
    axis: Axis,
    *,
    is_first: bool = False,
    of: str = "",
) -> Markup:
    """Return the mark of a report, filled where nothing was reported before it."""
    kind = "dossier-reported is-first" if is_first else "dossier-reported"
    ends = escaped(" ".join((of, *sources[:_MOST_TIED])))
    return _mark(
        told,
        _report(one, axis),
        f'class="{_classes(kind, one)}"',
        f'data-edge="{ends}" data-is="time:reported"' if of else "",
    )


def _report(one: Spread, axis: Axis) -> Iterator[Markup]:
    yield from _doubts(one, axis, _REPORTED)
    known = _known(one)
    if known[0] < known[1]:
        a, b = axis.at(known[0]), axis.at(known[1] + 1)
        yield _line(a, b, _REPORTED, "is-possible")
        for end in (a, b):
            x = percent(end)
            yield element(
                "line", x1=x, x2=x, y1=_REPORTED - 5, y2=_REPORTED + 5, class_="is-possible"
            )
    else:
        yield _diamond(axis.at(known[0] + 0.5))
    if not (one.start and one.end):
        yield _unknown(one, axis, _REPORTED)


def _known(one: Spread) -> _Days:
    """Return the first and the last day that are known of a date."""
    return (one.start or one.end or (0, 0))[0], (one.end or one.start or (0, 0))[1]


def _diamond(at: float) -> Markup:
    return _placed(percent(at), _REPORTED, _DIAMOND)


# Both -----------------------------------------------------------------------------------------


def _doubts(one: Spread, axis: Axis, y: float) -> Iterator[Markup]:
    """Yield dashes over the days that an editor's doubt adds."""
    first, last = one.span
    if one.early:
        yield _line(axis.at(first), axis.at(first + one.early), y, "is-doubt")
    if one.late:
        yield _line(axis.at(last - one.late + 1), axis.at(last + 1), y, "is-doubt")


def _unknown(one: Spread, axis: Axis, y: float) -> Markup:
    """Return dots towards an end that nobody knows."""
    if one.start:
        return _line(axis.at(one.start[1] + 1), 100, y, "is-unknown")
    return _line(0, axis.at(one.end[0] if one.end else 0), y, "is-unknown")


def _arrow(y: float, *, to_the_end: bool) -> Markup:
    tip = 8 if to_the_end else -8
    arrow = element("path", d=path([(0, -7), (tip, 0), (0, 7)], closed=True), class_="is-arrow")
    return _placed(percent(100 - _EDGE if to_the_end else _EDGE), y, arrow)


@lru_cache(20_000)
def _placed(at: str, y: float, shape: Markup) -> Markup:
    """Return a shape whose size does not change with the page, at its place."""
    return element("svg", shape, x=at, y=y, overflow="visible")


def _line(a: float, b: float, y: float, kind: str) -> Markup:
    return element("line", x1=percent(a), x2=percent(b), y1=y, y2=y, class_=kind)


def _classes(kind: str, one: Spread) -> str:
    return f"{kind} is-doubtful" if one.early or one.late else kind


def percent(value: float) -> str:
    """Return a place on the axis as SVG has it: the same on every machine."""
    return f"{round(value, 2) + 0.0:g}%"
