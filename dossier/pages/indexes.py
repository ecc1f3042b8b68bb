"""The index page of each kind: one table of all its records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier import dates
from dossier.pages.sources import TYPES
from dossier.pages.views import Column, Row

if TYPE_CHECKING:
    from dossier.kinds import Kind
    from dossier.pages.desk import Desk
    from dossier.records import Record


def columns(desk: Desk, kind: Kind) -> tuple[Column, ...]:
    """Return the columns of a kind's table; the first holds the record itself."""
    _ = desk.words
    first = Column(_(kind.singular))
    if kind.group == "claim":
        return (
            first,
            Column(_("Status")),
            Column(_("Sources"), numeric=True),
            Column(_("Independent"), numeric=True),
            Column(_("Origins"), numeric=True, secondary=True),
        )
    if kind.group == "source":
        return (
            first,
            Column(_("Type")),
            Column(_("Published")),
            Column(_("Grade")),
            Column(_("Quotes"), numeric=True),
            Column(_("Annotated"), numeric=True),
        )
    if kind.group == "question":
        return (first, Column(_("Answers"), numeric=True))
    dated = (Column(_("When")),) if "when" in kind.model.model_fields else ()
    return (
        first,
        *dated,
        Column(_("Claims"), numeric=True),
        Column(_("Mentions"), numeric=True),
        Column(_("Sources"), numeric=True),
    )


def rows(desk: Desk, kind: Kind) -> list[Row]:
    """Return the rows of a kind's table, by title; claims by what supports them."""
    records = desk.dossier.records.of(kind.name)
    if kind.group == "claim":
        support = desk.dossier.analyses.support
        ordered = sorted(
            records,
            key=lambda one: (
                -len(support[one.id].sources),
                -support[one.id].independent,
                one.title.casefold(),
            ),
        )
        return [_claim(desk, one) for one in ordered]
    if kind.group == "source":
        return [_source(desk, one) for one in sorted(records, key=_dated)]
    ordered = sorted(records, key=lambda one: (one.title.casefold(), one.id))
    row = _question if kind.group == "question" else _entity
    return [row(desk, one) for one in ordered]


def _dated(record: Record) -> tuple[object, ...]:
    published = record.model.published
    return (published is None, dates.sort_key(published) if published else (), record.id)


def _claim(desk: Desk, record: Record) -> Row:
    line = desk.claim_line(record.id)
    support = line.support
    return Row(
        line.ref,
        detail=line.when,
        cells=(
            line.status,
            f"{support.sources:,}",
            f"{support.independent:,}",
            f"{len(support.origins):,}",
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
            _(TYPES[model.type]) if model.type else "–",
            _.date(model.published) if model.published else "–",
            model.reliability or "–",
            f"{quotes:,}",
            f"{coverage.share:.0%}".replace("%", " %"),
        ),
    )


def _question(desk: Desk, record: Record) -> Row:
    answers = desk.dossier.graph.referring(record.id, "answers")
    return Row(desk.ref(record.id), record.model.description, (f"{len(answers):,}",))


def _entity(desk: Desk, record: Record) -> Row:
    graph, known = desk.dossier.graph, desk.dossier.records.by_id
    claims = [
        one
        for one in graph.referring(record.id, "about", "where")
        if known[one].kind.group == "claim"
    ]
    mentions = graph.mentions_of.get(record.id, ())
    when = getattr(record.model, "when", None)
    dated: tuple[str, ...] = ()
    if "when" in type(record.model).model_fields:
        dated = (desk.words.date(when) if when else "–",)
    return Row(
        desk.ref(record.id),
        record.model.description,
        (
            *dated,
            f"{len(claims):,}",
            f"{len(mentions):,}",
            f"{len({one.source for one in mentions}):,}",
        ),
        aliases=record.model.also_known_as,
    )
