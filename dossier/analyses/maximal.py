"""The stretches of a row of scores that are worth most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def maximal(scores: Sequence[float]) -> Iterator[tuple[int, int]]:
    """Yield `[start, end)` of every maximal scoring subsequence, in order. Linear.

    Source: W. Ruzzo and M. Tompa, “A Linear Time Algorithm for Finding All Maximal Scoring
    Subsequences”, 1999.
    """
    kept: list[_Scored] = []
    total = 0.0
    for at, score in enumerate(scores):
        before, total = total, total + score
        if score <= 0:
            continue
        start = at
        lower = _lower(kept, len(kept) - 1, before)
        while lower >= 0 and kept[lower].after < total:
            start, before = kept[lower].start, kept[lower].before
            following = kept[lower].lower
            del kept[lower:]
            lower = following
        kept.append(_Scored(start, at + 1, before, total, lower))
    for one in kept:
        yield one.start, one.end


@dataclass(frozen=True, slots=True)
class _Scored:
    """A subsequence, the totals before and after it, and the last kept one that began lower."""

    start: int
    end: int
    before: float
    after: float
    lower: int


def _lower(kept: Sequence[_Scored], at: int, total: float) -> int:
    while at >= 0 and kept[at].before >= total:
        at = kept[at].lower
    return at
