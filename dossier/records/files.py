"""Which files hold which records: `annotations/<kind>/…/<id>.yml`, `annotations/<kind>.yml`."""

from __future__ import annotations

import os
from pathlib import PurePosixPath
from sys import intern
from typing import TYPE_CHECKING

from dossier.diagnostics import suggest
from dossier.frozen import dataclass
from dossier.seeds import shown
from dossier.text import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from dossier.diagnostics import Report
    from dossier.kinds import Kind
    from dossier.project import Project

_ENDINGS = (".yml", ".yaml")
# What somebody may take for a record's file; a README or a picture is nobody's mistake.
_OTHER_DATA = (".csv", ".json", ".toml", ".txt", ".xml")


@dataclass(frozen=True, slots=True)
class RecordFile:
    """A file that holds one record of a kind, or many: then `stem` is empty."""

    path: str
    kind: Kind
    stem: str = ""


def record_files(project: Project, report: Report) -> list[RecordFile]:
    """Return the files of a project's records, by path, and report what is no such file."""
    kinds = {kind.name: kind for kind in project.kinds}
    walk = _Walk(project.root, kinds, report)
    found = {file.path: file for folder in project.annotations for file in walk.top(folder)}
    return [found[path] for path in sorted(found)]


def _is_yaml(path: str) -> bool:
    return path.lower().endswith(_ENDINGS)


def _stem(path: str) -> str:
    """Return the name of a YAML file without its ending: an id, one object wherever it is read."""
    return intern(path.rpartition("/")[2].rpartition(".")[0])


@dataclass(frozen=True, slots=True)
class _Walk:
    root: Path
    kinds: Mapping[str, Kind]
    report: Report

    def top(self, folder: str) -> Iterator[RecordFile]:
        """Yield the files of a folder that holds a folder or a file for each kind."""
        if (self.root / folder).is_symlink():
            self._tell_link(folder)
            return
        for entry in self._entries(folder):
            path = f"{folder}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                if entry.name in self.kinds:
                    yield from self._below(path, self.kinds[entry.name])
                else:
                    self._tell_folder(path, entry.name)
            elif not _is_yaml(path):
                self._tell_other(path)
            elif _stem(path) in self.kinds:
                yield RecordFile(path, self.kinds[_stem(path)])
            else:
                self._tell_file(path, _stem(path))

    def _below(self, folder: str, kind: Kind) -> Iterator[RecordFile]:
        for path in self._files(folder):
            if _is_yaml(path):
                yield RecordFile(path, kind, _stem(path))
            else:
                self._tell_other(path)

    def _files(self, folder: str) -> Iterator[str]:
        """Yield what lies in a folder; the folders inside it group the files and mean nothing."""
        folders = [folder]
        while folders:
            here = folders.pop()
            for entry in self._entries(here):
                path = f"{here}/{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    folders.append(path)
                else:
                    yield path

    def _entries(self, folder: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(self.root / folder) as found:
                return [entry for entry in found if not entry.name.startswith((".", "_"))]
        except FileNotFoundError:
            return []
        except OSError as error:
            self.report.add(
                "unreadable-file",
                Place(shown(folder)),
                f"the folder cannot be read: {error.strerror or error}",
                fix="Check that it is a folder and that you may read it.",
            )
            return []

    def _tell_folder(self, path: str, name: str) -> None:
        # A file is a better place than a folder: a pull request can show it.
        first = min(filter(_is_yaml, self._files(path)), default=path)
        self.report.add(
            "unknown-kind",
            Place(shown(first)),
            f"the folder “{shown(name)}” is named after no kind of record",
            why=[self._meant(name)] if self._meant(name) else (),
            fix=f"Rename it to one of {self._listed()}; declare the kind under `kinds:` in "
            f"dossier.yml; or call it “_{shown(name)}” to keep it unread.",
        )

    def _tell_file(self, path: str, stem: str) -> None:
        self.report.add(
            "unknown-kind",
            Place(shown(path)),
            f"the file “{shown(PurePosixPath(path).name)}” lies in no kind’s folder",
            why=[self._meant(stem)] if self._meant(stem) else (),
            fix=f"Move it into the folder of its kind: {self._listed()}.",
        )

    def _tell_other(self, path: str) -> None:
        name = PurePosixPath(path).name
        if (self.root / path).is_symlink():
            self._tell_link(path)
            return
        if not name.lower().endswith(_OTHER_DATA):
            return
        self.report.add(
            "unknown-kind",
            Place(shown(path)),
            f"“{shown(name)}” is not read: records are .yml files",
            fix=f"Save it as “{shown(PurePosixPath(path).stem)}.yml”, or call it "
            f"“_{shown(name)}” to keep it unread.",
        )

    def _tell_link(self, path: str) -> None:
        self.report.add(
            "unreadable-file",
            Place(shown(path)),
            "not read: it is a symbolic link, which could lead out of the dossier",
            fix="Put the files themselves in its place.",
        )

    def _meant(self, name: str) -> str:
        singular = {kind.singular.lower(): kind.name for kind in self.kinds.values()}
        for word in (name.lower(), name.lower().removesuffix("s")):
            if word in singular:
                return f"Did you mean “{singular[word]}”?"
        return suggest(name.lower(), self.kinds)

    def _listed(self) -> str:
        return ", ".join(f"`{name}`" for name in self.kinds)
