"""Editorial rules, one a file: what a careful editor would ask about before publishing.

To add one: write `checks/<rule>.py` with a `check(dossier, report)` whose docstring is the
rule's documentation, declare its code in `dossier.codes`, and name it in `CHECKS`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.checks import single_origin

if TYPE_CHECKING:
    from collections.abc import Callable

    from dossier.diagnostics import Report
    from dossier.tables import Dossier

CHECKS: tuple[Callable[[Dossier, Report], None], ...] = (single_origin.check,)


def check(dossier: Dossier, report: Report) -> None:
    """Ask every editorial question of a dossier that has been read."""
    for each in CHECKS:
        each(dossier, report)
