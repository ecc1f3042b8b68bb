"""Make `dossier/pictures/outlines.json`, the land and borders that maps are drawn on.

The data is Natural Earth 1:110m (https://www.naturalearthdata.com/, public domain), as the npm
package world-atlas 2.0.2 carries it (https://github.com/topojson/world-atlas):

    npm pack world-atlas@2.0.2
    tar -xzf world-atlas-2.0.2.tgz package/countries-110m.json
    python scripts/outlines.py package/countries-110m.json

The output depends on that file only. Each line is a flat list of numbers: longitude and latitude
of its first point, then the steps to the next ones, all in hundredths of a degree. `land` holds
closed lines, which run on beyond 180° where they cross it; a continent around a pole is told as
three turns, so that every view finds it whole. `borders` and `disputed` hold open lines.
"""  # noqa: INP001 - a script, not a package

from __future__ import annotations

import json
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    Point = tuple[float, float]

TARGET = Path(__file__).parents[1] / "dossier" / "pictures" / "outlines.json"
NOTICE = "Made with Natural Earth, public domain: https://www.naturalearthdata.com/"
TURN = 360

DISPUTED = (
    {"Crimea", "Ukraine"},
    {"Cyprus", "N. Cyprus"},
    {"Israel", "Palestine"},
    {"Kosovo", "Serbia"},
    {"Morocco", "W. Sahara"},
    {"Somalia", "Somaliland"},
)
"""Borders that Natural Earth draws by who holds an area, while states disagree whose it is."""
CRIMEA = (34.5, 45.3)
"""A point in Crimea: the data has it as a part of Russia, a ring of its own."""


def main(source: str) -> None:
    """Read the topology, write the outlines, and say how large they are."""
    topology = json.loads(Path(source).read_text(encoding="utf-8"))
    arcs = list(decoded(topology))
    borders, disputed = mesh(topology, arcs)
    outlines = {
        "land": [told(ring, closed=True) for ring in land(topology, arcs)],
        "borders": [told(line) for line in borders],
        "disputed": [told(line) for line in disputed],
    }
    parts = [f'"notice":{json.dumps(NOTICE)}']
    for name, lines in outlines.items():
        kept = sorted(line for line in lines if line)
        rows = ",\n".join(json.dumps(line, separators=(",", ":")) for line in kept)
        parts.append(f'"{name}":[\n{rows}\n]')
    text = "{" + ",\n".join(parts) + "}\n"
    TARGET.write_text(text, encoding="utf-8")
    print(f"{TARGET.name}: {len(text):,} bytes")  # noqa: T201 - says what it did


def decoded(topology: dict[str, Any]) -> Iterator[list[Point]]:
    """Yield each arc as points in degrees (TopoJSON specification, section 2.1.3)."""
    (scale_x, scale_y), (left, bottom) = topology["transform"].values()
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + left, y * scale_y + bottom))
        yield points


def joined(numbers: Iterable[int], arcs: Sequence[list[Point]]) -> list[Point]:
    """Return the arcs of a ring as one line; a negative number is an arc read backwards."""
    line: list[Point] = []
    for number in numbers:
        points = arcs[number] if number >= 0 else arcs[~number][::-1]
        line += points[1:] if line else points
    return line


def land(topology: dict[str, Any], arcs: Sequence[list[Point]]) -> Iterator[list[Point]]:
    """Yield the outlines of land and of the seas inside it, without jumps at 180°."""
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"]:
            for ring in polygon:
                yield round_the_pole(unrolled(joined(ring, arcs)))


def unrolled(line: Sequence[Point]) -> list[Point]:
    """Return a line that runs on beyond 180° where the data jumps to the map's other edge.

    Its middle lies between -180° and 180°.
    """
    points = [line[0]]
    for x, y in line[1:]:
        turns = round((points[-1][0] - x) / TURN)
        points.append((x + turns * TURN, y))
    middle = (min(x for x, _ in points) + max(x for x, _ in points)) / 2
    back = round(middle / TURN) * TURN
    return [(x - back, y) for x, y in points]


def round_the_pole(ring: list[Point]) -> list[Point]:
    """Return a ring that ends a turn from where it began as three turns closed at the pole."""
    turn = ring[-1][0] - ring[0][0]
    if abs(turn) < TURN / 2:
        return ring
    once = ring[:-1]
    three = [(x + shift * turn, y) for shift in (-1, 0, 1) for x, y in once]
    three.append((once[0][0] + 2 * turn, once[0][1]))
    pole = 90 if once[0][1] > 0 else -90
    return [*three, (three[-1][0], pole), (three[0][0], pole), three[0]]


def mesh(
    topology: dict[str, Any], arcs: Sequence[list[Point]]
) -> tuple[list[list[Point]], list[list[Point]]]:
    """Return the lines between two countries: first those that are not known to be disputed."""
    owners: defaultdict[int, set[str]] = defaultdict(set)
    for country in topology["objects"]["countries"]["geometries"]:
        single = country["type"] == "Polygon"
        for polygon in [country["arcs"]] if single else country["arcs"]:
            for ring in polygon:
                name = country["properties"]["name"]
                if name == "Russia" and around(joined(ring, arcs), CRIMEA):
                    name = "Crimea"
                for number in ring:
                    owners[max(number, ~number)].add(name)
    shared = [(arcs[number], names) for number, names in sorted(owners.items()) if len(names) > 1]
    agreed = [unrolled(line) for line, names in shared if names not in DISPUTED]
    return agreed, [unrolled(line) for line, names in shared if names in DISPUTED]


def around(ring: Sequence[Point], point: Point) -> bool:
    """Return whether the box of a small ring holds a point; the mainland's box holds too much."""
    west, east = min(x for x, _ in ring), max(x for x, _ in ring)
    south, north = min(y for _, y in ring), max(y for _, y in ring)
    small = east - west < 10  # noqa: PLR2004 - degrees
    return small and west < point[0] < east and south < point[1] < north


def told(line: Sequence[Point], *, closed: bool = False) -> list[int]:
    """Return a line in hundredths of a degree, as a start and steps; nothing if it shrinks away."""
    points = [(round(100 * x), round(100 * y)) for x, y in line]
    if closed:
        points = points[:-1]  # a closed line ends where it began
    kept = [points[0]]
    kept += [there for here, there in pairwise(points) if there != here]
    if len(kept) < (3 if closed else 2):
        return []
    steps = [(there[0] - here[0], there[1] - here[1]) for here, there in pairwise(kept)]
    return [number for point in (kept[0], *steps) for number in point]


if __name__ == "__main__":
    main(sys.argv[1])
