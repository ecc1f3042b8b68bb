"""Notices, for a server, every change of what a dossier is made of.

MkDocs looks at all the files it watches twice a second, which takes a third of a core where there
are ten thousands of them; it stops watching a folder that is gone for a moment, as when another
branch is checked out, and does not watch one that is made while it serves.
"""

from __future__ import annotations

import os
import sys
import threading
import time
import warnings
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from stat import S_ISDIR
from typing import TYPE_CHECKING

from watchdog.events import FileSystemEventHandler
from watchdog.observers import Observer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from mkdocs.livereload import LiveReloadServer
    from watchdog.events import FileSystemEvent
    from watchdog.observers.api import ObservedWatch

_PAUSE = 0.5
"""How long to wait between two looks at all files, in seconds."""
_MOMENT = 0.5
"""How long to wait for the server, in seconds."""
_SHARE = 5
"""How many times as long as a look the pause after it is, at the least."""
_QUIET = 5.0
"""How long after a notice nobody looks at all files, in seconds."""
_LONGEST = 60.0
"""For how long nobody looks at all files, however many notices there are, in seconds."""
_TELLING = {"created", "modified", "moved", "deleted"}
"""The notices of the system that tell of a change; others tell that somebody reads."""

_TWICE = "Callback with id "
"""How watchdog begins to warn where folders are made within each other: it took one up twice, which
harms nothing, and is nothing that an author could mend."""

_State = tuple[int, ...] | None


class Lookout:
    """Watches paths for a server, whether they are there or not.

    A signal is a hidden file in the folder that is served. The server watches it, and it is written
    when everything has to be looked at again. Where the system gives notice of changes it comes at
    once; all files are looked at now and then all the same, as no notice comes from a network's
    file system. Before such a look, when nothing else is going on, `rest` is called.
    """

    def __init__(
        self, server: LiveReloadServer, *, rest: Callable[[], None] = lambda: None
    ) -> None:
        self._server = server
        self._rest = rest
        self._signal = Path(server.root, ".dossier-signal")
        self._signal.touch()
        self._turn = threading.Lock()
        self._paths: set[str] = set()
        self._marks: set[str] = set()
        self._states: dict[str, _State] = {}
        self._noticed: SimpleQueue[str] = SimpleQueue()
        self._notices = _Notices(self._notice)
        self._called = threading.Event()
        self._end = threading.Event()
        threading.Thread(target=self._look_out, daemon=True).start()

    def watch(self, paths: Iterable[Path], marks: Iterable[Path]) -> None:
        """Watch files and folders, and files that change with every commit (`marks`)."""
        with self._turn:
            for path in {str(path) for path in paths} - self._paths:
                self._paths.add(path)
                self._notices.of(path)
                self._states.update(_states(path))
            for mark in {str(mark) for mark in marks} - self._marks:
                self._marks.add(mark)
                self._states[mark] = _state(mark)

    def end(self) -> None:
        """Look out no more."""
        self._end.set()
        self._called.set()
        self._notices.end()

    def _look_out(self) -> None:
        # Before the server looks at the signal itself, to write it would tell nothing.
        while not self._server.observer.is_alive():
            if self._end.wait(_MOMENT):
                return
        self._server.watch(str(self._signal))
        self._end.wait(_MOMENT)
        due, looked = 0.0, time.monotonic()
        while not self._end.is_set():
            self._called.clear()
            began = time.monotonic()
            if self._changed_as_noticed():
                self._give_signal()
                # All of it is being read again just now.
                due = max(due, min(began + _QUIET, looked + _LONGEST))
            elif began >= due:
                self._rest()
                changed = self._changed(until=looked + _LONGEST)
                if changed is None:
                    due = time.monotonic() + _PAUSE  # notices of nothing may go on and on
                    continue
                looked = began
                if changed:
                    self._give_signal()
                now = time.monotonic()
                due = now + max(_PAUSE, _SHARE * (now - began))
            self._called.wait(max(0.0, due - time.monotonic()))

    def _give_signal(self) -> None:
        """Have the server build everything again, now and not when it next looks."""
        with suppress(OSError):
            self._signal.write_text(os.urandom(8).hex(), "ascii")
        # watchdog looks at a file by itself, or from version 7.1 on at the folder that it is in.
        watched = {str(self._signal), str(self._signal.parent)}
        for one in tuple(self._server.observer.emitters):
            if one.watch.path in watched:
                one.queue_events(0)

    def _changed(self, until: float) -> bool | None:
        """Look at all files, and say whether any has changed since it was looked at last.

        Before the time `until`, the look is broken off by a notice, which tells of an edit that
        somebody waits for; the answer is None then.
        """
        with self._turn:
            states = {mark: _state(mark) for mark in self._marks}
            for path in self._paths:
                self._notices.of(path)
                for at, state in _states(path):
                    states[at] = state
                    if self._called.is_set() and time.monotonic() < until:
                        return None
            changed = states != self._states
            self._states = states
            return changed

    def _notice(self, path: str) -> None:
        """Take the system's notice of a change; its thread may not wait for what goes on here."""
        self._noticed.put(path)
        self._called.set()

    def _changed_as_noticed(self) -> bool:
        """Say whether a file of which notice was given has changed since it was looked at last."""
        changed = False
        with self._turn:
            while not self._noticed.empty():
                path = self._noticed.get()
                state = _state(path)
                if state == self._states.get(path):
                    continue
                changed = True
                if state is None:
                    del self._states[path]
                else:
                    self._states[path] = state
        return changed


class _Notices(FileSystemEventHandler):
    """The system's notices of changes in folders, where Linux gives them."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._observer = Observer()
        self._observer.daemon = True
        self._folders: dict[str, tuple[_State, ObservedWatch]] = {}
        self._gone: set[str] = set()
        self._ended = False

    def of(self, path: str) -> None:
        """Let notice be given of a path, if it is a folder; of another one at its place, too."""
        if self._ended or sys.platform != "linux":
            return
        state = _state(path, times=False) if _is_folder(path) else None
        known, watch = self._folders.get(path, (None, None))
        if known == state and path not in self._gone:
            return
        self._gone.discard(path)
        self._folders.pop(path, None)
        # There may be more folders than the system watches, and this one may have gone again.
        with suppress(OSError, KeyError):
            if watch is not None:
                self._observer.unschedule(watch)
        warnings.filterwarnings("ignore", _TWICE, RuntimeWarning)
        with suppress(OSError):
            if state is not None:
                self._folders[path] = state, self._observer.schedule(self, path, recursive=True)
                if not self._observer.is_alive():
                    self._observer.start()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Tell of each file that has changed."""
        if event.event_type == "deleted" and event.is_directory:
            self._gone.add(os.fsdecode(event.src_path))  # a watch of it has ended with it
        if event.event_type in _TELLING and not event.is_directory:
            for path in (event.src_path, event.dest_path):
                if path:
                    self._tell(os.fsdecode(path))

    def end(self) -> None:
        """Let no more notice be given."""
        self._ended = True
        if self._observer.is_alive():
            self._observer.stop()


def _states(path: str) -> Iterator[tuple[str, _State]]:
    """Yield the state of a file, or of every file in a folder and those below it."""
    if not _is_folder(path):
        yield path, _state(path)
        return
    yield path, _state(path, times=False)
    folders, links, seen = [path], list[str](), set[_State]()
    while folders or links:
        folder = folders.pop() if folders else links.pop()
        which = _state(folder, times=False)
        if which in seen:
            continue  # a link has led back up, or to where we have been
        seen.add(which)
        # It may be gone in this moment.
        with suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                if _is_folder(entry):
                    (links if entry.is_symlink() else folders).append(entry.path)
                elif (state := _state(entry)) is not None:
                    yield entry.path, state


def _is_folder(path: str | os.DirEntry[str]) -> bool:
    try:
        if isinstance(path, os.DirEntry):
            return path.is_dir()
        return S_ISDIR(Path(path).stat().st_mode)
    except OSError:
        return False


def _state(path: str | os.DirEntry[str], *, times: bool = True) -> _State:
    """Return which file or folder stands at a path, and with `times` when it was written."""
    try:
        about = path.stat() if isinstance(path, os.DirEntry) else Path(path).stat()
    except OSError:
        return None
    state = (about.st_dev, about.st_ino)
    return (*state, about.st_mtime_ns, about.st_size) if times else state
