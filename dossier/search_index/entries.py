"""What is found of each record, and what a result shows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.frozen import dataclass
from dossier.pages import excerpts
from dossier.pages.desk import Desk
from dossier.pages.markdown import MarkdownFields
from dossier.pages.searchable import facet_values, offered, searchable, text_limit
from dossier.site import Addresses, quote_fragment, record_uri
from dossier.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dossier.evidence import Evidence
    from dossier.records import Record
    from dossier.tables import Dossier

_ENTITY, _TITLE, _NAME, _QUOTE, _TEXT = 10.0, 4.0, 6.0, 1.5, 1.0
"""What words weigh: the name of whom or what there is a page on, other titles, an entity's other
names, what is quoted for a record, all else."""


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a record that stand together, at a fragment of its page.

    `language` is theirs where it is not the site's own.
    """

    words: str
    fragment: str = ""
    language: str = ""
    weight: float = _TEXT


@dataclass(frozen=True, slots=True)
class Entry:
    """One record in the index.

    `address` is its page's without an ending (`claims/bridge-closed`). `detail` is the line below
    the title; `unseen` words find the record and are not shown. `weight` is that of the title.
    """

    address: str
    title: str
    detail: str
    language: str
    facets: Mapping[str, tuple[str, ...]]
    parts: tuple[Part, ...]
    unseen: tuple[str, ...] = ()
    weight: float = 1.0


def entries(dossier: Dossier) -> Iterator[Entry]:
    """Yield what is found of every record that has a page."""
    words = wording(dossier.project.language)
    desk = Desk(dossier, Addresses(), words, MarkdownFields(), "")
    reading = _Reading(desk, text_limit(dossier))
    kept = offered(dossier)
    for record in searchable(dossier):
        group = record.kind.group
        told = {"source": reading.source, "claim": reading.claim}.get(group, reading.other)
        found = facet_values(dossier, record)
        yield Entry(
            address=record_uri(record).removesuffix(".md"),
            title=record.title,
            detail=reading.detail(record),
            language=desk.language(record.id) if group == "source" else "",
            facets={
                key: some
                for key, values in found.items()
                if (some := tuple(one for one in values if one in kept[key]))
            },
            parts=tuple(one for one in told(record) if one.words),
            unseen=tuple(dict.fromkeys(reading.about(record))),
            weight=_ENTITY if group == "entity" else _TITLE,
        )


class _Reading:
    """Reads records at a desk, and up to `limit` characters of each source."""

    def __init__(self, desk: Desk, limit: int) -> None:
        self._desk = desk
        self._dossier = desk.dossier
        self._limit = limit

    # What a result shows below the title

    def detail(self, record: Record) -> str:
        model = record.model
        group = record.kind.group
        when = model.published if group == "source" else getattr(model, "when", None)
        if group == "source":
            first = self._desk.name(model.publisher)
        else:
            first = getattr(model, "description", "")
        told = (first, self._desk.words.date(when) if when else "")
        return " · ".join(one for one in told if one)

    # What is found, and shown around what was looked for

    def source(self, record: Record) -> Iterator[Part]:
        source = self._dossier.corpus.sources[record.id]
        language, left, reached = self._desk.language(record.id), self._limit, 0
        for passage in source.passages:
            if left <= 0:
                break
            words = excerpts.beginning(excerpts.as_read(source, passage.span), left)
            left -= len(words)
            reached = passage.span.start + len(words)
            if words != record.title:  # the first line, mostly
                yield Part(words, passage.id, language)
        for one in self._dossier.graph.evidence_in.get(record.id, ()):
            if one.anchor.start >= reached:
                yield Part(self._quoted(one), quote_fragment(one), language)
        yield from self._notes(record)

    def claim(self, record: Record) -> Iterator[Part]:
        yield from self._quotes(record)
        for one in record.model.assessment:
            yield Part(self._desk.plain(one.rationale or ""), "assessment")
        yield from self._notes(record)

    def other(self, record: Record) -> Iterator[Part]:
        names = getattr(record.model, "also_known_as", ())
        yield Part(" · ".join(names), weight=_NAME)
        for relation in getattr(record.model, "relations", ()):
            yield Part(f"{relation.type} {self._desk.name(relation.to)}", "relations")
        yield from self._quotes(record)
        yield from self._notes(record)

    def about(self, record: Record) -> Iterator[str]:
        """Yield the names of whom and what a claim is about and who says so, in every spelling."""
        if record.kind.group != "claim":
            return
        for one in self._dossier.graph.evidence_for.get(record.id, ()):
            for voice in one.attribution:
                yield from self._names(voice.entity)
        for entity in (*record.model.about, *record.model.where):
            yield from self._names(entity)

    def _quotes(self, record: Record) -> Iterator[Part]:
        for one in self._dossier.graph.evidence_for.get(record.id, ()):
            language = self._desk.language(one.source)
            yield Part(self._quoted(one), one.fragment, language, _QUOTE)
            yield Part(one.translation, one.fragment)

    def _quoted(self, one: Evidence) -> str:
        source = self._dossier.corpus.sources[one.source]
        return " […] ".join(excerpts.as_read(source, part) for part in one.anchor.parts)

    def _notes(self, record: Record) -> Iterator[Part]:
        yield Part(self._desk.plain(record.model.notes or ""), "notes")

    def _names(self, identifier: str) -> Iterator[str]:
        known = self._dossier.records.by_id.get(identifier)
        if known is not None:
            yield known.title
            yield from getattr(known.model, "also_known_as", ())
