"""Reading the records' files: every entry fitted to its kind, every id given out once."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from dossier.diagnostics import Related
from dossier.documents import LARGEST
from dossier.files import Files
from dossier.kinds.sources import KIND as SOURCES
from dossier.kinds.sources import SourceRecord
from dossier.kinds.text import ID
from dossier.memory import NOTHING
from dossier.misfits import shortened
from dossier.records.closest import ClosestIds, did_you_mean
from dossier.records.files import record_files
from dossier.records.filing import Filing
from dossier.records.record import Record
from dossier.seeds import shown
from dossier.slugs import LONGEST, slug
from dossier.text import Place

if TYPE_CHECKING:
    from dossier.corpus import Corpus, Source
    from dossier.diagnostics import Report
    from dossier.documents import Document
    from dossier.kinds import Kind
    from dossier.memory import Memory
    from dossier.project import Project
    from dossier.records.files import RecordFile
    from dossier.records.filing import Entry


@dataclass
class Reading:
    """What has been read so far.

    `unread` names the kinds of which there may be records whose very ids could not be read;
    `unread_evidence` says that there is evidence for a claim that nobody knows.
    """

    by_id: dict[str, Record] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)
    unread_evidence: bool = False


def read_files(
    project: Project, corpus: Corpus, report: Report, *, memory: Memory = NOTHING
) -> Reading:
    """Read every record's file, and give each seed without a record an empty one.

    A record whose file has not changed is the same object as in the latest reading.
    """
    reader = _Reader(project, corpus, report, memory)
    for file in record_files(project, report):
        reader.read(file)
    for name, source in corpus.sources.items():
        if name not in reader.reading.by_id and name not in reader.reading.broken:
            reader.reading.by_id[name] = reader.undescribed(source)
    return reader.reading


class _Reader:
    def __init__(self, project: Project, corpus: Corpus, report: Report, memory: Memory) -> None:
        self.reading = Reading(broken=set(corpus.broken))
        self._project = project
        self._corpus = corpus
        self._report = report
        self._closest = ClosestIds(corpus.sources)
        self._taken: dict[str, Place] = {}
        self._filing = Filing(project)
        self._files = Files(project.root, memory.shelf("record files"))
        self._made = memory.shelf("records of files")
        self._empty = memory.shelf("records of seeds")

    def read(self, file: RecordFile) -> None:
        """Read the records of one file."""
        read = partial(self._filing.read, file)
        filed = self._files.made(file.path, self._report, read, limit=LARGEST)
        if filed is None:
            self._lose(file.kind, file.stem)
            return
        for name in filed.lost:
            self._lose(file.kind, name)
        for entry in filed.entries:
            self._record(file.kind, filed.document, entry)

    def undescribed(self, source: Source) -> Record:
        """Return the record of a source that nobody has described."""

        def make() -> Record:
            empty = SourceRecord.model_validate({})
            return Record(SOURCES, source.id, source.title, empty, source.path)

        return self._empty.kept(source.id, source, make)

    def _lose(self, kind: Kind, name: str) -> None:
        """Keep in mind that there is a record of this name, or of any, that cannot be read."""
        self.reading.broken.update({name, slug(name)} - {""})
        self.reading.unread_evidence |= kind.group == "evidence"
        if not name:
            self.reading.unread.add(kind.name)

    def _record(self, kind: Kind, document: Document, entry: Entry) -> None:
        name, fitted = entry.name, entry.fitted
        if not self._may_have(kind, name, entry.place):
            return
        if fitted is None or name in self._corpus.broken:
            self._lose(kind, name)
            return
        title = self._title(kind, name, fitted.model)

        def make() -> Record:
            model, node, left_out = fitted.model, fitted.node, fitted.left_out
            return Record(kind, name, title, model, document.path, document, node, left_out)

        record = self._made.kept((document.path, name), (document, fitted, title), make)
        self.reading.by_id[name] = record
        self._check_files(record, entry)

    # Ids

    def _may_have(self, kind: Kind, name: str, place: Place) -> bool:
        """Say whether a record may have the id that its file gives it, and report if not."""
        if not ID.fullmatch(name) or len(name) > LONGEST:
            self._tell_invalid_id(kind, name, place)
            return False
        first = self._taken.get(name) or self._seed_of(kind, name)
        if first:
            self._report.add(
                "duplicate-id",
                place,
                f"the id “{name}” is taken",
                why=["Ids are unique across the whole dossier, whatever the kind."],
                fix="Rename one of the two, or make them one record.",
                related=[Related(first, f"“{name}” stands here first")],
            )
            return False
        self._taken[name] = place
        has_seed = name in self._corpus.sources or name in self._corpus.broken
        if kind.group == "source" and not has_seed:
            self._tell_no_seed(name, place)
            self._lose(kind, name)
            return False
        return True

    def _seed_of(self, kind: Kind, name: str) -> Place | None:
        """Return the seed that has given its name to a source, for records of other kinds."""
        if kind.group == "source":
            return None
        source = self._corpus.sources.get(name)
        if source:
            return Place(source.path)
        return Place(self._project.seeds[0]) if name in self._corpus.broken else None

    def _tell_invalid_id(self, kind: Kind, name: str, place: Place) -> None:
        self._lose(kind, name)
        right = slug(name)[:LONGEST].strip("-_") or f"a-{kind.singular.lower()}"
        in_file = place.end_line is not None
        self._report.add(
            "invalid-id",
            place,
            f"“{shortened(shown(name))}” cannot be an id",
            why=[
                "“index” is the address of the page that lists all records."
                if name == "index"
                else "Ids are small Latin letters and digits, in words joined by one hyphen or “_”."
            ],
            fix=f"Write `{right}:`." if in_file else f"Rename the file to “{right}.yml”.",
        )

    def _tell_no_seed(self, name: str, place: Place) -> None:
        meant = did_you_mean(self._closest.to(name))
        self._report.add(
            "no-seed",
            place,
            f"no seed is called “{name}”",
            why=["A record of a source describes the text file of the same name among the seeds."],
            fix=meant or f"Put the text into {self._project.seeds[0]}/{name}.txt.",
        )

    # What a record says of files

    def _check_files(self, record: Record, entry: Entry) -> None:
        seed = self._corpus.sources.get(record.id)
        if entry.pin and seed and entry.pin != seed.sha256:
            self._report.add(
                "seed-changed",
                record.place("sha256"),
                f"the bytes of {seed.path} are not those that this SHA-256 was made of",
                why=[f"The file’s SHA-256 is {seed.sha256}."],
                fix="Restore the file from git’s history; or, if the change is meant, write its "
                "SHA-256 here.",
            )
        image = entry.image
        if image and not self._is_picture(image):
            self._report.add(
                "invalid-value",
                record.place("image"),
                f"there is no file “{shortened(image)}” in {self._project.docs}/",
                fix=f"Put the picture there, or correct its path below {self._project.docs}/.",
            )

    def _is_picture(self, image: str) -> bool:
        try:
            docs = (self._project.root / self._project.docs).resolve()
            real = (docs / image).resolve()
            return real.is_file() and real.is_relative_to(docs)
        except (OSError, ValueError, RuntimeError):
            return False

    def _title(self, kind: Kind, name: str, model: object) -> str:
        if kind.group == "evidence":
            return shortened(str(getattr(model, "quote").exact))  # noqa: B009 - evidence has one
        heading = str(getattr(model, kind.heading))
        return heading or self._corpus.sources[name].title
