"""Which pairs of texts may share a passage, out of the many that have a few words alike.

Of nearly all pairs nothing comes in the end: some set phrase stands in both, and other words around
it. For all of them at once it is reckoned how much a passage could hold at the most, and only those
where that is enough are looked at one by one. Nothing that would be found is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from dossier.analyses.orders import Numbers
    from dossier.analyses.shingles import RunColumns, RunsOfPairs

MINIMUM = 8.5
"""How many words alike make a passage, each weighed by how much it tells (`worded.py`)."""

MINIMUM_COMMON = 100.0
"""How many words that are common to many texts make a passage all the same: a whole report."""

# Text that was rewritten with care keeps short stretches, but many of them.
MINIMUM_SHORT = 6.0
MINIMUM_TOGETHER = 18.0

STRAY = 0.4
"""How rare words are that are alike by themselves, near a run: between 0 and 1, as those in one."""

WIDEST_GAP = 24
"""How many words there may be between two runs of one passage, in either text."""

MARGIN = 12
"""How many words before its first run and behind its last one may belong to a passage."""

_ROUNDING = 1e-3
_AT_A_TIME = 50_000


def promising(pairs: RunsOfPairs, weights: Numbers, columns: tuple[Numbers, ...]) -> Numbers:
    """Mark the pairs that may share a passage.

    `columns` are those of all texts (`columns_of`); `weights` says of each sort of words how much
    one tells at the most. A run that is alone makes a passage with words of its margins at the
    best. Of runs that are near each other nothing is reckoned. Linear in the runs.
    """
    numbers, sorts, _, _, lengths = columns
    runs = pairs.in_order()
    ends = np.cumsum(lengths)
    starts = ends - lengths
    told = weights[sorts]
    upto = np.r_[0.0, np.cumsum(told)]

    a, b = starts[runs.first] + runs.a, starts[runs.second] + runs.b
    a_end, b_end = a + runs.length, b + runs.length
    low = np.maximum(a - MARGIN, starts[runs.first])
    high = np.minimum(a_end + MARGIN, ends[runs.first])
    b_low = np.maximum(b - MARGIN, starts[runs.second])
    b_high = np.minimum(b_end + MARGIN, ends[runs.second])

    alike = _alike(numbers, told, (low, a), (b_low, b))
    alike += _alike(numbers, told, (a_end, high), (b_end, b_high))
    rare = runs.rarity * (upto[a_end] - upto[a]) + STRAY * alike + _ROUNDING
    enough = (rare >= MINIMUM) | (upto[high] - upto[low] + _ROUNDING >= MINIMUM_COMMON)
    enough |= ~_alone(runs)
    short = np.where(rare >= MINIMUM_SHORT, rare, 0)
    together = np.bincount(runs.pair, short, minlength=len(pairs))
    marks: Numbers = np.bincount(runs.pair, enough, minlength=len(pairs)) > 0
    return marks | (together >= MINIMUM_TOGETHER)


def _alone(runs: RunColumns) -> Numbers:
    """Mark the runs that make a passage with no other run of their pair.

    They are in the order of their places in the first text.
    """
    longest = int(runs.a.max(initial=0) + runs.length.max(initial=0)) + WIDEST_GAP + 1
    # As one long text, in which the pairs are far from each other.
    a = runs.a + runs.pair * longest
    far = np.ones(len(a), bool)
    far[1:] = a[1:] - np.maximum.accumulate(a + runs.length)[:-1] > WIDEST_GAP
    groups = np.cumsum(far) - 1
    size = np.bincount(groups)[groups] if len(a) else groups
    alone: Numbers = size == 1
    first = np.flatnonzero(far & (size == 2))  # noqa: PLR2004 - two may be apart in the other text
    second = first + 1
    gap = runs.b[second] - (runs.b[first] + runs.length[first])
    follows = (runs.a[second] > runs.a[first]) & (runs.b[second] > runs.b[first])
    apart = ~follows | (gap > WIDEST_GAP)
    alone[first[apart]] = alone[second[apart]] = True
    return alone


def _alike(
    numbers: Numbers, told: Numbers, here: tuple[Numbers, Numbers], there: tuple[Numbers, Numbers]
) -> Numbers:
    """Return how much the words of a margin tell that stand in the other text's margin as well.

    `here` and `there` are where the margins begin and end, of all runs.
    """
    every = np.arange(MARGIN)
    last = max(len(numbers) - 1, 0)
    found = np.zeros(len(here[0]))
    for first in range(0, len(found), _AT_A_TIME):
        some = slice(first, first + _AT_A_TIME)
        left, right = (start[some, None] + every for start, _ in (here, there))
        inside, outside = left < here[1][some, None], right >= there[1][some, None]
        words, others = numbers[np.minimum(left, last)], numbers[np.minimum(right, last)].copy()
        others[outside] = -1  # which is no word's number
        same = (words[:, :, None] == others[:, None, :]).any(axis=2) & inside
        found[some] = (same * told[np.minimum(left, last)]).sum(axis=1)
    return found
