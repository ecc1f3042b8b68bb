"""The page of the map: where the places of the dossier lie, and what is said to have happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from dossier.alphabet import alphabetical
from dossier.frozen import dataclass
from dossier.pages.choices import Choices, choices
from dossier.pages.entities import position
from dossier.pages.maps import PRECISIONS, map_view, place_facets, placed, stay
from dossier.pages.overviews.base import Overview
from dossier.pictures.map_marks import sign
from dossier.pictures.projection import fit
from dossier.pictures.world_map import lay_out
from dossier.site import index_uri
from dossier.translatable import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dossier.pages.desk import Desk
    from dossier.pages.maps import MapView, Stay
    from dossier.pages.views import Ref
    from dossier.records import Record

_MOST = 500
"""How many places are drawn and listed at the most: the ones of which most is said."""
_SHOWN = 100
"""How many of them the table shows before the others are folded away."""
_EVENTS = 3
_LEAST = 12
"""How many degrees the map shows at the least."""


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place in the table."""

    place: Ref
    coordinates: str
    precision: str
    within: Ref | None
    claims: str
    mentions: str
    events: tuple[Ref, ...]
    more_events: str
    facets: str


@dataclass(frozen=True, slots=True)
class LostView:
    """A place without coordinates: what happened there, and where they can be added."""

    place: Ref
    events: tuple[Ref, ...]
    edit_href: str


@dataclass(frozen=True, slots=True)
class _Found:
    """A place, and what the dossier says of it."""

    record: Record
    at: Stay


_SAMPLE = Markup("coordinates: [51.73, 36.19]&#10;precision: city")
"""What a record says of its place; the line break is a reference, since pages are one line."""


def view(desk: Desk) -> dict[str, Any]:
    """Return what the template shows."""
    found, lost = _places(desk)
    shown = found[:_MOST]
    rows = [_row(desk, one) for one in shown]
    return {
        "lead": description(desk),
        "maps": list(_maps(desk, shown)) if shown else [],
        "choices": list(_choices(desk, shown)),
        "shown_number": desk.words.number(len(shown)),
        "rows": rows[:_SHOWN],
        "folded": rows[_SHOWN:],
        "more": desk.words.more(len(found) - _MOST),
        "all_places": desk.link(index_uri("places")),
        "lost": [_lost(desk, one) for one in lost[:_MOST]],
        "lost_number": desk.words.number(len(lost)),
        "sample": _SAMPLE,
        "more_lost": desk.words.more(len(lost) - _MOST),
        "nowhere": desk.refs(_nowhere(desk)[:_MOST]),
        "more_nowhere": desk.words.more(len(_nowhere(desk)) - _MOST),
        "folder": f"{desk.dossier.project.annotations[0]}/places/",
    }


def description(desk: Desk) -> str:
    """Return the page's one-line description for search engines and previews."""
    _ = desk.words
    places = desk.dossier.records.of("places")
    if not places:
        return _("This dossier has no places yet.")
    number = sum(one.model.coordinates is not None for one in places)
    if not number:
        return _("No place of this dossier has coordinates yet: there is nothing to draw a map of.")
    told = _.count("%(num)s place is on the map.", "%(num)s places are on the map.", number)
    if number > _MOST:
        told = _("%(shown)s places are on the map: those of which most is said, of %(all)s.") % {
            "shown": _.number(_MOST),
            "all": _.number(number),
        }
    if number < len(places):
        told += " " + _.count(
            "%(num)s more has no coordinates and is listed below it.",
            "%(num)s more have no coordinates and are listed below it.",
            len(places) - number,
        )
    return told


def _places(desk: Desk) -> tuple[list[_Found], list[_Found]]:
    """Return the places with coordinates and those without, the most spoken of first."""
    found = [_Found(one, stay(desk, one.id)) for one in desk.dossier.records.of("places")]
    found.sort(key=lambda one: (-one.at.weight, alphabetical(one.record.title), one.record.id))
    on_it = [one for one in found if one.record.model.coordinates]
    return on_it, [one for one in found if not one.record.model.coordinates]


def _maps(desk: Desk, shown: Sequence[_Found]) -> Iterator[tuple[str, MapView]]:
    """Yield the same map for a wide page and for a narrow one, where its words stay readable."""
    points = [one.record.model.coordinates for one in shown]
    places = [placed(desk, one.record, at=one.at) for one in shown]
    for name, width, heights, size in (
        ("wide", 900, (320, 560), 13.0),
        ("narrow", 352, (240, 420), 12.0),
    ):
        yield (
            name,
            map_view(
                desk,
                lay_out(places, fit(points, width=width, heights=heights, least=_LEAST)),
                key=f"map-{name}",
                title=desk.words("Places on a map"),
                description=_told(desk, shown),
                size=size,
            ),
        )


def _told(desk: Desk, shown: Sequence[_Found]) -> str:
    """Say what the map shows, for those who do not see it."""
    _ = desk.words
    names = ", ".join(desk.isolated(one.record.title) for one in shown[:3])
    return " ".join(
        (
            _.count("%(num)s place is marked.", "%(num)s places are marked.", len(shown)),
            _("Most is said of these: %(names)s.") % {"names": names},
            _("The table below the map tells the same."),
        )
    )


def _choices(desk: Desk, shown: Sequence[_Found]) -> Iterator[Choices]:
    """Yield the marks that the map uses, each with what it means: it can be filtered by them."""
    _ = desk.words
    facets = [place_facets(one.record, one.at) for one in shown]
    precisions = ((key, _(words), sign(key)) for key, words in PRECISIONS.items())
    yield choices(desk, "precision", _("Precision"), facets, precisions)
    happened = [("events", _("something happened there"), sign("events"))]
    yield choices(desk, "there", _("Events"), facets, happened)


def _row(desk: Desk, one: _Found) -> PlaceView:
    model, at = one.record.model, one.at
    known = model.within in desk.dossier.records.by_id
    return PlaceView(
        place=desk.ref(one.record.id),
        coordinates=position(desk, model.coordinates),
        precision=desk.words(PRECISIONS[model.precision]),
        within=desk.ref(model.within) if known else None,
        claims=desk.words.number(at.claims),
        mentions=desk.words.number(at.mentions),
        events=desk.refs(at.events[:_EVENTS]),
        more_events=desk.words.more(len(at.events) - _EVENTS),
        facets=" ".join(place_facets(one.record, at)),
    )


def _lost(desk: Desk, one: _Found) -> LostView:
    record = one.record
    return LostView(desk.ref(record.id), desk.refs(one.at.events[:_EVENTS]), desk.edit(record.path))


def _nowhere(desk: Desk) -> list[str]:
    """Return the events that do not say where they happened, by title."""
    events = [one for one in desk.dossier.records.of("events") if not one.model.where]
    return [one.id for one in sorted(events, key=lambda one: (alphabetical(one.title), one.id))]


OVERVIEW = Overview(
    name="map",
    title=N_("Map"),
    template="overviews/map.html",
    view=view,
    description=description,
)
