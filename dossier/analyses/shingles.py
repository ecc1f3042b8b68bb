"""Runs of words that several texts have alike: an inverted index of shingles, on NumPy's arrays.

A shingle is four words in a row, or six characters in scripts without spaces. All shingles of all
texts are hashed and sorted, so that equal ones stand side by side; neighbouring matches on one
diagonal (the same distance between their places in the two texts) become one run. The cost is that
of sorting the words, and the memory that of one part of the index at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, overload

import numpy as np

from dossier.analyses.orders import order_of_rows, stable_order
from dossier.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dossier.analyses.orders import Numbers

    Pair = tuple[int, int, Sequence["Run"]]

WORDS = 4
"""How many words make a shingle."""

CHARACTERS = 6
"""How many characters do where no spaces are set between words."""

_NEIGHBOURS = 16
"""With how many later texts each text is compared over one shingle.

A shingle that few texts have ties each to each. Of one that many have, each is tied to the next
ones only: all of them still hang together, and the cost stays linear.
"""

_COMMON_NEIGHBOURS = 2
_COMMON_SHARE = 0.01
_FEWEST_COMMON = 20
_FEW = 6
_FEWEST_TEXTS = 400
_MOST_IN_ONE_TEXT = 4
_LARGEST_PART = 4_000_000
_AT_A_TIME = 100_000
"""How many words are hashed at a time, some 20 bytes each: for each text apart takes longer."""
_BASE = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Words:
    """A text as the numbers of its words; `unspaced` marks those of scripts without spaces.

    No shingle begins where `open_at` is false.
    """

    numbers: Numbers
    unspaced: Numbers
    open_at: Numbers


@dataclass(frozen=True, slots=True)
class Run:
    """Words `[a, a + length)` of one text that stand as `[b, b + length)` in another.

    `rarity` is 1 where few texts have them, less the more have, and 0 where they are common.
    """

    a: int
    b: int
    length: int
    rarity: float


class RunColumns(NamedTuple):
    """Runs as arrays: the number of their pair, both texts, both places, length and rarity."""

    pair: Numbers
    first: Numbers
    second: Numbers
    a: Numbers
    b: Numbers
    length: Numbers
    rarity: Numbers


class RunsOfPairs(Sequence["Pair"]):
    """Pairs of texts, and the runs that they have alike: `(text, later text, runs)` for each.

    They are kept as arrays, since of most pairs nothing comes in the end.
    """

    def __init__(self, pairs: Numbers, runs: tuple[Numbers, ...]) -> None:
        self._firsts = np.flatnonzero(_begins(pairs))
        self._ends = np.r_[self._firsts[1:], len(pairs)]
        self._pairs = pairs[self._firsts]
        self._runs = runs

    def in_order(self) -> RunColumns:
        """Return all runs as columns, those of a pair by their places in the first text."""
        pair = np.repeat(np.arange(len(self)), self._ends - self._firsts)
        at, shift, length, rarity = self._runs
        order = np.lexsort((at, pair))
        at = at[order].astype(np.int64)
        first, second = self._pairs[pair] >> 32, self._pairs[pair] & 0xFFFFFFFF
        b = at + shift[order]
        return RunColumns(pair, first, second, at, b, length[order], rarity[order])

    def only(self, marked: Numbers) -> RunsOfPairs:
        """Return those pairs that are marked."""
        runs = np.repeat(marked, self._ends - self._firsts)
        pairs = np.repeat(self._pairs, self._ends - self._firsts)[runs]
        return RunsOfPairs(pairs, tuple(column[runs] for column in self._runs))

    def __len__(self) -> int:
        return len(self._pairs)

    @overload
    def __getitem__(self, place: int) -> Pair: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Pair]: ...

    def __getitem__(self, place: int | slice) -> Pair | Sequence[Pair]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        start, end = self._firsts[place], self._ends[place]
        at, shift, length, rarity = (column[start:end] for column in self._runs)
        rows = (at.tolist(), (at + shift).tolist(), length.tolist(), rarity.tolist())
        runs = sorted((Run(*row) for row in zip(*rows, strict=True)), key=_place)
        pair = int(self._pairs[place])
        return pair >> 32, pair & 0xFFFFFFFF, runs


def runs(texts: Sequence[Words], *, least: float, least_common: float) -> RunsOfPairs:
    """Return the pairs of texts with enough words alike, with their runs.

    That is `least` words, each weighed by its run's rarity, or `least_common`, however common.
    """
    found = _seeds(texts) if texts else ()
    if not found or not len(found[0]):
        return RunsOfPairs(np.zeros(0, np.int64), (np.zeros(0, np.int64),) * 4)
    pairs, *columns = _enough(*_joined(*found), least=least, least_common=least_common)
    return RunsOfPairs(pairs, tuple(columns))


# Shingles that are alike ----------------------------------------------------------------------


def _seeds(texts: Sequence[Words]) -> tuple[Numbers, ...]:
    """Return equal shingles as arrays: both texts, both places, width, rarity."""
    total = sum(len(text.numbers) for text in texts)
    parts = total // _LARGEST_PART + 1
    found = [_seeds_of_part(texts, part, parts) for part in range(parts)]
    return tuple(np.concatenate(columns) for columns in zip(*found, strict=True))


def _seeds_of_part(texts: Sequence[Words], part: int, parts: int) -> tuple[Numbers, ...]:
    hashes, owners, places, widths = _index(texts, part, parts)
    begins = _begins(hashes)
    groups = np.cumsum(begins) - 1
    changes = begins | _begins(owners)
    texts_in = np.bincount(groups, weights=changes)
    keep = _few_in_one_text(changes) & (texts_in[groups] > 1)
    owners, places, widths, groups = (one[keep] for one in (owners, places, widths, groups))
    rarity = _rarity(texts_in, len(texts))[groups]
    columns: list[tuple[Numbers, ...]] = []
    for step in range(1, _NEIGHBOURS + 1):
        alike = (groups[step:] == groups[:-step]) & (owners[step:] != owners[:-step])
        if step > _COMMON_NEIGHBOURS:
            alike &= rarity[step:] > 0
        at = np.flatnonzero(alike)
        there = at + step
        columns.append(
            (owners[at], owners[there], places[at], places[there], widths[at], rarity[at])
        )
    return tuple(np.concatenate(each) for each in zip(*columns, strict=True))


def _rarity(texts_in: Numbers, texts: int) -> Numbers:
    """Return how much shingles tell by the number of texts that have them, from 1 down to 0.

    It falls with the logarithm of that number, as an inverse document frequency does
    (K. Spärck Jones, 1972), from the seventh text on. What one text in a hundred has, and at
    least twenty have, is common: a set phrase, or a notice.
    """
    all_texts = max(texts, _FEWEST_TEXTS)
    told = np.log(all_texts / texts_in) / np.log(all_texts / _FEW)
    common = texts_in > max(_FEWEST_COMMON, texts * _COMMON_SHARE)
    rarity: Numbers = np.where(common, 0, np.minimum(1, told)).astype(np.float32)
    return rarity


def _index(texts: Sequence[Words], part: int, parts: int) -> tuple[Numbers, ...]:
    """Return one part of all shingles, sorted: hash, text, place and width of each."""
    columns: list[tuple[Numbers, ...]] = []
    for first, some in _batches(texts):
        ends = np.cumsum([len(text.numbers) for text in some])
        hashes, widths = _hashes(some, ends)
        chosen = np.flatnonzero((hashes % np.uint64(parts) == part) & (widths > 0))
        owners = np.searchsorted(ends, chosen, side="right")
        places = chosen - np.r_[0, ends[:-1]][owners]
        owners += first
        columns.append(
            (hashes[chosen], owners.astype(np.int32), places.astype(np.int32), widths[chosen])
        )
    hashes, owners, places, widths = (np.concatenate(each) for each in zip(*columns, strict=True))
    order = stable_order(hashes)
    return hashes[order], owners[order], places[order], widths[order]


def _batches(texts: Sequence[Words]) -> Iterator[tuple[int, Sequence[Words]]]:
    """Yield texts side by side, as many as there is room for, with the number of the first."""
    first, words = 0, 0
    for number, text in enumerate(texts):
        words += len(text.numbers)
        if words >= _AT_A_TIME or number == len(texts) - 1:
            yield first, texts[first : number + 1]
            first, words = number + 1, 0


def _hashes(texts: Sequence[Words], ends: Numbers) -> tuple[Numbers, Numbers]:
    """Return for every place in some texts the hash of its shingle and its width; 0 where none is.

    The texts follow each other; `ends` says where each ends.
    """
    numbers, unspaced, open_at = (
        np.concatenate([getattr(text, name) for text in texts])
        for name in ("numbers", "unspaced", "open_at")
    )
    length = len(numbers)
    lengths = np.diff(ends, prepend=0)
    left = np.repeat(ends, lengths) - np.arange(length)  # how many words there are up to the end
    values = (numbers.astype(np.uint64) + np.uint64(1)) * _BASE
    without_spaces = unspaced.copy()
    if unspaced.any():
        for ahead in range(1, WORDS):
            without_spaces[:-ahead] |= unspaced[ahead:] & (left[:-ahead] > ahead)
    widths = np.zeros(length, np.int8)
    hashes = np.zeros(length, np.uint64)
    for width, fits in ((WORDS, ~without_spaces), (CHARACTERS, without_spaces)):
        room = length - width + 1
        if room <= 0 or not fits.any():
            continue
        rolled = np.zeros(room, np.uint64)
        for ahead in range(width):
            rolled = (rolled ^ values[ahead : ahead + room]) * _BASE
            rolled ^= rolled >> np.uint64(29)
        here = fits[:room] & open_at[:room] & (left[:room] >= width)
        hashes[:room][here] = rolled[here]
        widths[:room][here] = width
    return hashes, widths


def _begins(column: Numbers) -> Numbers:
    """Mark where a value differs from the one before it."""
    marks = np.ones(len(column), bool)
    marks[1:] = column[1:] != column[:-1]
    return marks


def _few_in_one_text(changes: Numbers) -> Numbers:
    """Mark the first occurrences of a shingle in each text: a text that repeats itself has more."""
    starts = np.flatnonzero(changes)
    since = np.arange(len(changes)) - np.repeat(starts, np.diff(np.r_[starts, len(changes)]))
    few: Numbers = since < _MOST_IN_ONE_TEXT
    return few


# Runs -----------------------------------------------------------------------------------------


def _joined(
    a: Numbers, b: Numbers, at: Numbers, there: Numbers, width: Numbers, rarity: Numbers
) -> tuple[Numbers, ...]:
    """Join the shingles of one pair on one diagonal where they overlap or touch.

    Returns arrays: pair, place in the one text, distance to that in the other, length, rarity.
    """
    pairs = a.astype(np.int64) << 32 | b
    shift = there.astype(np.int64) - at
    order = order_of_rows(a, b, shift, at)
    pairs, at, width, rarity, shift = (one[order] for one in (pairs, at, width, rarity, shift))
    begins = _begins(pairs) | _begins(shift)
    # How far a diagonal's shingles have reached: a wide one may end behind narrower ones.
    before = np.cumsum(begins) << 32
    ends = np.maximum.accumulate(before + at + width) - before
    begins[1:] |= at[1:] > ends[:-1]
    starts = np.flatnonzero(begins)
    last = np.r_[starts[1:], len(at)] - 1
    rarity = _by_word(rarity, np.cumsum(begins))
    left = (ends[last] - at[last] - 1).astype(np.float32)
    told = np.add.reduceat(rarity, starts) + rarity[last] * left
    length = (ends[last] - at[starts]).astype(np.int32)
    return pairs[starts], at[starts], shift[starts], length, told / length


def _by_word(rarity: Numbers, numbered: Numbers) -> Numbers:
    """Return the rarity of the word that each shingle of a run begins with.

    A word is as rare as the commonest shingle that holds it: where one set phrase follows
    another, the shingles between them are rare, and prove as little.
    """
    least = rarity.copy()
    for back in range(1, WORDS):
        same = numbered[back:] == numbered[:-back]
        least[back:][same] = np.minimum(least[back:], rarity[:-back])[same]
    return least


def _enough(*columns: Numbers, least: float, least_common: float) -> tuple[Numbers, ...]:
    """Leave out the runs of pairs that have too few words alike, whatever is between them."""
    pairs, _, _, length, rarity = columns
    firsts = np.flatnonzero(_begins(pairs))
    runs_in = np.diff(np.r_[firsts, len(pairs)])
    rare = np.add.reduceat(length * rarity, firsts) >= least
    long = np.add.reduceat(length, firsts) >= least_common
    kept = np.repeat(rare | long, runs_in)
    return tuple(column[kept] for column in columns)


def _place(run: Run) -> tuple[int, int]:
    return run.a, run.b
