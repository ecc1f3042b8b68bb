"""When what is claimed happened, and when it was reported."""

from __future__ import annotations

from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING

from dossier import dates
from dossier.frozen import dataclass
from dossier.memory import NOTHING, Whole

if TYPE_CHECKING:
    from dossier.dates import Edtf
    from dossier.graph import Graph
    from dossier.memory import Memory
    from dossier.records import Record, Records


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim or an event in time.

    `happened` is the time that its record gives (None where it gives none), `reported` the dates
    of the sources with evidence for it, as pairs of a source's id and the date on which it was
    published, the earliest first; sources without a date are left out.
    """

    subject: str
    happened: Edtf | None
    reported: tuple[tuple[str, Edtf], ...] = ()


def chronology(records: Records, graph: Graph, *, memory: Memory = NOTHING) -> tuple[Entry, ...]:
    """Return every claim and event that has a time, in order of time.

    What happened at an unknown time stands where it was first reported. Linear in the evidence,
    but for sorting.
    """
    shelf = memory.shelf("entries in time")
    sources = records.of("sources")
    dated = Whole(memory.shelf("dated sources").kept("", sources, lambda: sources))
    timed = []
    for kind in ("claims", "events"):
        for record in records.of(kind):
            evidence = [graph.evidence_for.get(one, ()) for one in _subjects(graph, record)]
            make = partial(_timed, records, graph, record)
            timed.append(shelf.kept(record.id, (record, evidence, dated), make))
    return tuple(entry for _, entry in sorted(filter(None, timed), key=itemgetter(0)))


def _timed(records: Records, graph: Graph, record: Record) -> tuple[_Time, Entry] | None:
    """Return an entry with what it is sorted by, if it has a time."""
    entry = Entry(record.id, record.model.when, reported(records, graph, record.id))
    return (_time(entry), entry) if entry.happened or entry.reported else None


def reported(records: Records, graph: Graph, subject: str) -> tuple[tuple[str, Edtf], ...]:
    """Return the dated sources that report a claim or an event, the earliest first.

    A source reports whatever it has evidence on, be it for or against, and an event also by
    evidence on a claim about it.
    """
    subjects = _subjects(graph, records.by_id[subject])
    sources = {one.source for each in subjects for one in graph.evidence_for.get(each, ())}
    found = [
        (source, published)
        for source in sources
        if (published := records.by_id[source].model.published)
    ]
    return tuple(sorted(found, key=lambda one: (dates.sort_key(one[1]), one[0])))


def _subjects(graph: Graph, record: Record) -> list[str]:
    """Return the records on which evidence reports this one."""
    if record.kind.name != "events":
        return [record.id]
    return [record.id, *graph.referring(record.id, "about")]


_Time = tuple[tuple[float, float, str], str]


def _time(entry: Entry) -> _Time:
    return dates.sort_key(entry.happened or entry.reported[0][1]), entry.subject
