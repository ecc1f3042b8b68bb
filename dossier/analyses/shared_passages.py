"""Near-verbatim text that two sources share, with its place in each of them.

Runs of equal words (`shingles.py`) that follow each other in both texts are chained, what lies
between and around them is aligned word by word, and the stretches in which the same words outweigh
the others are kept. A stretch has to hold enough words to be no accident: names and set phrases,
words that many sources of the dossier have alike, and notices of rights count less or not at all.

That two sources share no passage does not prove that they are independent: a text can be rewritten
until no words are left.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import field
from functools import partial
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from dossier.analyses.maximal import maximal
from dossier.analyses.promising import (
    MARGIN,
    MINIMUM,
    MINIMUM_COMMON,
    MINIMUM_SHORT,
    MINIMUM_TOGETHER,
    STRAY,
    WIDEST_GAP,
    promising,
)
from dossier.analyses.shingles import WORDS, runs
from dossier.analyses.worded import MOST_TELLING, columns_of, texts_of, worded_texts
from dossier.frozen import dataclass
from dossier.memory import NOTHING
from dossier.processes import beside, spread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from dossier.analyses.orders import Numbers
    from dossier.analyses.shingles import Pair, Run
    from dossier.analyses.worded import WordedText
    from dossier.corpus import Corpus
    from dossier.graph import Graph
    from dossier.memory import Memory
    from dossier.text import Span

    _Found = tuple[list["SharedPassage"], float]

_TOGETHER_SHARE = 0.08
_MINIMUM_SEEDED = 5.0
_DIFFERENT = 0.6


@dataclass(frozen=True, slots=True, order=True)
class SharedPassage:
    """A stretch of text that two sources have nearly word for word; `a` sorts before `b`.

    The spans are in code points of the seeds' own texts. `words` is how many words are the same
    (three characters count as one where no spaces are set), `similarity` the share of both
    stretches' words that are, from 0 to 1.
    """

    a: str
    a_span: Span
    b: str
    b_span: Span
    similarity: float
    words: int

    def span_in(self, source: str) -> Span:
        """Return where one of the two sources has the passage."""
        return self.a_span if source == self.a else self.b_span


@dataclass(frozen=True, slots=True)
class SharedText:
    """All shared passages, by source and place, and how much of each text they and less make up.

    `overlaps` holds, by pair of sources that share a passage, which share of the shorter one's
    words stands in the other, four and more in a row.
    """

    passages: tuple[SharedPassage, ...] = ()
    overlaps: Mapping[tuple[str, str], float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Matching:
    """All texts as words, and the runs that pairs of them (by their places) have alike."""

    texts: Sequence[WordedText]
    runs: Sequence[Pair]


def begin_matching(corpus: Corpus, *, memory: Memory = NOTHING) -> Callable[[], Matching]:
    """Begin to look for equal words in all texts; return a function that waits for them.

    Nothing but the texts is asked for, so that all else can be read meanwhile.
    """
    if memory.remembers:  # which has to be here, and not in a copy of this process
        return lambda: _matching(worded_texts(corpus, memory))
    found = beside(lambda: _found(corpus), jobs=len(corpus.sources))

    def matching() -> Matching:
        columns, runs_of_pairs = found()
        return Matching(texts_of(corpus.sources.values(), *columns), runs_of_pairs)

    return matching


def _found(corpus: Corpus) -> tuple[tuple[Numbers, ...], Sequence[Pair]]:
    texts = worded_texts(corpus)
    columns = columns_of(texts)
    return columns, _runs(texts, columns)


def _matching(texts: Sequence[WordedText]) -> Matching:
    return Matching(texts, _runs(texts, columns_of(texts)))


def _runs(texts: Sequence[WordedText], columns: tuple[Numbers, ...]) -> Sequence[Pair]:
    words = [text.words for text in texts]
    found = runs(words, least=_MINIMUM_SEEDED, least_common=MINIMUM_COMMON)
    return found.only(promising(found, MOST_TELLING, columns)) if len(found) else found


def shared_text(
    corpus: Corpus,
    graph: Graph,
    *,
    matching: Callable[[], Matching] | None = None,
    memory: Memory = NOTHING,
) -> SharedText:
    """Return what sources share, by a matching of their texts if that has begun.

    Near linear in the texts. Of a passage that more than a few dozen sources hold, each is
    compared with the next ones only: together they still hang together. A text that has not
    changed keeps its words in a memory (some 15 bytes each), and a pair of such texts what it
    shares; where texts come or go, or one changes, the index of all is made anew.
    """
    matching = matching or begin_matching(corpus, memory=memory)
    return memory.shelf("shared text").kept(
        "", (corpus, graph.mentions_in), lambda: _shared_text(matching(), graph, memory)
    )


def _shared_text(matching: Matching, graph: Graph, memory: Memory) -> SharedText:
    shelf = memory.shelf("texts with names")
    texts = []
    for text in matching.texts:
        names = tuple(one.span for one in graph.mentions_in.get(text.source.id, ()))
        texts.append(shelf.kept(text.source.id, (text, names), partial(text.naming, names)))
    passages: list[SharedPassage] = []
    overlaps: dict[tuple[str, str], float] = {}
    for found, overlap in _of_pairs(texts, matching.runs, memory):
        if found:
            passages += found
            overlaps[found[0].a, found[0].b] = overlap
    return SharedText(tuple(sorted(passages)), overlaps)


def _of_pairs(
    texts: Sequence[WordedText], pairs: Sequence[Pair], memory: Memory
) -> Iterator[_Found]:
    """Yield what the texts of each pair share: on all cores, or out of a memory."""
    shelf = memory.shelf("shared text of pairs")
    if not shelf.remembers:
        # By its place, as a worker has the texts already.
        yield from spread(lambda place: _of_pair(texts, pairs[place]), range(len(pairs)))
        return
    given = [(texts[first], texts[second], alike) for first, second, alike in pairs]
    names = [(a.source.id, b.source.id) for a, b, _ in given]
    missing = [at for at, one in enumerate(given) if not shelf.holds(names[at], one)]
    found = dict(zip(missing, spread(lambda at: _shared(*given[at]), missing), strict=True))
    for at, one in enumerate(given):
        yield shelf.kept(names[at], one, partial(found.__getitem__, at))


def _of_pair(texts: Sequence[WordedText], pair: Pair) -> _Found:
    first, second, alike = pair
    return _shared(texts[first], texts[second], alike)


# Runs to passages -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Block:
    """Equal words of both texts, from `a` and `b` on, and how rare they are from 0 to 1."""

    a: int
    b: int
    length: int
    rarity: float = 1.0


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Blocks that belong together: how many words are alike, and how much those tell.

    `told` weighs the words by themselves, `rare` by how few texts have them as well.
    """

    blocks: tuple[_Block, ...]
    alike: float
    told: float
    rare: float


def _shared(a: WordedText, b: WordedText, matching: Sequence[Run]) -> _Found:
    """Return the passages that two texts share, and how much of the shorter one that makes up."""
    found = [
        stretch for chain in _chains(matching) for stretch in _stretches(a, b, _filled(a, b, chain))
    ]
    found.sort(key=lambda one: (-one.told, one.blocks[0].a, one.blocks[0].b))
    apart = _apart(one for one in found if one.alike >= WORDS)
    shorter = min(text.length(0, len(text.numbers)) for text in (a, b))
    together = sum(one.rare for one in apart if one.rare >= MINIMUM_SHORT)
    rewritten = together >= max(MINIMUM_TOGETHER, _TOGETHER_SHARE * shorter)
    least = MINIMUM_SHORT if rewritten else MINIMUM
    passages = [
        _passage(a, b, one) for one in apart if one.rare >= least or one.told >= MINIMUM_COMMON
    ]
    return passages, sum(one.alike for one in apart) / shorter


def _chains(matching: Sequence[Run]) -> Iterator[list[Run]]:
    """Yield runs that follow each other closely in both texts, as one chain each."""
    open_: list[list[Run]] = []
    for run in matching:
        still_open = []
        home: list[Run] | None = None
        for chain in open_:
            last = chain[-1]
            if run.a - (last.a + last.length) > WIDEST_GAP:
                yield chain
                continue
            still_open.append(chain)
            follows = run.a > last.a and run.b > last.b
            near = run.b - (last.b + last.length) <= WIDEST_GAP
            if follows and near and (home is None or _shift(run, last) < _shift(run, home[-1])):
                home = chain
        if home is None:
            still_open.append([run])
        else:
            home.append(run)
        open_ = still_open
    yield from open_


def _shift(run: Run, last: Run) -> int:
    return abs((run.b - run.a) - (last.b - last.a))


def _filled(a: WordedText, b: WordedText, chain: Sequence[Run]) -> list[_Block]:
    """Return the blocks of a chain, with those of the words between and around its runs."""
    first = chain[0]
    blocks = list(
        _aligned(a, b, (max(0, first.a - MARGIN), first.a), (max(0, first.b - MARGIN), first.b))
    )
    a_end, b_end = first.a, first.b
    for run in chain:
        overlap = max(0, a_end - run.a, b_end - run.b)
        if overlap >= run.length:
            continue
        start, other = run.a + overlap, run.b + overlap
        blocks += _aligned(a, b, (a_end, start), (b_end, other))
        length = run.length - overlap
        blocks.append(_Block(start, other, length, run.rarity))
        a_end, b_end = start + length, other + length
    blocks += _aligned(a, b, (a_end, a_end + MARGIN), (b_end, b_end + MARGIN))
    return blocks


def _aligned(
    a: WordedText, b: WordedText, a_edges: tuple[int, int], b_edges: tuple[int, int]
) -> Iterator[_Block]:
    left = a.numbers[slice(*a_edges)].tolist()
    right = b.numbers[slice(*b_edges)].tolist()
    if not left or not right:
        return
    for step in Levenshtein.opcodes(left, right):
        if step.tag == "equal":
            length = step.src_end - step.src_start
            yield _Block(a_edges[0] + step.src_start, b_edges[0] + step.dest_start, length, STRAY)


def _stretches(a: WordedText, b: WordedText, blocks: Sequence[_Block]) -> Iterator[_Stretch]:
    """Yield the stretches of a chain in which equal words outweigh the others.

    They are its maximal scoring subsequences (W. Ruzzo and M. Tompa, “A Linear Time Algorithm for
    Finding All Maximal Scoring Subsequences”, 1999): equal words score, others cost.
    """
    scores: list[float] = []
    before: _Block | None = None
    for block in blocks:
        gap = 0.0
        if before is not None:
            gap = max(
                a.length(before.a + before.length, block.a),
                b.length(before.b + before.length, block.b),
            )
        scores += [-_DIFFERENT * gap, a.length(block.a, block.a + block.length)]
        before = block
    for start, end in maximal(scores):
        inside = blocks[start // 2 : (end + 1) // 2]
        yield _stretch(a, inside)


def _stretch(a: WordedText, blocks: Sequence[_Block]) -> _Stretch:
    told = [sum(a.weights[block.a : block.a + block.length]) for block in blocks]
    rare = sum(block.rarity * weight for block, weight in zip(blocks, told, strict=True))
    alike = sum(a.length(block.a, block.a + block.length) for block in blocks)
    return _Stretch(tuple(blocks), alike, sum(told), rare)


def _apart(found: Iterable[_Stretch]) -> list[_Stretch]:
    """Leave out what a better stretch has already taken most of, in either text."""
    taken = _Taken(), _Taken()
    kept = []
    for one in found:
        first, last = one.blocks[0], one.blocks[-1]
        edges = (first.a, last.a + last.length), (first.b, last.b + last.length)
        if any(of.mostly(*own) for own, of in zip(edges, taken, strict=True)):
            continue
        for own, of in zip(edges, taken, strict=True):
            of.take(*own)
        kept.append(one)
    return kept


class _Taken:
    """Stretches of one text, no two of which share most of their words."""

    def __init__(self) -> None:
        self._stretches: list[tuple[int, int]] = []
        self._longest = 0

    def take(self, start: int, end: int) -> None:
        insort(self._stretches, (start, end))
        self._longest = max(self._longest, end - start)

    def mostly(self, start: int, end: int) -> bool:
        """Say whether more than half of a stretch is taken."""
        first = bisect_left(self._stretches, (start - self._longest,))
        last = bisect_left(self._stretches, (end,))
        shared = sum(
            min(end, to) - max(start, at) for at, to in self._stretches[first:last] if to > start
        )
        return shared * 2 > end - start


def _passage(a: WordedText, b: WordedText, one: _Stretch) -> SharedPassage:
    first, last = one.blocks[0], one.blocks[-1]
    a_edges = first.a, last.a + last.length
    b_edges = first.b, last.b + last.length
    return SharedPassage(
        a.source.id,
        a.span(*a_edges),
        b.source.id,
        b.span(*b_edges),
        round(2 * one.alike / (a.length(*a_edges) + b.length(*b_edges)), 4),
        round(one.alike),
    )
