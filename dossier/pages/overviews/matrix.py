"""The page of the matrix: all claims against all sources, in one picture and in a table."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from dossier import dates
from dossier.frozen import dataclass
from dossier.pages.choices import Choices, choices, statuses
from dossier.pages.excerpts import shortened
from dossier.pages.overviews.base import Overview
from dossier.pictures import matrix
from dossier.site import index_uri
from dossier.translatable import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dossier.evidence import Evidence
    from dossier.pages.desk import Desk
    from dossier.pages.views import Ref, StatusView

_MOST_CLAIMS, _MOST_SOURCES, _MOST_CELLS = 300, 40, 8_000
"""How much a picture can hold before it tells nothing any more: rows, columns, and both together.

Rows are read one after another and can be filtered; columns have to stay in sight.
"""
_FOLDED_FROM = 20
"""From how many lines on a list is folded."""
_SHORT = 48

_Found = dict[str, dict[str, "list[Evidence]"]]
"""The pieces of evidence on one claim, by source and stance."""


@dataclass(frozen=True, slots=True)
class SourceView:
    """A column: the number by which the picture calls a source, and when it was published."""

    number: str
    ref: Ref
    published: str


@dataclass(frozen=True, slots=True)
class BearingView:
    """How a source bears on a claim: a link to its first such quote, and how many there are."""

    number: str
    title: str
    full: str
    href: str
    quotes: str


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A row of the table: what speaks for a claim, against it, and what mentions it only.

    `joined` are the numbers of the sources that count as one; `more` says how many sources are
    not shown.
    """

    ref: Ref
    status: StatusView
    bearings: tuple[tuple[BearingView, ...], ...]
    support: str
    joined: tuple[str, ...]
    more: str
    facets: str


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the picture holds: claims by status, each with its evidence, and sources by date."""

    claims: Mapping[str, list[str]]
    sources: Sequence[str]
    found: Mapping[str, _Found]


def view(desk: Desk) -> dict[str, Any]:
    """Return what the template shows."""
    shown = _shown(desk)
    number = {source: at for at, source in enumerate(shown.sources)}
    picked = [claim for claims in shown.claims.values() for claim in claims]
    return {
        "lead": description(desk),
        "picture": _picture(desk, shown, number) if picked else "",
        "sources": [_source(desk, one, at) for one, at in number.items()],
        "folds_sources": len(shown.sources) > _FOLDED_FROM // 2,
        "claims": [_claim(desk, one, shown, number) for one in picked],
        "folds_claims": len(picked) > _FOLDED_FROM,
        "claims_number": desk.words.number(len(picked)),
        "choices": list(_choices(desk, [_facets(desk, one, shown, number) for one in picked])),
        "left_out": _left_out(desk, shown),
        "all_claims": desk.link(index_uri("claims")),
    }


def _choices(desk: Desk, facets: Sequence[tuple[str, ...]]) -> Iterator[Choices]:
    """Yield the signs of the stances with their words, and the statuses: it is filtered by them."""
    sign = Markup(
        '<span data-stance="{}"><span class="dossier-sign" aria-hidden="true">{}</span></span>'
    )
    stances = [
        (key, desk.stance(key), sign.format(key, words)) for key, words in matrix.SIGNS.items()
    ]
    yield choices(desk, "stance", desk.words("Stance"), facets, stances)
    yield statuses(desk, facets)


def _facets(desk: Desk, claim: str, shown: _Shown, number: Mapping[str, int]) -> tuple[str, ...]:
    """Return what a reader can filter a claim by: its status, and how sources bear on it."""
    bearing = (stances for source, stances in shown.found[claim].items() if source in number)
    stances = {stance for one in bearing for stance in one}
    status = desk.dossier.records.by_id[claim].model.status
    return (f"status:{status}", *(f"stance:{one}" for one in matrix.SIGNS if one in stances))


def description(desk: Desk) -> str:
    """Return the page's one-line description for search engines and previews."""
    _, graph, claims = desk.words, desk.dossier.graph, _with_evidence(desk)
    if not claims:
        return _("There is no claim yet to set beside the sources.")
    sources = {one.source for claim in claims for one in graph.evidence_for[claim]}
    support = desk.dossier.analyses.support
    told = _("Which source supports, disputes or discusses which claim: %(claims)s, %(sources)s.")
    told %= {
        "claims": _.count("%(num)s claim", "%(num)s claims", len(claims)),
        "sources": _.count("%(num)s source", "%(num)s sources", len(sources)),
    }
    disputed = sum(support[claim].disputed for claim in claims)
    if not disputed:
        return told
    against = _.count(
        "A source speaks against %(num)s of the claims.",
        "Sources speak against %(num)s of the claims.",
        disputed,
    )
    return f"{told} {against}"


# What is shown --------------------------------------------------------------------------------


def _shown(desk: Desk) -> _Shown:
    """Choose the claims with most sources, and the sources with most of these claims."""
    graph, records = desk.dossier.graph, desk.dossier.records
    support = desk.dossier.analyses.support
    bearing = {
        claim: {one.source for one in graph.evidence_for[claim]} for claim in _with_evidence(desk)
    }
    columns = min(_MOST_SOURCES, len({one for sources in bearing.values() for one in sources}))
    ranked = sorted(
        bearing, key=lambda one: (-len(bearing[one]), -len(support[one].disputing), one)
    )[: min(_MOST_CLAIMS, _MOST_CELLS // max(columns, 1))]
    times = Counter(source for claim in ranked for source in bearing[claim])
    most = sorted(times, key=lambda one: (-times[one], one))[:_MOST_SOURCES]
    by_status: defaultdict[str, list[str]] = defaultdict(list)
    for claim in sorted(ranked, key=lambda one: (-support[one].independent, ranked.index(one))):
        by_status[records.by_id[claim].model.status].append(claim)
    ordered = {key: by_status[key] for key in desk.dossier.project.statuses if key in by_status}
    return _Shown(
        claims=ordered,
        sources=sorted(most, key=lambda one: _dated(desk, one)),
        found={claim: _found(graph.evidence_for[claim]) for claim in ranked},
    )


def _with_evidence(desk: Desk) -> list[str]:
    known = desk.dossier.graph.evidence_for
    return [record.id for record in desk.dossier.records.of("claims") if record.id in known]


def _dated(desk: Desk, source: str) -> tuple[object, ...]:
    published = desk.dossier.records.by_id[source].model.published
    return (published is None, dates.sort_key(published) if published else (), source)


def _found(evidence: Sequence[Evidence]) -> _Found:
    found: _Found = {}
    for one in evidence:
        found.setdefault(one.source, {}).setdefault(one.stance, []).append(one)
    return found


def _left_out(desk: Desk, shown: _Shown) -> str:
    """Say what the picture leaves out, if anything."""
    _, claims = desk.words, len(_with_evidence(desk))
    sources = len({one for found in shown.found.values() for one in found})
    picked = len(shown.found)
    told = []
    if claims > picked:
        sentence = _("Shown are the %(shown)s of %(all)s claims on which most sources bear.")
        told.append(sentence % {"shown": _.number(picked), "all": _.number(claims)})
    if sources > len(shown.sources):
        sentence = _("Of the %(all)s sources that bear on them, the %(shown)s with most of them.")
        told.append(sentence % {"shown": _.number(len(shown.sources)), "all": _.number(sources)})
    return " ".join(told)


def _support(desk: Desk, claim: str) -> str:
    """Return how many sources carry a claim, and how many of them are independent."""
    _, support = desk.words, desk.dossier.analyses.support[claim]
    if not support.sources:
        return _("no supporting source")
    return ", ".join(
        (
            _.count("%(num)s source", "%(num)s sources", len(support.sources)),
            _.count("%(num)s independent", "%(num)s independent", support.independent),
        )
    )


def _more(desk: Desk, claim: str, shown: _Shown, number: Mapping[str, int]) -> str:
    left_out = sum(source not in number for source in shown.found[claim])
    if not left_out:
        return ""
    return desk.words.count("%(num)s not shown", "%(num)s not shown", left_out)


def _joined(desk: Desk, claim: str, number: Mapping[str, int]) -> tuple[tuple[int, ...], ...]:
    """Return the columns that count as one for a claim, bars that begin first before others."""
    groups = desk.dossier.analyses.support[claim].groups
    columns = (tuple(sorted(number[one] for one in group if one in number)) for group in groups)
    return tuple(sorted(one for one in columns if len(one) > 1))


# The picture ----------------------------------------------------------------------------------


def _picture(desk: Desk, shown: _Shown, number: Mapping[str, int]) -> str:
    _ = desk.words
    bands = []
    for key, claims in shown.claims.items():
        status = desk.status_view(key)
        label = f"{shortened(status.label, 16)} · {_.number(len(claims))}"
        rows = tuple(_row(desk, one, shown, number) for one in claims)
        bands.append(matrix.Band(label, status.color, rows))
    columns = [
        matrix.Column(str(at + 1), f"{at + 1}. {ref.title}", ref.href, ref.id)
        for at, ref in enumerate(desk.refs(shown.sources))
    ]
    return matrix.draw(
        bands,
        columns,
        title=_("Claims and sources"),
        description=_(
            "A row for each claim, a column for each source, numbered by date. A plus sign stands "
            "for support, a minus sign for dispute, a circle for a source that discusses the "
            "claim; a number for how many quotes. A bar joins sources that count as one. The table "
            "below says the same."
        ),
        claims=_("Claims"),
    )


def _row(desk: Desk, claim: str, shown: _Shown, number: Mapping[str, int]) -> matrix.Row:
    ref = desk.ref(claim)
    marks = tuple(
        _mark(desk, ref.title, number[source], evidence)
        for source, stances in shown.found[claim].items()
        if source in number
        for evidence in stances.values()
    )
    more = _more(desk, claim, shown, number)
    end = " · ".join(filter(None, (_support(desk, claim), more)))
    return matrix.Row(
        ref.title,
        ref.href,
        marks,
        _joined(desk, claim, number),
        end,
        key=claim,
        facets=_facets(desk, claim, shown, number),
    )


def _mark(desk: Desk, claim: str, column: int, evidence: Sequence[Evidence]) -> matrix.Mark:
    first, number = evidence[0], len(evidence)
    title = desk.words("%(source)s – %(stance)s, %(quotes)s: %(claim)s") % {
        "source": f"{column + 1}. {desk.ref(first.source).title}",
        "stance": desk.stance(first.stance),
        "quotes": desk.words.count("%(num)s quote", "%(num)s quotes", number),
        "claim": claim,
    }
    href = desk.ref(first.subject, first.fragment).href
    return matrix.Mark(column, first.stance, number, href, title)


# The table ------------------------------------------------------------------------------------


def _source(desk: Desk, source: str, at: int) -> SourceView:
    published = desk.dossier.records.by_id[source].model.published
    told = desk.words.date(published) if published else desk.words("undated")
    return SourceView(str(at + 1), desk.ref(source), told)


def _claim(desk: Desk, claim: str, shown: _Shown, number: Mapping[str, int]) -> ClaimView:
    return ClaimView(
        ref=desk.ref(claim),
        status=desk.status(desk.dossier.records.by_id[claim]),
        bearings=tuple(
            tuple(_bearings(desk, shown.found[claim], stance, number)) for stance in matrix.SIGNS
        ),
        support=_support(desk, claim),
        joined=tuple(_enumerated(desk, one) for one in _joined(desk, claim, number)),
        more=_more(desk, claim, shown, number),
        facets=" ".join(_facets(desk, claim, shown, number)),
    )


def _bearings(
    desk: Desk, found: _Found, stance: str, number: Mapping[str, int]
) -> Iterator[BearingView]:
    bearing = (one for one in found if one in number and stance in found[one])
    for source in sorted(bearing, key=lambda one: number[one]):
        evidence = found[source][stance]
        title = desk.ref(source).title
        quotes = desk.words.count("%(num)s quote", "%(num)s quotes", len(evidence))
        yield BearingView(
            number=str(number[source] + 1),
            title=shortened(title, _SHORT),
            full=title,
            href=desk.ref(evidence[0].subject, evidence[0].fragment).href,
            quotes=quotes,
        )


def _enumerated(desk: Desk, columns: Sequence[int]) -> str:
    *rest, last = [str(one + 1) for one in columns]
    return desk.words("%(list)s and %(last)s") % {"list": ", ".join(rest), "last": last}


OVERVIEW = Overview(
    name="matrix",
    title=N_("Claims and sources"),
    template="overviews/matrix.html",
    view=view,
    description=description,
)
