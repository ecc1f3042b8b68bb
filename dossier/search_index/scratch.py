"""Where the records stand until Pagefind has read them: in memory, if there is room.

To write tens of thousands of small files to a disk, and to remove them, takes seconds; and some
file systems (ext4) are slow to make others for minutes after that. Pagefind takes the records in
the order in which the file system lists them: in memory that is always the same, on disks it is
another one on each.
"""

from __future__ import annotations

import os
import shutil
import time
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from dossier.held import abandoned, hold, let_go
from dossier.pages.searchable import searchable

if TYPE_CHECKING:
    from dossier.tables import Dossier

MEMORY = Path("/dev/shm")  # noqa: S108 - only this user may read what `TemporaryDirectory` makes
"""Where Linux has a file system in memory."""
_PREFIX = "dossier-records-"
_EACH, _ALL = 16_000, 100_000_000
"""How many bytes must be free for each record, and for all texts together; most take a fifth."""
_A_MINUTE = 60
"""How old what killed processes have left is at the least: a new folder may not be held yet."""


class Records(TemporaryDirectory[str]):
    """A folder for records, held by this process until it is cleaned up."""

    def __init__(self, folder: Path | None = None) -> None:
        super().__init__(prefix=_PREFIX, dir=folder, ignore_cleanup_errors=True)
        hold(Path(self.name))

    def cleanup(self) -> None:
        """Remove the folder with all that is in it."""
        let_go(Path(self.name))
        super().cleanup()


def records_folder(dossier: Dossier) -> Records:
    """Return a new folder for the records of a dossier, in memory if there is room.

    Raises:
        OSError: there is no room anywhere.
    """
    number = sum(1 for _ in searchable(dossier))
    if _has_room(_ALL + _EACH * number):
        try:
            return Records(MEMORY)
        except OSError:  # it may be full otherwise than in bytes
            return Records()
    return Records()


def _has_room(most: int) -> bool:
    """Say whether so many bytes may lie in memory, without what killed processes have left."""
    try:
        for left in MEMORY.glob(f"{_PREFIX}*"):
            with suppress(OSError):  # another process is clearing it as well
                _clear(left)
        return shutil.disk_usage(MEMORY).free >= most and os.access(MEMORY, os.W_OK | os.X_OK)
    except OSError:
        return False


def _clear(left: Path) -> None:
    about = left.lstat()
    if about.st_uid == os.geteuid() and about.st_mtime < time.time() - _A_MINUTE:
        with abandoned(left) as dead:
            if dead:
                shutil.rmtree(left, ignore_errors=True)
