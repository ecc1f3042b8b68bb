"""The page of what sources have in common: shared text, renderings of one utterance, names."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from dossier.pages.alignments import by_voice
from dossier.pages.entities import spellings
from dossier.pages.overviews.base import Overview
from dossier.site import pair_uri
from dossier.translatable import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dossier.pages.desk import Desk
    from dossier.pages.views import Ref, SpellingView

_MOST = 300
"""How many pairs, renderings and names the page lists at the most."""


def view(desk: Desk) -> dict[str, Any]:
    """Return what the template shows."""
    analyses = desk.dossier.analyses
    pairs = list(_pairs(desk))
    names = list(_names(desk))
    return {
        "pairs": pairs[:_MOST],
        "more_pairs": max(0, len(pairs) - _MOST),
        "voices": by_voice(desk, analyses.quote_variants[:_MOST]),
        "more_variants": max(0, len(analyses.quote_variants) - _MOST),
        "names": names[:_MOST],
        "more_names": max(0, len(names) - _MOST),
        "sources": len(desk.dossier.corpus.sources),
    }


def description(desk: Desk) -> str:
    """Return the page's one-line description for search engines and previews."""
    return desk.words("Text that sources share, words that they render differently, names.")


def _pairs(desk: Desk) -> Iterator[tuple[Ref, Ref, str, int, str]]:
    """Yield the pairs of sources that share text, those that share most first."""
    found: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for one in desk.dossier.analyses.shared_passages:
        found[one.a, one.b].append(one.words)
    for (a, b), words in sorted(found.items(), key=lambda each: (-sum(each[1]), each[0])):
        href = desk.link(pair_uri(a, b))
        yield desk.ref(a), desk.ref(b), href, len(words), f"{sum(words):,}"


def _names(desk: Desk) -> Iterator[tuple[Ref, tuple[SpellingView, ...]]]:
    """Yield the entities that some source spells as another does not, by name."""
    spelt = desk.dossier.analyses.name_variants
    for entity in sorted(spelt, key=lambda one: (desk.ref(one).title.casefold(), one)):
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
