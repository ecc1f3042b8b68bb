"""What changed in a dossier, and when: from its git history and from dated assessments.

Only what is committed is told, so that the same commit gives the same pages; and it is told by
the records that are there today. Neither who committed nor what was taken out is named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier import dates
from dossier.frozen import dataclass
from dossier.history.days import Added, Assessed, Day, Removed, day_of, days
from dossier.history.git import NoHistory, git
from dossier.history.steps import read_steps
from dossier.history.versions import Layout
from dossier.text import Place

if TYPE_CHECKING:
    from pathlib import Path

    from dossier.dates import Edtf
    from dossier.diagnostics import Report
    from dossier.project import Project
    from dossier.records import Records

__all__ = [
    "Added",
    "Assessed",
    "Day",
    "History",
    "Removed",
    "marks",
    "read_history",
    "tell_history",
]


@dataclass(frozen=True, slots=True)
class History:
    """The days on which something changed, the latest first.

    `committed` says whether there is a git history at all. `since` is set where it does not reach
    back to the beginning: a clone may be shallow, or the history too much to read. `trouble` says
    why git did not tell of a history that is there.
    """

    days: tuple[Day, ...] = ()
    committed: bool = False
    since: Edtf | None = None
    trouble: str = ""


def read_history(project: Project, records: Records) -> History:
    """Read what changed. Linear in the commits, the texts that they changed, and the records."""
    kinds = tuple(kind.name for kind in project.kinds)
    steps = read_steps(project.root, Layout(project.seeds, project.annotations, kinds))
    found = days(steps.steps, records, project.statuses, kinds)
    since = dates.parse(day_of(steps.since)) if steps.since else None
    return History(found, steps.known, since, steps.trouble)


def marks(root: Path) -> tuple[Path, ...]:
    """Return the files that are written with every commit and checkout; none without a history."""
    try:
        return git(root).marks()
    except NoHistory:
        return ()


def tell_history(history: History, report: Report) -> None:
    """Report a history that could not be read."""
    if history.trouble:
        report.add(
            "unreadable-history",
            Place("dossier.yml"),
            "git does not tell what changed",
            why=[history.trouble.splitlines()[0]],
            fix="Try again; if it stays so, see what `git log` says in this folder.",
        )
