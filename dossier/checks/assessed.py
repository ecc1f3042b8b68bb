"""Claims that editors have judged, for the checks that hold a judgement against the evidence."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dossier.records import Record
    from dossier.tables import Dossier
    from dossier.text import Place

AFFIRMING = ("corroborated", "confirmed")
"""The statuses that say that a claim stands (format, section 6)."""
YIELDING = ("refuted", "uncheckable")
"""Those that say that it does not, or that nobody can tell."""


_NEEDED = frozenset(("evidence", "assessment", "contradicts", ""))


def assessed(dossier: Dossier) -> Iterator[Record]:
    """Yield the claims that have an assessment, and whose evidence is known in full.

    Where a quote was not found, or a part of the record did not fit, that has been reported; what
    is missing because of it is no second mistake. A project's own statuses mean nothing to a
    check, except by the names of the usual list. Linear in the claims and their evidence.
    """
    added = Counter(one.model.claim for one in dossier.records.of("evidence"))
    for claim in dossier.records.of("claims"):
        if claim.model.standing is None or claim.left_out & _NEEDED:
            continue
        written = len(claim.model.evidence) + added[claim.id]
        if len(dossier.graph.evidence_for.get(claim.id, ())) == written:
            yield claim


def status_place(claim: Record, key: str = "status") -> Place:
    """Return where the status that holds is written, or another key of its assessment."""
    if claim.model.standing is None:
        return claim.place()
    return claim.place("assessment", claim.model.assessment.index(claim.model.standing), key)


def stands(claim: Record | None) -> bool:
    """Say whether the editors affirm a claim."""
    return claim is not None and claim.model.status in AFFIRMING
