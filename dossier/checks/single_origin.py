"""A claim is called corroborated while all its evidence goes back to one voice."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dossier.diagnostics import Report
    from dossier.tables import Dossier

_NEEDS_TWO = ("corroborated", "confirmed")


def check(dossier: Dossier, report: Report) -> None:
    """Warn of a status that asks for more than one origin where the evidence has only one.

    Ten outlets that carry one agency's report are one origin. `corroborated` and `confirmed`
    tell the reader that somebody else says it too, so the evidence has to hold a second,
    independent voice.

    Passes: one source quotes KCNA, another the Kremlin's own site; `status: corroborated`.

    Fails: two sources both quote KCNA; `status: corroborated`.
    """
    for claim in dossier.records.of("claims"):
        status = claim.model.status
        support = dossier.analyses.support[claim.id]
        if status not in _NEEDS_TWO or support.independent > 1 or claim.left_out:
            continue
        report.add(
            "single-origin",
            claim.place("assessment", claim.model.assessment.index(claim.model.standing), "status"),
            f"“{status}” asks for two independent sources, and the evidence has "
            f"{'one' if support.sources else 'none'}",
            why=[f"What supports it goes back to {', '.join(support.origins)}."]
            if support.origins
            else ["Nothing supports it: its evidence disputes or discusses it."],
            fix="Add evidence of a second, independent voice, or choose a status that one bears.",
        )
