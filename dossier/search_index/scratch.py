"""Where the records stand until Pagefind has read them: in memory, if there is room.

To write tens of thousands of small files to a disk, and to remove them, takes seconds; and some
file systems (ext4) are slow to make others for minutes after that. Pagefind takes the records in the
order in which the file system lists them: in memory that is always the same, on disks it is another
one on each.
"""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from dossier.pages.searchable import searchable

if TYPE_CHECKING:
    from dossier.tables import Dossier

MEMORY = Path("/dev/shm")  # noqa: S108 - only this user may read what `TemporaryDirectory` makes
"""Where Linux has a file system in memory."""
_PREFIX = "dossier-records-"
_EACH, _ALL = 16_000, 100_000_000
"""How many bytes must be free for each record, and for all texts together; most take a fifth."""
_A_DAY = 86_400


def records_folder(dossier: Dossier) -> TemporaryDirectory[str]:
    """Return a new folder for the records of a dossier, which goes when it is cleaned up."""
    number = sum(1 for _ in searchable(dossier))
    folder = MEMORY if _has_room(_ALL + _EACH * number) else None
    return TemporaryDirectory(prefix=_PREFIX, dir=folder, ignore_cleanup_errors=True)


def _has_room(most: int) -> bool:
    """Say whether so many bytes may lie in memory, without what killed processes have left."""
    try:
        for left in MEMORY.glob(f"{_PREFIX}*"):
            about = left.lstat()
            if about.st_uid == os.geteuid() and about.st_mtime < time.time() - _A_DAY:
                shutil.rmtree(left, ignore_errors=True)
        return shutil.disk_usage(MEMORY).free >= most and os.access(MEMORY, os.W_OK | os.X_OK)
    except OSError:
        return False
