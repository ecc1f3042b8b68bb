"""A map: places on land and borders, each drawn as precisely as it is known."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from markupsafe import Markup

from dossier.frozen import dataclass
from dossier.pictures import svg
from dossier.pictures.map_marks import AREAS, FLAG, PRECISIONS, area, flag, point, radius
from dossier.pictures.names import Box, Room, breadth, cut
from dossier.pictures.outlines import backdrop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from dossier.pictures.map_marks import Place
    from dossier.pictures.projection import View

_TARGET = 24
"""What can be pressed is so many pixels large at the least (WCAG 2.2, 2.5.8)."""
_LONGEST = (26, 14)
"""A name on the map is cut to so many signs, or to fewer where it finds no room."""
_MOST_PARTED = 600
"""How many places that share marks are drawn apart as well, for those who enlarge the map."""
_KILOMETRES = (50, 100, 200, 500, 1000, 2000)
_WORLD = 70
"""Past so many degrees of latitude a map has no one scale, and shows no bar of it."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A mark on the map: several places where they would cover one another, heaviest first."""

    x: float
    y: float
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class WorldMap:
    """A view of the world and what is marked on it, heaviest first."""

    view: View
    spots: tuple[Spot, ...]

    @property
    def crowded(self) -> tuple[Spot, ...]:
        """The marks that stand for several places."""
        return tuple(one for one in self.spots if len(one.places) > 1)


def lay_out(places: Iterable[Place], view: View) -> WorldMap:
    """Return the places that a view shows as marks that do not cover one another.

    A place within reach of a heavier one's mark joins it, so that each mark can be pressed; the
    number of marks is bounded by the view's size. The cost is near linear.
    """
    marks: list[list[Place]] = []
    where: list[tuple[float, float]] = []
    near: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for place in sorted(places, key=_rank):
        if not view.shows(place.latitude, place.longitude):
            continue
        x, y = view.point(place.latitude, place.longitude)
        column, row = int(x // _TARGET), int(y // _TARGET)
        around = (near[column + i, row + j] for i in (-1, 0, 1) for j in (-1, 0, 1))
        reached = [one for cell in around for one in cell if _covers(where[one], x, y)]
        if reached:
            marks[min(reached)].append(place)
            continue
        near[column, row].append(len(marks))
        marks.append([place])
        where.append((x, y))
    spots = zip(where, marks, strict=True)
    return WorldMap(view, tuple(Spot(x, y, tuple(found)) for (x, y), found in spots))


def _rank(place: Place) -> tuple[bool, int, str, str]:
    return not place.here, -place.weight, place.name.casefold(), place.key


def _covers(mark: tuple[float, float], x: float, y: float) -> bool:
    return abs(mark[0] - x) < _TARGET and abs(mark[1] - y) < _TARGET


def fragment(key: str, spot: Spot) -> str:
    """Return the id at which the page with a map lists the places of a crowded mark."""
    return f"{key}-at-{spot.places[0].key}"


def draw(  # noqa: PLR0913 - a map has so many words on it, and all come by name
    drawn: WorldMap,
    *,
    key: str,
    title: str,
    description: str,
    size: float,
    together: Callable[[Sequence[Place]], str],
    kilometres: Callable[[int], str] = "{:,} km".format,
    more: Callable[[str, int], str] = "{} and {:,} more".format,
) -> Markup:
    """Return the map in type of a `size`.

    `together` says what a mark of several places means, `kilometres` how long the scale bar is,
    `more` is a place's name where the mark has others as well.
    """
    view = drawn.view
    room = Room(view.width, view.height)
    bar = _scale_bar(view, size, room, kilometres)
    for spot in drawn.spots:
        room.take(_target(spot))
        if _happened(spot):
            room.take(Box(spot.x, _top(spot) - FLAG, FLAG / 2, FLAG))
    crowded = [place for spot in drawn.crowded for place in spot.places]
    parted = [_parted(one, view) for one in crowded] if len(crowded) <= _MOST_PARTED else []
    areas = [_areas(spot, parted=bool(parted)) for spot in drawn.spots]
    names = [_name(spot, size, room, more) for spot in drawn.spots]
    marks = [
        _mark(spot, key, name, together, parted=bool(parted))
        for spot, name in zip(drawn.spots, names, strict=True)
    ]
    return svg.picture(
        svg.element("rect", width=view.width, height=view.height, class_="dossier-map-sea"),
        backdrop(view),
        svg.element("g", *areas, aria_hidden="true"),
        svg.element("g", *marks, *parted, font_size=size),
        bar,
        key=key,
        title=title,
        description=description,
        width=view.width,
        height=view.height,
        kind="map",
    )


# Marks


def _areas(spot: Spot, *, parted: bool) -> Markup:
    circles = (area(place, spot.x, spot.y) for place in _shapes(spot, areas=True))
    if parted and len(spot.places) > 1:
        return svg.element("g", *circles, data_crowd="")
    return Markup("").join(circles)


def _parted(place: Place, view: View) -> Markup:
    """Return one of the places that share a mark, not shown: scripts part them on a closer look."""
    spot = Spot(*view.point(place.latitude, place.longitude), (place,))
    circles = (area(one, spot.x, spot.y) for one in _shapes(spot, areas=True))
    return _link(spot, place.href, place.label, *circles, display="none")


def _mark(
    spot: Spot,
    key: str,
    name: Markup,
    together: Callable[[Sequence[Place]], str],
    *,
    parted: bool,
) -> Markup:
    """Return the link of a mark, with its name where there is room for it."""
    first, *others = spot.places
    if not others:
        return _link(spot, first.href, first.label, name=name)
    href, label = f"#{fragment(key, spot)}", together(spot.places)
    return _link(spot, href, label, name=name, data_crowd="" if parted else None)


def _link(
    spot: Spot,
    href: str,
    label: str,
    *below: Markup,
    name: Markup = Markup(),  # noqa: B008 - it cannot change
    **attributes: str | None,
) -> Markup:
    """Return a mark with what scripts must know of it, in order to draw it closer."""
    first, *others = spot.places
    points = (point(place, spot.x, spot.y) for place in _shapes(spot, areas=False))
    reach = max((radius(one) for one in _shapes(spot, areas=True)), default=0)
    return svg.link(
        href,
        svg.element("title", label),
        *below,
        svg.element("circle", cx=spot.x, cy=spot.y, r=_TARGET / 2, class_="dossier-map-target"),
        *points,
        _flag(spot),
        name,
        label=label,
        class_="dossier-map-mark" + (" is-here" if first.here else ""),
        data_node=" ".join(one.key for one in spot.places),
        data_near=" ".join(dict.fromkeys(near for one in spot.places for near in one.near)) or None,
        data_name=first.name,
        data_place=svg.place(spot.x, spot.y, max(_TARGET / 2, reach)),
        data_is=None if others else svg.facets(first.facets),
        **attributes,
    )


def _shapes(spot: Spot, *, areas: bool) -> Iterator[Place]:
    """Yield the place of a mark that stands for each of its precisions: the heaviest one."""
    for precision in PRECISIONS:
        if (precision in AREAS) == areas:
            yield from [one for one in spot.places if one.precision == precision][:1]


def _flag(spot: Spot) -> Markup:
    """Return a flag on top of a mark where something happened."""
    if not _happened(spot):
        return Markup()
    return flag(spot.x, _top(spot))


def _top(spot: Spot) -> float:
    """Return where a mark's flag stands: on its dot or ring, or in the middle of its circle."""
    return spot.y - max((radius(one) for one in _shapes(spot, areas=False)), default=0)


def _happened(spot: Spot) -> bool:
    return any(one.events for one in spot.places)


def _target(spot: Spot) -> Box:
    """Return what can be pressed of a mark."""
    return Box(spot.x - _TARGET / 2, spot.y - _TARGET / 2, _TARGET, _TARGET)


# Names


def _name(spot: Spot, size: float, room: Room, more: Callable[[str, int], str]) -> Markup:
    """Return the name of a mark's heaviest place where it covers nothing, or nothing.

    Where there is no room for it, a shorter cut of it is tried.
    """
    for longest in _LONGEST:
        words = cut(spot.places[0].name, longest)
        if len(spot.places) > 1:
            words = more(words, len(spot.places) - 1)
        places = list(_places(spot, breadth(words, size), size))
        chosen = room.first_free((box for box, _, _ in places), beside=_target(spot))
        if chosen is not None:
            box, x, anchor = places[chosen]
            room.take(box)
            return svg.element("text", words, x=x, y=box.top + size, text_anchor=anchor)
    return Markup()


def _places(spot: Spot, long: float, size: float) -> Iterator[tuple[Box, float, str]]:
    """Yield where a name may stand, the best first: its box, its anchor's place, its anchor.

    A name stands inside an area that is large enough, and beside anything else.
    """
    x, y, high = spot.x, spot.y, size * 1.3
    middle = y - high / 2
    large = max((radius(one) for one in _shapes(spot, areas=True)), default=0)
    off = max(_TARGET / 2 + 1, large + 3)
    plain = not any(_shapes(spot, areas=False)) and not _happened(spot)
    if plain and long <= 2 * large + _TARGET / 2:
        yield Box(x - long / 2, middle, long, high), x, "middle"
    yield Box(x + off, middle, long, high), x + off, "start"
    yield Box(x - off - long, middle, long, high), x - off, "end"
    yield Box(x - long / 2, y + off, long, high), x, "middle"
    top = min(y - off, _top(spot) - FLAG) if _happened(spot) else y - off
    yield Box(x - long / 2, top - high - 4, long, high), x, "middle"


def _scale_bar(view: View, size: float, room: Room, kilometres: Callable[[int], str]) -> Markup:
    """Return a bar of round length, and keep its place free."""
    longest = view.width / 4 * view.kilometres
    fitting = [one for one in _KILOMETRES if one <= longest]
    if view.tall > _WORLD or not fitting:
        return Markup()
    words, long = kilometres(fitting[-1]), fitting[-1] / view.kilometres
    left, bottom = 12.0, view.height - 12
    room.take(Box(left, bottom - size - 8, max(long, breadth(words, size)), size + 8))
    ends = [(left, bottom - 5), (left, bottom), (left + long, bottom), (left + long, bottom - 5)]
    return svg.element(
        "g",
        svg.element("path", d=svg.path(ends)),
        svg.element("text", words, x=left + 5, y=bottom - 5, font_size=size - 1),
        class_="dossier-map-scale",
        data_kilometres=f"{view.kilometres:.6g}",
        aria_hidden="true",
    )
