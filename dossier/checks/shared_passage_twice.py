"""A claim cites one passage twice: two sources have it, and nothing says from whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.diagnostics import Related
from dossier.misfits import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dossier.analyses import Support
    from dossier.analyses.support import Bond
    from dossier.diagnostics import Report
    from dossier.evidence import Evidence
    from dossier.records import Record
    from dossier.tables import Dossier
    from dossier.text import Span


def check(dossier: Dossier, report: Report) -> None:
    """Warn of two quotes in support of a claim that are the same passage in two sources.

    A passage that two sources have nearly word for word was written once. Cited twice, it looks
    like two witnesses. It counts once all the same, but the reader should learn why: one source
    has it from the other, or both have it from a third. Where the record says so, by a common
    origin under `attribution`, by `derived_from` or in a `note` on one of the quotes, nothing is
    said here.

    Passes: both quotes are attributed to the agency whose report the sources share.

    Fails: two papers carry the same paragraph, each quoted as speaking in its own voice.
    """
    for claim in dossier.records.of("claims"):
        support = dossier.analyses.support[claim.id]
        for bond in support.bonds:
            if bond.why == "text" and not _told(support, bond):
                _tell(dossier, claim, bond, report)


def _told(support: Support, bond: Bond) -> bool:
    """Say whether the dossier knows already why these sources count as one."""
    return any(
        other.why != "text" and set(bond.sources) <= set(other.sources) for other in support.bonds
    )


def _tell(dossier: Dossier, claim: Record, bond: Bond, report: Report) -> None:
    """Point to every quote of the shared text but the first."""
    quoting = {
        one.key: one
        for passage in bond.passages
        for source in (passage.a, passage.b)
        for one in _quoting(dossier, claim, source, passage.span_in(source))
    }
    if any(one.note for one in quoting.values()):
        return
    records = dossier.records.by_id
    ordered = sorted(
        quoting.values(), key=lambda one: (one.record != claim.id, one.record, one.path)
    )
    for one in ordered:
        first = ordered[0]
        if one.source == first.source:
            continue
        both = " and ".join(f"“{shortened(records[each.source].title)}”" for each in (one, first))
        report.add(
            "shared-passage-twice",
            records[one.record].place(*one.path, "quote"),
            "this quote is one passage with another, and counts once",
            why=[f"{both} have it nearly word for word."],
            fix="Say under `attribution` whom both have it from, or under `derived_from` in a "
            "source’s record that it copies the other; if that is not known, say so in a `note` "
            "on the quote.",
            related=[
                Related(records[first.record].place(*first.path, "quote"), "the same passage")
            ],
        )


def _quoting(dossier: Dossier, claim: Record, source: str, span: Span) -> Iterator[Evidence]:
    """Yield the pieces of evidence for a claim that quote words of a span."""
    for one in dossier.graph.evidence_for.get(claim.id, ()):
        quotes = any(part.overlaps(span) for part in one.anchor.parts)
        if one.stance == "supports" and one.source == source and quotes:
            yield one
