"""Live blocks for hand-written pages: `<!-- dossier:figures -->` and its like.

To add one: write a function that returns its template's values, and name it in `BLOCKS`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dossier.alphabet import alphabetical
from dossier.pages.overviews.changes import OVERVIEW as CHANGES
from dossier.pages.overviews.changes import feed, recent
from dossier.pages.overviews.contradictions import OVERVIEW as CONTRADICTIONS
from dossier.pages.questions import answering
from dossier.pages.rankings import (
    against,
    best_supported,
    dotted,
    least_independent,
    most_disputed,
)
from dossier.pages.ways import ways
from dossier.site import index_uri
from dossier.translatable import NN_

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dossier.pages.desk import Desk
    from dossier.pages.rankings import Ranked

_MOST = 8
"""How many records a block lists at the most; its last line leads to all of them."""
_MOST_QUESTIONS = 3
_SHOWN, _MOST_RANKED = 3, 6
"""How many claims a ranking shows at a glance, and how many it unfolds to."""
_LATEST_DAYS = 3

COUNTED = (
    NN_("Claim", "Claims"),
    NN_("Event", "Events"),
    NN_("Organization", "Organizations"),
    NN_("Person", "People"),
    NN_("Place", "Places"),
    NN_("Question", "Questions"),
    NN_("Source", "Sources"),
    NN_("Topic", "Topics"),
)
"""The kinds’ names as they stand below a number."""


def figures(desk: Desk) -> dict[str, Any]:
    """What the dossier holds, in numbers that lead to the lists behind them."""
    records, _ = desk.dossier.records, desk.words
    counts = [
        (_.number(len(found)), _.plural(kind.singular, kind.plural, len(found)), kind.name)
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
    ranked = sorted(records, key=lambda one: (-len(answers[one.id]), alphabetical(one.title)))
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


def disputed(desk: Desk) -> dict[str, Any]:
    """The claims that most speaks against: origins first, then claims that contradict them."""
    found = most_disputed(desk)
    pairs = len(desk.dossier.analyses.contradictions.declared)
    contradictions = desk.link(index_uri(CONTRADICTIONS.name)) if pairs else ""
    return {
        **_ranking(desk, [against(desk, one) for one in found[:_MOST_RANKED]], len(found)),
        "pairs": pairs,
        "contradictions": contradictions,
    }


def supported(desk: Desk) -> dict[str, Any]:
    """The claims that most independent sources carry."""
    found = best_supported(desk)
    return _ranking(desk, [dotted(desk, one) for one in found[:_MOST_RANKED]], len(found))


def least(desk: Desk) -> dict[str, Any]:
    """The claims that many sources carry, few of them independent of each other."""
    found = least_independent(desk)
    return _ranking(desk, [dotted(desk, one) for one in found[:_MOST_RANKED]], len(found))


def _ranking(desk: Desk, shown: list[Ranked], found: int) -> dict[str, Any]:
    return {
        "ranked": shown[:_SHOWN],
        "folded": shown[_SHOWN:],
        "shown": len(shown),
        "found": found,
        "index": desk.link(index_uri("claims")),
        "total": len(desk.dossier.records.of("claims")),
    }


def latest(desk: Desk) -> dict[str, Any]:
    """The latest days on which something changed."""
    days = desk.dossier.history.days[:_LATEST_DAYS]
    return {
        "days": recent(desk, days, claims=_SHOWN, records=_MOST_RANKED),
        "changes": desk.link(index_uri(CHANGES.name)),
        "feed": feed(desk),
        "index": desk.link(index_uri("claims")),
    }


def ways_in(desk: Desk) -> dict[str, Any]:
    """Three ways in: the story, people and places, the sources."""
    return {"ways": list(ways(desk))}


BLOCKS: Mapping[str, Callable[[Desk], dict[str, Any]]] = {
    "figures": figures,
    "ways": ways_in,
    "questions": questions,
    "claims": claims,
    "sources": sources,
    "disputed": disputed,
    "supported": supported,
    "least-independent": least,
    "latest": latest,
}
