"""Everything that a build depends on, as one digest: the same inputs, the same site.

- The dossier's settings, as `read_project` understood them from dossier.yml, mkdocs.yml and the
  environment, with what it had to say of them; and the addresses of the site.
- Seeds and annotations: the names and sorts of all that lies in their folders, and what is in the
  files. Names that begin with “.” or “_” are passed over, as they are when they are read.
- Templates of the dossier's own: everything below their folders, links followed.
- Hand-written pages: what is in them, and the names of all that lies beside them, because records
  name pictures there. A link counts with what it leads to.
- The history: the commit, and what else git's answers follow from (`Git.state`).
- The program: every file of the package and its templates, by its bytes: in a checkout they change
  while the version stays.
- Python, the kind of machine, and the names of all packages that are installed, which hold their
  versions.

Nothing else is read: no clock, no variable of the environment (a test looks for such), no time or
mode of a file. What cannot be read counts with the reason. Files are always read, never judged by
their time and size.

Two things escape it: a package that was changed in place under the same version, and a template of
the dossier's own that rolls dice.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import stat
import sys
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dossier.files import read_at_most
from dossier.frozen import dataclass
from dossier.history.git import NoHistory, git
from dossier.pages.environment import shipped
from dossier.processes import beside
from dossier.seeds import LARGEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dossier.diagnostics import Diagnostic
    from dossier.project import Project
    from dossier.site import Addresses

_PACKAGE = Path(__file__).parents[1]
_INSTALLED = (".dist-info", ".egg-info")


@dataclass(frozen=True, slots=True)
class Digest:
    """What some files and settings are, and the `state` in which the file system has the files.

    Of a file that was changed and changed back in between, only the state is another one. `setting`
    is the part of it on which all pages depend: all but what the tables hold.
    """

    content: bytes
    state: bytes
    setting: bytes = b""


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the result of one sort depends on, where it is to be found.

    `diagnostics` are those that were told before the dossier is read.
    """

    sort: str
    project: Project
    addresses: Addresses
    diagnostics: tuple[Diagnostic, ...]

    def digest(self) -> Digest:
        """Return the SHA-256 of all that, and of its state. Linear in the files."""
        told, state = hashlib.sha256(program_digest()), hashlib.sha256()
        setting = told.copy()
        project = replace(self.project, root=self.project.root.resolve())
        history = _history(project)
        told.update(_canonical([self.sort, project, self.addresses, self.diagnostics, history]))
        setting.update(_canonical([self.sort, project, self.addresses]))
        root = project.root
        seeds = [root / folder for folder in project.seeds]
        # Half of the files, while the others are read here.
        of_seeds = beside(partial(_digests, seeds), jobs=sum(map(_entries, seeds)))
        annotations = _digests(root / folder for folder in project.annotations)
        for folder in (*project.seeds, *project.annotations):
            _add(told, state, _way(root, folder))
        for content, its_state in (*of_seeds(), *annotations):
            told.update(content)
            state.update(its_state)
        for folder in project.templates:
            files = [*_WHOLLY.below(os.fspath(root / folder))]
            _add(told, state, files)
            _add(setting, state, files)
        _add(told, state, _HAND_WRITTEN.below(os.fspath(root / project.docs)))
        return Digest(told.digest(), state.digest(), setting.digest())


def _digests(folders: Iterable[Path]) -> list[tuple[bytes, bytes]]:
    """Return of each folder of data the SHA-256 of what lies below it, and of the state of that."""
    digests = []
    for folder in folders:
        told, state = hashlib.sha256(), hashlib.sha256()
        _add(told, state, _AS_DATA.below(os.fspath(folder)))
        digests.append((told.digest(), state.digest()))
    return digests


def _entries(folder: Path) -> int:
    """Return how many names there are in a folder."""
    try:
        return len(os.listdir(folder))  # noqa: PTH208 - names only
    except OSError:
        return 0


def _canonical(value: object) -> bytes:
    """Return a value as bytes: different ones for different values."""
    return json.dumps(value, default=_parts).encode()


def _parts(value: object) -> Any:  # noqa: ANN401 - any JSON
    if is_dataclass(value) and not isinstance(value, type):
        return [type(value).__name__, *(getattr(value, each.name) for each in fields(value))]
    if isinstance(value, Mapping):
        return list(value.items())
    if isinstance(value, type):
        return f"{value.__module__}.{value.__qualname__}"
    if isinstance(value, Enum | Path):
        return str(value)
    raise TypeError(f"of a {type(value).__name__} it is not known what a site takes from it")


# Files -----------------------------------------------------------------------------------------


# Paths are strings all the way: there may be 100,000.

_File = tuple[str, str, bytes, str]
"""The sort of what stands at a path, the path, the content of a file that is opened, its state."""

_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)

_MAY_BE_JUNCTIONS = os.name == "nt"
# Windows' other kind of link between folders; Python 3.11 cannot ask for it.
_is_junction: Callable[[str], bool] = getattr(os.path, "isjunction", lambda _: False)


def _add(told: hashlib._Hash, states: hashlib._Hash, files: Iterable[_File]) -> None:
    """Add files to digests, each by its sort, path and content, in such a way that none mix."""
    for sort, path, content, state in files:
        name = os.fsencode(path)
        told.update(b"%s %d %d:" % (sort.encode(), len(name), len(content)))
        told.update(name)
        told.update(content)
        states.update(f"{state} ".encode())


def _way(root: Path, folder: str) -> Iterator[_File]:
    """Yield what leads to a folder, step by step: the dossier follows no link on the way."""
    for part in folder.split("/"):
        root /= part
        yield _sort(os.fspath(root)), os.fspath(root), b"", ""


@dataclass(frozen=True, slots=True)
class _Walk:
    """Which names below a folder count, which files are opened and how much of them is read.

    With `follow`, links to folders are followed.
    """

    counts: Callable[[str], bool]
    opens: Callable[[str], bool]
    most: int = sys.maxsize
    follow: bool = False

    def below(self, folder: str) -> Iterator[_File]:
        """Yield what lies below a folder, in an order that only the names make."""
        seen = set()
        folders = [folder]
        while folders:
            here = folders.pop()
            if self.follow:
                real = os.path.realpath(here)
                if real in seen:
                    continue
                seen.add(real)
                yield "real", real, b"", ""
            try:
                with os.scandir(here) as found:
                    entries = sorted((one for one in found if self.counts(one.name)), key=_name)
            except OSError as error:
                yield f"error {error.errno}", here, b"", ""
                continue
            for entry in entries:
                yield from self._entry(entry)
                if entry.is_dir(follow_symlinks=self.follow):
                    folders.append(entry.path)

    def _entry(self, entry: os.DirEntry[str]) -> Iterator[_File]:
        path = real = entry.path
        if entry.is_symlink():
            real = os.path.realpath(path)
            yield "link", path, os.fsencode(real), ""
        if entry.is_file() and self.opens(entry.name):
            yield _opened(path, self.most)
        elif _MAY_BE_JUNCTIONS or not entry.is_dir(follow_symlinks=False):
            yield _sort(real), path, b"", ""
        else:
            yield "folder", path, b"", _state(entry.stat())


def folder_digest(folder: str) -> Digest:
    """Return the SHA-256 of everything that lies below a folder, links followed."""
    told, state = hashlib.sha256(), hashlib.sha256()
    _add(told, state, _WHOLLY.below(folder))
    return Digest(told.digest(), state.digest())


def _is_read(name: str) -> bool:
    return not name.startswith((".", "_"))


def _is_markdown(name: str) -> bool:
    return name.lower().endswith(".md")


def _is_source(name: str) -> bool:
    return name != "__pycache__"


def _any(_: str) -> bool:
    return True


_AS_DATA = _Walk(_is_read, _any, most=LARGEST + 1)  # all that is read of the largest
_HAND_WRITTEN = _Walk(_any, _is_markdown)
_WHOLLY = _Walk(_any, _any, follow=True)
_PROGRAM = _Walk(_is_source, _any)


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _opened(path: str, most: int) -> _File:
    try:
        content, about = read_at_most(path, _FLAGS, most)
    except OSError as error:
        return f"error {error.errno}", path, b"", ""
    return "file", path, content, _state(about)


def _state(about: os.stat_result) -> str:
    return f"{about.st_ino} {about.st_mtime_ns} {about.st_ctime_ns}"


def _sort(path: str) -> str:
    """Say what stands at a path; a link is not followed."""
    try:
        mode = os.lstat(path).st_mode
    except OSError as error:
        return f"error {error.errno}"
    if stat.S_ISLNK(mode):
        return "link"
    if stat.S_ISDIR(mode):
        return "junction" if _is_junction(path) else "folder"
    return "file" if stat.S_ISREG(mode) else "other"


# What is not the dossier's ---------------------------------------------------------------------


def _history(project: Project) -> list[str]:
    try:
        return git(project.root).state()
    except NoHistory:
        return []
    except OSError as error:
        return [str(error)]


@cache  # what is loaded stays, whatever comes of its files
def program_digest() -> bytes:
    """Return the SHA-256 of the program and of all that it runs on."""
    told = hashlib.sha256()
    told.update(_canonical([sys.version, sys.platform, platform.machine(), sys.byteorder]))
    told.update(_canonical([sys.getfilesystemencoding(), sorted(_installed())]))
    for folder in (_PACKAGE, shipped()):
        _add(told, hashlib.sha256(), _PROGRAM.below(os.fspath(folder)))
    return told.digest()


def _installed() -> Iterator[str]:
    """Yield the names of what is installed beside Python's own: `jinja2-3.1.6.dist-info`."""
    for folder in sys.path:
        try:
            yield from (name for name in os.listdir(folder or ".") if name.endswith(_INSTALLED))  # noqa: PTH208 - names only
        except OSError:
            continue
