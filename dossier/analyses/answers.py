"""The answers that compete for a question, against the evidence, counted by origin.

After R. Heuer, “Psychology of Intelligence Analysis” (1999), chapter 8, “Analysis of Competing
Hypotheses”: most evidence fits several answers, so what tells them apart is what speaks against
each. However many sources carry what an origin says, it counts once; and sources that speak for
themselves, in words that one of them has from another, are one origin.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from dossier.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dossier.analyses.support import Kinship, Support
    from dossier.evidence import Evidence
    from dossier.graph import Graph
    from dossier.records import Records


@dataclass(frozen=True, slots=True)
class Answer:
    """A claim that answers a question, with the origins for it and against it.

    Against it speak the origins of evidence that disputes it, and those of evidence that supports
    another answer which contradicts it: one of its `rivals`. An origin may speak on both sides.
    """

    claim: str
    supporting: tuple[str, ...]
    against: tuple[str, ...]
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """What one origin says: by claim, the evidence that goes back to it.

    `others` are origins that count as one with it. `grades` are those of the sources that carry
    it, each once, the best first.
    """

    origin: str
    others: tuple[str, ...]
    grades: tuple[str, ...]
    evidence: Mapping[str, tuple[Evidence, ...]]


@dataclass(frozen=True, slots=True)
class Matrix:
    """A question's answers, the least contradicted first, and its evidence by origin.

    The origins that speak to most answers stand first.
    """

    answers: tuple[Answer, ...] = ()
    lines: tuple[Line, ...] = ()


def answers(
    records: Records, graph: Graph, support: Mapping[str, Support], kinship: Kinship
) -> Mapping[str, Matrix]:
    """Return by question its answers and its evidence.

    Linear in the evidence of the answers, but for what contradicts: an answer takes over the
    origins of each of its rivals.
    """
    return {
        question.id: _matrix(records, graph, support, kinship, question.id)
        for question in records.of("questions")
    }


def _matrix(
    records: Records,
    graph: Graph,
    support: Mapping[str, Support],
    kinship: Kinship,
    question: str,
) -> Matrix:
    claims = graph.referring(question, "answers")
    evidence = {claim: graph.evidence_for.get(claim, ()) for claim in claims}
    counted = kinship.one_voice([one for found in evidence.values() for one in found])
    competing = sorted(
        _compare(graph, evidence, counted),
        key=lambda one: (
            len(one.against),
            -len(one.supporting),
            -len(support[one.claim].sources),
            one.claim,
        ),
    )
    ordered = {one.claim: evidence[one.claim] for one in competing}
    return Matrix(tuple(competing), _lines(records, ordered, counted))


def _compare(
    graph: Graph, evidence: Mapping[str, Sequence[Evidence]], counted: Mapping[str, str]
) -> Iterator[Answer]:
    """Yield every answer with what speaks for it and against it."""
    supporting = {claim: _origins(found, "supports", counted) for claim, found in evidence.items()}
    for claim, found in evidence.items():
        rivals = sorted(
            tie.other
            for tie in graph.ties.get(claim, ())
            if tie.role == "contradicts" and tie.other in evidence
        )
        disputing = _origins(found, "disputes", counted)
        against = disputing.union(*(supporting[rival] for rival in rivals))
        yield Answer(claim, tuple(sorted(supporting[claim])), tuple(sorted(against)), tuple(rivals))


def _origins(
    evidence: Sequence[Evidence], stance: str, counted: Mapping[str, str]
) -> frozenset[str]:
    return frozenset(
        counted.get(one.origin, one.origin) for one in evidence if one.stance == stance
    )


def _lines(
    records: Records, evidence: Mapping[str, Sequence[Evidence]], counted: Mapping[str, str]
) -> tuple[Line, ...]:
    """Return what each origin says, claim by claim in the order of `evidence`."""
    told: defaultdict[str, defaultdict[str, list[Evidence]]]
    told = defaultdict(lambda: defaultdict(list))
    for claim, found in evidence.items():
        for one in found:
            told[counted.get(one.origin, one.origin)][claim].append(one)
    others: defaultdict[str, list[str]] = defaultdict(list)
    for other, first in sorted(counted.items()):
        others[first].append(other)
    lines = [
        Line(
            origin,
            tuple(others[origin]),
            _grades(records, [one for found in by_claim.values() for one in found]),
            {claim: tuple(found) for claim, found in by_claim.items()},
        )
        for origin, by_claim in told.items()
    ]
    return tuple(sorted(lines, key=_most_telling))


def _grades(records: Records, evidence: Sequence[Evidence]) -> tuple[str, ...]:
    sources = {one.source for one in evidence}
    grades = {records.by_id[source].model.reliability for source in sources}
    return tuple(sorted(grade for grade in grades if grade))


def _most_telling(line: Line) -> tuple[int, int, str]:
    pieces = sum(len(found) for found in line.evidence.values())
    return (-len(line.evidence), -pieces, line.origin)
