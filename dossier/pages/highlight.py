"""A source's words with everything that is marked on them, cut so that marks may overlap.

Crossing marks cannot be nested elements. The text is cut at every edge of every mark; each
segment says which marks lie on it, and which of them begin or end there.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from dossier.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from dossier.text import Span

Layer = Literal["quote", "gloss", "mention", "style", "hidden"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Something marked on a stretch of text: `key` tells one mark of a layer from the next."""

    span: Span
    layer: Layer
    key: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text under the same marks; `first` and `last` are those that begin or end."""

    text: str
    marks: tuple[Mark, ...] = ()
    first: tuple[Mark, ...] = ()
    last: tuple[Mark, ...] = ()

    def keys(self, layer: Layer) -> tuple[str, ...]:
        """Return the keys of the marks of one layer."""
        return tuple(mark.key for mark in self.marks if mark.layer == layer)


class Highlighter:
    """The marks of one text, ready to be cut passage by passage.

    The cost of all passages together is that of sorting the marks plus the segments they make.
    """

    def __init__(self, text: str, marks: Iterable[Mark]) -> None:
        self._text = text
        self._marks = sorted(marks, key=lambda mark: (mark.span, mark.layer, mark.key))
        self._starts = [mark.span.start for mark in self._marks]
        # The furthest end so far: where it is short of a passage, no earlier mark reaches in.
        self._reach: list[int] = []
        reach = 0
        for mark in self._marks:
            reach = max(reach, mark.span.end)
            self._reach.append(reach)

    def cut(self, span: Span) -> list[Segment]:
        """Cut one passage into segments; words under a `hidden` mark are left out."""
        low = bisect_right(self._reach, span.start)
        high = bisect_left(self._starts, span.end)
        marks = [mark for mark in self._marks[low:high] if mark.span.overlaps(span)]
        if not marks:
            return [Segment(span.of(self._text))]
        edges = {span.start, span.end}
        for mark in marks:
            edges.add(max(mark.span.start, span.start))
            edges.add(min(mark.span.end, span.end))
        return self._segments(sorted(edges), marks)

    def _segments(self, edges: Sequence[int], marks: Sequence[Mark]) -> list[Segment]:
        pieces: list[tuple[str, tuple[Mark, ...]]] = []
        active: list[Mark] = []
        coming = 0
        for start, end in pairwise(edges):
            active = [mark for mark in active if mark.span.end > start]
            while coming < len(marks) and marks[coming].span.start <= start:
                active.append(marks[coming])
                coming += 1
            if not any(mark.layer == "hidden" for mark in active):
                pieces.append((self._text[start:end], tuple(active)))
        passage = (edges[0], edges[-1])
        first = _at_edge(pieces, lambda mark: mark.span.start >= passage[0])
        last = _at_edge(pieces[::-1], lambda mark: mark.span.end <= passage[1])[::-1]
        return [
            Segment(text, marks, begin, end)
            for (text, marks), begin, end in zip(pieces, first, last, strict=True)
        ]


def _at_edge(
    pieces: Sequence[tuple[str, tuple[Mark, ...]]], inside: Callable[[Mark], bool]
) -> list[tuple[Mark, ...]]:
    """Return for each piece the marks met here for the first time, if their edge is `inside`."""
    seen: set[int] = set()
    met = []
    for _, marks in pieces:
        if not marks:
            met.append(marks)
            continue
        met.append(tuple([mark for mark in marks if id(mark) not in seen and inside(mark)]))
        seen.update(map(id, marks))
    return met
