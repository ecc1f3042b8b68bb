"""Claims and events in time, ready to be drawn: all of a dossier, or those of one record."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from dossier.analyses.chronology import Entry, reported
from dossier.dates import Edtf, Moment, sort_key
from dossier.pictures.timeline import Report, Row, timeline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dossier.pages.desk import Desk
    from dossier.records import Record

_IN_TIME = ("claims", "events")
_FEWEST, _MOST = 2, 12
"""How many things a record's own timeline has at the least and at the most."""

_LEAST_OF_A_GROUP = 4
"""How many things a heading has below it at the least, on average."""

_NAMED = 3
"""So many of the sources that reported on one day are named."""


def small_timeline(desk: Desk, record: Record) -> Markup:
    """Return the claims and events that an entity has to do with in time, or nothing.

    These are what is claimed about it or said by it, what happened there or with its part, and
    an event itself. Fewer than two of them with a date make no picture; of many, those with the
    most sources are drawn.
    """
    entries = sorted(_of_record(desk, record), key=time_of)
    if len(entries) < _FEWEST:
        return Markup()
    shown = most_told(desk, entries, _MOST)
    return timeline(
        rows(desk, shown),
        key="times",
        title=desk.words("%(name)s in time") % {"name": desk.isolated(record.title)},
        description=_told(desk, len(shown), len(entries)),
        translate=desk.words,
        small=True,
    )


def _told(desk: Desk, shown: int, found: int) -> str:
    _ = desk.words
    if shown < found:
        return _(
            "The %(shown)s claims and events with the most sources, of %(all)s that have a date."
        ) % {"shown": _.number(shown), "all": _.number(found)}
    return _.count(
        "%(num)s claim or event has a date.",
        "%(num)s claims and events have a date.",
        found,
    )


def _of_record(desk: Desk, record: Record) -> Iterator[Entry]:
    records, graph = desk.dossier.records, desk.dossier.graph
    found = {
        record.id,
        *graph.referring(record.id, "about", "where", "participants"),
        *(one.subject for one in graph.utterances.get(record.id, ()) if one.own),
    }
    for subject in sorted(found):
        one = records.by_id[subject]
        if one.kind.name not in _IN_TIME:
            continue
        entry = Entry(subject, one.model.when, reported(records, graph, subject))
        if entry.happened or entry.reported:
            yield entry


# Entries --------------------------------------------------------------------------------------


def time_of(entry: Entry) -> tuple[tuple[float, float, str], str]:
    """Return a key that sorts dated entries by when they happened or else were first reported."""
    return sort_key(entry.happened or entry.reported[0][1]), entry.subject


def most_told(desk: Desk, entries: Sequence[Entry], most: int) -> list[Entry]:
    """Return no more than `most` entries, those with the most sources, in the order given."""
    if len(entries) <= most:
        return list(entries)
    ranked = sorted(
        range(len(entries)), key=lambda at: (-len(sources_of(desk, entries[at].subject)), at)
    )
    return [entries[at] for at in sorted(ranked[:most])]


def sources_of(desk: Desk, subject: str) -> set[str]:
    """Return the sources that report a claim or an event, with a date or without."""
    graph = desk.dossier.graph
    subjects = [subject]
    if desk.dossier.records.by_id[subject].kind.name == "events":
        subjects += graph.referring(subject, "about")
    return {one.source for each in subjects for one in graph.evidence_for.get(each, ())}


# Rows -----------------------------------------------------------------------------------------


def rows(desk: Desk, entries: Sequence[Entry], *, grouped: bool = False) -> list[Row]:
    """Return the rows of some entries, `grouped` under the years in which they begin."""
    groups = _groups(desk, entries) if grouped else [""] * len(entries)
    return [_row(desk, one, group) for one, group in zip(entries, groups, strict=True)]


def _groups(desk: Desk, entries: Sequence[Entry]) -> list[str]:
    """Return the year under which each entry stands, or its decade, its century, if these are many.

    Where even these would be headings of next to nothing, there are none.
    """
    for hidden_digits in range(4):
        names = [_group(desk, one, hidden_digits) for one in entries]
        if len(set(names)) * _LEAST_OF_A_GROUP <= len(names):
            return names
    return [""] * len(entries)


def _group(desk: Desk, entry: Entry, hidden_digits: int) -> str:
    when = entry.happened or entry.reported[0][1]
    moment = when.start or when.end
    assert moment is not None  # noqa: S101 - one end of an EDTF date is known at least
    if moment.hidden_digits <= hidden_digits:
        length = 10**hidden_digits
        moment = Moment("", moment.year // length * length, hidden_digits=hidden_digits)
    else:
        moment = replace(moment, approximate=False, uncertain=False)
    return desk.words.date(Edtf("", moment, moment))


def _row(desk: Desk, entry: Entry, group: str) -> Row:
    ref, _ = desk.ref(entry.subject), desk.words
    happened = desk.words.date(entry.happened) if entry.happened else ""
    told = _("Happened: %(date)s.") % {"date": happened} if happened else ""
    untold, first = _("No date of its own."), _first_report(desk, entry)
    return Row(
        label=ref.title,
        href=ref.href,
        kind=ref.kind,
        note=f"{ref.label} · {happened or _first_word(desk, entry)}",
        told=f"{told or untold} {first}",
        happened=entry.happened,
        happened_told=told,
        reported=tuple(_reports(desk, entry)),
        group=group,
        key=entry.subject,
        near=tuple(_near(desk, entry)),
        facets=entry_facets(desk, entry),
    )


def entry_facets(desk: Desk, entry: Entry) -> tuple[str, ...]:
    """Return what a reader can filter claims and events in time by."""
    record = desk.dossier.records.by_id[entry.subject]
    known = [f"kind:{record.kind.name}"]
    if record.kind.name == "claims":
        known.append(f"status:{record.model.status}")
    times = (("happened", entry.happened), ("reported", entry.reported))
    return (*known, *(f"time:{name}" for name, when in times if when))


def _near(desk: Desk, entry: Entry) -> Iterator[str]:
    """Yield the events that a claim is about."""
    record = desk.dossier.records.by_id[entry.subject]
    if record.kind.name == "claims":
        known = desk.dossier.records.by_id
        about = (one for one in record.model.about if one in known)
        yield from (one for one in about if known[one].kind.name == "events")


def _first_word(desk: Desk, entry: Entry) -> str:
    return desk.words("reported %(date)s") % {"date": desk.words.date(entry.reported[0][1])}


def _first_report(desk: Desk, entry: Entry) -> str:
    """Say when something was first reported, and by how many sources that have a date."""
    _ = desk.words
    if not entry.reported:
        return _("No source with a date reports it.")
    first = _("First reported: %(date)s.") % {"date": _.date(entry.reported[0][1])}
    sources = _.count(
        "%(num)s source with a date reports it.",
        "%(num)s sources with a date report it.",
        len(entry.reported),
    )
    return f"{first} {sources}"


def _reports(desk: Desk, entry: Entry) -> Iterator[Report]:
    """Yield the reports of something, those of one date together."""
    by_date: dict[str, tuple[Edtf, list[str]]] = {}
    for source, published in entry.reported:
        by_date.setdefault(published.text, (published, []))[1].append(source)
    known = desk.dossier.records.by_id
    for published, sources in by_date.values():
        names = ", ".join(known[one].title for one in sources[:_NAMED])
        told = desk.words("Reported: %(date)s (%(sources)s)") % {
            "date": desk.words.date(published),
            "sources": f"{names} …" if len(sources) > _NAMED else names,
        }
        yield Report(published, told, tuple(sources))
