"""The page of time: when what is claimed happened, and when the sources reported it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from dossier.frozen import dataclass
from dossier.pages.choices import Choices, choices, statuses
from dossier.pages.overviews.base import Overview
from dossier.pages.timelines import entry_facets, most_told, rows
from dossier.pictures.timeline import timeline
from dossier.site import index_uri
from dossier.translatable import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dossier.analyses.chronology import Entry
    from dossier.pages.desk import Desk
    from dossier.pages.views import Ref

_MOST_DRAWN = 150
_MOST_LISTED = 300
"""How many things the picture and the table hold at the most, and the list of those undated."""

_SOURCES, _FOLDED = 3, 40
"""How many of the sources that report a thing are named in its row, and how many more on demand."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table: a claim or an event, when it happened, who reported it and when first.

    Each source comes with its date. Many are partly folded away, and `more` says how many are left
    out.
    """

    ref: Ref
    happened: str
    first: str
    sources: tuple[tuple[Ref, str], ...]
    folded: tuple[tuple[Ref, str], ...]
    more: str
    facets: str


def view(desk: Desk) -> dict[str, Any]:
    """Return what the template shows."""
    entries = desk.dossier.analyses.chronology
    listed = most_told(desk, entries, _MOST_LISTED)
    drawn = most_told(desk, entries, _MOST_DRAWN)
    undated = list(_undated(desk))
    return {
        "lead": description(desk),
        "picture": timeline(
            rows(desk, drawn, grouped=True),
            key="timeline",
            title=desk.words("Claims and events in time"),
            description=_drawn(desk, drawn),
            translate=desk.words,
        ),
        "lines": [_line(desk, one) for one in listed],
        "drawn_number": desk.words.number(len(drawn)),
        "listed_number": desk.words.number(len(listed)),
        "choices": list(_choices(desk, [entry_facets(desk, one) for one in listed])),
        "not_listed": _not_listed(desk, len(listed)),
        "by_report": _by_report(desk),
        "undated": desk.refs(undated[:_MOST_LISTED]),
        "undated_number": desk.words.number(len(undated)),
        "more_undated": desk.words.more(len(undated) - _MOST_LISTED),
        "indexes": [
            (desk.link(index_uri(kind.name)), desk.words(kind.plural))
            for kind in desk.dossier.project.kinds
            if kind.name in ("claims", "events")
        ],
    }


def _choices(desk: Desk, facets: Sequence[tuple[str, ...]]) -> Iterator[Choices]:
    """Yield what the picture and the table can be filtered by."""
    _, none = desk.words, Markup()
    kinds = [(kind.name, _(kind.plural), none) for kind in desk.dossier.project.kinds]
    times = [("happened", _("Happened"), none), ("reported", _("Reported"), none)]
    yield choices(desk, "time", _("Date"), facets, times)
    yield choices(desk, "kind", _("Kind"), facets, kinds)
    yield statuses(desk, facets)


def description(desk: Desk) -> str:
    """Return the page's one-line description for search engines and previews."""
    number, _ = len(desk.dossier.analyses.chronology), desk.words
    if not number:
        return _("No claim and no event has a date yet, and no source of theirs has one.")
    return _.count(
        "When what is claimed happened, and when the sources reported it: %(num)s claim or event "
        "with a date.",
        "When what is claimed happened, and when the sources reported it: %(num)s claims and "
        "events with a date.",
        number,
    )


# In words -------------------------------------------------------------------------------------


def _drawn(desk: Desk, drawn: Sequence[Entry]) -> str:
    """Say what the picture shows, and what it leaves out."""
    number, _ = len(desk.dossier.analyses.chronology), desk.words
    happened = _.count(
        "%(num)s has a date of its own.",
        "%(num)s have a date of their own.",
        sum(1 for one in drawn if one.happened),
    )
    reported = _.count(
        "%(num)s was reported by a source with a date.",
        "%(num)s were reported by a source with a date.",
        sum(1 for one in drawn if one.reported),
    )
    told = f"{happened} {reported}"
    if len(drawn) == number:
        return told
    which = _("Drawn are the %(shown)s with the most sources, of %(all)s.")
    which %= {"shown": _.number(len(drawn)), "all": _.number(number)}
    return f"{which} {told}"


def _not_listed(desk: Desk, listed: int) -> str:
    number = len(desk.dossier.analyses.chronology)
    if listed == number:
        return ""
    return desk.words("Listed are the %(shown)s with the most sources, of %(all)s.") % {
        "shown": desk.words.number(listed),
        "all": desk.words.number(number),
    }


def _by_report(desk: Desk) -> str:
    """Say how many things stand in time only because somebody reported them."""
    number = sum(1 for one in desk.dossier.analyses.chronology if not one.happened)
    if not number:
        return ""
    return desk.words.count(
        "%(num)s has no date of its own and stands where it was first reported.",
        "%(num)s have no date of their own and stand where they were first reported.",
        number,
    )


# The table ------------------------------------------------------------------------------------


def _line(desk: Desk, entry: Entry) -> Line:
    reports = entry.reported[: _SOURCES + _FOLDED]
    sources = tuple((desk.ref(source), desk.words.date(when)) for source, when in reports)
    return Line(
        ref=desk.ref(entry.subject),
        happened=desk.words.date(entry.happened) if entry.happened else "",
        first=desk.words.date(entry.reported[0][1]) if entry.reported else "",
        sources=sources[:_SOURCES],
        folded=sources[_SOURCES:],
        more=desk.words.more(len(entry.reported) - len(reports)),
        facets=" ".join(entry_facets(desk, entry)),
    )


def _undated(desk: Desk) -> Iterator[str]:
    """Yield the claims and events that stand nowhere in time, events first."""
    dated = {one.subject for one in desk.dossier.analyses.chronology}
    for kind in ("events", "claims"):
        for record in desk.dossier.records.of(kind):
            if record.id not in dated:
                yield record.id


OVERVIEW = Overview(
    name="timeline",
    title=N_("Timeline"),
    template="overviews/timeline.html",
    view=view,
    description=description,
)
