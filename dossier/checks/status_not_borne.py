"""A claim's status says something of its evidence that is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.checks.assessed import AFFIRMING, assessed, stands, status_place
from dossier.frozen import dataclass

if TYPE_CHECKING:
    from dossier.diagnostics import Report
    from dossier.records import Record
    from dossier.tables import Dossier


def check(dossier: Dossier, report: Report) -> None:
    """Warn of a status that the evidence does not bear.

    `corroborated` and `confirmed` need evidence that supports the claim; `disputed` needs
    something against it, be it evidence or a claim that contradicts it; `refuted` needs
    evidence that disputes it, or a claim that contradicts it and is itself corroborated or
    confirmed. (Whether the support is independent, `single-origin` asks.)

    Passes: a source says that nobody was warned, another disputes it; `status: disputed`.

    Fails: both sources say that nobody was warned, and nothing speaks against it;
    `status: disputed`.
    """
    for claim in assessed(dossier):
        lack = _lack(dossier, claim)
        if lack:
            report.add(
                "status-not-borne",
                status_place(claim),
                f"“{claim.model.status}” asks for {lack.asked}, and there is none",
                why=[lack.why],
                fix=lack.fix,
            )


@dataclass(frozen=True, slots=True)
class _Lack:
    """What a status asks for, why that is not there, and a way out."""

    asked: str
    why: str
    fix: str


_NOTHING_AGAINST = "No evidence has `stance: disputes`, and no claim contradicts it."


def _lack(dossier: Dossier, claim: Record) -> _Lack | None:
    status, support = claim.model.status, dossier.analyses.support[claim.id]
    if status in AFFIRMING and not support.sources:
        return _Lack(
            "evidence that supports the claim",
            "All its evidence disputes or discusses it.",
            "Add evidence that supports it, or choose a status that needs none.",
        )
    if status not in ("disputed", "refuted") or support.disputed:
        return None
    rivals = [
        dossier.records.by_id[tie.other]
        for tie in dossier.graph.ties.get(claim.id, ())
        if tie.role == "contradicts" and tie.other != claim.id
    ]
    if status == "disputed" and not rivals:
        return _Lack(
            "evidence or a claim against it",
            _NOTHING_AGAINST,
            "Add evidence with `stance: disputes`, name a claim under `contradicts`, or choose "
            "another status.",
        )
    if status == "refuted" and not any(map(stands, rivals)):
        return _Lack(
            "evidence that disputes the claim",
            f"Against it stands {_listed(rivals)}, but not corroborated or confirmed itself."
            if rivals
            else _NOTHING_AGAINST,
            "Add evidence with `stance: disputes`, assess a claim that contradicts it, or choose "
            "another status.",
        )
    return None


def _listed(rivals: list[Record]) -> str:
    first = f"“{rivals[0].title}”"
    return f"{first} and {len(rivals) - 1} more" if len(rivals) > 1 else first
