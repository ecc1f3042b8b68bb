"""Near-verbatim text that two sources share, with its place in each of them.

Runs of equal words (`shingles.py`) that follow each other in both texts are chained, what lies
between and around them is aligned word by word, and the stretches in which the same words outweigh
the others are kept. A stretch has to hold enough words to be no accident: names and set phrases,
words that many sources of the dossier have alike, and notices of rights count less or not at all.

That two sources share no passage does not prove that they are independent: a text can be rewritten
until no words are left.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from dossier.analyses.maximal import maximal
from dossier.analyses.shingles import runs
from dossier.analyses.worded import Vocabulary, WordedText

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dossier.analyses.shingles import Run
    from dossier.corpus import Corpus
    from dossier.text import Span

MINIMUM = 8.5
"""How many words alike make a passage, each weighed by how much it tells (`worded.py`)."""

_MINIMUM_COMMON = 100.0
"""How many words that are common to many texts make a passage all the same: a whole report."""

# Text that was rewritten with care keeps short stretches, but many of them.
_MINIMUM_SHORT = 6.0
_MINIMUM_TOGETHER = 18.0
_TOGETHER_SHARE = 0.08

_MINIMUM_SEEDED = 5.0
_WIDEST_GAP = 24
_MARGIN = 12

_STRAY = 0.4
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


def shared_passages(corpus: Corpus) -> tuple[SharedPassage, ...]:
    """Return the passages that sources share, by source and place.

    Near linear in the texts. Of a passage that more than a few dozen sources hold, each is
    compared with the next ones only: together they still hang together.
    """
    vocabulary = Vocabulary()
    texts = [WordedText(source, vocabulary) for source in corpus.sources.values()]
    matching = runs(
        [text.words for text in texts], least=_MINIMUM_SEEDED, least_common=_MINIMUM_COMMON
    )
    found = [passage for a, b, alike in matching for passage in _shared(texts[a], texts[b], alike)]
    return tuple(sorted(found))


@dataclass(frozen=True, slots=True)
class Sharing:
    """Another source that shares text with one, and how many words in all."""

    other: str
    words: int


def sharing(shared: Iterable[SharedPassage]) -> Mapping[str, tuple[Sharing, ...]]:
    """Return by source the others that share text with it, those that share most first."""
    words: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in shared:
        words[one.a][one.b] += one.words
        words[one.b][one.a] += one.words
    return {
        source: tuple(
            Sharing(other, number)
            for other, number in sorted(others.items(), key=lambda each: (-each[1], each[0]))
        )
        for source, others in sorted(words.items())
    }


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


def _shared(a: WordedText, b: WordedText, matching: Sequence[Run]) -> list[SharedPassage]:
    """Return the passages that two texts share."""
    found = [
        stretch
        for chain in _chains(matching)
        for stretch in _stretches(a, b, _filled(a, b, chain))
        if stretch.told >= _MINIMUM_SHORT
    ]
    found.sort(key=lambda one: (-one.told, one.blocks[0].a, one.blocks[0].b))
    apart = _apart(found)
    shorter = min(text.length(0, len(text.numbers)) for text in (a, b))
    together = sum(one.rare for one in apart)
    rewritten = together >= max(_MINIMUM_TOGETHER, _TOGETHER_SHARE * shorter)
    least = _MINIMUM_SHORT if rewritten else MINIMUM
    return [
        _passage(a, b, one) for one in apart if one.rare >= least or one.told >= _MINIMUM_COMMON
    ]


def _chains(matching: Sequence[Run]) -> Iterator[list[Run]]:
    """Yield runs that follow each other closely in both texts, as one chain each."""
    open_: list[list[Run]] = []
    for run in matching:
        still_open = []
        home: list[Run] | None = None
        for chain in open_:
            last = chain[-1]
            if run.a - (last.a + last.length) > _WIDEST_GAP:
                yield chain
                continue
            still_open.append(chain)
            follows = run.a > last.a and run.b > last.b
            near = run.b - (last.b + last.length) <= _WIDEST_GAP
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
        _aligned(a, b, (max(0, first.a - _MARGIN), first.a), (max(0, first.b - _MARGIN), first.b))
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
    blocks += _aligned(a, b, (a_end, a_end + _MARGIN), (b_end, b_end + _MARGIN))
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
            yield _Block(a_edges[0] + step.src_start, b_edges[0] + step.dest_start, length, _STRAY)


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
    taken: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
    kept = []
    for one in found:
        first, last = one.blocks[0], one.blocks[-1]
        edges = (first.a, last.a + last.length), (first.b, last.b + last.length)
        if any(_mostly_in(own, others) for own, others in zip(edges, taken, strict=True)):
            continue
        for own, others in zip(edges, taken, strict=True):
            others.append(own)
        kept.append(one)
    return kept


def _mostly_in(own: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    start, end = own
    shared = sum(max(0, min(end, last) - max(start, first)) for first, last in others)
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
