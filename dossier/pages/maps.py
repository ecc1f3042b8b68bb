"""Places on maps, ready to be drawn: all of a dossier, or those around one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.frozen import dataclass
from dossier.pages.script_words import MORE
from dossier.pictures.map_marks import Place
from dossier.pictures.projection import fit
from dossier.pictures.world_map import draw, fragment, lay_out
from dossier.site import index_uri
from dossier.translatable import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from markupsafe import Markup

    from dossier.pages.desk import Desk
    from dossier.pages.views import Ref
    from dossier.pictures.map_marks import Precision
    from dossier.pictures.world_map import WorldMap
    from dossier.records import Record

PRECISIONS: Mapping[Precision, str] = {
    "exact": N_("exact point"),
    "city": N_("town or city"),
    "region": N_("region"),
    "country": N_("country"),
    "unknown": N_("precision not known"),
}
_MEANINGS: Mapping[str, str] = {
    "exact": N_("The mark stands where the place is."),
    "city": N_("The mark stands for the whole town or city."),
    "region": N_("The circle marks the region as a whole, not its extent."),
    "country": N_("The circle marks the country as a whole, not its extent."),
    "unknown": N_("How closely the mark tells the place is not known."),
}
_LEAST: Mapping[str, int] = {"exact": 10, "city": 10, "region": 16, "country": 36, "unknown": 16}
"""How many degrees a small map shows at the least, by the precision of its place."""
_WITHIN = 60
"""How many of the places in a place its small map shows at the most."""
_NAMED = 4


@dataclass(frozen=True, slots=True)
class Stay:
    """What a dossier says of a place: how many claims and mentions, which events happened there."""

    claims: int
    mentions: int
    events: tuple[str, ...]

    @property
    def weight(self) -> int:
        """How much is said of the place."""
        return self.claims + self.mentions


@dataclass(frozen=True, slots=True)
class Crowd:
    """The places that share one mark of a map, and the fragment to which the mark leads."""

    fragment: str
    places: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class MapView:
    """A map, ready to be shown: `whole` leads to the map of all places."""

    picture: Markup
    crowds: tuple[Crowd, ...]
    caption: str
    whole: str


def map_view(
    desk: Desk,
    drawn: WorldMap,
    *,
    key: str,
    title: str,
    description: str,
    size: float,
    caption: str = "",
) -> MapView:
    """Return a map with its words, in type of a `size`."""
    picture = draw(
        drawn,
        key=key,
        title=title,
        description=description,
        size=size,
        together=lambda found: _together(desk, found),
        more=lambda name, number: desk.words(MORE).format(name=name, n=desk.words.number(number)),
        kilometres=lambda number: (
            desk.words(N_("%(number)s km")) % {"number": desk.words.number(number)}
        ),
    )
    crowds = (
        Crowd(fragment(key, spot), desk.refs(one.key for one in spot.places))
        for spot in drawn.crowded
    )
    return MapView(picture, tuple(crowds), caption, desk.link(index_uri("map")))


def stay(desk: Desk, identifier: str) -> Stay:
    """Return what the dossier says of a place."""
    graph, known = desk.dossier.graph, desk.dossier.records.by_id
    claims = [
        one
        for one in graph.referring(identifier, "about", "where")
        if known[one].kind.group == "claim"
    ]
    events = [
        one for one in graph.referring(identifier, "where") if known[one].kind.name == "events"
    ]
    return Stay(len(claims), len(graph.mentions_of.get(identifier, ())), tuple(events))


def small_map(desk: Desk, record: Record) -> MapView | None:
    """Return a place with those that lie in it on a map, or nothing if none has coordinates.

    The view is fitted to these; the places that it lies in are marked where they fall into it.
    """
    if record.kind.name != "places":
        return None
    inside = [one for one in _inside(desk, record) if one.model.coordinates]
    shown = [record, *inside] if record.model.coordinates else inside
    if not shown:
        return None
    around = [one for one in _around(desk, record) if one.model.coordinates]
    view = fit(
        [one.model.coordinates for one in shown],
        width=352,
        heights=(220, 264),
        least=_LEAST[record.model.precision],
        margin=30,
    )
    return map_view(
        desk,
        lay_out([placed(desk, one, here=record.id) for one in (*shown, *around)], view),
        key="place-map",
        title=desk.words("%(name)s on the map") % {"name": desk.isolated(record.title)},
        description=_told(desk, record, len(inside)),
        size=12,
        caption=desk.words(_MEANINGS[record.model.precision]) if record.model.coordinates else "",
    )


def _told(desk: Desk, record: Record, inside: int) -> str:
    """Say what a small map shows, for those who do not see it."""
    _, own = desk.words, record.model.coordinates
    parts = [_(PRECISIONS[record.model.precision]).capitalize() + "."] if own else []
    if inside:
        parts.append(
            _.count(
                "%(num)s place that lies in it is marked.",
                "%(num)s places that lie in it are marked.",
                inside,
            )
        )
    return " ".join(parts)


def _inside(desk: Desk, record: Record) -> list[Record]:
    """Return the places that lie in a place, and in those, nearest first: a number of them."""
    graph, known = desk.dossier.graph, desk.dossier.records.by_id
    found = {record.id: record}
    waiting = [record.id]
    while waiting and len(found) <= _WITHIN:
        here = waiting.pop(0)
        new = [one for one in graph.referring(here, "within") if one not in found]
        found |= {one: known[one] for one in new[: _WITHIN + 1 - len(found)]}
        waiting += new
    return [one for one in found.values() if one is not record]


def _around(desk: Desk, record: Record) -> Iterator[Record]:
    """Yield the places that a place lies in, the nearest first."""
    known, seen = desk.dossier.records.by_id, {record.id}
    within = record.model.within
    while within in known and within not in seen:
        seen.add(within)
        yield known[within]
        within = known[within].model.within


# For maps of any size


def placed(desk: Desk, record: Record, *, here: str = "", at: Stay | None = None) -> Place:
    """Return a place that has coordinates as it is drawn, linked from the page it stands on."""
    at = at or stay(desk, record.id)
    latitude, longitude = record.model.coordinates
    return Place(
        key=record.id,
        name=record.title,
        href=desk.ref(record.id).href,
        label=_label(desk, record, at),
        latitude=latitude,
        longitude=longitude,
        precision=record.model.precision,
        weight=at.weight,
        events=len(at.events),
        here=record.id == here,
        near=(record.model.within,) if record.model.within else (),
        facets=place_facets(record, at),
    )


def place_facets(record: Record, at: Stay) -> tuple[str, ...]:
    """Return what a reader can filter the places of a map by."""
    happened = ("there:events",) if at.events else ()
    return (f"precision:{record.model.precision}", *happened)


def _label(desk: Desk, record: Record, at: Stay) -> str:
    """Return all that a map shows of a place in words: “Kursk: town or city, 3 claims”."""
    _ = desk.words
    parts = [_(PRECISIONS[record.model.precision])]
    if at.claims:
        parts.append(_.count("%(num)s claim", "%(num)s claims", at.claims))
    if at.mentions:
        parts.append(_.count("%(num)s mention", "%(num)s mentions", at.mentions))
    if at.events:
        parts.append(_.count("%(num)s event", "%(num)s events", len(at.events)))
    return f"{desk.isolated(record.title)}: {', '.join(parts)}"


def _together(desk: Desk, places: Sequence[Place]) -> str:
    """Say what a mark stands for that several places share."""
    _ = desk.words
    names = ", ".join(desk.isolated(one.name) for one in places[:_NAMED])
    if more := _.more(len(places) - _NAMED):
        names += f" {more}"
    number = _.count("%(num)s place", "%(num)s places", len(places))
    return f"{number}: {names}"
