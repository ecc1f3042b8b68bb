"""Which claims the home page shows first: most disputed, best supported, least independent.

Each ranking is linear in the claims and their evidence, but for the sorting.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from dossier.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dossier.analyses import Support
    from dossier.pages.desk import Desk
    from dossier.pages.views import ClaimLine

_MOST_DOTS = 12


@dataclass(frozen=True, slots=True)
class Ranked:
    """A claim in a ranking: `note` says what put it there.

    `dots` stand for its sources, those that are independent first: True for each of them.
    """

    claim: ClaimLine
    note: str = ""
    dots: tuple[bool, ...] = ()


# By what the evidence bears -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Opposed:
    """What speaks against a claim: so many origins, and so many claims that contradict it."""

    claim: str
    origins: int
    contradictions: int


def most_disputed(desk: Desk) -> list[Opposed]:
    """Return the claims that something speaks against, those with most origins against first."""
    graph, analyses = desk.dossier.graph, desk.dossier.analyses
    contradicted = Counter(chain(*((one.a, one.b) for one in analyses.contradictions.declared)))
    found = []
    for claim in desk.dossier.records.of("claims"):
        against = {
            one.origin for one in graph.evidence_for.get(claim.id, ()) if one.stance == "disputes"
        }
        if against or contradicted[claim.id]:
            found.append(Opposed(claim.id, len(against), contradicted[claim.id]))
    return sorted(found, key=lambda one: (-one.origins, -one.contradictions, one.claim))


def best_supported(desk: Desk) -> list[str]:
    """Return the claims that several independent sources carry, those with most first."""
    ranked = [
        ((-one.independent, -len(one.origins), -len(one.sources), claim), claim)
        for claim, one in _supports(desk)
        if one.independent > 1
    ]
    return [claim for _, claim in sorted(ranked)]


def least_independent(desk: Desk) -> list[str]:
    """Return the claims that more sources carry than are independent, the widest gap first."""
    ranked = [
        ((one.independent - len(one.sources), one.independent, len(one.origins), claim), claim)
        for claim, one in _supports(desk)
        if one.independent < len(one.sources)
    ]
    return [claim for _, claim in sorted(ranked)]


def _supports(desk: Desk) -> Iterator[tuple[str, Support]]:
    for claim in desk.dossier.records.of("claims"):
        yield claim.id, desk.dossier.analyses.support[claim.id]


def against(desk: Desk, one: Opposed) -> Ranked:
    """Return a disputed claim with what speaks against it, in words."""
    _ = desk.words
    told = []
    if one.origins:
        told.append(_.count("%(num)s origin against", "%(num)s origins against", one.origins))
    if one.contradictions:
        told.append(
            _.count(
                "contradicted by %(num)s claim",
                "contradicted by %(num)s claims",
                one.contradictions,
            )
        )
    return Ranked(desk.claim_line(one.claim), " · ".join(told))


def dotted(desk: Desk, claim: str) -> Ranked:
    """Return a claim with a dot for each of its sources."""
    support = desk.dossier.analyses.support[claim]
    dots = [number < support.independent for number in range(len(support.sources))]
    return Ranked(desk.claim_line(claim), dots=tuple(dots[:_MOST_DOTS]))
