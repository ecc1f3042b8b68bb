"""How much of each source has been read: sentences that carry evidence or a gloss."""

from __future__ import annotations

from bisect import bisect_left
from functools import partial
from typing import TYPE_CHECKING

from dossier.frozen import dataclass
from dossier.memory import NOTHING
from dossier.text import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dossier.anchors import Anchors
    from dossier.corpus import Corpus, Source
    from dossier.graph import Graph
    from dossier.memory import Memory
    from dossier.records import Records


@dataclass(frozen=True, slots=True)
class Coverage:
    """The sentences of a source that nobody has annotated yet, and how many there are in all."""

    sentences: int
    open: tuple[Span, ...] = ()

    @property
    def share(self) -> float:
        """The share of sentences that carry evidence or a gloss, from 0 to 1."""
        return 1 - len(self.open) / self.sentences if self.sentences else 1.0


def coverage(
    corpus: Corpus,
    records: Records,
    anchors: Anchors,
    graph: Graph,
    *,
    memory: Memory = NOTHING,
) -> Mapping[str, Coverage]:
    """Return by source how far it is annotated. Linear in sentences and annotations."""
    shelf = memory.shelf("coverage")
    covered = {}
    for source in corpus.sources.values():
        evidence = graph.evidence_in.get(source.id, ())
        annotated = [part for one in evidence for part in one.anchor.parts]
        annotated += glossed(records, anchors, source.id)
        given = (source, annotated)
        covered[source.id] = shelf.kept(source.id, given, partial(_of, source, annotated))
    return covered


def glossed(records: Records, anchors: Anchors, source: str) -> list[Span]:
    """Return the spans of a source that an editor's gloss stands on."""
    record = records.by_id.get(source)
    if record is None or not record.model.glosses:
        return []
    numbers = range(len(record.model.glosses))
    return [
        part
        for number in numbers
        for anchor in anchors.get(source, ("glosses", number))
        for part in anchor.parts
    ]


def _of(source: Source, annotated: Sequence[Span]) -> Coverage:
    sentences = [sentence for passage in source.passages for sentence in passage.sentences]
    joined = _joined(annotated)
    starts = [span.start for span in joined]

    def reached(sentence: Span) -> bool:
        before = bisect_left(starts, sentence.end)
        return before > 0 and joined[before - 1].overlaps(sentence)

    return Coverage(len(sentences), tuple(one for one in sentences if not reached(one)))


def _joined(spans: Sequence[Span]) -> list[Span]:
    """Return the spans with those that overlap made one, in order."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined
