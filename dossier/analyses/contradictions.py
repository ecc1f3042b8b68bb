"""Claims that cannot be true together: those that editors declare, and those that look like it.

Two claims are suspected when they are about the same, say much the same, and differ in a date, a
number or a place, so that both cannot well hold. How much alike they must be is said in
`dossier.analyses.disagreement`; here is which claims are compared at all, and how many of the
pairs that differ are told:

- Whatever relation an editor has set between two claims, it settles the pair.
- One event is asked about once for each two dates, or two places, that its claims give it, and not
  at all where a tie between two such claims says that somebody has seen to these two.
- Where one claim differs from several others in two things at once (its date and its number, say),
  they are a series of reports and none is told.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import field
from functools import partial
from itertools import chain
from math import ceil
from typing import TYPE_CHECKING

from dossier.analyses.disagreement import ALIKE, MOSTLY_ALIKE, Judge, Over
from dossier.analyses.told_claims import name_stems, taken_apart
from dossier.frozen import dataclass
from dossier.memory import NOTHING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from dossier.analyses.disagreement import Difference
    from dossier.analyses.told_claims import Told
    from dossier.memory import Memory
    from dossier.records import Records

RELATIONS = ("contradicts", "repeats", "refines", "supersedes", "depends_on")


@dataclass(frozen=True, slots=True, order=True)
class Contradiction:
    """Two claims of which an editor says that they contradict each other; `a` sorts before `b`.

    `declared_by` holds the claims whose records say so (one or both), `notes` their remarks.
    """

    a: str
    b: str
    declared_by: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class Suspicion:
    """Two claims about the same entities that do not seem to hold together; `a` before `b`.

    `about` holds the entities that they have in common. `over` says what differs, `a_value` and
    `b_value` how it is written on either side.
    """

    a: str
    b: str
    about: tuple[str, ...]
    over: Over
    a_value: str
    b_value: str


@dataclass(frozen=True, slots=True)
class Contradictions:
    """Both kinds, each in the order of the claims' ids."""

    declared: tuple[Contradiction, ...] = ()
    suspected: tuple[Suspicion, ...] = ()


def contradictions(records: Records, *, memory: Memory = NOTHING) -> Contradictions:
    """Return the claims that contradict each other, and those that may.

    Linear in the claims: each is compared with few others (`_candidates`).
    """
    return Contradictions(
        tuple(sorted(_declared(records))), tuple(sorted(_suspected(records, memory)))
    )


# Declared -------------------------------------------------------------------------------------


def _declared(records: Records) -> Iterator[Contradiction]:
    pairs: defaultdict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for claim in records.of("claims"):
        for relation in claim.model.contradicts:
            other = records.by_id.get(relation.claim)
            if other is None or other.kind.name != "claims" or other.id == claim.id:
                continue
            told = pairs[min(claim.id, other.id), max(claim.id, other.id)]
            told[claim.id] = told.get(claim.id) or relation.note
    for (a, b), told in pairs.items():
        notes = dict.fromkeys(note for _, note in sorted(told.items()) if note)
        yield Contradiction(a, b, tuple(sorted(told)), tuple(notes))


# Suspected ------------------------------------------------------------------------------------

_RAREST, _LATEST, _COMPARED = 8, 16, 32
"""So many of a claim's rarest stems are looked up, so many of the latest claims with each, and no
more once so many are found."""
_SUSPECTS = 4
"""With so many earlier claims one is suspected; more are a series of reports, no contradiction.

An event, likewise, is asked about so often: one with more dates than that is no single one.
"""


def _suspected(records: Records, memory: Memory) -> tuple[Suspicion, ...]:
    tied = {
        frozenset((claim.id, relation.claim))
        for claim in records.of("claims")
        for role in RELATIONS
        for relation in getattr(claim.model, role)
    }
    spelt = name_stems(records, memory=memory)
    told = taken_apart(records, spelt, memory=memory)
    judge = Judge(records, spelt, memory=memory)
    return memory.shelf("suspicions").kept(
        "", (told, tied, judge.knows), lambda: tuple(_suspicions(told, tied, judge, memory))
    )


def _suspicions(
    told: Sequence[Told], tied: Collection[frozenset[str]], judge: Judge, memory: Memory
) -> Iterator[Suspicion]:
    found = _Found(tied)
    judged = memory.shelf("pairs of claims")
    for claim, earlier in _candidates(told, memory):
        known = 0
        for one in earlier:
            if known >= _SUSPECTS:
                break
            given = (one, claim, judge.knows)
            differences = judged.kept((one.id, claim.id), given, partial(judge.differ, one, claim))
            if differences:
                known += found.add(one, claim, differences)
    yield from found.suspicions()


@dataclass(slots=True)
class _Found:
    """The differences that were found, and which of them are told."""

    tied: Collection[frozenset[str]]
    single: list[Suspicion] = field(default_factory=list)
    twofold: list[Suspicion] = field(default_factory=list)
    of_events: defaultdict[frozenset[str], dict[frozenset[str], Suspicion | None]] = field(
        default_factory=lambda: defaultdict(dict)
    )

    def add(self, a: Told, b: Told, differences: Sequence[Difference]) -> bool:
        """Take two claims that differ; say whether they may be told."""
        first, tied = differences[0], frozenset((a.id, b.id)) in self.tied
        about = tuple(sorted(a.about & b.about))
        suspicion = Suspicion(a.id, b.id, about, first.over, first.a_value, first.b_value)
        if first.of_event:
            asked = self.of_events[a.events]
            values = frozenset((first.over, first.a_value, first.b_value))
            if tied:
                asked[values] = None
            return asked.setdefault(values, suspicion) is suspicion
        if not tied:
            (self.single if len(differences) == 1 else self.twofold).append(suspicion)
        return not tied

    def suspicions(self) -> Iterator[Suspicion]:
        """Yield what is told."""
        yield from self.single
        often = Counter(chain.from_iterable((one.a, one.b) for one in self.twofold))
        yield from (one for one in self.twofold if often[one.a] == often[one.b] == 1)
        for asked in self.of_events.values():
            yield from [one for one in asked.values() if one][:_SUSPECTS]


def _candidates(told: Sequence[Told], memory: Memory) -> Iterator[tuple[Told, list[Told]]]:
    """Yield each claim with the earlier ones that share an entity and a rare word with it.

    Statements that are alike enough share one of their rarest words, so only these are looked
    up. (Source: prefix filtering, R. Bayardo, Y. Ma, R. Srikant, “Scaling up all pairs similarity
    search”, 2007.) Where hundreds of claims about one entity share even those, a claim is held
    against the latest of them only: what a claim costs does not grow with their number.
    """
    often = Counter(chain.from_iterable(one.said.core for one in told))
    holders: defaultdict[_Key, list[int]] = defaultdict(list)
    shelf = memory.shelf("rarest stems")
    for number, one in enumerate(told):
        given = (one, [often[stem] for stem in one.said.core])
        lists = [holders[key] for key in shelf.kept(one.id, given, partial(_keys, one, often))]
        earlier: set[int] = set()
        for each in lists:
            if len(earlier) < _COMPARED:
                earlier.update(each[-_LATEST:])
            each.append(number)
        yield one, [told[at] for at in sorted(earlier)]


_Key = tuple[tuple[str, ...], str]
"""Whom or what claims are about, and a stem of their statements."""


def _keys(one: Told, often: Counter[str]) -> list[_Key]:
    """Return what a claim is looked up by, the rarest stems first.

    Of claims about the very same, less need be alike, and of an event, any word.
    """
    alike = _prefix(one.said.core, ALIKE, often)
    keys: set[tuple[int, str, tuple[str, ...]]] = {
        (times, stem, (entity,)) for entity in one.about for times, stem in alike
    }
    same = tuple(sorted(one.about))
    keys.update((*each, same) for each in _prefix(one.bare, MOSTLY_ALIKE, often))
    if one.events:
        same = tuple(sorted(one.events))
        keys.update((*each, same) for each in _prefix(one.said.core, 0, often))
    return [(whom, stem) for _, stem, whom in sorted(keys)]


def _prefix(core: Collection[str], alike: float, often: Counter[str]) -> list[tuple[int, str]]:
    """Return the rarest stems, so many that of two statements so much `alike` one is shared.

    Each comes after the number of statements that it stands in.
    """
    rarest = sorted((often[stem], stem) for stem in core)
    shared = ceil(alike / (2 - alike) * len(core))
    return rarest[: min(len(core) - shared + 1, _RAREST)]
