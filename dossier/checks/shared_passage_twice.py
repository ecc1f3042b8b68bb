"""A claim cites one passage twice: two sources have it, and nothing says from whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.diagnostics import Related

if TYPE_CHECKING:
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
    passage = bond.passage
    if passage is None:
        return
    first = _quoting(dossier, claim, passage.a, passage.a_span)
    second = _quoting(dossier, claim, passage.b, passage.b_span)
    if first is None or second is None:
        return
    if first.note or second.note:
        return
    first, second = sorted((first, second), key=lambda one: (one.record != claim.id, one.path))
    records = dossier.records.by_id
    both = " and ".join(f"“{records[one.source].title}”" for one in (second, first))
    report.add(
        "shared-passage-twice",
        records[second.record].place(*second.path, "quote"),
        "this quote is one passage with another, and counts once",
        why=[f"{both} have {passage.words} words alike here, nearly in a row."],
        fix="Say under `attribution` whom both have it from, or under `derived_from` in a source's "
        "record that it copies the other; if that is not known, say so in a `note` on the quote.",
        related=[
            Related(records[first.record].place(*first.path, "quote"), "the same passage"),
        ],
    )


def _quoting(dossier: Dossier, claim: Record, source: str, span: Span) -> Evidence | None:
    """Return the first piece of evidence for a claim that quotes words of a span."""
    return next(
        (
            one
            for one in dossier.graph.evidence_for.get(claim.id, ())
            if one.stance == "supports" and one.source == source and one.anchor.span.overlaps(span)
        ),
        None,
    )
