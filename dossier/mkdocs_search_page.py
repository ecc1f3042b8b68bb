"""The index behind the search page, when MkDocs has it made: after a build, and once a server."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from mkdocs.plugins import get_plugin_logger

from dossier.build import read
from dossier.diagnostics import Report
from dossier.pages.searchable import searchable
from dossier.search_index import (
    INDEX,
    NoPagefindError,
    SearchError,
    available,
    put_search,
    restore_search,
    search_files,
    version,
    write_search,
)

if TYPE_CHECKING:
    from dossier.cache import Made
    from dossier.project import Project
    from dossier.site import Addresses
    from dossier.tables import Dossier

MOST_SERVED = 2_000
"""So many records are indexed when a server starts: it takes about a second."""

_SORT = "search"

_log = get_plugin_logger("dossier")


class SearchPageIndex:
    """Writes the index into each site that one MkDocs process builds.

    A server has it made for its first good build only, and gets it back after every other: MkDocs
    empties the folder that it serves.
    """

    def __init__(self) -> None:
        self._kept: TemporaryDirectory[str] | None = None
        self._given_up = False

    def write(
        self, dossier: Dossier, addresses: Addresses, site: Path, *, serving: bool = False
    ) -> bool:
        """Give the site in a folder its index, and say whether it has one.

        What prevents it is logged; a site is not less.
        """
        if self._given_up:
            return False
        if self._kept is not None:
            restore_search(Path(self._kept.name, "index"), dossier, addresses, site)
            return True
        number = sum(1 for _ in searchable(dossier))
        if serving and number > MOST_SERVED:
            self._give_up(f"{number:,} records are not indexed while serving; mkdocs build does it")
            return False
        try:
            write_search(dossier, addresses, site)
        except NoPagefindError as missing:
            self._give_up(str(missing))
        except SearchError as error:
            _log.warning("the search page has no index. %s", error)
        else:
            if serving:
                self._keep(site)
            return True
        return False

    def write_for(self, made: Made, project: Project, addresses: Addresses, site: Path) -> None:
        """Give the site of a build its index: that of the same build before, or a new one."""
        kept = made.kept
        with_program = version()
        if kept and (files := kept.files(_SORT, with_program)) is not None:
            try:
                put_search(files, project.language, addresses, site)
            except SearchError as error:
                _log.warning("the search page has no index. %s", error)
            return
        if made.dossier is None and not available():
            self._give_up(str(NoPagefindError()))
            return
        dossier = made.dossier or read(project, Report())
        if self.write(dossier, addresses, site) and kept:
            kept.keep_files(_SORT, with_program, search_files(site))

    def _give_up(self, reason: str) -> None:
        self._given_up = True
        _log.info("%s", reason[:1].upper() + reason[1:])

    def _keep(self, site: Path) -> None:
        self._kept = TemporaryDirectory(prefix="dossier-search-")
        copytree(site / INDEX, Path(self._kept.name, "index"))

    def forget(self) -> None:
        """Throw away what was kept for a server."""
        if self._kept is not None:
            self._kept.cleanup()
        self._kept, self._given_up = None, False
