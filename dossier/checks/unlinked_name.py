"""The sources keep naming somebody of whom the dossier has no record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.slugs import LONGEST, slug

if TYPE_CHECKING:
    from dossier.analyses.recurring_names import RecurringName
    from dossier.diagnostics import Report
    from dossier.tables import Dossier

_MOST_SOURCES = 5


def check(dossier: Dossier, report: Report) -> None:
    """Warn of a name that recurs in the sources and is no entity.

    A name without a record is linked nowhere: a reader cannot see who it is, nor where else it
    is said. What counts as a name, and when it recurs, is what `recurring_names` says of it.

    Passes: “Alexander Khinstin” stands in two sources, and `people/alexander-khinstin.yml` has
    that name, or it as a spelling; or the source’s record says `{quote: …, not: true}` of it.

    Fails: “Alexander Khinstin” stands in two sources, and no record has that name.

    While a record cannot be read whole, nobody is asked: it may be the one that has the name.
    """
    records = dossier.records
    if records.broken or any(one.left_out for one in records.by_id.values()):
        return
    for name in dossier.analyses.recurring_names:
        source, span = name.places[0]
        seed = dossier.corpus.sources[source]
        report.add(
            "unlinked-name",
            seed.lines.place(seed.path, span),
            f"“{name.words}” recurs in the sources and is no entity",
            why=[_where(name)],
            fix=f"Make a record with `dossier new people {_id(name)}` (or places, organizations "
            "…); add it to `also_known_as` of whom it names; or, if it names nothing, say "
            f"`{{quote: {name.words}, not: true}}` under `mentions` in the source’s record.",
        )


def _where(name: RecurringName) -> str:
    sources = [source for source, _ in name.places]
    shown = ", ".join(sources[:_MOST_SOURCES])
    more = len(sources) - _MOST_SOURCES
    times = "twice" if name.times == 2 else f"{name.times} times"  # noqa: PLR2004 - a word for it
    return f"It stands there {times}: in {shown}{f' and {more} more' if more > 0 else ''}."


def _id(name: RecurringName) -> str:
    return slug(name.words)[:LONGEST].strip("-_") or "ID"
