"""Which renderings of an utterance belong to which claim."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dossier.analyses.quote_variants import QuoteVariant
    from dossier.evidence import Evidence
    from dossier.graph import Graph

_MOST = 5
"""How many renderings a claim's page shows of one utterance."""


def variants_by_claim(
    variants: Iterable[QuoteVariant], graph: Graph
) -> Mapping[str, tuple[QuoteVariant, ...]]:
    """Return by claim the renderings of what its evidence quotes, the most alike first.

    One utterance may be evidence for several claims, and is laid beside its other renderings only
    once: it belongs to every claim with a quote of the same voice that has most of its words.
    """
    found: defaultdict[str, dict[int, QuoteVariant]] = defaultdict(dict)
    for one in variants:
        for side in (one.a, one.b):
            for claim in _claims_on(side, one.voice, graph):
                found[claim][id(one)] = one
    return {claim: tuple(sorted(each.values(), key=_rank)[:_MOST]) for claim, each in found.items()}


def _claims_on(side: Evidence, voice: str, graph: Graph) -> Iterable[str]:
    there = graph.evidence_in.get(side.source, ())
    last = bisect_left(there, side.anchor.end, key=_start)
    first = bisect_left(there, side.anchor.start - len(side.anchor.span), key=_start)
    for one in there[first:last]:
        shared = min(one.anchor.end, side.anchor.end) - max(one.anchor.start, side.anchor.start)
        speaks = bool(one.attribution) and one.attribution[-1].entity == voice
        if speaks and shared * 2 > len(side.anchor.span):
            yield one.subject


def _start(one: Evidence) -> int:
    return one.anchor.start


def _rank(one: QuoteVariant) -> tuple[float, str, str]:
    return -one.similarity, one.a.key, one.b.key
