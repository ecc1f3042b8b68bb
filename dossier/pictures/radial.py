"""What surrounds one record: the record in the middle, its nearest things on a ring around it.

The things of the first groups stand on the left, from the top down, those of the others on the
right, each beside its own name, so that no name can cover another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.frozen import dataclass
from dossier.markup import escaped, marked
from dossier.pictures import svg
from dossier.pictures.network import thickness
from dossier.pictures.nodes import cut, shape, width_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markupsafe import Markup

    from dossier.pictures.nodes import Thing

_WIDTH = 900.0
_ROW = 26.0
_ACROSS = 150.0
"""How far the ring reaches to either side of the middle."""
_RADIUS = 7.0
_NAME = (_WIDTH / 2 - _ACROSS - 20) * 13 / 14
"""The room for a name, in the letters that widths are told in: names here are a little larger."""
_CENTER_NAME = 190.0
_LINE = 18.0
_BOLD = 1.06
"""How much wider the name in the middle is than names elsewhere, larger and bold as it is."""


@dataclass(frozen=True, slots=True)
class Ring:
    """Things that are tied to the record in the middle in one way.

    Each comes with the weight of its tie, and whether it speaks against the middle; `more` says
    how many are not shown.
    """

    label: str
    things: tuple[tuple[Thing, int, bool], ...]
    more: str = ""


@dataclass(frozen=True, slots=True)
class _Row:
    """One line beside the ring: a heading, a thing, or how many more there are."""

    words: str
    thing: Thing | None = None
    weight: int = 0
    against: bool = False
    heading: bool = False


def radial(
    center: Thing, rings: Sequence[Ring], *, key: str, title: str, description: str
) -> Markup:
    """Return the drawing."""
    left, right = _sides(rings)
    height = max(_ROW * (max(len(left), len(right)) + 1), 150.0)
    placed = [*_placed(left, height, -1), *_placed(right, height, 1)]
    middle, key_of_center = (_WIDTH / 2, height / 2), escaped(center.key)
    return svg.picture(
        svg.element(
            "g",
            *(
                _tie(key_of_center, row.thing, row, x, y, middle)
                for row, x, y, _ in placed
                if row.thing
            ),
            class_="dossier-ties",
            aria_hidden="true",
        ),
        _center(center, *middle),
        *(_told(row, x, y, side) for row, x, y, side in placed),
        key=key,
        title=title,
        description=description,
        width=_WIDTH,
        height=height,
        kind="radial",
    )


def _sides(rings: Sequence[Ring]) -> tuple[list[_Row], list[_Row]]:
    """Share the groups out between the two sides; one that reaches over is headed on both."""
    half = sum(len(one.things) + 1 + bool(one.more) for one in rings) / 2
    left: list[_Row] = []
    right: list[_Row] = []
    for ring in rings:
        heading = _Row(ring.label, heading=True)
        rows = [_Row(one.label, one, weight, against) for one, weight, against in ring.things]
        if ring.more:
            rows.append(_Row(ring.more))
        room = int(half - len(left))
        # A heading with a single thing below it, on either side, looks like a slip.
        if not right and room + 1 >= len(rows):
            left += [heading, *rows]
        elif right or room < 3 or len(rows) - room + 1 < 2:  # noqa: PLR2004 - a heading and two things
            right += [heading, *rows]
        else:
            left += [heading, *rows[: room - 1]]
            right += [heading, *rows[room - 1 :]]
    return left, right


def _placed(
    rows: Sequence[_Row], height: float, side: int
) -> Iterator[tuple[_Row, float, float, int]]:
    """Yield rows with their places on the ring, an ellipse a little higher than they reach."""
    top = (height - _ROW * (len(rows) - 1)) / 2
    for number, row in enumerate(rows):
        y = top + _ROW * number
        above = (y - height / 2) / (height / 2 + _ROW)
        yield row, _WIDTH / 2 + side * _ACROSS * (1 - above * above) ** 0.5, y, side


# Ties and things are written out, as there are hundred thousands of them on the pages of a large
# dossier.


def _tie(
    center: str, thing: Thing, row: _Row, x: float, y: float, middle: tuple[float, float]
) -> Markup:
    sort = "is-against" if row.against else "is-declared"
    start, end = (f"{svg.short(x)} {svg.short(y)}" for x, y in (middle, (x, y)))
    return marked(  # noqa: S704 - every part is escaped
        f'<path class="dossier-tie {sort}" d="M{start}L{end}"'
        f' stroke-width="{svg.short(thickness(row.weight))}"'
        f' data-edge="{center} {escaped(thing.key)}"></path>'
    )


def _center(thing: Thing, x: float, y: float) -> Markup:
    lines = _in_lines(thing.label)
    top = y + _RADIUS * 2 + 6
    wide = max(map(width_of, lines)) * _BOLD + 10
    return svg.element(
        "g",
        svg.element(
            "rect",
            class_="dossier-mask",
            x=x - wide / 2,
            y=top,
            width=wide,
            height=_LINE * len(lines) + 2,
            rx=4,
        ),
        shape(thing.kind, x, y, _RADIUS * 2),
        *(
            svg.element(
                "text",
                line,
                class_="dossier-name is-center",
                x=x,
                y=top + 14 + _LINE * number,
                text_anchor="middle",
            )
            for number, line in enumerate(lines)
        ),
        class_="dossier-node",
        data_kind=thing.kind,
        data_node=thing.key,
    )


def _in_lines(title: str) -> list[str]:
    """Return a title in two lines, cut where it is longer."""
    first = cut(title, _CENTER_NAME)
    if not first.endswith("…") or title.endswith(first):
        return [first]
    first = first.removesuffix("…")
    return [first, cut(title[len(first) :].strip(" ,;:–—"), _CENTER_NAME)]


def _told(row: _Row, x: float, y: float, side: int) -> Markup:
    """Return a thing with its name beside it, or words that stand in its place."""
    text = (
        f'<text class="{"dossier-heading" if row.heading else "dossier-name"}"'
        f' x="{svg.short(x + side * (_RADIUS + 7))}" y="{svg.short(y + 4.5)}"'
        f' text-anchor="{"start" if side > 0 else "end"}">{escaped(cut(row.words, _NAME))}</text>'
    )
    thing = row.thing
    if thing is None:
        return marked(text)  # noqa: S704 - every part is escaped, and below
    words = escaped(thing.words)
    return marked(  # noqa: S704
        f'<a aria-label="{words}" {svg.LEADING}="{escaped(thing.href)}" class="dossier-node"'
        f' data-kind="{escaped(thing.kind)}" data-node="{escaped(thing.key)}"'
        f' data-name="{escaped(thing.label)}">'
        f"<title>{words}</title>{shape(thing.kind, x, y, _RADIUS)}{text}</a>"
    )
