"""What part of the world a map shows, and where on it a place stands.

The projection is the equidistant cylindrical one, true to scale along the parallel in the view's
middle and along every meridian (J. P. Snyder, Map Projections: A Working Manual, 1987, p. 90).
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from dossier.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

TURN = 360
_POLE = 90
_STEEPEST = 75
"""Nearer to a pole than this parallel, the projection would pull everything into lines."""
_STEP = 2
"""Views begin and end at even degrees: maps of neighbours are then drawn on the same land."""
_KM = 111.2
"""A degree of latitude, in kilometres."""


@dataclass(frozen=True, slots=True)
class View:
    """A part of the world, `width` by `height` CSS pixels large.

    `west` (-180 up to 180) and `north` are its corner in degrees, `scale` the pixels of a degree
    of latitude, and `squeeze` how much shorter one of longitude is.
    """

    west: float
    north: float
    width: float
    height: float
    scale: float
    squeeze: float

    @property
    def broad(self) -> float:
        """The degrees of longitude that it shows: a turn at the most."""
        return self.width / self.scale / self.squeeze

    @property
    def tall(self) -> float:
        """The degrees of latitude that it shows."""
        return self.height / self.scale

    @property
    def kilometres(self) -> float:
        """How far it is across one pixel."""
        return _KM / self.scale

    def point(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Return where a place stands, in pixels: outside the view if it does not show it."""
        east = (longitude - self.west) % TURN
        return self.flat(self.west + east, latitude)

    def flat(self, x: float, y: float) -> tuple[float, float]:
        """Return a point in pixels from degrees that may run on beyond 180°."""
        return (x - self.west) * self.scale * self.squeeze, (self.north - y) * self.scale

    def shows(self, latitude: float, longitude: float) -> bool:
        """Return whether a place lies in it."""
        x, y = self.point(latitude, longitude)
        return x <= self.width and -1 <= y <= self.height + 1  # a pole may fall on the edge


def fit(
    points: Sequence[tuple[float, float]],
    *,
    width: float,
    heights: tuple[float, float],
    least: float,
    margin: float = 40,
) -> View:
    """Return the view of some places, given as latitude and longitude; there is at least one.

    It is at least `least` degrees of latitude wide and high, so that two places in one town do
    not fill it with nothing, and as high as the places need, between two `heights`. It runs
    across 180° where that is the shorter way around all places.
    """
    south, north = _outward(min(y for y, _ in points), max(y for y, _ in points))
    west, east = _outward(*_shortest(x for _, x in points))
    middle = (south + north) / 2
    parallel = math.radians(max(-_STEEPEST, min(_STEEPEST, middle)))
    squeeze = round(math.cos(parallel), 4)  # the last digits differ between machines
    broad, tall = max((east - west) * squeeze, least), max(north - south, least)
    lowest, highest = heights
    scale = min((width - 2 * margin) / broad, (highest - 2 * margin) / tall)
    scale = round(max(scale, width / TURN / squeeze), 4)
    height = min(max(tall * scale + 2 * margin, lowest), highest, 2 * _POLE * scale)
    half = height / 2 / scale
    middle = max(half - _POLE, min(_POLE - half, middle))
    left = (west + east) / 2 - width / 2 / scale / squeeze
    return View(
        west=round((left + TURN / 2) % TURN - TURN / 2, 4),
        north=round(middle + half, 4),
        width=width,
        height=round(height),
        scale=scale,
        squeeze=squeeze,
    )


def _outward(low: float, high: float) -> tuple[float, float]:
    return math.floor(low / _STEP) * _STEP, math.ceil(high / _STEP) * _STEP


def _shortest(longitudes: Iterable[float]) -> tuple[float, float]:
    """Return the shortest way around the globe that passes all longitudes, from west to east.

    It leaves out the widest gap between two neighbours.
    """
    found = sorted({one % TURN for one in longitudes})
    gaps = [(there - here, there) for here, there in pairwise([*found, found[0] + TURN])]
    gap, west = max(gaps)
    return west, west + TURN - gap
