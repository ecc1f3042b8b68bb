"""What ties two entities: claims that name both, what their records declare, words passed on."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from dossier.frozen import dataclass
from dossier.kinds.fields import references
from dossier.translatable import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dossier.evidence import Evidence
    from dossier.records import Record
    from dossier.tables import Dossier
    from dossier.wording import Wording

MOST_NAMED = 24
"""A claim that names more entities than this ties the first of them only: the number of pairs
grows with the square."""

FIELDS = {
    "relations": N_("%(one)s %(type)s %(other)s"),
    "member_of": N_("membership"),
    "within": N_("place within"),
    "participants": N_("participation"),
    "where": N_("place of the event"),
}
"""The fields in which an entity names another, and what ties the two then.

The type of a relation reads on: “A is named after B”.
"""


@dataclass(frozen=True, slots=True, order=True)
class Declared:
    """What an entity's record says of another: the field, and the type of a relation.

    It is the `second` of the two that says so, or the first.
    """

    field: str
    type: str = ""
    second: bool = False

    def reversed(self) -> Declared:
        """Return the same as the other entity sees it."""
        return Declared(self.field, self.type, not self.second)


@dataclass(frozen=True, slots=True)
class EntityTie:
    """All that ties one entity to another.

    `claims` counts the claims that name both. The first entity `passes` on so many quotes of the
    other's words, and the other so many of its words (`passed`).
    """

    claims: int = 0
    declared: tuple[Declared, ...] = ()
    passes: int = 0
    passed: int = 0

    @property
    def weight(self) -> int:
        """How much ties them: one for each claim, declaration and quote."""
        return self.claims + len(self.declared) + self.passes + self.passed

    def reversed(self) -> EntityTie:
        """Return the same tie as the other entity sees it."""
        declared = tuple(sorted(one.reversed() for one in self.declared))
        return EntityTie(self.claims, declared, self.passed, self.passes)

    def told(self, words: Wording, first: str, second: str) -> str:
        """Return the tie in words, which call the two by the names given."""
        parts = [_declaration(one, words, first, second) for one in self.declared]
        if self.claims:
            parts.append(
                words.count("%(num)s claim names both", "%(num)s claims name both", self.claims)
            )
        for number, voice, speaker in ((self.passes, first, second), (self.passed, second, first)):
            if number:
                told = words.plural(
                    "%(voice)s passes on %(number)s quote of %(speaker)s",
                    "%(voice)s passes on %(number)s quotes of %(speaker)s",
                    number,
                )
                parts.append(
                    told % {"voice": voice, "speaker": speaker, "number": words.number(number)}
                )
        return ", ".join(parts)


def _declaration(one: Declared, words: Wording, first: str, second: str) -> str:
    told = words(FIELDS[one.field])
    if one.field != "relations":
        return told
    subject, other = (second, first) if one.second else (first, second)
    return told % {"one": subject, "type": one.type, "other": other}


class Tally:
    """Counts what ties entities, each pair under its ids in order."""

    def __init__(self, records: Mapping[str, Record]) -> None:
        self._records = records
        self._claims: Counter[tuple[str, str]] = Counter()
        self._declared: defaultdict[tuple[str, str], set[Declared]] = defaultdict(set)
        self._passes: Counter[tuple[str, str]] = Counter()

    def claim(self, record: Record, *, of: str = "") -> None:
        """Count a claim for each pair of entities that it names, or for those `of` one only."""
        named = sorted(self.named(record))
        pairs = [_pair(of, one) for one in named if one != of] if of in named else []
        for pair in pairs if of else combinations(named, 2):
            self._claims[pair] += 1

    def named(self, record: Record) -> list[str]:
        """Return the entities that a claim is about or that it says it happened at."""
        found = dict.fromkeys([*record.model.about, *record.model.where])
        return [one for one in found if self._is_entity(one)][:MOST_NAMED]

    def entity(self, record: Record) -> None:
        """Count what an entity's record declares."""
        for field, word, other in declared(record):
            if other != record.id and self._is_entity(other):
                found = Declared(field, word, record.id > other)
                self._declared[_pair(record.id, other)].add(found)

    def evidence(self, one: Evidence) -> None:
        """Count a quote for each voice that passes on the words of another."""
        for outer, inner in pairwise(voice.entity for voice in one.attribution):
            if outer != inner and self._is_entity(outer) and self._is_entity(inner):
                self._passes[outer, inner] += 1

    def ties(self) -> dict[tuple[str, str], EntityTie]:
        """Return what ties each pair, as the first of its ids sees it, in order."""
        pairs = {*self._claims, *self._declared, *(_pair(*one) for one in self._passes)}
        return {
            (a, b): EntityTie(
                claims=self._claims[a, b],
                declared=tuple(sorted(self._declared.get((a, b), ()))),
                passes=self._passes[a, b],
                passed=self._passes[b, a],
            )
            for a, b in sorted(pairs)
        }

    def _is_entity(self, identifier: str) -> bool:
        record = self._records.get(identifier)
        return record is not None and record.kind.group == "entity"


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def declared(record: Record) -> Iterator[tuple[str, str, str]]:
    """Yield the entities that an entity's record names: field, type of a relation, entity."""
    for path, target, _ in references(record.model):
        field = str(path[0])
        if field == "relations" and path[2] == "to":
            yield field, record.model.relations[int(path[1])].type, target
        elif field in FIELDS and "evidence" not in path:
            yield field, "", target


def all_ties(dossier: Dossier) -> dict[tuple[str, str], EntityTie]:
    """Return what ties each pair of entities of the dossier."""
    tally = Tally(dossier.records.by_id)
    for record in dossier.records.by_id.values():
        if record.kind.group == "entity":
            tally.entity(record)
        elif record.kind.group == "claim":
            tally.claim(record)
    for one in dossier.graph.evidence:
        tally.evidence(one)
    return tally.ties()


def ties_of(dossier: Dossier, entity: str) -> dict[str, EntityTie]:
    """Return what ties an entity to each other one, what ties most first."""
    graph, known = dossier.graph, dossier.records.by_id
    tally = Tally(known)
    for one in (entity, *graph.referring(entity, *FIELDS)):
        if known[one].kind.group == "entity":
            tally.entity(known[one])
    for one in graph.referring(entity, "about", "where"):
        if known[one].kind.group == "claim":
            tally.claim(known[one], of=entity)
    for subject in dict.fromkeys(one.subject for one in graph.utterances.get(entity, ())):
        for evidence in graph.evidence_for.get(subject, ()):
            tally.evidence(evidence)
    found = {
        (b if a == entity else a): (tie if a == entity else tie.reversed())
        for (a, b), tie in tally.ties().items()
        if entity in (a, b)
    }
    return dict(strongest(found.items()))


def strongest(
    ties: Iterable[tuple[str, EntityTie]],
) -> Sequence[tuple[str, EntityTie]]:
    """Return ties with what ties most first."""
    return sorted(ties, key=lambda one: (-one[1].weight, one[0]))
