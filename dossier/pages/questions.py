"""The page of a question: the answers that compete, and what each one rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dossier.pages import entities

if TYPE_CHECKING:
    from dossier.pages.desk import Desk
    from dossier.records import Record


def view(desk: Desk, record: Record) -> dict[str, Any]:
    """Return what the template of a question shows."""
    graph, model = desk.dossier.graph, record.model
    answers = [
        (desk.claim_line(claim), desk.quotes(graph.evidence_for.get(claim, ())))
        for claim in answering(desk, record.id)
    ]
    return {
        "description": model.description,
        "answers": answers,
        "facts": list(entities.common_facts(desk, record)),
        "image": entities.image(desk, record),
        "image_credit": model.image_credit,
        "relations": list(entities.relations(desk, record)),
        "notes": desk.notes(model.notes),
    }


def answering(desk: Desk, question: str) -> list[str]:
    """Return the claims that answer a question: least disputed first, then best supported."""
    support = desk.dossier.analyses.support
    return sorted(
        desk.dossier.graph.referring(question, "answers"),
        key=lambda claim: (
            len(support[claim].disputing),
            -support[claim].independent,
            -len(support[claim].sources),
            claim,
        ),
    )


def description(desk: Desk, record: Record) -> str:
    """Return the page's one-line description for search engines and previews."""
    return record.model.description or desk.words.count(
        "%(num)s claim answers it.",
        "%(num)s claims answer it, side by side.",
        len(desk.dossier.graph.referring(record.id, "answers")),
    )
