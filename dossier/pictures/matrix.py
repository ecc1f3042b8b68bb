"""The matrix: a row a claim, a column a source, and in each cell how the one bears on the other.

The claims stand in a drawing of their own, so that they can stay in sight while the other one,
with the sources, is scrolled sideways under them.
"""

from __future__ import annotations

import unicodedata
from itertools import accumulate
from typing import TYPE_CHECKING

from markupsafe import Markup

from dossier.frozen import dataclass
from dossier.pictures.svg import element, facets, leading, path, picture

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

SIGNS: Mapping[str, str] = {"supports": "+", "disputes": "−", "discusses": "○"}
"""What shows a stance without color, in the order in which a cell has them."""

_WIDE, _NARROW = 320, 138
"""How wide the claims are drawn, in pixels: beside many sources, and on a phone."""
_WIDE_TEXT, _NARROW_TEXT = (2, 50, 14), (3, 22, 12)
"""How many lines a claim has there, how many letters each of them, and how far apart they are."""
_HEAD, _BAND, _ROW, _LANE = 32, 30, 38, 5
"""Heights: of the sources' numbers, of a band's heading, of a row, of a bar below its cells."""
_CELL = 26
_LETTER = 8
_END = 250
"""How much room the words at a row's end have."""


@dataclass(frozen=True, slots=True)
class Column:
    """A source: what it is called in the drawing (a number), its title, where it leads."""

    label: str
    title: str
    href: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """What one source has on one claim, of one stance: how many quotes, where the first is.

    `title` says it all in words.
    """

    column: int
    stance: str
    quotes: int
    href: str
    title: str


@dataclass(frozen=True, slots=True)
class Row:
    """A claim: its marks, the columns that count as one there, and the words at its end.

    By its `facets` (`status:disputed`) a reader filters the picture.
    """

    title: str
    href: str
    marks: tuple[Mark, ...]
    joined: tuple[tuple[int, ...], ...] = ()
    end: str = ""
    key: str = ""
    facets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Band:
    """Rows under one heading; `color` is the name of a status' color."""

    label: str
    color: str
    rows: tuple[Row, ...]


def draw(
    bands: Sequence[Band],
    columns: Sequence[Column],
    *,
    title: str,
    description: str,
    claims: str,
) -> Markup:
    """Return the two drawings side by side; `claims` is the name of the one with the claims.

    Linear in the marks, but for bars that cross in one row.
    """
    layout = _layout(bands, columns)
    return Markup('<div class="dossier-panes">{}{}</div>').format(
        _claims(layout, claims),
        picture(
            *(_head(one, number, layout) for number, one in enumerate(columns)),
            *(
                _stretch(top, _BAND, *_band((band, top), columns, layout))
                for band, top in layout.bands
            ),
            *(
                _stretch(
                    one.top,
                    one.height,
                    _stripe(one, number, layout.width),
                    *_row(one, columns, layout),
                )
                for number, one in enumerate(layout.rows)
            ),
            key="matrix",
            title=title,
            description=description,
            width=layout.width,
            height=layout.height,
            kind="grid",
        ),
    )


# Where everything stands ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Placed:
    """A row with its top, its height, and the lane of each of its bars."""

    row: Row
    top: int
    height: int
    lanes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Layout:
    """Columns as wide, and rows as high, as what they hold; bands with their tops."""

    lefts: tuple[int, ...]
    widths: tuple[int, ...]
    bands: tuple[tuple[Band, int], ...]
    rows: tuple[_Placed, ...]
    height: int

    @property
    def end(self) -> int:
        """Where the columns end."""
        return sum(self.widths)

    @property
    def width(self) -> int:
        return self.end + _END

    def middle(self, column: int) -> float:
        """Return the middle of a column."""
        return self.lefts[column] + self.widths[column] / 2


def _layout(bands: Sequence[Band], columns: Sequence[Column]) -> _Layout:
    widths = [_CELL] * len(columns)
    headed, rows, top = [], [], _HEAD
    for band in bands:
        headed.append((band, top))
        top += _BAND
        for row in band.rows:
            for column, marks in _by_column(row).items():
                widths[column] = max(widths[column], sum(_needed(one) for one in marks))
            lanes = _lanes(row.joined)
            height = _ROW + max(lanes, default=0) * _LANE
            rows.append(_Placed(row, top, height, lanes))
            top += height
    wide = tuple(width + 4 for width in widths)
    lefts = tuple(accumulate(wide, initial=0))[:-1]
    return _Layout(lefts, wide, tuple(headed), tuple(rows), top + 2)


def _lanes(joined: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """Return for each bar the first lane in which it meets no other."""
    ends: list[int] = []
    lanes = []
    for bar in joined:
        lane = next((at for at, end in enumerate(ends) if end < min(bar)), len(ends))
        ends[lane : lane + 1] = [max(bar)]
        lanes.append(lane)
    return tuple(lanes)


def _by_column(row: Row) -> dict[int, list[Mark]]:
    """Return a row's marks by column, in each the stances in their order."""
    found: dict[int, list[Mark]] = {}
    order = list(SIGNS)
    for mark in sorted(row.marks, key=lambda one: (one.column, order.index(one.stance))):
        found.setdefault(mark.column, []).append(mark)
    return found


def _told(mark: Mark) -> str:
    return f"{SIGNS[mark.stance]}{mark.quotes if mark.quotes > 1 else ''}"


def _needed(mark: Mark) -> int:
    return max(_CELL, _LETTER * len(_told(mark)) + 8)


# The sources ----------------------------------------------------------------------------------


def _stretch(top: int, height: int, *parts: str) -> Markup:
    """Return a row or a heading as one, which scripts move up where those above it are hidden."""
    return element("g", *parts, data_row=top, data_height=height)


def _stripe(one: _Placed, number: int, width: float) -> Markup:
    """Return what leads the eye from a claim to its cells."""
    kind = "is-plain" if number % 2 else "is-stripe"
    return _box(0, one.top, width, one.height, class_=kind)


def _head(column: Column, number: int, layout: _Layout) -> Markup:
    return _link(
        column.href,
        column.title,
        _box(layout.middle(number) - _CELL / 2, 2, _CELL, _CELL, rx=4),
        _words(column.label, layout.middle(number), 20, text_anchor="middle"),
        class_="dossier-grid-source",
        data_node=column.key or None,
    )


def _band(placed: tuple[Band, int], columns: Sequence[Column], layout: _Layout) -> Iterator[Markup]:
    """Yield the line that begins a band, and the numbers again for those who scrolled down."""
    band, top = placed
    base = top + _BAND
    yield element("path", class_="is-line", d=path([(0, base), (layout.width, base)]))
    if band is not layout.bands[0][0]:
        yield element(
            "g",
            *(
                _words(one.label, layout.middle(number), base - 8, text_anchor="middle")
                for number, one in enumerate(columns)
            ),
            class_="is-quiet",
            aria_hidden="true",
        )


def _row(one: _Placed, columns: Sequence[Column], layout: _Layout) -> Iterator[Markup]:
    for column, marks in _by_column(one.row).items():
        left = layout.middle(column) - sum(_needed(one) for one in marks) / 2
        for mark in marks:
            width = _needed(mark)
            yield _link(
                mark.href,
                mark.title,
                _box(left, one.top + 4, width, _CELL, rx=4),
                _words(_told(mark), left + width / 2, one.top + 22, text_anchor="middle"),
                class_="dossier-grid-mark",
                data_stance=mark.stance,
                data_edge=f"{one.row.key} {columns[column].key}" if one.row.key else None,
                data_is=f"stance:{mark.stance}",
            )
            left += width
    for bar, lane in zip(one.row.joined, one.lanes, strict=True):
        yield _bar(bar, one.top + _CELL + 8 + lane * _LANE, layout)
    yield _words(one.row.end, layout.end + 12, one.top + 22, class_="dossier-grid-end")


def _bar(columns: Sequence[int], y: float, layout: _Layout) -> Markup:
    """Return a bar that joins columns, with a knot at each that it joins: others it passes."""
    middles = [layout.middle(column) for column in columns]
    return element(
        "g",
        element("path", d=path([(min(middles), y), (max(middles), y)])),
        *(element("circle", cx=x, cy=y, r=2.5) for x in middles),
        class_="dossier-grid-bar",
    )


# The claims -----------------------------------------------------------------------------------


def _claims(layout: _Layout, name: str) -> Markup:
    """Return the claims in a drawing of fixed letters: style sheets choose how wide it is."""
    parts: list[Markup] = []
    for band, top in layout.bands:
        base = top + _BAND
        circle = element(
            "circle", class_="is-status", data_color=band.color, cx=5, cy=base - 12, r=4
        )
        parts.append(
            _stretch(
                top,
                _BAND,
                element("path", class_="is-line", d=path([(0, base), (_WIDE, base)])),
                circle,
                _words(band.label, 16, base - 8, class_="dossier-grid-band"),
            )
        )
    for number, one in enumerate(layout.rows):
        parts.append(_stretch(one.top, one.height, _stripe(one, number, _WIDE), _claim(one)))
    return element(
        "svg",
        *parts,
        class_="dossier-grid-claims",
        width=_WIDE,
        height=layout.height,
        role="group",
        aria_label=name,
    )


def _claim(one: _Placed) -> Markup:
    return _link(
        one.row.href,
        one.row.title,
        _box(0, one.top, _WIDE, one.height, class_="is-target"),
        _lines(one.row.title, _WIDE_TEXT, one.top, class_="is-wide"),
        _lines(one.row.title, _NARROW_TEXT, one.top, class_="is-narrow"),
        class_="dossier-grid-claim",
        data_node=one.row.key or None,
        data_is=facets(one.row.facets),
    )


def _lines(text: str, shape: tuple[int, int, int], top: int, *, class_: str) -> Markup:
    most, length, apart = shape
    told = broken(text, most, length)
    first = top + (_ROW - apart * len(told)) / 2 + apart - 3
    lines = (_words(one, 2, first + number * apart) for number, one in enumerate(told))
    return element("g", *lines, class_=class_)


def broken(text: str, most: int, length: int) -> list[str]:
    """Return a text in lines of `length` letters, cut at a word's end if it has more than `most`.

    Letters of East Asia count twice; a word that no line holds is broken.
    """
    lines: list[str] = []
    rest = text
    while rest and len(lines) < most:
        line, left = _cut(rest, length)
        if left and len(lines) == most - 1:
            line, left = _cut(rest, length - 1)[0].rstrip(" ,;:–—") + "…", ""
        lines.append(line)
        rest = left
    return lines


def _cut(text: str, length: int) -> tuple[str, str]:
    """Return what fits into a line, and what does not."""
    room = length
    for at, sign in enumerate(text):
        room -= 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        if room < 0:
            end = text.rfind(" ", 0, at + 1)
            end = end if end > 0 else at
            return text[:end], text[end:].lstrip()
    return text, ""


# Parts ----------------------------------------------------------------------------------------


def _link(href: str, title: str, *parts: str, **attributes: str | None) -> Markup:
    """Return a link whose title is its name, and is shown to who points at it."""
    return element("a", element("title", title), *parts, **leading(href), **attributes)


def _box(
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    rx: float | None = None,
    class_: str | None = None,
) -> Markup:
    return element("rect", x=x, y=y, width=width, height=height, rx=rx, class_=class_)


def _words(
    text: str, x: float, y: float, *, class_: str | None = None, text_anchor: str | None = None
) -> Markup:
    return element("text", text, x=x, y=y, class_=class_, text_anchor=text_anchor)
