"""Two entities are spelt alike, so a name in a source may be either of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.diagnostics import Related

if TYPE_CHECKING:
    from dossier.diagnostics import Report
    from dossier.tables import Dossier


def check(dossier: Dossier, report: Report) -> None:
    """Warn of a spelling that several entities share, and that therefore links to neither.

    A reader who follows “Washington” has to arrive at the city where the city is meant and at
    the man where he is. The program does not guess, so an editor has to say it.

    Passes: a person and a city are both called Washington, and the record of each source that
    says “Washington” settles under `mentions` which of them it names. A spelling of an entity
    with `link: false` is nobody's rival.

    Fails: a person and a city are both called Washington, and one source says so unsettled.
    """
    by_id = dossier.records.by_id
    for spelling in dossier.graph.ambiguous:
        (first, path), *others = spelling.owners
        times = spelling.times
        report.add(
            "ambiguous-spelling",
            by_id[first].place(*path),
            f"“{spelling.words}” is a spelling of {len(spelling.owners)} entities, so it links to "
            "neither",
            why=[f"It stands in the sources {'once' if times == 1 else f'{times} times'}."]
            if times
            else [],
            fix="Take it out of all but one record, or say under `mentions` in the source’s record "
            "whom it names there.",
            related=[
                Related(by_id[other].place(*where), f"also a spelling of {other}")
                for other, where in others
            ],
        )
