"""Everything that is known of a dossier once it has been read: one frozen table a stage."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from dossier.analyses import Analyses
from dossier.frozen import dataclass
from dossier.graph import Graph
from dossier.history import History

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dossier.anchors import Anchors
    from dossier.corpus import Corpus
    from dossier.project import Project
    from dossier.records import Records


@dataclass(frozen=True, slots=True)
class Dossier:
    """The tables, in the order in which they were made.

    `hand_written` holds the Markdown of the pages under `docs/` by `uri`. `history` is read last,
    when pages are made.
    """

    project: Project
    corpus: Corpus
    records: Records
    anchors: Anchors
    hand_written: Mapping[str, str] = field(default_factory=dict)
    graph: Graph = field(default_factory=Graph)
    analyses: Analyses = field(default_factory=Analyses)
    history: History = field(default_factory=History)
