"""Source texts as passages and sentences, with the offsets of the text as it was seeded."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import field
from functools import cached_property, partial
from typing import TYPE_CHECKING

from dossier.folding import Folded, fold
from dossier.frozen import dataclass
from dossier.memory import NOTHING
from dossier.processes import beside
from dossier.reading import Reading, read_markdown, read_plain, visible
from dossier.seeds import Seed, read_seeds
from dossier.sentences import sentences
from dossier.text import LineIndex, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dossier.diagnostics import Report
    from dossier.memory import Memory
    from dossier.project import Project
    from dossier.reading import BlockKind

_LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a source, or what stands like one: a heading, a list's entry, a quotation.

    `number` counts from 1 and never changes while the text does not. `level` is a heading's
    rank, or how deep an entry or a quotation is nested, from 1.
    """

    number: int
    span: Span
    block: BlockKind = "paragraph"
    level: int = 0
    sentences: tuple[Span, ...] = ()

    @property
    def id(self) -> str:
        """The fragment that leads to the passage on its source's page."""
        return f"p{self.number}"


@dataclass(frozen=True)
class Source:
    """One source text. Every span is in code points of `text`, the seed's own.

    `hidden` are characters that nobody reads (Markdown's markup), and `emphasis` says which words
    to show as `em`, `strong` or `code`. The words of a passage are what is not hidden in it.
    """

    id: str
    path: str
    text: str
    sha256: str
    title: str
    passages: tuple[Passage, ...]
    hidden: tuple[Span, ...] = ()
    emphasis: tuple[tuple[Span, str], ...] = ()

    @cached_property
    def lines(self) -> LineIndex:
        """Where the text's lines start."""
        return LineIndex(self.text)

    @cached_property
    def folded(self) -> Folded:
        """The text made comparable, with the way back: quotes and names are looked for in it."""
        return fold(self.text, hidden=self.hidden)

    @cached_property
    def _starts(self) -> list[int]:
        return [passage.span.start for passage in self.passages]

    def passage_at(self, offset: int) -> Passage | None:
        """Return the passage that an offset is in; between two passages, the one before it.

        None where the text has no passage before the offset.
        """
        at = bisect_right(self._starts, offset)
        return self.passages[at - 1] if at else None

    def passages_of(self, span: Span) -> tuple[Passage, ...]:
        """Return the passages that share at least one character with a span."""
        first = max(bisect_right(self._starts, span.start) - 1, 0)
        last = bisect_left(self._starts, span.end)
        return tuple(one for one in self.passages[first:last] if one.span.overlaps(span))

    def sentence_at(self, offset: int) -> Span:
        """Return the sentence that an offset is in; between two sentences, the one before it."""
        passage = self.passage_at(offset)
        if not passage:
            return Span(offset, offset)
        starts = self._sentence_starts(passage)
        return passage.sentences[max(bisect_right(starts, offset) - 1, 0)]

    def vicinity(self, span: Span) -> Span:
        """Return the sentences that hold a span, with the one before and the one after them."""
        everything = self._sentences
        first = bisect_right(everything, span.start, key=_start) - 1
        last = bisect_left(everything, span.end, key=_start) - 1
        if not everything:
            return span
        return Span(
            everything[max(first - 1, 0)].start,
            everything[min(max(first, last) + 1, len(everything) - 1)].end,
        )

    @cached_property
    def _sentences(self) -> list[Span]:
        return [sentence for passage in self.passages for sentence in passage.sentences]

    def _sentence_starts(self, passage: Passage) -> list[int]:
        kept = self._starts_by_passage
        if passage.number not in kept:
            kept[passage.number] = [sentence.start for sentence in passage.sentences]
        return kept[passage.number]

    @cached_property
    def _starts_by_passage(self) -> dict[int, list[int]]:
        return {}

    def words(self, span: Span) -> str:
        """Return the words of a span as they are read, without markup."""
        if not self.hidden:
            return self.text[span.start : span.end]
        return visible(self.text, span, within(self.hidden, span))


@dataclass(frozen=True)
class Corpus:
    """All sources by id, in the ids' order.

    `broken` holds the ids of seeds that could not be read: what names them is not reported
    a second time.
    """

    sources: Mapping[str, Source]
    broken: frozenset[str] = field(default_factory=frozenset)

    @cached_property
    def characters(self) -> int:
        """How long all the texts are together, in code points."""
        return sum(len(source.text) for source in self.sources.values())


def read_corpus(project: Project, report: Report, *, memory: Memory = NOTHING) -> Corpus:
    """Read every seed of a project. Linear in the texts; of those in a memory, in their number."""
    read = read_seeds(project.root, project.seeds, report, memory=memory)
    shelf = memory.shelf("sources")
    if shelf.remembers:
        made = [shelf.kept(seed.path, seed, partial(source, seed)) for seed in read.seeds]
    else:
        made = _sources(read.seeds)
    sources = tuple(sorted(made, key=lambda one: one.id))
    return memory.shelf("corpus").kept(
        "", (sources, read.broken), lambda: Corpus({one.id: one for one in sources}, read.broken)
    )


def _sources(seeds: Sequence[Seed]) -> list[Source]:
    """Return the sources that seeds become. Where there are many, two processes read half each."""
    half = len(seeds) // 2
    others = beside(partial(_told, seeds[half:]), jobs=len(seeds))
    made = [*map(source, seeds[:half])]
    return [*made, *map(_untold, seeds[half:], others())]


_Told = tuple[
    str,
    list[tuple[int, int, "BlockKind", int, list[int]]],
    list[tuple[int, int]],
    tuple[tuple[Span, str], ...],
]
"""What is made of a seed, in as few objects as it can be handed over in: of 50 spans, most do not
need to be values for that."""


def _told(seeds: Iterable[Seed]) -> list[_Told]:
    return [
        (
            one.title,
            [
                (
                    each.span.start,
                    each.span.end,
                    each.block,
                    each.level,
                    [at for span in each.sentences for at in (span.start, span.end)],
                )
                for each in one.passages
            ],
            [(span.start, span.end) for span in one.hidden],
            one.emphasis,
        )
        for one in map(source, seeds)
    ]


def _untold(seed: Seed, told: _Told) -> Source:
    title, blocks, hidden, emphasis = told
    passages = tuple(
        Passage(number, Span(start, end), block, level, tuple(map(Span, at[::2], at[1::2])))
        for number, (start, end, block, level, at) in enumerate(blocks, start=1)
    )
    away = tuple(Span(start, end) for start, end in hidden)
    return Source(seed.id, seed.path, seed.text, seed.sha256, title, passages, away, emphasis)


def source(seed: Seed) -> Source:
    """Return the source that a seed becomes."""
    text = seed.text
    reading = read_markdown(text) if seed.path.lower().endswith(".md") else read_plain(text)
    passages = tuple(
        Passage(
            number,
            block.span,
            block.kind,
            block.level,
            sentences(text, block.span, within(reading.hidden, block.span)),
        )
        for number, block in enumerate(reading.blocks, start=1)
    )
    title = _title(text, reading) or seed.id
    return Source(
        seed.id, seed.path, text, seed.sha256, title, passages, reading.hidden, reading.emphasis
    )


def _start(span: Span) -> int:
    return span.start


def within(spans: Sequence[Span], span: Span) -> Sequence[Span]:
    """Return those of some spans, in order and apart, that share a character with another."""
    first = bisect_right(spans, span.start, key=lambda one: one.end)
    last = bisect_left(spans, span.end, key=lambda one: one.start)
    return spans[first:last]


def _title(text: str, reading: Reading) -> str:
    """Return the first line with words, as it is read; a very long one is cut at a word."""
    if not reading.blocks:
        return ""
    block = reading.blocks[0].span
    words = visible(text, block, within(reading.hidden, block)).strip()
    line = " ".join(words.split("\n", 1)[0].split())
    if len(line) <= _LONGEST_TITLE:
        return line
    cut = line.rfind(" ", 0, _LONGEST_TITLE)
    return line[: cut if cut > 0 else _LONGEST_TITLE].rstrip() + "…"
