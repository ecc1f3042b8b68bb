"""The page of what sources have in common: shared text, renderings of one utterance, names."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from dossier.alphabet import alphabetical
from dossier.pages.alignments import by_voice
from dossier.pages.entity_mentions import spellings
from dossier.pages.overviews.base import Overview
from dossier.site import pair_uri
from dossier.translatable import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dossier.pages.desk import Desk
    from dossier.pages.views import Ref, SpellingView

_MOST = 300
"""How many pairs, renderings and names the page lists at the most."""

_MOST_OF_A_GROUP = 60
"""How many pairs of sources that hang together it lists at the most."""


def view(desk: Desk) -> dict[str, Any]:
    """Return what the template shows."""
    analyses = desk.dossier.analyses
    pairs = _pairs(desk)
    every = {(one.a, one.b) for one in analyses.shared_passages}
    names = list(_names(desk))
    return {
        "pairs": pairs,
        "more_pairs": len(every) - len(pairs),
        "voices": by_voice(desk, analyses.quote_variants[:_MOST]),
        "more_variants": max(0, len(analyses.quote_variants) - _MOST),
        "names": names[:_MOST],
        "more_names": max(0, len(names) - _MOST),
        "sources": len(desk.dossier.corpus.sources),
    }


def description(desk: Desk) -> str:
    """Return the page's one-line description for search engines and previews."""
    return desk.words("Text that sources share, words that they render differently, names.")


def _pairs(desk: Desk) -> list[tuple[Ref, Ref, str, int, str]]:
    """Return the pairs of sources that share text: those of one group together.

    Groups and pairs that share most words come first. Of a large group, such as fifty copies of
    one report, not all pairs are named: the other groups have to be seen as well.
    """
    found: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for one in desk.dossier.analyses.shared_passages:
        found[one.a, one.b].append(one.words)
    groups = desk.dossier.analyses.source_groups
    group_of = {source: at for at, group in enumerate(groups) for source in group}
    by_group: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for a, b in sorted(found, key=lambda pair: (-sum(found[pair]), pair)):
        by_group[group_of[a]].append((a, b))
    ordered = sorted(
        by_group.values(), key=lambda pairs: (-sum(sum(found[pair]) for pair in pairs), pairs)
    )
    named = [pair for pairs in ordered for pair in pairs[:_MOST_OF_A_GROUP]][:_MOST]
    return [_pair(desk, a, b, found[a, b]) for a, b in named]


def _pair(desk: Desk, a: str, b: str, words: Sequence[int]) -> tuple[Ref, Ref, str, int, str]:
    href = desk.link(pair_uri(a, b))
    return desk.ref(a), desk.ref(b), href, len(words), desk.words.number(sum(words))


def _names(desk: Desk) -> Iterator[tuple[Ref, tuple[SpellingView, ...]]]:
    """Yield the entities that some source spells as another does not, by name."""
    spelt = desk.dossier.analyses.name_variants
    for entity in sorted(spelt, key=lambda one: (alphabetical(desk.ref(one).title), one)):
        used = [{source for source, _ in one.uses} for one in spelt[entity]]
        if len(used) > 1 and any(one != used[0] for one in used):
            yield desk.ref(entity), spellings(desk, entity)


OVERVIEW = Overview(
    name="compare",
    title=N_("Compare"),
    template="overviews/compare.html",
    view=view,
    description=description,
)
