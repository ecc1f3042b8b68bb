"""Claims taken apart, and how much of what two of them say is alike.

Names say whom a claim is about and not what it tells of them, so that for some questions they are
left aside: “The bridge closed” and “The bridge reopened” have nothing in common but the bridge.
"""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from dossier.analyses.statements import Statement, stems, take_apart
from dossier.frozen import dataclass
from dossier.memory import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dossier.kinds.claims import Claim
    from dossier.memory import Memory
    from dossier.records import Record, Records

_HALF, _TWO = 0.5, 2
_MOST = 200
"""So many stems a statement may have; one with more is no plain sentence."""


@dataclass(frozen=True, slots=True)
class Told:
    """A claim taken apart.

    `events` holds those of `about` that are events, `known` the stems of the names of all whom it
    is about, and `bare` the stems of its statement without these.
    """

    id: str
    claim: Claim
    about: frozenset[str]
    events: frozenset[str]
    said: Statement
    known: frozenset[str]
    bare: frozenset[str]


def taken_apart(
    records: Records, spelt: Mapping[str, frozenset[str]], *, memory: Memory = NOTHING
) -> list[Told]:
    """Return the claims that can be compared, in the order of their ids.

    `spelt` are the stems of each entity's names.
    """
    shelf = memory.shelf("claims taken apart")
    events = {event.id for event in records.of("events")}
    told = []
    for record in records.of("claims"):
        claim = record.model
        about = frozenset(one for one in claim.about if one in records.by_id)
        if not about:
            continue
        places = [spelt.get(place, frozenset()) for place in claim.where]
        names = {entity: spelt.get(entity, frozenset()) for entity in about}
        given = (record, places, names, about & events)
        make = partial(_taken_apart, record, places, names, about & events)
        one = shelf.kept(record.id, given, make)
        if 0 < len(one.said.core) <= _MOST:
            told.append(one)
    return told


def _taken_apart(
    record: Record,
    places: Iterable[frozenset[str]],
    names: Mapping[str, frozenset[str]],
    events: frozenset[str],
) -> Told:
    claim = record.model
    said = take_apart(claim.statement, when=claim.when, places=chain.from_iterable(places))
    known = frozenset(chain.from_iterable(names.values()))
    return Told(record.id, claim, frozenset(names), events, said, known, said.core - known)


def name_stems(records: Records, *, memory: Memory = NOTHING) -> dict[str, frozenset[str]]:
    """Return the stems of each entity's names."""
    shelf = memory.shelf("stems of names")

    def stems_of(record: Record) -> frozenset[str]:
        return frozenset(chain.from_iterable(map(stems, spellings(records, record.id))))

    return {
        record.id: shelf.kept(record.id, record, partial(stems_of, record))
        for record in records.by_id.values()
        if record.kind.group == "entity"
    }


def spellings(records: Records, entity: str) -> tuple[str, ...]:
    """Return the names that a record's entity goes by."""
    model = records.by_id[entity].model
    return (getattr(model, "name", ""), *getattr(model, "also_known_as", ()))


def likeness(a: Told, b: Told) -> float:
    """Return how much two statements have in common (Dice).

    A name that one does not write is not missing there if its claim is about its bearer.
    """
    ours, theirs = a.said.core, b.said.core
    if min(len(ours), len(theirs)) < _TWO:
        return 0
    return _dice(ours, theirs, ours - theirs - b.known, theirs - ours - a.known)


def bare_likeness(a: Told, b: Told) -> float:
    """Return how much they have in common without the names of all whom either is about."""
    ours, theirs = a.bare - b.known, b.bare - a.known
    return _dice(ours, theirs, ours - theirs, theirs - ours)


def _dice(
    a: frozenset[str], b: frozenset[str], only_a: frozenset[str], only_b: frozenset[str]
) -> float:
    twice = 2 * len(a & b)
    total = twice + len(only_a) + len(only_b)
    return twice / total if total else 1


def half_alike(a: Told, b: Told) -> bool:
    """Say whether half of the shorter statement is in the other one too.

    Names do not count; where nothing else is said, they do, and must be more than half.
    """
    ours, theirs, labels = a.bare, b.bare, (a.said.labels, b.said.labels)
    if not (labels[0] <= labels[1] or labels[1] <= labels[0]):
        return False
    if ours and theirs:
        return bool(ours & theirs) and len(ours & theirs) >= _HALF * min(len(ours), len(theirs))
    ours, theirs = a.said.core, b.said.core
    return len(ours & theirs) > _HALF * min(len(ours), len(theirs))
