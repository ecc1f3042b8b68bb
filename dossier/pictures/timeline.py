"""A timeline: when things happened, and when they were reported, as two sorts of marks.

Each thing has a row: a link in ordinary letters, which wrap and grow as everywhere else, and a
drawing that stretches with the page. All drawings have one axis.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from dossier.frozen import dataclass
from dossier.markup import escaped
from dossier.pictures.svg import LEADING, element, written
from dossier.pictures.time_axis import axis, stretch_words
from dossier.pictures.time_legend import legend
from dossier.pictures.time_marks import apart, diamonds, happened, percent, reported, spread
from dossier.pictures.time_ticks import ticks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dossier.dates import Edtf, Language
    from dossier.pictures.time_axis import Axis
    from dossier.pictures.time_marks import Drawn, Spread
    from dossier.pictures.time_ticks import Tick

_TALL = 34
_AXIS_TALL = 38
_NEAR = 6.0
"""Percent from an edge within which a label leans on it instead of standing in the middle."""
_ZOOMS = (1, 2, 4, 8)
"""How many times as wide a reader may see the axis, with the ticks that it has room for then."""


@dataclass(frozen=True, slots=True)
class Report:
    """When something was reported; `told` says so in words, with its `sources`, given by key."""

    when: Edtf
    told: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A thing in time.

    `note` is a short line below its name, `told` says all that its drawing shows. `happened` is
    None where no time is known, and `group` the heading under which it stands, if any. `near` are
    the keys of the things that it is tied to; by its `facets` (`kind:events`) a reader filters.
    """

    label: str
    href: str
    kind: str
    note: str
    told: str
    happened: Edtf | None
    happened_told: str = ""
    reported: tuple[Report, ...] = ()
    group: str = ""
    key: str = ""
    near: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()


def timeline(
    rows: Sequence[Row],
    *,
    key: str,
    title: str,
    description: str,
    translate: Language,
    small: bool = False,
) -> Markup:
    """Return the drawing of some rows in their order, or nothing where none of them has a date.

    `key` tells it from other drawings on its page. Linear in the rows and their reports.
    """
    marks = list(_dates(rows))
    if not marks:
        return Markup()
    shown = axis(one.span for _, one in marks)
    drawn = [(row, apart(_reports(row), shown)) for row in rows]
    found = (diamonds(one) for _, one in drawn)
    return element(
        "figure",
        element(
            "figcaption",
            element("span", title, id=f"{key}-title", class_="dossier-unseen"),
            element("span", description, id=f"{key}-description"),
            *_left_out(shown, translate),
        ),
        legend(marks, translate, diamonds=frozenset().union(*found)),
        _scale(shown, key, translate, _ZOOMS[:1] if small else _ZOOMS),
        *_groups(drawn, shown, key),
        class_="dossier-timeline is-small" if small else "dossier-timeline",
        role="group",
        aria_labelledby=f"{key}-title",
        aria_describedby=f"{key}-description",
        data_search_exclude="",
    )


def _dates(rows: Iterable[Row]) -> Iterator[tuple[bool, Spread]]:
    """Yield every date, and whether it is that of a report."""
    for row in rows:
        if row.happened:
            yield False, spread(row.happened)
        for report in row.reported:
            yield True, spread(report.when)


def _left_out(shown: Axis, translate: Language) -> Iterator[Markup]:
    if shown.left_out:
        stretches = "; ".join(stretch_words(*one, translate) for one in shown.left_out)
        told = translate("The axis is broken where nothing begins or ends: %(stretches)s.")
        yield element("span", f" {told % {'stretches': stretches}}")


# The axis -------------------------------------------------------------------------------------


@lru_cache(1_000)  # many entities are told of in the same months
def _scale(shown: Axis, key: str, translate: Language, zooms: Sequence[int]) -> Markup:
    """Return the axis. Its lines are defined once, and every row shows them again.

    There are finer ticks as well, not shown, for those who look at it closely.
    """
    found = {zoom: ticks(shown, translate, zoom) for zoom in zooms}
    lines = [
        _level(zoom, *(_upright(one.at) for one in several)) for zoom, several in found.items()
    ]
    breaks = [
        element(
            "g",
            element("rect", x=percent(a), width=percent(b - a), y=0, height="100%"),
            _upright(a),
            _upright(b),
            class_="dossier-timeline-break",
        )
        for a, b in shown.breaks
    ]
    labels = [
        _level(zoom, *(label for one in several if one.label for label in _labels(one)))
        for zoom, several in found.items()
    ]
    signs = [
        element("text", "⫽", x=percent((a + b) / 2), y=15, text_anchor="middle")
        for a, b in shown.breaks
    ]
    drawing = element(
        "svg",
        element("defs", element("g", *breaks, *lines, id=f"{key}-lines")),
        *labels,
        *signs,
        width="100%",
        height=_AXIS_TALL,
        focusable="false",
    )
    return element("div", drawing, class_="dossier-timeline-axis", aria_hidden="true")


def _level(zoom: int, *parts: str) -> Markup:
    return element("g", *parts, data_zoom=zoom, display="none" if zoom > 1 else None)


def _upright(at: float) -> Markup:
    return _line_at(percent(at))


@lru_cache(20_000)
def _line_at(at: str) -> Markup:
    return element("line", x1=at, x2=at, y1=0, y2="100%")


def _labels(tick: Tick) -> Iterator[Markup]:
    at, anchor, near = tick.at, "middle", _NEAR / tick.zoom
    if tick.at < max(near, tick.width / 2):
        at, anchor = max(0.0, tick.at - near / 2), "start"
    elif tick.at > 100 - max(near, tick.width / 2):
        at, anchor = min(100.0, tick.at + near / 2), "end"
    yield element("text", tick.label, x=percent(at), y=15, text_anchor=anchor)
    if tick.context:
        yield element(
            "text",
            tick.context,
            x=percent(at),
            y=31,
            text_anchor=anchor,
            class_="dossier-timeline-context",
        )


# The rows -------------------------------------------------------------------------------------


def _groups(rows: Iterable[tuple[Row, Sequence[Drawn]]], shown: Axis, key: str) -> Iterator[Markup]:
    groups: dict[str, list[tuple[Row, Sequence[Drawn]]]] = {}
    for row, reports in rows:
        groups.setdefault(row.group, []).append((row, reports))
    for number, (name, found) in enumerate(groups.items(), start=1):
        fragment = f"{key}-group-{number}" if name else None
        if name:
            yield element("p", name, id=fragment, class_="dossier-timeline-group")
        yield element(
            "ol",
            *(_row(row, reports, shown, key) for row, reports in found),
            class_="dossier-timeline-rows",
            aria_labelledby=fragment,
        )


def _row(row: Row, reports: Sequence[Drawn], shown: Axis, key: str) -> Markup:
    kind = escaped(row.kind)
    marks = [*reported(reports, shown, of=row.key)]
    if row.happened:
        marks.insert(0, happened(spread(row.happened), shown, row.happened_told, of=row.key))
    # A dossier has tens of thousands of rows.
    name = (
        f'<a class="dossier-ref" data-kind="{kind}" href="{escaped(row.href)}">'
        f"<bdi>{escaped(row.label)}</bdi></a>"
    )
    note = f'<span class="dossier-timeline-note">{escaped(row.note)}</span>'
    drawing = (
        f'<svg width="100%" height="{_TALL}" role="img" aria-label="{escaped(row.told)}"'
        f' class="dossier-timeline-track"><use class="dossier-timeline-lines"'
        f' {LEADING}="#{escaped(key)}-lines"></use>'
        f'<svg y="50%" overflow="visible">{"".join(marks)}</svg></svg>'
    )
    return written(
        "li",
        f'data-kind="{kind}"',
        f'data-node="{escaped(row.key)}"' if row.key else "",
        f'data-near="{escaped(" ".join(row.near))}"' if row.near else "",
        f'data-is="{escaped(" ".join(row.facets))}"' if row.facets else "",
        inside=f"<p>{name} {note}</p>{drawing}",
    )


def _reports(row: Row) -> list[tuple[Spread, str, tuple[str, ...]]]:
    return [(spread(one.when), one.told, one.sources) for one in row.reported]
