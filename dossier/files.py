"""Files of a dossier, opened with care: strangers write them."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from typing import TYPE_CHECKING, Generic, TypeVar

from dossier.frozen import dataclass
from dossier.memory import with_told
from dossier.text import LineIndex, Place, Span

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from dossier.diagnostics import Diagnostic, Report
    from dossier.memory import Shelf

_Made = TypeVar("_Made")

# A symbolic link is not followed, a pipe does not block, Windows keeps its hands off line breaks.
FLAGS = os.O_RDONLY | sum(
    getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY")
)

# Windows' other kind of link between folders; Python 3.11 cannot ask for it.
_is_junction: Callable[[str], bool] = getattr(os.path, "isjunction", lambda _: False)

UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
"""What a file in UTF-16 begins with, which is no UTF-8."""

_CHECK = "Check that the file is there and that you may read it."
_SAVE_AS_UTF8 = "Save the file as UTF-8; most editors offer “Save with encoding”."

_PIECE = 1 << 20

UNSETTLED = 2_000_000_000
"""For so many nanoseconds a file may change again without a later time: FAT counts by two seconds.

Git calls such a file racily clean (`Documentation/technical/racy-git.txt`).
"""


def read_bytes(
    root: Path, path: str, report: Report, *, limit: int, plain: dict[str, bool] | None = None
) -> bytes | None:
    """Read the file `path`, relative to `root`, unless it is not one that a dossier may hold.

    It has to be a regular file of at most `limit` bytes, and neither the file nor a folder on
    the way to it may be a link that leads elsewhere. `plain` are folders that are known not to.
    """
    problem = _problem(os.fspath(root), path, {} if plain is None else plain)
    if problem:
        message, fix = problem
        report.add("unreadable-file", Place(path), message, fix=fix)
        return None
    try:
        data, _ = read_at_most(os.path.join(root, path), FLAGS, limit + 1)  # noqa: PTH118 - strings all the way, for speed
    except OSError as error:
        _unreadable(path, error, report)
        return None
    if len(data) > limit:
        report.add(
            "file-too-large",
            Place(path),
            f"the file is larger than {limit:,} bytes",
            fix="Split it into several files.",
        )
        return None
    return data


def read_at_most(path: str, flags: int, most: int) -> tuple[bytes, os.stat_result]:
    """Return the first bytes of a file, no more than `most`, and what the file system says of it.

    In a tenth of pathlib's time, for 100,000 files: room is made for as many bytes as it has.
    """
    descriptor = os.open(path, flags)
    try:
        about = os.fstat(descriptor)
        data = os.read(descriptor, min(about.st_size + 1, most))
        if len(data) != about.st_size and len(data) < most:  # it grows, or comes in pieces
            pieces, left = [data], most - len(data)
            while left > 0 and (more := os.read(descriptor, min(left, _PIECE))):
                pieces.append(more)
                left -= len(more)
            data = b"".join(pieces)
        return data, about
    finally:
        os.close(descriptor)


_Stamp = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Held(Generic[_Made]):
    """What was made of a file, and how to know that it is still the same.

    `stamp` is None where the file was so new that its stamp proves nothing.
    """

    stamp: _Stamp | None
    digest: bytes
    made: _Made
    told: tuple[Diagnostic, ...]


class Files:
    """The files below a folder, each read again only where it may have changed.

    A file is taken to be unchanged where its size, its times (one of which nobody can set), its
    inode and its mode are those of the latest reading, and both times are well before that. Other
    files are read, and what was made of the same bytes is used again.
    """

    def __init__(self, root: Path, shelf: Shelf) -> None:
        self._root = root
        self._below = os.path.join(root, "")  # noqa: PTH118 - for speed: put before every path
        self._shelf = shelf
        self._settled_before = time.time_ns() - UNSETTLED
        self._plain: dict[str, bool] = {}

    def made(
        self, path: str, report: Report, make: Callable[[bytes, Report], _Made], *, limit: int
    ) -> _Made | None:
        """Return what `make` makes of a file's bytes and its path; None where it cannot be read.

        What has to be told of it is told each time. See `read_bytes` for `path` and `limit`.
        """
        if not self._shelf.remembers:
            data = read_bytes(self._root, path, report, limit=limit, plain=self._plain)
            return None if data is None else make(data, report)
        held: _Held[_Made] | None = self._shelf.latest(path)
        stamp = self._stamp(path)
        if held is None or stamp is None or held.stamp != stamp:
            held = self._read(path, report, make, limit=limit, stamp=stamp, latest=held)
        if held is None:
            return None
        self._shelf.put(path, held)
        report.repeat(held.told)
        return held.made

    def _read(
        self,
        path: str,
        report: Report,
        make: Callable[[bytes, Report], _Made],
        *,
        limit: int,
        stamp: _Stamp | None,
        latest: _Held[_Made] | None,
    ) -> _Held[_Made] | None:
        data = read_bytes(self._root, path, report, limit=limit, plain=self._plain)
        if data is None:
            return None
        digest = hashlib.sha256(data).digest()
        if stamp and max(stamp[:2]) >= self._settled_before:
            stamp = None
        if latest and latest.digest == digest:
            return _Held(stamp, digest, latest.made, latest.told)
        return _Held(stamp, digest, *with_told(lambda own: make(data, own)))

    def _stamp(self, path: str) -> _Stamp | None:
        """Return what changes with a regular file that no link leads to; None for all else."""
        folder = path.rpartition("/")[0]
        if folder not in self._plain:
            self._plain[folder] = _is_plain(os.fspath(self._root), folder)
        try:
            found = os.lstat(self._below + path)
        except (OSError, ValueError):
            return None
        if not self._plain[folder] or not stat.S_ISREG(found.st_mode):
            return None
        size, inode, device = found.st_size, found.st_ino, found.st_dev
        return (found.st_mtime_ns, found.st_ctime_ns, size, inode, device, found.st_mode)


def _is_plain(root: str, folder: str) -> bool:
    """Say whether a folder is below the root, and no link on the way to it."""
    way = root
    for part in folder.split("/") if folder else ():
        if not _is_name(part):
            return False
        way = os.path.join(way, part)  # noqa: PTH118 - as below
        try:
            if not stat.S_ISDIR(os.lstat(way).st_mode) or _is_junction(way):
                return False
        except (OSError, ValueError):
            return False
    return True


def decode(data: bytes, path: str, report: Report) -> str | None:
    r"""Return a file's text with `\n` for every line break and without a byte order mark.

    Bytes that are no UTF-8 are reported, once, and the answer is None.
    """
    try:
        return normalized(data.decode())
    except UnicodeDecodeError as error:
        before = normalized(data[: error.start].decode())
        place = LineIndex(before).place(path, Span(len(before), len(before)))
        report.add(
            "invalid-utf8",
            Place(path, place.line, place.column),
            f"the file is not UTF-8 text at byte {error.start:,} (counted from 0)",
            why=[_likely_encoding(data, error.start)],
            fix=_SAVE_AS_UTF8,
        )
        return None


def normalized(text: str) -> str:
    r"""Return `text` with `\n` for every line break and without a leading byte order mark."""
    text = text.removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _problem(root: str, path: str, plain: dict[str, bool]) -> tuple[str, str] | None:
    """Say what speaks against reading a file before it is opened, and the way out."""
    folder, _, name = path.rpartition("/")
    way, parts = root, path.split("/")
    if folder and plain.get(folder):  # its names have been looked at as well
        way, parts = os.path.join(root, folder), [name]  # noqa: PTH118 - as below
    if not all(map(_is_name, parts)):
        return "the file is not inside the dossier", "Give its path from the dossier’s folder."
    if folder and folder not in plain:
        plain[folder] = _is_plain(root, folder)
    for part in parts:
        way = os.path.join(way, part)  # noqa: PTH118 - strings all the way, for speed
        try:
            mode = os.lstat(way).st_mode
        except (OSError, ValueError) as error:
            return _told(error), _CHECK
        if stat.S_ISLNK(mode) or _is_junction(way):
            return (
                f"“{part}” is a symbolic link, which could lead out of the dossier",
                "Put a copy of the file itself in its place.",
            )
    if stat.S_ISDIR(mode):
        return "a folder stands where a file is expected", "Rename the folder, or remove it."
    if not stat.S_ISREG(mode):
        return (
            "this is a device, a pipe or a socket, not a file",
            "Put a regular file in its place.",
        )
    return None


def _is_name(part: str) -> bool:
    """Say whether a part of a path leads one step down, here and on Windows."""
    return part not in {"", ".", ".."} and "\0" not in part and os.path.basename(part) == part  # noqa: PTH119 - strings all the way, for speed


def _unreadable(path: str, error: OSError, report: Report) -> None:
    report.add("unreadable-file", Place(path), _told(error), fix=_CHECK)


def _told(error: OSError | ValueError) -> str:
    reason = getattr(error, "strerror", None) or str(error)
    return f"the file cannot be read: {reason.lower()}"


def _likely_encoding(data: bytes, offset: int) -> str:
    if data.startswith(UTF16_MARKS):
        return "It begins like a UTF-16 file, as some editors on Windows write them."
    byte = data[offset : offset + 1]
    try:
        letter = byte.decode("cp1252")
    except UnicodeDecodeError:
        return f"Byte 0x{byte.hex().upper()} has no meaning there."
    return f"Byte 0x{byte.hex().upper()} would be “{letter}” in Windows-1252, an older encoding."
