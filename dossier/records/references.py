"""Every reference leads somewhere: ids exist, their kinds fit, and no circle is closed."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from dossier.diagnostics import Related
from dossier.documents import Scalar
from dossier.fitting import node_at, written
from dossier.memory import NOTHING, Whole
from dossier.misfits import shortened
from dossier.records.circles import circles
from dossier.records.ways_out import WaysOut, is_name
from dossier.wiki_links import wiki_links

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from dossier.diagnostics import Report
    from dossier.kinds import Kind
    from dossier.kinds.fields import Path, Reference
    from dossier.memory import Memory
    from dossier.records.record import Record, Records
    from dossier.text import Place, Span

_WITHOUT_CIRCLES = {"places": "within", "claims": "depends_on", "sources": "derived_from"}
_AN_ID = "An id belongs here: small letters, digits, and single hyphens between them."
_MOST_SHOWN = 8
_MOST_ALIKE = 100
"""So many diagnostics of one sort are told of one record; a hostile one could have a million."""


def check_references(
    records: Records,
    kinds: Sequence[Kind],
    unread: AbstractSet[str],
    report: Report,
    *,
    memory: Memory = NOTHING,
) -> None:
    """Report references that lead nowhere. Linear in the references.

    `unread` names kinds of which there may be records that could not be read: what names one of
    those is not reported as unknown. A record without a mistake is not looked at again while it
    and the ids of all are what they were.
    """
    checker = _Checker(records, kinds, unread, report)
    ids = tuple((record.id, record.kind.name) for record in records.by_id.values())
    named = (ids, records.broken, frozenset(unread))
    known = Whole(memory.shelf("known ids").kept("", named, lambda: named))
    shelf = memory.shelf("sound records")
    for record in records.by_id.values():
        given = (record, known)
        if shelf.latest(record.id) == given or checker.is_sound(record):
            shelf.put(record.id, given)
    for kind, field in _WITHOUT_CIRCLES.items():
        _tell_circles(records, kind, field, report)


def check_evidence(records: Records, report: Report) -> None:
    """Report claims without evidence, in their own file or in one of its own."""
    attested = {record.model.claim for record in records.of("evidence")}
    for claim in records.of("claims"):
        if claim.model.evidence or claim.id in attested or "evidence" in claim.left_out:
            continue
        report.add(
            "no-evidence",
            claim.place("evidence", key=True),
            "this claim has no evidence",
            why=["A claim stands on the words of a source."],
            fix="Add `evidence:` with `source` and `quote`, or a file under "
            f"annotations/evidence/ with `claim: {claim.id}`.",
        )


class _Checker:
    def __init__(
        self, records: Records, kinds: Sequence[Kind], unread: AbstractSet[str], report: Report
    ) -> None:
        self._records = records
        self._kinds = {kind.name: kind for kind in kinds}
        self._entities = tuple(kind.name for kind in kinds if kind.group == "entity")
        self._unread = unread
        self._ways_out = WaysOut(records.by_id, records.broken, self._entities)
        self._report = report
        self._told: Counter[str] = Counter()

    def is_sound(self, record: Record) -> bool:
        """Report what a record names in vain, and say whether there is nothing to report."""
        for path, target, reference in record.references:
            self.reference(record, path, target, reference)
        for path, text in record.texts:
            self.links(record, path, text)
        return self.tell_the_rest(record)

    def reference(self, record: Record, path: Path, target: str, reference: Reference) -> None:
        """Report what is wrong with one reference, if anything is."""
        found = self._records.by_id.get(target)
        if reference.free or target in self._records.broken:
            return
        wanted = self._wanted(reference)
        if found is None:
            self._tell_unknown(record, path, None, target, wanted, unnamed=reference.unnamed)
        elif wanted and found.kind.name not in wanted:
            self._tell_wrong_kind(record, path, found, wanted)
        elif found.id == record.id and self._is_told("reference-cycle"):
            self._report.add(
                "reference-cycle",
                record.place(*path),
                f"“{target}” names itself under “{_field(record, path)}”",
                fix="Name another record, or take the entry out.",
            )

    def links(self, record: Record, path: Path, text: str) -> None:
        """Report the links in a Markdown text that lead nowhere."""
        for link in wiki_links(text):
            known = link.target in self._records.by_id or link.target in self._records.broken
            if not known:
                self._tell_unknown(record, path, link.span, link.target, ())

    def tell_the_rest(self, record: Record) -> bool:
        """Say how many more wrong references a record has, where they were too many to tell.

        Returns whether it has none at all.
        """
        sound = not self._told
        for code, number in self._told.items():
            if number > _MOST_ALIKE:
                self._report.add(
                    code,
                    record.place(),
                    f"{number - _MOST_ALIKE:,} more references of this record are wrong likewise",
                    fix="Mend those that are told first, and run again.",
                )
        self._told.clear()
        return sound

    def _is_told(self, code: str) -> bool:
        """Count a diagnostic of the record at hand, and say whether it is one too many."""
        self._told[code] += 1
        return self._told[code] <= _MOST_ALIKE

    def _wanted(self, reference: Reference) -> tuple[str, ...]:
        """Return the names of the kinds that a reference may name; empty for all."""
        wanted: list[str] = []
        for name in reference.kinds or ():
            wanted += self._entities if name == "entities" else [name]
        return tuple(wanted)

    def _words(self, wanted: tuple[str, ...]) -> str:
        """Return what a reference names: “source”, “person or organization”, “entity”."""
        if wanted == self._entities:
            return "entity"
        return " or ".join(self._kinds[name].singular.lower() for name in wanted) or "record"

    def _tell_unknown(
        self,
        record: Record,
        path: Path,
        span: Span | None,
        target: str,
        wanted: tuple[str, ...],
        *,
        unnamed: bool = False,
    ) -> None:
        """Tell of an id that no record has; `span` is its place in a Markdown text at `path`."""
        maybe_unread = not self._unread.isdisjoint(wanted or self._kinds)
        if maybe_unread or not self._is_told("unknown-id"):
            return
        self._report.add(
            "unknown-id",
            _place_of_link(record, path, span) if span else record.place(*path),
            f"there is no {self._words(wanted)} “{shortened(target)}”",
            why=[_AN_ID] if is_name(target) else (),
            fix=self._ways_out.instead_of(target, wanted, unnamed=unnamed),
        )

    def _tell_wrong_kind(
        self, record: Record, path: Path, found: Record, wanted: tuple[str, ...]
    ) -> None:
        if not self._is_told("wrong-kind"):
            return
        is_, wants = _a(found.kind.singular.lower()), _a(self._words(wanted))
        self._report.add(
            "wrong-kind",
            record.place(*path),
            f"“{found.id}” is {is_}, and “{_field(record, path)}” names {wants}",
            fix=f"Put the id of {wants} here, or name “{found.id}” under another key.",
            related=[Related(found.place(), f"“{found.id}” is declared here")],
        )


def _tell_circles(records: Records, kind: str, field: str, report: Report) -> None:
    edges: defaultdict[str, list[str]] = defaultdict(list)
    paths: dict[tuple[str, str], Path] = {}
    for record in records.of(kind):
        for path, target, _ in record.references:
            if path[0] == field and target != record.id:
                edges[record.id].append(target)
                paths.setdefault((record.id, target), path)
    for circle in circles(edges):
        _tell_circle(records, field, circle, paths, report)


def _tell_circle(
    records: Records,
    field: str,
    circle: tuple[str, ...],
    paths: Mapping[tuple[str, str], Path],
    report: Report,
) -> None:
    steps = list(zip(circle, (*circle[1:], circle[0]), strict=True))
    places = [records.by_id[name].place(*paths[name, other]) for name, other in steps]
    shown = [*circle[:_MOST_SHOWN], *(["…"] if len(circle) > _MOST_SHOWN else []), circle[0]]
    report.add(
        "reference-cycle",
        places[0],
        f"“{field}” goes in a circle: {' → '.join(shown)}",
        fix="Take one of these entries out.",
        related=[
            Related(place, f"“{name}” names “{other}” here")
            for place, (name, other) in zip(places[1:_MOST_SHOWN], steps[1:], strict=False)
        ],
    )


def _field(record: Record, path: Path) -> str:
    """Return the key that a reference is written under."""
    way = written(record.node, path) if record.node else path
    return next((step for step in reversed(way) if isinstance(step, str)), "")


def _a(noun: str) -> str:
    return f"an {noun}" if noun[:1] in "aeiou" else f"a {noun}"


def _place_of_link(record: Record, path: Path, span: Span) -> Place:
    if record.document is not None and record.node is not None:
        node = node_at(record.node, written(record.node, path))
        if isinstance(node, Scalar):
            return record.document.place_within(node, span.start, span.end)
    return record.place(*path)
