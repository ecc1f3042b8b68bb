"""Editorial rules, one a file: what a careful editor would ask about before publishing.

To add one: write `checks/<rule>.py` with a `check(dossier, report)` whose docstring is the
rule's documentation, declare its code in `dossier.codes`, and name it in `CHECKS`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.checks import (
    ambiguous_spelling,
    one_sided_contradiction,
    shared_passage_twice,
    single_origin,
    stale_assessment,
    status_not_borne,
    suspected_contradiction,
    undated_source,
    ungraded_source,
    unlinked_name,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from dossier.diagnostics import Report
    from dossier.tables import Dossier

CHECKS: tuple[Callable[[Dossier, Report], None], ...] = (
    status_not_borne.check,
    single_origin.check,
    one_sided_contradiction.check,
    suspected_contradiction.check,
    shared_passage_twice.check,
    stale_assessment.check,
    undated_source.check,
    ungraded_source.check,
    unlinked_name.check,
    ambiguous_spelling.check,
)


def check(dossier: Dossier, report: Report) -> None:
    """Ask every editorial question of a dossier that has been read."""
    for each in CHECKS:
        each(dossier, report)
