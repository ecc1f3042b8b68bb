"""Seeds: the files that source texts are read from."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from functools import partial
from pathlib import PurePosixPath
from sys import intern
from typing import TYPE_CHECKING

from dossier.diagnostics import Related
from dossier.files import Files, decode, normalized
from dossier.frozen import dataclass
from dossier.memory import NOTHING
from dossier.slugs import LONGEST, slug
from dossier.text import LineIndex, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from dossier.diagnostics import Report
    from dossier.memory import Memory

LARGEST = 20_000_000
"""The most bytes that a seed may have."""

_ENDINGS = (".txt", ".md")


@dataclass(frozen=True, slots=True)
class Seed:
    r"""One seed, read: `text` has `\n` for every line break and no byte order mark.

    `path` is relative to the dossier's root, with forward slashes; `sha256` is of the file's
    bytes as they are.
    """

    id: str
    path: str
    text: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Seeds:
    """The seeds of a dossier, by path, and the ids of those that could not be read."""

    seeds: tuple[Seed, ...]
    broken: frozenset[str]


def read_seeds(
    root: Path, folders: Iterable[str], report: Report, *, memory: Memory = NOTHING
) -> Seeds:
    """Read the seeds in some folders below `root`, and in the folders inside those.

    A seed that has not changed is the same object as in the latest reading.
    """
    files, ids = Files(root, memory.shelf("seeds")), memory.shelf("ids of seeds")
    found: list[Seed] = []
    broken: set[str] = set()
    paths: dict[str, str] = {}
    for path in sorted({path for folder in folders for path in _files(root, folder, report)}):
        name = ids.told(path, path, report, partial(_id, path))
        if not name:
            continue
        if name in paths:
            _tell_same(name, paths[name], path, report)
            continue
        paths[name] = path
        seed = files.made(path, report, partial(_seed, path, name), limit=LARGEST)
        if seed:
            found.append(seed)
        else:
            broken.add(name)
    return Seeds(tuple(found), frozenset(broken))


# Which files ----------------------------------------------------------------------------------


def _files(root: Path, folder: str, report: Report) -> Iterator[str]:
    """Yield the paths of the seeds below a folder, and report what else is there."""
    folders = [folder.strip("/")] if _is_inside(root, folder, report) else []
    while folders:
        here = folders.pop()
        try:
            entries = sorted(os.scandir(root / here), key=lambda entry: entry.name)
        except OSError as error:
            _tell_unreadable(here or ".", error, report)
            continue
        for entry in entries:
            path = f"{here}/{entry.name}".lstrip("/")
            if entry.name.startswith((".", "_")):
                continue
            if entry.is_symlink():
                _tell_link(path, report)
            elif entry.is_dir(follow_symlinks=False):
                folders.append(path)
            elif _is_seed(path, report):
                yield path


def _is_inside(root: Path, folder: str, report: Report) -> bool:
    """Say whether a folder is really there: no link leads to it, and it is below the root."""
    at = root
    for part in folder.strip("/").split("/"):
        at /= part
        if part == ".." or at.is_symlink():
            _tell_link(folder, report)
            return False
    if at.is_dir():
        return True
    report.add(
        "no-seeds",
        Place(shown(folder)),
        "the folder for seeds does not exist",
        fix=f"Make the folder “{shown(folder)}” and put the source texts into it, as .txt or .md "
        "files; or name another folder under `seeds:` in dossier.yml.",
    )
    return False


def _is_seed(path: str, report: Report) -> bool:
    if path.lower().endswith(_ENDINGS):
        return True
    file = PurePosixPath(path)
    name = shown(file.name)
    report.add(
        "not-a-seed",
        Place(shown(path)),
        f"“{name}” is not read: seeds are .txt and .md files",
        fix=f"Save its text beside it as “{shown(file.stem)}.txt”. To keep the file "
        f"here unread, call it “_{name}”.",
    )
    return False


def _id(path: str, report: Report) -> str:
    """Return the id of the source that a seed becomes, or nothing where it can have none."""
    stem = PurePosixPath(path).stem
    name = slug(stem)
    if name and len(name) <= LONGEST and shown(path) == path:
        return intern(name)  # as records name it: see `dossier.documents.events`
    if shown(path) != path:
        problem = "holds characters that cannot be shown"
    elif name:
        problem = f"makes an id of more than {LONGEST} characters"
    else:
        problem = "has no letter or digit that an id could be made of"
    report.add(
        "invalid-id",
        Place(shown(path)),
        f"the seed’s file name {problem}",
        why=["A source’s id is its seed’s file name in lower-case Latin letters and digits."],
        fix="Rename the file, like “2026-03-04-bridge-closed.txt”.",
    )
    return ""


def shown(name: str) -> str:
    """Return a file's name fit to be printed, whatever bytes it is made of."""
    if name.isprintable():
        return name
    safe = name.encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(
        f"\\u{ord(one):04x}" if unicodedata.category(one) in {"Cc", "Cf"} else one for one in safe
    )


# What is in them ------------------------------------------------------------------------------


def _seed(path: str, name: str, data: bytes, report: Report) -> Seed | None:
    text = decode(data, shown(path), report)
    if text is None or _has_nul(data, path, report):
        return None
    if not text or text.isspace():
        report.add(
            "empty-seed",
            Place(shown(path)),
            "the seed has no words",
            fix="Put the source’s text into the file, or delete it; “_” in front of its name "
            "keeps it unread.",
        )
    return Seed(name, path, text, hashlib.sha256(data).hexdigest())


def _has_nul(data: bytes, path: str, report: Report) -> bool:
    """Report a file that is UTF-8 only by accident: UTF-16 without its mark, or no text at all."""
    at = data.find(b"\0")
    if at < 0:
        return False
    before = normalized(data[:at].decode())
    report.add(
        "invalid-utf8",
        Place(shown(path), *LineIndex(before).line_and_column(len(before))),
        f"the file is not UTF-8 text: it has a NUL character at byte {at:,} (counted from 0)",
        why=["It may be UTF-16, or no text at all."],
        fix="Save the file as UTF-8; most editors offer “Save with encoding”.",
    )
    return True


# What is told ---------------------------------------------------------------------------------


def _tell_same(name: str, first: str, second: str, report: Report) -> None:
    report.add(
        "duplicate-id",
        Place(shown(second)),
        f"two seeds become the source “{name}”: {shown(first)} and {shown(second)}",
        fix="Rename one of them.",
        related=[Related(Place(shown(first)), f"also becomes “{name}”")],
    )


def _tell_link(path: str, report: Report) -> None:
    report.add(
        "unreadable-file",
        Place(shown(path)),
        "not read: it is a link, or no regular file inside the dossier",
        fix="Put the file itself there; “_” in front of its name keeps it unread.",
    )


def _tell_unreadable(path: str, error: OSError, report: Report) -> None:
    report.add(
        "unreadable-file",
        Place(shown(path)),
        f"cannot be read: {error.strerror or error}",
        fix="Check that the file is there and that you may read it.",
    )
