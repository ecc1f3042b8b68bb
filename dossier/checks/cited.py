"""Sources that evidence is drawn from, for the checks that ask what is known about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dossier.records import Record
    from dossier.tables import Dossier


def cited_without(dossier: Dossier, *keys: str) -> Iterator[tuple[Record, str]]:
    """Yield the sources that evidence is drawn from and that lack all the keys; what rests on each.

    A key that did not fit has been reported, and counts as given.
    """
    for source in dossier.records.of("sources"):
        drawn = len(dossier.graph.evidence_in.get(source.id, ()))
        given = any(getattr(source.model, key) is not None for key in keys)
        if drawn and not given and not source.left_out & {*keys, ""}:
            pieces = "1 piece" if drawn == 1 else f"{drawn:,} pieces"
            yield source, f"It gives {pieces} of evidence."


def told_where(dossier: Dossier, source: Record) -> str:
    """Return the file in which a source is described, or would be."""
    if source.document is not None:
        return source.path
    return f"{dossier.project.annotations[0]}/sources/{source.id}.yml"
