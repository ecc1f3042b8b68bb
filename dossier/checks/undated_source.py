"""A source that claims rest on does not say when it was published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.checks.cited import cited_without, told_where

if TYPE_CHECKING:
    from dossier.diagnostics import Report
    from dossier.tables import Dossier


def check(dossier: Dossier, report: Report) -> None:
    """Warn of a source with evidence and without a date.

    Without one nobody can tell who said it first, or what was known when. A rough date is a date:
    `2025~`, `2025-12?`, `2024/2025`.

    Passes: a source with `published: 2026-03`, and evidence from it; a source without a date that
    nothing rests on.

    Fails: a source without `published`, and evidence from it.
    """
    for source, rests in cited_without(dossier, "published"):
        report.add(
            "undated-source",
            source.place(),
            f"source {source.id} does not say when it was published",
            why=[rests],
            fix="Write `published: 2026-03-04`, or a rough date like `2026~`, in "
            f"{told_where(dossier, source)}.",
        )
