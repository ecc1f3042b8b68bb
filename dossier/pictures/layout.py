"""Where the things of a network stand, so that what is tied stands near: the same everywhere.

Ties pull and things push each other away (T. Fruchterman and E. Reingold, “Graph Drawing by
Force-Directed Placement”, 1991), which is `rustworkx.spring_layout`. Where such forces end depends
on the last digit of every number, which machines need not have in common. So they work one step at
a time, and all places are rounded between the steps (`docs/adr/0006-network-layout.md`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import rustworkx

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

_STEPS = 400
_FIRST_STEP, _LAST_STEP = 0.1, 0.001
"""How far a thing goes in one step, where all of the drawing is about one wide."""
_ITS_STEP = 0.1
"""How far things go in the first step of a layout by rustworkx, whatever their places are."""
_DIGITS = 2.0**14
"""Places are rounded to parts of this: coarse beside a last digit, fine beside the last step."""
_TO_MIDDLE = 0.05
"""How strongly the middle pulls at everything; without, separate groups drift apart for ever."""
_PARTING_ROUNDS = 120
_APART = 0.6
"""How far things without any path between them stand at first, as a share of the longest path."""
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
    graph: rustworkx.PyGraph[None, float] = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from([None] * len(radii))
    graph.add_edges_from([(a, b, 1.0) for a, b in links])
    x, y = _relaxed(graph, *_first_places(graph))
    x, y = _fitted(x, y, frame)
    x, y = _parted(x, y, np.array(radii, dtype=np.float64), frame)
    return [(round(float(a), 3), round(float(b), 3)) for a, b in zip(x, y, strict=True)]


def _first_places(graph: rustworkx.PyGraph[None, float]) -> tuple[Numbers, Numbers]:
    """Return places to begin with: by the distance from three things far from each other."""
    lengths = rustworkx.distance_matrix(graph, null_value=np.inf)
    longest = max(float(lengths[np.isfinite(lengths)].max()), 2.0)
    lengths = np.where(np.isfinite(lengths), lengths, _APART * longest)
    first = int(np.argmax(lengths[0]))
    second = int(np.argmax(lengths[first]))
    third = int(np.argmax(np.minimum(lengths[first], lengths[second])))
    # Things that are tied alike would stand in one spot for ever: each is set off a little.
    number = np.arange(len(lengths))
    across = lengths[first] - lengths[second] + 37 * number % 101 / 101
    along = 2 * lengths[third] + 53 * number % 89 / 89
    return _about_one(across, along)


def _about_one(x: Numbers, y: Numbers) -> tuple[Numbers, Numbers]:
    """Return places around a middle at nought, the farthest of them at one."""
    x, y = x - (x.max() + x.min()) / 2, y - (y.max() + y.min()) / 2
    reach = max(float(np.abs(x).max()), float(np.abs(y).max()), 1e-6)
    return x / reach, y / reach


def _relaxed(
    graph: rustworkx.PyGraph[None, float], x: Numbers, y: Numbers
) -> tuple[Numbers, Numbers]:
    """Return where things come to rest between what pulls at them and what pushes them away.

    They go in ever shorter steps. One of rustworkx’ has always the same length, so places are
    given to it larger and larger.
    """
    count = len(x)
    graph = graph.copy()
    middle = graph.add_node(None)
    graph.add_edges_from([(thing, middle, _TO_MIDDLE) for thing in range(count)])
    places = np.column_stack([np.append(x, 0.0), np.append(y, 0.0)])
    for step in np.geomspace(_FIRST_STEP, _LAST_STEP, _STEPS):
        larger = _ITS_STEP / round(float(step), 6)
        found = rustworkx.spring_layout(
            graph,
            pos=dict(enumerate((places * larger).tolist())),
            fixed={middle},
            k=larger / count**0.5,
            num_iter=1,
            weight_fn=float,
        )
        places = np.array([found[number] for number in range(count + 1)])
        places = np.round(places / larger * _DIGITS) / _DIGITS
    return places[:count, 0], places[:count, 1]


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
