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
    """Warn of a contradiction that the status of the other claim denies.

    A claim that contradicts one which is corroborated or confirmed cannot hold, so it is refuted
    or uncheckable – or the other one's status has not taken notice of it. Two claims that
    contradict each other cannot both be affirmed. Each pair is told once.

    Passes: “Repairs take eight weeks” contradicts “Repairs take six months”, which is
    confirmed; its own status is `refuted`.

    Fails: “Repairs take eight weeks” is `unverified` and contradicts “Repairs take six months”,
    which is confirmed.
    """
    told: set[frozenset[str]] = set()
    for claim in dossier.records.of("claims"):
        for number, other in _denied(dossier, claim):
            pair = frozenset((claim.id, other.id))
            if pair in told:
                continue
            told.add(pair)
            report.add(
                "one-sided-contradiction",
                claim.place("contradicts", number, "claim"),
                f"this claim is “{claim.model.status}”, and contradicts one that is "
                f"“{other.model.status}”",
                why=[f"They cannot both hold, and the other says: “{other.title}”"],
                fix="Assess one of them anew (this one as refuted, say), or take the contradiction "
                "back.",
                related=[Related(status_place(other), f"the status of {other.id}")],
            )


def _denied(dossier: Dossier, claim: Record) -> Iterator[tuple[int, Record]]:
    """Yield the affirmed claims that a claim contradicts without yielding to them."""
    if claim.model.status in YIELDING:
        return
    for number, relation in enumerate(claim.model.contradicts):
        other = dossier.records.by_id.get(relation.claim)
        if other and other.kind.name == "claims" and other.id != claim.id and stands(other):
            yield number, other
