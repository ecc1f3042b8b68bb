"""Words found in a text that has them only nearly: how near, and from where to where.

Two steps. The text is cut into overlapping windows, and rapidfuzz gives each the length of the
longest subsequence that it shares with the words: words with `d` edits keep all but `d` of their
characters, so no window that holds them is missed, and few others pass. In the windows that pass,
a bit-parallel edit distance (Myers, 1999, as Hyyrö wrote it down, on Python's long integers)
gives the exact distance and edges. Both are linear in the text, whatever it repeats.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import product
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import LCSseq, Levenshtein

from dossier.frozen import dataclass
from dossier.text import Span
from dossier.word_edges import ends_word, starts_word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

SHORTEST = 20
"""Words shorter than this are never taken for others: too much looks like them."""

LONGEST = 10_000
"""Words longer than this are not looked for: the work grows with the square of their length."""

_MEDIUM = 40
_PROBE = 500
_MOST_CANDIDATES = 16
_LONGEST_WORD = 40


@dataclass(frozen=True, slots=True)
class Near:
    """A stretch of a text, and the number of edits (Levenshtein) that make it of some words.

    `likeness` is the share of the words' characters that need no edit, from 0 to 1.
    """

    span: Span
    distance: int
    likeness: float


@dataclass(frozen=True, slots=True)
class Closest:
    """The stretches that may be meant by some words, the nearest first.

    `candidates` are close enough; `rivals` are not, but come near the first candidate. `clear`
    says that nothing comes near it. `nearest` is what is most like the words, close enough or
    not.
    """

    candidates: tuple[Near, ...] = ()
    rivals: tuple[Near, ...] = ()
    clear: bool = False
    nearest: Near | None = None


def allowed(words: str) -> int:
    """Return how many edits may lie between words and the stretch that is taken for them."""
    length = len(words)
    if not SHORTEST <= length <= LONGEST:
        return 0
    return length // 10 if length <= _MEDIUM else length // 5


def gap(words: str) -> int:
    """Return by how many edits a runner-up must be worse than the best for that to be clear."""
    return max(2, len(words) // 10)


def closest(text: str, words: str) -> Closest:
    """Find the stretches of a folded text that are close to folded words."""
    if not text or not 0 < len(words) <= LONGEST:
        return Closest()
    most = allowed(words)
    found: list[Near] = []
    missed = len(words)
    if most:
        regions, missed = _regions(text, words, most + gap(words))
        found = list(_candidates(text, words, regions, most + gap(words)))
    close = [one for one in found if one.distance <= most]
    if not close:
        return Closest(nearest=found[0] if found else _nearest(text, words))
    clear = close[0].distance + gap(words)
    rivals = [one for one in found[len(close) :] if one.distance < clear]
    return Closest(
        tuple(_whole_words(text, words, one) for one in close),
        tuple(_whole_words(text, words, one) for one in rivals),
        min([missed, *(one.distance for one in found[1:])]) >= clear,
        close[0],
    )


def align(text: str, words: str) -> Near:
    """Return the stretch of a text that is nearest to some words. Costs text times words."""
    distances = list(_Pattern(words).ends(text))
    at = min(range(len(distances)), key=lambda end: (distances[end], not ends_word(text, end), end))
    return _ending_at(text, words, at, distances[at])


# Where to look --------------------------------------------------------------------------------


def _probes(words: str) -> list[tuple[int, str]]:
    """Return pieces of the words with their offsets: the whole, or four samples of a long text.

    Samples keep the cost linear. A long text is missed only if all four are worse than the rest.
    """
    if len(words) <= 2 * _PROBE:
        return [(0, words)]
    rest = len(words) - _PROBE
    return [(at, words[at : at + _PROBE]) for at in (0, rest // 3, 2 * rest // 3, rest)]


def _regions(text: str, words: str, reach: int) -> tuple[list[Span], int]:
    """Return where the words may stand with at most `reach` edits, as spans without overlaps.

    In a text that repeats itself too many windows pass. Only the best are returned then; the
    second value is the least number of edits with which the words could stand in another.
    """
    passed: list[tuple[int, Span]] = []
    for offset, piece in _probes(words):
        whole = len(piece) == len(words)
        slack = reach if whole else reach * len(piece) // len(words) + 1
        before, after = (0, 0) if whole else (offset + reach, len(words) - offset + reach)
        for score, window in _windows(text, piece, slack, len(piece) - slack):
            span = Span(max(0, window.start - before), min(len(text), window.end + after))
            passed.append((len(piece) - score, span))
    passed.sort()
    most = max(24, min(64, 40_000 // len(words)))
    regions = list(_joined(span for _, span in passed[:most]))
    starts = [region.start for region in regions]
    for edits, span in passed[most:]:
        if span not in regions[max(0, bisect_right(starts, span.start) - 1)]:
            return regions, edits
    return regions, len(words)


def _windows(text: str, piece: str, slack: int, least: int) -> Iterator[tuple[int, Span]]:
    """Yield the windows that share a subsequence of `least` characters with a piece."""
    starts, width = _cuts(text, piece, slack)
    windows = (text[start : start + width] for start in starts)
    for _, score, number in process.extract_iter(
        piece, windows, scorer=LCSseq.similarity, score_cutoff=least
    ):
        yield int(score), Span(starts[number], min(starts[number] + width, len(text)))


def _cuts(text: str, piece: str, slack: int) -> tuple[range, int]:
    """Return where windows start and how wide they are.

    Whatever is at most `slack` longer than the piece lies in one of them.
    """
    step = max(len(piece) // 2, 8)
    width = len(piece) + slack + step
    return range(0, max(1, len(text) - width + step), step), width


def _nearest(text: str, words: str) -> Near | None:
    """Return the stretch most like the words, however unlike: a hint for people, not a find."""
    piece = _probes(words)[0][1]
    starts, width = _cuts(text, piece, len(piece) // 3)
    windows = [text[start : start + width] for start in starts]
    _, _, number = process.extractOne(piece, windows, scorer=LCSseq.similarity)
    near = align(windows[number], piece)
    if not near.span:
        return None
    span = Span(near.span.start + starts[number], near.span.end + starts[number])
    return _whole_words(text, piece, Near(span, near.distance, near.likeness))


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    last: Span | None = None
    for span in sorted(spans):
        if last and span.start <= last.end:
            last = Span(last.start, max(last.end, span.end))
        else:
            if last:
                yield last
            last = span
    if last:
        yield last


# From where to where --------------------------------------------------------------------------


class _Pattern:
    """Words as one bit a character, for reading a text against all of them at once."""

    def __init__(self, words: str) -> None:
        self._length = len(words)
        self._bits: dict[str, int] = {}
        for at, character in enumerate(words):
            self._bits[character] = self._bits.get(character, 0) | 1 << at

    def ends(self, text: str, *, from_start: bool = False) -> Iterator[int]:
        """Yield for every end in a text, 0 first, the least edits of a stretch that ends there.

        `from_start` fixes the stretch's start to the text's.
        """
        bits, mask, last = self._bits, (1 << self._length) - 1, 1 << (self._length - 1)
        more, less, distance = mask, 0, self._length
        carried = int(from_start)
        yield distance
        for character in text:
            same = bits.get(character, 0)
            level = (((same & more) + more) ^ more) | same | less
            rise = less | ~(level | more)
            fall = more & level
            if rise & last:
                distance += 1
            elif fall & last:
                distance -= 1
            rise = rise << 1 | carried
            more = (fall << 1 | ~(level | rise)) & mask
            less = rise & level & mask
            yield distance


def _candidates(text: str, words: str, regions: Sequence[Span], reach: int) -> Iterator[Near]:
    """Yield the nearest stretch and those that share neither edge with a nearer one."""
    pattern = _Pattern(words)
    wordy = words[-1].isalnum()
    ends = [
        (distance, not ends_word(text, at), text[at - 1 : at].isalnum() != wordy, at)
        for region in regions
        for at, distance in enumerate(pattern.ends(region.of(text)), region.start)
        if distance <= reach
    ]
    ends.sort()
    taken: list[Span] = []
    tried: list[int] = []
    for distance, *_, end in ends:
        # An end near the best one's, but clearly worse, is the same stretch cut elsewhere.
        apart = gap(words) if distance < ends[0][0] + gap(words) else reach
        if any(abs(end - other) <= apart for other in tried):
            continue
        tried.append(end)
        near = _ending_at(text, words, end, distance)
        if all(abs(near.span.start - other.start) > gap(words) for other in taken):
            taken.append(near.span)
            yield near
        if len(tried) == _MOST_CANDIDATES:
            return


def _ending_at(text: str, words: str, end: int, distance: int) -> Near:
    """Return the stretch that ends at `end` with `distance` edits; of several, the neatest."""
    longest = len(words) + distance
    before = text[max(0, end - longest) : end][::-1]
    lengths = [
        length
        for length, edits in enumerate(_Pattern(words[::-1]).ends(before, from_start=True))
        if edits == distance
    ]

    def untidy(length: int) -> tuple[bool, bool, int, int]:
        start = end - length
        other = text[start : start + 1].isalnum() != words[0].isalnum()
        return not starts_word(text, start), other, abs(length - len(words)), length

    length = min(lengths, key=untidy)
    return _near(words, Span(end - length, end), distance)


def _near(words: str, span: Span, distance: int) -> Near:
    return Near(span, distance, max(0.0, 1 - distance / len(words)))


def _whole_words(text: str, words: str, near: Near) -> Near:
    """Move edges that cut a word of the text out of it or to its end, whichever is nearer."""
    start, end = near.span.start, near.span.end
    starts, ends = [start], [end]
    if not starts_word(text, start):
        starts = [_edge(text, start, -1, starts_word), _edge(text, start, 1, starts_word)]
    if not ends_word(text, end):
        ends = [_edge(text, end, 1, ends_word), _edge(text, end, -1, ends_word)]
    moved = [_trimmed(text, *edges) for edges in product(starts, ends) if edges[0] < edges[1]]
    found = [_near(words, span, Levenshtein.distance(words, span.of(text))) for span in moved]
    best = min(found, key=lambda one: one.distance, default=near)
    cut = near.distance <= allowed(words) < best.distance
    return near if cut else best


def _edge(text: str, at: int, step: int, is_edge: Callable[[str, int], bool]) -> int:
    """Return the next edge of a word; what is longer than any word is cut where it is."""
    edges = range(at, at + step * _LONGEST_WORD, step)
    return next((one for one in edges if is_edge(text, one)), at)


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    end -= len(words) - len(words.rstrip())
    return Span(min(start + len(words) - len(words.lstrip()), end), end)
