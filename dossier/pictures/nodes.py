"""The things in a network: a shape for each kind, and names that do not cover each other."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from dossier.frozen import dataclass
from dossier.pictures import svg

if TYPE_CHECKING:
    from markupsafe import Markup

FONT_SIZE = 13
_NAMES = 100_000
"""Of how many names it is kept how wide they are: each stands in many drawings, here and there."""
_WIDE, _CAPITAL, _NARROW, _LATIN = 1.05, 0.7, 0.58, 0.53
"""How wide a letter is, in parts of the font's size: of Chinese, Japanese, Korean; a capital or a
figure; of others, and of these in English."""

# Corners on a circle of radius 1, enlarged so that all shapes seem to be of one size.
_CORNERS = {
    "organizations": ((-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)),
    "places": ((0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)),
    "events": ((0, -1.25), (1.2, 0.85), (-1.2, 0.85)),
    "topics": ((-0.55, -0.95), (0.55, -0.95), (1.1, 0), (0.55, 0.95), (-0.55, 0.95), (-1.1, 0)),
    "sources": ((-0.75, -1), (0.35, -1), (0.75, -0.6), (0.75, 1), (-0.75, 1)),
    "claims": (
        (-1.15, -0.75),
        (1.15, -0.75),
        (1.15, 0.55),
        (0, 0.55),
        (-0.5, 1.1),
        (-0.5, 0.55),
        (-1.15, 0.55),
    ),
    "questions": ((0, 1.25), (1.2, -0.85), (-1.2, -0.85)),
}
_OTHER = ((0, -1.1), (1.05, -0.34), (0.65, 0.9), (-0.65, 0.9), (-1.05, -0.34))
"""A pentagon, for the kinds that a dossier has added."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A record in a drawing: its name, its kind, where it leads, what a screen reader says.

    By its `facets` (`tie:declared`) a reader filters the drawing.
    """

    key: str
    label: str
    kind: str
    href: str
    words: str
    facets: tuple[str, ...] = ()


@lru_cache(20_000)  # on a ring, most stand where others do in other drawings
def shape(kind: str, x: float, y: float, radius: float) -> Markup:
    """Return the shape that stands for a kind; people are circles."""
    if kind == "people":
        return svg.element("circle", class_="dossier-shape", cx=x, cy=y, r=radius)
    corners = ((x + radius * a, y + radius * b) for a, b in _CORNERS.get(kind, _OTHER))
    return svg.element("path", class_="dossier-shape", d=svg.path(corners, closed=True))


def sample(kind: str) -> Markup:
    """Return the shape of a kind as a small drawing of its own, for a legend."""
    return svg.element(
        "svg",
        shape(kind, 10, 10, 7),
        class_="dossier-node",
        data_kind=kind,
        viewBox="0 0 20 20",
        width=20,
        height=20,
        aria_hidden="true",
    )


@lru_cache(_NAMES)
def width_of(words: str) -> float:
    """Return about how wide words are in a drawing, in its units."""
    return FONT_SIZE * sum(map(_width_of_letter, words))


@cache
def _width_of_letter(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return _WIDE
    if letter.isupper() or letter.isdigit():
        return _CAPITAL
    return _LATIN if letter.isascii() else _NARROW


@lru_cache(_NAMES)
def cut(words: str, width: float) -> str:
    """Return words that are no wider than `width`, with an ellipsis where some are left out."""
    words = " ".join(words.split())
    if width_of(words) <= width:
        return words
    room, kept = width / FONT_SIZE - _NARROW * 2, 0
    for letter in words:
        room -= _width_of_letter(letter)
        if room < 0:
            break
        kept += 1
    whole = words[:kept].rpartition(" ")[0] if " " in words[kept // 2 : kept] else words[:kept]
    return whole.rstrip(" ,;:–—") + "…"
