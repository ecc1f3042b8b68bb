"""Live blocks for hand-written pages: `<!-- dossier:figures -->` and its like.

To add one: write a function that returns its template's values, and name it in `BLOCKS`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dossier.pages.questions import answering
from dossier.site import index_uri

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dossier.pages.desk import Desk

_MOST = 8
"""How many records a block lists at the most; its last line leads to all of them."""
_MOST_QUESTIONS = 4


def figures(desk: Desk) -> dict[str, Any]:
    """What the dossier holds, in numbers that lead to the lists behind them."""
    records, _ = desk.dossier.records, desk.words
    counts = [
        (f"{len(found):,}", _.plural(kind.singular, kind.plural, len(found)), kind.name)
        for kind in desk.dossier.project.kinds
        if kind.template and (found := records.of(kind.name))
    ]
    support = desk.dossier.analyses.support.values()
    carried = [one for one in support if one.sources]
    single = sum(1 for one in carried if one.independent == 1)
    return {
        "counts": [(number, label, desk.link(index_uri(kind))) for number, label, kind in counts],
        "carried": len(carried),
        "single": single,
        "share": round(100 * single / len(carried)) if carried else 0,
        "quotes": len(desk.dossier.graph.evidence),
    }


def questions(desk: Desk) -> dict[str, Any]:
    """The questions, those with the most competing answers first."""
    records = desk.dossier.records.of("questions")
    answers = {one.id: answering(desk, one.id) for one in records}
    ranked = sorted(records, key=lambda one: (-len(answers[one.id]), one.title.casefold()))
    return {
        "questions": [
            (
                desk.ref(one.id),
                [desk.claim_line(claim) for claim in answers[one.id][:3]],
                len(answers[one.id]),
            )
            for one in ranked[:_MOST_QUESTIONS]
        ],
        "index": desk.link(index_uri("questions")),
        "total": len(records),
    }


def claims(desk: Desk) -> dict[str, Any]:
    """The claims that most sources carry."""
    support = desk.dossier.analyses.support
    records = desk.dossier.records.of("claims")
    ranked = sorted(
        records,
        key=lambda one: (-len(support[one.id].sources), -support[one.id].independent, one.id),
    )
    return {
        "claims": desk.claim_lines(one.id for one in ranked[:_MOST]),
        "index": desk.link(index_uri("claims")),
        "total": len(records),
    }


def sources(desk: Desk) -> dict[str, Any]:
    """The sources, with how much has been drawn from each."""
    records, graph = desk.dossier.records.of("sources"), desk.dossier.graph
    ranked = sorted(records, key=lambda one: (-len(graph.evidence_in.get(one.id, ())), one.id))
    return {
        "sources": [
            (desk.ref(one.id), len(graph.evidence_in.get(one.id, ()))) for one in ranked[:_MOST]
        ],
        "index": desk.link(index_uri("sources")),
        "total": len(records),
    }


BLOCKS: Mapping[str, Callable[[Desk], dict[str, Any]]] = {
    "figures": figures,
    "questions": questions,
    "claims": claims,
    "sources": sources,
}
