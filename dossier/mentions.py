"""Where a source names an entity: found by its spellings, or settled by an editor."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import field
from typing import TYPE_CHECKING

import ahocorasick

from dossier.folding import fold
from dossier.frozen import dataclass
from dossier.text import Span
from dossier.word_edges import ends_word, starts_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dossier.folding import Folded


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """One place where a source names an entity."""

    source: str
    span: Span
    entity: str
    automatic: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """An editor's word on some words of a source: they name `entity`, or (None) nothing.

    `selected` says that the editor chose one occurrence, not every one.
    """

    span: Span
    entity: str | None
    selected: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Spotted:
    """What automatic linking found in one source.

    `unsettled` holds, by folded spelling, how many occurrences of a spelling that several
    entities share no editor has settled; `settled` the spellings that were settled at least once.
    """

    mentions: tuple[Mention, ...]
    unsettled: Mapping[str, int] = field(default_factory=dict)
    settled: frozenset[str] = frozenset()


class Spellings:
    """All names that link automatically, in one automaton (Aho and Corasick, 1975).

    A text is read once for all names: the cost grows with the text and the matches in it, not
    with the number of names.
    """

    def __init__(self, entities_by_spelling: Mapping[str, Iterable[str]]) -> None:
        self.entities: dict[str, tuple[str, ...]] = {}
        by_folded: defaultdict[str, set[str]] = defaultdict(set)
        for spelling, entities in entities_by_spelling.items():
            folded = fold(spelling).text.strip()
            if folded:
                by_folded[folded].update(entities)
        self._automaton = ahocorasick.Automaton()
        for folded, ids in sorted(by_folded.items()):
            self.entities[folded] = tuple(sorted(ids))
            self._automaton.add_word(folded, folded)
        if self.entities:
            self._automaton.make_automaton()

    def changed(self, before: Spellings | None) -> frozenset[str]:
        """Return the folded spellings of which not the same entities as before have the name."""
        had = before.entities if before else {}
        if before is self:
            return frozenset()
        return frozenset(
            one
            for one in self.entities.keys() | had.keys()
            if self.entities.get(one) != had.get(one)
        )

    def occurrences(self, folded: Folded) -> Iterator[tuple[int, int, str]]:
        """Yield `(start, end, spelling)` of every whole-word occurrence in the folded text."""
        if not self.entities:
            return
        text = folded.text
        for last, spelling in self._automaton.iter(text):
            start, end = last + 1 - len(spelling), last + 1
            if starts_word(text, start) and ends_word(text, end):
                yield start, end, spelling


def spot(
    source: str, folded: Folded, spellings: Spellings, decisions: Sequence[Decision] = ()
) -> Spotted:
    """Find the mentions in one source: longest first, never one inside another.

    An editor's decision goes before a spelling of the same length; one that selects a single
    occurrence goes before any.
    """
    candidates = _chosen(decisions)
    silenced = _Silenced(one.span for one in decisions if one.entity is None)
    decided = {one.span for one in decisions}
    unsettled: defaultdict[str, int] = defaultdict(int)
    settled = set()
    for start, end, spelling in spellings.occurrences(folded):
        span = folded.span(start, end)
        entities = spellings.entities[spelling]
        if span in decided:
            settled.add(spelling)
        elif silenced.covers(span):
            continue
        else:
            candidates.append(_Candidate(span, entities, spelling))
    mentions = []
    for one in _longest_apart(candidates):
        if len(one.entities) == 1:
            automatic = one.decision is None
            note = one.decision.note if one.decision else ""
            mentions.append(Mention(source, one.span, one.entities[0], automatic, note))
        elif one.entities:
            unsettled[one.spelling] += 1
    return Spotted(tuple(sorted(mentions)), dict(unsettled), frozenset(settled))


@dataclass(frozen=True, slots=True)
class _Candidate:
    span: Span
    entities: tuple[str, ...]
    spelling: str = ""
    decision: Decision | None = None


def _chosen(decisions: Sequence[Decision]) -> list[_Candidate]:
    return [_Candidate(one.span, (one.entity,), decision=one) for one in decisions if one.entity]


def _longest_apart(candidates: list[_Candidate]) -> list[_Candidate]:
    """Choose candidates that do not overlap; the longest win, then the leftmost.

    Candidates that touch each other form a cluster; clusters are settled one by one, so the cost
    is that of sorting.
    """

    def rank(one: _Candidate) -> tuple[int, int, int]:
        selected = one.decision is not None and one.decision.selected
        return (0 if selected else 1, -len(one.span), one.span.start)

    chosen: list[_Candidate] = []
    cluster: list[_Candidate] = []
    reach = -1
    for one in sorted(candidates, key=lambda each: each.span):
        if cluster and one.span.start >= reach:
            chosen += _settle(sorted(cluster, key=rank))
            cluster = []
        cluster.append(one)
        reach = max(reach, one.span.end) if len(cluster) > 1 else one.span.end
    return chosen + _settle(sorted(cluster, key=rank))


def _settle(ranked: list[_Candidate]) -> list[_Candidate]:
    taken: list[Span] = []
    kept = []
    for one in ranked:
        at = bisect_left(taken, one.span)
        neighbours = taken[max(0, at - 1) : at + 1]
        if not any(one.span.overlaps(other) for other in neighbours):
            taken.insert(at, one.span)
            kept.append(one)
    return kept


class _Silenced:
    """Spans that an editor declared to be no mention, for quick questions."""

    def __init__(self, spans: Iterable[Span]) -> None:
        # Without those inside others, the last that starts before a span is the only one to ask.
        self._spans: list[Span] = []
        for span in sorted(set(spans), key=lambda one: (one.start, -one.end)):
            if not self._spans or span.end > self._spans[-1].end:
                self._spans.append(span)

    def covers(self, span: Span) -> bool:
        at = bisect_left(self._spans, Span(span.start + 1, 0))
        return at > 0 and span in self._spans[at - 1]
