"""The parts of a quote with words left out, put together: in order, and not too far apart."""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from dossier.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONGEST = 2_000
"""The most characters that `[…]` may stand for, not counting the spaces around it."""

MOST_PARTS = 100
"""The most parts that a quote may have."""

MOST_STARTS = 20_000
"""How often a part may stand in a text to be told apart from its other occurrences."""

MOST_CHAINS = 1_000
"""How many ways to read a quote are told apart; there could be millions."""


@dataclass(frozen=True, slots=True)
class Part:
    """Where one part of a quote may start, in order; how long it is there, with how many edits."""

    starts: Sequence[int]
    length: int
    distance: int = 0


@dataclass(frozen=True, slots=True)
class _Chain:
    """The start of a part, and the chain of the parts before it."""

    start: int
    before: _Chain | None = None

    def starts(self) -> tuple[int, ...]:
        starts = []
        link: _Chain | None = self
        while link:
            starts.append(link.start)
            link = link.before
        return tuple(reversed(starts))


def chains(text: str, parts: Sequence[Part]) -> list[tuple[int, ...]]:
    """Return the ways to read some parts one after another, as the start of each part.

    In the order of the text, and no more than `MOST_CHAINS`. Linear in the starts.
    """
    alive = [parts[-1].starts]
    for part in reversed(parts[:-1]):
        alive.append([at for at in part.starts if _leads_on(text, at + part.length, alive[-1])])
    alive.reverse()
    # Whatever is still alive leads to the last part: no chain is begun in vain.
    found = [_Chain(at) for at in alive[0][:MOST_CHAINS]]
    for part, later in zip(parts, alive[1:], strict=False):
        longer = (
            _Chain(at, chain)
            for chain in found
            for at in _following(text, chain.start + part.length, later)
        )
        found = list(islice(longer, MOST_CHAINS))
    return [chain.starts() for chain in found]


def _leads_on(text: str, end: int, starts: Sequence[int]) -> bool:
    return next(_following(text, end, starts), None) is not None


def _following(text: str, end: int, starts: Sequence[int]) -> Iterator[int]:
    """Yield those of some starts that an elision after `end` may lead to."""
    for number in range(bisect_left(starts, end), len(starts)):
        if _left_out(text, end, starts[number]) > LONGEST:
            return
        yield starts[number]


def _left_out(text: str, end: int, start: int) -> int:
    """Return how many characters lie between two parts, without the spaces beside them."""
    if start <= end:
        return 0
    return max(0, start - end - (text[end] == " ") - (text[start - 1] == " "))


def in_order(parts: Sequence[Part]) -> bool:
    """Say whether the parts follow one another at all, at whatever distance."""
    reached = 0
    for part in parts:
        at = bisect_left(part.starts, reached)
        if at == len(part.starts):
            return False
        reached = part.starts[at] + part.length
    return True


def widest(text: str, parts: Sequence[Part]) -> tuple[int, int]:
    """Return which elision, from 0, is the first that is too wide, and how wide it is at least.

    Where each could be bridged by itself, the answer is the last one and no width.
    """
    for number, (part, later) in enumerate(pairwise(parts)):
        ends = (at + part.length for at in part.starts)
        widths = [
            _left_out(text, end, later.starts[next_])
            for end in ends
            if (next_ := bisect_left(later.starts, end)) < len(later.starts)
        ]
        if widths and min(widths) > LONGEST:
            return number, min(widths)
    return len(parts) - 2, 0
