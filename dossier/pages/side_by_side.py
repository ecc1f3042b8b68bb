"""Two texts from beginning to end: what both have in one row, what only one has on its side."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Literal

from dossier.frozen import dataclass
from dossier.pages import excerpts
from dossier.pages.alignments import passage_number, shared_view, side
from dossier.text import Span
from dossier.translatable import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from dossier.analyses.shared_passages import SharedPassage
    from dossier.corpus import Source
    from dossier.evidence import Evidence
    from dossier.pages.desk import Desk
    from dossier.pages.views import AlignedView, ClaimLine, SideView

LETTERS = ("A", "B")
"""What the two sources are called on their page."""

_FOLDED = 400
"""From how many characters on text that only one source has is folded away."""

_LONGEST = 4_000
"""From how many on its middle is left out: the source's own page has it."""

_A_LINE = 80
"""How many characters of a paragraph are worth showing."""


@dataclass(frozen=True, slots=True)
class Alone:
    """Text that only one of the sources has: paragraphs, folded under a label if it is long.

    Of a very long one `ending` are the last paragraphs, and `left_out` tells of those between.
    """

    where: SideView
    paragraphs: tuple[str, ...]
    ending: tuple[str, ...]
    left_out: str
    label: str
    folded: bool
    kind: Literal["alone"] = "alone"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A shared passage that the other text has at another place: its beginning, and a link."""

    where: SideView
    begins: str
    words: str
    href: str
    kind: Literal["elsewhere"] = "elsewhere"


@dataclass(frozen=True, slots=True)
class Row:
    """What stands side by side: a shared passage, or text that only one or each by itself has.

    Shared passages are numbered through the page. `claims` rest on the words of the passage, in
    the one source or the other.
    """

    kind: Literal["shared", "alone"]
    number: int = 0
    fragment: str = ""
    aligned: AlignedView | None = None
    left: tuple[Alone | Elsewhere, ...] = ()
    right: tuple[Alone | Elsewhere, ...] = ()
    claims: tuple[tuple[ClaimLine, str], ...] = ()


def rows(desk: Desk, passages: Sequence[SharedPassage]) -> tuple[list[Row], list[Row]]:
    """Return two texts row by row, and the passages that they have in another order."""
    in_order, moved = chain(passages)
    fragments = {one: f"m{number}" for number, one in enumerate(moved, start=1)}
    found = list(_side_by_side(desk, in_order, fragments))
    first = len(in_order) + 1
    return found, [
        _shared(desk, one, number, fragments[one]) for number, one in enumerate(moved, start=first)
    ]


def chain(passages: Iterable[SharedPassage]) -> tuple[list[SharedPassage], list[SharedPassage]]:
    """Return the passages that both sources have in one order, with most words, and the others.

    The heaviest increasing subsequence (after M. Fredman, 1975): passages times their logarithm.
    """
    ordered = sorted(passages, key=lambda one: (one.a_span.start, -one.b_span.start))
    # Where the chains that are worth going on end in the second text, and how heavy they are:
    # one that ends later is heavier.
    ends: list[int] = []
    weights: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, one in enumerate(ordered):
        at = bisect_left(ends, one.b_span.start)
        before.append(last[at - 1] if at else -1)
        weight = one.words + (weights[at - 1] if at else 0)
        beaten = bisect_right(weights, weight, lo=at)
        if beaten == at < len(ends) and ends[at] == one.b_span.start:
            continue
        ends[at:beaten] = [one.b_span.start]
        weights[at:beaten] = [weight]
        last[at:beaten] = [number]
    chosen = set()
    number = last[-1] if last else -1
    while number >= 0:
        chosen.add(number)
        number = before[number]
    in_order = [one for at, one in enumerate(ordered) if at in chosen]
    return in_order, [one for at, one in enumerate(ordered) if at not in chosen]


def _side_by_side(
    desk: Desk, passages: Sequence[SharedPassage], moved: Mapping[SharedPassage, str]
) -> Iterator[Row]:
    a, b = (desk.dossier.corpus.sources[each] for each in (passages[0].a, passages[0].b))
    left, right = _Half(desk, a, moved), _Half(desk, b, moved)
    for number, one in enumerate(passages, start=1):
        yield from _between(left.up_to(one.a_span.start), right.up_to(one.b_span.start))
        yield _shared(desk, one, number, f"s{number}")
        left.skip(one.a_span)
        right.skip(one.b_span)
    yield from _between(left.up_to(len(a.text)), right.up_to(len(b.text)))


def _between(
    left: Iterable[Alone | Elsewhere], right: Iterable[Alone | Elsewhere]
) -> Iterator[Row]:
    row = Row("alone", left=tuple(left), right=tuple(right))
    if row.left or row.right:
        yield row


def _shared(desk: Desk, one: SharedPassage, number: int, fragment: str) -> Row:
    return Row(
        kind="shared",
        number=number,
        fragment=fragment,
        aligned=shared_view(desk, one, whole=True),
        claims=tuple(_claims_in(desk, one)),
    )


# What only one has ----------------------------------------------------------------------------


class _Half:
    """One of the two texts, told from its beginning to its end without what is shared."""

    def __init__(self, desk: Desk, source: Source, moved: Mapping[SharedPassage, str]) -> None:
        self._desk = desk
        self._source = source
        self._at = 0
        self._moved = sorted(
            ((*_sides(one, source.id), fragment) for one, fragment in moved.items()),
            reverse=True,
        )

    def skip(self, span: Span) -> None:
        """Leave out what is shared."""
        self._at = max(self._at, span.end)

    def up_to(self, end: int) -> Iterator[Alone | Elsewhere]:
        """Yield what comes before `end`; of what is shared elsewhere, where it is."""
        while self._moved and self._moved[-1][0].start < end:
            here, there, fragment = self._moved.pop()
            yield from _alone(self._desk, self._source, Span(self._at, here.start))
            yield self._elsewhere(here, there, fragment)
            self.skip(here)
        yield from _alone(self._desk, self._source, Span(self._at, end))
        self._at = max(self._at, end)

    def _elsewhere(self, here: Span, there: tuple[str, str, Span], fragment: str) -> Elsewhere:
        letter, other, span = there
        return Elsewhere(
            where=side(self._desk, self._source.id, here),
            begins=excerpts.shortened(excerpts.as_read(self._source, here), _A_LINE),
            words=self._desk.words("Also in %(letter)s, %(paragraph)s")
            % {"letter": letter, "paragraph": passage_number(self._desk, other, span)},
            href=f"#{fragment}",
        )


def _sides(one: SharedPassage, source: str) -> tuple[Span, tuple[str, str, Span]]:
    """Return where a passage stands in one source, and the other's letter, id and place."""
    if source == one.a:
        return one.a_span, (LETTERS[1], one.b, one.b_span)
    return one.b_span, (LETTERS[0], one.a, one.a_span)


def _alone(desk: Desk, source: Source, span: Span) -> Iterator[Alone]:
    """Yield the text of a span by paragraph, or nothing where it has no words."""
    if span.end <= span.start:
        return
    cut = [
        Span(max(passage.span.start, span.start), min(passage.span.end, span.end))
        for passage in source.passages_of(span)
    ]
    told = [(each, excerpts.as_read(source, each)) for each in cut]
    told = [(each, read) for each, read in told if any(map(str.isalnum, read))]
    if not told:
        return
    paragraphs = [read for _, read in told]
    number = _number_of_words(paragraphs)
    first, last = _both_ends(paragraphs)
    yield Alone(
        where=side(desk, source.id, told[0][0]),
        paragraphs=tuple(first),
        ending=tuple(last),
        left_out=_left_out(desk, number - _number_of_words([*first, *last])) if last else "",
        label=desk.words.count("%(num)s word only here", "%(num)s words only here", number),
        folded=sum(map(len, paragraphs)) > _FOLDED,
    )


def _number_of_words(paragraphs: Iterable[str]) -> int:
    return max(1, round(sum(map(excerpts.number_of_words, paragraphs))))


def _left_out(desk: Desk, number: int) -> str:
    return desk.words.count(
        "%(num)s word between is left out here; the source’s own page has it.",
        "%(num)s words between are left out here; the source’s own page has them.",
        number,
    )


def _both_ends(paragraphs: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return paragraphs; of a very long text as many of the first and last as there is room for."""
    if sum(map(len, paragraphs)) <= _LONGEST:
        return list(paragraphs), []
    first = list(_filling(paragraphs, excerpts.shortened))
    return first, list(_filling(reversed(paragraphs), excerpts.ending))[::-1]


def _filling(paragraphs: Iterable[str], cut: Callable[[str, int], str]) -> Iterator[str]:
    room = _LONGEST // 2
    for one in paragraphs:
        if room < _A_LINE:
            return
        yield cut(one, room)
        room -= len(one)


# Claims ---------------------------------------------------------------------------------------

_CARRIED = {
    "both": N_("cited from both"),
    "left": N_("cited from the first"),
    "right": N_("cited from the second"),
}


def _claims_in(desk: Desk, one: SharedPassage) -> Iterator[tuple[ClaimLine, str]]:
    """Yield the claims that rest on a passage's words, and from which side they are cited."""
    left, right = (
        claims_on(desk, source, span) for source, span in ((one.a, one.a_span), (one.b, one.b_span))
    )
    for claim in {**left, **right}:
        key = "both" if claim in left and claim in right else "left" if claim in left else "right"
        yield desk.claim_line(claim), desk.words(_CARRIED[key])


def claims_on(desk: Desk, source: str, span: Span) -> dict[str, None]:
    """Return the claims with a quote that overlaps a span, in the order of the quotes."""
    evidence: Sequence[Evidence] = desk.dossier.graph.evidence_in.get(source, ())
    before = bisect_left(evidence, span.end, key=lambda one: one.anchor.start)
    known = desk.dossier.records.by_id
    return {
        one.subject: None
        for one in evidence[:before]
        if one.anchor.end > span.start and known[one.subject].kind.group == "claim"
    }
