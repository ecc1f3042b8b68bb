"""A source that claims rest on has no grade of reliability."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.checks.cited import cited_without, told_where

if TYPE_CHECKING:
    from dossier.diagnostics import Report
    from dossier.tables import Dossier


def check(dossier: Dossier, report: Report) -> None:
    """Warn of a source with evidence and without a grade.

    The grade is NATO's Admiralty code: how much the source can be relied on, whatever it says
    this time. `F`, cannot be judged, is a grade: it tells readers that somebody has asked.

    Passes: a source with `reliability: F`, and evidence from it; a source without a grade that
    nothing rests on.

    Fails: a source without `reliability`, and evidence from it.
    """
    for source, rests in cited_without(dossier, "reliability"):
        report.add(
            "ungraded-source",
            source.place(),
            f"source {source.id} has no grade of reliability",
            why=[rests],
            fix=f"Write `reliability:` with a grade from A to E in {told_where(dossier, source)}; "
            "where nobody can tell, `reliability: F`, “cannot be judged”, is the honest grade; or "
            "weigh this check under `checks:` in dossier.yml.",
        )
