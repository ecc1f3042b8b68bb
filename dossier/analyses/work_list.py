"""What an editor should do next, the most worthwhile first.

What a task is worth is a judgement, made once and written down here: how much it may mislead a
reader if nobody does it, times how much rests on it. How much rests on it counts by its logarithm
(`_much`), so that the tenth source weighs less than the second.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import chain
from math import log2
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Literal

from dossier.frozen import dataclass
from dossier.memory import NOTHING, Whole

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from dossier.analyses.contradictions import Contradictions
    from dossier.analyses.coverage import Coverage
    from dossier.analyses.recurring_names import RecurringName
    from dossier.analyses.support import Support
    from dossier.anchors import Anchors
    from dossier.graph import Graph
    from dossier.memory import Memory
    from dossier.records import Record, Records
    from dossier.text import Span

Work = Literal[
    "drifted-quote",
    "suspected-contradiction",
    "single-origin",
    "unassessed-claim",
    "missing-metadata",
    "recurring-name",
    "open-sentences",
]

METADATA = ("published", "reliability", "publisher", "url", "language")
"""The keys of a source without which a reader cannot weigh it."""

_GIVEN_BY = {"published": ("published", "retrieved")}
"""What is date enough: when a text was published, or when it was fetched at least."""

_SURE = ("corroborated", "confirmed")
"""Statuses that tell a reader of more than one voice."""

# What each sort of work is worth.
_DRIFTED = 10.0  # the site shows words that the source does not have
_TURNED = 20.0  # and a number or a negation among them
_SUSPECTED = 8.0  # one of two claims may be wrong
_SINGLE = 2.0  # by how many sources seem to carry the claim
_SINGLE_BUT_SURE = 6.0  # where the status says that there is more
_UNASSESSED = 1.5  # by how many sources bear on the claim
_MISSING = 0.5  # by the keys missing and the quotes that rest on the source
_NAME = 1.0  # by how often it stands, and in how many sources
_OPEN = 2.0  # by the share of its source that is open


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: what sort of work, on which record, and how much it is worth.

    `subject` is a record's id: a claim's, or else that of the source in which `span` stands.
    `words` say what it is about: of a drifted quote the id of the record that quotes it, of a
    suspected contradiction the other claim's id and then both values, of missing metadata the
    keys, of a recurring name the name.
    """

    work: Work
    subject: str
    worth: float
    words: tuple[str, ...] = ()
    span: Span | None = None


def work_list(  # noqa: PLR0913 - all but the first three by keyword
    records: Records,
    anchors: Anchors,
    graph: Graph,
    *,
    support: Mapping[str, Support],
    coverage: Mapping[str, Coverage],
    contradictions: Contradictions,
    recurring: Iterable[RecurringName],
    memory: Memory = NOTHING,
) -> tuple[Task, ...]:
    """Return everything that is left to do, by worth; what is worth the same, by its place.

    The cost is that of sorting it. A sentence that nobody has annotated is a task of its own; a
    claim that nobody has assessed and that has one independent source is one, the weightier of
    the two: with the one in hand, an editor cannot overlook the other.
    """
    claims = records.of("claims")
    tasks = [
        *_drifted(anchors),
        *_suspected(contradictions),
        *_of_claims(claims, support, graph),
        *_undescribed(records.of("sources"), graph),
        *_unlinked(recurring),
    ]
    still_open = memory.shelf("open sentences of all").kept(
        "", coverage, lambda: _open(coverage, memory)
    )
    ranked = [(_rank(task), task) for task in tasks]
    told = [(rank, task.span) for rank, task in ranked]
    return memory.shelf("work list").kept(
        "", (told, Whole(still_open)), lambda: _merged(ranked, still_open)
    )


def _merged(some: Iterable[tuple[_Rank, Task]], still_open: Iterable[_Open]) -> tuple[Task, ...]:
    """Return all tasks by rank: none has its place between open sentences of the same source."""
    groups = [*((rank, (task,)) for rank, task in some), *still_open]
    groups.sort(key=_first)
    return tuple(chain.from_iterable(tasks for _, tasks in groups))


def without_metadata(tasks: Iterable[Task], unknown: Collection[str]) -> tuple[Task, ...]:
    """Return a work list without the keys of metadata that a dossier says it cannot know."""
    left = []
    for task in tasks:
        keys = tuple(key for key in task.words if key not in unknown)
        if task.work != "missing-metadata" or keys == task.words:
            left.append(task)
        elif keys:
            worth = _worth(task.worth * len(keys) / len(task.words))
            left.append(replace(task, words=keys, worth=worth))
    return tuple(sorted(left, key=_rank))


_Rank = tuple[float, str, str, int, tuple[str, ...]]
_Open = tuple[_Rank, tuple[Task, ...]]
"""The open sentences of one source in their order, with the rank of the first."""
_first = itemgetter(0)


def _rank(task: Task) -> _Rank:
    start = task.span.start if task.span else 0
    return -task.worth, task.work, task.subject, start, task.words


def _worth(worth: float) -> float:
    """Return a worth to two places: the last digit of a logarithm depends on the machine."""
    return round(worth, 2)


def _much(number: int) -> float:
    return log2(1 + number)


def _drifted(anchors: Anchors) -> Iterator[Task]:
    for (record, _), found in anchors.found.items():
        for anchor in found:
            if anchor.match == "drifted":
                worth = _TURNED if anchor.reversals else _DRIFTED
                yield Task("drifted-quote", anchor.source, worth, (record,), anchor.span)


def _suspected(contradictions: Contradictions) -> Iterator[Task]:
    for one in contradictions.suspected:
        words = (one.b, one.a_value, one.b_value)
        yield Task("suspected-contradiction", one.a, _SUSPECTED, words)


def _of_claims(
    claims: Iterable[Record], support: Mapping[str, Support], graph: Graph
) -> Iterator[Task]:
    """Yield what is to be done about each claim: the weightiest of it."""
    for claim in claims:
        tasks = [*_of_one_origin(claim, support[claim.id]), *_unassessed(claim, graph)]
        if tasks:
            yield min(tasks, key=_rank)


def _of_one_origin(claim: Record, found: Support) -> Iterator[Task]:
    if found.independent == 1:
        weight = _SINGLE_BUT_SURE if claim.model.status in _SURE else _SINGLE
        yield Task("single-origin", claim.id, _worth(weight * _much(len(found.sources))))


def _unassessed(claim: Record, graph: Graph) -> Iterator[Task]:
    if not claim.model.assessment:
        sources = {one.source for one in graph.evidence_for.get(claim.id, ())}
        yield Task("unassessed-claim", claim.id, _worth(_UNASSESSED * _much(len(sources))))


def _undescribed(sources: Iterable[Record], graph: Graph) -> Iterator[Task]:
    for source in sources:
        keys = tuple(key for key in METADATA if not _is_given(source, key))
        quotes = len(graph.evidence_in.get(source.id, ()))
        if keys and quotes:
            worth = _worth(_MISSING * len(keys) * _much(quotes))
            yield Task("missing-metadata", source.id, worth, keys)


def _is_given(source: Record, key: str) -> bool:
    return any(getattr(source.model, one) for one in _GIVEN_BY.get(key, (key,)))


def _unlinked(recurring: Iterable[RecurringName]) -> Iterator[Task]:
    for name in recurring:
        source, span = name.places[0]
        worth = _worth(_NAME * (_much(name.times) + _much(len(name.places))))
        yield Task("recurring-name", source, worth, (name.words,), span)


def _open(coverage: Mapping[str, Coverage], memory: Memory) -> list[_Open]:
    """Return the sentences that nobody has annotated: most of the tasks by far.

    Those of one source are worth the same, and stand together in the order of their places.
    """
    shelf = memory.shelf("open sentences")
    return [
        shelf.kept(source, covered, partial(_open_in, source, covered))
        for source, covered in coverage.items()
        if covered.open
    ]


def _open_in(source: str, covered: Coverage) -> _Open:
    worth = _worth(_OPEN * (1 - covered.share))
    in_order = sorted(covered.open, key=attrgetter("start"))
    tasks = tuple(Task("open-sentences", source, worth, (), sentence) for sentence in in_order)
    return _rank(tasks[0]), tasks
