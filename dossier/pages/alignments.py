"""Two wordings side by side: shared passages, and quotes that render each other."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from dossier.differences import Stretch, aligned
from dossier.pages import excerpts
from dossier.pages.views import AlignedView, SideView
from dossier.site import quote_fragment
from dossier.translatable import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dossier.analyses.quote_variants import QuoteVariant
    from dossier.analyses.shared_passages import SharedPassage
    from dossier.pages.desk import Desk
    from dossier.pages.views import Ref
    from dossier.text import Span

MARKS = {
    "number": N_("a number differs"),
    "negation": N_("a negation differs"),
    "modal": N_("a word for how sure it is differs"),
}
"""What is said of a difference that may turn the meaning."""

_LONGEST = 700
"""How many characters of a shared passage are shown where it is no more than a reason."""

_HANDFUL = 6
"""How many words at the most stand for others: more are another text between shared ones."""

_ELLIPSIS = Stretch(" …", " …", same=True)


def shared_view(desk: Desk, one: SharedPassage, *, whole: bool = False) -> AlignedView:
    """Return a shared passage, ready to be shown; a long one is cut unless `whole` is wanted."""
    sources = desk.dossier.corpus.sources
    shown = displayed(desk, one)
    left = excerpts.as_read(sources[one.a], shown.a_span)
    right = excerpts.as_read(sources[one.b], shown.b_span)
    stretches = [_unmarked_if_long(each) for each in aligned(left, right)]
    return _view(
        desk,
        stretches if whole else _cut(stretches),
        side(desk, one.a, shown.a_span),
        side(desk, one.b, shown.b_span),
    )


def displayed(desk: Desk, one: SharedPassage) -> SharedPassage:
    """Return a shared passage with the marks that touch its words."""
    sources = desk.dossier.corpus.sources
    return replace(
        one,
        a_span=excerpts.with_marks(sources[one.a], one.a_span),
        b_span=excerpts.with_marks(sources[one.b], one.b_span),
    )


def _unmarked_if_long(one: Stretch) -> Stretch:
    """Return a difference without its marks if either side is too long to replace the other."""
    if one.marks and max(map(excerpts.number_of_words, (one.left, one.right))) > _HANDFUL:
        return replace(one, marks=())
    return one


def variant_view(desk: Desk, one: QuoteVariant) -> AlignedView:
    """Return two renderings of one utterance, ready to be shown."""
    left, right = (
        SideView(
            desk.ref(each.source),
            desk.link(f"sources/{each.source}.md", quote_fragment(each)),
            passage_number(desk, each.source, each.anchor.span),
            desk.language(each.source),
            desk.direction(each.source),
        )
        for each in (one.a, one.b)
    )
    return _view(desk, one.stretches, left, right)


def by_voice(
    desk: Desk, variants: Iterable[QuoteVariant]
) -> list[tuple[Ref, tuple[AlignedView, ...]]]:
    """Return renderings ready to be shown, by the voice that speaks in them."""
    voices: defaultdict[str, list[AlignedView]] = defaultdict(list)
    for one in variants:
        voices[one.voice].append(variant_view(desk, one))
    return [(desk.ref(voice), tuple(found)) for voice, found in voices.items()]


def side(desk: Desk, source: str, span: Span) -> SideView:
    """Return where one side of a comparison stands."""
    number = passage_number(desk, source, span)
    href = desk.link(f"sources/{source}.md", number)
    return SideView(desk.ref(source), href, number, desk.language(source), desk.direction(source))


def passage_number(desk: Desk, source: str, span: Span) -> str:
    """Return the fragment of the paragraph that a span begins in: `p3`, or nothing."""
    passages = desk.dossier.corpus.sources[source].passages_of(span)
    return passages[0].id if passages else ""


def _view(desk: Desk, stretches: Sequence[Stretch], left: SideView, right: SideView) -> AlignedView:
    marks = [mark for mark in MARKS if any(mark in one.marks for one in stretches)]
    return AlignedView(
        left=left,
        right=right,
        stretches=tuple(stretches),
        warnings=tuple(desk.words(MARKS[mark]) for mark in marks),
        cut=bool(stretches) and stretches[-1] is _ELLIPSIS,
    )


def _cut(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Return the beginning of a long alignment up to a word's end, and an ellipsis.

    A difference that is too long is left out as a whole: its half would be another one.
    """
    kept: list[Stretch] = []
    room = _LONGEST
    for one in stretches:
        if max(len(one.left), len(one.right)) > room:
            if one.same:
                left, right = (excerpts.beginning(words, room) for words in (one.left, one.right))
                kept.append(Stretch(left, right, same=True))
            return [*kept, _ELLIPSIS]
        kept.append(one)
        room -= max(len(one.left), len(one.right))
    return kept
