"""The page of a person, place, organization, event, topic or anything a dossier adds."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from dossier.dates import Edtf
from dossier.kinds.base import Entity
from dossier.kinds.fields import references
from dossier.kinds.values import Coordinates
from dossier.pages.entity_mentions import by_year, spellings
from dossier.pages.maps import PRECISIONS, small_map
from dossier.pages.surroundings import around_entity
from dossier.pages.timelines import small_timeline
from dossier.pages.views import (
    ClaimLine,
    RefGroup,
    RelationView,
)
from dossier.translatable import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dossier.pages.desk import Desk
    from dossier.pages.views import Fact
    from dossier.records import Record

_LABELS = {
    "born": N_("Born"),
    "died": N_("Died"),
    "founded": N_("Founded"),
    "dissolved": N_("Dissolved"),
    "member_of": N_("Member of"),
    "coordinates": N_("Coordinates"),
    "precision": N_("Precision"),
    "within": N_("Lies in"),
    "when": N_("When"),
    "where": N_("Where"),
    "participants": N_("Participants"),
}
_VALUES = {str(key): words for key, words in PRECISIONS.items()}
"""Words of the format that a page shows as a fact, and how people say them."""

_DIGITS = 6
"""How many decimal digits of a degree are shown at the most: a tenth of a metre."""

_REGISTERS = {
    "wikidata": ("Wikidata", "https://www.wikidata.org/wiki/{}"),
    "viaf": ("VIAF", "https://viaf.org/viaf/{}"),
    "isni": ("ISNI", "https://isni.org/isni/{}"),
    "geonames": ("GeoNames", "https://www.geonames.org/{}"),
    "opensanctions": ("OpenSanctions", "https://www.opensanctions.org/entities/{}"),
}
_VOICED = (
    ("said", True, "supports", N_("Says, according to the sources")),
    ("denied", True, "disputes", N_("Speaks against")),
    ("discussed", True, "discusses", N_("Speaks about")),
    ("relayed", False, "", N_("Passes on what others say")),
)
"""What an entity's words do: fragment, whether they are its own, for which stance, heading."""
_INCOMING = (
    (("within",), N_("Places in it")),
    (("member_of",), N_("Members")),
    (("participants",), N_("Took part in")),
)
"""Ties that other entities declare, and how they are headed here."""


def view(desk: Desk, record: Record) -> dict[str, Any]:
    """Return what the template of an entity shows."""
    graph, model = desk.dossier.graph, record.model
    claims = _claims(desk, graph.referring(record.id, "about", "where"))
    mentions = graph.mentions_of.get(record.id, ())
    return {
        "description": model.description,
        "image": image(desk, record),
        "image_credit": model.image_credit,
        "facts": [
            *_own_facts(desk, record),
            *(desk.first_report(record.id) if record.kind.name == "events" else ()),
            *common_facts(desk, record),
        ],
        "notes": desk.notes(model.notes),
        "on_the_map": small_map(desk, record),
        "surroundings": around_entity(desk, record),
        "claims": desk.claim_lines(claims),
        "voiced": _voiced(desk, record.id),
        "quotes": desk.quotes(
            one for one in graph.evidence_for.get(record.id, ()) if one.fragment.startswith("e")
        ),
        "relations": [*relations(desk, record), *_incoming_relations(desk, record)],
        "groups": _groups(desk, record),
        "spellings": spellings(desk, record.id),
        "mentions": by_year(desk, mentions),
        "mention_count": len(mentions),
        "in_time": small_timeline(desk, record),
    }


def description(desk: Desk, record: Record) -> str:
    """Return the page's one-line description for search engines and previews."""
    return record.model.description or desk.words(record.kind.singular)


def _voiced(desk: Desk, entity: str) -> list[tuple[str, str, tuple[ClaimLine, ...]]]:
    """Return the claims that an entity's words bear on, as (fragment, heading, claims)."""
    groups = []
    seen: set[str] = set()
    for fragment, own, stance, heading in _VOICED:
        found = [
            one.subject
            for one in desk.dossier.graph.utterances.get(entity, ())
            if one.own == own and stance in ("", one.stance) and (own or one.subject not in seen)
        ]
        seen.update(found)
        if claims := desk.claim_lines(_claims(desk, list(dict.fromkeys(found)))):
            groups.append((fragment, desk.words(heading), claims))
    return groups


def _claims(desk: Desk, subjects: Sequence[str]) -> list[str]:
    known = desk.dossier.records.by_id
    return [one for one in subjects if known[one].kind.group == "claim"]


def image(desk: Desk, record: Record) -> str:
    """Return the link to a record's picture, or nothing."""
    return desk.link(record.model.image) if record.model.image else ""


# Facts


def _own_facts(desk: Desk, record: Record) -> Iterator[Fact]:
    """Yield what this kind says beyond what all entities do, in the order of its declaration."""
    named: defaultdict[str, list[str]] = defaultdict(list)
    for path, target, _ in references(record.model):
        if len(path) <= 2:  # noqa: PLR2004 - a key, and its place in a list
            named[str(path[0])].append(target)
    for name in type(record.model).model_fields:
        if name in Entity.model_fields or name == "evidence":
            continue
        label = desk.words(_LABELS.get(name, name.replace("_", " ").capitalize()))
        value = getattr(record.model, name)
        if name in named:
            yield from desk.ref_fact(label, named[name])
        elif isinstance(value, Edtf):
            yield from desk.fact(label, desk.words.date(value))
        elif isinstance(value, Coordinates):
            yield from desk.fact(label, position(desk, value))
        elif isinstance(value, str) and value != "unknown":
            yield from desk.fact(label, desk.words(_VALUES.get(value, value)))


def position(desk: Desk, point: Coordinates) -> str:
    """Return a point as people write it: 51.73° N, 36.19° E."""
    latitude = N_("{degrees}° N") if point.latitude >= 0 else N_("{degrees}° S")
    longitude = N_("{degrees}° E") if point.longitude >= 0 else N_("{degrees}° W")
    return ", ".join(
        desk.words(pattern).format(degrees=desk.words.decimal(abs(degrees), _DIGITS))
        for pattern, degrees in ((latitude, point.latitude), (longitude, point.longitude))
    )


def common_facts(desk: Desk, record: Record) -> Iterator[Fact]:
    """Yield what all entities and questions may say: spellings, identifiers, links, tags."""
    model, _ = record.model, desk.words
    yield from desk.fact(_("Also known as"), *model.also_known_as)
    identifiers = [
        desk.outer_link(address.format(getattr(model, name)), f"{label} {getattr(model, name)}")
        for name, (label, address) in _REGISTERS.items()
        if getattr(model, name)
    ]
    yield from desk.fact(_("Identifiers"), *identifiers)
    yield from desk.fact(_("Links"), *(desk.outer_link(one.url, one.label) for one in model.links))
    yield from desk.fact(_("Tags"), *model.tags)


# Ties to others


def relations(desk: Desk, record: Record) -> Iterator[RelationView]:
    """Yield the relations that a record declares, each with the quotes that it rests on."""
    evidence = desk.dossier.graph.evidence_for.get(record.id, ())
    for number, relation in enumerate(record.model.relations):
        if relation.to not in desk.dossier.records.by_id:
            continue
        under = ("relations", number)
        yield RelationView(
            label=relation.type,
            ref=desk.ref(relation.to),
            when=desk.words.date(relation.when) if relation.when else "",
            quotes=desk.quotes(one for one in evidence if one.path[:2] == under),
        )


def _incoming_relations(desk: Desk, record: Record) -> Iterator[RelationView]:
    for other in desk.dossier.graph.referring(record.id, "relations"):
        there = desk.dossier.records.by_id[other].model
        for relation in there.relations:
            if relation.to == record.id:
                when = desk.words.date(relation.when) if relation.when else ""
                yield RelationView(relation.type, desk.ref(other), when, (), incoming=True)


def _groups(desk: Desk, record: Record) -> list[RefGroup]:
    graph, known = desk.dossier.graph, desk.dossier.records.by_id
    groups = [
        RefGroup(desk.words(label), tuple((ref, "") for ref in desk.refs(found)))
        for fields, label in _INCOMING
        if (found := graph.referring(record.id, *fields))
    ]
    events = [
        one for one in graph.referring(record.id, "where") if known[one].kind.group == "entity"
    ]
    if events:
        label = desk.words("Happened here")
        groups.append(RefGroup(label, tuple((ref, "") for ref in desk.refs(events))))
    published = graph.referring(record.id, "publisher")
    if published:
        label = desk.words("Published")
        groups.append(RefGroup(label, tuple((ref, "") for ref in desk.refs(published))))
    return groups
