"""The page of a claim: the sentence, the editor's word, what the evidence bears, every quote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dossier import dates
from dossier.pages.alignments import by_voice
from dossier.pages.surroundings import around_claim
from dossier.pages.views import AssessmentView, ClaimLine
from dossier.site import record_uri
from dossier.translatable import N_

if TYPE_CHECKING:
    from dossier.kinds.claims import Assessment
    from dossier.pages.desk import Desk
    from dossier.records import Record

RELATIONS = {
    "contradicts": N_("Contradicts"),
    "repeats": N_("Says the same as"),
    "refines": N_("Says more exactly"),
    "refined_by": N_("Said more exactly by"),
    "supersedes": N_("Takes the place of"),
    "superseded_by": N_("Its place was taken by"),
    "depends_on": N_("Holds only if these hold"),
    "needed_by": N_("These hold only if it holds"),
}
"""How a claim's relations are headed on its page, in the order in which they are shown."""

CREDIBILITY = {
    1: N_("confirmed by other sources"),
    2: N_("probably true"),
    3: N_("possibly true"),
    4: N_("doubtful"),
    5: N_("improbable"),
    6: N_("truth cannot be judged"),
}
"""NATO's Admiralty grades of information (AJP-2.1)."""


def view(desk: Desk, record: Record) -> dict[str, Any]:
    """Return what the template of a claim shows."""
    claim = record.model
    graph = desk.dossier.graph
    evidence = graph.evidence_for.get(record.id, ())
    quotes = desk.quotes(evidence)
    earlier = sorted(
        (one for one in claim.assessment if one is not claim.standing),
        key=lambda one: dates.sort_key(one.on) if one.on else (),
        reverse=True,
    )
    return {
        "status": desk.status(record),
        "support": desk.support(record.id),
        "assessment": _assessment(desk, claim.standing) if claim.standing else None,
        "earlier": [_assessment(desk, one) for one in earlier],
        "supporting": [one for one in quotes if one.stance == "supports"],
        "disputing": [one for one in quotes if one.stance == "disputes"],
        "discussing": [one for one in quotes if one.stance == "discusses"],
        "voices": by_voice(desk, desk.dossier.analyses.variants_by_claim.get(record.id, ())),
        "relations": _relations(desk, record.id),
        "answers": desk.refs(claim.answers),
        "facts": [
            *desk.ref_fact(desk.words("About"), claim.about),
            *desk.fact(desk.words("When"), desk.words.date(claim.when) if claim.when else ""),
            *desk.first_report(record.id),
            *desk.ref_fact(desk.words("Where"), claim.where),
            *desk.fact(desk.words("Tags"), *claim.tags),
        ],
        "notes": desk.notes(claim.notes),
        "surroundings": around_claim(desk, record, RELATIONS),
    }


def described(desk: Desk, record: Record) -> dict[str, Any]:
    """Return the claim as search engines read it (schema.org, `Claim`)."""
    sources = {one.source: None for one in desk.dossier.graph.evidence_for.get(record.id, ())}
    absolute, records = desk.addresses.absolute, desk.dossier.records.by_id
    return {
        "@context": "https://schema.org",
        "@type": "Claim",
        "text": record.title,
        "url": absolute(desk.uri),
        "appearance": [
            {
                "@type": "CreativeWork",
                "name": records[source].title,
                "url": absolute(record_uri(records[source])),
            }
            for source in sources
        ],
    }


def description(desk: Desk, record: Record) -> str:
    """Return the page's one-line description for search engines and previews."""
    return f"{desk.status(record).label}: {desk.support(record.id, reasons=False).line}."


def _assessment(desk: Desk, one: Assessment) -> AssessmentView:
    grade = one.credibility
    return AssessmentView(
        status=desk.status_view(one.status),
        credibility=f"{grade} – {desk.words(CREDIBILITY[grade])}" if grade else "",
        rationale=desk.notes(one.rationale),
        by=one.by,
        on=desk.words.date(one.on) if one.on else "",
    )


def _relations(desk: Desk, claim: str) -> list[tuple[str, str, list[tuple[ClaimLine, str]]]]:
    """Return the claim's relations as (role, heading, claims with the editor's note)."""
    ties = desk.dossier.graph.ties.get(claim, ())
    told = []
    for role, heading in RELATIONS.items():
        claims = [(desk.claim_line(tie.other), tie.note) for tie in ties if tie.role == role]
        if claims:
            told.append((role, desk.words(heading), claims))
    return told
