"""Shared text followed from source to source: which stretches are copies of one another.

A passage that A shares with B, and B at the same place with C, is one family: its words stand in
all three, also where A and C have drifted so far apart that nothing is left between them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

from dossier.analyses.groups import Groups
from dossier.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence

    from dossier.analyses.shared_passages import SharedPassage
    from dossier.corpus import Source
    from dossier.text import Span

_SAME_PLACE = 0.5
"""Two stretches of one source are the same place where they overlap by half of the longer."""


@dataclass(frozen=True, slots=True)
class _End:
    """Where one source has a shared passage; `number` is the passage's."""

    span: Span
    number: int


class Families:
    """All shared passages by family, and where each family stands in each source."""

    def __init__(self, shared: Sequence[SharedPassage]) -> None:
        self._shared = shared
        self._groups = Groups()
        ends: defaultdict[str, list[_End]] = defaultdict(list)
        for number, one in enumerate(shared):
            ends[one.a].append(_End(one.a_span, number))
            ends[one.b].append(_End(one.b_span, number))
        self._ends = {source: sorted(each, key=_by_place) for source, each in ends.items()}
        self._reach = {source: _reach(each) for source, each in self._ends.items()}
        for each in self._ends.values():
            for number, other in _same_place(each):
                self._groups.join(number, other)

    def of(self, number: int) -> Hashable:
        """Return the family of the passage with a number."""
        return self._groups.find(number)

    def around(self, source: Source, span: Span) -> Iterator[tuple[Hashable, SharedPassage]]:
        """Yield the families that stand around a quote, each with its passage there.

        That is in the quote's sentences, or in the sentence before or after them.
        """
        ends = self._ends.get(source.id, ())
        if not ends:
            return
        near = source.vicinity(span)
        first = bisect_left(self._reach[source.id], near.start + 1)
        for at in range(first, len(ends)):
            end = ends[at]
            if end.span.start >= near.end:
                return
            if end.span.overlaps(near):
                yield self.of(end.number), self._shared[end.number]


def _by_place(end: _End) -> tuple[Span, int]:
    return end.span, end.number


def _reach(ends: Sequence[_End]) -> list[int]:
    """Return the furthest end so far: where it is short of a place, nothing earlier reaches it."""
    reach: list[int] = []
    for end in ends:
        reach.append(max(end.span.end, reach[-1] if reach else 0))
    return reach


def _same_place(ends: Iterable[_End]) -> Iterator[tuple[int, int]]:
    """Yield pairs of passages that stand in one place, enough of them to join all that do.

    Each is compared with the stretches that are still open where it begins; of those in one place
    only the one that reaches furthest stays open. So the cost is that of the ends, and of the
    stretches of different places that cross.
    """
    open_: list[_End] = []
    for end in ends:
        open_ = [one for one in open_ if one.span.end > end.span.start]
        kept = []
        for one in open_:
            shared = min(one.span.end, end.span.end) - end.span.start
            if shared >= _SAME_PLACE * max(len(one.span), len(end.span)):
                yield one.number, end.number
                if one.span.end <= end.span.end:
                    continue
            kept.append(one)
        open_ = [*kept, end]
