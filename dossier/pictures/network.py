"""The network: things as shapes by kind, larger the more ties they have, and their ties as lines.

Names stand where they cover nothing; those of the most connected things are placed first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from dossier.frozen import dataclass
from dossier.pictures import svg
from dossier.pictures.layout import laid_out
from dossier.pictures.nodes import FONT_SIZE, cut, shape, width_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dossier.pictures.nodes import Thing

WIDTH = 1080
_EDGE = 60
_SMALLEST, _LARGEST = 6.0, 17.0
_NAME_WIDTHS = (190, 130, 80)
"""How wide a name may be; where it finds no room, it is cut shorter."""
_SPARE = 10
"""How far names keep from the edges: fonts differ, and beyond them they would be cut."""
_LINE_HEIGHT = FONT_SIZE + 2

Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""


@dataclass(frozen=True, slots=True)
class Link:
    """A tie between two things, by their keys; `words` say what it is.

    It is `declared` where a record says so, and not only claims name both. By its `facets` a
    reader filters the drawing.
    """

    a: str
    b: str
    weight: int
    words: str
    declared: bool = False
    facets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """A thing and where it stands."""

    thing: Thing
    x: float
    y: float
    radius: float

    @property
    def box(self) -> Box:
        """The room that it takes."""
        reach = self.radius * 1.2
        return self.x - reach, self.y - reach, self.x + reach, self.y + reach


def network(
    things: Sequence[Thing],
    links: Sequence[Link],
    degrees: Mapping[str, int],
    *,
    key: str,
    title: str,
    description: str,
) -> Markup:
    """Return the drawing. `things` come in the order in which the keyboard reaches them.

    `degrees` say how many ties each has, drawn or not.
    """
    height = min(920, 340 + 6 * len(things))
    nodes = _nodes(things, links, degrees, height)
    named = _names(nodes, height)
    return svg.picture(
        _lines(nodes, links),
        *(_node(one, named.get(one.thing.key)) for one in nodes),
        key=key,
        title=title,
        description=description,
        width=WIDTH,
        height=height,
        kind="network",
    )


def _nodes(
    things: Sequence[Thing], links: Sequence[Link], degrees: Mapping[str, int], height: float
) -> list[Node]:
    most = max([1, *(degrees[one.key] for one in things)])
    radii = [
        round(_SMALLEST + (_LARGEST - _SMALLEST) * (degrees[one.key] / most) ** 0.5, 1)
        for one in things
    ]
    numbers = {one.key: number for number, one in enumerate(things)}
    places = laid_out(
        radii,
        [(numbers[one.a], numbers[one.b]) for one in links],
        frame=(_EDGE, _EDGE / 2, WIDTH - _EDGE, height - _EDGE / 2),
    )
    return [
        Node(thing, x, y, radius)
        for thing, (x, y), radius in zip(things, places, radii, strict=True)
    ]


# Names


@dataclass(frozen=True, slots=True)
class _Name:
    words: str
    x: float
    y: float
    anchor: str


def _names(nodes: Sequence[Node], height: float) -> dict[str, _Name]:
    """Return the names that can stand without covering a thing or another name, by key."""
    taken = [one.box for one in nodes]
    named = {}
    for node in nodes:
        for name, box in _positions(node):
            inside = (
                box[0] >= _SPARE and box[1] >= 0 and box[2] <= WIDTH - _SPARE and box[3] <= height
            )
            if inside and not any(_cover(box, other) for other in taken):
                named[node.thing.key] = name
                taken.append(box)
                break
    return named


def _positions(node: Node) -> Iterator[tuple[_Name, Box]]:
    """Yield where a name may stand, the best place first: beside its thing, below, above."""
    away = node.radius * 1.2 + 4
    over, aslant = away + _LINE_HEIGHT / 2, away * 0.8
    for room in _NAME_WIDTHS:
        words = cut(node.thing.label, room)
        wide = width_of(words)
        for across, along, anchor in (
            (away, 0, "start"),
            (-away, 0, "end"),
            (0, over, "middle"),
            (0, -over, "middle"),
            (aslant, aslant, "start"),
            (aslant, -aslant, "start"),
            (-aslant, aslant, "end"),
            (-aslant, -aslant, "end"),
            (wide / 4, over, "middle"),
            (-wide / 4, over, "middle"),
            (wide / 4, -over, "middle"),
            (-wide / 4, -over, "middle"),
        ):
            x, y = node.x + across, node.y + along
            left = x - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
            box = (left, y - _LINE_HEIGHT / 2, left + wide, y + _LINE_HEIGHT / 2)
            yield _Name(words, x, y + FONT_SIZE * 0.35, anchor), box


def _cover(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


# Drawing


def _lines(nodes: Sequence[Node], links: Sequence[Link]) -> Markup:
    """Return the ties, the weakest first so that strong ones lie on top.

    Screen readers hear them with the things that they tie.
    """
    at = {one.thing.key: one for one in nodes}
    return svg.element(
        "g",
        *(
            svg.element(
                "path",
                svg.element("title", one.words),
                class_=f"dossier-tie{' is-declared' if one.declared else ''}",
                d=svg.path(((at[one.a].x, at[one.a].y), (at[one.b].x, at[one.b].y))),
                stroke_width=thickness(one.weight),
                data_edge=f"{one.a} {one.b}",
                data_is=svg.facets(one.facets),
            )
            for one in sorted(links, key=lambda one: (one.weight, one.a, one.b))
        ),
        class_="dossier-ties",
        aria_hidden="true",
    )


def sample(*, declared: bool) -> Markup:
    """Return a tie as a small drawing of its own, for a legend."""
    kind = f"dossier-tie{' is-declared' if declared else ''}"
    line = svg.element("path", class_=kind, d=svg.path([(1, 10), (29, 10)]), stroke_width=2.5)
    return svg.element("svg", line, viewBox="0 0 30 20", width=30, height=20, aria_hidden="true")


def thickness(weight: int) -> float:
    """Return how thick the line of a tie is; every doubling of its weight adds one."""
    return min(6.0, 0.5 + weight.bit_length())


def _node(node: Node, name: _Name | None) -> Markup:
    thing = node.thing
    written = (
        svg.element(
            "text", name.words, class_="dossier-name", x=name.x, y=name.y, text_anchor=name.anchor
        )
        if name
        else Markup()
    )
    return svg.link(
        thing.href,
        svg.element("title", thing.words),
        shape(thing.kind, node.x, node.y, node.radius),
        written,
        label=thing.words,
        class_="dossier-node",
        data_kind=thing.kind,
        data_node=thing.key,
        data_name=thing.label,
        data_place=svg.place(node.x, node.y, node.radius * 1.2),
        data_is=svg.facets(thing.facets),
    )
