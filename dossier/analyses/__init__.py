"""Questions that the graph answers, one a file: each a pure function of the tables before it.

To add one: write `analyses/<question>.py`, give `Analyses` a field for its answer, and fill it
in `analyse`.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from dossier.analyses.answers import Matrix, answers
from dossier.analyses.chronology import Entry, chronology
from dossier.analyses.contradictions import Contradictions, contradictions
from dossier.analyses.coverage import Coverage, coverage
from dossier.analyses.name_variants import Spelling, name_variants
from dossier.analyses.quote_variants import QuoteVariant, quote_variants
from dossier.analyses.recurring_names import RecurringName, recurring_names
from dossier.analyses.renderings import variants_by_claim
from dossier.analyses.shared_passages import SharedPassage, begin_matching, shared_text
from dossier.analyses.sharing import Sharing, sharing
from dossier.analyses.support import Kinship, Support, source_groups, support
from dossier.analyses.work_list import Task, work_list
from dossier.frozen import dataclass
from dossier.memory import NOTHING
from dossier.processes import beside
from dossier.progress import silent

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dossier.analyses.shared_passages import Matching
    from dossier.anchors import Anchors
    from dossier.corpus import Corpus
    from dossier.graph import Graph
    from dossier.memory import Memory
    from dossier.progress import Progress
    from dossier.records import Record, Records

__all__ = ["Analyses", "Coverage", "Support", "analyse", "begin_matching"]


@dataclass(frozen=True, slots=True)
class Analyses:
    """The answers, each under the name of its question.

    `sharing` and `coverage` are by source, `support` by claim, `name_variants` by entity,
    `answers` by question.
    """

    shared_passages: tuple[SharedPassage, ...] = ()
    sharing: Mapping[str, tuple[Sharing, ...]] = field(default_factory=dict)
    source_groups: tuple[tuple[str, ...], ...] = ()
    support: Mapping[str, Support] = field(default_factory=dict)
    quote_variants: tuple[QuoteVariant, ...] = ()
    variants_by_claim: Mapping[str, tuple[QuoteVariant, ...]] = field(default_factory=dict)
    name_variants: Mapping[str, tuple[Spelling, ...]] = field(default_factory=dict)
    answers: Mapping[str, Matrix] = field(default_factory=dict)
    contradictions: Contradictions = field(default_factory=Contradictions)
    coverage: Mapping[str, Coverage] = field(default_factory=dict)
    recurring_names: tuple[RecurringName, ...] = ()
    chronology: tuple[Entry, ...] = ()
    work_list: tuple[Task, ...] = ()


def analyse(
    corpus: Corpus,
    records: Records,
    anchors: Anchors,
    graph: Graph,
    *,
    matching: Callable[[], Matching] | None = None,
    progress: Progress = silent,
    memory: Memory = NOTHING,
) -> Analyses:
    """Answer every question of this room; those whose tables did not change, from memory.

    A `matching` of the texts that has begun already is waited for when it is needed.
    """
    # A memory has to be where names are looked for, and not in a copy of this process.
    jobs = 0 if memory.remembers else len(corpus.sources)
    names = beside(
        lambda: recurring_names(corpus, records, anchors, graph, memory=memory), jobs=jobs
    )
    progress("Comparing quotes and statements")
    variants = quote_variants(corpus, graph, memory=memory)
    contradicting = contradictions(records, memory=memory)
    spellings = memory.shelf("name variants").kept(
        "", (corpus, graph.mentions_of), lambda: name_variants(corpus, graph)
    )
    covered = coverage(corpus, records, anchors, graph, memory=memory)
    in_time = chronology(records, graph, memory=memory)
    progress("Looking for shared passages")  # which have been looked for beside all this
    shared = shared_text(corpus, graph, matching=matching, memory=memory)
    progress("Weighing what is independent")
    kinship = memory.shelf("kinship").kept(
        "", (corpus, shared, _related(records)), lambda: Kinship(corpus, records, shared)
    )
    supported = support(kinship, records, graph, memory=memory)
    progress("Looking for names")
    recurring = names()
    return Analyses(
        shared_passages=shared.passages,
        sharing=memory.shelf("sharing").kept("", shared, lambda: sharing(shared.passages)),
        source_groups=memory.shelf("groups of sources").kept(
            "", (records.of("sources"), shared), lambda: source_groups(records, shared)
        ),
        support=supported,
        quote_variants=variants,
        variants_by_claim=variants_by_claim(variants, graph),
        name_variants=spellings,
        answers=answers(records, graph, supported, kinship),
        contradictions=contradicting,
        coverage=covered,
        recurring_names=recurring,
        chronology=in_time,
        work_list=work_list(
            records,
            anchors,
            graph,
            support=supported,
            coverage=covered,
            contradictions=contradicting,
            recurring=recurring,
            memory=memory,
        ),
    )


def _related(records: Records) -> tuple[tuple[Record, ...], ...]:
    """Return the records that say where sources come from, and who their makers are."""
    return tuple(map(records.of, ("sources", "people", "organizations")))
