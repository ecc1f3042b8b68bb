"""Claims that cannot be true together: those that editors declare, and those that look like it.

Two claims are suspected when they share an entity in `about`, say nearly the same, and differ in
one thing alone, so that both cannot well hold:

- *dates*: their `when`s are not compatible (EDTF: 2025-12 and 2025-12-04 are, doubtful dates have
  a margin);
- *places*: no place of one's `where` is a place of the other's, or lies within one;
- *numbers*: one number of their statements differs, what it counts is the same, and no “at least”
  or “about” lets both be right.

“Nearly the same” is read off the statements, in any language: of the words that bear meaning
(`dossier.analyses.statements`) four in five are alike, numbers, own dates and own places left
aside; whoever is named in one, or is in its `about`, is not missing in the other. Precision goes
before recall: where two things differ at once, the claims more likely tell of two events.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from dataclasses import dataclass
from itertools import chain, islice
from math import ceil
from typing import TYPE_CHECKING, Literal

from dossier import dates
from dossier.analyses.statements import Statement, stems, take_apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dossier.kinds.claims import Claim
    from dossier.records import Records

Over = Literal["dates", "numbers", "places"]

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


def contradictions(records: Records) -> Contradictions:
    """Return the claims that contradict each other, and those that may.

    Linear in the claims: each is compared with few others (`_candidates`).
    """
    return Contradictions(tuple(sorted(_declared(records))), tuple(sorted(_suspected(records))))


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

_ALIKE = 0.8
"""The least share of words that two statements have in common (Dice)."""
_FEWEST, _MOST = 2, 200
"""So many stems a statement must have to be compared; one with more is no plain sentence."""
_RAREST, _LATEST = 8, 16
"""So many of a claim's rarest stems are looked up, and the latest claims with each."""
_SUSPECTS = 4
"""With so many earlier claims one is suspected; more are a series of reports, no contradiction."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A claim taken apart."""

    id: str
    claim: Claim
    about: frozenset[str]
    said: Statement


@dataclass(frozen=True, slots=True)
class _Difference:
    """Something in which two claims differ, and how it is written on either side."""

    over: Over
    a_value: str
    b_value: str


def _suspected(records: Records) -> Iterator[Suspicion]:
    told = _taken_apart(records)
    tied = {
        frozenset((claim.id, relation.claim))
        for claim in records.of("claims")
        for role in RELATIONS
        for relation in getattr(claim.model, role)
    }
    judge = _Judge(records)
    for claim, earlier in _candidates(told):
        untied = (one for one in earlier if frozenset((one.id, claim.id)) not in tied)
        yield from islice(filter(None, (judge.differ(one, claim) for one in untied)), _SUSPECTS)


def _taken_apart(records: Records) -> list[_Told]:
    """Return the claims that can be compared, in the order of their ids."""
    spelt: dict[str, frozenset[str]] = {}
    for place in records.of("places"):
        names = (place.model.name, *place.model.also_known_as)
        spelt[place.id] = frozenset(chain.from_iterable(map(stems, names)))
    told = []
    for record in records.of("claims"):
        claim = record.model
        places = chain.from_iterable(spelt.get(place, ()) for place in claim.where)
        if about := frozenset(claim.about) & records.by_id.keys():
            said = take_apart(claim.statement, when=claim.when, places=places)
            if _FEWEST <= len(said.core) <= _MOST:
                told.append(_Told(record.id, claim, about, said))
    return told


def _candidates(told: Sequence[_Told]) -> Iterator[tuple[_Told, list[_Told]]]:
    """Yield each claim with the earlier ones that share an entity and a rare word with it.

    Statements that are alike enough share one of their rarest words, so only these are looked
    up. (Source: prefix filtering, R. Bayardo, Y. Ma, R. Srikant, “Scaling up all pairs similarity
    search”, 2007.) Where hundreds of claims about one entity share even those, a claim is held
    against the latest of them only: what a claim costs does not grow with their number.
    """
    often = Counter(chain.from_iterable(one.said.core for one in told))
    holders: defaultdict[tuple[str, str], deque[int]] = defaultdict(lambda: deque(maxlen=_LATEST))
    for number, one in enumerate(told):
        shared = ceil(_ALIKE / (2 - _ALIKE) * len(one.said.core))
        rarest = sorted(one.said.core, key=lambda stem: (often[stem], stem))
        rarest = rarest[: min(len(rarest) - shared + 1, _RAREST)]
        lists = [holders[entity, stem] for entity in one.about for stem in rarest]
        yield one, [told[earlier] for earlier in sorted(set(chain.from_iterable(lists)))]
        for each in lists:
            each.append(number)


class _Judge:
    """Says in what two claims differ that otherwise say the same."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._within = {place.id: place.model.within for place in records.of("places")}
        self._lineages: dict[str, frozenset[str]] = {}

    def differ(self, a: _Told, b: _Told) -> Suspicion | None:
        """Return the one thing in which two claims differ, if that is how they stand."""
        if not _alike(a.said, b.said):
            return None
        numbers = _differing(a.said, b.said)
        found = [*_dates(a.claim, b.claim), *self._places(a.claim, b.claim), *(numbers or ())]
        if numbers is None or len(found) != 1:
            return None
        (difference,) = found
        same_otherwise = (
            (difference.over == "places" or a.said.placed == b.said.placed)
            and (difference.over == "dates" or a.said.dated == b.said.dated)
            and self._names_all(a, b)
            and self._names_all(b, a)
        )
        return _suspicion(a, b, difference) if same_otherwise else None

    def _places(self, a: Claim, b: Claim) -> Iterator[_Difference]:
        if self._apart(a.where, b.where):
            yield _Difference("places", ", ".join(a.where), ", ".join(b.where))

    def _apart(self, here: Iterable[str], there: Iterable[str]) -> bool:
        """Say whether two lists of places have nothing to do with each other."""
        ours, theirs = ({one for one in each if one in self._within} for each in (here, there))
        if not ours or not theirs:
            return False
        around_ours = frozenset().union(*map(self._lineage, ours))
        around_theirs = frozenset().union(*map(self._lineage, theirs))
        return not (ours & around_theirs or theirs & around_ours)

    def _lineage(self, place: str) -> frozenset[str]:
        """Return a place with all that it lies in."""
        if place not in self._lineages:
            found: dict[str, None] = {}
            at: str | None = place
            while at and at not in found and len(found) < _DEEPEST:
                found[at] = None
                at = self._within.get(at)
            self._lineages[place] = frozenset(found)
        return self._lineages[place]

    def _names_all(self, one: _Told, other: _Told) -> bool:
        """Say whether `other` is about, or names, whomever `one` is about and names."""
        for entity in one.about - other.about:
            spellings = self._spellings(entity)
            named = any(spelling in one.claim.statement for spelling in spellings)
            if named and not any(spelling in other.claim.statement for spelling in spellings):
                return False
        return True

    def _spellings(self, entity: str) -> tuple[str, ...]:
        model = self._records.by_id[entity].model
        return (getattr(model, "name", ""), *getattr(model, "also_known_as", ()))


_DEEPEST = 50
"""So many places a place lies in at the most; a longer chain is a mistake or a trap."""


def _alike(a: Statement, b: Statement) -> bool:
    least = _ALIKE * (len(a.core) + len(b.core)) / 2
    return (
        len(a.core & b.core) >= least
        and a.labels == b.labels
        and a.names <= b.words
        and b.names <= a.words
    )


def _dates(a: Claim, b: Claim) -> Iterator[_Difference]:
    if a.when and b.when and not dates.compatible(a.when, b.when):
        yield _Difference("dates", a.when.text, b.when.text)


def _differing(a: Statement, b: Statement) -> list[_Difference] | None:
    """Return the numbers that cannot be the same.

    None where the statements cannot be compared: their numbers count other things.
    """
    if len(a.counts) != len(b.counts):
        return None
    pairs = zip(a.counts, b.counts, strict=True)
    apart = [(one, other) for one, other in pairs if not one.number.may_be(other.number)]
    if not all(one.like(other) for one, other in apart):
        return None
    return [_Difference("numbers", one.written, other.written) for one, other in apart]


def _suspicion(a: _Told, b: _Told, difference: _Difference) -> Suspicion:
    about = tuple(sorted(a.about & b.about))
    return Suspicion(a.id, b.id, about, difference.over, difference.a_value, difference.b_value)
