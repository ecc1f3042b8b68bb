"""Questions that the graph answers, one a file: each a pure function of the tables before it.

To add one: write `analyses/<question>.py`, give `Analyses` a field for its answer, and fill it
in `analyse`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dossier.analyses.coverage import Coverage, coverage
from dossier.analyses.support import Support, source_groups, support

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dossier.anchors import Anchors
    from dossier.corpus import Corpus
    from dossier.graph import Graph
    from dossier.records import Records

__all__ = ["Analyses", "Coverage", "Support", "analyse"]


@dataclass(frozen=True, slots=True)
class Analyses:
    """The answers: support by claim, coverage by source, sources that depend on each other."""

    support: Mapping[str, Support] = field(default_factory=dict)
    coverage: Mapping[str, Coverage] = field(default_factory=dict)
    source_groups: tuple[tuple[str, ...], ...] = ()


def analyse(corpus: Corpus, records: Records, anchors: Anchors, graph: Graph) -> Analyses:
    """Answer every question of this room."""
    return Analyses(
        support=support(records, graph),
        coverage=coverage(corpus, records, anchors, graph),
        source_groups=source_groups(records),
    )
