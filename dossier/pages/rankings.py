"""Which claims the home page shows first: most disputed, best supported, least independent, latest.

Each ranking is linear in the claims and their evidence, but for the sorting.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import chain, groupby, pairwise
from typing import TYPE_CHECKING

from dossier import dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dossier.analyses import Support
    from dossier.dates import Edtf
    from dossier.pages.desk import Desk
    from dossier.pages.views import ClaimLine, Ref, StatusView
    from dossier.records import Record

_MOST_DOTS = 12


@dataclass(frozen=True, slots=True)
class Ranked:
    """A claim in a ranking: `note` says what put it there.

    `dots` stand for its sources, those that are independent first: True for each of them.
    """

    claim: ClaimLine
    note: str = ""
    dots: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class Dated:
    """A dated assessment: the claim, the status it was given, and the one it had if another."""

    claim: str
    on: Edtf
    by: str
    status: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """An assessment as the home page lists it; `before` is the status it took the place of."""

    ref: Ref
    status: StatusView
    before: StatusView | None


@dataclass(frozen=True, slots=True)
class Session:
    """What one editor (or nobody by name) made of some claims on one date."""

    on: str
    by: str
    assessments: tuple[Judged, ...]


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


# By date --------------------------------------------------------------------------------------


def latest(desk: Desk) -> list[Dated]:
    """Return every dated assessment, the latest first.

    Of those that one editor made on one date, those that changed a status come first, then those
    of the claims that most sources carry.
    """
    support = desk.dossier.analyses.support

    def rank(one: Dated) -> tuple[object, ...]:
        first, narrower, text = dates.sort_key(one.on)
        sources = len(support[one.claim].sources)
        by = one.by.casefold(), one.by
        return (-first, -narrower, text, *by, not one.before, -sources, one.claim)

    claims = desk.dossier.records.of("claims")
    return sorted(chain.from_iterable(map(_dated, claims)), key=rank)


def _dated(claim: Record) -> Iterator[Dated]:
    """Yield a claim's dated assessments, the last written first where several have one date."""
    told = [(one.on, one) for one in claim.model.assessment if one.on]
    told.sort(key=lambda one: dates.sort_key(one[0])[:2])
    statuses = [one.status for _, one in told]
    before = ["", *(old if old != new else "" for old, new in pairwise(statuses))]
    for (on, one), old in reversed([*zip(told, before, strict=False)]):  # one more if there is none
        yield Dated(claim.id, on, one.by, one.status, old)


def sessions(desk: Desk, assessments: Iterable[Dated]) -> tuple[Session, ...]:
    """Return assessments in their order, those of one date and editor together."""
    return tuple(
        Session(
            on=desk.words.date(on),
            by=by,
            assessments=tuple(_judged(desk, one) for one in found),
        )
        for (on, by), found in groupby(assessments, key=lambda one: (one.on, one.by))
    )


def _judged(desk: Desk, one: Dated) -> Judged:
    before = desk.status_view(one.before) if one.before else None
    return Judged(desk.ref(one.claim), desk.status_view(one.status), before)
