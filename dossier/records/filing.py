"""One file of records by itself: its entries fitted to their kind, whatever other files say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dossier.documents import Mapping, document_of
from dossier.fitting import fit
from dossier.frozen import dataclass
from dossier.misfits import Misfit, Subject, shortened
from dossier.seeds import shown
from dossier.text import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dossier.diagnostics import Report
    from dossier.documents import Document
    from dossier.fitting import Fitted
    from dossier.kinds import Kind
    from dossier.project import Project
    from dossier.records.files import RecordFile

_WITHHOLDING = (
    "Take the file out, or put “_” before its name: such files stay unread. What git has kept "
    "can still be read in its history."
)
_REFUSALS = {
    key: Misfit(
        "withholding",
        f"“{key}” asks to withhold words, which this version of dossier cannot do",
        _WITHHOLDING,
        ("The build stops, because going on would publish them.",),
        target="key",
    )
    for key in ("publish", "redactions")
}
_ADVICE = {
    "id": "A record’s id is the name of its file, not a key in it.",
    "aliases": "Other spellings stand under “also_known_as”.",
    "latitude": "Latitude and longitude stand together: `coordinates: [51.73, 36.19]`.",
    "longitude": "Latitude and longitude stand together: `coordinates: [51.73, 36.19]`.",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """What one record's keys came to: `fitted` is None where they are no record.

    `pin` is the SHA-256 that it gives its seed, and `image` the picture that it names.
    """

    name: str
    place: Place
    fitted: Fitted[Any] | None
    pin: str
    image: str


@dataclass(frozen=True, slots=True)
class Filed:
    """A document with its entries, and the ids of those that could not even be read."""

    document: Document
    entries: tuple[Entry, ...]
    lost: tuple[str, ...]


class Filing:
    """Reads files of records, each by itself: what comes of one depends on its bytes alone."""

    def __init__(self, project: Project) -> None:
        self._subjects = _subjects(project.kinds)
        self._context = {"statuses": tuple(project.statuses)}

    def read(self, file: RecordFile, data: bytes, report: Report) -> Filed | None:
        """Read a file's bytes; None where they are no YAML as it was meant."""
        document = document_of(file.path, data, report, many=not file.stem)
        if document is None:
            return None
        if file.stem:
            place = Place(shown(file.path))
            entry = self._entry(file.kind, file.stem, place, document, document.root, report)
            return Filed(document, (entry,), ())
        entries = tuple(self._entries(file.kind, document, report))
        empty = [key.text for key, value in document.root.entries if not isinstance(value, Mapping)]
        return Filed(document, entries, (*document.broken, *empty))

    def _entries(self, kind: Kind, document: Document, report: Report) -> Iterator[Entry]:
        """Yield the records of a file that holds many."""
        for key, value in document.root.entries:
            if isinstance(value, Mapping):
                yield self._entry(kind, key.text, key.place, document, value, report)
                continue
            report.add(
                "invalid-value",
                key.place,
                f"“{shortened(key.text)}” has no keys",
                why=["In a file with many records, each id has the keys of its record below it."],
                fix=f"Write them indented below `{shortened(key.text)}:`, one a line.",
            )

    def _entry(
        self, kind: Kind, name: str, place: Place, document: Document, node: Mapping, report: Report
    ) -> Entry:
        fitted = fit(
            node,
            kind.model,
            document=document,
            subject=self._subjects[kind.name],
            report=report,
            stand_in=(kind.heading, name) if kind.group != "source" else ("", ""),
            context=self._context,
        )
        model = fitted.model if fitted else None
        pin, image = (getattr(model, key, "") for key in ("sha256", "image"))
        return Entry(name, place, fitted, pin, image)


def _subjects(kinds: Iterable[Kind]) -> dict[str, Subject]:
    """Return by kind what to know when its records are read: which keys belong elsewhere."""
    owners: dict[str, list[str]] = {}
    for kind in kinds:
        for name, each in kind.model.model_fields.items():
            owners.setdefault(each.alias or name, []).append(kind.name)
    foreign = dict(_ADVICE)
    for key, names in owners.items():
        *most, last = names
        foreign[key] = f"“{key}” is a key of {', '.join(most)}{' and ' if most else ''}{last}."
    return {kind.name: Subject(kind.singular.lower(), foreign, _REFUSALS) for kind in kinds}
