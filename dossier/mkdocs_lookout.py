"""Notices what MkDocs' watch does not: folders that come and go, and commits.

MkDocs stops watching a folder that is gone for a moment, as when another branch is checked out,
and a folder that is made while it serves is not watched at all.
"""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.livereload import LiveReloadServer

_PAUSE = 1.0
"""How long to wait between two looks, in seconds."""

_State = tuple[int, ...] | None


class Lookout:
    """Watches paths for a server, whether they are there or not.

    A signal is a hidden file in the folder that is served. The server watches it, and it is written
    when everything has to be looked at again.
    """

    def __init__(self, server: LiveReloadServer) -> None:
        self._server = server
        self._signal = Path(server.root, ".dossier-signal")
        self._signal.touch()
        self._turn = threading.Lock()
        self._paths: dict[Path, _State] = {}
        self._marks: dict[Path, _State] = {}
        self._watched: set[Path] = set()
        self._end = threading.Event()
        threading.Thread(target=self._look_out, daemon=True).start()

    def watch(self, paths: Iterable[Path], marks: Iterable[Path]) -> None:
        """Watch files and folders, and files that change with every commit (`marks`)."""
        with self._turn:
            for path in paths:
                if path not in self._paths:
                    self._paths[path] = self._seen(path)
            for mark in marks:
                self._marks.setdefault(mark, _state(mark, times=True))

    def end(self) -> None:
        """Look out no more."""
        self._end.set()

    def _look_out(self) -> None:
        self._end.wait(_PAUSE)
        self._server.watch(str(self._signal))  # when the server has told what else it watches
        while not self._end.wait(_PAUSE):
            with self._turn:
                changed = [path for path, state in self._paths.items() if _state(path) != state]
                for path in changed:
                    self._paths[path] = self._seen(path)
                marked = {mark: _state(mark, times=True) for mark in self._marks}
                if changed or marked != self._marks:
                    self._marks = marked
                    with suppress(OSError):
                        self._signal.write_text(os.urandom(8).hex(), "ascii")

    def _seen(self, path: Path) -> _State:
        """Let the server watch a path, if it is there, and return in which state it is."""
        state = _state(path)
        if path in self._watched:
            self._watched.remove(path)
            self._server.unwatch(str(path))
        if state is None:
            return None
        try:
            self._server.watch(str(path))
        except OSError:  # it has gone in this moment; the next look tries again
            with suppress(OSError, KeyError):
                self._server.unwatch(str(path))
            return None
        self._watched.add(path)
        return state


def _state(path: Path, *, times: bool = False) -> _State:
    """Return which file or folder stands at a path, and with `times` when it was written."""
    try:
        about = path.stat()
    except OSError:
        return None
    state = (about.st_dev, about.st_ino)
    return (*state, about.st_mtime_ns, about.st_size) if times else state
