"""Two claims contradict each other, and the editors affirm one without giving up the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.checks.assessed import YIELDING, stands, status_place
from dossier.diagnostics import Related

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dossier.diagnostics import Report
    from dossier.records import Record
    from dossier.tables import Dossier


def check(dossier: Dossier, report: Report) -> None:
    """Warn of a contradiction of which one side is affirmed, and the other takes no notice.

    What contradicts a claim that is corroborated or confirmed cannot hold, so it is refuted or
    uncheckable – or one of the two has the wrong status. Two claims that contradict each other
    cannot both be affirmed. A contradiction counts both ways, whichever of the two declares it;
    each pair is told once, where it is declared.

    Passes: “Repairs take six months” is confirmed. “Repairs take eight weeks”, which contradicts
    it, is `refuted`.

    Fails: “Repairs take six months” is confirmed. “Repairs take eight weeks”, which contradicts
    it, is `unverified`.
    """
    told: set[frozenset[str]] = set()
    for claim, number, other in _declared(dossier):
        pair = frozenset((claim.id, other.id))
        sides = [one for one in (other, claim) if stands(one)]
        if pair in told or not sides or any(one.model.status in YIELDING for one in (claim, other)):
            continue
        told.add(pair)
        affirmed = sides[0]
        report.add(
            "one-sided-contradiction",
            claim.place("contradicts", number, "claim"),
            f"this claim is “{claim.model.status}”, and contradicts one that is "
            f"“{other.model.status}”",
            why=[f"They cannot both hold, and the other says: “{other.title}”"],
            fix=f"Assess one of them anew ({claim.id if affirmed is other else other.id} as "
            "refuted, say), or take the contradiction back.",
            related=[Related(status_place(affirmed), f"the status of {affirmed.id}")],
        )


def _declared(dossier: Dossier) -> Iterator[tuple[Record, int, Record]]:
    """Yield the contradictions that claims declare, each with its number there.

    An assessment that does not fit has been reported, and says nothing yet.
    """
    for claim in dossier.records.of("claims"):
        for number, relation in enumerate(claim.model.contradicts):
            other = dossier.records.by_id.get(relation.claim)
            if other is None or other.kind.name != "claims" or other.id == claim.id:
                continue
            if not (claim.left_out | other.left_out) & {"assessment", ""}:
                yield claim, number, other
