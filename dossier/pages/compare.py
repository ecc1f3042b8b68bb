"""The page of two sources that share text: both from beginning to end, side by side."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from dossier.alphabet import alphabetical
from dossier.frozen import dataclass
from dossier.pages.alignments import by_voice, displayed, side
from dossier.pages.side_by_side import LETTERS, claims_on, rows
from dossier.site import pair_uri
from dossier.text import Span
from dossier.word_edges import UNSPACED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dossier.analyses import Analyses
    from dossier.analyses.quote_variants import QuoteVariant
    from dossier.analyses.shared_passages import SharedPassage
    from dossier.pages.desk import Desk
    from dossier.pages.views import Ref


_UNSPACED = re.compile(UNSPACED)
_RUNS_OF_LETTERS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Names:
    """How two sources spell one entity differently: the entity, and the spellings of each."""

    entity: Ref
    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sources that share text: the passages, and what they render differently besides."""

    passages: tuple[SharedPassage, ...]
    variants: tuple[QuoteVariant, ...]

    @property
    def sources(self) -> tuple[str, str]:
        """Both sources, in the order of their ids."""
        return self.passages[0].a, self.passages[0].b


def pairs(analyses: Analyses) -> dict[str, Pair]:
    """Return the pairs of sources that share text, by the `uri` of the page of each.

    Linear in passages and renderings.
    """
    passages: defaultdict[tuple[str, str], list[SharedPassage]] = defaultdict(list)
    for one in analyses.shared_passages:
        passages[one.a, one.b].append(one)
    variants: defaultdict[tuple[str, str], list[QuoteVariant]] = defaultdict(list)
    for each in analyses.quote_variants:
        variants[each.a.source, each.b.source].append(each)
    return {
        pair_uri(*pair): Pair(tuple(found), tuple(variants[pair]))
        for pair, found in sorted(passages.items())
    }


def view(desk: Desk, pair: Pair) -> dict[str, Any]:
    """Return what the page about two sources shows."""
    passages = [displayed(desk, one) for one in pair.passages]
    a, b = pair.sources
    in_order, moved = rows(desk, passages)
    carried = {source: _claims_of(desk, source) for source in (a, b)}
    both = [claim for claim in carried[a] if claim in carried[b]]
    return {
        "letters": LETTERS,
        "left": side(desk, a, Span(0, 0)),
        "right": side(desk, b, Span(0, 0)),
        "shares": [_share(desk, passages, source) for source in (a, b)],
        "passages": len(passages),
        "words": desk.words.number(sum(one.words for one in passages)),
        "unspaced": any(_is_unspaced(desk, one) for one in passages),
        "rows": in_order,
        "moved": moved,
        "voices": by_voice(desk, pair.variants),
        "names": list(_names(desk, a, b)),
        "both": desk.claim_lines(both),
        "only_left": len(carried[a]) - len(both),
        "only_right": len(carried[b]) - len(both),
    }


def title(desk: Desk, pair: Pair) -> str:
    """Return the page's title: both sources' titles, shortened."""
    left, right = (desk.isolated(desk.ref(source).short) for source in pair.sources)
    return desk.words("“%(left)s” and “%(right)s”") % {"left": left, "right": right}


def description(desk: Desk, pair: Pair) -> str:
    """Return the page's one-line description for search engines and previews."""
    return desk.words.count(
        "Two sources side by side: %(num)s passage stands in both, nearly word for word.",
        "Two sources side by side: %(num)s passages stand in both, nearly word for word.",
        len(pair.passages),
    )


def _share(desk: Desk, passages: Iterable[SharedPassage], identifier: str) -> str:
    """Return which share of a source's letters stand in the other, as people write it.

    No more than 99 % where any is left, and no 0 % where one is shared.
    """
    source = desk.dossier.corpus.sources[identifier]
    covered, reached = 0, 0
    for span in sorted(one.a_span if one.a == identifier else one.b_span for one in passages):
        if span.end > reached:
            covered += _letters(source.words(Span(max(span.start, reached), span.end)))
            reached = span.end
    every = desk.made.letters(identifier, lambda: _letters(source.words(Span(0, len(source.text)))))
    if covered == every:
        return desk.words.percent(100)
    percent = min(99, round(100 * covered / every))
    return desk.words.percent(percent) if percent else desk.words("Less than 1\u00a0%")


def _letters(words: str) -> int:
    return sum(map(len, _RUNS_OF_LETTERS.findall(words)))


def _is_unspaced(desk: Desk, one: SharedPassage) -> bool:
    """Say whether a passage is written in a script that sets no spaces between words."""
    text = desk.dossier.corpus.sources[one.a].text
    return _UNSPACED.search(text, one.a_span.start, one.a_span.end) is not None


# Claims and names -----------------------------------------------------------------------------


def _claims_of(desk: Desk, source: str) -> dict[str, None]:
    return claims_on(desk, source, Span(0, len(desk.dossier.corpus.sources[source].text)))


def _names(desk: Desk, a: str, b: str) -> Iterator[Names]:
    """Yield the entities that both sources name, and not in the same spellings."""
    mentions = desk.dossier.graph.mentions_in
    named = {one.entity for one in mentions.get(a, ())} & {
        one.entity for one in mentions.get(b, ())
    }
    spelt = desk.dossier.analyses.name_variants
    for entity in sorted(named, key=lambda one: alphabetical(desk.ref(one).title)):
        by_source = desk.made.spellings(entity, spelt.get(entity, ()))
        left, right = (by_source.get(source, ()) for source in (a, b))
        own = tuple(words for words in left if words not in right)
        other = tuple(words for words in right if words not in left)
        if own and other:
            yield Names(desk.ref(entity), own, other)
