"""A source that claims rest on has no date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.checks.cited import cited_without, told_where

if TYPE_CHECKING:
    from dossier.diagnostics import Report
    from dossier.tables import Dossier


def check(dossier: Dossier, report: Report) -> None:
    """Warn of a source with evidence and without a date.

    Without one nobody can tell who said it first, or what was known when. A rough date is a date:
    `2025~`, `2025-12?`, `2024/2025`. Where a text does not tell when it was published, the day on
    which it was fetched says at least that it is no younger; whoever fetched it knows that.

    Passes: a source with `published: 2026-03`, or with `retrieved: 2026-03-04` at least, and
    evidence from it; a source without a date that nothing rests on.

    Fails: a source with neither `published` nor `retrieved`, and evidence from it.
    """
    for source, rests in cited_without(dossier, "published", "retrieved"):
        report.add(
            "undated-source",
            source.place(),
            f"source {source.id} has no date",
            why=[rests],
            fix="Write `published: 2026-03-04`, or a rough date like `2026~`, in "
            f"{told_where(dossier, source)}; where nobody can tell, `retrieved:` with the day on "
            "which the text was fetched; or weigh this check under `checks:` in dossier.yml.",
        )
