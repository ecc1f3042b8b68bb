"""When what is claimed happened, and when it was reported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dossier import dates

if TYPE_CHECKING:
    from dossier.dates import Edtf
    from dossier.graph import Graph
    from dossier.records import Records


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


def chronology(records: Records, graph: Graph) -> tuple[Entry, ...]:
    """Return every claim and event that has a time, in order of time.

    What happened at an unknown time stands where it was first reported. Linear in the evidence,
    but for sorting.
    """
    entries = (
        Entry(record.id, record.model.when, reported(records, graph, record.id))
        for kind in ("claims", "events")
        for record in records.of(kind)
    )
    return tuple(sorted((one for one in entries if one.happened or one.reported), key=_time))


def reported(records: Records, graph: Graph, subject: str) -> tuple[tuple[str, Edtf], ...]:
    """Return the dated sources that report a claim or an event, the earliest first.

    A source reports whatever it has evidence on, be it for or against, and an event also by
    evidence on a claim about it.
    """
    subjects = [subject]
    if records.by_id[subject].kind.name == "events":
        subjects += graph.referring(subject, "about")
    sources = {one.source for each in subjects for one in graph.evidence_for.get(each, ())}
    found = [
        (source, published)
        for source in sources
        if (published := records.by_id[source].model.published)
    ]
    return tuple(sorted(found, key=lambda one: (dates.sort_key(one[1]), one[0])))


def _time(entry: Entry) -> tuple[tuple[float, float, str], str]:
    return dates.sort_key(entry.happened or entry.reported[0][1]), entry.subject
