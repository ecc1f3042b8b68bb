"""Where the things of a network stand, so that what is tied stands near: the same everywhere.

The layout lowers the *stress*, the squared difference between the distance of two things on the
page and along their ties (E. Gansner, Y. Koren and S. North, “Graph Drawing by Stress
Majorization”, 2004). Only operations that IEEE 754 rounds exactly are used, and sums run in the
order of the things, so that the last digit is the same on every machine
(`docs/adr/0006-network-layout.md`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

_ROUNDS = 300
_PARTING_ROUNDS = 120
_APART = 0.6
"""How far things without any path between them stand, as a share of the longest path."""
_FLATTENED = 2.0
"""Names run along the page: things need so much more room beside each other than above."""
_BETWEEN = 22
"""The room between two things, in the units of the frame."""
_STRETCHED = 1.5
"""A drawing is stretched to its frame along one side, but no more than this."""


def laid_out(
    radii: Sequence[float],
    links: Sequence[tuple[int, int]],
    *,
    frame: tuple[float, float, float, float],
) -> list[tuple[float, float]]:
    """Return a place for each thing, by number, inside a frame (left, top, right, bottom).

    `radii` are the sizes of the things, `links` the pairs that are tied. The cost grows with the
    square of the number of things; it is meant for a few hundred at the most.
    """
    if not radii:
        return []
    lengths = _path_lengths(len(radii), links)
    x, y = _relaxed(*_first_places(lengths), lengths)
    x, y = _fitted(x, y, frame)
    x, y = _parted(x, y, np.array(radii, dtype=np.float64), frame)
    return [(round(float(a), 3), round(float(b), 3)) for a, b in zip(x, y, strict=True)]


def _path_lengths(count: int, links: Sequence[tuple[int, int]]) -> Numbers:
    """Return the length of the shortest path between any two things (Floyd and Warshall).

    A tie is the longer the fewer neighbors its ends have in common, so that what is closely knit
    stands together; and the longer the more alike they are in number, so that things with many
    ties get room for them, and one with few stays near those that it has.
    """
    neighbors: list[set[int]] = [{number} for number in range(count)]
    for a, b in links:
        neighbors[a].add(b)
        neighbors[b].add(a)
    lengths = np.full((count, count), np.inf)
    np.fill_diagonal(lengths, 0.0)
    for a, b in links:
        fewer, more = sorted((len(neighbors[a]), len(neighbors[b])))
        different = len(neighbors[a] ^ neighbors[b]) * fewer / more
        lengths[a, b] = lengths[b, a] = np.sqrt(np.float64(2 + different))
    for middle in range(count):
        through = lengths[:, middle, None] + lengths[None, middle, :]
        lengths = np.minimum(lengths, through)
    reached = lengths[np.isfinite(lengths)]
    return np.where(np.isfinite(lengths), lengths, _APART * max(float(reached.max()), 2.0))


def _first_places(lengths: Numbers) -> tuple[Numbers, Numbers]:
    """Return places to begin with: by the distance from three things far from each other."""
    count = len(lengths)
    first = int(np.argmax(lengths[0]))
    second = int(np.argmax(lengths[first]))
    third = int(np.argmax(np.minimum(lengths[first], lengths[second])))
    # Things that are tied alike would stand in one spot for ever: each is set off a little.
    across = np.array([(37 * number) % 101 for number in range(count)]) / 101
    along = np.array([(53 * number) % 89 for number in range(count)]) / 89
    return lengths[first] - lengths[second] + across, 2 * lengths[third] + along


def _relaxed(x: Numbers, y: Numbers, lengths: Numbers) -> tuple[Numbers, Numbers]:
    """Return places with less stress: each thing half way to where all others would have it.

    Half a step never raises the stress, whatever the places.
    """
    apart = lengths + np.eye(len(lengths))
    weights = (1 - np.eye(len(lengths))) / (apart * apart)
    total = _sums(weights)
    if len(x) == 1:
        return x, y
    for _ in range(_ROUNDS):
        across, along = x[:, None] - x[None, :], y[:, None] - y[None, :]
        ratio = lengths / np.maximum(np.sqrt(across * across + along * along), 1e-6)
        x, y = (
            (x + _sums(weights * (x[None, :] + ratio * across)) / total) / 2,
            (y + _sums(weights * (y[None, :] + ratio * along)) / total) / 2,
        )
    return x, y


def _sums(table: Numbers) -> Numbers:
    """Return the sum of each row, added up from left to right on every machine."""
    # `sum` adds in the order that suits the processor; `accumulate` cannot.
    return np.asarray(np.add.accumulate(table, axis=1)[:, -1])


def _fitted(
    x: Numbers, y: Numbers, frame: tuple[float, float, float, float]
) -> tuple[Numbers, Numbers]:
    """Return the places scaled into the frame and centered, the longer way lying along it."""
    left, top, right, bottom = frame
    if y.max() - y.min() > x.max() - x.min():
        x, y = y, x
    wide, high = max(float(x.max() - x.min()), 1e-6), max(float(y.max() - y.min()), 1e-6)
    over, down = (right - left) / wide, (bottom - top) / high
    over, down = min(over, _STRETCHED * down), min(down, _STRETCHED * over)
    return (
        (x - (x.max() + x.min()) / 2) * over + (left + right) / 2,
        (y - (y.max() + y.min()) / 2) * down + (top + bottom) / 2,
    )


def _parted(
    x: Numbers, y: Numbers, radii: Numbers, frame: tuple[float, float, float, float]
) -> tuple[Numbers, Numbers]:
    """Return places at which no thing covers another, as far as the frame has room."""
    left, top, right, bottom = frame
    needed = radii[:, None] + radii[None, :] + _BETWEEN
    np.fill_diagonal(needed, 0.0)
    for _ in range(_PARTING_ROUNDS):
        across, along = (x[:, None] - x[None, :]) / _FLATTENED, y[:, None] - y[None, :]
        apart = np.maximum(np.sqrt(across * across + along * along), 1e-6)
        push = np.maximum(needed - apart, 0.0) / apart / 3
        x = np.clip(x + _sums(push * across) * _FLATTENED, left, right)
        y = np.clip(y + _sums(push * along), top, bottom)
    return x, y
