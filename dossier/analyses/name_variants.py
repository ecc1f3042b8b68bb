"""How each source spells each name."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from dossier.folding import fold, rejoined
from dossier.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dossier.corpus import Corpus
    from dossier.graph import Graph
    from dossier.mentions import Mention


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to spell a name: the words as a source has them, and how often each source does.

    `uses` holds pairs of a source's id and a number, in the order of the ids.
    """

    words: str
    uses: tuple[tuple[str, int], ...]


def name_variants(corpus: Corpus, graph: Graph) -> Mapping[str, tuple[Spelling, ...]]:
    """Return by entity how the sources spell its name, the most used spelling first.

    Spellings that folding makes alike are one, shown as they are first met. Entities that no
    source names are left out. Linear in the mentions.
    """
    return {
        entity: _spellings(corpus, mentions)
        for entity, mentions in sorted(graph.mentions_of.items())
    }


def _spellings(corpus: Corpus, mentions: Iterable[Mention]) -> tuple[Spelling, ...]:
    uses: defaultdict[str, Counter[str]] = defaultdict(Counter)
    shown: dict[str, str] = {}
    for one in mentions:
        words = " ".join(rejoined(corpus.sources[one.source].words(one.span)).split())
        spelling = fold(words).text
        shown.setdefault(spelling, words)
        uses[spelling][one.source] += 1
    ranked = sorted(uses.items(), key=lambda each: (-each[1].total(), each[0]))
    return tuple(
        Spelling(shown[spelling], tuple(sorted(sources.items()))) for spelling, sources in ranked
    )
