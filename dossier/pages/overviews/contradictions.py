"""The page of contradictions: what editors declare, each pair seen from both of its sides.

What is only suspected is not here: it is a question to the editors (`suspected-contradiction`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dossier.frozen import dataclass
from dossier.pages.overviews.base import Overview
from dossier.translatable import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dossier.analyses.contradictions import Contradiction
    from dossier.evidence import Evidence
    from dossier.pages.desk import Desk
    from dossier.pages.views import ClaimLine, QuoteView

_QUOTES = 2
"""So many quotes speak for a claim here; its own page has them all."""


@dataclass(frozen=True, slots=True)
class ClaimSide:
    """One of two claims that contradict each other, with quotes that speak for it.

    `more` counts the quotes that are left out here; `all_href` leads to them. `declares` says
    that this claim's record holds the contradiction.
    """

    claim: ClaimLine
    quotes: tuple[QuoteView, ...]
    more: int
    all_href: str
    declares: bool


@dataclass(frozen=True, slots=True)
class PairView:
    """Two claims that contradict each other, and what the editors remark on that."""

    fragment: str
    sides: tuple[ClaimSide, ClaimSide]
    notes: tuple[str, ...]


def view(desk: Desk) -> dict[str, Any]:
    """Return what the template shows."""
    return {"pairs": [_pair(desk, one) for one in desk.dossier.analyses.contradictions.declared]}


def description(desk: Desk) -> str:
    """Return the page's one-line description for search engines and previews."""
    number = len(desk.dossier.analyses.contradictions.declared)
    if not number:
        return desk.words("No two claims of this dossier are declared to contradict each other.")
    return desk.words.count(
        "%(num)s pair of claims that cannot both be true, side by side.",
        "%(num)s pairs of claims that cannot both be true, side by side.",
        number,
    )


def _pair(desk: Desk, one: Contradiction) -> PairView:
    sides = (_side(desk, one.a, one.declared_by), _side(desk, one.b, one.declared_by))
    return PairView(f"{one.a}--{one.b}", sides, one.notes)  # no id holds two hyphens in a row


def _side(desk: Desk, claim: str, declared_by: Iterable[str]) -> ClaimSide:
    evidence = desk.dossier.graph.evidence_for.get(claim, ())
    shown = _representative(evidence)
    return ClaimSide(
        claim=desk.claim_line(claim),
        quotes=desk.quotes(shown),
        more=len(evidence) - len(shown),
        all_href=desk.ref(claim, "evidence").href,
        declares=claim in declared_by,
    )


def _representative(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Return a few quotes that speak for a claim, of different sources if there are some.

    Where nothing supports the claim, what else there is stands for it.
    """
    found = sorted(evidence, key=lambda one: one.stance != "supports")
    told = [one for one in found if one.stance == "supports"] or found
    first = {one.source: one for one in reversed(told)}
    of_others = [one for one in told if first[one.source] is one]
    return [*of_others, *(one for one in told if first[one.source] is not one)][:_QUOTES]


OVERVIEW = Overview(
    name="contradictions",
    title=N_("Contradictions"),
    template="overviews/contradictions.html",
    view=view,
    description=description,
)
