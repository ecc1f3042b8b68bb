"""How much of a claim's support is independent.

Two sources count as one when a chain of `derived_from` joins them, when their evidence goes back
to the same origin, or when one of them cites the other's publisher. Dependence is taken to carry
over (A copies B, B copies C: all three are one), so the count errs on the side of too few. That
nothing joins two sources does not prove that they are independent: it is only all that the dossier
knows.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

    from dossier.evidence import Evidence
    from dossier.graph import Graph
    from dossier.records import Records


@dataclass(frozen=True, slots=True)
class Support:
    """What a claim's evidence bears.

    `sources` carry the claim (evidence with the stance `supports`); `groups` are those sources
    by dependence, a tuple a group; `origins` the voices that the evidence goes back to;
    `disputing` the sources with evidence against it.
    """

    sources: tuple[str, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()
    origins: tuple[str, ...] = ()
    disputing: tuple[str, ...] = ()

    @property
    def independent(self) -> int:
        """How many of the sources are independent of each other, as far as is known."""
        return len(self.groups)

    @property
    def disputed(self) -> bool:
        """Whether any evidence disputes the claim."""
        return bool(self.disputing)


class Groups:
    """Things that are joined pair by pair, and the groups that come of it (union by find)."""

    def __init__(self) -> None:
        self._parents: dict[Hashable, Hashable] = {}

    def find(self, one: Hashable) -> Hashable:
        """Return the name of the group that `one` is in."""
        root = one
        while (parent := self._parents.get(root, root)) != root:
            root = parent
        while (parent := self._parents.get(one, one)) != root:
            self._parents[one] = root
            one = parent
        return root

    def join(self, one: Hashable, other: Hashable) -> None:
        """Put the groups of two things together."""
        self._parents[self.find(one)] = self.find(other)


def source_groups(records: Records) -> tuple[tuple[str, ...], ...]:
    """Return the sources that declared derivation joins, groups of two and more, sorted."""
    groups = _declared(records)
    members: defaultdict[Hashable, list[str]] = defaultdict(list)
    for record in records.of("sources"):
        members[groups.find(record.id)].append(record.id)
    return tuple(sorted(tuple(sorted(each)) for each in members.values() if len(each) > 1))


def support(records: Records, graph: Graph) -> Mapping[str, Support]:
    """Return by claim what its evidence bears. Linear in the evidence."""
    declared = _declared(records)
    publishers = {
        source.id: source.model.publisher
        for source in records.of("sources")
        if source.model.publisher in records.by_id
    }
    return {
        claim.id: _of(graph.evidence_for.get(claim.id, ()), declared, publishers)
        for claim in records.of("claims")
    }


def _declared(records: Records) -> Groups:
    groups = Groups()
    for record in records.of("sources"):
        for other in record.model.derived_from:
            groups.join(record.id, other)
    return groups


def _of(evidence: Iterable[Evidence], declared: Groups, publishers: Mapping[str, str]) -> Support:
    supporting = [one for one in evidence if one.stance == "supports"]
    groups = Groups()
    for one in supporting:
        groups.join(("source", one.source), ("declared", declared.find(one.source)))
        # A source that speaks for itself speaks for its publisher, whom others may cite.
        origin = publishers.get(one.origin, one.origin)
        groups.join(("source", one.source), ("origin", origin))
    sources = sorted({one.source for one in supporting})
    members: defaultdict[Hashable, list[str]] = defaultdict(list)
    for source in sources:
        members[groups.find(("source", source))].append(source)
    return Support(
        sources=tuple(sources),
        groups=tuple(sorted(tuple(each) for each in members.values())),
        origins=tuple(sorted({one.origin for one in supporting})),
        disputing=tuple(sorted({one.source for one in evidence if one.stance == "disputes"})),
    )
