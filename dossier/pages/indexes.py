"""The index page of each kind: one table of all its records."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dossier import dates
from dossier.alphabet import alphabetical
from dossier.pages.facets import facets
from dossier.pages.sources import TYPES
from dossier.pages.views import Cell, Column, Row

if TYPE_CHECKING:
    from dossier.dates import Edtf
    from dossier.kinds import Kind
    from dossier.pages.desk import Desk
    from dossier.records import Record
    from dossier.wording import Wording


def columns(desk: Desk, kind: Kind) -> tuple[Column, ...]:
    """Return the columns of a kind's table; the first holds the record itself.

    Facets that are no column of their own stand at the end, not shown.
    """
    shown = _columns(desk.words, kind)
    offered = {one.key: one for one in facets(desk, kind)}
    parting = (
        replace(one, options=offered.pop(one.key).options) if one.key in offered else one
        for one in shown
    )
    return (
        *parting,
        *(Column(one.label, one.key, options=one.options, shown=False) for one in offered.values()),
    )


def _columns(_: Wording, kind: Kind) -> tuple[Column, ...]:
    singular = _(kind.singular)
    if kind.group == "claim":
        return (
            Column(singular, "title", detail=_("When")),
            Column(_("Status"), "status"),
            Column(_("Sources"), "sources", numeric=True),
            Column(_("Independent"), "independent", numeric=True),
            Column(_("Origins"), "origins", numeric=True, secondary=True),
        )
    if kind.group == "source":
        return (
            Column(singular, "title", detail=_("Publisher")),
            Column(_("Type"), "type"),
            Column(_("Published"), "published"),
            Column(_("Grade"), "grade"),
            Column(_("Quotes"), "quotes", numeric=True),
            Column(_("Annotated"), "annotated", numeric=True),
        )
    first = Column(singular, "title", detail=_("Description"))
    if kind.group == "question":
        return (first, Column(_("Answers"), "answers", numeric=True))
    dated = (Column(_("When"), "when"),) if "when" in kind.model.model_fields else ()
    return (
        first,
        *dated,
        Column(_("Claims"), "claims", numeric=True),
        Column(_("Mentions"), "mentions", numeric=True),
        Column(_("Sources"), "sources", numeric=True),
    )


def rows(desk: Desk, kind: Kind) -> list[Row]:
    """Return the rows of a kind's table, by title; claims by what supports them."""
    row = {"claim": _claim, "source": _source, "question": _question}.get(kind.group, _entity)
    offered = facets(desk, kind)
    return [
        replace(
            row(desk, record),
            facets={one.key: one.values[record.id] for one in offered if record.id in one.values},
        )
        for record in _ordered(desk, kind)
    ]


def _ordered(desk: Desk, kind: Kind) -> list[Record]:
    records = desk.dossier.records.of(kind.name)
    if kind.group == "source":
        return sorted(records, key=_dated)
    if kind.group != "claim":
        return sorted(records, key=lambda one: (alphabetical(one.title), one.id))
    support = desk.dossier.analyses.support
    return sorted(
        records,
        key=lambda one: (
            -len(support[one.id].sources),
            -support[one.id].independent,
            alphabetical(one.title),
        ),
    )


def _dated(record: Record) -> tuple[object, ...]:
    published = record.model.published
    return (published is None, dates.sort_key(published) if published else (), record.id)


def _claim(desk: Desk, record: Record) -> Row:
    line = desk.claim_line(record.id)
    support, statuses = line.support, list(desk.dossier.project.statuses)
    return Row(
        line.ref,
        detail=line.when,
        cells=(
            Cell(line.status, sort=str(statuses.index(line.status.key))),
            _number(desk, support.sources),
            _number(desk, support.independent),
            _number(desk, len(support.origins)),
        ),
    )


def _source(desk: Desk, record: Record) -> Row:
    model, _ = record.model, desk.words
    coverage = desk.dossier.analyses.coverage[record.id]
    quotes = len(desk.dossier.graph.evidence_in.get(record.id, ()))
    return Row(
        desk.ref(record.id),
        detail=model.publisher if model.publisher not in desk.dossier.records.by_id else "",
        cells=(
            Cell(_(TYPES[model.type])) if model.type else _NOTHING,
            _date(desk, model.published),
            Cell(model.reliability) if model.reliability else _NOTHING,
            _number(desk, quotes),
            Cell(_.percent(round(100 * coverage.share)), sort=f"{coverage.share:.4f}"),
        ),
    )


def _question(desk: Desk, record: Record) -> Row:
    answers = desk.dossier.graph.referring(record.id, "answers")
    return Row(desk.ref(record.id), record.model.description, (_number(desk, len(answers)),))


def _entity(desk: Desk, record: Record) -> Row:
    graph, known = desk.dossier.graph, desk.dossier.records.by_id
    claims = [
        one
        for one in graph.referring(record.id, "about", "where")
        if known[one].kind.group == "claim"
    ]
    mentions = graph.mentions_of.get(record.id, ())
    dated: tuple[Cell, ...] = ()
    if "when" in type(record.model).model_fields:
        dated = (_date(desk, record.model.when),)
    return Row(
        desk.ref(record.id),
        record.model.description,
        (
            *dated,
            _number(desk, len(claims)),
            _number(desk, len(mentions)),
            _number(desk, len({one.source for one in mentions})),
        ),
        aliases=record.model.also_known_as,
    )


_NOTHING = Cell("–", sort="", value="")


def _number(desk: Desk, number: int) -> Cell:
    plain, shown = str(number), desk.words.number(number)
    return Cell(shown) if plain == shown else Cell(shown, sort=plain, value=plain)


def _date(desk: Desk, when: Edtf | None) -> Cell:
    if when is None:
        return _NOTHING
    first = dates.sort_key(when)[0]
    return Cell(desk.words.date(when), sort=f"{first:.0f}", value=when.text)
