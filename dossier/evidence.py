"""Quotes as evidence: what each one bears on, who speaks in it, whom it all goes back to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from dossier.frozen import dataclass
from dossier.memory import NOTHING, Whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dossier.anchors import Anchor, Anchors
    from dossier.kinds.fields import EvidenceItem
    from dossier.memory import Memory
    from dossier.records import Record, Records


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who says something inside a source: an entity's id, or words for the unnamed."""

    entity: str = ""
    unnamed: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quote that bears on a record, found in its source.

    `subject` is the record it bears on and `fragment` its own id there (`e1`): together its
    address. `record` and `path` say where it is written. `origin` is the id of the voice that
    all of it goes back to: a person, an organization, or the source itself.
    """

    subject: str
    fragment: str
    source: str
    anchor: Anchor
    stance: str
    attribution: tuple[Voice, ...]
    origin: str
    translation: str
    note: str
    record: str
    path: tuple[str | int, ...]

    @property
    def key(self) -> str:
        """Return a name that no other evidence of the dossier has."""
        return f"{self.subject}--{self.fragment}"  # no id holds two hyphens in a row


def collect_evidence(
    records: Records, anchors: Anchors, *, memory: Memory = NOTHING
) -> list[Evidence]:
    """Return all evidence whose quotes were found, by subject, in the order in which it stands."""
    shelf = memory.shelf("evidence")
    speaking = tuple(
        one for one in records.by_id.values() if one.kind.group in ("entity", "source")
    )
    voices = Whole(memory.shelf("voices").kept("", speaking, lambda: speaking))
    found: list[Evidence] = []
    for record in records.by_id.values():
        if record.quotes:
            places = tuple(anchors.get(record.id, quote.path) for quote in record.quotes)
            given = (record, places, voices)
            found += shelf.kept(record.id, given, partial(_of, records, anchors, record))
    return sorted(found, key=_address)


def _of(records: Records, anchors: Anchors, record: Record) -> tuple[Evidence, ...]:
    found: list[Evidence] = []
    if record.kind.name == "evidence":
        item = record.model
        found += _found(records, anchors, record, (), item, item.claim, own_fragment(record.id))
    for path, fragment, item in evidence_items(record):
        found += _found(records, anchors, record, path, item, record.id, fragment)
    return tuple(found)


def own_fragment(identifier: str) -> str:
    """Return the fragment of evidence in a file of its own: no heading or number looks like it."""
    return f"e-{identifier}"


def evidence_items(
    record: Record,
) -> Iterator[tuple[tuple[str | int, ...], str, EvidenceItem]]:
    """Yield the evidence written in a record: its path, its fragment on the page, the item."""
    for number, item in enumerate(getattr(record.model, "evidence", ())):
        yield ("evidence", number), f"e{number + 1}", item
    for outer, relation in enumerate(getattr(record.model, "relations", ())):
        for number, item in enumerate(relation.evidence):
            path = ("relations", outer, "evidence", number)
            yield path, f"r{outer + 1}e{number + 1}", item


def _found(
    records: Records,
    anchors: Anchors,
    record: Record,
    path: tuple[str | int, ...],
    item: EvidenceItem,
    subject: str,
    fragment: str,
) -> Iterator[Evidence]:
    for anchor in anchors.get(record.id, path)[:1]:
        attribution = tuple(Voice(one.entity or "", one.unnamed) for one in item.attribution)
        yield Evidence(
            subject=subject,
            fragment=fragment,
            source=item.source,
            anchor=anchor,
            stance=item.stance,
            attribution=attribution,
            origin=_origin(records, item.source, attribution),
            translation=item.translation,
            note=item.note,
            record=record.id,
            path=path,
        )


def _origin(records: Records, source: str, attribution: tuple[Voice, ...]) -> str:
    """Return the outermost named voice that is not the source's own, else the source."""
    record = records.by_id.get(source)
    own = {record.model.publisher, *record.model.authors} if record else set()
    for voice in attribution:
        named = records.by_id.get(voice.entity)
        # An id that two records claim may lead to one that is no entity; that has been reported.
        if named is None or named.kind.group != "entity":
            continue
        if not own & {voice.entity, named.title, *named.model.also_known_as}:
            return voice.entity
    return source


def _address(one: Evidence) -> tuple[Any, ...]:
    """Sort by subject; what its own file holds first, as it is written; then added files."""
    path = tuple(f"{step:06}" if isinstance(step, int) else step for step in one.path)
    return (one.subject, one.record != one.subject, one.record, path)
