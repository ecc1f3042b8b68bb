"""Where names can stand in a picture without covering one another."""

from __future__ import annotations

import unicodedata
from dataclasses import field
from typing import TYPE_CHECKING

from dossier.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_CELL = 4
_NARROW = 0.56
_WIDE = 1.02
"""How broad letters are, in parts of the type size: with some reserve, in the fonts of systems."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels."""

    left: float
    top: float
    width: float
    height: float


@dataclass(slots=True)
class Room:
    """The room of a picture, as small squares that are taken or free.

    Asking whether a box is free costs what the box is large, however much is taken already.
    """

    width: float
    height: float
    _taken: set[tuple[int, int]] = field(default_factory=set)

    def take(self, box: Box) -> None:
        """Let nothing else stand in a box."""
        self._taken.update(_cells(box))

    def first_free(self, boxes: Iterable[Box], *, beside: Box) -> int | None:
        """Return the place in a list of the first box that is free and inside the picture.

        What stands in `beside`, the thing that is to be named, is no hindrance.
        """
        own = set(_cells(beside))
        for number, box in enumerate(boxes):
            if self._holds(box) and self._taken.isdisjoint(set(_cells(box)) - own):
                return number
        return None

    def _holds(self, box: Box) -> bool:
        return (
            box.left >= 0
            and box.top >= 0
            and box.left + box.width <= self.width
            and box.top + box.height <= self.height
        )


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    for x in range(int(box.left // _CELL), int((box.left + box.width) // _CELL) + 1):
        for y in range(int(box.top // _CELL), int((box.top + box.height) // _CELL) + 1):
            yield x, y


def breadth(words: str, size: float) -> float:
    """Return about how broad words are in type of a size."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in words)
    return size * (wide * _WIDE + (len(words) - wide) * _NARROW)


def cut(words: str, longest: int) -> str:
    """Return words, with an ellipsis where they are longer than so many signs."""
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"
