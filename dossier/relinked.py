"""Files of a new site that are as they were in the old one: linked to it, and not written again.

They keep their times, by which programs that copy sites tell what is new. The old site goes when
the new one takes its place, so no file belongs to both for long; until then none is written into.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# Where a link is not followed, so that what is opened lies in the site itself.
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)
_MAY_LINK = hasattr(os, "O_NOFOLLOW") and hasattr(os, "geteuid")


class Relinked:
    """A new site's folder, and the old one's if there is any; both as long as files are put."""

    def __init__(self, new: Path, old: Path | None) -> None:
        self._new = os.fspath(new)
        self._old = os.fspath(old) if old is not None and _MAY_LINK else ""
        self._folders: dict[str, bool] = {}
        self._mode = _usual_mode(new) if self._old else 0

    def put(self, path: str, content: bytes) -> None:
        """Put a file into the new site, by its path in it.

        Raises:
            OSError: there is no room, or something else stands in the way.
        """
        target = os.path.join(self._new, path)  # noqa: PTH118 - strings all the way, for speed
        _make_folder_of(target)
        if self._is_linked(path, content, target):
            return
        try:
            _write(target, content)
        except FileExistsError:  # which may be linked to the old site: it is not written into
            os.unlink(target)  # noqa: PTH108 - likewise
            _write(target, content)

    def keep(self, path: str, about: Sequence[int] | None) -> bool:
        """Put the old site's file into the new one if it is known and nobody has touched it.

        It is known by what `described` has returned of it. Say whether it was done.
        """
        source = self._in_old(path)
        if about is None or not source:
            return False
        target = os.path.join(self._new, path)  # noqa: PTH118 - likewise
        try:
            there = os.lstat(source)
            same = described(there) == about and self._is_as_written(there, there.st_size)
            if not same:
                return False
            _make_folder_of(target)
            return _linked(source, target, there)
        except OSError:
            return False

    def is_in_old(self, path: str, content: bytes) -> bool:
        """Return whether a file stands in the old site with the same content."""
        source = self._in_old(path)
        try:
            return bool(source) and _as_before(source, len(content))[0] == content
        except OSError:
            return False

    def keep_times(self, folder: str) -> None:
        """Give files in a folder of the new site the times that the same ones have in the old.

        They are there already, because a program has written them.
        """
        found = Path(self._new, folder).rglob("*") if self._old else ()
        for file in found:
            path = file.relative_to(self._new).as_posix()
            about = file.lstat()
            if stat.S_ISREG(about.st_mode) and (source := self._in_old(path)):
                with suppress(OSError):
                    content, times = _as_before(source, about.st_size)
                    if content == file.read_bytes():
                        os.utime(file, ns=times)

    def _in_old(self, path: str) -> str:
        """Return where the old site may have a file, or nothing if a link would lead there."""
        plain = self._old and self._is_plain(os.path.dirname(path))  # noqa: PTH120 - likewise
        return os.path.join(self._old, path) if plain else ""  # noqa: PTH118 - likewise

    def _is_linked(self, path: str, content: bytes, target: str) -> bool:
        """Link a file to the old site if it is the same there; say whether that was done."""
        source = self._in_old(path)
        if not source:
            return False
        try:
            with open(os.open(source, _FLAGS), "rb") as file:  # noqa: PTH123 - likewise
                about = os.fstat(file.fileno())
                same = self._is_as_written(about, len(content)) and file.read() == content
            return same and _linked(source, target, about)
        except OSError:
            return False

    def _is_as_written(self, about: os.stat_result, size: int) -> bool:
        """Say whether a file may be one that an earlier build wrote, and nobody else holds."""
        return (
            stat.S_ISREG(about.st_mode)
            and about.st_size == size
            and about.st_nlink == 1
            and about.st_uid == os.geteuid()
            and stat.S_IMODE(about.st_mode) == self._mode
        )

    def _is_plain(self, folder: str) -> bool:
        """Say whether no link leads to a folder of the old site."""
        if folder not in self._folders:
            above, _, _ = folder.rpartition("/")
            try:
                about = os.lstat(os.path.join(self._old, folder))  # noqa: PTH118 - likewise
            except OSError:
                return False
            plain = stat.S_ISDIR(about.st_mode) and (not folder or self._is_plain(above))
            self._folders[folder] = plain
        return self._folders[folder]


def described(about: os.stat_result) -> list[int]:
    """Return what the file system says of a file, as far as it is another for another file."""
    times = [about.st_mtime_ns, about.st_ctime_ns]
    return [about.st_mode, about.st_size, about.st_ino, *times]


def _as_before(source: str, size: int) -> tuple[bytes | None, tuple[int, int]]:
    """Return a file of the old site, if it is as large, and when it was read and written."""
    with open(os.open(source, _FLAGS), "rb") as file:  # noqa: PTH123 - for speed
        about = os.fstat(file.fileno())
        same = stat.S_ISREG(about.st_mode) and about.st_size == size
        return file.read() if same else None, (about.st_atime_ns, about.st_mtime_ns)


def _make_folder_of(target: str) -> None:
    folder = os.path.dirname(target)  # noqa: PTH120 - for speed
    try:
        os.mkdir(folder)  # noqa: PTH102 - likewise; mostly the one above it is there
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - likewise


def _linked(source: str, target: str, about: os.stat_result) -> bool:
    os.link(source, target)
    same = os.lstat(target).st_ino == about.st_ino
    if not same:  # somebody has put another file there
        os.unlink(target)  # noqa: PTH108 - for speed
    return same


def _write(target: str, content: bytes) -> None:
    with open(target, "xb") as file:  # noqa: PTH123 - for speed
        file.write(content)


def _usual_mode(folder: Path) -> int:
    """Return the permissions that a file gets there if nobody says anything."""
    probe = folder / ".dossier-permissions"
    try:
        _write(os.fspath(probe), b"")
        return stat.S_IMODE(probe.lstat().st_mode)
    finally:
        probe.unlink(missing_ok=True)
