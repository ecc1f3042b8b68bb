"""A claim is called corroborated while all its evidence goes back to one voice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.checks.assessed import AFFIRMING, assessed, status_place

if TYPE_CHECKING:
    from dossier.diagnostics import Report
    from dossier.tables import Dossier


def check(dossier: Dossier, report: Report) -> None:
    """Warn of a status that asks for more than one origin where the evidence has only one.

    Ten outlets that carry one agency's report are one origin. `corroborated` and `confirmed`
    tell the reader that somebody else says it too, so the evidence has to hold a second,
    independent voice. (Where nothing supports the claim, `status-not-borne` says so.)

    Passes: one source quotes KCNA, another the Kremlin's own site; `status: corroborated`.

    Fails: two sources both quote KCNA; `status: corroborated`.
    """
    for claim in assessed(dossier):
        status = claim.model.status
        support = dossier.analyses.support[claim.id]
        if status not in AFFIRMING or support.independent != 1:
            continue
        report.add(
            "single-origin",
            status_place(claim),
            f"“{status}” asks for two independent sources, and the evidence has one",
            why=[_reason([dossier.records.by_id[one].title for one in support.origins])],
            fix="Add evidence of a second, independent voice, or choose a status that one bears.",
        )


def _reason(origins: list[str]) -> str:
    """Say whom the evidence goes back to: one origin, or several that depend on each other."""
    *rest, last = (f"“{title}”" for title in origins)
    if not rest:
        return f"All that supports it goes back to {last}."
    return f"What supports it goes back to {', '.join(rest)} and {last}, which are not independent."
