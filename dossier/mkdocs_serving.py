"""What `mkdocs serve` keeps from build to build, and what it watches."""

from __future__ import annotations

import gc
import traceback
from functools import partial
from typing import TYPE_CHECKING, Any

import click
from mkdocs.plugins import get_plugin_logger

from dossier.codes import Severity
from dossier.compiled import Compiled
from dossier.diagnostics import DossierError, Report
from dossier.history import marks
from dossier.memory import Memory
from dossier.mkdocs_banner import banner
from dossier.mkdocs_lookout import Lookout
from dossier.mkdocs_served import Served, Shown
from dossier.mkdocs_trouble import trouble
from dossier.terminal import with_excerpts

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer

    from dossier.diagnostics import Diagnostic
    from dossier.mkdocs_apart import PagesApart
    from dossier.mkdocs_reading import Read
    from dossier.project import Project

_log = get_plugin_logger("dossier")

_MOST_WITHOUT_REST = 20
"""After how many builds in close succession rubbish is looked for even so."""


class Serving:
    """One run of a server. `banner` stands on every page while the dossier is broken."""

    def __init__(self) -> None:
        self.memory = Memory()
        self.banner = ""
        self._told: frozenset[Diagnostic] = frozenset()
        self._served = Served()
        self.compiled = Compiled()
        self._kept: dict[Hashable, list[Any]] = {}
        self._shown: Shown | None = None
        self._lookout: Lookout | None = None
        self._at_work = False
        self._without_rest = 0

    def read(self, read: Callable[[Report], Read], root: Path, *, has_pages: bool) -> Read | None:
        """Read a dossier at the beginning of a build; None where the last good pages are to stay.

        Nothing is raised, or logged as an error: it would stop the server, or a strict one. What is
        wrong is printed, and stands in the banner.
        """
        self._served.begin()
        # What a build makes mostly stays until the next: to look for rubbish in it can wait.
        self._at_work = True
        gc.disable()
        self._shown = None
        self.banner = ""
        report = Report()
        summary, details = "", ""
        try:
            found = read(report)
        except DossierError as error:
            summary = str(error)
        except Exception as error:  # noqa: BLE001 - whatever a template does that is being edited
            click.echo(traceback.format_exc(), err=True)
            summary = "the dossier cannot be rendered"
            details = f"{type(error).__name__}: {error}"
        else:
            self._tell(report, root)
            if found.site is not None:
                return found
            summary, details = report.summary(), with_excerpts(report.errors, root)
        kept = "these are the pages from before" if has_pages else "there are no pages yet"
        self.banner = banner(f"dossier: {summary}; {kept}", details)
        _log.info("%s; %s", summary, kept)
        return None

    def _tell(self, report: Report, root: Path) -> None:
        """Print what is wrong with the dossier and was not at the latest build."""
        new = [one for one in report.diagnostics if one not in self._told]
        if new:
            click.echo(with_excerpts(new, root), err=True)
        had_errors = any(one.severity is Severity.ERROR for one in self._told)
        if self._told and not report.diagnostics:
            click.echo("Nothing is wrong any more.", err=True)
        elif had_errors and not report.errors:
            click.echo(f"No error is left; {report.summary()}.", err=True)
        elif new and len(new) < len(report.diagnostics):
            click.echo(f"\nIn all {report.summary()}.", err=True)
        self._told = frozenset(report.diagnostics)

    @property
    def on_demand(self) -> bool:
        """Whether the pages of the build that goes on are made when they are asked for."""
        return self._shown is not None

    def put_off(
        self,
        apart: PagesApart,
        project: Project,
        config: MkDocsConfig,
        search_page: Callable[[], Mapping[str, bytes]],
    ) -> None:
        """Let pages wait until they are asked for."""
        self._shown = Shown(
            apart,
            config,
            kept=self._kept,
            search_page=search_page,
            trouble=partial(trouble, project=project),
        )

    def finish(self, *, failed: bool = False) -> None:
        """Answer requests again: a build has ended."""
        self._served.finish(None if failed else self._shown)
        self._at_work = False
        self._without_rest += 1
        if self._lookout is None or self._without_rest > _MOST_WITHOUT_REST:
            self._rest()

    def _rest(self) -> None:
        if not self._at_work:
            gc.enable()
            self._without_rest = 0

    def open(self, server: LiveReloadServer) -> None:
        """Take the server that MkDocs has made."""
        self._lookout = Lookout(server, rest=self._rest)
        self._served.answer(server)

    def watch(self, root: Path, paths: Iterable[Path]) -> None:
        """Watch what a dossier is made of, and the history of the folder that it is in."""
        if self._lookout is not None:
            self._lookout.watch(paths, marks(root))

    def end(self) -> None:
        """Watch nothing any more."""
        if self._lookout is not None:
            self._lookout.end()
        gc.enable()
