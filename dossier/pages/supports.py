"""What a claim's evidence bears, in one plain line, and the reasons behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from dossier.pages.alignments import shared_view
from dossier.pages.views import Reason, SupportView
from dossier.site import pair_uri
from dossier.translatable import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dossier.analyses import Support
    from dossier.analyses.support import Bond
    from dossier.pages.desk import Desk


def support_view(desk: Desk, claim: str, *, reasons: bool) -> SupportView:
    """Return what the evidence of a claim bears, perhaps with the reasons for it."""
    support = desk.dossier.analyses.support[claim]
    return SupportView(
        line=_line(desk, support),
        sources=len(support.sources),
        independent=support.independent,
        origins=desk.refs(support.origins),
        disputed=support.disputed,
        reasons=tuple(_reasons(desk, claim)) if reasons else (),
    )


def _line(desk: Desk, support: Support) -> str:
    _ = desk.words
    parts = [_("no supporting source")]
    if support.sources:
        parts = [_.count("%(num)s source", "%(num)s sources", len(support.sources))]
        parts.append(_origins(desk, support))
        if support.independent != len(support.origins):
            parts.append(_independent(desk, support))
    told = ", ".join(parts)
    return _("%(support)s; disputed") % {"support": told} if support.disputed else told


def _origins(desk: Desk, support: Support) -> str:
    """Return how many origins there are, and whom the sources cite if that is one voice."""
    _, origins = desk.words, support.origins
    told = _.count("%(num)s origin", "%(num)s origins", len(origins))
    if len(origins) > 1 or origins[0] in support.sources:
        return told
    sentence = {
        1: _("%(origins)s: it cites %(voice)s"),
        2: _("%(origins)s: both cite %(voice)s"),
    }.get(len(support.sources), _("%(origins)s: all cite %(voice)s"))
    return sentence % {"origins": told, "voice": desk.isolated(desk.ref(origins[0]).title)}


def _independent(desk: Desk, support: Support) -> str:
    """Return how many sources are independent, and why no more are where one thing says it."""
    _ = desk.words
    told = _.count("%(num)s independent", "%(num)s independent", support.independent)
    whys = {bond.why for bond in support.bonds}
    if whys == {"text"}:
        return _("%(independent)s: they share text") % {"independent": told}
    if "declared" in whys and whys <= {"declared", "text"}:
        return _("%(independent)s: they are copies") % {"independent": told}
    return told


# Reasons --------------------------------------------------------------------------------------


def _reasons(desk: Desk, claim: str) -> Iterator[Reason]:
    """Say in words what the sources go back to, origin by origin, and what else joins them."""
    support = desk.dossier.analyses.support[claim]
    yield from _by_origin(desk, claim, support)
    for bond in support.bonds:
        if bond.why != "origin":
            yield _bound(desk, bond)
    if elsewhere := _elsewhere(desk, support):
        sentence = N_("%(sources)s share text elsewhere, but not around these quotes.")
        yield Reason(desk.words.html(sentence, sources=listed(desk, elsewhere)))
    if support.disputing:
        sentence = N_("Evidence against it: %(sources)s.")
        yield Reason(desk.words.html(sentence, sources=listed(desk, support.disputing)))


def _elsewhere(desk: Desk, support: Support) -> list[str]:
    """Return the sources that share text with another one that counts by itself here."""
    group_of = {source: number for number, group in enumerate(support.groups) for source in group}
    sharing = desk.dossier.analyses.sharing
    return [
        source
        for source in support.sources
        if any(
            group_of.get(one.other, group_of[source]) != group_of[source]
            for one in sharing.get(source, ())
        )
    ]


def _maker(desk: Desk, maker: str) -> Markup:
    """Return a publisher or an author: a link to the record, or the name."""
    known = maker in desk.dossier.records.by_id
    return desk.html(desk.ref(maker)) if known else escape(maker)


def _by_origin(desk: Desk, claim: str, support: Support) -> Iterator[Reason]:
    evidence = desk.dossier.graph.evidence_for.get(claim, ())
    supporting = [one for one in evidence if one.stance == "supports"]
    for origin in support.origins:
        carrying = sorted({one.source for one in supporting if one.origin == origin})
        sentence = N_("%(sources)s cites %(origin)s.")
        if origin in carrying:
            sentence = N_("%(sources)s cites nobody by name.")
            if any(one.source == origin and not one.attribution for one in supporting):
                sentence = N_("%(sources)s says so in its own voice.")
        elif len(carrying) == 2:  # noqa: PLR2004 - both
            sentence = N_("%(sources)s both cite %(origin)s, so they count once.")
        elif carrying[1:]:
            sentence = N_("%(sources)s all cite %(origin)s, so they count once.")
        yield Reason(
            desk.words.html(
                sentence, sources=listed(desk, carrying), origin=desk.html(desk.ref(origin))
            )
        )


def _bound(desk: Desk, bond: Bond) -> Reason:
    sources = listed(desk, bond.sources)
    if bond.why == "publisher":
        sentence = N_("%(sources)s are by %(origin)s or cite it, so they count once.")
        return Reason(desk.words.html(sentence, sources=sources, origin=_maker(desk, bond.origin)))
    if bond.why == "declared":
        sentence = N_("%(sources)s copy or rewrite one text, so they count once.")
        return Reason(desk.words.html(sentence, sources=sources))
    if bond.passage is None:
        sentence = N_("%(sources)s have text in common by way of other sources: they count once.")
        return Reason(desk.words.html(sentence, sources=sources))
    sentence = N_("%(sources)s have this text in common, nearly word for word: they count once.")
    if len(bond.sources) > 2:  # noqa: PLR2004 - not the two alone that are shown
        sentence = N_("%(sources)s have text in common, so they count once. Two of them:")
    return Reason(
        desk.words.html(sentence, sources=sources),
        shared_view(desk, bond.passage),
        desk.link(pair_uri(bond.passage.a, bond.passage.b)),
    )


def listed(desk: Desk, identifiers: Iterable[str]) -> Markup:
    """Return records as an enumeration of links: “A, B and C”."""
    *rest, last = [desk.html(desk.ref(one)) for one in identifiers]
    if not rest:
        return last
    return desk.words.html("%(list)s and %(last)s", list=Markup(", ").join(rest), last=last)
