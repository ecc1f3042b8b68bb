"""The page of two sources that share text: both from beginning to end, side by side."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from dossier.pages import excerpts
from dossier.pages.alignments import by_voice, shared_view, side
from dossier.text import Span
from dossier.translatable import N_
from dossier.word_edges import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dossier.analyses import Analyses
    from dossier.analyses.name_variants import Spelling
    from dossier.analyses.quote_variants import QuoteVariant
    from dossier.analyses.shared_passages import SharedPassage
    from dossier.corpus import Source
    from dossier.evidence import Evidence
    from dossier.pages.desk import Desk
    from dossier.pages.views import AlignedView, ClaimLine, Ref, SideView

LETTERS = ("A", "B")
"""What the two sources are called on their page."""

_FOLDED = 400
"""From how many characters on text that only one source has is folded away."""

_LEFT_OUT = 4_000
"""From how many on its middle is left out: the source's own page has it."""


@dataclass(frozen=True, slots=True)
class Alone:
    """Text that only one of the sources has: paragraphs, folded under a label if it is long."""

    where: SideView
    paragraphs: tuple[str, ...]
    label: str
    folded: bool


@dataclass(frozen=True, slots=True)
class Row:
    """What stands side by side: a shared passage, or text that only one or each by itself has.

    `claims` rest on the words of the passage, in the one source or the other.
    """

    kind: Literal["shared", "alone"]
    fragment: str = ""
    aligned: AlignedView | None = None
    left: Alone | None = None
    right: Alone | None = None
    claims: tuple[tuple[ClaimLine, str], ...] = ()


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


def pairs(analyses: Analyses) -> list[Pair]:
    """Return the pairs of sources that share text. Linear in passages and renderings."""
    passages: defaultdict[tuple[str, str], list[SharedPassage]] = defaultdict(list)
    for one in analyses.shared_passages:
        passages[one.a, one.b].append(one)
    variants: defaultdict[tuple[str, str], list[QuoteVariant]] = defaultdict(list)
    for each in analyses.quote_variants:
        variants[each.a.source, each.b.source].append(each)
    return [Pair(tuple(found), tuple(variants[pair])) for pair, found in sorted(passages.items())]


def view(desk: Desk, pair: Pair) -> dict[str, Any]:
    """Return what the page about two sources shows."""
    passages = pair.passages
    a, b = pair.sources
    in_order, moved = _chain(passages)
    carried = {source: _claims_of(desk, source) for source in (a, b)}
    both = [claim for claim in carried[a] if claim in carried[b]]
    return {
        "letters": LETTERS,
        "left": side(desk, a, Span(0, 0)),
        "right": side(desk, b, Span(0, 0)),
        "shares": [_share(desk, passages, source) for source in (a, b)],
        "passages": len(passages),
        "words": f"{sum(one.words for one in passages):,}",
        "rows": list(_rows(desk, in_order)),
        "moved": [_shared_row(desk, one, f"m{at}") for at, one in enumerate(moved, start=1)],
        "voices": by_voice(desk, pair.variants),
        "names": list(_names(desk, a, b)),
        "both": desk.claim_lines(both),
        "only_left": len(carried[a]) - len(both),
        "only_right": len(carried[b]) - len(both),
    }


def title(desk: Desk, pair: Pair) -> str:
    """Return the page's title: both sources' titles, shortened."""
    left, right = (excerpts.shortened(desk.ref(source).title, 60) for source in pair.sources)
    return desk.words("“%(left)s” and “%(right)s”") % {"left": left, "right": right}


def description(desk: Desk, pair: Pair) -> str:
    """Return the page's one-line description for search engines and previews."""
    return desk.words.count(
        "Two sources side by side: %(num)s passage stands in both, nearly word for word.",
        "Two sources side by side: %(num)s passages stand in both, nearly word for word.",
        len(pair.passages),
    )


def _share(desk: Desk, passages: Iterable[SharedPassage], source: str) -> str:
    """Return which share of a source's text stands in the other, as people write it."""
    spans = [one.a_span if one.a == source else one.b_span for one in passages]
    covered, reached = 0, 0
    for span in sorted(spans):
        covered += max(0, span.end - max(span.start, reached))
        reached = max(reached, span.end)
    share = covered / len(desk.dossier.corpus.sources[source].text)
    return f"{share:.0%}".replace("%", " %")


# Side by side ---------------------------------------------------------------------------------


def _chain(passages: Sequence[SharedPassage]) -> tuple[list[SharedPassage], list[SharedPassage]]:
    """Return the passages that both sources have in one order, as many as can be, and the others.

    The longest increasing subsequence (M. Fredman, 1975): passages times their logarithm.
    """
    ordered = sorted(passages, key=lambda one: (one.a_span.start, -one.b_span.start))
    starts: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, one in enumerate(ordered):
        at = bisect_left(starts, one.b_span.start)
        before.append(last[at - 1] if at else -1)
        starts[at : at + 1] = [one.b_span.start]
        last[at : at + 1] = [number]
    chosen = set()
    number = last[-1] if last else -1
    while number >= 0:
        chosen.add(number)
        number = before[number]
    in_order = [one for at, one in enumerate(ordered) if at in chosen]
    return in_order, [one for at, one in enumerate(ordered) if at not in chosen]


def _rows(desk: Desk, passages: Sequence[SharedPassage]) -> Iterator[Row]:
    a, b = (desk.dossier.corpus.sources[each] for each in (passages[0].a, passages[0].b))
    a_at = b_at = 0
    for number, one in enumerate(passages, start=1):
        yield from _between(desk, a, b, Span(a_at, one.a_span.start), Span(b_at, one.b_span.start))
        yield _shared_row(desk, one, f"s{number}")
        a_at, b_at = max(a_at, one.a_span.end), max(b_at, one.b_span.end)
    yield from _between(desk, a, b, Span(a_at, len(a.text)), Span(b_at, len(b.text)))


def _shared_row(desk: Desk, one: SharedPassage, fragment: str) -> Row:
    return Row(
        kind="shared",
        fragment=fragment,
        aligned=shared_view(desk, one, whole=True),
        claims=tuple(_claims_in(desk, one)),
    )


def _between(desk: Desk, a: Source, b: Source, left: Span, right: Span) -> Iterator[Row]:
    row = Row("alone", left=_alone(desk, a, left), right=_alone(desk, b, right))
    if row.left or row.right:
        yield row


def _alone(desk: Desk, source: Source, span: Span) -> Alone | None:
    """Return the text of a span by paragraph, or nothing where it has no words."""
    if span.end <= span.start:
        return None
    cut = [
        Span(max(passage.span.start, span.start), min(passage.span.end, span.end))
        for passage in source.passages_of(span)
    ]
    told = [(each, excerpts.as_read(source, each).strip(" .,;:")) for each in cut]
    told = [(each, read) for each, read in told if any(map(str.isalnum, read))]
    if not told:
        return None
    paragraphs = [read for _, read in told]
    length = sum(map(len, paragraphs))
    number = sum(len(words(paragraph)) for paragraph in paragraphs)
    return Alone(
        where=side(desk, source.id, told[0][0]),
        paragraphs=tuple(_without_middle(paragraphs, length)),
        label=desk.words.count("%(num)s word only here", "%(num)s words only here", number),
        folded=length > _FOLDED,
    )


def _without_middle(paragraphs: Sequence[str], length: int) -> Iterator[str]:
    """Yield paragraphs; of a very long text only the first and the last ones."""
    if length <= _LEFT_OUT:
        yield from paragraphs
        return
    yield excerpts.shortened(paragraphs[0], _LEFT_OUT // 2)
    yield "[…]"
    if len(paragraphs) > 1:
        yield excerpts.shortened(paragraphs[-1], _LEFT_OUT // 2)


# Claims and names -----------------------------------------------------------------------------

CARRIED = {
    "both": N_("cited from both"),
    "left": N_("cited from the first"),
    "right": N_("cited from the second"),
}


def _claims_in(desk: Desk, one: SharedPassage) -> Iterator[tuple[ClaimLine, str]]:
    """Yield the claims that rest on a passage's words, and from which side they are cited."""
    left, right = (
        _subjects(desk, desk.dossier.graph.evidence_in.get(source, ()), span)
        for source, span in ((one.a, one.a_span), (one.b, one.b_span))
    )
    for claim in {**left, **right}:
        key = "both" if claim in left and claim in right else "left" if claim in left else "right"
        yield desk.claim_line(claim), desk.words(CARRIED[key])


def _subjects(desk: Desk, evidence: Sequence[Evidence], span: Span) -> dict[str, None]:
    """Return the claims with a quote that overlaps a span, in the order of the quotes."""
    before = bisect_left(evidence, span.end, key=lambda one: one.anchor.start)
    known = desk.dossier.records.by_id
    return {
        one.subject: None
        for one in evidence[:before]
        if one.anchor.end > span.start and known[one.subject].kind.group == "claim"
    }


def _claims_of(desk: Desk, source: str) -> dict[str, None]:
    return _subjects(
        desk,
        desk.dossier.graph.evidence_in.get(source, ()),
        Span(0, len(desk.dossier.corpus.sources[source].text)),
    )


def _names(desk: Desk, a: str, b: str) -> Iterator[Names]:
    """Yield the entities that both sources name, and not in the same spellings."""
    mentions = desk.dossier.graph.mentions_in
    named = {one.entity for one in mentions.get(a, ())} & {
        one.entity for one in mentions.get(b, ())
    }
    spelt = desk.dossier.analyses.name_variants
    for entity in sorted(named, key=lambda one: desk.ref(one).title.casefold()):
        left, right = (_spellings(spelt.get(entity, ()), source) for source in (a, b))
        own = tuple(words for words in left if words not in right)
        other = tuple(words for words in right if words not in left)
        if own and other:
            yield Names(desk.ref(entity), own, other)


def _spellings(spellings: Iterable[Spelling], source: str) -> tuple[str, ...]:
    return tuple(one.words for one in spellings if source in dict(one.uses))
