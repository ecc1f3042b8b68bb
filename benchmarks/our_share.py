"""How much of a first build is ours: without writing files, MkDocs itself and Pagefind.

Builds the site of a dossier, with nothing kept from earlier, and tells whose CPU time it was. Each
process works for somebody at any time; who that is changes with the functions named in `_WORKS`.
The others' part, spread over the cores, is taken from the time that has passed: what is left is our
share. All waits are in it, and whatever one core does while another has nothing to do.

What the site and what is kept take on the disk stays with `--folder`: where it is removed at once,
some file systems (ext4) are slow to make files for minutes, and the next run tells of that.
"""

from __future__ import annotations

import argparse
import mmap
import os
import resource
import struct
import tempfile
import time
from contextlib import nullcontext
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

from made_dossiers import write_dossier
from mkdocs.__main__ import cli
from mkdocs.plugins import PluginCollection

from dossier import mkdocs_shells, search_index
from dossier.mkdocs_apart import PagesApart
from dossier.mkdocs_files_apart import FilesApart
from dossier.mkdocs_plugin import DossierPlugin
from dossier.relinked import Relinked
from dossier.search_index import files

if TYPE_CHECKING:
    from collections.abc import Callable

_OURS, _MKDOCS, _WRITING, _PAGEFIND = range(4)
_WORKS: tuple[tuple[Any, str, int], ...] = (
    (mkdocs_shells, "holds_nothing", _OURS),
    (DossierPlugin, "on_post_page", _OURS),
    (PagesApart, "rendered", _MKDOCS),
    (FilesApart, "get_file_from_path", _MKDOCS),
    (Relinked, "put", _WRITING),
    (files, "write_entry", _WRITING),
)
"""Whom a process works for while a function runs."""
_EVENTS = frozenset({"startup", "config", "pre_build", "files", "nav", "env", "post_build"})
"""The events at which MkDocs has plugins work on the whole site: nearly all of that is ours."""
_TIMES = struct.Struct("4d")
_PROCESSES = 4_096


class Clock:
    """Tells the CPU time of all processes that are forked from here, by whom it was spent for."""

    def __init__(self) -> None:
        self._shared = mmap.mmap(-1, _PROCESSES * _TIMES.size)
        self._process = 0
        self._times = [0.0] * 4
        self._now = _MKDOCS
        self._since = 0.0

    def turn(self, to: int | None) -> int:
        """Count the time for somebody from now on; return for whom it was counted."""
        if self._process != os.getpid():
            self._process, self._times, self._since = os.getpid(), [0.0] * 4, 0.0
        now = time.process_time()
        self._times[self._now] += now - self._since
        before, self._since = self._now, now
        self._now = before if to is None else to
        self._tell()
        return before

    def add(self, seconds: float, to: int) -> None:
        """Count time that another program has taken."""
        self.turn(None)
        self._times[to] += seconds
        self._tell()

    def during(self, run: Callable[..., Any], to: int | None) -> Callable[..., Any]:
        """Return a function that counts its time for somebody."""

        @wraps(run)
        def counted(*args: object, **kwargs: object) -> object:
            before = self.turn(to)
            try:
                return run(*args, **kwargs)
            finally:
                self.turn(before)

        return counted

    def all_times(self) -> list[float]:
        """Return the seconds of all processes, in the order of whom they were for."""
        self.turn(None)
        of_all = (_TIMES.unpack_from(self._shared, at * _TIMES.size) for at in range(_PROCESSES))
        return [sum(times) for times in zip(*of_all, strict=True)]

    def _tell(self) -> None:
        _TIMES.pack_into(self._shared, self._process % _PROCESSES * _TIMES.size, *self._times)


def main() -> None:
    """Build the site of a dossier and tell whose time it was."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sources", nargs="?", type=int, default=3_000)
    parser.add_argument("--dossier", type=Path, help="one that is there, instead of a made one")
    parser.add_argument("--folder", type=Path, help="an empty one to build in, which stays")
    given = parser.parse_args()
    with nullcontext(given.folder) if given.folder else tempfile.TemporaryDirectory() as folder:
        dossier, site = given.dossier or Path(folder, "dossier"), Path(folder, "site").resolve()
        if not given.dossier:
            write_dossier(given.sources, dossier)
            os.sync()
        os.environ["DOSSIER_CACHE"] = str(Path(folder, "cache").resolve())
        os.chdir(dossier)
        clock = Clock()
        _count(clock)
        began = time.monotonic()
        cli(["build", "--quiet", "--site-dir", str(site)], standalone_mode=False)
        _tell(clock, time.monotonic() - began, sum(1 for _ in site.rglob("*.html")))


def _count(clock: Clock) -> None:
    """Have the time of all that follows counted."""
    for holder, name, to in _WORKS:
        setattr(holder, name, clock.during(getattr(holder, name), to))
    run_event, run = PluginCollection.run_event, search_index.run  # type: ignore[attr-defined]

    def counted_event(self: PluginCollection, name: str, *args: Any, **kwargs: Any) -> object:  # noqa: ANN401 - MkDocs'
        if name not in _EVENTS:  # of a page: to count ten of them takes as long as they do
            return run_event(self, name, *args, **kwargs)
        return clock.during(run_event, _OURS)(self, name, *args, **kwargs)

    @wraps(run)
    def counted_run(*args: Any) -> object:  # noqa: ANN401 - as it takes them
        before = _children()
        try:
            return run(*args)
        finally:
            clock.add(_children() - before, _PAGEFIND)

    setattr(PluginCollection, "run_event", counted_event)  # noqa: B010 - mypy knows it as a method
    setattr(search_index, "run", counted_run)  # noqa: B010 - likewise


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _tell(clock: Clock, wall: float, pages: int) -> None:
    _, mkdocs, writing, pagefind = clock.all_times()
    own = resource.getrusage(resource.RUSAGE_SELF)
    cpu = _children() + own.ru_utime + own.ru_stime
    cores = len(os.sched_getaffinity(0))
    others = mkdocs + writing + pagefind
    ours = wall - others / cores
    print(
        f"{pages:,} pages in {wall:.1f} s on {cores} cores, which worked {cpu:.1f} s: "
        f"{writing:.1f} to write, {mkdocs:.1f} for MkDocs, {pagefind:.1f} for Pagefind, "
        f"{cpu - others:.1f} for us.\n"
        f"Our share: {ours:.1f} s, {ours * 1000 / pages:.2f} ms a page."
    )


if __name__ == "__main__":
    main()
