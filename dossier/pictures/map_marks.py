"""The marks of a map: a place drawn as precisely as it is known, a flag where things happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from dossier.frozen import dataclass
from dossier.pictures import svg

if TYPE_CHECKING:
    from markupsafe import Markup

Precision = Literal["exact", "city", "region", "country", "unknown"]

PRECISIONS: tuple[Precision, ...] = ("exact", "city", "region", "country", "unknown")
AREAS = ("region", "country")
"""What is no point, but somewhere in a circle."""

FLAG = 17
"""How high a flag is; it is not quite as broad."""

_MOST_STEPS = 7
"""A mark grows up to six doublings of its weight."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place to draw. `label` tells all that the map shows of it, for those who hear it.

    A mark grows with `weight` and has a flag where there are `events`. `here` is the place that
    the page is about. `key` is part of ids on the page, `near` are the keys of places that it is
    tied to, and by its `facets` (`precision:city`) a reader filters the map.
    """

    key: str
    name: str
    href: str
    label: str
    latitude: float
    longitude: float
    precision: Precision = "unknown"
    weight: int = 0
    events: int = 0
    here: bool = False
    near: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()


def radius(place: Place) -> float:
    """Return how large a place's mark is: a step more with each doubling of its weight."""
    steps = min(place.weight.bit_length(), _MOST_STEPS)
    if place.precision == "region":
        return 12 + 1.5 * steps
    return 18 + 2 * steps if place.precision == "country" else 4 + 0.7 * steps


def area(place: Place, x: float, y: float) -> Markup:
    """Return the circle of a region, or the broken one of a country."""
    kind = f"dossier-map-{place.precision}" + (" is-here" if place.here else "")
    return svg.element(
        "circle",
        cx=x,
        cy=y,
        r=radius(place),
        class_=kind,
        data_area=place.key or None,
    )


def point(place: Place, x: float, y: float) -> Markup:
    """Return a dot for an exact place, a ring for a town, a doubtful ring for what is neither."""
    kind = f"dossier-map-{place.precision}"
    if place.precision != "unknown":
        return svg.element("circle", cx=x, cy=y, r=radius(place), class_=kind)
    return svg.element(
        "g",
        svg.element("circle", cx=x, cy=y, r=radius(place) + 2),
        svg.element("text", "?", x=x, y=y + 4, text_anchor="middle", font_size=11),
        class_=kind,
    )


def flag(x: float, y: float) -> Markup:
    """Return the flag of a place where something happened."""
    pole = svg.path([(x, y), (x, y - FLAG)])
    cloth = svg.path([(x, y - FLAG), (x + 9, y - FLAG + 3.5), (x, y - FLAG + 7)], closed=True)
    return svg.element("path", d=pole + cloth, class_="dossier-map-flag")


def sign(kind: Precision | Literal["events"]) -> Markup:
    """Return a mark by itself, for the words that explain it."""
    if kind == "events":
        shape = flag(8, 21)
    else:
        place = Place("", "", "", "", 0, 0, kind)
        shape = area(place, 20, 20) if kind in AREAS else point(place, 20, 20)
    view = "0 0 24 24" if kind == "events" else "0 0 40 40" if kind in AREAS else "8 8 24 24"
    return svg.element(
        "svg",
        shape,
        width=24,
        height=24,
        viewBox=view,
        aria_hidden="true",
    )
