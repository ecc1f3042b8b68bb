"""Folders that a process holds for as long as it lives, so that others know whether it goes on."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_held: dict[Path, int] = {}


def hold(folder: Path) -> None:
    """Hold a lock on a folder for as long as this process lives, where the system has such."""
    with suppress(ImportError, OSError):
        import fcntl  # noqa: PLC0415 - not on Windows

        descriptor = os.open(folder, os.O_RDONLY)
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        _held[folder] = descriptor


def let_go(folder: Path) -> None:
    """Let go of a folder that is handed over, or given up."""
    if (ours := _held.pop(folder, None)) is not None:
        # Processes that have been forked off hold it as well, and may go on for a moment.
        with suppress(ImportError, OSError):
            import fcntl  # noqa: PLC0415 - not on Windows

            fcntl.flock(ours, fcntl.LOCK_UN)
        os.close(ours)


@contextmanager
def abandoned(folder: Path) -> Iterator[bool]:
    """Tell whether nobody holds a folder: who made it has ended, or has let go of it.

    What this process holds itself, it lets go of first.

    Raises:
        OSError: it is not there any more.
    """
    let_go(folder)
    try:
        import fcntl  # noqa: PLC0415 - not on Windows
    except ImportError:
        yield True
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        yield False
    else:
        yield True
    finally:
        os.close(descriptor)
