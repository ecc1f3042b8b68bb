"""Two wordings side by side: shared passages, and quotes that render each other."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from dossier.differences import aligned
from dossier.pages import excerpts
from dossier.pages.views import AlignedView, SideView
from dossier.site import quote_fragment
from dossier.translatable import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dossier.analyses.quote_variants import QuoteVariant
    from dossier.analyses.shared_passages import SharedPassage
    from dossier.differences import Stretch
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


def shared_view(desk: Desk, one: SharedPassage, *, whole: bool = False) -> AlignedView:
    """Return a shared passage, ready to be shown; a long one is cut unless `whole` is wanted."""
    sources = desk.dossier.corpus.sources
    left = excerpts.as_read(sources[one.a], one.a_span)
    right = excerpts.as_read(sources[one.b], one.b_span)
    stretches = aligned(left, right)
    return _view(
        desk,
        stretches if whole else _cut(stretches),
        side(desk, one.a, one.a_span),
        side(desk, one.b, one.b_span),
    )


def variant_view(desk: Desk, one: QuoteVariant) -> AlignedView:
    """Return two renderings of one utterance, ready to be shown."""
    left, right = (
        SideView(
            desk.ref(each.source),
            desk.link(f"sources/{each.source}.md", quote_fragment(each)),
            passage_number(desk, each.source, each.anchor.span),
            desk.language(each.source),
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
    return SideView(desk.ref(source), href, number, desk.language(source))


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
        cut=bool(stretches) and stretches[-1].left.endswith(" …"),
    )


def _cut(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Return the beginning of a long alignment, an ellipsis at its end."""
    kept: list[Stretch] = []
    length = 0
    for one in stretches:
        room = _LONGEST - length
        length += max(len(one.left), len(one.right))
        if length <= _LONGEST:
            kept.append(one)
            continue
        kept.append(
            type(one)(
                excerpts.shortened(one.left, max(room, 1)).removesuffix(" …") + " …",
                excerpts.shortened(one.right, max(room, 1)).removesuffix(" …") + " …",
                one.same,
                one.marks,
            )
        )
        break
    return kept
