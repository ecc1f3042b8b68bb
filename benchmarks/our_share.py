"""How much of a first build is ours: without writing files, MkDocs itself and Pagefind.

Builds the site of a dossier, with nothing kept from earlier, and says whose CPU time it was. Each
process is at any time at work for somebody: who that is changes with the functions named below.
What is left when the others' part is taken from the time that has passed, spread over the cores, is
our share; a wait of ours is in it, and MkDocs' start counts as if it were spread as well.
"""

from __future__ import annotations

import argparse
import mmap
import os
import resource
import struct
import sys
import tempfile
import time
from contextlib import nullcontext
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import mkdocs.__main__ as command
from made_dossiers import write_dossier
from mkdocs.plugins import PluginCollection

from dossier import mkdocs_shells, relinked
from dossier.mkdocs_apart import PagesApart
from dossier.mkdocs_files_apart import FilesApart
from dossier.mkdocs_plugin import DossierPlugin
from dossier.search_index import files as search_files
from dossier.search_index import pagefind

if TYPE_CHECKING:
    from collections.abc import Callable

_OURS, _MKDOCS, _WRITING, _PAGEFIND = range(4)
_WORKS = (
    (DossierPlugin, "on_post_page", _OURS),
    (mkdocs_shells, "holds_nothing", _OURS),
    (PagesApart, "rendered", _MKDOCS),
    (FilesApart, "get_file_from_path", _MKDOCS),
    (relinked.Relinked, "put", _WRITING),
    (search_files, "write_entry", _WRITING),
)
"""Whom a process works for while a function runs."""
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

    def turn(self, to: int) -> int:
        """Count the time for somebody from now on; return for whom it was counted."""
        if self._process != os.getpid():
            self._process, self._times, self._since = os.getpid(), [0.0] * 4, 0.0
        now = time.process_time()
        self._times[self._now] += now - self._since
        before, self._now, self._since = self._now, to, now
        self._tell()
        return before

    def add(self, seconds: float, to: int) -> None:
        """Count time that another program has taken."""
        self.turn(self._now)
        self._times[to] += seconds
        self._tell()

    def during(self, holder: Any, name: str, to: int) -> None:
        """Count the time for somebody while a function runs."""
        run: Callable[..., Any] = getattr(holder, name)

        @wraps(run)
        def counted(*args: Any, **kwargs: Any) -> Any:
            before = self.turn(to)
            try:
                return run(*args, **kwargs)
            finally:
                self.turn(before)

        setattr(holder, name, counted)

    def all_times(self) -> list[float]:
        """Return the seconds of all processes, in the order of who they were for."""
        self.turn(self._now)
        of_all = (_TIMES.unpack_from(self._shared, at * _TIMES.size) for at in range(_PROCESSES))
        return [sum(times) for times in zip(*of_all, strict=True)]

    def _tell(self) -> None:
        at = self._process % _PROCESSES * _TIMES.size
        _TIMES.pack_into(self._shared, at, *self._times)


def main() -> None:
    """Build the site of a dossier and say whose time it was."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sources", nargs="?", type=int, default=3_000)
    parser.add_argument("--dossier", type=Path, help="one that is there, instead of a made one")
    parser.add_argument("--folder", type=Path, help="where to build; what is made there stays")
    given = parser.parse_args()
    with nullcontext(given.folder) if given.folder else tempfile.TemporaryDirectory() as folder:
        dossier = given.dossier or Path(folder, "dossier")
        if not given.dossier:
            write_dossier(dossier, given.sources)
        os.environ["DOSSIER_CACHE"] = str(Path(folder, "cache"))
        os.chdir(dossier)
        site = Path(folder, "site")
        clock = Clock()
        began = time.monotonic()
        _build(clock, site)
        wall = time.monotonic() - began
        pages = sum(1 for _ in site.rglob("*.html"))
        _tell(clock, wall, pages)


def _build(clock: Clock, site: Path) -> None:
    for holder, name, to in _WORKS:
        clock.during(holder, name, to)
    run_event, run = PluginCollection.run_event, pagefind.run

    def counted_event(self: Any, name: str, item: Any = None, **kwargs: Any) -> Any:
        ours = name in ("pre_build", "files", "nav", "env", "post_build", "config", "startup")
        before = clock.turn(_OURS if ours else clock.turn(clock._now))
        try:
            return run_event(self, name, item, **kwargs)
        finally:
            clock.turn(before)

    @wraps(run)
    def counted_run(*args: Any, **kwargs: Any) -> Any:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        try:
            return run(*args, **kwargs)
        finally:
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            clock.add(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, _PAGEFIND)

    PluginCollection.run_event = counted_event
    pagefind.run = counted_run
    sys.modules["dossier.search_index"].run = counted_run
    command.cli(["build", "-q", "-d", str(site)], standalone_mode=False)


def _tell(clock: Clock, wall: float, pages: int) -> None:
    _, mkdocs, writing, pagefind_ = clock.all_times()
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    cpu = sum(each.ru_utime + each.ru_stime for each in used)
    cores = len(os.sched_getaffinity(0))
    others = mkdocs + writing + pagefind_
    ours = wall - others / cores
    print(f"{pages:,} pages in {wall:.1f} s on {cores} cores, {cpu:.1f} CPU s:")
    print(f"  writing {writing:.1f}, MkDocs {mkdocs:.1f}, Pagefind {pagefind_:.1f}, ours {cpu - others:.1f}")
    print(f"  our share: {ours:.1f} s, {ours * 1000 / pages:.2f} ms a page")


if __name__ == "__main__":
    main()
