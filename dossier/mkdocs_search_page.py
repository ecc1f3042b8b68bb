"""The index behind the search page, when MkDocs has it made: in each build, and once a server."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from mkdocs.plugins import get_plugin_logger

from dossier.build import read
from dossier.diagnostics import Report
from dossier.pages.searchable import searchable
from dossier.processes import Waiting, aside
from dossier.search_index import (
    INDEX,
    STATE,
    NoPagefindError,
    SearchError,
    available,
    move_search,
    put_search,
    records_folder,
    search_files,
    state_module,
    version,
    write_search,
)

if TYPE_CHECKING:
    from dossier.cache import Draft, Kept, Made
    from dossier.project import Project
    from dossier.site import Addresses
    from dossier.tables import Dossier

MOST_SERVED = 5_000
"""So many records are indexed while serving: it takes a few seconds."""

_SORT = "search"
_NO_INDEX = "the search page has no index"

_log = get_plugin_logger("dossier")


class _Ahead:
    """An index that is being made in a folder of its own, while the pages are made."""

    def __init__(self, dossier: Dossier, addresses: Addresses) -> None:
        self._dossier, self._addresses = dossier, addresses
        self._folder = TemporaryDirectory(prefix="dossier-search-", ignore_cleanup_errors=True)
        self._records = records_folder(dossier)
        self._wait = aside(self._make)

    def _make(self) -> str:
        """Make the index; return what has gone wrong."""
        folder = Path(self._folder.name)
        try:
            write_search(self._dossier, self._addresses, folder, records=Path(self._records.name))
        except SearchError as error:
            return str(error)
        except Exception as error:  # noqa: BLE001 - told where somebody waits for the index
            return f"{type(error).__name__}: {error}"
        return ""

    def hand_over(self, site: Path) -> None:
        """Wait for the index and put it into a site. Raises SearchError if it cannot be made."""
        wait, self._wait = self._wait, Waiting(_nothing)
        try:
            if wrong := wait():
                raise SearchError(wrong)
            move_search(Path(self._folder.name), self._addresses, site)
        finally:
            self._wait = aside(self._throw_away)

    def _throw_away(self) -> str:
        """Throw away what Pagefind has read, which may take as long as to write it."""
        self._records.cleanup()
        return _nothing()

    def end(self, *, stop: bool) -> None:
        """Wait until nothing goes on any more, or stop it, and leave nothing behind."""
        if stop:
            self._wait.stop()
        else:
            self._wait()
        self._records.cleanup()
        self._folder.cleanup()


def _nothing() -> str:
    return ""


def _draft(kept: Kept, with_program: str, site: Path) -> Draft | None:
    return kept.draft_files(_SORT, with_program, search_files(site))


class SearchPageIndex:
    """Writes the index into each site that one MkDocs process builds.

    A server has it made once, and gets it back after every build: MkDocs empties the folder that
    it serves.
    """

    def __init__(self) -> None:
        self._kept: TemporaryDirectory[str] | None = None
        self._given_up = False
        self._ahead: _Ahead | None = None
        self._drafting: tuple[Kept, Waiting[Draft | None]] | None = None

    def begin(self, made: Made, addresses: Addresses) -> None:
        """Begin to make the index of a build, while nothing else of it is at work yet."""
        if made.dossier is not None and available() and not self._given_up:
            self._ahead = _Ahead(made.dossier, addresses)

    def write(self, dossier: Dossier, addresses: Addresses, site: Path) -> bool:
        """Give the site in a folder its index, and say whether it has one.

        What prevents it is logged; a site is not less.
        """
        if self._given_up:
            return False
        ahead = self._ahead
        try:
            if ahead is not None:
                ahead.hand_over(site)
            else:
                write_search(dossier, addresses, site)
        except NoPagefindError as missing:
            self._give_up(str(missing))
        except SearchError as error:
            _log.warning("%s. %s", _NO_INDEX, error)
        else:
            return True
        return False

    def served(self, dossier: Dossier, addresses: Addresses) -> dict[str, bytes]:
        """Return the files of the index while serving, by their addresses; none if there is none.

        It is made once, in a folder of its own.
        """
        try:
            is_new = self._kept is None
            if is_new:
                self._kept = self._made_to_serve(dossier, addresses)
            if self._kept is None:
                return {}
            files = search_files(Path(self._kept.name))
        except (OSError, SearchError) as error:
            _log.warning("%s. %s", _NO_INDEX, error)
            return {}
        state = state_module(addresses, files, kept=not is_new)
        return {f"{INDEX}/{path}": content for path, content in files.items()} | {STATE: state}

    def _made_to_serve(
        self, dossier: Dossier, addresses: Addresses
    ) -> TemporaryDirectory[str] | None:
        if self._given_up:
            return None
        number = sum(1 for _ in searchable(dossier))
        if number > MOST_SERVED:
            self._give_up(f"{number:,} records are not indexed while serving; mkdocs build does it")
            return None
        if not available():
            self._give_up(str(NoPagefindError()))
            return None
        folder = TemporaryDirectory(prefix="dossier-search-", ignore_cleanup_errors=True)
        try:
            write_search(dossier, addresses, Path(folder.name))
        except BaseException:
            folder.cleanup()
            raise
        return folder

    def write_for(
        self,
        made: Made,
        project: Project,
        addresses: Addresses,
        site: Path,
    ) -> bool:
        """Give the site of a build its index: that of the same build before, or a new one.

        A new one is kept if that is settled (`settle`), once nobody reads it any more (`wait`).

        Returns:
            Whether the site has what it can have: an index, or none for want of Pagefind.
        """
        kept = made.kept
        with_program = version()
        if kept and (files := kept.files(_SORT, with_program)) is not None:
            self._give_up_ahead()
            try:
                put_search(files, addresses, site)
            except SearchError as error:
                _log.warning("%s. %s", _NO_INDEX, error)
                return False
            return True
        if made.dossier is None and not available():
            self._give_up(str(NoPagefindError()))
            return True
        dossier = made.dossier or read(project, Report())
        done = self.write(dossier, addresses, site)
        if done and kept:
            self._drafting = kept, aside(partial(_draft, kept, with_program, site))
        return done or self._given_up

    def wait(self) -> None:
        """Wait until nobody reads the new site any more, so that it may be moved."""
        if self._drafting is not None:
            self._drafting[1]()

    def settle(self, *, holds: bool) -> None:
        """Keep a new index if all that the build was made of holds."""
        drafting, self._drafting = self._drafting, None
        if drafting is not None:
            kept, draft = drafting
            kept.settle(draft(), holds=holds)

    def _give_up(self, reason: str) -> None:
        self._given_up = True
        _log.info("%s", reason[:1].upper() + reason[1:])

    def _give_up_ahead(self) -> None:
        if self._ahead is not None:
            self._ahead.end(stop=True)
            self._ahead = None

    def end(self) -> None:
        """Wait until nothing goes on any more that began for a build."""
        if self._ahead is not None:
            self._ahead.end(stop=False)
            self._ahead = None

    def forget(self) -> None:
        """Throw away what was kept for a server, or made for a build that failed."""
        self._give_up_ahead()
        self.settle(holds=False)
        if self._kept is not None:
            self._kept.cleanup()
        self._kept, self._given_up = None, False
