"""The land and the borders below a map: Natural Earth 1:110m, cut to what the map shows.

`outlines.json` holds them; `scripts/outlines.py` made it and says how to read it.
"""

from __future__ import annotations

import json
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from dossier.frozen import dataclass
from dossier.pictures import svg
from dossier.pictures.projection import TURN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dossier.pictures.projection import View

    Point = tuple[float, float]

_FILE = Path(__file__).with_suffix(".json")
_UNITS = 100
"""The file counts in hundredths of a degree."""
_FINE = 10
"""Lines are told in tenths of a pixel, as whole numbers."""
_NEAREST = 10
"""Nearer than this many tenths of a pixel, two points of a line look like one."""
_PAST = 4
"""Land is cut so many pixels outside the view, where its cut edges are not seen."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line in degrees, and the box it fills."""

    points: tuple[Point, ...]
    west: float
    east: float
    south: float
    north: float


@dataclass(frozen=True, slots=True)
class _Frame:
    """A box of degrees."""

    west: float
    east: float
    south: float
    north: float


@lru_cache(maxsize=128)  # the maps of one region's places share what lies below them
def backdrop(view: View) -> Markup:
    """Return the land and the borders that a view shows."""
    outlines = _outlines()
    frame = _frame(view)
    land = (_clipped(line, frame) for line in _seen(outlines["land"], frame))
    drawn = [_path(view, land, "dossier-map-land", closed=True)]
    for name in ("borders", "disputed"):
        runs = (run for line in _seen(outlines[name], frame) for run in _runs(line, frame))
        drawn.append(_path(view, runs, f"dossier-map-{name}", closed=False))
    return svg.element("g", *drawn, transform=f"scale({1 / _FINE:g})", aria_hidden="true")


@cache
def _outlines() -> Mapping[str, tuple[_Line, ...]]:
    """Return the lines of the file, read once."""
    told = json.loads(_FILE.read_text(encoding="utf-8"))
    return {
        name: tuple(_line(numbers) for numbers in told[name])
        for name in ("land", "borders", "disputed")
    }


def _line(numbers: Sequence[int]) -> _Line:
    x = y = 0
    points = []
    for step_x, step_y in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + step_x, y + step_y
        points.append((x / _UNITS, y / _UNITS))
    return _boxed(points)


def _boxed(points: Iterable[Point]) -> _Line:
    line = tuple(points)
    xs, ys = [x for x, _ in line], [y for _, y in line]
    return _Line(line, min(xs), max(xs), min(ys), max(ys))


def _frame(view: View) -> _Frame:
    """Return the box of a view, and a little more on each side."""
    past_y = _PAST / view.scale
    past_x = past_y / view.squeeze
    return _Frame(
        west=view.west - past_x,
        east=view.west + view.broad + past_x,
        south=view.north - view.tall - past_y,
        north=view.north + past_y,
    )


def _seen(lines: Iterable[_Line], frame: _Frame) -> Iterator[_Line]:
    """Yield the lines whose box meets the frame, as often as they come round."""
    for line in lines:
        if line.north < frame.south or line.south > frame.north:
            continue
        # What goes around a pole holds its own turns, so that no seam shows.
        around = line.east - line.west > TURN
        for turn in (0,) if around else (-TURN, 0, TURN):
            if line.east + turn < frame.west or line.west + turn > frame.east:
                continue
            yield _boxed((x + turn, y) for x, y in line.points) if turn else line


def _clipped(line: _Line, frame: _Frame) -> Sequence[Point]:
    """Return the part of a closed line inside a frame.

    After I. E. Sutherland and G. W. Hodgman, Reentrant Polygon Clipping (1974): one side of the
    frame after the other cuts off what lies beyond it.
    """
    points: Sequence[Point] = line.points
    if line.west < frame.west:
        points = _cut(points, axis=0, limit=frame.west, sign=1)
    if line.east > frame.east:
        points = _cut(points, axis=0, limit=frame.east, sign=-1)
    if line.south < frame.south:
        points = _cut(points, axis=1, limit=frame.south, sign=1)
    if line.north > frame.north:
        points = _cut(points, axis=1, limit=frame.north, sign=-1)
    return points


def _cut(points: Sequence[Point], *, axis: int, limit: float, sign: int) -> list[Point]:
    """Return the part of a closed line on one side of a limit."""
    kept: list[Point] = []
    before = points[-1] if points else (0.0, 0.0)
    inside_before = sign * (before[axis] - limit) >= 0
    for point in points:
        inside = sign * (point[axis] - limit) >= 0
        if inside != inside_before:
            share = (limit - before[axis]) / (point[axis] - before[axis])
            other = before[1 - axis] + share * (point[1 - axis] - before[1 - axis])
            kept.append((limit, other) if axis == 0 else (other, limit))
        if inside:
            kept.append(point)
        before, inside_before = point, inside
    return kept


def _runs(line: _Line, frame: _Frame) -> Iterator[Sequence[Point]]:
    """Yield the parts of an open line whose steps come near the frame."""
    run: list[Point] = []
    for here, there in pairwise(line.points):
        if _meets(here, there, frame):
            run = run or [here]
            run.append(there)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _meets(here: Point, there: Point, frame: _Frame) -> bool:
    """Return whether the box of a step meets the frame."""
    return (
        max(here[0], there[0]) >= frame.west
        and min(here[0], there[0]) <= frame.east
        and max(here[1], there[1]) >= frame.south
        and min(here[1], there[1]) <= frame.north
    )


def _path(view: View, lines: Iterable[Sequence[Point]], kind: str, *, closed: bool) -> Markup:
    """Return lines as one path of whole numbers, each point told by the step that leads to it."""
    told = "".join(_told(view, line, closed=closed) for line in lines)
    return svg.element("path", d=told, class_=kind) if told else Markup()


def _told(view: View, line: Sequence[Point], *, closed: bool) -> str:
    points = [(round(x * _FINE), round(y * _FINE)) for x, y in (view.flat(*one) for one in line)]
    kept = points[:1]
    for x, y in points[1:]:
        if max(abs(x - kept[-1][0]), abs(y - kept[-1][1])) >= _NEAREST:
            kept.append((x, y))
    if not closed and points and kept[-1] != points[-1]:
        kept.append(points[-1])  # borders meet where they end
    if len(kept) < (3 if closed else 2):
        return ""
    steps = "".join(_step(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(kept))
    return f"M{kept[0][0]} {kept[0][1]}l{steps.lstrip()}{'z' if closed else ''}"


def _step(x: int, y: int) -> str:
    """Return a step in as few signs as a path needs: a minus parts two numbers as well."""
    return f"{'' if x < 0 else ' '}{x}{'' if y < 0 else ' '}{y}"
