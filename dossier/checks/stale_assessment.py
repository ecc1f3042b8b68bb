"""A claim was assessed before some of its evidence was published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier import dates
from dossier.checks.assessed import status_place
from dossier.diagnostics import Related

if TYPE_CHECKING:
    from dossier.dates import Edtf
    from dossier.diagnostics import Report
    from dossier.evidence import Evidence
    from dossier.tables import Dossier

_MOST = 5
"""So many pieces of evidence are named."""


def check(dossier: Dossier, report: Report) -> None:
    """Warn of an assessment that is older than the evidence.

    The assessment that holds cannot have weighed what was published after it. A source counts
    by when it was published, or, if that is not said, retrieved, and only if it is later on any
    reading of both dates: March 2026 is not later than 6 March 2026.

    Passes: assessed `on: 2026-03-06`, with evidence from a paper of 2026-03-05.

    Fails: assessed `on: 2026-03-06`, with evidence from a paper of 2026-04-01.
    """
    since = {
        source.id: source.model.published or source.model.retrieved
        for source in dossier.records.of("sources")
    }
    for claim in dossier.records.of("claims"):
        standing = claim.model.standing
        if standing is None or standing.on is None:
            continue
        newer = [
            one
            for one in dossier.graph.evidence_for.get(claim.id, ())
            if (date := since[one.source]) and dates.surely_later(date, standing.on)
        ]
        if newer:
            report.add(
                "stale-assessment",
                status_place(claim, "on"),
                "evidence is newer than this assessment",
                why=[f"It holds since {standing.on.text}."],
                fix="Weigh the new evidence: add an assessment with the date of today, or change "
                "this one and its date.",
                related=[_newer(dossier, one, since[one.source]) for one in newer[:_MOST]],
            )


def _newer(dossier: Dossier, one: Evidence, date: Edtf | None) -> Related:
    record = dossier.records.by_id[one.record]
    return Related(record.place(*one.path, "source"), f"of {date.text}" if date else "")
