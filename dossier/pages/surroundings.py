"""What surrounds one record: its nearest things by the kind of tie, as a drawing and in words."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from dossier.frozen import dataclass
from dossier.pages import excerpts
from dossier.pages.entity_ties import FIELDS, declared, ties_of
from dossier.pictures.nodes import Thing
from dossier.pictures.radial import Ring, radial
from dossier.translatable import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from markupsafe import Markup

    from dossier.pages.desk import Desk
    from dossier.pages.entity_ties import EntityTie
    from dossier.pages.views import Ref
    from dossier.records import Record

_MOST = 24
_FEWEST = 2
_TITLE = 40

_HEADINGS = {
    "relations": (N_("Relations"), N_("Relations")),
    "member_of": (N_("Member of"), N_("Members")),
    "within": (N_("Lies in"), N_("Places in it")),
    "where": (N_("Where"), N_("Happened here")),
    "participants": (N_("Participants"), N_("Took part in")),
}
"""What the entities are called that a record names under a field, and those that name it."""


@dataclass(frozen=True, slots=True)
class _Near:
    """Something tied to the record: how much, in which words, and whether it speaks against."""

    id: str
    weight: int = 1
    words: str = ""
    against: bool = False


@dataclass(frozen=True, slots=True)
class NearGroup:
    """Things tied to the record in one way, each with a word on its tie."""

    label: str
    things: tuple[tuple[Ref, str], ...]
    more: str


@dataclass(frozen=True, slots=True)
class SurroundingsView:
    """The drawing, the same in words, and what the signs in it say."""

    picture: Markup
    groups: tuple[NearGroup, ...]
    lead: str
    against: bool


def around_claim(
    desk: Desk, record: Record, relations: Mapping[str, str]
) -> SurroundingsView | None:
    """Return what surrounds a claim; `relations` are the headings of its ties to other claims."""
    claim, _ = record.model, desk.words
    about = [_Near(one) for one in dict.fromkeys(claim.about)]
    where = [_Near(one) for one in dict.fromkeys(claim.where) if one not in claim.about]
    groups = [(_("About"), about), (_("Where"), where)]
    groups.append((_("Sources"), list(_sources(desk, record.id))))
    ties = desk.dossier.graph.ties.get(record.id, ())
    for role, heading in relations.items():
        found = [_Near(one.other, 1, one.note, role == "contradicts") for one in ties]
        groups.append((_(heading), [n for n, t in zip(found, ties, strict=True) if t.role == role]))
    groups.append((_("Answers the question"), [_Near(one) for one in dict.fromkeys(claim.answers)]))
    return _surroundings(desk, record, groups)


def around_entity(desk: Desk, record: Record) -> SurroundingsView | None:
    """Return what surrounds an entity: others that are tied to it, claims, sources."""
    graph, _ = desk.dossier.graph, desk.words
    known = desk.dossier.records.by_id
    about = [
        one
        for one in graph.referring(record.id, "about", "where")
        if known[one].kind.group == "claim"
    ]
    said = dict.fromkeys(
        one.subject
        for one in graph.utterances.get(record.id, ())
        if one.own and one.stance == "supports" and known[one.subject].kind.group == "claim"
    )
    mentions = Counter(one.source for one in graph.mentions_of.get(record.id, ()))
    groups = [
        *_tied(desk, record),
        (_("Says, according to the sources"), _claims(desk, said)),
        (_("Claims about it"), _claims(desk, about)),
        (
            _("Named in the sources"),
            [
                _Near(one, times, _.count("%(num)s time", "%(num)s times", times))
                for one, times in sorted(mentions.items(), key=lambda one: (-one[1], one[0]))
            ],
        ),
    ]
    return _surroundings(desk, record, groups)


def _sources(desk: Desk, claim: str) -> Iterator[_Near]:
    """Yield the sources that bear on a claim, and how, those with most quotes first."""
    stances: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in desk.dossier.graph.evidence_for.get(claim, ()):
        stances[one.source][one.stance] += 1
    for source, found in sorted(stances.items(), key=lambda one: (-one[1].total(), one[0])):
        words = ", ".join(desk.stance(one) for one in sorted(found, reverse=True))
        yield _Near(source, found.total(), words, set(found) == {"disputes"})


def _claims(desk: Desk, claims: Iterable[str]) -> list[_Near]:
    """Return claims, those with most evidence first."""
    evidence = desk.dossier.graph.evidence_for
    ranked = sorted(claims, key=lambda one: (-len(evidence.get(one, ())), one))
    return [_Near(one, 1, desk.status(desk.dossier.records.by_id[one]).label) for one in ranked]


def _tied(desk: Desk, record: Record) -> Iterator[tuple[str, list[_Near]]]:
    """Yield the entities that are tied to one, by the first tie that the records declare."""
    ties, known, _ = ties_of(desk.dossier, record.id), desk.dossier.records.by_id, desk.words
    groups: defaultdict[str, list[_Near]] = defaultdict(list)
    own = {(field, other) for field, _type, other in declared(record)}
    incoming = {
        (field, one)
        for field in FIELDS
        for one in desk.dossier.graph.referring(record.id, field)
        if any(name == field and to == record.id for name, _type, to in declared(known[one]))
    }
    this = short_title(desk, record.id)
    for other, tie in ties.items():
        group = groups[_heading(other, tie, own, incoming)]
        # What comes later in its group than the whole ring has room for is only counted.
        shown = len(group) < _MOST
        told = tie.told(desk.words, this, short_title(desk, other)) if shown else ""
        group.append(_Near(other, tie.weight, told))
    headings = [one for both in _HEADINGS.values() for one in both]
    for heading in dict.fromkeys([*headings, *_VOICES, _TOGETHER]):
        yield _(heading), groups[heading]


_VOICES = (N_("Passes on their words"), N_("Pass on its words"))
_TOGETHER = N_("Named in the same claims")


def _heading(
    other: str, tie: EntityTie, own: set[tuple[str, str]], incoming: set[tuple[str, str]]
) -> str:
    for field, (out, back) in _HEADINGS.items():
        if (field, other) in own:
            return out
        if (field, other) in incoming:
            return back
    if tie.passes:
        return _VOICES[0]
    return _VOICES[1] if tie.passed else _TOGETHER


def short_title(desk: Desk, identifier: str) -> str:
    """Return a title for a sentence that has other words to say."""
    title = desk.dossier.records.by_id[identifier].title
    return desk.isolated(excerpts.shortened(title, _TITLE))


# Choosing and drawing


def _surroundings(
    desk: Desk, record: Record, groups: Iterable[tuple[str, Sequence[_Near]]]
) -> SurroundingsView | None:
    """Return the nearest things, each once, or nothing where there are fewer than two."""
    left = list(_each_once(desk, record, groups))
    total = sum(len(things) for _, things in left)
    if total < _FEWEST:
        return None
    numbers = _shares([len(things) for _, things in left])
    rings, told = [], []
    for (label, things), number in zip(left, numbers, strict=True):
        if not number:
            continue
        more = desk.words.more(len(things) - number)
        shown = [(one, desk.ref(one.id)) for one in things[:number]]
        rings.append(Ring(label, tuple(_on_ring(label, one, ref) for one, ref in shown), more))
        told.append(NearGroup(label, tuple((ref, one.words) for one, ref in shown), more))
    return SurroundingsView(
        picture=_drawn(desk, record, rings),
        groups=tuple(told),
        lead=_lead(desk, sum(numbers), total),
        against=any(against for ring in rings for _, _, against in ring.things),
    )


def _each_once(
    desk: Desk, record: Record, groups: Iterable[tuple[str, Sequence[_Near]]]
) -> Iterator[tuple[str, list[_Near]]]:
    seen = {record.id}
    for label, things in groups:
        known = desk.dossier.records.by_id
        fresh = [one for one in things if one.id in known and one.id not in seen]
        seen.update(one.id for one in fresh)
        if fresh:
            yield label, fresh


def _shares(sizes: Sequence[int]) -> list[int]:
    """Return how many things of each group are shown: in turn one of each, while there is room."""
    shares = [0] * len(sizes)
    room = _MOST
    while room and shares != list(sizes):
        for place, size in enumerate(sizes):
            if room and shares[place] < size:
                shares[place] += 1
                room -= 1
    return shares


def _on_ring(label: str, one: _Near, ref: Ref) -> tuple[Thing, int, bool]:
    words = f"{ref.title} – {label}" + (f": {one.words}" if one.words else "")
    return Thing(ref.id, ref.title, ref.kind, ref.href, words), one.weight, one.against


def _drawn(desk: Desk, record: Record, rings: Sequence[Ring]) -> Markup:
    number = sum(len(one.things) for one in rings)
    around = desk.words.count(
        "%(num)s thing stands around it, by the kind of tie:",
        "%(num)s things stand around it, by the kind of tie:",
        number,
    )
    parts = ", ".join(f"{one.label} ({desk.words.number(len(one.things))})" for one in rings)
    return radial(
        Thing(record.id, record.title, record.kind.name, "", record.title),
        rings,
        key="surroundings",
        title=desk.words("Surroundings of %(title)s") % {"title": desk.isolated(record.title)},
        description=f"{around} {parts}.",
    )


def _lead(desk: Desk, shown: int, total: int) -> str:
    if shown == total:
        return ""
    return desk.words("Its %(shown)s nearest things of %(total)s.") % {
        "shown": desk.words.number(shown),
        "total": desk.words.number(total),
    }
